import type { Transaction } from "#database/actor.ts";
import { addDays } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { rulesOf, shippedRules } from "#features/release/figures.handlers.ts";
import { laxerIn } from "#features/release/figures.rules.ts";
import { appendAudit } from "#server/audit.ts";
import { byClock } from "./clocks.rules.ts";
import { ask, mine } from "./family.handlers.ts";
import { faultWords } from "./faults.words.ts";
import type { OwnRequest, requestsContract } from "./requests.contract.ts";
import * as store from "./requests.store.ts";

type Contract = typeof requestsContract;
type InputOf<Name extends keyof Contract> = Parameters<Extract<Handlers<Contract>[Name], { open: false }>["run"]>[1];
type OfServices = { services: Pick<Call["services"], "projectRoot"> };

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

/** Every figure beside the one that ships. */
async function rules(tx: Transaction, call: OfServices) {
  const own = new Map((await store.listOwnRules(tx)).map((one) => [one.key, one]));
  return shippedRules(call).map(({ kinder, bound, ...one }) => {
    const holds = own.get(one.key) ?? { ...one, setBy: null, setOn: null, reason: null };
    return { ...holds, shipped: { value: one.value, extension: one.extension }, laxer: laxerIn({ ...one, kinder, bound }, holds), bound };
  });
}

/** Sets a figure. One that a law bounds asks no less of the agency than the law; another that asks less than what ships has a row of its own in the trail. */
export async function setRule(tx: Transaction, { reason, ...rule }: InputOf<"setRule">, call: OfServices & Pick<Call, "requestId">) {
  const shipped = shippedRules(call).find((one) => one.key === rule.key)!;
  const laxer = laxerIn(shipped, rule);
  if (laxer !== "neither" && shipped.bound === "law") throw fieldFault(laxer, faultWords.boundByLaw(laxer === "value" ? shipped.value : (shipped.extension ?? 0)));
  await store.insertRule(tx, rule, reason.trim());
  if (laxer !== "neither") await appendAudit(tx, { action: "write", procedure: "privacy.laxerRule", outcome: "done", requestId: call.requestId, details: { rule: rule.key, value: rule.value, extension: rule.extension, shipped: shipped.value } });
  return { set: true as const };
}

export const requestsHandlers: Handlers<Contract> = {
  mine: handle(mine),
  ask: handle(ask),
  list: handle(async (tx, { state: asked }) => {
    const found = await store.listRequests(tx, asked);
    return { today: tx.today, requests: asked === "waiting" ? byClock(found) : found.toSorted((a, b) => (b.answeredOn ?? "").localeCompare(a.answeredOn ?? "")) };
  }),
  add: handle(add),
  extend: handle(extend),
  answer: handle((tx, input) => answer(tx, input)),
  append: handle((tx, input) => append(tx, input)),
  state: handle((tx, input) => state(tx, input)),
  rules: handle(async (tx, _input, call) => ({ rules: await rules(tx, call) })),
  setRule: handle(setRule),
};
