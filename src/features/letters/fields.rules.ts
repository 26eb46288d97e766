import type { CivilDate } from "#kernel/dates.ts";
import type { Language, Words } from "#kernel/language.ts";
import type { DisclosureClass, DisclosureTag } from "#features/disclosure/contract.ts";
import { type FactField, type FieldName, fieldNames, MOST_FIELDS, type Paragraph, type PlainField, type SentenceField, sentenceFields, type TemplateContent } from "./contract.ts";
import { faultWords } from "./faults.words.ts";

export type Piece = { text: string } | { field: FieldName };
export type FieldProblem = { what: "unclosed" | "stray" | "unknown" | "not_alone" | "too_many"; at: string };

const isField = (name: string): name is FieldName => (fieldNames as readonly string[]).includes(name);
export const isSentence = (name: FieldName): name is SentenceField => (sentenceFields as readonly string[]).includes(name);

/** Takes a paragraph apart into its words and its fields, and says what is wrong with its braces. Total: any text gives an answer. */
export function readParagraph(text: string): { pieces: Piece[]; problems: FieldProblem[] } {
  const pieces: Piece[] = [];
  const problems: FieldProblem[] = [];
  const plain = (words: string) => {
    if (words === "") return;
    if (words.includes("}")) problems.push({ what: "stray", at: around(words, words.indexOf("}")) });
    pieces.push({ text: words });
  };
  for (let from = 0; ; ) {
    const opens = text.indexOf("{", from);
    plain(text.slice(from, opens < 0 ? text.length : opens));
    if (opens < 0) break;
    const closes = text.indexOf("}", opens);
    const next = text.indexOf("{", opens + 1);
    if (closes < 0 || (next >= 0 && next < closes)) {
      problems.push({ what: "unclosed", at: around(text, opens) });
      from = opens + 1;
      continue;
    }
    const name = text.slice(opens + 1, closes).trim();
    if (isField(name)) pieces.push({ field: name });
    else problems.push({ what: "unknown", at: name.slice(0, 60) });
    from = closes + 1;
  }
  const fields = pieces.flatMap((one) => ("field" in one ? [one.field] : []));
  const whole = fields.find(isSentence);
  if (whole !== undefined && pieces.some((one) => ("field" in one ? one.field !== whole : one.text.trim() !== ""))) problems.push({ what: "not_alone", at: whole });
  if (fields.length > MOST_FIELDS) problems.push({ what: "too_many", at: String(fields.length) });
  return { pieces, problems };
}
const around = (text: string, at: number) => text.slice(at, at + 20);

/** The fields of a paragraph in one language, each once. */
export const fieldsIn = (text: string): FieldName[] => [...new Set(readParagraph(text).pieces.flatMap((one) => ("field" in one ? [one.field] : [])))];
/** The sentence that a paragraph stands for; null where it has words of its own. */
export const sentenceOf = (one: Paragraph): SentenceField | null => fieldsIn(one.en).find(isSentence) ?? null;

export type TemplateWrong = { path: string; message: Words };
/** Everything that keeps a template from being kept, each with its place. */
export function checkTemplate({ paragraphs }: Pick<TemplateContent, "paragraphs">): TemplateWrong[] {
  return paragraphs.flatMap((one, place) =>
    (["en", "es"] as const).flatMap((language) => {
      const path = `content.paragraphs.${place}.${language}`;
      if (one[language].trim() === "") return [{ path, message: faultWords.needParagraph }];
      return readParagraph(one[language]).problems.slice(0, 1).map(({ what, at }) => ({ path, message: faultWords.problems[what](at) }));
    }),
  );
}
/** Fields that a paragraph names in one language alone: a reader of the other would learn less, or the paragraph would stay away for no reason that is seen. */
export const unevenFields = (one: Paragraph): { field: FieldName; onlyIn: Language }[] => {
  const [en, es] = [fieldsIn(one.en), fieldsIn(one.es)];
  return [...en.filter((field) => !es.includes(field)).map((field) => ({ field, onlyIn: "en" as const })), ...es.filter((field) => !en.includes(field)).map((field) => ({ field, onlyIn: "es" as const }))];
};

/** One fact that a field stands for: its words in the letter's language, what it points to, its day and its class. */
export type FieldValue = { words: string; factIds: readonly string[]; on: CivilDate | null; disclosure: DisclosureTag };
/** What is known of a family for a letter. `plain` says nothing of the record; `fixed` is what the agency's own words are: of the service. */
export type FieldValues = { facts: Partial<Record<FactField, FieldValue>>; plain: Record<PlainField, string>; fixed: DisclosureTag };
/** A paragraph that was filled in, as a sentence of a letter; `source` names its place in the template. */
export type FilledParagraph = { source: string; words: string; factIds: string[]; on: CivilDate; disclosure: DisclosureTag };
/** A paragraph that stays away, with the fields that the record does not fill. */
export type MissingParagraph = { place: number; text: string; fields: FieldName[] };
type Days = { from: CivilDate | null; to: CivilDate | null };

export const sourceOf = (place: number): string => `paragraph:${place}`;

/** From the most open to the most closed, of those that a letter may hold at all. */
const closedness: readonly DisclosureClass[] = ["service", "child_chart", "relationship", "caregiver", "psychotherapy_note"];
/** The most closed of some: what a paragraph is of. A class that no letter may hold is more closed than all. */
export function mostClosed(tags: readonly DisclosureTag[], fixed: DisclosureTag): DisclosureTag {
  const rank = (tag: DisclosureTag) => (closedness.includes(tag.class) ? closedness.indexOf(tag.class) : closedness.length);
  return tags.reduce((most, one) => (rank(one) > rank(most) ? one : { ...most, part2: most.part2 || one.part2 }), tags[0] ?? fixed);
}

const isOutside = (day: CivilDate, { from, to }: Days) => (from !== null && day < from) || (to !== null && day > to);
/** The day by which a paragraph is judged: of several facts one that lies outside the days that were asked for, so that none slips through beside another; else the last. */
function dayOf(days: readonly CivilDate[], asked: readonly Days[], today: CivilDate): CivilDate {
  const outside = days.find((day) => asked.some((one) => isOutside(day, one)));
  if (outside !== undefined) return outside;
  if (days.length > 0) return days.toSorted().at(-1)!;
  // What tells of no day goes with whatever days were asked for: it is put among them.
  return asked.reduce((day, { from, to }) => (from !== null && day < from ? from : to !== null && day > to ? to : day), today);
}

/**
 * Fills the paragraphs of a template that have words of their own. One of whose facts the record lacks stays away; sentences of the
 * record are not among them. Each carries the facts of all its fields, and is of the most closed class among them.
 */
export function fillParagraphs(content: Pick<TemplateContent, "paragraphs">, values: FieldValues, language: Language, asked: readonly Days[], today: CivilDate): { filled: FilledParagraph[]; missing: MissingParagraph[] } {
  const filled: FilledParagraph[] = [];
  const missing: MissingParagraph[] = [];
  content.paragraphs.forEach((one, place) => {
    if (sentenceOf(one) !== null) return;
    const { pieces } = readParagraph(one[language]);
    // The facts of both languages count: what stays away in one stays away in the other.
    const named = [...new Set([...fieldsIn(one.en), ...fieldsIn(one.es)])].filter((field) => !(field in values.plain));
    const found = named.flatMap((field) => values.facts[field as FactField] ?? []);
    if (found.length < named.length) return void missing.push({ place, text: one[language], fields: named.filter((field) => values.facts[field as FactField] === undefined) });
    const words = pieces.map((piece) => ("text" in piece ? piece.text : (values.plain[piece.field as PlainField] ?? values.facts[piece.field as FactField]?.words ?? ""))).join("");
    filled.push({
      source: sourceOf(place),
      words: words.replaceAll(/\s+/g, " ").trim(),
      factIds: [...new Set(found.flatMap((fact) => fact.factIds))],
      on: dayOf(found.flatMap((fact) => fact.on ?? []), asked, today),
      disclosure: mostClosed(found.map((fact) => fact.disclosure), values.fixed),
    });
  });
  return { filled, missing };
}
