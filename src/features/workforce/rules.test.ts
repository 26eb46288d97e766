import { describe, expect, it } from "vitest";
import { endingsOf, type Held, inForce, isIndependentOn, stageOf, standingOn } from "./standing.rules.ts";
import { judgePractitioners } from "./supervision.rules.ts";
import { teamFactsOn } from "./team.rules.ts";

const held = (kind: string, validFrom: string, validTo: string | null = null, more: Partial<Held> = {}): Held => ({ kind, name: "", field: "", isIndependent: null, validFrom, validTo, ...more });
let number = 0;
const endable = (kind: string, validFrom: string, validTo: string | null, staffId = "a") => ({ ...held(kind, validFrom, validTo, { name: "LICSW" }), id: `${++number}`, staffId });
const today = "2026-11-20";

describe("A6, A9: what ends", () => {
  it("is said 90, 60, 30 and 7 days before, and from the day after", () => {
    const at = (endsOn: string) => stageOf(endsOn, today)?.stage ?? null;
    expect(["2027-02-19", "2027-02-18", "2027-01-20", "2027-01-19", "2026-12-21", "2026-12-20", "2026-11-28", "2026-11-27", "2026-11-20", "2026-11-19"].map(at)).toEqual([null, 90, 90, 60, 60, 30, 30, 7, 7, 0]);
    expect(stageOf("2026-12-20", today)).toEqual({ stage: 30, daysLeft: 30, since: "2026-11-20" });
    expect(stageOf("2026-11-19", today)).toEqual({ stage: 0, daysLeft: -1, since: "2026-11-20" });
  });
  it("is carried on by a renewal that begins the day after, not by one after a gap", () => {
    const old = endable("licence", "2024-12-01", "2026-11-30");
    expect(endingsOf([old], today)).toMatchObject([{ endsOn: "2026-11-30", stage: 30 }]);
    expect(endingsOf([old, endable("licence", "2026-12-01", "2028-11-30")], today)).toEqual([]);
    expect(endingsOf([old, endable("licence", "2026-12-02", "2028-11-30")], today)).toMatchObject([{ endsOn: "2026-11-30" }]);
    expect(endingsOf([old, endable("licence", "2026-12-01", "2026-12-10")], today)).toMatchObject([{ endsOn: "2026-12-10", stage: 30 }]);
    expect(endingsOf([old, endable("licence", "2026-12-01", null, "b")], today)).toHaveLength(1);
  });
  it("stays said after the end until something holds again, and never of degrees", () => {
    expect(endingsOf([endable("licence", "2020-01-01", "2024-01-01"), endable("degree", "2010-01-01", "2011-01-01")], today)).toMatchObject([{ endsOn: "2024-01-01", stage: 0 }]);
    expect(endingsOf([endable("licence", "2020-01-01", "2024-01-01"), endable("licence", "2025-01-01", null)], today)).toEqual([]);
  });
});

describe("A9: what somebody stands on", () => {
  it("is the licence that holds, also where a newer one ended", () => {
    const both = [held("licence", "2019-01-01", "2028-01-01", { name: "LICSW" }), held("licence", "2024-01-01", "2025-01-01", { name: "LMFT" })];
    expect(inForce(both, "licence", today)?.name).toBe("LICSW");
    expect(inForce(both, "licence", "2028-01-02")?.name).toBe("LMFT");
    expect(inForce(both, "licence", "2018-12-31")).toBeNull();
  });
  it("is the Master's, where a doctorate came later, and the first completed training", () => {
    const standing = standingOn([held("degree", "2017-05-20", null, { name: "masters" }), held("degree", "2021-05-20", null, { name: "doctorate" }), held("cpp_training", "2026-11-21"), held("cpp_training", "2027-11-21"), held("practice", "2017-07-01")], today);
    expect(standing).toMatchObject({ degree: { name: "masters" }, trainedOn: "2026-11-21", yearsOfExperience: 9 });
    expect(standingOn([held("degree", "2021-05-20", null, { name: "doctorate" })], today).degree?.name).toBe("doctorate");
  });
  it("is independent by the licence of the day, not after it ended", () => {
    const licences = [held("licence", "2024-01-01", today, { isIndependent: true })];
    expect([isIndependentOn(licences, today), isIndependentOn(licences, "2026-11-21"), isIndependentOn([], today)]).toEqual([true, false, null]);
  });
});

describe("B9: supervision on a day", () => {
  const records: Record<string, Held[]> = { graduate: [held("licence", "2024-01-01", null, { isIndependent: false })], free: [held("licence", "2024-01-01", null, { isIndependent: true })], chief: [held("licence", "2010-01-01", "2026-12-31", { isIndependent: true })] };
  const heldBy = (staffId: string) => records[staffId] ?? [];
  const person = (staffId: string, role = "clinician") => ({ staffId, name: staffId, roles: [role] });
  const judged = (staffId: string, on: string, supervisions: Parameters<typeof judgePractitioners>[2], role?: string) => judgePractitioners([person(staffId, role)], on, supervisions, heldBy, "en").map((one) => `${one.finding.rule} ${one.finding.result}`);
  const by = (supervisorId: string, validTo: string | null = null) => [{ supervisorId, clinicianId: "graduate", validFrom: "2025-01-01", validTo }];
  it("asks an independent supervisor of whoever is supervised, and nothing of the others", () => {
    expect(judged("graduate", today, by("chief"))).toEqual(["independent-supervisor met"]);
    expect(judged("graduate", today, [])).toEqual(["independent-supervisor not_met"]);
    expect(judged("graduate", today, by("chief", "2026-11-19"))).toEqual(["independent-supervisor not_met"]);
    expect(judged("graduate", "2027-01-01", by("chief"))).toEqual(["independent-supervisor not_met"]);
    expect(judged("graduate", today, by("graduate"))).toEqual(["independent-supervisor not_met"]);
    expect(judged("graduate", today, by("nobody-knows"))).toEqual(["independent-supervisor unknown"]);
    expect(judged("free", today, [])).toEqual([]);
    expect(judged("unrecorded", today, [])).toEqual(["independent-supervisor unknown"]);
    expect(judged("chief", today, [], "administrator")).toEqual([]);
  });
  it("asks two years of experience of a trainee, complete on the day", () => {
    records.trainee = [held("practice", "2024-11-20")];
    const experience = (on: string, staffId = "trainee") => judged(staffId, on, [], "trainee").filter((one) => one.startsWith("trainee-experience"));
    expect([experience("2026-11-19"), experience(today), experience(today, "unrecorded")]).toEqual([["trainee-experience not_met"], ["trainee-experience met"], ["trainee-experience unknown"]]);
  });
});

describe("A8, A9: a team as facts", () => {
  it("holds each member with what is recorded, and what is not recorded as not known; who does not belong yet is not there", () => {
    const credentials: Record<string, Held[]> = {
      a: [held("licence", "2020-01-01", null, { name: "LICSW", isIndependent: true }), held("cpp_training", "2020-01-01")],
      b: [held("licence", "2020-01-01", "2026-11-19", { name: "LGSW", isIndependent: true }), held("degree", "2020-01-01", null, { name: "masters", field: "social work" })],
      c: [held("cpp_training", "2026-11-21")],
    };
    const belonging = (staffId: string, part: "supervisor" | "clinician" | "senior_leader", validFrom = "2026-01-01") => ({ staffId, part, hasAuthority: part === "senior_leader" ? true : null, validFrom, validTo: null });
    const facts = teamFactsOn({ members: [belonging("a", "supervisor"), belonging("b", "clinician"), belonging("c", "clinician"), belonging("d", "senior_leader"), belonging("e", "clinician", "2026-11-21")], heldBy: (staffId) => credentials[staffId] ?? [], servesMedicaid: null }, today);
    expect(facts.supervisors).toEqual([{ credential: "LICSW", independent: true, cppTrained: true }]);
    // The licence ended yesterday and no training is recorded; the other one's training is completed tomorrow.
    expect(facts.clinicians).toEqual([
      { credential: null, degree: "masters", degreeField: "social work", cppTrained: null },
      { credential: null, degree: null, degreeField: null, cppTrained: false },
    ]);
    expect([facts.seniorLeaders, facts.servesMedicaidPopulation]).toEqual([[{ hasAuthority: true }], null]);
  });
});
