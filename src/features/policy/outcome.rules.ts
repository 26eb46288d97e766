import type { Words } from "#kernel/language.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { FactsOf, KindsOf, Moment, Question, RuleOf } from "./contract.ts";
import { moments } from "./contract.ts";
import type { OtherService, SessionTimes } from "./clock.rules.ts";

/**
 * How one rule came out, before it becomes a finding. `severity` and `status` are set only where they differ from the
 * clause's own: a fact still to come is `info`, an answer that rests on a local list is `local`.
 */
export type Outcome = {
  result: "met" | "not_met" | "unknown" | "not_applicable";
  message: Words;
  fix: Words | null;
  severity?: "info";
  status?: "confirmed" | "local";
};

/**
 * What every rule may ask besides the facts. `times` is null for questions that are not about a session, `units` where it
 * has none or its times are not known, `others` where it is not known what else was given that day; read when first asked.
 */
export type Context = { on: CivilDate; moment: Moment; times: SessionTimes | null; units: number | null; others: () => readonly OtherService[] | null; knownServices: readonly string[] };

export type Judge<Q extends Question, K extends KindsOf<Q>> = (rule: RuleOf<K>, facts: FactsOf<Q>, context: Context) => Outcome;
/** One judge for every kind of rule that a question can have; a missing one does not compile. */
export type Judges<Q extends Question> = { [K in KindsOf<Q>]: Judge<Q, K> };

export type Said = { message: Words; fix: Words };

export function met(message: Words): Outcome {
  return { result: "met", message, fix: null };
}

export function notMet(said: Said): Outcome {
  return { result: "not_met", ...said };
}

export function unknown(said: Said): Outcome {
  return { result: "unknown", ...said };
}

export function notApplicable(message: Words): Outcome {
  return { result: "not_applicable", message, fix: null, severity: "info" };
}

/** True when facts of `needed` count at `moment`. */
export function hasCome(moment: Moment, needed: Moment): boolean {
  return moments.indexOf(moment) >= moments.indexOf(needed);
}
