import { asMachineOf, type Transaction } from "#database/actor.ts";
import { type Call, handle } from "#server/procedure.ts";
import type { RecordingRow } from "./contract.ts";
import * as store from "./store.ts";
import { sayings } from "./screens.words.ts";
import { JOB, type Watched } from "./watching.handlers.ts";

const stateOf = (one: store.RecordingFacts): RecordingRow["state"] => (one.endedAt !== null ? "ended" : one.finishedAt === null ? "uploading" : "ready");
const least = (days: readonly string[]): string => days.toSorted()[0]!;

/** A recording as a row for who leads it. */
function rowOfLeader(one: store.RecordingFacts, as: "uploader" | "supervisor", named: store.SessionFacts | undefined): RecordingRow {
  const isOwn = as === "uploader";
  return { recordingId: one.recordingId, as, caseId: one.caseId, sessionId: one.sessionId, childName: named?.childName ?? null, sessionAt: named?.startsAt ?? null, caseCode: one.caseCode, sessionNumber: one.sessionNumber, state: stateOf(one), name: isOwn && one.name !== "" ? one.name : null, fingerprint: isOwn && stateOf(one) === "uploading" ? one.fingerprint : null, bytes: one.bytes, received: one.received, purposes: one.purposes, until: one.keepUntil, endedWhy: one.endedWhy, endedAt: one.endedAt, watched: true };
}
/** The same for who was asked to watch: no name, no case, no day. */
function rowOfReviewer(one: store.RecordingFacts, namings: readonly store.ReviewerRow[]): RecordingRow {
  const last = namings.map((each) => each.until).toSorted().at(-1) ?? one.keepUntil;
  return { recordingId: one.recordingId, as: "reviewer", caseId: null, sessionId: null, childName: null, sessionAt: null, caseCode: one.caseCode, sessionNumber: one.sessionNumber, state: stateOf(one), name: null, fingerprint: null, bytes: one.bytes, received: one.received, purposes: [...new Set(namings.map((each) => each.purpose))], until: least([last, one.keepUntil]), endedWhy: one.endedWhy, endedAt: one.endedAt, watched: namings.every((each) => each.watchedAt !== null) };
}

/** One recording for whoever watches it. */
export async function rowFor(tx: Transaction, one: Watched): Promise<RecordingRow> {
  if (one.as === "reviewer") return rowOfReviewer(one.facts, one.namings);
  const [named] = await store.listNames(tx, [one.facts.sessionId]);
  return rowOfLeader(one.facts, one.as, named);
}

/** What the present actor is asked to watch at other agencies. */
async function listElsewhere(tx: Transaction): Promise<RecordingRow[]> {
  const asked = await store.listElsewhere(tx);
  const found: RecordingRow[] = [];
  for (const homeId of new Set(asked.map((one) => one.homeId))) {
    const here = asked.filter((one) => one.homeId === homeId);
    await asMachineOf(tx, homeId, JOB, async (home) => {
      const namings = await store.listNamings(home, here.map((one) => one.reviewerId));
      for (const recordingId of new Set(here.map((one) => one.recordingId))) {
        const one = await store.findRecording(home, recordingId);
        if (one !== null && one.finishedAt !== null) found.push(rowOfReviewer(one, namings.filter((each) => each.recordingId === recordingId)));
      }
    });
  }
  return found;
}

/** Recordings that the present actor was asked to watch and did not yet, here and at other agencies: by code and number, whoever asks. */
export async function listOwedWatching(tx: Transaction, { language }: Pick<Call, "language">) {
  const found = await store.listUnwatched(tx);
  const elsewhere = await store.listElsewhere(tx);
  for (const homeId of new Set(elsewhere.map((one) => one.homeId))) {
    const named = elsewhere.filter((one) => one.homeId === homeId).map((one) => one.reviewerId);
    found.push(...(await asMachineOf(tx, homeId, JOB, (home) => store.listUnwatched(home, named))));
  }
  return found.map((one) => ({ kind: "recording_to_watch" as const, id: one.recordingId, caseId: null, sessionId: null, who: sayings.caseAndNumber[language](one.caseCode, one.sessionNumber), since: one.since, dueAt: null }));
}

async function list(tx: Transaction, { services }: Pick<Call, "services">) {
  const known = await store.listKnown(tx);
  const namings = await store.listOwnNamings(tx);
  const names = new Map((await store.listNames(tx, known.map((one) => one.sessionId))).map((one) => [one.sessionId, one]));
  const staffId = tx.actor.kind === "staff" ? tx.actor.staffId : null;
  const own: RecordingRow[] = [];
  for (const one of known) {
    if (one.uploadedBy === staffId) own.push(rowOfLeader(one, "uploader", names.get(one.sessionId)));
    else if ((await store.relationTo(tx, one.caseId)).isSupervisor) own.push(rowOfLeader(one, "supervisor", names.get(one.sessionId)));
    else own.push(rowOfReviewer(one, namings.filter((each) => each.recordingId === one.recordingId)));
  }
  return { recordings: [...own, ...(await listElsewhere(tx))], mostBytes: services.settings.recordingGigabytes * 1_000_000_000 };
}

export const listHandler = handle((tx: Transaction, _input: unknown, call: Call) => list(tx, call));
