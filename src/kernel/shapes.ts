import { z } from "zod";
import { isCivilDate, isTimeZone } from "./dates.ts";

/** A civil date that exists. */
export const civilDate = z.string().refine(isCivilDate, "Expected a date that exists, YYYY-MM-DD.");
/** A wall clock reading; which zone it belongs to stands beside it. */
export const wallTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "Expected a day and a time, YYYY-MM-DDTHH:MM.");
export const timeZone = z.string().max(100).refine(isTimeZone, "Expected a time zone such as America/New_York.");
/** A moment in UTC. */
export const instant = z.iso.datetime();
/** Half of a letter of two halves cannot be stored, and would come back as another one. */
const isWhole = (text: string) => !/\p{Surrogate}/u.test(text);
/** One line that somebody typed; control characters are refused, all letters and emoji are welcome. */
export const line = (most: number) => z.string().trim().max(most, `Expected at most ${most} characters.`).refine((text) => !/[\u0000-\u001f\u007f]/.test(text), "Expected one line of text.").refine(isWhole, "Expected whole letters.");
/** Free text of several lines. */
export const prose = (most: number) => z.string().max(most, `Expected at most ${most} characters.`).refine((text) => !text.includes("\u0000"), "Expected text.").refine(isWhole, "Expected whole letters.");
/** Keyset paging: the key of the last row of the page before, null at the start. */
export const pageKey = z.string().max(200).nullable().default(null);
