import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#kernel/dates.ts";
import { type AgendaLine, lineKinds } from "./agenda.contract.ts";
import { blank, type DraftLine, findAbsent, findRuptures, findUntouched, kindOfKey, type ReadSession, sortLines, sortPeople, withMark } from "./agenda.rules.ts";
import { judgeCheck, ledgerOf, type HeldMeeting, receivers, siteChecks, weekOf } from "./ledger.rules.ts";
import { meetingKinds, type SupervisionCheck } from "./settings.contract.ts";
import { pairOf } from "./meetings.rules.ts";
import { loadSupervision } from "./policies.ts";
import { dueDays, slotsOf } from "./ratings.rules.ts";
import { findRuleFaults } from "./settings.rules.ts";

const { rules, checks } = loadSupervision();
const TODAY = "2026-11-20";
let at = 0;
type Came = "present" | "late" | "left" | "absent";
/** A visit, older with each one made. */
const visit = (came: Came | null, more: Partial<ReadSession> = {}): ReadSession => ({
  caseId: "case", sessionId: `00000000-0000-0000-0000-${String(++at).padStart(12, "0")}`, clinicianId: "c", on: addDays(TODAY, -at), status: "held", cancelledBy: null, isSigned: true,
  people: came === null ? [] : [{ personId: "mother", name: "Ana", part: "caregiver", status: came, reason: "" }], passages: [], ...more,
}); // prettier-ignore
const noShow = () => visit("absent", { status: "no_show", isSigned: false });
const full: ReadSession["passages"] = [{ section: "regulation", hasWords: true, chips: [] }, { section: "ports_of_entry", hasWords: true, chips: [] }, { section: "triggers", hasWords: true, chips: [] }, { section: "plan", hasWords: true, chips: [] }];

describe("strands that nothing feeds", () => {
  it("are read from the last signed sessions, and from no fewer", () => {
    const four = [1, 2, 3, 4].map(() => visit("present", { passages: full }));
    expect(findUntouched(four, rules).strands).toEqual(["content"]);
    expect(findUntouched(four.slice(1), rules).strands).toEqual([]);
    expect(findUntouched([...four.slice(1), visit("present", { isSigned: false, passages: [] })], rules).strands).toEqual([]);
  });
  it("never name what only a clinician's own passages feed", () => {
    fc.assert(fc.property(fc.array(fc.boolean(), { maxLength: 12 }), (signed) => {
      expect(findUntouched(signed.map((isSigned) => visit("present", { isSigned })), rules).strands).not.toContain("reflective_practice");
    })); // prettier-ignore
  });
});

describe("absences and ruptures, by the programme's own thresholds", () => {
  it.each<[string, (Came | "no_show" | "ours")[], number]>([
    ["three of the last four missed", ["absent", "present", "absent", "absent"], 1],
    ["two of four", ["absent", "present", "absent", "present"], 0],
    ["what we cancelled is not counted", ["ours", "absent", "ours", "absent", "present", "absent"], 1],
    ["too few to say", ["absent", "absent", "absent"], 0],
  ])("%s", (_name, came, found) => {
    const sessions = came.map((one) => (one === "ours" ? visit("absent", { status: "cancelled", cancelledBy: "staff", isSigned: false }) : one === "no_show" ? noShow() : visit(one)));
    expect(findAbsent(sessions, rules)).toHaveLength(found);
  });
  it("is a rupture where nobody came twice in a row, or somebody left early twice", () => {
    expect(findRuptures([noShow(), noShow(), visit("present")], rules)).toMatchObject([{ sign: "no_shows", count: 2 }]);
    expect(findRuptures([visit("present"), noShow(), noShow()], rules)).toEqual([]);
    // A visit that was cancelled does not end the row.
    expect(findRuptures([noShow(), visit(null, { status: "cancelled", cancelledBy: "family" }), noShow()], rules)).toHaveLength(1);
    expect(findRuptures([visit("left"), visit("present"), visit("left"), visit("present")], rules)).toMatchObject([{ sign: "left_early", count: 2, of: 4, name: "Ana" }]);
  });
});

const line = (kind: (typeof lineKinds)[number], more: Partial<DraftLine> = {}): DraftLine => ({ ...blank, key: `${kind}:s:1`, reason: "one", staffId: "s", kind, ...more });
describe("how a line was left", () => {
  const left = (state: "done" | "put_off" | "open", until: string | null = null, reason = "one") => withMark(line("strand"), { line: "strand:s:1", reason, state, until }, TODAY);
  it("holds until what it rests on changes, or the day comes", () => {
    expect([left("done").state, left("done", null, "other").state, left("open").state]).toEqual(["done", "open", "open"]);
    expect([left("put_off", addDays(TODAY, 1)).state, left("put_off", TODAY).state, left("put_off", addDays(TODAY, 1), "other").state]).toEqual(["put_off", "open", "open"]);
  });
  it("never settles what protects somebody", () => expect(withMark(line("alert"), { line: "alert:s:1", reason: "one", state: "done", until: null }, TODAY).state).toBe("open"));
  it("is named by its kind", () => expect([kindOfKey("alert:x"), kindOfKey("signing:x"), kindOfKey("signin"), kindOfKey("")]).toEqual(["alert", "signing", null, null]));
  it("stands in the order of harm, whatever the order it came in", () => {
    const open = (one: DraftLine): AgendaLine => ({ ...one, state: "open", putOffUntil: null });
    fc.assert(fc.property(fc.shuffledSubarray([...lineKinds], { minLength: 1 }), (kinds) => {
      expect(sortLines(kinds.map((kind) => open(line(kind)))).map((one) => one.kind)).toEqual(lineKinds.filter((kind) => kinds.includes(kind)));
    })); // prettier-ignore
  });
  it("orders people by when they meet and by name, never by what they carry", () => {
    const person = (name: string, startsAt: string | null) => ({ name, staffId: name, nextMeeting: startsAt === null ? null : { startsAt } });
    expect(sortPeople([person("B", null), person("C", "2026-11-20"), person("A", null)]).map((one) => one.name)).toEqual(["C", "A", "B"]);
  });
});

const people = ["s", "a", "b", "c"];
const meetings = fc.array(fc.record({ kind: fc.constantFrom(...meetingKinds), minutes: fc.integer({ min: 5, max: 480 }), share: fc.integer({ min: 0, max: 100 }), attended: fc.shuffledSubarray(people.slice(1), { minLength: 1 }), day: fc.integer({ min: 0, max: 200 }) }), { maxLength: 40 }).map((all) => all.map((one, index): HeldMeeting => ({ meetingId: String(index), kind: one.kind, on: addDays("2026-06-01", one.day), minutes: one.minutes, clinicalMinutes: Math.floor((one.minutes * one.share) / 100), leaderId: "s", attended: one.attended })));
describe("the hours ledger", () => {
  it("is the sum of the meetings: of each person, of each kind, and of both sides", () => {
    fc.assert(fc.property(meetings, (all) => {
      const lines = ledgerOf(all);
      for (const who of people) {
        for (const kind of meetingKinds) {
          const mine = all.filter((one) => one.kind === kind && receivers(one).includes(who));
          const received = lines.find((one) => one.staffId === who && one.kind === kind && one.side === "received");
          expect(received?.minutes ?? 0).toBe(mine.reduce((sum, one) => sum + one.minutes, 0));
          expect(received?.clinicalMinutes ?? 0).toBe(mine.reduce((sum, one) => sum + one.clinicalMinutes, 0));
          expect(received?.meetings ?? 0).toBe(mine.length);
        }
      }
      const given = lines.filter((one) => one.side === "given").reduce((sum, one) => sum + one.minutes, 0);
      expect(given).toBe(all.filter((one) => one.kind === "individual" || one.kind === "group" || one.kind === "reflective").reduce((sum, one) => sum + one.minutes, 0));
      for (const one of lines) expect(one.clinicalMinutes).toBeLessThanOrEqual(one.minutes);
    })); // prettier-ignore
  });
  it("adds up by month to the same as over all of it", () => {
    fc.assert(fc.property(meetings, (all) => {
      const months = [...new Set(all.map((one) => one.on.slice(0, 7)))];
      const total = (of: readonly HeldMeeting[]) => ledgerOf(of).reduce((sum, one) => sum + one.minutes, 0);
      expect(months.reduce((sum, month) => sum + total(all.filter((one) => one.on.startsWith(month))), 0)).toBe(total(all));
    })); // prettier-ignore
  });
});

const meeting = (on: string, kind: HeldMeeting["kind"] = "individual", minutes = 60): HeldMeeting => ({ meetingId: on, kind, on, minutes, clinicalMinutes: 0, leaderId: "s", attended: ["a"] });
const check = (id: string): SupervisionCheck => checks.find((one) => one.id === id)!;
describe("what each source asks", () => {
  it("nc11: one a month of any kind; the month that goes on is not missed", () => {
    expect(judgeCheck(check("nc11"), [], "2026-11", TODAY).result).toBe("going_on");
    expect(judgeCheck(check("nc11"), [], "2026-10", TODAY).result).toBe("not_met");
    expect(judgeCheck(check("nc11"), [meeting("2026-10-31", "peer")], "2026-10", TODAY).result).toBe("met");
  });
  it("c2: every week whose Monday lies in the month", () => {
    const weekly = ["2026-10-05", "2026-10-13", "2026-10-23", "2026-10-26"].map((on) => meeting(on));
    expect(judgeCheck(check("c2"), weekly, "2026-10", TODAY)).toMatchObject({ result: "met", periods: 4, periodsMet: 4 });
    expect(judgeCheck(check("c2"), weekly.slice(1), "2026-10", TODAY)).toMatchObject({ result: "not_met", periodsMet: 3 });
    expect(judgeCheck(check("c2"), weekly.map((one) => ({ ...one, kind: "peer" as const })), "2026-10", TODAY).result).toBe("not_met");
    expect(weekOf("2026-11-01")).toBe("2026-10-26");
  });
  it("says not defined where the source gives no number, whatever was held", () => fc.assert(fc.property(meetings, (all) => void expect(judgeCheck(check("n11"), all, "2026-07", TODAY).result).toBe("not_defined"))));
  it("adds what the site itself asks, and nothing where it asks nothing", () => {
    expect(siteChecks({ cadenceMeetings: 0, cadenceMinutes: 0 })).toEqual([]);
    const [asked] = siteChecks({ cadenceMeetings: 0, cadenceMinutes: 240 });
    expect(judgeCheck(asked!, [meeting("2026-10-02", "group", 120), meeting("2026-10-09", "individual", 120)], "2026-10", TODAY)).toMatchObject({ result: "met", found: 240, certainty: "local" });
  });
});

describe("ratings of a supervisor", () => {
  it("come due every so many months from the day on which the supervision began", () => {
    expect(dueDays("2026-01-05", 3, "2026-04-04")).toEqual({ due: null, next: "2026-04-05" });
    expect(dueDays("2026-01-05", 3, TODAY)).toEqual({ due: "2026-10-05", next: "2027-01-05" });
    const pair = { superviseeId: "a", superviseeName: "A", supervisorId: "s", supervisorName: "S", validFrom: "2026-01-05" };
    expect(slotsOf([pair], [{ superviseeId: "a", supervisorId: "s", kind: "packet", dueOn: "2026-10-05", doneOn: TODAY }], rules, TODAY).map((one) => [one.kind, one.dueOn, one.state])).toEqual([["packet", "2026-10-05", "done"], ["global", "2026-09-05", "due"]]);
  });
  it("are due on the day that is nearest before today", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 0, max: 1500 }), (months, days) => {
      const { due, next } = dueDays("2024-01-31", months, addDays("2024-01-31", days));
      expect(next > addDays("2024-01-31", days)).toBe(true);
      expect(due === null || due <= addDays("2024-01-31", days)).toBe(true);
    })); // prettier-ignore
  });
});

describe("whose the words of a meeting are", () => {
  const of = (kind: HeldMeeting["kind"], ...ids: string[]) => ({ kind, leaderId: "s", people: ids.map((staffId) => ({ staffId, name: staffId, attended: null })) });
  it.each<[HeldMeeting["kind"], string, ReturnType<typeof pairOf>]>([
    ["individual", "s", { ownerStaffId: "a", counterpartStaffId: "s" }],
    ["reflective", "a", { ownerStaffId: "a", counterpartStaffId: "s" }],
    ["individual", "b", null],
    ["group", "s", { ownerStaffId: "s", counterpartStaffId: null }],
    ["group", "a", null],
    ["peer", "a", null],
  ])("%s, read by %s", (kind, who, pair) => expect(pairOf(of(kind, "a"), who)).toEqual(pair));
});

it("thresholds that cannot be reached are refused with their place", () => {
  expect(findRuleFaults(rules)).toEqual([]);
  expect(findRuleFaults({ ...rules, absentFrom: 5, leftEarlyFrom: 9 }).map((one) => one.path)).toEqual(["absentFrom", "leftEarlyFrom"]);
});
