import type { CivilDate } from "#kernel/dates.ts";
import { type Loop, loopsOf, segmentOf, segmentsIn } from "#wire/x12/loops.ts";
import { elementOf, type Segment } from "#wire/x12/segments.ts";
import type { Acknowledged, Transaction } from "#wire/x12/transactions.ts";
import { dayOf } from "./reading.x12.ts";

// TA1, 999, 277CA and 277 as what they say of what was sent. Pure.

/** Of which file, and whether it was let in: A, with errors E, turned away R. */
export type FileAnswer = { control: number; accepted: "A" | "E" | "R"; code: string };
export const fileAnswerOf = ({ segment }: Acknowledged): FileAnswer => ({ control: Number(elementOf(segment, 1)), accepted: elementOf(segment, 4) === "R" ? "R" : elementOf(segment, 4) === "E" ? "E" : "A", code: elementOf(segment, 5) });

/** A place that was found wrong: the segment, counted from ST, its element, the code of what is wrong; the claim where the answer names it. */
export type WrongPlace = { segment: string; place: number; element: string | null; code: string; claimNumber: string | null };
/** Of which set of which file, by its control numbers, and whether it can be read. */
export type SetAnswer = { type: string; control: number; set: string; accepted: "A" | "E" | "R"; places: WrongPlace[] };
const acceptedOf = (code: string): SetAnswer["accepted"] => (code === "A" ? "A" : code === "E" ? "E" : "R");

function claimIn(contexts: readonly Segment[], component: string): string | null {
  const named = contexts.map((one) => elementOf(one, 1).split(component)).find(([what]) => what === "CLM01");
  return named?.[1] ?? null;
}
function placesOf(answer: Loop, component: string): WrongPlace[] {
  return loopsOf(answer, "2100").flatMap((one): WrongPlace[] => {
    const head = segmentOf(one, "IK3")!;
    const at = { segment: elementOf(head, 1), place: Number(elementOf(head, 2)) };
    const claimNumber = claimIn(segmentsIn(one, "CTX"), component);
    const elements = loopsOf(one, "2110").map((inner) => segmentOf(inner, "IK4")!);
    if (elements.length === 0) return [{ ...at, element: null, code: elementOf(head, 4), claimNumber }];
    return elements.map((inner) => ({ ...at, element: elementOf(inner, 1).split(component)[0]!.padStart(2, "0"), code: elementOf(inner, 3), claimNumber }));
  });
}
/** Every set that a 999 answers; one of the whole group alone where it names none. */
export function setAnswersOf({ root, interchange }: Transaction): SetAnswer[] {
  const { component } = interchange.delimiters;
  const group = segmentOf(root, "AK1")!;
  const control = Number(elementOf(group, 2));
  const sets = loopsOf(root, "2000").map((one): SetAnswer => {
    const head = segmentOf(one, "AK2")!;
    return { type: elementOf(head, 1), control, set: elementOf(head, 2), accepted: acceptedOf(elementOf(segmentOf(one, "IK5")!, 1)), places: placesOf(one, component) };
  });
  if (sets.length > 0) return sets;
  const whole = elementOf(segmentOf(root, "AK9")!, 1);
  return [{ type: elementOf(group, 1) === "HC" ? "837" : elementOf(group, 1), control, set: "", accepted: acceptedOf(whole === "P" ? "A" : whole), places: [] }];
}

/** What became of one claim, by its number: the category, the code and whose it is, the payer's number, the days. */
export type ClaimAnswer = { number: string; statuses: { category: string; code: string; entity: string }[]; payerNumber: string | null; day: CivilDate | null };
const LEVELS = { claim: ["2000D", "2000E"], told: ["2200D", "2200E"] } as const;
function inner(of: Loop): Loop[] {
  return [of, ...of.loops.flatMap(inner)];
}
function statusesOf(loop: Loop, component: string): ClaimAnswer["statuses"] {
  const said = segmentsIn(loop, "STC").flatMap((one) => [1, 10, 11].map((place) => elementOf(one, place)).filter((each) => each !== ""));
  return said.map((one) => {
    const [category = "", code = "", entity = ""] = one.split(component);
    return { category, code, entity };
  });
}
/** Every claim that a 277CA or a 277 answers. */
export function claimAnswersOf({ root, interchange }: Transaction): ClaimAnswer[] {
  const { component } = interchange.delimiters;
  return inner(root)
    .filter((one) => LEVELS.told.some((id) => id === one.id))
    .map((one) => {
      const told = segmentsIn(one, "STC").map((each) => elementOf(each, 2)).find((each) => /^\d{8}$/.test(each));
      const reference = segmentOf(one, "REF", "1K");
      return { number: elementOf(segmentOf(one, "TRN", "2") ?? segmentOf(one, "TRN")!, 2), statuses: statusesOf(one, component), payerNumber: reference === null ? null : elementOf(reference, 2).slice(0, 50), day: told === undefined ? null : dayOf(told) };
    });
}
/** Answers above the claims: a whole file or all of a provider's claims turned away. */
export function upperAnswersOf({ root, interchange }: Transaction): ClaimAnswer[] {
  const { component } = interchange.delimiters;
  return inner(root)
    .filter((one) => one.id === "2200B" || one.id === "2200C")
    .map((one) => ({ number: elementOf(segmentOf(one, "TRN")!, 2), statuses: statusesOf(one, component), payerNumber: null, day: null }))
    .filter((one) => one.statuses.some(({ category }) => isTurnedAway(category)));
}

/** A3, A6, A7, A8 and A4: it never entered adjudication. */
export const isTurnedAway = (category: string): boolean => ["A3", "A4", "A6", "A7", "A8"].includes(category);
export type ClaimMove = "accepted" | "rejected" | "pended" | "acknowledged" | null;
/** Where an answer leads a claim; null: nowhere, it is only noted. */
export function moveOf({ statuses }: Pick<ClaimAnswer, "statuses">): ClaimMove {
  const categories = statuses.map((one) => one.category);
  if (categories.some(isTurnedAway)) return "rejected";
  if (categories.includes("A2")) return "accepted";
  // Received, by whoever hands it on, is not let in yet.
  if (categories.includes("A1") || categories.includes("A0")) return "acknowledged";
  return categories.some((one) => /^(P|R)\d$/.test(one)) ? "pended" : null;
}
