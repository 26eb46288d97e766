import { X12Interchange, X12Parser } from "node-x12";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { checkClaims as checkFile } from "#wire/x12/claim.check.ts";
import { readClaimSet } from "#wire/x12/claims.read.ts";
import { readTransactions } from "#wire/x12/transactions.ts";
import { captureNow, insure, makeBilling, payerWithCode, signedSession } from "../../../test/access/claims.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, type StaffActor } from "../../../test/support/agency.ts";
import { batchReady, markSent, rewriteBatch, textOfBatch } from "./batches.handlers.ts";
import { moveClaims } from "./moving.handlers.ts";
import { holdClaim } from "./steps.store.ts";

// What follows a claim that was sent: a correction, its withdrawal, the next payer, a file or a claim that was turned away.

let server: TestServer;
let scene: Scene;
let biller: StaffActor;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T22:00:00Z" });
  scene = await makeScene(server, "ours");
  ({ biller } = await makeBilling(scene));
});
afterAll(() => server.close());

const asBiller = <T>(work: (tx: Transaction) => Promise<T>) => acting(scene.place, biller, work);
const asking = () => ({ services: server.services, language: "en" as const });
const ask = async (method: string, address: string, body?: object) => call(server, await scene.cookieOf(biller), method, `/api${address}`, body);
const write = async () => {
  const [batch] = await asBiller((tx) => batchReady(tx, asking()));
  return { ...batch!, text: (await asBiller((tx) => textOfBatch(tx, batch!.batchId))).parts.join("") };
};
const send = async () => {
  const batch = await write();
  await asBiller((tx) => markSent(tx, batch.batchId, "hand"));
  return batch;
};
type Row = { claimId: string; state: string; kind: string; revision: number; findings: { id: string }[]; correction: { suggests: string; differences: { part: string }[] } | null };
const claimsOf = (sessionId: string) => operatorDoes(scene, (tx) => rows<Row>(tx, sql`select c.id as "claimId", c.state, c.kind, c.revision, c.findings, c.correction from claims c where exists (select from claim_lines l where l.claim_id = c.id and l.session_id = ${sessionId}) order by c.follows is not null, c.made_at, c.id`));
/** The payer took the claim in, under a number of its own. */
const accept = (claimId: string) => operatorDoes(scene, async (tx) => {
  await sql`update claims set payer_claim_number = 'PAYER77' where id = ${claimId}`.execute(tx);
  await moveClaims(tx, [(await holdClaim(tx, claimId))!], "accepted", () => ({}));
});
const step = (claimId: string, ...states: Parameters<typeof moveClaims>[2][]) => operatorDoes(scene, async (tx) => {
  for (const state of states) await moveClaims(tx, [(await holdClaim(tx, claimId))!], state, () => ({}));
});
const owed = async (claimId: string) => operatorDoes(scene, async (tx) => Number((await row<{ cents: number }>(tx, sql`select coalesce(sum(cents), 0)::bigint as cents from ledger_lines where claim_id = ${claimId} and account = 'receivable'`))!.cents));
const window = (month: string) => ({ fromDay: `2026-${month}-01`, toDay: `2026-${month}-28` });
const only = (text: string) => {
  const read = readTransactions(text);
  expect(checkFile(read, "20261120"), "no fault in it").toEqual([]);
  const parsed = new X12Parser(true).parse(text);
  expect(parsed instanceof X12Interchange && parsed.functionalGroups[0]!.transactions.length, "another reader reads it").toBe(1);
  const [one] = read.transactions;
  if (one?.type !== "837P") throw new Error("no claims");
  return readClaimSet(one.root, one.interchange.delimiters).providers[0]!.subscribers[0]!;
};

describe("what follows a claim that was sent (A11–A14)", () => {
  it("a change after it leaves makes a correction due; the replacement takes its place with the payer's number", async () => {
    const payerId = await payerWithCode(scene);
    await insure(scene, payerId, window("09"), ["2026-09-02"]);
    const sessionId = await signedSession(scene, "2026-09-08");
    await captureNow(scene);
    await send();
    const [original] = await claimsOf(sessionId);
    expect(await owed(original!.claimId)).toBe(4000);
    expect((await ask("POST", `/claims/${original!.claimId}/replacement`, { revision: original!.revision })).status, "the payer gave no number yet").toBe(422);
    await accept(original!.claimId);
    await operatorDoes(scene, (tx) => sql`insert into diagnoses (agency_id, id, case_id, system, code, recorded_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${scene.caseId}, 'ICD-10-CM', 'F43.25', ${tx.now}::timestamptz + interval '1 second')`.execute(tx));
    await captureNow(scene);
    const [due] = await claimsOf(sessionId);
    expect([due!.state, due!.correction?.suggests, due!.correction?.differences.map((one) => one.part)]).toEqual(["accepted", "replacement", ["diagnoses"]]);
    expect((await ask("GET", "/claims?tab=correct")).body.claims.map((one: { claimId: string }) => one.claimId)).toEqual([original!.claimId]);
    const made = await ask("POST", `/claims/${original!.claimId}/replacement`, { revision: due!.revision });
    expect([made.status, made.body.state]).toEqual([200, "scrubbed"]);
    expect((await ask("POST", `/claims/${original!.claimId}/void`, { revision: due!.revision })).status, "one at a time").toBe(422);
    const { text } = await send();
    const [claim] = only(text).claims;
    expect([claim!.frequency, claim!.originalNumber, claim!.diagnoses]).toEqual(["7", "PAYER77", ["F4310", "F4325"]]);
    expect((await claimsOf(sessionId)).map(({ kind, state, correction }) => [kind, state, correction])).toEqual([["original", "replaced", null], ["replacement", "sent", null]]);
    expect([await owed(original!.claimId), await owed(made.body.claimId)]).toEqual([0, 4000]);
    expect(JSON.stringify((await ask("GET", `/claims/${original!.claimId}`)).body), "nothing of the chart").not.toContain("F43");
  });

  it("where nobody covers the child any more, what was sent is taken back", async () => {
    const payerId = await payerWithCode(scene);
    await insure(scene, payerId, window("08"), ["2026-08-02"]);
    const sessionId = await signedSession(scene, "2026-08-11");
    await captureNow(scene);
    await send();
    const [original] = await claimsOf(sessionId);
    await accept(original!.claimId);
    await operatorDoes(scene, (tx) => sql`update coverages set ended_at = ${tx.now} where payer_id = ${payerId}`.execute(tx));
    await captureNow(scene);
    const [due] = await claimsOf(sessionId);
    expect(due!.correction?.suggests).toBe("void");
    const made = await ask("POST", `/claims/${original!.claimId}/void`, { revision: due!.revision });
    expect([made.status, made.body.state]).toEqual([200, "scrubbed"]);
    const [claim] = only((await send()).text).claims;
    expect([claim!.frequency, claim!.originalNumber, claim!.chargeCents]).toEqual(["8", "PAYER77", 4000]);
    expect((await claimsOf(sessionId)).map(({ kind, state }) => [kind, state])).toEqual([["original", "voided"], ["void", "sent"]]);
    expect(await owed(original!.claimId)).toBe(0);
  });

  it("goes on to the next payer with what the first one decided, line by line", async () => {
    const [first, second] = [await payerWithCode(scene, { isMedicaid: false, filingCode: "CI" }), await payerWithCode(scene)];
    await insure(scene, first, { ...window("07"), relation: "child", insured: { givenName: "Ana", familyName: "Made-Up", birthDate: null, sex: null }, letters: "safe" }, ["2026-07-02"]);
    await insure(scene, second, { ...window("07"), place: 2, memberNumber: "MEDI1" }, ["2026-07-02"]);
    const sessionId = await signedSession(scene, "2026-07-14");
    await captureNow(scene);
    const dependent = only((await send()).text);
    expect([dependent.patient?.relation, dependent.insured.name.given, dependent.patient?.name.given]).toEqual(["19", "ANA", "ROBIN"]);
    const [original] = await claimsOf(sessionId);
    await accept(original!.claimId);
    const decide = (contractual: number) => operatorDoes(scene, async (tx) => {
      const remittanceId = newId(tx);
      await sql`insert into received_files (agency_id, id, kinds, way, sha256, bytes, content, state, received_at) values (${tx.actor.agencyId}, ${remittanceId}, '{835}', 'hand', sha256(${remittanceId}::text::bytea), 1, 'sealed1:x', 'taken', ${tx.now})`.execute(tx);
      await sql`insert into remittances (agency_id, id, file_id, payer_id, payer_name, payer_key, trace_number, method, paid_cents, paid_on, way, claims, posted_at) values (${tx.actor.agencyId}, ${remittanceId}, ${remittanceId}, ${first}, 'Made up', 'MADEUP', ${remittanceId.slice(0, 30)}, 'CHK', 1000, '2026-08-03', 'file', 1, ${tx.now})`.execute(tx);
      const lines = [{ place: 1, paidCents: 1000, adjustments: [{ group: "CO", reason: "45", cents: contractual, quantity: null }, { group: "PR", reason: "1", cents: 1000, quantity: null }] }];
      await sql`insert into remittance_claims (agency_id, id, remittance_id, payer_key, trace_number, position, occurrence, claim_number, payer_claim_number, status, charge_cents, paid_cents, patient_cents, claim_id, case_id, matched_by, lines) values (${tx.actor.agencyId}, ${newId(tx)}, ${remittanceId}, 'MADEUP', ${remittanceId.slice(0, 30)}, 1, 1, 'X', 'PAYER77', '1', 4000, 1000, 1000, ${original!.claimId}, ${scene.caseId}, 'number', ${JSON.stringify(lines)}::jsonb)`.execute(tx);
    });
    await decide(2000);
    await step(original!.claimId, "paid", "posted");
    const held = (await claimsOf(sessionId))[0]!;
    const view = await ask("GET", `/claims/${held.claimId}`);
    expect(view.body.may).toContain("secondary");
    const made = await ask("POST", `/claims/${held.claimId}/secondary`, { revision: held.revision });
    expect([made.status, made.body.state]).toEqual([200, "scrubbed"]);
    const next = only((await send()).text);
    const [claim] = next.claims;
    expect([next.sequence, next.insured.memberId, claim!.chargeCents, claim!.otherPayers[0]!.paidCents, claim!.otherPayers[0]!.relation]).toEqual(["S", "MEDI1", 4000, 1000, "19"]);
    expect(claim!.lines[0]!.prior.map((one) => [one.paidCents, one.adjustments.map(({ group, reason, cents }) => [group, reason, cents])])).toEqual([[1000, [["CO", "45", 2000], ["PR", "1", 1000]]]]);
    expect([await owed(held.claimId), await owed(made.body.claimId)], "what was left open moved").toEqual([0, 4000]);
  });

  it("a file that was turned away whole is written again under a new number, with the same claims", async () => {
    const payerId = await payerWithCode(scene);
    await insure(scene, payerId, window("06"), ["2026-06-02"]);
    const sessionId = await signedSession(scene, "2026-06-09");
    await captureNow(scene);
    const batch = await send();
    const [claim] = await claimsOf(sessionId);
    await expect(asBiller((tx) => rewriteBatch(tx, batch.batchId)), "it is on its way").rejects.toMatchObject({ code: "refused" });
    await step(claim!.claimId, "batched");
    expect(await owed(claim!.claimId)).toBe(0);
    const again = await asBiller((tx) => rewriteBatch(tx, batch.batchId));
    expect(again.control).toBeGreaterThan(batch.control);
    const text = (await asBiller((tx) => textOfBatch(tx, again.batchId))).parts.join("");
    const bare = (file: string) => file.replace(/~(BHT|GS|GE|IEA)[^~]*/g, "").replace(/^ISA[^~]*/, "");
    expect(bare(text)).toBe(bare(batch.text));
    await expect(asBiller((tx) => textOfBatch(tx, batch.batchId))).rejects.toMatchObject({ code: "changed_meanwhile" });
    await asBiller((tx) => markSent(tx, again.batchId, "folder"));
    expect(await owed(claim!.claimId)).toBe(4000);
  });

  it("a claim that was turned away is not sent again as it was, unless somebody says why", async () => {
    const payerId = await payerWithCode(scene);
    await insure(scene, payerId, window("05"), ["2026-05-02"]);
    const sessionId = await signedSession(scene, "2026-05-12");
    await captureNow(scene);
    await send();
    await step((await claimsOf(sessionId))[0]!.claimId, "rejected");
    await captureNow(scene);
    const [, next] = await claimsOf(sessionId);
    expect([next!.state, next!.findings.map((one) => one.id)]).toEqual(["draft", ["turned_away"]]);
    const said = await ask("POST", `/claims/${next!.claimId}/late`, { revision: next!.revision, reason: "The payer had its own list wrong." });
    expect([said.status, said.body.state]).toEqual([200, "scrubbed"]);
    expect(await asBiller((tx) => batchReady(tx, asking()))).toHaveLength(1);
  });

  it("a claim that somebody took out stays out until somebody takes it up again", async () => {
    const payerId = await payerWithCode(scene);
    await insure(scene, payerId, window("04"), ["2026-04-02"]);
    const sessionId = await signedSession(scene, "2026-04-14");
    await captureNow(scene);
    const [claim] = await claimsOf(sessionId);
    expect((await ask("POST", `/claims/${claim!.claimId}/drop`, { revision: claim!.revision, reason: "The family pays itself." })).body.state).toBe("dropped");
    await captureNow(scene);
    expect((await claimsOf(sessionId)).map((one) => one.state)).toEqual(["dropped"]);
    const [out] = await claimsOf(sessionId);
    expect((await ask("POST", `/claims/${claim!.claimId}/resume`, { revision: out!.revision })).body.state).toBe("scrubbed");
    await captureNow(scene);
    expect((await claimsOf(sessionId)).map((one) => one.state).toSorted()).toEqual(["dropped", "scrubbed"]);
  });
});
