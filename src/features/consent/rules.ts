import type { CivilDate } from "#kernel/dates.ts";
import type { Finding } from "#kernel/findings.ts";
import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import type { Authority, PersonOfCase } from "#features/people/contract.ts";
import type { Consent, ConsentKind, Signer } from "./contract.ts";
import { words } from "./words.ts";

const holdsOn = (span: { validFrom: CivilDate; validTo: CivilDate | null }, day: CivilDate) => span.validFrom <= day && (span.validTo === null || span.validTo >= day);

/** The scope that a kind of consent needs (clinical.md section 9). */
export const scopeOf: Record<ConsentKind, Authority["scopes"][number]> = { treatment: "treatment", telehealth: "treatment", supervised_practice: "treatment", video: "video" };

/** Who may sign a kind of consent on a day: holders of an authority in force whose scope covers it. */
export function listSigners(kind: ConsentKind, authorities: readonly Authority[], people: readonly PersonOfCase[], on: CivilDate): Signer[] {
  return authorities
    .filter((authority) => holdsOn(authority, on) && authority.scopes.includes(scopeOf[kind]))
    .map((authority) => {
      const holder = people.find((person) => person.personId === authority.holderId);
      return { authorityId: authority.authorityId, personId: authority.holderId, organization: authority.holderOrganization, name: holder ? `${holder.givenName} ${holder.familyName}`.trim() : (authority.holderOrganization ?? "") };
    });
}

/** The newest answer of each signer to a kind of consent, of those given by a day. */
function newestAnswers(kind: ConsentKind, consents: readonly Consent[], on: CivilDate): Consent[] {
  const latest = new Map<string, Consent>();
  for (const consent of [...consents].sort((a, b) => a.signedAt.localeCompare(b.signedAt))) {
    if (consent.kind === kind && consent.validFrom <= on) latest.set(consent.signerId ?? consent.signerOrganization ?? consent.signedName, consent);
  }
  return [...latest.values()];
}

const hasAuthority = (consent: Consent, on: CivilDate) => consent.authorityUntil === null || consent.authorityUntil >= on;
const isYes = (consent: Consent, on: CivilDate) => consent.answer === "yes" && holdsOn(consent, on) && (consent.withdrawnOn === null || consent.withdrawnOn > on);

/** How a kind of consent stands on a day. `refused_before` is the no of somebody whose authority has ended since. */
export type ConsentStanding = { state: "holds" | "refused" | "refused_before"; consent: Consent } | { state: "ended" | "not_asked" };

/**
 * How a kind of consent stands on a day. The newest answer of each signer counts; a no or a withdrawal ends it, and a no
 * stands against the yes of another. The sources are silent on a no whose signer has no authority any more, so a person
 * decides: it stands until somebody who holds authority now says yes after it.
 */
export function judgeStanding(kind: ConsentKind, consents: readonly Consent[], on: CivilDate): ConsentStanding {
  const answers = newestAnswers(kind, consents, on);
  const refusals = answers.filter((consent) => consent.answer === "no");
  const refused = refusals.find((consent) => hasAuthority(consent, on));
  if (refused) return { state: "refused", consent: refused };
  const isSignedAnew = (no: Consent) => answers.some((yes) => isYes(yes, on) && hasAuthority(yes, on) && yes.signedAt > no.signedAt);
  const before = refusals.find((no) => !isSignedAnew(no));
  if (before) return { state: "refused_before", consent: before };
  const held = answers.find((consent) => isYes(consent, on));
  if (held) return { state: "holds", consent: held };
  return { state: answers.length === 0 ? "not_asked" : "ended" };
}

/** The consent of a kind that holds on a day, or null. */
export function consentInForce(kind: ConsentKind, consents: readonly Consent[], on: CivilDate): Consent | null {
  const standing = judgeStanding(kind, consents, on);
  return standing.state === "holds" ? standing.consent : null;
}

/** Gate G2: a session of stage two or three needs a consent to treatment that holds on its day (clinical.md section 3.1). */
export function judgeGateTwo(stage: number, consents: readonly Consent[], on: CivilDate, language: Language): Finding {
  const base = { rule: "gate-treatment-consent", clause: "G2", severity: "block", status: "local" } as const;
  if (stage === 1) return { ...base, severity: "info", result: "not_applicable", message: words.gateNotYet[language], fix: null };
  const standing = judgeStanding("treatment", consents, on);
  if (standing.state === "refused_before") return { ...base, result: "not_met", message: words.gateRefusedBefore[language](standing.consent.signedName, writeDay(standing.consent.validFrom, language), writeDay(standing.consent.authorityUntil!, language)), fix: words.gateSignAnew[language] };
  const held = standing.state === "holds" ? standing.consent : null;
  return held ? { ...base, result: "met", message: words.gateMet[language](held.signedName), fix: null } : { ...base, result: "not_met", message: words.gateNotMet[language], fix: words.gateFix[language] };
}
