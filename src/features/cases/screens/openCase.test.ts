import { expect, test } from "vitest";
import type { ReferralView } from "#features/intake/referrals.contract.ts";
import { blankAdult, checkDraft, draftFrom, inputFrom, livesWithNamed } from "./openCase.ts";

const today = "2026-11-21";
const referral: ReferralView = {
  referralId: "019d34d0-ea80-75c3-b4b4-5c934af203e8",
  source: "public_request",
  status: "new",
  code: "7Q4RK2",
  payer: null,
  receivedAt: "2026-11-20T15:00:00.000Z",
  promisedBy: "2026-11-24T22:00:00.000Z",
  answeredAt: null,
  callMe: "Pilar",
  relation: "grandparent_or_family",
  childAge: "3",
  reasons: ["violence_at_home"],
  ownWords: "Se despierta de noche.",
  contact: { way: "call", phone: "2025550134", voicemail: "say_name_only", safeHours: ["mon_morning", "fri_later"] },
  language: "es",
  otherLanguage: null,
  caseId: null,
  closingReason: null,
  childGivenName: "Luz",
  childFamilyName: null,
  childBirthDate: "2023-02-28",
  promise: "waiting",
  sentAlong: null,
  revision: 1,
  disclosure: null,
};
const sentences = { needName: "name", needBirth: "birth", needFuture: "future", needChoice: "choice", needDocument: "document", needScope: "scope", needDay: "day", needOrder: "order", needValue: "value" };

test("A4, D3: everything that the referral says stands in the draft of the case, nothing is typed twice", () => {
  const draft = draftFrom(referral, today);
  expect(draft.child).toEqual({ givenName: "Luz", familyName: "", birthDate: "2023-02-28", language: "es" });
  expect(draft.adults).toHaveLength(1);
  expect(draft.adults[0]).toMatchObject({ givenName: "Pilar", kind: "kin", language: "es", madeRequest: "yes", hasWay: "yes", way: "phone", value: "2025550134", voicemail: "say_name_only", hours: ["mon_morning", "fri_later"] });
});

test("D3: who asked not to be contacted leaves no way, and a professional is no adult of the family", () => {
  expect(draftFrom({ ...referral, contact: { way: "do_not_contact" } }, today).adults[0]).toMatchObject({ hasWay: "no", value: "" });
  expect(draftFrom({ ...referral, relation: "professional" }, today).adults[0]).toMatchObject({ givenName: "", madeRequest: "no", hasWay: "no" });
  expect(draftFrom({ ...referral, language: "other", otherLanguage: "Amharic" }, today).child.language).toBe("Amharic");
});

test("what was not said goes out as null, and hours only where a phone rings", () => {
  const draft = draftFrom(referral, today);
  const input = inputFrom({ ...draft, adults: [{ ...draft.adults[0]!, way: "email", value: "pilar@family.example" }] }, referral.referralId);
  expect(input).toMatchObject({ referralId: referral.referralId, clinicianId: null });
  expect(input.caregivers[0]).toMatchObject({ birthDate: null, authority: null, madeRequest: true, contact: { way: "email", value: "pilar@family.example", hours: [] } });
});

test("what is missing is said at its own field", () => {
  const draft = { child: { givenName: " ", familyName: "", birthDate: "2026-11-22", language: "en" }, clinicianId: "", adults: [{ ...blankAdult("0", today), hasAuthority: "yes" as const, authorityTo: "2026-11-20", hasWay: "yes" as const }] };
  expect(checkDraft(draft, today, sentences)).toEqual([
    { path: "child.givenName", message: "name" },
    { path: "child.birthDate", message: "future" },
    { path: "caregivers.0.givenName", message: "name" },
    { path: "caregivers.0.kind", message: "choice" },
    { path: "caregivers.0.authority.kind", message: "choice" },
    { path: "caregivers.0.authority.document", message: "document" },
    { path: "caregivers.0.authority.scopes", message: "scope" },
    { path: "caregivers.0.authority.validTo", message: "order" },
    { path: "caregivers.0.contact.value", message: "value" },
  ]);
  expect(checkDraft(draftFrom(referral, today), today, sentences)).toEqual([]);
});

test("before the case is opened, who the child lives with is known only of adults who are named", () => {
  const adult = (givenName: string, lives: "yes" | "no") => ({ givenName, lives });
  expect(livesWithNamed([adult("", "yes")])).toBe("not_known");
  expect(livesWithNamed([adult("", "yes"), adult("Bo", "no")])).toBe("no");
  expect(livesWithNamed([adult("Ana", "yes"), adult("Bo", "no")])).toBe("yes");
});
