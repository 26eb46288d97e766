import type { CivilDate } from "#kernel/dates.ts";
import type { Finding } from "#kernel/findings.ts";
import type { Language } from "#kernel/language.ts";
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

/** The consent of a kind that holds on a day, or null. The newest answer of each signer counts; a no or a withdrawal ends it. */
export function consentInForce(kind: ConsentKind, consents: readonly Consent[], on: CivilDate): Consent | null {
  const latest = new Map<string, Consent>();
  for (const consent of [...consents].sort((a, b) => a.signedAt.localeCompare(b.signedAt))) {
    if (consent.kind === kind && consent.validFrom <= on) latest.set(consent.signerId ?? consent.signerOrganization ?? consent.signedName, consent);
  }
  const answers = [...latest.values()];
  if (answers.some((consent) => consent.answer === "no")) return null;
  return answers.find((consent) => holdsOn(consent, on) && (consent.withdrawnOn === null || consent.withdrawnOn > on)) ?? null;
}

/** Gate G2: a session of stage two or three needs a consent to treatment that holds on its day (clinical.md section 3.1). */
export function judgeGateTwo(stage: number, consents: readonly Consent[], on: CivilDate, language: Language): Finding {
  const base = { rule: "gate-treatment-consent", clause: "G2", severity: "block", status: "local" } as const;
  if (stage === 1) return { ...base, severity: "info", result: "not_applicable", message: words.gateNotYet[language], fix: null };
  const held = consentInForce("treatment", consents, on);
  return held ? { ...base, result: "met", message: words.gateMet[language](held.signedName), fix: null } : { ...base, result: "not_met", message: words.gateNotMet[language], fix: words.gateFix[language] };
}
