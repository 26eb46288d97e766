import { describe, expect, it } from "vitest";
import { loadPolicy } from "#features/policy/policies.ts";
import { decide } from "#features/policy/rules.ts";
import { askNextOf, factsSoFar } from "./sofar.rules.ts";

const sent = (code: string, more: object = {}) => ({ system: "http://hl7.org/fhir/sid/icd-10-cm", code, display: "", onset: null, clinicalStatus: "active", ...more });
const decideSoFar = (said: Partial<Parameters<typeof factsSoFar>[0]>) => decide({ policy: loadPolicy("dc-mhrs"), question: "eligibility", on: "2026-11-20", facts: factsSoFar({ birthDate: null, conditions: [], livesWithCaregiver: "not_known", ...said }) });
const resultOf = (decision: ReturnType<typeof decideSoFar>, rule: string) => decision.findings.find((one) => one.rule === rule)!.result;

describe("before there is a case (A4, A5)", () => {
  it("what nobody said is not known, and is asked next once", () => {
    const nothing = decideSoFar({});
    expect(nothing.verdict).toBe("unknown");
    expect(askNextOf([nothing, nothing])).toEqual([...new Set(nothing.findings.filter((one) => one.result === "unknown" && one.severity === "block").map((one) => one.fix))]);
    expect(decideSoFar({ birthDate: "2015-01-01" }).verdict).toBe("no");
  });
  it("takes a code as the sender gave it where it is ICD-10-CM and still active, and no other", () => {
    expect(resultOf(decideSoFar({ conditions: [sent("F43.10")] }), "diagnosis")).toBe("met");
    expect(resultOf(decideSoFar({ conditions: [sent("F43.10", { clinicalStatus: null })] }), "diagnosis")).toBe("met");
    for (const other of [sent("F43.10", { clinicalStatus: "resolved" }), sent("47505003", { system: "http://snomed.info/sct" }), sent("F43.1", { system: "http://hl7.org/fhir/sid/icd-10" }), sent("")]) expect(resultOf(decideSoFar({ conditions: [other] }), "diagnosis")).toBe("unknown");
  });
});
