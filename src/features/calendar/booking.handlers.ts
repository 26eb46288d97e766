import { timeInZone } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Finding } from "#kernel/findings.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call, Handlers } from "#server/procedure.ts";
import { keepDecision } from "#features/eligibility/deciding.handlers.ts";
import { foreseeProposed, foreseeSessions } from "#features/eligibility/foreseeing.handlers.ts";
import { openFacts } from "#features/policy/rules.ts";
import * as booking from "./booking.store.ts";
import { foreseeEnding } from "./endings.handlers.ts";
import { insertChange, listStates } from "./changing.store.ts";
import type { calendar, ChangedSession, ForeseenHour, SessionKind } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { chartOf, requireSession } from "./finding.handlers.ts";
import { type Problem, requirePossible, sayProblems } from "./hours.rules.ts";
import { bookedOf, findShut, judgeConsents, judgeDays, readComing, readWho, type Setting, takeTurnOf, type Who } from "./planning.handlers.ts";
import { readSessionTimes, speaksOfEvents } from "./rules.ts";
import type { Hour } from "./series.rules.ts";
import * as store from "./store.ts";

export type Asking = Pick<Call, "services" | "language">;
type InputOf<Name extends "book" | "foresee"> = Parameters<Extract<Handlers<typeof calendar>[Name], { open: false }>["run"]>[1];

/** What an hour of a family would count for, for those who see what that stands on. */
export async function countsOf(tx: Transaction, who: Who, hour: Hour, coming: readonly booking.Coming[], call: Asking) {
  const foreseen = await foreseeProposed(tx, call, { ...who.setting, startsAt: hour.startsAt, endsAt: hour.endsAt, timeZone: tx.actor.timeZone }, { parts: coming.map(({ part }) => part), longerSessionReason: who.setting.longerSessionReason });
  return { staffing: foreseen.staffing ?? ("unknown" as const), counts: who.seesChart ? { decision: foreseen.decided.decision, disclosure: chartOf(who.setting.caseId) } : null };
}

/** What a session that is being typed would be like; nothing is stored. */
export async function foresee(tx: Transaction, input: InputOf<"foresee">, call: Asking): Promise<ForeseenHour> {
  const who = await readWho(tx, input);
  const hour = readSessionTimes(input.start, input.end, tx.actor.timeZone);
  const coming = readComing(who, hour.on);
  const problems = await judgeDays(tx, who, [{ on: hour.on, hour }], input.besides === null ? [] : [input.besides]);
  const [gate, ...consents] = judgeConsents(who, hour.on, call.language);
  // What the consents and the clinician's other sessions say has a place of its own.
  const others = problems.filter(({ kind }) => kind !== "shut" && kind !== "taken");
  return { caseId: input.caseId, ...(await countsOf(tx, who, hour, coming, call)), gate, consents, isTaken: problems.some(({ kind }) => kind === "taken"), hour: sayProblems(others, call.language), ending: await foreseeEnding(tx, who, hour.on, input.besides) };
}

/** The clinician's clash with its times, where the actor sees it; else that there is one, and never whose. */
async function nameClash(tx: Transaction, who: Who, hour: Hour, besides: readonly string[], problems: readonly Problem[]): Promise<Problem[]> {
  if (!problems.some(({ kind }) => kind === "taken")) return [...problems];
  const clash = await store.findClash(tx, who.clinician.staffId, hour.startsAt, hour.endsAt, besides);
  if (!clash) return [...problems];
  const words = faultWords.booked(who.clinician.name, timeInZone(clash.startsAt, tx.actor.timeZone), timeInZone(clash.endsAt, tx.actor.timeZone));
  return problems.map((one) => (one.kind === "taken" ? { ...one, words } : one));
}

/** Throws where an hour cannot be booked, or something about its day has not been seen. */
export async function requireHour(tx: Transaction, who: Who, hour: Hour, besides: readonly string[], seenDays: readonly string[], call: Asking): Promise<Problem[]> {
  const shut = findShut(who, hour.on, call.language);
  if (shut !== null) throw new Fault("refused", shut.words, { details: { findings: [shut.finding] satisfies Finding[] } });
  const problems = await nameClash(tx, who, hour, besides, await judgeDays(tx, who, [{ on: hour.on, hour }], besides));
  requirePossible(problems, seenDays, "one");
  return problems;
}

/**
 * What hours count for as they were booked. Whoever sees the chart relies on it, so it is kept; whoever does not was told
 * nothing that could be relied on. Throws, with what was found, where one will not count and the booking asks first.
 */
export async function relyOn(tx: Transaction, call: Asking, who: Who, sessionIds: readonly string[], whenNotCounting: "ask" | "book"): Promise<void> {
  const hours = await foreseeSessions(tx, call, new Map(sessionIds.map((id) => [id, "booking"])));
  const { seesChart, setting } = who;
  const failing = sessionIds.map((id) => hours.get(id)!).find((hour) => (seesChart ? hour.decided.decision.verdict : hour.staffing) === "no");
  if (whenNotCounting === "ask" && failing !== undefined) throw new Fault("refused", faultWords.willNotCount, { details: { findings: seesChart ? openFacts(failing.decided.decision) : [] } });
  if (seesChart) for (const sessionId of sessionIds) await keepDecision(tx, call, { caseId: setting.caseId, sessionId, class: "service", moment: "booking" }, hours.get(sessionId)!.decided);
}

/**
 * Throws where adult and child would speak of what happened while a risk for the child stands. Who treats hears why, a
 * supervisor may go on with a reason, and everybody else hears only that it is not possible now.
 */
export async function requireSafe(tx: Transaction, { caseId, kind, riskReason = "" }: { caseId: string; kind: SessionKind; riskReason?: string | undefined }, stage: number): Promise<void> {
  if (!speaksOfEvents(stage, kind) || !(await store.childRiskStands(tx, caseId))) return;
  if (!(await store.readsProtection(tx, caseId))) throw new Fault("refused", faultWords.notNow);
  if (tx.actor.kind !== "staff" || !tx.actor.roles.includes("supervisor")) throw new Fault("refused", faultWords.riskStands);
  if (riskReason.trim().length < 10) throw new Fault("refused", faultWords.riskAsks, { fields: [{ path: "riskReason", message: faultWords.riskReason }] });
  await store.insertRiskException(tx, { caseId, stage, reason: riskReason.trim() });
}

/** Keeps that the flags of days were seen by whoever booked on them. */
export async function keepSeen(tx: Transaction, caseId: string, sessions: readonly { sessionId: string; on: string }[], problems: readonly Problem[]): Promise<void> {
  const flagged = new Set(problems.filter(({ kind }) => kind === "flagged").map(({ on }) => on));
  const seen = sessions.filter(({ on }) => flagged.has(on));
  if (seen.length > 0) await booking.insertFlagsSeen(tx, caseId, seen);
}

/** A session with what the change of it is taken back by. */
export async function changedSession(tx: Transaction, sessionId: string, changeId: string): Promise<ChangedSession> {
  return { ...(await requireSession(tx, sessionId)), changeId };
}

/** Books a session where gate G2 is open, no risk for the child holds it up, and clinicians and room free, and keeps what was decided of it. */
export async function book(tx: Transaction, input: InputOf<"book">, call: Asking): Promise<ChangedSession> {
  const { kind, whenNotCounting, riskReason, seenDays, start, end, ...setting } = input;
  const who = await readWho(tx, setting satisfies Setting);
  const hour = readSessionTimes(start, end, tx.actor.timeZone);
  const coming = readComing(who, hour.on);
  await takeTurnOf(tx, who);
  const problems = await requireHour(tx, who, hour, [], seenDays, call);
  await requireSafe(tx, { caseId: input.caseId, kind, riskReason }, who.stage);
  const [sessionId] = (await booking.insertSessions(tx, bookedOf(who, kind, null), [hour], coming)) as [string];
  await keepSeen(tx, input.caseId, [{ sessionId, on: hour.on }], problems);
  await relyOn(tx, call, who, [sessionId], whenNotCounting);
  const states = await listStates(tx, [sessionId]);
  const changeId = await insertChange(tx, { caseId: input.caseId, kind: "booked", sessions: states.map(({ revision }) => ({ sessionId, before: null, revision })) });
  return changedSession(tx, sessionId, changeId);
}
