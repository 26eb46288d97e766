import { timeInZone } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { CASES_A_ROW, noteCase, noteDetails } from "#server/audit.ts";
import { nextControl } from "#features/payers/profile.store.ts";
import { writeInterchange } from "#wire/x12/write.ts";
import { findBatch, listUndecided } from "./batches.store.ts";
import { openContents } from "./content.handlers.ts";
import { faultWords } from "./faults.words.ts";
import { type AskedClaim, STATUS_VERSION, statusSegments } from "./inquiry.x12.ts";

/** Writes the question what became of the claims of a file, for those that nobody has decided. Throws `refused` where none waits. */
export async function askStatus(tx: Transaction, { batchId }: { batchId: string }): Promise<File> {
  const batch = await findBatch(tx, batchId);
  if (batch === null) throw new Fault("not_found", faultWords.noBatch);
  const waiting = await listUndecided(tx, batchId);
  const contents = await openContents(tx, waiting.map((one) => one.claimId));
  const claims = waiting.flatMap(({ claimId, payerNumber }): AskedClaim[] => {
    const content = contents.get(claimId);
    return content === undefined ? [] : [{ subscriber: content.subscriber, claim: content.claim, payerNumber }];
  });
  const first = contents.get(waiting[0]?.claimId ?? "");
  if (first === undefined) throw new Fault("refused", faultWords.noneWaits);
  const control = await nextControl(tx);
  const [day, time] = [tx.today.replaceAll("-", ""), timeInZone(tx.now, tx.actor.timeZone).replace(":", "")];
  const { sender, receiver, submitter } = batch.head;
  const reference = String(control).padStart(9, "0");
  const segments = statusSegments({ reference, day, time, payer: first.subscriber.payer, submitter, provider: first.provider.provider, claims });
  noteDetails(tx, { claims: claims.length });
  for (const caseId of [...new Set(waiting.map((one) => one.caseId))].slice(0, CASES_A_ROW)) noteCase(tx, caseId);
  const envelope = { sender, receiver, groupSender: sender.id, groupReceiver: receiver.id, usage: batch.numbers.usage, control, day, time };
  return new File([...writeInterchange(envelope, [{ code: "HR", control, version: STATUS_VERSION, sets: [{ id: "276", control: "0001", segments }] }])], `276-${reference}.x12`, { type: "application/edi-x12" });
}
