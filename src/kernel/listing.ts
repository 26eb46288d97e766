import { z } from "zod";
import { isCivilDate } from "./dates.ts";
import { Fault } from "./faults.ts";
import { kernelWords } from "./words.ts";

// How a list is asked: sorted by one of its columns, narrowed by filters that hold codes and ids only. A list says both
// once, as shapes; its contract, its statement, its screen, its file and the views that people keep read them there.

/** Rows are counted so far and no further: the count costs the same whatever stands behind it. */
export const MOST_COUNTED = 10_000;
/** Rows of one file. */
export const MOST_IN_FILE = 10_000;
/** How many rows match, exactly up to `MOST_COUNTED`; what is more is one more than that. Null where a page is not the first. */
export const countOfRows = z.number().int().min(0).max(MOST_COUNTED + 1).nullable();

export const orders = ["up", "down"] as const;
export type Order = (typeof orders)[number];

/** One of some codes; null narrows nothing. */
export const oneOf = <const C extends readonly [string, ...string[]]>(codes: C) => z.enum(codes).nullable().default(null);
/** Somebody or something by its id. */
export const oneById = z.uuid().nullable().default(null);
/** Somebody by id, or one of some codes that stand for several. */
export const byIdOr = <const C extends readonly [string, ...string[]]>(codes: C) => z.union([z.enum(codes), z.uuid()]).nullable().default(null);
/** By what a list is sorted and which way; the first is how it stands unless something else is asked. */
export const sorting = <const S extends readonly [string, ...string[]]>(sorts: S, order: Order = "up") => ({ sort: z.enum(sorts).default(sorts[0]), order: z.enum(orders).default(order) });

/** What a list's file is made of. */
export const fileFormats = ["csv", "xlsx"] as const;
export type FileFormat = (typeof fileFormats)[number];

/** A row's place in a sorted list: what it is sorted by, null where it has none, and its id, which tells rows apart that have the same. */
export type Place = { value: string | null; id: string };
/** What the values of a sort are: which of them a key may hold. */
export type ValueKind = "text" | "date" | "moment" | "number";

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const holds: Record<ValueKind, (value: string) => boolean> = {
  text: (value) => !/[\u0000-\u001f\p{Surrogate}]/u.test(value),
  date: isCivilDate,
  moment: (value) => MOMENT.test(value) && isCivilDate(value.slice(0, 10)) && !Number.isNaN(Date.parse(value)),
  number: (value) => /^-?\d{1,9}$/.test(value),
};

/** Letters of a text that is sorted by: two that begin alike go on by their ids, and a key stays short. */
export const LETTERS_SORTED = 60;
/** The key that names a row of a sorted list: its id, and after it what it is sorted by. */
export const placeKey = ({ value, id }: Place): string => (value === null ? id : `${id}|${value}`);
/** The place that a key names. Null stays null; what is no key of this sort is refused. */
export function readPlace(after: string | null, kind: ValueKind): Place | null {
  if (after === null) return null;
  const [id, value] = after[36] === "|" ? [after.slice(0, 36), after.slice(37)] : [after, null];
  if (!ID.test(id) || (value !== null && !holds[kind](value))) throw new Fault("malformed", kernelWords.noPlaceInList, { fields: [{ path: "after", message: kernelWords.expectNext }] });
  return { id, value };
}

/** What was asked, each part by itself: what a list no longer knows is left out and named, the rest stays. */
export function readAsked<S extends z.ZodRawShape>(shape: S, given: Readonly<Record<string, unknown>>): { asked: z.output<z.ZodObject<S>>; leftOut: string[] } {
  const leftOut = Object.keys(given).filter((key) => shape[key] === undefined || !z.safeParse(shape[key], given[key]).success);
  const kept = Object.fromEntries(Object.entries(given).filter(([key]) => !leftOut.includes(key)));
  return { asked: z.object(shape).parse(kept), leftOut };
}

/** What of an asking differs from how the list stands by itself: what an address and a kept view hold. */
export function askedApart<S extends z.ZodRawShape>(shape: S, asked: Readonly<Record<string, unknown>>): Record<string, string> {
  const plain: Record<string, unknown> = z.object(shape).parse({});
  return Object.fromEntries(Object.entries(asked).flatMap(([key, value]) => (typeof value === "string" && key in plain && value !== plain[key] ? [[key, value]] : [])));
}
