import { useSearch } from "@tanstack/react-router";

/** What the report is asked of: whole months, one payer or all. */
export type AskedMoney = { from: string | null; to: string | null; payerId: string | null };
const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);

/** The query of an asking, with further parts. */
export const queryOf = (asked: AskedMoney, more: Record<string, string> = {}): string => new URLSearchParams(Object.entries({ ...asked, ...more }).flatMap(([key, value]) => (value === null ? [] : [[key, value]]))).toString();
/** What the address asks for. */
export function useAskedMoney(): AskedMoney {
  const given = useSearch({ strict: false }) as { from?: unknown; to?: unknown; payerId?: unknown };
  return { from: textOf(given.from), to: textOf(given.to), payerId: textOf(given.payerId) };
}
