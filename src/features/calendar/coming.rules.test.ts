import { describe, expect, it } from "vitest";
import type { Fault } from "#kernel/faults.ts";
import type { SessionView } from "./contract.ts";
import { type Coming, keepCheckIn, readComing, readHeld, requireBegunDay } from "./coming.rules.ts";

const timeZone = "America/New_York";
const attendee = (personId: string, more: Partial<SessionView["attendees"][number]> = {}): SessionView["attendees"][number] => ({ personId, name: personId, part: "child", status: "expected", inAt: null, outAt: null, reason: "", ...more });
const session = { timeZone, startsAt: "2026-11-20T15:00:00.000Z", heldFrom: null, heldTo: null, attendees: [attendee("river"), attendee("rosa", { part: "caregiver" })] };
const mark = (personId: string, more: object = {}) => ({ personId, status: "present" as const, in: null, out: null, reason: "", ...more });
const silent = (personId: string): Coming => ({ personId, status: "expected", inAt: null, outAt: null, reason: "" });
const pathOf = (work: () => unknown) => {
  try {
    work();
  } catch (fault) {
    return (fault as Fault).fields[0]?.path;
  }
  return null;
};

describe("who came, and when", () => {
  it("reads times on the wall of the session's zone", () => {
    expect(readComing(session, [mark("river", { in: "2026-11-20T10:05", out: "2026-11-20T11:00" })])).toEqual([{ personId: "river", status: "present", inAt: "2026-11-20T15:05:00.000Z", outAt: "2026-11-20T16:00:00.000Z", reason: "" }]);
    expect(readHeld(session, { heldFrom: "2026-11-20T10:00", heldTo: null })).toEqual({ from: "2026-11-20T15:00:00.000Z", to: null });
  });
  it("names the place of what cannot be", () => {
    expect(pathOf(() => readComing(session, [mark("nobody")]))).toBe("attendance.0.personId");
    expect(pathOf(() => readComing(session, [mark("river"), mark("river")]))).toBe("attendance.1.personId");
    expect(pathOf(() => readComing(session, [mark("river"), mark("rosa", { in: "2026-11-20T11:00", out: "2026-11-20T10:00" })]))).toBe("attendance.1.out");
    expect(pathOf(() => readHeld(session, { heldFrom: "2026-11-20T11:00", heldTo: "2026-11-20T10:00" }))).toBe("end");
  });
  it("lets nobody come before the day, and lets them cancel", () => {
    const said = (status: Coming["status"]) => ({ held: { from: null, to: null }, coming: [{ ...silent("river"), status }] });
    expect(pathOf(() => requireBegunDay(session, "2026-11-19", said("present")))).toBe("attendance.0.status");
    expect(pathOf(() => requireBegunDay(session, "2026-11-19", { ...said("expected"), held: { from: "2026-11-20T15:00:00.000Z", to: null } }))).toBe("heldFrom");
    expect(pathOf(() => requireBegunDay(session, "2026-11-19", said("cancelled")))).toBeNull();
    expect(pathOf(() => requireBegunDay(session, "2026-11-20", said("present")))).toBeNull();
  });
  it("keeps what was marked at the door where a first note says nothing of it, and follows the note where it speaks", () => {
    const marked = { ...session, heldFrom: "2026-11-20T15:00:00.000Z", attendees: [attendee("river", { status: "present", inAt: "2026-11-20T15:00:00.000Z" }), attendee("rosa", { part: "caregiver", status: "absent", reason: "ill" })] };
    const kept = keepCheckIn(marked, { held: { from: null, to: null }, coming: [silent("river"), { ...silent("rosa"), status: "late" }] });
    expect(kept.held.from).toBe("2026-11-20T15:00:00.000Z");
    expect(kept.coming.map((one) => [one.personId, one.status])).toEqual([["river", "present"], ["rosa", "late"]]);
    expect(keepCheckIn(marked, { held: { from: null, to: "2026-11-20T16:00:00.000Z" }, coming: [] }).held.from).toBeNull();
  });
});
