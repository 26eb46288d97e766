import type PgBoss from "pg-boss";
import { type Actor, asActor, type Transaction } from "#database/actor.ts";
import { addMonths } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Decision } from "#kernel/findings.ts";
import { idOfText } from "#server/keys.ts";
import type { Services } from "#server/procedure.ts";
import type { JobPayload } from "#server/queue.ts";
import { listAgencies } from "#features/account/store.ts";
import { listCaseDates } from "#features/compliance/store.ts";
import { judgeEvidence } from "#features/eligibility/deciding.handlers.ts";
import { policiesOf } from "#features/policy/agency.handlers.ts";
import { listSessionEvidence } from "#features/eligibility/facts.store.ts";
import type { Policy, PolicyVersion } from "#features/policy/contract.ts";
import { readEditions } from "#features/policy/store.ts";
import { askAgain, effectOf } from "./replay.rules.ts";
import * as store from "./store.ts";
import { changedTimers, dateEffectOf } from "./timers.rules.ts";

const QUEUE = "count-policy-change";
/** Decisions a transaction: short enough that nobody waits for it, long enough that its cost does not count. */
const KEPT_AT_ONCE = 250;
const OPEN_AT_ONCE = 100;
/** Decisions after which whoever waits for the server comes first. */
const DECIDED_AT_ONCE = 10;
const letOthers = () => new Promise((resolve) => setImmediate(resolve));

/** How far back a change is held against what was decided. */
const MONTHS_BACK = 12;

/** The policy with the edition in the place of its version, or without that version. */
const withEdition = (policies: readonly Policy[], of: { policy: string; version: string }, edition: PolicyVersion | null): Policy => {
  const others = policies.find((one) => one.id === of.policy)?.versions.filter((one) => one.version !== of.version) ?? [];
  return { id: of.policy, versions: (edition === null ? others : [...others, edition]).toSorted((one, other) => (one.effective.from ?? "").localeCompare(other.effective.from ?? "")) };
};

/** The same question by the changed policy; unknown where that has no such question any more. */
const askChanged = (ask: () => Decision, before: Decision): Decision => {
  try {
    return ask();
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return { ...before, version: null, verdict: "unknown", units: null, findings: [] };
  }
};

/**
 * How a kept decision comes out by the changed policy; null where verdict and units are the same. What was decided when a
 * session was booked is not counted beside it: until it is signed the session is open work, then its signature stands.
 */
function compare(kept: store.KeptRow, after: Policy): store.NewEffect | null {
  if ((kept.facts as { moment?: string }).moment === "booking") return null;
  const before = kept.answer;
  const effect = effectOf(before, askChanged(() => askAgain(kept, after), before));
  return effect && { ...effect, class: "service", place: "kept", subjectId: kept.decisionId, caseId: kept.caseId, sessionId: kept.sessionId, question: kept.question, on: kept.on };
}

type Counting = { changeId: string; policy: string; after: Policy; from: string; timers: ReturnType<typeof changedTimers> };

async function countKept(tx: Transaction, { changeId, policy, after, from }: Counting): Promise<"more" | "done" | "gone"> {
  const state = await store.findCount(tx, changeId);
  if (state?.status !== "counting") return "gone";
  const kept = await store.listKept(tx, { policy, from, after: state.upTo, most: KEPT_AT_ONCE });
  if (kept.length === 0) return "done";
  const effects: store.NewEffect[] = [];
  for (const [place, one] of kept.entries()) {
    if (place % DECIDED_AT_ONCE === 0) await letOthers();
    const effect = compare(one, after);
    if (effect !== null) effects.push(effect);
  }
  await store.insertEffects(tx, changeId, effects);
  await store.moveCount(tx, changeId, kept.length, kept.at(-1)!.decisionId);
  return "more";
}

/** Sessions that are booked or not signed yet: as they would be decided now, before and after the change. Returns the last one, null where there are no more. */
async function countOpen(tx: Transaction, services: Services, { changeId, policy, after }: Counting, last: string | null): Promise<string | null> {
  const open = await store.listOpenSessions(tx, last, OPEN_AT_ONCE);
  if (open.length === 0) return null;
  const call = { services, language: "en" as const };
  const before = await policiesOf(tx, call);
  const changed = [...before.filter((one) => one.id !== policy), after];
  for (const moment of ["booking", "note"] as const) {
    const ids = open.filter((one) => one.isPlanned === (moment === "booking")).map((one) => one.sessionId);
    const asked = { moment, signed: false, cosigned: null };
    const effects = (await listSessionEvidence(tx, ids, moment === "booking" ? "planned" : "held")).flatMap((evidence) => {
      const now = judgeEvidence(call, before, evidence, asked).decision;
      if (now.policy !== policy) return [];
      const effect = effectOf(now, askChanged(() => judgeEvidence(call, changed, evidence, asked).decision, now));
      return effect ? [{ ...effect, class: "service" as const, place: "open" as const, subjectId: evidence.sessionId, caseId: evidence.caseId, sessionId: evidence.sessionId, question: "session" as const, on: evidence.on }] : [];
    });
    await store.insertEffects(tx, changeId, effects);
  }
  return open.at(-1)!.sessionId;
}

/** Dates of the cases that were open in the window, as a changed timer would judge them. */
async function countDates(tx: Transaction, { changeId, timers, from }: Counting): Promise<void> {
  if (timers.length === 0) return;
  const effects: store.NewEffect[] = [];
  for (const [place, recorded] of (await listCaseDates(tx, { openSince: from })).entries()) {
    if (place % DECIDED_AT_ONCE === 0) await letOthers();
    for (const pair of timers) {
      const effect = dateEffectOf(pair, recorded, { today: tx.today, from });
      if (effect === null) continue;
      const { timer, cite, class: ofClass, on, before, after } = effect;
      effects.push({ class: ofClass, place: "date", subjectId: idOfText(`${recorded.caseId} ${timer}`), caseId: recorded.caseId, sessionId: null, question: "timer", on, verdictBefore: before, verdictAfter: after, unitsBefore: null, unitsAfter: null, clauses: [cite] });
    }
  }
  await store.insertEffects(tx, changeId, effects);
}

/**
 * Counts what a proposed change would decide otherwise: kept decisions of the last twelve months, then open work, then
 * the dates of cases where a timer changes. Each few hundred decisions are a transaction of their own; cut off, it goes on after the last one that is written down.
 */
export async function countChange(services: Services, { agencyId, id }: JobPayload): Promise<void> {
  const agency = (await listAgencies(services.database)).find((one) => one.agency_id === agencyId);
  if (!agency) return;
  const actor: Actor = { kind: "system", job: QUEUE, agencyId, timeZone: agency.time_zone };
  const act = <T>(work: (tx: Transaction) => Promise<T>) => asActor(services.database, services.clock, actor, work);
  const counting = await act(async (tx): Promise<Counting | null> => {
    const state = await store.findCount(tx, id);
    if (state?.status !== "counting") return null;
    const editions = await readEditions(tx, [state.digestBefore, state.digestAfter].filter((one) => one !== null));
    const editionOf = (digest: string | null) => (digest === null ? null : editions.get(digest)!);
    const edition = editionOf(state.digestAfter);
    const from = addMonths(tx.today, -MONTHS_BACK);
    await store.beginCount(tx, id, await store.countKept(tx, state.policy, from));
    return { changeId: id, policy: state.policy, from, timers: changedTimers(editionOf(state.digestBefore), edition), after: withEdition(await policiesOf(tx, { services }), state, edition) };
  });
  if (counting === null) return;
  for (;;) {
    const state = await act((tx) => countKept(tx, counting));
    if (state === "gone") return;
    if (state === "done") break;
    await letOthers();
  }
  for (let last: string | null = null; ; ) {
    last = await act((tx) => countOpen(tx, services, counting, last));
    if (last === null) break;
    await letOthers();
  }
  await act((tx) => countDates(tx, counting));
  await act((tx) => store.endCount(tx, id));
}

/** Works the queue off, and goes on with counts that were cut off. */
export async function startRulebookWorker(boss: PgBoss, services: Services): Promise<void> {
  await boss.work<JobPayload>(QUEUE, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async (jobs) => {
    for (const job of jobs) await countChange(services, job.data);
  });
  for (const agency of await listAgencies(services.database)) {
    const actor: Actor = { kind: "system", job: QUEUE, agencyId: agency.agency_id, timeZone: agency.time_zone };
    for (const { changeId } of await asActor(services.database, services.clock, actor, store.listCounting)) await boss.send(QUEUE, { agencyId: agency.agency_id, id: changeId });
  }
}
