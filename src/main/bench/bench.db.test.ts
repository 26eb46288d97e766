import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type TestServer } from "../../../test/access/server.ts";
import { dateInZone } from "#kernel/dates.ts";
import { SIGN_IN_COOKIE } from "#server/http.ts";
import { sampleEvidence } from "./place.ts";
import { seedLongCase } from "./longCase.ts";
import { longCaseAsks } from "./longCaseMeasures.ts";
import { idFunction, idOf, kinds, openCasesOf, planProgramme, type Programme, tokenOf, zone } from "./programme.ts";
import { type Ask, draftOf, makeRequests, mixReads } from "./requests.ts";
import { makeSearches } from "./searchMeasures.ts";
import { seedProgramme } from "./seed.ts";

// What the bench measures must be right before it is quick: the seeded programme is answered by the real server.

const now = "2026-11-20T15:00:00.000Z";
let server: TestServer;
let programme: Programme;

beforeAll(async () => {
  server = await startServer({ demo: "1", now });
  programme = planProgramme(400, dateInZone(now, zone));
  // Its sign-ins are as old as the database's clock says; this server's clock stands still.
  await server.fresh.asOwner(async (client) => {
    await seedProgramme(client, programme, sampleEvidence(server.services.projectRoot));
    await client.query("update dyad.sign_ins set last_seen_at = $1, ends_at = $1::timestamptz + interval '1 hour'", [now]);
  });
});
afterAll(() => server.close());

async function judged({ token, method, address, body, judge }: Ask): Promise<string | null> {
  const answer = await server.app.inject({ method: method as "GET", url: address, headers: { cookie: `${SIGN_IN_COOKIE}=${token}` }, ...(body === undefined ? {} : { payload: body as object }) });
  return judge({ status: answer.statusCode, body: answer.json() });
}

describe("the bench's programme", () => {
  it("has as many people as were asked for", async () => {
    const { rows } = await server.fresh.asOwner((client) => client.query("select count(*)::int as count from dyad.persons"));
    expect(rows[0].count).toBe(programme.people);
    expect(programme.people).toBeGreaterThanOrEqual(400);
  });

  it("names a row in SQL as it does here", async () => {
    const { rows } = await server.fresh.asOwner(async (client) => {
      await client.query(idFunction);
      return client.query("select pg_temp.bench_id($1, $2) as id", [kinds.session, 123_456_789]);
    });
    expect(rows[0].id).toBe(idOf("session", 123_456_789));
  });

  const makers = ["me", "caseList", "oneCase", "week", "note", "timeline", "services", "room"] as const;
  it.each(makers)("is answered rightly: %s", async (name) => {
    const make = makeRequests(programme, 11)[name];
    for (let round = 0; round < 8; round++) expect(await judged(make())).toBeNull();
  });

  it.each(["everybody", "own", "list"] as const)("is answered rightly: the search of %s", async (name) => {
    const make = makeSearches(programme, 11)[name];
    for (let round = 0; round < 24; round++) expect(await judged(make())).toBeNull();
  });

  it("is answered rightly: the mix of reads, and saves one after the other", async () => {
    const mix = mixReads(programme, 5);
    for (let round = 0; round < 20; round++) expect(await judged(mix())).toBeNull();
    const [caseNumber] = openCasesOf(programme, 1);
    for (const revision of [1, 2, 3]) expect(await judged(draftOf(programme, 1, caseNumber!, revision, "Some words."))).toBeNull();
    expect(await judged(draftOf(programme, 1, caseNumber!, 2, "Too late."))).toMatch(/409/);
  });

  it("sees a wrong answer as wrong", async () => {
    const one = makeRequests(programme, 11).oneCase();
    expect(one.judge({ status: 404, body: { code: "not_found" } })).toBe("case: 404 not_found");
    expect(one.judge({ status: 200, body: { people: [], diagnoses: [], lifeEvents: [] } })).toMatch(/not the answer/);
  });
});

describe("the case of a thousand sessions", () => {
  // After everything else: it is one more than the numbers of the programme say.
  beforeAll(() => server.fresh.asOwner((client) => seedLongCase(client, programme)));

  it.each(longCaseAsks(planProgramme(400, dateInZone(now, zone))).map((one) => [one.name, one] as const))("gives pages that do not grow with it: %s", async (_name, { address, holds }) => {
    const answer = await server.app.inject({ method: "GET", url: address, headers: { cookie: `${SIGN_IN_COOKIE}=${tokenOf(0)}` } });
    expect(answer.statusCode).toBe(200);
    expect(holds(answer.json())).toBe(true);
    // Two years of four sessions a week, with the strands of each, are the most that one page holds.
    expect(answer.body.length).toBeLessThan(72_000);
  });

  it("has rows whose parents are all there", async () => {
    const { rows } = await server.fresh.asOwner(async (client) => {
      // The seed puts rows in with the keys off: made again, each of them looks at every row.
      const keys = await client.query("select conrelid::regclass as target, conname, pg_get_constraintdef(oid) as definition from pg_constraint where contype = 'f' and connamespace = 'dyad'::regnamespace");
      await client.query("set search_path = dyad");
      for (const { target, conname, definition } of keys.rows) await client.query(`alter table ${target} drop constraint ${client.escapeIdentifier(conname)}, add constraint ${client.escapeIdentifier(conname)} ${definition}`);
      return keys;
    });
    expect(rows.length).toBeGreaterThan(40);
  });
});
