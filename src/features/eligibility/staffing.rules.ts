import type { Policy, RuleKind } from "#features/policy/contract.ts";

/** Clauses about the clinician, the team and the agency: nothing of a family enters here. */
const staffKinds: readonly RuleKind[] = ["credential", "degree", "licence", "training", "certification", "auditAcceptable", "auditCalendar", "teamSupervisors", "teamClinicians"];

/** The policy with only the clauses that decide about a session by who holds it and for whom. */
export function staffClausesOf(policy: Policy): Policy {
  const versions = policy.versions.map((version) => ({ ...version, clauses: version.clauses.filter((clause) => clause.questions.includes("session") && staffKinds.includes(clause.rule.kind) && clause.severity === "block" && clause.status !== "draft") }));
  return { ...policy, versions };
}
