import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId, rows } from "#database/actor.ts";
import { bookOn, newClaim, putLine, putService } from "../../../test/access/money.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff } from "../../../test/support/agency.ts";
import { wordsOf } from "../../../test/crawl/papers.ts";

let server: TestServer;
let scene: Scene;
const cookies: Record<string, string> = {};
const ask = (who: string, method: string, address: string, body?: object) => call(server, cookies[who]!, method, `/api${address}`, body);
const newGrant = (more: object = {}) => ({ name: "Young children", funder: "A made-up fund", reference: "R-1", fromDay: "2026-01-01", toDay: "2026-12-31", cents: 1_000_000, rates: [{ work: "team", cents: 9000 }, { work: "no_show", cents: 6000 }, { work: "supervision", cents: 12_000 }], ...more });
/** A session of October: its kind, how it went, and how many minutes it was held or planned. */
const session = (kind: string, status: "held" | "no_show", minutes: number, day = "2026-10-05") =>
  operatorDoes(scene, async (tx) => {
    const id = newId(tx);
    const [begins, ends] = [`${day}T14:00:00Z`, new Date(Date.parse(`${day}T14:00:00Z`) + minutes * 60_000).toISOString()];
    await sql`insert into sessions (agency_id, id, case_id, kind, place, modality, stage, clinician_id, starts_at, ends_at, held_from, held_to, time_zone, status) values (${tx.actor.agencyId}, ${id}, ${scene.caseId}, ${kind}, 'service_site', 'in_person', 2, ${scene.clinician.staffId}, ${begins}, ${ends}, ${status === "held" ? begins : null}, ${status === "held" ? ends : null}, ${tx.actor.timeZone}, ${status})`.execute(tx);
    return id;
  });
const ledger = () => acting(scene.place, scene.agency.operator, (tx) => rows<{ account: string; cents: number }>(tx, sql`select account, sum(cents)::integer as cents from ledger_lines where claim_id is null group by account having sum(cents) <> 0 order by account`));

beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00.000Z" });
  scene = await makeScene(server, "ours");
  for (const role of ["biller", "administrator", "senior_leader", "clinician"] as const) cookies[role] = await signedIn(server, await makeStaff(scene.place, scene.agency, { roles: [role] }));
  const other = await makeScene(server, "theirs");
  cookies.theirs = await signedIn(server, await makeStaff(other.place, other.agency, { roles: ["biller"] }));
}, 120_000);
afterAll(() => server.close());

describe("Grants and their invoices", () => {
  let grantId: string;
  it("a month holds hours that no payer pays, at the grant's rates, and nothing else", async () => {
    grantId = (await ask("biller", "POST", "/grants", newGrant())).body.grantId;
    await session("team", "held", 50);
    await session("team", "held", 40);
    await session("dyadic", "no_show", 60);
    await session("dyadic", "held", 60);
    await session("phone", "held", 30);
    await session("team", "held", 60, "2026-11-03");
    await operatorDoes(scene, (tx) => sql`insert into supervision_meetings (agency_id, id, kind, leader_id, starts_at, minutes, clinical_minutes, status, recorded_at) values (${tx.actor.agencyId}, ${newId(tx)}, 'individual', ${scene.clinician.staffId}, '2026-10-06T15:00:00Z', 60, 60, 'held', ${tx.now})`.execute(tx));
    const { next } = (await ask("biller", "GET", `/grants/${grantId}`)).body;
    expect([next.month, next.lines.map((one: { work: string; times: number; minutes: number; cents: number }) => [one.work, one.times, one.minutes, one.cents]), next.cents]).toEqual(["2026-10", [["team", 2, 90, 13_500], ["no_show", 1, 60, 6000], ["supervision", 1, 60, 12_000]], 31_500]);
  });
  it("what stands on a claim is never on an invoice, not even by the database's own hand", async () => {
    const sessionId = await session("team", "held", 30);
    const { claimId, payerId } = await newClaim(scene);
    await operatorDoes(scene, async (tx) => putLine(tx, { claimId, payerId: String(payerId), caseId: scene.caseId, sessionId, decisionId: await putService(tx, scene.caseId, sessionId) }));
    expect((await ask("biller", "GET", `/grants/${grantId}`)).body.next.cents).toBe(31_500);
    const [first] = await acting(scene.place, scene.agency.operator, (tx) => rows<{ id: string }>(tx, sql`select id from sessions limit 1`));
    expect(first).toBeDefined();
    await expect(operatorDoes(scene, async (tx) => {
      const [entryId] = await bookOn(tx, scene.caseId, tx.today, [{ kind: "grant", lines: [{ account: "grant", claimId: null, cents: 1 }, { account: "revenue", claimId: null, cents: -1 }] }]);
      const invoiceId = newId(tx);
      await sql`insert into grant_invoices (agency_id, id, grant_id, month, number, language, content, cents, entry_id, made_at) values (${tx.actor.agencyId}, ${invoiceId}, ${grantId}, '2026-09-01', 999, 'en', '{}', 1, ${entryId}, ${tx.now})`.execute(tx);
      await sql`insert into grant_sessions (agency_id, invoice_id, session_id, case_id, work, minutes) values (${tx.actor.agencyId}, ${invoiceId}, ${sessionId}, ${scene.caseId}, 'team', 30)`.execute(tx);
    })).rejects.toThrow(/never|not on an invoice/);
  });
  it("an invoice is made once for a month that is over, numbered, booked, and names nobody", async () => {
    const make = (month: string) => ask("biller", "POST", `/grants/${grantId}/invoices`, { month, language: "en", costs: [{ words: "Travel", cents: 2500 }] });
    const both = await Promise.all([make("2026-10"), make("2026-10")]);
    expect(both.map((one) => one.status).toSorted()).toEqual([200, 400]);
    const made = both.find((one) => one.status === 200)!.body;
    expect([made.number, made.cents]).toEqual([1, 34_000]);
    expect([(await make("2026-11")).body.fields[0].path, (await make("2027-01")).body.fields[0].path, (await make("2026-02")).status]).toEqual(["month", "month", 200]);
    const address = `/api/grants/${grantId}/invoices/${made.invoiceId}/paper`;
    const words = async (format: string) => wordsOf((await server.app.inject({ method: "GET", url: `${address}?format=${format}`, headers: { cookie: cookies.biller! } })).rawPayload);
    const pdf = await words("pdf");
    for (const said of ["A made-up fund", "1.5", "$135.00", "Travel", "$340.00", "October 2026"]) expect(pdf).toContain(said);
    for (const format of ["pdf", "csv", "xlsx"]) expect(await words(format)).not.toMatch(/Robin|Ana|Staff /);
    expect(await words("csv")).toContain("Team meetings,1.5,90,135");
    expect(await ledger()).toEqual([{ account: "grant", cents: 36_500 }, { account: "revenue", cents: -36_500 }]);
  });
  it("what one invoice counted no other one counts, until it is taken back; its number is not given again", async () => {
    const second = (await ask("biller", "POST", "/grants", newGrant({ name: "Another" }))).body.grantId;
    expect((await ask("biller", "GET", `/grants/${second}`)).body.next.lines).toEqual([]);
    const { invoices } = (await ask("biller", "GET", `/grants/${grantId}`)).body;
    const october = invoices.find((one: { month: string }) => one.month === "2026-10");
    const back = () => ask("administrator", "POST", `/grants/${grantId}/invoices/${october.invoiceId}/taking-back`, { reason: "Made up." });
    expect([(await back()).status, (await back()).status]).toEqual([200, 422]);
    expect((await ask("biller", "GET", `/grants/${second}`)).body.next.cents).toBe(31_500);
    expect((await ask("biller", "POST", `/grants/${second}/invoices`, { month: "2026-10", language: "es", costs: [] })).body).toMatchObject({ number: 3, cents: 31_500 });
    expect(await ledger()).toEqual([{ account: "grant", cents: 34_000 }, { account: "revenue", cents: -34_000 }]);
    const paid = (await ask("biller", "GET", `/grants/${second}`)).body.invoices[0];
    const pay = (on: string) => ask("biller", "POST", `/grants/${second}/invoices/${paid.invoiceId}/payment`, { on });
    expect([(await pay("2026-11-01")).body.fields[0].path, (await pay("2026-12-01")).body.fields[0].path, (await pay("2026-11-20")).status, (await pay("2026-11-20")).status]).toEqual(["on", "on", 200, 422]);
    expect(await ledger()).toEqual([{ account: "cash", cents: 31_500 }, { account: "grant", cents: 2500 }, { account: "revenue", cents: -34_000 }]);
    const listed = (await ask("administrator", "GET", "/grants")).body;
    expect(listed.grants.find((one: { grantId: string }) => one.grantId === second)).toMatchObject({ invoicedCents: 31_500, paidCents: 31_500 });
    expect(listed.time.find((one: { work: string }) => one.work === "team")).toEqual({ work: "team", times: 3, minutes: 150, invoicedMinutes: 90 });
  });
  it("a session that is billed to a payer afterwards is said on its invoice", async () => {
    const { claimId, payerId } = await newClaim(scene);
    await operatorDoes(scene, async (tx) => {
      const [one] = await rows<{ sessionId: string }>(tx, sql`select session_id as "sessionId" from grant_sessions where is_live and work = 'team' order by 1 limit 1`);
      await putLine(tx, { claimId, payerId: String(payerId), caseId: scene.caseId, sessionId: one!.sessionId, decisionId: await putService(tx, scene.caseId, one!.sessionId) });
    });
    const all = (await ask("biller", "GET", "/grants")).body.grants as { grantId: string; name: string }[];
    expect((await ask("biller", "GET", `/grants/${all.find((one) => one.name === "Another")!.grantId}`)).body.invoices[0].alsoBilled).toBe(1);
  });
  it("a grant gives no more than it holds, is changed by who saw it last, and is nobody else's", async () => {
    const small = (await ask("biller", "POST", "/grants", newGrant({ name: "Small", cents: 100 }))).body.grantId;
    expect((await ask("biller", "POST", `/grants/${small}/invoices`, { month: "2026-09", language: "en", costs: [{ words: "Books", cents: 101 }] })).status).toBe(422);
    expect([(await ask("biller", "PUT", `/grants/${small}`, { ...newGrant({ name: "Small" }), revision: 1 })).status, (await ask("biller", "PUT", `/grants/${small}`, { ...newGrant(), revision: 1 })).status]).toEqual([200, 409]);
    expect((await ask("biller", "POST", "/grants", newGrant({ toDay: "2025-01-01" }))).body.fields[0].path).toBe("toDay");
    expect([(await ask("theirs", "GET", `/grants/${small}`)).status, (await ask("theirs", "POST", `/grants/${small}/invoices`, { month: "2026-09", language: "en", costs: [] })).status, (await ask("clinician", "GET", "/grants")).status, (await ask("senior_leader", "GET", "/grants")).status]).toEqual([404, 404, 403, 403]);
    expect((await ask("biller", "POST", `/grants/${small}/end`, { revision: 2 })).status).toBe(200);
    expect((await ask("biller", "POST", `/grants/${small}/invoices`, { month: "2026-09", language: "en", costs: [] })).status).toBe(422);
  });
});
