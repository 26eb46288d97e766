import { addDays, type CivilDate, dateInZone, type Instant, minutesBetween, timeInZone, weekday } from "#kernel/dates.ts";
import type { PersonOfCase } from "#features/people/contract.ts";
import type { SessionView } from "./contract.ts";

/** The Monday of a day's week. */
export const weekStart = (day: CivilDate): CivilDate => addDays(day, 1 - weekday(day));

/** The seven days of a week that begins on a Monday. */
export const daysOfWeek = (monday: CivilDate): CivilDate[] => [0, 1, 2, 3, 4, 5, 6].map((step) => addDays(monday, step));

/** How a session stands, for one word on its card. */
export type SessionState = "booked" | "here" | "note_owed" | "note_open" | "note_waits" | "note_returned" | "signed" | "cancelled" | "no_show";

/** The state of a session at a moment. Nothing is owed before the planned end. */
export function sessionState(session: Pick<SessionView, "status" | "noteStatus" | "endsAt" | "attendees">, now: Instant): SessionState {
  if (session.status === "cancelled" || session.status === "no_show") return session.status;
  if (session.noteStatus === "signed") return "signed";
  if (session.noteStatus === "awaiting_cosignature") return "note_waits";
  if (session.noteStatus === "returned") return "note_returned";
  if (session.noteStatus === "draft") return "note_open";
  if (Date.parse(session.endsAt) <= Date.parse(now)) return "note_owed";
  return session.attendees.some(({ status }) => status === "present" || status === "late") ? "here" : "booked";
}

/** True for states that ask something of the clinician today. */
export const isOwed = (state: SessionState): boolean => state === "note_owed" || state === "note_open" || state === "note_returned";

/** A session in its day's column: minutes since midnight on the wall, and its lane among those at the same time. */
export type Card = { session: SessionView; fromMinute: number; toMinute: number; lane: number; lanes: number };

/** Cards that can stand beside each other and still be read. */
const mostLanes = 2;

const minuteOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** The sessions of each day in lanes: those that overlap stand side by side, none on top of another. */
export function layOutDay(sessions: readonly SessionView[], timeZone: string): Card[] {
  const cards = sessions
    .map((session): Card => {
      const fromMinute = minuteOf(timeInZone(session.startsAt, timeZone));
      return { session, fromMinute, toMinute: Math.min(24 * 60, fromMinute + Math.max(15, minutesBetween(session.startsAt, session.endsAt))), lane: 0, lanes: 1 };
    })
    .sort((a, b) => a.fromMinute - b.fromMinute || b.toMinute - a.toMinute || a.session.sessionId.localeCompare(b.session.sessionId));
  let cluster: Card[] = [];
  let clusterEnd = -1;
  const close = () => {
    const lanes = Math.max(1, ...cluster.map((card) => card.lane + 1));
    for (const card of cluster) card.lanes = lanes;
    cluster = [];
  };
  for (const card of cards) {
    if (card.fromMinute >= clusterEnd) close();
    const taken = new Set(cluster.filter((other) => other.toMinute > card.fromMinute).map((other) => other.lane));
    while (taken.has(card.lane)) card.lane++;
    cluster.push(card);
    clusterEnd = cluster.length === 1 ? card.toMinute : Math.max(clusterEnd, card.toMinute);
  }
  close();
  return cards;
}

/** Sessions by the day on which they begin, on the clocks of the agency. */
export function byDay(sessions: readonly SessionView[], days: readonly CivilDate[], timeZone: string): Map<CivilDate, SessionView[]> {
  const found = new Map<CivilDate, SessionView[]>(days.map((day) => [day, []]));
  for (const session of sessions) found.get(dateInZone(session.startsAt, timeZone))?.push(session);
  return found;
}

/** True where more sessions stand at one time than a column can show side by side: the week is then read as a list. */
export const isCrowded = (days: readonly (readonly Card[])[]): boolean => days.some((cards) => cards.some((card) => card.lanes > mostLanes));

/** The hours that the week shows: 8 to 17, and more where something lies outside. */
export function hoursShown(cards: readonly Card[]): { from: number; to: number } {
  const from = Math.min(8, ...cards.map((card) => Math.floor(card.fromMinute / 60)));
  const to = Math.max(17, ...cards.map((card) => Math.ceil(card.toMinute / 60)));
  return { from, to: Math.min(24, to) };
}

/** `HH:MM` so many minutes later; null past midnight, or where one is not given. */
export function clockAfter(clock: string, minutes: number): string | null {
  if (!/^\d{2}:\d{2}$/.test(clock) || !Number.isInteger(minutes) || minutes < 5 || minutes > 480) return null;
  const end = minuteOf(clock) + minutes;
  return end >= 24 * 60 ? null : `${String(Math.floor(end / 60)).padStart(2, "0")}:${String(end % 60).padStart(2, "0")}`;
}

/** Who usually comes to a kind of session: a proposal that the person who books may change. */
export function usualPeople(kind: SessionView["kind"], people: readonly PersonOfCase[], on: CivilDate): string[] {
  const here = people.filter((one) => one.validFrom <= on && (one.validTo === null || one.validTo >= on));
  const child = here.filter((one) => one.part === "child");
  const caregivers = here.filter((one) => one.part === "caregiver");
  const dyads = caregivers.filter((one) => one.hasOpenDyad);
  const first = (dyads.length > 0 ? dyads : caregivers).filter((one) => one.livesWithChild !== false).slice(0, 1);
  const caregiver = first.length > 0 ? first : caregivers.slice(0, 1);
  const ids = (list: readonly PersonOfCase[]) => list.map((one) => one.personId);
  if (kind === "child_alone") return ids(child);
  if (kind === "family") return ids([...child, ...caregivers, ...here.filter((one) => one.part === "sibling")]);
  if (kind === "dyadic" || kind === "assessment") return ids([...child, ...caregiver]);
  if (kind === "feedback") return ids(caregivers);
  if (kind === "collateral" || kind === "coordination" || kind === "team") return ids(here.filter((one) => one.part === "other"));
  return ids(caregiver);
}
