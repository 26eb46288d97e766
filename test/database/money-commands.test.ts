import fs from "node:fs";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answer835 } from "#features/clearing/mock.x12.ts";
import { x12CheckCommand, x12ReadCommand } from "#features/claims/command.ts";
import { rows } from "#database/actor.ts";
import { claimsBatchCommand } from "#main/cli/claims.ts";
import { remitPostCommand } from "#main/cli/remit.ts";
import { captureNow, insure, makeBilling, payerWithCode, signedSession } from "../access/claims.ts";
import { makeScene, operatorDoes, type Scene } from "../access/scene.ts";
import { startServer, type TestServer } from "../access/server.ts";
import { makeElsewhere } from "../support/elsewhere.ts";
import { TEST_SECRET } from "../support/keys.ts";

// `claims batch` and `remit post` as an outside check calls them, on an installation of two agencies.

const { fileOf, environmentOf, run, clear } = makeElsewhere(TEST_SECRET);
let server: TestServer;
let scene: Scene;
let environment: Record<string, string>;
const payment = fileOf("payment.835");
const plan = { payerTaxId: "1999999999", terms: [{ filing: "any" as const, allowedThousandths: 900, deductibleCents: 0, coinsuranceThousandths: 0, copayCents: 0 }], denials: [], rejections: [] };
const states = () => operatorDoes(scene, async (tx) => (await rows<{ state: string }>(tx, sql`select state from claims order by service_day`)).map((one) => one.state));
const batch = (out: string) => run(claimsBatchCommand, ["--agency", scene.agency.agencyId, "--out", out], environment);
const post = (file: string) => run(remitPostCommand, [file], environment);
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T22:00:00Z" });
  await makeScene(server, "theirs");
  scene = await makeScene(server, "ours");
  await makeBilling(scene);
  const payerId = await payerWithCode(scene);
  await insure(scene, payerId, { fromDay: "2026-11-01" }, ["2026-11-02"]);
  for (const day of ["2026-11-16", "2026-11-18"]) await signedSession(scene, day);
  await captureNow(scene);
  environment = environmentOf(server.fresh.ownerConfig.database!, server.services.dataDirectory);
}, 120_000);
afterAll(async () => {
  await server.close();
  await clear();
});

describe("claims batch", () => {
  it("a file that cannot be written batches nothing", async () => {
    await expect(batch(fileOf("no-such-folder/claims.837"))).rejects.toMatchObject({ code: "malformed" });
    expect(await states()).toEqual(["scrubbed", "scrubbed"]);
  });
  it("writes what is ready, in which nothing is found; the same call again writes no file and says so", async () => {
    const file = fileOf("claims.837");
    expect(await batch(file)).toMatchObject({ exit: 0, answer: { claims: 2 } });
    const checked = await x12CheckCommand([file], "20261120", { readFile: (one) => fs.readFileSync(one), language: "en" });
    expect([checked.exit, JSON.parse(checked.stdout)]).toEqual([0, { faults: [] }]);
    expect(await states()).toEqual(["sent", "sent"]);
    expect(await batch(fileOf("again.837"))).toMatchObject({ exit: 0, answer: { claims: 0 } });
    expect(fs.readdirSync(fileOf("."))).toEqual(["claims.837"]);
  });
});

describe("remit post", () => {
  it("a file that does not balance posts nothing, and its fault is named", async () => {
    const good = answer835(fs.readFileSync(fileOf("claims.837"), "latin1"), plan, { day: "20261123", time: "0610" }, { receivedOn: "20261120", earlier: [] })!;
    fs.writeFileSync(payment, good);
    const broken = fileOf("broken.835");
    fs.writeFileSync(broken, good.replace(/(BPR\*I\*)(\d+)/, (_whole, head: string, cents: string) => `${head}${Number(cents) + 1}`));
    const refused = await post(broken);
    expect([refused.exit, refused.answer]).toMatchObject([1, { posted: 0, postedCents: 0, faults: [{ id: "BPR", element: "02" }] }]);
    expect(await states()).toEqual(["sent", "sent"]);
  });
  it("finds whose payment it is, posts it to the cent, and the same file again posts nothing", async () => {
    const read = await x12ReadCommand([payment], { readFile: (one) => fs.readFileSync(one), language: "en" });
    const paidCents = JSON.parse(read.stdout).transactions[0].paidCents;
    expect(await post(payment)).toMatchObject({ exit: 0, answer: { posted: 2, alreadyPosted: 0, unmatched: 0, postedCents: paidCents, faults: [] } });
    expect(await states()).toEqual(["closed", "closed"]);
    const cash = () => operatorDoes(scene, (tx) => rows<{ account: string; cents: number }>(tx, sql`select account, sum(cents)::integer as cents from ledger_lines group by account having sum(cents) <> 0 order by account`));
    const before = await cash();
    expect(before.find((one) => one.account === "cash")?.cents).toBe(paidCents);
    expect(before.reduce((sum, one) => sum + one.cents, 0)).toBe(0);
    expect(await post(payment)).toMatchObject({ exit: 0, answer: { posted: 0, alreadyPosted: 2, unmatched: 0, postedCents: 0, faults: [] } });
    expect(await cash()).toEqual(before);
  });
});
