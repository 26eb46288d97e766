import { describe, expect, it } from "vitest";
import type { Status, StatusEntry } from "./contract.ts";
import { asStanding, entriesThatCount, isConfirmedMaltreatment, isSuspectedMaltreatment, judgeEntry, judgeFinding, statusOn } from "./rules.ts";

const TODAY = "2026-11-20";
const entry = (status: Status, since: string, more: Partial<StatusEntry> = {}): StatusEntry => ({ statusId: "s", status, since, reason: "", corrects: false, byName: null, at: "2026-11-20T15:00:00Z", ...more });
const made = { kind: "court" as const, by: "Family court", on: "2026-11-01", documentId: null };

describe("what is held on a day", () => {
  const history = [entry("provisional", "2026-03-01"), entry("confirmed", "2026-04-01"), entry("ruled_out", "2026-06-01")];

  it("is the last entry by that day, and nothing before the first", () => {
    expect(["2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01", "2026-05-31", "2026-06-01", TODAY].map((on) => statusOn(history, on))).toEqual([null, "provisional", "provisional", "confirmed", "confirmed", "ruled_out", "ruled_out"]);
  });

  it("an entry that the next one corrects counts for no day", () => {
    const corrected = [...history, entry("ruled_out", "2026-08-01", { corrects: true })];
    expect(["2026-06-01", "2026-07-31", "2026-08-01"].map((on) => statusOn(corrected, on))).toEqual(["confirmed", "confirmed", "ruled_out"]);
    const twice = [...corrected, entry("confirmed", "2026-04-02", { corrects: true })];
    expect(entriesThatCount(twice).map((one) => one.since)).toEqual(["2026-03-01", "2026-04-01", "2026-04-02"]);
    expect(statusOn(twice, TODAY)).toBe("confirmed");
  });

  it("what was entered in error was never so", () => {
    expect(statusOn([...history, entry("entered_in_error", TODAY)], "2026-05-01")).toBe("entered_in_error");
  });

  it("only what stands is shown without its history", () => {
    const one = { diagnosisId: "d", system: "ICD-10-CM", code: "F43.10", display: "", foundOn: null, source: "", finding: made, isPrimary: true, history, disclosure: { class: "child_chart" as const, caseId: "c", ownerPersonId: null, ownerStaffId: null, counterpartStaffId: null, part2: false } };
    expect(asStanding(TODAY)(one)).toEqual([]);
    const [shown] = asStanding("2026-05-01")(one);
    expect(shown).toMatchObject({ code: "F43.10", status: "confirmed" });
    expect(Object.keys(shown!)).not.toContain("finding");
    expect(asStanding(TODAY)({ ...one, history: [] })[0]!.status).toBeNull();
  });
});

describe("a further entry", () => {
  const history = [entry("provisional", "2026-03-01"), entry("confirmed", "2026-04-01")];
  const judge = (more: Partial<Parameters<typeof judgeEntry>[1]>, of: readonly StatusEntry[] = history) => judgeEntry(of, { how: "change", status: "ruled_out", since: "2026-05-01", reason: "", ...more }, TODAY)?.path ?? null;

  it("changes from a day on that is neither ahead nor before the entry that stays", () => {
    expect(judge({})).toBeNull();
    expect(judge({ since: TODAY })).toBeNull();
    expect(judge({ since: "2026-11-21" })).toBe("since");
    expect(judge({ since: "2026-03-31" })).toBe("since");
    expect(judge({ since: "2026-04-01" })).toBeNull();
  });

  it("says something else than what is held", () => {
    expect(judge({ status: "confirmed" })).toBe("status");
    expect(judge({ status: "provisional" })).toBeNull();
  });

  it("as a correction may lie before the entry that was wrong, with a reason", () => {
    expect(judge({ how: "correction", status: "confirmed", since: "2026-03-05", reason: "A slip" })).toBeNull();
    expect(judge({ how: "correction", status: "confirmed", since: "2026-02-01", reason: "A slip" })).toBe("since");
    expect(judge({ how: "correction", status: "confirmed", since: "2026-03-05" })).toBe("reason");
    expect(judge({ how: "correction", reason: "A slip" }, [])).toBe("how");
  });

  it("takes a diagnosis out for good, with a reason", () => {
    expect(judge({ status: "entered_in_error" })).toBe("reason");
    expect(judge({ status: "entered_in_error", reason: "Another child", since: "2026-01-01" })).toBeNull();
    expect(judge({}, [...history, entry("entered_in_error", TODAY)])).toBe("status");
  });
});

describe("maltreatment", () => {
  it("confirmed is T74 alone, suspected T76, in ICD-10-CM alone", () => {
    expect(["T74.02XA", "t74.12xa", "T76.02XA", "F43.10"].map((code) => isConfirmedMaltreatment("ICD-10-CM", code))).toEqual([true, true, false, false]);
    expect(isSuspectedMaltreatment("ICD-10-CM", "T76.02XA")).toBe(true);
    expect(isConfirmedMaltreatment("DC:0-5", "T74")).toBe(false);
  });

  it("confirmed asks who found it, on a day that is not ahead; anything else asks for nothing and takes nothing", () => {
    expect(judgeFinding("ICD-10-CM", "T74.02XA", null, TODAY)?.path).toBe("finding");
    expect(judgeFinding("ICD-10-CM", "T74.02XA", { ...made, on: "2026-11-21" }, TODAY)?.path).toBe("finding.on");
    expect(judgeFinding("ICD-10-CM", "T74.02XA", made, TODAY)).toBeNull();
    expect(judgeFinding("ICD-10-CM", "T76.02XA", null, TODAY)).toBeNull();
    expect(judgeFinding("ICD-10-CM", "F43.10", made, TODAY)?.path).toBe("finding");
  });
});
