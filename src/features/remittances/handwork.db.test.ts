import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { row, rows, type Transaction } from "#database/actor.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff } from "../../../test/support/agency.ts";
import { accountsOf, decisionOn, fileOf, paymentOf, sendClaims, statesOf } from "./claims.test-support.ts";

// What people do by hand with payments: over HTTP, on the real database.

let server: TestServer;
let scene: Scene;
const cookies: Record<string, string> = {};
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00.000Z" });
  scene = await makeScene(server, "ours");
  for (const role of ["biller", "administrator", "front_desk"] as const) cookies[role] = await signedIn(server, await makeStaff(scene.place, scene.agency, { roles: [role] }));
});
afterAll(() => server.close());

const does = <T>(work: (tx: Transaction) => Promise<T>) => operatorDoes(scene, work);
const ask = (who: string, method: string, address: string, body?: object) => call(server, cookies[who]!, method, `/api${address}`, body);
const send = (charges: number[], more?: Parameters<typeof sendClaims>[3]) => does((tx) => sendClaims(tx, scene, charges, more));
const bring = async (payload: Buffer, who = "biller") => {
  const answer = await server.app.inject({ method: "POST", url: "/api/payer-files", headers: { cookie: cookies[who]!, "content-type": "application/octet-stream" }, payload });
  return { status: answer.statusCode, body: answer.json() };
};
const stateOf = async (claimId: string) => [...(await does((tx) => statesOf(tx, [{ claimId }]))).values()][0];

describe("Payments by hand (A13)", () => {
  it("a file comes by hand, is named by its fault where it is refused, and the desk may not", async () => {
    const sent = await send([1000]);
    expect((await bring(fileOf(paymentOf(sent, [decisionOn(sent.claims[0]!)])))).body).toMatchObject({ state: "taken", summary: { posted: 1, postedCents: 1000 } });
    const wrong = await bring(fileOf(paymentOf(sent, [decisionOn({ number: "NOBODYS7", chargeCents: 500 }, { paidCents: 400 })])));
    expect([wrong.status, wrong.body.state, wrong.body.faults[0].id, wrong.body.faults[0].element]).toEqual([200, "refused", "CLP", "04"]);
    expect((await ask("biller", "GET", "/payer-files?state=refused")).body.files[0].faults[0].expected).toEqual({ en: "5", es: "5" });
    expect((await bring(Buffer.alloc(0))).status).toBe(400);
    expect((await bring(Buffer.from("x"), "front_desk")).status).toBe(403);
  });

  it("money that belongs to nothing finds its claim once, and is booked there as any payment is", async () => {
    const sent = await send([10_000]);
    await bring(fileOf(paymentOf(sent, [decisionOn({ number: "WRONG0001", chargeCents: 10_000 }, { paidCents: 8000, adjustments: [{ group: "CO", reason: "45", cents: 2000 }] })])));
    const { decisions } = (await ask("biller", "GET", "/unmatched-payments")).body;
    const waiting = decisions.find((one: { claimNumber: string }) => one.claimNumber === "WRONG0001");
    expect(waiting.patient).toEqual({ family: "UP", given: "MADE", memberId: "70000001" });
    const { candidates } = (await ask("biller", "GET", `/unmatched-payments/${waiting.decisionId}/candidates`)).body;
    expect(candidates[0]).toMatchObject({ claimId: sent.claims[0]!.claimId, openCents: 10_000, isOfPayer: true });
    const before = await does(accountsOf);
    const match = () => ask("biller", "POST", `/unmatched-payments/${waiting.decisionId}/match`, { claimId: sent.claims[0]!.claimId, reason: "Told by telephone." });
    const both = await Promise.all([match(), match()]);
    expect(both.map((one) => one.status).toSorted()).toEqual([200, 409]);
    const after = await does(accountsOf);
    expect([(after.unapplied ?? 0) - before.unapplied!, after.contractual! - (before.contractual ?? 0), after.cash]).toEqual([8000, 2000, before.cash]);
    expect(await stateOf(sent.claims[0]!.claimId)).toBe("closed paid");
    expect(await does((tx) => row(tx, sql`select patient from remittance_claims where id = ${waiting.decisionId}`))).toEqual({ patient: null });
  });

  it("money that nobody owes us is sent back, with the reason", async () => {
    const sent = await send([1000]);
    await bring(fileOf(paymentOf(sent, [decisionOn({ number: "NOBODYS8", chargeCents: 300 })])));
    const { decisionId } = (await ask("biller", "GET", "/unmatched-payments")).body.decisions.find((one: { claimNumber: string }) => one.claimNumber === "NOBODYS8");
    const before = await does(accountsOf);
    expect((await ask("biller", "POST", `/unmatched-payments/${decisionId}/settle`, { how: "sent_back", reason: "Check 77 of today." })).status).toBe(200);
    const after = await does(accountsOf);
    expect([after.cash! - before.cash!, (after.unapplied ?? 0) - before.unapplied!]).toEqual([-300, 300]);
    expect((await ask("biller", "POST", `/unmatched-payments/${decisionId}/settle`, { how: "noted", reason: "Again." })).status).toBe(409);
  });

  it("lines go by their number, else by code and charge; two that are alike wait to be looked at", async () => {
    const sent = await send([2000]);
    const [claim] = sent.claims;
    const line = (more: object) => ({ number: null, code: "DEMO1", modifiers: [], chargeCents: 1000, paidCents: 1000, units: "1", day: "2026-11-20", allowedCents: null, adjustments: [], remarks: [], ...more });
    await bring(fileOf(paymentOf(sent, [decisionOn(claim!, { lines: [line({}), line({ number: claim!.lines[1], code: "OTHER" })] })])));
    const strange = await send([2000]);
    await bring(fileOf(paymentOf(strange, [decisionOn(strange.claims[0]!, { lines: [line({ code: "NONE" }), line({ code: "DEMO2" })] })])));
    const placed = await does((tx) => rows<{ places: (number | null)[]; unplaced: number }>(tx, sql`select array(select (l ->> 'place')::integer from jsonb_array_elements(lines) l) as places, unplaced from remittance_claims where claim_id = any (${[claim!.claimId, strange.claims[0]!.claimId]}::uuid[]) order by unplaced`));
    expect(placed).toEqual([{ places: [1, 2], unplaced: 0 }, { places: [null, 2], unplaced: 1 }]);
    expect((await ask("biller", "GET", "/unmatched-payments?what=lines")).body.decisions.map((one: { claimId: string }) => one.claimId)).toContain(strange.claims[0]!.claimId);
  });

  it("a payment from paper balances or is refused with the field, and comes once", async () => {
    const sent = await send([1000, 2000]);
    const type = (more: object) => ask("biller", "POST", `/payers/${sent.payerId}/payments`, { traceNumber: "CHECK1", paidOn: "2026-11-19", paidCents: 2800, claims: [{ claimNumber: sent.claims[0]!.number, paidCents: 1000, adjustments: [] }, { claimNumber: sent.claims[1]!.number.toLowerCase(), paidCents: 1800, adjustments: [{ group: "CO", reason: "45", cents: 200 }] }], ...more });
    const fieldOf = ({ body }: { body: { fields: { path: string }[] } }) => body.fields[0]!.path;
    expect(fieldOf(await type({ paidCents: 2700 }))).toBe("paidCents");
    expect(fieldOf(await type({ claims: [{ claimNumber: sent.claims[0]!.number, paidCents: 900, adjustments: [] }], paidCents: 900 }))).toBe("claims.0.paidCents");
    expect(fieldOf(await type({ claims: [{ claimNumber: "NOBODYS", paidCents: 900, adjustments: [] }], paidCents: 900 }))).toBe("claims.0.claimNumber");
    const { status, body } = await type({});
    expect(status).toBe(200);
    expect((await ask("biller", "GET", `/remittances/${body.remittanceId}`)).body).toMatchObject({ remittance: { way: "paper", paidCents: 2800, claims: 2 }, decisions: [{ paidCents: 1000 }, { paidCents: 1800 }] });
    expect(fieldOf(await type({}))).toBe("traceNumber");
    expect([await stateOf(sent.claims[0]!.claimId), await stateOf(sent.claims[1]!.claimId)]).toEqual(["closed paid", "closed paid"]);
  });
});

describe("What a payer refused (A13)", () => {
  const refuse = async (more?: Parameters<typeof sendClaims>[3]) => {
    const sent = await send([10_000], more);
    await bring(fileOf(paymentOf(sent, [decisionOn(sent.claims[0]!, { status: "4", paidCents: 0, adjustments: [{ group: "CO", reason: "197", cents: 10_000 }] })])));
    return sent.claims[0]!.claimId;
  };
  it("stands in the list with its reason and cost until it is given up with a reason, and comes back when that is taken back", async () => {
    const claimId = await refuse();
    const list = async () => (await ask("administrator", "GET", "/denials")).body;
    const { denials, reasons } = await list();
    expect(denials.find((one: { claimId: string }) => one.claimId === claimId)).toMatchObject({ openCents: 10_000, reasons: [{ group: "CO", reason: "197", cents: 10_000 }] });
    expect(reasons.find((one: { reason: string }) => one.reason === "197").openCents).toBeGreaterThanOrEqual(10_000);
    expect((await ask("biller", "POST", `/denials/${claimId}/write-off`, { of: "receivable", cents: 10_001, reason: "Too much." })).body.fields[0].path).toBe("cents");
    expect((await ask("biller", "POST", `/denials/${claimId}/write-off`, { of: "receivable", cents: 10_000, reason: "Nobody asked in time." })).status).toBe(200);
    expect(await stateOf(claimId)).toBe("written_off denied");
    const { entries } = (await ask("biller", "GET", `/ledger/entries?claimId=${claimId}`)).body;
    const given = entries.find((one: { kind: string }) => one.kind === "write_off");
    expect([given.reason, given.mayReverse, entries.find((one: { kind: string }) => one.kind === "charge").mayReverse]).toEqual(["Nobody asked in time.", true, false]);
    expect((await ask("biller", "POST", `/ledger/entries/${given.entryId}/reverse`, { reason: "It was asked in time." })).status).toBe(200);
    expect((await ask("biller", "POST", `/ledger/entries/${given.entryId}/reverse`, { reason: "Again." })).status).toBe(409);
    expect((await list()).denials.map((one: { claimId: string }) => one.claimId)).toContain(claimId);
  });

  it("is appealed: the claim waits while the letter is out, the letter stays as it went, and what came of it moves the claim", async () => {
    const claimId = await refuse();
    const begun = await ask("biller", "POST", `/denials/${claimId}/appeals`, { letter: "Made up.", dueOn: "2026-12-20", sentOn: null, outcome: null, outcomeOn: null });
    const { appealId } = begun.body;
    const keep = (revision: number, more: object) => ask("biller", "PUT", `/appeals/${appealId}`, { letter: "Made up.", dueOn: "2026-12-20", sentOn: "2026-11-20", outcome: null, outcomeOn: null, revision, ...more });
    expect(await stateOf(claimId)).toBe("posted denied");
    expect((await keep(1, {})).status).toBe(200);
    expect(await stateOf(claimId)).toBe("appealed denied");
    expect((await keep(1, {})).status).toBe(409);
    expect((await keep(2, { letter: "Another." })).body.fields[0].path).toBe("letter");
    const paper = await server.app.inject({ method: "GET", url: `/api/appeals/${appealId}/paper?says=es`, headers: { cookie: cookies.biller! } });
    expect(paper.rawPayload.subarray(0, 5).toString()).toBe("%PDF-");
    expect((await keep(2, { outcome: "upheld", outcomeOn: "2026-11-20" })).status).toBe(200);
    expect(await stateOf(claimId)).toBe("posted denied");
  });

  it("what a family owes is taken up to what it owes, never with Medicaid; what was paid too much goes back", async () => {
    const plan = await send([1000], { isMedicaid: false });
    await bring(fileOf(paymentOf(plan, [decisionOn(plan.claims[0]!, { paidCents: 700, adjustments: [{ group: "PR", reason: "2", cents: 300 }] })])));
    const pay = (claimId: string, cents: number) => ask("biller", "POST", `/denials/${claimId}/family-payment`, { cents, reason: "By check." });
    expect((await pay(plan.claims[0]!.claimId, 301)).status).toBe(400);
    expect((await pay(plan.claims[0]!.claimId, 300)).body).toEqual({ patientCents: 0 });
    expect(await stateOf(plan.claims[0]!.claimId)).toBe("closed paid");
    const medicaid = await send([1000]);
    await bring(fileOf(paymentOf(medicaid, [decisionOn(medicaid.claims[0]!, { chargeCents: 1200, paidCents: 1200 })])));
    expect((await pay(medicaid.claims[0]!.claimId, 1)).status).toBe(422);
    expect((await ask("biller", "POST", `/denials/${medicaid.claims[0]!.claimId}/refund`, { cents: 200, reason: "Sent back." })).body).toEqual({ openCents: 0 });
    expect(await stateOf(medicaid.claims[0]!.claimId)).toBe("closed paid");
  });
});

describe("The ledger (A13)", () => {
  it("closes months in order, once they are past; what comes later for one is booked today", async () => {
    const close = (month: string, who = "administrator") => ask(who, "POST", "/ledger/months", { month });
    const sent = await send([1000]);
    await bring(fileOf(paymentOf(sent, [decisionOn(sent.claims[0]!, { paidCents: 600, adjustments: [{ group: "CO", reason: "197", cents: 400 }] })], { paidOn: "2026-09-30" })));
    expect((await ask("biller", "GET", "/ledger?month=2026-09-01")).body).toMatchObject({ closable: "2026-09-01", accounts: expect.arrayContaining([expect.objectContaining({ account: "cash", debitCents: 600, afterCents: 600 })]) });
    expect([(await close("2026-10-01")).status, (await close("2026-09-01", "biller")).status]).toEqual([422, 403]);
    const twice = await Promise.all([close("2026-09-01"), close("2026-09-01")]);
    expect(twice.map((one) => one.status).toSorted()).toEqual([200, 422]);
    expect([(await close("2026-10-01")).status, (await close("2026-11-01")).status]).toEqual([200, 422]);
    await bring(fileOf(paymentOf(sent, [decisionOn(sent.claims[0]!, { paidCents: 400, chargeCents: 400 })], { paidOn: "2026-09-29" })));
    const last = await does((tx) => row(tx, sql`select day from ledger_entries where kind = 'remittance' and day in ('2026-09-29', '2026-11-20') order by day limit 1`));
    expect(last).toEqual({ day: "2026-11-20" });
    const { accounts } = (await ask("biller", "GET", "/ledger")).body;
    expect(accounts.reduce((sum: number, one: { afterCents: number }) => sum + one.afterCents, 0)).toBe(0);
    const file = await ask("biller", "GET", "/ledger-file?month=2026-09-01&says=es");
    expect([file.status, file.text]).toEqual([200, expect.stringContaining("Recibido,0,6,0,6")]);
  });
});
