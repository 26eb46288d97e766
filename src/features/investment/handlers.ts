import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { programmeFigures } from "#features/outcomes/handlers.ts";
import type { investmentContract, OwnFigures } from "./contract.ts";
import { economicsHandlers } from "./economics.handlers.ts";
import { listOwnFigures, listTaken, listYears } from "./own.rules.ts";
import { loadPublished } from "./policies.ts";
import * as store from "./store.ts";

type Services = Pick<Call, "services">;

/** What the programme's own figures say of the inputs: of its newest whole year of which families are told, else of all who asked. */
async function ownFiguresOf(tx: Transaction, call: Services): Promise<OwnFigures> {
  const whole = await programmeFigures(tx, { cut: null }, call);
  const clinicians = { count: await store.countClinicians(tx), on: tx.today };
  for (const year of listYears(whole.options)) {
    const own = listOwnFigures(await programmeFigures(tx, { cut: year.key }, call), clinicians);
    if (own.inputs.some((one) => one.key === "families" && one.count.people !== null)) return own;
  }
  return listOwnFigures(whole, clinicians);
}

export const investmentHandlers: Handlers<typeof investmentContract> = {
  ...economicsHandlers,
  get: handle(async (tx, _input, call) => ({ published: loadPublished(), own: await ownFiguresOf(tx, call), versions: await store.listVersions(tx) })),
  keep: handle(async (tx, inputs, call) => {
    await store.insertVersion(tx, inputs, listTaken(inputs, await ownFiguresOf(tx, call)));
    return { kept: true as const };
  }),
};
