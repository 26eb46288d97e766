import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { z } from "zod";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { referralsAsked } from "./referrals.contract.ts";
import { countReferrals, insertReferral, listReferrals, type NewReferral } from "./store.ts";

// The list of referrals (B1): under every order its pages together are the whole, and a file holds what the list shows.

let server: TestServer;
let scene: Scene;
let desk: StaffActor;
const plain = z.object(referralsAsked).parse({});
const blank: Omit<NewReferral, "callMe" | "source" | "language" | "reasons" | "promisedBy"> = { code: null, relation: "parent", childAge: null, childGivenName: null, childFamilyName: null, childBirthDate: null, ownWords: "MARKER what the family wrote", contact: { way: "call", phone: "2025550142", voicemail: "hang_up", safeHours: ["mon_morning"] }, otherLanguage: null, payer: null, sentAlong: null, sourceKey: null };
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  desk = await makeStaff(scene.place, scene.agency, { roles: ["front_desk"], from: "2026-01-05" });
  await operatorDoes(scene, async (tx) => {
    for (let number = 0; number < 30; number++) {
      const id = await insertReferral(tx, { ...blank, callMe: number === 0 ? "=1+1" : `Family ${number}`, source: number % 2 === 0 ? "phone" : "professional", language: number % 3 === 0 ? "es" : "en", reasons: number % 5 === 0 ? ["loss", "abuse"] : ["other"], promisedBy: [null, "2026-11-19T22:00:00Z", "2026-11-24T22:00:00Z"][number % 3]! });
      // Several came at the very same moment.
      await sql`update referrals set received_at = ${`2026-11-0${1 + (number % 4)}T10:00:00.123456Z`} where id = ${id}`.execute(tx);
    }
  });
}, 120_000);
afterAll(() => server.close());

const orders = (["received", "promised"] as const).flatMap((sort) => (["up", "down"] as const).map((order) => [sort, order] as const));
describe("the list of referrals", () => {
  it.each(orders)("sorted by %s, %s: its pages are the whole list, each row once, and in order", async (sort, order) => {
    await acting(scene.place, desk, async (tx) => {
      const seen: { id: string; value: string | null }[] = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof listReferrals>> = await listReferrals(tx, { ...plain, status: "all", sort, order }, { after, size: 4 });
        seen.push(...page.referrals.map((one) => ({ id: one.referralId, value: sort === "received" ? one.receivedAt : one.promisedBy })));
        after = page.next;
      } while (after !== null && seen.length < 100);
      const [{ count }] = (await sql<{ count: number }>`select count(*)::integer as count from referrals`.execute(tx)).rows as [{ count: number }];
      expect(new Set(seen.map((one) => one.id)).size).toBe(seen.length);
      expect([seen.length, await countReferrals(tx, { ...plain, status: "all" })]).toEqual([count, count]);
      const values = seen.flatMap((one) => one.value ?? []);
      expect(seen.slice(values.length).every((one) => one.value === null)).toBe(true);
      expect(values).toEqual(values.toSorted((a, b) => (order === "up" ? 1 : -1) * (Date.parse(a) - Date.parse(b))));
    });
  });

  it("is narrowed by where it came from, why, in which language, and by what is late", async () => {
    const cookie = await signedIn(server, desk);
    const asked = async (query: string) => (await call(server, cookie, "GET", `/api/referrals?${query}`)).body as { referrals: { callMe: string; source: string; language: string; reasons: string[]; promisedBy: string | null }[]; count: number };
    const late = await asked("late=yes");
    expect(late.count).toBe(10);
    expect(late.referrals.every((one) => one.promisedBy! < "2026-11-20T15")).toBe(true);
    const some = await asked("source=phone&language=es&reason=loss");
    expect(some.referrals.map((one) => one.callMe)).toEqual(["=1+1"]);
    expect(some.count).toBe(1);
    for (const query of ["source=pigeon", "reason=x", "late=no", "language=fr", "sort=name", "after=x"]) expect((await call(server, cookie, "GET", `/api/referrals?${query}`)).status, query).toBe(400);
  });

  it("is a file of what the list shows: no own words, no number to call, and no cell begins a formula", async () => {
    const file = await call(server, await signedIn(server, desk), "GET", "/api/referral-list/file?status=all&format=csv&says=en");
    expect(file.status).toBe(200);
    expect(file.text).not.toMatch(/MARKER|2025550142/);
    expect(file.text).toContain("\r\n2026-11-01,New,'=1+1,");
  });
});
