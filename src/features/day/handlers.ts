import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { listOwedWishes } from "#features/calendar/wishes.handlers.ts";
import { listSessions } from "#features/calendar/store.ts";
import { listOwnAbsences } from "#features/workforce/absence.store.ts";
import { listEndings } from "#features/workforce/record.handlers.ts";
import { listOwedDates } from "#features/compliance/handlers.ts";
import { listOwedAudits } from "#features/audits/closing.handlers.ts";
import { listAskedPlans } from "#features/safety/plans.handlers.ts";
import { listOwedActions } from "#features/audits/rating.handlers.ts";
import { listOwedVisits } from "#features/visiting/handlers.ts";
import { listOwedOutreach } from "#features/attendance/handlers.ts";
import { listOwedOfCourse } from "#features/course/owed.handlers.ts";
import { listOwedStoryWishes } from "#features/stories/family.handlers.ts";
import { listOwedWatching } from "#features/recordings/listing.handlers.ts";
import { listOwedReviews } from "#features/placement/owing.handlers.ts";
import { packetNames } from "#features/fidelity/fidelity.words.ts";
import { listOwedPackets } from "#features/fidelity/reading.handlers.ts";
import { listToReview } from "#features/fidelity/store.ts";
import { listOwedMeasures } from "#features/measures/schedule.handlers.ts";
import { listOwedOfPrivacy, listOwedReviewsOfGlass } from "#features/privacy/owed.handlers.ts";
import { listOpenRequests } from "#features/release/requests.store.ts";
import { owedThreads } from "#features/correspondence/store.ts";
import { owedQuestions } from "#features/questions/store.ts";
import { listOwedOfSupervision } from "#features/supervision/owed.handlers.ts";
import type { day } from "./contract.ts";
import { owedForAudit, owedForConsent, owedForEnding, owedForOffer, owedForPacket, owedForPlacement, owedForRequest, owedOfPrivacy, sortOwed, weigh } from "./rules.ts";
import { kindNames } from "#features/consent/screens.words.ts";
import { listToSee } from "#features/consent/signing.store.ts";
import { listOffered } from "#features/waiting/store.ts";
import * as store from "./store.ts";

const MOST_SHOWN = 100;

/** Late dates of one's own cases, and those that are due soon. */
const owedDates = async (tx: Transaction, call: Pick<Call, "services" | "language">, staffId: string) => (await listOwedDates(tx, call, staffId)).map((one) => ({ ...one, sessionId: null }));

/** Packets that are due of one's own work, and those that wait for the supervisor. */
const owedPackets = async (tx: Transaction, call: Pick<Call, "language">, staffId: string) => (await listOwedPackets(tx, staffId)).map((one) => owedForPacket(one, call.language, tx.actor.timeZone));
const owedPacketReviews = async (tx: Transaction, call: Pick<Call, "language">, staffId: string) => (await listToReview(tx, staffId)).map((one) => ({ kind: "fidelity_review" as const, id: one.packetId, caseId: one.caseId, sessionId: null, who: `${one.clinicianName} · ${one.childName}`, since: one.confirmedAt, dueAt: null, about: packetNames[one.kind][call.language] }));

/** Consents of one's own families that end soon. */
const owedConsents = async (tx: Transaction, call: Pick<Call, "language">, staffId: string) => (await store.owedEndingConsents(tx, staffId)).map((one) => owedForConsent({ ...one, about: kindNames[one.about][call.language] }, tx.actor.timeZone));

/** What adults said no to, or took back, in the portal, until somebody of the team has seen it. */
const owedAnswers = async (tx: Transaction, call: Pick<Call, "language">) => (await listToSee(tx)).map((one) => ({ ...one, sessionId: null, dueAt: null, about: kindNames[one.about][call.language] }));

/** Families of one's own in which a safety plan is due: one row each, without with whom or why. */
const owedPlans = async (tx: Transaction, staffId: string) => {
  const asks = (await listAskedPlans(tx, staffId)).toSorted((one, other) => one.since.localeCompare(other.since));
  return [...new Map(asks.toReversed().map((one) => [one.caseId, one])).values()].map(({ caseId, childName, since }) => ({ kind: "safety_plan_due" as const, id: caseId, caseId, sessionId: null, who: childName, since, dueAt: since }));
};

/** What each role owes: safety and notes for who treats, co-signatures for who supervises, referrals for intake, holds for billing, what ends for who runs the agency and for whose it is. */
async function owedTo(tx: Transaction, call: Pick<Call, "services" | "language">, roles: readonly string[], staffId: string) {
  const is = (...wanted: string[]) => wanted.some((role) => roles.includes(role));
  const found = [];
  if (is("clinician", "trainee", "supervisor")) found.push(...(await store.owedReviews(tx)));
  if (is("clinician", "trainee", "supervisor", "administrator")) found.push(...(await store.owedAlerts(tx, staffId)));
  if (is("clinician", "trainee")) found.push(...(await store.owedReports(tx, staffId)), ...(await owedPlans(tx, staffId)));
  if (is("supervisor")) found.push(...(await store.owedSecondLooks(tx, staffId)));
  if (is("front_desk", "administrator")) found.push(...(await store.owedReferrals(tx)));
  if (is("administrator", "supervisor")) found.push(...(await store.unassignedFamilies(tx)));
  if (is("clinician", "trainee")) found.push(...(await store.owedNotes(tx, staffId)), ...(await store.consentsMissing(tx)), ...(await owedDates(tx, call, staffId)), ...(await listOwedOfCourse(tx, call.language, staffId)), ...(await listOwedStoryWishes(tx, staffId)), ...(await listOwedOutreach(tx, staffId)), ...(await owedPackets(tx, call, staffId)), ...(await listOwedMeasures(tx, call, staffId)), ...(await owedConsents(tx, call, staffId)));
  if (is("clinician", "trainee", "supervisor")) found.push(...(await owedThreads(tx, staffId)));
  if (is("clinician", "trainee", "supervisor")) found.push(...(await owedAnswers(tx, call)));
  if (is("clinician", "trainee", "supervisor", "faculty")) found.push(...(await listOwedWatching(tx, call)));
  if (is("clinician", "trainee", "supervisor")) found.push(...(await listOffered(tx)).filter((one) => one.answer === null).map(owedForOffer));
  if (is("clinician", "trainee", "front_desk")) found.push(...(await store.stuckMessages(tx, is("front_desk") ? null : staffId)));
  if (is("clinician", "trainee") && !is("biller")) found.push(...(await store.owedServicesOfOwn(tx, staffId)));
  if (is("supervisor")) found.push(...(await store.owedCosignatures(tx)), ...(await owedPacketReviews(tx, call, staffId)));
  if (is("clinician", "trainee", "supervisor")) found.push(...(await listOwedReviews(tx, call)).map((one) => owedForPlacement(one, tx.actor.timeZone)));
  if (is("clinician", "trainee", "supervisor", "front_desk", "administrator")) found.push(...(await listOwedVisits(tx)));
  if (is("clinician", "trainee", "front_desk")) found.push(...(await listOwedWishes(tx, call, is("front_desk") ? null : staffId)));
  if (is("clinician", "trainee", "supervisor")) found.push(...(await listOwedOfSupervision(tx, call.language, roles)));
  if (is("biller")) found.push(...(await store.owedServices(tx)));
  if (is("clinician", "trainee", "supervisor", "front_desk", "administrator")) found.push(...(await owedQuestions(tx, staffId)));
  const ends = is("administrator") ? await listEndings(tx) : is("clinician", "trainee", "supervisor") ? await listEndings(tx, staffId) : [];
  found.push(...ends.map((one) => owedForEnding(one, one.subject === "certificate" ? "certificate_ending" : is("administrator") ? "credential_ending" : "own_credential_ending", tx.actor.timeZone)));
  const runs = is("administrator");
  const ofAudits = runs ? await listOwedAudits(tx, call) : [];
  const ofPlans = is("auditor") ? [] : (await listOwedActions(tx, runs ? null : staffId)).map(({ auditId, ...one }) => ({ ...one, kind: "audit_action" as const, ...(runs ? { record: auditId } : {}) }));
  found.push(...[...ofAudits, ...ofPlans].map((one) => owedForAudit(one, tx.actor.timeZone)));
  if (is("privacy_officer")) found.push(...(await listOpenRequests(tx)).map((one) => owedForRequest(one, tx.actor.timeZone)));
  if (is("privacy_officer", "administrator")) found.push(...(await listOwedReviewsOfGlass(tx)).map((one) => ({ ...one, kind: "glass_review" as const, sessionId: null, dueAt: null })));
  found.push(...(await listOwedOfPrivacy(tx, call, roles, staffId)).map((one) => owedOfPrivacy(one, tx.actor.timeZone)));
  return sortOwed(found.map((one) => ({ ...one, weight: weigh(one, tx.today, tx.actor.timeZone) })));
}

/** Today's sessions: the own of who treats, of those supervised, or all for the front desk; who only runs the programme is told how many. */
async function sessionsOf(tx: Transaction, roles: readonly string[], staffId: string) {
  const is = (...wanted: string[]) => wanted.some((role) => roles.includes(role));
  const all = { from: tx.today, to: tx.today, clinicianId: null, caseId: null, teamId: null };
  if (is("clinician", "trainee")) return listSessions(tx, { ...all, clinicianId: staffId });
  if (is("front_desk")) return listSessions(tx, all);
  if (!is("supervisor")) return [];
  return listSessions(tx, { ...all, clinicianIds: await store.listSupervised(tx, staffId) });
}

export const dayHandlers: Handlers<typeof day> = {
  today: handle(async (tx, _input, call) => {
    const actor = tx.actor.kind === "staff" ? tx.actor : { roles: [], staffId: "" };
    const owed = await owedTo(tx, call, actor.roles, actor.staffId);
    return {
      today: tx.today,
      now: tx.now,
      timeZone: tx.actor.timeZone,
      sessions: await sessionsOf(tx, actor.roles, actor.staffId),
      programme: actor.roles.some((role) => role === "administrator") ? await store.countToday(tx) : null,
      owed: owed.slice(0, MOST_SHOWN),
      more: owed.length > MOST_SHOWN,
      absences: actor.staffId === "" ? [] : await listOwnAbsences(tx, actor.staffId),
    };
  }),
};
