import { describe, expect, it } from "vitest";
import type { Authority, PersonOfCase } from "#features/people/contract.ts";
import type { Consent } from "./contract.ts";
import { loadConsentData } from "./policies.ts";
import { consentInForce, type ConsentStanding, judgeGateTwo, judgeOwnSignature, judgeOwnStanding, judgeStanding, judgeUse, listSigners, wordingOn, writeConsent } from "./rules.ts";

const authority = (more: Partial<Authority>): Authority => ({ authorityId: "a1", holderId: "p1", holderOrganization: null, kind: "parent", document: "made up", scopes: ["treatment"], limits: "", validFrom: "2026-01-01", validTo: null, ...more });
const person = (personId: string): PersonOfCase => ({ personId, givenName: "Rosa", familyName: "Maple", birthDate: null, language: "es", part: "caregiver", kind: "kin", livesWithChild: true, validFrom: "2026-01-01", validTo: null, hasOpenDyad: true, organization: "", hasPausedDyad: false });
const consent = (more: Partial<Consent>): Consent => ({ consentId: "c1", kind: "treatment", answer: "yes", signerId: "p1", signerOrganization: null, signedName: "Rosa Maple", signedAt: "2026-02-01T10:00:00.000Z", validFrom: "2026-02-01", validTo: null, purposes: [], withdrawnOn: null, takenBack: false, toSee: false, signedIn: null, authorityUntil: null, wordsVersion: "1", language: "en", needsSecond: false, way: "here", documentId: null, textHash: null, witness: "", effort: "", copyWay: null, copyOn: null, ...more });

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

const shipped = loadConsentData("data");

describe("a second signature that an authority asks for", () => {
  it("waits until another holder has signed, too", () => {
    const first = consent({ needsSecond: true });
    expect(judgeStanding("treatment", [first], "2026-06-01")).toEqual({ state: "waits_second", consent: first });
    expect(judgeGateTwo(2, [first], "2026-06-01", "en")).toMatchObject({ result: "not_met" });
    expect(judgeStanding("treatment", [first, consent({ consentId: "c3", signerId: "p1", signedAt: "2026-03-01T10:00:00.000Z", needsSecond: true })], "2026-06-01").state).toBe("waits_second");
    expect(judgeStanding("treatment", [first, consent({ consentId: "c2", signerId: "p2" })], "2026-06-01").state).toBe("holds");
  });
});

describe("what an adult answers for herself", () => {
  it("is offered to each caregiver of the day, asks no authority, and says nothing of another", () => {
    expect(listSigners("messages", [], [person("p1"), { ...person("p2"), validTo: "2026-05-31" }, { ...person("p3"), part: "other" }], "2026-06-01").map((one) => [one.personId, one.authorityId])).toEqual([["p1", null]]);
    const [yes, no] = [consent({ kind: "messages" }), consent({ consentId: "c2", kind: "messages", signerId: "p2", answer: "no" })];
    expect([judgeOwnStanding("messages", [yes, no], "p1", "2026-06-01").state, judgeOwnStanding("messages", [yes, no], "p2", "2026-06-01").state, judgeOwnStanding("messages", [yes, no], "p3", "2026-06-01").state]).toEqual(["holds", "refused", "not_asked"]);
  });
  it.each([["2012-06-02", "representative"], ["2012-06-01", "jointly"], ["2008-06-02", "jointly"], ["2008-06-01", "alone"], [null, "alone"]] as const)("born %s signs %s on 1 June 2026 (D.C. Code § 7-1202.05)", (born, signs) => {
    expect(judgeOwnSignature(born, "2026-06-01", shipped.ownSignature)).toMatchObject({ signs, status: signs === "jointly" ? "draft" : "confirmed" });
  });
});

describe("what a session asks for beside treatment", () => {
  const use = { modality: "video", inTraining: "yes", spokenOn: [] } as const;
  const found = (consents: Consent[], more: Partial<Parameters<typeof judgeUse>[0]> = {}) => judgeUse({ ...use, ...more }, consents, "2026-06-01", "en").map((one) => [one.rule, one.result, one.severity]);
  const telehealth = (more: Partial<Consent> = {}) => consent({ kind: "telehealth", ...more });
  it.each([
    ["in person with a licensed clinician", [], { modality: "in_person", inTraining: "no" }, []],
    ["nobody asked", [], {}, [["consent-telehealth", "not_met", "warn"], ["consent-supervised-practice", "not_met", "warn"]]],
    ["both signed", [telehealth(), consent({ kind: "supervised_practice" })], {}, [["consent-telehealth", "met", "info"], ["consent-supervised-practice", "met", "info"]]],
    ["spoken before the day", [], { inTraining: "no", spokenOn: ["2026-06-01"] }, [["consent-telehealth", "met", "info"]]],
    ["spoken only after it", [], { inTraining: "no", spokenOn: ["2026-06-02"] }, [["consent-telehealth", "not_met", "warn"]]],
    ["withdrawn after it was spoken", [telehealth({ withdrawnOn: "2026-06-01" })], { inTraining: "no", spokenOn: ["2026-05-01"] }, [["consent-telehealth", "not_met", "warn"]]],
    ["a no, which blocks", [telehealth({ answer: "no" })], { inTraining: "no", spokenOn: ["2026-05-01"] }, [["consent-telehealth", "not_met", "block"]]],
  ] as [string, Consent[], Partial<Parameters<typeof judgeUse>[0]>, string[][]][])("%s", (_what, consents, more, expected) => expect(found(consents, more)).toEqual(expected));
});

describe("the wordings that ship", () => {
  it("give each kind the newest text that has begun, in both languages", () => {
    for (const kind of ["treatment", "telehealth", "video", "supervised_practice", "messages", "privacy_notice"] as const) {
      const wording = wordingOn(shipped.texts, kind, "2026-06-01")!;
      expect(writeConsent(wording, "es", null)[0]!.words).not.toBe(writeConsent(wording, "en", null)[0]!.words);
    }
    const [one] = shipped.texts;
    expect(wordingOn([one!, { ...one!, version: "later", from: "2026-06-02" }], one!.kind, "2026-06-01")!.version).toBe(one!.version);
    expect(wordingOn([one!, { ...one!, version: "later", from: "2026-06-01" }], one!.kind, "2026-06-01")!.version).toBe("later");
    expect(writeConsent(one!, "en", "2026-12-31").at(-1)!.words).toBe("This ends on 31 December 2026.");
  });
});
