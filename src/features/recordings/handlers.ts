import { randomBytes } from "node:crypto";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { newId, type Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import { afterCommit } from "#server/afterCommit.ts";
import { caseCode } from "#server/keys.ts";
import { type Call, handle, handleLong, type Handlers } from "#server/procedure.ts";
import { destroyEnded, recordingsOf } from "#server/recordings.ts";
import { listHandler } from "./listing.handlers.ts";
import type { recordings } from "./contract.ts";
import { faultWords, whyNotWords } from "./faults.words.ts";
import { reviewingHandlers } from "./reviewing.handlers.ts";
import * as store from "./store.ts";
import { finish } from "./upload.handlers.ts";
import { requireLead, standingOf } from "./watching.handlers.ts";

type Contract = typeof recordings;
type InputOf<Name extends keyof Contract> = Parameters<Extract<Handlers<Contract>[Name], { open: false }>["run"]>[1];

/** Days back for which a session is offered. */
const OFFERED_DAYS = 60;
/** Recordings of one person that wait for the rest of their bytes. */
const MOST_UNFINISHED = 10;
/** Bytes of the disk that are left free whatever is sent in. */
const KEPT_FREE = 1_000_000_000;
const GIGABYTE = 1_000_000_000;

export const mostBytes = ({ services }: Pick<Call, "services">): number => services.settings.recordingGigabytes * GIGABYTE;
/** A code that stands for a case wherever its recordings are spoken of, and leads nobody to it. */

async function sessions(tx: Transaction) {
  const found = await store.listHeld(tx, OFFERED_DAYS);
  const offered = [];
  for (const one of found) {
    const { purposes, until, whyNot } = await standingOf(tx, one);
    offered.push({ ...one, purposes, until, whyNot });
  }
  return { sessions: offered };
}

/** Begins an upload: its row, its key and its empty file. What is too large, or has no room, is refused before a byte of it came. */
export async function begin(tx: Transaction, input: InputOf<"begin">, call: Pick<Call, "services">) {
  const session = await store.findHeld(tx, input.sessionId);
  if (session === null) throw new Fault("not_found", faultWords.noSession);
  noteCase(tx, session.caseId);
  const bytes = Number(input.bytes);
  if (bytes > mostBytes(call)) throw new Fault("too_large", faultWords.tooLarge(call.services.settings.recordingGigabytes));
  const standing = await standingOf(tx, session);
  if (standing.whyNot !== null) throw new Fault("refused", whyNotWords[standing.whyNot]);
  if (!input.purposes.every((one) => standing.purposes.includes(one))) throw new Fault("refused", whyNotWords.no_purpose, { fields: [{ path: "purposes", message: whyNotWords.no_purpose }] });
  const last = standing.until!;
  const keepUntil = input.keepUntil ?? last;
  if (keepUntil > last) throw fieldFault("keepUntil", faultWords.keepTooLong);
  if (keepUntil < tx.today) throw fieldFault("keepUntil", faultWords.untilPast);
  if ((await store.countUnfinished(tx)) >= MOST_UNFINISHED) throw new Fault("too_many", faultWords.tooMany);
  const folder = recordingsOf(call.services);
  if ((await folder.free()) < bytes * 1.001 + KEPT_FREE) throw new Fault("storage_full", faultWords.diskFull);
  const recordingId = newId(tx);
  await store.insertRecording(tx, { recordingId, caseId: session.caseId, sessionId: session.sessionId, caseCode: caseCode(call.services.signingKey, session.caseId), sessionNumber: await store.numberOf(tx, session), name: input.name, bytes, purposes: [...new Set(input.purposes)], consentIds: standing.consentIds, keepUntil, fingerprint: input.fingerprint });
  // Last, so that a refusal leaves nothing; where the commit fails, the sweep finds a key without a row.
  await folder.begin({ agencyId: tx.actor.agencyId, recordingId });
  return { recordingId, received: 0, keepUntil };
}

async function destroy(tx: Transaction, { recordingId }: { recordingId: string }, { services, requestId }: Pick<Call, "services" | "requestId">) {
  await requireLead(tx, recordingId);
  if (!(await store.endByHand(tx, recordingId))) throw new Fault("gone", faultWords.gone);
  afterCommit(tx, () => destroyEnded(services, tx.actor, [recordingId], requestId));
  return { destroyed: true as const };
}

async function ownCode(tx: Transaction, { anew }: { anew: "yes" | "no" }) {
  const known = anew === "yes" ? null : await store.findOwnCode(tx);
  if (known !== null) return { code: known };
  const code = BigInt(`0x${randomBytes(16).toString("hex")}`).toString(36).padStart(16, "0").slice(-16);
  await store.putOwnCode(tx, code);
  return { code };
}

export const recordingsHandlers: Handlers<Contract> = {
  list: listHandler,
  sessions: handle((tx) => sessions(tx)),
  begin: handle(begin),
  finish: handleLong(finish),
  ...reviewingHandlers,
  destroy: handle(destroy),
  ownCode: handle((tx, input) => ownCode(tx, input)),
};
