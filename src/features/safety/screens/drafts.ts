import { whenSigningOut } from "#ui/client.ts";
import type { Asked, SafetyNote } from "../contract.ts";

/** A risk note while it is written: what was not chosen yet is empty. */
export type Draft = { [K in "ideation" | "plan" | "means" | "intent"]: Asked | "" } & Pick<SafetyNote, "protective" | "childIsWith" | "actions" | "supervisorNotified">;

export const askedFields = ["ideation", "plan", "means", "intent"] as const;
export const saidFields = ["protective", "childIsWith", "actions"] as const;

const empty: Draft = { ideation: "", plan: "", means: "", intent: "", protective: "", childIsWith: "", actions: "", supervisorNotified: false };
// In the page's memory only, so that looking at the family and coming back loses nothing and no device keeps it.
const kept = new Map<string, Draft>();
whenSigningOut(() => kept.clear());

/** What was typed for a review before, or an empty note. */
export const draftOf = (reviewId: string): Draft => kept.get(reviewId) ?? empty;
export const keepDraft = (reviewId: string, draft: Draft): void => void kept.set(reviewId, draft);
export const forgetDraft = (reviewId: string): void => void kept.delete(reviewId);

/** The fields that still need somebody, in the order of the form. */
export function missingIn(draft: Draft): ((typeof askedFields)[number] | (typeof saidFields)[number])[] {
  return [...askedFields.filter((field) => draft[field] === ""), ...saidFields.filter((field) => draft[field].trim() === "")];
}
