import { handle, type Handlers } from "#server/procedure.ts";
import { readAlong } from "#features/disclosure/along.handlers.ts";
import type { planContract } from "./contract.ts";
import { paper, text, view } from "./reading.handlers.ts";
import { attempt, sign } from "./signing.handlers.ts";
import { ownSign, ownText, toSign } from "./family.handlers.ts";
import { begin, fix, review, save } from "./writing.handlers.ts";

export const planHandlers: Handlers<typeof planContract> = {
  get: handle((tx, input) => readAlong(tx, input, (theirs) => view(theirs, input))),
  begin: handle(begin),
  save: handle(save),
  fix: handle(fix),
  text: handle(text),
  sign: handle(sign),
  toSign: handle(toSign),
  ownText: handle(ownText),
  ownSign: handle(ownSign),
  attempt: handle(attempt),
  review: handle(review),
  paper: handle(paper),
};
