import { z } from "zod";
import { asActor, type Transaction } from "#database/actor.ts";
import { instant } from "#kernel/shapes.ts";
import { appendAudit } from "#server/audit.ts";
import { signText, textIsSigned } from "#server/keys.ts";
import type { Services } from "#server/procedure.ts";
import { readReply } from "./replies.rules.ts";
import * as store from "./replies.store.ts";
import { listAgencies } from "./store.ts";

/** What an adapter tells: what became of a message by our id, or that an answer came from a number, and when. */
export const smsReport = z.discriminatedUnion("event", [
  z.strictObject({ event: z.literal("delivery"), id: z.uuid(), state: z.enum(["delivered", "not_delivered"]) }),
  z.strictObject({ event: z.literal("reply"), from: z.string().max(40), text: z.string().max(2000), at: instant }),
]);
export type SmsReport = z.infer<typeof smsReport>;

const PURPOSE = "hooks";
/** What an adapter shows with each report: it follows from the installation's secret key. */
export const hookSecret = (signingKey: string): string => signText(signingKey, PURPOSE, "sms");
export const isHookSecret = (signingKey: string, given: string): boolean => textIsSigned(signingKey, PURPOSE, "sms", given);

async function takeReply(tx: Transaction, typed: string, asks: "stop" | "start" | "other", at: string): Promise<string | null> {
  const number = await store.dialable(tx, typed);
  if (number === null || !(await store.knowsNumber(tx, number))) return null;
  if (asks === "stop") await store.stopNumber(tx, number, "reply");
  if (asks === "start") await store.liftStop(tx, number, at);
  await store.noteReply(tx, number);
  return asks;
}

/**
 * Takes what an adapter tells. It knows no agency: a number is stopped in each that knows it, a message is found in the one
 * it belongs to. What somebody answered is read for the one word that stops or starts, and kept nowhere: nobody can tell whose
 * it is. Answers how many agencies it concerned.
 */
export async function takeReport({ database, clock }: Pick<Services, "database" | "clock">, report: SmsReport, requestId: string): Promise<number> {
  let concerned = 0;
  const asks = report.event === "reply" ? readReply(report.text) : "other";
  for (const agency of await listAgencies(database)) {
    await asActor(database, clock, { kind: "system", job: "hooks-sms", ...agency }, async (tx) => {
      const outcome = report.event === "reply" ? await takeReply(tx, report.from, asks, report.at) : (await store.noteDelivery(tx, report.id, report.state)) ? report.state : null;
      if (outcome === null) return;
      concerned++;
      await appendAudit(tx, { action: "job", procedure: report.event === "reply" ? "messages.reply" : "messages.delivery", outcome, requestId, ...(report.event === "delivery" ? { subjectId: report.id } : {}) });
    });
  }
  return concerned;
}
