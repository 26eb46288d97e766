import { Fault } from "#kernel/faults.ts";
import type { Words } from "#kernel/language.ts";
import { z } from "zod";
import {
  callMeLimit,
  childAges,
  consultationRequest,
  contactWays,
  ownWordsLimit,
  referralReasons,
  relations,
  safeHours,
  usPhone,
  voicemailRules,
  type ConsultationRequest,
} from "./contract.ts";
import { requestFaults } from "./words.ts";
import { faultWords } from "./faults.words.ts";

/** The names of the request's fields, as the page sends them: the paths of the schema. */
export const consultationFields = [
  "callMe",
  "relation",
  "childAge",
  "reasons",
  "ownWords",
  "contact.way",
  "contact.phone",
  "contact.email",
  "contact.voicemail",
  "contact.safeHours",
  "language",
  "otherLanguage",
] as const;
export type ConsultationField = (typeof consultationFields)[number];

/** What a person typed and ticked, kept word for word, so that a page with errors loses nothing. */
export type KeptAnswers = Partial<Record<ConsultationField, string[]>>;

/** One answer that cannot be used, and what to do about it in both languages. */
export type ConsultationFault = { path: ConsultationField; message: Words };

export type ConsultationReading =
  | { ok: true; value: ConsultationRequest }
  | { ok: false; fields: ConsultationFault[]; kept: KeptAnswers };

/** Control characters out, white space to single blanks: for answers of one line. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").replace(/\s+/g, " ").trim();
/** Line ends as `\n`, other control characters out: for own words. */
const manyLines = (text: string): string => text.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n\t]/gu, "").trim();

const isOneOf = <T extends string>(list: readonly T[], text: string | undefined): text is T => list.includes(text as T);

/**
 * A phone number of the United States as ten digits, from whatever way people write it, with or without +1.
 * A number that cannot be one comes back with the sentence that says why.
 */
export function normalisePhone(text: string): { ok: true; phone: string } | { ok: false; message: Words } {
  const all = text.replace(/\D/g, "");
  const digits = all.length === 11 && all.startsWith("1") ? all.slice(1) : all;
  if (digits.length === 0) return { ok: false, message: requestFaults.phone };
  if (digits.length !== 10) return { ok: false, message: requestFaults.phoneCount(digits.length) };
  return usPhone.safeParse(digits).success ? { ok: true, phone: digits } : { ok: false, message: requestFaults.phoneArea };
}

/**
 * Reads the request (D3) from the fields of a form. Answers that the picked way does not need are left out, typed or
 * not. Fields that are not the request's own are passed over: the page carries others. Faults come in page order.
 */
export function readConsultationForm(fields: Record<string, string | string[] | undefined>): ConsultationReading {
  const faults: ConsultationFault[] = [];
  const kept: KeptAnswers = {};
  for (const name of consultationFields) {
    const given = fields[name];
    if (given !== undefined) kept[name] = (Array.isArray(given) ? given : [given]).map(String);
  }
  const first = (name: ConsultationField): string => kept[name]?.[0] ?? "";
  const fault = (path: ConsultationField, message: Words): undefined => void faults.push({ path, message });
  const pick = <T extends string>(path: ConsultationField, list: readonly T[], message: Words): T | undefined => {
    const answer = first(path);
    return isOneOf(list, answer) ? answer : fault(path, message);
  };

  const callMe = oneLine(first("callMe"));
  if (callMe === "") fault("callMe", requestFaults.callMe);
  if (callMe.length > callMeLimit) fault("callMe", requestFaults.callMeLong);
  const relation = pick("relation", relations, requestFaults.relation);
  const childAge = pick("childAge", childAges, requestFaults.childAge);
  const reasons = referralReasons.filter((reason) => kept.reasons?.includes(reason));
  const ownWords = manyLines(first("ownWords"));
  if (ownWords.length > ownWordsLimit) fault("ownWords", requestFaults.ownWordsLong(ownWords.length));

  const contact = readContact();
  const language = pick("language", ["en", "es", "other"] as const, requestFaults.language);
  const otherLanguage = oneLine(first("otherLanguage"));
  if (language === "other" && otherLanguage === "") fault("otherLanguage", requestFaults.otherLanguage);
  if (language === "other" && otherLanguage.length > 60) fault("otherLanguage", requestFaults.otherLanguageLong);

  const request = {
    callMe,
    relation,
    childAge,
    reasons,
    ownWords: ownWords === "" ? null : ownWords,
    contact,
    language,
    otherLanguage: language === "other" ? otherLanguage : null,
  };
  if (faults.length > 0) return { ok: false, fields: faults, kept };
  const parsed = consultationRequest.safeParse(request);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, fields: parsed.error.issues.map((issue) => ({ path: fieldOf(issue.path), message: requestFaults.unclear })), kept };

  function readContact() {
    const way = pick("contact.way", contactWays, requestFaults.way);
    if (way === undefined || way === "do_not_contact") return { way };
    if (way === "email") {
      const email = oneLine(first("contact.email"));
      if (email === "") fault("contact.email", requestFaults.email);
      else if (!z.email().max(254).safeParse(email).success) fault("contact.email", requestFaults.emailForm);
      return { way, email };
    }
    const number = normalisePhone(first("contact.phone"));
    if (!number.ok) fault("contact.phone", number.message);
    const phone = number.ok ? number.phone : "";
    const voicemail = way === "call" ? pick("contact.voicemail", voicemailRules, requestFaults.voicemail) : undefined;
    const hours = safeHours.filter((hour) => kept["contact.safeHours"]?.includes(hour));
    if (hours.length === 0) fault("contact.safeHours", requestFaults.safeHours);
    return way === "call" ? { way, phone, voicemail, safeHours: hours } : { way, phone, safeHours: hours };
  }
}

function fieldOf(path: readonly PropertyKey[]): ConsultationField {
  const name = path.map(String).join(".");
  return consultationFields.find((field) => name === field || name.startsWith(`${field}.`)) ?? "contact.way";
}

/** Letters and digits that are not taken for one another, read or heard: no vowels, no 0 1 B I L O S U Z. */
const codeLetters = "23456789CDFGHJKMNPQRTVWXY";
const codeLength = 6;
/** Bytes from here on would make some letters likelier than others. */
const firstUnevenByte = 256 - (256 % codeLetters.length);

/**
 * A receipt code of six letters or digits, from random bytes (24 are always enough in practice; fewer usable than six
 * is a fault of the caller). It can be said on a phone and holds no name.
 */
export function receiptCode(randomBytes: Uint8Array): string {
  const usable = Array.from(randomBytes).filter((byte) => byte < firstUnevenByte);
  if (usable.length < codeLength) throw new Fault("internal", faultWords.moreBytes);
  return usable.slice(0, codeLength).map((byte) => codeLetters[byte % codeLetters.length]).join("");
}

/** A code as it is shown and said: `7Q4 RK2`. */
export function showReceiptCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

/** A code as a person says or types it, to look it up by; null where it can be none. */
export function readReceiptCode(text: string): string | null {
  const code = text.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return code.length === codeLength && [...code].every((letter) => codeLetters.includes(letter)) ? code : null;
}
