import { handle, type Handlers } from "#server/procedure.ts";
import { close, pack } from "./closing.handlers.ts";
import type { audits } from "./contract.ts";
import { endAccess, invite, open, population, replace, withdraw } from "./opening.handlers.ts";
import { finishAction, handIn, ownActions, rate, recordOfficial, removeAction, removeFinding, saveAction, saveFinding } from "./rating.handlers.ts";
import { get, list, sessions } from "./reading.handlers.ts";

export const auditsHandlers: Handlers<typeof audits> = {
  list: handle(list),
  ownActions: handle(ownActions),
  population: handle(population),
  open: handle(open),
  get: handle(get),
  sessions: handle(sessions),
  replace: handle(replace),
  invite: handle(invite),
  endAccess: handle(endAccess),
  rate: handle(rate),
  saveFinding: handle(saveFinding),
  removeFinding: handle(removeFinding),
  handIn: handle(handIn),
  recordOfficial: handle(recordOfficial),
  saveAction: handle(saveAction),
  removeAction: handle(removeAction),
  finishAction: handle(finishAction),
  close: handle(close),
  withdraw: handle(withdraw),
  pack: handle(pack),
};
