import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { rows } from "#database/actor.ts";
import { assign } from "#features/cases/handlers.ts";
import { insertSupervision } from "#features/workforce/store.ts";
import { adultAccount, makeScene, newNote, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// What is between somebody and who supervises her: nobody else reads it, by whatever way. The steps stand on each other.

const TODAY = "2026-11-20";
const FROM = "2026-01-05";
let server: TestServer;
let scene: Scene;
let elsewhere: Scene;
let supervisor: StaffActor;
let former: StaffActor;
let otherSupervisor: StaffActor;
let director: StaffActor;
let strangers: [string, StaffActor][];
let momentId: string;
let meetingId: string;
let noted: string;

beforeAll(async () => {
  server = await startServer({ now: `${TODAY}T20:00:00Z` });
  scene = await makeScene(server, "ours");
  elsewhere = await makeScene(server, "theirs");
  const staff = (roles: StaffActor["roles"], of = scene) => makeStaff(of.place, of.agency, { roles: roles as never, from: FROM });
  [supervisor, former, otherSupervisor, director] = [await staff(["supervisor"]), await staff(["supervisor"]), await staff(["supervisor"]), await staff(["administrator"])];
  const privacy = await staff(["privacy_officer"]);
  const away = await staff(["supervisor", "administrator"], elsewhere);
  await operatorDoes(scene, async (tx) => {
    for (const clinicianId of [scene.clinician.staffId, scene.trainee.staffId]) {
      await insertSupervision(tx, { supervisorId: supervisor.staffId, clinicianId, validFrom: FROM, validTo: null });
      await insertSupervision(tx, { supervisorId: former.staffId, clinicianId, validFrom: FROM, validTo: "2026-11-01" });
    }
    await insertSupervision(tx, { supervisorId: otherSupervisor.staffId, clinicianId: scene.spare.staffId, validFrom: FROM, validTo: null });
    await assign(tx, { caseId: scene.caseId, staffId: scene.trainee.staffId, kind: "assigned", validFrom: FROM, validTo: null });
  });
  strangers = [["another supervisor of the agency", otherSupervisor], ["who supervised until the first of the month", former], ["who runs the programme", director], ["the privacy officer", privacy], ["a colleague", scene.spare], ["a colleague on the same case", scene.trainee], ["a supervisor of another agency", away]];
}, 120_000);
afterAll(() => server.close());

const api = async (who: { accountId: string; agencyId: string }, method: string, address: string, body?: unknown) => call(server, await signedIn(server, who), method, `/api${address}`, body);
/** How many rows of a table somebody sees in the database itself. */
const seen = async (who: StaffActor, table: string) => (await acting(scene.place, who, (tx) => rows(tx, sql`select 1 from ${sql.table(table)}`))).length;

describe("a hard moment", () => {
  it("is marked in one's own session for one who supervises one today, and read by the two alone", async () => {
    const words = "I wanted to take him home.";
    const at = `/sessions/${scene.sessionId}/hard-moments`;
    expect((await api(scene.clinician, "GET", at)).body).toMatchObject({ moments: [], mayMark: true, supervisors: [{ staffId: supervisor.staffId }] });
    const made = await api(scene.clinician, "POST", at, { supervisorId: supervisor.staffId, words });
    expect(made.status).toBe(200);
    momentId = made.body.momentId;
    for (const who of [scene.clinician, supervisor]) expect((await api(who, "GET", at)).body.moments).toMatchObject([{ momentId, words }]);
    expect((await api(scene.clinician, "GET", "/supervision/hard-moments")).body.moments).toHaveLength(1);
    for (const [name, who] of strangers) {
      const { status, text } = await api(who, "GET", at);
      expect([name, [200, 403, 404].includes(status), text.includes(words), await seen(who, "hard_moments")]).toEqual([name, true, false, 0]);
    }
    const adult = await adultAccount(scene, scene.adultA);
    expect((await api({ ...adult, agencyId: scene.agency.agencyId }, "GET", at)).status).toBe(403);
  });

  it("is told to nobody who does not supervise its author today, and of nobody else's session", async () => {
    const at = `/sessions/${scene.sessionId}/hard-moments`;
    for (const who of [former, otherSupervisor, director]) expect((await api(scene.clinician, "POST", at, { supervisorId: who.staffId, words: "Made up." })).status).toBe(400);
    expect((await api(scene.trainee, "POST", at, { supervisorId: supervisor.staffId, words: "Made up." })).status).toBe(422);
    expect((await api(elsewhere.clinician, "POST", at, { supervisorId: supervisor.staffId, words: "Made up." })).status).toBe(404);
    // The database refuses the same of whoever goes past the handler.
    const past = (counterpart: string) => acting(scene.place, scene.clinician, (tx) => sql`insert into hard_moments (agency_id, id, case_id, session_id, owner_staff_id, counterpart_staff_id, words, marked_at) values (${tx.actor.agencyId}, gen_random_uuid(), ${scene.caseId}, ${scene.sessionId}, ${scene.clinician.staffId}, ${counterpart}, 'Made up.', ${tx.now})`.execute(tx));
    await expect(past(former.staffId)).rejects.toThrow(/row-level security/);
    await expect(past(otherSupervisor.staffId)).rejects.toThrow(/row-level security/);
  });

  it("stands in no chart, search, log of who looked or copy", async () => {
    for (const who of [scene.clinician, supervisor]) {
      for (const page of [`/cases/${scene.caseId}`, `/cases/${scene.caseId}/record`, `/sessions/${scene.sessionId}/note`, `/cases/${scene.caseId}/search?q=home`]) expect((await api(who, "GET", page)).text).not.toContain("take him home");
    }
    const trail = await scene.server.fresh.asOwner((client) => client.query<{ text: string }>("select to_jsonb(a)::text as text from dyad.audit_entries a"));
    expect(trail.rows.some(({ text }) => text.includes("take him home"))).toBe(false);
  });

  it("stays as it was written, is taken back by its author alone, and then stands nowhere", async () => {
    await expect(acting(scene.place, scene.clinician, (tx) => sql`update hard_moments set words = 'Other.' where id = ${momentId}`.execute(tx))).rejects.toThrow(/stays as it was written/);
    expect((await api(scene.trainee, "POST", `/hard-moments/${momentId}/take-back`, {})).status).toBe(404);
    expect((await api(scene.clinician, "POST", `/hard-moments/${momentId}/take-back`, {})).status).toBe(200);
    expect((await api(supervisor, "GET", `/sessions/${scene.sessionId}/hard-moments`)).body.moments).toEqual([]);
  });
});

const held = (attended: string[], minutes = 60) => ({ minutes, clinicalMinutes: Math.min(minutes, 45), attended });
const planned = (kind: string, people: string[], startsAt: string, more: Record<string, unknown> = {}) => ({ kind, startsAt, minutes: 60, people, ...more });

describe("a meeting", () => {
  it("is planned by who supervises, with those she supervises today", async () => {
    const made = await api(supervisor, "POST", "/supervision/meetings", planned("individual", [scene.clinician.staffId], `${TODAY}T10:00`));
    expect(made.status).toBe(200);
    meetingId = made.body.meetingId;
    expect((await api(supervisor, "POST", "/supervision/meetings", planned("individual", [scene.spare.staffId], `${TODAY}T10:00`))).status).toBe(400);
    expect((await api(scene.clinician, "POST", "/supervision/meetings", planned("individual", [scene.trainee.staffId], `${TODAY}T10:00`))).status).toBe(400);
    expect((await api(supervisor, "POST", "/supervision/meetings", planned("individual", [scene.clinician.staffId, scene.trainee.staffId], `${TODAY}T10:00`))).status).toBe(400);
    const { body }: { body: Outputs["supervision"]["meetings"]["list"] } = await api(scene.clinician, "GET", "/supervision/meetings");
    expect(body.coming).toMatchObject([{ meetingId, status: "planned", leaderId: supervisor.staffId }]);
  });

  it("was held once, and no two held meetings of one person overlap: the other is named", async () => {
    expect((await api(scene.clinician, "POST", `/supervision/meetings/${meetingId}/hold`, { revision: 1, ...held([scene.clinician.staffId]) })).status).toBe(422);
    expect((await api(supervisor, "POST", `/supervision/meetings/${meetingId}/hold`, { revision: 1, ...held([scene.clinician.staffId], 50) })).body).toEqual({ status: "held" });
    expect((await api(supervisor, "POST", `/supervision/meetings/${meetingId}/hold`, { revision: 2, ...held([scene.clinician.staffId]) })).status).toBe(422);
    const overlapping = await api(scene.clinician, "POST", "/supervision/meetings", planned("peer", [scene.spare.staffId], `${TODAY}T10:30`, { held: held([scene.spare.staffId]) }));
    expect([overlapping.status, overlapping.body.message]).toEqual([422, expect.stringContaining(scene.clinician.name)]);
    // One that begins when the other ends is none.
    expect((await api(scene.clinician, "POST", "/supervision/meetings", planned("peer", [scene.spare.staffId], `${TODAY}T10:50`, { held: held([scene.spare.staffId], 30) }))).status).toBe(200);
    expect((await api(supervisor, "POST", "/supervision/meetings", planned("individual", [scene.trainee.staffId], "2026-11-25T10:00", { held: held([scene.trainee.staffId]) }))).status).toBe(422);
    await expect(acting(scene.place, supervisor, (tx) => sql`update supervision_meetings set minutes = 480 where id = ${meetingId}`.execute(tx))).rejects.toThrow(/stays as it stands/);
  });

  it("written down twice at once for the same hour is held once", async () => {
    const both = await Promise.all([1, 2].map(() => api(supervisor, "POST", "/supervision/meetings", planned("individual", [scene.trainee.staffId], `${TODAY}T13:00`, { held: held([scene.trainee.staffId]) }))));
    expect(both.map((one) => one.status).toSorted()).toEqual([200, 422]);
  });

  it("has words between the two, whom a second writer does not overwrite; nobody else reads them", async () => {
    const at = `/supervision/meetings/${meetingId}`;
    noted = "Between the two of us: made up.";
    expect((await api(supervisor, "PUT", `${at}/notes`, { revision: 0, words: noted })).body.revision).toBe(1);
    expect((await api(scene.clinician, "GET", at)).body.notes).toMatchObject({ words: noted, revision: 1, withName: supervisor.name });
    expect((await api(scene.clinician, "PUT", `${at}/notes`, { revision: 0, words: "Other." })).status).toBe(409);
    noted = `${noted} And hers.`;
    expect((await api(scene.clinician, "PUT", `${at}/notes`, { revision: 1, words: noted })).status).toBe(200);
    expect((await api(supervisor, "GET", at)).body.notes).toMatchObject({ words: noted, writtenByName: scene.clinician.name });
    for (const [name, who] of strangers) expect([name, [403, 404].includes((await api(who, "GET", at)).status), await seen(who, "supervision_notes")]).toEqual([name, true, 0]);
  });

  it("of a group has its leader's own words, which those who were there do not read", async () => {
    const made = await api(supervisor, "POST", "/supervision/meetings", planned("group", [scene.clinician.staffId, scene.trainee.staffId], "2026-11-19T10:00", { held: held([scene.clinician.staffId, scene.trainee.staffId], 90) }));
    const at = `/supervision/meetings/${made.body.meetingId}`;
    expect((await api(supervisor, "PUT", `${at}/notes`, { revision: 0, words: "Her own." })).status).toBe(200);
    expect((await api(scene.clinician, "GET", at)).body).toMatchObject({ notes: null, mayWrite: false });
    expect((await api(scene.clinician, "PUT", `${at}/notes`, { revision: 0, words: "Mine." })).status).toBe(422);
    expect(await seen(scene.clinician, "supervision_notes")).toBe(1);
  });
});

describe("the hours", () => {
  it("are those of the meetings, for the person, who supervises her today and who runs the programme", async () => {
    const of = async (who: StaffActor) => ((await api(who, "GET", "/supervision/hours?month=2026-11")).body as Outputs["supervision"]["hours"]["get"]).people;
    const own = (await of(scene.clinician)).find((one) => one.staffId === scene.clinician.staffId)!;
    expect(own.lines.map((one) => [one.kind, one.side, one.minutes]).toSorted()).toEqual([["group", "received", 90], ["individual", "received", 50], ["peer", "received", 30]]);
    expect(own.checks.find((one) => one.id === "nc11")).toMatchObject({ result: "met", found: 3 });
    expect(own.checks.find((one) => one.id === "n11")).toMatchObject({ result: "not_defined", threshold: null });
    expect((await of(scene.clinician)).map((one) => one.staffId)).toEqual([scene.clinician.staffId]);
    expect((await of(supervisor)).find((one) => one.staffId === scene.clinician.staffId)!.lines.map((one) => one.minutes).toSorted()).toEqual([30, 50, 90]);
    expect((await of(former)).map((one) => one.staffId)).toEqual([former.staffId]);
    expect((await of(director)).length).toBeGreaterThan(4);
  });

  it("leave for who runs the programme as kinds and minutes, without a word of any meeting", async () => {
    const file = await api(director, "GET", "/supervision/hours/file?from=2026-11&to=2026-11&language=en");
    expect(file.text).toContain(`2026-11,${scene.clinician.name},Individual,received,1,50,45`);
    for (const words of [noted, "Her own."]) expect(file.text).not.toContain(words);
    for (const who of [supervisor, scene.clinician]) expect((await api(who, "GET", "/supervision/hours/file?from=2026-11&to=2026-11&language=en")).status).toBe(403);
  });
});

describe("a comment on a note that waits", () => {
  it("is between its author and the supervisor who wrote it; several supervisors do not read each other's", async () => {
    const second = await makeStaff(scene.place, scene.agency, { roles: ["supervisor"], from: FROM });
    await operatorDoes(scene, (tx) => insertSupervision(tx, { supervisorId: second.staffId, clinicianId: scene.trainee.staffId, validFrom: FROM, validTo: null }));
    const { sessionId, blockId } = await newNote(scene, scene.trainee.staffId, "awaiting_cosignature");
    const at = `/sessions/${sessionId}/comments`;
    for (const who of [supervisor, second]) expect((await api(who, "GET", "/supervision/signing")).body.notes).toMatchObject([{ sessionId, authorId: scene.trainee.staffId }]);
    for (const who of [former, otherSupervisor]) expect((await api(who, "GET", "/supervision/signing")).body.notes).toEqual([]);
    expect((await api(supervisor, "POST", at, { blockId, words: "Say more of this moment." })).status).toBe(200);
    expect((await api(scene.trainee, "GET", at)).body).toMatchObject({ comments: [{ blockId, words: "Say more of this moment." }], mayComment: true });
    server.fresh.clock.set(`${TODAY}T20:05:00Z`);
    expect((await api(scene.trainee, "POST", at, { words: "I did not see it then." })).status).toBe(200);
    expect((await api(supervisor, "GET", at)).body.comments.map((one: { words: string }) => one.words)).toEqual(["Say more of this moment.", "I did not see it then."]);
    expect((await api(second, "GET", at)).body.comments).toEqual([]);
    expect((await api(supervisor, "POST", at, { blockId: scene.blockId, words: "Made up." })).status).toBe(400);
    expect((await api(scene.clinician, "POST", at, { words: "Made up." })).status).toBe(422);
    for (const [name, who] of strangers.filter(([, one]) => one !== scene.trainee)) expect([name, await seen(who, "supervision_comments")]).toEqual([name, 0]);
    expect((await api(second, "POST", `/sessions/${sessionId}/note/cosign`, { revision: 1 })).body.status).toBe("signed");
  });
});

describe("a rating of the supervisor", () => {
  it("is due every three months, read by its writer alone until she shows it; the programme sees that it is done", async () => {
    const list = async (who: StaffActor) => (await api(who, "GET", "/supervision/ratings")).body as Outputs["supervision"]["ratings"]["list"];
    const due = (await list(scene.clinician)).slots.find((one) => one.kind === "packet")!;
    expect(due).toMatchObject({ supervisorId: supervisor.staffId, dueOn: "2026-10-05", state: "due" });
    const words = "Made up: more room, please.";
    const at = `/supervision/supervisors/${supervisor.staffId}/ratings`;
    const given = { kind: "packet", dueOn: due.dueOn, answers: { room: "emerging" }, words, shows: false };
    expect((await api(scene.clinician, "POST", at, { ...given, answers: { whole: "emerging" } })).status).toBe(400);
    expect((await api(scene.clinician, "POST", `/supervision/supervisors/${former.staffId}/ratings`, given)).status).toBe(404);
    const { ratingId } = (await api(scene.clinician, "POST", at, given)).body;
    expect((await api(scene.clinician, "POST", at, given)).status).toBe(409);
    expect((await list(scene.clinician)).given).toMatchObject([{ ratingId, words, shownAt: null }]);
    expect([(await list(supervisor)).shown, await seen(supervisor, "supervision_ratings"), await seen(supervisor, "supervision_answers")]).toEqual([[], 0, 0]);
    const ofDirector = await api(director, "GET", "/supervision/ratings");
    expect(ofDirector.body.slots.find((one: { superviseeId: string; kind: string }) => one.superviseeId === scene.clinician.staffId && one.kind === "packet")).toMatchObject({ state: "done", doneOn: TODAY });
    expect([ofDirector.text.includes(words), ofDirector.text.includes("emerging"), await seen(director, "supervision_answers")]).toEqual([false, false, 0]);
    expect((await api(supervisor, "POST", `/supervision/ratings/${ratingId}/show`, {})).status).toBe(404);
    expect((await api(scene.clinician, "POST", `/supervision/ratings/${ratingId}/show`, {})).status).toBe(200);
    expect((await list(supervisor)).shown).toMatchObject([{ ratingId, words, answers: { room: "emerging" } }]);
    for (const [name, who] of strangers) expect([name, await seen(who, "supervision_answers")]).toEqual([name, 0]);
    await expect(acting(scene.place, scene.clinician, (tx) => sql`update supervision_answers set counterpart_staff_id = ${otherSupervisor.staffId} where rating_id = ${ratingId}`.execute(tx))).rejects.toThrow(/stays as it was given/);
  });
});

describe("the times and thresholds", () => {
  it("are the programme's own, set by who runs it or supervises, and judged before they are kept", async () => {
    const { rules } = (await api(scene.clinician, "GET", "/supervision-rules")).body;
    expect((await api(scene.clinician, "PUT", "/supervision-rules", rules)).status).toBe(403);
    expect((await api(supervisor, "PUT", "/supervision-rules", { ...rules, absentFrom: 5, absentOf: 4 })).status).toBe(400);
    expect((await api(director, "PUT", "/supervision-rules", { ...rules, cadenceMeetings: 2 })).status).toBe(200);
    expect((await api(scene.clinician, "GET", "/supervision-rules")).body).toMatchObject({ are: "own", rules: { cadenceMeetings: 2 } });
    expect((await api(elsewhere.clinician, "GET", "/supervision-rules")).body).toMatchObject({ are: "shipped" });
  });
});
