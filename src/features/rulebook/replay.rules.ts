import type { CivilDate } from "#kernel/dates.ts";
import type { Decision, Verdict } from "#kernel/findings.ts";
import type { Language } from "#kernel/language.ts";
import type { EligibilityFacts, Override, Policy, Question, SessionFacts } from "#features/policy/contract.ts";
import { decide } from "#features/policy/rules.ts";

/** A decision as it was kept, with all that it rested on. `eligibility` are the facts of the child's own eligibility that day, for a session. */
export type Kept = { question: Question; on: CivilDate; facts: unknown; eligibility: EligibilityFacts | null; overrides: readonly Override[]; language: Language };

/**
 * Asks a kept decision again, by one policy. Where the facts of eligibility were kept, it is asked anew too, since a
 * clause of eligibility can change whether a session counts.
 */
export function askAgain(kept: Kept, policy: Policy): Decision {
  const { question, on, language, overrides } = kept;
  const asked = { policy, on, language, overrides };
  if (question !== "session" || kept.eligibility === null) return decide({ ...asked, question, facts: kept.facts });
  const { verdict } = decide({ ...asked, question: "eligibility", facts: kept.eligibility });
  const facts = kept.facts as SessionFacts;
  return decide({ ...asked, question, facts: { ...facts, child: { ...facts.child, eligible: verdict === "unknown" ? null : verdict === "yes" } } });
}

/** What of an answer must be the same for ever: everything but the wording, which may be mended. */
export const substanceOf = (decision: Decision) => ({
  policy: decision.policy,
  version: decision.version,
  question: decision.question,
  on: decision.on,
  verdict: decision.verdict,
  units: decision.units,
  findings: decision.findings.map(({ rule, clause, result, severity, status }) => ({ rule, clause, result, severity, status })),
});

/** Two answers to one question that differ in verdict or units, and the rules by which they do. */
export type Effect = { verdictBefore: Verdict; verdictAfter: Verdict; unitsBefore: number | null; unitsAfter: number | null; clauses: string[] };

/** How the answers differ, null where verdict and units are the same. */
export function effectOf(before: Decision, after: Decision): Effect | null {
  if (before.verdict === after.verdict && before.units === after.units) return null;
  const seen = new Map(before.findings.map((one) => [one.rule, `${one.result} ${one.severity} ${one.status}`]));
  const clauses = after.findings.filter((one) => seen.get(one.rule) !== `${one.result} ${one.severity} ${one.status}`).map((one) => one.clause);
  return { verdictBefore: before.verdict, verdictAfter: after.verdict, unitsBefore: before.units, unitsAfter: after.units, clauses: [...new Set(clauses)] };
}
