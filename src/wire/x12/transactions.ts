import { acknowledgment, claimAcknowledgment, eligibilityAnswer, eligibilityInquiry, statusAnswer } from "./answers.grammar.ts";
import { professionalClaim } from "./claim.grammar.ts";
import { type Loop, type LoopRule, readLoops } from "./loops.ts";
import { remittance } from "./remittance.grammar.ts";
import { elementOf, type Fault, type Interchange, readInterchanges, type Segment, type TransactionSet, twoDigits } from "./segments.ts";

// Which file is which, and what a file holds.

export const transactionTypes = ["837P", "835", "999", "TA1", "277CA", "277", "270", "271"] as const;
export type TransactionType = (typeof transactionTypes)[number];

/** By ST01 and the guide's number; the number's errata letters differ from file to file and change nothing that is read here. */
const KNOWN: readonly {
  id: string;
  guide: string;
  group: string;
  type: TransactionType;
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

const checkGroup = (header: Segment, expected: string): Fault[] => {
  const faults: Fault[] = [];
  const must = (place: number, holds: RegExp, what: string) => {
    const value = elementOf(header, place);
    if (!holds.test(value))
      faults.push({
        segment: header.number,
        id: "GS",
        element: twoDigits(place),
        message: value === "" ? "It is missing." : `It says "${value}".`,
        expected: what,
      });
  };
  must(1, new RegExp(`^${expected}$`), expected);
  must(2, /^.{2,15}$/, "2 to 15 characters");
  must(3, /^.{2,15}$/, "2 to 15 characters");
  must(6, /^\d{1,9}$/, "a number of 1 to 9 digits");
  must(7, /^X$/, "X");
  return faults;
};
function checkTa1(segment: Segment): Fault[] {
  const faults: Fault[] = [];
  const must = (place: number, holds: RegExp, expected: string) => {
    if (!holds.test(elementOf(segment, place)))
      faults.push({
        segment: segment.number,
        id: "TA1",
        element: twoDigits(place),
        message: `It says "${elementOf(segment, place)}".`,
        expected,
      });
  };
  must(1, /^\d{9}$/, "nine digits");
  must(2, /^\d{6}$/, "a day as YYMMDD");
  must(3, /^\d{4}$/, "a time as HHMM");
  must(4, /^[AER]$/, "A, E or R");
  must(5, /^\d{3}$/, "a code of three digits");
  return faults;
}

export type ReadFile = {
  transactions: readonly (Transaction | Acknowledged)[];
  faults: readonly Fault[];
};
/** Reads a whole file by the guides. What can be read is given beside its faults; nobody may act on a file that has one. */
export function readTransactions(text: string): ReadFile {
  const { interchanges, faults } = readInterchanges(text);
  const all = [...faults];
  const transactions: (Transaction | Acknowledged)[] = [];
  for (const interchange of interchanges) {
    for (const segment of interchange.acknowledgments) {
      all.push(...checkTa1(segment));
      transactions.push({ type: "TA1", interchange, segment });
    }
    for (const group of interchange.groups) {
      const blamed = new Set<string>();
      for (const set of group.sets) {
        const known = KNOWN.find((one) => one.id === set.id && set.version.startsWith(one.guide)) ?? KNOWN.find((one) => one.id === set.id && set.version === "");
        const [first] = set.segments as [Segment];
        if (known === undefined) {
          const same = KNOWN.filter((one) => one.id === set.id);
          all.push({
            segment: first.number,
            id: "ST",
            element: same.length > 0 ? "03" : "01",
            message: `It says "${same.length > 0 ? set.version : set.id}".`,
            expected: (same.length > 0 ? same.map((one) => one.guide) : [...new Set(KNOWN.map((one) => one.id))]).join(", "),
          });
          continue;
        }
        if (!blamed.has(known.group)) all.push(...checkGroup(group.header, known.group));
        blamed.add(known.group);
        const read = readLoops(known.rule, set.segments, interchange.delimiters, {
          isTolerant: known.type !== "837P",
        });
        all.push(...read.faults);
        transactions.push({
          type: known.type as Transaction["type"],
          interchange,
          group: group.header,
          set,
          root: read.root,
        });
      }
    }
  }
  return { transactions, faults: all.toSorted((one, other) => one.segment - other.segment) };
}
