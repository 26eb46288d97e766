import { Fault } from "#kernel/faults.ts";
import type { Words } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import type { Coverage } from "#features/coverage/contract.ts";
import { captureSessions } from "./capture.handlers.ts";
import { checkClaims } from "./checking.handlers.ts";
import { chargeOfLines, draftLine, firstPayer, mayBeClaimed, nextPayer } from "./facts.rules.ts";
import { keyOfDay, listDays, listStored, type StoredClaim } from "./facts.store.ts";
import { faultWords } from "./faults.words.ts";
import { agencyFacts, asClaimsMachine, type Asking } from "./gathering.handlers.ts";
import { moveClaims } from "./moving.handlers.ts";
import { canStep, type ClaimState, isUnsent } from "./states.rules.ts";
import { type HeldClaim, holdClaim } from "./steps.store.ts";
import * as store from "./store.ts";

export type Seen = { claimId: string; revision: number };
type Made = { caseId: string; claimId: string; state: ClaimState };

const refused = (words: Words) => new Fault("refused", words);
/** The claim as it was seen, held until the transaction ends. */
async function holdSeen(tx: Transaction, { claimId, revision }: Seen): Promise<HeldClaim> {
  const found = await holdClaim(tx, claimId);
  if (found === null) throw new Fault("not_found", faultWords.noClaim);
  noteCase(tx, found.caseId);
  if (found.revision !== revision) throw new Fault("changed_meanwhile", faultWords.changed);
  return found;
}
async function made(tx: Transaction, claimId: string): Promise<Made> {
  const { caseId, state } = (await holdClaim(tx, claimId))!;
  return { caseId, claimId, state };
}

/** Why a claim cannot be replaced or taken back now; null where it can. */
export async function whyNotFollowed(tx: Transaction, claim: Pick<StoredClaim, "claimId" | "state">, payerClaimNumber: string | null, to: "replaced" | "voided"): Promise<Words | null> {
  if (!canStep(claim.state, to)) return faultWords.notNow;
  if (payerClaimNumber === null) return faultWords.noNumber;
  return (await store.listFollowers(tx, claim.claimId)).some((one) => one.kind !== "original") ? faultWords.followedAlready : null;
}

/** Makes the claim that replaces or takes back one that was sent. Its sessions stay with that one until the new one leaves. */
export async function follow(tx: Transaction, call: Asking, seen: Seen, kind: "replacement" | "void"): Promise<Made> {
  const held = await holdSeen(tx, seen);
  const [stored] = await listStored(tx, [held.claimId]);
  const why = await whyNotFollowed(tx, held, await store.findPayerNumber(tx, held.claimId), kind === "void" ? "voided" : "replaced");
  if (why !== null) throw refused(why);
  const of = { caseId: held.caseId, payerId: held.payerId, coverageId: stored!.coverageId, serviceDay: stored!.serviceDay, kind, follows: held.claimId };
  if (kind === "void") {
    const claim = await store.insertClaim(tx, of);
    await store.updateDraft(tx, claim.claimId, { ...of, chargeCents: held.chargeCents });
    await store.copyLines(tx, held.claimId, { ...claim, payerId: held.payerId }, "never");
    await checkClaims(tx, call, [claim.claimId]);
    return made(tx, claim.claimId);
  }
  const { coverage, lines } = await asClaimsMachine(tx, async (machine) => {
    const day = (await listDays(machine, [stored!])).get(keyOfDay(stored!))!;
    const agency = await agencyFacts(machine);
    const sessions = stored!.lines.flatMap((line) => day.sessions.filter((one) => one.sessionId === line.sessionId && mayBeClaimed(one)));
    return { coverage: firstPayer(day), lines: sessions.map((one) => draftLine(one, held.payerId, stored!.serviceDay, agency)) };
  });
  if (coverage === null || coverage.payerId !== held.payerId || coverage.caseId !== held.caseId || lines.length === 0) throw refused(faultWords.onlyVoid);
  const claim = await store.insertClaim(tx, { ...of, coverageId: coverage.coverageId });
  await store.updateDraft(tx, claim.claimId, { payerId: held.payerId, coverageId: coverage.coverageId, chargeCents: chargeOfLines(lines) });
  await store.replaceLines(tx, { ...claim, caseId: held.caseId, payerId: held.payerId }, lines, "waits");
  await checkClaims(tx, call, [claim.claimId]);
  return made(tx, claim.claimId);
}

/** States in which the first payer has decided, and the rest may be asked of the next one. */
const DECIDED: readonly ClaimState[] = ["posted", "closed"];
export const mayGoOn = (state: ClaimState): boolean => DECIDED.includes(state);
/** Who is asked after the payer of a claim; null where nobody else covers the child on that day. */
export const findNextPayer = (tx: Transaction, claim: StoredClaim): Promise<Coverage | null> => asClaimsMachine(tx, async (machine) => nextPayer((await listDays(machine, [claim])).get(keyOfDay(claim))!, claim.payerId ?? ""));
/** Makes the claim to the next payer: the same sessions, with what the first one decided. */
export async function goOn(tx: Transaction, call: Asking, seen: Seen): Promise<Made> {
  const held = await holdSeen(tx, seen);
  if (!mayGoOn(held.state)) throw refused(faultWords.notDecided);
  if ((await store.listFollowers(tx, held.claimId)).length > 0) throw refused(faultWords.followedAlready);
  const [stored] = await listStored(tx, [held.claimId]);
  const coverage = await findNextPayer(tx, stored!);
  if (coverage === null || coverage.caseId !== held.caseId) throw refused(faultWords.noNextPayer);
  const claim = await store.insertClaim(tx, { caseId: held.caseId, payerId: coverage.payerId, coverageId: coverage.coverageId, serviceDay: stored!.serviceDay, kind: "secondary", follows: held.claimId });
  await store.updateDraft(tx, claim.claimId, { payerId: coverage.payerId, coverageId: coverage.coverageId, chargeCents: held.chargeCents });
  // The next payer is asked for the very same lines: what the first one decided stands beside them.
  await store.copyLines(tx, held.claimId, { ...claim, payerId: coverage.payerId }, "live");
  await checkClaims(tx, call, [claim.claimId]);
  return made(tx, claim.claimId);
}

/** Says why a claim is sent all the same: too late, or unchanged after it was turned away. */
export async function sayLate(tx: Transaction, call: Asking, { reason, ...seen }: Seen & { reason: string }): Promise<Made> {
  const held = await holdSeen(tx, seen);
  if (!isUnsent(held.state)) throw refused(faultWords.notUnsent);
  const [stored] = await listStored(tx, [held.claimId]);
  if (!stored!.findings.some((one) => one.id === "late" || one.id === "turned_away")) throw refused(faultWords.notLate);
  await store.setLate(tx, held.claimId, reason);
  await checkClaims(tx, call, [held.claimId]);
  return made(tx, held.claimId);
}
/** Takes a claim out that was not sent: nobody asks for its sessions until somebody takes it up again. */
export async function drop(tx: Transaction, { reason, ...seen }: Seen & { reason: string }): Promise<Made> {
  const held = await holdSeen(tx, seen);
  if (!isUnsent(held.state)) throw refused(faultWords.notUnsent);
  await moveClaims(tx, [held], "dropped", () => ({ words: reason }));
  return made(tx, held.claimId);
}
/** Makes a new claim of the sessions of one that was taken out. */
export async function resume(tx: Transaction, call: Asking, seen: Seen): Promise<Made> {
  const held = await holdSeen(tx, seen);
  if (held.state !== "dropped" || held.kind !== "original") throw refused(faultWords.notDropped);
  const sessionIds = (await listStored(tx, [held.claimId]))[0]!.lines.map((one) => one.sessionId);
  await captureSessions(tx, call, sessionIds, sessionIds);
  const next = await store.findUnsentOf(tx, sessionIds);
  if (next === null) throw refused(faultWords.nothingToAsk);
  return made(tx, next);
}
