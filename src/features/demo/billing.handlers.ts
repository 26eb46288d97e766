import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Actor } from "#database/actor.ts";
import { batchReady, markSent } from "#features/claims/batches.handlers.ts";
import { captureWaiting } from "#features/claims/capture.handlers.ts";
import { takeWaiting } from "#features/claims/store.ts";
import { answerNext, correctPaid } from "#features/clearing/answering.handlers.ts";
import { odd } from "#features/clearing/plan.x12.ts";
import { listPaid, listReady, listSessions, type ReadyClaim } from "#features/clearing/store.ts";
import { as, callOf, type Demo, member } from "./acting.handlers.ts";

// A month of claims through the same code as real work, answered by the made-up clearing house; what came before was billed
// elsewhere, and what came after is ready.

/** Days before today: from when to when the services of the month lie, and when what happened to them. */
const MONTH = { from: 45, to: 16 } as const;
const SENT = 14;
const ACCEPTED = 13;
const PAID = 7;
const CORRECTED = 3;
const WAITING = 2;
/** Claims of the file that waits for its answer. */
const FEW = 6;

const stray = { number: "OLDSYSTEM0042", payerNumber: "26001MOLDSYSTEM0042", family: "MADEUP", given: "FORMER", memberId: "70999999", chargeCents: 12_600, paidCents: 11_592 };
const besides = [
  { strays: [stray], adjustments: [] },
  { strays: [], adjustments: [{ reason: "L6" as const, reference: "INTEREST", cents: -118 }] },
];

/** Looks at the sessions of some days, as the machine does. */
async function capture(demo: Demo, machine: Actor, days: { from: CivilDate; to: CivilDate }, on: CivilDate): Promise<void> {
  const sessions = await as(demo, machine, on, "07:00", (tx) => listSessions(tx, days.from, days.to));
  for (let taken = 1; taken > 0; ) taken = await as(demo, machine, on, "07:00", (tx) => captureWaiting(tx, callOf(demo), sessions));
}
/** Of those whose claims go wrong only the first is sent: the others are there to be held by what was learned. */
const isOdd = ({ memberNumber }: ReadyClaim) => Object.values(odd).some((end) => memberNumber.endsWith(end));
function chosen(ready: readonly ReadyClaim[]): ReadyClaim[] {
  return ready.filter((one) => !isOdd(one) || ready.find((other) => other.memberNumber === one.memberNumber) === one);
}

/** Captures, files, sends and posts the month before last fortnight; of what came after a few are with the clearing house, and the rest is ready. */
export async function recordBilling(demo: Demo, today: CivilDate, { payerId }: { payerId: string }): Promise<void> {
  const biller = member(demo, "biller@demo.dyad");
  const machine: Actor = { kind: "system", job: "demo", agencyId: demo.agency.agencyId, timeZone: demo.agency.timeZone };
  const ago = (days: number) => addDays(today, -days);
  const month = { from: ago(MONTH.from), to: ago(MONTH.to) };
  await capture(demo, machine, month, ago(MONTH.to - 1));
  const batches = await as(demo, biller, ago(SENT), "10:00", async (tx) => {
    const claimIds = chosen(await listReady(tx, month.from, month.to)).map((one) => one.claimId);
    return batchReady(tx, callOf(demo), { claimIds });
  });
  const steps = [[SENT, "16:30"], [ACCEPTED, "09:10"], [PAID, "08:20"]] as const;
  for (const [at, { batchId }] of batches.entries()) {
    await as(demo, biller, ago(SENT), "10:20", (tx) => markSent(tx, batchId, "hand"));
    for (const [days, time] of steps) await as(demo, biller, ago(days), time, (tx) => answerNext(tx, callOf(demo), batchId, besides[at]));
  }
  const [first] = batches;
  if (first !== undefined)
    await as(demo, biller, ago(CORRECTED), "08:40", async (tx) => {
      const paid = await listPaid(tx, first.batchId);
      await correctPaid(tx, callOf(demo), first.batchId, paid.slice(0, 1));
    });
  await capture(demo, machine, { from: ago(MONTH.to - 1), to: ago(WAITING) }, ago(WAITING));
  await as(demo, biller, ago(WAITING), "17:00", async (tx) => {
    const some = (await listReady(tx, ago(MONTH.to - 1), ago(WAITING))).filter((one) => one.payerId === payerId && !isOdd(one)).slice(0, FEW);
    if (some.length === 0) return;
    for (const { batchId } of await batchReady(tx, callOf(demo), { claimIds: some.map((one) => one.claimId) })) await markSent(tx, batchId, "hand");
  });
  await capture(demo, machine, { from: ago(WAITING - 1), to: today }, today);
  // What is older was billed before there was Dyad.
  for (let taken = 1; taken > 0; ) taken = await as(demo, machine, today, "07:30", async (tx) => (await takeWaiting(tx, 500, null)).length);
}
