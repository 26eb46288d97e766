import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { hashPassword } from "#server/sign-in.ts";
import { makeAgency, makeStaff, type StaffActor, type TestAgency } from "../support/agency.ts";
import { call, startServer, type TestServer } from "../access/server.ts";

// Who was refused before anybody was known: in the trail of the agency whose account it was, counted where it is nobody's.

const PASSWORD = "of this test, long enough";
let server: TestServer;
let agency: TestAgency;
let other: TestAgency;
let somebody: StaffActor;
let turn = 0;

beforeAll(async () => {
  server = await startServer();
  agency = await makeAgency(server.fresh);
  other = await makeAgency(server.fresh);
});
afterAll(() => server.close());
beforeEach(async () => {
  somebody = await makeStaff(server.fresh, agency, { email: `known-${++turn}@example.org`, passwordHash: await hashPassword(PASSWORD) });
  server.logged.length = 0;
});

const email = () => `known-${turn}@example.org`;
const signIn = (address: string, password: string) => call(server, null, "POST", "/api/session", { email: address, password });
const trail = () => server.fresh.asOwner(async (client) => (await client.query("select agency_id, actor_kind, action, procedure, outcome, subject_id, details, request_id from dyad.audit_entries where procedure = 'account.signIn' and subject_id = $1 order by at", [somebody.accountId])).rows);
const everything = () => server.fresh.asOwner(async (client) => (await client.query("select count(*)::int as count from dyad.audit_entries")).rows[0].count as number);
async function counted(kind: string): Promise<number> {
  const page = await server.app.inject({ method: "GET", url: "/metrics" });
  return Number(new RegExp(`dyad_refused_total\\{kind="${kind}"\\} (\\d+)`).exec(page.body)![1]);
}

it("leaves a row in the account's agency, without what was typed", async () => {
  const answer = await signIn(email(), "wrong-password-of-somebody");
  expect(answer.status).toBe(401);
  expect(await trail()).toEqual([{ agency_id: agency.agencyId, actor_kind: "system", action: "refusal", procedure: "account.signIn", outcome: "not_signed_in", subject_id: somebody.accountId, details: { why: "password", job: "sign in" }, request_id: answer.requestId }]);
  const kept = JSON.stringify(await server.fresh.asOwner(async (client) => (await client.query("select * from dyad.audit_entries")).rows)) + server.logged.join("\n");
  expect(kept).not.toContain("wrong-password-of-somebody");
  expect(kept).not.toContain(email());
});

it("leaves a row when the account is locked, and none for tries while it is", async () => {
  for (let round = 0; round < 5; round++) await signIn(email(), "wrong");
  expect((await trail()).map((one) => one.outcome)).toEqual([...Array(5).fill("not_signed_in"), "locked"]);
  const before = await counted("locked");
  expect((await signIn(email(), PASSWORD)).status).toBe(429);
  expect(await trail()).toHaveLength(6);
  expect(await counted("locked")).toBe(before + 1);
  expect((await server.fresh.asOwner((client) => client.query("select from dyad.audit_entries where agency_id = $1", [other.agencyId]))).rowCount).toBe(0);
});

it("answers an unknown e-mail to the letter as a known one, counts it, and writes no row and no address", async () => {
  const [rows, before] = [await everything(), await counted("unknown_email")];
  const unknown = await signIn("nobody@example.org", "wrong");
  expect([await everything(), await counted("unknown_email")]).toEqual([rows, before + 1]);
  const known = await signIn(email(), "wrong");
  const strip = (text: string) => text.replace(/"requestId":"[^"]*"/, "");
  expect([unknown.status, strip(unknown.text)]).toEqual([known.status, strip(known.text)]);
  const lines = server.logged.join("\n");
  expect(lines).toMatch(/"email":"[\w-]{32}".*an e-mail that is not known|an e-mail that is not known.*"email":"[\w-]{32}"/);
  expect(lines).not.toContain("nobody@example.org");
});

it("locks an unknown e-mail as it locks a known one", async () => {
  const answers: number[] = [];
  for (let round = 0; round < 6; round++) answers.push((await signIn("nobody-else@example.org", "wrong")).status);
  expect(answers).toEqual([401, 401, 401, 401, 401, 429]);
});

it("takes as long for an unknown e-mail as for a known one", async () => {
  const timed = async (address: string) => {
    const began = performance.now();
    await signIn(address, "wrong");
    return performance.now() - began;
  };
  const [known, unknown]: [number[], number[]] = [[], []];
  for (let round = 0; round < 12; round++) {
    const person = await makeStaff(server.fresh, agency, { passwordHash: await hashPassword(PASSWORD), email: `timed-${round}@example.org` });
    expect(person.accountId).toBeTruthy();
    known.push(await timed(`timed-${round}@example.org`));
    unknown.push(await timed(`untimed-${round}@example.org`));
  }
  const middle = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)]!;
  const ratio = middle(known) / middle(unknown);
  // Leaving out the password's cost would make it several times as fast; a busy machine shakes both.
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
});

it("counts a dead or forged token, and another site's page, and logs neither token nor site", async () => {
  const [tokens, sites, rows] = [await counted("dead_token"), await counted("foreign_origin"), await everything()];
  expect((await call(server, "dyad_session=forged-token-of-nobody", "GET", "/api/cases")).status).toBe(401);
  expect((await call(server, null, "POST", "/api/session", { email: email(), password: PASSWORD }, { origin: "https://elsewhere.example" })).status).toBe(403);
  expect([await counted("dead_token"), await counted("foreign_origin"), await everything()]).toEqual([tokens + 1, sites + 1, rows]);
  const lines = server.logged.join("\n");
  expect(lines).toContain("another site's page tried to write here");
  expect(lines).not.toMatch(/forged-token-of-nobody|elsewhere\.example/);
});
