import { addDays, addMonths, type CivilDate, daysBetween } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import type { Lent, PathState, Step, TrainingRecord, Visit, Waiver } from "./cohorts.contract.ts";
import { components, type Component, type Evidence, type Requirement, type Standing, statedFacts, type StatedFact, type Track, type TrainingRole } from "./contract.ts";
import { judgeProgress } from "./rules.ts";
import { pathWords } from "./path.words.ts";

// How somebody stands on the way: what a requirement rests on, whether the time suffices, and until when (training.md §2).
// The pace is local: what was done until today, spread over the days since the cohort began.

/** A cohort and what is known of one place in it. */
export type Known = { startsOn: CivilDate; endsOn: CivilDate; role: TrainingRole; visits: readonly Visit[]; records: readonly Omit<TrainingRecord, "note">[]; waivers: readonly Pick<Waiver, "requirement" | "threshold">[]; lent: Lent | null };

const isComponent = (code: string): code is Component => (components as readonly string[]).includes(code);
const isFact = (code: string): code is StatedFact => (statedFacts as readonly string[]).includes(code);

/**
 * The days of a kind of meeting to which somebody came. What makes up for another counts on the other's day, so that whoever
 * came to both came once. A part of it is not all of it.
 */
export function daysOf(visits: readonly Visit[], kind: Visit["kind"]): CivilDate[] {
  const dayOf = (one: Visit): CivilDate => visits.find((each) => each.meetingId === one.makesUp)?.onDay ?? one.onDay;
  const kindOf = (one: Visit): Visit["kind"] => visits.find((each) => each.meetingId === one.makesUp)?.kind ?? one.kind;
  return [...new Set(visits.filter((one) => one.came === "yes" && one.calledOffReason === null && kindOf(one) === kind).map(dayOf))].toSorted();
}

/** The evidence that a track is judged by. What the agency lends is not known until it was lent. */
export function evidenceOf({ startsOn, role, visits, records, waivers, lent }: Known): Evidence {
  const of = (kind: TrainingRecord["kind"]) => records.filter((one) => one.kind === kind);
  const fact = (code: StatedFact): boolean | null => of("statement").findLast((one) => isFact(one.code) && one.code === code)?.isSo ?? null;
  return {
    cohort: { startedOn: startsOn },
    role,
    faceToFaceDays: daysOf(visits, "training_day"),
    individualCalls: daysOf(visits, "individual_call"),
    groupCalls: daysOf(visits, "group_call"),
    casePresentations: of("presentation").map((one) => ({ on: one.onDay, case: one.code })),
    components: [...new Set(of("component").map((one) => one.code).filter(isComponent))],
    reviews: of("review").map((one) => one.onDay),
    waived: waivers.filter((one) => one.threshold === null).map((one) => one.requirement),
    agency: { supervisorAttends: fact("supervisor_attends"), nominated: fact("nominated") },
    ...(lent === null ? {} : { cases: lent.cases.map(({ lacks: _lacks, allSessions: _all, ...one }) => one), fidelityCases: lent.fidelityCases, ...(lent.supervision && { supervision: lent.supervision }), ...(lent.videos && { videos: lent.videos }), outcomeDataCollected: lent.outcomeDataCollected }),
  };
}

/** A track as it holds for one place: with the figures that the programme set where the source sets none. */
export const trackFor = (track: Track, waivers: readonly Pick<Waiver, "requirement" | "threshold">[]): Track => ({
  ...track,
  requirements: track.requirements.map((one) => ({ ...one, threshold: one.threshold ?? waivers.findLast((each) => each.requirement === one.id && each.threshold !== null)?.threshold ?? null })),
});

type Course = { startsOn: CivilDate; endsOn: CivilDate; on: CivilDate };
type Foreseen = { state: PathState; expectedOn: CivilDate | null };

/** By the pace until today. With nothing yet it is nobody's guess when, and at risk from the half of the course on. */
function byPace({ have, need }: { have: number; need: number }, { startsOn, endsOn, on }: Course): Foreseen {
  const passed = daysBetween(startsOn, on);
  if (have <= 0 || passed <= 0) return { state: passed * 2 > daysBetween(startsOn, endsOn) ? "at_risk" : "on_track", expectedOn: null };
  const expectedOn = addDays(on, Math.ceil((passed * (need - have)) / have));
  return { state: expectedOn <= endsOn ? "on_track" : "at_risk", expectedOn };
}

/** By the calendar: the day that brings the last one that is missing. */
function byCalendar(missing: number, planned: readonly CivilDate[]): Foreseen {
  const day = planned.toSorted()[missing - 1];
  return day === undefined ? { state: "at_risk", expectedOn: null } : { state: "on_track", expectedOn: day };
}

/** How a requirement that was judged stands on the way. */
export function foresee(asked: Requirement, judged: Pick<Standing, "met" | "have" | "need">, course: Course, planned: readonly CivilDate[]): Foreseen {
  const { on, endsOn, startsOn } = course;
  const isOver = on >= endsOn;
  const { counts } = asked.rule;
  if (judged.met === null) return { state: asked.threshold === null && (counts === "nothing_defined" || judged.have !== null) ? "not_defined" : "not_known", expectedOn: null };
  // A share of all fortnights or months is met at the end, not before.
  if (judged.met) return !isOver && (counts === "calls_a_fortnight" || counts === "calls_a_month") ? { state: "on_track", expectedOn: endsOn } : { state: "met", expectedOn: null };
  if (counts === "months_since_start" && judged.need !== null) return { state: "on_track", expectedOn: addMonths(startsOn, judged.need) };
  if (isOver) return { state: "not_met", expectedOn: null };
  if (judged.have === null || judged.need === null) return { state: "not_met", expectedOn: null };
  if (counts === "face_to_face_days") return byCalendar(judged.need - judged.have, planned);
  if (counts === "calls_a_fortnight" || counts === "calls_a_month") return { state: "at_risk", expectedOn: null };
  if (counts === "days_to_first_case") return judged.have > judged.need ? { state: "not_met", expectedOn: null } : { state: "on_track", expectedOn: addDays(startsOn, judged.need) };
  if (counts === "stated" || counts === "valid_dates") return { state: "not_met", expectedOn: null };
  return byPace({ have: judged.have, need: judged.need }, course);
}

/** What a figure rests on, one line for each thing that was counted, and what keeps others from counting. */
function explain(asked: Requirement, judged: Standing, known: Known, language: Language): string[] {
  const { counts } = asked.rule;
  if (counts === "clients" || counts === "full_courses") {
    if (known.lent === null) return [pathWords.nothingLent[language]];
    const cases = known.lent.cases.map((one) => pathWords.oneCase[language](one, counts === "full_courses"));
    return [...cases, ...known.lent.others.map((code) => pathWords.countsForOther[language](code))];
  }
  if (counts === "calls_a_fortnight") return pathWords.fortnights[language](judged.evidence);
  return judged.evidence;
}

/** How somebody stands on each requirement on a day, with what it rests on and until when. */
export function walk(track: Track, known: Known, on: CivilDate, language: Language): { verdict: "yes" | "no" | "unknown"; fullCourse: string | null; steps: Step[] } {
  const held = trackFor(track, known.waivers);
  const { verdict, fullCourse, requirements } = judgeProgress(held, { evidence: evidenceOf(known), on, language });
  const planned = known.visits.filter((one) => one.kind === "training_day" && one.onDay > on && one.calledOffReason === null).map((one) => one.onDay);
  return {
    verdict,
    fullCourse,
    steps: requirements.map((judged): Step => {
      const asked = held.requirements.find((one) => one.id === judged.id)!;
      const foreseen = judged.isWaived ? { state: "met" as const, expectedOn: null } : foresee(asked, judged, { startsOn: known.startsOn, endsOn: known.endsOn, on }, planned);
      return { ...judged, words: asked.words[language], local: asked.local?.[language] ?? null, ...foreseen, explained: explain(asked, judged, known, language) };
    }),
  };
}
