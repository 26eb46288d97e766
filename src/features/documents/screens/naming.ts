import type { Language } from "#kernel/language.ts";

/** A size as a person reads it: kilobytes, or megabytes with one place. */
export function sayBytes(bytes: number, language: Language): string {
  const isLarge = bytes >= 1_000_000;
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: isLarge ? 1 : 0 }).format(isLarge ? bytes / 1_000_000 : Math.max(1, bytes / 1000))} ${isLarge ? "MB" : "kB"}`;
}

type Listed = { documentId: string; supersedes: string | null; supersededBy: string | null };

/** Those that stand, the newest first, and those that another took the place of. */
export function byStanding<D extends Listed>(documents: readonly D[]): { standing: D[]; former: D[] } {
  return { standing: documents.filter((one) => one.supersededBy === null), former: documents.filter((one) => one.supersededBy !== null) };
}
