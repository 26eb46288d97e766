import { inEachLanguage, type Language } from "#kernel/language.ts";
import { checkClaims } from "#wire/x12/claim.check.ts";
import { faultIn } from "#wire/x12/faults.ts";
import { amountText } from "#wire/x12/cents.ts";
import { readClaimSet } from "#wire/x12/claims.read.ts";
import { segmentOf } from "#wire/x12/loops.ts";
import { findImbalances, readRemittance } from "#wire/x12/remittance.ts";
import { decodeX12, elementOf, type Fault } from "#wire/x12/segments.ts";
import { type Acknowledged, readTransactions, type Transaction } from "#wire/x12/transactions.ts";
import { claimsWords } from "./words.ts";

/** What a command of the command line answers: exit 0 good, 1 what was checked falls short, 2 used wrongly. */
export type CommandAnswer = { exit: 0 | 1 | 2; stdout: string; stderr: string };
type Asked = {
  /** Reads a file's bytes; throws where it cannot. */ readFile: (path: string) => Promise<Uint8Array> | Uint8Array;
  language: Language;
};

const usedWrongly = (message: string): CommandAnswer => ({ exit: 2, stdout: "", stderr: `${JSON.stringify({ code: "malformed", message, fields: [], requestId: "command-line" }, null, 2)}\n` });
const answerWith = (answer: object, faults: readonly Fault[], language: Language): CommandAnswer => ({
  exit: faults.length > 0 ? 1 : 0,
  stdout: `${JSON.stringify({ ...answer, faults: faults.map((one) => faultIn(one, language)) }, null, 2)}\n`,
  stderr: "",
});

/** What is left where `--json` is taken, which changes nothing, and `--language`, which was read before. */
function withoutCommon(argv: readonly string[]): string[] {
  const at = argv.indexOf("--language");
  const language = at === -1 ? [] : [at, at + 1];
  return argv.filter((one, place) => one !== "--json" && !one.startsWith("--language=") && !language.includes(place));
}

/** The text of the one file that is named. */
async function textOf(argv: readonly string[], usage: string, { readFile, language }: Asked): Promise<string | CommandAnswer> {
  const words = claimsWords[language];
  const [file, ...more] = withoutCommon(argv);
  const option = withoutCommon(argv).find((one) => one.startsWith("-"));
  if (option !== undefined) return usedWrongly(words.unknownOption(option));
  if (file === undefined || more.length > 0) return usedWrongly(usage);
  try {
    return decodeX12(await readFile(file));
  } catch {
    return usedWrongly(words.cannotRead(file));
  }
}

/** What is said of each transaction of a file. */
function summaryOf(one: Transaction | Acknowledged) {
  if (one.type === "TA1") return { type: one.type, control: elementOf(one.segment, 1), accepted: elementOf(one.segment, 4), code: elementOf(one.segment, 5) };
  const { set, root, interchange } = one;
  const summary = { type: one.type, control: set.control, version: set.version, segments: set.segments.length };
  if (one.type === "837P") return { ...summary, ...readClaimSet(root, interchange.delimiters) };
  return one.type === "835" ? { ...summary, ...readRemittance(root, interchange.delimiters) } : summary;
}
/** The sums of the 835s that do not hold, as faults. */
const imbalancesIn = (transactions: readonly (Transaction | Acknowledged)[]): Fault[] =>
  transactions.flatMap((one) =>
    one.type === "835"
      ? findImbalances(readRemittance(one.root, one.interchange.delimiters), segmentOf(one.root, "BPR")?.number ?? 1).map(({ segment, id, element, saysCents, comesToCents }): Fault => ({ segment, id, element, message: inEachLanguage((language) => claimsWords[language].sumSays(amountText(saysCents))), expected: inEachLanguage(() => amountText(comesToCents)) }))
      : [],
  );

/** `dyad x12 read FILE`: the arguments behind `read`. */
export async function x12ReadCommand(argv: readonly string[], asked: Asked): Promise<CommandAnswer> {
  const text = await textOf(argv, claimsWords[asked.language].readUsage, asked);
  if (typeof text !== "string") return text;
  const { transactions, faults } = readTransactions(text);
  const sums = faults.length > 0 ? [] : imbalancesIn(transactions);
  return answerWith({ transactions: transactions.map(summaryOf) }, [...faults, ...sums], asked.language);
}

/** `dyad x12 check FILE`; `today` is CCYYMMDD. */
export async function x12CheckCommand(argv: readonly string[], today: string, asked: Asked): Promise<CommandAnswer> {
  const text = await textOf(argv, claimsWords[asked.language].checkUsage, asked);
  if (typeof text !== "string") return text;
  return answerWith({}, checkClaims(readTransactions(text), today), asked.language);
}
