import { createHash, randomUUID } from "node:crypto";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rows } from "#database/actor.ts";
import { insertAssignment } from "#features/cases/store.ts";
import { insertAuthority } from "#features/people/store.ts";
import { type Case, listSeen, makeCase, putSession } from "../../../test/access/content.ts";
import { adultAccount, makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { plainName } from "./rules.ts";
import { leftoverNames } from "./screens.words.ts";

// Two records of one child as one and parted again: not a row is rewritten, nobody sees what the table does not give, and
// nothing that somebody writes is lost.

let server: TestServer;
let scene: Scene;
let others: Scene;
/** Two further records of the agency, each with a row of every class and an adult of its own. */
let twin: Case;
let third: Case;
let director: StaffActor;
let hers: StaffActor;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00Z" });
  [scene, others] = [await makeScene(server, "ours"), await makeScene(server, "others")];
  director = await makeStaff(scene.place, scene.agency, { roles: ["administrator"] });
  hers = await makeStaff(scene.place, scene.agency, { name: "Her own clinician" });
  await operatorDoes(scene, async (tx) => {
    [twin, third] = [await makeCase(tx, scene.spare.staffId), await makeCase(tx, scene.spare.staffId)];
    await insertAssignment(tx, { caseId: twin.caseId, staffId: hers.staffId, kind: "assigned", validFrom: tx.today, validTo: null });
    await insertAuthority(tx, twin.caseId, { holderId: twin.keeperId, holderOrganization: null, kind: "parent", document: "Made up", scopes: ["records"], limits: "", validFrom: tx.today, validTo: null });
  });
});
afterAll(() => server.close());

let second = 0;
async function ask(who: StaffActor, method: string, address: string, body?: unknown) {
  server.fresh.clock.set(new Date(Date.parse("2026-11-20T15:00:00Z") + ++second * 1000).toISOString());
  return call(server, await scene.cookieOf(who), method, `/api${address}`, body);
}
const REASON = "Entered twice at intake.";
const preview = async (one: string, into: string): Promise<Outputs["merging"]["preview"]> => (await ask(director, "GET", `/same-child/${one}/with/${into}`)).body;
const join = async (one: string, into: string, more: object = {}) => ask(director, "POST", `/same-child/${one}/into/${into}`, { reason: REASON, seen: (await preview(one, into)).seen ?? "", ...more });
const undo = (mergeId: string) => ask(director, "POST", `/same-child/joined/${mergeId}/undo`, { reason: "Two children after all." });

/** Every row of every table of the agency but the trail and the decisions about records, as one digest a table. */
/** Derived from the record, and derived anew when records are joined or parted: no part of either. */
const derived = ["outcome_changes", "outcome_courses", "outcome_pairs", "outcome_reasons"];
const digests = () =>
  server.fresh.asOwner(async (client) => {
    const { rows: tables } = await client.query("select relname as name from pg_class where relnamespace = 'dyad'::regnamespace and relkind = 'r' and relrowsecurity and relname !~ '^(audit_entries|audit_chain|case_merge|outcome_)'");
    const all: Record<string, string> = {};
    for (const { name } of tables) all[name] = createHash("sha256").update(JSON.stringify((await client.query(`select to_jsonb(t)::text as one from dyad.${name} t order by 1`)).rows)).digest("hex");
    return all;
  });
const blocksSeen = (who: StaffActor, caseId: string): Promise<string[]> => ask(who, "GET", `/cases/${caseId}/record`).then(({ body }) => body.blocks.map((one: { blockId: string }) => one.blockId).sort());

describe("two records of one child (product.md feature 6)", () => {
  it("joined and parted in any order leave every row as it was", async () => {
    const before = await digests();
    let joined = 0;
    const ids = [scene.caseId, twin.caseId, third.caseId];
    const step = fc.record({ one: fc.nat(2), into: fc.nat(2), undo: fc.boolean() });
    for (const steps of fc.sample(fc.array(step, { minLength: 4, maxLength: 6 }), { numRuns: 3, seed: 5 })) {
      const open: string[] = [];
      for (const { one, into, undo: parts } of steps) {
        const last = open.at(-1);
        if (parts && last !== undefined) expect((await undo(open.pop()!)).status).toBe(200);
        else {
          const answer = await join(ids[one]!, ids[into]!);
          expect([200, 400, 409], answer.text).toContain(answer.status);
          if (answer.status === 200) {
            open.push(answer.body.mergeId);
            joined++;
          }
        }
      }
      for (const mergeId of open.reverse()) expect((await undo(mergeId)).status).toBe(200);
    }
    expect(joined).toBeGreaterThan(3);
    expect(await digests()).toEqual(before);
    expect((await operatorDoes(scene, (tx) => rows<{ count: number }>(tx, sql`select count(*) as count from case_merges where undone_at is null`)))[0]!.count).toBe(0);
  });

  it("open to those of either the service and the chart of both, and to nobody what belongs to an adult of the other", async () => {
    const [ours, theirs] = [await blocksSeen(scene.clinician, scene.caseId), await blocksSeen(hers, twin.caseId)];
    expect((await ask(scene.clinician, "GET", `/cases/${twin.caseId}`)).status).toBe(404);
    const shown = await preview(twin.caseId, scene.caseId);
    expect(shown.obstacle).toBeNull();
    expect(shown.gains.map((one) => [one.name, one.relation, one.ofCaseId, ...one.classes])).toEqual([
      ["Ana Made-Up", "records_authority", twin.caseId, "child_chart"],
      ["Keeper", "records_authority", scene.caseId, "child_chart"],
      ["Her own clinician", "assigned", scene.caseId, "service", "child_chart", "protective"],
      [scene.clinician.name, "assigned", twin.caseId, "service", "child_chart", "protective"],
    ]);
    const { mergeId } = (await join(twin.caseId, scene.caseId)).body;
    const chartOf = (of: Case) => of.items.filter((one) => one.table === "blocks" && one.tag.class === "child_chart" && !one.tag.part2).map((one) => one.id);
    // Of the other record the chart comes to one's own, from either address, and nothing else.
    for (const caseId of [scene.caseId, twin.caseId]) {
      expect(await blocksSeen(scene.clinician, caseId)).toEqual([...ours, ...chartOf(twin)].sort());
      expect(await blocksSeen(hers, caseId)).toEqual([...theirs, scene.blockId].sort());
    }
    const found = (await ask(scene.clinician, "GET", `/cases/${scene.caseId}`)).body;
    expect([found.diagnoses.length, found.problems.length, found.people.filter((one: { part: string }) => one.part === "child").length]).toEqual([1, 1, 1]);
    expect(found.people.find((one: { part: string }) => one.part === "child").givenName).toBe("Robin");
    expect(found.record).toMatchObject({ staysCaseId: scene.caseId, others: [{ caseId: twin.caseId }] });
    expect((await ask(scene.clinician, "GET", "/cases")).body.cases.map((one: { caseId: string }) => one.caseId)).toEqual([scene.caseId]);
    expect((await ask(hers, "GET", "/cases")).body.cases.map((one: { caseId: string }) => one.caseId)).toEqual([scene.caseId]);
    // An adult with the right to the record reads the chart of both; one without it, and the adult of no right, nothing of the other.
    const reads = async (adult: string, caseId: string) => (await call(server, await scene.cookieOf(await adultAccount(scene, adult)), "GET", `/api/cases/${caseId}/record`)).body.blocks?.map((one: { blockId: string }) => one.blockId) ?? null;
    expect(await reads(scene.adultA, scene.caseId)).toEqual(expect.arrayContaining(chartOf(twin)));
    expect((await reads(scene.adultA, scene.caseId)).some((id: string) => twin.items.some((one) => one.id === id && one.tag.class !== "child_chart"))).toBe(false);
    expect(await reads(scene.adultB, scene.caseId)).toEqual([]);
    expect(await reads(scene.adultB, twin.caseId)).toBeNull();
    expect((await undo(mergeId)).status).toBe(200);
    expect([await blocksSeen(scene.clinician, scene.caseId), await blocksSeen(hers, twin.caseId)]).toEqual([ours, theirs]);
    expect((await ask(scene.clinician, "GET", `/cases/${twin.caseId}`)).status).toBe(404);
    expect(server.logged.filter((line) => line.includes("two walls disagree"))).toEqual([]);
  });

  it("keep the draft that somebody has open; what is new is written in the one that stays; what came meanwhile is listed when they part", async () => {
    const sessionId = await operatorDoes(scene, (tx) => putSession(tx, twin.caseId, hers.staffId, 9));
    const note = (revision: number, words: string) => ask(hers, "PUT", `/sessions/${sessionId}/note`, { sessionId, revision, heldFrom: null, heldTo: null, longerSessionReason: null, attendance: [], blocks: [{ blockId: randomUUID(), section: "targets", class: "child_chart", ownerPersonId: null, words, chips: [] }] });
    const begun = await note(0, "Begun before.");
    expect(begun.status, begun.text).toBe(200);
    const { mergeId } = (await join(twin.caseId, scene.caseId)).body;
    expect((await note(begun.body.revision, "Written on after.")).status).toBe(200);
    expect((await ask(hers, "GET", `/sessions/${sessionId}/note`)).text).toContain("Written on after.");
    const problem = { kind: "attachment", followsEvents: null };
    const late = await ask(hers, "POST", `/cases/${twin.caseId}/problems`, problem);
    expect([late.status, late.body.message]).toEqual([409, "This record was joined with another one of the same child. Open that one and write there; what you typed is still here."]);
    expect((await ask(hers, "POST", `/cases/${scene.caseId}/problems`, problem)).status).toBe(200);
    expect((await ask(director, "POST", `/cases/${twin.caseId}/assignments`, { staffId: scene.clinician.staffId, kind: "assigned", validFrom: "2026-11-20", validTo: null })).status).toBe(200);
    // Now she is on the other record as well, so what belongs to its adult opens, too.
    expect((await blocksSeen(scene.clinician, scene.caseId)).filter((id) => twin.items.some((one) => one.id === id && one.tag.class === "caregiver"))).toHaveLength(1);
    const parted = await undo(mergeId);
    expect(parted.body.leftovers).toMatchObject([{ kind: "problems", count: 1, lookedAt: null }]);
    expect((await ask(scene.clinician, "GET", `/cases/${scene.caseId}`)).body.problems).toHaveLength(1);
    expect((await ask(director, "POST", `/same-child/joined/${mergeId}/looked-at`, { kind: "problems" })).status).toBe(200);
    expect((await ask(director, "POST", `/same-child/joined/${mergeId}/looked-at`, { kind: "problems" })).status).toBe(404);
    const listed = (await ask(director, "GET", "/same-child/joined")).body.merges as Outputs["merging"]["list"]["merges"];
    expect(listed[0]).toMatchObject({ mergeId, undone: { by: director.name, reason: "Two children after all." }, leftovers: [{ kind: "problems", lookedBy: director.name }] });
    expect((await note(begun.body.revision + 1, "Still her own.")).status).toBe(200);
  });

  it("are not joined to themselves, an open one to a closed one, one of another agency, or without the list that was read; of two at once one is refused", async () => {
    const status = async (one: string, into: string, more: object = {}) => (await join(one, into, more)).status;
    expect(await status(twin.caseId, twin.caseId)).toBe(400);
    expect(await status(twin.caseId, others.caseId)).toBe(404);
    expect(await status(others.caseId, twin.caseId)).toBe(404);
    expect(await status(twin.caseId, third.caseId, { seen: "another list" })).toBe(409);
    expect(await status(twin.caseId, third.caseId, { reason: "short" })).toBe(400);
    expect((await ask(scene.clinician, "GET", `/same-child/${twin.caseId}/with/${third.caseId}`)).status).toBe(403);
    await operatorDoes(scene, (tx) => sql`update cases set status = 'closed', closed_on = ${tx.today} where id = ${third.caseId}`.execute(tx));
    expect(await status(twin.caseId, third.caseId)).toBe(422);
    const both = await Promise.all([join(third.caseId, twin.caseId), join(third.caseId, scene.caseId), join(twin.caseId, third.caseId)]);
    expect(both.map((one) => one.status).filter((one) => one === 200)).toHaveLength(1);
    expect((await undo(both.find((one) => one.status === 200)!.body.mergeId)).status).toBe(200);
    // Nor by any other way: the database refuses a chain, and a decision that is changed.
    const chain = (pairs: [string, string][]) => acting(scene.place, director, async (tx) => {
      for (const [one, into] of pairs) await sql`insert into case_merges (agency_id, id, case_id, into_case_id, reason, merged_at) values (${tx.actor.agencyId}, gen_random_uuid(), ${one}, ${into}, ${REASON}, ${tx.now})`.execute(tx);
      await sql`update case_merges set reason = 'Another reason.'`.execute(tx);
    });
    await expect(chain([[twin.caseId, third.caseId], [third.caseId, scene.caseId]])).rejects.toThrow(/belongs to another already/);
    await expect(chain([[twin.caseId, third.caseId]])).rejects.toThrow(/never changed/);
    await expect(acting(scene.place, hers, (tx) => sql`insert into case_merges (agency_id, id, case_id, into_case_id, reason, merged_at) values (${tx.actor.agencyId}, gen_random_uuid(), ${twin.caseId}, ${scene.caseId}, ${REASON}, ${tx.now})`.execute(tx))).rejects.toThrow(/row-level security/);
  });
});

describe("who may be the same child", () => {
  it("is found by name and birth date, however it is written, and no longer once the two are one", async () => {
    const desk = await makeStaff(scene.place, scene.agency, { roles: ["front_desk"] });
    const made = await ask(desk, "POST", "/cases", { referralId: null, child: { givenName: "Róbin", familyName: "MADE UP", birthDate: "2022-05-02", language: "en" }, caregivers: [], clinicianId: null });
    const pairs = async () => ((await ask(desk, "GET", "/same-child")).body.pairs as Outputs["merging"]["candidates"]["pairs"]).filter((one) => one.sides.some((each) => each.caseId === made.body.caseId));
    expect((await pairs()).map((one) => [one.likeness, ...one.sides.map((each) => each.childGivenName).sort()])).toEqual([["same", "Robin", "Róbin"]]);
    const like = (await ask(desk, "GET", "/same-child/like?givenName=robin&familyName=madeup&birthDate=2022-02-05")).body.like;
    expect(like.map((one: { likeness: string }) => one.likeness)).toEqual(["close_birth", "close_birth"]);
    expect(JSON.stringify(like)).not.toContain(others.caseId);
    const { mergeId } = (await join(made.body.caseId, scene.caseId)).body;
    expect(await pairs()).toEqual([]);
    await undo(mergeId);
    expect(await pairs()).toHaveLength(1);
  });

  it("the database compares names as the rules do", async () => {
    const names = [...fc.sample(fc.string({ unit: "grapheme", maxLength: 12 }), { numRuns: 200, seed: 3 }), "José", "O'Neil-Núñez", "ÅSA", "Łukasz", "李"].filter((one) => !one.includes("\0") && /^[\p{Script=Latin}\p{Script=Han}\p{P}\s\d]*$/u.test(one));
    expect(names.length).toBeGreaterThan(20);
    const said = await operatorDoes(scene, (tx) => rows<{ plain: string }>(tx, sql`select plain_name(one) as plain from unnest(${names}::text[]) with ordinality as t (one, place) order by place`));
    expect(said.map((one) => one.plain)).toEqual(names.map(plainName));
  });
});

describe("the tables of a record", () => {
  it("are all named, so that what is left after parting can be said: a new table is added there, and to what is asked of the whole record", async () => {
    const found = await server.fresh.asOwner(async (client) => (await client.query("select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'case_id' and not a.attisdropped where c.relnamespace = 'dyad'::regnamespace and c.relkind = 'r' order by 1")).rows.map((one) => one.name as string));
    const apart = ["audit_entries", "case_merges", ...derived];
    expect(found.filter((name) => !apart.includes(name) && !(name in leftoverNames))).toEqual([]);
    // What is of a person and of no case stays that person's: the child of either record keeps its own.
    const ofPersons = await server.fresh.asOwner(async (client) => (await client.query("select distinct k.conrelid::regclass::text as name from pg_constraint k where k.contype = 'f' and k.confrelid = 'dyad.persons'::regclass and not exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'case_id' and not a.attisdropped) order by 1")).rows.map((one) => one.name as string));
    expect(ofPersons).toEqual(["dyad.cases", "dyad.contact_ways", "dyad.name_words", "dyad.person_identifiers"]);
    expect(Object.keys(leftoverNames).filter((name) => !found.includes(name))).toEqual([]);
    expect(await acting(scene.place, scene.spare, (tx) => listSeen(tx, ["case_merges"]))).toEqual(new Set());
  });
});
