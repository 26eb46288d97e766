import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { rows } from "#database/actor.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { asker, bind, licensed, newCohort, newSeat, pageOf, TODAY } from "./graduates.test-support.ts";
import { keepRoster } from "./keeping.handlers.ts";
import { agree } from "./roster.handlers.ts";
import { confirm, propose } from "./graduating.handlers.ts";
import { findGraduation } from "./store.ts";

// C7 (training.md §8): the public roster, on which a graduate stands by her own consent, and off it at once.

let server: TestServer;
let ours: Scene;
let collaborative: Scene;
let api: ReturnType<typeof asker>;
let cohortId: string;
let faculty: string;
let teacher: StaffActor;
let count = 0;
const content = { town: "Made-Up Falls", languages: ["en", "es"], settings: ["home"], ages: ["toddlers"], takes: "now", awayFrom: null, awayTo: null, elsewhere: [{ kind: "state", name: "NC roster", source: "https://example.org/roster", onDay: TODAY }], wording: 1 } as const;
type Member = StaffActor & { cookie: string; graduationId: string };

/** Somebody with a licence and a certificate. */
async function newGraduate(name = `Graduate ${++count}`): Promise<Member> {
  const staff = await makeStaff(ours.place, ours.agency, { name, email: `secret-${++count}@example.org` });
  await licensed(ours, staff);
  const seatId = await newSeat(collaborative, cohortId, { name });
  await bind(collaborative, seatId, staff);
  const graduationId = await acting(collaborative.place, teacher, async (tx) => {
    const made = await propose(tx, { cohortId, seatId, completedOn: TODAY, validTo: null, language: "en" }, { language: "en" });
    await confirm(tx, { ...made, evidenceHash: (await findGraduation(tx, made.graduationId))!.evidenceHash });
    return made.graduationId;
  });
  return { ...staff, cookie: await ours.cookieOf(staff), graduationId };
}
const listed = async (name: string, query = "") => (await pageOf(server, "GET", `/roster${query}`)).body.includes(name);
const join = async (member: Member, more: object = {}) => expect((await api(member.cookie, "POST", "/roster/mine", { ...content, ...more })).status).toBe(200);
const later = (now: string) => ({ ...server.fresh, clock: { now: () => now } });

beforeAll(async () => {
  server = await startServer({ now: `${TODAY}T15:00:00.000Z` });
  ours = await makeScene(server, "ours");
  collaborative = await makeScene(server, "collaborative");
  api = asker(server);
  teacher = await makeStaff(collaborative.place, collaborative.agency, { roles: ["faculty"] });
  faculty = await collaborative.cookieOf(teacher);
  cohortId = await newCohort(collaborative);
}, 120_000);
afterAll(() => server.close());
beforeEach(() => server.fresh.asOwner((client) => client.query("delete from dyad.roster_listings")).then(() => {}));

describe("the public roster (C7)", () => {
  it("is empty, says so in both languages, and names nobody who did not agree", async () => {
    const member = await newGraduate();
    expect((await pageOf(server, "GET", "/roster")).body).toContain("Nobody is listed yet.");
    expect((await pageOf(server, "GET", "/es/registro")).body).toContain("Aún no hay nadie en la lista.");
    await join(member);
    const page = await pageOf(server, "GET", "/roster");
    for (const words of [member.name, "LICSW", "ours", "Made-Up Falls", "completed NC CTP cohort, 2026", "Confirmed by the person on", "State roster, as the person says", "noindex"]) expect(page.body).toContain(words);
    expect([page.headers["cache-control"], page.body.includes("secret-"), page.body.toLowerCase().includes("certified")]).toEqual(["no-store", false, false]);
    for (const address of ["/sitemap.xml", "/articles/feed.xml", "/robots.txt"]) expect((await pageOf(server, "GET", address)).body).not.toContain(member.name);
  });

  it("is narrowed by town, language and who takes families, and turned in pages", async () => {
    const members = [await newGraduate(), await newGraduate()];
    await join(members[0]!, { town: "Far <i>Creek</i>", languages: ["am"], takes: "wait" });
    await join(members[1]!);
    const found = async (query: string) => Promise.all(members.map(({ name }) => listed(name, query)));
    expect([await found("?town=creek"), await found("?language=es"), await found("?takes=wait"), await found("?town=%25"), await found("?language=xx&takes=%27"), await found("?page=2")]).toEqual([[true, false], [false, true], [true, false], [false, false], [true, true], [false, false]]);
    expect((await pageOf(server, "GET", "/roster?town=%3Cscript%3E")).body).not.toContain("<script>");
    expect((await pageOf(server, "GET", "/roster")).body).toContain("Far &lt;i&gt;Creek&lt;/i&gt;");
  });

  it("stops naming her the moment she takes it back, and keeps what was", async () => {
    const member = await newGraduate();
    await join(member);
    await join(member, { town: "Second Town" });
    expect(await listed(member.name)).toBe(true);
    const before = (await api(member.cookie, "GET", "/roster/mine")).body as Outputs["roster"]["mine"];
    expect([before.listing!.confirmBy, before.renewal!.requirements.map((one) => [one.id, one.met])]).toEqual(["2027-11-20", [["nc10", true], ["nc11", null], ["nc12", true]]]);
    const paper = await server.app.inject({ method: "GET", url: `/api/roster/mine/certificates/${member.graduationId}/paper?language=es`, headers: { cookie: member.cookie } });
    expect([paper.statusCode, paper.headers["content-type"], paper.rawPayload.subarray(0, 5).toString()]).toEqual([200, "application/pdf", "%PDF-"]);
    expect((await api(member.cookie, "POST", "/roster/mine/withdrawal", {})).status).toBe(200);
    expect(await listed(member.name)).toBe(false);
    const mine = (await api(member.cookie, "GET", "/roster/mine")).body as Outputs["roster"]["mine"];
    expect([mine.listing, mine.history.map((one) => one.endedAs).toSorted()]).toEqual([null, ["replaced", "withdrawn"]]);
  });

  it("refuses whoever has no certificate or no licence in force, and asks for what is whole", async () => {
    const other = await ours.cookieOf(ours.spare);
    expect((await api(other, "POST", "/roster/mine", content)).status).toBe(422);
    const member = await newGraduate();
    await operatorDoes(ours, (tx) => sql`update credentials set ended_at = ${tx.now} where staff_id = ${member.staffId} and kind = 'licence'`.execute(tx));
    expect((await api(member.cookie, "POST", "/roster/mine", content)).status).toBe(422);
    for (const wrong of [{ town: "" }, { languages: [] }, { wording: 2 }, { awayFrom: null, awayTo: TODAY }, { elsewhere: [{ ...content.elsewhere[0], source: "javascript:alert(1)" }] }, { elsewhere: [{ ...content.elsewhere[0], onDay: "2027-01-01" }] }]) expect((await api(member.cookie, "POST", "/roster/mine", { ...content, ...wrong })).status, JSON.stringify(wrong)).toBe(400);
  });

  it("is off at once without the licence, the work or the certificate, and a year after the last confirmation", async () => {
    const [licence, left, annulled, quiet] = [await newGraduate(), await newGraduate(), await newGraduate(), await newGraduate()];
    for (const one of [licence, left, annulled, quiet]) await join(one);
    await operatorDoes(ours, (tx) => sql`update credentials set ended_at = ${tx.now} where staff_id = ${licence.staffId} and kind = 'licence'`.execute(tx));
    await operatorDoes(ours, (tx) => sql`update staff set valid_from = '2026-01-01', valid_to = '2026-11-19' where id = ${left.staffId}`.execute(tx));
    expect((await api(faculty, "POST", `/graduations/${annulled.graduationId}/annul`, { reason: "Made up." })).status).toBe(200);
    expect(await Promise.all([licence, left, annulled, quiet].map(({ name }) => listed(name)))).toEqual([false, false, false, true]);
    const shownOn = (now: string) => acting(later(now), { kind: "visitor", agencyId: ours.agency.agencyId, timeZone: ours.agency.timeZone }, (tx) => rows<{ name: string }>(tx, sql`select name from roster_shown(null, null, null, 50, 0)`)).then((found) => found.map((one) => one.name));
    expect([await shownOn("2027-11-20T15:00:00Z"), await shownOn("2027-11-21T15:00:00Z")]).toEqual([[quiet.name], []]);
    const services = { ...server.services, database: server.fresh.database };
    expect(await keepRoster({ ...services, clock: server.fresh.clock }, ours.agency)).toEqual({ ended: 2, reminded: 0 });
    const on = (now: string) => keepRoster({ ...services, clock: { now: () => now } }, ours.agency).then((one) => one.reminded);
    // Of the two that are left: 30 days before, once; 7 days before; the day after.
    expect([await on("2027-10-20T15:00:00Z"), await on("2027-10-21T15:00:00Z"), await on("2027-10-22T15:00:00Z"), await on("2027-11-13T15:00:00Z"), await on("2027-11-21T15:00:00Z"), await on("2027-12-24T15:00:00Z")]).toEqual([0, 2, 0, 2, 2, 0]);
  });

  it("is hers alone: nobody of her agency, no faculty and no other agency changes or reads more of it", async () => {
    const member = await newGraduate();
    await join(member);
    const administrator = await makeStaff(ours.place, ours.agency, { roles: ["administrator"] });
    for (const actor of [administrator, ours.spare, teacher, (await makeScene(server, "elsewhere")).clinician]) {
      expect(await acting(server.fresh, actor, (tx) => rows(tx, sql`select id from roster_listings`))).toEqual([]);
      expect(await acting(server.fresh, actor, (tx) => rows(tx, sql`update roster_listings set ended_at = now(), ended_as = 'withdrawn' returning id`))).toEqual([]);
      await expect(acting(server.fresh, actor, (tx) => agree(tx, { ...content, languages: ["en"], settings: [], ages: [], elsewhere: [] }))).rejects.toThrow("The roster lists whoever has a certificate");
    }
    await expect(acting(server.fresh, member, (tx) => sql`update roster_listings set town = 'Other'`.execute(tx))).rejects.toThrow("permission denied");
    const { graduations } = (await api(faculty, "GET", "/graduations?listed=yes")).body as Outputs["graduations"]["list"];
    expect(graduations.map((one) => [one.name, one.listedSince])).toEqual([[member.name, TODAY]]);
    expect(JSON.stringify(graduations)).not.toContain("secret-");
    expect(await listed(member.name)).toBe(true);
  });

  it("marks whoever is away for three months", async () => {
    const member = await newGraduate();
    await join(member, { awayFrom: TODAY, awayTo: "2027-02-20" });
    expect((await pageOf(server, "GET", "/roster")).body).toContain("Not available until");
    await join(member, { awayFrom: TODAY, awayTo: "2027-02-19" });
    expect((await pageOf(server, "GET", "/roster")).body).not.toContain("Not available until");
  });
});
