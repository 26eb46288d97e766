import { csvFile } from "#kernel/csv.ts";
import type { CivilDate } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import type { ledger } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { closableMonth, monthOf, monthsUpTo } from "./months.rules.ts";
import * as reading from "./reading.store.ts";
import { accountNames, fileWords } from "./screens.words.ts";
import { entry } from "./rules.ts";
import { book } from "./store.ts";

const PAGE = 50;

async function closable(tx: Transaction): Promise<CivilDate | null> {
  const [last] = await reading.listClosed(tx);
  return closableMonth({ first: await reading.firstDay(tx), lastClosed: last?.month ?? null, today: tx.today });
}

/** Closes a month: what every account comes to is kept, and nothing is booked in it any more. */
export async function closeMonth(tx: Transaction, { month }: { month: CivilDate }): Promise<{ month: CivilDate }> {
  await reading.holdForClosing(tx);
  if ((await closable(tx)) !== month) throw new Fault("refused", faultWords.notClosable);
  await reading.insertMonth(tx, month, await reading.accountsIn(tx, month));
  return { month };
}
/** Takes back what somebody booked by hand. Today's: the month of the first may be closed. */
export async function reverseEntry(tx: Transaction, { entryId, reason }: { entryId: string; reason: string }): Promise<{ entryId: string }> {
  await reading.holdForClosing(tx);
  const found = await reading.findEntry(tx, entryId);
  if (found === null) throw new Fault("not_found", faultWords.noEntry);
  if (found.isReversed) throw new Fault("changed_meanwhile", faultWords.reversed);
  if (!found.mayReverse) throw new Fault("refused", faultWords.notByHand);
  const cases = new Map(found.lines.flatMap((one) => (one.claimId === null ? [] : [[one.claimId, one.caseId!] as const])));
  for (const caseId of cases.values()) noteCase(tx, caseId);
  const opposite = entry("reversal", found.lines.map(({ account, claimId, cents }) => ({ account, claimId, cents: -cents })))!;
  const [reversal] = await book(tx, [{ entry: opposite, day: tx.today, reverses: entryId, reason }], (claimId) => cases.get(claimId)!);
  return { entryId: reversal! };
}

export const ledgerHandlers: Handlers<typeof ledger> = {
  get: handle(async (tx, { month }) => {
    const first = await reading.firstDay(tx);
    const shown = month ?? monthOf(tx.today);
    return { today: tx.today, month: shown, months: monthsUpTo(first, tx.today), closed: await reading.listClosed(tx), closable: await closable(tx), accounts: await reading.accountsIn(tx, shown) };
  }),
  entries: handle((tx, { after, ...asked }) => reading.listEntries(tx, asked, { after, size: PAGE })),
  file: handle(async (tx, { month, says }) => {
    const accounts = await reading.accountsIn(tx, month);
    const rows = [
      [fileWords.account[says], fileWords.before[says], fileWords.debit[says], fileWords.credit[says], fileWords.after[says]],
      ...accounts.map((one) => [accountNames[one.account][says], ...[one.beforeCents, one.debitCents, one.creditCents, one.afterCents].map((cents) => cents / 100)]),
    ];
    return new File([csvFile(rows)], `${fileWords.name[says]}-${month.slice(0, 7)}.csv`, { type: "text/csv" });
  }),
  close: handle(closeMonth),
  reverse: handle(reverseEntry),
};
