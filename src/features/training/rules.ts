import { addDays, addMonths, type CivilDate, daysBetween } from "#kernel/dates.ts";
import type { Language, Words } from "#kernel/language.ts";
import type { Evidence, Progress, Requirement, Rule, Standing, StatedFact, Track } from "./contract.ts";
import { progressWords as words } from "./words.ts";

// How far somebody has come on a track (C7), from what the system holds. Every figure can be counted by hand from the evidence
// that stands beside it. What is absent is not known, and not known is never met.

/** What was counted: `have` of `need`, with what was counted. `met` null is not known. */
type Counted = { have: number | null; need: number | null; met: boolean | null; evidence: string[] };
type At = { evidence: Evidence; on: CivilDate; threshold: number | null };

const FORTNIGHT = 14;
const unknown = (need: number | null): Counted => ({ have: null, need, met: null, evidence: [] });
/** So many of so many; where no number is set it is not known whether it is enough. */
const atLeast = (have: number, need: number | null, evidence: string[] = []): Counted => ({ have, need, met: need === null ? null : have >= need, evidence });

/** Days until today, each once, in their order. */
const until = (days: readonly CivilDate[], on: CivilDate): CivilDate[] => [...new Set(days)].filter((day) => day <= on).toSorted();
const countDays = (days: readonly CivilDate[] | undefined, { on, threshold }: At): Counted => (days === undefined ? unknown(threshold) : atLeast(until(days, on).length, threshold, until(days, on)));

/** Whole months from a day to another; what is begun does not count. */
export function wholeMonths(from: CivilDate, to: CivilDate): number {
  let months = 0;
  while (addMonths(from, months + 1) <= to) months += 1;
  return months;
}

/** Whole spans of a course that are over: from its beginning to today, and no longer than it lasts. */
function spansOf(from: CivilDate, end: CivilDate, next: (count: number) => CivilDate): { from: CivilDate; before: CivilDate }[] {
  const spans = [];
  for (let count = 0; next(count + 1) <= end; count++) spans.push({ from: next(count), before: next(count + 1) });
  return from <= end ? spans : [];
}
const earlier = (one: CivilDate, other: CivilDate) => (one < other ? one : other);
const within = (day: CivilDate, span: { from: CivilDate; before: CivilDate }) => day >= span.from && day < span.before;

/** The length of a course in months, where one is asked by months. */
const COURSE_MONTHS = 18;

function callsAMonth({ evidence: { cohort, individualCalls, groupCalls }, on, threshold }: At): Counted {
  if (!cohort || (individualCalls === undefined && groupCalls === undefined)) return unknown(null);
  const calls = [...until(individualCalls ?? [], on), ...until(groupCalls ?? [], on)];
  const months = spansOf(cohort.startedOn, earlier(on, addMonths(cohort.startedOn, COURSE_MONTHS)), (count) => addMonths(cohort.startedOn, count));
  const enough = months.filter((month) => calls.filter((day) => within(day, month)).length >= (threshold ?? 0));
  return { ...atLeast(enough.length, months.length, enough.map((month) => month.from)), ...(threshold === null ? { met: null } : {}) };
}

/** Fortnights without a training day: so large a share of them needs a call of each kind. */
function callsAFortnight({ evidence: { cohort, faceToFaceDays, individualCalls, groupCalls }, on }: At, { months, share }: Extract<Rule, { counts: "calls_a_fortnight" }>): Counted {
  if (!cohort || faceToFaceDays === undefined || individualCalls === undefined || groupCalls === undefined) return unknown(null);
  const { startedOn } = cohort;
  const all = spansOf(startedOn, earlier(on, addMonths(startedOn, months)), (count) => addDays(startedOn, count * FORTNIGHT));
  const asked = all.filter((span) => !faceToFaceDays.some((day) => within(day, span)));
  const kept = asked.filter((span) => [individualCalls, groupCalls].every((calls) => calls.some((day) => day <= on && within(day, span))));
  return atLeast(kept.length, Math.ceil((asked.length * share) / 100), kept.map((span) => span.from));
}

type Case = NonNullable<Evidence["cases"]>[number];
/** Each client once, whatever was written down twice. */
const clientsOf = (cases: readonly Case[], judge: (one: Case) => boolean | null) => {
  const judged = new Map<string, boolean | null>();
  for (const one of cases) judged.set(one.id, judged.get(one.id) === true ? true : judge(one) ?? judged.get(one.id) ?? null);
  const of = (is: boolean | null) => [...judged].filter(([, found]) => found === is).map(([id]) => id);
  return { yes: of(true), perhaps: of(null) };
};
/** Clients of whom it is known; where others could make it enough it is not known. */
function countClients(cases: readonly Case[] | undefined, { threshold }: At, judge: (one: Case) => boolean | null): Counted {
  if (cases === undefined) return unknown(threshold);
  const { yes, perhaps } = clientsOf(cases, judge);
  const counted = atLeast(yes.length, threshold, yes);
  return counted.met === false && yes.length + perhaps.length >= threshold! ? { ...counted, met: null } : counted;
}

function daysToFirstCase({ evidence: { cohort, cases }, on, threshold }: At): Counted {
  if (!cohort || cases === undefined) return unknown(threshold);
  const first = cases.filter((one) => one.startedOn >= cohort.startedOn && one.startedOn <= on).toSorted((a, b) => (a.startedOn < b.startedOn ? -1 : 1))[0];
  const day = first?.startedOn ?? on;
  const have = daysBetween(cohort.startedOn, day);
  const isLate = threshold !== null && have > threshold;
  return { have, need: threshold, met: threshold === null ? null : first !== undefined && !isLate, evidence: first ? [first.id] : [] };
}

function fidelityCases({ evidence: { fidelityCases: found } }: At, { challenges }: Extract<Rule, { counts: "fidelity_cases" }>): Counted {
  if (found === undefined) return unknown(challenges.length);
  // One case stands for one challenge, so that two are two.
  const used = new Set<string>();
  const met = challenges.flatMap((challenge) => {
    const one = found.find((each) => each.challenge === challenge && !used.has(each.id));
    if (one) used.add(one.id);
    return one ? [`${one.id} (${challenge})`] : [];
  });
  return atLeast(met.length, challenges.length, met);
}

function countComponents({ evidence: { components, casePresentations }, on, threshold }: At, { names, presentations }: Extract<Rule, { counts: "components" }>): Counted {
  if (components === undefined && casePresentations === undefined) return unknown(threshold);
  const presented = presentations !== null && (casePresentations ?? []).filter((one) => (typeof one === "string" ? one : one.on) <= on).length >= presentations;
  const taken = names.filter((name) => components?.includes(name) || (name === "case_presentations" && presented));
  return atLeast(taken.length, threshold, taken);
}

function monthsSinceUpdate({ evidence: { rosterUpdates }, on, threshold }: At): Counted {
  if (rosterUpdates === undefined) return unknown(threshold);
  const last = until(rosterUpdates, on).at(-1);
  if (last === undefined) return { have: null, need: threshold, met: false, evidence: [] };
  return { have: wholeMonths(last, on), need: threshold, met: threshold === null ? null : on <= addMonths(last, threshold), evidence: [last] };
}

/** Whole months back from today, each with supervision, among peers or a consultation; outcome data collected; the fidelity tool for each case. */
function standingPractice({ evidence: { supervision, outcomeDataCollected, cases, fidelityCases: rated }, on, threshold }: At, { months }: Extract<Rule, { counts: "standing_practice" }>): Counted {
  if (supervision === undefined) return unknown(months);
  const spans = Array.from({ length: months }, (_, back) => ({ from: addDays(addMonths(on, -(back + 1)), 1), before: addDays(addMonths(on, -back), 1) }));
  const kept = spans.filter((span) => supervision.filter((one) => one.minutes > 0 && within(one.on, span)).length >= (threshold ?? 1));
  const isRated = cases === undefined || rated === undefined ? null : cases.every((one) => rated.some((each) => each.id === one.id));
  return { ...atLeast(kept.length, months, kept.map((span) => span.from).toSorted()), met: threshold === null ? null : allOf([kept.length >= months, outcomeDataCollected ?? null, isRated]) };
}

type Known = boolean | null;
/** True where all are, false where one is known not to be, else not known. */
const allOf = (values: readonly (Known | undefined)[]): Known => (values.includes(false) ? false : values.every((value) => value === true) ? true : null);
const countOf = (people: number | readonly unknown[] | undefined): number | undefined => (typeof people === "object" ? people.length : people);
const isInSpan = (span: { from: CivilDate; to?: CivilDate | null | undefined } | undefined, on: CivilDate): Known => (span === undefined ? null : span.from <= on && (span.to == null || on <= span.to));

function cliniciansASupervisor({ evidence: { team }, threshold }: At): Counted {
  const [supervisors, clinicians] = [countOf(team?.supervisors), countOf(team?.clinicians)];
  if (supervisors === undefined || clinicians === undefined) return unknown(threshold);
  return { have: clinicians, need: threshold, met: threshold === null ? null : supervisors === 1 && clinicians <= threshold, evidence: [] };
}

/** A senior leader at least, and no more clinicians than the figure. */
function teamOf({ evidence: { team }, threshold }: At): Counted {
  const [leaders, clinicians] = [countOf(team?.seniorLeaders), countOf(team?.clinicians)];
  if (leaders === undefined || clinicians === undefined) return unknown(threshold);
  return { have: clinicians, need: threshold, met: threshold === null ? null : leaders >= 1 && clinicians >= 1 && clinicians <= threshold, evidence: [] };
}

function validDates({ evidence: { agency }, on }: At): Counted {
  const span = agency?.cppCertification;
  return { have: null, need: null, met: isInSpan(span, on), evidence: span === undefined ? [] : [span.from, ...(span.to == null ? [] : [span.to])] };
}

/** The years asked after the master's, at the agency and in all (C2). */
const YEARS = { atAgency: 1, inAll: 3 };
const supervisorStands = (supervisors: NonNullable<Evidence["team"]>["supervisors"]): Known => (typeof supervisors === "object" && supervisors.length > 0 ? allOf(supervisors.flatMap((one) => [one.independent, one.cppTrained])) : null);

const facts: Record<StatedFact, (evidence: Evidence, on: CivilDate) => Known | undefined> = {
  supervisor_attends: ({ agency }) => agency?.supervisorAttends,
  nominated: ({ agency }) => agency?.nominated,
  collects_outcomes: ({ outcomeDataCollected }) => outcomeDataCollected,
  serves_medicaid: ({ clinician, team }) => clinician?.servesMedicaidPopulation ?? team?.servesMedicaidPopulation,
  // An audit that is still to come says nothing of today.
  audit_acceptable: ({ agency }, on) => (agency?.fidelityAudit && agency.fidelityAudit.on <= on ? agency.fidelityAudit.acceptable : null),
  licence_in_force: ({ clinician }, on) => isInSpan(clinician?.licence, on),
  approved_training: ({ clinician }, on) => (clinician?.cppTrainingCompletedOn === undefined ? null : clinician.cppTrainingCompletedOn <= on),
  // Whether a doctorate without a master's is enough no text that was read decides.
  masters: ({ clinician }) => (clinician?.degree === "masters" ? true : clinician?.degree === undefined || clinician.degree === "doctorate" ? null : false),
  tells_unavailable: ({ clinician }) => clinician?.tellsUnavailable,
  supervisor_qualified: ({ team }) => supervisorStands(team?.supervisors),
  years: ({ clinician }) => allOf([clinician?.yearsAtAgency === undefined ? null : clinician.yearsAtAgency >= YEARS.atAgency, clinician?.yearsOfExperience === undefined ? null : clinician.yearsOfExperience >= YEARS.inAll]),
};

function stated({ evidence, on }: At, asked: Extract<Rule, { counts: "stated" }>): Counted {
  const values = asked.facts.map((fact) => facts[fact](evidence, on) ?? null);
  return { have: values.filter((value) => value === true).length, need: asked.facts.length, met: allOf(values), evidence: asked.facts.filter((_, place) => values[place] === true) };
}

function count(rule: Rule, at: At): Counted {
  const { evidence, on, threshold } = at;
  switch (rule.counts) {
    case "months_since_start":
      return evidence.cohort ? atLeast(wholeMonths(evidence.cohort.startedOn, on), threshold, [evidence.cohort.startedOn]) : unknown(threshold);
    case "face_to_face_days":
      return countDays(evidence.faceToFaceDays, at);
    case "calls_a_month":
      return callsAMonth(at);
    case "calls_a_fortnight":
      return callsAFortnight(at, rule);
    case "videos":
      if (evidence.videos === undefined) return unknown(threshold);
      // Two on one day are two.
      return atLeast(evidence.videos.filter((one) => one.submittedOn <= on).length, threshold, evidence.videos.map((one) => one.submittedOn).filter((day) => day <= on).toSorted());
    case "clients":
      return countClients(evidence.cases, at, (one) => (one.startedOn > on ? false : one.sessions === undefined ? null : one.sessions >= 1));
    case "full_courses":
      return countClients(evidence.cases, at, (one) => (one.startedOn > on || (one.endedOn ?? on) > on ? false : (one.fullCourse ?? null)));
    case "days_to_first_case":
      return daysToFirstCase(at);
    case "fidelity_cases":
      return fidelityCases(at, rule);
    case "components":
      return countComponents(at, rule);
    case "reviews":
      return countDays(evidence.reviews, at);
    case "months_since_update":
      return monthsSinceUpdate(at);
    case "standing_practice":
      return standingPractice(at, rule);
    case "clinicians_a_supervisor":
      return cliniciansASupervisor(at);
    case "team":
      return teamOf(at);
    case "valid_dates":
      return validDates(at);
    case "stated":
      return stated(at, rule);
    case "nothing_defined":
      return unknown(null);
  }
}

function sayHow({ met, have, need }: Counted, isWaived: boolean, asked: Requirement): Words {
  if (isWaived) return words.waived;
  if (met === true) return words.met;
  if (met === null) return asked.threshold === null && asked.rule.counts !== "stated" && asked.rule.counts !== "valid_dates" ? words.notDefined : words.notKnown;
  if (have === null || need === null) return words.notMet(asked.words);
  return have < need ? words.missing(need - have, asked.unit) : words.over(have, need, asked.unit);
}

/** Whether somebody of a role is asked at all; of who has no role here it is not known, and everything is asked. */
const isAsked = ({ role }: Requirement, { role: own }: Evidence) => role === null || own === undefined || own === role;

/** How somebody stands on a track on a day: each requirement of the stage that its verdict covers. */
export function judgeProgress(track: Track, { evidence, on, language }: { evidence: Evidence; on: CivilDate; language: Language }): Progress {
  const requirements = track.requirements
    .filter((one) => one.stage === track.covers && isAsked(one, evidence))
    .map((one): Standing => {
      const isWaived = evidence.waived?.includes(one.id) ?? false;
      const counted = count(one.rule, { evidence, on, threshold: one.threshold });
      return { id: one.id, met: isWaived ? true : counted.met, have: counted.have, need: counted.need, unit: one.unit, isOptional: one.isOptional, isWaived, certainty: one.certainty, evidence: counted.evidence, message: sayHow(counted, isWaived, one)[language] };
    });
  const asked = requirements.filter((one) => !one.isOptional);
  const verdict = asked.some((one) => one.met === false) ? "no" : asked.every((one) => one.met === true) ? "yes" : "unknown";
  return { track: track.id, version: track.version, on, verdict, fullCourse: track.fullCourse?.words[language] ?? null, requirements };
}
