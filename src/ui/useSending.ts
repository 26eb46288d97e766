import { useState } from "react";
import type { Language } from "#kernel/language.ts";
import { asApiFault, type ApiFault } from "./client.ts";
import type { FormError } from "./ErrorSummary.tsx";
import { faultWords } from "./faults.words.ts";
import { useLanguage } from "./language.tsx";

/** What is wrong with one field; `path` is dotted, as the server names it. */
export type FieldWrong = { path: string; message: string };

/** The sentence for a fault, as the server says it in the language of the screen; where it could not, one of our own. */
export function sentenceFor(fault: ApiFault, language: Language): string {
  if (fault.code === "offline") return faultWords.offline[language];
  return fault.code === "unreadable" || fault.message === "" ? faultWords.unreadable[language] : fault.message;
}

/** A refusal that the screen itself puts into words, in the language of the person: shown as it is. */
export class SaidRefusal extends Error {
  readonly wrong: readonly FieldWrong[];
  constructor(wrong: readonly FieldWrong[]) {
    super("The screen says what is wrong.");
    this.wrong = wrong;
  }
}

/** The id of a field of a form: `booking` and `child.birthDate` make `booking-child-birthDate`. */
export const fieldId = (form: string, path: string): string => `${form}-${path.replaceAll(".", "-")}`;

/** The errors of a refused call, each tied to its field; one without a field is tied to the form itself. */
export function errorsOf(fault: ApiFault, form: string, language: Language): (FormError & { path: string })[] {
  const fields = fault.fields.map((one) => ({ path: one.path, fieldId: fieldId(form, one.path), message: one.message }));
  if (fields.length > 0) return fields;
  return [{ path: "", fieldId: form, message: sentenceFor(fault, language) }];
}

export type Sending = {
  state: "ready" | "busy";
  /** Counts the tries, for `ErrorSummary`. */
  attempt: number;
  errors: readonly FormError[];
  fault: ApiFault | null;
  /** The id that a field must have for the summary to lead to it. */
  id: (path: string) => string;
  /** The sentence beside a field, or null. */
  errorOf: (path: string) => string | null;
  /** Sends unless something is wrong already; what was typed stays where it is. True when it was sent. */
  send: (call: () => Promise<unknown>, wrong?: readonly FieldWrong[]) => Promise<boolean>;
  forget: () => void;
};

/** The sending of one form: what is wrong is kept beside its fields until the next try. */
export function useSending(form: string): Sending {
  const { language } = useLanguage();
  const [state, setState] = useState<"ready" | "busy">("ready");
  const [attempt, setAttempt] = useState(0);
  const [errors, setErrors] = useState<readonly (FormError & { path: string })[]>([]);
  const [fault, setFault] = useState<ApiFault | null>(null);
  return {
    state,
    attempt,
    errors,
    fault,
    id: (path) => fieldId(form, path),
    errorOf: (path) => errors.find((one) => one.path === path)?.message ?? null,
    forget: () => {
      setErrors([]);
      setFault(null);
    },
    send: async (call, wrong = []) => {
      setAttempt((before) => before + 1);
      setFault(null);
      setErrors(wrong.map((one) => ({ ...one, fieldId: fieldId(form, one.path) })));
      if (wrong.length > 0) return false;
      setState("busy");
      try {
        await call();
        return true;
      } catch (error) {
        if (error instanceof SaidRefusal) {
          setErrors(error.wrong.map((one) => ({ ...one, fieldId: fieldId(form, one.path) })));
          return false;
        }
        const found = asApiFault(error);
        setFault(found);
        setErrors(errorsOf(found, form, language));
        return false;
      } finally {
        setState("ready");
      }
    },
  };
}
