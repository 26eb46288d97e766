import { describe, expect, it } from "vitest";
import type { CivilDate } from "#kernel/dates.ts";
import { type FindingId, findingIds } from "./findings.contract.ts";
import { filingDeadline, type LineFacts, scrub, type ScrubFacts } from "./scrub.x12.ts";

const day = (text: string) => text as CivilDate;
const address = { line1: "1 Made-Up Street", line2: null, city: "Washington", state: "DC", zip: "200010001" };
const rendering = { npi: "1234567893", taxonomy: null, givenName: "Made", familyName: "Up" };
const line: LineFacts = { sessionId: "s1", verdict: "yes", isSigned: true, isCosigned: null, units: 4, fee: { code: "DEMO1", modifiers: [], chargeCents: 10_000 }, placeCode: "11", rendering, supervising: null, needsSupervising: false, isClaimedAlready: false };
const coverage: NonNullable<ScrubFacts["coverage"]> = { memberNumber: "MADEUP1", relation: "self", sex: "F", address, insured: null, letters: "not_asked", determinedOn: null };
const payer: NonNullable<ScrubFacts["payer"]> = { isMedicaid: true, asksRendering: true, needsAuthorization: false, filingDays: 365, hasEnded: false, isConfirmed: true, isDemo: false, usage: "P" };
const profile: NonNullable<ScrubFacts["profile"]> = { legalName: "Made-Up Agency", npi: "1234567893", taxNumber: "123456789", address };
const good: ScrubFacts = { today: day("2026-11-20"), serviceDay: day("2026-11-18"), kind: "original", profile, payer, coverage, covered: "active", child: { givenName: "Made", familyName: "Up", birthDate: day("2022-01-15") }, diagnoses: [{ code: "F4310", isOfForce: true }], lines: [line], originalNumber: null, lateReason: "", isDemoPlace: false };
const insured = { ...coverage, relation: "child" as const, insured: { givenName: "Made", familyName: "Up" }, letters: "safe" as const };

/** One thing wrong at a time, what is found of it, and where it is mended. */
const table: [what: string, change: Partial<ScrubFacts>, id: FindingId, field: string][] = [
  ["no coverage on the day", { coverage: null }, "no_coverage", "coverage"],
  ["no payer", { payer: null }, "no_payer", "payer"],
  ["a payer that has ended", { payer: { ...payer, hasEnded: true } }, "payer_ended", "payer"],
  ["money asked of a payer whose rules nobody confirmed", { payer: { ...payer, isConfirmed: false } }, "payer_unconfirmed", "payer.confirmed"],
  ["a made-up payer in a real agency", { payer: { ...payer, isDemo: true } }, "demo_code", "payer"],
  ["nobody said who bills", { profile: null }, "no_profile", "profile"],
  ["the agency's number fails its check digit", { profile: { ...profile, npi: "1234567890" } }, "profile_npi", "profile.npi"],
  ["no tax number", { profile: { ...profile, taxNumber: "12" } }, "profile_tax", "profile.taxNumber"],
  ["a post office box", { profile: { ...profile, address: { ...address, line1: "P.O. Box 7" } } }, "profile_address", "profile.address"],
  ["a short ZIP code of the agency", { profile: { ...profile, address: { ...address, zip: "20001" } } }, "profile_address", "profile.address"],
  ["a delimiter in the member's number", { coverage: { ...coverage, memberNumber: "A*1" } }, "member_number", "coverage.memberNumber"],
  ["no insured adult", { coverage: { ...insured, insured: null } }, "insured_name", "coverage.insured"],
  ["a name that cannot be written", { child: { ...good.child, familyName: "王" } }, "child_name", "child.name"],
  ["no birth date", { child: { ...good.child, birthDate: null } }, "child_birth", "child.birthDate"],
  ["a service before birth", { child: { ...good.child, birthDate: day("2026-11-19") } }, "birth_after", "child.birthDate"],
  ["no state", { coverage: { ...coverage, address: { ...address, state: "" } } }, "address", "coverage.address"],
  ["nobody asked whether the payer's letters are safe", { coverage: { ...insured, letters: "not_asked" } }, "letters", "coverage.letters"],
  ["the payer's letters are not safe", { coverage: { ...insured, letters: "not_safe" } }, "letters", "coverage.letters"],
  ["the payer was not asked this month", { covered: null }, "not_asked", "coverage.check"],
  ["not covered", { covered: "inactive" }, "not_covered", "coverage.check"],
  ["unclear whether covered", { covered: "unclear" }, "not_covered", "coverage.check"],
  ["no diagnosis", { diagnoses: [] }, "no_diagnosis", "diagnoses"],
  ["a diagnosis that was not of force on the day", { diagnoses: [{ code: "F4310", isOfForce: false }] }, "diagnosis_day", "diagnoses"],
  ["thirteen diagnoses", { diagnoses: Array.from({ length: 13 }, (_, at) => ({ code: `F43${at}`, isOfForce: true })) }, "many_diagnoses", "diagnoses"],
  ["no session", { lines: [] }, "no_line", "lines"],
  ["51 sessions", { lines: Array.from({ length: 51 }, () => line) }, "many_lines", "lines"],
  ["a session that does not count", { lines: [{ ...line, verdict: "no" }] }, "verdict", "session"],
  ["a session of which nobody knows whether it counts", { lines: [{ ...line, verdict: "unknown" }] }, "verdict", "session"],
  ["a note without signature", { lines: [{ ...line, isSigned: false }] }, "unsigned", "note"],
  ["a trainee's note without co-signature", { lines: [{ ...line, isCosigned: false }] }, "uncosigned", "note"],
  ["no units", { lines: [{ ...line, units: 0 }] }, "no_units", "session.times"],
  ["no code on the day", { lines: [{ ...line, fee: null }] }, "no_code", "fees"],
  ["five modifiers", { lines: [{ ...line, fee: { ...line.fee!, modifiers: ["A1", "A2", "A3", "A4", "A5"] } }] }, "many_modifiers", "fees"],
  ["no number of the place", { lines: [{ ...line, placeCode: null }] }, "no_place", "places"],
  ["no number of the clinician", { lines: [{ ...line, rendering: null }] }, "no_rendering", "people"],
  ["a clinician's number that fails its check digit", { lines: [{ ...line, rendering: { ...rendering, npi: "1234567890" } }] }, "rendering_npi", "people"],
  ["no supervisor where one is asked", { lines: [{ ...line, needsSupervising: true }] }, "no_supervising", "people"],
  ["a session that another claim holds", { lines: [{ ...line, isClaimedAlready: true }] }, "claimed", "session"],
  ["a service that has not come", { serviceDay: day("2026-11-21") }, "future", "session"],
  ["past the filing limit", { serviceDay: day("2025-11-19") }, "late", "lateReason"],
  ["a replacement of a claim that has no number of the payer", { kind: "replacement" }, "original_number", "originalNumber"],
  ["an authorization that the payer asks for", { payer: { ...payer, needsAuthorization: true } }, "authorization", "authorization"],
];

describe("a claim before it is written", () => {
  it("is ready where nothing is wrong", () => {
    expect(scrub(good)).toEqual([]);
    expect(scrub({ ...good, coverage: insured })).toEqual([]);
    expect(scrub({ ...good, payer: { ...payer, usage: "T", isConfirmed: false } })).toEqual([]);
  });
  it.each(table)("is held by %s", (_what, change, id, field) => {
    expect([...new Set(scrub({ ...good, ...change }).map((one) => `${one.id} ${one.field}`))]).toEqual([`${id} ${field}`]);
  });
  it("has a case in the table for every finding", () => {
    expect([...new Set(table.map(([, , id]) => id))].toSorted()).toEqual([...findingIds].toSorted());
  });
  it("may be late with a reason, and a retroactive coverage begins its clock when it was found", () => {
    expect(scrub({ ...good, serviceDay: day("2025-11-19"), lateReason: "The payer asked for it again." })).toEqual([]);
    expect(scrub({ ...good, serviceDay: day("2025-10-01"), coverage: { ...coverage, determinedOn: day("2026-02-01") } })).toEqual([]);
    expect(filingDeadline(day("2025-11-20"), null, 365)).toBe("2026-11-20");
  });
  it("names every fault at once, each with its session", () => {
    expect(scrub({ ...good, profile: null, lines: [{ ...line, fee: null }, { ...line, sessionId: "s2", isSigned: false }] }).map((one) => [one.id, one.sessionId])).toEqual([["no_profile", null], ["no_code", "s1"], ["unsigned", "s2"]]);
  });
});
