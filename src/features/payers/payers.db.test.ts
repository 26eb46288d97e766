import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeScene, type Scene } from "../../../test/access/scene.ts";
import { madeUpLine, madeUpNpi, madeUpPayer, madeUpProfile } from "../../../test/access/payers.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff } from "../../../test/support/agency.ts";
import { nextControl } from "./profile.store.ts";

let server: TestServer;
let scene: Scene;
const cookies: Record<string, string> = {};
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00.000Z" });
  scene = await makeScene(server, "ours");
  for (const role of ["biller", "administrator", "front_desk"] as const) cookies[role] = await signedIn(server, await makeStaff(scene.place, scene.agency, { roles: [role] }));
  const other = await makeScene(server, "theirs");
  cookies.theirs = await signedIn(server, await makeStaff(other.place, other.agency, { roles: ["biller"] }));
});
afterAll(() => server.close());
const ask = (who: string, method: string, address: string, body?: object) => call(server, cookies[who]!, method, `/api${address}`, body);
const payer = async () => (await ask("biller", "POST", "/payers", madeUpPayer())).body.payerId as string;

describe("Payers (A11–A14)", () => {
  it("one is a draft until somebody compares it with the payer's guide, and again once it is changed", async () => {
    const given = madeUpPayer();
    const { payerId } = (await ask("biller", "POST", "/payers", given)).body;
    const stands = async () => (await ask("administrator", "GET", `/payers/${payerId}`)).body.payer;
    expect((await stands()).confirmed).toBeNull();
    expect((await ask("biller", "POST", "/payers", { ...given, name: "Another" })).body.fields[0].path).toBe("payerNumber");
    expect((await ask("biller", "POST", `/payers/${payerId}/confirmation`, { revision: 1, source: "Companion guide, made up" })).body.revision).toBe(2);
    expect((await stands()).confirmed).toMatchObject({ on: "2026-11-20", source: "Companion guide, made up" });
    expect((await ask("biller", "PUT", `/payers/${payerId}`, { ...given, revision: 1 })).status).toBe(409);
    expect((await ask("biller", "PUT", `/payers/${payerId}`, { ...given, filingDays: 90, revision: 2 })).status).toBe(200);
    expect(await stands()).toMatchObject({ confirmed: null, filingDays: 90, revision: 3 });
    expect([(await ask("front_desk", "GET", `/payers/${payerId}`)).status, (await ask("theirs", "GET", `/payers/${payerId}`)).status]).toEqual([403, 404]);
    expect((await ask("biller", "POST", `/payers/${payerId}/end`, { revision: 3 })).status).toBe(200);
    expect((await ask("biller", "POST", `/payers/${payerId}/lines`, madeUpLine())).status).toBe(422);
    expect((await ask("front_desk", "GET", "/payer-choices")).body.payers.map((one: { payerId: string }) => one.payerId)).not.toContain(payerId);
  });

  it("a new payer has no code, no charge and no number of a place (nothing is shipped)", async () => {
    expect((await ask("biller", "GET", `/payers/${await payer()}`)).body).toMatchObject({ lines: [], places: [] });
  });

  it("from a day on another line stands in the place of one, and what stood is kept; of two at once one is let in", async () => {
    const payerId = await payer();
    const both = await Promise.all([1, 2].map(() => ask("biller", "POST", `/payers/${payerId}/lines`, madeUpLine({ fromDay: "2026-01-01" }))));
    expect(both.map((one) => one.status).toSorted()).toEqual([200, 400]);
    const lineId = both.find((one) => one.status === 200)!.body.lineId;
    expect((await ask("biller", "POST", `/payers/${payerId}/lines/${lineId}/next`, madeUpLine({ fromDay: "2026-07-01", chargeCents: 2000 }))).status).toBe(200);
    const lines = async () => (await ask("biller", "GET", `/payers/${payerId}`)).body.lines.map((one: { chargeCents: number; fromDay: string; toDay: string | null; endedAt: string | null }) => [one.chargeCents, one.fromDay, one.toDay, one.endedAt === null]);
    expect(await lines()).toEqual([[2000, "2026-07-01", null, true], [1000, "2026-01-01", "2026-06-30", true]]);
    expect((await ask("biller", "POST", `/payers/${payerId}/lines/${lineId}/next`, madeUpLine({ fromDay: "2026-01-01", toDay: "2026-06-30", chargeCents: 1500 }))).status).toBe(200);
    expect(await lines()).toEqual([[2000, "2026-07-01", null, true], [1500, "2026-01-01", "2026-06-30", true], [1000, "2026-01-01", "2026-06-30", false]]);
    expect((await ask("biller", "POST", `/payers/${payerId}/lines/${lineId}/end`, { toDay: null })).status).toBe(409);
    expect((await ask("theirs", "POST", `/payers/${payerId}/lines`, madeUpLine())).status).toBe(404);
  });

  it("the number of a place takes the place of the one before, for one payer or for all", async () => {
    const payerId = await payer();
    for (const [of, code] of [[null, "91"], [payerId, "92"], [payerId, "93"]]) expect((await ask("biller", "POST", "/place-codes", { payerId: of, place: "home", code, source: "Made up." })).status).toBe(200);
    const found = (await ask("biller", "GET", `/payers/${payerId}`)).body.places.filter((one: { endedAt: string | null }) => one.endedAt === null);
    expect(found.map((one: { payerId: string | null; code: string }) => [one.payerId, one.code])).toEqual([[payerId, "93"], [null, "91"]]);
  });
});

describe("Who bills (A12)", () => {
  it("a number that fails its check digit, and a box in place of a street, are refused with their fields", async () => {
    const refused = async (more: object) => (await ask("biller", "POST", "/billing-profile", { ...madeUpProfile(), ...more })).body.fields?.[0].path;
    expect([await refused({ npi: "1234567890" }), await refused({ address: { ...madeUpProfile().address, line1: "P.O. Box 7" } }), await refused({ address: { ...madeUpProfile().address, zip: "20001" } })]).toEqual(["npi", "address.line1", "address.zip"]);
    expect(await refused({ payTo: { ...madeUpProfile().address, line1: "P.O. Box 7" } })).toBeUndefined();
    expect((await ask("administrator", "GET", "/billing-profile")).body.versions).toHaveLength(1);
    expect((await ask("theirs", "GET", "/billing-profile")).body.versions).toEqual([]);
  });

  it("one number is one person's", async () => {
    const of = (staffId: string, npi: string) => ask("biller", "POST", `/staff/${staffId}/numbers`, { npi, taxonomy: null, givenName: "Made", familyName: "Up", fromDay: "2026-01-01" });
    const npi = madeUpNpi(900);
    const { numberId } = (await of(scene.clinician.staffId, npi)).body;
    expect((await of(scene.trainee.staffId, npi)).body.fields[0].path).toBe("npi");
    expect((await ask("biller", "POST", `/staff-numbers/${numberId}/end`, {})).status).toBe(200);
    expect((await of(scene.trainee.staffId, npi)).status).toBe(200);
    expect((await ask("biller", "GET", "/staff-numbers")).body.staff.find((one: { staffId: string }) => one.staffId === scene.trainee.staffId).numbers).toMatchObject([{ npi }]);
  });

  it("no control number comes twice, also at the same moment", async () => {
    const taken = await Promise.all(Array.from({ length: 5 }, () => acting(scene.place, scene.agency.operator, (tx) => nextControl(tx))));
    expect(taken.toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4, 5]);
  });
});
