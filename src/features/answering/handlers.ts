import { type Actor, asActor, type Transaction } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { appendAudit } from "#server/audit.ts";
import { hashToken, makeToken } from "#server/keys.ts";
import type { Services } from "#server/procedure.ts";
import { type AgencyRow, listAgencies } from "#features/account/store.ts";
import { libraryOf } from "#features/instruments/handlers.ts";
import { findDefinition } from "#features/instruments/library.rules.ts";
import { answerOf, listSteps, shownText, type Step } from "#features/measures/flow.rules.ts";
import { keepOneAnswer, recordAnswers } from "#features/measures/recording.handlers.ts";
import { MOST_BIRTH_YEAR_TRIES, VISIT_MINUTES } from "#features/measures/contract.ts";
import * as measures from "#features/measures/store.ts";

/** What answering needs of the server. */
export type AnsweringServices = Pick<Services, "database" | "clock" | "signingKey" | "baseUrl" | "enqueue" | "projectRoot">;

/** Where a token leads. `agency` is null where the token was never one: then nobody knows whose it would be. */
export type Found = { state: "unknown"; agency: AgencyRow | null } | ({ state: "ended" | "locked" | "open" } & OpenLink);
export type OpenLink = { agency: AgencyRow; linkId: string; batteryId: string; triesLeft: number; actor: Extract<Actor, { kind: "respondent" }> };

/** Looks a token up; nothing is changed by it. */
export async function findByToken({ database, clock }: AnsweringServices, token: string): Promise<Found> {
  const link = await measures.findLink(database, hashToken(token), clock.now());
  const agencies = await listAgencies(database);
  const agency = agencies.find((one) => one.agency_id === link?.agencyId);
  if (!link || link.purpose !== "measure" || !agency) return { state: "unknown", agency: agencies.find((one) => one.kind === "provider") ?? null };
  const triesLeft = Math.max(0, MOST_BIRTH_YEAR_TRIES - link.tries);
  const actor = { kind: "respondent", agencyId: agency.agency_id, timeZone: agency.time_zone, batteryId: link.batteryId, linkId: link.linkId } as const;
  return { state: !link.isOpen ? "ended" : triesLeft === 0 ? "locked" : "open", agency, linkId: link.linkId, batteryId: link.batteryId, triesLeft, actor };
}

/** Whether this device passed the gate of this link a short while ago. */
export const holdsVisit = async ({ database, clock }: AnsweringServices, found: OpenLink, visit: string | undefined): Promise<boolean> => visit !== undefined && visit !== "" && measures.visitHolds(database, hashToken(visit), found.linkId, clock.now());

/** The questions of a link with what was kept. */
export type Form = { requests: measures.RequestRow[]; steps: Step[]; kept: measures.KeptRow[]; language: Language; showsCrisis: boolean; givenName: string; device: "own" | "handed_over"; readAloud: "none" | "some" };

async function read(tx: Transaction, services: AnsweringServices, found: OpenLink, asked: Language | null): Promise<Form | null> {
  const requests = await measures.listBattery(tx, found.batteryId);
  const language = asked ?? requests[0]?.language ?? "en";
  // What the adult would rather be asked is no question of this page any more.
  const steps = listSteps(await libraryOf(tx, services), requests.filter((one) => one.interviewAskedAt === null), language);
  if (requests.length === 0 || !steps) return null;
  const kept = await measures.listKept(tx, found.batteryId);
  return { requests, steps, kept, language, showsCrisis: kept.some((one) => one.raised.includes("self_harm")), givenName: await measures.batteryGivenName(tx), device: requests[0]!.mode === "kiosk" ? "handed_over" : "own", readAloud: requests.some((one) => one.interviewAskedAt !== null) ? "some" : "none" };
}

/** Reads in a transaction that cannot write: whoever only looks, a mail scanner too, changes nothing. Null where there is nothing left to answer. */
export function readForm(services: AnsweringServices, found: OpenLink, asked: Language | null): Promise<Form | null> {
  return asActor(services.database, services.clock, found.actor, async (tx) => {
    await measures.forbidWrites(tx);
    return read(tx, services, found, asked);
  });
}

export type GateOutcome = { state: "open"; visit: string } | { state: "wrong"; triesLeft: number } | { state: "locked" };

/** Tries a birth year. It is counted before it is compared, so that tries at the same moment count too. */
export function passGate({ database, clock }: AnsweringServices, found: OpenLink, year: number, requestId: string): Promise<GateOutcome> {
  return asActor(database, clock, found.actor, async (tx) => {
    const tries = await measures.countTry(tx, found.linkId);
    const matches = tries <= MOST_BIRTH_YEAR_TRIES && (await measures.birthYearMatches(tx, year));
    const [request] = await measures.listBattery(tx, found.batteryId);
    await appendAudit(tx, { action: matches ? "write" : "refusal", procedure: "answering.open", outcome: matches ? "done" : "wrong_birth_year", requestId, caseId: request?.caseId, personId: request?.respondentId, subjectId: found.batteryId });
    if (!matches) return tries >= MOST_BIRTH_YEAR_TRIES ? { state: "locked" } : { state: "wrong", triesLeft: MOST_BIRTH_YEAR_TRIES - tries };
    const visit = makeToken();
    await measures.resetTries(tx, found.linkId);
    await measures.openVisit(tx, hashToken(visit), found.linkId, addMinutes(tx.now, VISIT_MINUTES));
    return { state: "open", visit };
  });
}

/**
 * Keeps one answer at once, or with null that the question was passed over. Where the answers so far raise an alert, the
 * review and its pointer are raised in the same transaction, sent or not. `over` where it was sent or withdrawn already.
 */
export function keepAnswer({ database, clock, enqueue, projectRoot }: AnsweringServices, found: OpenLink, step: Step, answer: number | number[] | null, requestId: string): Promise<"kept" | "over"> {
  return asActor(database, clock, found.actor, async (tx) => {
    // Locked, so that what is being sent from another tab is scored with all that was kept, or not changed any more.
    const request = (await measures.lockBattery(tx, found.batteryId)).find((one) => one.requestId === step.requestId && one.status !== "submitted");
    const definition = request && findDefinition(await libraryOf(tx, { projectRoot }), request.instrument, request.version);
    if (!request || !definition || (answer !== null && answerOf(definition, step.item, [answer].flat()) === null)) return "over";
    if ((await keepOneAnswer(tx, enqueue, request, definition, step.item, answer)) === "over") return "over";
    await appendAudit(tx, { action: "write", procedure: "answering.answer", outcome: "done", requestId, caseId: request.caseId, personId: request.respondentId, subjectId: request.requestId });
    return "kept";
  });
}

/** The adult would rather be asked one instrument by somebody: it is no part of this link any more, what was answered of it is kept. */
export function askForInterview({ database, clock }: AnsweringServices, found: OpenLink, step: Step, requestId: string): Promise<void> {
  return asActor(database, clock, found.actor, async (tx) => {
    const request = (await measures.lockBattery(tx, found.batteryId)).find((one) => one.requestId === step.requestId);
    if (!request) return;
    await measures.markInterviewAsked(tx, request.requestId);
    await appendAudit(tx, { action: "write", procedure: "answering.askForInterview", outcome: "done", requestId, caseId: request.caseId, personId: request.respondentId, subjectId: request.requestId });
  });
}

/** Scores and stores every form of the link, once, and ends the link. `over` where it was withdrawn. */
export function submitBattery({ database, clock, enqueue, projectRoot }: AnsweringServices, found: OpenLink, asked: Language | null, requestId: string): Promise<"done" | "over"> {
  return asActor(database, clock, found.actor, async (tx) => {
    const requests = await measures.lockBattery(tx, found.batteryId);
    if (requests.length === 0) return "over";
    const library = await libraryOf(tx, { projectRoot });
    for (const request of requests.filter((one) => one.status !== "submitted" && one.interviewAskedAt === null)) {
      const definition = findDefinition(library, request.instrument, request.version);
      if (!definition) return "over";
      const language = shownText(library, request.instrument, request.version, asked ?? request.language)?.language ?? request.language;
      await recordAnswers(tx, enqueue, request, definition, { entered: null, language, answeredOn: tx.today });
      await appendAudit(tx, { action: "write", procedure: "answering.submit", outcome: "done", requestId, caseId: request.caseId, personId: request.respondentId, subjectId: request.requestId });
    }
    await measures.endLink(tx, found.linkId);
    return "done";
  });
}
