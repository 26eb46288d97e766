import type { Transaction } from "#database/actor.ts";
import { addDays } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { requireCase } from "#features/people/handlers.ts";
import { rulesOf } from "#features/release/figures.handlers.ts";
import { insertRequest as insertAccess } from "#features/release/requests.store.ts";
import type { Call } from "#server/procedure.ts";
import { faultWords } from "./faults.words.ts";
import { type AmendmentKind, type FamilyRequest, MOST_OPEN } from "./requests.contract.ts";
import { runsOutOn } from "./clocks.rules.ts";
import * as store from "./requests.store.ts";

const adultOf = ({ actor }: Transaction): { personId: string; name: string } => {
  if (actor.kind !== "caregiver" || actor.accountId === null) throw new Fault("not_allowed", faultWords.familyOnly);
  return actor;
};

/** What the adult who acts asked about this record, the newest first; row-level security leaves nobody else's. */
export async function mine(tx: Transaction, { caseId }: { caseId: string }): Promise<{ requests: FamilyRequest[] }> {
  await requireCase(tx, caseId);
  const found = await store.listOwn(tx, caseId, adultOf(tx).personId);
  return {
    requests: found.map((one) => ({
      requestId: one.requestId,
      kind: one.kind,
      receivedOn: one.receivedOn,
      dueOn: runsOutOn(one),
      asked: one.asked,
      answer: one.kind === "access" && one.answer !== null ? (one.answer === "released" ? "given" : "not_given") : one.answer === "accepted" || one.answer === "denied" ? one.answer : null,
      ground: one.ground,
      // The answer to a request for a copy is the copy or a letter; what is noted beside it is among staff.
      answerWords: one.kind === "access" ? "" : one.answerWords,
      answeredOn: one.answeredOn,
      appendedOn: one.appendedOn,
    })),
  };
}

/** Takes in what an adult asks alone; the clock begins today. What is sent twice is there once. */
export async function ask(tx: Transaction, { caseId, kind, asked }: { caseId: string; kind: "access" | AmendmentKind; asked: string }, call: { services: Pick<Call["services"], "projectRoot"> }) {
  await requireCase(tx, caseId);
  const { personId, name } = adultOf(tx);
  await store.takeTurnOf(tx, personId);
  const words = asked.trim();
  const same = (await store.listOwn(tx, caseId, personId)).find((one) => one.answer === null && one.kind === kind && one.receivedOn === tx.today && one.asked === words);
  if (same) return { requestId: same.requestId, dueOn: same.dueOn };
  if ((await store.countOpenAlone(tx, caseId, personId)) >= MOST_OPEN) throw new Fault("too_many", faultWords.manyOpen);
  const rules = await rulesOf(tx, call);
  const dayAfter = (days: number) => addDays(tx.today, days);
  if (kind === "access") {
    const dueOn = dayAfter(rules.access_days.value);
    return { requestId: await insertAccess(tx, { caseId, kind, receivedOn: tx.today, dueOn, asker: name.trim() === "" ? "–" : name.trim().slice(0, 200), personId, caseNumber: "", asked: words, documentId: null }), dueOn };
  }
  const dueOn = kind === "amendment" ? dayAfter(rules.amendment_days.value) : null;
  return { requestId: await store.insertRequest(tx, { caseId, personId, kind, receivedOn: tx.today, dueOn, asked: words }), dueOn };
}
