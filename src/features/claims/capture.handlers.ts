import { type Actor, asActor, type Transaction } from "#database/actor.ts";
import { appendAudit } from "#server/audit.ts";
import type { Services } from "#server/procedure.ts";
import type { JobPayload } from "#server/queue.ts";
import { listAgencies } from "#features/messages/store.ts";
import { checkClaims } from "./checking.handlers.ts";
import { findCorrection } from "./correcting.handlers.ts";
import { type AgencyFacts, chargeOfLines, type DayFacts, draftLine, firstPayer, mayBeClaimed } from "./facts.rules.ts";
import { keyOfDay, listDays, type DayOf } from "./facts.store.ts";
import { agencyFacts, asClaimsMachine, type Asking, decideAtClaim, withVerdicts } from "./gathering.handlers.ts";
import { moveClaims } from "./moving.handlers.ts";
import { holdClaim } from "./steps.store.ts";
import * as store from "./store.ts";

/** Sessions that one transaction looks at. */
const PAGE = 40;
type Day = { recordId: string; serviceDay: string };

/** The day as it stands now, in the case whose insurance is billed. */
async function findDay(tx: Transaction, call: Asking, { recordId, serviceDay }: Day): Promise<DayFacts> {
  const asked: DayOf = { caseId: recordId, serviceDay };
  const day = (await listDays(tx, [asked])).get(keyOfDay(asked))!;
  const judged = withVerdicts(day, await decideAtClaim(tx, call, day.sessions));
  return { ...judged, caseId: firstPayer(judged)?.caseId ?? judged.sessions[0]?.caseId ?? recordId };
}

/** Makes or refreshes the one claim of a child's day that was not sent yet. Answers which claim is to be checked. */
async function makeDraft(tx: Transaction, agency: AgencyFacts, day: DayFacts, existing: readonly store.ClaimOfDay[], resumed: readonly string[]): Promise<string | null> {
  const draft = existing.find((one) => one.kind === "original" && one.state !== "other");
  const held = new Set(existing.filter((one) => one.isBilledFirst && one !== draft).flatMap((one) => one.sessionIds));
  // What somebody took out stays out until somebody takes it up again.
  const takenOut = new Set((await store.listTakenOut(tx, day.sessions.map((one) => one.sessionId))).filter((one) => !resumed.includes(one) && !draft?.sessionIds.includes(one)));
  const sessions = day.sessions.filter((one) => mayBeClaimed(one) && !held.has(one.sessionId) && !takenOut.has(one.sessionId));
  const coverage = firstPayer(day);
  const payerId = coverage?.payerId ?? null;
  const lines = sessions.map((one) => draftLine(one, payerId, day.serviceDay, agency));
  if (draft !== undefined && (lines.length === 0 || draft.caseId !== day.caseId)) {
    const found = (await holdClaim(tx, draft.claimId))!;
    await moveClaims(tx, [found], "dropped", () => ({ words: "" }));
  }
  if (lines.length === 0) return null;
  const stays = draft !== undefined && draft.caseId === day.caseId;
  const claim = stays ? { claimId: draft.claimId, number: "" } : await store.insertClaim(tx, { caseId: day.caseId, payerId, coverageId: coverage?.coverageId ?? null, serviceDay: day.serviceDay, kind: "original", follows: await store.findTurnedAway(tx, day.caseId, sessions.map((one) => one.sessionId)) });
  const number = stays ? (await holdClaim(tx, claim.claimId))!.number : claim.number;
  await store.updateDraft(tx, claim.claimId, { payerId, coverageId: coverage?.coverageId ?? null, chargeCents: chargeOfLines(lines) });
  await store.replaceLines(tx, { claimId: claim.claimId, number, caseId: day.caseId, payerId }, lines, "live");
  return claim.claimId;
}

/** One day of a child: its draft is made or refreshed, and what was sent is compared with what would be asked today. */
async function captureDay(tx: Transaction, call: Asking, agency: AgencyFacts, of: Day, resumed: readonly string[]): Promise<void> {
  await store.holdDay(tx, of);
  const day = await findDay(tx, call, of);
  const existing = await store.listOfDay(tx, of);
  const draft = await makeDraft(tx, agency, day, existing, resumed);
  const following = existing.filter((one) => one.kind !== "original" && one.state !== "other");
  for (const one of following.filter((each) => each.kind !== "void")) await store.refreshCoverage(tx, one.claimId);
  await checkClaims(tx, call, [...(draft === null ? [] : [draft]), ...following.map((one) => one.claimId)]);
  for (const one of existing.filter((each) => each.state === "other" && each.isBilledFirst && each.kind !== "void")) await findCorrection(tx, agency, day, one);
}

/** Sessions as the machine: every one of them, with the others of the same child and day. `resumed` were taken out and are taken up again. */
export const captureSessions = (tx: Transaction, call: Asking, sessionIds: readonly string[], resumed: readonly string[] = []): Promise<number> =>
  asClaimsMachine(tx, async (machine) => {
    const days = await store.listDaysOf(machine, sessionIds);
    const agency = days.length === 0 ? null : await agencyFacts(machine);
    for (const one of days) await captureDay(machine, call, agency!, one, resumed);
    return days.length;
  });

/** Takes some of the sessions that wait, and makes their claims. Answers how many were taken. */
export async function captureWaiting(tx: Transaction, call: Asking, sessionIds: readonly string[] | null = null): Promise<number> {
  const taken = await store.takeWaiting(tx, PAGE, sessionIds);
  await captureSessions(tx, call, taken.map((one) => one.sessionId));
  return taken.length;
}

const JOB = "capture-service";
const asking = (services: Services): Asking => ({ services, language: "en" });
/** The claim of a session that was just signed or co-signed: the job of its queue. */
export async function captureSession(services: Services, { agencyId, id }: JobPayload): Promise<void> {
  const agency = (await listAgencies(services.database)).find((one) => one.agencyId === agencyId);
  if (agency === undefined) return;
  await asActor(services.database, services.clock, { kind: "system", job: JOB, ...agency }, (tx) => captureWaiting(tx, asking(services), [id]));
}
/** Each of the sessions that wait by itself: one that cannot be looked at waits an hour, and does not hold up the others. */
async function captureEach(services: Services, actor: Actor): Promise<number> {
  const sessionIds = await asActor(services.database, services.clock, actor, (tx) => store.listWaiting(tx, PAGE));
  for (const sessionId of sessionIds) {
    try {
      await asActor(services.database, services.clock, actor, (tx) => captureWaiting(tx, asking(services), [sessionId]));
    } catch (error) {
      services.log.error({ sessionId, type: (error as Error).name, code: (error as { code?: string }).code ?? "" }, "the claim of a session could not be made; it is tried again in an hour");
      await asActor(services.database, services.clock, actor, (tx) => store.putOff(tx, sessionId));
    }
  }
  return sessionIds.length;
}

/** Everything of an agency that waits, page by page, each in a transaction of its own. Answers how many sessions were looked at. */
export async function captureAll(services: Services, agency: { agencyId: string; timeZone: string }, isStopped: () => boolean = () => false): Promise<number> {
  const actor: Actor = { kind: "system", job: JOB, ...agency };
  const page = () =>
    asActor(services.database, services.clock, actor, async (tx) => {
      const found = await captureWaiting(tx, asking(services));
      if (found > 0) await appendAudit(tx, { action: "job", procedure: "claims.capture", outcome: "done", requestId: JOB, details: { sessions: found } });
      return found;
    });
  let looked = 0;
  for (let taken = PAGE; taken > 0 && !isStopped(); looked += taken) taken = await page().catch(() => captureEach(services, actor));
  return looked;
}
