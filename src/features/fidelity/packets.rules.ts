import { addDays, addMonths, type CivilDate } from "#kernel/dates.ts";
import type { CourseSpan } from "#features/course/contract.ts";
import type { PacketState } from "./contract.ts";
import type { LocalRules, PacketKind } from "./shapes.contract.ts";

type Span = { clinicianId: string; clinicianName: string; from: CivilDate; to: CivilDate | null };
/** A version that was confirmed. */
export type KeptPacket = { packetId: string; course: number; kind: PacketKind; periodFrom: CivilDate; periodTo: CivilDate; dueOn: CivilDate; clinicianId: string; clinicianName: string; version: number; confirmedAt: string; confirmedOn: CivilDate; notesOwed: number; hash: string; supervisorId: string | null; outcome: "agreed" | "returned" | null; reviewedAt: string | null };

/** What decides which packets a case has: its courses, the stages with the days on which they began, who was assigned when, on which days each clinician held a session, the planned end, and what was confirmed. */
export type PacketFacts = {
  courses: readonly CourseSpan[];
  stages: readonly { stage: number; beganOn: CivilDate }[];
  assignments: readonly Span[];
  held: readonly { clinicianId: string; on: CivilDate }[];
  plannedEnd: CivilDate | null;
  kept: readonly KeptPacket[];
};

/** The days of a stage that a packet is about; `to` is the last one, null while it goes on without a known end. */
type Period = { kind: PacketKind; number: number; course: number; from: CivilDate; to: CivilDate | null; dueOn: CivilDate | null };

/** A packet of one clinician as the dates make it, with the newest version that was confirmed. */
export type PlannedPacket = { kind: PacketKind; number: number; course: number; periodFrom: CivilDate; periodTo: CivilDate | null; from: CivilDate; to: CivilDate | null; dueOn: CivilDate | null; clinicianId: string; clinicianName: string; isOnCase: boolean; kept: KeptPacket | null };

type Segment = { stage: number; from: CivilDate; until: CivilDate | null };

/** The stages of a course one after the other, each up to the day before which the next began; one that was left on the day it began is none. */
function segmentsOf(course: CourseSpan, stages: PacketFacts["stages"]): Segment[] {
  const until = course.endedOn === null ? null : addDays(course.endedOn, 1);
  const within = stages.filter((one) => one.beganOn >= course.beganOn && (until === null || one.beganOn < until));
  const begun = within.length > 0 ? within : [{ stage: 1, beganOn: course.beganOn }];
  const segments: Segment[] = [];
  for (const [place, { stage, beganOn }] of begun.entries()) {
    const next = begun[place + 1]?.beganOn ?? until;
    if (next === beganOn) continue;
    const before = segments.at(-1);
    if (before?.stage === stage) before.until = next;
    else segments.push({ stage, from: place === 0 ? course.beganOn : beganOn, until: next });
  }
  return segments;
}

const lastDay = (until: CivilDate | null) => (until === null ? null : addDays(until, -1));

/** The periods of the second stage: every so many months from its first day, the last one as long as it lasts. One that was confirmed keeps its days, whatever the programme sets later. */
function corePeriods(segment: Segment, kept: readonly KeptPacket[], coreMonths: number, today: CivilDate): { from: CivilDate; until: CivilDate }[] {
  const periods: { from: CivilDate; until: CivilDate }[] = [];
  for (let from = segment.from; from <= today && (segment.until === null || from < segment.until); ) {
    const known = kept.find((one) => one.kind === "core" && one.periodFrom === from);
    const full = known === undefined ? addMonths(from, coreMonths) : addDays(known.periodTo, 1);
    const until = segment.until !== null && segment.until < full ? segment.until : full;
    periods.push({ from, until });
    from = until;
  }
  return periods;
}

/** The periods of a course. A packet is due on the day after its last one, or on the very day on which the course ended. */
function periodsOf(course: CourseSpan, facts: PacketFacts, coreMonths: number, today: CivilDate): Period[] {
  const segments = segmentsOf(course, facts.stages);
  const end = course.endedOn === null ? null : addDays(course.endedOn, 1);
  const dueAt = (until: CivilDate | null) => (until !== null && until === end ? course.endedOn : until);
  const kept = facts.kept.filter((one) => one.course === course.number);
  const periods: Period[] = [];
  const [first] = segments;
  if (first?.stage === 1) {
    const until = segments.find((one) => one.stage > 1)?.from ?? end;
    periods.push({ kind: "foundational", number: 1, course: course.number, from: course.beganOn, to: lastDay(until), dueOn: dueAt(until) });
  }
  const core = segments.filter((one) => one.stage === 2).flatMap((one) => corePeriods(one, kept, coreMonths, today));
  periods.push(...core.map(({ from, until }, place): Period => ({ kind: "core", number: place + 1, course: course.number, from, to: lastDay(until), dueOn: dueAt(until) })));
  const third = segments.find((one) => one.stage === 3);
  if (third !== undefined) periods.push({ kind: "recapitulation", number: 1, course: course.number, from: third.from, to: course.endedOn, dueOn: course.endedOn ?? facts.plannedEnd });
  return periods;
}

/** Whose packets a period has: everybody who was assigned in it, each for the own days. Where several were at once, those who held a session; where nobody did, the last. */
function spansIn(period: Period, facts: PacketFacts): Span[] {
  const spans = new Map<string, Span>();
  for (const one of facts.assignments) {
    if ((period.to !== null && one.from > period.to) || (one.to !== null && one.to < period.from)) continue;
    const known = spans.get(one.clinicianId);
    const from = one.from > period.from ? one.from : period.from;
    spans.set(one.clinicianId, known === undefined ? { ...one, from } : { ...known, from: known.from < from ? known.from : from, to: known.to === null || one.to === null ? null : known.to > one.to ? known.to : one.to });
  }
  const all = [...spans.values()].toSorted((a, b) => a.from.localeCompare(b.from));
  const worked = all.filter((span) => facts.held.some((one) => one.clinicianId === span.clinicianId && one.on >= span.from && (period.to === null || one.on <= period.to)));
  return worked.length > 0 ? worked : all.slice(-1);
}

/** The name of a packet before anything of it was confirmed. */
export const slotIdOf = (one: Pick<PlannedPacket, "kind" | "periodFrom" | "clinicianId">): string => `${one.kind}.${one.periodFrom}.${one.clinicianId}`;

const earlier = (one: CivilDate | null, other: CivilDate | null) => (one === null || (other !== null && other < one) ? other : one);

/** Every packet of a case, in the order of its days; what was confirmed and is planned no more stays in the list. */
export function planPackets(facts: PacketFacts, { coreMonths }: Pick<LocalRules, "coreMonths">, today: CivilDate): PlannedPacket[] {
  const planned = facts.courses.flatMap((course) =>
    periodsOf(course, facts, coreMonths, today).flatMap((period) =>
      spansIn(period, facts).map((span): PlannedPacket => {
        const kept = facts.kept.filter((one) => one.course === course.number && one.kind === period.kind && one.periodFrom === period.from && one.clinicianId === span.clinicianId);
        // Who leaves in the midst owes the packet from the last own day on.
        const leaves = span.to !== null && (period.to === null || span.to < period.to) ? span.to : null;
        return { kind: period.kind, number: period.number, course: course.number, periodFrom: period.from, periodTo: period.to, from: span.from, to: leaves ?? period.to, dueOn: earlier(period.dueOn, leaves), clinicianId: span.clinicianId, clinicianName: span.clinicianName, isOnCase: span.to === null || span.to >= today, kept: kept.toSorted((a, b) => b.version - a.version)[0] ?? null };
      }),
    ),
  );
  const isPlanned = (kept: KeptPacket) => planned.some((one) => one.course === kept.course && one.kind === kept.kind && one.periodFrom === kept.periodFrom && one.clinicianId === kept.clinicianId);
  const newest = facts.kept.filter((one) => !isPlanned(one) && !facts.kept.some((other) => other.version > one.version && other.kind === one.kind && other.periodFrom === one.periodFrom && other.clinicianId === one.clinicianId));
  const former = newest.map((kept): PlannedPacket => ({ kind: kept.kind, number: 1, course: kept.course, periodFrom: kept.periodFrom, periodTo: kept.periodTo, from: kept.periodFrom, to: kept.periodTo, dueOn: kept.dueOn, clinicianId: kept.clinicianId, clinicianName: kept.clinicianName, isOnCase: false, kept }));
  return [...planned, ...former].toSorted((a, b) => a.course - b.course || a.periodFrom.localeCompare(b.periodFrom) || a.from.localeCompare(b.from));
}

/** How a packet stands on a day. */
export function judgePacket(one: Pick<PlannedPacket, "dueOn" | "isOnCase" | "kept">, { graceDays }: Pick<LocalRules, "graceDays">, today: CivilDate): PacketState {
  if (one.kept !== null) return one.kept.outcome ?? "confirmed";
  if (one.dueOn === null || today < one.dueOn) return "going_on";
  if (!one.isOnCase) return "left_open";
  return today > addDays(one.dueOn, graceDays) ? "late" : "due";
}

/** Whether its clinician may confirm it: from the day on which it is due, and again as a correction. */
export const mayConfirm = (one: Pick<PlannedPacket, "dueOn">, today: CivilDate): boolean => one.dueOn !== null && today >= one.dueOn;
