import { expect, test } from "vitest";
import type { SessionView } from "#features/calendar/contract.ts";
import { type Owed, owedKinds } from "../contract.ts";
import { arrivalOf, groupOwed, lastSessionToNote, noteStateOf, placeOfOwed } from "./groups.ts";
import { layLine } from "./line.ts";

const zone = "America/New_York";
const owed = (more: Partial<Owed>): Owed => ({ kind: "note", weight: "today", id: "n1", caseId: "c1", sessionId: "s1", who: "River", since: "2026-11-20T15:00:00.000Z", dueAt: null, ...more });
const session = (more: Partial<SessionView>) => ({ sessionId: "s1", startsAt: "2026-11-21T14:00:00.000Z", endsAt: "2026-11-21T15:00:00.000Z", status: "booked", noteStatus: "none", ...more }) as SessionView;

test("owed work: a safety review and what asks today stand first, then the week, then what is due later", () => {
  const groups = groupOwed(
    [owed({ id: "r", kind: "safety_review", weight: "blocking" }), owed({ id: "n" }), owed({ id: "soon", kind: "referral", weight: "later", dueAt: "2026-11-28T04:30:00.000Z" }), owed({ id: "c", kind: "cosignature", weight: "later" }), owed({ id: "far", kind: "referral", weight: "later", dueAt: "2026-11-28T05:30:00.000Z" })],
    "2026-11-21",
    zone,
  );
  // 04:30 in UTC is still the 27th in Washington: the sixth day ahead.
  expect(groups.map(({ group, owed: inside }) => [group, inside.map((one) => one.id)])).toEqual([["today", ["r", "n"]], ["week", ["soon", "c"]], ["later", ["far"]]]);
});

test("owed work: groups with nothing in them are left out", () => {
  expect(groupOwed([], "2026-11-21", zone)).toEqual([]);
});

test("owed work: each row opens the very spot", () => {
  expect(placeOfOwed(owed({ kind: "safety_review", id: "r1", sessionId: null }))).toBe("/app/reviews?review=r1");
  expect(placeOfOwed(owed({ kind: "referral", id: "f1", caseId: null, sessionId: null }))).toBe("/app/referrals/f1");
  expect(placeOfOwed(owed({ kind: "returned_note" }))).toBe("/app/sessions/s1/note");
  expect(placeOfOwed(owed({ kind: "cosignature" }))).toBe("/app/sessions/s1/note");
  expect(placeOfOwed(owed({ kind: "consent_missing", sessionId: null }))).toBe("/app/families/c1/consents#have-it-signed");
  expect(placeOfOwed(owed({ kind: "held_service" }))).toBe("/app/services?session=s1");
  expect(placeOfOwed(owed({ kind: "held_service", record: "own" }))).toBe("/app/sessions/s1/note");
  expect(placeOfOwed(owed({ kind: "credential_ending", id: "k1", caseId: null, sessionId: null }))).toBe("/app/programme?credential=k1#credential-k1");
});

test("owed work: every kind leads to the thing itself, to its family or session, and only what has a page to itself to a page", () => {
  const pages = owedKinds.filter((kind) => !/n1|c1|s1/.test(placeOfOwed(owed({ kind }))));
  expect(pages).toEqual(["audit_due"]);
});

test("the note of the last session: the last one that has begun, never a cancelled one, else the youngest owed", () => {
  const now = "2026-11-21T16:30:00.000Z";
  const later = session({ sessionId: "s3", startsAt: "2026-11-21T18:00:00.000Z", endsAt: "2026-11-21T19:00:00.000Z" });
  const cancelled = session({ sessionId: "s2", startsAt: "2026-11-21T16:00:00.000Z", endsAt: "2026-11-21T17:00:00.000Z", status: "cancelled" });
  expect(lastSessionToNote([later, cancelled, session({})], [], now)).toBe("s1");
  expect(lastSessionToNote([later], [owed({ sessionId: "old", since: "2026-11-13T15:00:00.000Z" }), owed({ sessionId: "young" })], now)).toBe("young");
  expect(lastSessionToNote([later], [owed({ kind: "consent_missing" })], now)).toBeNull();
});

test("a session's note: planned, going on, owed once it is over, and what was signed stays signed", () => {
  expect(noteStateOf(session({ noteStatus: "draft" }), "2026-11-21T13:59:00.000Z")).toBe("planned");
  expect(noteStateOf(session({}), "2026-11-21T14:00:00.000Z")).toBe("going_on");
  expect(noteStateOf(session({}), "2026-11-21T15:00:00.000Z")).toBe("note_owed");
  expect(noteStateOf(session({ noteStatus: "draft" }), "2026-11-21T15:00:00.000Z")).toBe("draft");
  expect(noteStateOf(session({ noteStatus: "signed", status: "held" }), "2026-11-21T14:30:00.000Z")).toBe("signed");
  expect(noteStateOf(session({ status: "no_show" }), "2026-11-21T14:30:00.000Z")).toBe("no_show");
});

test("whether it is noted who came: asked from a quarter of an hour before, and no more once somebody is noted", () => {
  const expected = [{ status: "expected" }, { status: "cancelled" }] as SessionView["attendees"];
  const came = [{ status: "expected" }, { status: "present" }] as SessionView["attendees"];
  expect(["2026-11-21T13:44:00.000Z", "2026-11-21T13:45:00.000Z", "2026-11-21T18:00:00.000Z"].map((now) => arrivalOf(session({ attendees: expected }), now))).toEqual(["planned", "not_noted", "not_noted"]);
  expect(arrivalOf(session({ attendees: came }), "2026-11-21T13:00:00.000Z")).toBe("arrived");
  expect(arrivalOf(session({ attendees: came, status: "no_show" }), "2026-11-21T15:00:00.000Z")).toBe("no_show");
});

test("the line of the day: words that would run into others move a row down, and none leaves the line", () => {
  const line = layLine([{ start: 9 * 60, end: 10 * 60 }, { start: 10 * 60, end: 11 * 60 }, { start: 15 * 60, end: 16 * 60 }, { start: 20 * 60, end: 21 * 60 }]);
  expect(line.from).toBe(8 * 60);
  expect(line.to).toBe(22 * 60);
  expect(line.placed.map((one) => one.row)).toEqual([0, 1, 0, 0]);
  for (const one of line.placed) expect(one.column + one.words - 1).toBeLessThanOrEqual(line.columns);
});

test("the line of the day: a session before eight moves its beginning, one before midnight stays on it", () => {
  const line = layLine([{ start: 6 * 60 + 30, end: 7 * 60 }, { start: 23 * 60, end: 24 * 60 }]);
  expect([line.from, line.to]).toEqual([6 * 60, 24 * 60]);
  expect(line.placed[1]!.column + line.placed[1]!.words - 1).toBe(line.columns);
});
