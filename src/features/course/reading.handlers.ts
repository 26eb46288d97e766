import type { CivilDate } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Finding } from "#kernel/findings.ts";
import type { Language } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { listStages, listTraumaticEvents } from "#features/cases/store.ts";
import { judgeGateTwo } from "#features/consent/rules.ts";
import { listConsents } from "#features/consent/store.ts";
import { policyNamed } from "#features/eligibility/deciding.handlers.ts";
import { libraryOf } from "#features/instruments/handlers.ts";
import { canAskAboutChild } from "#features/measures/flow.rules.ts";
import { requireCase } from "#features/people/handlers.ts";
import { judgeGateThree } from "#features/plan/rules.ts";
import { findGateFacts } from "#features/plan/store.ts";
import { policiesOf, policySettings } from "#features/policy/agency.handlers.ts";
import { ageOf, birthday, versionInForce } from "#features/policy/validity.rules.ts";
import { findPolicySettings } from "#features/workforce/store.ts";
import type { CourseSpan, CourseView } from "./contract.ts";
import type { Timings } from "./ending.contract.ts";
import { judgeTiming, listPrompts, modelTimings } from "./ending.rules.ts";
import { findTimings } from "./ending.store.ts";
import { faultWords } from "./faults.words.ts";
import { gatesAsking, judgeGateOne, judgeTrauma, listSteps } from "./rules.ts";
import { type Stage, type StepClass, stepClasses } from "./steps.contract.ts";
import * as store from "./store.ts";

/** Who is signed in and works here; throws for anybody else. */
export function staffOf(tx: Transaction) {
  if (tx.actor.kind !== "staff") throw new Fault("not_allowed", faultWords.staffOnly);
  return tx.actor;
}
const treats = (tx: Transaction) => tx.actor.kind === "staff" && tx.actor.roles.some((role) => role === "clinician" || role === "trainee" || role === "supervisor");

export type CourseRow = CourseSpan & { recordedAt: string | null };
/** A course of a case by its number, or the newest; throws where there is none. */
export async function requireCourse(tx: Transaction, caseId: string, number: number | null): Promise<{ course: CourseRow; courses: CourseRow[] }> {
  const courses = await store.listCourses(tx, caseId);
  const course = number === null ? courses.at(-1) : courses.find((one) => one.number === number);
  if (course === undefined) throw new Fault("not_found", faultWords.noCourse);
  return { course, courses };
}
/** The course that goes on; throws where the case is closed. */
export async function requireOpenCourse(tx: Transaction, caseId: string): Promise<CourseRow> {
  if ((await requireCase(tx, caseId)).status === "closed") throw new Fault("refused", faultWords.closed);
  return (await requireCourse(tx, caseId, null)).course;
}

/** The times of an ending as the agency keeps them, or the model's. */
export async function timingsOf(tx: Transaction): Promise<{ timings: Timings; timingsAre: "model" | "local" }> {
  const own = await findTimings(tx);
  return own === null ? { timings: modelTimings, timingsAre: "model" } : { timings: own, timingsAre: "local" };
}

/** The newest records of the steps that gate G1 rests on. */
const newest = (records: readonly Awaited<ReturnType<typeof store.listRecords>>[number][], step: string, adultId: string | null) => records.filter((one) => one.step === step && one.adultId === adultId).toSorted((a, b) => b.place - a.place)[0];

/** The gates of the second stage as they stand: go or not with an adult whose dyad is open, consent on the day, the signed plan of this course. */
export async function judgeGates(tx: Transaction, caseId: string, stage: number, language: Language): Promise<Finding[]> {
  const { course } = await requireCourse(tx, caseId, null);
  const records = await store.listRecords(tx, caseId, course.number);
  const open = (await store.listAdults(tx, caseId, course)).filter((one) => one.closedOn === null);
  const answers = open.map((one) => {
    const said = newest(records, "go_or_not", one.personId);
    return said?.state === "done" ? (said.answers.include_child ?? null) : null;
  });
  const risk = newest(records, "child_risk", null);
  const facts = { answers, openReview: await store.hasOpenReview(tx, caseId), risk: risk?.state === "done" ? (risk.answers.risk ?? null) : null };
  return [
    judgeGateOne(stage, facts, language),
    judgeGateTwo(stage, await listConsents(tx, caseId), tx.today, language),
    judgeGateThree(stage, await findGateFacts(tx, caseId, course.recordedAt), language),
  ];
}

/** How the gates stand before the second stage, whether leaving the first asks for a reason, and whether the reader may give it. */
export async function gates(tx: Transaction, { caseId }: { caseId: string }, call: Pick<Call, "language">) {
  const { stage } = await requireCase(tx, caseId);
  const findings = await judgeGates(tx, caseId, 2, call.language);
  return { findings, asksReason: gatesAsking(stage, 2, findings).length > 0, mayDecide: staffOf(tx).roles.includes("supervisor") };
}

/** The birthday with which the service ends by the policy that decides about sessions; null where either is not known. */
async function turnsOn(tx: Transaction, call: Pick<Call, "services">, birthDate: CivilDate | null): Promise<CivilDate | null> {
  const version = versionInForce(policyNamed(await policiesOf(tx, call), policySettings(await findPolicySettings(tx)).session), tx.today);
  const age = ageOf(version);
  return birthDate === null || age === null ? null : birthday(birthDate, age.years, age.leapDayBirthday);
}

async function promptsOf(tx: Transaction, call: Pick<Call, "services">, caseId: string, stage: number, course: CourseRow, lastHeldOn: CivilDate | null, timings: Timings): Promise<CourseView["prompts"]> {
  const facts = await store.findPromptFacts(tx, caseId);
  const lastContactOn = [lastHeldOn, facts.reachedOn, course.beganOn].filter((one) => one !== null).sort().at(-1)!;
  const plannedEnd = (await store.findPlannedEnd(tx, caseId, course))?.on ?? null;
  const found = listPrompts({ today: tx.today, stage, timings, objectives: facts.objectives ?? [], plannedEnd, moves: facts.moves ?? [], lastContactOn, turnsOn: await turnsOn(tx, call, facts.birthDate) });
  return found.map((one) => ({ ...one, disclosure: { class: "child_chart", caseId, ownerPersonId: null, ownerStaffId: null, counterpartStaffId: null, part2: false } }));
}

/** The days on which what is read elsewhere was there, by the step that each makes done. */
const readDays = (read: store.ReadDays) => ({ child_measures: read.measuredOn, closing_measures: read.measuredAtEndOn, plan_signed: read.planOn, aftercare_written: read.aftercareOn });

/** What recording a step of measures by hand hangs on: the day of its answers, and whether anything can be asked of this child. */
export async function byHandFacts(tx: Transaction, call: Pick<Call, "services">, caseId: string, course: CourseRow, step: "child_measures" | "closing_measures"): Promise<{ readOn: CivilDate | null; canBeAsked: boolean }> {
  return { readOn: readDays(await store.findReadDays(tx, caseId, course))[step], canBeAsked: await canBeAsked(tx, call, caseId) };
}
const canBeAsked = async (tx: Transaction, call: Pick<Call, "services">, caseId: string) => canAskAboutChild(await libraryOf(tx, call.services), await store.findBirthDate(tx, caseId), tx.today);

/** The day on which each stage first began in a course. */
async function stagesBegan(tx: Transaction, caseId: string, course: CourseSpan): Promise<Record<Stage, CivilDate | null>> {
  const begun = (await listStages(tx, caseId)).filter((one) => one.beganOn >= course.beganOn && (course.endedOn === null || one.beganOn <= course.endedOn));
  const first = (stage: Stage) => begun.find((one) => one.stage === stage)?.beganOn ?? null;
  return { 1: course.beganOn, 2: first(2), 3: first(3) };
}

/** A course with its three stages: every step with each adult, what was met, the gates, reasons to think of an ending. */
export async function view(tx: Transaction, { caseId, course: number }: { caseId: string; course: number | null }, call: Pick<Call, "services" | "language">): Promise<CourseView> {
  const found = await requireCase(tx, caseId);
  const { course, courses } = await requireCourse(tx, caseId, number);
  const isNow = course === courses.at(-1) && found.status === "open";
  const adults = await store.listAdults(tx, caseId, course);
  const records = await store.listRecords(tx, caseId, course.number);
  const read = await store.findReadDays(tx, caseId, course);
  const { timings } = await timingsOf(tx);
  const lastOn = (await store.findPlannedEnd(tx, caseId, course))?.on ?? null;
  const classes: readonly StepClass[] = treats(tx) ? stepClasses : ["child_chart", "relationship"];
  const isLastHeld = read.lastHeldOn !== null && lastOn !== null && read.stageThreeOn !== null && read.lastHeldOn >= lastOn;
  const steps = listSteps({
    caseId,
    // Whoever may not read what adults were asked sees the steps that depend on it.
    trauma: judgeTrauma((await listTraumaticEvents(tx, caseId)).length, adults.filter((one) => one.closedOn === null).map((one) => newest(records, "child_history", one.personId)?.answers.discussed ?? null)),
    adults,
    records,
    ticks: await store.listTicks(tx, caseId, course),
    began: await stagesBegan(tx, caseId, course),
    read: { ...readDays(read), last_session: isLastHeld ? read.lastHeldOn : null },
    classes,
    timingOf: (step, state, on) => (isNow ? judgeTiming(step, { state, on }, { stage: found.stage, lastOn, timings, today: tx.today }) : null),
  });
  return {
    today: tx.today,
    status: found.status,
    stage: found.stage,
    revision: found.revision,
    courses: courses.map(({ recordedAt: _recordedAt, ...one }) => one),
    course: { number: course.number, beganOn: course.beganOn, endedOn: course.endedOn },
    adults,
    steps,
    meetings: await store.listMeetings(tx, caseId, course),
    gates: isNow && treats(tx) ? await judgeGates(tx, caseId, Math.max(2, found.stage), call.language) : [],
    prompts: isNow ? await promptsOf(tx, call, caseId, found.stage, course, read.lastHeldOn, timings) : [],
    measuresCanBeAsked: await canBeAsked(tx, call, caseId),
    may: !treats(tx) || course !== courses.at(-1) ? [] : [isNow ? "write" : "reopen"],
  };
}
