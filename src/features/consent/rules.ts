import { ageInMonths, type CivilDate } from "#kernel/dates.ts";
import type { Finding } from "#kernel/findings.ts";
import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import type { SignedLine } from "#kernel/signedText.ts";
import type { Authority, PersonOfCase } from "#features/people/contract.ts";
import { type Consent, type ConsentKind, type ConsentTexts, type OwnSignature, ownKinds, type Signer, type VideoPurpose, videoPurposes } from "./contract.ts";
import { purposeNames, useWords, words } from "./words.ts";

const holdsOn = (span: { validFrom: CivilDate; validTo: CivilDate | null }, day: CivilDate) => span.validFrom <= day && (span.validTo === null || span.validTo >= day);

/** The scope that a kind of consent needs (clinical.md section 9); null is an adult's own matter, for which no authority is asked. */
export const scopeOf: Record<ConsentKind, Authority["scopes"][number] | null> = { treatment: "treatment", telehealth: "treatment", supervised_practice: "treatment", video: "video", messages: null, privacy_notice: null };
/** True for a kind that each adult answers for herself. */
export const isOwn = (kind: ConsentKind): boolean => ownKinds.some((own) => own === kind);

/** How somebody of an age signs for herself, and how certain that is; an adult whose birth date is not known is taken as one. */
export function judgeOwnSignature(birthDate: CivilDate | null, on: CivilDate, { bands }: OwnSignature): OwnSignature["bands"][number] {
  const years = birthDate === null ? Number.POSITIVE_INFINITY : ageInMonths(birthDate, on) / 12;
  return bands.findLast((band) => years >= band.fromYears) ?? bands[0]!;
}

/** Who may sign a kind of consent on a day: holders of an authority in force whose scope covers it; each caregiver for her own matters. */
export function listSigners(kind: ConsentKind, authorities: readonly Authority[], people: readonly PersonOfCase[], on: CivilDate): Signer[] {
  const scope = scopeOf[kind];
  if (scope === null) return people.filter((person) => person.part === "caregiver" && holdsOn(person, on)).map((person) => ({ authorityId: null, personId: person.personId, organization: null, name: `${person.givenName} ${person.familyName}`.trim() }));
  return authorities
    .filter((authority) => holdsOn(authority, on) && authority.scopes.includes(scope))
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

/** The answers to a kind that say yes on a day, by signers whose authority stands: each signer's newest. */
export const standingAnswers = (kind: ConsentKind, consents: readonly Consent[], on: CivilDate): Consent[] => newestAnswers(kind, consents, on).filter((one) => isYes(one, on) && hasAuthority(one, on));

/** How a kind of consent stands on a day. `refused_before` is the no of somebody whose authority has ended since; `waits_second` a yes that counts only with another's. */
export type ConsentStanding = { state: "holds" | "refused" | "refused_before" | "waits_second"; consent: Consent } | { state: "ended" | "not_asked" };

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
  const yes = answers.filter((consent) => isYes(consent, on));
  const held = yes.find((consent) => !consent.needsSecond || yes.length > 1);
  if (held) return { state: "holds", consent: held };
  if (yes[0]) return { state: "waits_second", consent: yes[0] };
  return { state: answers.length === 0 ? "not_asked" : "ended" };
}

/** How an adult's own answer to a kind stands on a day: what others answered says nothing of hers. */
export const judgeOwnStanding = (kind: ConsentKind, consents: readonly Consent[], personId: string, on: CivilDate): ConsentStanding => judgeStanding(kind, consents.filter((consent) => consent.signerId === personId), on);

/** The consent of a kind that holds on a day, or null. */
export function consentInForce(kind: ConsentKind, consents: readonly Consent[], on: CivilDate): Consent | null {
  const standing = judgeStanding(kind, consents, on);
  return standing.state === "holds" ? standing.consent : null;
}

/** True where a consent can still be withdrawn: a yes that was not withdrawn and has not ended. That a notice was received stays so. */
export const mayWithdraw = (one: Pick<Consent, "kind" | "answer" | "withdrawnOn" | "validTo">, on: CivilDate): boolean => one.kind !== "privacy_notice" && one.answer === "yes" && one.withdrawnOn === null && (one.validTo === null || one.validTo >= on);

/** True where the adult who signed may take it back alone: the own at any time, and for the child while an authority of theirs covers it. */
export const mayTakeBack = (one: Consent, personId: string, signers: readonly Signer[], on: CivilDate): boolean => one.signerId === personId && mayWithdraw(one, on) && signers.some((signer) => signer.personId === personId);

/** Gate G2: a session of stage two or three needs a consent to treatment that holds on its day (clinical.md section 3.1). */
export function judgeGateTwo(stage: number, consents: readonly Consent[], on: CivilDate, language: Language): Finding {
  const base = { rule: "gate-treatment-consent", clause: "G2", severity: "block", status: "local" } as const;
  if (stage === 1) return { ...base, severity: "info", result: "not_applicable", message: words.gateNotYet[language], fix: null };
  const standing = judgeStanding("treatment", consents, on);
  if (standing.state === "refused_before") return { ...base, result: "not_met", message: words.gateRefusedBefore[language](standing.consent.signedName, writeDay(standing.consent.validFrom, language), writeDay(standing.consent.authorityUntil!, language)), fix: words.gateSignAnew[language] };
  if (standing.state === "waits_second") return { ...base, result: "not_met", message: words.gateWaitsSecond[language](standing.consent.signedName), fix: words.secondFix[language] };
  const held = standing.state === "holds" ? standing.consent : null;
  return held ? { ...base, result: "met", message: words.gateMet[language](held.signedName), fix: null } : { ...base, result: "not_met", message: words.gateNotMet[language], fix: words.gateFix[language] };
}

/** What a session asks for beside treatment. `spokenOn` are the days on which consent to telehealth was recorded as spoken or written elsewhere. */
export type SessionUse = { modality: "in_person" | "video" | "audio"; inTraining: "yes" | "no"; spokenOn: readonly CivilDate[] };

/** The consents that a session at a distance (29 DCMR § 910.5), or with a clinician in training, asks for on its day. A no blocks; what is missing warns. */
export function judgeUse({ modality, inTraining, spokenOn }: SessionUse, consents: readonly Consent[], on: CivilDate, language: Language): Finding[] {
  const judge = (kind: "telehealth" | "supervised_practice", clause: string, known: boolean): Finding => {
    const { state } = judgeStanding(kind, consents, on);
    const base = { rule: `consent-${kind.replace("_", "-")}`, clause, status: "local" } as const;
    if (state === "refused" || state === "refused_before") return { ...base, severity: "block", result: "not_met", message: useWords[kind].refused[language], fix: useWords[kind].fix[language] };
    if (state === "holds" || (known && state === "not_asked")) return { ...base, severity: "info", result: "met", message: useWords[kind].met[language], fix: null };
    return { ...base, severity: "warn", result: "not_met", message: useWords[kind].missing[language], fix: useWords[kind].fix[language] };
  };
  return [
    ...(modality === "in_person" ? [] : [judge("telehealth", "29 DCMR § 910.5", spokenOn.some((day) => day <= on))]),
    ...(inTraining === "yes" ? [judge("supervised_practice", "supervised practice", false)] : []),
  ];
}

/** The wording of a kind that is signed on a day: the newest version that has begun. Null where none ships. */
export const wordingOn = (texts: ConsentTexts, kind: ConsentKind, on: CivilDate) => texts.filter((text) => text.kind === kind && text.from <= on).toSorted((a, b) => a.from.localeCompare(b.from) || a.version.localeCompare(b.version)).at(-1) ?? null;

/** The lines of a wording as the signer reads them, with what a recording is for, and the day on which the consent ends, where it does. */
export function writeConsent(wording: ConsentTexts[number], language: Language, validTo: CivilDate | null, purposes: readonly VideoPurpose[] = []): SignedLine[] {
  const { title, paragraphs } = wording[language];
  return [{ kind: "title", words: title }, ...paragraphs.map((words): SignedLine => ({ kind: "text", words })), ...(purposes.length === 0 ? [] : [{ kind: "text" as const, words: words.purposes[language](videoPurposes.filter((one) => purposes.includes(one)).map((one) => purposeNames[one][language]).join("; ")) }]), ...(validTo === null ? [] : [{ kind: "text" as const, words: words.until[language](writeDay(validTo, language)) }])];
}
