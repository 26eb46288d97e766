import type { Language } from "#kernel/language.ts";
import type { SignedLine } from "#kernel/signedText.ts";
import type { Transaction } from "#database/actor.ts";
import { writePdf } from "#server/pdf.ts";
import { sheetTemplate } from "#server/signedText.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { writePlainLines, writeRecordLines } from "./paper.rules.ts";
import { plainWords } from "./plain.words.ts";
import type { MeasureSeries, PlainLine } from "./series.contract.ts";

type Person = Awaited<ReturnType<typeof listPeople>>[number];
const fullName = (person: Person | undefined) => (person === undefined ? "" : `${person.givenName} ${person.familyName}`.trim());

function sheet(lines: readonly SignedLine[], foot: string, name: string, language: Language): File {
  const bytes = writePdf({ template: sheetTemplate, data: { lines, foot, signs: [], signatures: "", signHere: "" }, title: lines[0]!.words, language });
  return new File([bytes as Uint8Array<ArrayBuffer>], `${name}.${language}.pdf`, { type: "application/pdf" });
}

/** What was chosen to be told to one adult, as a sheet. */
export async function plainPaper(tx: Transaction, { caseId, personId, language }: { caseId: string; personId: string; language: Language }, told: { lines: readonly (PlainLine & { isChosen: boolean })[]; sentence: { words: string } | null }): Promise<File> {
  const people = await listPeople(tx, caseId);
  const lines = writePlainLines({ lines: told.lines.filter((one) => one.isChosen), sentence: told.sentence?.words ?? "", adultName: fullName(people.find((one) => one.personId === personId)), childName: people.find((one) => one.part === "child")?.givenName ?? "", on: tx.today }, language);
  return sheet(lines, plainWords.paperFoot[language], "how-it-has-been-going", language);
}

/** Every measure that the reader sees, as a sheet for the record. */
export async function recordPaper(tx: Transaction, { caseId, language }: { caseId: string; language: Language }, series: readonly MeasureSeries[]): Promise<File> {
  await requireCase(tx, caseId);
  const child = (await listPeople(tx, caseId)).find((one) => one.part === "child");
  return sheet(writeRecordLines(series, { childName: fullName(child), on: tx.today }, language), "", "measures", language);
}
