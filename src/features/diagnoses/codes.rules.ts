import type { CivilDate } from "#kernel/dates.ts";
import type { ListedCode, System } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import type { Wrong } from "./rules.ts";

/** The most that a search answers: more is not read, a further word is typed. */
export const MOST_FOUND = 20;
/** From this day on the second column of the list is the year in force (CMS, fiscal year 2027). */
const NEXT_YEAR_FROM: CivilDate = "2026-10-01";

/** Whether a claim may bear the code on that day; before the list's first year its first year stands for it. */
export const isBillableOn = (one: Pick<ListedCode, "billable" | "billableNext">, on: CivilDate): boolean => (on >= NEXT_YEAR_FROM ? one.billableNext : one.billable);

/** An ICD-10-CM code as it is written: capitals, its dot set where somebody left it out. Null where it cannot be one. */
export function writeCode(typed: string): string | null {
  const text = typed.trim().toUpperCase().replace(/\s+/g, "");
  const dotted = text.includes(".") || text.length <= 3 ? text : `${text.slice(0, 3)}.${text.slice(3)}`;
  return /^[A-TV-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/.test(dotted) ? dotted : null;
}

/** What the list says of a code on a day: it can be recorded; it is a heading with more exact codes below it; it is not in force that day; or it is not in the list. */
export type CodeVerdict = { kind: "exact"; found: ListedCode } | { kind: "heading"; found: ListedCode; children: ListedCode[] } | { kind: "not_in_force"; found: ListedCode } | { kind: "outside" };

/** Judges a code that is written well. The codes directly below a heading are those that a person chooses from next. */
export function judgeCode(codes: readonly ListedCode[], code: string, on: CivilDate): CodeVerdict {
  const found = codes.find((one) => one.code === code);
  if (found === undefined) return { kind: "outside" };
  if (isBillableOn(found, on)) return { kind: "exact", found };
  const children = childrenOf(codes, code).filter((one) => isBillableOn(one, on) || childrenOf(codes, one.code).some((below) => isBillableOn(below, on)));
  return children.length === 0 ? { kind: "not_in_force", found } : { kind: "heading", found, children };
}

/** The codes directly below one: those longer than it that have no other between. */
export function childrenOf(codes: readonly ListedCode[], code: string): ListedCode[] {
  const below = codes.filter((one) => one.code !== code && plain(one.code).startsWith(plain(code)));
  return below.filter((one) => !below.some((other) => other !== one && plain(one.code).startsWith(plain(other.code))));
}

/** The code and the title to keep of a diagnosis, or what is wrong with them: of DC:0-5 the label is the agency's own; of ICD-10-CM the code is exact and was in force on that day, and one outside of the list is taken as written. */
export function judgeNewCode(codes: readonly ListedCode[], given: { system: System; code: string; label: string; foundOn: CivilDate }): { code: string; display: string } | Wrong {
  if (given.system === "DC:0-5") return given.label === "" ? { path: "label", message: faultWords.needLabel } : { code: given.code, display: given.label };
  const written = writeCode(given.code);
  if (written === null) return { path: "code", message: faultWords.notACode };
  const verdict = judgeCode(codes, written, given.foundOn);
  if (verdict.kind === "heading") return { path: "code", message: faultWords.chooseExact(written, verdict.children.map((one) => one.code)) };
  if (verdict.kind === "not_in_force") return { path: "code", message: faultWords.notInForce(written) };
  return { code: written, display: verdict.kind === "exact" ? verdict.found.description : "" };
}

const plain = (code: string) => code.replace(".", "");
const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = (text: string) => fold(text).split(/[^a-z0-9.]+/).filter((word) => word !== "");

/**
 * The codes that somebody may mean, the likeliest first, at most `MOST_FOUND`: by the beginning of a code (with or without
 * its dot), or by words of the title in any order, each by its beginning; case and accents do not matter. What can be
 * recorded on the day stands before headings of the same likeness. Nothing typed finds nothing.
 */
export function searchCodes(codes: readonly ListedCode[], query: string, on: CivilDate): ListedCode[] {
  const asked = wordsOf(query);
  if (asked.length === 0) return [];
  const start = plain(fold(query).replace(/\s+/g, ""));
  const isCode = /^[a-z]\d[0-9a-z]*$/.test(start);
  const ranked = codes.flatMap((one) => {
    const likeness = isCode ? likenessOfCode(plain(one.code).toLowerCase(), start) : likenessOfTitle(wordsOf(one.description), asked);
    return likeness === null ? [] : [{ one, likeness, closed: isBillableOn(one, on) ? 0 : 1 }];
  });
  ranked.sort((a, b) => a.likeness - b.likeness || a.closed - b.closed || (isCode ? 0 : a.one.description.length - b.one.description.length) || (a.one.code < b.one.code ? -1 : 1));
  return ranked.slice(0, MOST_FOUND).map(({ one }) => one);
}

const likenessOfCode = (code: string, start: string): number | null => (code === start ? 0 : code.startsWith(start) ? 1 : null);

/** 0: the title begins with the first word; 1: every word is whole somewhere; 2: every word begins one. Null: one is not there. */
function likenessOfTitle(title: readonly string[], asked: readonly string[]): number | null {
  if (!asked.every((word) => title.some((one) => one.startsWith(word)))) return null;
  if (title[0]!.startsWith(asked[0]!)) return 0;
  return asked.every((word) => title.includes(word)) ? 1 : 2;
}
