import type { CivilDate } from "#kernel/dates.ts";
import { type Loop, loopOf, loopsOf, segmentOf, segmentsIn } from "#wire/x12/loops.ts";
import { elementOf, type Segment } from "#wire/x12/segments.ts";
import type { Transaction } from "#wire/x12/transactions.ts";
import { type Draft, words } from "#wire/x12/write.ts";
import type { CheckAnswer, CheckDetails } from "./contract.ts";

// 270 and 271 005010X279A1: whether a child is covered on a day. Pure: what is asked goes in, segments come out, and back.

export const INQUIRY_VERSION = "005010X279A1";
type PersonAsked = { givenName: string; familyName: string; birthDate: CivilDate | null; sex: "F" | "M" | "U" | null };
/** One question. `insured` null: the child holds the insurance. `taxNumber` names who asks, with the trace. */
export type Inquiry = { trace: string; forDay: CivilDate; madeOn: CivilDate; time: string; payer: { name: string; number: string }; provider: { name: string; npi: string; taxNumber: string }; memberNumber: string; child: PersonAsked; insured: PersonAsked | null; relation: "self" | "child" | "other" };

const digits = (day: CivilDate) => day.replaceAll("-", "");
const demographics = ({ birthDate, sex }: PersonAsked): Draft[] => (birthDate === null ? [] : [["DMG", "D8", digits(birthDate), sex === "U" ? null : sex]]);
/** INS02: the child of whoever holds the insurance, or somebody else. */
const RELATIONS = { self: "18", child: "19", other: "G8" } as const;
/** All benefits of the plan (EQ01). */
const WHOLE_PLAN = "30";

/** The segments of one question, between ST and SE. */
export function inquirySegments({ trace, forDay, madeOn, time, payer, provider, memberNumber, child, insured, relation }: Inquiry): Draft[] {
  const holder = insured ?? child;
  const traced: Draft = ["TRN", "1", trace, `9${provider.taxNumber}`];
  const asks: Draft[] = [["DTP", "291", "D8", digits(forDay)], ["EQ", WHOLE_PLAN]];
  const named = (code: string, one: PersonAsked, number: string | null): Draft => ["NM1", code, "1", words(one.familyName, 60), words(one.givenName, 35), null, null, null, number === null ? null : "MI", number];
  return [
    ["BHT", "0022", "13", trace, digits(madeOn), time],
    ["HL", "1", null, "20", "1"],
    ["NM1", "PR", "2", words(payer.name, 60), null, null, null, null, "PI", payer.number],
    ["HL", "2", "1", "21", "1"],
    ["NM1", "1P", "2", words(provider.name, 60), null, null, null, null, "XX", provider.npi],
    ["HL", "3", "2", "22", insured === null ? "0" : "1"],
    ...(insured === null ? [traced] : []),
    named("IL", holder, memberNumber),
    ...demographics(holder),
    ...(insured === null ? asks : [["HL", "4", "3", "23", "0"] satisfies Draft, traced, named("03", child, null), ...demographics(child), ["INS", "N", RELATIONS[relation]] satisfies Draft, ...asks]),
  ];
}

/** One answer: to which question, what it says, and what else. A trace that is empty is a refusal of the whole file. */
export type InquiryAnswer = { trace: string; answer: CheckAnswer; details: CheckDetails };

/** AAA03 where the payer knows no such person. */
const NOT_FOUND = ["67", "75"];
const dayOf = (text: string): CivilDate => `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
const daysOf = (segments: readonly Segment[]) =>
  segments.map((one) => {
    const [from, to] = elementOf(one, 3).split("-");
    return { kind: elementOf(one, 1), from: dayOf(from!), to: to === undefined ? null : dayOf(to) };
  });
const allOf = (loops: readonly Loop[], id: string): Segment[] => loops.flatMap((one) => segmentsIn(one, id));

/** What EB says of the plan: of the benefits for all services, or of all that are named where none is. */
function planAnswer(benefits: readonly Segment[], repetition: string | null): CheckAnswer {
  const kinds = (one: Segment) => (repetition === null ? [elementOf(one, 3)] : elementOf(one, 3).split(repetition));
  const told = benefits.filter((one) => ["1", "6"].includes(elementOf(one, 1)));
  const whole = told.filter((one) => kinds(one).some((kind) => kind === WHOLE_PLAN || kind === ""));
  const said = new Set((whole.length > 0 ? whole : told).map((one) => elementOf(one, 1)));
  if (said.size !== 1) return "unclear";
  return said.has("1") ? "active" : "inactive";
}

function answerOf(level: Loop, person: Loop | null, above: readonly Segment[], repetition: string | null): Pick<InquiryAnswer, "answer" | "details"> {
  const benefits = person === null ? [] : loopsOf(person, "2110");
  const rejects = [...above, ...segmentsIn(level, "AAA"), ...(person === null ? [] : segmentsIn(person, "AAA")), ...allOf(benefits, "AAA")].map((one) => elementOf(one, 3)).filter((code) => code !== "");
  const further = benefits.filter((one) => segmentOf(one, "EB", "R") !== null).flatMap((one) => loopsOf(one, "2120").map((other) => segmentOf(other, "NM1")));
  const details: CheckDetails = {
    words: "",
    rejects: [...new Set(rejects)],
    others: further.flatMap((one) => (one === null ? [] : [{ name: elementOf(one, 3), number: elementOf(one, 9) }])),
    days: daysOf([...(person === null ? [] : segmentsIn(person, "DTP")), ...allOf(benefits, "DTP")]),
  };
  const told = planAnswer(allOf(benefits, "EB"), repetition);
  if (told !== "unclear") return { answer: told, details };
  return { answer: rejects.some((code) => NOT_FOUND.includes(code)) ? "not_found" : "unclear", details };
}

/** Every answer of a 271. A file that was turned away before any person is one answer without a trace. */
export function answersOf({ root, interchange }: Transaction): InquiryAnswer[] {
  const { repetition } = interchange.delimiters;
  const found: InquiryAnswer[] = [];
  for (const source of loopsOf(root, "2000A")) {
    const upper = [...segmentsIn(source, "AAA"), ...allOf(loopsOf(source, "2100A"), "AAA")];
    const receivers = loopsOf(source, "2000B");
    for (const receiver of receivers) {
      const above = [...upper, ...segmentsIn(receiver, "AAA"), ...allOf(loopsOf(receiver, "2100B"), "AAA")];
      for (const holder of loopsOf(receiver, "2000C")) {
        for (const [level, person] of [[holder, loopOf(holder, "2100C")] as const, ...loopsOf(holder, "2000D").map((one) => [one, loopOf(one, "2100D")] as const)]) {
          const traces = segmentsIn(level, "TRN").filter((one) => elementOf(one, 1) === "2").map((one) => elementOf(one, 2));
          // Where only the dependent was asked for, the payer may turn away whoever holds the insurance.
          const refused = level === holder ? above : [...above, ...segmentsIn(holder, "AAA"), ...allOf(loopsOf(holder, "2100C"), "AAA")];
          for (const trace of new Set(traces)) found.push({ trace, ...answerOf(level, person, refused, repetition) });
        }
      }
      if (loopsOf(receiver, "2000C").length === 0 && above.length > 0) found.push(turnedAway(above));
    }
    if (receivers.length === 0 && upper.length > 0) found.push(turnedAway(upper));
  }
  return found;
}
const turnedAway = (segments: readonly Segment[]): InquiryAnswer => ({ trace: "", answer: "unclear", details: { words: "", rejects: [...new Set(segments.map((one) => elementOf(one, 3)))], others: [], days: [] } });
