import type { ClaimContent } from "./assemble.x12.ts";
import type { Comparable } from "./differing.rules.ts";

/** A claim as it is compared: what its file says, and of which payer. */
export function comparableOf({ subscriber, claim }: ClaimContent, payerId: string | null): Comparable {
  const lines = claim.lines;
  const all = (of: (line: (typeof lines)[number]) => unknown) => lines.map((line) => String(of(line))).join(", ");
  return {
    payerId,
    member: JSON.stringify([subscriber.insured.memberId, subscriber.groupNumber]),
    child: JSON.stringify(subscriber.patient ?? subscriber.insured),
    diagnoses: claim.diagnoses.join(" "),
    sessions: String(lines.length),
    codes: all((line) => [line.code, ...line.modifiers].join(" ")),
    units: all((line) => line.units),
    chargeCents: claim.chargeCents,
    places: all((line) => line.place ?? claim.place),
    people: JSON.stringify([claim.rendering?.npi, claim.supervising?.npi, ...lines.map((line) => [line.rendering?.npi, line.supervising?.npi])]),
  };
}

/** Whether two claims ask for the same, whatever their numbers. */
export const isSameContent = (one: ClaimContent, other: ClaimContent): boolean => JSON.stringify([comparableOf(one, null), one.provider]) === JSON.stringify([comparableOf(other, null), other.provider]);
