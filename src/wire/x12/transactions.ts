import type { Words } from "#kernel/language.ts";
import { acknowledgment, claimAcknowledgment, eligibilityAnswer, eligibilityInquiry, statusAnswer } from "./answers.grammar.ts";
import { professionalClaim } from "./claim.grammar.ts";
import { readInterchanges } from "./envelope.ts";
import { faultAt, Faults } from "./faults.ts";
import { isShortDay, isShortTime } from "./header.ts";
import { type Loop, type LoopRule, readLoops } from "./loops.ts";
import { remittance } from "./remittance.grammar.ts";
import { elementOf, type Fault, type Interchange, type Segment, type TransactionSet } from "./segments.ts";
import { oneOf, say, written } from "./words.ts";

// Which file is which, and what a file holds.

export const transactionTypes = ["837P", "835", "999", "TA1", "277CA", "277", "270", "271"] as const;
export type TransactionType = (typeof transactionTypes)[number];

/** By ST01 and the guide's number; the number's errata letters differ from file to file and change nothing that is read here. */
const KNOWN: readonly {
  id: string;
  guide: string;
  group: string;
  type: Exclude<TransactionType, "TA1">;
  rule: LoopRule;
}[] = [
  { id: "837", guide: "005010X222", group: "HC", type: "837P", rule: professionalClaim },
  { id: "835", guide: "005010X221", group: "HP", type: "835", rule: remittance },
  { id: "999", guide: "005010X231", group: "FA", type: "999", rule: acknowledgment },
  { id: "277", guide: "005010X214", group: "HN", type: "277CA", rule: claimAcknowledgment },
  { id: "277", guide: "005010X212", group: "HN", type: "277", rule: statusAnswer },
  { id: "270", guide: "005010X279", group: "HS", type: "270", rule: eligibilityInquiry },
  { id: "271", guide: "005010X279", group: "HB", type: "271", rule: eligibilityAnswer },
];

export type Transaction = {
  type: Exclude<TransactionType, "TA1">;
  interchange: Interchange;
  group: Segment;
  set: TransactionSet;
  root: Loop;
};
export type Acknowledged = { type: "TA1"; interchange: Interchange; segment: Segment };

type Must = (place: number, isGood: (value: string) => boolean, expected: Words) => void;
/** Says of one segment what each element must hold. */
const musts =
  (segment: Segment, faults: Faults): Must =>
  (place, isGood, expected) => {
    const value = elementOf(segment, place);
    if (!isGood(value)) faults.add(faultAt(segment, place, value === "" ? say((w) => w.missing) : say((w) => w.says(value)), expected));
  };
const looksLike = (pattern: RegExp) => (value: string) => pattern.test(value);

function checkGroup(header: Segment, expected: string, faults: Faults) {
  const must = musts(header, faults);
  must(1, (value) => value === expected, written(expected));
  for (const place of [2, 3]) must(place, looksLike(/^.{2,15}$/), say((w) => w.characters(2, 15)));
  must(6, looksLike(/^\d{1,9}$/), say((w) => w.groupControl));
  must(7, (value) => value === "X", written("X"));
}
function checkTa1(segment: Segment, faults: Faults) {
  const must = musts(segment, faults);
  must(1, looksLike(/^\d{9}$/), say((w) => w.nineDigits));
  must(2, isShortDay, say((w) => w.shortDay));
  must(3, isShortTime, say((w) => w.time));
  must(4, looksLike(/^[AER]$/), oneOf(["A", "E", "R"]));
  must(5, looksLike(/^\d{3}$/), say((w) => w.threeDigits));
}
function blameUnknown({ segments, id, version }: TransactionSet, faults: Faults) {
  const first = segments[0]!;
  const same = KNOWN.filter((one) => one.id === id);
  if (same.length === 0) faults.add(faultAt(first, 1, say((w) => w.says(id)), oneOf([...new Set(KNOWN.map((one) => one.id))])));
  else faults.add(faultAt(first, 3, say((w) => w.says(version)), oneOf(same.map((one) => one.guide))));
}

export type ReadFile = {
  transactions: readonly (Transaction | Acknowledged)[];
  faults: readonly Fault[];
};
/** Reads a whole file by the guides. What can be read is given beside its faults; nobody may act on a file that has one. */
export function readTransactions(text: string): ReadFile {
  const faults = new Faults();
  const transactions: (Transaction | Acknowledged)[] = [];
  for (const interchange of readInterchanges(text, faults)) {
    for (const segment of interchange.acknowledgments) {
      checkTa1(segment, faults);
      transactions.push({ type: "TA1", interchange, segment });
    }
    for (const group of interchange.groups) {
      const checked = new Set<string>();
      for (const set of group.sets) {
        const known = KNOWN.find((one) => one.id === set.id && set.version.startsWith(one.guide)) ?? KNOWN.find((one) => one.id === set.id && set.version === "");
        if (known === undefined) {
          blameUnknown(set, faults);
          continue;
        }
        if (!checked.has(known.group)) checkGroup(group.header, known.group, faults);
        checked.add(known.group);
        const root = readLoops(known.rule, set.segments, interchange.delimiters, { isTolerant: known.type !== "837P", faults });
        transactions.push({ type: known.type, interchange, group: group.header, set, root });
      }
    }
  }
  return { transactions, faults: faults.list() };
}
