import { addDays } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { asMachineOf, type Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { thresholdOf } from "#features/outcomes/counting.handlers.ts";
import { sumMoved } from "#features/revenue/store.ts";
import type { economicsContract } from "./economics.contract.ts";
import { tellYear } from "./economics.rules.ts";
import * as store from "./economics.store.ts";
import { economicsWords } from "./economics.words.ts";

const paidIn = async (tx: Transaction, { from, to }: store.Span) => {
  const { families: paidFamilies, collectedCents } = await sumMoved(tx, from, to);
  return { paidFamilies, collectedCents };
};

/** One year. Money and families are read by the machine: whoever leads the agency sees no claim and no visit. */
async function economics(tx: Transaction, { year: asked }: { year: number | null }) {
  const currentYear = Number(tx.today.slice(0, 4));
  const year = asked ?? currentYear;
  // A year that runs is told up to the end of last month, so that nobody can set one day against the next.
  const [lastMonth, december] = [addDays(`${tx.today.slice(0, 7)}-01`, -1), `${year}-12-31`];
  const span = { from: `${year}-01-01`, to: lastMonth < december ? lastMonth : december };
  const counted = await asMachineOf(tx, tx.actor.agencyId, "a year of the programme", async (machine) => ({ families: await store.countFamilies(machine, span), ...(await paidIn(machine, span)), grantCents: await store.sumGrants(machine, span), threshold: await thresholdOf(machine) }));
  return tellYear({ year, currentYear, costs: await store.listCosts(tx, year), ...counted });
}

export const economicsHandlers: Handlers<typeof economicsContract> = {
  economics: handle(economics),
  addCost: handle(async (tx, one) => ({ costId: await store.insertCost(tx, one) })),
  takeOutCost: handle(async (tx, { costId }) => {
    if (!(await store.endCost(tx, costId))) throw new Fault("not_found", economicsWords.noCost);
    return { ended: true as const };
  }),
};
