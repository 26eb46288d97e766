import type { SegmentRule } from "./elements.ts";
import { segment } from "./loops.ts";

// Segments that look alike in every 5010 guide.

/** Elements 03 to 08 of PER: up to three ways to reach somebody. */
const PAIRS_OF_CONTACT: SegmentRule["pairs"] = [[5, 6], [7, 8]]; // prettier-ignore
type Usage = "R" | "S";

export const header = (id: string, usage: Usage = "R") => segment("ST", usage, [`R ID 3 ${id}`, "R AN 4-9", "S AN 1-35"]);
export const trailer = segment("SE", "R", ["R N0 1-10", "R AN 4-9"]);
export const reference = (codes: string, { usage = "S", most = 1, further = [] }: { usage?: Usage; most?: number; further?: readonly string[] } = {}) => segment("REF", usage, [`R ID 2-3 ${codes}`, "R AN 1-50", ...further], { most });
export const dated = (codes: string, { usage = "S", forms = "D8", most = 1 }: { usage?: Usage; forms?: string; most?: number } = {}) =>
  segment("DTP", usage, [`R ID 3 ${codes}`, `R ID 2-3 ${forms}`, "R AN 1-35"], {
    most,
    dated: [2, 3],
  });
export const amount = (codes: string, usage: Usage = "S", most = 1) => segment("AMT", usage, [`R ID 1-3 ${codes}`, "R M 1-18"], { most });
export const street = (usage: Usage) => segment("N3", usage, ["R AN 1-55", "S AN 1-55"]);
export const town = (usage: Usage) => segment("N4", usage, ["R AN 2-30", "S ID 2-2", "S ID 3-15", "S ID 2-3", "N", "N", "S ID 1-3"]);
export const contact = (usage: Usage, ways: string, { most = 1, codes = "IC" }: { most?: number; codes?: string } = {}) =>
  segment("PER", usage, [`R ID 2 ${codes}`, "S AN 1-60", `R ID 2 ${ways}`, "R AN 1-256", `S ID 2 EX|${ways}`, "S AN 1-256", `S ID 2 EX|${ways}`, "S AN 1-256"], { most, pairs: PAIRS_OF_CONTACT });
/** A name: `kinds` 1 is a person, 2 an organization; how it is numbered is `id`, none where the place carries no number. */
export function named(codes: string, { kinds = "1|2", id, isNumbered = "S", hasName = "R" }: { kinds?: string; id: string | null; isNumbered?: Usage; hasName?: Usage | "N" }) {
  const person = kinds !== "2";
  const number = id === null ? [] : [`${isNumbered} ID 1-2 ${id}`, `${isNumbered} AN 2-80`];
  const name = hasName === "N" ? ["N", "N", "N", "N", "N"] : [`${hasName} AN 1-60`, ...(person ? ["S AN 1-35", "S AN 1-25", "N", "S AN 1-10"] : ["N", "N", "N", "N"])];
  return segment("NM1", "R", [`R ID 2-3 ${codes}`, `R ID 1 ${kinds}`, ...name, ...number], {
    pairs: id === null ? [] : [[8, 9]],
  });
}
export const taxonomy = (codes: string) => segment("PRV", "S", [`R ID 1-3 ${codes}`, "R ID 2-3 PXC", "R AN 1-50"]);
const ADJUSTMENTS = [2, 5, 8, 11, 14, 17];
/** Up to six adjustments in a segment: reason, amount, quantity. */
export const adjustments = (most: number, groups: string) =>
  segment("CAS", "S", [`R ID 1-2 ${groups}`, ...ADJUSTMENTS.flatMap((place) => (place === 2 ? ["R ID 1-5", "R M 1-18", "S R 1-15"] : ["S ID 1-5", "S M 1-18", "S R 1-15"]))], { most, pairs: ADJUSTMENTS.slice(1).map((place) => [place, place + 1] as const) });
