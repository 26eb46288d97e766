// What of a claim that was sent is no longer so. Said by what it is, with codes and amounts; never with a diagnosis.

export const correctedParts = ["payer", "member", "child", "diagnoses", "sessions", "code", "units", "charge", "place", "people"] as const;
export type CorrectedPart = (typeof correctedParts)[number];
export type Difference = { part: CorrectedPart; was: string; is: string };
/** `void` where nothing is left to ask for of that payer. */
export type Correction = { suggests: "replacement" | "void"; differences: Difference[] };

/** What of a claim is compared, as texts. `secret` parts are compared and never told. */
export type Comparable = { payerId: string | null; member: string; child: string; diagnoses: string; sessions: string; codes: string; units: string; chargeCents: number; places: string; people: string };

const dollars = (cents: number) => (cents / 100).toFixed(2);
/** What was sent beside what would be asked today; null where it is the same. `is` null: nothing would be asked. */
export function correctionOf(was: Comparable, is: Comparable | null): Correction | null {
  if (is === null) return { suggests: "void", differences: [{ part: "sessions", was: was.sessions, is: "0" }] };
  if (was.payerId !== is.payerId) return { suggests: "void", differences: [{ part: "payer", was: "", is: "" }] };
  const told: [CorrectedPart, string, string][] = [["sessions", was.sessions, is.sessions], ["code", was.codes, is.codes], ["units", was.units, is.units], ["charge", dollars(was.chargeCents), dollars(is.chargeCents)], ["place", was.places, is.places]];
  const untold: [CorrectedPart, string, string][] = [["member", was.member, is.member], ["child", was.child, is.child], ["diagnoses", was.diagnoses, is.diagnoses], ["people", was.people, is.people]];
  const differences = [...told.filter(([, one, other]) => one !== other).map(([part, one, other]) => ({ part, was: one, is: other })), ...untold.filter(([, one, other]) => one !== other).map(([part]) => ({ part, was: "", is: "" }))];
  return differences.length === 0 ? null : { suggests: "replacement", differences };
}
