import { dateInZone, timeInZone } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { textOfBatch } from "#features/claims/batches.handlers.ts";
import { type TakenFile, takeFile } from "#features/remittances/taking.handlers.ts";
import type { AnswerStage } from "./contract.ts";
import { type Decided, decideAll } from "./deciding.x12.ts";
import { faultWords } from "./faults.words.ts";
import { answer277CA, answer835, answer999, answerCorrection, claimsOf, type MockBeside, type Written } from "./mock.x12.ts";
import { demoPlan, demoPlanCorrected } from "./plan.x12.ts";
import * as store from "./store.ts";

// The made-up clearing house at work in the demo: it reads a file that was sent, and its answers are taken in as any payer's are.

type Asking = Pick<Call, "services" | "language">;
const compact = (day: string) => day.replaceAll("-", "");
const writtenAt = (tx: Transaction): Written => ({ day: compact(tx.today), time: timeInZone(tx.now, tx.actor.timeZone).replace(":", "") });
const textOf = async (tx: Transaction, batchId: string) => (await textOfBatch(tx, batchId)).parts.join("");
const dayOf = (tx: Transaction, at: string) => compact(dateInZone(at, tx.actor.timeZone));

async function requireSent(tx: Transaction, { services }: Asking, batchId: string) {
  if (services.demo === "0") throw new Fault("not_found", faultWords.noMock);
  const file = await store.holdFile(tx, batchId);
  if (file === null) throw new Fault("not_found", faultWords.noFile);
  if (file.sentAt === null) throw new Fault("refused", faultWords.nothingOpen);
  return { ...file, sentAt: file.sentAt };
}
const take = (tx: Transaction, call: Asking, text: string) => takeFile(tx, call, { bytes: Buffer.from(text, "latin1"), way: "folder" });

/** What was decided of the files in which the claims stand that this one replaces or takes back. */
async function decidedBefore(tx: Transaction, payerId: string, control: number): Promise<Decided[]> {
  const decided: Decided[] = [];
  for (const { batchId, sentAt } of await store.listEarlier(tx, payerId, control)) decided.push(...decideAll(demoPlan, claimsOf(await textOf(tx, batchId)), dayOf(tx, sentAt)));
  return decided;
}

/** Answers a file that was sent by the step that is next, and takes the answer in. */
export async function answerNext(tx: Transaction, call: Asking, batchId: string, beside?: MockBeside): Promise<{ stage: AnswerStage; taken: TakenFile }> {
  const { payerId, control, sentAt, stage } = await requireSent(tx, call, batchId);
  if (stage === null) throw new Fault("refused", faultWords.nothingOpen);
  const text = await textOf(tx, batchId);
  const receivedOn = dayOf(tx, sentAt);
  const answers: Record<AnswerStage, () => Promise<string | null> | string> = {
    "999": () => answer999(text, writtenAt(tx)),
    "277CA": () => answer277CA(text, demoPlan, writtenAt(tx), receivedOn),
    "835": async () => answer835(text, demoPlan, writtenAt(tx), { receivedOn, earlier: await decidedBefore(tx, payerId, control), ...(beside !== undefined && { beside }) }),
  };
  const answer = await answers[stage]();
  if (answer === null) throw new Fault("refused", faultWords.nothingOpen);
  return { stage, taken: await take(tx, call, answer) };
}

/** The payer takes back what it paid for some claims of a file and decides them again; null where it had paid nothing. */
export async function correctPaid(tx: Transaction, call: Asking, batchId: string, numbers: readonly string[]): Promise<TakenFile | null> {
  const { sentAt } = await requireSent(tx, call, batchId);
  const answer = answerCorrection(await textOf(tx, batchId), { before: demoPlan, after: demoPlanCorrected }, writtenAt(tx), { receivedOn: dayOf(tx, sentAt), numbers });
  return answer === null ? null : take(tx, call, answer);
}
