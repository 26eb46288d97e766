import type { RuleOf, SessionFacts } from "./contract.ts";
import { type Context, type Judge, met, notApplicable, notMet, type Outcome, unknown } from "./outcome.rules.ts";
import { payerWords as words } from "./payer.words.ts";
import { judgeValidity } from "./validity.rules.ts";
import { sessionWords } from "./words.ts";

/** An authorization with a number that holds on the day; one whose number or dates are missing may be it. */
function judgeAuthorizations(facts: SessionFacts, { on }: Context): Outcome {
  const { authorizations } = facts;
  if (!authorizations) return unknown(words.authorizationUnknown);
  if (authorizations.length === 0) return notMet(words.authorizationNone);
  const judged = authorizations.map(({ number, ...span }) => ({ number, validity: judgeValidity(span, on) }));
  const covering = judged.find(({ number, validity }) => number && validity === "valid");
  if (covering?.number) return met(words.authorizationMet(covering.number));
  return judged.some(({ validity }) => validity === "valid" || validity === "unknown") ? unknown(words.authorizationUnknown) : notMet(words.authorizationNot);
}

export const judgePriorAuthorization: Judge<"session", "priorAuthorization"> = (rule, facts, context) => (rule.required ? judgeAuthorizations(facts, context) : notApplicable(sessionWords.authorizationNone));

/**
 * A code for the whole encounter, by its length: `units` is 1 where a code fits and 0 where the contact is too short.
 * Each encounter is looked at by itself.
 */
export function judgeEncounterCode(rule: RuleOf<"encounterCode">, { times }: Context): { units: number | null; outcome: Outcome } {
  const minutes = times?.minutes ?? null;
  if (minutes === null) return { units: null, outcome: unknown(sessionWords.unitUnknown) };
  const step = rule.steps.findLast(({ fromMinutes }) => fromMinutes <= minutes);
  return step ? { units: 1, outcome: met(words.codeMet(minutes, step.name)) } : { units: 0, outcome: notMet(words.codeNone(minutes, rule.steps[0]?.fromMinutes ?? 0)) };
}

/** What was given in a span of time, this session included, against the most that the payer covers. */
export const judgeLimit: Judge<"session", "limit"> = (rule, facts, context) => {
  const before = facts.used?.find(({ per, unit, days }) => per === rule.per && unit === rule.unit && (days ?? null) === rule.days)?.count;
  const own = rule.unit === "sessions" ? 1 : context.units;
  if (before == null || own === null) return unknown(words.limitUnknown(rule));
  const total = before + own;
  if (total <= rule.max) return met(words.limitMet(total, rule.max, rule.unit, rule));
  return rule.over === "deny" ? notMet(words.limitOver(total, rule.max, rule.unit, rule)) : judgeAuthorizations(facts, context);
};
