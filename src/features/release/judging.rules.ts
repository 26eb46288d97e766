import type { CivilDate } from "#kernel/dates.ts";
import type { DisclosureClass, DisclosureTag } from "#features/disclosure/contract.ts";
import { judgeView, type Viewer } from "#features/disclosure/rules.ts";
import type { Reason } from "./reasons.contract.ts";
import type { Basis, Law, RecipientKind, Releasable } from "./shapes.contract.ts";

/** An authorization as it stands when something is to leave. */
export type AuthorizationFacts = {
  subjectId: string;
  /** Whose own signature it bears; null where an organization signed. */
  signerId: string | null;
  opens: readonly Releasable[];
  opensPart2: "yes" | "no";
  periodFrom: CivilDate | null;
  periodTo: CivilDate | null;
  signedOn: CivilDate | null;
  expiresOn: CivilDate;
  endedOn: CivilDate | null;
  /** Whether the authority by which it was signed stands today with the scope of release; `own` needs none. */
  authority: "own" | "stands" | "ended";
};
/** An order or subpoena as the privacy officer reviewed it. */
export type OrderFacts = { reviewed: "yes" | "no"; judgeSigned: "yes" | "no"; answered: "yes" | "no"; opens: readonly DisclosureClass[]; opensPersonId: string | null };

/** Everything on which it hangs what may leave, as it stands at one moment. */
export type ReleaseFacts = {
  today: CivilDate;
  childId: string;
  /** Whose record it is: the child's, or one adult's own. */
  subjectId: string;
  recipientKind: RecipientKind;
  /** The adult of the family who receives it; null is somebody outside. */
  recipientPersonId: string | null;
  /** What that adult may not learn of today, by an order, or since the agency does not treat them as the child's representative. */
  recipientMayNotLearn: readonly ("record" | "session_times")[];
  basis: Basis;
  /** What was picked, and from which days; null has no end. */
  opens: readonly Releasable[];
  periodFrom: CivilDate | null;
  periodTo: CivilDate | null;
  authorization: AuthorizationFacts | null;
  /** Of whoever asked for a letter of attendance: whether an authority for release or records stands. */
  requestAuthority: "stands" | "ended" | "none";
  order: OrderFacts | null;
  /** What the receiving adult may see herself, for an own request. */
  requester: Viewer | null;
};

/** A part of the record that might leave: its disclosure and its day; null has no day and is of no period. */
export type Part = { disclosure: DisclosureTag; on: CivilDate | null };

const isReleasable = (one: DisclosureClass): one is Releasable => ["service", "child_chart", "relationship", "caregiver", "psychotherapy_note"].includes(one);
const isWithin = (on: CivilDate, from: CivilDate | null, to: CivilDate | null) => (from === null || on >= from) && (to === null || on <= to);

/** Why the basis opens nothing today, whatever is asked for; null where it stands. Revocation, an end, a lost authority count from their day. */
export function judgeBasis(facts: ReleaseFacts, law: Law): Reason | null {
  const rule = law.bases.find((one) => one.basis === facts.basis);
  if (!rule || (rule.recipients !== null && !rule.recipients.includes(facts.recipientKind))) return "wrong_recipient";
  if (facts.basis === "subpoena") return "subpoena_alone";
  if (facts.basis === "authorization") return judgeAuthorization(facts);
  if (facts.basis === "representative_request") return facts.requestAuthority === "stands" ? null : "authority_ended";
  if (facts.basis === "court_order") {
    if (facts.order?.reviewed !== "yes") return "not_reviewed";
    if (facts.order.judgeSigned !== "yes") return "no_judge";
    return facts.order.answered === "yes" ? "answered" : null;
  }
  if (facts.basis === "own_request") return facts.requester === null || facts.recipientPersonId === null || facts.requester.personId !== facts.recipientPersonId ? "not_theirs" : null;
  return null;
}

function judgeAuthorization({ authorization: one, subjectId, today }: ReleaseFacts): Reason | null {
  if (one === null) return "no_authorization";
  if (one.signedOn === null || one.signedOn > today) return "not_signed";
  if (one.endedOn !== null && one.endedOn <= today) return "ended";
  if (one.expiresOn < today) return "expired";
  if (one.authority === "ended") return "authority_ended";
  if (one.authority === "own" && one.signerId !== subjectId) return "other_person";
  return one.subjectId === subjectId ? null : "other_record";
}

/** Whether whoever gets it is kept from learning it, on whatever basis. */
function judgeLearning({ disclosure }: Part, { recipientMayNotLearn: kept, childId }: ReleaseFacts): Reason | null {
  if (kept.includes("record") && (disclosure.class === "child_chart" || (disclosure.class === "service" && (disclosure.ownerPersonId === null || disclosure.ownerPersonId === childId)))) return "may_not_learn";
  return kept.includes("session_times") && disclosure.class === "service" ? "may_not_learn" : null;
}

/** Whether a part belongs into the record of whom it is about: what has an owner goes with that adult's own, never with the child's or another's. */
function judgeOwner({ disclosure }: Part, facts: ReleaseFacts): Reason | null {
  const owner = disclosure.ownerPersonId;
  if (disclosure.class === "child_chart") return facts.subjectId === facts.childId ? null : "other_record";
  if (disclosure.class === "psychotherapy_note") return owner === null || owner === facts.childId ? (facts.subjectId === facts.childId ? null : "other_record") : owner === facts.subjectId ? null : "other_person";
  if (disclosure.class !== "service") return owner !== null && owner === facts.subjectId ? null : "other_person";
  // Who came: the child's attendance goes with the child's record, an adult's with either; what one adult of the family gets tells of no other.
  if (owner === null || owner === facts.childId) return facts.subjectId === facts.childId && facts.recipientPersonId === null ? null : "other_record";
  if (facts.subjectId !== facts.childId && owner !== facts.subjectId) return "other_person";
  return facts.recipientPersonId !== null && owner !== facts.recipientPersonId ? "other_person" : null;
}

function judgeOpened({ disclosure, on }: Part, facts: ReleaseFacts, law: Law): Reason | null {
  const rule = law.bases.find((one) => one.basis === facts.basis);
  if (!isReleasable(disclosure.class)) return "never";
  if (!rule?.opens.includes(disclosure.class)) return "not_opened";
  if (facts.basis === "authorization") {
    const given = facts.authorization!;
    if (!given.opens.includes(disclosure.class)) return "not_covered";
    // An adult's own is opened by that adult's own hand alone.
    if ((disclosure.class === "relationship" || disclosure.class === "caregiver") && given.signerId !== disclosure.ownerPersonId) return "other_person";
    if (given.periodFrom === null && given.periodTo === null) return null;
    return on !== null && isWithin(on, given.periodFrom, given.periodTo) ? null : "period_not_covered";
  }
  if (facts.basis === "court_order") {
    if (!facts.order!.opens.includes(disclosure.class)) return "not_named";
    return (disclosure.class === "relationship" || disclosure.class === "caregiver") && facts.order!.opensPersonId !== disclosure.ownerPersonId ? "not_named" : null;
  }
  if (facts.basis === "own_request") return judgeView(facts.requester!, disclosure) === "full" ? null : "not_theirs";
  return null;
}

/** Why a part of the record may not leave on these facts; null where it may. */
export function judgePart(part: Part, facts: ReleaseFacts, law: Law): Reason | null {
  const { disclosure, on } = part;
  if (!isReleasable(disclosure.class)) return "never";
  const basis = judgeBasis(facts, law);
  if (basis !== null) return basis;
  const learning = judgeLearning(part, facts);
  if (learning !== null) return learning;
  const owner = judgeOwner(part, facts);
  if (owner !== null) return owner;
  if (!facts.opens.includes(disclosure.class)) return "not_chosen";
  // Psychotherapy notes leave alone, by an authorization of their own (45 CFR 164.508(b)(3)(ii)).
  const isNote = disclosure.class === "psychotherapy_note";
  if (isNote !== facts.opens.includes("psychotherapy_note") || (isNote && (facts.basis !== "authorization" || facts.opens.length > 1 || facts.authorization!.opens.length > 1))) return "separate_authorization";
  if (disclosure.part2 && !isPart2Opened(disclosure, facts)) return "part2";
  const opened = judgeOpened(part, facts, law);
  if (opened !== null) return opened;
  if (facts.periodFrom === null && facts.periodTo === null) return null;
  if (on === null) return "undated";
  return isWithin(on, facts.periodFrom, facts.periodTo) ? null : "outside_period";
}

/** Part 2 leaves by the adult's own written consent to it, or to that adult; never by an order or another's hand (42 CFR 2.31, 2.32). */
function isPart2Opened(disclosure: DisclosureTag, facts: ReleaseFacts): boolean {
  const own = disclosure.ownerPersonId;
  if (own === null) return false;
  if (facts.basis === "own_request") return facts.recipientPersonId === own;
  return facts.basis === "authorization" && facts.authorization!.opensPart2 === "yes" && facts.authorization!.signerId === own;
}

/** What leaves and what stays, each part that stays with its reason. */
export function judgeParts<P extends Part>(parts: readonly P[], facts: ReleaseFacts, law: Law): { goes: P[]; stays: { part: P; reason: Reason }[] } {
  const goes: P[] = [];
  const stays: { part: P; reason: Reason }[] = [];
  for (const part of parts) {
    const reason = judgePart(part, facts, law);
    if (reason === null) goes.push(part);
    else stays.push({ part, reason });
  }
  return { goes, stays };
}

/** Of which class the release itself is, as a row: the child's chart, an adult's own, or a report, of which no family learns. */
export const classOfRelease = (basis: Basis, subjectId: string, childId: string): { class: "child_chart" | "caregiver" | "report"; ownerPersonId: string | null } =>
  basis === "report" ? { class: "report", ownerPersonId: null } : subjectId === childId ? { class: "child_chart", ownerPersonId: null } : { class: "caregiver", ownerPersonId: subjectId };

/** The notices that go with what leaves, by what is in it. */
export const noticesFor = (goes: readonly Part[], law: Law): Law["notices"] =>
  law.notices.filter((one) => one.when === "always" || (one.when === "part2" ? goes.some((part) => part.disclosure.part2) : goes.some((part) => part.disclosure.class === "psychotherapy_note")));
