import { Fault } from "#kernel/faults.ts";
import type { Decision, Finding } from "#kernel/findings.ts";
import { type Language, languageAsked, type Words } from "#kernel/language.ts";
import type { Policy } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { loadPolicies, loadPolicy } from "./policies.ts";
import { decide } from "./rules.ts";

/** What a command leaves behind: 0 the answer is good, 1 it falls short, 2 the command was used wrongly. */
export type CommandResult = { exit: number; stdout: string; stderr: string };
export type CommandOptions = { dataDirectory: string };

/** `dyad decide --policy ID --question Q --on DATE [--json]`, the facts on standard input. `argv` is what follows the command's name. */
export function decideCommand(argv: string[], stdin: string, options: CommandOptions): CommandResult {
  return answerFaults(argv, () => {
    const { values, flags } = readOptions(argv, ["--policy", "--question", "--on"], ["--json"]);
    const [policy, question, on] = ["--policy", "--question", "--on"].map((name) => values.get(name) ?? missing(name)) as [string, string, string];
    const decision = decide({ policy: loadPolicy(policy, options.dataDirectory), question, on, facts: parseFacts(stdin) });
    return { exit: decision.verdict === "yes" ? 0 : 1, stdout: flags.has("--json") ? toJson(decision) : writeDecision(decision), stderr: "" };
  });
}

/**
 * `dyad policies [--json] [--language en|es]`: every policy with its versions, clauses, and what is not encoded. Timers
 * stand among the clauses that they are; the id of an example begins with `example-`.
 */
export function policiesCommand(argv: string[], _stdin: string, options: CommandOptions): CommandResult {
  return answerFaults(argv, () => {
    const { flags } = readOptions(argv, ["--language"], ["--json"]);
    const language = languageAsked(argv);
    const policies = loadPolicies(options.dataDirectory);
    return { exit: 0, stdout: flags.has("--json") ? toJson(policies.map((policy) => listPolicy(policy, language))) : policies.map(writePolicy).join("\n"), stderr: "" };
  });
}

function listPolicy({ id, versions }: Policy, language: Language) {
  return {
    id,
    versions: versions.map(({ version, effective, clauses, timers = [], notEncoded }) => ({
      version,
      from: effective.from,
      to: effective.to,
      clauses: [...clauses, ...timers].map(({ cite, status, words }) => ({ cite, status, words: words[language] })),
      notEncoded: notEncoded.map(({ cite, why }) => ({ cite, why: why[language] })),
    })),
  };
}

function writePolicy({ id, versions }: Policy): string {
  const lines = versions.flatMap((version) => [
    `${id}, version ${version.version}: ${version.title.en}`,
    `  in force ${version.effective.from ? `from ${version.effective.from}` : "without a beginning"}${version.effective.to ? ` to ${version.effective.to}` : ""}`,
    ...(version.example ? ["  an example: it shows how payers differ and is in nobody's use"] : []),
    ...version.clauses.map((clause) => `  ${clause.status.padEnd(9)}  ${clause.cite}: ${clause.words.en}`),
    ...(version.timers ?? []).map((timer) => `  ${timer.status.padEnd(9)}  ${timer.cite} (timer): ${timer.words.en}`),
    ...version.notEncoded.map((left) => `  left out   ${left.cite}: ${left.why.en}`),
  ]);
  return `${lines.join("\n")}\n`;
}

const marks: Record<Finding["result"], string> = { met: "met", not_met: "NOT MET", unknown: "unknown", not_applicable: "n/a", overridden: "overridden" };

function writeDecision(decision: Decision): string {
  const units = decision.units === null ? "" : `, ${decision.units} ${decision.units === 1 ? "unit" : "units"}`;
  const head = `${decision.policy} (${decision.version === null ? "no version in force" : `version ${decision.version}`}), ${decision.question} on ${decision.on}: ${decision.verdict}${units}`;
  const lines = decision.findings.flatMap((finding) => [
    `  ${marks[finding.result].padEnd(10)}  ${finding.clause} (${finding.severity}, ${finding.status}): ${finding.message}`,
    ...(finding.fix === null ? [] : [`              → ${finding.fix}`]),
  ]);
  return `${[head, ...lines].join("\n")}\n`;
}

function readOptions(argv: readonly string[], named: readonly string[], plain: readonly string[]): { values: Map<string, string>; flags: Set<string> } {
  const values = new Map<string, string>();
  const flags = new Set<string>();
  for (let at = 0; at < argv.length; at++) {
    const [name = "", joined] = splitOption(argv[at]!);
    if (plain.includes(name) && joined === undefined) flags.add(name);
    else if (named.includes(name)) {
      const value = joined ?? argv[++at];
      if (value === undefined || value.startsWith("--")) throw usage(name, faultWords.valueAfter);
      if (values.has(name)) throw usage(name, faultWords.once);
      values.set(name, value);
    } else throw usage(name, faultWords.onlyOptions([...named, ...plain]));
  }
  return { values, flags };
}

function splitOption(argument: string): [string, string | undefined] {
  const equals = argument.indexOf("=");
  return argument.startsWith("--") && equals > 0 ? [argument.slice(0, equals), argument.slice(equals + 1)] : [argument, undefined];
}

function missing(name: string): never {
  throw usage(name, faultWords.missing(name));
}

function usage(path: string, message: Words): Fault {
  return new Fault("malformed", faultWords.at(path, message), { fields: [{ path, message }] });
}

function parseFacts(stdin: string): unknown {
  if (stdin.trim() === "") throw usage("facts", faultWords.noFacts);
  try {
    return JSON.parse(stdin);
  } catch (cause) {
    throw usage("facts", faultWords.notJson(cause instanceof Error ? cause.message : ""));
  }
}

/** Faults leave as the error shape of every door, in the language that was asked for; an error that is no fault of the asker goes on upwards. */
function answerFaults(argv: readonly string[], run: () => CommandResult): CommandResult {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { exit: 2, stdout: "", stderr: toJson({ code: error.code, ...error.saidIn(languageAsked(argv)), requestId: "command-line" }) };
  }
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
