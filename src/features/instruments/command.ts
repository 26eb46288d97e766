import type { z } from "zod";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { issueFields } from "#kernel/issues.ts";
import { inEachLanguage, type Language, languageAsked, languages, type Words } from "#kernel/language.ts";
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
  return runCommand(argv, () => {
    const asked = readArguments(argv, "scoreUsage", 1);
    const { wantsJson, language } = asked;
    const library = loadInstruments(settings.dataDirectory, settings.localTextDirectory ?? null);
    const definition = instrumentDefinition(library, asked.operands[0] ?? "");
    const { answers } = readInput(scoreRequestSchema, stdin);
    const { version: _, ...printed } = scoreInstrument(definition, answers);
    return wantsJson ? toJson(printed) : writeScore(definition.name, printed, definition.notice?.[language] ?? null, language);
  });
}

/** `bin/dyad instruments`: what is installed, with the languages in which its wording may be shown. */
export function instrumentsCommand(argv: readonly string[], _stdin: string, settings: CommandSettings): CommandResult {
  return runCommand(argv, () => {
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
  return runCommand(argv, () => {
    const { wantsJson, language } = readArguments(argv, "changeUsage", 0);
    const result = judgeChange(readInput(changeRequestSchema, stdin));
    if (!Object.values(result).every((value) => typeof value === "string" || Number.isFinite(value))) throw fieldFault("sd", said((command) => command.notFinite));
    return wantsJson ? toJson(result) : `${words[language].change[result.class]} RCI ${result.rci.toFixed(2)}, SE ${result.standardError.toFixed(2)}, S_diff ${result.sDiff.toFixed(2)}\n`;
  });
}

function runCommand(argv: readonly string[], work: () => string): CommandResult {
  try {
    return { exit: 0, stdout: work(), stderr: "" };
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return { exit: 2, stdout: "", stderr: toJson({ code: fault.code, ...fault.saidIn(languageAsked(argv)), requestId: "command-line" }) };
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
    } else if (word.startsWith("-")) throw fieldFault("arguments", said((command) => `${command.unknownOption(word)} ${command[usage]}`));
    else asked.operands.push(word);
  }
  if (asked.operands.length !== operandCount) throw fieldFault("arguments", said((command) => command[usage]));
  return asked;
}

const said = (say: (command: (typeof words)["en"]["command"]) => string): Words => inEachLanguage((language) => say(words[language].command));

function readInput<S extends z.ZodType>(schema: S, stdin: string): z.infer<S> {
  let json: unknown;
  try {
    json = JSON.parse(stdin);
  } catch {
    throw fieldFault("stdin", said((command) => command.notJson));
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Fault("malformed", said((command) => command.wrongInput), { fields: parsed.error.issues.flatMap((issue) => issueFields(issue, "stdin")) });
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
