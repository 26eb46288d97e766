import { type CivilDate, isCivilDate } from "#kernel/dates.ts";
import type { Words } from "#kernel/language.ts";
import { type ChildAge, contactWays, referralReasons, type SafeContact, type SafeHour, safeHours, voicemailRules } from "#features/intake/contract.ts";
import { normalisePhone } from "#features/intake/rules.ts";
import { childAgeLabels, reasonNames, wayLabels } from "#features/intake/words.ts";
import { plainName } from "#features/merging/rules.ts";
import { authorityKinds, authorityScopes, caregiverKinds } from "#features/people/contract.ts";
import { authorityNames, kindNames, scopeNames, voicemailNames } from "#features/people/screens.words.ts";
import { type ListField, MOST_CELL, type Reading, type RowContent, type RowFault, rowContent } from "./contract.ts";
import { expectations as expect, fieldTitles, otherValues } from "./words.ts";

type Cells = Partial<Record<ListField, string>>;
type Judging = { cells: Cells; today: CivilDate; reading: Pick<Reading, "dates" | "makes">; refuse: (field: ListField, expected: Words) => null };

/** A row judged: what it says, or why it is refused, every column of it. */
export type Judged = { content: RowContent; faults: [] } | { content: null; faults: RowFault[] };

/** Judges one row by its cells: nothing is guessed, and what cannot be read is named with what was expected. */
export function judgeRow(cells: Cells, reading: Pick<Reading, "dates" | "makes">, today: CivilDate): Judged {
  const faults: RowFault[] = [];
  const refuse = (field: ListField, expected: Words): null => {
    if (!faults.some((one) => one.field === field)) faults.push({ field, expected });
    return null;
  };
  const judging: Judging = { cells, today, reading, refuse };
  const birthDate = readDate(judging, "child_birth_date", "past");
  const age = readAge(judging);
  if (cells.child_birth_date === undefined && (cells.child_age === undefined || reading.makes === "cases")) refuse("child_birth_date", reading.makes === "cases" ? dateWords(reading) : expect.birthOrAge);
  const adults = [readAdult(judging, "adult"), readAdult(judging, "adult2")].flatMap((one) => (one === null ? [] : [one]));
  const content = {
    child: { givenName: readLine(judging, "child_given_name", 200, "needed") ?? "", familyName: readLine(judging, "child_family_name", 200) ?? "", birthDate, age, language: readLanguage(judging, "child_language") },
    adults,
    contact: readContact(judging),
    source: readOne(judging, "source", sources, "needed"),
    reasons: readSome(judging, "reasons", reasons),
    words: readLine(judging, "words", 2000),
    payer: readLine(judging, "payer", 120),
    identifier: readIdentifier(judging),
  };
  if (faults.length > 0) return { content: null, faults };
  const parsed = rowContent.safeParse(content);
  return parsed.success ? { content: parsed.data, faults: [] } : { content: null, faults: [{ field: "child_given_name", expected: expect.needed }] };
}

function readLine({ cells, refuse }: Judging, field: ListField, most: number, need: "needed" | "may be empty" = "may be empty"): string | null {
  const text = cells[field];
  if (text === undefined) return need === "needed" ? refuse(field, expect.needed) : null;
  return text.length > Math.min(most, MOST_CELL) ? refuse(field, expect.longest(most)) : text;
}

const dateWords = ({ dates }: Pick<Reading, "dates">) => (dates === "iso" ? expect.isoDate : expect.usDate);

/** A date as it was said that they are written. A spreadsheet's own dates come as 2021-03-04, which is always understood. */
function readDate({ cells, reading, today, refuse }: Judging, field: ListField, when: "past" | "any"): CivilDate | null {
  const text = cells[field];
  if (text === undefined) return null;
  const [, month, day, year] = (reading.dates === "us" && /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text)) || [];
  const date = year === undefined ? text : `${year}-${month!.padStart(2, "0")}-${day!.padStart(2, "0")}`;
  if (!isCivilDate(date) || date < "1900-01-01") return refuse(field, dateWords(reading));
  return when === "past" && date > today ? refuse(field, expect.past) : date;
}

function readAge({ cells, refuse }: Judging): ChildAge | null {
  const text = cells.child_age;
  if (text === undefined) return null;
  const said = Object.entries(childAgeLabels).find(([, label]) => [label.en, label.es].some((one) => plainName(one) === plainName(text)))?.[0] as ChildAge | undefined;
  if (said !== undefined) return said;
  const years = /^\d{1,2}$/.test(text) ? Number(text) : null;
  if (years === null) return refuse("child_age", expect.age);
  return years >= 7 ? "7_or_older" : (String(years) as ChildAge);
}

type Values = { list: Words; find: (text: string) => string | null };
/** The values of a list by their code and by what they are called in either language. */
function valuesOf(codes: readonly string[], labels: Record<string, Words>): Values {
  const known = new Map(codes.flatMap((code) => [code, labels[code]?.en, labels[code]?.es].flatMap((one) => (one === undefined ? [] : [[plainName(one), code] as const]))));
  const further = new Map(Object.entries(otherValues).map(([word, code]) => [plainName(word), code]));
  return {
    list: { en: codes.map((code) => `${code} (${labels[code]?.en ?? code})`).join(", "), es: codes.map((code) => `${code} (${labels[code]?.es ?? code})`).join(", ") },
    find: (text) => known.get(plainName(text)) ?? (codes.includes(further.get(plainName(text)) ?? "") ? further.get(plainName(text))! : null),
  };
}
const relations = valuesOf(caregiverKinds, kindNames);
const reasons = valuesOf(referralReasons, reasonNames);
const authorities = valuesOf(authorityKinds, authorityNames);
const scopes = valuesOf(authorityScopes, scopeNames);
const ways = valuesOf(contactWays, wayLabels);
const voicemails = valuesOf(voicemailRules, voicemailNames);
const sources = valuesOf(["phone", "professional"], { phone: { en: "the family called", es: "llamó la familia" }, professional: { en: "a professional", es: "una persona profesional" } });

function readOne({ cells, refuse }: Judging, field: ListField, values: Values, need: "needed" | "may be empty" = "may be empty"): string | null {
  const text = cells[field];
  if (text === undefined) return need === "needed" ? refuse(field, expect.oneOf(values.list)) : null;
  return values.find(text) ?? refuse(field, expect.oneOf(values.list));
}

function readSome({ cells, refuse }: Judging, field: ListField, values: Values): string[] {
  const parts = (cells[field] ?? "").split(/[|;,/]/).map((one) => one.trim()).filter((one) => one !== "");
  const found = parts.map(values.find);
  if (found.includes(null)) refuse(field, expect.someOf(values.list));
  return [...new Set(found.flatMap((one) => (one === null ? [] : [one])))];
}

function readYes({ cells, refuse }: Judging, field: ListField): boolean {
  const text = cells[field];
  if (text === undefined) return false;
  const said = plainName(text);
  if (["yes", "y", "si", "true", "1", "x"].includes(said)) return true;
  if (!["no", "n", "false", "0"].includes(said)) refuse(field, expect.yesNo);
  return false;
}

/** A language by its code or its name; another one in the words that stand there. Where nothing stands, English, as everywhere. */
function readLanguage(judging: Judging, field: ListField): string {
  const text = readLine(judging, field, 35);
  return text === null ? "en" : (otherValues[text.toLowerCase()] ?? (/^(en|es)$/i.test(text) ? text.toLowerCase() : text));
}

function readAdult(judging: Judging, of: "adult" | "adult2"): RowContent["adults"][number] | null {
  const { cells, refuse } = judging;
  const own = (["family_name", "relation", "birth_date", "language", "lives_with_child"] as const).map((part): ListField => `${of}_${part}`);
  const given: ListField = `${of}_given_name`;
  const about = of === "adult" ? [...own, "authority" as const, "authority_document" as const, "authority_scopes" as const, "authority_from" as const] : own;
  if (cells[given] === undefined) {
    if (about.some((field) => cells[field] !== undefined)) refuse(given, expect.adultFirst);
    return null;
  }
  return {
    givenName: readLine(judging, given, 200) ?? "",
    familyName: readLine(judging, `${of}_family_name`, 200) ?? "",
    birthDate: readDate(judging, `${of}_birth_date`, "past"),
    language: readLanguage(judging, `${of}_language`),
    kind: (readOne(judging, `${of}_relation`, relations, "needed") ?? "other_caregiver") as RowContent["adults"][number]["kind"],
    livesWithChild: readYes(judging, `${of}_lives_with_child`),
    authority: of === "adult" ? readAuthority(judging) : null,
  };
}

/** Who may decide is never read from a relation: only where a document says it, and for what. */
function readAuthority(judging: Judging): RowContent["adults"][number]["authority"] {
  const { cells, refuse, today } = judging;
  if (cells.authority === undefined) {
    for (const field of ["authority_document", "authority_scopes", "authority_from"] as const) if (cells[field] !== undefined) refuse("authority", expect.authorityFirst);
    return null;
  }
  const kind = readOne(judging, "authority", authorities);
  const document = readLine(judging, "authority_document", 500) ?? refuse("authority_document", expect.documentToo);
  const found = readSome(judging, "authority_scopes", scopes);
  if (found.length === 0) refuse("authority_scopes", expect.someOf(scopes.list));
  const validFrom = readDate(judging, "authority_from", "any") ?? today;
  return kind === null || document === null ? null : ({ kind, document, scopes: found, validFrom, validTo: null } as RowContent["adults"][number]["authority"]);
}

/** A number without a word on what is safe is refused: it would be used, or lost. */
function readContact(judging: Judging): SafeContact | null {
  const { cells, refuse } = judging;
  const way = readOne(judging, "contact_way", ways);
  const typed = (["phone", "email", "voicemail", "safe_hours"] as const).filter((field) => cells[field] !== undefined);
  if (cells.contact_way === undefined) return typed.length > 0 ? refuse("contact_way", expect.wayFirst) : null;
  if (way === null) return null;
  if (way === "do_not_contact") {
    for (const field of typed) if (field === "phone" || field === "email") refuse(field, expect.noWay);
    return { way };
  }
  if (way === "email") {
    const email = cells.email ?? "";
    return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email) && email.length <= 254 ? { way, email } : refuse("email", expect.email);
  }
  const phone = normalisePhone(cells.phone ?? "");
  if (!phone.ok) refuse("phone", expect.phone);
  const hours = readHours(judging);
  const voicemail = readOne(judging, "voicemail", voicemails) ?? "hang_up";
  if (!phone.ok || hours.length === 0) return null;
  return way === "call" ? { way, phone: phone.phone, voicemail: voicemail as (typeof voicemailRules)[number], safeHours: hours } : { way: "text", phone: phone.phone, safeHours: hours };
}

function readHours({ cells, refuse }: Judging): SafeHour[] {
  const text = cells.safe_hours ?? "";
  if (["any", "anytime", "all", "cualquiera", "todas"].includes(plainName(text))) return [...safeHours];
  const parts = text.split(/[|;,\s]+/).filter((one) => one !== "").map((one) => one.toLowerCase());
  const found = safeHours.filter((hour) => parts.includes(hour));
  if (found.length === 0 || found.length !== new Set(parts).size) refuse("safe_hours", expect.hours);
  return found;
}

function readIdentifier(judging: Judging): RowContent["identifier"] {
  const value = readLine(judging, "identifier", 200);
  const system = readLine(judging, "identifier_system", 200);
  if (value === null && system !== null) judging.refuse("identifier", expect.needed);
  if (value !== null && system === null) judging.refuse("identifier_system", expect.systemToo);
  return value === null || system === null ? null : { value, system };
}

/** A row that did not come about, told for the file that is mended: the column and what was expected. */
export const tellFaults = (faults: readonly RowFault[], language: "en" | "es"): string => faults.map(({ field, expected }) => `${fieldTitles[field][language]}: ${expected[language]}`).join(" ");
