import { z } from "zod";
import { isCivilDate } from "#kernel/dates.ts";
import { expected } from "#kernel/expected.ts";
import { wholeNumber } from "#kernel/shapes.ts";

/** A day that exists, `YYYY-MM-DD`. */
export const civilDate = z.string().refine(isCivilDate, expected({ en: "Expected a date that exists, such as 2026-11-21.", es: "Se espera una fecha que exista, como 2026-11-21." }));
/** A sentence of a policy's file, in both languages. */
export const bothLanguages = z.strictObject({ en: z.string().trim().min(1), es: z.string().trim().min(1) });
export const text = z.string().trim().min(1);
export const count = wholeNumber(0);
/** The name of a policy, a clause or a timer. */
export const hyphenated = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, expected({ en: "Expected lower-case words joined by hyphens.", es: "Se esperan palabras en minúsculas unidas por guiones." }));

/** How a clause or a timer stands in the register: only what is not a draft decides. */
export const standings = z.enum(["confirmed", "draft", "local"]);
/** How the project knows of it: read in the source, read in an older or a sibling text, or not verified. */
export const certainties = z.enum(["read", "older", "sibling", "unverified"]);
/** Who held a clause or a timer against the register, when, and in which one; null where it ships as the project read it. */
export const confirmation = z.strictObject({ by: text, on: civilDate, register: text }).nullable();
