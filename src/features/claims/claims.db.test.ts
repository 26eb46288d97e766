import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rows } from "#database/actor.ts";
import { insure, captureNow, makeBilling, payerWithCode, signedSession } from "../../../test/access/claims.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call as askServer, startServer, type TestServer } from "../../../test/access/server.ts";
import { cosignNote } from "#features/notes/handlers.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { batchReady, markSent, textOfBatch } from "./batches.handlers.ts";
import { askStatus } from "./inquiring.handlers.ts";

// From the signature to the file, on the real database.

let server: TestServer;
let scene: Scene;
let biller: StaffActor;
let payerId: string;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T22:00:00Z" });
  scene = await makeScene(server, "ours");
  ({ biller } = await makeBilling(scene));
  payerId = await payerWithCode(scene);
  await insure(scene, payerId, { fromDay: "2026-11-01" }, ["2026-11-02"]);
});
afterAll(() => server.close());

type Row = { id: string; state: string; serviceDay: string; chargeCents: number; findings: { id: string }[]; lines: number };
const claims = () => operatorDoes(scene, (tx) => rows<Row>(tx, sql`select id, state, service_day as "serviceDay", charge_cents as "chargeCents", findings, (select count(*)::integer from claim_lines l where l.claim_id = c.id) as lines from claims c order by service_day, made_at`));
const call = () => ({ services: server.services, language: "en" as const });
const batch = () => acting(scene.place, biller, (tx) => batchReady(tx, call()));

describe("from the signature to the file (A11–A14)", () => {
  it("a signed session becomes a claim without hands, ready where nothing is missing", async () => {
    await signedSession(scene, "2026-11-18");
    await captureNow(scene);
    expect((await claims()).map(({ state, lines, findings }) => ({ state, lines, findings }))).toEqual([{ state: "scrubbed", lines: 1, findings: [] }]);
  });
  it("is written once, by two at the same moment, and its file again the same", async () => {
    const both = await Promise.all([batch(), batch()]);
    expect(both.flat().map((one) => one.claims)).toEqual([1]);
    const { batchId, control } = both.flat()[0]!;
    const text = async () => (await acting(scene.place, biller, (tx) => textOfBatch(tx, batchId))).parts.join("");
    expect(await text()).toContain("SV1*HC:DEMO1*40*UN*4***1~");
    expect(await text()).toContain(`IEA*1*${String(control).padStart(9, "0")}~`);
    await acting(scene.place, biller, (tx) => markSent(tx, batchId, "hand"));
    expect((await claims())[0]!.state).toBe("sent");
    expect(await batch()).toEqual([]);
  });
  it("what became of it is asked with the numbers under which it was sent, until it is decided", async () => {
    const { batchId } = (await operatorDoes(scene, (tx) => rows<{ batchId: string }>(tx, sql`select id as "batchId" from claim_batches`)))[0]!;
    const ask = () => acting(scene.place, biller, (tx) => askStatus(tx, { batchId }));
    const file = await ask();
    const [{ number }] = (await operatorDoes(scene, (tx) => rows<{ number: string }>(tx, sql`select number from claims where batch_id = ${batchId}`))) as [{ number: string }];
    expect(await file.text()).toContain(`TRN*1*${number}~REF*EJ*${number}~AMT*T3*40~DTP*472*D8*20261118~`);
    expect(file.name).toBe("276-000000002.x12");
    await operatorDoes(scene, (tx) => sql`update claims set state = 'posted' where batch_id = ${batchId}`.execute(tx));
    await expect(ask()).rejects.toMatchObject({ code: "refused" });
    await operatorDoes(scene, (tx) => sql`update claims set state = 'sent' where batch_id = ${batchId}`.execute(tx));
  });
  it("a transaction that fails leaves the claim ready, and its number is given to the next file", async () => {
    await signedSession(scene, "2026-11-17");
    await captureNow(scene);
    const failing = acting(scene.place, biller, async (tx) => {
      await batchReady(tx, call());
      throw new Error("cut off");
    });
    await expect(failing).rejects.toThrow("cut off");
    expect((await claims()).filter((one) => one.state === "batched")).toEqual([]);
    expect((await batch()).map(({ claims: count, control }) => [count, control])).toEqual([[1, 3]]);
  });
});

describe("what holds a claim says where it is mended (A11)", () => {
  const held = async (sessionId: string) => operatorDoes(scene, async (tx) => (await rows<{ claimId: string; state: string; findings: { id: string; value: string }[] }>(tx, sql`select c.id as "claimId", c.state, c.findings from claims c join claim_lines l on l.claim_id = c.id and l.is_live where l.session_id = ${sessionId}`))[0]!);
  const ids = async (sessionId: string) => (await held(sessionId)).findings.map((one) => one.id);
  const ask = async (method: string, address: string, body?: object) => askServer(server, await scene.cookieOf(biller), method, `/api${address}`, body);

  it("nobody covers the child: recorded later, with the payer's answer, it is ready by itself", async () => {
    const sessionId = await signedSession(scene, "2026-03-10");
    await captureNow(scene);
    expect((await ids(sessionId)).toSorted()).toEqual(["no_coverage"]);
    const early = await payerWithCode(scene);
    const coverageId = await insure(scene, early, { fromDay: "2026-03-01", toDay: "2026-03-31" }, []);
    await captureNow(scene);
    expect(await ids(sessionId)).toEqual(["not_asked"]);
    expect((await ask("POST", `/cases/${scene.caseId}/coverage/${coverageId}/checks`, { forDay: "2026-03-31", answer: "active" })).status).toBe(200);
    await captureNow(scene);
    expect((await held(sessionId)).state).toBe("scrubbed");
  });

  it("a trainee's session waits for the second signature, and names whoever gave it where the payer asks", async () => {
    const asking = await payerWithCode(scene, { asksSupervising: true });
    await insure(scene, asking, { fromDay: "2026-10-01", toDay: "2026-10-31", place: 1, memberNumber: "ASKS1" }, ["2026-10-02"]);
    const sessionId = await signedSession(scene, "2026-10-13", { by: scene.trainee });
    await captureNow(scene);
    expect((await ids(sessionId)).toSorted()).toEqual(["no_supervising", "uncosigned"]);
    await acting(scene.place, scene.clinician, (tx) => cosignNote(tx, { sessionId, revision: 2 }, call()));
    await captureNow(scene);
    expect(await held(sessionId)).toMatchObject({ state: "scrubbed", findings: [] });
  });

  it("what a denial taught holds the next claim, counts it, and lets it go when it ends; whoever administers reads none of it", async () => {
    const sessionId = await signedSession(scene, "2026-11-12");
    await captureNow(scene);
    expect(await ids(sessionId)).toEqual([]);
    const made = await ask("POST", "/claim-checks", { payerId, reasonCode: "11", condition: { kind: "diagnosis", codes: ["F43.10"] }, words: "This payer denies this code alone." });
    expect(made.status).toBe(200);
    await captureNow(scene);
    expect(await held(sessionId)).toMatchObject({ state: "draft", findings: [{ id: "learnt", value: made.body.checkId }] });
    const { claimId } = await held(sessionId);
    expect((await ask("GET", `/claims/${claimId}`)).body.learnt).toEqual([{ checkId: made.body.checkId, words: "This payer denies this code alone." }]);
    const administrator = await scene.cookieOf(await makeStaff(scene.place, scene.agency, { roles: ["administrator"] }));
    const seen = await askServer(server, administrator, "GET", `/api/claims/${claimId}`);
    expect([seen.status, seen.body.learnt, seen.text.includes("F43")]).toEqual([200, [], false]);
    expect((await askServer(server, administrator, "GET", `/api/claims/${claimId}/content`)).status).toBe(403);
    expect((await ask("GET", `/claims/${claimId}/content`)).body).toMatchObject({ isWritten: false, diagnoses: ["F43.10"], memberNumber: "70000001" });
    const [check] = (await ask("GET", "/claim-checks")).body.checks;
    expect(check.held).toBeGreaterThan(0);
    await ask("POST", `/claim-checks/${check.checkId}/end`, { revision: check.revision, reason: "The payer changed its list." });
    await captureNow(scene);
    expect((await held(sessionId)).state).toBe("scrubbed");
  });

  it("a session that can never count makes no claim", async () => {
    const sessionId = await signedSession(scene, "2026-11-10", { parts: ["child"] });
    await captureNow(scene);
    expect(await operatorDoes(scene, (tx) => rows(tx, sql`select 1 from claim_lines where session_id = ${sessionId}`))).toEqual([]);
  });

  it("too late is sent with a reason alone", async () => {
    const quick = await payerWithCode(scene, { filingDays: 30 });
    await insure(scene, quick, { fromDay: "2026-09-01", toDay: "2026-09-30", memberNumber: "QUICK1" }, ["2026-09-02"]);
    const sessionId = await signedSession(scene, "2026-09-15");
    await captureNow(scene);
    const { claimId } = await held(sessionId);
    const { body } = await ask("GET", `/claims/${claimId}`);
    expect([body.claim.findings.map((one: { id: string }) => one.id), body.claim.deadline, body.claim.daysLeft, body.may]).toEqual([["late"], "2026-10-15", -36, ["late", "drop"]]);
    expect((await ask("POST", `/claims/${claimId}/late`, { revision: body.claim.revision, reason: "The payer asked for it again." })).body.state).toBe("scrubbed");
    expect((await ask("POST", `/claims/${claimId}/drop`, { revision: body.claim.revision, reason: "Seen too long ago." })).status).toBe(409);
  });

  it("the list counts each state, sums what is ready, and pages along its days", async () => {
    const first = (await ask("GET", "/claims?tab=all")).body;
    expect(first.counts.all).toBe(first.claims.length);
    expect(first.ready.reduce((sum: number, one: { claims: number }) => sum + one.claims, 0)).toBe(first.counts.ready);
    const days = first.claims.map((one: { serviceDay: string }) => one.serviceDay);
    expect(days).toEqual(days.toSorted());
  });
});

describe("what goes wrong", () => {
  const waiting = () => operatorDoes(scene, (tx) => rows<{ sessionId: string; later: boolean }>(tx, sql`select session_id as "sessionId", since > now() as later from claim_waits`));
  it("one session that cannot be looked at waits an hour, and the others have their claims", async () => {
    const stuck = await signedSession(scene, "2026-11-04");
    const good = await signedSession(scene, "2026-11-03");
    const asOwner = (statement: string) => server.fresh.asOwner(async (client) => void (await client.query(statement)));
    await asOwner(`create function dyad.stuck() returns trigger set search_path = dyad, pg_temp language plpgsql as $$ begin if new.session_id = '${stuck}' then raise exception 'made to fail'; end if; return new; end $$`);
    await asOwner("create trigger stuck before insert on dyad.claim_lines for each row execute function dyad.stuck()");
    await captureNow(scene);
    await asOwner("drop function dyad.stuck cascade");
    expect(await waiting()).toEqual([{ sessionId: stuck, later: true }]);
    const lines = () => operatorDoes(scene, async (tx) => (await rows<{ id: string }>(tx, sql`select session_id as id from claim_lines where session_id in (${stuck}, ${good})`)).map((one) => one.id));
    expect(await lines()).toEqual([good]);
    expect(server.logged.some((line) => line.includes("could not be made") && line.includes(stuck))).toBe(true);
    await operatorDoes(scene, (tx) => sql`update claim_waits set since = now()`.execute(tx));
    await captureNow(scene);
    expect((await lines()).toSorted()).toEqual([stuck, good].toSorted());
  });
  it("a file with a child whose record was destroyed is no more, and says so", async () => {
    const [written] = await batch();
    const { caseId } = (await operatorDoes(scene, (tx) => rows<{ caseId: string }>(tx, sql`select case_id as "caseId" from claims where batch_id = ${written!.batchId}`)))[0]!;
    await server.services.keys.destroy([caseId]);
    await expect(acting(scene.place, biller, (tx) => textOfBatch(tx, written!.batchId))).rejects.toMatchObject({ code: "refused" });
  });
});
