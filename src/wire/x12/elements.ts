import type { Words } from "#kernel/language.ts";
import { centsOf } from "./cents.ts";
import { faultAt } from "./faults.ts";
import { elementOf, type Fault, type Segment, twoDigits } from "./segments.ts";
import { oneOf, say, sayWith } from "./words.ts";

// What an element may hold: whether it must be there, its type, its length, its codes (X12.6, and the usage marks of the
// 5010 implementation guides).

export type Usage = "required" | "situational" | "unused";
export type SimpleRule = {
  usage: Usage;
  /** It may stand several times, parted by the repetition separator. */ repeats: boolean;
  /** M is a number that is an amount of money: it has no part of a cent. */ type: "AN" | "ID" | "N0" | "R" | "M" | "DT" | "TM";
  least: number;
  most: number;
  codes: readonly string[] | null;
};
export type ElementRule = SimpleRule | { usage: Usage; parts: readonly SimpleRule[] };
export type SegmentRule = {
  id: string;
  isRequired: boolean;
  most: number;
  elements: readonly ElementRule[];
  /** Elements that stand together or not at all. */
  pairs: readonly (readonly [number, number])[];
  /** The element that says in which form a date is written, and the date's. */
  dated: readonly [number, number] | null;
  /** The element, and within a composite its first part, by whose codes this use of the segment is known from others. */
  key: number | null;
};

const USAGES: Record<string, Usage> = { R: "required", S: "situational", N: "unused" };
/** `R AN 1-60`, `S ID 2-3 EI|SY`, `N`; `S^` where it may be repeated. */
function simpleRule(text: string): SimpleRule {
  const [usage = "", type = "AN", length = "1", codes] = text.split(" ");
  const [least, most] = length.split("-").map(Number);
  return {
    usage: USAGES[usage[0] ?? ""]!,
    repeats: usage.endsWith("^"),
    type: type as SimpleRule["type"],
    least: least!,
    most: most ?? least!,
    codes: codes === undefined ? null : codes.split("|"),
  };
}
/** A composite is written with its parts: `R: R ID 2 HC; R AN 1-48; S AN 2`. */
export function elementRule(text: string): ElementRule {
  const at = text.indexOf(":");
  return at === -1
    ? simpleRule(text)
    : {
        usage: USAGES[text.slice(0, at)]!,
        parts: text
          .slice(at + 1)
          .split(";")
          .map((part) => simpleRule(part.trim())),
      };
}

export function isDate(text: string): boolean {
  if (!/^\d{8}$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6))];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
export const isTime = (text: string) => /^([01]\d|2[0-3])[0-5]\d([0-5]\d(\d{1,2})?)?$/.test(text);
const NUMBER = /^-?(\d+(\.\d+)?|\.\d+)$/;
const digitsOf = (text: string) => text.replaceAll(/[-.]/g, "").length;

function expectedOf(rule: SimpleRule): Words {
  const { codes, type, least, most } = rule;
  if (codes !== null) return oneOf(codes);
  if (type === "DT") return say((w) => w.day);
  if (type === "TM") return say((w) => w.time);
  if (type === "N0") return say((w) => w.wholeNumber(least, most));
  if (type === "M") return say((w) => w.money);
  return say((w) => (type === "R" ? w.number(least, most) : w.characters(least, most)));
}
/** What is wrong with a value that is there; null where nothing is. */
function wrongWith(value: string, { codes, type, least, most }: SimpleRule): Words | null {
  if (/[^\u0020-\u007e]/.test(value)) return say((w) => w.outsideCharacters);
  if (codes !== null) return codes.includes(value) ? null : say((w) => w.says(value));
  if (type === "DT") return isDate(value) ? null : say((w) => w.noDay(value));
  if (type === "TM") return isTime(value) ? null : say((w) => w.noTime(value));
  if (type === "N0" && !/^-?\d+$/.test(value)) return say((w) => w.noWholeNumber(value));
  if (type === "R" && !NUMBER.test(value)) return say((w) => w.noNumber(value));
  if (type === "M" && centsOf(value) === null) return say((w) => w.noMoney(value));
  const isNumber = type === "N0" || type === "R" || type === "M";
  const length = isNumber ? digitsOf(value) : value.length;
  if (length > most || length < least) return say((w) => (isNumber ? w.hasDigits(length) : w.hasCharacters(length)));
  return value.trim() === "" ? say((w) => w.spacesOnly) : null;
}

type Wrong = { message: Words; expected: Words };
const nothing = say((w) => w.nothing);
function simpleFault(value: string, rule: SimpleRule): Wrong | null {
  if (value === "") return rule.usage === "required" ? { message: say((w) => w.missing), expected: expectedOf(rule) } : null;
  if (rule.usage === "unused") return { message: say((w) => w.notUsed), expected: nothing };
  const message = wrongWith(value, rule);
  return message === null ? null : { message, expected: expectedOf(rule) };
}
type Composite = { usage: Usage; parts: readonly SimpleRule[] };
function compositeFaults(value: string, rule: Composite, { component, isTolerant }: Reading): Wrong[] {
  if (value === "") return rule.usage === "required" ? [{ message: say((w) => w.missing), expected: expectedOf(rule.parts[0]!) }] : [];
  const faults: Wrong[] = [];
  const parts = value.split(component);
  if (!isTolerant && parts.length > 1 && parts.at(-1) === "") faults.push({ message: say((w) => w.emptyComponentTail), expected: say((w) => w.noEmptyComponentTail) });
  const extra = parts.findIndex((one, at) => at >= rule.parts.length && one !== "");
  if (extra !== -1) faults.push({ message: say((w) => w.componentNotUsed(extra + 1)), expected: say((w) => w.mostComponents(rule.parts.length)) });
  for (let at = 0; at < rule.parts.length; at++) {
    const fault = simpleFault(parts[at] ?? "", rule.parts[at]!);
    if (fault !== null) faults.push({ message: sayWith(fault.message, (w, what) => w.inComponent(at + 1, what)), expected: fault.expected });
  }
  return faults;
}
/** All that is wrong with one element; the same empty list where nothing is, for most of a file is good. */
function elementFaults(value: string, rule: ElementRule, reading: Reading): readonly Wrong[] {
  const { repetition, component } = reading;
  if (repetition !== null && value.includes(repetition)) {
    if ("parts" in rule || !rule.repeats) return [{ message: say((w) => w.repeated), expected: say((w) => w.oneValue) }];
    const each: SimpleRule = { ...rule, usage: "required" };
    return value.split(repetition).map((one) => simpleFault(one, each)).filter((one) => one !== null);
  }
  if ("parts" in rule) return compositeFaults(value, rule, reading);
  if (value.includes(component)) return [{ message: say((w) => w.holdsSeparator), expected: expectedOf(rule) }];
  const fault = simpleFault(value, rule);
  return fault === null ? NONE : [fault];
}
const NONE: readonly Wrong[] = [];

export type Reading = { component: string; repetition: string | null; isTolerant: boolean };
/** Checks one segment by its rule; the separators are those of its interchange. */
export function checkSegment(segment: Segment, rule: SegmentRule, reading: Reading): Fault[] {
  const faults: Fault[] = [];
  const blame = (place: number, message: Words, expected: Words) => void faults.push(faultAt(segment, place, message, expected));
  const count = segment.elements.length - 1;
  if (!reading.isTolerant && count > 0 && elementOf(segment, count) === "") blame(count, say((w) => w.emptyTail), say((w) => w.noEmptyTail));
  const known = rule.elements.length;
  for (let place = 1; place <= known; place++) for (const { message, expected } of elementFaults(elementOf(segment, place), rule.elements[place - 1]!, reading)) blame(place, message, expected);
  // A segment of noise may have a million elements: the first that has no place is named.
  const extra = count > known ? segment.elements.findIndex((value, place) => place > known && value !== "") : -1;
  if (extra !== -1) blame(extra, say((w) => w.notUsed), nothing);
  for (const [first, second] of rule.pairs) {
    const [has, hasOther] = [elementOf(segment, first) !== "", elementOf(segment, second) !== ""];
    if (has !== hasOther) blame(has ? second : first, say((w) => w.missing), say((w) => w.missingFor(twoDigits(has ? first : second))));
  }
  if (rule.dated !== null) checkDated(segment, rule.dated, blame);
  return faults;
}
function checkDated(segment: Segment, [form, value]: readonly [number, number], blame: (place: number, message: Words, expected: Words) => void) {
  const [how, what] = [elementOf(segment, form), elementOf(segment, value)];
  if (how === "" || what === "") return;
  if (how === "D8" && !isDate(what)) blame(value, say((w) => w.noDay(what)), say((w) => w.day));
  if (how !== "RD8") return;
  const [from = "", to = ""] = what.split("-");
  if (!/^\d{8}-\d{8}$/.test(what) || !isDate(from) || !isDate(to) || to < from) blame(value, say((w) => w.noPeriod(what)), say((w) => w.period));
}
