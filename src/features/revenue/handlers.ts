import { addDays, addMonths, type CivilDate } from "#kernel/dates.ts";
import { csvFile } from "#kernel/csv.ts";
import { Fault } from "#kernel/faults.ts";
import type { FileFormat } from "#kernel/listing.ts";
import { readPlace, placeKey } from "#kernel/listing.ts";
import type { Language } from "#kernel/language.ts";
import { asMachineOf, type Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { zipOf } from "#server/zip.ts";
import { writeWorkbook } from "#wire/sheets/workbook.ts";
import { ageBuckets, type Behind, type money, type MoneyReport, type PayerLine, type SharedReport, type TableName } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { bucketOf, CHARGE_DAYS, daysInReceivables, daysOf, firstPassRate, tellable, tellDenials } from "./rules.ts";
import * as store from "./store.ts";
import { moneyTable } from "./tables.rules.ts";

/** The smallest number of families of which a figure is told without names, where the agency sets none (as for its other figures). */
const FEWEST_FAMILIES = 11;
const MONTHS = 12;
const MOST_MONTHS = 60;

type Span = { from: string | null; to: string | null; payerId: string | null };
const lastDay = (month: string): CivilDate => addDays(addMonths(`${month}-01`, 1), -1);
/** Whole months from the first day of one to the last of another; by themselves the last twelve with this one. */
function spanOf(today: CivilDate, { from, to, payerId }: Span): store.Asked & { fromMonth: string; toMonth: string } {
  const toMonth = to ?? today.slice(0, 7);
  const fromMonth = from ?? addMonths(`${toMonth}-01`, 1 - MONTHS).slice(0, 7);
  if (fromMonth > toMonth) throw new Fault("malformed", faultWords.disorder, { fields: [{ path: "to", message: faultWords.disorder }] });
  if (addMonths(`${fromMonth}-01`, MOST_MONTHS) <= `${toMonth}-01`) throw new Fault("malformed", faultWords.tooLong, { fields: [{ path: "from", message: faultWords.tooLong }] });
  return { from: `${fromMonth}-01`, to: lastDay(toMonth), payerId, fromMonth, toMonth };
}
const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);

const sumOf = (lines: readonly store.MovedLine[]) => ({ chargedCents: sum(lines.map((one) => one.chargedCents)), collectedCents: sum(lines.map((one) => one.collectedCents)), contractualCents: sum(lines.map((one) => one.contractualCents)), writtenOffCents: sum(lines.map((one) => one.writtenOffCents)) });

/** Every figure of the report, each by a statement over all claims. */
export async function report(tx: Transaction, asked: Span): Promise<MoneyReport> {
  const { fromMonth, toMonth, ...span } = spanOf(tx.today, asked);
  const { today } = tx;
  const open = await store.listOpenDays(tx, "today", span.payerId);
  const moved = await store.listMoved(tx, span);
  const payers = await store.listPayerNames(tx);
  const isBiller = tx.actor.kind === "staff" && tx.actor.roles.includes("biller");
  const checks = isBiller ? await store.listChecks(tx) : null;
  const openCents = sum(open.map((one) => one.openCents));
  const inBucket = (bucket: (typeof ageBuckets)[number]) => open.filter((one) => bucketOf(one.serviceDay, today) === bucket);
  return {
    today,
    from: fromMonth,
    to: toMonth,
    payers,
    openCents,
    creditCents: sum(open.map((one) => one.creditCents)),
    familyCents: await store.sumOfFamilies(tx, span.payerId),
    daysOpen: daysInReceivables(openCents, await store.sumCharged(tx, addDays(today, 1 - CHARGE_DAYS), today, span.payerId)),
    firstPass: await store.countFirsts(tx, span),
    ageing: ageBuckets.map((bucket) => ({ bucket, claims: sum(inBucket(bucket).map((one) => one.claims)), cents: sum(inBucket(bucket).map((one) => one.openCents)) })),
    byPayer: payers.flatMap(({ payerId, name }): PayerLine[] => {
      const [own, standing] = [moved.filter((one) => one.payerId === payerId), open.filter((one) => one.payerId === payerId)];
      return own.length + standing.length === 0 ? [] : [{ payerId, payerName: name, claims: sum(own.map((one) => one.claims)), ...sumOf(own), openCents: sum(standing.map((one) => one.openCents - one.creditCents)) }];
    }),
    byMonth: [...new Set(moved.map((one) => one.month))].map((month) => ({ month, ...sumOf(moved.filter((one) => one.month === month)) })),
    denials: tellDenials(await store.listAdjustments(tx, span), (reason) => checks?.filter((one) => one.reason === reason).map((one) => one.words) ?? null),
  };
}

async function claims(tx: Transaction, { behind, reason, after, ...asked }: Span & { behind: Behind; reason: string | null; after: string | null }) {
  const { from, to, payerId } = spanOf(tx.today, asked);
  const bucket = ageBuckets.find((one) => one === behind) ?? null;
  const place = readPlace(after, "date");
  const found = await store.listBehind(tx, { from, to, payerId, behind, reason, days: bucket === null ? { from: null, to: null } : daysOf(bucket, tx.today) }, place === null || place.value === null ? null : { day: place.value, claimId: place.id });
  return { claims: found.claims, next: found.next === null ? null : placeKey({ value: found.next.day, id: found.next.claimId }) };
}

const types: Record<FileFormat, string> = { csv: "text/csv", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };
async function file(tx: Transaction, { table, format, says, ...asked }: Span & { table: TableName; format: FileFormat; says: Language }): Promise<File> {
  const { name, rows } = moneyTable(await report(tx, asked), table, says);
  const content = format === "csv" ? csvFile(rows) : (zipOf(writeWorkbook([{ name, rows }]).map(({ path, xml }) => ({ path, bytes: new TextEncoder().encode(xml) }))) as Uint8Array<ArrayBuffer>);
  return new File([content], `${name}-${tx.today}.${format}`, { type: types[format] });
}

/** The first days of the last four whole quarters before a day, the oldest first. */
const quartersBefore = (day: CivilDate): CivilDate[] => {
  const month = Number(day.slice(5, 7));
  const begin = addMonths(`${day.slice(0, 7)}-01`, -((month - 1) % 3));
  return [-12, -9, -6, -3].map((months) => addMonths(begin, months));
};
const quarterName = (begin: CivilDate) => `${begin.slice(0, 4)}-Q${Math.ceil(Number(begin.slice(5, 7)) / 3)}`;

/**
 * What may be told without names. It stands still for a month, so that nobody can set one day against the next; nothing of it
 * can be asked otherwise. Read by the machine: whoever leads the agency sees no claim.
 */
export function shared(tx: Transaction): Promise<SharedReport> {
  return asMachineOf(tx, tx.actor.agencyId, "money without names", async (machine) => {
    const asOf = addDays(`${tx.today.slice(0, 7)}-01`, -1);
    const threshold = (await store.findThreshold(machine)) ?? FEWEST_FAMILIES;
    const year = { from: addMonths(`${asOf.slice(0, 7)}-01`, 1 - MONTHS), to: asOf, payerId: null };
    const [names, moves, standing] = [await store.listPayerNames(machine), await store.listMovedFamilies(machine, year.from, year.to), await store.countFamiliesOfPayers(machine, asOf)];
    const open = await store.listOpenDays(machine, asOf, null);
    const buckets = ageBuckets.map((bucket) => ({ key: bucket, ...daysOf(bucket, asOf) }));
    const behind = new Map((await store.countFamilies(machine, asOf, buckets)).map((one) => [one.key, one.families]));
    const families = (await store.countFamilies(machine, asOf, [{ key: "all", from: null, to: null }]))[0]?.families ?? 0;
    const isTold = families >= threshold;
    const openCents = sum(open.map((one) => one.openCents));
    // How few families are behind any figure of a payer's line that is not zero.
    const payers = names.flatMap(({ payerId, name }) => {
      const [moved, left] = [moves.find((one) => one.payerId === payerId), standing.find((one) => one.payerId === payerId)];
      const behindIt = [moved, left].flatMap((one) => (one === undefined ? [] : [one.families]));
      const line = { key: payerId, name, chargedCents: moved?.chargedCents ?? 0, collectedCents: moved?.collectedCents ?? 0, openCents: sum(open.filter((one) => one.payerId === payerId).map((one) => one.openCents - one.creditCents)) };
      return behindIt.length === 0 ? [] : [{ ...line, families: Math.min(...behindIt) }];
    });
    const firstPass = await store.countFirsts(machine, year);
    const quarters = [];
    for (const begin of quartersBefore(addDays(asOf, 1))) {
      const { families: moved, chargedCents, collectedCents } = await store.sumMoved(machine, begin, addDays(addMonths(begin, 3), -1));
      quarters.push({ key: begin, name: quarterName(begin), families: moved, chargedCents, collectedCents });
    }
    return {
      asOf,
      threshold,
      openCents: isTold ? openCents : null,
      daysOpen: isTold ? daysInReceivables(openCents, await store.sumCharged(machine, addDays(asOf, 1 - CHARGE_DAYS), asOf, null)) : null,
      firstPassPercent: isTold && firstPass.answered >= threshold ? firstPassRate(firstPass) : null,
      ageing: tellable(ageBuckets.map((bucket) => ({ bucket, families: behind.get(bucket) ?? 0, cents: sum(open.filter((one) => bucketOf(one.serviceDay, asOf) === bucket).map((one) => one.openCents)) })), threshold).map(({ bucket, cents }) => ({ bucket, cents })),
      byPayer: tellable(payers, threshold).map(({ families: _families, ...one }) => one),
      byQuarter: tellable(quarters, threshold).map(({ families: _families, ...one }) => one),
    };
  });
}

export const moneyHandlers: Handlers<typeof money> = { report: handle(report), claims: handle(claims), file: handle(file), shared: handle(shared) };
