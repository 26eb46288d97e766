import { describe, expect, it } from "vitest";
import type { Owed } from "./contract.ts";
import { sortOwed, weigh } from "./rules.ts";

const one = (kind: Owed["kind"], since: string, dueAt: string | null = null) => ({ kind, id: `${kind}${since}`, caseId: null, sessionId: null, who: "made up", since, dueAt });
const weighed = (...things: ReturnType<typeof one>[]) => sortOwed(things.map((thing) => ({ ...thing, weight: weigh(thing, "2026-11-20", "America/New_York") }))).map((thing) => [thing.kind, thing.weight]);

describe("owed work", () => {
  it("puts safety first, then what asks today, then the rest", () => {
    expect(weighed(one("cosignature", "2026-11-19T10:00:00Z"), one("note", "2026-11-19T10:00:00Z", "2026-11-19T10:00:00Z"), one("referral", "2026-11-18T10:00:00Z", "2026-11-24T22:00:00Z"), one("safety_review", "2026-11-20T12:00:00Z", "2026-11-20T12:00:00Z"), one("note", "2026-11-12T10:00:00Z", "2026-11-12T10:00:00Z"))).toEqual([["safety_review", "blocking"], ["note", "today"], ["note", "today"], ["referral", "later"], ["cosignature", "later"]]);
  });
  it("asks for what ends from a week before, and goes on asking after the end", () => {
    const at = (dueAt: string) => weigh(one("credential_ending", "2026-09-01T04:00:00Z", dueAt), "2026-11-20", "America/New_York");
    expect([at("2026-11-28T17:00:00Z"), at("2026-11-27T17:00:00Z"), at("2026-10-01T16:00:00Z")]).toEqual(["later", "today", "today"]);
  });
  it("asks for a second signature from the third day on", () => {
    expect(["2026-11-18T10:00:00Z", "2026-11-17T10:00:00Z", "2026-11-18T04:30:00Z"].map((since) => weigh(one("cosignature", since), "2026-11-20", "America/New_York"))).toEqual(["later", "today", "today"]);
  });
  it("knows today by the agency's clocks", () => expect(weigh(one("referral", "2026-11-18T10:00:00Z", "2026-11-21T03:00:00Z"), "2026-11-20", "America/New_York")).toBe("today"));
});
