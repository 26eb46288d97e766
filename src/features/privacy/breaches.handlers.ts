import type { Transaction } from "#database/actor.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { type Breach, type breachesContract, factorNames, noticeKinds } from "./breaches.contract.ts";
import * as store from "./breaches.store.ts";
import { breachState, isAssessed, noticeDays } from "./clocks.rules.ts";
import { faultWords } from "./faults.words.ts";
import type { RuleBook } from "#features/release/figures.contract.ts";
import { rulesOf } from "#features/release/figures.handlers.ts";

type Contract = typeof breachesContract;
type InputOf<Name extends keyof Contract> = Parameters<Extract<Handlers<Contract>[Name], { open: false }>["run"]>[1];
type OfServices = { services: Pick<Call["services"], "projectRoot"> };

function shown({ given, ...one }: store.BreachRow, rules: RuleBook, families: Breach["families"]): Breach {
  const days = noticeDays(one, rules);
  const notices = noticeKinds.map((kind) => ({ kind, dueOn: days[kind], givenOn: given[kind] }));
  return { ...one, notices, families, state: breachState({ conclusion: one.conclusion, notices }) };
}

/** Incidents as they stand, the newest first. */
export async function listBreaches(tx: Transaction, call: OfServices): Promise<Breach[]> {
  const rules = await rulesOf(tx, call);
  const families = await store.listFamilies(tx);
  return (await store.listBreaches(tx)).map((one) => shown(one, rules, families.get(one.breachId) ?? []));
}

async function requireBreach(tx: Transaction, { breachId, revision }: { breachId: string; revision: number }): Promise<store.BreachRow> {
  const found = await store.findToChange(tx, breachId);
  if (!found) throw new Fault("not_found", faultWords.noBreach);
  if (found.revision !== revision) throw new Fault("changed_meanwhile", faultWords.changed);
  return found;
}

/** Enters an incident; its assessment begins with four empty factors. */
export async function addBreach(tx: Transaction, input: InputOf<"add">) {
  if (input.discoveredOn > tx.today) throw fieldFault("discoveredOn", faultWords.notFuture);
  if (input.happenedOn !== null && input.happenedOn > input.discoveredOn) throw fieldFault("happenedOn", faultWords.afterDiscovery);
  return { breachId: await store.insertBreach(tx, { ...input, what: input.what.trim(), whom: input.whom.trim(), factors: factorNames.map((factor) => ({ factor, mark: null, words: "" })) }) };
}

/** Keeps the four factors; once it is concluded only how many people is still learned. */
export async function assess(tx: Transaction, input: InputOf<"assess">) {
  const found = await requireBreach(tx, input);
  if (new Set(input.factors.map((one) => one.factor)).size !== factorNames.length) throw fieldFault("factors", faultWords.factorOnce);
  if (found.conclusion === null) await store.updateFactors(tx, found.breachId, input.affected, input.factors);
  else await store.updateAffected(tx, found.breachId, input.affected);
  return { revision: found.revision + 1 };
}

/** Says of whom an incident disclosed something to whom, so that it stands in that person's accounting. */
export async function nameFamily(tx: Transaction, input: InputOf<"name">) {
  const { childId } = await requireCase(tx, input.caseId);
  const found = await store.findToChange(tx, input.breachId);
  if (!found) throw new Fault("not_found", faultWords.noBreach);
  if (found.conclusion === "excepted") throw new Fault("refused", faultWords.noDisclosure);
  if (input.personId !== childId && !(await listPeople(tx, input.caseId)).some((one) => one.personId === input.personId && one.part === "caregiver")) throw fieldFault("personId", faultWords.needPerson);
  if (input.disclosedOn > tx.today) throw fieldFault("disclosedOn", faultWords.notFuture);
  await store.insertBreachDisclosure(tx, { caseId: input.caseId, breachId: input.breachId, ownerPersonId: input.personId === childId ? null : input.personId, disclosedOn: input.disclosedOn, recipient: input.recipient.trim(), what: input.what.trim() });
  return { named: true as const };
}

/** Concludes: that it was a breach, or hardly compromised, once the four factors stand; that it was secured or left out by the definition, on that ground alone. */
export async function conclude(tx: Transaction, input: InputOf<"conclude">) {
  const found = await requireBreach(tx, input);
  if (found.conclusion !== null) throw new Fault("refused", faultWords.concluded);
  if (input.conclusion === "low_probability" && !isAssessed(found.factors)) throw new Fault("refused", faultWords.notAssessed);
  await store.conclude(tx, found.breachId, input.conclusion, input.words.trim());
  return { revision: found.revision + 1 };
}

/** Says on which day a notice that is due was given. */
export async function notify(tx: Transaction, input: InputOf<"notify">, call: OfServices) {
  const found = await requireBreach(tx, input);
  if (noticeDays(found, await rulesOf(tx, call))[input.notice] === null) throw new Fault("refused", faultWords.noNotice);
  if (input.givenOn > tx.today) throw fieldFault("givenOn", faultWords.notFuture);
  if (input.givenOn < found.discoveredOn) throw fieldFault("givenOn", faultWords.beforeDiscovery);
  await store.noteNotice(tx, found.breachId, input.notice, input.givenOn);
  return { revision: found.revision + 1 };
}

export const breachesHandlers: Handlers<Contract> = {
  list: handle(async (tx, _input, call) => ({ today: tx.today, breaches: await listBreaches(tx, call) })),
  add: handle((tx, input) => addBreach(tx, input)),
  assess: handle((tx, input) => assess(tx, input)),
  name: handle((tx, input) => nameFamily(tx, input)),
  conclude: handle((tx, input) => conclude(tx, input)),
  notify: handle(notify),
};
