import { describe, expect, it, test } from "vitest";
import { type DraftObjective, interventions } from "./contract.ts";
import { approvalDay, classOfObjective, comparePlans, findDraftFaults, findGaps, findReviewFaults, judgeGateThree, judgeSigner, listCarried, missingParts, modalitiesOf } from "./rules.ts";
import { contentFor, writePlainText, writePlanText } from "./text.rules.ts";

const objective = (more: Partial<DraftObjective> = {}): DraftObjective => ({ objectiveId: "o1", ownerPersonId: null, goal: "a", words: "Sleeps.", baseline: "Wakes.", measure: null, value: null, direction: null, observable: "Nights, counted.", interventions: ["routines"], reviewOn: "2027-01-10", ...more });
const content = (...objectives: DraftObjective[]) => ({ goals: [], objectives });
const paths = (faults: { path: string }[]) => faults.map((one) => one.path);

describe("an objective (22-A DCMR § 3427.3)", () => {
  it("about the child with one adult is of that relationship, else of the child's chart", () => {
    expect([classOfObjective(null), classOfObjective("p1")]).toEqual(["child_chart", "relationship"]);
  });
  it.each([
    ["lacks nothing", {}, []],
    ["a measure with value and direction", { observable: "", measure: "psc-17", value: 10, direction: "at_most" }, []],
    ["a measure without value", { observable: " ", measure: "psc-17", direction: "at_most" }, ["objectives.0.observable"]],
    ["no goal, no words", { goal: null, words: " " }, ["objectives.0.goal", "objectives.0.words"]],
    ["nothing done for it", { interventions: [] }, ["objectives.0.interventions"]],
    ["looked at today", { reviewOn: "2026-11-20" }, ["objectives.0.reviewOn"]],
    ["looked at never", { reviewOn: null }, ["objectives.0.reviewOn"]],
  ] as [string, Partial<DraftObjective>, string[]][])("%s", (_name, more, wrong) => {
    expect(paths(findGaps(content(objective(more)), "2026-11-20"))).toEqual(wrong);
  });
  it("a plan without one is no plan; a goal of the plan's own has words", () => {
    expect(paths(findGaps(content(), "2026-11-20"))).toEqual(["objectives"]);
    expect(paths(findGaps({ goals: [{ goalId: "g", words: "" }], objectives: [objective()] }, "2026-11-20"))).toEqual(["goals.0.words"]);
  });
  it("a draft takes no id twice, no goal of another plan, no adult without an open dyad", () => {
    const wrong = findDraftFaults({ goals: [{ goalId: "g1", words: "" }], objectives: [objective({ goal: "g1" }), objective({ goal: "g2" }), objective({ objectiveId: "o3", ownerPersonId: "p2" })] }, new Set(["p1"]));
    expect(paths(wrong).sort()).toEqual(["objectives.1.goal", "objectives.1.objectiveId", "objectives.2.ownerPersonId"]);
  });
  it("each intervention belongs to a modality, and crisis work to all (B2)", () => {
    expect(interventions.every((one) => modalitiesOf[one].length > 0)).toBe(true);
    expect(modalitiesOf.concrete_help).toHaveLength(6);
  });
});

describe("signatures and gate G3 (clinical.md section 3.1)", () => {
  const signed = (part: "caregiver" | "clinician" | "supervisor", signedOn: string) => ({ part, signedOn });
  it("approve on the day of the last that is needed, not before", () => {
    const two = [signed("caregiver", "2026-11-03"), signed("clinician", "2026-11-01")];
    expect([missingParts(two), approvalDay(two)]).toEqual([["supervisor"], null]);
    expect(approvalDay([...two, signed("supervisor", "2026-11-02")])).toBe("2026-11-03");
    // A second caregiver who signs later does not move the day.
    expect(approvalDay([...two, signed("supervisor", "2026-11-02"), signed("caregiver", "2026-11-09")])).toBe("2026-11-03");
  });
  const none = { approvedOn: null, recordedOn: null, signed: null };
  it.each([
    [1, none, "not_applicable"],
    [2, none, "not_met"],
    [2, { ...none, signed: ["caregiver", "clinician"] }, "not_met"],
    [2, { ...none, approvedOn: "2026-10-01", signed: [] }, "met"],
    [3, { ...none, recordedOn: "2026-10-01" }, "met"],
  ] as const)("stage %d, %o: %s", (stage, facts, result) => {
    const finding = judgeGateThree(stage, facts, "en");
    expect([finding.result, finding.clause, finding.fix === null]).toEqual([result, "G3", result !== "not_met"]);
  });
  it("names who is missing in the reader's language", () => {
    expect(judgeGateThree(2, { ...none, signed: ["caregiver", "clinician"] }, "es").message).toContain("supervisión");
    expect(judgeGateThree(2, { ...none, signed: ["caregiver", "clinician"] }, "en").message).not.toContain("clinician");
  });
});

test("whoever signs does so by an authority, or in the own name and part", () => {
  const judge = (...given: Parameters<typeof judgeSigner>) => judgeSigner(...given)?.code ?? null;
  expect([judge("caregiver", "a", ["clinician"]), judge("clinician", null, ["clinician"]), judge("clinician", null, ["trainee"]), judge("supervisor", null, ["supervisor"])]).toEqual([null, null, null, null]);
  expect([judge("caregiver", null, ["clinician"]), judge("clinician", null, ["supervisor"]), judge("supervisor", null, ["clinician"]), judge("clinician", "a", ["clinician"])]).toEqual(["malformed", "refused", "refused", "refused"]);
});

test("a review tells once of each objective that stands open, on a day since the approval", () => {
  const open = ["a", "b"].map((objectiveId) => ({ objectiveId, ownerPersonId: null, standing: { status: "open" as const } }));
  const faults = (ids: string[], reviewedOn = "2026-03-01") => findReviewFaults({ reviewedOn, progress: ids.map((objectiveId) => ({ objectiveId })) }, open, "2026-02-01", "2026-11-20").map((one) => one.path);
  expect([faults(["a", "b"]), faults(["b", "a"], "2026-02-01"), faults(["a", "b"], "2026-11-20")]).toEqual([[], [], []]);
  expect([faults(["a"]), faults(["a", "b", "b"]), faults(["a", "c"]), faults([])]).toEqual([["progress"], ["progress.2.objectiveId"], ["progress.1.objectiveId"], ["progress"]]);
  expect([faults(["a", "b"], "2026-01-31"), faults(["a", "b"], "2026-11-21")]).toEqual([["reviewedOn"], ["reviewedOn"]]);
});

describe("versions", () => {
  it("carry over what stands open", () => {
    const stands = (objectiveId: string, status: "open" | "reached" | "changed" | "dropped") => ({ objectiveId, standing: { status } });
    expect(listCarried([stands("1", "open"), stands("2", "reached"), stands("3", "changed"), stands("4", "dropped")]).map((one) => one.objectiveId)).toEqual(["1"]);
  });
  it("differ by what is new, gone and worded anew; the order of interventions is no difference", () => {
    const before = [objective(), objective({ objectiveId: "o2", interventions: ["routines", "testing_beliefs"] }), objective({ objectiveId: "o3" })];
    const after = [objective({ words: "Sleeps alone." }), objective({ objectiveId: "o2", interventions: ["testing_beliefs", "routines"] }), objective({ objectiveId: "o4" })];
    expect(comparePlans(before, after)).toEqual([{ objectiveId: "o1", what: "worded_anew" }, { objectiveId: "o4", what: "added" }, { objectiveId: "o3", what: "gone" }]);
  });
});

describe("the text that is signed", () => {
  const plan = { goals: [{ goalId: "g1", words: "Visits the grandmother." }], objectives: [objective(), objective({ objectiveId: "o2", ownerPersonId: "p1", words: "OF-ANA" }), objective({ objectiveId: "o3", ownerPersonId: "p2", words: "OF-BO", goal: "g1" })] };
  const facts = { number: 2, fixedOn: "2026-11-20", content: plan, adults: new Map([["p1", "Ana"], ["p2", "Bo"]]), measures: new Map() };
  const said = (reader: string | null, kind: "family" | "staff") => writePlanText({ ...facts, content: contentFor(plan, reader, kind) }, "en").map((one) => one.words).join("\n");
  it("shows an adult the child's objectives and those of the own dyad, never another adult's; staff read all", () => {
    expect([said("p1", "family").includes("OF-ANA"), said("p1", "family").includes("OF-BO"), said("p1", "family").includes("Bo")]).toEqual([true, false, false]);
    expect([said(null, "family").includes("OF-ANA"), said(null, "staff").includes("OF-ANA"), said(null, "staff").includes("OF-BO")]).toEqual([false, true, true]);
  });
  it("is in the reader's language, and plain words hold no letters of clauses", () => {
    expect(writePlanText(facts, "es")[0]!.words).toBe("Plan de atención");
    const plain = writePlainText(facts, "en").map((one) => one.words).join("\n");
    expect(plain).toContain("What happened weighs less on your child");
    expect(plain).not.toMatch(/DCMR|\(a\)/);
  });
});
