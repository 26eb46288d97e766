import { describe, expect, it } from "vitest";
import type { FoundSession } from "./contract.ts";
import { type Belonging, rankFamilies, rankSessions, rankStaff } from "./rules.ts";

let count = 0;
const belonging = (name: string, part: Partial<Belonging> = {}): Belonging => ({ caseId: `case-${++count}`, name, part: "child", kind: "child", organization: "", birthDate: "2021-05-02", validTo: null, childName: name, childBirthDate: "2021-05-02", status: "open", isOwn: false, ...part });
const names = (belongings: readonly Belonging[], ...asked: string[]) => rankFamilies(belongings, [{ names: asked, born: null }]).map((one) => one.childName);

describe("families in the order in which they are meant (C4)", () => {
  it("right before close, own before others, open before closed, then by name", () => {
    const all = [belonging("Zoe Maple", { status: "closed" }), belonging("Ada Maple", { status: "closed" }), belonging("River Maples"), belonging("Luz Mable", { isOwn: true }), belonging("Wren Maple", { isOwn: true, status: "closed" }), belonging("Ángel Maple")];
    expect(names(all, "maple")).toEqual(["Wren Maple", "Ángel Maple", "River Maples", "Ada Maple", "Zoe Maple", "Luz Mable"]);
    expect(names(all, "birch")).toEqual([]);
  });

  it("each once, through the child where the child fits as well, through who is still there before who left", () => {
    const child = belonging("River Maple");
    const of = { caseId: child.caseId, childName: child.childName };
    const mother = belonging("Rosa Maple", { ...of, part: "caregiver", kind: "birth_parent", birthDate: null });
    const former = belonging("Rosa Olmo", { ...of, part: "caregiver", kind: "foster_parent", birthDate: null, validTo: "2026-01-31" });
    const found = (...asked: string[]) => rankFamilies([former, mother, child], [{ names: asked, born: null }]).map((one) => [one.childName, one.through?.name ?? null, one.through?.validTo ?? null]);
    expect(found("maple")).toEqual([["River Maple", null, null]]);
    expect(found("rosa")).toEqual([["River Maple", "Rosa Maple", null]]);
    expect(found("olmo")).toEqual([["River Maple", "Rosa Olmo", "2026-01-31"]]);
  });

  it("by a day of birth the children alone", () => {
    const all = [belonging("River Maple"), belonging("Rosa Maple", { part: "caregiver", birthDate: "2021-05-02" }), belonging("Luz Olmo", { birthDate: "2021-02-05" })];
    expect(rankFamilies(all, [{ names: ["5", "2", "2021"], born: null }, { names: [], born: "2021-05-02" }]).map((one) => one.childName)).toEqual(["River Maple"]);
    expect(rankFamilies(all, [{ names: ["luz"], born: "2021-05-02" }])).toEqual([]);
  });
});

describe("who works here, and sessions of a day", () => {
  it("puts who left last", () => {
    const staff = [{ staffId: "1", name: "Hannah L.", leftOn: "2026-01-31" }, { staffId: "2", name: "Hanah Q.", leftOn: null }, { staffId: "3", name: "Dr. Hannah B.", leftOn: null }];
    expect(rankStaff(staff, ["hannah"]).map((one) => [one.name, one.match])).toEqual([["Dr. Hannah B.", "exact"], ["Hanah Q.", "close"], ["Hannah L.", "exact"]]);
    expect(rankStaff(staff, [])).toEqual([]);
  });

  it("puts one's own first, and what was called off last", () => {
    const session = (sessionId: string, part: Partial<FoundSession>): FoundSession => ({ sessionId, caseId: "c", childName: "River", kind: "dyadic", status: "booked", startsAt: "2026-11-20T15:00:00.000Z", timeZone: "America/New_York", clinicianId: "other", clinicianName: "", ...part });
    const all = [session("1", { status: "cancelled" }), session("2", { startsAt: "2026-11-27T15:00:00.000Z" }), session("3", {}), session("4", { clinicianId: "me", startsAt: "2026-11-13T15:00:00.000Z" })];
    expect(rankSessions(all, "me", "2026-11-20T12:00:00Z").map((one) => one.sessionId)).toEqual(["4", "3", "2", "1"]);
  });
});
