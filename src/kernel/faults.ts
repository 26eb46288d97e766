import type { Language, Words } from "./language.ts";

/** One field of a request that is wrong, and what was expected there, as it is said to one reader. `path` is dotted, as in `child.birthDate`. */
export type FieldFault = { path: string; message: string };
/** The same before anybody reads it: what was expected, in every language. */
export type FieldWords = { path: string; message: Words };

/** Machine words for what went wrong, each with the HTTP status that it answers with. */
export const faultStatus = {
  malformed: 400,
  not_signed_in: 401,
  not_allowed: 403,
  second_factor_owed: 403,
  not_found: 404,
  changed_meanwhile: 409,
  gone: 410,
  too_large: 413,
  wrong_type: 415,
  refused: 422,
  too_many: 429,
  internal: 500,
  not_built: 501,
  not_ready: 503,
  storage_full: 507,
} as const;

export type FaultCode = keyof typeof faultStatus;

/**
 * A fault is thrown; it becomes one error shape at one edge, which says it in the reader's language. Refusals by a rule
 * are data (findings) and travel in `details.findings`. The words are sentences for a person and never hold clinical
 * text; `message`, which logs and tests read, is the English one.
 */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly words: Words;
  readonly fields: readonly FieldWords[];
  readonly details: Record<string, unknown>;

  constructor(code: FaultCode, words: Words, options: { fields?: readonly FieldWords[]; details?: Record<string, unknown>; cause?: unknown } = {}) {
    super(words.en, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "Fault";
    this.code = code;
    this.words = words;
    this.fields = options.fields ?? [];
    this.details = options.details ?? {};
  }

  get status(): number {
    return faultStatus[this.code];
  }

  /** What is said to a reader of that language: the sentence, and one for each field. */
  saidIn(language: Language): { message: string; fields: FieldFault[] } {
    return { message: this.words[language], fields: this.fields.map(({ path, message }) => ({ path, message: message[language] })) };
  }
}

/** A `malformed` fault about one field, which says the same of the whole and of the field. */
export function fieldFault(path: string, message: Words): Fault {
  return new Fault("malformed", message, { fields: [{ path, message }] });
}
