import { Fault } from "#kernel/faults.ts";
import { kernelWords } from "#kernel/words.ts";
import type { Transaction } from "#database/actor.ts";
import { type Handlers, handle } from "#server/procedure.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { isDocumentOf } from "#features/documents/store.ts";
import { requireCase } from "#features/people/handlers.ts";
import { axesHandlers, crosswalkHandlers } from "./axes.handlers.ts";
import { judgeNewCode } from "./codes.rules.ts";
import type { Diagnosis, diagnoses } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { knownCodes } from "./policies.ts";
import { judgeEntry, judgeFinding, stands, statusOn, type Wrong } from "./rules.ts";
import * as store from "./store.ts";

const refuse = ({ path, message }: Wrong) => new Fault("malformed", message, { fields: [{ path, message }] });

/** Every diagnosis of a case. One that no longer stands is not the primary one, whatever was said before. */
export async function listDiagnoses(tx: Transaction, caseId: string): Promise<Diagnosis[]> {
  return (await store.listDiagnoses(tx, caseId)).map(({ caseId: written, ...one }) => ({ ...one, isPrimary: one.isPrimary && stands(statusOn(one.history, tx.today)), disclosure: tagOf("child_chart", written) }));
}

type AddInput = Parameters<Extract<Handlers<typeof diagnoses>["add"], { open: false }>["run"]>[1];

async function requirePrimary(tx: Transaction, caseId: string, diagnosisId: string | null): Promise<void> {
  if (!(await store.insertPrimary(tx, caseId, diagnosisId))) throw new Fault("changed_meanwhile", faultWords.changed);
}

/** Records a diagnosis with its first entry, and as the primary one where that is said. */
export async function addDiagnosis(tx: Transaction, input: AddInput): Promise<{ diagnosisId: string }> {
  const { caseId, system, foundOn, source, finding } = input;
  await requireCase(tx, caseId);
  const written = judgeNewCode(knownCodes(), input);
  if ("path" in written) throw refuse(written);
  const { code, display } = written;
  if (foundOn > tx.today) throw refuse({ path: "foundOn", message: kernelWords.orEarlier(tx.today) });
  const wrong = judgeFinding(system, code, finding, tx.today);
  if (wrong !== null) throw refuse(wrong);
  if (finding?.documentId && !(await isDocumentOf(tx, { caseId }, finding.documentId))) throw refuse({ path: "finding.documentId", message: faultWords.noDocument });
  const diagnosisId = await store.insertDiagnosis(tx, { caseId, system, code, display, foundOn, source, finding });
  await store.insertStatus(tx, { caseId, diagnosisId, status: input.status, since: foundOn, reason: "", place: 1, corrects: false });
  if (input.isPrimary) await requirePrimary(tx, caseId, diagnosisId);
  return { diagnosisId };
}

async function requireDiagnosis(tx: Transaction, caseId: string, diagnosisId: string): Promise<Diagnosis> {
  await requireCase(tx, caseId);
  const found = (await listDiagnoses(tx, caseId)).find((one) => one.diagnosisId === diagnosisId);
  if (found === undefined) throw new Fault("not_found", faultWords.noDiagnosis);
  return found;
}

type StatusInput = Parameters<Extract<Handlers<typeof diagnoses>["setStatus"], { open: false }>["run"]>[1];

/** Writes what is held of a diagnosis from a day on, or what should have stood in the last entry. */
export async function setStatus(tx: Transaction, { how, follows, ...entry }: StatusInput): Promise<{ statusId: string }> {
  const { history, disclosure } = await requireDiagnosis(tx, entry.caseId, entry.diagnosisId);
  if ((history.at(-1)?.statusId ?? null) !== follows) throw new Fault("changed_meanwhile", faultWords.changed);
  const wrong = judgeEntry(history, { ...entry, how }, tx.today);
  if (wrong !== null) throw refuse(wrong);
  const statusId = await store.insertStatus(tx, { ...entry, caseId: disclosure.caseId, place: history.length + 1, corrects: how === "correction" });
  if (statusId === null) throw new Fault("changed_meanwhile", faultWords.changed);
  return { statusId };
}

/** Says which diagnosis is the primary one; one that no longer stands cannot be. */
export async function setPrimary(tx: Transaction, { caseId, diagnosisId }: { caseId: string; diagnosisId: string | null }): Promise<{ set: true }> {
  await requireCase(tx, caseId);
  const found = diagnosisId === null ? null : await requireDiagnosis(tx, caseId, diagnosisId);
  if (found !== null && !stands(statusOn(found.history, tx.today))) throw refuse({ path: "diagnosisId", message: faultWords.noDiagnosis });
  await requirePrimary(tx, found?.disclosure.caseId ?? caseId, diagnosisId);
  return { set: true };
}

export const diagnosesHandlers: Handlers<typeof diagnoses> = {
  codes: handle(async () => ({ codes: [...knownCodes()] })),
  list: handle(async (tx, { caseId }) => {
    await requireCase(tx, caseId);
    return { diagnoses: await listDiagnoses(tx, caseId) };
  }),
  add: handle(addDiagnosis),
  setStatus: handle(setStatus),
  setPrimary: handle(setPrimary),
  ...axesHandlers,
  ...crosswalkHandlers,
};
