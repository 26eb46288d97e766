import { addDays } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { readIdKey } from "#kernel/paging.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { isDocumentOf, isInCase } from "#features/documents/store.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { faultWords } from "./faults.words.ts";
import { rulesOf } from "./figures.handlers.ts";
import type { requestsContract } from "./requests.contract.ts";
import * as store from "./requests.store.ts";

type Contract = typeof requestsContract;
type InputOf<Name extends keyof Contract> = Parameters<Extract<Handlers<Contract>[Name], { open: false }>["run"]>[1];

const shown = ({ reviewId: _review, ...one }: store.RequestRow) => one;

async function list(tx: Transaction, { caseId, after }: { caseId: string; after: string | null }, call: Call) {
  await requireCase(tx, caseId);
  const { requests, next } = await store.listRequests(tx, caseId, readIdKey(after));
  return { today: tx.today, accessDays: (await rulesOf(tx, call)).access_days.value, requests: requests.map(shown), next };
}

/** Takes a request in; for what an adult asks of the own the agency's days run from its receipt. */
export async function add(tx: Transaction, input: InputOf<"add">, call: Pick<Call, "services">) {
  await requireCase(tx, input.caseId);
  if (input.receivedOn > tx.today) throw fieldFault("receivedOn", faultWords.notFuture);
  const person = input.kind === "access" ? (await listPeople(tx, input.caseId)).find((one) => one.personId === input.personId && one.part === "caregiver") : undefined;
  if (input.kind === "access" && !person) throw fieldFault("personId", faultWords.needPerson);
  const asker = person === undefined ? input.asker : `${person.givenName} ${person.familyName}`.trim();
  if (asker === "") throw fieldFault("asker", faultWords.needAsker);
  const dueOn = input.kind === "access" ? addDays(input.receivedOn, (await rulesOf(tx, call)).access_days.value) : input.dueOn;
  if (dueOn === null) throw fieldFault("dueOn", faultWords.needDue);
  if (dueOn < input.receivedOn) throw fieldFault("dueOn", faultWords.order);
  if (input.documentId !== null && !(await isDocumentOf(tx, { caseId: input.caseId }, input.documentId))) throw fieldFault("documentId", faultWords.needDocument);
  const requestId = await store.insertRequest(tx, { ...input, asker, dueOn, personId: person?.personId ?? null, asked: input.asked.trim() });
  return { requestId, dueOn };
}

/** A request that waits for its answer, held until the transaction ends. */
async function requireOpen(tx: Transaction, { caseId, requestId }: { caseId: string; requestId: string }): Promise<store.RequestRow> {
  await requireCase(tx, caseId);
  await store.takeTurn(tx, requestId);
  const found = await store.findRequest(tx, caseId, requestId);
  if (!found) throw new Fault("not_found", faultWords.noRequest);
  if (found.answer !== null) throw new Fault("refused", faultWords.answered);
  return found;
}

/** Opens the case to whoever answers for privacy, until the request is answered. */
export async function handleRequest(tx: Transaction, ids: { caseId: string; requestId: string }) {
  const found = await requireOpen(tx, ids);
  if (found.reviewId === null) await store.openReview(tx, ids.caseId, ids.requestId);
  return { handling: true as const };
}

/** What the privacy officer found of a court's paper: whether a judge signed it, and what of whom it names. */
export async function review(tx: Transaction, input: InputOf<"review">) {
  const found = await requireOpen(tx, input);
  if (found.kind === "access") throw new Fault("refused", faultWords.noAccess);
  const isOfAdult = input.opens.some((one) => one === "relationship" || one === "caregiver");
  if (isOfAdult && input.opensPersonId === null) throw fieldFault("opensPersonId", faultWords.needOpens);
  if (input.opensPersonId !== null && !(await isInCase(tx, input.caseId, input.opensPersonId))) throw fieldFault("opensPersonId", faultWords.noSubject);
  await store.noteReview(tx, { requestId: found.requestId, judgeSigned: input.judgeSigned, opens: input.judgeSigned ? [...new Set(input.opens)] : [], opensPersonId: isOfAdult ? input.opensPersonId : null });
  return { reviewed: true as const };
}

export const requestsHandlers: Handlers<Contract> = {
  list: handle(list),
  add: handle((tx, input, call) => add(tx, input, call)),
  handle: handle(handleRequest),
  review: handle((tx, input) => review(tx, input)),
  answer: handle(async (tx, { answer, words, ...ids }) => {
    const { requestId, reviewId } = await requireOpen(tx, ids);
    await store.noteAnswer(tx, { requestId, reviewId, answer, words: words.trim() });
    return { answeredOn: tx.today };
  }),
};
