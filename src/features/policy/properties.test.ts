import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fault } from "#kernel/faults.ts";
import type { Decision } from "#kernel/findings.ts";
import { factsOf, place, readCases } from "./cases.test-support.ts";
import { attendeeKinds, degrees, eventKinds, moments, type Policy, places, problemKinds, type Question } from "./contract.ts";
import { loadPolicies } from "./policies.ts";
import { decide } from "./rules.ts";

const on = "2026-11-20";
const day = fc.constantFrom("2019-11-20", "2019-11-21", "2020-11-20", "2024-02-29", "2025-11-20", "2026-11-19", on, "2026-11-21", "2028-01-01", null);
const truth = fc.constantFrom(true, false, null);
const clock = fc.constantFrom("T09:00", "T09:07", "T10:00", "T10:10", "T11:00", "T12:30", null).map((time) => (time === null ? null : `${on}${time}`));
const someOf = <T>(values: readonly T[]) => fc.array(fc.constantFrom(...values), { maxLength: 3 });
const some = <T>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(shape, { requiredKeys: [] });
const validity = some({ from: day, to: day });
const person = some({ credential: fc.constantFrom("LICSW", "RN", null), independent: truth, cppTrained: truth });
const clinician = some({ credential: fc.constantFrom("LGSW", "RN", null), degree: fc.constantFrom(...degrees, null), degreeField: fc.constantFrom("psychology", "history", null), cppTrained: truth });

/** Facts of every question: those of the worked base, some of them replaced by anything that may stand there. */
const changes: Record<Question, Record<string, fc.Arbitrary<unknown>>> = {
  eligibility: {
    "child.birthDate": day,
    diagnoses: fc.array(some({ code: fc.constantFrom("F43.10", "Z62.820", "what", null) }), { maxLength: 2 }),
    traumaticEvents: fc.array(some({ kind: fc.constantFrom(...eventKinds, null) }), { maxLength: 2 }),
    problems: fc.array(some({ kind: fc.constantFrom(...problemKinds, null) }), { maxLength: 2 }),
    problemsFollowEvents: truth,
    "caregiver.participates": truth,
    livesWithPrimaryCaregiver: truth,
  },
  session: {
    "child.birthDate": day,
    "child.eligible": truth,
    courseStart: day,
    "session.start": clock,
    "session.end": clock,
    "session.place": fc.constantFrom(...places, null),
    "session.beds": fc.constantFrom(16, 17, null),
    "session.modality": fc.constantFrom("in_person", "video", "audio", null),
    "session.attendees": someOf(attendeeKinds),
    "session.signed": truth,
    "session.cosigned": truth,
    sameDayServices: fc.array(some({ service: fc.constantFrom("CPP", "IDT", "ACT", "Rehabilitation Day", "Swimming", null), start: fc.constantFrom(`${on}T09:00`, null), end: fc.constantFrom(`${on}T09:07`, `${on}T10:30`, null) }), { maxLength: 2 }),
    "clinician.credential": fc.constantFrom("LICSW", "RN", null),
    "clinician.independent": truth,
    "clinician.degree": fc.constantFrom(...degrees, null),
    "clinician.degreeField": fc.constantFrom("Social Work", "history", null),
    "clinician.licence": validity,
    "clinician.cppTrainingCompletedOn": day,
    "agency.cppCertification": validity,
    "agency.fidelityAudit": some({ on: day, acceptable: truth }),
    team: some({ supervisors: fc.constantFrom(0, 1, 2, null), clinicians: fc.constantFrom(0, 6, 7, null) }),
  },
  team: { supervisors: fc.array(person, { maxLength: 2 }), clinicians: fc.array(clinician, { maxLength: 7 }), seniorLeaders: fc.array(some({ hasAuthority: truth }), { maxLength: 2 }), servesMedicaidPopulation: truth },
};

const policies = loadPolicies();
/** The shipped policies, and each once more with every draft confirmed, so that every rule decides. */
const strict: Policy[] = policies.map((policy) => ({ ...policy, versions: policy.versions.map((version) => ({ ...version, clauses: version.clauses.map((clause) => ({ ...clause, status: "confirmed" as const, severity: clause.severity === "info" ? ("info" as const) : ("block" as const) })) })) }));
const everyPolicy = [...policies, ...strict];
const bases = readCases("dc-mhrs");

type Asked = { policy: Policy; question: Question; on: string; facts: Record<string, unknown> };

const asked: fc.Arbitrary<Asked> = fc
  .constantFrom(...everyPolicy.flatMap((policy) => (["eligibility", "session", "team"] as const).filter((question) => policy.versions.some(({ clauses }) => clauses.some((clause) => clause.questions.includes(question)))).map((question) => ({ policy, question }))))
  .chain(({ policy, question }) =>
    fc.tuple(fc.record(changes[question], { requiredKeys: [] }), fc.constantFrom(...moments)).map(([changed, moment]) => {
      const facts = factsOf(bases, { case: "", name: "", question, on, expect: {} }) as Record<string, unknown>;
      for (const [path, value] of Object.entries(changed)) if (value !== undefined) place(facts, path.split("."), structuredClone(value));
      if (question === "session") facts.moment = moment;
      return { policy, question, on, facts };
    }),
  );

/** Every place that holds a fact, as a path; entries of a list are parts of one fact, their keys are facts. */
function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key];
    const own = Array.isArray(value) || (path.length === 0 && key === "moment") ? [] : [here];
    return [...own, ...pathsOf(inner, here)];
  });
}

/** Refused facts (an end before the start) are no decision. */
function tryDecide(one: Asked): Decision | null {
  try {
    return decide(one);
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

const runs = { numRuns: 3000, seed: 20_260_101 };

describe("properties (law: unknown is never yes, draft never blocks)", () => {
  it("removing a fact never makes a yes, and never turns a yes to no or a no to yes", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(asked, fc.nat(), (one, pick) => {
        const paths = pathsOf(one.facts);
        const path = paths[pick % paths.length]!;
        const less = structuredClone(one.facts);
        place(less, path, undefined);
        const [before, after] = [tryDecide(one), tryDecide({ ...one, facts: less })];
        if (!before || !after) return;
        seen.add(`${before.verdict} ${after.verdict}`);
        if (before.verdict !== "yes") expect(after.verdict, path.join(".")).not.toBe("yes");
        if (before.verdict === "yes") expect(after.verdict, path.join(".")).not.toBe("no");
      }),
      runs,
    );
    // The sample must have met what the property is about.
    for (const pair of ["yes unknown", "no unknown", "yes yes", "no no", "unknown unknown"]) expect([...seen]).toContain(pair);
  });

  it("null says the same as an absent fact, but for an end that is open", () => {
    fc.assert(
      fc.property(asked, fc.nat(), (one, pick) => {
        const paths = pathsOf(one.facts).filter((path) => path.at(-1) !== "to");
        const path = paths[pick % paths.length]!;
        const [absent, empty] = [structuredClone(one.facts), structuredClone(one.facts)];
        place(absent, path, undefined);
        place(empty, path, null);
        expect(tryDecide({ ...one, facts: empty })).toEqual(tryDecide({ ...one, facts: absent }));
      }),
      runs,
    );
  });

  it("drafts never change the verdict or the units", () => {
    fc.assert(
      fc.property(asked, (one) => {
        const decided = tryDecide(one);
        const settled = { ...one.policy, versions: one.policy.versions.map((version) => ({ ...version, clauses: version.clauses.map((clause) => (clause.status === "draft" ? { ...clause, severity: "block" as const } : clause)) })) };
        const again = tryDecide({ ...one, policy: settled });
        expect(again?.verdict).toBe(decided?.verdict);
        expect(again?.units).toBe(decided?.units);
        for (const finding of decided?.findings ?? []) if (finding.status === "draft") expect(finding.severity).not.toBe("block");
        const confirmedOnly = decided?.findings.filter(({ status, severity }) => status !== "draft" && severity === "block") ?? [];
        const expected = confirmedOnly.some(({ result }) => result === "not_met") ? "no" : confirmedOnly.some(({ result }) => result === "unknown") ? "unknown" : "yes";
        if (decided) expect(decided.verdict).toBe(expected);
      }),
      runs,
    );
  });

  it("same facts, same answer, and nothing that was handed in is changed", () => {
    fc.assert(
      fc.property(asked, (one) => {
        const written = JSON.stringify(one);
        expect(tryDecide(one)).toEqual(tryDecide(one));
        expect(JSON.stringify(one)).toBe(written);
      }),
      { ...runs, numRuns: 500 },
    );
  });

  it("a fact of a later moment never matters before it (A3, signatures)", () => {
    const later = { longerSessionReason: "note", signed: "signature", cosigned: "claim" } as const;
    const value = { longerSessionReason: fc.constantFrom("the child slept first", "", null), signed: truth, cosigned: truth };
    fc.assert(
      fc.property(asked.filter(({ question }) => question === "session"), fc.constantFrom(...(Object.keys(later) as (keyof typeof later)[])), fc.nat(), fc.record(value), (one, key, pick, values) => {
        const earlier = moments.slice(0, moments.indexOf(later[key]));
        const facts = { ...one.facts, moment: earlier[pick % earlier.length] };
        const [given, absent] = [structuredClone(facts), structuredClone(facts)];
        place(given, ["session", key], values[key]);
        place(absent, ["session", key], undefined);
        expect(tryDecide({ ...one, facts: given })).toEqual(tryDecide({ ...one, facts: absent }));
      }),
      { ...runs, numRuns: 1000 },
    );
  });
});
