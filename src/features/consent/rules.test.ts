import { describe, expect, it } from "vitest";
import type { Authority, PersonOfCase } from "#features/people/contract.ts";
import type { Consent } from "./contract.ts";
import { consentInForce, type ConsentStanding, judgeGateTwo, judgeStanding, listSigners } from "./rules.ts";

const authority = (more: Partial<Authority>): Authority => ({ authorityId: "a1", holderId: "p1", holderOrganization: null, kind: "parent", document: "made up", scopes: ["treatment"], limits: "", validFrom: "2026-01-01", validTo: null, ...more });
const person = (personId: string): PersonOfCase => ({ personId, givenName: "Rosa", familyName: "Maple", birthDate: null, language: "es", part: "caregiver", kind: "kin", livesWithChild: true, validFrom: "2026-01-01", validTo: null, hasOpenDyad: true, organization: "", hasPausedDyad: false });
const consent = (more: Partial<Consent>): Consent => ({ consentId: "c1", kind: "treatment", answer: "yes", signerId: "p1", signerOrganization: null, signedName: "Rosa Maple", signedAt: "2026-02-01T10:00:00.000Z", validFrom: "2026-02-01", validTo: null, withdrawnOn: null, authorityUntil: null, wordsVersion: "1", language: "en", ...more });

describe("who may sign", () => {
  it("is who holds an authority in force whose scope covers it", () => {
    expect(listSigners("treatment", [authority({})], [person("p1")], "2026-06-01")).toEqual([{ authorityId: "a1", personId: "p1", organization: null, name: "Rosa Maple" }]);
    expect(listSigners("video", [authority({})], [person("p1")], "2026-06-01")).toEqual([]);
    expect(listSigners("treatment", [authority({ validTo: "2026-05-31" })], [person("p1")], "2026-06-01")).toEqual([]);
    expect(listSigners("treatment", [authority({ validTo: "2026-06-01" })], [person("p1")], "2026-06-01")).toHaveLength(1);
    expect(listSigners("treatment", [authority({ holderId: null, holderOrganization: "CFSA" })], [], "2026-06-01")[0]!.name).toBe("CFSA");
  });
});

describe("consent in force", () => {
  it.each([
    ["signed, without an end", [consent({})], true],
    ["on its last day", [consent({ validTo: "2026-06-01" })], true],
    ["the day after", [consent({ validTo: "2026-05-31" })], false],
    ["withdrawn today", [consent({ withdrawnOn: "2026-06-01" })], false],
    ["withdrawn tomorrow", [consent({ withdrawnOn: "2026-06-02" })], true],
    ["a later no of the same person", [consent({}), consent({ consentId: "c2", answer: "no", signedAt: "2026-03-01T10:00:00.000Z" })], false],
    ["a later yes after a no", [consent({ answer: "no" }), consent({ consentId: "c2", signedAt: "2026-03-01T10:00:00.000Z" })], true],
    ["one of two says no", [consent({}), consent({ consentId: "c2", signerId: "p2", answer: "no" })], false],
    ["of another kind", [consent({ kind: "telehealth" })], false],
    ["none", [], false],
  ])("%s", (_what, consents, holds) => expect(consentInForce("treatment", consents as Consent[], "2026-06-01") !== null).toBe(holds));
});

describe("a no whose signer has no authority any more", () => {
  const on = "2026-06-01";
  const before = "2026-01-15T10:00:00.000Z";
  const no = consent({ consentId: "no", signerId: "p2", signedName: "Ana Elm", answer: "no", authorityUntil: "2026-05-31" });
  const later = consent({ consentId: "later", signedAt: "2026-03-01T10:00:00.000Z" });
  const stands = (consents: Consent[], day = on) => judgeStanding("treatment", consents, day);
  it.each<[string, Consent[], ConsentStanding]>([
    ["stands alone", [no], { state: "refused_before", consent: no }],
    ["stands over a yes that is older", [consent({ signedAt: before }), no], { state: "refused_before", consent: no }],
    ["gives way to a later yes of who holds authority", [no, later], { state: "holds", consent: later }],
    ["gives way in whatever order they are listed", [later, no], { state: "holds", consent: later }],
    ["does not give way to a later yes whose authority has ended too", [no, { ...later, authorityUntil: "2026-05-01" }], { state: "refused_before", consent: no }],
    ["does not give way to a later yes that was withdrawn", [no, { ...later, withdrawnOn: on }], { state: "refused_before", consent: no }],
    ["does not give way to a later yes that has run out", [no, { ...later, validTo: "2026-05-31" }], { state: "refused_before", consent: no }],
    ["does not give way to a yes of another kind", [no, { ...later, kind: "telehealth" }], { state: "refused_before", consent: no }],
    ["is not the only one: a no in force stands over everything", [no, later, consent({ consentId: "other", signerId: "p3", answer: "no", signedAt: before })], { state: "refused", consent: consent({ consentId: "other", signerId: "p3", answer: "no", signedAt: before }) }],
  ])("%s", (_what, consents, standing) => expect(stands(consents)).toEqual(standing));

  it("is a no in force up to the last day of the authority", () => {
    expect(stands([no, later], "2026-05-31")).toEqual({ state: "refused", consent: no });
  });

  it("is said at the gate with who, when, and who may sign anew, in both languages", () => {
    expect(judgeGateTwo(2, [no], on, "en")).toMatchObject({ result: "not_met", severity: "block", message: "Ana Elm said no on 1 February 2026. That authority ended on 31 May 2026.", fix: expect.stringContaining("may sign anew") });
    expect(judgeGateTwo(2, [no], on, "es")).toMatchObject({ message: "Ana Elm dijo que no el 1 de febrero de 2026. Su autoridad terminó el 31 de mayo de 2026.", fix: expect.stringContaining("firmar de nuevo") });
    expect(judgeGateTwo(2, [no, later], on, "en").result).toBe("met");
  });
});

describe("gate G2", () => {
  it("asks nothing in stage one, and a consent from stage two on", () => {
    expect(judgeGateTwo(1, [], "2026-06-01", "en").result).toBe("not_applicable");
    expect(judgeGateTwo(2, [], "2026-06-01", "en")).toMatchObject({ result: "not_met", severity: "block" });
    expect(judgeGateTwo(3, [consent({})], "2026-06-01", "es").result).toBe("met");
  });
});
