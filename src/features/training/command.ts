import { isCivilDate } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { issueFields } from "#kernel/issues.ts";
import { languageAsked, type Words } from "#kernel/language.ts";
import { evidence as evidenceShape, type Evidence, type Progress } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { loadTrack } from "./policies.ts";
import { judgeProgress } from "./rules.ts";
import { progressWords } from "./words.ts";

/** What a command leaves behind: 0 every requirement is met, 1 not or not known, 2 the command was used wrongly. */
export type CommandResult = { exit: 0 | 1 | 2; stdout: string; stderr: string };

/** `bin/dyad progress --track ID --on DATE [--json]`, the evidence on standard input. `argv` is what follows the command's name. */
export function progressCommand(argv: readonly string[], stdin: string, { dataDirectory }: { dataDirectory: string }): CommandResult {
  const language = languageAsked(argv);
  try {
    const { track: id, on, wantsJson } = readArguments(argv);
    const track = loadTrack(id, on, dataDirectory);
    const progress = judgeProgress(track, { evidence: readEvidence(stdin), on, language });
    return { exit: progress.verdict === "yes" ? 0 : 1, stdout: wantsJson ? toJson(progress) : writeProgress(progress, language), stderr: "" };
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return { exit: 2, stdout: "", stderr: toJson({ code: fault.code, ...fault.saidIn(language), requestId: "command-line" }) };
  }
}

const named = ["--track", "--on", "--language"] as const;

function readArguments(argv: readonly string[]): { track: string; on: string; wantsJson: boolean } {
  const values = new Map<string, string>();
  let wantsJson = false;
  for (let place = 0; place < argv.length; place++) {
    const [option = "", joined] = /^(--[a-z]+)=(.*)$/s.exec(argv[place]!)?.slice(1) ?? [argv[place]!];
    if (option === "--json" && joined === undefined) wantsJson = true;
    else if ((named as readonly string[]).includes(option)) {
      const value = joined ?? argv[++place];
      if (value === undefined || value.startsWith("--")) throw fieldFault(option, faultWords.valueAfter(option));
      if (values.has(option)) throw fieldFault(option, faultWords.once(option));
      values.set(option, value);
    } else throw wrong("arguments", faultWords.unknownOption(argv[place]!));
  }
  const [track, on] = ["--track", "--on"].map((option) => values.get(option) ?? wrongOf(option)) as [string, string];
  if (!isCivilDate(on)) throw fieldFault("--on", faultWords.noDay);
  return { track, on, wantsJson };
}

const wrong = (path: string, message: Words): Fault => new Fault("malformed", faultWords.usage, { fields: [{ path, message }] });
function wrongOf(option: string): never {
  throw wrong(option, faultWords.missing(option));
}

function readEvidence(stdin: string): Evidence {
  if (stdin.trim() === "") throw fieldFault("stdin", faultWords.noEvidence);
  let json: unknown;
  try {
    json = JSON.parse(stdin);
  } catch {
    throw fieldFault("stdin", faultWords.notJson);
  }
  const parsed = evidenceShape.safeParse(json);
  if (!parsed.success) throw new Fault("malformed", faultWords.wrongEvidence, { fields: parsed.error.issues.flatMap((issue) => issueFields(issue, "evidence")) });
  return parsed.data;
}

const mark = (met: boolean | null): string => (met === null ? "?" : met ? "✓" : "–");

function writeProgress(progress: Progress, language: "en" | "es"): string {
  const lines = progress.requirements.map((one) => `  ${mark(one.met)} ${one.id.padEnd(5)} ${one.have ?? "?"}/${one.need ?? "?"} ${one.unit}${one.isOptional ? ` (${progressWords.optional[language]})` : ""}: ${one.message}`);
  return `${progress.track} ${progress.version}, ${progress.on}: ${progressWords.verdict[progress.verdict][language]}\n${lines.join("\n")}\n${progress.fullCourse === null ? "" : `${progress.fullCourse}\n`}`;
}

const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
