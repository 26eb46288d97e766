import { handle, handleLong, type Handlers } from "#server/procedure.ts";
import { authorizationsHandlers } from "./authorizations.handlers.ts";
import type { releaseContract } from "./contract.ts";
import { accounting, fix, log, send } from "./leaving.handlers.ts";
import { begin, get, list, saveLetter, withdraw } from "./releases.handlers.ts";
import { requestsHandlers } from "./requests.handlers.ts";

export const releaseHandlers: Handlers<typeof releaseContract> = {
  authorizations: authorizationsHandlers,
  requests: requestsHandlers,
  list: handle(list),
  begin: handle((tx, input, call) => begin(tx, input, call)),
  get: handle(get),
  saveLetter: handle((tx, input) => saveLetter(tx, input)),
  fix: handleLong(fix),
  send: handle(send),
  withdraw: handle(withdraw),
  log: handle(log),
  accounting: handle(accounting),
};
