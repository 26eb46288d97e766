import type { CivilDate } from "#kernel/dates.ts";
import type { Decision } from "#kernel/findings.ts";
import type { EligibilityFacts } from "#features/policy/contract.ts";
import type { SentAlong } from "#features/intake/referrals.contract.ts";

export type Said = { birthDate: CivilDate | null; conditions: SentAlong["conditions"]; livesWithCaregiver: "yes" | "no" | "not_known" };

/** Active conditions whose code the sender gave in ICD-10-CM. */
const codesOf = (conditions: SentAlong["conditions"]) => conditions.filter((one) => /icd-10-cm|2\.16\.840\.1\.113883\.6\.90$/i.test(one.system) && one.code !== "" && (one.clinicalStatus === null || one.clinicalStatus === "active")).map((one) => one.code);

/** What is known of a child before there is a case. What nobody said is not known: a reason for coming is no event, an age no birth date. */
export function factsSoFar({ birthDate, conditions, livesWithCaregiver }: Said): EligibilityFacts {
  const codes = codesOf(conditions);
  return { child: { birthDate }, diagnoses: codes.length === 0 ? null : codes.map((code) => ({ code })), livesWithPrimaryCaregiver: livesWithCaregiver === "not_known" ? null : livesWithCaregiver === "yes" };
}

/** What would tell more: the fixes of what is not known and decides, each once. */
export function askNextOf(decisions: readonly Decision[]): string[] {
  const open = decisions.flatMap(({ findings }) => findings.filter((one) => one.result === "unknown" && one.severity === "block" && one.fix !== null));
  return [...new Set(open.map((one) => one.fix!))];
}
