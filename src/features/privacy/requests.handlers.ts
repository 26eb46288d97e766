import path from "node:path";
import type { Transaction } from "#database/actor.ts";
import { addDays } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { byClock, ruleBook } from "./clocks.rules.ts";
import { faultWords } from "./faults.words.ts";
import { loadPrivacyRules } from "./policies.ts";
import type { OwnRequest, requestsContract } from "./requests.contract.ts";
import * as store from "./requests.store.ts";
import type { RuleBook } from "./shapes.contract.ts";

type Contract = typeof requestsContract;
type InputOf<Name extends keyof Contract> = Parameters<Extract<Handlers<Contract>[Name], { open: false }>["run"]>[1];
type OfServices = { services: Pick<Call["services"], "projectRoot"> };

const shippedRules = ({ services }: OfServices) => loadPrivacyRules(path.join(services.projectRoot, "data"));
/** What the agency counts with: its own figures, else what ships. */
export const rulesOf = async (tx: Transaction, call: OfServices): Promise<RuleBook> => ruleBook(shippedRules(call), await store.listOwnRules(tx));

async function requireRequest(tx: Transaction, { caseId, requestId }: { caseId: string; requestId: string }): Promise<OwnRequest> {
  await requireCase(tx, caseId);
  const found = await store.findToChange(tx, requestId);
  if (!found || found.caseId !== caseId) throw new Fault("not_found", faultWords.noRequest);
  return found;
}

/** Takes in what an adult asks of the own record or the child's. */
export async function add(tx: Transaction, input: InputOf<"add">, call: OfServices) {
  await requireCase(tx, input.caseId);
  if (input.receivedOn > tx.today) throw fieldFault("receivedOn", faultWords.notFuture);
  if (!(await listPeople(tx, input.caseId)).some((one) => one.personId === input.personId && one.part === "caregiver")) throw fieldFault("personId", faultWords.needPerson);
  const dueOn = input.kind === "amendment" ? addDays(input.receivedOn, (await rulesOf(tx, call)).amendment_days.value) : null;
  return { requestId: await store.insertRequest(tx, { ...input, dueOn, asked: input.asked.trim() }), dueOn };
}

/** Extends a clock once, while it still runs. */
export async function extend(tx: Transaction, { reason, noticedOn, ...ids }: InputOf<"extend">, call: OfServices) {
  const found = await requireRequest(tx, ids);
  if (found.answer !== null) throw new Fault("refused", faultWords.answered);
  if (found.extension !== null) throw new Fault("refused", faultWords.extended);
  const rules = await rulesOf(tx, call);
  const days = found.kind === "access" ? rules.access_days.extension : found.kind === "amendment" ? rules.amendment_days.extension : null;
  if (found.dueOn === null || days === null) throw new Fault("refused", faultWords.noClock);
  if (found.dueOn < tx.today) throw new Fault("refused", faultWords.late);
  if (noticedOn > tx.today || noticedOn < found.receivedOn) throw fieldFault("noticedOn", faultWords.notFuture);
  const to = addDays(found.dueOn, days);
  await store.extend(tx, found, { to, reason: reason.trim(), noticedOn });
  return { extendedTo: to };
}

/** Accepts, which asks its author to append it, or denies on a ground of the rule. */
export async function answer(tx: Transaction, input: InputOf<"answer">) {
  const found = await requireRequest(tx, input);
  if (found.kind === "access") throw new Fault("not_found", faultWords.noRequest);
  if (found.answer !== null) throw new Fault("changed_meanwhile", faultWords.answered);
  const amends = found.kind === "amendment";
  if (amends && input.answer === "denied" && input.ground === null) throw fieldFault("ground", faultWords.needGround);
  if (amends && input.answer === "accepted" && (input.authorId === null || !(await store.worksHere(tx, input.authorId)))) throw fieldFault("authorId", faultWords.needAuthor);
  await store.noteAnswer(tx, { requestId: found.requestId, answer: input.answer, ground: amends && input.answer === "denied" ? input.ground : null, words: input.words.trim(), authorId: amends && input.answer === "accepted" ? input.authorId : null });
  return { answeredOn: tx.today };
}

/** Says that the amendment stands in the record: the author who was asked, or the privacy officer where that one is gone. */
export async function append(tx: Transaction, { requestId }: { requestId: string }) {
  const found = await store.findToChange(tx, requestId);
  if (!found) throw new Fault("not_found", faultWords.noRequest);
  await requireCase(tx, found.caseId);
  if (tx.actor.kind === "staff" && found.authorId !== tx.actor.staffId && !tx.actor.roles.includes("privacy_officer")) throw new Fault("not_found", faultWords.noRequest);
  if (found.authorId === null || found.appendedOn !== null) throw new Fault("changed_meanwhile", faultWords.notAccepted);
  await store.noteAppended(tx, requestId);
  return { appendedOn: tx.today, caseId: found.caseId };
}

/** Keeps a statement of disagreement after a denial, or the agency's answer to it. */
export async function state(tx: Transaction, { what, words, ...ids }: InputOf<"state">) {
  const found = await requireRequest(tx, ids);
  const fits = found.kind === "amendment" && found.answer === "denied" && (what === "statement" ? found.statement === null : found.statement !== null && found.rebuttal === null);
  if (!fits) throw new Fault("refused", faultWords.notDenied);
  await (what === "statement" ? store.noteStatement(tx, found.requestId, words.trim()) : store.noteRebuttal(tx, found.requestId, words.trim()));
  return { kept: true as const };
}

export const requestsHandlers: Handlers<Contract> = {
  list: handle(async (tx, { state: asked }) => {
    const found = await store.listRequests(tx, asked);
    return { today: tx.today, requests: asked === "waiting" ? byClock(found) : found.toSorted((a, b) => (b.answeredOn ?? "").localeCompare(a.answeredOn ?? "")) };
  }),
  add: handle(add),
  extend: handle(extend),
  answer: handle((tx, input) => answer(tx, input)),
  append: handle((tx, input) => append(tx, input)),
  state: handle((tx, input) => state(tx, input)),
  rules: handle(async (tx, _input, call) => {
    const own = new Map((await store.listOwnRules(tx)).map((one) => [one.key, one]));
    return { rules: shippedRules(call).map((one) => own.get(one.key) ?? { ...one, setBy: null, setOn: null }) };
  }),
  setRule: handle(async (tx, { reason, ...rule }) => {
    await store.insertRule(tx, rule, reason.trim());
    return { set: true as const };
  }),
};
