import { timeInZone } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { inEachLanguage, type Language } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call, Handlers } from "#server/procedure.ts";
import { judgeGateTwo, judgeUse, type SessionUse } from "#features/consent/rules.ts";
import { listConsents, listSpokenConsents } from "#features/consent/store.ts";
import { keepDecision } from "#features/eligibility/deciding.handlers.ts";
import { foreseeProposed, foreseeSessions } from "#features/eligibility/foreseeing.handlers.ts";
import { isChartOpen } from "#features/eligibility/store.ts";
import type { PersonOfCase } from "#features/people/contract.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { openFacts } from "#features/policy/rules.ts";
import { listStaff } from "#features/workforce/store.ts";
import type { calendar, ForeseenHour, SessionView } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { chartOf, requireSession } from "./finding.handlers.ts";
import { readSessionTimes, speaksOfEvents } from "./rules.ts";
import * as store from "./store.ts";

type Asking = Pick<Call, "services" | "language">;
type InputOf<Name extends "book" | "foresee"> = Parameters<Extract<Handlers<typeof calendar>[Name], { open: false }>["run"]>[1];

const partOf = (person: PersonOfCase) => (person.part === "other" ? (person.kind === "interpreter" ? "interpreter" : "collateral") : person.part);

/** What was typed, held against the record: times on the wall of the agency's zone, people of the case on that day, a clinician, gate G2, and what else the family has to agree to. */
async function readPlan(tx: Transaction, input: InputOf<"foresee">, call: Pick<Call, "language">) {
  const found = await requireCase(tx, input.caseId);
  if (found.status === "closed") throw new Fault("refused", faultWords.caseClosed);
  const times = readSessionTimes(input.start, input.end, tx.actor.timeZone);
  const people = await listPeople(tx, input.caseId);
  const coming = [...new Set(input.personIds)].map((personId) => {
    const person = people.find((one) => one.personId === personId && (one.validTo === null || one.validTo >= times.on));
    if (!person) throw new Fault("malformed", faultWords.notOfCase, { fields: [{ path: "personIds", message: faultWords.expectPeople }] });
    return { personId, part: partOf(person) };
  });
  const clinician = (await listStaff(tx)).find((one) => one.staffId === input.clinicianId && one.roles.some((role) => role === "clinician" || role === "trainee"));
  if (!clinician) throw new Fault("malformed", faultWords.noClinician, { fields: [{ path: "clinicianId", message: faultWords.expectClinician }] });
  if (clinician.lastDay !== null && times.on > clinician.lastDay) throw fieldFault("clinicianId", faultWords.hasLeft(clinician.name, clinician.lastDay));
  const consents = await listConsents(tx, input.caseId);
  const use: SessionUse = { modality: input.modality, inTraining: clinician.roles.includes("clinician") ? "no" : "yes", spokenOn: input.modality === "in_person" ? [] : await listSpokenConsents(tx, input.caseId) };
  const judge = (language: Language) => [judgeGateTwo(found.stage, consents, times.on, language), ...judgeUse(use, consents, times.on, language)] as const;
  const [gate, ...asked] = judge(call.language);
  const shut = [gate, ...asked].findIndex((one) => one.result === "not_met" && one.severity === "block");
  return { ...times, stage: found.stage, coming, clinician, gate, asked, shut: shut < 0 ? null : { finding: [gate, ...asked][shut]!, words: inEachLanguage((language) => judge(language)[shut]!.message) } };
}

/** What a session that is being typed would be like; nothing is stored. */
export async function foresee(tx: Transaction, input: InputOf<"foresee">, call: Asking): Promise<ForeseenHour> {
  const plan = await readPlan(tx, input, call);
  const hour = await foreseeProposed(tx, call, { ...input, startsAt: plan.startsAt, endsAt: plan.endsAt, timeZone: tx.actor.timeZone }, { parts: plan.coming.map(({ part }) => part), longerSessionReason: input.longerSessionReason });
  return {
    caseId: input.caseId,
    counts: (await isChartOpen(tx, input.caseId)) ? { decision: hour.decided.decision, disclosure: chartOf(input.caseId) } : null,
    staffing: hour.staffing ?? "unknown",
    gate: plan.gate,
    consents: plan.asked,
    isTaken: await store.wouldBeTaken(tx, input.clinicianId, plan.startsAt, plan.endsAt),
  };
}

/** Throws where the clinician has another session then. Its times are said where the actor sees it; else that there is one, and never whose. */
async function requireFree(tx: Transaction, clinician: { staffId: string; name: string }, startsAt: string, endsAt: string): Promise<void> {
  if (!(await store.isTakenInTurn(tx, clinician.staffId, startsAt, endsAt))) return;
  const clash = await store.findClash(tx, clinician.staffId, startsAt, endsAt);
  const words = clash ? faultWords.booked(clinician.name, timeInZone(clash.startsAt, tx.actor.timeZone), timeInZone(clash.endsAt, tx.actor.timeZone)) : faultWords.taken(clinician.name);
  throw new Fault("refused", words, { fields: [{ path: "start", message: faultWords.chooseFree }] });
}

/**
 * What the hour counts for as it was booked. Whoever sees the chart relies on it, so it is kept; whoever does not was told
 * nothing that could be relied on. Throws, with what was found, where it will not count and the booking asks first.
 */
async function relyOn(tx: Transaction, call: Asking, caseId: string, sessionId: string, whenNotCounting: "ask" | "book"): Promise<void> {
  const hour = (await foreseeSessions(tx, call, new Map([[sessionId, "booking"]]))).get(sessionId)!;
  const sees = await isChartOpen(tx, caseId);
  const { decision } = hour.decided;
  if (whenNotCounting === "ask" && (sees ? decision.verdict : hour.staffing) === "no") throw new Fault("refused", faultWords.willNotCount, { details: { findings: sees ? openFacts(decision) : [] } });
  if (sees) await keepDecision(tx, call, { caseId, sessionId, class: "service", moment: "booking" }, hour.decided);
}

/**
 * Throws where adult and child would speak of what happened while a risk for the child stands. Who treats hears why, a
 * supervisor may go on with a reason, and everybody else hears only that it is not possible now.
 */
async function requireSafe(tx: Transaction, { caseId, kind, riskReason = "" }: InputOf<"book">, stage: number): Promise<void> {
  if (!speaksOfEvents(stage, kind) || !(await store.childRiskStands(tx, caseId))) return;
  if (!(await store.readsProtection(tx, caseId))) throw new Fault("refused", faultWords.notNow);
  if (tx.actor.kind !== "staff" || !tx.actor.roles.includes("supervisor")) throw new Fault("refused", faultWords.riskStands);
  if (riskReason.trim().length < 10) throw new Fault("refused", faultWords.riskAsks, { fields: [{ path: "riskReason", message: faultWords.riskReason }] });
  await store.insertRiskException(tx, { caseId, stage, reason: riskReason.trim() });
}

/** Books a session where gate G2 is open, no risk for the child holds it up, and the clinician free, and keeps what was decided of it. */
export async function book(tx: Transaction, input: InputOf<"book">, call: Asking): Promise<SessionView> {
  const plan = await readPlan(tx, input, call);
  if (plan.shut !== null) throw new Fault("refused", plan.shut.words, { details: { findings: [plan.shut.finding] } });
  await requireSafe(tx, input, plan.stage);
  await requireFree(tx, plan.clinician, plan.startsAt, plan.endsAt);
  const sessionId = await store.insertSession(tx, { ...input, stage: plan.stage, startsAt: plan.startsAt, endsAt: plan.endsAt, timeZone: tx.actor.timeZone });
  await store.insertAttendances(tx, { sessionId, caseId: input.caseId }, plan.coming);
  await relyOn(tx, call, input.caseId, sessionId, input.whenNotCounting);
  return requireSession(tx, sessionId);
}
