import { expect, it } from "vitest";
import { stepKeys } from "./contract.ts";
import { type Found, judgeSteps, nextStep, readInvitations } from "./rules.ts";

const nothing: Found = { practice: true, policies: false, hours: false, clinicians: 0, credentialed: 0, certificates: 0, teams: 0, supervised: 0, hasSupervisor: false, families: 0, referrals: 0, sessions: 0, hasBegun: false };
const stateOf = (found: Partial<Found>, key: string) => judgeSteps({ ...nothing, ...found }).find((one) => one.key === key)!.state;

it("leads from what the record holds to what asks next", () => {
  expect(nextStep(judgeSteps(nothing))).toBe("hours");
  expect(nextStep(judgeSteps({ ...nothing, hours: true }))).toBe("people");
  const all: Found = { practice: true, policies: true, hours: true, clinicians: 2, credentialed: 2, certificates: 1, teams: 1, supervised: 1, hasSupervisor: true, families: 1, referrals: 0, sessions: 1, hasBegun: true };
  expect(judgeSteps(all).map((one) => one.state)).toEqual(stepKeys.map(() => "done"));
  expect(nextStep(judgeSteps(all))).toBeNull();
});

it.each<[string, Partial<Found>, string]>([
  ["policies", {}, "draft"],
  ["credentials", { clinicians: 2, credentialed: 1 }, "draft"],
  ["credentials", { clinicians: 0, credentialed: 0 }, "not_yet"],
  ["supervision", { hasSupervisor: true }, "draft"],
  ["family", { referrals: 3 }, "draft"],
  ["note", { sessions: 4 }, "not_yet"],
])("%s with %j is %s", (key, found, state) => expect(stateOf(found, key)).toBe(state));

it("reads several invitations, one a line, with roles by their names in either language", () => {
  expect(readInvitations("Ana Example, Ana@Example.org, Clinician, supervisor\n\nBo; bo@example.org; Recepción\n").invited).toEqual([
    { name: "Ana Example", email: "ana@example.org", roles: ["clinician", "supervisor"] },
    { name: "Bo", email: "bo@example.org", roles: ["front_desk"] },
  ]);
  expect(readInvitations("Ana\nAna, ana, Clinician\nAna, ana@example.org, Wizard\nA, a@b.org, Clinician\nB, A@b.org, Clinician\nC, c@b.org, Caregiver").faults).toEqual([
    { line: 1, wrong: "shape" },
    { line: 2, wrong: "email" },
    { line: 3, wrong: "role" },
    { line: 5, wrong: "twice" },
    { line: 6, wrong: "role" },
  ]);
});
