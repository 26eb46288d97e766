import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMinutes } from "#kernel/dates.ts";
import type { PersonOfCase } from "#features/people/contract.ts";
import type { SessionView } from "./contract.ts";
import { byDay, clockAfter, daysOfWeek, hoursShown, isCrowded, isOwed, layOutDay, sessionState, usualPeople, weekStart } from "./week.rules.ts";

const zone = "America/New_York";
let next = 0;
const session = (startsAt: string, minutes: number, more: Partial<SessionView> = {}): SessionView => ({
  sessionId: `00000000-0000-4000-8000-${String(next++).padStart(12, "0")}`, caseId: "c", childName: "River Maple", childBirthDate: "2022-09-17", kind: "dyadic", place: "home", modality: "in_person", stage: 2, clinicianId: "s", clinicianName: "H",
  startsAt, endsAt: addMinutes(startsAt, minutes), timeZone: zone, heldFrom: null, heldTo: null, status: "booked", statusReason: "", cancelledBy: null, noteStatus: "none", attendees: [], revision: 1,
  seriesId: null, isApart: false, secondClinicianId: null, secondClinicianName: null, roomId: null, roomName: null, videoLink: null, travelMinutes: null, isTakenBack: false, ...more,
});

describe("the week (pain 5: time zones and clock changes)", () => {
  it("begins on Monday, over months, years and a change of the clocks", () => {
    expect(weekStart("2026-11-20")).toBe("2026-11-16");
    expect(weekStart("2026-11-16")).toBe("2026-11-16");
    expect(weekStart("2027-01-03")).toBe("2026-12-28");
    expect(daysOfWeek("2026-10-26")).toEqual(["2026-10-26", "2026-10-27", "2026-10-28", "2026-10-29", "2026-10-30", "2026-10-31", "2026-11-01"]);
  });

  it("puts a session on the day that the agency's clocks show, not on the day in UTC", () => {
    const late = session("2026-11-18T02:30:00.000Z", 60);
    const days = byDay([late], daysOfWeek("2026-11-16"), zone);
    expect(days.get("2026-11-17")).toEqual([late]);
    expect(layOutDay([late], zone)[0]).toMatchObject({ fromMinute: 21 * 60 + 30, toMinute: 22 * 60 + 30 });
  });

  it("shows eight to five, and further hours where something lies there", () => {
    expect(hoursShown([])).toEqual({ from: 8, to: 17 });
    expect(hoursShown(layOutDay([session("2026-11-17T12:15:00.000Z", 30), session("2026-11-17T23:00:00.000Z", 90)], zone))).toEqual({ from: 7, to: 20 });
  });

  it("is crowded from the third session at one time on", () => {
    const two = [session("2026-11-17T15:00:00.000Z", 60), session("2026-11-17T15:30:00.000Z", 60)];
    expect(isCrowded([layOutDay(two, zone), []])).toBe(false);
    expect(isCrowded([[], layOutDay([...two, session("2026-11-17T15:45:00.000Z", 60)], zone)])).toBe(true);
    expect(isCrowded([layOutDay([...two, session("2026-11-17T16:30:00.000Z", 60)], zone)])).toBe(false);
  });

  it("never sets one card on another, and never leaves one out", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ start: fc.integer({ min: 0, max: 13 * 60 }), minutes: fc.integer({ min: 5, max: 240 }) }), { maxLength: 30 }), (times) => {
        const sessions = times.map((one) => session(addMinutes("2026-11-17T13:00:00.000Z", one.start), one.minutes));
        const cards = layOutDay(sessions, zone);
        expect(cards.map((card) => card.session.sessionId).sort()).toEqual(sessions.map((one) => one.sessionId).sort());
        for (const [index, one] of cards.entries()) {
          expect(one.lane).toBeLessThan(one.lanes);
          for (const other of cards.slice(index + 1)) {
            if (one.fromMinute < other.toMinute && other.fromMinute < one.toMinute) {
              expect(one.lane).not.toBe(other.lane);
              expect(one.lanes).toBe(other.lanes);
            }
          }
        }
      }),
    );
  });
});

describe("how a session stands", () => {
  const now = "2026-11-17T16:00:00.000Z";
  const state = (minutes: number, more: Partial<SessionView>) => sessionState(session(addMinutes(now, minutes), 60, more), now);

  it("owes nothing before its planned end, and something after it", () => {
    expect(state(-59, {})).toBe("booked");
    expect(state(-60, {})).toBe("note_owed");
    expect(state(-60, { status: "held" })).toBe("note_owed");
    expect(isOwed("note_owed")).toBe(true);
    expect(isOwed("booked")).toBe(false);
  });

  it("says that somebody came, until its end", () => {
    const here = [{ personId: "river", name: "River", part: "child" as const, status: "present" as const, inAt: null, outAt: null, reason: "" }];
    expect(state(-30, { attendees: here })).toBe("here");
    expect(state(-60, { attendees: here })).toBe("note_owed");
  });

  it("says what came of it and of its note", () => {
    expect(state(-120, { status: "cancelled", noteStatus: "draft" })).toBe("cancelled");
    expect(state(-120, { status: "no_show" })).toBe("no_show");
    expect(state(-120, { noteStatus: "draft" })).toBe("note_open");
    expect(state(-120, { status: "held", noteStatus: "awaiting_cosignature" })).toBe("note_waits");
    expect(state(-120, { status: "held", noteStatus: "returned" })).toBe("note_returned");
    expect(state(-120, { status: "held", noteStatus: "signed" })).toBe("signed");
  });
});

describe("what a booking proposes", () => {
  const person = (personId: string, part: PersonOfCase["part"], more: Partial<PersonOfCase> = {}): PersonOfCase => ({ personId, givenName: personId, familyName: "", birthDate: null, language: "en", part, kind: "", livesWithChild: true, validFrom: "2026-01-01", validTo: null, hasOpenDyad: part === "caregiver", organization: "", hasPausedDyad: false, ...more });
  const people = [person("river", "child"), person("rosa", "caregiver"), person("ben", "caregiver", { livesWithChild: false }), person("ana", "caregiver", { validTo: "2026-06-01" }), person("leo", "sibling"), person("cps", "other")];

  it("names who usually comes, and nobody whose part has ended", () => {
    const of = (kind: SessionView["kind"]) => usualPeople(kind, people, "2026-11-17");
    expect(of("dyadic")).toEqual(["river", "rosa"]);
    expect(of("caregiver_alone")).toEqual(["rosa"]);
    expect(of("child_alone")).toEqual(["river"]);
    expect(of("family")).toEqual(["river", "rosa", "ben", "leo"]);
    expect(of("feedback")).toEqual(["rosa", "ben"]);
    expect(of("coordination")).toEqual(["cps"]);
  });

  it("knows the end of a session, and that it ends on its day (A3)", () => {
    expect(clockAfter("13:30", 60)).toBe("14:30");
    expect(clockAfter("23:00", 59)).toBe("23:59");
    expect(clockAfter("23:00", 60)).toBeNull();
    expect(clockAfter("", 60)).toBeNull();
    expect(clockAfter("10:00", 481)).toBeNull();
    expect(clockAfter("10:00", Number.NaN)).toBeNull();
  });
});
