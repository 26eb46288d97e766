import { describe, expect, it } from "vitest";
import type { Clause, Policy, Question } from "./contract.ts";
import { type Case, type Cases, readCases, runCase } from "./cases.test-support.ts";
import { loadPolicies } from "./policies.ts";

const policies = loadPolicies();

/** True when a case still comes out as it should; its verdict alone counts where `verdictOnly`. */
function holds(policy: Policy, cases: Cases, one: Case, looked: "all" | "verdict"): boolean {
  const { verdict, ...rest } = runCase(policy, cases, one);
  if (looked === "verdict") return verdict === one.expect.verdict;
  return JSON.stringify({ verdict, ...rest }) === JSON.stringify({ verdict: one.expect.verdict, ...withoutVerdict(one.expect) });
}

function withoutVerdict({ verdict: _verdict, ...rest }: Case["expect"]): Omit<Case["expect"], "verdict"> {
  return rest;
}

function without(policy: Policy, clause: Clause, question: Question): Policy {
  const strip = (one: Clause) => (one.id === clause.id ? { ...one, questions: one.questions.filter((each) => each !== question) } : one);
  return { ...policy, versions: policy.versions.map((version) => ({ ...version, clauses: version.clauses.map(strip) })) };
}

for (const policy of policies) {
  const cases = readCases(policy.id);

  describe(`${policy.id}: the worked cases of the regulation (A3–A14, B1, C4, C9)`, () => {
    it.each(cases.cases)("boundary case $case, $question on $on: $name", (one) => {
      expect(runCase(policy, cases, one)).toEqual(one.expect);
    });
  });

  describe(`${policy.id}: clause → rule → case`, () => {
    const clauses = policy.versions.flatMap((version) => version.clauses);
    const pairs = clauses.flatMap((clause) => clause.questions.map((question) => ({ id: clause.id, question, clause })));

    it.each(pairs)("without the rule $id a case of $question fails", ({ clause, question }) => {
      const asked = cases.cases.filter((one) => one.question === question && one.expect.fault === undefined && one.change === undefined && one.confirm === undefined);
      const stripped = without(policy, clause, question);
      const decides = clause.status !== "draft" && clause.severity === "block";
      // A policy that is left without any clause for the question refuses it, which fails every case too.
      const failing = asked.find((one) => !holds(stripped, cases, one, decides ? "verdict" : "all"));
      expect(failing?.name, "a case that fails without the rule").toBeDefined();
    });

    it.each(pairs)("the rule $id is reached by a case of $question that passes and by one that falls short", ({ clause, question }) => {
      const [passes, fallsShort] = outcomesOf(clause);
      const reached = new Set(cases.cases.filter((one) => one.question === question).map(({ expect: { findings } }) => resultOf(findings?.[clause.id])));
      expect([...reached]).toContain(passes);
      if (fallsShort) expect([...reached]).toContain(fallsShort);
    });
  });
}

const resultOf = (finding: NonNullable<Case["expect"]["findings"]>[string] | undefined) => (typeof finding === "string" ? finding : finding?.result);

/** What a rule can come to: a credential that is not on a list may be one in another spelling, and what is not asked for cannot fall short. */
function outcomesOf({ rule }: Clause): [string, string | null] {
  if (rule.kind === "credential") return ["met", "unknown"];
  if (rule.kind === "diagnosisNotAsked" || (rule.kind === "priorAuthorization" && !rule.required)) return ["not_applicable", null];
  return ["met", "not_met"];
}

it("the regulation's boundary cases have at least 150 further ones beside them, each with a name of its own", () => {
  const all = policies.flatMap(({ id }) => readCases(id).cases.map((one) => ({ ...one, policy: id })));
  expect(all.filter((one) => one.case === "further" || one.case === "section 3").length).toBeGreaterThanOrEqual(150);
  const said = all.map(({ policy, case: number, question, on, name }) => [policy, number, question, on, name].join(" | "));
  expect(said.filter((one, index) => said.indexOf(one) !== index)).toEqual([]);
});

it("the worked cases cover every boundary case that a decision can answer; 32 stands in rules.test.ts, 39 to 42 are timers", () => {
  const covered = new Set(policies.flatMap(({ id }) => readCases(id).cases.map((one) => one.case)));
  const asked = Array.from({ length: 43 }, (_, index) => String(index + 1)).filter((number) => !["32", "39", "40", "41", "42"].includes(number));
  expect(asked.filter((number) => !covered.has(number))).toEqual([]);
});
