import { afterAll, beforeAll, expect, it } from "vitest";
import { makeScene, newAddress, newAuthority, newBystander, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";

// A slip is set right without a trace being lost: what stood before stays readable, with who, when and why.

let server: TestServer;
let scene: Scene;
let others: Scene;
let cookie: string;
beforeAll(async () => {
  server = await startServer({ demo: "1", now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "others");
  cookie = await scene.cookieOf(scene.clinician);
});
afterAll(() => server.close());

let minute = 0;
const post = (address: string, body: unknown) => {
  server.fresh.clock.set(`2026-11-20T15:${String(++minute).padStart(2, "0")}:00Z`);
  return call(server, cookie, "POST", `/api/cases/${scene.caseId}${address}`, body);
};
const view = async (): Promise<Outputs["cases"]["get"]> => (await call(server, cookie, "GET", `/api/cases/${scene.caseId}`)).body;
const newest = async () => (await view()).corrections[0];

it("ends an authority on a day, which then stands with its end, and once", async () => {
  const authorityId = await newAuthority(scene);
  expect((await post(`/authorities/${authorityId}/end`, { validTo: "2026-11-20", reason: "The order was lifted." })).status).toBe(200);
  expect((await view()).authorities.find((one) => one.authorityId === authorityId)!.validTo).toBe("2026-11-20");
  expect(await newest()).toMatchObject({ subject: "authority", subjectId: authorityId, was: "", became: "2026-11-20", reason: "The order was lifted.", byName: scene.clinician.name, at: "2026-11-20T15:01:00.000Z" });
  const later = await post(`/authorities/${authorityId}/end`, { validTo: "2026-12-01" });
  expect([later.status, later.body.fields[0].path]).toEqual([400, "validTo"]);
  expect((await post(`/authorities/${await newAuthority(scene)}/end`, { validTo: "2026-11-19" })).status).toBe(400);
});

it("ends an address, and says so to those only who see it", async () => {
  const addressId = await newAddress(scene);
  expect((await post(`/addresses/${addressId}/end`, { validTo: "2026-11-20" })).status).toBe(200);
  expect(await newest()).toMatchObject({ subject: "address", disclosure: { class: "address" } });
  const counted = await call(server, await scene.cookieOf(scene.spare), "GET", `/api/cases/${scene.caseId}`);
  expect(counted.text).not.toContain(addressId);
});

it("sets a birth date right with its reason, keeps the former one, and refuses the slower of two", async () => {
  const personId = await newBystander(scene);
  const correct = (was: string | null, birthDate: string, reason = "A passport, seen.") => post(`/people/${personId}/birth-date`, { was, birthDate, reason });
  expect((await correct(null, "1990-01-01")).status).toBe(200);
  expect((await correct("1990-01-01", "1991-01-01")).status).toBe(200);
  expect((await view()).people.find((one) => one.personId === personId)!.birthDate).toBe("1991-01-01");
  expect(await newest()).toMatchObject({ subject: "birth_date", was: "1990-01-01", became: "1991-01-01", reason: "A passport, seen." });
  expect((await correct("1990-01-01", "1992-01-01")).status).toBe(409);
  expect((await correct("1991-01-01", "1992-01-01", "")).body.fields[0].path).toBe("reason");
  expect((await correct("1991-01-01", "2026-11-21")).body.fields[0].path).toBe("birthDate");
});

it("answers 404 to what is another agency's, and changes nothing there", async () => {
  const theirs = { authority: await newAuthority(others), address: await newAddress(others) };
  expect((await post(`/authorities/${theirs.authority}/end`, { validTo: "2026-11-20" })).status).toBe(404);
  expect((await post(`/addresses/${theirs.address}/end`, { validTo: "2026-11-20" })).status).toBe(404);
  expect((await post(`/people/${others.adultA}/birth-date`, { was: null, birthDate: "1990-01-01", reason: "x" })).status).toBe(404);
  expect((await server.fresh.asOwner((client) => client.query("select from dyad.corrections where agency_id = $1", [others.agency.agencyId]))).rowCount).toBe(0);
});

it("is never changed or taken away afterwards, by anybody who uses the application", async () => {
  const { rows } = await server.fresh.asOwner((client) => client.query("select cmd from pg_policies where tablename = 'corrections' and 'dyad_app' = any (roles) and cmd in ('UPDATE', 'DELETE') and coalesce(qual, 'true') <> 'false'"));
  expect(rows).toEqual([]);
});
