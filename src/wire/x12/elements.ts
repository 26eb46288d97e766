import { elementOf, type Fault, idOf, type Segment, twoDigits } from "./segments.ts";

// What an element may hold: whether it must be there, its type, its length, its codes (X12.6, and the usage marks of the
// 5010 implementation guides).

export type Usage = "required" | "situational" | "unused";
export type SimpleRule = {
  usage: Usage;
  /** It may stand several times, parted by the repetition separator. */ repeats: boolean;
  type: "AN" | "ID" | "N0" | "R" | "DT" | "TM";
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
const isTime = (text: string) => /^([01]\d|2[0-3])[0-5]\d([0-5]\d(\d{1,2})?)?$/.test(text);
const NUMBER = /^-?(\d+(\.\d+)?|\.\d+)$/;
const digitsOf = (text: string) => text.replaceAll(/[-.]/g, "").length;

const lengthOf = ({ least, most }: SimpleRule, what: string) => (least === most ? `${most} ${what}` : `${least} to ${most} ${what}`);
function expectedOf(rule: SimpleRule): string {
  if (rule.codes !== null) return rule.codes.join(", ");
  if (rule.type === "DT") return "a day as CCYYMMDD";
  if (rule.type === "TM") return "a time as HHMM";
  if (rule.type === "N0") return `a whole number of ${lengthOf(rule, "digits")}`;
  if (rule.type === "R") return `a number of ${lengthOf(rule, "digits")}`;
  return lengthOf(rule, "characters");
}
/** What is wrong with a value that is there; null where nothing is. */
function wrongWith(value: string, rule: SimpleRule): string | null {
  if (/[^\u0020-\u007e]/.test(value)) return "It holds a sign outside the character set.";
  if (rule.codes !== null) return rule.codes.includes(value) ? null : `It says "${value}".`;
  if (rule.type === "DT") return isDate(value) ? null : `"${value}" is no day.`;
  if (rule.type === "TM") return isTime(value) ? null : `"${value}" is no time.`;
  if (rule.type === "N0" && !/^-?\d+$/.test(value)) return `"${value}" is no whole number.`;
  if (rule.type === "R" && !NUMBER.test(value)) return `"${value}" is no number.`;
  const length = rule.type === "N0" || rule.type === "R" ? digitsOf(value) : value.length;
  if (length > rule.most) return `It has ${length} ${rule.type === "N0" || rule.type === "R" ? "digits" : "characters"}.`;
  if (length < rule.least) return `It has ${length} ${rule.type === "N0" || rule.type === "R" ? "digits" : "characters"}.`;
  return value.trim() === "" ? "It holds spaces only." : null;
}

type Say = (place: number, message: string, expected: string) => void;
function checkSimple(value: string, rule: SimpleRule, say: (message: string, expected: string) => void) {
  if (value === "") {
    if (rule.usage === "required") say("It is missing.", expectedOf(rule));
    return;
  }
  if (rule.usage === "unused") return say("It is not used here.", "nothing");
  const wrong = wrongWith(value, rule);
  if (wrong !== null) say(wrong, expectedOf(rule));
}
function checkComposite(value: string, rule: { usage: Usage; parts: readonly SimpleRule[] }, { component, isTolerant }: { component: string; isTolerant: boolean }, say: (message: string, expected: string) => void) {
  if (value === "") {
    if (rule.usage === "required") say("It is missing.", expectedOf(rule.parts[0]!));
    return;
  }
  const parts = value.split(component);
  if (!isTolerant && parts.length > 1 && parts.at(-1) === "") say("It ends with an empty component.", "no empty component at the end");
  const extra = parts.slice(rule.parts.length).findIndex((one) => one !== "");
  if (extra !== -1) say(`Component ${rule.parts.length + extra + 1} is not used here.`, `at most ${rule.parts.length} components`);
  for (const [at, one] of rule.parts.entries()) checkSimple(parts[at] ?? "", one, (message, expected) => say(`Component ${at + 1}: ${message}`, expected));
}

/** Checks one segment by its rule; the separators are those of its interchange. */
export function checkSegment(segment: Segment, rule: SegmentRule, { component, repetition, isTolerant }: { component: string; repetition: string | null; isTolerant: boolean }): Fault[] {
  const faults: Fault[] = [];
  const say: Say = (place, message, expected) =>
    void faults.push({
      segment: segment.number,
      id: idOf(segment),
      element: twoDigits(place),
      message,
      expected,
    });
  const count = segment.elements.length - 1;
  if (!isTolerant && count > 0 && elementOf(segment, count) === "") say(count, "The segment ends with an empty element.", "no empty element at the end");
  for (let place = 1; place <= Math.max(count, rule.elements.length); place++) {
    const value = elementOf(segment, place);
    const one = rule.elements[place - 1];
    if (one === undefined) {
      if (value !== "") say(place, "It is not used here.", "nothing");
    } else if (repetition !== null && value.includes(repetition)) {
      if ("parts" in one || !one.repeats) say(place, "It is repeated.", "one value");
      else for (const each of value.split(repetition)) checkSimple(each, { ...one, usage: "required" }, (message, expected) => say(place, message, expected));
    } else if ("parts" in one) checkComposite(value, one, { component, isTolerant }, (message, expected) => say(place, message, expected));
    else if (value.includes(component)) say(place, "It holds the sign that parts components.", expectedOf(one));
    else checkSimple(value, one, (message, expected) => say(place, message, expected));
  }
  for (const [first, second] of rule.pairs) {
    const [has, hasOther] = [elementOf(segment, first) !== "", elementOf(segment, second) !== ""];
    if (has !== hasOther) say(has ? second : first, "It is missing.", `a value, for element ${twoDigits(has ? first : second)} is there`);
  }
  if (rule.dated !== null) checkDated(segment, rule.dated, say);
  return faults;
}
function checkDated(segment: Segment, [form, value]: readonly [number, number], say: Say) {
  const [how, what] = [elementOf(segment, form), elementOf(segment, value)];
  if (how === "" || what === "") return;
  if (how === "D8" && !isDate(what)) say(value, `"${what}" is no day.`, "a day as CCYYMMDD");
  if (how !== "RD8") return;
  const [from = "", to = ""] = what.split("-");
  if (!isDate(from) || !isDate(to) || to < from) say(value, `"${what}" is no period.`, "CCYYMMDD-CCYYMMDD, the first day first");
}
