import type { MockPlan } from "./deciding.x12.ts";

// What the made-up payers of the demo do with claims. Nothing of it is a rule of a real payer: rates, places and reasons are there
// to be seen at work.

const terms: MockPlan["terms"] = [
  { filing: ["MC"], allowedThousandths: 920, deductibleCents: 0, coinsuranceThousandths: 0, copayCents: 0 },
  { filing: "any", allowedThousandths: 850, deductibleCents: 0, coinsuranceThousandths: 100, copayCents: 1500 },
];
/** One plan wants this modifier for telehealth; the demo's codes come without one until somebody adds a line. */
export const TELEHEALTH_MODIFIER = "D1";
/** The last digits of members of the demo for whom something is not as it should be. */
export const odd = { telehealth: "006", place: "003", uncovered: "001", unknown: "002" } as const;

export const demoPlan: MockPlan = {
  payerTaxId: "1999999999",
  terms,
  denials: [
    { group: "CO", reason: "4", when: { places: ["02", "10"], lacksModifier: [TELEHEALTH_MODIFIER], memberEnds: [odd.telehealth] } },
    { group: "CO", reason: "5", when: { places: ["12", "03", "99"], memberEnds: [odd.place] } },
    { group: "CO", reason: "27", when: { memberEnds: [odd.uncovered] } },
    { group: "CO", reason: "29", when: { laterThanDays: 365 } },
    { group: "CO", reason: "97", when: { sameDay: true } },
  ],
  rejections: [{ category: "A7", code: "33", entity: "IL", when: { memberEnds: [odd.unknown] } }],
};
/** The same payers once they have looked again at what they paid: they allow less. */
export const demoPlanCorrected: MockPlan = { ...demoPlan, terms: terms.map((one) => ({ ...one, allowedThousandths: one.allowedThousandths - 50 })) };
