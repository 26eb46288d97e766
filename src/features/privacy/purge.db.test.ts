import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asActor, row } from "#database/actor.ts";
import { asDirector, newOldCase, newPurge } from "../../../test/access/privacy.ts";
import { adultAccount, makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { confirmPurge } from "./retention.handlers.ts";

// That a purge can be carried out whatever hangs on a record, that it hangs on what is so in that moment, and that nothing due is out of sight.

let server: TestServer;
let scene: Scene;
let director: StaffActor;
let cookies: Record<"officer" | "director", string>;
const api = (who: keyof typeof cookies, method: string, path: string, body?: object) => call(server, cookies[who], method, `/api${path}`, body);

beforeAll(async () => {
  server = await startServer({ demo: "1" });
  scene = await makeScene(server, "ours");
  director = await makeStaff(scene.place, scene.agency, { roles: ["administrator"], from: "2026-01-05" });
  cookies = { officer: await signedIn(server, await makeStaff(scene.place, scene.agency, { roles: ["privacy_officer"], from: "2026-01-05" })), director: await signedIn(server, director) };
}, 120_000);
afterAll(() => server.close());

describe("A purge is carried out", () => {
  it("of a record whose family opened a link, has a passkey and codes for a lost one, and is at the door right now", async () => {
    const account = await adultAccount(scene, scene.adultA);
    await signedIn(server, { ...account, agencyId: scene.agency.agencyId });
    const linkId = randomUUID();
    await operatorDoes(scene, async (tx) => {
      await sql`update persons set birth_date = '1990-01-01' where id = (select child_id from cases where id = ${scene.caseId})`.execute(tx);
      await sql`update cases set status = 'closed', opened_on = '1994-01-01', closed_on = '1995-01-01' where id = ${scene.caseId}`.execute(tx);
    });
    await server.fresh.asOwner(async (client) => {
      const one = (statement: string, values: unknown[]) => client.query(statement, values);
      await one("insert into dyad.links (token_hash, link_id, agency_id, purpose, subject_id, expires_at) values (sha256('a link'), $1, $2, 'measure', $3, now())", [linkId, scene.agency.agencyId, scene.adultA]);
      await one("insert into dyad.link_visits (visit_hash, link_id, ends_at) values (sha256('a visit'), $1, now())", [linkId]);
      await one("insert into dyad.recovery_codes (account_id, code_hash, made_at) values ($1, sha256('a code'), now())", [account.accountId]);
      await one("insert into dyad.passkeys (passkey_id, account_id, credential_id, public_key, counter, name, added_at) values (gen_random_uuid(), $1, 'made-up', 'x', 0, 'A telephone', now())", [account.accountId]);
      await one("insert into dyad.door_steps (step_hash, purpose, account_id, content, expires_at) values (sha256('a step'), 'passkey_add', $1, '{}', now())", [account.accountId]);
    });
    const { purgeId } = (await api("officer", "POST", `/cases/${scene.caseId}/purge`, { reason: "Its time has come." })).body;
    expect((await api("director", "POST", `/privacy/purges/${purgeId}/confirm`)).body).toEqual({ purged: true, rows: expect.any(Number) });
    await server.fresh.asOwner(async (client) => {
      const left = await client.query("select 'link' as what from dyad.links where link_id = $1 union all select 'visit' from dyad.link_visits where link_id = $1 union all select 'code' from dyad.recovery_codes where account_id = $2 union all select 'passkey' from dyad.passkeys where account_id = $2 union all select 'step' from dyad.door_steps where account_id = $2 union all select 'sign-in' from dyad.sign_ins where account_id = $2 union all select 'account' from dyad.accounts where account_id = $2", [linkId, account.accountId]);
      expect(left.rows).toEqual([]);
    });
  });

  it("by the catalogue: every reference to what it deletes is of a row that it deletes as well", async () => {
    await server.fresh.asOwner(async (client) => {
      const names = async (statement: string) => (await client.query<{ name: string }>(statement)).rows.map((one) => one.name);
      // Within a record: the row is of the same case, or the condition under which it goes asks for what it refers to.
      expect(await names(`select k.conrelid::regclass || ' -> ' || k.confrelid::regclass as name from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[cardinality(k.conkey)]
        left join pg_attribute o on o.attrelid = k.conrelid and o.attname = 'case_id' and not o.attisdropped
        where k.contype = 'f' and k.connamespace = 'dyad'::regnamespace and k.confrelid <> k.conrelid and dyad.belongs_to_purge(k.confrelid) is not null and k.conrelid <> 'dyad.cases'::regclass and k.confrelid <> 'dyad.files'::regclass
          and not coalesce(o.attnotnull, false) and coalesce(dyad.belongs_to_purge(k.conrelid), '') not like '%t.' || a.attname || '%'`)).toEqual([]);
      // Ways in and links: all that hangs on them goes with them. Somebody who adds a table decides here whether that is right.
      const below = (table: string) => names(`with recursive below as (select 'dyad.${table}'::regclass::oid as id union select k.conrelid from pg_constraint k join below b on k.confrelid = b.id where k.contype = 'f') select c.relname as name from below b join pg_class c on c.oid = b.id where b.id <> 'dyad.${table}'::regclass order by 1`);
      expect(await below("accounts")).toEqual(["memberships", "passkeys", "recovery_codes", "sign_ins"]);
      expect(await below("links")).toEqual(["link_visits"]);
      // What names an account without a reference: purged by name, of somebody who works here, or a row of the case itself.
      expect(await names("select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id' and not a.attisdropped where c.relnamespace = 'dyad'::regnamespace and c.relkind = 'r' and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'dyad.accounts'::regclass) order by 1")).toEqual(["account_recoveries", "accounts", "consents", "door_steps", "plan_signatures"]);
    });
  });
});

describe("A purge hangs on what is so in its moment", () => {
  /** Does something to a record in a transaction that stays open while the purge is confirmed, then lets it commit. */
  async function meanwhile(caseId: string, change: ReturnType<typeof sql>, confirm: () => Promise<unknown>): Promise<unknown> {
    let changed = () => {};
    let done = () => {};
    const [isChanged, mayEnd] = [new Promise<void>((resolve) => (changed = resolve)), new Promise<void>((resolve) => (done = resolve))];
    const other = asActor(server.fresh.database, server.fresh.clock, scene.agency.operator, async (tx) => {
      await change.execute(tx);
      changed();
      await mayEnd;
    });
    await Promise.race([isChanged, other]);
    const purge = confirm().then(() => "purged", (error: Error) => error.message);
    // It waits for the change: half a second is long beside what a purge takes.
    expect(await Promise.race([purge, new Promise((resolve) => setTimeout(() => resolve("waits"), 500))])).toBe("waits");
    done();
    await other;
    const answer = await purge;
    expect(await operatorDoes(scene, (tx) => row(tx, sql`select from cases where id = ${caseId}`))).not.toBeNull();
    return answer;
  }
  const corrected = (caseId: string) => sql`update persons set birth_date = '2015-01-01' where id = (select child_id from cases where id = ${caseId})`;
  const reopened = (caseId: string) => sql`update cases set status = 'open', closed_on = null where id = ${caseId}`;
  const ask = (purgeId: string) => () => asDirector(scene, (tx) => confirmPurge(tx, { purgeId }, { services: server.services }));
  const askDatabase = (purgeId: string) => () => acting(scene.place, director, (tx) => sql`select carry_out_purge(${purgeId})`.execute(tx));

  it("a birth date that is set right meanwhile stops it, at the door and in the database", async () => {
    const one = await newPurge(scene, "proposed");
    expect(await meanwhile(one.caseId, corrected(one.caseId), ask(one.purgeId))).toMatch(/time has not come/);
    expect(await askDatabase(one.purgeId)().catch((error: Error) => error.message)).toMatch(/time has not come/);
    const other = await newPurge(scene, "proposed");
    expect(await meanwhile(other.caseId, corrected(other.caseId), askDatabase(other.purgeId))).toMatch(/time has not come/);
  });

  it("a record that is opened again meanwhile stops it, at the door and in the database", async () => {
    const one = await newPurge(scene, "proposed");
    expect(await meanwhile(one.caseId, reopened(one.caseId), ask(one.purgeId))).toMatch(/closed record/);
    const other = await newPurge(scene, "proposed");
    expect(await meanwhile(other.caseId, reopened(other.caseId), askDatabase(other.purgeId))).toMatch(/time has not come/);
  });
});

it("the desk lists what is due first, page by page, the newest closing day as well as the oldest", async () => {
  const { caseId: due } = await newOldCase(scene);
  // A hundred records that were closed long ago and whose children are small, and one closed later whose time has come.
  await operatorDoes(scene, async (tx) => {
    await sql`update cases set closed_on = '2001-01-01' where id = ${due}`.execute(tx);
    await sql`with children as (insert into persons (agency_id, id, kind, given_name, family_name, birth_date) select ${tx.actor.agencyId}, gen_random_uuid(), 'child', 'Small', 'Made-Up ' || n, date '2015-01-01' + n from generate_series(1, 120) n returning id)
      insert into cases (agency_id, id, child_id, status, opened_on, closed_on) select ${tx.actor.agencyId}, gen_random_uuid(), id, 'closed', '1994-01-01', '1995-01-01' from children`.execute(tx);
  });
  const seen: { caseId: string; mayFrom: string | null; state: string }[] = [];
  for (let next: string | null = ""; next !== null; ) {
    const { body } = await api("officer", "GET", `/privacy/retention${next === "" ? "" : `?after=${encodeURIComponent(next)}`}`);
    seen.push(...body.records);
    next = body.next;
  }
  expect(seen.length).toBeGreaterThan(120);
  expect(new Set(seen.map((one) => one.caseId)).size).toBe(seen.length);
  expect(seen.map((one) => one.mayFrom ?? "9999")).toEqual(seen.map((one) => one.mayFrom ?? "9999").toSorted());
  expect(seen.slice(0, 20).find((one) => one.caseId === due)).toMatchObject({ state: "may", mayFrom: "2018-05-03" });
});
