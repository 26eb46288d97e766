import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rows } from "#database/actor.ts";
import { entry } from "#features/ledger/rules.ts";
import { addCoverage } from "#features/coverage/handlers.ts";
import { addPayer } from "#features/payers/handlers.ts";
import { keepProfile } from "#features/payers/profile.handlers.ts";
import { bookOn, newClaim, putClaim, putLine, putService } from "../../../test/access/money.ts";
import { madeUpCoverage, madeUpPayer, madeUpProfile } from "../../../test/access/payers.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { wordsOf } from "../../../test/crawl/papers.ts";

let server: TestServer;
let scene: Scene;
let biller: StaffActor;
const cookies: Record<string, string> = {};
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00.000Z" });
  scene = await makeScene(server, "ours");
  biller = await makeStaff(scene.place, scene.agency, { roles: ["biller"] });
  cookies.biller = await signedIn(server, biller);
  cookies.administrator = await signedIn(server, await makeStaff(scene.place, scene.agency, { roles: ["administrator"] }));
  const other = await makeScene(server, "theirs");
  cookies.theirs = await signedIn(server, await makeStaff(other.place, other.agency, { roles: ["biller"] }));
  await operatorDoes(scene, (tx) => keepProfile(tx, { ...madeUpProfile(), fromDay: "2026-01-01" }));
});
afterAll(() => server.close());
const ask = (who: string, method: string, address: string, body?: object) => call(server, cookies[who]!, method, `/api${address}`, body);
const pdfOf = async (who: string, address: string) => {
  const answer = await server.app.inject({ method: "GET", url: `/api${address}`, headers: { cookie: cookies[who]! } });
  return { status: answer.statusCode, type: String(answer.headers["content-type"]), name: String(answer.headers["content-disposition"]), words: wordsOf(answer.rawPayload) };
};
const bills = () => `/cases/${scene.caseId}/bills`;
/** The child is covered anew, by Medicaid or another payer; what stood before is taken out. */
const cover = (isMedicaid: boolean, letters: "not_asked" | "safe" | "not_safe" = "safe") =>
  operatorDoes(scene, async (tx) => {
    const { payerId } = await addPayer(tx, { ...madeUpPayer(), isMedicaid, filingCode: isMedicaid ? "MC" : "CI" });
    await sql`update coverages set ended_at = ${tx.now} where case_id = ${scene.caseId} and ended_at is null`.execute(tx);
    return { payerId, coverageId: (await addCoverage(tx, { caseId: scene.caseId, ...madeUpCoverage(payerId, { letters }) })).coverageId };
  });
/** A part of a claim that the family's plan leaves to it. */
const owe = (payer: { payerId: string; coverageId: string }, cents: number) =>
  operatorDoes(scene, async (tx) => {
    const claimId = await putClaim(tx, { caseId: scene.caseId, ...payer, serviceDay: "2026-11-02", chargeCents: 10_000 });
    await bookOn(tx, scene.caseId, tx.today, [entry("remittance", [{ account: "clearing", claimId: null, cents: 10_000 - cents }, { account: "patient", claimId, cents }, { account: "receivable", claimId, cents: -10_000 }])]);
  });

describe("The form of a claim (A12)", () => {
  it("is for the biller alone: a diagnosis stands on it", async () => {
    const { claimId } = await newClaim(scene);
    const form = await pdfOf("biller", `/claims/${claimId}/form`);
    expect([form.status, form.type]).toEqual([200, "application/pdf"]);
    expect(form.words).toMatch(/MADE-UP, ROBIN[\s\S]*F4310[\s\S]*DEMO1[\s\S]*40 00/);
    expect(form.name).not.toMatch(/robin|made-up/i);
    expect([(await pdfOf("administrator", `/claims/${claimId}/form`)).status, (await pdfOf("theirs", `/claims/${claimId}/form`)).status]).toEqual([403, 404]);
    expect((await pdfOf("biller", `/claims/${claimId}/form?right=73`)).status).toBe(400);
    const trail = await acting(scene.place, scene.agency.operator, (tx) => rows<{ caseId: string }>(tx, sql`select case_id as "caseId" from audit_entries where procedure = 'billforms.claim' and outcome = 'done'`));
    expect(trail.map((one) => one.caseId)).toEqual([scene.caseId]);
  });
  it("has nothing to print before the claim was written", async () => {
    const claimId = await operatorDoes(scene, async (tx) => (await rows<{ id: string }>(tx, sql`insert into claims (agency_id, id, number, case_id, service_day, kind, state_at, made_at) values (${tx.actor.agencyId}, gen_random_uuid(), 'CDRAFT1', ${scene.caseId}, ${tx.today}, 'original', ${tx.now}, ${tx.now}) returning id`))[0]!.id);
    expect((await ask("biller", "GET", `/claims/${claimId}/form`)).status).toBe(422);
  });
  it("an agency's printer and words are kept as versions, for who bills", async () => {
    const { settings } = (await ask("biller", "GET", "/billform-settings")).body;
    expect(settings).toMatchObject({ right: 0, down: 0, confirmed: null });
    expect((await ask("biller", "POST", "/billform-settings", { ...settings, right: 4 })).status).toBe(200);
    expect((await ask("administrator", "GET", "/billform-settings")).body.settings.right).toBe(4);
    expect((await ask("theirs", "GET", "/billform-settings")).body.settings.right).toBe(0);
  });
});

describe("Papers for a family", () => {
  it("a family on Medicaid gets none that asks for money, whatever stands in the ledger", async () => {
    const payer = await cover(true);
    await owe(payer, 500);
    expect((await ask("biller", "GET", bills())).body).toMatchObject({ openCents: 0, refused: { superbill: ["medicaid"], estimate: ["medicaid"], statement: ["medicaid", "nothing"] } });
    const span = { language: "en", from: "2026-11-01", to: "2026-11-30" };
    const made = [await ask("biller", "POST", `/cases/${scene.caseId}/superbills`, span), await ask("biller", "POST", `/cases/${scene.caseId}/estimates`, { ...span, items: [{ kind: "dyadic", count: 4 }] }), await ask("biller", "POST", `/cases/${scene.caseId}/statements`, { language: "en", personId: scene.adultA })];
    expect(made.map((one) => [one.status, /Medicaid/.test(one.body.message)])).toEqual([[422, true], [422, true], [422, true]]);
  });
  it.each(["not_asked", "not_safe"] as const)("a statement waits while letters are %s", async (letters) => {
    await owe(await cover(false, letters), 500);
    expect((await ask("biller", "GET", bills())).body.refused.statement).toEqual(["letters"]);
    expect((await ask("biller", "POST", `/cases/${scene.caseId}/statements`, { language: "en", personId: scene.adultA })).status).toBe(422);
  });
  it("nor is one made for an adult without a safe way, or who is not around the child", async () => {
    await owe(await cover(false), 500);
    await operatorDoes(scene, (tx) => sql`update contact_ways set is_safe = false where person_id = ${scene.adultB}`.execute(tx));
    expect([(await ask("biller", "POST", `/cases/${scene.caseId}/statements`, { language: "en", personId: scene.adultB })).status, (await ask("biller", "POST", `/cases/${scene.caseId}/statements`, { language: "en", personId: scene.reviewId })).status]).toEqual([422, 400]);
  });
  it.each([["en", "Account statement"], ["es", "Estado de cuenta"]])("a statement in %s says days and sums: no child, no treatment, no diagnosis, no payer", async (language, title) => {
    await owe(await cover(false), 725);
    const { openCents } = (await ask("biller", "GET", bills())).body;
    const { billId } = (await ask("biller", "POST", `/cases/${scene.caseId}/statements`, { language, personId: scene.adultA })).body;
    const { words } = await pdfOf("biller", `${bills()}/${billId}/paper`);
    expect(words).toContain(title);
    expect(words).toContain(`$${(openCents / 100).toFixed(2)}`);
    expect(words).toContain("Ana Made-Up");
    expect(words).not.toMatch(/Robin|F43|DEMO1|psycho|psico|dyadic|diádica|payer/i);
    expect((await pdfOf("administrator", `${bills()}/${billId}/paper`)).status).toBe(403);
  });
  it("an itemized list needs a price for each session, and holds what an insurer asks of the family; a session on a claim is not on it", async () => {
    await operatorDoes(scene, (tx) => sql`update coverages set ended_at = ${tx.now} where case_id = ${scene.caseId} and ended_at is null`.execute(tx));
    const decisionId = await operatorDoes(scene, (tx) => putService(tx, scene.caseId, scene.sessionId));
    const make = () => ask("biller", "POST", `/cases/${scene.caseId}/superbills`, { language: "en", from: "2026-11-01", to: "2026-11-30" });
    expect((await make()).status).toBe(422);
    const added = await ask("biller", "POST", "/self-pay-prices", { kind: "dyadic", code: "DEMO1", cents: 15_000, fromDay: "2026-01-01", source: "Made up." });
    expect(added.status).toBe(200);
    expect((await ask("biller", "POST", "/self-pay-prices", { kind: "dyadic", cents: 16_000, fromDay: "2026-01-01", source: "Made up." })).body.fields[0].path).toBe("fromDay");
    expect((await ask("biller", "GET", bills())).body.sessions).toMatchObject([{ sessionId: scene.sessionId, cents: 15_000 }]);
    const made = (await make()).body;
    const { words } = await pdfOf("biller", `${bills()}/${made.billId}/paper`);
    for (const said of ["Robin Made-Up", "Made-Up Agency", "1234567893", "DEMO1", "$150.00"]) expect(words).toContain(said);
    // What was made stays, also when prices change.
    await ask("biller", "POST", "/self-pay-prices", { kind: "dyadic", cents: 16_000, fromDay: "2026-11-01", source: "Made up." });
    expect((await pdfOf("biller", `${bills()}/${made.billId}/paper`)).words).toBe(words);
    const payer = await cover(false);
    await operatorDoes(scene, async (tx) => {
      const claimId = await putClaim(tx, { caseId: scene.caseId, ...payer, serviceDay: tx.today, chargeCents: 100 });
      await putLine(tx, { claimId, caseId: scene.caseId, sessionId: scene.sessionId, payerId: payer.payerId, decisionId });
    });
    expect((await ask("biller", "GET", bills())).body.sessions).toEqual([]);
  });
  it("an estimate says that its wording is a draft until somebody confirmed it", async () => {
    await cover(false);
    const make = async () => (await ask("biller", "POST", `/cases/${scene.caseId}/estimates`, { language: "es", from: "2026-12-01", to: "2027-02-28", items: [{ kind: "dyadic", count: 10 }] })).body.billId;
    expect((await pdfOf("biller", `${bills()}/${await make()}/paper`)).words).toMatch(/BORRADOR[\s\S]*\$1,600\.00/);
    const { settings } = (await ask("biller", "GET", "/billform-settings")).body;
    await ask("biller", "POST", "/billform-settings", { ...settings, confirmed: "Compared with the notice of the department, made up." });
    expect((await pdfOf("biller", `${bills()}/${await make()}/paper`)).words).not.toContain("BORRADOR");
  });
  it("no number comes twice, also at the same moment, and what a paper says lies sealed", async () => {
    const both = await Promise.all([1, 2, 3].map(() => ask("biller", "POST", `/cases/${scene.caseId}/estimates`, { language: "en", from: "2026-12-01", to: "2027-02-28", items: [{ kind: "dyadic", count: 1 }] })));
    expect(new Set(both.map((one) => one.body.number)).size).toBe(3);
    const kept = await acting(scene.place, scene.agency.operator, (tx) => rows<{ text: string }>(tx, sql`select b::text as text from family_bills b`));
    expect(kept.filter((one) => /Robin|DEMO1/.test(one.text))).toEqual([]);
    expect((await ask("theirs", "GET", bills())).status).toBe(404);
  });
});
