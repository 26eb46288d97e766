import { addDays, addMonths, type CivilDate, daysBetween } from "#kernel/dates.ts";
import { decideAgeWindow } from "#features/instruments/age.rules.ts";
import type { InstrumentDefinition } from "#features/instruments/contract.ts";
import type { DueItem, MeasurePoint, MissReason, ScheduleContent, ScheduleLine } from "./schedule.contract.ts";

/** An adult of the family: since when there is a dyad, and since when the adult lives with the child; null is never, or still. */
export type ScheduleAdult = { personId: string; name: string; language: string; dyadFrom: CivilDate; dyadTo: CivilDate | null; livesFrom: CivilDate | null; livesTo: CivilDate | null };
/** Answers that were sent or entered. `adultId` is who answered, or with whom the relationship is that was coded. */
export type GivenAnswers = { instrument: string; adultId: string | null; answeredOn: CivilDate; enteredOn: CivilDate };
/** A reason that stands; null where it was taken back. */
export type RecordedMiss = { adultId: string; instrument: string; point: MeasurePoint; place: number; reason: MissReason | null };
/** What the schedule of one course rests on. */
export type ScheduleFacts = {
  startedOn: CivilDate;
  closedOn: CivilDate | null;
  /** The days on which the stages began in this course. */
  stages: readonly { stage: number; beganOn: CivilDate }[];
  plannedEnd: CivilDate | null;
  childBirthDate: CivilDate | null;
  adults: readonly ScheduleAdult[];
  answers: readonly GivenAnswers[];
  sent: readonly { instrument: string; adultId: string; on: CivilDate }[];
  misses: readonly RecordedMiss[];
};
type Definitions = ReadonlyMap<string, InstrumentDefinition>;
type Window = { point: MeasurePoint; place: number; from: CivilDate; to: CivilDate; dueOn: CivilDate };
type Span = { from: CivilDate; to: CivilDate | null };

/** Who gives the answers to an instrument. */
const byWhom = (definition: InstrumentDefinition): DueItem["by"] => (definition.respondent === "clinician" ? "clinician" : definition.respondent === "caregiver_interview" ? "interview" : "adult");

/** An instrument and those that are offered after it, in order. */
function familyOf(id: string, definitions: Definitions): InstrumentDefinition[] {
  const found: InstrumentDefinition[] = [];
  for (let next: string | null = id; next !== null && !found.some((one) => one.id === next); ) {
    const definition = definitions.get(next);
    if (definition === undefined) break;
    found.push(definition);
    next = definition.successor;
  }
  return found;
}

/** The first of the family that fits the child on a day; null where none does. Where the birth date is not known the first is taken. */
function fitting(family: readonly InstrumentDefinition[], birthDate: CivilDate | null, on: CivilDate): InstrumentDefinition | null {
  if (birthDate === null) return family[0] ?? null;
  return family.find((one) => decideAgeWindow(one, { birthDate, weeksBornEarly: 0 }, on).fits) ?? null;
}

/** In which days an adult is asked a line of the schedule; null where never. */
function spanOf(line: ScheduleLine, adult: ScheduleAdult): Span | null {
  if (line.languages.length > 0 && !line.languages.includes(adult.language.slice(0, 2).toLowerCase())) return null;
  if (line.adults === "every_dyad") return { from: adult.dyadFrom, to: adult.dyadTo };
  if (adult.livesFrom === null) return null;
  const ends = [adult.dyadTo, adult.livesTo].filter((one) => one !== null).sort();
  return { from: adult.livesFrom > adult.dyadFrom ? adult.livesFrom : adult.dyadFrom, to: ends[0] ?? null };
}

/** The windows of one line with one adult, in order: the last repetition that has not begun yet is the next one. */
function listWindows(line: ScheduleLine, once: boolean, start: CivilDate, span: Span, facts: ScheduleFacts, windows: ScheduleContent["windows"], today: CivilDate): Window[] {
  const asks = (point: ScheduleLine["points"][number]) => line.points.includes(point) && (!once || point === "baseline");
  const comesLater = span.from > start;
  const begins = comesLater ? span.from : start;
  const found: Window[] = [];
  const baselineTo = addDays(begins, comesLater ? windows.newInformantDays : line.set === "core" ? windows.coreDays : windows.restDays);
  if (asks("baseline")) found.push({ point: comesLater ? "new_informant" : "baseline", place: 0, from: begins, to: baselineTo, dueOn: baselineTo });
  const closing = facts.stages.find((one) => one.stage === 3)?.beganOn ?? null;
  const until = [closing !== null && asks("discharge") ? closing : null, facts.closedOn].filter((one) => one !== null).sort()[0] ?? null;
  for (let place = 1; asks("repeat"); place++) {
    const dueOn = addDays(start, windows.firstRepeatDay + (place - 1) * windows.repeatEveryDays);
    const [from, to] = [addDays(dueOn, -windows.slackDays), addDays(dueOn, windows.slackDays)];
    if (until !== null && from >= until) break;
    if (from > baselineTo) found.push({ point: "repeat", place, from, to, dueOn });
    if (from > today && from > baselineTo) break;
  }
  if (asks("discharge") && (closing !== null || facts.closedOn !== null)) {
    const to = facts.closedOn ?? facts.plannedEnd ?? addDays(closing!, windows.closingDays);
    const from = closing !== null && closing <= to ? closing : to;
    found.push({ point: "discharge", place: 0, from, to, dueOn: to });
  }
  if (asks("follow_up") && facts.closedOn !== null) {
    const dueOn = addMonths(facts.closedOn, windows.followUpMonths);
    found.push({ point: "follow_up", place: 0, from: addDays(dueOn, -windows.slackDays), to: addDays(dueOn, windows.slackDays), dueOn });
  }
  return found;
}

/** The day for which the child's age is judged: the due day while it is ahead, today while it can be answered, else the last day on which it could. */
const dayOfAge = (window: Window, today: CivilDate) => (today < window.from ? window.dueOn : today <= window.to ? today : window.to);

/** One line of the schedule asked of one adult. */
type Asked = { adult: ScheduleAdult; span: Span; family: readonly InstrumentDefinition[]; facts: ScheduleFacts; schedule: ScheduleContent; today: CivilDate };

/** The answers that count for a window, the earliest first: on one of its days, or after them before the next begins. What was answered shortly before the start is the baseline; an event history is asked once, whenever it was. */
function answersFor(window: Window, next: Window | undefined, { adult, family, facts, schedule }: Asked): GivenAnswers[] {
  const since = family[0]!.repeats === "once" ? "" : window.point === "baseline" ? addDays(window.from, -schedule.windows.coreDays) : window.from;
  return facts.answers
    .filter((one) => one.adultId === adult.personId && family.some((form) => form.id === one.instrument) && one.answeredOn >= since && (one.answeredOn <= window.to || next === undefined || one.answeredOn < next.from))
    .toSorted((a, b) => a.answeredOn.localeCompare(b.answeredOn));
}

/** The form of a window: the one that was answered at an age that it fits, else the one that fits the child. Null where none does. */
function formOf(window: Window, answers: readonly GivenAnswers[], { family, facts, today }: Asked): InstrumentDefinition | null {
  const fits = fitting(family, facts.childBirthDate, dayOfAge(window, today));
  if (fits !== null && answers.some((one) => one.instrument === fits.id)) return fits;
  return family.find((form) => answers.some((one) => one.instrument === form.id && fitting([form], facts.childBirthDate, one.answeredOn) !== null)) ?? fits;
}

/** How a window stands with one form; null where it was never to be asked. */
function judgeWindow(window: Window, next: Window | undefined, answers: readonly GivenAnswers[], form: InstrumentDefinition | null, asked: Asked): Omit<DueItem, "canBeSent"> | null {
  const { adult, span, family, facts, schedule, today } = asked;
  const shown = form ?? family[0]!;
  const base = { instrument: shown.id, name: shown.name, by: byWhom(shown), adultId: adult.personId, adultName: adult.name, point: window.point, place: window.place, from: window.from, to: window.to, doneOn: null, enteredAfter: null, reason: null, why: null, sentOn: null, follows: null, bridges: false, lastValidOn: null };
  const given = answers.find((one) => one.instrument === shown.id);
  if (given !== undefined) {
    const after = daysBetween(given.answeredOn, given.enteredOn);
    return { ...base, state: given.answeredOn <= window.to ? "done" : "done_late", doneOn: given.answeredOn, enteredAfter: after > schedule.windows.entryDays ? after : null };
  }
  const endedOn = window.point === "follow_up" ? null : facts.closedOn;
  if (span.to !== null && span.to < window.from && (facts.closedOn === null || span.to < facts.closedOn)) return null;
  if (endedOn !== null && window.from > endedOn) return null;
  if (form === null) return { ...base, state: "not_applicable", why: "age" };
  if (span.to !== null && span.to <= window.to && span.to < today && (facts.closedOn === null || span.to < facts.closedOn)) return { ...base, state: "not_applicable", why: "left" };
  const miss = facts.misses.findLast((one) => one.adultId === adult.personId && one.instrument === form.id && one.point === window.point && one.place === window.place);
  const earlier = facts.answers.filter((one) => one.adultId === adult.personId && one.instrument === form.id).map((one) => one.answeredOn).sort();
  const lastValidOn = window.point === "discharge" ? (earlier.at(-1) ?? null) : null;
  if (miss !== undefined && miss.reason !== null) return { ...base, state: "missed", reason: miss.reason, lastValidOn };
  if (today < window.from) return { ...base, state: "planned" };
  const isOver = today > window.to && ((next !== undefined && today >= next.from) || endedOn !== null || window.point === "follow_up");
  if (isOver) return { ...base, state: "missed", lastValidOn };
  const sentOn = facts.sent.find((one) => one.adultId === adult.personId && one.instrument === form.id)?.on ?? null;
  return { ...base, state: today <= window.to ? "due" : "overdue", sentOn };
}

/** The order in which states ask for somebody. */
const stateOrder: readonly DueItem["state"][] = ["overdue", "due", "planned", "missed", "done_late", "done", "not_applicable"];

/**
 * What the schedule asks of a course, point by point with each adult, and how each stands today (measures.md section 5).
 * What was never to be asked, because the adult or the course ended before, is left out. An answer counts for the point
 * from whose first day on it was given, until the next point begins; before the baseline it is the baseline.
 */
export function dueList(schedule: ScheduleContent, definitions: Definitions, facts: ScheduleFacts, today: CivilDate): Omit<DueItem, "canBeSent">[] {
  const found: Omit<DueItem, "canBeSent">[] = [];
  for (const line of schedule.lines) {
    const family = familyOf(line.instrument, definitions);
    const began = line.fromStage === 1 ? facts.startedOn : (facts.stages.find((one) => one.stage === line.fromStage)?.beganOn ?? null);
    if (family.length === 0 || began === null) continue;
    for (const adult of facts.adults) {
      const span = spanOf(line, adult);
      if (span === null || (facts.closedOn !== null && span.from > facts.closedOn)) continue;
      const asked: Asked = { adult, span, family, facts, schedule, today };
      const windows = listWindows(line, family[0]!.repeats === "once", began, span, facts, schedule.windows, today);
      let before: InstrumentDefinition | null = null;
      windows.forEach((window, at) => {
        const answers = answersFor(window, windows[at + 1], asked);
        const form = formOf(window, answers, asked);
        const judge = (which: InstrumentDefinition | null) => judgeWindow(window, windows[at + 1], answers, which, asked);
        const tookOver = before !== null && form !== null && form.id !== before.id ? before : null;
        const judged = judge(form);
        if (judged !== null) found.push({ ...judged, follows: tookOver?.id ?? null });
        const beside = judged !== null && tookOver !== null && schedule.bridge === "both" ? judge(tookOver) : null;
        if (beside !== null) found.push({ ...beside, bridges: true });
        before = form ?? before;
      });
    }
  }
  const keyOf = (one: Omit<DueItem, "canBeSent">) => `${one.adultId} ${one.instrument} ${one.point} ${one.place}`;
  const each = [...new Map(found.toReversed().map((one) => [keyOf(one), one])).values()].toReversed();
  return each.toSorted((a, b) => stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state) || a.to.localeCompare(b.to));
}

/** What is to be asked at a visit on a day ahead: what is late or due and was not sent, and what will have become due by then. */
export const dueAtVisit = <Item extends Pick<DueItem, "state" | "sentOn" | "from">>(items: readonly Item[], on: CivilDate): Item[] =>
  items.filter((one) => one.sentOn === null && (one.state === "overdue" || one.state === "due" || (one.state === "planned" && one.from <= on)));

/** The measures that wait for one adult and can be sent now: each once, in the order in which they are late. */
export function toSend(items: readonly DueItem[]): { adultId: string; adultName: string; instruments: string[] }[] {
  const asking = items.filter((one) => (one.state === "overdue" || one.state === "due") && one.canBeSent && one.sentOn === null);
  return [...new Set(asking.map((one) => one.adultId))].map((adultId) => {
    const own = asking.filter((one) => one.adultId === adultId);
    return { adultId, adultName: own[0]!.adultName, instruments: [...new Set(own.map((one) => one.instrument))].slice(0, 8) };
  });
}
