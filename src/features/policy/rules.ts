import { isCivilDate, type CivilDate } from "#kernel/dates.ts";
import { fieldFault } from "#kernel/faults.ts";
import type { Decision, Finding, Verdict } from "#kernel/findings.ts";
import type { Language } from "#kernel/language.ts";
import { eligibilityJudges } from "./child.rules.ts";
import { type OtherService, readOtherServices, readSessionTimes } from "./clock.rules.ts";
import { type Clause, type FactsOf, type KindsOf, neverOverridden, type Override, type OverrideRole, type Policy, type Question, questions, type RuleOf, type SessionFacts } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { judgeUnits } from "./encounter.rules.ts";
import type { Context, Judge, Judges, Outcome } from "./outcome.rules.ts";
import { judgeEncounterCode } from "./payer.rules.ts";
import { readFacts } from "./reading.rules.ts";
import { sessionJudges } from "./session.rules.ts";
import { teamJudges } from "./staff.rules.ts";
import { engineWords } from "./staff.words.ts";
import { versionInForce } from "./validity.rules.ts";

const judges: { [Q in Question]: Judges<Q> } = { eligibility: eligibilityJudges, session: sessionJudges, team: teamJudges };

/**
 * Answers a question about a day from facts that may be incomplete. `on` is the day of the question, for a session its
 * date in its own zone. Wrong facts, another date or a question that the policy does not have throw a `malformed`
 * fault with the field; everything else is an answer. An override that the clause does not allow changes nothing.
 */
export function decide(asked: { policy: Policy; question: string; on: CivilDate; facts: unknown; language?: Language; overrides?: readonly Override[] }): Decision {
  const { policy, on, language = "en", overrides = [] } = asked;
  const question = readQuestion(policy, asked.question);
  if (!isCivilDate(on)) throw fieldFault("on", faultWords.expectDate);
  const facts = readFacts(question, asked.facts);
  const times = question === "session" ? readSessionTimes(facts as SessionFacts, on) : null;
  const version = versionInForce(policy, on);
  if (!version) return { policy: policy.id, version: null, question, on, verdict: "unknown", units: null, findings: [noVersion(policy, on, language)] };

  const clauses = version.clauses.filter((clause) => clause.questions.includes(question));
  const context: Context = { on, moment: facts.moment ?? "claim", times, units: null, others: readOnce(() => (question === "session" ? readOtherServices(facts as SessionFacts, on) : null)), knownServices: version.knownServices };
  context.units = unitsOf(question, clauses, context);
  const findings = clauses.map((clause) => toFinding(clause, judge(question, clause, facts, context), language, overrides));
  return { policy: policy.id, version: version.version, question, on, verdict: judgeVerdict(findings), units: context.units, findings };
}

/** Reads at the first asking and keeps the answer. */
function readOnce(read: () => readonly OtherService[] | null): () => readonly OtherService[] | null {
  let kept: readonly OtherService[] | null | undefined;
  return () => (kept === undefined ? (kept = read()) : kept);
}

/** `no` where a clause that blocks is not met, else `unknown` where one is unknown, else `yes`; drafts, warnings and remarks never decide. */
export function judgeVerdict(findings: readonly Finding[]): Verdict {
  const deciding = findings.filter(({ severity, status }) => severity === "block" && status !== "draft");
  if (deciding.some(({ result }) => result === "not_met")) return "no";
  return deciding.some(({ result }) => result === "unknown") ? "unknown" : "yes";
}

const severities = ["block", "warn", "info"] as const;

/** What a screen shows first: findings that are not met or not known, the most severe first, and not met before not known. */
export function openFacts(decision: Decision): Finding[] {
  const weight = ({ severity, result }: Finding) => severities.indexOf(severity) * 2 + (result === "unknown" ? 1 : 0);
  return decision.findings.filter(({ result }) => result === "not_met" || result === "unknown").toSorted((one, other) => weight(one) - weight(other));
}

/** True where the clause allows this role to count it as met with a reason. Age, participation and signatures never allow it. */
export function mayOverride(clause: Clause, role: OverrideRole): boolean {
  return !neverOverridden.includes(clause.rule.kind) && clause.overrideRoles.includes(role);
}

function readQuestion(policy: Policy, asked: string): Question {
  const has = questions.filter((question) => policy.versions.some(({ clauses }) => clauses.some((clause) => clause.questions.includes(question))));
  const question = has.find((one) => one === asked);
  if (question) return question;
  throw fieldFault("question", faultWords.noQuestion(asked, policy.id, has));
}

function judge<Q extends Question>(question: Q, clause: Clause, facts: FactsOf<Q>, context: Context): Outcome {
  // The schema of a policy holds that a clause's kind of rule belongs to each of its questions.
  const kind = clause.rule.kind as KindsOf<Q>;
  const judgeOf = judges[question][kind] as Judge<Q, KindsOf<Q>>;
  return judgeOf(clause.rule as RuleOf<KindsOf<Q>>, facts, context);
}

function toFinding(clause: Clause, outcome: Outcome, language: Language, overrides: readonly Override[]): Finding {
  const status = clause.status === "draft" ? "draft" : (outcome.status ?? clause.status);
  const said = [outcome.message[language]];
  if (status === "draft") said.push(engineWords.draft[language]);
  if (status === "local") said.push(engineWords.local[language]);
  const open = outcome.result === "not_met" || outcome.result === "unknown";
  const override = open ? overrides.find(({ rule, role, reason }) => rule === clause.id && reason.trim() !== "" && mayOverride(clause, role)) : undefined;
  if (override) said.push(engineWords.overridden(override.role, override.at)[language]);
  return {
    rule: clause.id,
    clause: clause.cite,
    result: override ? "overridden" : outcome.result,
    severity: outcome.severity ?? (clause.status === "draft" ? "warn" : clause.severity),
    status,
    message: said.join(" "),
    fix: override ? null : (outcome.fix?.[language] ?? null),
  };
}

function unitsOf(question: Question, clauses: readonly Clause[], context: Context): number | null {
  if (question !== "session") return null;
  for (const { rule } of clauses) {
    if (rule.kind === "unit") return judgeUnits(rule, context).units;
    if (rule.kind === "encounterCode") return judgeEncounterCode(rule, context).units;
  }
  return null;
}

function noVersion(policy: Policy, on: CivilDate, language: Language): Finding {
  const { message, fix } = engineWords.noVersion(on);
  return { rule: "version-in-force", clause: policy.versions[0]?.cite ?? policy.id, result: "unknown", severity: "block", status: "confirmed", message: message[language], fix: fix[language] };
}
