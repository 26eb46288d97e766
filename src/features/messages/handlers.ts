import type { Transaction } from "#database/actor.ts";
import { Fault } from "#kernel/faults.ts";
import { mailState } from "#server/mail.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import type { messagesContract } from "./contract.ts";
import { findWay, writeLetter } from "./jobs.ts";
import * as store from "./store.ts";
import { faultWords } from "./faults.words.ts";

/** Shows a letter of the demo. Elsewhere a link belongs to the adult it was sent to, and to nobody who can read an outbox. */
async function open(tx: Transaction, { messageId }: { messageId: string }, call: Pick<Call, "services">) {
  if (call.services.demo === "0") throw new Fault("not_allowed", faultWords.demoOnly);
  const message = await store.findMessage(tx, messageId);
  if (!message) throw new Fault("not_found", faultWords.noMessage);
  const { letter } = await writeLetter(tx, call.services, message);
  const way = await findWay(tx, message);
  return { messageId, caseId: message.caseId, personId: message.personId, to: way.verdict === "refuse" ? null : way.to, ...letter };
}

export const messagesHandlers: Handlers<typeof messagesContract> = {
  outbox: handle(async (tx, { status, after }, call) => ({ ...(await store.listMessages(tx, status, after)), mail: mailState(call.services) })),
  open: handle(open),
};
