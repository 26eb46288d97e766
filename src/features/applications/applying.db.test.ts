import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendMessage } from "#features/messages/jobs.ts";
import { readSettings } from "#server/settings.ts";
import { startServer, type TestServer } from "../../../test/access/server.ts";
import { startMailServer } from "../../../test/support/mail.ts";
import { agencyFields, api, applyWhole, at, beginApplication, type Collaborative, fill, look, makeCollaborative, newestToken, personFields, post } from "./applications.test-support.ts";
import { forgetIn } from "./jobs.ts";

// C8, C9, C11: somebody applies without an account, behind a private link, over days; the rules are said while it is filled in.

const NOW = "2026-11-20T15:00:00Z";
let server: TestServer;
let ours: Collaborative;
beforeAll(async () => {
  server = await startServer({ now: NOW });
  ours = await makeCollaborative(server, "collaborative");
}, 60_000);
afterAll(() => server.close());
const owned = async (query: string, values: unknown[] = []) => (await server.fresh.asOwner((client) => client.query(query, values))).rows;
const statusOf = async (token: string) => /class="lead">([^<]+)</.exec((await look(server, at(token))).body)![1]!;

describe("C8: an application begins", () => {
  it("on a page that names the cohorts and what they ask for, in both languages, and takes no form of a machine", async () => {
    const cohortId = await ours.cohort();
    for (const url of ["/training", "/es/formacion"]) {
      const page = await look(server, url);
      expect([page.statusCode, page.headers["cache-control"], page.body.includes(cohortId), page.body.includes("<script>")]).toEqual([200, "no-store", true, false]);
    }
    const stamp = /name="stamp" value="([^"]+)"/.exec((await look(server, "/training")).body)![1]!;
    const fields = { cohort: cohortId, kind: "team", email: "robot@pine.example", stamp };
    expect((await post(server, "/training", { ...fields, website: "x" })).statusCode).toBe(422);
    expect((await post(server, "/training", { ...fields, stamp: "x" })).statusCode).toBe(422);
    const wrong = await post(server, "/training", { ...fields, email: "<script>x</script>", kind: "" });
    expect([wrong.statusCode, wrong.body.includes("<script>x"), wrong.body.includes("&lt;script&gt;x")]).toEqual([422, false, true]);
    expect(await newestToken(server, "robot@pine.example")).toBeNull();
  });

  it("with a letter to the address, which alone brings the link; the fourth in a day is answered alike and sends nothing", async () => {
    const cohortId = await ours.cohort();
    const token = await beginApplication(server, cohortId, "team", "lee@pine.example");
    const [message] = await owned("select m.id, m.case_id, m.agency_id from dyad.messages m join dyad.application_letters l on l.id = m.subject_id join dyad.application_names n on n.application_id = l.application_id where n.email = 'lee@pine.example'");
    const mail = await startMailServer();
    const services = { ...server.services, demo: "0" as const, settings: readSettings({ DYAD_SMTP_URL: mail.url }, server.services.projectRoot) };
    expect(await sendMessage(services, { agencyId: message.agency_id, id: message.id })).toEqual({ state: "sent" });
    mail.close();
    const letter = mail.letters[0]!.replace(/=\r?\n/g, "").replaceAll("=3D", "=");
    expect(letter).toContain(at(token));
    expect(letter).toContain("To: lee@pine.example");
    expect(JSON.stringify(await owned("select * from dyad.application_letters"))).not.toContain(token);
    await beginApplication(server, cohortId, "team", "lee@pine.example");
    const third = await beginApplication(server, cohortId, "single", "lee@pine.example");
    expect(await beginApplication(server, cohortId, "single", "lee@pine.example")).toBe(third);
  });

  it("behind a link that nobody guesses: unknown, cut, ended or of a draft that was forgotten, all are answered alike", async () => {
    const token = await beginApplication(server, await ours.cohort(), "team", "ended@pine.example");
    const gone = [await look(server, at("x".repeat(43))), await look(server, at(token.slice(0, -1))), await look(server, at(`${token}/person/p1`.slice(3)))];
    server.fresh.clock.set("2027-02-20T15:00:00Z");
    gone.push(await look(server, at(token)));
    server.fresh.clock.set(NOW);
    expect(gone.map((one) => one.statusCode)).toEqual([404, 404, 404, 404]);
    expect(new Set([gone[0]!.body, gone[1]!.body, gone[3]!.body]).size).toBe(1);
  });
});

describe("C9: a team fills in its application", () => {
  it("over days: what was typed is kept, whatever is missing, and said beside its field with the clause", async () => {
    const token = await beginApplication(server, await ours.cohort(), "team", "days@pine.example");
    const saved = await fill(server, token, "agency", { ...agencyFields, medicaid: "no", town: "" });
    expect(saved.statusCode).toBe(303);
    const page = (await look(server, String(saved.headers.location))).body;
    expect(page).toContain("Pine Valley Services");
    expect(page).toContain("Please name the town or county.");
    expect(page).toContain("(NC CTP nc8)");
    const person = /person\/(p\d+)/.exec(String((await post(server, at(token, "people"), { add: "clinician" })).headers.location))![1]!;
    await fill(server, token, `person/${person}`, { ...personFields("Ana <b>Bold</b>"), licence: "none" });
    const shown = (await look(server, `${at(token, `person/${person}`)}?look=yes`)).body;
    expect(shown).toContain("Without a license the application cannot be handed in. (NC CTP nc8)");
    expect(shown).toContain("Ana &lt;b&gt;Bold&lt;/b&gt;");
    await post(server, at(token, "submit"), {});
    expect(await statusOf(token)).toBe("Being filled in");
  });

  it("with up to six clinicians: the seventh is refused with the reason and the clause", async () => {
    const token = await beginApplication(server, await ours.cohort(), "team", "seven@pine.example");
    for (let each = 0; each < 6; each++) expect((await post(server, at(token, "people"), { add: "clinician" })).statusCode).toBe(303);
    const seventh = await post(server, at(token, "people"), { add: "clinician" });
    expect([seventh.statusCode, seventh.body.includes("(NC CTP nc7)"), seventh.body.match(/<h3>No name yet<\/h3>/g)?.length]).toEqual([422, true, 6]);
    await post(server, at(token, "people"), { remove: "p2" });
    expect((await post(server, at(token, "people"), { add: "clinician" })).headers.location).toContain("person/p7");
  });

  it("never over what another of the team saved on the same page", async () => {
    const token = await beginApplication(server, await ours.cohort(), "team", "both@pine.example");
    const seen = /name="seen" value="([^"]+)"/.exec((await look(server, at(token, "agency"))).body)![1]!;
    await fill(server, token, "agency", agencyFields);
    const second = await post(server, at(token, "agency"), { ...agencyFields, seen, why: "My own words." });
    expect([second.statusCode, second.body.includes("My own words.")]).toEqual([409, true]);
    expect((await look(server, at(token, "agency"))).body).toContain("Many young children");
  });

  it("is handed in once nothing is missing, then stays as it is, and is withdrawn with a tick alone", async () => {
    const token = await applyWhole(server, await ours.cohort(), { kind: "team", email: "whole@pine.example", clinicians: 2 });
    expect(await statusOf(token)).toContain("Handed in.");
    expect((await post(server, at(token, "agency"), { ...agencyFields, seen: "x", why: "Other" })).statusCode).toBe(303);
    expect((await post(server, at(token, "people"), { add: "clinician" })).headers.location).not.toContain("person");
    expect((await owned("select a.content ->> 'why' as why from dyad.applications a join dyad.application_names n on n.application_id = a.id where n.email = 'whole@pine.example'"))[0].why).toBe("Many young children come to us.");
    expect((await owned("select count(*)::integer as count from dyad.application_letters l join dyad.application_names n using (agency_id, application_id) where n.email = 'whole@pine.example' and l.kind = 'receipt'"))[0].count).toBe(1);
    expect((await post(server, at(token, "withdraw"), {})).statusCode).toBe(422);
    await post(server, at(token, "withdraw"), { sure: "yes" });
    expect(await statusOf(token)).toContain("Withdrawn.");
  });
});

describe("C11: a clinician applies alone", () => {
  it("with a provisional license, which a person looks at; and is told of the one question that has no field", async () => {
    const token = await beginApplication(server, await ours.cohort(), "single", "alone@oak.example");
    await fill(server, token, "agency", { ...agencyFields, distance: "area" });
    await fill(server, token, "person/self", { ...personFields("Alex Alone"), licence: "provisional", yearsHere: "0", yearsInAll: "1" });
    const ready = (await look(server, at(token, "ready/self"))).body;
    expect([ready.includes("We do not ask for the answer"), /name="[^"]*satisf/.test(ready)]).toEqual([true, false]);
    await fill(server, token, "ready/self", { "answer.engages": "no" });
    expect((await look(server, at(token))).body).toContain("A provisional license is decided by a person. (NC CTP nc8)");
    await post(server, at(token, "submit"), {});
    expect(await statusOf(token)).toContain("Handed in.");
  });
});

describe("what is kept", () => {
  it("goes after the days that the collaborative set; a draft that nobody opened goes after a week", async () => {
    const cohortId = await ours.cohort();
    await beginApplication(server, cohortId, "team", "unopened@pine.example");
    const opened = await beginApplication(server, cohortId, "team", "opened@pine.example");
    await look(server, at(opened));
    const kept = await applyWhole(server, cohortId, { kind: "single", email: "kept@oak.example", name: "Kim Kept" });
    expect((await api(server, ours.scene, ours.readers[0]!, "PUT", "/application-settings", { linkDays: 60, keepDays: 30 })).status).toBe(403);
    expect((await api(server, ours.scene, ours.runs, "PUT", "/application-settings", { linkDays: 60, keepDays: 30 })).status).toBe(200);
    const agency = { agencyId: ours.scene.agency.agencyId, timeZone: "America/New_York" };
    const left = async () => (await owned("select n.email from dyad.application_names n where n.email in ('unopened@pine.example', 'opened@pine.example', 'kept@oak.example') order by 1")).map((one: { email: string }) => one.email);
    server.fresh.clock.set("2026-11-28T15:00:00Z");
    await forgetIn(server.services, agency);
    expect(await left()).toEqual(["kept@oak.example", "opened@pine.example"]);
    server.fresh.clock.set("2026-12-25T15:00:00Z");
    await forgetIn(server.services, agency);
    expect(await left()).toEqual(["kept@oak.example"]);
    expect((await look(server, at(kept))).statusCode).toBe(200);
    server.fresh.clock.set(NOW);
  });
});
