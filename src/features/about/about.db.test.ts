import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import type { Actor } from "#database/actor.ts";
import { insertCredential } from "#features/workforce/store.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeAgency, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { type ContentOf, type SiteContent, siteParts } from "./contract.ts";
import { textsOf } from "./rules.ts";
import { WORDING } from "./team.contract.ts";

// The practice's own words and the people it names, from the screen to the public page and off it again.

const FROM = "2026-01-05";
let server: TestServer;
let scene: Scene;
let director: StaffActor;
let clinician: StaffActor;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  director = await makeStaff(scene.place, scene.agency, { roles: ["administrator"], from: FROM });
  clinician = await makeStaff(scene.place, scene.agency, { from: FROM, name: "Dr. Robin Reed" });
}, 120_000);
afterAll(() => server.close());

const api = async (who: StaffActor, method: string, address: string, body?: unknown) => call(server, await signedIn(server, who), method, `/api${address}`, body);
const page = async (address: string) => (await server.app.inject({ method: "GET", url: address })).body;
const pair = (en: string, es: string) => ({ en, es });
const house = randomUUID();
const places = (name: string): ContentOf<"places"> => ({ part: "places", places: [{ placeId: house, name: pair(name, `${name} (es)`), address: ["1 Made-Up Street"], hours: pair("", ""), stepFree: "yes", access: pair("", ""), way: pair("", "") }] });
const about = (en: string, es: string): SiteContent => ({ part: "about", text: pair(en, es) });
const save = (content: SiteContent, after: number, who = director) => api(who, "POST", "/site-texts", { after, content });
const publish = (part: string, after: number, who = director) => api(who, "POST", `/site-texts/${part}/publication`, { after });
const partNow = async (part: string): Promise<Outputs["siteTexts"]["list"]["parts"][number]> => (await api(director, "GET", "/site-texts")).body.parts.find((one: { part: string }) => one.part === part);

describe("the practice's own words", () => {
  it("are a draft until they are published, in both languages or not at all, and come off the page at once", async () => {
    expect(await partNow("about")).toEqual({ part: "about", number: 0, shown: null, draft: null });
    expect((await save(about("Only in English.", ""), 0)).body).toEqual({ number: 1 });
    const refused = await publish("about", 1);
    expect([refused.status, refused.body.fields]).toEqual([422, [{ path: "content.text.es", message: "The Spanish words are missing." }]]);
    expect(await page("/team")).not.toContain("Only in English.");
    await save(about("A **small** house.", "Una casa **chica**."), 1);
    for (const address of ["/team", "/es/equipo"]) expect(await page(address)).not.toMatch(/small<|chica/);
    expect((await publish("about", 2)).body).toEqual({ number: 3 });
    expect(await page("/team")).toContain("A <strong>small</strong> house.");
    expect(await page("/es/equipo")).toContain("Una casa <strong>chica</strong>.");
    // A draft after it changes nothing that is read.
    await save(about("A big house.", "Una casa grande."), 3);
    expect(await page("/team")).not.toContain("A big house.");
    expect(await partNow("about")).toMatchObject({ number: 4, shown: { number: 3, state: "published", madeBy: director.name }, draft: { number: 4 } });
    expect((await api(director, "POST", "/site-texts/about/withdrawal", { after: 4 })).body).toEqual({ number: 5 });
    expect(await page("/team")).not.toMatch(/small<|big house/);
    const { versions } = (await api(director, "GET", "/site-texts/about/versions")).body;
    expect(versions.map((one: { number: number; state: string }) => `${one.number} ${one.state}`)).toEqual(["5 withdrawn", "4 draft", "3 published", "2 draft", "1 draft"]);
  });

  it("take turns: who did not see the newest version makes none", async () => {
    await save({ part: "home", text: pair("One.", "Uno.") }, 0);
    for (const answer of [await save({ part: "home", text: pair("Two.", "Dos.") }, 0), await publish("home", 7)]) expect(answer.status).toBe(409);
    expect((await publish("home", 1)).status).toBe(200);
    expect((await publish("home", 2)).status).toBe(422);
    const both = await Promise.all([save({ part: "home", text: pair("A.", "A.") }, 2), save({ part: "home", text: pair("B.", "B.") }, 2)]);
    expect(both.map((one) => one.status).toSorted()).toEqual([200, 409]);
  });

  it("are written and read before publication by an administrator only, whom the database asks too; no version ever changes", async () => {
    expect((await save(about("x", "x"), 5, clinician)).status).toBe(403);
    for (const who of [clinician, { kind: "visitor", agencyId: scene.agency.agencyId, timeZone: scene.agency.timeZone } satisfies Actor])
      await acting(scene.place, who, async (tx) => {
        expect((await sql`select from site_texts`.execute(tx)).rows).toEqual([]);
        expect((await sql<{ part: string }>`select part from site_texts_shown()`.execute(tx)).rows).toEqual([{ part: "home" }]);
      });
    await expect(acting(scene.place, director, (tx) => sql`update site_texts set content = '{}'`.execute(tx))).rejects.toThrow(/permission denied/);
    await expect(acting(scene.place, clinician, (tx) => sql`insert into site_texts (agency_id, part, number, state, content, made_at) values (${tx.actor.agencyId}, 'home', 99, 'published', '{}', ${tx.now})`.execute(tx))).rejects.toThrow(/row-level security/);
  });

  it("reach a page as words, whatever is typed into whichever field", async () => {
    const evil = `<script>alert(1)</script><img src=x onerror=y> [a](javascript:z) [b](//else.example) ![c](https://else.example/p.png) "><svg/onload=q>`;
    const textOf = { en: evil, es: evil };
    const contents: SiteContent[] = siteParts.map((part): SiteContent => {
      if (part === "places") return { part, places: [{ placeId: house, name: textOf, address: [evil.slice(0, 100)], hours: textOf, stepFree: "no", access: textOf, way: textOf }] };
      return part === "cost" ? { part, insurances: [evil.slice(0, 120)], selfPay: textOf, help: textOf } : { part, text: textOf };
    });
    let fields = 0;
    for (const content of contents) {
      fields += textsOf(content).length;
      const tooLong = content.part === "places" ? { ...content, places: content.places.map((one) => ({ ...one, name: pair("House", "Casa") })) } : content;
      const { number } = await partNow(content.part);
      const kept = await save(tooLong, number);
      expect([content.part, kept.status]).toEqual([content.part, 200]);
      expect((await publish(content.part, number + 1)).status).toBe(200);
    }
    expect(fields).toBe(10);
    for (const address of ["/", "/es", "/expect", "/es/que-esperar", "/visit", "/es/visitas", "/team", "/es/equipo", "/privacy", "/es/privacidad"]) {
      const html = (await page(address)).replaceAll(/<script src="\/site\/family\.js"[^>]*><\/script>|<script type="application\/ld\+json">[^<]*<\/script>/g, "");
      expect(html, address).not.toMatch(/<script|<img|<svg\/|href="(?:javascript:|\/\/)|src="https:/);
      expect(html, address).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    }
    for (const part of siteParts) await api(director, "POST", `/site-texts/${part}/withdrawal`, { after: (await partNow(part)).number });
  });
});

describe("who is named on the page of the team", () => {
  const agree = (who: StaffActor, more: object = {}) => api(who, "POST", "/site-team/mine", { nameAs: "full", placeIds: [], takes: "unsaid", wording: WORDING, ...more });
  it("agrees alone: what is on record stands beside the name, and the page forgets them at once", async () => {
    expect(await page("/team")).not.toContain("Robin");
    expect((await agree(clinician, { placeIds: [house] })).status).toBe(400);
    const { number } = await partNow("places");
    await save(places("The house"), number);
    await publish("places", number + 1);
    expect((await agree(clinician, { placeIds: [house], takes: "now" })).status).toBe(200);
    expect(await page("/team")).toContain("Dr. Robin Reed");
    expect(await page("/team")).toContain("The house");
    expect(await page("/team")).not.toContain("Has finished the training");
    await operatorDoes(scene, (tx) => insertCredential(tx, clinician.staffId, { kind: "cpp_training", name: "", field: "", issuer: "", number: "", isIndependent: null, validFrom: "2025-03-14", validTo: "2026-11-19" }));
    expect(await page("/team")).not.toContain("Has finished the training");
    await operatorDoes(scene, (tx) => insertCredential(tx, clinician.staffId, { kind: "cpp_training", name: "", field: "", issuer: "", number: "", isIndependent: null, validFrom: "2026-11-20", validTo: null }));
    expect(await page("/team")).toContain("Has finished the training");
    expect((await agree(clinician, { nameAs: "first" })).status).toBe(200);
    const first = await page("/es/equipo");
    expect([first.includes(">Robin<"), first.includes("Reed")]).toEqual([true, false]);
    expect((await api(clinician, "GET", "/site-team/mine")).body).toMatchObject({ listing: { nameAs: "first" }, wouldShow: { role: "clinician", isTrained: true }, names: { full: "Dr. Robin Reed", first: "Robin" } });
    expect((await api(clinician, "POST", "/site-team/mine/withdrawal", {})).status).toBe(200);
    expect(await page("/team")).not.toContain("Robin");
    expect((await api(clinician, "POST", "/site-team/mine/withdrawal", {})).status).toBe(200);
    // What was agreed to, and until when, stays known.
    const kept = await operatorDoes(scene, (tx) => sql<{ name_as: string; is_over: boolean }>`select name_as, ended_at is not null as is_over from team_listings where staff_id = ${clinician.staffId} order by name_as desc`.execute(tx));
    expect(kept.rows).toEqual([{ name_as: "full", is_over: true }, { name_as: "first", is_over: true }]);
  });

  it("can be taken off by an administrator, and put on or changed by nobody else, not even past the door", async () => {
    await agree(clinician);
    expect((await api(director, "GET", "/site-team")).body.listed).toMatchObject([{ staffId: clinician.staffId }]);
    expect((await api(clinician, "POST", `/site-team/${clinician.staffId}/removal`, {})).status).toBe(403);
    await expect(acting(scene.place, director, (tx) => sql`insert into team_listings (agency_id, id, staff_id, name_as, takes, wording, agreed_at) values (${tx.actor.agencyId}, ${randomUUID()}, ${clinician.staffId}, 'full', 'now', 1, ${tx.now})`.execute(tx))).rejects.toThrow(/row-level security|unique/);
    await expect(acting(scene.place, director, (tx) => sql`update team_listings set name_as = 'full'`.execute(tx))).rejects.toThrow(/permission denied/);
    expect((await api(director, "POST", `/site-team/${clinician.staffId}/removal`, {})).status).toBe(200);
    expect(await page("/team")).not.toContain("Robin");
    const other = await makeAgency(scene.place);
    const stranger = await makeStaff(scene.place, other, { roles: ["administrator"], from: FROM });
    await agree(clinician);
    expect((await api(stranger, "POST", `/site-team/${clinician.staffId}/removal`, {})).status).toBe(404);
    expect((await api(stranger, "GET", "/site-team")).body).toEqual({ listed: [] });
  });

  it("is gone with the last day of work, and nobody is named for a role that the page does not name", async () => {
    const leaver = await makeStaff(scene.place, scene.agency, { name: "Lee Leaver", from: FROM });
    await agree(leaver);
    expect(await page("/team")).toContain("Lee Leaver");
    await operatorDoes(scene, (tx) => sql`update staff set valid_to = '2026-11-19' where id = ${leaver.staffId}`.execute(tx));
    expect(await page("/team")).not.toContain("Lee Leaver");
    const auditor = await makeStaff(scene.place, scene.agency, { roles: ["auditor"], from: FROM });
    expect((await agree(auditor)).status).toBe(403);
  });
});
