import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KyselyPlugin, sql } from "kysely";
import { row, rows, type Transaction } from "#database/actor.ts";
import { balancesOfClaims } from "#features/ledger/store.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { startServer, type TestServer } from "../../../test/access/server.ts";
import { accountsOf, decisionOn, fileOf, paymentOf, sendClaims, type Sent, takenBack } from "./claims.test-support.ts";
import { writeOff } from "./denials.handlers.ts";
import type { Decision } from "./payments.rules.ts";
import { takeFile } from "./taking.handlers.ts";

// Whatever payers send, in whatever order, with whatever breaks off on the way: no cent is lost, none comes twice.

let server: TestServer;
let scene: Scene;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00.000Z" });
  scene = await makeScene(server, "ours");
});
afterAll(() => server.close());

const CHARGE = 10_000;
const CLAIMS = 3;
const does = <T>(work: (tx: Transaction) => Promise<T>) => operatorDoes(scene, work);
const take = (tx: Transaction, bytes: Buffer) => takeFile(tx, { services: server.services, language: "en" }, { bytes, way: "hand" });

/** Breaks off before a statement: what the transaction did until then must not stay. */
class BrokenOff extends Error {}
function breaksOff(tx: Transaction, after: number): Transaction {
  let count = 0;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      count += 1;
      if (count > after) throw new BrokenOff();
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return Object.assign(tx.withPlugin(plugin), { actor: tx.actor, now: tx.now, today: tx.today, keys: tx.keys });
}

type Step = { kind: "pay"; of: { claim: number; paid: number; contract: number; patient: number }[]; stray: number; interest: number } | { kind: "takeBack"; which: number; again: number | null } | { kind: "same"; which: number } | { kind: "writeOff"; claim: number; part: number } | { kind: "break"; after: number; claim: number };
const thousandth = fc.integer({ min: 0, max: 1000 });
const claim = fc.integer({ min: 0, max: CLAIMS - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("pay" as const), of: fc.array(fc.record({ claim, paid: thousandth, contract: thousandth, patient: thousandth }), { maxLength: 3 }), stray: fc.integer({ min: 0, max: 500 }), interest: fc.integer({ min: -50, max: 50 }) }),
  fc.record({ kind: fc.constant("takeBack" as const), which: fc.nat(20), again: fc.option(thousandth, { nil: null }) }),
  fc.record({ kind: fc.constant("same" as const), which: fc.nat(20) }),
  fc.record({ kind: fc.constant("writeOff" as const), claim, part: thousandth }),
  fc.record({ kind: fc.constant("break" as const), after: fc.integer({ min: 0, max: 30 }), claim }),
);
/** What a payer decides: paid, taken off by contract, left to the family, and the rest refused. */
function decide(of: { number: string; chargeCents: number }, { paid, contract, patient }: { paid: number; contract: number; patient: number }): Decision {
  const paidCents = Math.floor((CHARGE * paid) / 1000);
  const parts = [{ group: "CO", reason: "45", of: contract }, { group: "PR", reason: "3", of: patient }];
  let left = CHARGE - paidCents;
  const adjustments = parts.map((one) => {
    const cents = Math.floor((left * one.of) / 1000);
    left -= cents;
    return { group: one.group, reason: one.reason, cents };
  });
  return decisionOn(of, { paidCents, adjustments: [...adjustments, { group: "CO", reason: "197", cents: left }].filter((one) => one.cents !== 0) });
}
/** What of a decision no longer stands open, by the plain rule: a refusal leaves everything open. */
const settledBy = ({ paidCents, adjustments }: Decision, isMedicaid: boolean) => {
  const closes = ({ group, reason }: { group: string; reason: string }) => reason === "45" || (group === "PR" && !isMedicaid);
  if (paidCents === 0 && adjustments.some((one) => !closes(one))) return 0;
  return paidCents + adjustments.filter(closes).reduce((sum, one) => sum + one.cents, 0);
};

describe("any sequence of what payers send (A13)", () => {
  it.each([true, false])("has debits equal to credits at every step, loses no cent and books nothing twice (Medicaid: %s)", async (isMedicaid) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const before = await does(accountsOf);
        const sent = await does((tx) => sendClaims(tx, scene, Array.from({ length: CLAIMS }, () => CHARGE), { isMedicaid }));
        const files: Buffer[] = [];
        const standing: Decision[] = [];
        const expected = { cash: before.cash ?? 0, unapplied: before.unapplied ?? 0, given: new Map<string, number>() };
        const received = async (bytes: Buffer, cents: number) => {
          const done = await does((tx) => take(tx, bytes));
          expect(done.state).toBe("taken");
          files.push(bytes);
          expected.cash += cents;
        };
        for (const one of steps) {
          if (one.kind === "pay") {
            const decisions = one.of.map((each) => decide(sent.claims[each.claim]!, each));
            const strays = one.stray > 0 ? [decisionOn({ number: `NOBODYS${files.length}`, chargeCents: one.stray })] : [];
            const payment = paymentOf(sent, [...decisions, ...strays], { providers: one.interest === 0 ? [] : [{ reason: "L6", reference: null, cents: one.interest }] });
            await received(fileOf(payment), payment.paidCents);
            standing.push(...decisions);
            expected.unapplied -= one.stray;
          } else if (one.kind === "takeBack" && standing.length > 0) {
            const [back] = standing.splice(one.which % standing.length, 1);
            const right = one.again === null ? [] : [decide({ number: back!.number, chargeCents: CHARGE }, { paid: one.again, contract: 500, patient: 0 })];
            const payment = paymentOf(sent, [takenBack(back!), ...right]);
            await received(fileOf(payment), payment.paidCents);
            standing.push(...right);
          } else if (one.kind === "same" && files.length > 0) {
            expect((await does((tx) => take(tx, files[one.which % files.length]!))).isNew).toBe(false);
          } else if (one.kind === "writeOff") {
            await giveUp(sent, one, expected.given);
          } else if (one.kind === "break") {
            const bytes = fileOf(paymentOf(sent, [decide(sent.claims[one.claim]!, { paid: 300, contract: 300, patient: 300 })]));
            await expect(does(async (tx) => { await take(breaksOff(tx, one.after), bytes); throw new BrokenOff(); })).rejects.toThrow(BrokenOff);
          }
          await holds(sent, standing, expected, isMedicaid);
        }
      }),
      { numRuns: 12, seed: 835 },
    );
  });

  async function giveUp(sent: Sent, { claim: at, part }: { claim: number; part: number }, given: Map<string, number>) {
    const { claimId } = sent.claims[at]!;
    const { state } = (await does((tx) => row<{ state: string }>(tx, sql`select state from claims where id = ${claimId}`)))!;
    const open = (await does((tx) => balancesOfClaims(tx, "receivable", [claimId]))).get(claimId) ?? 0;
    const cents = Math.floor((open * part) / 1000);
    if (cents < 1 || !["posted", "written_off"].includes(state)) return;
    await does((tx) => writeOff(tx, { claimId, of: "receivable", cents, reason: "Made up." }));
    given.set(claimId, (given.get(claimId) ?? 0) + cents);
  }
  async function holds(sent: Sent, standing: readonly Decision[], expected: { cash: number; unapplied: number; given: ReadonlyMap<string, number> }, isMedicaid: boolean) {
    const accounts = await does(accountsOf);
    expect(Object.values(accounts).reduce((sum, one) => sum + one, 0)).toBe(0);
    expect([accounts.clearing ?? 0, accounts.cash ?? 0, accounts.unapplied ?? 0]).toEqual([0, expected.cash, expected.unapplied]);
    const open = await does((tx) => balancesOfClaims(tx, "receivable", sent.claims.map((one) => one.claimId)));
    for (const { claimId, number } of sent.claims) expect(open.get(claimId) ?? 0).toBe(CHARGE - standing.filter((one) => one.number === number).reduce((sum, one) => sum + settledBy(one, isMedicaid), 0) - (expected.given.get(claimId) ?? 0));
    if (isMedicaid) expect(await does((tx) => rows(tx, sql`select l.cents from ledger_lines l join claims c on c.agency_id = l.agency_id and c.id = l.claim_id where l.account = 'patient' and c.payer_id = ${sent.payerId}`))).toEqual([]);
  }

  it("comes to the same whichever way round the files come", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ paid: thousandth, contract: thousandth, patient: thousandth }), { minLength: 1, maxLength: 3 }), fc.boolean(), async (parts, isTakenBack) => {
        const ends: unknown[] = [];
        for (const turned of [false, true]) {
          const sent = await does((tx) => sendClaims(tx, scene, [CHARGE], { isMedicaid: false }));
          const decisions = parts.map((one) => decide(sent.claims[0]!, one));
          const files = [...decisions, ...(isTakenBack ? [takenBack(decisions[0]!)] : [])].map((one) => fileOf(paymentOf(sent, [one])));
          for (const bytes of turned ? files.toReversed() : files) await does((tx) => take(tx, bytes));
          ends.push(await does((tx) => rows(tx, sql`select account, sum(cents)::bigint as cents from ledger_lines where claim_id = ${sent.claims[0]!.claimId} group by account order by account`)));
        }
        expect(ends[0]).toEqual(ends[1]);
      }),
      { numRuns: 10, seed: 22 },
    );
  });
});
