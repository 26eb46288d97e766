import type { LocalRules } from "./settings.contract.ts";
import { ruleFaults } from "./words.ts";
import type { FieldWords } from "#kernel/faults.ts";

/** What does not go together in times and thresholds, with its place. */
export function findRuleFaults(rules: LocalRules): FieldWords[] {
  return [
    ...(rules.absentFrom > rules.absentOf ? [{ path: "absentFrom", message: ruleFaults.notMoreThanAll }] : []),
    ...(rules.leftEarlyFrom > rules.leftEarlyOf ? [{ path: "leftEarlyFrom", message: ruleFaults.notMoreThanAll }] : []),
  ];
}
