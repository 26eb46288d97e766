import type { z } from "zod";
import { askedApart, type Order, readAsked } from "#kernel/listing.ts";
import { useGoTo } from "../Link.tsx";

/** Parts of an asking as they stand in an address; null takes a part out. */
export type Parts = Readonly<Record<string, string | null>>;

export type Asked<S extends z.ZodRawShape> = {
  /** How the list is asked, everything said. */
  asked: z.output<z.ZodObject<S>>;
  /** What of it is not as the list stands by itself. */
  apart: Record<string, string>;
  /** The kept view that the address names, null where none. */
  viewId: string | null;
  /** The address of the list with some parts otherwise; an order that is asked for leaves no kept view. */
  href: (parts: Parts) => string;
  change: (parts: Parts) => void;
  /** The same asking as the query of a file. */
  fileHref: (address: string, format: "csv" | "xlsx", language: string) => string;
};

const addressOf = (path: string, parts: Parts) => {
  const query = new URLSearchParams(Object.entries(parts).flatMap(([key, value]) => (value === null ? [] : [[key, value]])));
  return query.size === 0 ? path : `${path}?${query}`;
};

/**
 * How a list is asked stands in the address, so that it can be gone back to and kept. What the address says and the list
 * does not know is as if it were not there. `beside` are parts that are no part of a view, as what is typed to find somebody.
 */
export function useAsked<S extends z.ZodRawShape>(shape: S, path: string, given: Readonly<Record<string, unknown>>, beside: Parts = {}): Asked<S> {
  const goTo = useGoTo();
  // The router reads digits as a number.
  const told = Object.fromEntries(Object.entries(given).flatMap(([key, value]) => (key in shape && value !== undefined ? [[key, String(value)]] : [])));
  const { asked } = readAsked(shape, told);
  const apart = askedApart(shape, asked);
  const href = (parts: Parts) => addressOf(path, { ...beside, ...apart, ...parts });
  return {
    asked,
    apart,
    viewId: typeof given.view === "string" ? given.view : null,
    href,
    change: (parts) => goTo(href(parts)),
    fileHref: (address, format, language) => addressOf(address, { ...beside, ...apart, format, says: language }),
  };
}

/** What a press on the heading of a column asks: that column's order, and the other way where it stands so already. */
export const turnedBy = (asked: { sort: string; order: Order }, column: string): { sort: string; order: Order } => ({ sort: column, order: asked.sort === column && asked.order === "up" ? "down" : "up" });
