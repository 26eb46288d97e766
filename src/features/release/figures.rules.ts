import type { PrivacyRule, RuleBook, ShippedRule } from "./figures.contract.ts";

/** The figures by name: the agency's own where it set one, else what ships. */
export const ruleBook = (shipped: readonly PrivacyRule[], own: readonly PrivacyRule[]): RuleBook => Object.fromEntries([...shipped, ...own].map((one) => [one.key, one])) as RuleBook;

type Figures = Pick<PrivacyRule, "value" | "extension">;
/** In what a figure asks less of the agency than the one that ships: in its value, in its extension, or in neither. An extension is for the agency; the fewer days the kinder. */
export function laxerIn(shipped: ShippedRule, one: Figures): "value" | "extension" | "neither" {
  if (shipped.kinder === "less" ? one.value > shipped.value : one.value < shipped.value) return "value";
  return (one.extension ?? 0) > (shipped.extension ?? 0) ? "extension" : "neither";
}
