import { readFile } from "node:fs/promises";
import type { Language } from "#kernel/language.ts";
import type { CommandAnswer } from "./answers.ts";
import type { words } from "./words.ts";

/** What the command line hands to a command: the words behind its name, and how to get at input when it wants some. */
export type Invocation = { argv: string[]; language: Language; dataDirectory: string; environment: Record<string, string | undefined>; readInput(): Promise<string> };

type Command = { name: string; takes: string; about: keyof (typeof words)["en"]["about"]; run(asked: Invocation): Promise<CommandAnswer> };

/** The day where the command runs, CCYYMMDD. */
const localDay = (now: Date) => `${now.getFullYear()}${String(now.getMonth() + 1).padStart(2, "0")}${String(now.getDate()).padStart(2, "0")}`;

/** Every command, in the order of the help. Each is loaded when it is called: most need no database, and start none. */
export const commands: readonly Command[] = [
  { name: "score", takes: "INSTRUMENT", about: "score", run: async (asked) => (await import("#features/instruments/command.ts")).scoreCommand(asked.argv, await asked.readInput(), asked) },
  { name: "change", takes: "", about: "change", run: async (asked) => (await import("#features/instruments/command.ts")).changeCommand(asked.argv, await asked.readInput(), asked) },
  { name: "instruments", takes: "", about: "instruments", run: async (asked) => (await import("#features/instruments/command.ts")).instrumentsCommand(asked.argv, "", asked) },
  { name: "decide", takes: "--policy ID --question Q --on DATE", about: "decide", run: async (asked) => (await import("#features/policy/command.ts")).decideCommand(asked.argv, await asked.readInput(), asked) },
  { name: "policies", takes: "", about: "policies", run: async (asked) => (await import("#features/policy/command.ts")).policiesCommand(asked.argv, "", asked) },
  { name: "progress", takes: "--track ID --on DATE", about: "progress", run: async (asked) => (await import("#features/training/command.ts")).progressCommand(asked.argv, await asked.readInput(), asked) },
  { name: "fhir check", takes: "FILE", about: "fhirCheck", run: async (asked) => (await import("#features/exchange/command.ts")).fhirCheckCommand(asked.argv, (file) => readFile(file), asked.language) },
  { name: "fhir import", takes: "FILE", about: "fhirImport", run: async (asked) => (await import("./fhir-import.ts")).fhirImportCommand(asked) },
  { name: "x12 read", takes: "FILE", about: "x12Read", run: async (asked) => (await import("#features/claims/command.ts")).x12ReadCommand(asked.argv, { readFile: (file) => readFile(file), language: asked.language }) },
  { name: "x12 check", takes: "FILE", about: "x12Check", run: async (asked) => (await import("#features/claims/command.ts")).x12CheckCommand(asked.argv, localDay(new Date()), { readFile: (file) => readFile(file), language: asked.language }) },
  { name: "remit post", takes: "FILE [--agency SLUG]", about: "remitPost", run: async (asked) => (await import("./remit.ts")).remitPostCommand(asked) },
  { name: "claims batch", takes: "--agency ID --out FILE", about: "claimsBatch", run: async (asked) => (await import("./claims.ts")).claimsBatchCommand(asked) },
  { name: "backup", takes: "FILE", about: "backup", run: async (asked) => (await import("./backup.ts")).backupCommand(asked) },
  { name: "restore", takes: "FILE", about: "restore", run: async (asked) => (await import("./restore.ts")).restoreCommand(asked) },
  { name: "recover", takes: "FOLDER [--until MOMENT]", about: "recover", run: async (asked) => (await import("./recover.ts")).recoverCommand(asked) },
  { name: "drill", takes: "FILE", about: "drill", run: async (asked) => (await import("./drill.ts")).drillCommand(asked) },
  { name: "jobs", takes: "[retry]", about: "jobs", run: async (asked) => (await import("./jobs.ts")).jobsCommand(asked) },
  { name: "hooks", takes: "", about: "hooks", run: async (asked) => (await import("./hooks.ts")).hooksCommand(asked) },
  { name: "keys", takes: "[renew | retire | accept]", about: "keys", run: async (asked) => (await import("./keys.ts")).keysCommand(asked) },
  { name: "export", takes: "--agency SLUG --out FILE", about: "export", run: async (asked) => (await import("./export.ts")).exportCommand(asked) },
  { name: "import", takes: "FILE", about: "import", run: async (asked) => (await import("./import.ts")).importCommand(asked) },
  { name: "people import", takes: "FILE [--agency SLUG] [--dates=us] [--cases] [--dry-run]", about: "peopleImport", run: async (asked) => (await import("./people-import.ts")).peopleImportCommand(asked) },
  { name: "check", takes: "", about: "check", run: async (asked) => (await import("./check.ts")).checkCommand(asked) },
  { name: "let-in", takes: "[--agency SLUG] --email E-MAIL", about: "letIn", run: async (asked) => (await import("./letIn.ts")).letInCommand(asked) },
  { name: "outcomes derive", takes: "[--agency SLUG]", about: "outcomesDerive", run: async (asked) => (await import("./outcomes.ts")).outcomesDeriveCommand(asked) },
  { name: "verify", takes: "", about: "verify", run: async (asked) => (await import("./verify.ts")).verifyCommand(asked) },
  { name: "bench", takes: "[NAME…] [--people N] [--concurrency N]", about: "bench", run: async (asked) => (await import("./bench.ts")).benchCommand(asked) },
];

/** The command that the words name, with the words left over; null where there is none of that name. */
export function findCommand(argv: readonly string[]): { command: Command; rest: string[] } | null {
  for (const command of commands) {
    const name = command.name.split(" ");
    if (name.every((word, place) => argv[place] === word)) return { command, rest: argv.slice(name.length) };
  }
  return null;
}
