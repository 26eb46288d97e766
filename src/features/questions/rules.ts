import { z } from "zod";
import type { Language, Words } from "#kernel/language.ts";
import { safeHours, type SafeContact, voicemailRules } from "#features/intake/contract.ts";
import { normalisePhone } from "#features/intake/rules.ts";
import { requestFaults } from "#features/intake/words.ts";
import { type AskedQuestion, type AskedWay, askedWays, questionLimit, wordLetters } from "./contract.ts";
import { askFaults } from "./words.ts";

/** The names of the fields of the question, as the page sends them. */
export const questionFields = ["question", "contact.way", "contact.email", "safe", "contact.phone", "contact.voicemail", "contact.safeHours", "word"] as const;
export type QuestionField = (typeof questionFields)[number];
export type KeptFields = Record<string, string[]>;
export type FieldFaultOnPage = { path: QuestionField; message: Words };
export type QuestionReading = { ok: true; value: AskedQuestion } | { ok: false; faults: FieldFaultOnPage[]; kept: KeptFields };

type Given = Record<string, string | string[] | undefined>;
/** What was typed, word for word, so that a page with errors loses nothing. */
export const keptFrom = (fields: Given, names: readonly string[] = questionFields): KeptFields => Object.fromEntries(names.flatMap((name) => (fields[name] === undefined ? [] : [[name, [fields[name]].flat().map(String)]])));

/** Line ends as `\n`, other control characters out. */
const manyLines = (text: string): string => text.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n\t]/gu, "").replace(/\p{Surrogate}/gu, "").trim();
/** A word as it counts: however it is spaced, in small or large letters. */
export const plainWord = (text: string): string => text.normalize("NFKC").replace(/[\p{Cc}\s]+/gu, " ").trim().toLowerCase();

/** Reads a question. What the picked way does not need is left out, typed or not. Faults come in page order. */
export function readQuestionForm(fields: Given, language: Language): QuestionReading {
  const kept = keptFrom(fields);
  const faults: FieldFaultOnPage[] = [];
  const first = (name: QuestionField): string => kept[name]?.[0] ?? "";
  const fault = (path: QuestionField, message: Words): void => void faults.push({ path, message });
  const words = manyLines(first("question"));
  if (words === "") fault("question", askFaults.question);
  if (words.length > questionLimit) fault("question", askFaults.questionLong(words.length));
  const way = askedWays.find((one) => one === first("contact.way")) ?? null;
  if (way === null) fault("contact.way", askFaults.way);
  const contact = way === null ? null : readContact(way, { kept, first, fault });
  const word = way === "code" ? readWord(first("word"), fault) : null;
  if (faults.length > 0 || way === null || contact === null) return { ok: false, faults, kept };
  return { ok: true, value: { words, language, way, contact, word } };
}

type Reading = { kept: KeptFields; first(name: QuestionField): string; fault(path: QuestionField, message: Words): void };

function readContact(way: AskedWay, { kept, first, fault }: Reading): SafeContact | null {
  if (way === "code") return { way: "do_not_contact" };
  if (way === "email") {
    const email = first("contact.email").replace(/\s+/g, " ").trim();
    const isAddress = z.email().max(254).safeParse(email).success;
    if (!isAddress) fault("contact.email", email === "" ? requestFaults.email : requestFaults.emailForm);
    // The words of the answer stand in the letter: nobody is sent them who did not say that only they open it.
    if (first("safe") !== "yes") fault("safe", askFaults.safe);
    return isAddress ? { way, email } : null;
  }
  const number = normalisePhone(first("contact.phone"));
  if (!number.ok) fault("contact.phone", number.message);
  const voicemail = voicemailRules.find((one) => one === first("contact.voicemail")) ?? null;
  if (voicemail === null) fault("contact.voicemail", requestFaults.voicemail);
  const hours = safeHours.filter((hour) => kept["contact.safeHours"]?.includes(hour));
  if (hours.length === 0) fault("contact.safeHours", requestFaults.safeHours);
  return number.ok && voicemail !== null ? { way, phone: number.phone, voicemail, safeHours: hours } : null;
}

function readWord(text: string, fault: Reading["fault"]): string {
  const word = plainWord(text);
  if (word.length < wordLetters.least || word.length > wordLetters.most) fault("word", askFaults.word);
  return word;
}

/** The first line of a question, cut, for a row of a list. */
export const beginningOf = (words: string): string => {
  const whole = words.replace(/\s+/g, " ").trim();
  return whole.length <= 120 ? whole : `${whole.slice(0, 119).trimEnd()}…`;
};
