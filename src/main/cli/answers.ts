import { Fault, type FieldFault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import { SettingError } from "#server/settings.ts";
import { words } from "./words.ts";

/** What a command leaves behind: 0 the answer is good, 1 what was checked falls short, 2 it was used wrongly. */
export type CommandAnswer = { exit: number; stdout: string; stderr: string };

/** JSON as every command prints it. */
export const asJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Wrong use: the one error shape of every door, on standard error. */
export function usedWrongly(code: string, message: string, fields: FieldFault[] = []): CommandAnswer {
  return { exit: 2, stdout: "", stderr: asJson({ code, message, fields, requestId: "command-line" }) };
}

/** Whatever a command threw as its answer. What nobody foresaw shows its place on standard error, for whoever runs it. */
export function answerOf(error: unknown, language: Language): CommandAnswer {
  if (error instanceof Fault) {
    const { message, fields } = error.saidIn(language);
    return usedWrongly(error.code, message, fields);
  }
  if (error instanceof SettingError) return usedWrongly("malformed", error.message, [{ path: error.message.split(" ")[0]!, message: error.message }]);
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const answer = usedWrongly("internal", words[language].internal);
  return { ...answer, stderr: `${stack}\n${answer.stderr}` };
}

