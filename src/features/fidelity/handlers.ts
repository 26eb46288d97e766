import { handle, type Handlers } from "#server/procedure.ts";
import type { fidelityContract } from "./contract.ts";
import { importPack, packs, readRules, setRules } from "./packs.handlers.ts";
import type { fidelityPacksContract } from "./packs.contract.ts";
import { logPaper, paper } from "./paper.handlers.ts";
import { list, log, view } from "./reading.handlers.ts";
import { attach, confirm, review } from "./writing.handlers.ts";

export const fidelityHandlers: Handlers<typeof fidelityContract> = {
  list: handle(list),
  packet: handle(view),
  confirm: handle(confirm),
  review: handle(review),
  attach: handle(attach),
  paper: handle(paper),
  log: handle(log),
  logPaper: handle(logPaper),
};

export const fidelityPacksHandlers: Handlers<typeof fidelityPacksContract> = {
  list: handle(packs),
  import: handle(importPack),
  rules: handle(readRules),
  setRules: handle(setRules),
};
