import type { Language } from "#kernel/language.ts";
import { checkFile } from "#wire/fhir/check.ts";
import { parseFhirFile, type ParsedFile } from "#wire/fhir/file.ts";
import { isFault, operationOutcome } from "#wire/fhir/issues.ts";
import type { FhirIssue, FhirResource } from "#wire/fhir/types.ts";
import { readReferralBundle, type ReadBundle } from "./fhir.ts";
import { exchangeWords } from "./words.ts";

/** What a command of the command line answers: exit 0 good, 1 what was checked falls short, 2 used wrongly. */
export type CommandAnswer = { exit: 0 | 1 | 2; stdout: string; stderr: string };

/** Reads a file's bytes; throws where it cannot. */
export type ReadFile = (path: string) => Promise<Uint8Array> | Uint8Array;

function usedWrongly(message: string): CommandAnswer {
  return { exit: 2, stdout: "", stderr: `${JSON.stringify({ code: "malformed", message, fields: [], requestId: "" })}\n` };
}

/** Issues as the text of an OperationOutcome, as both `fhir check` and a refused `fhir import` print it. */
export function outcomeText(issues: FhirIssue[], language: Language): string {
  return `${JSON.stringify(operationOutcome(issues, language), null, 2)}\n`;
}

/** `dyad fhir check FILE`: the arguments behind `check`, in any order; `--json` is taken and changes nothing. */
export async function fhirCheckCommand(argv: string[], readFile: ReadFile, language: Language = "en"): Promise<CommandAnswer> {
  const words = exchangeWords[language];
  const option = argv.find((one) => one.startsWith("--") && one !== "--json");
  if (option !== undefined) return usedWrongly(words.unknownOption(option));
  const [file, ...more] = argv.filter((one) => one !== "--json");
  if (file === undefined || more.length > 0) return usedWrongly(words.usage);
  let content: Uint8Array;
  try {
    content = await readFile(file);
  } catch {
    return usedWrongly(words.cannotRead(file));
  }
  const issues = checkFile(parseFhirFile(content, file));
  return { exit: issues.some(isFault) ? 1 : 0, stdout: outcomeText(issues, language), stderr: "" };
}

/** One resource or several lines as the entries of a collection, so that everything is read as a Bundle. */
function asBundle(parsed: ParsedFile): FhirResource {
  const [first] = parsed.resources;
  if (parsed.kind === "bundle" && first !== undefined) return first.resource;
  return { resourceType: "Bundle", type: "collection", entry: parsed.resources.map(({ resource }) => ({ resource })) };
}

/**
 * Everything of `dyad fhir import` that needs no database. `faults` not empty: print them with `outcomeText`, exit 1,
 * store nothing. Otherwise a referral or a directory; its references `elsewhere` are for the database to look up.
 */
export function prepareImport(content: Uint8Array | string, fileName: string): ReadBundle {
  const parsed = parseFhirFile(content, fileName);
  const faults = checkFile(parsed).filter(isFault);
  return faults.length > 0 ? { kind: "none", faults } : readReferralBundle(asBundle(parsed));
}
