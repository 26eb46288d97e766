import { handle, type Handlers } from "#server/procedure.ts";
import { type applications, shippedApplications } from "./contract.ts";
import { confirmPeers, decide, partPeers, peers, reopen, setArea } from "./deciding.handlers.ts";
import { declareConflict, formOf, get, letter, list, nameReader, rubricOf, score, staffOf } from "./reading.handlers.ts";
import * as reading from "./reading.store.ts";
import * as store from "./store.ts";

export const applicationsHandlers: Handlers<typeof applications> = {
  list: handle(list),
  plan: handle(async (tx, _input, call) => {
    const own = await store.findSettings(tx);
    const cohorts = (await reading.listCohorts(tx)).map(({ isOver: _over, ...one }) => one);
    return { cohorts, load: await reading.listLoad(tx), rubric: rubricOf(call), licences: formOf(call).licences, settings: own ?? shippedApplications, isShipped: own === null, maySet: tx.actor.kind === "staff" && tx.actor.roles.includes("administrator") };
  }),
  get: handle(get),
  nameReader: handle(nameReader),
  declareConflict: handle(declareConflict),
  score: handle(score),
  reopen: handle(reopen),
  setArea: handle(setArea),
  decide: handle(decide),
  letter: handle(letter),
  peers: handle(peers),
  confirmPeers: handle(confirmPeers),
  partPeers: handle(partPeers),
  setSettings: handle(async (tx, settings) => {
    await store.insertSettings(tx, settings, staffOf(tx));
    return { done: true as const };
  }),
};
