import { dateInZone } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { writePdf } from "#server/pdf.ts";
import { sheetTemplate } from "#server/signedText.ts";
import { requireCase } from "#features/people/handlers.ts";
import { requireAftercare } from "./ending.handlers.ts";
import { findPractice } from "./ending.store.ts";
import { faultWords } from "./faults.words.ts";
import { type PaperLine, writeAftercareLines, writeLetterLines } from "./paper.rules.ts";
import { requireCourse } from "./reading.handlers.ts";
import { listAdults } from "./store.ts";

/** A sheet as a file; its name tells nothing of the family. */
export function sheet(lines: readonly PaperLine[], name: string, language: Language): File {
  const bytes = writePdf({ template: sheetTemplate, data: { lines, foot: "", signs: [], signatures: "", signHere: "" }, title: lines[0]!.words, language });
  return new File([bytes as Uint8Array<ArrayBuffer>], `${name}.${language}.pdf`, { type: "application/pdf" });
}

export async function aftercarePaper(tx: Transaction, { caseId, course, language }: { caseId: string; course: number | null; language: "en" | "es" }): Promise<File> {
  const plan = await requireAftercare(tx, caseId, course, language);
  return sheet(writeAftercareLines(plan, dateInZone(plan.recordedAt, tx.actor.timeZone), language), "for-the-time-after", language);
}

export async function letter(tx: Transaction, { caseId, personId, language }: { caseId: string; personId: string; language: "en" | "es" }): Promise<File> {
  await requireCase(tx, caseId);
  const adult = (await listAdults(tx, caseId, (await requireCourse(tx, caseId, null)).course)).find((one) => one.personId === personId);
  if (adult === undefined) throw new Fault("not_found", faultWords.notOfCase);
  const { name, phone } = await findPractice(tx);
  return sheet(writeLetterLines({ adult: adult.name, practice: name, phone, on: tx.today }, language), "letter", language);
}
