import path from "node:path";
import { type Language, languageAsked } from "#kernel/language.ts";
import { answerOf, type CommandAnswer, usedWrongly } from "./cli/answers.ts";
import { commands, findCommand } from "./cli/commands.ts";
import { words } from "./cli/words.ts";
import { findProjectRoot } from "./root.ts";

/** The whole of standard input as text; empty where there is none. */
async function readInput(): Promise<string> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of process.stdin) pieces.push(piece as Buffer);
  } catch {
    return "";
  }
  return Buffer.concat(pieces).toString("utf8");
}

function listCommands(language: Language): string {
  const say = words[language];
  return [say.usage, "", say.commandsAre, ...commands.map(({ name, takes, about }) => `  ${`${name} ${takes}`.trim().padEnd(44)} ${say.about[about]}`), ""].join("\n");
}

async function answer(argv: string[]): Promise<CommandAnswer> {
  const language = languageAsked(argv);
  if (["--help", "-h", "help"].includes(argv[0] ?? "")) return { exit: 0, stdout: listCommands(language), stderr: "" };
  const found = findCommand(argv);
  if (found === null) {
    const named = argv.filter((word) => !word.startsWith("-")).slice(0, 2).join(" ");
    const message = named === "" ? words[language].noCommand : words[language].unknownCommand(named);
    return usedWrongly("malformed", `${message} ${words[language].commandsAre} ${commands.map(({ name }) => name).join(", ")}.`, [{ path: "command", message }]);
  }
  if (found.rest.includes("--help")) return { exit: 0, stdout: listCommands(language), stderr: "" };
  try {
    return await found.command.run({ argv: found.rest, language, dataDirectory: path.join(findProjectRoot(), "data"), environment: process.env, readInput });
  } catch (error) {
    return answerOf(error, language);
  }
}

const { exit, stdout, stderr } = await answer(process.argv.slice(2));
process.stdout.on("error", () => {}); // whoever read us has gone
process.exitCode = exit;
process.stderr.write(stderr);
process.stdout.write(stdout);
