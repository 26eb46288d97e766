import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { rows } from "#database/actor.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { madeUpCoverage, madeUpPayer, madeUpProfile } from "../../../test/access/payers.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff } from "../../../test/support/agency.ts";

// A child's insurance from its card to the payer's answer, on the real database.

let server: TestServer;
let scene: Scene;
let other: Scene;
const cookies: Record<string, string> = {};
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00.000Z" });
  scene = await makeScene(server, "ours");
  other = await makeScene(server, "theirs");
  for (const role of ["biller", "front_desk"] as const) cookies[role] = await signedIn(server, await makeStaff(scene.place, scene.agency, { roles: [role] }));
  cookies.clinician = await scene.cookieOf(scene.clinician);
  cookies.spare = await scene.cookieOf(scene.spare);
  cookies.theirs = await signedIn(server, await makeStaff(other.place, other.agency, { roles: ["biller"] }));
});
afterAll(() => server.close());

const ask = (who: string, method: string, address: string, body?: object) => call(server, cookies[who]!, method, `/api${address}`, body);
const ofCase = (rest = "") => `/cases/${scene.caseId}/coverage${rest}`;
const payer = async (who = "biller") => (await ask(who, "POST", "/payers", madeUpPayer())).body.payerId as string;
const bring = async (who: string, text: string) => {
  const answer = await server.app.inject({ method: "POST", url: "/api/coverage-answers", headers: { cookie: cookies[who]!, "content-type": "application/octet-stream" }, payload: Buffer.from(text) });
  return { status: answer.statusCode, body: answer.json() };
};
/** The file of answers to a file of questions: every child is active, one day of the plan is told. */
const answerTo = (question: string, { code = "1", control = "000000001" } = {}) => {
  const traces = [...question.matchAll(/~TRN\*1\*([A-Z0-9]+)\*/g)].map((one) => one[1]!);
  const sets = traces.map((trace, at) => {
    const segments = [`BHT*0022*11*${trace}*20261120*0916`, "HL*1**20*1", "NM1*PR*2*DEMO*****PI*DEMO77", "HL*2*1*21*1", "NM1*1P*2*US*****XX*1234567893", "HL*3*2*22*0", `TRN*2*${trace}*9999999999`, "NM1*IL*1*MADE*UP****MI*70000001", `EB*${code}**30`];
    const number = String(at + 1).padStart(4, "0");
    return [`ST*271*${number}*005010X279A1`, ...segments, `SE*${segments.length + 2}*${number}`];
  });
  return [`ISA*00*          *00*          *ZZ*DEMOPAYER      *ZZ*MADEUP         *261120*0916*^*00501*${control}*0*T*:`, "GS*HB*DEMOPAYER*MADEUP*20261120*0916*1*X*005010X279A1", ...sets.flat(), `GE*${sets.length}*1`, `IEA*1*${control}`].map((one) => `${one}~`).join("");
};

describe("How a child is insured (A11)", () => {
  it("the desk records it, whoever treats reads it, nobody else on the staff; a change keeps the version before, and the slower of two is refused", async () => {
    const payerId = await payer();
    const { status, body } = await ask("front_desk", "POST", ofCase(), madeUpCoverage(payerId));
    expect([status, body.revision]).toEqual([200, 1]);
    const next = { ...madeUpCoverage(payerId, { memberNumber: "70000009", toDay: "2026-06-30" }), reason: "The card was misread." };
    expect((await ask("biller", "PUT", ofCase(`/${body.coverageId}`), next)).body.revision).toBe(2);
    expect((await ask("biller", "PUT", ofCase(`/${body.coverageId}`), next)).status).toBe(409);
    const read = (await ask("clinician", "GET", ofCase())).body;
    expect(read.coverages.map((one: { memberNumber: string; revision: number; endedReason: string; address: { line1: string } }) => [one.memberNumber, one.revision, one.endedReason, one.address.line1])).toEqual([["70000009", 2, "", "1 Made-Up Lane"], ["70000001", 1, "The card was misread.", "1 Made-Up Lane"]]);
    expect(read.may).toEqual([]);
    expect((await ask("clinician", "POST", ofCase(), madeUpCoverage(payerId))).status).toBe(403);
    expect([(await ask("spare", "GET", ofCase())).status, (await ask("theirs", "GET", ofCase())).status]).toEqual([404, 404]);
    // The address lies sealed.
    const stored = await operatorDoes(scene, (tx) => rows<{ address: string }>(tx, sql`select address from coverages where case_id = ${scene.caseId}`));
    expect(stored.every(({ address }) => address.startsWith("sealed1:") && !address.includes("Made-Up"))).toBe(true);
  });

  it("two of one order on a day are refused, also at the same moment; a payer of another agency is none", async () => {
    const payerId = await payer();
    const many = await Promise.all([1, 2, 3].map(() => ask("biller", "POST", ofCase(), madeUpCoverage(payerId, { place: 2 }))));
    expect(many.map((one) => one.status).toSorted()).toEqual([200, 400, 400]);
    const theirs = await payer("theirs");
    const refused = await ask("biller", "POST", ofCase(), madeUpCoverage(theirs, { place: 3 }));
    expect([refused.status, refused.body.fields[0].path]).toEqual([400, "payerId"]);
  });

  it("an insurance ends on a day that is past, with the reason, or never held", async () => {
    const payerId = await payer();
    const { coverageId } = (await ask("biller", "POST", ofCase(), madeUpCoverage(payerId, { place: 3 }))).body;
    expect((await ask("biller", "POST", ofCase(`/${coverageId}/end`), { toDay: "2026-03-31", reason: "The payer took it back." })).status).toBe(200);
    const own = async () => (await ask("biller", "GET", ofCase())).body.coverages.filter((one: { payerId: string; endedAt: string | null }) => one.payerId === payerId && one.endedAt === null);
    const [stands] = await own();
    expect([stands.toDay, stands.revision]).toEqual(["2026-03-31", 2]);
    expect((await ask("biller", "POST", ofCase(`/${stands.coverageId}/end`), { toDay: null, reason: "It was another child's." })).status).toBe(200);
    expect(await own()).toEqual([]);
  });

  it("an answer that was told settles the month, and only under the same number", async () => {
    const due = async () => (await ask("biller", "GET", ofCase())).body.due as string[];
    const payerId = await payer();
    const { coverageId } = (await ask("biller", "POST", ofCase(), madeUpCoverage(payerId, { place: 3 }))).body;
    expect(await due()).toContain(coverageId);
    expect((await ask("front_desk", "POST", ofCase(`/${coverageId}/checks`), { forDay: "2025-12-31", answer: "active" })).status).toBe(400);
    expect((await ask("front_desk", "POST", ofCase(`/${coverageId}/checks`), { forDay: "2026-11-02", answer: "active", words: "By telephone." })).status).toBe(200);
    expect(await due()).not.toContain(coverageId);
    const changed = (await ask("biller", "PUT", ofCase(`/${coverageId}`), { ...madeUpCoverage(payerId, { place: 3, letters: "safe" }), reason: "Asked the family." })).body.coverageId;
    expect(await due(), "the same card").not.toContain(changed);
    const renumbered = (await ask("biller", "PUT", ofCase(`/${changed}`), { ...madeUpCoverage(payerId, { place: 3, memberNumber: "81" }), reason: "A new card." })).body.coverageId;
    expect(await due(), "another card").toContain(renumbered);
  });
});

describe("Questions and answers as files (A11)", () => {
  it("a file asks for whom a check is due, its numbers never come twice, and its answers come back once", async () => {
    const payerId = await payer();
    const { body: made } = await ask("biller", "POST", ofCase(), madeUpCoverage(payerId, { place: 1, fromDay: "2026-11-01" }));
    expect(made.coverageId).toBeDefined();
    expect((await ask("biller", "POST", `/payers/${payerId}/inquiries`, {})).status, "nobody bills yet").toBe(422);
    expect((await ask("biller", "POST", "/billing-profile", madeUpProfile())).status).toBe(200);
    const [first, second] = await Promise.all([1, 2].map(() => ask("biller", "POST", `/payers/${payerId}/inquiries`, {})));
    expect([first!.status, second!.status].toSorted(), "of two at once one finds nothing left to ask").toEqual([200, 422]);
    const question = (first!.status === 200 ? first! : second!).text;
    expect(question).toMatch(/^ISA\*.{101}~GS\*HS\*.*~EQ\*30~SE\*\d+\*0001~GE\*1\*\d+~IEA\*1\*\d{9}~$/);
    const again = await ask("biller", "POST", `/payers/${payerId}/inquiries`, { which: "due_and_waiting" });
    const control = (text: string) => Number(/~IEA\*1\*(\d{9})~$/.exec(text)![1]);
    expect(control(again.text)).toBeGreaterThan(control(question));
    const answers = answerTo(question);
    expect((await bring("theirs", answers)).body).toMatchObject({ matched: 0, unmatched: [{ answer: "active" }] });
    expect((await bring("biller", answers)).body).toMatchObject({ state: "new", matched: 1, answeredBefore: 0, unmatched: [] });
    expect((await bring("biller", answers)).body).toMatchObject({ state: "known", matched: 1 });
    expect((await bring("biller", answerTo(question, { code: "6", control: "000000002" }))).body, "what was answered stays").toMatchObject({ matched: 0, answeredBefore: 1 });
    const read = (await ask("biller", "GET", ofCase())).body;
    expect(read.due).not.toContain(made.coverageId);
    expect(read.checks.filter((one: { lineId: string; way: string }) => one.lineId === made.coverageId && one.way === "file").map((one: { answer: string | null }) => one.answer).toSorted()).toEqual(["active", null]);
    const list = (await ask("biller", "GET", "/coverage-due")).body;
    expect(list.files.map((one: { way: string; matched: number }) => [one.way, one.matched])).toContainEqual(["answered", 1]);
  });

  it("a fault refuses the whole file, with segment and element; a question is no answer", async () => {
    const answers = answerTo("~TRN*1*NOBODYASKED1*9~", { control: "000000003" }).replace("EB*1**30~SE*11", "EB*1**30~DTP*291*D8*20261340~SE*12");
    const refused = await bring("biller", answers);
    expect([refused.status, refused.body.message]).toEqual([400, expect.stringContaining("Segment 13 (DTP03)")]);
    expect((await bring("biller", "not a file")).status).toBe(400);
    expect((await bring("front_desk", answers)).status).toBe(403);
  });
});
