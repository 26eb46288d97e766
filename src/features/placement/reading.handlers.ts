import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { consentInForce } from "#features/consent/rules.ts";
import { listConsents } from "#features/consent/store.ts";
import { listResidences, listVisitTerms } from "#features/people/around.store.ts";
import { countMoves, deriveResidences } from "#features/people/around.rules.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listAuthorities, listPeople } from "#features/people/store.ts";
import type { ChangeAsked } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import type { ChangeFacts, ChangePlan } from "./rules.ts";
import * as store from "./store.ts";

/** Everything of a case that a change rests on, with its revision. */
export async function readFacts(tx: Transaction, caseId: string, asked: ChangeAsked): Promise<{ facts: ChangeFacts; touched: store.TouchedRow[]; revision: number; stage: number }> {
  const found = await requireCase(tx, caseId);
  if (found.status === "closed") throw new Fault("refused", faultWords.closed);
  const touched = await store.listTouchedSessions(tx, caseId, asked.leaves.map((one) => one.personId), asked.takesEffectOn);
  const facts: ChangeFacts = {
    today: tx.today,
    people: await listPeople(tx, caseId),
    dyads: await store.listDyads(tx, caseId),
    residences: await listResidences(tx, caseId),
    authorities: await listAuthorities(tx, caseId),
    consents: await store.listConsentRows(tx, caseId),
    visits: await listVisitTerms(tx, caseId),
    sessions: touched,
    lastChangeOn: (await store.findLastChange(tx, caseId))?.takesEffectOn ?? null,
  };
  return { facts, touched, revision: found.revision, stage: found.stage };
}

/** Whether a consent to treatment would still hold on the day of the change, once what the plan ends has ended. */
export async function consentHoldsAfter(tx: Transaction, caseId: string, plan: ChangePlan, on: string): Promise<boolean> {
  const ended = new Set(plan.endedConsents.map((one) => one.consentId));
  const after = (await listConsents(tx, caseId)).map((one) => (ended.has(one.consentId) ? { ...one, validTo: plan.lastDay } : one));
  return consentInForce("treatment", after, on) !== null;
}

/** A session as an answer shows it: whom it expects, by name. */
export const asTouched = ({ expects, ...one }: store.TouchedRow) => ({ ...one, expects: expects.map((adult) => adult.name) });

/** Changes, what is to be looked at again, what was decided anew, and how often the child moved. */
export async function list(tx: Transaction, { caseId, after }: { caseId: string; after: string | null }) {
  const { openedOn } = await requireCase(tx, caseId);
  const residences = deriveResidences(await listResidences(tx, caseId), await listPeople(tx, caseId));
  return { ...(await store.listChanges(tx, caseId, after)), reviews: await store.listReviews(tx, caseId), redecided: await store.listRedecided(tx, caseId), moves: countMoves(residences, tx.today, openedOn) };
}
