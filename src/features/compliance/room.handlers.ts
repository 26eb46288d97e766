import { addMonths, type CivilDate } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { readIdKey } from "#kernel/paging.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { digestOf, listInstalled } from "#features/policy/store.ts";
import type { Timer } from "#features/policy/timers.contract.ts";
import { ageOf } from "#features/policy/validity.rules.ts";
import type { AgeOut, Behind, Result, Room, RoomRow, RowState, Subject } from "./contract.ts";
import { isClosed, judgeDate, resultOf } from "./dates.rules.ts";
import { type Asked, judgeCharts, judgeTeams, policiesAsked } from "./judging.handlers.ts";
import { applying, clausesBySubject, count, type Counts, judgeAgeOut, stateOf, stateOfOverride } from "./room.rules.ts";
import * as store from "./room.store.ts";
import { type CaseDates, listCaseDates } from "./store.ts";
import { faultWords } from "./faults.words.ts";

const MONTHS_COUNTED = 12;
const PAGE = 50;
const countedFrom = (today: CivilDate) => addMonths(today, -MONTHS_COUNTED);

/** Every clause and timer of the policies that the agency works by, counted over what the reader sees. */
export async function room(tx: Transaction, input: { policy: string | null; state: RowState | null }, call: Call): Promise<Room> {
  const { all } = await policiesAsked(tx, call);
  const from = countedFrom(tx.today);
  const cases = await listCaseDates(tx, "open");
  const counted = { sessions: countSessions(await store.countOutcomes(tx, from)), cases: await countCharts(tx, call, cases, all), teams: new Map<string, Counts>() };
  for (const { policy, questions } of all) {
    if (!questions.includes("team")) continue;
    for (const { outcome } of await judgeTeams(tx, call, policy, tx.today)) for (const [rule, result] of outcome.results) count(of(counted.teams, `${policy.id} ${rule}`), result);
  }
  const rows = all.flatMap(({ version, questions }) =>
    version === null ? [] : [...clausesBySubject(version, questions).map(({ clause, subject }) => clauseRow(version.id, clause, subject, counted, call)), ...(version.timers ?? []).map((timer) => timerRow(version.id, timer, cases, tx.today, call))],
  );
  const installed = await listInstalled(tx);
  return {
    today: tx.today,
    from,
    policies: all.map(({ policy, version }) => {
      const told = version ?? policy.versions.at(-1)!;
      const own = version !== null && installed.some((one) => one.policy === policy.id && one.version === version.version);
      return { policy: policy.id, title: told.title[call.language], cite: told.cite, source: told.source, version: version?.version ?? null, validFrom: version?.effective.from ?? null, edition: own && version !== null ? digestOf(version).slice(0, 12) : null };
    }),
    rows: rows.filter((row) => (input.policy === null || row.policy === input.policy) && (input.state === null || row.state === input.state)),
    notEncoded: all.filter(({ policy }) => input.policy === null || policy.id === input.policy).flatMap(({ version }) => (version?.notEncoded ?? []).map((one) => ({ policy: version!.id, cite: one.cite, why: one.why[call.language] }))),
  };
}

type Counted = { sessions: Map<string, Counts>; cases: Map<string, Counts>; teams: Map<string, Counts> };
function of(all: Map<string, Counts>, key: string): Counts {
  if (!all.has(key)) all.set(key, {});
  return all.get(key)!;
}

function countSessions(outcomes: Awaited<ReturnType<typeof store.countOutcomes>>): Map<string, Counts> {
  const all = new Map<string, Counts>();
  for (const one of outcomes) {
    for (const result of ["met", "not_met", "unknown", "overridden", "not_applicable"] as const) {
      for (const rule of one[result]) {
        const counts = of(all, `${one.policy} ${rule}`);
        counts[result] = (counts[result] ?? 0) + one.sessions;
      }
    }
  }
  return all;
}

async function countCharts(tx: Transaction, call: Call, cases: readonly CaseDates[], asked: readonly Asked[]): Promise<Map<string, Counts>> {
  const all = new Map<string, Counts>();
  const judged = await judgeCharts(tx, call, cases.map((one) => one.caseId), asked, tx.today);
  for (const byPolicy of judged.values()) for (const [policy, outcome] of byPolicy) for (const [rule, result] of outcome.results) count(of(all, `${policy} ${rule}`), result);
  return all;
}

type ClauseOf = ReturnType<typeof clausesBySubject>[number]["clause"];
function clauseRow(policy: string, clause: ClauseOf, subject: Subject, counted: Counted, call: Call): RoomRow {
  const counts = counted[subject === "case" ? "cases" : subject === "session" ? "sessions" : "teams"].get(`${policy} ${clause.id}`) ?? {};
  return { policy, kind: "clause", rule: clause.id, cite: clause.cite, words: clause.words[call.language], status: clause.status, severity: clause.severity, subject, applies: applying(counts), counts, state: stateOf(counts, { status: clause.status, closed: 0 }), dueOn: null, closed: 0 };
}

function timerRow(policy: string, timer: Timer, cases: readonly CaseDates[], today: CivilDate, call: Call): RoomRow {
  const counts: Counts = {};
  const open = cases.filter((one) => !isClosed(timer, one));
  const due: CivilDate[] = [];
  for (const one of open) {
    const judged = judgeDate(timer, one, today);
    count(counts, resultOf(judged));
    if (judged.dueOn !== null && judged.doneOn === null && timer.kind === "deadline") due.push(judged.dueOn);
  }
  const closed = cases.length - open.length;
  return { policy, kind: "timer", rule: timer.id, cite: timer.cite, words: timer.words[call.language], status: timer.status, severity: timer.severity, subject: "case", applies: applying(counts), counts, state: stateOf(counts, { status: timer.status, closed }), dueOn: due.toSorted()[0] ?? null, closed };
}

const pressing: readonly Result[] = ["not_met", "late", "unknown", "due", "overridden", "met", "not_applicable", "not_started"];
/** What presses most comes first, then what is due first, then by name. */
const order = (one: Behind, other: Behind) => pressing.indexOf(one.result) - pressing.indexOf(other.result) || (one.dueOn ?? "9").localeCompare(other.dueOn ?? "9") || one.who.localeCompare(other.who) || (one.key < other.key ? -1 : 1);

/** A page of the cases, sessions or teams behind a number. */
export async function behind(tx: Transaction, input: { policy: string; rule: string; subject: Subject; result: Result | null; after: string | null }, call: Call): Promise<{ behind: Behind[]; total: number; next: string | null }> {
  const asked = await policiesAsked(tx, call);
  const version = asked.all.find((one) => one.policy.id === input.policy)?.version ?? null;
  const timer = version?.timers?.find((one) => one.id === input.rule) ?? null;
  if (!timer && !version?.clauses.some((one) => one.id === input.rule)) throw new Fault("malformed", faultWords.noRule, { fields: [{ path: "rule", message: faultWords.expectRule }] });
  if (timer === null && input.subject === "session") return store.listSessionsBehind(tx, { ...input, from: countedFrom(tx.today) });
  const all = timer !== null ? await casesOfTimer(tx, timer) : input.subject === "team" ? await teamsOf(tx, call, asked.all, input) : await casesOfClause(tx, call, asked.all, input);
  const chosen = all.filter((one) => (input.result === null ? one.result !== "not_started" && one.result !== "not_applicable" : one.result === input.result)).toSorted(order);
  const last = readIdKey(input.after);
  const rest = last === null ? chosen : chosen.slice(chosen.findIndex((one) => one.key === last) + 1);
  const page = rest.slice(0, PAGE);
  return { behind: page, total: chosen.length, next: rest.length > PAGE ? page.at(-1)!.key : null };
}

async function casesOfTimer(tx: Transaction, timer: Timer): Promise<Behind[]> {
  return (await listCaseDates(tx, "open")).filter((one) => !isClosed(timer, one)).map((one) => {
    const judged = judgeDate(timer, one, tx.today);
    const found = { caseId: one.caseId, sessionId: null, who: one.childName, clinician: one.clinician, on: judged.doneOn ?? judged.since, units: null, verdict: null, result: resultOf(judged), dueOn: judged.dueOn };
    return { ...found, key: one.caseId };
  });
}

async function casesOfClause(tx: Transaction, call: Call, asked: readonly Asked[], { policy, rule }: { policy: string; rule: string }): Promise<Behind[]> {
  const cases = await listCaseDates(tx, "open");
  const judged = await judgeCharts(tx, call, cases.map((one) => one.caseId), asked, tx.today);
  return cases.flatMap((one) => {
    const outcome = judged.get(one.caseId)?.get(policy);
    const result = outcome?.results.get(rule);
    if (!outcome || !result) return [];
    const found = { caseId: one.caseId, sessionId: null, who: one.childName, clinician: one.clinician, on: null, units: null, verdict: outcome.verdict, result, dueOn: null };
    return [{ ...found, key: one.caseId }];
  });
}

async function teamsOf(tx: Transaction, call: Call, asked: readonly Asked[], { policy, rule }: { policy: string; rule: string }): Promise<Behind[]> {
  const of = asked.find((one) => one.policy.id === policy && one.questions.includes("team"));
  if (!of) return [];
  return (await judgeTeams(tx, call, of.policy, tx.today)).flatMap(({ teamId, name, outcome }) => {
    const result = outcome.results.get(rule);
    if (!result) return [];
    const found = { caseId: null, sessionId: null, who: name, clinician: null, on: null, units: null, verdict: outcome.verdict, result, dueOn: null };
    return [{ ...found, key: teamId }];
  });
}

/** When each child reaches the age at which the service ends, by the policy that decides about sessions. */
export async function ages(tx: Transaction, { after }: { after: string | null }, call: Call): Promise<{ ages: AgeOut[]; next: string | null }> {
  const age = ageOf((await policiesAsked(tx, call)).session.version);
  if (age === null) return { ages: [], next: null };
  const found = await store.listAges(tx, after);
  return { ages: found.ages.map((one) => ({ ...one, years: age.years, ...judgeAgeOut(one.birthDate, one.plannedEnd, age, tx.today) })), next: found.next };
}

/** A page of the exceptions that people made, with how each stands today. */
export async function overrides(tx: Transaction, { after }: { after: string | null }, call: Call) {
  const versions = (await policiesAsked(tx, call)).all.flatMap(({ version }) => (version ? [version] : []));
  const citeOf = (policy: string, rule: string) => versions.find((one) => one.id === policy)?.clauses.find((one) => one.id === rule)?.cite ?? rule;
  const found = await store.listRegister(tx, after);
  return {
    overrides: found.overrides.map(({ why, whyEnded, ...one }) => ({
      ...one,
      cite: citeOf(one.policy, one.rule),
      state: stateOfOverride(one, tx.today),
      why: why === null ? null : { words: why, ended: whyEnded, disclosure: { class: "child_chart" as const, caseId: one.caseId, ownerPersonId: null, ownerStaffId: null, counterpartStaffId: null, part2: false } },
    })),
    next: found.next,
  };
}
