import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { row, rows, type Transaction } from "#database/actor.ts";
import type { LedgerAccount } from "#features/ledger/rules.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { startServer, type TestServer } from "../../../test/access/server.ts";
import { accountsOf, decisionOn, fileOf, paymentOf, sendClaims, statesOf, takenBack } from "./claims.test-support.ts";
import { takeFile } from "./taking.handlers.ts";

// An 835 from its bytes to the ledger, on the real database.

let server: TestServer;
let scene: Scene;
let other: Scene;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00.000Z" });
  scene = await makeScene(server, "ours");
  other = await makeScene(server, "theirs");
});
afterAll(() => server.close());

const call = () => ({ services: server.services, language: "en" as const });
const take = (bytes: Buffer, of: Scene = scene) => operatorDoes(of, (tx) => takeFile(tx, call(), { bytes, way: "hand" }));
const does = <T>(work: (tx: Transaction) => Promise<T>) => operatorDoes(scene, work);
const send = (...args: [charges: number[], more?: Parameters<typeof sendClaims>[3]]) => does((tx) => sendClaims(tx, scene, ...args));
/** What changed in the accounts while something was done. */
async function moved<T>(work: () => Promise<T>): Promise<{ answer: T; accounts: Partial<Record<LedgerAccount, number>> }> {
  const before = await does(accountsOf);
  const answer = await work();
  const after = await does(accountsOf);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as LedgerAccount[];
  return { answer, accounts: Object.fromEntries(names.map((one) => [one, (after[one] ?? 0) - (before[one] ?? 0)]).filter(([, cents]) => cents !== 0)) };
}

describe("an 835 is posted (A13)", () => {
  it("pays, pays less, and refuses: each claim ends where its money leaves it, and the same file again changes nothing", async () => {
    const sent = await send([10_000, 10_000, 10_000]);
    const [paid, less, refused] = sent.claims;
    const file = fileOf(
      paymentOf(sent, [
        decisionOn(paid!, { paidCents: 8000, adjustments: [{ group: "CO", reason: "45", cents: 2000 }] }),
        decisionOn(less!, { paidCents: 5000, adjustments: [{ group: "CO", reason: "45", cents: 2000 }, { group: "CO", reason: "197", cents: 3000 }] }),
        decisionOn(refused!, { status: "4", paidCents: 0, adjustments: [{ group: "CO", reason: "29", cents: 10_000 }] }),
      ]),
    );
    const { answer, accounts } = await moved(() => take(file));
    expect(answer).toMatchObject({ state: "taken", isNew: true, kinds: ["835"], summary: { posted: 3, alreadyPosted: 0, unmatched: 0, postedCents: 13_000, paidCents: 13_000 } });
    expect(accounts).toEqual({ cash: 13_000, contractual: 4000, receivable: -17_000 });
    expect([...(await does((tx) => statesOf(tx, sent.claims))).values()].toSorted()).toEqual(["closed paid", "posted denied", "posted partly_paid"]);
    const again = await moved(() => take(file));
    expect([again.answer.isNew, again.answer.summary.posted, again.answer.summary.alreadyPosted, again.accounts]).toEqual([false, 0, 3, {}]);
    expect(await does((tx) => row(tx, sql`select payer_claim_number as number from claims where id = ${paid!.claimId}`))).toEqual({ number: `P${paid!.number}` });
  });

  it("is known by its numbers, also in another file, in another order, with more in it", async () => {
    const sent = await send([1000, 2000, 3000]);
    const decisions = sent.claims.map((one) => decisionOn(one));
    const payment = paymentOf(sent, decisions.slice(0, 2), { providers: [{ reason: "L6", reference: null, cents: -50 }] });
    expect((await take(fileOf(payment))).summary).toMatchObject({ posted: 2, postedCents: 3000 });
    const { answer, accounts } = await moved(() => take(fileOf({ ...payment, decisions: decisions.toReversed(), paidCents: 6050 })));
    expect(answer.summary).toMatchObject({ posted: 1, alreadyPosted: 2, postedCents: 3000 });
    expect(accounts).toEqual({ cash: 3000, receivable: -3000 });
  });

  it("takes back by the negatives of what was posted, then posts the correction; all stays to be read", async () => {
    const sent = await send([10_000]);
    const [claim] = sent.claims;
    const first = decisionOn(claim!, { paidCents: 8000, adjustments: [{ group: "CO", reason: "45", cents: 2000 }] });
    await take(fileOf(paymentOf(sent, [first])));
    // The payer turns another group code around than it used: the earlier posting counts.
    const back = { ...takenBack(first), adjustments: [{ group: "CR", reason: "45", cents: -2000 }] };
    const right = decisionOn(claim!, { paidCents: 6000, adjustments: [{ group: "CO", reason: "45", cents: 1000 }, { group: "CO", reason: "151", cents: 3000 }] });
    const { answer, accounts } = await moved(() => take(fileOf(paymentOf(sent, [back, right]))));
    expect(answer.summary).toMatchObject({ posted: 2, postedCents: -2000 });
    expect(accounts).toEqual({ cash: -2000, contractual: -1000, receivable: 3000 });
    expect([...(await does((tx) => statesOf(tx, [claim!]))).values()]).toEqual(["posted partly_paid"]);
    const kept = await does((tx) => rows<{ status: string; isReverse: boolean }>(tx, sql`select status, reverses is not null as "isReverse" from remittance_claims where claim_id = ${claim!.claimId} order by status, position`));
    expect(kept).toEqual([{ status: "1", isReverse: false }, { status: "1", isReverse: false }, { status: "22", isReverse: true }]);
    // A takeback alone leaves the whole charge open.
    const alone = await moved(() => take(fileOf(paymentOf(sent, [takenBack(right)]))));
    expect(alone.accounts).toEqual({ cash: -6000, contractual: -1000, receivable: 7000 });
    expect([...(await does((tx) => statesOf(tx, [claim!]))).values()]).toEqual(["posted denied"]);
  });

  it("keeps what belongs to the provider apart, and money of a claim that is not ours, of another payer or of another agency waits", async () => {
    const sent = await send([5000]);
    const elsewhere = await send([4000]);
    const theirs = await operatorDoes(other, (tx) => sendClaims(tx, other, [3000]));
    const payment = paymentOf(sent, [decisionOn(sent.claims[0]!), decisionOn(elsewhere.claims[0]!), decisionOn(theirs.claims[0]!), decisionOn({ number: "NOBODYS1", chargeCents: 2000 })], { providers: [{ reason: "WO", reference: "OLD1", cents: 1000 }, { reason: "FB", reference: null, cents: -200 }, { reason: "72", reference: null, cents: 300 }, { reason: "CS", reference: null, cents: 5 }] });
    const { answer, accounts } = await moved(() => take(fileOf(payment)));
    expect(answer.summary).toMatchObject({ posted: 1, unmatched: 3, postedCents: 5000, paidCents: 12_895 });
    expect(accounts).toEqual({ cash: 12_895, receivable: -5000, unapplied: -9000, recoupment: 1000, forwarded: -200, refund: 300, provider_other: 5 });
    const waiting = await does((tx) => rows<{ patient: string | null }>(tx, sql`select patient from remittance_claims where claim_id is null and claim_number = 'NOBODYS1'`));
    expect(waiting[0]!.patient).toMatch(/^sealed1:/);
    expect([...(await operatorDoes(other, (tx) => statesOf(tx, theirs.claims))).values()]).toEqual(["sent"]);
  });

  it("never makes a Medicaid family owe, and is refused whole where it does not balance", async () => {
    const medicaid = await send([1000]);
    const plan = await send([1000], { isMedicaid: false });
    const decided = { paidCents: 800, adjustments: [{ group: "PR", reason: "3", cents: 200 }] };
    expect((await moved(() => take(fileOf(paymentOf(medicaid, [decisionOn(medicaid.claims[0]!, decided)]))))).accounts).toEqual({ cash: 800, receivable: -800 });
    expect((await moved(() => take(fileOf(paymentOf(plan, [decisionOn(plan.claims[0]!, decided)]))))).accounts).toEqual({ cash: 800, receivable: -1000, patient: 200 });
    const wrong = fileOf(paymentOf(plan, [decisionOn(plan.claims[0]!)]), paymentOf(plan, [decisionOn({ number: "NOBODYS2", chargeCents: 500 })], { paidCents: 501 }));
    const { answer, accounts } = await moved(() => take(wrong));
    expect([answer.state, accounts, answer.faults.map(({ id, element, expected }) => [id, element, expected.en])]).toEqual(["refused", {}, [["BPR", "02", "5"]]]);
    expect((await take(wrong)).isNew).toBe(false);
  });
});
