import { z } from "zod";
import { expected } from "#kernel/expected.ts";
import { civilDate, prose } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

/** A reason of at least a sentence, as it stands in a register. */
export const reasonText = prose(2000).refine((text) => text.trim().length >= 10, expected({ en: "Expected the reason in a sentence.", es: "Se espera el motivo en una frase." }));
/** Words of some length that may not be missing. */
export const someWords = prose(4000).refine((text) => text.trim() !== "", expected({ en: "Expected some words.", es: "Se esperan unas palabras." }));

/** A family as a row of the desk names it; the tag is judged at the edge. */
export const ofFamily = { caseId: z.uuid(), childName: z.string(), disclosure: disclosureTag };
/** The one extension of a clock, null where there was none. */
export const extension = z.strictObject({ to: civilDate, reason: z.string(), noticedOn: civilDate }).nullable();

export const service = { class: "service", by: "caseId" } as const;
