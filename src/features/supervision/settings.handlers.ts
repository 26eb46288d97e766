import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { faultWords } from "./faults.words.ts";
import { siteChecks } from "./ledger.rules.ts";
import { loadSupervision } from "./policies.ts";
import type { LocalRules, settingsContract, SupervisionCheck } from "./settings.contract.ts";
import { findRuleFaults } from "./settings.rules.ts";
import * as store from "./settings.store.ts";

/** The times and thresholds that hold: the programme's own, or those that are shipped. */
export const rulesOf = async (tx: Transaction): Promise<LocalRules> => (await store.findRules(tx))?.rules ?? loadSupervision().rules;
/** What is asked of meetings: by the sources, and by the site itself. */
export const checksBy = (rules: LocalRules): SupervisionCheck[] => [...loadSupervision().checks, ...siteChecks(rules)];

async function get(tx: Transaction) {
  const own = await store.findRules(tx);
  const rules = own?.rules ?? loadSupervision().rules;
  return { rules, checks: checksBy(rules), are: own === null ? ("shipped" as const) : ("own" as const), changedAt: own?.changedAt ?? null, changedBy: own?.changedBy ?? null };
}

export async function setRules(tx: Transaction, rules: LocalRules): Promise<{ kept: true }> {
  const fields = findRuleFaults(rules);
  if (fields.length > 0) throw new Fault("malformed", faultWords.wrong, { fields });
  await store.insertRules(tx, rules);
  return { kept: true };
}

export const settingsHandlers: Handlers<typeof settingsContract> = { get: handle(get), set: handle(setRules) };
