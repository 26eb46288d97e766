import { groupBy } from "#kernel/grouping.ts";
import { requireOrder } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Words } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import type { around, Residence } from "./around.contract.ts";
import { countMoves, dayBefore, deriveResidences } from "./around.rules.ts";
import * as store from "./around.store.ts";
import { faultWords } from "./faults.words.ts";
import { requireCase, requireEnd, requirePart } from "./handlers.ts";
import { listHouseholds, listPeople } from "./store.ts";

/** Where the child lived, orders, visits and limits, with how often the child moved. */
export async function viewAround(tx: Transaction, { caseId }: { caseId: string }) {
  const { openedOn } = await requireCase(tx, caseId);
  const residences = deriveResidences(await store.listResidences(tx, caseId), await listPeople(tx, caseId));
  return { residences, orders: await store.listOrders(tx, caseId), visits: await store.listVisitTerms(tx, caseId), limits: await store.listLimits(tx, caseId), moves: countMoves(residences, tx.today, openedOn) };
}

/** Where the children of some records lived, by the case that stands for each: the very homes that the case's page shows. */
export async function residencesOf(tx: Transaction, caseIds: readonly string[]): Promise<Map<string, Residence[]>> {
  const [written, households] = [groupBy(await store.listResidencesOf(tx, caseIds), (one) => one.caseId), groupBy(await listHouseholds(tx, caseIds), (one) => one.caseId)];
  return new Map(caseIds.map((caseId) => [caseId, deriveResidences(written.get(caseId) ?? [], households.get(caseId) ?? [])]));
}

const wrong = (path: string, message: Words) => new Fault("malformed", message, { fields: [{ path, message }] });

async function requireDocument(tx: Transaction, caseId: string, documentId: string | null): Promise<void> {
  if (documentId !== null && !(await store.hasDocument(tx, caseId, documentId))) throw wrong("documentId", faultWords.noDocument);
}

/** Throws where two residences would hold on one day. */
async function requireFreeDays(tx: Transaction, caseId: string, span: { validFrom: string; validTo: string }): Promise<void> {
  const taken = (await store.listResidences(tx, caseId)).some((one) => one.validFrom <= span.validTo && (one.validTo === null || one.validTo >= span.validFrom));
  if (taken) throw wrong("validFrom", faultWords.livedElsewhere);
}

type InputOf<Name extends keyof typeof around> = Parameters<Extract<Handlers<typeof around>[Name], { open: false }>["run"]>[1];

/** Records where the child lived before. Throws where another home is recorded for one of the days. */
export async function addResidence(tx: Transaction, { caseId, ...one }: InputOf<"addResidence">): Promise<{ residenceId: string }> {
  await requireCase(tx, caseId);
  requireOrder(one.validFrom, one.validTo);
  if (one.validTo >= tx.today) throw wrong("validTo", faultWords.beforeToday);
  if (one.withPersonId !== null) await requirePart(tx, caseId, one.withPersonId);
  await requireFreeDays(tx, caseId, one);
  return { residenceId: await store.insertResidence(tx, caseId, one) };
}

/** Records what somebody may not learn. */
export async function addLimit(tx: Transaction, { caseId, ...one }: InputOf<"addLimit">): Promise<{ limitId: string }> {
  await requirePart(tx, caseId, one.personId);
  requireOrder(one.validFrom, one.validTo);
  await requireDocument(tx, caseId, one.documentId);
  return { limitId: await store.insertLimit(tx, caseId, one) };
}

export const aroundHandlers: Handlers<typeof around> = {
  around: handle(viewAround),
  addResidence: handle(addResidence),
  addOrder: handle(async (tx, { caseId, ...one }) => {
    await requireCase(tx, caseId);
    requireOrder(one.validFrom, one.validTo);
    if (one.againstId === null && one.againstName === "") throw wrong("againstName", faultWords.againstWhom);
    for (const personId of [...one.protects, ...(one.againstId === null ? [] : [one.againstId])]) await requirePart(tx, caseId, personId);
    if (one.againstId !== null && one.protects.includes(one.againstId)) throw wrong("againstId", faultWords.againstProtected);
    await requireDocument(tx, caseId, one.documentId);
    return { orderId: await store.insertOrder(tx, caseId, one) };
  }),
  addVisitTerms: handle(async (tx, { caseId, ...one }) => {
    await requirePart(tx, caseId, one.personId);
    const held = (await store.listVisitTerms(tx, caseId)).find((before) => before.personId === one.personId && (before.validTo === null || before.validTo >= one.validFrom));
    if (held !== undefined) {
      if (held.validFrom >= one.validFrom) throw wrong("validFrom", faultWords.laterVisits);
      await store.endSpan(tx, "visits", held.visitTermsId, dayBefore(one.validFrom));
    }
    return { visitTermsId: await store.insertVisitTerms(tx, caseId, { ...one, validTo: null }) };
  }),
  addLimit: handle(addLimit),
  endAround: handle(async (tx, { caseId, what, recordId, validTo }) => {
    const found = await store.findSpan(tx, what, caseId, recordId);
    requireEnd(found, { validTo });
    await store.endSpan(tx, what, recordId, validTo);
    return { ended: true as const };
  }),
};
