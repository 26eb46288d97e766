import type { ReferralView } from "#features/intake/referrals.contract.ts";
import type { FieldWrong } from "#ui/useSending.ts";

/** An adult as typed; empty means not said. */
export type AdultDraft = {
  key: string;
  givenName: string;
  familyName: string;
  birthDate: string;
  language: string;
  kind: string;
  lives: "yes" | "no";
  madeRequest: "yes" | "no";
  hasAuthority: "yes" | "no";
  authorityKind: string;
  document: string;
  scopes: string[];
  authorityFrom: string;
  authorityTo: string;
  hasWay: "yes" | "no";
  way: string;
  value: string;
  voicemail: string;
  hours: string[];
};
export type CaseDraft = { child: { givenName: string; familyName: string; birthDate: string; language: string }; adults: AdultDraft[]; clinicianId: string };

/** An adult of whom nothing is said yet. Authority holds from today unless the document says otherwise. */
export const blankAdult = (key: string, today: string): AdultDraft => ({ key, givenName: "", familyName: "", birthDate: "", language: "en", kind: "", lives: "yes", madeRequest: "no", hasAuthority: "no", authorityKind: "", document: "", scopes: [], authorityFrom: today, authorityTo: "", hasWay: "no", way: "phone", value: "", voicemail: "hang_up", hours: [] });

const kinds: Partial<Record<NonNullable<ReferralView["relation"]>, string>> = { parent: "birth_parent", grandparent_or_family: "kin", other_carer: "other_caregiver" };

/** Everything that a referral says, as the draft of a case: nothing is typed twice. A professional is no adult of the family. */
export function draftFrom(referral: ReferralView | null, today: string): CaseDraft {
  const language = referral?.language === "es" ? "es" : referral?.language === "other" ? (referral.otherLanguage ?? "en") : "en";
  const child = { givenName: referral?.childGivenName ?? "", familyName: referral?.childFamilyName ?? "", birthDate: referral?.childBirthDate ?? "", language };
  const first: AdultDraft = { ...blankAdult("0", today), language };
  if (referral === null || referral.relation === "professional") return { child, adults: [first], clinicianId: "" };
  return { child, adults: [{ ...first, givenName: referral.callMe ?? "", kind: (referral.relation && kinds[referral.relation]) ?? "", madeRequest: "yes", ...wayOf(referral.contact) }], clinicianId: "" };
}

function wayOf(contact: ReferralView["contact"]): Partial<AdultDraft> {
  if (contact === null || contact.way === "do_not_contact") return {};
  if (contact.way === "email") return { hasWay: "yes", way: "email", value: contact.email };
  if (contact.way === "text") return { hasWay: "yes", way: "text", value: contact.phone, hours: [...contact.safeHours] };
  return { hasWay: "yes", way: "phone", value: contact.phone, voicemail: contact.voicemail, hours: [...contact.safeHours] };
}

/** Whether the child lives with a caregiver, by those adults that are named; not known while nobody is. */
export function livesWithNamed(adults: readonly Pick<AdultDraft, "givenName" | "lives">[]): "yes" | "no" | "not_known" {
  const named = adults.filter((adult) => adult.givenName.trim() !== "");
  if (named.length === 0) return "not_known";
  return named.some((adult) => adult.lives === "yes") ? "yes" : "no";
}

/** What the API takes: empty answers as null, and only what was said. */
export function inputFrom(draft: CaseDraft, referralId: string | null) {
  return {
    referralId,
    child: draft.child,
    clinicianId: draft.clinicianId || null,
    caregivers: draft.adults.map((adult) => ({
      givenName: adult.givenName,
      familyName: adult.familyName,
      birthDate: adult.birthDate || null,
      language: adult.language,
      kind: adult.kind as "birth_parent",
      livesWithChild: adult.lives === "yes",
      madeRequest: adult.madeRequest === "yes",
      authority: adult.hasAuthority === "yes" ? { kind: adult.authorityKind as "parent", document: adult.document, scopes: adult.scopes as "treatment"[], validFrom: adult.authorityFrom, validTo: adult.authorityTo || null } : null,
      contact: adult.hasWay === "yes" ? { way: adult.way as "phone", value: adult.value, voicemail: adult.voicemail as "hang_up", hours: adult.way === "email" ? [] : adult.hours } : null,
    })),
  };
}

type Sentences = Record<"needName" | "needBirth" | "needFuture" | "needChoice" | "needDocument" | "needScope" | "needDay" | "needOrder" | "needValue", string>;

/** What is missing or cannot be, each at its field, before anything is sent. */
export function checkDraft(draft: CaseDraft, today: string, say: Sentences): FieldWrong[] {
  const wrong: FieldWrong[] = [];
  const at = (path: string, message: string) => wrong.push({ path, message });
  if (draft.child.givenName.trim() === "") at("child.givenName", say.needName);
  if (draft.child.birthDate === "") at("child.birthDate", say.needBirth);
  else if (draft.child.birthDate > today) at("child.birthDate", say.needFuture);
  for (const [index, adult] of draft.adults.entries()) {
    const path = (key: string) => `caregivers.${index}.${key}`;
    if (adult.givenName.trim() === "") at(path("givenName"), say.needName);
    if (adult.kind === "") at(path("kind"), say.needChoice);
    if (adult.birthDate > today) at(path("birthDate"), say.needFuture);
    if (adult.hasAuthority === "yes") {
      if (adult.authorityKind === "") at(path("authority.kind"), say.needChoice);
      if (adult.document.trim() === "") at(path("authority.document"), say.needDocument);
      if (adult.scopes.length === 0) at(path("authority.scopes"), say.needScope);
      if (adult.authorityFrom === "") at(path("authority.validFrom"), say.needDay);
      if (adult.authorityTo !== "" && adult.authorityTo < adult.authorityFrom) at(path("authority.validTo"), say.needOrder);
    }
    if (adult.hasWay === "yes" && adult.value.trim() === "") at(path("contact.value"), say.needValue);
  }
  return wrong;
}
