import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { addDays } from "#kernel/dates.ts";
import { rows } from "#database/actor.ts";
import { judgeView } from "#features/disclosure/rules.ts";
import { loadViewer } from "#features/disclosure/store.ts";
import { coverCase } from "#features/safety/oncall.store.ts";
import { endEmployment } from "#features/workforce/employment.handlers.ts";
import { insertCredential } from "#features/workforce/store.ts";
import { hashPassword } from "#server/sign-in.ts";
import { newHeld } from "../../../test/access/custody.ts";
import { newAuthorization } from "../../../test/access/releases.ts";
import { putBlock, putDocument, writeWords } from "../../../test/access/content.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// What becomes of psychotherapy notes when their author leaves (D3): closed to everybody, counted for the privacy officer,
// and opened by her to one person of the case for some days, on a coded basis.

const TODAY = "2026-11-20";
const WORDS = "What only its author thought.";
let server: TestServer;
let scene: Scene;
let others: Scene;
let officer: StaffActor;
let director: StaffActor;
let supervisor: StaffActor;
let author: StaffActor;
let blockId: string;
let officerCookie: string;
let directorCookie: string;

const staff = (roles: StaffActor["roles"], of = scene) => makeStaff(of.place, of.agency, { roles: roles as never, from: "2026-01-05" });
const assign = (staffId: string) => operatorDoes(scene, (tx) => sql`insert into assignments (agency_id, case_id, staff_id, kind, valid_from) values (${tx.actor.agencyId}, ${scene.caseId}, ${staffId}, 'assigned', '2026-01-05')`.execute(tx));

beforeAll(async () => {
  server = await startServer({ now: `${TODAY}T15:00:00Z` });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "others");
  officer = await staff(["privacy_officer"]);
  director = await staff(["administrator"]);
  supervisor = await staff(["supervisor"]);
  author = await makeStaff(scene.place, scene.agency, { from: "2026-01-05", email: "author@example.org", passwordHash: await hashPassword("a long enough password") });
  await assign(author.staffId);
  await operatorDoes(scene, async (tx) => {
    await sql`insert into supervisions (agency_id, supervisor_id, clinician_id, valid_from) values (${tx.actor.agencyId}, ${supervisor.staffId}, ${author.staffId}, '2026-01-05'), (${tx.actor.agencyId}, ${supervisor.staffId}, ${scene.clinician.staffId}, '2026-01-05')`.execute(tx);
    await insertCredential(tx, scene.clinician.staffId, { kind: "licence", name: "LICSW", field: "", issuer: "", number: "", isIndependent: true, validFrom: "2026-01-05", validTo: null });
    const block = await putBlock(tx, scene.caseId, "psychotherapy_note", { ownerStaffId: author.staffId });
    blockId = block.id;
    await writeWords(tx, block, WORDS);
    await sql`update blocks set created_at = '2026-10-02T15:00:00Z' where id = ${blockId}`.execute(tx);
    await putDocument(tx, scene.caseId, "psychotherapy_note", { ownerStaffId: author.staffId });
  });
  officerCookie = await signedIn(server, officer);
  directorCookie = await signedIn(server, director);
}, 120_000);
afterAll(() => server.close());

const end = (staffId: string, body: object, cookie = directorCookie) => call(server, cookie, "POST", `/api/workforce/staff/${staffId}/end`, { reason: "Another place.", ...body });
const takeBack = (staffId: string) => call(server, directorCookie, "POST", `/api/workforce/staff/${staffId}/end/take-back`, {});
const listed = async () => (await call(server, officerCookie, "GET", "/api/custody")).body;
const open = (more: object = {}, { caseId = scene.caseId, authorId = author.staffId, cookie = officerCookie } = {}) =>
  call(server, cookie, "POST", `/api/cases/${caseId}/custody/${authorId}`, { namedId: scene.clinician.staffId, validFrom: TODAY, validTo: addDays(TODAY, 6), basis: "oversight", reason: "The board of licences asks for it.", ...more });
const close = (openingId: string) => call(server, officerCookie, "POST", `/api/custody/${openingId}/close`, { reason: "It was not needed any more." });

/** Whether somebody reads the note today: by row-level security, by the rules, and of its documents. */
const reads = (actor: StaffActor, day = TODAY) => {
  server.fresh.clock.set(`${day}T15:00:00Z`);
  return acting(scene.place, actor, async (tx) => {
    const found = await rows<{ id: string }>(tx, sql`select id from blocks where owner_staff_id = ${author.staffId} and class = 'psychotherapy_note'`);
    const papers = await rows(tx, sql`select id from documents where owner_staff_id = ${author.staffId} and class = 'psychotherapy_note'`);
    const tag = { class: "psychotherapy_note" as const, caseId: scene.caseId, ownerPersonId: null, ownerStaffId: author.staffId, counterpartStaffId: null, part2: false };
    return [found.length, papers.length, judgeView(await loadViewer(tx), tag)];
  }).finally(() => server.fresh.clock.set(`${TODAY}T15:00:00Z`));
};
const nothing = [0, 0, null];
const all = [1, 1, "full"];

describe("The end of somebody's work here (A6)", () => {
  it("gives nothing past the last day: no family, supervision, team or session; who is on call covers until then", async () => {
    const leaver = await staff(["clinician", "supervisor"]);
    const lastDay = addDays(TODAY, 20);
    expect((await end(leaver.staffId, { lastDay })).status).toBe(200);
    const path = async (address: string, body: object) => {
      const { status, body: answer } = await call(server, directorCookie, "POST", address, body);
      return status === 200 ? "done" : `${answer.fields?.[0]?.path}: ${answer.message}`;
    };
    const assigned = (validFrom: string, validTo: string | null) => path(`/api/cases/${scene.caseId}/assignments`, { caseId: scene.caseId, staffId: leaver.staffId, kind: "assigned", validFrom, validTo });
    const until = `${leaver.name} works here until 10 December 2026. Write that day, or an earlier one, as the last.`;
    expect([await assigned(TODAY, null), await assigned(TODAY, addDays(lastDay, 1)), await assigned(addDays(lastDay, 1), null)]).toEqual([`validTo: ${until}`, `validTo: ${until}`, `validFrom: ${until}`]);
    expect(await assigned(TODAY, lastDay)).toBe("done");
    expect(await path(`/api/workforce/staff/${scene.spare.staffId}/supervisions`, { supervisorId: leaver.staffId, validFrom: TODAY, validTo: null })).toBe(`validTo: ${until}`);
    const booked = (on: string) => path(`/api/cases/${scene.caseId}/sessions`, { kind: "coordination", place: "service_site", beds: null, modality: "in_person", clinicianId: leaver.staffId, start: `${on}T10:00`, end: `${on}T11:00`, personIds: [scene.adultA], longerSessionReason: null });
    expect(await booked(addDays(lastDay, 1))).toBe(`clinicianId: ${leaver.name} works here until 10 December 2026. Choose somebody else, or an earlier day.`);
    expect(await booked(lastDay)).toBe("done");
    const covered = await operatorDoes(others, async (tx) => {
      const { staffId } = await staff(["clinician"], others);
      await endEmployment(tx, { staffId, lastDay: tx.today, reason: "Another place." });
      await coverCase(tx, others.caseId, staffId, addDays(tx.today, 9));
      return rows<{ valid_to: string }>(tx, sql`select valid_to from assignments where staff_id = ${staffId}`);
    });
    expect(covered).toEqual([{ valid_to: TODAY }]);
  });

  it("signs in until the last day, is taken back before it is over, and then everything stands as before", async () => {
    const leaver = await staff(["clinician"]);
    await assign(leaver.staffId);
    const spans = () => operatorDoes(scene, (tx) => rows(tx, sql`select 'staff' as what, valid_to from staff where id = ${leaver.staffId} union all select 'role', valid_to from staff_roles where staff_id = ${leaver.staffId} union all select 'case', valid_to from assignments where staff_id = ${leaver.staffId}`));
    const cookie = await signedIn(server, leaver);
    const before = await spans();
    expect((await end(leaver.staffId, { lastDay: addDays(TODAY, -2) })).body.fields[0].path).toBe("lastDay");
    expect((await end(leaver.staffId, { lastDay: TODAY })).status).toBe(200);
    expect((await spans()).map((one) => (one as { valid_to: string }).valid_to)).toEqual([TODAY, TODAY, TODAY]);
    expect((await end(leaver.staffId, { lastDay: TODAY })).body.code).toBe("refused");
    expect((await call(server, cookie, "GET", "/api/session")).status).toBe(200);
    expect((await takeBack(leaver.staffId)).status).toBe(200);
    expect(await spans()).toEqual(before);
    expect((await takeBack(leaver.staffId)).status).toBe(404);
    const { ends } = (await call(server, directorCookie, "GET", `/api/workforce/staff/${leaver.staffId}/credentials`)).body;
    expect(ends).toMatchObject([{ lastDay: TODAY, reason: "Another place.", endedByName: director.name, takenBackByName: director.name }]);
  });

  it("never ends the last administrator, also where the other one has a last day", async () => {
    expect((await end(director.staffId, { lastDay: TODAY })).body.code).toBe("refused");
    const second = await staff(["administrator"]);
    expect((await end(second.staffId, { lastDay: addDays(TODAY, 30) })).status).toBe(200);
    expect((await end(director.staffId, { lastDay: TODAY })).body.code).toBe("refused");
    expect((await end(director.staffId, { lastDay: TODAY }, await signedIn(server, supervisor))).status).toBe(403);
  });

  it("shuts the door at once where the last day was yesterday: a sign-in that is open is dead, and none opens", async () => {
    const signIn = () => call(server, null, "POST", "/api/session", { email: "author@example.org", password: "a long enough password" });
    expect((await signIn()).status).toBe(200);
    const cookie = await signedIn(server, author);
    expect((await listed()).held).toEqual([]);
    expect((await end(author.staffId, { lastDay: addDays(TODAY, -1) })).status).toBe(200);
    expect((await call(server, cookie, "GET", "/api/session")).status).toBe(401);
    expect((await signIn()).status).toBe(401);
    expect((await takeBack(author.staffId)).status).toBe(404);
  });
});

describe("Psychotherapy notes in custody (D3)", () => {
  let openingId: string;

  it("are closed to everybody, and the privacy officer is told whose, of which family, how many and from when; never a word", async () => {
    for (const one of [scene.clinician, scene.spare, supervisor, director, officer]) expect(await reads(one), one.roles.join()).toEqual(nothing);
    const answer = await listed();
    expect(answer.held).toMatchObject([{ authorId: author.staffId, authorName: author.name, leftOn: addDays(TODAY, -1), caseId: scene.caseId, childName: "Robin Made-Up", notes: 2, firstOn: "2026-10-02", lastOn: TODAY, openings: [] }]);
    expect(answer.held[0].candidates.map((one: { staffId: string }) => one.staffId).sort()).toEqual([scene.clinician.staffId, supervisor.staffId].sort());
    expect(JSON.stringify(answer)).not.toContain(WORDS);
    for (const one of [director, supervisor, scene.clinician]) expect((await call(server, await signedIn(server, one), "GET", "/api/custody")).status).toBe(403);
    const counted = (actor: StaffActor) => acting(scene.place, actor, (tx) => rows(tx, sql`select * from notes_in_custody()`));
    expect([(await counted(director)).length, (await counted(supervisor)).length, (await counted(officer)).length]).toEqual([0, 0, 1]);
  });

  it("are opened to nobody who is not on the case, not to oneself, not for longer than thirty days, and not from yesterday", async () => {
    const both = await makeStaff(scene.place, scene.agency, { roles: ["privacy_officer", "clinician"], from: "2026-01-05" });
    await assign(both.staffId);
    await operatorDoes(scene, (tx) => insertCredential(tx, both.staffId, { kind: "licence", name: "LICSW", field: "", issuer: "", number: "", isIndependent: true, validFrom: "2026-01-05", validTo: null }));
    const field = async (answer: ReturnType<typeof open>) => (await answer).body.fields?.[0]?.path;
    expect(await field(open({ namedId: both.staffId }, { cookie: await signedIn(server, both) }))).toBe("namedId");
    expect(await field(open({ namedId: scene.spare.staffId }))).toBe("namedId");
    expect(await field(open({ namedId: scene.trainee.staffId }))).toBe("namedId");
    expect(await field(open({ validTo: addDays(TODAY, 30) }))).toBe("validTo");
    expect(await field(open({ validFrom: addDays(TODAY, -1) }))).toBe("validFrom");
    expect(await field(open({ documentId: scene.caseId }))).toBe("documentId");
    expect(await field(open({ basis: "authorization", documentId: scene.caseId }))).toBe("documentId");
    expect((await open({}, { authorId: scene.clinician.staffId })).status).toBe(404);
    expect((await open({}, { cookie: directorCookie })).status).toBe(403);
    expect((await open({}, { cookie: await signedIn(server, await staff(["privacy_officer"], others)) })).status).toBe(404);
    for (const forged of [{ opened_by: officer.staffId, named_id: officer.staffId }, { opened_by: director.staffId, named_id: supervisor.staffId }]) {
      await expect(acting(scene.place, officer, (tx) => sql`insert into custody_openings (agency_id, id, case_id, author_id, named_id, valid_from, valid_to, basis, reason, opened_by, opened_at) values (${tx.actor.agencyId}, gen_random_uuid(), ${scene.caseId}, ${author.staffId}, ${forged.named_id}, ${TODAY}, ${TODAY}, 'oversight', 'a reason of the tests', ${forged.opened_by}, ${tx.now})`.execute(tx))).rejects.toThrow(/check|policy/);
    }
    expect((await listed()).held[0].openings).toEqual([]);
  });

  it("are read by the one who is named, on the days that were given and no other, and by nobody else", async () => {
    const asked = await open({ validFrom: addDays(TODAY, 1) });
    expect(asked.status).toBe(200);
    openingId = asked.body.openingId;
    for (const [day, seen] of [[TODAY, nothing], [addDays(TODAY, 1), all], [addDays(TODAY, 6), all], [addDays(TODAY, 7), nothing]] as const) expect(await reads(scene.clinician, day), day).toEqual(seen);
    for (const one of [scene.trainee, scene.spare, supervisor, director, officer, others.clinician]) expect(await reads(one, addDays(TODAY, 1)), one.roles.join()).toEqual(nothing);
  });

  it("are opened to one at a time; closed early they are shut at once, and can be opened to another", async () => {
    expect((await open({ namedId: supervisor.staffId })).body.code).toBe("refused");
    expect((await close(openingId)).body).toEqual({ closed: true, caseId: scene.caseId });
    expect(await reads(scene.clinician, addDays(TODAY, 1))).toEqual(nothing);
    expect((await close(openingId)).body.code).toBe("changed_meanwhile");
    expect((await open({ namedId: supervisor.staffId })).status).toBe(200);
    expect([await reads(supervisor), await reads(scene.clinician)]).toEqual([all, nothing]);
    const kept = (await listed()).held[0].openings as { namedId: string }[];
    expect(kept).toHaveLength(2);
    expect(kept.find((one) => one.namedId === supervisor.staffId)).toMatchObject({ namedName: supervisor.name, closedAt: null });
    expect(kept.find((one) => one.namedId === scene.clinician.staffId)).toMatchObject({ closedByName: officer.name, closeReason: "It was not needed any more." });
  });

  it("stand in the case's record list for the one who is named, who writes nothing there; each act and read is in the trail", async () => {
    const cookie = await signedIn(server, supervisor);
    const found = await call(server, cookie, "GET", `/api/cases/${scene.caseId}/record?class=psychotherapy_note`);
    expect(found.body.blocks).toMatchObject([{ blockId, words: WORDS, authorName: author.name }]);
    await acting(scene.place, supervisor, async (tx) => {
      const changed = await sql`update blocks set words = 'Changed.' where id = ${blockId}`.execute(tx);
      const removed = await sql`delete from blocks where id = ${blockId}`.execute(tx);
      expect([changed.numAffectedRows, removed.numAffectedRows]).toEqual([0n, 0n]);
    });
    const trail = await operatorDoes(scene, (tx) => rows<{ procedure: string; outcome: string }>(tx, sql`select procedure, outcome from audit_entries where case_id = ${scene.caseId} and (procedure like 'custody.%' or (procedure = 'cases.record' and actor_id = ${supervisor.staffId})) order by id`));
    const done = trail.filter((one) => one.outcome === "done").map((one) => one.procedure);
    expect([done.filter((one) => one === "custody.open").length, done.filter((one) => one === "custody.close").length, done.filter((one) => one === "cases.record").length]).toEqual([2, 1, 1]);
  });

  it("leave with no release, whoever begins it and on whatever authorization; an author's own leave by an authorization that names nothing else (45 CFR 164.508(a)(2))", async () => {
    const OWN = "What the clinician who works here thought.";
    await operatorDoes(scene, async (tx) => {
      for (const [ofClass, words] of [["psychotherapy_note", OWN], ["child_chart", "MADE-UP-CHART"]] as const) {
        await writeWords(tx, await putBlock(tx, scene.caseId, ofClass, { ownerStaffId: scene.clinician.staffId }), words);
      }
    });
    const notes = await newAuthorization(scene, "signed", { opens: ["psychotherapy_note"] });
    const chart = await newAuthorization(scene, "signed");
    const released = async (actor: StaffActor, opens: string[], { authorizationId }: { authorizationId: string }) => {
      const cookie = await signedIn(server, actor);
      const begun = await call(server, cookie, "POST", `/api/cases/${scene.caseId}/releases`, { form: "record", basis: "authorization", authorizationId, opens, periodFrom: null, periodTo: null, language: "en" });
      if (begun.status !== 200) return `${begun.status} ${begun.body.fields?.[0]?.path}`;
      const { text } = await call(server, cookie, "GET", `/api/cases/${scene.caseId}/releases/${begun.body.releaseId}`);
      return [WORDS, OWN, "MADE-UP-CHART"].filter((words) => text.includes(words));
    };
    expect(await reads(supervisor)).toEqual(all);
    expect(await released(supervisor, ["service", "child_chart"], chart)).toEqual(["MADE-UP-CHART"]);
    expect(await released(supervisor, ["psychotherapy_note"], notes)).toEqual([]);
    expect(await released(scene.clinician, ["psychotherapy_note"], notes)).toEqual([OWN]);
    expect(await released(scene.clinician, ["child_chart", "psychotherapy_note"], notes)).toBe("400 opens");
  });

  it("open neither what another author left, nor the same author's notes in another case, nor what was written for supervision", async () => {
    const { authorId: another } = await newHeld(scene);
    const otherCase = await operatorDoes(scene, async (tx) => {
      const childId = (await rows<{ child_id: string }>(tx, sql`select child_id from cases where id = ${scene.caseId}`))[0]!.child_id;
      const [made] = await rows<{ id: string }>(tx, sql`insert into cases (agency_id, id, child_id, opened_on) values (${tx.actor.agencyId}, gen_random_uuid(), ${childId}, '2026-01-05') returning id`);
      await sql`insert into assignments (agency_id, case_id, staff_id, kind, valid_from) values (${tx.actor.agencyId}, ${made!.id}, ${scene.clinician.staffId}, 'assigned', '2026-01-05')`.execute(tx);
      await putBlock(tx, made!.id, "psychotherapy_note", { ownerStaffId: author.staffId });
      await putBlock(tx, scene.caseId, "supervision", { ownerStaffId: author.staffId });
      return made!.id;
    });
    expect((await listed()).held.map((one: { caseId: string }) => one.caseId).sort()).toEqual([scene.caseId, scene.caseId, otherCase].sort());
    const seen = await acting(scene.place, supervisor, (tx) => rows<{ id: string }>(tx, sql`select id from blocks where owner_staff_id in (${author.staffId}, ${another})`));
    expect(seen.map((one) => one.id)).toEqual([blockId]);
  });

  it("close by themselves once the one who is named is on the case no more", async () => {
    await operatorDoes(scene, (tx) => sql`update supervisions set valid_to = '2026-11-19' where supervisor_id = ${supervisor.staffId}`.execute(tx));
    expect(await reads(supervisor)).toEqual(nothing);
  });
});
