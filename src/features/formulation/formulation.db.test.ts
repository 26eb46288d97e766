import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { row } from "#database/actor.ts";
import { insertSupervision } from "#features/account/store.ts";
import { adultAccount, makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { newFormulation, newStory, newTrigger } from "../../../test/access/understanding.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { beginContent } from "#features/stories/rules.ts";
import type { DraftNode } from "./contract.ts";
import { beginNode } from "./rules.ts";

// The formulation, reminders and stories from the first letter to a version that stands, and who sees what through both walls.

let server: TestServer;
let scene: Scene;
let others: Scene;
let supervisor: StaffActor;
let auditor: StaffActor;
const cookies = new Map<string, string>();
beforeAll(async () => {
  server = await startServer({ demo: "1", now: "2026-11-20T15:00:00Z" });
  [scene, others] = [await makeScene(server, "ours"), await makeScene(server, "others")];
  supervisor = await makeStaff(scene.place, scene.agency, { roles: ["supervisor"] });
  auditor = await makeStaff(scene.place, scene.agency, { roles: ["auditor"] });
  await operatorDoes(scene, async (tx) => {
    await insertSupervision(tx, supervisor.staffId, scene.clinician.staffId, "2026-01-01");
    await sql`insert into audit_samples (agency_id, auditor_id, case_id, valid_from, valid_to) values (${tx.actor.agencyId}, ${auditor.staffId}, ${scene.caseId}, ${tx.today}, '2026-12-31')`.execute(tx);
  });
  const accounts = { clinician: scene.clinician, supervisor, auditor, spare: scene.spare, A: await adultAccount(scene, scene.adultA) };
  for (const [name, account] of Object.entries(accounts)) cookies.set(name, await scene.cookieOf(account));
});
afterAll(() => server?.close());

const ask = (who: string, method: string, path: string, body?: object) => call(server, cookies.get(who)!, method, `/api/cases/${scene.caseId}${path}`, body);
const read = async (query = "", who = "clinician") => (await ask(who, "GET", `/formulation${query}`)).body as Outputs["formulation"]["get"];
const thought = (kind: DraftNode["kind"], title: string, owner: string | null, ofClass?: DraftNode["class"]): DraftNode => {
  const begun = beginNode(kind, randomUUID(), owner);
  const made = ofClass === undefined ? begun : { ...begun, class: ofClass };
  return { ...made, ownerPersonId: made.class === "child_chart" ? null : owner, title };
};
const words = ["OF-CHART", "OF-DYAD-A", "OWN-OF-A", "OWN-OF-B", "CUE-OF-CHILD", "CUE-OF-A", "CUE-OF-B"];
const met = (text: string) => words.filter((one) => text.includes(one));
let formulationId = "";

describe("the formulation", () => {
  it("B4, B6: is written as a whole or not at all, by one at a time, with lines between thoughts and facts", async () => {
    const record = (whosePersonId: string | null, cue: string) => ask("clinician", "POST", "/triggers", { whosePersonId, cue, reaction: "", helps: "", on: "2026-11-20" });
    const cues = [await record(null, "CUE-OF-CHILD"), await record(scene.adultA, "CUE-OF-A"), await record(scene.adultB, "CUE-OF-B")].map((one) => one.body.triggerId as string);
    expect((await ask("clinician", "POST", "/triggers", { whosePersonId: scene.adultA, cue: "x", reaction: "", helps: "", forChild: "never", on: "2026-11-20" })).body.fields[0].path).toBe("forChild");
    const begun = await Promise.all([1, 2].map(() => ask("clinician", "POST", "/formulations", {})));
    expect(begun.map((one) => one.status).sort()).toEqual([200, 409]);
    formulationId = begun.find((one) => one.status === 200)!.body.formulationId;
    const nodes = [thought("happened", "OF-CHART", null), thought("strength", "OF-DYAD-A", scene.adultA), thought("ghost", "OWN-OF-A", scene.adultA), thought("ghost", "OWN-OF-B", scene.adultB), thought("target", "A target", scene.adultA)];
    const ends = [...nodes.map((one) => `node:${one.nodeId}`), ...cues.map((one) => `trigger:${one}`)];
    const links = ends.flatMap((from, at) => ends.slice(at + 1).map((to) => ({ linkId: randomUUID(), from, to })));
    const save = (body: object) => ask("clinician", "PUT", `/formulations/${formulationId}`, { revision: 1, nodes, links, ...body });
    const theirs = await newTrigger(others);
    for (const [body, path] of [[{ links: [{ linkId: randomUUID(), from: ends[0], to: `trigger:${theirs}` }] }, "links.0.to"], [{ nodes: [{ ...nodes[1], ownerPersonId: others.adultA }], links: [] }, "nodes.0.ownerPersonId"], [{ nodes: [{ ...nodes[0], sessionId: others.sessionId }], links: [] }, "nodes.0.sessionId"]] as const) {
      const refused = await save(body);
      expect([refused.status, refused.body.fields[0].path]).toEqual([400, path]);
    }
    expect((await read()).nodes).toEqual([]);
    const both = await Promise.all([save({}), save({})]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    expect((await ask("clinician", "POST", `/formulations/${formulationId}/keep`, { revision: 2 })).status).toBe(200);
    const kept = await read();
    expect([kept.version!.number, kept.version!.status, kept.links.length]).toEqual([1, "kept", links.length]);
    expect((await save({ revision: 2 })).status).toBe(422);
    expect((await ask("clinician", "POST", `/formulations/${formulationId}/seen`, { seenOn: "2026-11-20" })).status).toBe(403);
    expect((await ask("supervisor", "POST", `/formulations/${formulationId}/seen`, { seenOn: "2026-11-20" })).status).toBe(200);
    const target = `/targets/${nodes[4]!.nodeId}/ratings`;
    for (const [strength, status, now] of [[3, "open", "2026-11-20T15:00:00Z"], [0, "closed", "2026-11-20T15:00:01Z"]] as const) {
      scene.server.fresh.clock.set(now);
      expect((await ask("clinician", "POST", target, { ratedOn: "2026-11-20", strength, status, words: "" })).status).toBe(200);
    }
    expect((await ask("clinician", "POST", target, { ratedOn: "2026-11-21", strength: 1, status: "open", words: "" })).body.fields[0].path).toBe("ratedOn");
    expect((await ask("clinician", "POST", `/targets/${nodes[0]!.nodeId}/ratings`, { ratedOn: "2026-11-20", strength: 1, status: "open", words: "" })).status).toBe(404);
    expect((await read()).ratings.map((one) => [one.strength, one.status])).toEqual([[3, "open"], [0, "closed"]]);
  });

  it("shows each the own and nothing of another: by the server, by row, and to the auditor no adult's own", async () => {
    const view = async (query: string, who = "clinician") => met((await ask(who, "GET", `/formulation${query}`)).text);
    expect(await view("")).toEqual(words);
    expect(await view("", "supervisor")).toEqual(words);
    // A has authority for records, B has none.
    expect(await view(`?view=adult&adultId=${scene.adultA}`)).toEqual(["OF-CHART", "OF-DYAD-A", "OWN-OF-A", "CUE-OF-CHILD", "CUE-OF-A"]);
    const ofB = await ask("clinician", "GET", `/formulation?view=adult&adultId=${scene.adultB}`);
    expect(met(ofB.text)).toEqual(["OWN-OF-B", "CUE-OF-B"]);
    expect(ofB.text).not.toContain(scene.adultA);
    expect([ofB.body.links.length, ofB.body.version, ofB.body.versions]).toEqual([1, null, []]);
    expect(await view("?view=child")).toEqual([]);
    expect(await view("", "auditor")).toEqual(["OF-CHART", "OF-DYAD-A", "CUE-OF-CHILD"]);
    expect((await read("", "auditor")).links).toHaveLength(6);
    expect(met((await ask("auditor", "GET", "/triggers")).text)).toEqual(["CUE-OF-CHILD"]);
    expect([(await ask("spare", "GET", "/formulation")).status, (await ask("A", "GET", "/formulation")).status]).toEqual([404, 403]);
    expect((await ask("clinician", "GET", `/formulation?view=adult&adultId=${others.adultA}`)).status).toBe(404);
    const adult = (personId: string) => ({ kind: "caregiver", agencyId: scene.agency.operator.agencyId, timeZone: scene.agency.operator.timeZone, personId }) as never;
    const rowsOf = (personId: string) => acting(scene.place, adult(personId), (tx) => row(tx, sql`select (select array_agg(title order by title) from formulation_nodes) as nodes, (select array_agg(cue order by cue) from triggers) as cues, (select count(*) from formulation_links) as links`));
    expect(await rowsOf(scene.adultA)).toMatchObject({ cues: ["CUE-OF-A", "CUE-OF-CHILD"] });
    expect(await rowsOf(scene.adultB)).toMatchObject({ cues: ["CUE-OF-B"] });
  });

  it("stands as it was kept: the database itself refuses to change it", async () => {
    const refused = (statement: ReturnType<typeof sql>) => expect(operatorDoes(scene, (tx) => statement.execute(tx))).rejects.toThrow(/never changed|permission denied/);
    await refused(sql`update formulations set kept_on = '2020-01-01' where id = ${formulationId}`);
    await refused(sql`update formulations set seen_on = '2020-01-01' where id = ${formulationId}`);
    await refused(sql`delete from formulation_nodes where formulation_id = ${formulationId}`);
    await refused(sql`update trigger_entries set words = 'x'`);
    const before = await read();
    const { formulationId: next } = (await ask("clinician", "POST", "/formulations", {})).body;
    const draft = await read();
    expect([draft.version!.formulationId, draft.version!.number, draft.nodes.length, draft.links.length]).toEqual([next, 2, before.nodes.length, before.links.length]);
    expect(draft.links.map((one) => one.linkedOn)).toEqual(before.links.map((one) => one.linkedOn));
    expect((await read(`?formulationId=${formulationId}`)).version!.number).toBe(1);
    const theirs = await newFormulation(others, "draft");
    expect((await ask("clinician", "PUT", `/formulations/${theirs.formulationId}`, { revision: 1, nodes: [], links: [] })).status).toBe(404);
  });
});

describe("a story", () => {
  it("D6, B5: is told only when every adult who is asked said yes, and leaves as a picture book", async () => {
    const { storyId, versionId } = (await ask("clinician", "POST", "/stories", { kind: "why", ownerId: null })).body;
    const at = `/stories/${storyId}/versions/${versionId}`;
    const begun = beginContent("why", [scene.adultA], randomUUID);
    const content = { ...begun, titleEn: "Why", pages: begun.pages.map((page, place) => ({ ...page, en: "You play.", toldBy: place === 0 ? scene.adultB : null })) };
    expect((await ask("clinician", "PUT", at, { revision: 1, content: { ...content, tookPart: [others.adultA] } })).body.fields[0].path).toBe("content.tookPart.0");
    expect((await ask("clinician", "PUT", at, { revision: 1, content })).status).toBe(200);
    expect((await ask("clinician", "PUT", at, { revision: 1, content })).status).toBe(409);
    const approve = (adultId: string) => ask("clinician", "POST", `${at}/approvals`, { adultId, approvedOn: "2026-11-20" });
    const tell = () => ask("clinician", "POST", `${at}/tellings`, { toldOn: "2026-11-20", way: "toys", sessionId: scene.sessionId });
    expect((await approve(scene.adultA)).status).toBe(422);
    expect((await ask("clinician", "POST", `${at}/keep`, { revision: 2 })).status).toBe(200);
    // Whose own words stand in it is asked, even where she did not take part.
    expect([(await approve(scene.adultA)).body, (await tell()).status]).toEqual([{ readyOn: null }, 422]);
    const last = await Promise.all([approve(scene.adultB), approve(scene.adultB)]);
    expect(last.map((one) => one.status).sort()).toEqual([200, 409]);
    expect((await tell()).status).toBe(200);
    const { versions } = (await ask("clinician", "GET", `/stories/${storyId}`)).body as Outputs["stories"]["get"];
    expect([versions[0]!.status, versions[0]!.tellings.map((one) => one.way)]).toEqual(["ready", ["toys"]]);
    expect((await read()).story!.toldOn).toEqual(["2026-11-20"]);
    const paper = await ask("supervisor", "GET", `${at}/paper?language=en`);
    expect([paper.status, paper.text.startsWith("%PDF-"), (await ask("clinician", "GET", `${at}/paper?language=es`)).status]).toEqual([200, true, 400]);
    await expect(operatorDoes(scene, (tx) => sql`delete from story_pages where version_id = ${versionId}`.execute(tx))).rejects.toThrow(/never changed/);
    const theirs = await newStory(others, "ready");
    expect((await ask("clinician", "GET", `/stories/${theirs.storyId}`)).status).toBe(404);
  });
});
