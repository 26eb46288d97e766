import { z } from "zod";
import { isCivilDate, isTimeZone } from "./dates.ts";
import { expected } from "./expected.ts";
import { kernelWords as words } from "./words.ts";

/** A civil date that exists. */
export const civilDate = z.string().refine(isCivilDate, expected(words.expectDate));
/** A wall clock reading; which zone it belongs to stands beside it. */
export const wallTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, expected(words.expectWallTime));
export const timeZone = z.string().max(100).refine(isTimeZone, expected(words.expectZone));
/** A moment in UTC. */
export const instant = z.iso.datetime();
/** Half of a letter of two halves cannot be stored, and would come back as another one. */
const isWhole = (text: string) => !/\p{Surrogate}/u.test(text);
/** One line that somebody typed; control characters are refused, all letters and emoji are welcome. */
export const line = (most: number) => z.string().trim().max(most).refine((text) => !/[\u0000-\u001f\u007f]/.test(text), expected(words.oneLine)).refine(isWhole, expected(words.wholeLetters));
/** Free text of several lines. */
export const prose = (most: number) => z.string().max(most).refine((text) => !text.includes("\u0000"), expected(words.someText)).refine(isWhole, expected(words.wholeLetters));
/** A whole number from `least` on that fits where it is kept, PostgreSQL's `integer`. */
export const wholeNumber = (least: number) => z.number().int().min(least).max(2_147_483_647);
/** Keyset paging: the key of the last row of the page before, null at the start. */
export const pageKey = z.string().max(200).nullable().default(null);
/** A finding, for the wire: the same shape as `Finding`. */
export const findingShape = z.strictObject({
  rule: z.string(),
  clause: z.string(),
  result: z.enum(["met", "not_met", "unknown", "not_applicable", "overridden"]),
  severity: z.enum(["block", "warn", "info"]),
  status: z.enum(["confirmed", "draft", "local"]),
  message: z.string(),
  fix: z.string().nullable(),
});
