import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { faultWords } from "./faults.words.ts";
import * as kept from "./kept.store.ts";
import type { FormPack, KeptPack } from "./packs.contract.ts";
import { findPackFaults, findRuleFaults, pathsOf } from "./packs.rules.ts";
import { loadFidelity } from "./policies.ts";
import type { LocalRules } from "./shapes.contract.ts";

/** The agency's form packs and the example that is shipped. */
export async function packs(tx: Transaction): Promise<{ packs: KeptPack[]; paths: Record<"foundational" | "core" | "recapitulation", string[]> }> {
  const own = (await kept.listPacks(tx)).map((one) => ({ ...one, isOurs: false }));
  const paths = { foundational: pathsOf("foundational"), core: pathsOf("core"), recapitulation: pathsOf("recapitulation") };
  return { packs: [...own, { pack: loadFidelity().example, importedAt: null, importedBy: null, isOurs: true }], paths };
}

/** Takes in a form pack of which nothing is wrong; a version is never overwritten. */
export async function importPack(tx: Transaction, { pack }: { pack: FormPack }): Promise<{ imported: true }> {
  const faults = findPackFaults(pack);
  if (faults.length > 0) throw new Fault("malformed", faultWords.packWrong, { fields: faults });
  if (!(await kept.insertPack(tx, pack))) throw new Fault("changed_meanwhile", faultWords.packThere);
  return { imported: true };
}

/** The times and thresholds with where they come from. */
export async function readRules(tx: Transaction) {
  const own = await kept.findRules(tx);
  return { rules: own?.rules ?? loadFidelity().rules, are: own === null ? ("shipped" as const) : ("own" as const), changedAt: own?.changedAt ?? null, changedBy: own?.changedBy ?? null };
}

export async function setRules(tx: Transaction, rules: LocalRules): Promise<{ kept: true }> {
  const faults = findRuleFaults(rules);
  if (faults.length > 0) throw new Fault("malformed", faultWords.wrong, { fields: faults });
  await kept.insertRules(tx, rules);
  return { kept: true };
}
