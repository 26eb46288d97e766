import { afterAll, beforeAll, expect, it } from "vitest";
import { fillDemo } from "#features/demo/handlers.ts";
import { call, startServer, type TestServer } from "../../../test/access/server.ts";

// The list of made-up people opens with one password: who was invited within the demo has another, and is not in it.

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ demo: "1" });
  await fillDemo(server.services, { size: "handful" });
}, 120_000);
afterAll(() => server.close());

it("whoever was invited within the demo is left out of the made-up people", async () => {
  const people = async () => (await call(server, null, "GET", "/api/demo-accounts")).body.accounts as { email: string; name: string }[];
  const before = await people();
  expect(before.map((one) => one.email)).toContain("director@demo.dyad");
  const entered = await server.app.inject({ method: "POST", url: "/api/session", payload: { email: "director@demo.dyad", password: "dyad-demo-only" } });
  const cookie = String(entered.headers["set-cookie"]).split(";")[0]!;
  const invited = await call(server, cookie, "POST", "/api/invitations", { name: "Cleo Ash", email: "cleo@alder.example", language: "en", roles: ["clinician"], supervisorId: null });
  const token = String(invited.body.link).split("#")[1]!;
  expect((await call(server, null, "POST", "/api/invitation/accept", { token, password: "a calm long sentence" })).status).toBe(200);
  expect(await people()).toEqual(before);
});
