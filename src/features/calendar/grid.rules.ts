import type { CivilDate } from "#kernel/dates.ts";
import type { Card } from "./week.rules.ts";

/** Where a session is moved to: minutes since midnight on the wall of a day, and whose column it is, where columns are clinicians. */
export type Place = { day: CivilDate; fromMinute: number; toMinute: number; clinicianId: string | null };

/** Steps of a move, in minutes. */
export const STEP = 15;
const DAY = 24 * 60;
const SHORTEST = 15;
const LONGEST = 480;

/** The minute of the day of `HH:MM`. */
export const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** `HH:MM` of a minute of the day. */
export const clockOfMinute = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

type Span = { fromMinute: number; toMinute: number };

/** A span moved by some minutes, kept within its day. */
export function moveSpan({ fromMinute, toMinute }: Span, by: number): Span {
  const kept = Math.min(Math.max(by, -fromMinute), DAY - 1 - toMinute);
  return { fromMinute: fromMinute + kept, toMinute: toMinute + kept };
}

/** A span whose end is moved by some minutes: never shorter than a quarter of an hour, nor longer than a session may be. */
export const stretchSpan = ({ fromMinute, toMinute }: Span, by: number): Span => ({ fromMinute, toMinute: Math.min(Math.max(toMinute + by, fromMinute + SHORTEST), fromMinute + LONGEST, DAY - 1) });

/** The nearest step. */
export const snap = (minute: number): number => Math.round(minute / STEP) * STEP;

export type Way = Span & { sessionId: string; minutes: number };

/** The ways before and after the sessions of a day that are away, each only as far as it does not lie on another session. */
export function travelOf(cards: readonly Card[]): Way[] {
  const standing = cards.filter(({ session }) => session.status === "booked" || session.status === "held");
  return standing.flatMap(({ session, fromMinute, toMinute }): Way[] => {
    const minutes = session.travelMinutes;
    if (minutes === null) return [];
    const before = Math.max(0, fromMinute - minutes, ...standing.filter((other) => other.toMinute <= fromMinute).map((other) => other.toMinute));
    const after = Math.min(DAY, toMinute + minutes, ...standing.filter((other) => other.fromMinute >= toMinute).map((other) => other.fromMinute));
    return [
      { sessionId: session.sessionId, minutes, fromMinute: before, toMinute: fromMinute },
      { sessionId: session.sessionId, minutes, fromMinute: toMinute, toMinute: after },
    ].filter((way) => way.toMinute > way.fromMinute);
  });
}
