import { Fault } from "#kernel/faults.ts";
import { asMachineOf, type Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import type { VideoPurpose } from "#features/consent/contract.ts";
import { listConsents } from "#features/consent/store.ts";
import { endedWords, faultWords } from "./faults.words.ts";
import * as store from "./store.ts";
import { judgeVideo, judgeWatching, type VideoStanding, type Watching } from "./watching.rules.ts";

/** The job by whose name a right is judged that the present actor has and whose grounds they may not read. */
export const JOB = "recordings";

/** For what the consents of today let a session be recorded and watched. As whoever may read them: who treats, or a machine. */
export async function standingOf(tx: Transaction, of: { caseId: string; sessionId: string }): Promise<VideoStanding> {
  return judgeVideo(await listConsents(tx, of.caseId), await store.listAppearing(tx, of.sessionId), tx.today);
}

export type Known = {
  facts: store.RecordingFacts;
  /** Whose agency it is; null is the own. */
  homeId: string | null;
  namings: store.ReviewerRow[];
  isUploader: boolean;
  isOnCase: boolean;
  isSupervisor: boolean;
};
/** A recording as the present actor knows of it: through the walls of the own agency, else through the one door for a faculty of another. Null where not at all. */
export async function findKnown(tx: Transaction, recordingId: string): Promise<Known | null> {
  const own = await store.findRecording(tx, recordingId);
  if (own !== null) {
    const staffId = tx.actor.kind === "staff" ? tx.actor.staffId : null;
    const namings = (await store.listOwnNamings(tx)).filter((one) => one.recordingId === recordingId);
    return { facts: own, homeId: null, namings, isUploader: own.uploadedBy === staffId, ...(await store.relationTo(tx, own.caseId)) };
  }
  const asked = (await store.listElsewhere(tx)).filter((one) => one.recordingId === recordingId);
  if (asked.length === 0) return null;
  const homeId = asked[0]!.homeId;
  const found = await asMachineOf(tx, homeId, JOB, async (home) => ({ facts: await store.findRecording(home, recordingId), namings: await store.listNamings(home, asked.map((one) => one.reviewerId)) }));
  if (found.facts === null || found.facts.finishedAt === null) return null;
  return { facts: found.facts, namings: found.namings, homeId, isUploader: false, isOnCase: false, isSupervisor: false };
}

/** Does something where the recording lives, as its machine. */
export const atHome = <T>(tx: Transaction, known: Known, work: (home: Transaction) => Promise<T>): Promise<T> => asMachineOf(tx, known.homeId ?? tx.actor.agencyId, JOB, work);

/** Judges, in this moment, whether the present actor watches. */
export async function judge(tx: Transaction, known: Known): Promise<Watching> {
  const { facts } = known;
  const { standing, today } = await atHome(tx, known, async (home) => ({ standing: (await standingOf(home, facts)).purposes, today: home.today }));
  return judgeWatching({ isEnded: facts.endedAt !== null, isFinished: facts.finishedAt !== null, recordedFor: facts.purposes, standing, keepUntil: facts.keepUntil, today, isUploader: known.isUploader, isOnCase: known.isOnCase, isSupervisor: known.isSupervisor, named: known.namings.filter((one) => one.endedAt === null) });
}

/** One that the present actor leads: sent in, or supervises today. What stops it, and who watches it no more, is theirs to say also where they may not watch. Throws `not_found`. */
export async function requireLead(tx: Transaction, recordingId: string): Promise<store.RecordingFacts> {
  const known = await findKnown(tx, recordingId);
  if (known === null || known.homeId !== null || !(known.isUploader || known.isSupervisor)) throw new Fault("not_found", faultWords.noRecording);
  noteCase(tx, known.facts.caseId);
  return known.facts;
}

export type Watched = Known & { as: "uploader" | "supervisor" | "reviewer"; mayWatchFor: VideoPurpose[] };
/** A recording that the present actor watches. Throws `not_found` where it is not theirs to know of, and `gone` once it has ended or its consent stands no more. */
export async function requireWatch(tx: Transaction, recordingId: string): Promise<Watched> {
  const known = await findKnown(tx, recordingId);
  if (known === null) throw new Fault("not_found", faultWords.noRecording);
  if (known.homeId === null) noteCase(tx, known.facts.caseId);
  const found = await judge(tx, known);
  if (found.may === "yes") return { ...known, as: found.as, mayWatchFor: found.purposes };
  if (found.why === "ended") throw new Fault("gone", known.facts.endedWhy === null || known.homeId !== null ? faultWords.gone : endedWords[known.facts.endedWhy]);
  if (found.why === "not_standing") throw new Fault("gone", faultWords.notStanding);
  if (found.why === "not_on_case") throw new Fault("not_found", faultWords.notOnCase);
  throw new Fault("not_found", found.why === "unfinished" ? faultWords.notWhole : faultWords.noRecording);
}
