import type { CivilDate } from "#kernel/dates.ts";
import type { Consent, ConsentKind } from "../contract.ts";
import { consentInForce } from "../rules.ts";

/** How a kind stands on a day: it holds, somebody's newest answer is no, it held once, or nobody has answered. */
export type Standing = { state: "holds"; consent: Consent } | { state: "refused"; consent: Consent } | { state: "ended" } | { state: "not_asked" };

/** How a kind of consent stands on a day. A no of one signer stands against the yes of another, as in gate G2. */
export function standingOf(kind: ConsentKind, consents: readonly Consent[], on: CivilDate): Standing {
  const held = consentInForce(kind, consents, on);
  if (held !== null) return { state: "holds", consent: held };
  const latest = new Map<string, Consent>();
  for (const one of [...consents].sort((a, b) => a.signedAt.localeCompare(b.signedAt))) if (one.kind === kind) latest.set(one.signerId ?? one.signerOrganization ?? one.signedName, one);
  const refused = [...latest.values()].find((one) => one.answer === "no");
  if (refused !== undefined) return { state: "refused", consent: refused };
  return { state: latest.size === 0 ? "not_asked" : "ended" };
}

/** True where a consent can still be withdrawn: a yes that was not withdrawn and has not ended. */
export const mayWithdraw = (one: Consent, on: CivilDate): boolean => one.answer === "yes" && one.withdrawnOn === null && (one.validTo === null || one.validTo >= on);
