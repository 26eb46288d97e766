import type { Transaction } from "#database/actor.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { assign } from "#features/cases/handlers.ts";
import { owedNotes } from "#features/day/store.ts";
import { listOwedMeasures } from "#features/measures/schedule.handlers.ts";
import type { Handover, handoverContract } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import * as store from "./store.ts";

async function requireLeaver(tx: Transaction, staffId: string) {
  const found = await store.findLeaver(tx, staffId);
  if (!found) throw new Fault("not_found", faultWords.nobody);
  return found;
}

async function get(tx: Transaction, { staffId }: { staffId: string }, call: Call): Promise<Handover> {
  const leaver = await requireLeaver(tx, staffId);
  const on = leaver.lastDay ?? tx.today;
  return {
    ...leaver,
    today: tx.today,
    cases: await store.listCases(tx, staffId, on),
    notes: (await owedNotes(tx, staffId)).map((one) => ({ sessionId: one.sessionId!, caseId: one.caseId!, childName: one.who, endedAt: one.since })),
    measures: (await listOwedMeasures(tx, call, staffId)).map((one) => ({ caseId: one.caseId, childName: one.who, about: one.about, isLate: one.kind === "measures_late" })),
    supervises: await store.listSupervised(tx, staffId, on),
    teams: await store.listTeams(tx, staffId, on),
    seconds: await store.listSeconds(tx, staffId, on),
    covers: await store.listCovers(tx, staffId, on),
  };
}

/** Gives cases to a successor, all of them or none: each is one that the leaver treats. */
async function giveCases(tx: Transaction, { staffId, caseIds, successorId, validFrom }: { staffId: string; caseIds: string[]; successorId: string; validFrom: string }) {
  const leaver = await requireLeaver(tx, staffId);
  if (successorId === staffId) throw fieldFault("successorId", faultWords.oneself);
  if (validFrom < tx.today) throw fieldFault("validFrom", faultWords.tooEarly);
  const wanted = [...new Set(caseIds)];
  const treated = await store.treatedAmong(tx, staffId, wanted, leaver.lastDay ?? tx.today);
  if (treated.length !== wanted.length) throw new Fault("not_found", faultWords.notTheirs);
  const before = await store.treatedAmong(tx, successorId, wanted, validFrom);
  const given = wanted.filter((one) => !before.includes(one));
  for (const caseId of given) await assign(tx, { caseId, staffId: successorId, kind: "assigned", validFrom, validTo: null });
  return { given: given.length };
}

export const handoverHandlers: Handlers<typeof handoverContract> = { get: handle(get), giveCases: handle(giveCases) };
