import { timeInZone } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { inEachLanguage } from "#kernel/language.ts";
import { kernelWords } from "#kernel/words.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { findCourseStart } from "#features/cases/store.ts";
import { judgeGateTwo } from "#features/consent/rules.ts";
import { listConsents } from "#features/consent/store.ts";
import type { PersonOfCase } from "#features/people/contract.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { listStaff } from "#features/workforce/store.ts";
import type { calendar, SessionView } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { plannedLength, readSessionTimes } from "./rules.ts";
import * as store from "./store.ts";

/** Throws `not_found` where there is no such session for this actor. */
export async function requireSession(tx: Transaction, sessionId: string): Promise<SessionView> {
  const found = await store.findSession(tx, sessionId);
  if (!found) throw new Fault("not_found", faultWords.noSession);
  return found;
}

type BookInput = Parameters<Extract<Handlers<typeof calendar>["book"], { open: false }>["run"]>[1];

const partOf = (person: PersonOfCase) => (person.part === "other" ? (person.kind === "interpreter" ? "interpreter" : "collateral") : person.part);

/** Books a session: times on the wall of the agency's zone, people of the case, gate G2, no clash. */
export async function book(tx: Transaction, input: BookInput, call: Pick<Call, "language">): Promise<SessionView> {
  const found = await requireCase(tx, input.caseId);
  if (found.status === "closed") throw new Fault("refused", faultWords.caseClosed);
  const { startsAt, endsAt, on } = readSessionTimes(input.start, input.end, tx.actor.timeZone);
  const consents = await listConsents(tx, input.caseId);
  const gate = judgeGateTwo(found.stage, consents, on, call.language);
  if (gate.result === "not_met") throw new Fault("refused", inEachLanguage((language) => judgeGateTwo(found.stage, consents, on, language).message), { details: { findings: [gate] } });
  const people = await listPeople(tx, input.caseId);
  const expected = [...new Set(input.personIds)].map((personId) => {
    const person = people.find((one) => one.personId === personId && (one.validTo === null || one.validTo >= on));
    if (!person) throw new Fault("malformed", faultWords.notOfCase, { fields: [{ path: "personIds", message: faultWords.expectPeople }] });
    return person;
  });
  const clinician = (await listStaff(tx)).find((one) => one.staffId === input.clinicianId && one.roles.some((role) => role === "clinician" || role === "trainee"));
  if (!clinician) throw new Fault("malformed", faultWords.noClinician, { fields: [{ path: "clinicianId", message: faultWords.expectClinician }] });
  const clash = await store.findClash(tx, input.clinicianId, startsAt, endsAt);
  if (clash) throw new Fault("refused", faultWords.booked(clinician.name, timeInZone(clash.startsAt, tx.actor.timeZone), timeInZone(clash.endsAt, tx.actor.timeZone)), { fields: [{ path: "start", message: faultWords.chooseFree }] });
  const sessionId = await store.insertSession(tx, { ...input, stage: found.stage, startsAt, endsAt, timeZone: tx.actor.timeZone });
  for (const person of expected) await store.insertAttendance(tx, { sessionId, personId: person.personId, caseId: input.caseId, part: partOf(person) });
  return requireSession(tx, sessionId);
}

async function propose(tx: Transaction, { caseId, on }: { caseId: string; on: string }) {
  const found = await requireCase(tx, caseId);
  const { month, planned, usualMost } = plannedLength(await findCourseStart(tx, caseId), on);
  return { monthOfTreatment: month, plannedMinutes: planned, usualMostMinutes: usualMost, timeZone: tx.actor.timeZone, stage: found.stage };
}

async function list(tx: Transaction, input: { from: string; to: string; clinicianId: string | null; caseId: string | null }) {
  if (input.to < input.from) throw new Fault("malformed", kernelWords.endBeforeBeginning, { fields: [{ path: "to", message: kernelWords.orLater(input.from) }] });
  return { sessions: await store.listSessions(tx, input.from, input.to, input.clinicianId, input.caseId), timeZone: tx.actor.timeZone };
}

export const calendarHandlers: Handlers<typeof calendar> = {
  list: handle(list),
  get: handle((tx, { sessionId }) => requireSession(tx, sessionId)),
  propose: handle(propose),
  book: handle(book),
  cancel: handle(async (tx, { sessionId, status, reason, revision }) => {
    await requireSession(tx, sessionId);
    if (!(await store.updateSessionStatus(tx, sessionId, status, reason, revision))) throw new Fault("changed_meanwhile", faultWords.changed);
    return requireSession(tx, sessionId);
  }),
};
