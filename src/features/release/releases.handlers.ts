import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Words } from "#kernel/language.ts";
import { readIdKey } from "#kernel/paging.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call, Handlers } from "#server/procedure.ts";
import { templateNow } from "#features/letters/handlers.ts";
import type { MissingParagraph } from "#features/letters/fields.rules.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listAuthorities, listPeople } from "#features/people/store.ts";
import { findAuthorization } from "./authorizations.store.ts";
import type { releaseContract, Sentence, ShownPart } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { factsOf, gatherLetter, gatherParts, lawOf, tagOfOwn } from "./gathering.handlers.ts";
import { classOfRelease, judgeBasis, judgePart, judgeParts, noticesFor, type ReleaseFacts } from "./judging.rules.ts";
import type { LetterSentence } from "./letters.rules.ts";
import type { RecordPart } from "./parts.rules.ts";
import { partNames } from "./parts.words.ts";
import { findRequest } from "./requests.store.ts";
import type { Law } from "./shapes.contract.ts";
import * as store from "./store.ts";

type InputOf<Name extends "begin" | "saveLetter"> = Parameters<Extract<Handlers<typeof releaseContract>[Name], { open: false }>["run"]>[1];
type Ids = { caseId: string; releaseId: string };
type Asking = Pick<Call, "services">;

/** A release that the actor sees; throws `not_found`. */
export async function requireRelease(tx: Transaction, { caseId, releaseId }: Ids): Promise<store.ReleaseRow> {
  await requireCase(tx, caseId);
  const found = await store.findRelease(tx, caseId, releaseId);
  if (!found) throw new Fault("not_found", faultWords.noRelease);
  return found;
}

const shown = ({ caseId: _case, recipientPersonId: _person, letterTemplate: _template, letterTemplateNumber: _number, authorizationId: _authorization, authorityId: _authority, requestId: _request, partCount: _count, ...one }: store.ReleaseRow) => one;

export async function list(tx: Transaction, { caseId, after }: { caseId: string; after: string | null }) {
  await requireCase(tx, caseId);
  const { releases, next } = await store.listReleases(tx, caseId, readIdKey(after));
  return { today: tx.today, releases: releases.map(shown), next };
}

/** What was asked for, held against the record: on an authorization, recipient, purpose and whose record it is are that one's. */
async function readBegin(tx: Transaction, input: InputOf<"begin">, childId: string): Promise<Omit<store.NewRelease, "class" | "ownerPersonId">> {
  const { caseId, form, basis } = input;
  const wanted = form === "letter" ? (input.template ?? input.letterKind) : null;
  if (form === "letter" && wanted === null) throw fieldFault("letterKind", faultWords.needLetterKind);
  const template = wanted === null ? null : await templateNow(tx, wanted);
  if (input.periodFrom !== null && input.periodTo !== null && input.periodTo < input.periodFrom) throw fieldFault("periodTo", faultWords.order);
  const opens = [...new Set(input.opens)];
  if (opens.includes("psychotherapy_note") && (opens.length > 1 || form === "letter")) throw fieldFault("opens", faultWords.notesAlone);
  const shared = { caseId, form, letterKind: template?.content.kind ?? null, letterTemplate: template?.template ?? null, letterTemplateNumber: template?.number ?? null, basis, opens, periodFrom: input.periodFrom, periodTo: input.periodTo, language: input.language, authorizationId: null, authorityId: null, requestId: null };
  if (basis === "authorization") {
    const given = input.authorizationId === null ? null : await findAuthorization(tx, caseId, input.authorizationId);
    // It belongs to the case in which it was signed, also where two records were joined.
    if (given?.disclosure.caseId !== caseId) throw fieldFault("authorizationId", faultWords.needAuthorization);
    return { ...shared, authorizationId: given.authorizationId, subjectId: given.subjectId, recipientKind: given.recipientKind, recipient: given.recipient, recipientPersonId: given.recipient.personId ?? null, purpose: given.purpose };
  }
  const people = await listPeople(tx, caseId);
  const subjectId = input.subjectId ?? childId;
  if (!people.some((one) => one.personId === subjectId && (one.personId === childId || one.part === "caregiver"))) throw fieldFault("subjectId", faultWords.noSubject);
  const person = input.recipientPersonId === null ? undefined : people.find((one) => one.personId === input.recipientPersonId && one.part === "caregiver");
  if (basis === "own_request" && !person) throw fieldFault("recipientPersonId", faultWords.needPerson);
  const recipientKind = basis === "own_request" ? ("caregiver" as const) : input.recipientKind;
  const recipient = input.recipient ?? (person === undefined ? null : { name: `${person.givenName} ${person.familyName}`.trim(), organization: "", address: "", fax: "", email: "", personId: person.personId });
  if (recipient === null || recipientKind === null) throw fieldFault("recipient.name", faultWords.needRecipient);
  // Whoever is of the family gets nothing that tells of another adult: so it is said who of them it is.
  if (recipientKind === "caregiver" && !person) throw fieldFault("recipientPersonId", faultWords.needPerson);
  if (input.purpose === "") throw fieldFault("purpose", faultWords.needPurpose);
  const authorityId = basis === "representative_request" ? ((await listAuthorities(tx, caseId)).find((one) => one.authorityId === input.authorityId)?.authorityId ?? null) : null;
  if (basis === "representative_request" && authorityId === null) throw fieldFault("authorityId", faultWords.needAuthority);
  const asksRequest = basis === "court_order" || basis === "subpoena";
  const request = input.requestId === null ? null : await findRequest(tx, caseId, input.requestId);
  if (asksRequest && (request?.caseId !== caseId || request.kind === "access")) throw fieldFault("requestId", faultWords.needRequest);
  return { ...shared, authorityId, requestId: request?.requestId ?? null, subjectId, recipientKind, recipient, recipientPersonId: recipientKind === "caregiver" ? (person?.personId ?? null) : null, purpose: input.purpose };
}

/** Begins a release. A letter begins with what its template has and may be said as things stand. */
export async function begin(tx: Transaction, input: InputOf<"begin">, call: Asking) {
  const { childId, closedOn } = await requireCase(tx, input.caseId);
  const one = await readBegin(tx, input, childId);
  const releaseId = await store.insertRelease(tx, { ...one, ...classOfRelease(one.basis, one.subjectId, childId) });
  if (one.letterKind !== null) {
    const facts = await factsOf(tx, childId, one);
    const law = lawOf(call);
    const { begins } = await gatherLetter(tx, childId, closedOn, one);
    await store.replaceParts(tx, one.caseId, releaseId, begins.filter((each) => judgePart(each, facts, law) === null));
  }
  return { releaseId };
}

/** What leaves and what stays as things stand now, with all that it was judged by. */
export type Judged = {
  found: store.ReleaseRow;
  facts: ReleaseFacts;
  law: Law;
  /** Of a record: its parts. */
  record: { goes: RecordPart[]; stays: { part: RecordPart; reason: ShownPart["reason"] & string }[] } | null;
  /** Of a letter: its sentences as the record says them now, and all that it could say. */
  sentences: LetterSentence[];
  offers: LetterSentence[];
  /** Of a letter: what it was begun with, and what of that stays away. */
  template: { name: Words; suggested: ReadonlySet<string>; missing: readonly MissingParagraph[] } | null;
};

/** Judges a release as the record stands in this transaction. A sentence that the record no longer holds has lost its fact, and its words. */
export async function judgeRelease(tx: Transaction, call: Asking, found: store.ReleaseRow): Promise<Judged> {
  const { childId, closedOn } = await requireCase(tx, found.caseId);
  const facts = await factsOf(tx, childId, found);
  const law = lawOf(call);
  if (found.form === "record") return { found, facts, law, record: judgeParts(await gatherParts(tx, call, found.caseId, childId), facts, law), sentences: [], offers: [], template: null };
  const { name, offers, begins, missing } = await gatherLetter(tx, childId, closedOn, found);
  const template = { name, suggested: new Set(begins.map((one) => one.source)), missing };
  const kept = await store.listReleaseParts(tx, found.releaseId);
  return { found, facts, law, record: null, sentences: found.state === "draft" ? kept.map((one) => (one.source === "own" ? one : (offers.find((offer) => offer.source === one.source) ?? { ...one, words: "" }))) : kept, offers, template };
}

/** What stays of a record, counted by reason, class and owner. */
function countStays(stays: NonNullable<Judged["record"]>["stays"]) {
  const counted = new Map<string, { reason: (typeof stays)[number]["reason"]; count: number; disclosure: RecordPart["disclosure"] }>();
  for (const { part, reason } of stays) {
    const { class: ofClass, ownerPersonId, part2 } = part.disclosure;
    const key = `${reason} ${ofClass} ${ownerPersonId} ${part2}`;
    const before = counted.get(key);
    counted.set(key, { reason, count: (before?.count ?? 0) + 1, disclosure: part.disclosure });
  }
  return [...counted.values()];
}

export async function get(tx: Transaction, ids: Ids, call: Call) {
  const judged = await judgeRelease(tx, call, await requireRelease(tx, ids));
  const { found, facts, law, record, sentences, offers, template } = judged;
  const { language } = call;
  const roles = tx.actor.kind === "staff" ? tx.actor.roles : [];
  const is = (...wanted: string[]) => wanted.some((role) => roles.includes(role));
  const sentencesShown: ShownPart[] = sentences.map((one) => ({ source: one.source, on: one.on, title: "", words: one.words, factIds: one.factIds, reason: judgePart(one, facts, law), disclosure: one.disclosure }));
  const parts: ShownPart[] = record === null ? sentencesShown : record.goes.map((one) => ({ source: one.kind, on: one.on, title: partNames[one.kind][language], words: one.words[language], factIds: one.factIds, reason: null, disclosure: one.disclosure }));
  const rule = law.bases.find((one) => one.basis === found.basis)!;
  const isDraft = found.state === "draft";
  const may = [
    ...(isDraft && found.form === "letter" && is("clinician", "trainee", "supervisor") ? (["edit"] as const) : []),
    ...(isDraft && is("clinician") ? (["fix"] as const) : []),
    ...(found.state === "fixed" && is("clinician", "privacy_officer") ? (["send"] as const) : []),
    ...(isDraft || found.state === "fixed" ? (["withdraw"] as const) : []),
  ];
  return {
    release: shown(found),
    basisReason: judgeBasis(facts, law),
    basisSource: { source: rule.source, status: rule.status },
    parts,
    stays: countStays(record?.stays ?? []),
    offers: offers.map((one) => ({ source: one.source, words: one.words, reason: judgePart(one, facts, law), suggested: template?.suggested.has(one.source) ?? false, disclosure: one.disclosure })),
    missing: (isDraft ? (template?.missing ?? []) : []).map(({ text, fields }) => ({ text, fields, disclosure: { ...found.disclosure, class: "service" as const, ownerPersonId: null, ownerStaffId: null } })),
    template: template?.name ?? null,
    notices: noticesFor(record?.goes ?? sentences, law),
    may,
  };
}

/** A sentence as it is kept: of a template what the record says, of one's own what was written, of the class that was marked. */
function keptSentence(one: Sentence, place: number, caseId: string, offers: readonly LetterSentence[], people: ReadonlySet<string>): LetterSentence {
  if (one.source !== "own") {
    const offer = offers.find((each) => each.source === one.source);
    if (!offer) throw fieldFault(`sentences.${place}.source`, faultWords.noTemplate);
    return offer;
  }
  if (one.words.trim() === "") throw fieldFault(`sentences.${place}.words`, faultWords.needWords);
  const isOwned = one.class === "relationship" || one.class === "caregiver";
  if (isOwned ? one.ownerPersonId === null || !people.has(one.ownerPersonId) : one.ownerPersonId !== null && (one.class !== "service" || !people.has(one.ownerPersonId))) throw fieldFault(`sentences.${place}.ownerPersonId`, faultWords.needOwner);
  return { source: "own", words: one.words.trim(), factIds: [], on: null, disclosure: tagOfOwn(caseId, one) };
}

/** Saves a letter's sentences. What may not be said is kept and flagged: it is refused when the letter is fixed. */
export async function saveLetter(tx: Transaction, input: InputOf<"saveLetter">) {
  const found = await requireRelease(tx, input);
  const { caseId } = found;
  const { closedOn, childId } = await requireCase(tx, caseId);
  if (found.form !== "letter") throw new Fault("refused", faultWords.notALetter);
  if (found.state !== "draft") throw new Fault("refused", found.state === "fixed" ? faultWords.fixedAlready : faultWords.isOver);
  const { offers } = await gatherLetter(tx, childId, closedOn, found);
  const people = new Set((await listPeople(tx, caseId)).filter((one) => one.part === "caregiver").map((one) => one.personId));
  const kept = input.sentences.map((one, place) => keptSentence(one, place, caseId, offers, people));
  const bumped = await store.bumpRelease(tx, found.releaseId, input.revision);
  if (!bumped) throw new Fault("changed_meanwhile", faultWords.changed);
  await store.replaceParts(tx, caseId, found.releaseId, kept);
  return bumped;
}

/** Takes back what has not left. */
export async function withdraw(tx: Transaction, ids: Ids) {
  await requireRelease(tx, ids);
  const found = await store.findReleaseToChange(tx, ids.caseId, ids.releaseId);
  if (!found || found.state === "sent" || found.state === "withdrawn") throw new Fault("refused", faultWords.isOver);
  await store.withdrawRelease(tx, ids.releaseId);
  return { withdrawn: true as const };
}
