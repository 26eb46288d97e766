import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "#database/actor.ts";
import { type Adjusted, postRemittance, refundOf, transferOf, writeOffOf } from "#features/ledger/rules.ts";
import { addCoverage } from "#features/coverage/handlers.ts";
import { addPayer } from "#features/payers/handlers.ts";
import { bookOn, putClaim } from "../../../test/access/money.ts";
import { madeUpCoverage, madeUpPayer } from "../../../test/access/payers.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff } from "../../../test/support/agency.ts";

// A small agency whose every figure can be added up by hand.

let server: TestServer;
let scene: Scene;
let medicaid: { payerId: string; coverageId: string };
let insurer: { payerId: string; coverageId: string };
const cookies: Record<string, string> = {};
const ask = async (who: string, address: string) => call(server, cookies[who]!, "GET", `/api${address}`);

beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00.000Z" });
  scene = await makeScene(server, "ours");
  for (const role of ["biller", "administrator", "senior_leader", "clinician", "front_desk"] as const) cookies[role] = await signedIn(server, await makeStaff(scene.place, scene.agency, { roles: [role] }));
  const other = await makeScene(server, "theirs");
  cookies.theirs = await signedIn(server, await makeStaff(other.place, other.agency, { roles: ["biller"] }));
  const covered = (place: number, isMedicaid: boolean) => operatorDoes(scene, async (tx) => {
    const { payerId } = await addPayer(tx, { ...madeUpPayer(), name: isMedicaid ? "Made-up Medicaid" : "Made-up insurer", isMedicaid, filingCode: isMedicaid ? "MC" : "CI" });
    return { payerId, coverageId: (await addCoverage(tx, { caseId: scene.caseId, ...madeUpCoverage(payerId, { place, letters: "safe" }) })).coverageId };
  });
  [medicaid, insurer] = [await covered(1, true), await covered(2, false)];
  await operatorDoes(scene, async (tx) => {
    const { caseId } = scene;
    /** A claim that was sent on its day and answered ten days later. */
    const claim = (payer: typeof medicaid, serviceDay: string, cents: number, answers: readonly ["paid" | "partly_paid" | "denied" | "rejected", string][] = []) =>
      putClaim(tx, { caseId, ...payer, serviceDay, chargeCents: cents, steps: [{ to: "sent", on: serviceDay }, ...answers.map(([to, on]) => ({ to, on }))] });
    const post = async (claimId: string, isMedicaid: boolean, on: string, paidCents: number, adjustments: Adjusted[], payerId: string) => {
      await bookOn(tx, caseId, on, postRemittance(paidCents, [{ claimId, isMedicaid, paidCents, adjustments }], []));
      const [fileId, remittanceId, decisionId] = [newId(tx), newId(tx), newId(tx)];
      await sql`insert into received_files (agency_id, id, kinds, way, sha256, bytes, content, state, received_at) values (${tx.actor.agencyId}, ${fileId}, '{835}', 'hand', ${Buffer.from(fileId.replaceAll("-", "").repeat(2), "hex")}, 1, 'sealed1:x', 'taken', ${tx.now})`.execute(tx);
      await sql`insert into remittances (agency_id, id, file_id, payer_id, payer_name, payer_key, trace_number, method, paid_cents, paid_on, way, claims, posted_at) values (${tx.actor.agencyId}, ${remittanceId}, ${fileId}, ${payerId}, 'x', 'x', ${remittanceId.slice(0, 30)}, 'ACH', ${paidCents}, ${on}, 'file', 1, ${tx.now})`.execute(tx);
      await sql`insert into remittance_claims (agency_id, id, remittance_id, payer_key, trace_number, position, occurrence, claim_number, status, charge_cents, paid_cents, patient_cents, claim_id, case_id, matched_by) values (${tx.actor.agencyId}, ${decisionId}, ${remittanceId}, 'x', ${remittanceId.slice(0, 30)}, 1, 1, 'x', '1', 0, ${paidCents}, 0, ${claimId}, ${caseId}, 'number')`.execute(tx);
      for (const one of adjustments) await sql`insert into claim_adjustments (agency_id, id, remittance_claim_id, claim_id, case_id, payer_id, group_code, reason_code, cents, decided_on) values (${tx.actor.agencyId}, ${newId(tx)}, ${decisionId}, ${claimId}, ${caseId}, ${payerId}, ${one.group}, ${one.reason}, ${one.cents}, ${on})`.execute(tx);
    };
    // Paid in full at once: 100.00 charged, 80.00 came, 20.00 is above the contract.
    await post(await claim(medicaid, "2026-09-01", 10_000, [["paid", "2026-09-10"]]), true, "2026-09-10", 8000, [{ group: "CO", reason: "45", cents: 2000 }], medicaid.payerId);
    // Denied as too late: 50.00 stay open until somebody decides.
    await post(await claim(medicaid, "2026-10-01", 5000, [["denied", "2026-10-11"]]), true, "2026-10-11", 0, [{ group: "CO", reason: "29", cents: 5000 }], medicaid.payerId);
    // Rejected, sent again and paid: that is no first pass.
    await claim(medicaid, "2026-10-05", 4000, [["rejected", "2026-10-06"], ["paid", "2026-10-20"]]);
    // An insurer paid 60.00 of 100.00; 10.00 are the family's, 30.00 above the contract. 10.00 were refunded.
    const second = await claim(insurer, "2026-11-02", 10_000, [["partly_paid", "2026-11-12"]]);
    await post(second, false, "2026-11-12", 6000, [{ group: "CO", reason: "45", cents: 3000 }, { group: "PR", reason: "1", cents: 1000 }], insurer.payerId);
    await bookOn(tx, caseId, "2026-11-15", [refundOf(second, 1000)]);
    // One that waits, of which 5.00 were given up, and one whose rest is asked of Medicaid.
    const waits = await claim(insurer, "2026-07-01", 3000);
    await bookOn(tx, caseId, "2026-11-16", [writeOffOf(waits, "receivable", 500)]);
    const first = await claim(insurer, "2026-08-03", 2000);
    const next = await putClaim(tx, { caseId, ...medicaid, serviceDay: "2026-08-03", chargeCents: 2000, steps: [], state: "sent" });
    await bookOn(tx, caseId, "2026-11-17", [transferOf(first, next, 2000)]);
    await sql`insert into claim_checks (agency_id, id, payer_id, reason_code, condition, words, made_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${medicaid.payerId}, '29', '{}', 'Send within the limit', ${tx.now})`.execute(tx);
  });
}, 120_000);
afterAll(() => server.close());

describe("Figures of money", () => {
  it("add up by hand: open, by age, by payer, by month", async () => {
    const { body } = await ask("biller", "/money");
    expect([body.from, body.to, body.openCents, body.creditCents, body.familyCents]).toEqual(["2025-12", "2026-11", 14_500, 0, 1000]);
    expect(body.ageing.map((one: { bucket: string; claims: number; cents: number }) => [one.bucket, one.claims, one.cents])).toEqual([["0_30", 1, 1000], ["31_60", 2, 9000], ["61_90", 0, 0], ["91_120", 1, 2000], ["over", 1, 2500]]);
    const byPayer = body.byPayer.map((one: Record<string, unknown>) => [one.payerName, one.claims, one.chargedCents, one.collectedCents, one.contractualCents, one.writtenOffCents, one.openCents]);
    expect(byPayer).toEqual([["Made-up insurer", 3, 15_000, 5000, 3000, 500, 3500], ["Made-up Medicaid", 3, 19_000, 8000, 2000, 0, 11_000]]);
    const months = body.byMonth.map((one: Record<string, unknown>) => [one.month, one.chargedCents, one.collectedCents]);
    expect(months).toEqual([["2026-07", 3000, 0], ["2026-08", 2000, 0], ["2026-09", 10_000, 8000], ["2026-10", 9000, 0], ["2026-11", 10_000, 5000]]);
    // Charged from 23 August on: 290.00; open 145.00, since what was paid back is open again.
    expect(body.daysOpen).toBe(Math.round((14_500 * 900) / 29_000) / 10);
  });
  it("the first pass counts first answers alone, and a denial stands with its cost and its check", async () => {
    const { body } = await ask("biller", "/money");
    expect(body.firstPass).toEqual({ sent: 6, answered: 4, paid: 1 });
    expect(body.denials).toEqual([{ reason: "29", claims: 1, cents: 5000, checks: ["Send within the limit"] }]);
    // A check may name a diagnosis: whoever administers is told that it is not for them, and never that there is none.
    expect((await ask("administrator", "/money")).body.denials).toEqual([{ reason: "29", claims: 1, cents: 5000, checks: null }]);
  });
  it("one payer, some months: each figure is of them", async () => {
    const { body } = await ask("biller", `/money?payerId=${insurer.payerId}&from=2026-11&to=2026-11`);
    expect([body.openCents, body.firstPass, body.denials, body.byMonth.map((one: { collectedCents: number }) => one.collectedCents)]).toEqual([3500, { sent: 1, answered: 1, paid: 0 }, [], [5000]]);
    expect([(await ask("biller", "/money?from=2026-12&to=2026-11")).status, (await ask("biller", "/money?from=2010-01&to=2026-11")).status, (await ask("biller", "/money?from=2026-13")).status]).toEqual([400, 400, 400]);
  });
  it("each figure opens its claims, and they add up to it", async () => {
    const behind = async (query: string) => (await ask("biller", `/money/claims?${query}`)).body.claims as { openCents: number; serviceDay: string }[];
    const report = (await ask("biller", "/money")).body;
    for (const { bucket, cents, claims } of report.ageing) {
      const found = await behind(`behind=${bucket}`);
      expect([found.length, found.reduce((sum, one) => sum + one.openCents, 0)]).toEqual([claims, cents]);
    }
    expect((await behind("behind=open")).reduce((sum, one) => sum + one.openCents, 0)).toBe(report.openCents);
    expect((await behind("behind=family")).map((one) => one.openCents)).toEqual([1000]);
    expect((await behind("behind=not_first")).length).toBe(report.firstPass.answered - report.firstPass.paid);
    expect((await behind("behind=denied&reason=29")).map((one) => one.serviceDay)).toEqual(["2026-10-01"]);
    expect(await behind("behind=credit")).toEqual([]);
  });
  it("a table leaves as a file of sums, without a family", async () => {
    const file = await ask("biller", "/money/file?table=payers&format=csv&says=en");
    expect(file.text).toContain("Made-up Medicaid,3,190,80,20,0,110");
    expect(file.text).not.toMatch(/Robin/);
    expect((await ask("biller", "/money/file?table=months&format=xlsx&says=es")).status).toBe(200);
  });
  it("whoever leads the agency is told nothing of one family, and reads no claim", async () => {
    const { status, body } = await ask("senior_leader", "/money/shared");
    expect([status, body]).toEqual([200, { asOf: "2026-10-31", threshold: 11, openCents: null, daysOpen: null, firstPassPercent: null, ageing: [], byPayer: [], byQuarter: [] }]);
    for (const address of ["/money", "/money/claims?behind=open", "/money/file?table=payers&format=csv&says=en"]) expect((await ask("senior_leader", address)).status).toBe(403);
    for (const who of ["clinician", "front_desk"]) expect([(await ask(who, "/money")).status, (await ask(who, "/money/shared")).status]).toEqual([403, 403]);
  });
  it("another agency sees nothing of it", async () => {
    expect((await ask("theirs", "/money")).body).toMatchObject({ openCents: 0, byPayer: [], byMonth: [], denials: [] });
    expect((await ask("theirs", `/money/claims?behind=open&payerId=${medicaid.payerId}`)).body.claims).toEqual([]);
  });
});
