import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Transaction } from "#database/actor.ts";
import { addDiagnosis, listDiagnoses, setStatus } from "#features/diagnoses/handlers.ts";

type Done = { caseId: string; code: string | null; place: number; opened: CivilDate; today: CivilDate };
type As = (on: CivilDate, work: (tx: Transaction) => Promise<unknown>) => Promise<unknown>;

/** What a made-up case was found to have: provisional at first, confirmed two weeks later; of some a second one that was ruled out, or maltreatment suspected or confirmed. */
export async function recordDiagnoses({ caseId, code, place, opened, today }: Done, as: As): Promise<void> {
  if (code === null) return;
  const seen = addDays(opened, 3);
  const told = { caseId, system: "ICD-10-CM" as const, label: "", foundOn: opened, isPrimary: false, finding: null };
  const say = (of: string, on: CivilDate, status: "confirmed" | "ruled_out", reason: string) =>
    on > today ? Promise.resolve() : as(on, async (tx) => {
      const one = (await listDiagnoses(tx, caseId)).find((found) => found.code === of)!;
      await setStatus(tx, { caseId, diagnosisId: one.diagnosisId, follows: one.history.at(-1)!.statusId, how: "change", status, since: on, reason });
    });
  await as(seen, (tx) => addDiagnosis(tx, { ...told, code, status: "provisional", source: "First sessions", isPrimary: true }));
  await say(code, addDays(opened, 17), "confirmed", "Diagnostic assessment");
  if (place === 1) {
    await as(seen, (tx) => addDiagnosis(tx, { ...told, code: "F93.0", status: "provisional", source: "First sessions" }));
    await say("F93.0", addDays(opened, 60), "ruled_out", "The worry belongs to the loss.");
  }
  if (place === 4) await as(seen, (tx) => addDiagnosis(tx, { ...told, code: "T76.12XA", status: "provisional", source: "Told at the referral" }));
  if (place === 7) await as(seen, (tx) => addDiagnosis(tx, { ...told, code: "T74.02XA", status: "confirmed", source: "Order, read", finding: { kind: "court", by: "Family court (demo)", on: addDays(opened, -20), documentId: null } }));
}
