import { dateInZone, type Instant, instantFromWall, type WallTime } from "#kernel/dates.ts";
import { fieldFault } from "#kernel/faults.ts";
import type { Words } from "#kernel/language.ts";
import type { z } from "zod";
import type { comingMark, SessionView } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { readSessionTimes } from "./rules.ts";

type Marked = { heldFrom: WallTime | null; heldTo: WallTime | null; attendance: readonly z.output<typeof comingMark>[] };
/** How somebody came, as it is stored. */
export type Coming = { personId: string; status: SessionView["attendees"][number]["status"]; inAt: Instant | null; outAt: Instant | null; reason: string };

/** From when to when a session was held; throws with the field where the times cannot be. */
export function readHeld(session: Pick<SessionView, "timeZone">, { heldFrom, heldTo }: Pick<Marked, "heldFrom" | "heldTo">): { from: Instant | null; to: Instant | null } {
  const at = (wall: WallTime | null, path: string) => (wall === null ? null : instantFromWall(wall, session.timeZone, path));
  if (heldFrom !== null && heldTo !== null) {
    const { startsAt, endsAt } = readSessionTimes(heldFrom, heldTo, session.timeZone);
    return { from: startsAt, to: endsAt };
  }
  return { from: at(heldFrom, "heldFrom"), to: at(heldTo, "heldTo") };
}

/** Who came and when; throws with the place where somebody was not booked, stands there twice, or went before they came. */
export function readComing(session: Pick<SessionView, "attendees" | "timeZone">, marks: Marked["attendance"]): Coming[] {
  return marks.map((one, index) => {
    const wrong = (key: string, message: Words) => fieldFault(`attendance.${index}.${key}`, message);
    if (!session.attendees.some((known) => known.personId === one.personId)) throw wrong("personId", faultWords.expectBooked);
    if (marks.findIndex((other) => other.personId === one.personId) !== index) throw wrong("personId", faultWords.personOnce);
    if (one.in !== null && one.out !== null && one.out <= one.in) throw wrong("out", faultWords.timeAfter(one.in.slice(11)));
    const at = (wall: WallTime | null, path: string) => (wall === null ? null : instantFromWall(wall, session.timeZone, `attendance.${index}.${path}`));
    return { personId: one.personId, status: one.status, inAt: at(one.in, "in"), outAt: at(one.out, "out"), reason: one.reason };
  });
}

/** What was marked at check-in stays where a note that is saved for the first time says nothing of it: it was opened before. */
export function keepCheckIn(session: Pick<SessionView, "attendees" | "heldFrom" | "heldTo">, said: { held: { from: Instant | null; to: Instant | null }; coming: readonly Coming[] }): { held: { from: Instant | null; to: Instant | null }; coming: Coming[] } {
  const coming = said.coming.map((one) => {
    const known = session.attendees.find(({ personId }) => personId === one.personId);
    const saysNothing = one.status === "expected" && one.inAt === null && one.outAt === null && one.reason === "";
    return known && saysNothing ? { personId: one.personId, status: known.status, inAt: known.inAt, outAt: known.outAt, reason: known.reason } : one;
  });
  const held = said.held.from === null && said.held.to === null ? { from: session.heldFrom, to: session.heldTo } : said.held;
  return { held, coming };
}

const isSameMoment = (one: Instant | null, other: Instant | null) => (one === null || other === null ? one === other : Date.parse(one) === Date.parse(other));

/** Whether a session is marked in full just as it is being said: the same came before, and only its answer was lost on the way. */
export function isMarkedSo(session: Pick<SessionView, "attendees" | "heldFrom" | "heldTo">, said: { held: { from: Instant | null; to: Instant | null }; coming: readonly Coming[] }): boolean {
  return (
    isSameMoment(session.heldFrom, said.held.from) &&
    isSameMoment(session.heldTo, said.held.to) &&
    session.attendees.every((known) => said.coming.some((one) => one.personId === known.personId && one.status === known.status && isSameMoment(one.inAt, known.inAt) && isSameMoment(one.outAt, known.outAt) && one.reason === known.reason))
  );
}

/** Throws where somebody is said to have come to a session whose day is still ahead; who cancels ahead says so. */
export function requireBegunDay(session: Pick<SessionView, "startsAt" | "timeZone">, today: string, said: { held: { from: Instant | null; to: Instant | null }; coming: readonly Coming[] }): void {
  const day = dateInZone(session.startsAt, session.timeZone);
  if (day <= today) return;
  const early = said.coming.findIndex(({ status }) => status !== "expected" && status !== "cancelled");
  if (early >= 0) throw fieldFault(`attendance.${early}.status`, faultWords.notYetThere(day));
  if (said.held.from !== null || said.held.to !== null) throw fieldFault("heldFrom", faultWords.notYetThere(day));
}
