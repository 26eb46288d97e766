import type { Language } from "#kernel/language.ts";
import type { MoneyReport, TableName } from "./contract.ts";
import { bucketNames } from "./definitions.words.ts";
import { fileNames, heads as h } from "./tables.words.ts";

type Cells = (string | number)[];
/** Whole cents as dollars in a sheet: a number with at most two decimals. */
const dollars = (cents: number) => cents / 100;

/** One table of the report as rows, its heads first. */
export function moneyTable(report: MoneyReport, table: TableName, language: Language): { name: string; rows: Cells[] } {
  const head = (...keys: (keyof typeof h)[]): Cells => keys.map((key) => h[key][language]);
  const moved = (one: { chargedCents: number; collectedCents: number; contractualCents: number; writtenOffCents: number }) => [one.chargedCents, one.collectedCents, one.contractualCents, one.writtenOffCents].map(dollars);
  const rows: Record<TableName, () => Cells[]> = {
    ageing: () => [head("age", "claims", "open"), ...report.ageing.map((one) => [bucketNames[one.bucket][language], one.claims, dollars(one.cents)])],
    payers: () => [head("payer", "claims", "charged", "collected", "contractual", "writtenOff", "open"), ...report.byPayer.map((one) => [one.payerName, one.claims, ...moved(one), dollars(one.openCents)])],
    months: () => [head("month", "charged", "collected", "contractual", "writtenOff"), ...report.byMonth.map((one) => [one.month, ...moved(one)])],
    denials: () => [head("reason", "claims", "cost", "checks"), ...report.denials.map((one) => [one.reason, one.claims, dollars(one.cents), one.checks?.join("; ") ?? ""])],
  };
  return { name: fileNames[table][language], rows: rows[table]() };
}
