import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Role } from "#features/disclosure/contract.ts";
import { faultWords } from "./faults.words.ts";
import { judgeJoining, likenessOf, listGains, type Named, plainName, type Relative, type Standing, writeGains } from "./rules.ts";

const named = (givenName: string, familyName = "", birthDate: string | null = "2022-05-02"): Named => ({ givenName, familyName, birthDate });

describe("the same child (product.md feature 6)", () => {
  it.each<[string, Named, Named, ReturnType<typeof likenessOf>]>([
    ["written with and without accents", named("José", "Núñez"), named("jose", "NUNEZ"), "same"],
    ["given and family name changed places", named("Ruiz", "Ana"), named("Ana", "Ruiz"), "same"],
    ["hyphens, spaces and apostrophes", named("Anne-Marie", "O'Neil"), named("Anne Marie", "ONeil"), "same"],
    ["a shorter name", named("Rob", "Made"), named("Robin", "Made"), "close_name"],
    ["one letter left out", named("Robin", "Sanches"), named("Robin", "Sanchez"), "close_name"],
    ["two letters that changed places", named("Maira", "Lopez"), named("Maria", "Lopez"), "close_name"],
    ["another family name after an adoption", named("Robin", "First"), named("Robin", "Second"), "close_name"],
    ["no family name yet", named("Robin"), named("Robin", "Made"), "close_name"],
    ["twins", named("Ada", "Made"), named("Ben", "Made"), null],
    ["twins with short names that sound alike", named("Ana", "Made"), named("Ani", "Made"), null],
    ["only the family name and the day", named("Ada", "Made"), named("Zoe", "Made"), null],
    ["day and month changed places", named("Robin", "Made", "2022-05-02"), named("Robin", "Made", "2022-02-05"), "close_birth"],
    ["another year by a slip", named("Robin", "Made", "2022-05-02"), named("Robin", "Made", "2021-05-02"), "close_birth"],
    ["no birth date yet", named("Robin", "Made", null), named("Robin", "Made"), "close_birth"],
    ["a namesake of another age", named("Robin", "Made", "2022-05-02"), named("Robin", "Made", "2020-11-30"), null],
    ["a given name alone, without a day", named("Robin", "", null), named("Robin", "", null), null],
    ["a given name that is the other's family name, without a day", named("Robin", "", null), named("", "Robin"), null],
  ])("%s", (_what, one, other, likeness) => {
    expect([likenessOf(one, other), likenessOf(other, one)]).toEqual([likeness, likeness]);
  });

  it("is the same from both sides, and a name is plain once", () => {
    const name = fc.string({ maxLength: 8 });
    const day = fc.constantFrom("2022-05-02", "2022-02-05", "2021-05-02", null);
    fc.assert(fc.property(name, name, day, name, name, day, (a, b, on, c, d, then) => likenessOf(named(a, b, on), named(c, d, then)) === likenessOf(named(c, d, then), named(a, b, on))));
    fc.assert(fc.property(fc.string(), (written) => plainName(plainName(written)) === plainName(written)));
  });
});

describe("joining two records", () => {
  const record = (caseId: string, more: Partial<Standing> = {}): Standing => ({ caseId, childId: `child of ${caseId}`, status: "open", isJoined: false, hasJoined: false, ...more });
  const judge = (one: Standing, into: Standing) => judgeJoining(one, into)?.message ?? null;
  it("is refused for itself, for an open one into a closed one, for one that was joined, and for two courses of one child", () => {
    expect(judge(record("a"), record("b"))).toBeNull();
    expect(judge(record("a", { status: "closed" }), record("b"))).toBeNull();
    expect(judge(record("a", { status: "closed" }), record("b", { status: "closed" }))).toBeNull();
    expect(judge(record("a"), record("b", { hasJoined: true }))).toBeNull();
    expect(judge(record("a"), record("a"))).toBe(faultWords.itself);
    expect(judge(record("a"), record("b", { status: "closed" }))).toBe(faultWords.openIntoClosed);
    expect(judge(record("a", { isJoined: true }), record("b"))).toBe(faultWords.joinedAlready);
    expect(judge(record("a"), record("b", { isJoined: true }))).toBe(faultWords.joinedAlready);
    expect(judge(record("a", { hasJoined: true }), record("b"))).toBe(faultWords.joinedAlready);
    expect(judge(record("a", { childId: "k" }), record("b", { childId: "k" }))).toBe(faultWords.sameChild);
  });
});

describe("who will see more", () => {
  const relative = (id: string, roles: Role[], relation: Relative["relation"], caseId: string): Relative => ({ id, name: `Name of ${id}`, who: relation === "records_authority" ? "adult" : "staff", roles, relation, caseId });
  const gains = (...relatives: Relative[]) => listGains(relatives, ["a", "b"]).map((one) => [one.name.slice(8), one.relation, one.ofCaseId, ...one.classes].join(" "));

  it("is who works with, supervises or holds the right to one of the two alone, for the service and the chart", () => {
    expect(gains(relative("c", ["clinician"], "assigned", "a"))).toEqual(["c assigned b service child_chart protective"]);
    expect(gains(relative("s", ["supervisor"], "supervises", "b"))).toEqual(["s supervises a service child_chart protective"]);
    expect(gains(relative("m", ["caregiver"], "records_authority", "a"))).toEqual(["m records_authority b child_chart"]);
  });

  it("is not who sees both already, nor whose role the relation opens nothing to", () => {
    expect(gains(relative("c", ["clinician"], "assigned", "a"), relative("c", ["clinician"], "assigned", "b"))).toEqual([]);
    expect(gains(relative("c", ["clinician", "supervisor"], "assigned", "a"), relative("c", ["clinician", "supervisor"], "supervises", "b"))).toEqual([]);
    expect(gains(relative("d", ["front_desk"], "assigned", "a"))).toEqual([]);
    expect(gains(relative("d", ["administrator", "clinician"], "assigned", "a"))).toEqual(["d assigned b child_chart protective"]);
  });

  it("is named once, and the text that is confirmed tells every difference", () => {
    const covering = relative("c", ["clinician"], "assigned", "a");
    expect(gains(covering, covering)).toHaveLength(1);
    const text = (...relatives: Relative[]) => writeGains(listGains(relatives, ["a", "b"]), ["a", "b"]);
    expect(new Set([text(), text(covering), text({ ...covering, caseId: "b" }), text(covering, relative("m", ["caregiver"], "records_authority", "a")), writeGains([], ["b", "a"])]).size).toBe(5);
  });
});
