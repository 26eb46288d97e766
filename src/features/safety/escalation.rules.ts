import { addDays, addMinutes, dateInZone, type Instant, momentFromWall, timeInZone, weekday } from "#kernel/dates.ts";
import type { Finding } from "#kernel/findings.ts";
import type { Language } from "#kernel/language.ts";
import type { AlertPlace, SafetySettings, Turn } from "./oncall.contract.ts";
import { escalationWords } from "./oncall.words.ts";

type Hours = Pick<SafetySettings, "hours" | "holidays">;
type Span = { from: number; to: number };

/** Minutes until the next person is told where the agency set none. A local setting, nothing that a law says. */
export const ESCALATE_AFTER = 15;
/** How many days ahead the roster is looked through for gaps. */
export const GAP_DAYS = 14;

/** The moment at which the span of work ends that a moment lies in; null outside the agency's hours, and where no hours are set: then nobody is thought to be there. */
export function closingTime(settings: Hours | null, at: Instant, timeZone: string): Instant | null {
  const day = dateInZone(at, timeZone);
  if (settings === null || settings.holidays.some((one) => one.on === day)) return null;
  const clock = timeInZone(at, timeZone);
  const open = settings.hours.filter((one) => one.weekday === weekday(day) && one.from <= clock && clock < one.to);
  const last = open.map((one) => one.to).sort().at(-1);
  return last === undefined ? null : new Date(momentFromWall(`${day}T${last}`, timeZone)).toISOString();
}

export type Told = { staffId: string; toldAt: Instant };
export type InChain = { staffId: string; standsAs: AlertPlace };
export type NextStep = { do: "nothing" } | { do: "wait"; until: Instant } | ({ do: "tell" } & InChain);

/** Who is told of an alert, in which order, each once: whoever is on call, the clinicians' supervisors, the administrators. */
export function chainOf(of: { onCall: string | null; supervisors: readonly string[]; administrators: readonly string[] }): InChain[] {
  const all: InChain[] = [...(of.onCall === null ? [] : [{ staffId: of.onCall, standsAs: "on_call" as const }]), ...of.supervisors.map((staffId) => ({ staffId, standsAs: "supervisor" as const })), ...of.administrators.map((staffId) => ({ staffId, standsAs: "administrator" as const }))];
  return all.filter((one, at) => all.findIndex((other) => other.staffId === one.staffId) === at);
}

/**
 * What an open alert asks for now. Within the hours it waits until the agency closes, since it blocks the day of its
 * clinician; outside of them the first is told at once and the next after the minutes that the agency set, until
 * somebody takes it on or the review is written. What began outside the hours goes on when they begin.
 */
export function decideStep(of: { now: Instant; timeZone: string; settings: SafetySettings | null; isOver: boolean; told: readonly Told[]; chain: readonly InChain[] }): NextStep {
  if (of.isOver) return { do: "nothing" };
  const closing = closingTime(of.settings, of.now, of.timeZone);
  const last = of.told.at(-1);
  if (last === undefined && closing !== null) return { do: "wait", until: closing };
  if (last !== undefined) {
    const until = addMinutes(last.toldAt, of.settings?.escalateAfterMinutes ?? ESCALATE_AFTER);
    if (of.now < until) return { do: "wait", until };
  }
  const next = of.chain.find((one) => !of.told.some((before) => before.staffId === one.staffId));
  return next === undefined ? { do: "nothing" } : { do: "tell", ...next };
}

const without = (spans: readonly Span[], taken: Span): Span[] =>
  spans.flatMap((one) => (taken.to <= one.from || taken.from >= one.to ? [one] : [{ from: one.from, to: Math.min(one.to, taken.from) }, { from: Math.max(one.from, taken.to), to: one.to }].filter((left) => left.from < left.to)));

/** The spans of the days ahead, outside the agency's hours, in which nobody is on call; the first one first. */
export function findGaps(settings: Hours | null, turns: readonly Pick<Turn, "startsAt" | "endsAt">[], now: Instant, timeZone: string): { from: Instant; to: Instant }[] {
  const today = dateInZone(now, timeZone);
  const begin = Date.parse(now);
  let open: Span[] = [{ from: begin, to: momentFromWall(`${addDays(today, GAP_DAYS)}T00:00`, timeZone) }];
  for (let ahead = 0; ahead < GAP_DAYS && settings !== null; ahead++) {
    const day = addDays(today, ahead);
    if (settings.holidays.some((one) => one.on === day)) continue;
    for (const one of settings.hours) if (one.weekday === weekday(day)) open = without(open, { from: momentFromWall(`${day}T${one.from}`, timeZone), to: momentFromWall(`${day}T${one.to}`, timeZone) });
  }
  for (const one of turns) open = without(open, { from: Date.parse(one.startsAt), to: Date.parse(one.endsAt) });
  return open.map((one) => ({ from: new Date(one.from).toISOString(), to: new Date(one.to).toISOString() }));
}

const MOST_GAPS_SAID = 10;
/** What the roster lacks, for whoever runs the programme. All of it is local: the agency's own arrangement. */
export function findingsOf(settings: SafetySettings | null, turns: readonly Turn[], now: Instant, timeZone: string, language: Language): Finding[] {
  const base = { clause: "", result: "not_met", status: "local" } as const;
  const gaps = findGaps(settings, turns, now, timeZone);
  const moment = (at: Instant) => `${dateInZone(at, timeZone)} ${timeInZone(at, timeZone)}`;
  return [
    ...(settings === null ? [{ ...base, rule: "hours-set", severity: "warn" as const, message: escalationWords.noHours[language], fix: escalationWords.setHours[language] }] : []),
    ...gaps.slice(0, MOST_GAPS_SAID).map((gap) => ({ ...base, rule: "on-call-gap", severity: "warn" as const, message: escalationWords.gap[language](moment(gap.from), moment(gap.to)), fix: escalationWords.fillGap[language] })),
    ...(gaps.length > MOST_GAPS_SAID ? [{ ...base, rule: "on-call-gaps-more", severity: "warn" as const, message: escalationWords.moreGaps[language](gaps.length - MOST_GAPS_SAID), fix: null }] : []),
  ];
}
