import path from "node:path";
import { dateInZone, minutesBetween } from "#kernel/dates.ts";
import type { Words } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { listSessions } from "#features/calendar/store.ts";
import type { SessionView } from "#features/calendar/contract.ts";
import { kindWords } from "#features/calendar/screens.words.ts";
import { sayChip } from "#features/cases/chips.words.ts";
import { eventNames, problemNames } from "#features/cases/screens.words.ts";
import * as cases from "#features/cases/store.ts";
import { listOfCase } from "#features/correspondence/store.ts";
import { listDiagnoses } from "#features/diagnoses/handlers.ts";
import { stands, statusOn } from "#features/diagnoses/rules.ts";
import { statusNames } from "#features/diagnoses/screens.words.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import { tagOf, type Viewer } from "#features/disclosure/rules.ts";
import { letterheadNow, requireVersion } from "#features/letters/handlers.ts";
import { libraryOf } from "#features/instruments/handlers.ts";
import { listScores } from "#features/measures/store.ts";
import { shortTitles } from "#features/notes/screens.words.ts";
import { listAuthorities, listPeople } from "#features/people/store.ts";
import { listVersions } from "#features/plan/reading.handlers.ts";
import { findAuthorization } from "./authorizations.store.ts";
import type { ReleaseFacts } from "./judging.rules.ts";
import { type LetterFacts, offerLetter } from "./letters.rules.ts";
import { listParts, type RecordPart } from "./parts.rules.ts";
import { loadLaw } from "./policies.ts";
import { findRequest } from "./requests.store.ts";
import type { Law } from "./shapes.contract.ts";
import * as store from "./store.ts";

type Asking = { services: Pick<Call["services"], "projectRoot"> };

/** The law of releases as it ships with this server. */
export const lawOf = ({ services }: Asking): Law => loadLaw(path.join(services.projectRoot, "data"));

type Hanging = Pick<store.ReleaseRow, "caseId" | "subjectId" | "recipientKind" | "recipientPersonId" | "basis" | "opens" | "periodFrom" | "periodTo" | "authorizationId" | "authorityId" | "requestId">;

/** Everything on which it hangs what may leave, as the record has it now. */
export async function factsOf(tx: Transaction, childId: string, one: Hanging): Promise<ReleaseFacts> {
  const given = one.authorizationId === null ? null : await findAuthorization(tx, one.caseId, one.authorizationId);
  const order = one.requestId === null ? null : await findRequest(tx, one.caseId, one.requestId);
  const authorities = await listAuthorities(tx, one.caseId);
  const limited = await store.listLimited(tx, one.caseId);
  const asks = authorities.find((each) => each.authorityId === one.authorityId);
  const holds = (span: { validFrom: string; validTo: string | null }) => span.validFrom <= tx.today && (span.validTo === null || span.validTo >= tx.today);
  return {
    today: tx.today,
    childId,
    subjectId: one.subjectId,
    recipientKind: one.recipientKind,
    recipientPersonId: one.recipientPersonId,
    recipientMayNotLearn: one.recipientPersonId === null ? [] : await store.listMayNotLearn(tx, one.caseId, one.recipientPersonId),
    basis: one.basis,
    opens: one.opens,
    periodFrom: one.periodFrom,
    periodTo: one.periodTo,
    authorization: given === null ? null : { ...given, opensPart2: given.opensPart2 ? "yes" : "no" },
    requestAuthority: asks === undefined ? "none" : holds(asks) && !limited.includes(asks.holderId ?? "") && asks.scopes.some((scope) => scope === "release" || scope === "records") ? "stands" : "ended",
    order: order === null || order.kind === "access" ? null : { reviewed: order.reviewedByName === null ? "no" : "yes", judgeSigned: order.judgeSigned ? "yes" : "no", answered: order.answer === null || order.answer === "released" ? "no" : "yes", opens: order.opens, opensPersonId: order.opensPersonId },
    requester: one.recipientPersonId === null ? null : await viewerOf(tx, one.caseId, one.recipientPersonId, authorities),
  };
}

/** An adult of the family as somebody who looks: by the same relations that open her own pages to her. */
async function viewerOf(tx: Transaction, caseId: string, personId: string, authorities: Awaited<ReturnType<typeof listAuthorities>>): Promise<Viewer> {
  const dyads = (await listPeople(tx, caseId)).filter((one) => one.personId === personId && one.hasOpenDyad);
  return {
    today: tx.today, now: tx.now, isMachine: false, roles: ["caregiver"], staffId: null, personId, assignments: [], supervised: [], samples: [], reviews: [], custodies: [], brokenGlass: [], ownReferralCases: [], part2: [],
    recordsAuthorities: (await store.listMayNotLearn(tx, caseId, personId)).includes("record") ? [] : authorities.filter((one) => one.holderId === personId && one.scopes.includes("records")).map(({ validFrom, validTo }) => ({ caseId, validFrom, validTo })),
    dyads: dyads.map(({ validFrom, validTo }) => ({ caseId, validFrom, validTo })),
  }; // prettier-ignore
}

/** Days between which everything lies. */
const always = { from: "1900-01-01", to: "9998-12-31" } as const;
const cameOf = (status: SessionView["attendees"][number]["status"]) => (status === "present" || status === "late" || status === "left" ? ("yes" as const) : ("no" as const));
/** Visits that were held, or to which nobody came: what was cancelled, or is still to come, is nobody's attendance. */
const visitsOf = async (tx: Transaction, caseId: string) => (await listSessions(tx, { ...always, clinicianId: null, caseId, teamId: null })).filter((one) => (one.status === "held" || one.status === "no_show") && one.startsAt <= tx.now);

const anyone = { en: { child: "child", adult: "adult" }, es: { child: "niño o niña", adult: "persona adulta" } };
/** A chip in both languages, with the words of an objective that it names. */
const chipWords = (chip: { code: string; detail?: string }, objectives: ReadonlyMap<string, string>): Words => ({ en: sayChip(chip, "en", { ...anyone.en, named: objectives }), es: sayChip(chip, "es", { ...anyone.es, named: objectives }) });
const titleOf = (section: string): Words => (Object.entries(shortTitles).find(([key]) => key === section) ?? [section, { en: section.replaceAll("_", " "), es: section.replaceAll("_", " ") }])[1];

/** Every part of the record that the actor sees and that might leave. */
export async function gatherParts(tx: Transaction, call: Asking, caseId: string, childId: string): Promise<RecordPart[]> {
  const visits = await visitsOf(tx, caseId);
  const names = new Map([...(await libraryOf(tx, call.services)).definitions.values()].map((one) => [one.id, one.name]));
  const plan = (await listVersions(tx, caseId)).find((one) => one.status === "approved");
  const objectives = new Map((plan?.objectives ?? []).map((one) => [one.objectiveId, one.words]));
  const named = (names_: Record<string, Words>, kind: string): Words => names_[kind] ?? { en: kind.replaceAll("_", " "), es: kind.replaceAll("_", " ") };
  return listParts({
    caseId,
    childId,
    sessions: visits.filter((one) => one.status === "held").map((one) => ({
      sessionId: one.sessionId,
      on: dateInZone(one.heldFrom ?? one.startsAt, one.timeZone),
      minutes: minutesBetween(one.heldFrom ?? one.startsAt, one.heldTo ?? one.endsAt),
      kind: kindWords[one.kind],
      childCame: one.attendees.some((who) => who.part === "child" && cameOf(who.status) === "yes") ? ("yes" as const) : ("no" as const),
      adults: one.attendees.filter((who) => who.part === "caregiver").map((who) => ({ personId: who.personId, name: who.name, came: cameOf(who.status) })),
    })),
    diagnoses: (await listDiagnoses(tx, caseId)).flatMap((one) => {
      const status = statusOn(one.history, tx.today);
      return status === "entered_in_error" ? [] : [{ ...one, since: one.foundOn, status: statusNames[status ?? "confirmed"] }];
    }),
    events: (await cases.listTraumaticEvents(tx, caseId)).map((one) => ({ id: one.traumaticEventId, words: named(eventNames, one.kind) })),
    problems: (await cases.listProblems(tx, caseId)).map((one) => ({ id: one.problemId, words: named(problemNames, one.kind) })),
    objectives: (plan?.objectives ?? []).map((one) => ({ ...one, planOn: plan!.approvedOn! })),
    // What was corrected since does not leave; what is void is not among them.
    scores: (await listScores(tx, caseId)).filter((one) => one.correctedBy === null).map((one) => ({ requestId: one.requestId, on: one.answeredOn, name: names.get(one.instrument) ?? one.instrument, total: one.total, disclosure: one.disclosure })),
    notes: (await store.listSignedBlocks(tx, caseId)).map((one) => ({ blockId: one.blockId, on: one.on, title: titleOf(one.section), words: one.words, chips: one.chips.map((chip) => chipWords(chip, objectives)), disclosure: one.disclosure })),
    messages: (await listOfCase(tx, caseId)).map((one) => ({ ...one, on: dateInZone(one.writtenAt, tx.actor.timeZone), writtenBy: one.from === "adult" ? null : (one.writtenBy ?? ""), disclosure: tagOf("caregiver", one.caseId, one.personId) })),
  });
}

/** What a letter can say of the record as the actor sees it, by the version of the template that it began with. */
export async function gatherLetter(tx: Transaction, childId: string, closedOn: string | null, one: Pick<store.ReleaseRow, "caseId" | "subjectId" | "recipient" | "recipientPersonId" | "authorizationId" | "periodFrom" | "periodTo" | "language" | "letterKind" | "letterTemplate" | "letterTemplateNumber">) {
  const { caseId, language } = one;
  const given = one.authorizationId === null ? null : await findAuthorization(tx, caseId, one.authorizationId);
  const people = await listPeople(tx, caseId);
  const child = people.find((each) => each.personId === childId);
  const plan = (await listVersions(tx, caseId)).find((each) => each.status === "approved");
  const facts: LetterFacts = {
    caseId,
    child: { personId: childId, name: child === undefined ? "" : child.givenName },
    visits: (await visitsOf(tx, caseId)).map((each) => ({
      sessionId: each.sessionId,
      on: dateInZone(each.heldFrom ?? each.startsAt, each.timeZone),
      held: each.status === "held" ? ("yes" as const) : ("no" as const),
      came: each.attendees.filter((who) => who.part === "child" || who.part === "caregiver").map((who) => ({ personId: who.personId, name: who.name, part: who.part === "child" ? ("child" as const) : ("adult" as const), came: cameOf(who.status) })),
    })),
    planSigned: plan === undefined ? null : { planId: plan.planId, on: plan.approvedOn! },
    closedOn,
    clinician: await store.findClinician(tx, caseId),
    diagnoses: (await listDiagnoses(tx, caseId)).filter((each) => stands(statusOn(each.history, tx.today))).map((each) => ({ ...each, since: each.foundOn })),
    objectives: (plan?.objectives ?? []).filter((each) => each.standing.status === "open").map(({ objectiveId, words, disclosure }) => ({ objectiveId, words, disclosure })),
  };
  // What was begun before there were templates of the agency's own is of what ships for its kind.
  const template = await requireVersion(tx, one.letterTemplate ?? one.letterKind!, one.letterTemplateNumber ?? 0);
  const period = { from: one.periodFrom, to: one.periodTo };
  const asked = [period, ...(given === null ? [] : [{ from: given.periodFrom, to: given.periodTo }])];
  const agency = (await letterheadNow(tx)).content.name[language];
  return { name: template.content.name, ...offerLetter(template.content, facts, period, { childId, subjectId: one.subjectId, recipient: one.recipient.name, recipientPersonId: one.recipientPersonId, agency, language, asked, today: tx.today }) };
}

/** The disclosure of a sentence that an author wrote. */
export const tagOfOwn = (caseId: string, one: { class: DisclosureTag["class"]; ownerPersonId: string | null }): DisclosureTag => ({ class: one.class, caseId, ownerPersonId: one.ownerPersonId, ownerStaffId: null, counterpartStaffId: null, part2: false });
