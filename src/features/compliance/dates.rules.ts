import type { CivilDate } from "#kernel/dates.ts";
import type { PolicyVersion } from "#features/policy/contract.ts";
import type { EventKind, Timer } from "#features/policy/timers.contract.ts";
import { judgeTimer, listTimerPeriods, type TimerEvent, type TimerEvents, type TimerJudgement } from "#features/policy/timers.rules.ts";
import { chartKinds, type MilestoneKind, milestoneKinds, type Result, type Way } from "./contract.ts";

/** What is recorded of a case that its timers rest on. */
export type RecordedDates = {
  birthDate: CivilDate | null;
  closedOn: CivilDate | null;
  chartOpen: boolean;
  milestones: readonly { kind: MilestoneKind; on: CivilDate; way: Way | null; minutes: number | null; independent: boolean | null; aboutOn: CivilDate | null }[];
  telehealthConsents: readonly CivilDate[];
  telehealthServices: readonly CivilDate[];
  services: readonly CivilDate[];
  unclaimedService: CivilDate | null;
};

/** What must be there before something else, or begins something: that nothing is recorded of it says nothing. What ends a timer is not done until it is recorded. */
const notKnownWhenAbsent: readonly EventKind[] = ["born", "enrolled", "csa_enrolled", "plan_approved", "diagnostic_assessment", "medical_necessity_evidenced", "telehealth_consented"];
const isRecorded = (kind: EventKind): kind is EventKind & MilestoneKind => (milestoneKinds as readonly string[]).includes(kind);
const isOfChart = (kind: EventKind) => isRecorded(kind) && chartKinds.includes(kind);

/** The events of a course as its timers ask for them. Absent is not known, `[]` is none. */
export function eventsOf(recorded: RecordedDates): TimerEvents {
  const by = (kind: MilestoneKind): TimerEvent[] => recorded.milestones.filter((one) => one.kind === kind).map(({ on, minutes, independent }) => ({ on, minutes, independent }));
  const days = (found: readonly CivilDate[]): TimerEvent[] => [...new Set(found)].map((on) => ({ on }));
  const events: TimerEvents = Object.fromEntries(milestoneKinds.filter((kind) => kind !== "intake_contact" && kind !== "planned_end").map((kind) => [kind, by(kind)]));
  if (recorded.birthDate !== null) events.born = [{ on: recorded.birthDate }];
  if (recorded.closedOn !== null && events.discharged?.length === 0) events.discharged = [{ on: recorded.closedOn }];
  events.telehealth_consented = [...(events.telehealth_consented ?? []), ...days(recorded.telehealthConsents)];
  events.telehealth_service = days(recorded.telehealthServices);
  events.service = days(recorded.services);
  for (const kind of notKnownWhenAbsent) if (events[kind]?.length === 0) delete events[kind];
  if (!recorded.chartOpen) for (const kind of chartKinds) delete events[kind as EventKind];
  return events;
}

/** Which events a timer speaks of. */
export function eventKindsOf(timer: Timer): EventKind[] {
  if (timer.kind === "deadline") return timer.from === null ? [timer.to] : [timer.from, timer.to];
  if (timer.kind === "frequency") return timer.unless === null ? [timer.of] : [timer.of, timer.unless];
  if (timer.kind === "quality") return [timer.of];
  if (timer.kind === "prerequisite") return [timer.needs, timer.before];
  return ["born", timer.from, "legal_hold"];
}

/** True where a timer rests on what is of the child's chart, and the chart is closed to the reader. */
export const isClosed = (timer: Timer, recorded: Pick<RecordedDates, "chartOpen">): boolean => !recorded.chartOpen && eventKindsOf(timer).some(isOfChart);

/** A timer from the day of a service or of an incident runs for each of them by itself. */
const eachByItself: readonly EventKind[] = ["service", "incident"];

/**
 * Where a timer stands for a case. One that runs for each service is judged for the earliest service of which no claim
 * is recorded as received, one for each incident for the earliest that is not reported; where all are, for the last one.
 */
export function judgeDate(timer: Timer, recorded: RecordedDates, today: CivilDate): TimerJudgement {
  const events = eventsOf(recorded);
  if (timer.kind !== "deadline" || timer.from === null || !eachByItself.includes(timer.from)) return judgeTimer({ timer, events, today });
  const { from, to } = timer;
  const about = (on: CivilDate) => recorded.milestones.filter((one) => one.kind === to && one.aboutOn === on).map((one) => ({ on: one.on }));
  const starts = (from === "service" ? (recorded.unclaimedService === null ? (events.service ?? []).slice(-1) : [{ on: recorded.unclaimedService }]) : (events[from] ?? null)) ?? null;
  if (starts === null) return judgeTimer({ timer, events, today });
  const judged = starts.map(({ on }) => judgeTimer({ timer, events: { ...events, [from]: [{ on }], [to]: about(on) }, today }));
  return judged.find((one) => one.doneOn === null) ?? judged.at(-1) ?? judgeTimer({ timer, events: { ...events, [from]: [] }, today });
}

/** Where a timer stands now, and every period of it up to now, the latest first; one that runs for each service or incident has no periods of its own. */
export function listDatePeriods(timer: Timer, recorded: RecordedDates, today: CivilDate): TimerJudgement[] {
  const now = judgeDate(timer, recorded, today);
  const isEach = timer.kind === "deadline" && timer.from !== null && eachByItself.includes(timer.from);
  return isEach ? [now] : [now, ...listTimerPeriods({ timer, events: eventsOf(recorded), today }).toReversed()];
}

/** The class of what a timer rests on. */
export const classOfTimer = (timer: Timer): "service" | "child_chart" => (eventKindsOf(timer).some(isOfChart) ? "child_chart" : "service");

/** The date that, recorded, would mend a timer; null where there is nothing to record. */
export function dateToRecord(timer: Timer, recorded: RecordedDates, judged: TimerJudgement): MilestoneKind | null {
  if (judged.state === "met" || judged.state === "not_started" || timer.kind === "retention") return null;
  const events = eventsOf(recorded);
  const wanted: (EventKind | null)[] =
    timer.kind === "deadline" ? (judged.doneOn !== null ? [null] : timer.from !== null && !events[timer.from] ? [timer.from] : [timer.to]) : timer.kind === "prerequisite" ? [timer.needs] : [timer.of];
  const kind = wanted[0] ?? null;
  return kind !== null && isRecorded(kind) ? kind : null;
}

/** The dates that a judgement rests on. */
export function evidenceOf(timer: Timer, recorded: RecordedDates): { event: EventKind; on: CivilDate }[] {
  const events = eventsOf(recorded);
  return eventKindsOf(timer)
    .flatMap((event) => (events[event] ?? []).map(({ on }) => ({ event, on })))
    .toSorted((one, other) => one.on.localeCompare(other.on))
    .slice(-6);
}

/** How a timer counts in the room: too soon, too short or before what it needs is not met. */
export const resultOf = (judged: TimerJudgement): Result => (judged.state === "broken" ? "not_met" : judged.state === "late" && judged.doneOn !== null ? "not_met" : judged.state);

/** The timers of the versions in force, each with its policy. */
export const timersOf = (versions: readonly PolicyVersion[]): { policy: string; timer: Timer }[] => versions.flatMap((version) => (version.timers ?? []).map((timer) => ({ policy: version.id, timer })));
