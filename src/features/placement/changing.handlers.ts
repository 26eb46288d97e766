import type { Transaction } from "#database/actor.ts";
import { Fault } from "#kernel/faults.ts";
import { type Call, type Handlers } from "#server/procedure.ts";
import { endLink, withdrawRequests } from "#features/measures/store.ts";
import { insertResidence, insertVisitTerms } from "#features/people/around.store.ts";
import { insertDyad, insertPart, insertPerson } from "#features/people/store.ts";
import type { ChangeAsked, placement } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { asTouched, consentHoldsAfter, readFacts } from "./reading.handlers.ts";
import { keepEligibility } from "./redeciding.handlers.ts";
import { planReviews } from "./reviews.rules.ts";
import { type Arriving, type ChangePlan, findFaults, findSessionFaults, planChange } from "./rules.ts";
import { saySteps } from "./steps.rules.ts";
import * as store from "./store.ts";
import { cancelledBy } from "./words.ts";

type InputOf<Name extends "foresee" | "change" | "takeBack"> = Parameters<Extract<Handlers<typeof placement>[Name], { open: false }>["run"]>[1];
type Asking = Pick<Call, "services" | "language">;
const NOBODY = "00000000-0000-0000-0000-000000000000";

function refuseWrong(fields: ReturnType<typeof findFaults>): void {
  if (fields.length > 0) throw new Fault("malformed", fields[0]!.message, { fields });
}

/** Who comes, with the name under which the case knows them; somebody new has no id yet. */
function arrivingOf(asked: ChangeAsked, people: readonly { personId: string; givenName: string; familyName: string }[]): Arriving[] {
  return asked.comes.map((one, place) => {
    const known = people.find((person) => person.personId === one.personId);
    return { ...one, ...(known === undefined ? {} : { givenName: known.givenName, familyName: known.familyName }), personId: one.personId ?? `${NOBODY.slice(0, -1)}${place}` };
  });
}

/** What a change would do, step by step. Nothing is stored. */
export async function foresee(tx: Transaction, { caseId, ...asked }: InputOf<"foresee">, call: Asking) {
  const { facts, touched, revision } = await readFacts(tx, caseId, asked);
  refuseWrong(findFaults(asked, facts));
  const arriving = arrivingOf(asked, facts.people);
  const plan = planChange(asked, arriving, "", facts);
  const consentHolds = await consentHoldsAfter(tx, caseId, plan, asked.takesEffectOn);
  const alive = await Promise.all(plan.gone.map((personId) => store.findAlive(tx, caseId, personId)));
  const reading = facts.authorities.filter((one) => one.holderId !== null && one.scopes.includes("records") && !asked.endsAuthorities.includes(one.authorityId) && one.validFrom <= asked.takesEffectOn && (one.validTo === null || one.validTo >= asked.takesEffectOn)).map((one) => one.holderId!);
  const reviews = planReviews(asked, arriving, plan, { today: tx.today, consentHolds, touchedSessions: touched.length });
  const nameOf = (personId: string | null) => facts.people.find((one) => one.personId === personId);
  return {
    revision,
    steps: saySteps(asked, arriving, plan, facts, { language: call.language, consentHolds, alive: { links: alive.reduce((sum, one) => sum + one.batteries.filter((battery) => battery.linkId !== null).length, 0), messages: alive.reduce((sum, one) => sum + one.messageIds.length, 0) }, touchedSessions: touched.length, reviews, keepsReading: plan.gone.filter((personId) => reading.includes(personId)) }),
    sessions: touched.map(asTouched),
    authorities: facts.authorities
      .filter((one) => one.validTo === null || one.validTo >= asked.takesEffectOn)
      .map((one) => ({ authorityId: one.authorityId, holder: one.holderOrganization ?? `${nameOf(one.holderId)?.givenName ?? ""} ${nameOf(one.holderId)?.familyName ?? ""}`.trim(), kind: one.kind, scopes: one.scopes, isLeaving: plan.gone.includes(one.holderId ?? "") })),
  };
}

async function begin(tx: Transaction, caseId: string, plan: ChangePlan, on: string): Promise<{ residenceIds: string[]; visitTermsIds: string[] }> {
  for (const one of plan.begunParts) await insertPart(tx, { caseId, ...one, validFrom: on });
  for (const one of plan.begunDyads) await insertDyad(tx, caseId, one.adultId, on, one.state);
  const residenceIds: string[] = [];
  const visitTermsIds: string[] = [];
  for (const one of plan.begunResidences) residenceIds.push(await insertResidence(tx, caseId, one));
  for (const one of plan.begunVisits) visitTermsIds.push(await insertVisitTerms(tx, caseId, { ...one, validFrom: on, validTo: null }));
  return { residenceIds, visitTermsIds };
}

/** What is alive of the access of those who are gone ends: links, messages that wait, sign-ins. Answers how much there was. */
export async function endAccess(tx: Transaction, caseId: string, gone: readonly string[]): Promise<{ signIns: number; links: number; messages: number }> {
  const ended = { signIns: 0, links: 0, messages: 0 };
  for (const personId of gone) {
    const alive = await store.findAlive(tx, caseId, personId);
    for (const { batteryId, linkId } of alive.batteries) {
      await withdrawRequests(tx, batteryId);
      if (linkId !== null) await endLink(tx, linkId);
    }
    await store.withdrawMessagesById(tx, alive.messageIds);
    ended.links += alive.batteries.filter((one) => one.linkId !== null).length;
    ended.messages += alive.messageIds.length;
    ended.signIns += await store.endSignIns(tx, personId);
  }
  return ended;
}

/** Somebody moves or changes: everything that hangs on it, in this one transaction. Throws `changed_meanwhile` where the case or its appointments are not as they were shown. */
export async function change(tx: Transaction, { caseId, source, sessions, revision, ...asked }: InputOf<"change">, call: Asking) {
  if (!(await store.claimCase(tx, caseId, revision))) throw new Fault("changed_meanwhile", faultWords.changed);
  const { facts, touched } = await readFacts(tx, caseId, asked);
  refuseWrong(findFaults(asked, facts));
  const undecided = findSessionFaults(sessions, touched, asked.comes);
  if (undecided.length > 0) throw new Fault(undecided.some((one) => one.message === faultWords.decideEach) ? "changed_meanwhile" : "malformed", undecided[0]!.message === faultWords.decideEach ? faultWords.sessionsChanged : undecided[0]!.message, { fields: undecided });
  const arriving: Arriving[] = [];
  for (const one of asked.comes) arriving.push({ ...one, personId: one.personId ?? (await insertPerson(tx, { ...one, kind: "adult" })) });
  const plan = planChange(asked, arriving, source, facts);
  const consentHolds = await consentHoldsAfter(tx, caseId, plan, asked.takesEffectOn);
  await store.endRows(tx, caseId, plan);
  const begun = await begin(tx, caseId, plan, asked.takesEffectOn);
  const decided: store.Effects["sessions"] = [];
  for (const { sessionId, expects } of touched) {
    const { does } = sessions.find((one) => one.sessionId === sessionId)!;
    const leaving = expects.map((one) => one.personId);
    const cancelled = does === "hand_over" ? leaving : does === "keep" ? leaving.filter((personId) => plan.gone.includes(personId)) : [];
    const added = does === "hand_over" ? arriving.map((one) => one.personId) : [];
    if (does === "cancel") await store.cancelSession(tx, sessionId, cancelledBy[call.language]);
    else await store.changeExpected(tx, caseId, { sessionId, cancelled, added });
    decided.push({ sessionId, does, cancelled, added });
  }
  const holds = asked.takesEffectOn <= tx.today;
  const named: ChangeAsked = { ...asked, comes: arriving };
  const changeId = await store.insertChange(tx, { caseId, asked: named, source, effects: { ...plan, ...begun, sessions: decided }, applied: holds ? "now" : "later" });
  await store.insertReviews(tx, caseId, changeId, planReviews(asked, arriving, plan, { today: tx.today, consentHolds, touchedSessions: touched.length }));
  const ended = holds ? await endAccess(tx, caseId, plan.gone) : { signIns: 0, links: 0, messages: 0 };
  await keepEligibility(tx, call, caseId, holds ? tx.today : asked.takesEffectOn);
  return { changeId, ended };
}

/** Takes the last change back: what it ended holds again, what it began counts for no day. What was dead stays dead: links and messages are sent anew. */
export async function takeBack(tx: Transaction, { caseId, changeId, reason }: InputOf<"takeBack">, call: Asking) {
  await store.lockCase(tx, caseId);
  const found = await store.findChange(tx, changeId);
  if (found?.caseId !== caseId) throw new Fault("not_found", faultWords.noChange);
  if (found.takenBackAt !== null) throw new Fault("refused", faultWords.takenBack);
  if ((await store.findLastChange(tx, caseId))?.changeId !== changeId) throw new Fault("refused", faultWords.notLast);
  await store.markTakenBack(tx, changeId, reason);
  await store.restoreRows(tx, caseId, found.effects, found.takesEffectOn);
  const lost: string[] = [];
  for (const one of found.effects.sessions) if (!(await store.restoreSession(tx, one))) lost.push(one.sessionId);
  await store.withdrawReviews(tx, changeId);
  await keepEligibility(tx, call, caseId, tx.today);
  return { takenBack: true as const, notRestored: (await store.listSessionRows(tx, lost)).map(asTouched) };
}
