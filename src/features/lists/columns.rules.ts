import { plainName } from "#features/merging/rules.ts";
import { type ListField, listFields, type Making } from "./contract.ts";
import { fieldTitles, otherHeadings } from "./words.ts";

const byHeading: ReadonlyMap<string, ListField> = new Map(
  listFields.flatMap((field) => [field, fieldTitles[field].en, fieldTitles[field].es, ...(otherHeadings[field] ?? [])].map((heading) => [plainName(heading), field] as const)),
);

/** Which field each column holds by its heading, in English or Spanish; null where it is not known. A field is held once, by its first column. */
export function findColumns(headings: readonly string[]): (ListField | null)[] {
  const taken = new Set<ListField>();
  return headings.map((heading) => {
    const field = byHeading.get(plainName(heading)) ?? null;
    if (field === null || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}

const onlyCases: readonly ListField[] = ["authority", "authority_document", "authority_scopes", "authority_from", "adult_birth_date", "adult_lives_with_child", "adult2_given_name", "adult2_family_name", "adult2_relation", "adult2_birth_date", "adult2_language", "adult2_lives_with_child"];
/** The fields among these that a referral has no place for: they are kept only where cases are opened. */
export const withoutPlace = (columns: readonly (ListField | null)[], makes: Making): ListField[] => (makes === "cases" ? [] : onlyCases.filter((field) => columns.includes(field)));

/** The cells of a row by what they hold; empty ones are not there. */
export function byField(cells: readonly string[], columns: readonly (ListField | null)[]): Partial<Record<ListField, string>> {
  return Object.fromEntries(columns.flatMap((field, place) => (field === null || (cells[place] ?? "") === "" ? [] : [[field, cells[place]!]])));
}
