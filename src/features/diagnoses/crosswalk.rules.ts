import type { CivilDate } from "#kernel/dates.ts";
import { kernelWords } from "#kernel/words.ts";
import { axisFaultWords } from "./axes.faults.words.ts";
import { writeCode } from "./codes.rules.ts";
import type { CrosswalkLine, NewLine } from "./crosswalk.contract.ts";
import { faultWords } from "./faults.words.ts";
import type { Wrong } from "./rules.ts";

const overlap = (one: { validFrom: CivilDate; validTo: CivilDate | null }, other: { validFrom: CivilDate; validTo: CivilDate | null }) => one.validFrom <= (other.validTo ?? "9999-12-31") && other.validFrom <= (one.validTo ?? "9999-12-31");
const sameCode = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

/** The line as it is kept, its ICD-10-CM code written as codes are, or what is wrong with it. `others` are the lines that stand beside it. */
export function judgeLine(given: NewLine, others: readonly CrosswalkLine[]): NewLine | Wrong {
  const icdCode = writeCode(given.icdCode);
  if (icdCode === null) return { path: "icdCode", message: faultWords.notACode };
  if (given.validTo !== null && given.validTo < given.validFrom) return { path: "validTo", message: kernelWords.orLater(given.validFrom) };
  const isThere = others.some((one) => sameCode(one.dcCode, given.dcCode) && one.icdCode === icdCode && sameCode(one.payer, given.payer) && overlap(one, given));
  return isThere ? { path: "icdCode", message: axisFaultWords.lineThere } : { ...given, icdCode };
}

export type Suggestion = Pick<CrosswalkLine, "dcCode" | "icdCode" | "icdTitle" | "payer" | "status" | "note">;
/** What the agency's table leads to from codes of DC:0-5 on a day: confirmed lines first. It is suggested, and never written by itself. */
export function suggestCodes(lines: readonly CrosswalkLine[], dcCodes: readonly string[], on: CivilDate): Suggestion[] {
  const found = lines.filter((one) => dcCodes.some((code) => sameCode(code, one.dcCode)) && one.validFrom <= on && (one.validTo === null || one.validTo >= on));
  return found.toSorted((one, other) => Number(one.status === "draft") - Number(other.status === "draft") || one.icdCode.localeCompare(other.icdCode) || one.payer.localeCompare(other.payer));
}
