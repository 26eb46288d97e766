import { addDays, ageInMonths, type CivilDate, daysBetween } from "#kernel/dates.ts";
import type { Condition, ConditionKind } from "./checks.contract.ts";
import type { CheckInForce, ClaimFacts, LineDraft } from "./facts.rules.ts";
import type { ClaimFinding } from "./findings.contract.ts";

const ANY = "any" as const;
/** Sessions that a condition holds, or `any` where it holds the claim as a whole; none: it does not fit. */
function heldBy(condition: Condition, { day, lines, coverage, earlierInYear }: ClaimFacts): readonly string[] | typeof ANY {
  const among = (fits: (line: LineDraft) => boolean) => lines.filter(fits).map((one) => one.session.sessionId);
  const whole = (fits: boolean) => (fits ? ANY : []);
  switch (condition.kind) {
    case "place":
      return among((one) => one.placeCode !== null && condition.places.includes(one.placeCode));
    case "diagnosis": {
      const plain = condition.codes.map((code) => code.replace(".", ""));
      return whole(day.diagnoses.some((code) => plain.includes(code.replace(".", ""))));
    }
    case "age_over":
      return whole(day.child.birthDate !== null && ageInMonths(day.child.birthDate, day.serviceDay) > condition.months);
    case "units_over":
      return among((one) => (one.units ?? 0) > condition.units);
    case "modifier_missing":
      return among((one) => one.code === condition.code && !one.modifiers.includes(condition.modifier));
    case "same_day":
      return lines.length > 1 ? among(() => true) : [];
    case "person_before":
      return among((one) => one.session.clinicianId === condition.staffId && day.serviceDay < condition.day);
    case "year_count_over":
      return whole(earlierInYear + lines.length > condition.count);
    case "asked_within":
      return whole(!day.answers.some((one) => one.lineId === coverage?.lineId && one.answer === "active" && Math.abs(daysBetween(one.forDay, day.serviceDay)) <= condition.days));
    case "always":
      return ANY;
  }
}

/** What earlier denials say of a claim, each with the check that says it. */
export function learntFindings(facts: ClaimFacts, checks: readonly CheckInForce[]): ClaimFinding[] {
  return checks
    .filter((one) => one.payerId === null || one.payerId === facts.coverage?.payerId)
    .flatMap(({ checkId, condition }) => {
      const held = heldBy(condition, facts);
      const of = (sessionId: string | null): ClaimFinding => ({ id: "learnt", field: "learnt", sessionId, value: checkId });
      return held === ANY ? [of(null)] : held.map(of);
    });
}

const KINDS: Record<string, ConditionKind> = { "4": "modifier_missing", "5": "place", "6": "age_over", "8": "person_before", "170": "person_before", "185": "person_before", B7: "person_before", "11": "diagnosis", "22": "asked_within", "23": "asked_within", "26": "asked_within", "27": "asked_within", "31": "asked_within", "97": "same_day", "236": "same_day", B15: "same_day", "119": "units_over", "151": "units_over" };
/** Reasons that ask for no check of their own: what is above the contract, what the family owes, what the filing clock already says. */
const NOTHING_TO_LEARN: readonly string[] = ["1", "2", "3", "29", "45", "253"];
/** Days within which a payer is asked, where that is proposed. */
const ASKED_DAYS = 30;

/** What a reason of a denial could teach, with the values of the denied claim; null: nothing of its own. An unknown reason holds every claim until somebody says more. */
export function proposalFor(reasonCode: string, { day, lines }: Pick<ClaimFacts, "day" | "lines">): Condition | null {
  if (NOTHING_TO_LEARN.includes(reasonCode)) return null;
  const [first] = lines;
  const always: Condition = { kind: "always" };
  switch (KINDS[reasonCode]) {
    case "modifier_missing":
      // Which modifier was wanted no denial says: one that stands is a beginning, and none is made up.
      return first?.code && first.modifiers[0] !== undefined ? { kind: "modifier_missing", code: first.code, modifier: first.modifiers[0] } : always;
    case "place": {
      const places = [...new Set(lines.flatMap((one) => one.placeCode ?? []))];
      return places.length === 0 ? always : { kind: "place", places };
    }
    case "age_over":
      return day.child.birthDate === null ? always : { kind: "age_over", months: Math.max(0, ageInMonths(day.child.birthDate, day.serviceDay) - 1) };
    case "person_before":
      return first === undefined ? always : { kind: "person_before", staffId: first.session.clinicianId, day: addDays(day.serviceDay as CivilDate, 1) };
    case "diagnosis":
      return day.diagnoses[0] === undefined ? always : { kind: "diagnosis", codes: [day.diagnoses[0]] };
    case "asked_within":
      return { kind: "asked_within", days: ASKED_DAYS };
    case "same_day":
      return { kind: "same_day" };
    case "units_over":
      return { kind: "units_over", units: Math.max(0, Math.max(0, ...lines.map((one) => one.units ?? 0)) - 1) };
    default:
      return always;
  }
}
