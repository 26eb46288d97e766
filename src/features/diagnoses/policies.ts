import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { Fault } from "#kernel/faults.ts";
import { findDataDirectory } from "#features/policy/policies.ts";
import type { ListedCode } from "./contract.ts";
import { writeCode } from "./codes.rules.ts";
import { faultWords } from "./faults.words.ts";

const FILE = "codes/icd10cm-subset.csv";
type Line = { code: string; description: string; billable: string; billable_fy2027: string };
const isYesNo = (text: string) => text === "0" || text === "1";

/** The shipped part of ICD-10-CM, in the order of its codes. A line that is not as it should be is a `malformed` fault naming it. */
export function loadCodes(dataDirectory: string = findDataDirectory()): ListedCode[] {
  const lines = parse(readFileSync(join(dataDirectory, FILE), "utf8"), { columns: true }) as Line[];
  const seen = new Set<string>();
  return lines.map(({ code, description, billable, billable_fy2027: next }, index) => {
    if (writeCode(code) !== code || seen.has(code) || description === "" || !isYesNo(billable) || !isYesNo(next)) throw new Fault("malformed", faultWords.noCodes, { fields: [{ path: `${FILE}: ${index + 2}`, message: faultWords.noCodes }] });
    seen.add(code);
    return { code, description, billable: billable === "1", billableNext: next === "1" };
  });
}

let read: { from: string; codes: ListedCode[] } | null = null;
/** The same, read once: what is shipped does not change while a process runs. */
export function knownCodes(dataDirectory: string = findDataDirectory()): readonly ListedCode[] {
  if (read?.from !== dataDirectory) read = { from: dataDirectory, codes: loadCodes(dataDirectory) };
  return read.codes;
}
