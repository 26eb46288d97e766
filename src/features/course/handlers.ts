import { handle, type Handlers } from "#server/procedure.ts";
import type { courseContract } from "./contract.ts";
import { aftercare, close, contact, ending, reopen, search, setTimings, writeAftercare } from "./ending.handlers.ts";
import { aftercarePaper, letter } from "./paper.handlers.ts";
import { gates, view } from "./reading.handlers.ts";
import type { resourcesContract } from "./resources.contract.ts";
import { add, answer, change, forFamily, refer, referrals } from "./resources.handlers.ts";
import { listResources } from "./resources.store.ts";
import { record, setStage } from "./writing.handlers.ts";

export const courseHandlers: Handlers<typeof courseContract> = {
  get: handle(view),
  record: handle(record),
  gates: handle(gates),
  setStage: handle(setStage),
  ending: handle(ending),
  search: handle(search),
  contact: handle(contact),
  letter: handle(letter),
  aftercare: handle(aftercare),
  writeAftercare: handle(writeAftercare),
  aftercarePaper: handle(aftercarePaper),
  close: handle(close),
  reopen: handle(reopen),
  setTimings: handle(setTimings),
};

export const resourcesHandlers: Handlers<typeof resourcesContract> = {
  forFamily: handle(forFamily),
  list: handle(listResources),
  add: handle(add),
  change: handle(change),
  referrals: handle(referrals),
  refer: handle(refer),
  answer: handle(answer),
};
