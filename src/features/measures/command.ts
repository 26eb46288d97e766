import { z } from "zod";
import { Fault } from "#kernel/faults.ts";
import { languages } from "#kernel/language.ts";
import type { Language } from "#kernel/language.ts";
import { changeRequestSchema, scoreRequestSchema } from "./contract.ts";
import type { ScoreResult } from "./contract.ts";
import { judgeChange } from "./change.rules.ts";
import { loadInstruments } from "./policies.ts";
import { scoreInstrument } from "./rules.ts";
import { instrumentDefinition } from "./text.rules.ts";
import { words } from "./words.ts";

/** What a command leaves behind: exit 0 when computed, 2 when used wrongly, with the error as JSON on stderr. */
export type CommandResult = { exit: 0 | 2; stdout: string; stderr: string };

/** Where the commands read instruments from: the folder `data`, and the agency's own texts where it has some. */
export type CommandSettings = { dataDirectory: string; localTextDirectory?: string | null };

type Asked = { operands: string[]; wantsJson: boolean; language: Language };

/** `bin/dyad score INSTRUMENT`: `argv` are the words after `score`, `stdin` is `{"answers": {"1": 0}}`. Incomplete is computed too. */
export function scoreCommand(argv: readonly string[], stdin: string, settings: CommandSettings): CommandResult {
  return runCommand(() => {
    const asked = readArguments(argv, "scoreUsage", 1);
    const { wantsJson, language } = asked;
    const library = loadInstruments(settings.dataDirectory, settings.localTextDirectory ?? null);
    const definition = instrumentDefinition(library, asked.operands[0] ?? "", language);
    const { answers } = readInput(scoreRequestSchema, stdin, language);
    const { version: _, ...printed } = scoreInstrument(definition, answers, { language });
    return wantsJson ? toJson(printed) : writeScore(definition.name, printed, definition.notice?.[language] ?? null, language);
  });
}

/** `bin/dyad instruments`: what is installed, with the languages in which its wording may be shown. */
export function instrumentsCommand(argv: readonly string[], _stdin: string, settings: CommandSettings): CommandResult {
  return runCommand(() => {
    const { wantsJson, language } = readArguments(argv, "instrumentsUsage", 0);
    const library = loadInstruments(settings.dataDirectory, settings.localTextDirectory ?? null);
    const installed = [...library.definitions.values()].map((definition) => ({
      id: definition.id,
      version: definition.version,
      class: definition.class,
      languages: [...(library.texts.get(definition.id)?.values() ?? [])].filter((text) => text.confirmed).map((text) => text.language).sort(),
    }));
    if (wantsJson) return toJson(installed);
    return installed.map((row) => `${row.id.padEnd(18)} ${row.version.padEnd(4)} ${row.class}  ${row.languages.join(", ") || words[language].command.noText}\n`).join("");
  });
}

/** `bin/dyad change`: the reliable change index of two scores, from figures that must all be given. */
export function changeCommand(argv: readonly string[], stdin: string, _settings?: CommandSettings): CommandResult {
  return runCommand(() => {
    const { wantsJson, language } = readArguments(argv, "changeUsage", 0);
    const result = judgeChange(readInput(changeRequestSchema, stdin, language));
    if (!Object.values(result).every((value) => typeof value === "string" || Number.isFinite(value))) throw new Fault("malformed", words[language].command.notFinite, { fields: [{ path: "sd", message: words[language].command.notFinite }] });
    return wantsJson ? toJson(result) : `${words[language].change[result.class]} RCI ${result.rci.toFixed(2)}, SE ${result.standardError.toFixed(2)}, S_diff ${result.sDiff.toFixed(2)}\n`;
  });
}

function runCommand(work: () => string): CommandResult {
  try {
    return { exit: 0, stdout: work(), stderr: "" };
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return { exit: 2, stdout: "", stderr: toJson({ code: fault.code, message: fault.message, fields: fault.fields, requestId: "command-line" }) };
  }
}

function readArguments(argv: readonly string[], usage: "scoreUsage" | "changeUsage" | "instrumentsUsage", operandCount: number): Asked {
  const asked: Asked = { operands: [], wantsJson: false, language: "en" };
  for (let place = 0; place < argv.length; place++) {
    const word = argv[place] ?? "";
    const chosen = word === "--language" ? languages.find((language) => language === argv[place + 1]) : undefined;
    if (word === "--json") asked.wantsJson = true;
    else if (chosen !== undefined) {
      asked.language = chosen;
      place++;
    } else if (word.startsWith("-")) throw usageFault(words[asked.language].command.unknownOption(word), words[asked.language].command[usage]);
    else asked.operands.push(word);
  }
  if (asked.operands.length !== operandCount) throw usageFault(words[asked.language].command[usage]);
  return asked;
}

function usageFault(...sentences: string[]): Fault {
  const message = sentences.join(" ");
  return new Fault("malformed", message, { fields: [{ path: "arguments", message }] });
}

function readInput<S extends z.ZodType>(schema: S, stdin: string, language: Language): z.infer<S> {
  let json: unknown;
  try {
    json = JSON.parse(stdin);
  } catch {
    const message = words[language].command.notJson;
    throw new Fault("malformed", message, { fields: [{ path: "stdin", message }] });
  }
  const parsed = schema.safeParse(json, language === "es" ? { error: z.locales.es().localeError } : {});
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => ({ path: [...issue.path, key].join("."), message: issue.message })) : [{ path: issue.path.join(".") || "stdin", message: issue.message }],
  );
  throw new Fault("malformed", words[language].command.wrongInput, { fields });
}

function writeScore(name: string, result: Omit<ScoreResult, "version">, notice: string | null, language: Language): string {
  const { command, scores, bands, flags, alerts } = words[language];
  const figure = (value: number | null) => value ?? command.notKnown;
  const answer = (value: boolean | null) => (value === null ? command.notKnown : value ? command.yes : command.no);
  const named = (catalogue: Readonly<Record<string, string>>, key: string) => catalogue[key] ?? key;
  return [
    name,
    ...(result.complete ? [] : [command.incomplete(result.missing.join(", "))]),
    ...(result.total === null ? [] : [`${scores.total}: ${result.total}`]),
    ...(result.band === null ? [] : [named(bands, result.band)]),
    ...Object.entries(result.subscales).map(([key, value]) => `${named(scores, key)}: ${figure(value)}`),
    ...Object.entries(result.positive).map(([key, value]) => `${named(flags, key)}: ${answer(value)}`),
    ...(Object.keys(result.positive).length > 0 ? [flags.screen] : []),
    ...result.alerts.map((alert) => alerts[alert.kind](alert.item)),
    ...(notice === null ? [] : [notice]),
    "",
  ].join("\n");
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
