import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rows } from "#database/actor.ts";
import { insertSupervision } from "#features/account/store.ts";
import { statuses } from "./contract.ts";
import { stands, statusOn } from "./rules.ts";
import { adultAccount, makeScene, newDiagnosis, newDocument, newFile, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { type Answer, call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// A diagnosis over time: what may be recorded, who reads it, from which day on it counts, and that nothing is written over.

let server: TestServer;
let scene: Scene;
let others: Scene;
const people = new Map<string, StaffActor>();
const TODAY = "2026-11-20";
beforeAll(async () => {
  server = await startServer({ demo: "1", now: "2026-11-20T15:00:00Z" });
  others = await makeScene(server, "others");
});
afterAll(() => server.close());
let scenes = 0;
beforeEach(async () => {
  scene = await makeScene(server, `ours-${++scenes}`);
  for (const role of ["supervisor", "administrator", "front_desk", "biller"] as const) people.set(role, await makeStaff(scene.place, scene.agency, { roles: [role] }));
  people.set("clinician", scene.clinician);
  people.set("spare", scene.spare);
  await operatorDoes(scene, (tx) => insertSupervision(tx, people.get("supervisor")!.staffId, scene.clinician.staffId, "2026-01-01"));
});

let second = 0;
async function ask(role: string, method: string, address: string, body?: unknown) {
  server.fresh.clock.set(new Date(Date.parse("2026-11-20T15:00:00Z") + ++second * 1000).toISOString());
  return call(server, await scene.cookieOf(people.get(role)!), method, `/api/cases/${scene.caseId}${address}`, body);
}
const add = (more: Record<string, unknown> = {}, role = "clinician") => ask(role, "POST", "/diagnoses", { code: "F43.10", foundOn: "2026-03-01", ...more });
const list = async (role = "clinician"): Promise<Outputs["diagnoses"]["list"]["diagnoses"]> => (await ask(role, "GET", "/diagnoses")).body.diagnoses;
const last = async () => (await list()).at(-1)!;
async function say(status: string, since: string, more: Record<string, unknown> = {}) {
  const { diagnosisId, history } = await last();
  return ask("clinician", "POST", `/diagnoses/${diagnosisId}/status`, { follows: history.at(-1)?.statusId ?? null, status, since, reason: "Seen anew.", ...more });
}
const wrongAt = ({ status, body }: Answer) => [status, body.fields?.[0]?.path];
const finding = { kind: "court", by: "Family court (made up)", on: "2026-02-01" };

describe("what may be recorded (A4)", () => {
  it("a code of the list, with its title, as provisional from the day it was found", async () => {
    expect((await add({ code: "f4310" })).status).toBe(200);
    expect(await last()).toMatchObject({ code: "F43.10", display: "Post-traumatic stress disorder, unspecified", isPrimary: false, finding: null, history: [{ status: "provisional", since: "2026-03-01", byName: scene.clinician.name }], disclosure: { class: "child_chart" } });
  });

  it("a heading is refused with the codes below it, and what is no code is refused", async () => {
    const heading = await add({ code: "F43.1" });
    expect(wrongAt(heading)).toEqual([400, "code"]);
    expect(heading.body.fields[0].message).toMatch(/F43\.10, F43\.11, F43\.12/);
    expect(wrongAt(await add({ code: "PTSD" }))).toEqual([400, "code"]);
    expect(wrongAt(await add({ code: "F64.A", foundOn: "2026-09-30" }))).toEqual([400, "code"]);
    expect(wrongAt(await add({ foundOn: "2026-11-21" }))).toEqual([400, "foundOn"]);
    expect(await list()).toEqual([]);
  });

  it("a code of another chapter is taken as written, without a title", async () => {
    expect((await add({ code: "G47.00" })).status).toBe(200);
    expect(await last()).toMatchObject({ code: "G47.00", display: "" });
  });

  it("a code of DC:0-5 with the agency's own label, and never without", async () => {
    expect(wrongAt(await add({ system: "DC:0-5", code: "10" }))).toEqual([400, "label"]);
    expect((await add({ system: "DC:0-5", code: "10", label: "Ours for it" })).status).toBe(200);
    expect(await last()).toMatchObject({ system: "DC:0-5", code: "10", display: "Ours for it" });
  });

  it("confirmed maltreatment names who found it; suspected does not", async () => {
    expect(wrongAt(await add({ code: "T74.02XA" }))).toEqual([400, "finding"]);
    expect(wrongAt(await add({ code: "T74.02XA", finding: { ...finding, by: " " } }))).toEqual([400, "finding.by"]);
    expect(wrongAt(await add({ code: "T74.02XA", finding: { ...finding, on: "2026-11-21" } }))).toEqual([400, "finding.on"]);
    expect((await add({ code: "T76.02XA" })).status).toBe(200);
    expect((await add({ code: "T74.02XA", finding })).status).toBe(200);
    expect(await last()).toMatchObject({ code: "T74.02XA", finding: { ...finding, documentId: null } });
    await expect(operatorDoes(scene, (tx) => sql`insert into diagnoses (agency_id, id, case_id, system, code) values (${tx.actor.agencyId}, gen_random_uuid(), ${scene.caseId}, 'ICD-10-CM', 'T74.02XA')`.execute(tx))).rejects.toThrow(/names who found it/);
  });
});

describe("the paper of a finding", () => {
  it("is of this case, and one that the reader does not see leaves no trace", async () => {
    expect(wrongAt(await add({ code: "T74.02XA", finding: { ...finding, documentId: await newDocument(others, { caseId: others.caseId }) } }))).toEqual([400, "finding.documentId"]);
    const fileId = await newFile(scene, scene.clinician.staffId);
    expect((await ask("clinician", "POST", "/documents", { fileId, kind: "court_order", title: "An order", class: "psychotherapy_note", ownerPersonId: null })).status).toBe(200);
    expect((await add({ code: "T74.02XA", finding: { ...finding, documentId: fileId } })).status).toBe(200);
    expect((await last()).finding!.documentId).toBe(fileId);
    const read = await ask("supervisor", "GET", "/diagnoses");
    expect(read.body.diagnoses.at(-1).finding).toMatchObject({ by: finding.by, documentId: null });
    expect(read.text).not.toContain(fileId);
    await ask("clinician", "POST", `/documents/${fileId}/remove`, { reason: "Elsewhere" });
    expect((await last()).finding!.documentId).toBeNull();
  });
});

describe("what is held over time", () => {
  it("each entry follows the one before; of two that follow the same one the slower is refused", async () => {
    await add();
    const { diagnosisId, history } = await last();
    const both = await Promise.all(["confirmed", "ruled_out"].map((status) => ask("clinician", "POST", `/diagnoses/${diagnosisId}/status`, { follows: history[0]!.statusId, status, since: "2026-04-01", reason: "" })));
    expect(both.map((one) => one.status).toSorted()).toEqual([200, 409]);
    expect((await last()).history).toHaveLength(2);
    expect((await ask("clinician", "POST", `/diagnoses/${diagnosisId}/status`, { follows: null, status: "resolved", since: TODAY })).status).toBe(409);
  });

  it("is corrected by a further entry with a reason, and what was wrong stays readable", async () => {
    await add();
    await say("ruled_out", "2026-05-01");
    expect(wrongAt(await say("ruled_out", "2026-06-01", { how: "correction", reason: "" }))).toEqual([400, "reason"]);
    expect((await say("ruled_out", "2026-06-01", { how: "correction" })).status).toBe(200);
    expect((await last()).history.map((one) => [one.status, one.since, one.corrects])).toEqual([["provisional", "2026-03-01", false], ["ruled_out", "2026-05-01", false], ["ruled_out", "2026-06-01", true]]);
    expect(wrongAt(await say("confirmed", "2026-11-21"))).toEqual([400, "since"]);
  });

  it("is never changed or taken away afterwards, by anybody who uses the application", async () => {
    await add({ isPrimary: true });
    for (const table of ["diagnoses", "diagnosis_statuses", "diagnosis_primaries"]) {
      for (const change of [sql`delete from ${sql.table(table)}`, sql`update ${sql.table(table)} set recorded_at = now()`]) await expect(acting(scene.place, scene.clinician, (tx) => change.execute(tx))).rejects.toThrow(/permission denied/);
    }
  });

  it("what was recorded before anybody was asked has no status, and still stands", async () => {
    await newDiagnosis(scene);
    expect((await ask("clinician", "GET", "")).body.diagnoses[0]).toMatchObject({ code: "F43.10", status: null });
    expect((await say("confirmed", TODAY)).status).toBe(200);
    expect((await ask("clinician", "GET", "")).body.diagnoses[0]).toMatchObject({ status: "confirmed" });
  });
});

describe("the primary one", () => {
  it("is one at a time, none where that is said, and never one that no longer stands", async () => {
    await add({ isPrimary: true });
    await add({ code: "F93.0" });
    const [first, other] = await list();
    expect([first!.isPrimary, other!.isPrimary]).toEqual([true, false]);
    const set = (diagnosisId: string | null) => ask("clinician", "POST", "/primary-diagnosis", { diagnosisId });
    expect((await set(other!.diagnosisId)).status).toBe(200);
    expect((await list()).map((one) => one.isPrimary)).toEqual([false, true]);
    expect((await say("ruled_out", TODAY)).status).toBe(200);
    expect((await list()).map((one) => one.isPrimary)).toEqual([false, false]);
    expect(wrongAt(await set(other!.diagnosisId))).toEqual([400, "diagnosisId"]);
    await set(first!.diagnosisId);
    await set(null);
    expect((await list()).map((one) => one.isPrimary)).toEqual([false, false]);
    expect((await set(await newDiagnosis(others))).status).toBe(404);
  });
});

describe("what counts (A4)", () => {
  type Decided = Outputs["eligibility"]["decide"];
  const resultOn = async (on: string) => ((await ask("clinician", "GET", `/eligibility?on=${on}`)).body as Decided).answers.find((one) => one.decision.policy === "dc-mhrs")!.decision.findings.find((one) => one.rule === "diagnosis")!.result;
  const claimed = () => acting(scene.place, people.get("biller")!, async (tx) => (await rows<{ code: string }>(tx, sql`select code from claim_fields where case_id = ${scene.caseId}`)).map((one) => one.code));

  it("one that is ruled out or resolved counts until the day before, and what was held before is decided as before", async () => {
    await add({ status: "confirmed" });
    expect(await resultOn(TODAY)).toBe("met");
    expect(await claimed()).toEqual(["F43.10"]);
    await say("resolved", "2026-06-01");
    expect([await resultOn("2026-05-31"), await resultOn("2026-06-01"), await resultOn(TODAY)]).toEqual(["met", "unknown", "unknown"]);
    expect(await claimed()).toEqual([]);
    await say("ruled_out", "2026-08-01", { how: "correction" });
    expect([await resultOn("2026-07-31"), await resultOn("2026-08-01")]).toEqual(["met", "unknown"]);
    await say("provisional", "2026-10-01");
    expect([await resultOn("2026-09-30"), await resultOn("2026-10-01")]).toEqual(["unknown", "met"]);
    expect(await claimed()).toEqual(["F43.10"]);
  });

  it("one that was entered in error never counts, and a code of DC:0-5 is no ICD-10-CM code", async () => {
    await add({ system: "DC:0-5", code: "F43.10", label: "Ours" });
    expect(await resultOn(TODAY)).toBe("unknown");
    await add({ status: "confirmed" });
    await say("entered_in_error", TODAY);
    expect([await resultOn("2026-05-31"), await resultOn(TODAY)]).toEqual(["unknown", "unknown"]);
    expect(wrongAt(await say("confirmed", TODAY))).toEqual([400, "status"]);
    expect(await claimed()).toEqual(["F43.10"]);
  });

  it("what the database says of any history and day is what the rules say", async () => {
    const days = ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"] as const;
    const entry = fc.record({ status: fc.constantFrom(...statuses), since: fc.constantFrom(...days), corrects: fc.boolean() });
    const histories = fc.sample(fc.array(entry, { maxLength: 5 }), { numRuns: 400, seed: 22 }).map((entries) => entries.map((one, index) => ({ statusId: randomUUID(), reason: "", byName: null, at: "2026-11-20T15:00:00Z", ...one, corrects: index > 0 && one.corrects })));
    await operatorDoes(scene, async (tx) => {
      const ids: string[] = histories.map(() => randomUUID());
      await sql`insert into diagnoses (agency_id, id, case_id, system, code) select ${tx.actor.agencyId}, one, ${scene.caseId}, 'ICD-10-CM', 'F43.10' from unnest(${ids}::uuid[]) one`.execute(tx);
      const entries = histories.flatMap((history, index) => history.map(({ status, since, corrects }, at) => ({ diagnosis: ids[index], status, since, corrects, place: at + 1 })));
      await sql`insert into diagnosis_statuses (agency_id, id, case_id, diagnosis_id, status, since, place, corrects, recorded_at)
        select ${tx.actor.agencyId}, gen_random_uuid(), ${scene.caseId}, e.diagnosis, e.status, e.since, e.place, e.corrects, ${tx.now} from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as e (diagnosis uuid, status text, since date, place integer, corrects boolean)`.execute(tx);
      for (const on of ["2025-12-31", ...days, TODAY]) {
        const said = await rows<{ stands: boolean }>(tx, sql`select diagnosis_stands(one, ${on}) as stands from unnest(${ids}::uuid[]) with ordinality as t (one, place) order by place`);
        expect(said.map((one) => one.stands), on).toEqual(histories.map((history) => stands(statusOn(history, on))));
      }
    });
  });

  it("a decision that was kept is not touched by what is held later", async () => {
    await add({ status: "confirmed" });
    const kept = { child: { birthDate: "2022-05-02" }, diagnoses: [{ code: "F43.10" }] };
    await operatorDoes(scene, async (tx) => {
      const { id } = (await rows<{ id: string }>(tx, sql`insert into decisions (agency_id, id, case_id, class, question, moment, policy, version, verdict, answer, decided_at) values (${tx.actor.agencyId}, gen_random_uuid(), ${scene.caseId}, 'child_chart', 'eligibility', 'claim', 'dc-mhrs', '2020-09-04', 'yes', '{}', ${tx.now}) returning id`))[0]!;
      await sql`insert into decision_facts (agency_id, decision_id, case_id, facts) values (${tx.actor.agencyId}, ${id}, ${scene.caseId}, ${JSON.stringify(kept)}::jsonb)`.execute(tx);
    });
    await say("ruled_out", "2026-04-01");
    expect(await operatorDoes(scene, (tx) => rows(tx, sql`select f.facts, d.verdict from decision_facts f join decisions d on d.agency_id = f.agency_id and d.id = f.decision_id where f.case_id = ${scene.caseId}`))).toEqual([{ facts: kept, verdict: "yes" }]);
  });
});

describe("who sees it (class child_chart)", () => {
  it("the clinician and the supervisor read and write; desk, biller, administrator and who is not on the case do neither", async () => {
    await add();
    expect((await list("supervisor")).map((one) => one.code)).toEqual(["F43.10"]);
    for (const role of ["front_desk", "biller", "administrator"]) {
      expect([role, (await ask(role, "GET", "/diagnoses")).status, (await add({}, role)).status]).toEqual([role, 403, 403]);
    }
    expect([(await ask("spare", "GET", "/diagnoses")).status, (await add({}, "spare")).status]).toEqual([404, 404]);
    expect(await list()).toHaveLength(1);
    const history = await acting(scene.place, people.get("spare")!, (tx) => rows(tx, sql`select * from diagnosis_statuses`));
    expect(history).toEqual([]);
  });

  it("a family reads what stands by its right to the record, and neither the history nor who found what", async () => {
    await add({ code: "T74.02XA", finding });
    await add({ code: "F93.0" });
    await say("ruled_out", TODAY);
    const family = async (adult: string) => call(server, await scene.cookieOf(await adultAccount(scene, adult)), "GET", `/api/cases/${scene.caseId}`);
    const withRight = await family(scene.adultA);
    expect(withRight.body.diagnoses.map((one: { code: string }) => one.code)).toEqual(["T74.02XA"]);
    expect(withRight.text).not.toContain(finding.by);
    expect((await family(scene.adultB)).body.diagnoses).toEqual([]);
  });

  it("answers 404 to what is another agency's, and writes nothing there", async () => {
    const theirs = await newDiagnosis(others);
    expect((await ask("clinician", "POST", `/diagnoses/${theirs}/status`, { follows: null, status: "ruled_out", since: TODAY })).status).toBe(404);
    expect((await server.fresh.asOwner((client) => client.query("select from dyad.diagnosis_statuses where agency_id = $1", [others.agency.agencyId]))).rowCount).toBe(0);
  });
});

describe("axes II to V of DC:0-5", () => {
  const put = (body: Record<string, unknown>, role = "clinician") => ask(role, "POST", "/axes", body);
  const levelOf = (ownerPersonId: string, level: number, since = "2026-11-01") => ({ axis: 2, ownerPersonId, level, since, dimensions: [{ name: "repair", mark: "concern" }, { name: null, label: "Ours", mark: "strength" }] });
  const entries = async (role = "clinician"): Promise<Outputs["diagnoses"]["axes"]["entries"]> => (await ask(role, "GET", "/axes")).body.entries;

  it("a level is of one adult's relationship, is set right once, and that of another adult leaves no trace for her", async () => {
    expect((await put(levelOf(scene.adultA, 2))).status).toBe(200);
    const { entryId } = (await put(levelOf(scene.adultB, 4))).body;
    expect([wrongAt(await put(levelOf(others.adultA, 2))), wrongAt(await put(levelOf(scene.adultA, 5))), wrongAt(await put({ axis: 4, since: TODAY }))]).toEqual([[400, "ownerPersonId"], [400, "level"], [400, "label"]]);
    const right = { how: "corrected", ...levelOf(scene.adultB, 3), axis: undefined, reason: "Read again." };
    const both = await Promise.all([1, 2].map(() => ask("clinician", "POST", `/axes/${entryId}`, right)));
    expect(both.map((one) => one.status).toSorted()).toEqual([200, 409]);
    expect((await entries()).map((one) => [one.level, one.superseded, one.disclosure.class])).toEqual([[2, false, "relationship"], [4, true, "relationship"], [3, false, "relationship"]]);
    const own = async (adult: string) => acting(scene.place, { kind: "caregiver", agencyId: scene.agency.agencyId, timeZone: scene.agency.timeZone, personId: adult, accountId: adult, name: "x" }, (tx) => rows<{ level: number }>(tx, sql`select level from axis_entries order by recorded_at, id`));
    expect([(await own(scene.adultA)).map((one) => one.level), (await own(scene.adultB)).map((one) => one.level)]).toEqual([[2], [4, 3]]);
    for (const role of ["front_desk", "biller", "administrator"]) expect([(await ask(role, "GET", "/axes")).status, (await put(levelOf(scene.adultA, 1), role)).status]).toEqual([403, 403]);
    expect((await ask("spare", "GET", "/axes")).status).toBe(404);
    await expect(acting(scene.place, scene.clinician, (tx) => sql`update axis_entries set level = 1`.execute(tx))).rejects.toThrow(/permission denied/);
  });

  it("a level that the measure gave is read, not asked again for that day, and set right there", async () => {
    const requestId = await operatorDoes(scene, async (tx) => {
      const { id } = (await rows<{ id: string }>(tx, sql`insert into measure_requests (agency_id, id, case_id, respondent_id, about_id, instrument, version, language, status, requested_at, expires_at, battery_id) values (${tx.actor.agencyId}, gen_random_uuid(), ${scene.caseId}, ${scene.adultA}, ${scene.adultA}, 'dc05-axis-ii', '1', 'en', 'submitted', ${tx.now}, ${tx.now}, gen_random_uuid()) returning id`))[0]!;
      await sql`insert into measure_scores (agency_id, request_id, case_id, class, owner_person_id, instrument, version, language, answered_on, result) values (${tx.actor.agencyId}, ${id}, ${scene.caseId}, 'relationship', ${scene.adultA}, 'dc05-axis-ii', '1', 'en', '2026-11-01', '{"subscales":{"level":3}}')`.execute(tx);
      return id;
    });
    expect(await entries()).toMatchObject([{ entryId: requestId, from: "measure", axis: 2, level: 3, since: "2026-11-01", ownerPersonId: scene.adultA }]);
    expect(wrongAt(await put(levelOf(scene.adultA, 2)))).toEqual([400, "since"]);
    expect((await put(levelOf(scene.adultB, 2))).status).toBe(200);
    expect((await ask("clinician", "POST", `/axes/${requestId}`, { how: "in_error", since: TODAY, reason: "A slip." })).status).toBe(422);
  });

  it("the table to ICD-10-CM is the agency's own, written by an administrator, and keeps what stood before", async () => {
    const table = (role: string, method: string, address = "", body?: unknown) => scene.cookieOf(people.get(role)!).then((cookie) => call(server, cookie, method, `/api/codes/crosswalk${address}`, body));
    const line = { dcCode: "made-up-1", icdCode: "f4310", validFrom: "2026-01-01" };
    expect((await table("clinician", "POST", "", line)).status).toBe(403);
    const both = await Promise.all([1, 2].map(() => table("administrator", "POST", "", line)));
    expect(both.map((one) => one.status).toSorted()).toEqual([200, 400]);
    const { lineId } = both.find((one) => one.status === 200)!.body;
    expect((await table("administrator", "POST", `/${lineId}`, { how: "changed", ...line, status: "confirmed", note: "Asked the payer." })).status).toBe(200);
    expect((await table("administrator", "POST", `/${lineId}`, { how: "changed", ...line })).status).toBe(409);
    expect((await table("clinician", "GET")).body.lines).toMatchObject([{ dcCode: "made-up-1", icdCode: "F43.10", status: "confirmed", payer: "" }]);
    expect((await call(server, await others.cookieOf(await makeStaff(others.place, others.agency)), "GET", "/api/codes/crosswalk")).body.lines).toEqual([]);
  });
});
