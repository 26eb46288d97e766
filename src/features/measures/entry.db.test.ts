import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Finding } from "#kernel/findings.ts";
import type { Outputs } from "../../../test/access/server.ts";
import { acting } from "../../../test/support/agency.ts";
import { type Family, hands, makeFamily, setStage, type Stage } from "#features/answering/answering.test-support.ts";
import type { Actor } from "#database/actor.ts";
import { insertAuthority } from "#features/people/store.ts";

let stage: Stage;
let family: Family;
beforeAll(async () => {
  stage = await setStage();
  family = await makeFamily(stage);
  await acting(stage.place, stage.clinician, (tx) => insertAuthority(tx, family.caseId, { holderId: family.adultB, holderOrganization: null, kind: "parent", document: "Made-up order", scopes: ["records", "treatment"], limits: "", validFrom: "2026-11-20", validTo: null }));
});
afterAll(() => stage.close());
const { sendTo } = hands(() => stage);

const TODAY = "2026-11-20";
const call = (method: "GET" | "POST", address: string, body?: object, actor: Actor = stage.clinician) => stage.call(actor, method, address, body);
const record = (body: object, one = family, actor: Actor = stage.clinician) => call("POST", `/cases/${one.caseId}/measures`, { adultId: one.adultA, language: "en", answeredOn: TODAY, ...body }, actor);
const caregiver = (personId: string): Actor => ({ kind: "caregiver", agencyId: stage.agency.agencyId, timeZone: stage.agency.timeZone, personId, accountId: personId, name: "Made-Up" });
const list = async (actor: Actor = stage.clinician, one = family): Promise<Outputs["measures"]["list"]> => (await stage.call(actor, "GET", `/cases/${one.caseId}/measures`)).body;
const wrongAt = (answer: { status: number; body: { fields?: { path: string }[] } }) => [answer.status, (answer.body.fields ?? []).map((one) => one.path)];
const allOf = (count: number, place: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [String(at + 1), place]));
const onPaper = (answers: object) => ({ mode: "paper", answers, entries: { first: answers, second: answers } });
const ratings = { mode: "coded", instrument: "observation-dyad", answers: { "1": 0, "2": 1, "3": 2, "4": 3, "5": 4, "6": 0 }, narrative: "They looked for each other." };
const rowsOf = async (statement: string, values: unknown[] = []) => stage.fresh.asOwner(async (client) => (await client.query(statement, values)).rows);
const reviewsOf = (requestId: string) => rowsOf("select owner_person_id as owner, kind from dyad.safety_reviews where request_id = $1", [requestId]);

test("B12: what the clinician rated of a child with one adult is of that relationship: that adult may read it, the other not, the front desk sees that it is done", async () => {
  const coded = await record(ratings);
  expect([coded.status, coded.body.findings]).toEqual([200, []]);
  const own = { class: "relationship", ownerPersonId: family.adultA };
  const seen = await list();
  expect(seen.requests).toMatchObject([{ mode: "coded", about: "relationship", respondentId: null, respondentName: stage.clinician.name, aboutAdult: { personId: family.adultA, name: "Ana Made-Up" }, state: "submitted" }]);
  expect(seen.scores).toMatchObject([{ mode: "coded", about: "relationship", total: null, subscales: { child_picture_of_caregiver: 1, positive_interaction: 5 }, answeredOn: TODAY, correctedBy: null, disclosure: own }]);
  expect(seen.words).toMatchObject([{ kind: "narrative", words: "They looked for each other.", disclosure: own }]);
  expect(await list(caregiver(family.adultA))).toMatchObject({ requests: [], scores: [{ disclosure: own }], words: [{ kind: "narrative" }] });
  expect(await list(caregiver(family.adultB))).toEqual({ requests: [], scores: [], answers: [], words: [] });
  expect(await list(stage.frontDesk)).toMatchObject({ requests: [{ state: "submitted" }], scores: [], answers: [], words: [] });
  for (const actor of [stage.frontDesk, caregiver(family.adultA)]) expect((await record(ratings, family, actor)).status).toBe(403);
  expect((await record(ratings, family, stage.trainee)).status).toBe(404);
});

test("a paper form is entered twice; what both entries say is kept, what differs is settled, and the day of the answers is the score's", async () => {
  const one = await makeFamily(stage);
  const [first, second] = [allOf(7, 1), { ...allOf(7, 1), "3": 2 }];
  const paper = (answers: object, entries: object | null = { first, second }) => record({ mode: "paper", instrument: "gad-7", answers, entries, answeredOn: "2026-11-18" }, one);
  expect(wrongAt(await paper(first, null))).toEqual([400, ["entries"]]);
  expect(wrongAt(await paper({ ...second, "5": 3 }))).toEqual([400, ["answers.5"]]);
  expect((await paper(second)).status).toBe(200);
  expect(await list(stage.clinician, one)).toMatchObject({ requests: [{ mode: "paper", enteredByName: stage.clinician.name, respondentId: one.adultA }], scores: [{ total: 8, mode: "paper", answeredOn: "2026-11-18", disclosure: { class: "caregiver", ownerPersonId: one.adultA } }] });
  expect(await list(caregiver(one.adultB), one)).toEqual({ requests: [], scores: [], answers: [], words: [] });
});

test("bad input names its item or its field, and nothing at all is written", async () => {
  const one = await makeFamily(stage);
  const phq = (answers: Record<string, unknown>) => record({ instrument: "phq-9", ...onPaper(answers) }, one);
  expect(wrongAt(await phq({ ...allOf(9, 1), "4": 4, "7": 1.5 }))).toEqual([400, ["answers.4", "answers.7"]]);
  expect(wrongAt(await phq({ ...allOf(9, 1), "99": 1 }))).toEqual([400, ["answers.99"]]);
  expect(wrongAt(await phq({ ...allOf(9, 1), "2": [1, 1] }))).toEqual([400, ["answers.2"]]);
  expect((await phq({ ...allOf(9, 1), "2": "1" })).status).toBe(400);
  expect(wrongAt(await phq({}))).toEqual([400, ["answers"]]);
  expect(wrongAt(await record({ instrument: "phq-9", ...onPaper(allOf(9, 1)), answeredOn: "2026-11-21" }, one))).toEqual([400, ["answeredOn"]]);
  expect(wrongAt(await record({ instrument: "phq-9", ...onPaper(allOf(9, 1)), adultId: family.adultA }, one))).toEqual([400, ["adultId"]]);
  expect(wrongAt(await record({ mode: "typed", instrument: "cbcl-1-5-5", answers: { total: 111, internalizing: 60, externalizing: 60 } }, one))).toEqual([400, ["answers.total"]]);
  for (const [mode, instrument] of [["typed", "phq-9"], ["paper", "cbcl-1-5-5"], ["coded", "phq-9"], ["paper", "observation-dyad"]]) {
    const refused = await record({ mode, instrument, answers: { "1": 0 }, entries: { first: { "1": 0 }, second: { "1": 0 } } }, one);
    expect([refused.status, (refused.body.findings as Finding[]).map((each) => each.rule)]).toEqual([422, ["instrument-mode"]]);
  }
  for (const table of ["measure_requests", "measure_answers", "measure_scores", "measure_words", "safety_reviews"]) expect([table, (await rowsOf(`select 1 from dyad.${table} where case_id = $1`, [one.caseId])).length]).toEqual([table, 0]);
});

test("items in another order, or some not answered: the same score, or none, and the alert all the same", async () => {
  const one = await makeFamily(stage);
  const reversed = Object.fromEntries(Object.entries(allOf(7, 2)).toReversed());
  expect((await record({ instrument: "gad-7", ...onPaper(reversed) }, one)).status).toBe(200);
  const partial = await record({ instrument: "phq-9", ...onPaper({ "1": 1, "9": 1 }) }, one);
  // Entered at one moment: in no order.
  const { scores } = await list(stage.clinician, one);
  expect(scores.toSorted((a, b) => a.instrument.localeCompare(b.instrument))).toMatchObject([{ total: 14 }, { total: null, complete: false, alerts: [{ item: "9", kind: "self_harm" }] }]);
  expect(await reviewsOf(partial.body.requestId)).toEqual([{ owner: one.adultA, kind: "self_harm" }]);
});

test("typed results keep form and who scored; stress as a parent is that adult's own and in nobody else's chart", async () => {
  const one = await makeFamily(stage);
  const answers = { total: 90, parental_distress: 30, dysfunctional_interaction: 30, difficult_child: 30, total_percentile: 91 };
  expect((await record({ mode: "typed", instrument: "psi-4-sf", answers, form: "Short form", scoredBy: "L. Made-Up" }, one)).status).toBe(200);
  expect((await list(stage.clinician, one)).scores).toMatchObject([{ mode: "typed", about: "self", total: 90, positive: { total_percentile_90: true }, disclosure: { class: "caregiver", ownerPersonId: one.adultA } }]);
  expect(await rowsOf("select form, scored_by from dyad.measure_answers where case_id = $1", [one.caseId])).toEqual([{ form: "Short form", scored_by: "L. Made-Up" }]);
});

test("outside the age window the next instrument is offered; with a reason it is recorded, and the reason is kept with the answers", async () => {
  const one = await makeFamily(stage);
  const bpsc = (more: object) => record({ instrument: "bpsc", ...onPaper(allOf(12, 1)), ...more }, one);
  const refused = await bpsc({});
  expect([refused.status, refused.body.findings[0].rule]).toEqual([422, "instrument-age"]);
  expect(refused.body.findings[0].fix).toContain("PPSC");
  const kept = await bpsc({ outsideAgeReason: "The last one of a series." });
  expect(kept.body.findings).toMatchObject([{ rule: "instrument-age", result: "overridden", severity: "warn" }]);
  expect((await list(stage.clinician, one)).words).toMatchObject([{ kind: "outside_age", words: "The last one of a series.", disclosure: { class: "relationship", ownerPersonId: one.adultA } }]);
});

test("B13: a form is read aloud, answer by answer, left and taken up again; the alert comes before it is finished", async () => {
  const one = await makeFamily(stage);
  const begun = await call("POST", `/cases/${one.caseId}/interviews`, { instrument: "phq-9", adultId: one.adultA, language: "es" });
  const at = `/interviews/${begun.body.requestId}`;
  const keep = (item: string, answer: unknown, actor: Actor = stage.clinician) => call("POST", `${at}/answers`, { item, answer }, actor);
  expect((await keep("1", 3)).status).toBe(200);
  expect((await keep("2", null)).status).toBe(200);
  expect(wrongAt(await keep("1", 4))).toEqual([400, ["answers.1"]]);
  expect(wrongAt(await keep("77", 0))).toEqual([400, ["item"]]);
  expect((await keep("9", 2)).status).toBe(200);
  expect(await reviewsOf(begun.body.requestId)).toEqual([{ owner: one.adultA, kind: "self_harm" }]);
  const again = await call("GET", at);
  expect(again.body).toMatchObject({ adultName: "Ana Made-Up", form: { language: "es", isPlaceholder: false }, kept: { answers: { "1": 3, "9": 2 }, skipped: ["2"], disclosure: { class: "caregiver", ownerPersonId: one.adultA } } });
  for (const actor of [stage.trainee]) expect([(await call("GET", at, undefined, actor)).status, (await keep("3", 1, actor)).status]).toEqual([404, 404]);
  for (const item of ["2", "3", "4", "5", "6", "7", "8"]) await keep(item, 1);
  expect((await call("POST", `${at}/finish`, {})).status).toBe(200);
  expect((await call("POST", `${at}/finish`, {})).status).toBe(404);
  expect((await keep("1", 0)).status).toBe(404);
  expect(await list(stage.clinician, one)).toMatchObject({ requests: [{ mode: "interview", state: "submitted" }], scores: [{ total: 12, language: "es", mode: "interview" }] });
});

test("an answer set right after it was scored: both stay, only the newer counts, its alert fires, and it is done once", async () => {
  const one = await makeFamily(stage);
  const { body } = await record({ instrument: "phq-9", ...onPaper(allOf(9, 0)) }, one);
  const correct = (requestId: string, answers: object, actor: Actor = stage.clinician) => call("POST", `/measures/${requestId}/correction`, { answers, reason: "Item 9 was read wrongly." }, actor);
  expect(wrongAt(await correct(body.requestId, allOf(9, 0)))).toEqual([400, ["answers"]]);
  expect((await correct(body.requestId, { ...allOf(9, 0), "9": 1 }, stage.trainee)).status).toBe(404);
  const both = await Promise.all([1, 2].map((place) => correct(body.requestId, { ...allOf(9, 0), "9": place })));
  expect(both.map((each) => each.status).toSorted()).toEqual([200, 409]);
  const newer = both.find((each) => each.status === 200)!.body.requestId;
  const seen = await list(stage.clinician, one);
  expect(seen.scores.map((each) => [each.requestId, each.correctedBy, each.mode])).toEqual(expect.arrayContaining([[body.requestId, newer, "paper"], [newer, null, "paper"]]));
  expect(seen.requests.find((each) => each.requestId === newer)).toMatchObject({ corrects: body.requestId, correctedBy: null, enteredByName: stage.clinician.name });
  expect(seen.words).toMatchObject([{ requestId: newer, kind: "correction", words: "Item 9 was read wrongly.", byName: stage.clinician.name }]);
  expect(await reviewsOf(newer)).toMatchObject([{ owner: one.adultA }]);
  expect(await rowsOf("select stands from dyad.measure_scores where case_id = $1 order by stands", [one.caseId])).toEqual([{ stands: false }, { stands: true }]);
  await expect(acting(stage.place, stage.clinician, (tx) => sql`update measure_scores set total = 99 where request_id = ${newer}`.execute(tx))).rejects.toMatchObject({ code: "DY002" });
});

test("entered for the wrong child: nothing of it counts or is read by that family, and it stands in the right record without typing again", async () => {
  const [wrong, right] = [await makeFamily(stage), await makeFamily(stage)];
  const { body } = await record({ ...ratings, narrative: "Seen with another child." }, wrong);
  const move = (requestId: string, to: object | null) => call("POST", `/measures/${requestId}/void`, { reason: "It was the other family.", to });
  expect(wrongAt(await move(body.requestId, { caseId: wrong.caseId, adultId: wrong.adultA }))).toEqual([400, ["to.caseId"]]);
  expect(wrongAt(await move(body.requestId, { caseId: right.caseId, adultId: wrong.adultA }))).toEqual([400, ["adultId"]]);
  const moved = await move(body.requestId, { caseId: right.caseId, adultId: right.adultA });
  expect(moved.body.movedTo).toMatchObject({ inCaseId: right.caseId });
  expect(await list(stage.clinician, wrong)).toMatchObject({ requests: [{ state: "void" }], scores: [], answers: [], words: [{ kind: "void", words: "It was the other family." }] });
  expect(await list(caregiver(wrong.adultA), wrong)).toEqual({ requests: [], scores: [], answers: [], words: [] });
  const read = (table: string, actor: Actor) => acting(stage.place, actor, async (tx) => (await sql`select 1 from ${sql.table(table)} where case_id = ${wrong.caseId}`.execute(tx)).rows.length);
  for (const table of ["measure_answers", "measure_scores", "measure_words"]) expect([table, await read(table, caregiver(wrong.adultA)), (await read(table, stage.clinician)) > 0]).toEqual([table, 0, true]);
  const there = await list(stage.clinician, right);
  expect(there).toMatchObject({ requests: [{ state: "submitted", mode: "coded" }], scores: [{ subscales: { repair: 1 }, disclosure: { ownerPersonId: right.adultA } }] });
  expect(JSON.stringify(there)).not.toContain("the other family");
  expect((await move(body.requestId, null)).status).toBe(409);
  expect((await call("POST", `/measures/${body.requestId}/correction`, { answers: { "1": 1 }, reason: "Too late." })).status).toBe(409);
});

test("an event history is taken once; a new event is added, is not scored, and raises its review", async () => {
  const one = await makeFamily(stage);
  const tesi = () => record({ instrument: "tesi-prr", ...onPaper(allOf(24, 0)) }, one);
  const { body } = await tesi();
  const again = await tesi();
  expect([again.status, again.body.findings[0].rule]).toEqual([422, "instrument-once"]);
  const add = (more: object = {}) => call("POST", `/measures/${body.requestId}/events`, { item: "3", answer: 1, happenedOn: "2026-11-02", words: "A fall from the window.", ...more });
  expect(wrongAt(await add({ item: "30" }))).toEqual([400, ["answers.30"]]);
  expect(wrongAt(await add({ happenedOn: "2027-01-01" }))).toEqual([400, ["happenedOn"]]);
  const added = await add();
  expect(added.status).toBe(200);
  expect(await reviewsOf(added.body.requestId)).toEqual([{ owner: one.adultA, kind: "safety_review" }]);
  const seen = await list(stage.clinician, one);
  expect(seen.scores).toHaveLength(1);
  expect(seen.requests).toContainEqual(expect.objectContaining({ requestId: added.body.requestId, addsTo: body.requestId, state: "submitted" }));
  expect(seen.words).toMatchObject([{ kind: "new_event", happenedOn: "2026-11-02" }]);
  expect((await record({ instrument: "gad-7", ...onPaper(allOf(7, 0)) }, one)).status).toBe(200);
});

test("on a device that is handed over the questions are in kiosk mode, and after they were sent or put off no trace of the visit stays on it", async () => {
  const one = await makeFamily(stage);
  const { batteryId, phone } = await sendTo(one, ["gad-7"]);
  const handed = await call("POST", `/batteries/${batteryId}/hand-over`, {});
  expect([handed.status, handed.body.address]).toEqual([200, expect.stringContaining("/m/")]);
  await phone.open(2021);
  await phone.pick(1, "later");
  expect(phone.page).toContain("Please give the device back now.");
  expect(phone.cookie).toBe("");
  expect((await phone.look("?q=1")).page).toContain('name="birthYear"');
  await phone.open(2021);
  while (phone.step() > 0) await phone.pick(1);
  await phone.send({ go: "send" });
  expect(phone.page).toContain("Please give the device back now.");
  expect(phone.page).toContain('href="/app/sign-in"');
  expect(phone.cookie).toBe("");
  expect((await list(stage.clinician, one)).scores).toMatchObject([{ mode: "kiosk", total: 7 }]);
});

test("D3: a part in another language can be asked for by voice: it leaves the link, staff see that it was asked, and reading it ends that", async () => {
  const one = await makeFamily(stage);
  const { phone } = await sendTo(one, ["gad-7", "pcl-5"], "es");
  await phone.open(2021);
  expect(phone.page).toContain("Estas preguntas son para Ana.");
  await phone.look("?q=8");
  expect(phone.page).toContain("Prefiero que me la lean");
  await phone.send({ go: "interview" });
  expect(phone.page).toContain("Pregunta 1 de 7");
  for (let place = 0; place < 7; place++) await phone.pick(1);
  expect(phone.page).toContain("Una parte nos pidió que se la leamos.");
  await phone.send({ go: "send" });
  expect((await list(stage.frontDesk, one)).requests.map((each) => [each.instrument, each.state]).toSorted()).toEqual([["gad-7", "submitted"], ["pcl-5", "interview_asked"]]);
  expect((await call("POST", `/cases/${one.caseId}/interviews`, { instrument: "pcl-5", adultId: one.adultA, language: "es" })).status).toBe(200);
  expect((await list(stage.frontDesk, one)).requests.map((each) => [each.instrument, each.mode, each.state]).toSorted()).toEqual([["gad-7", "link", "submitted"], ["pcl-5", "interview", "started"], ["pcl-5", "link", "withdrawn"]]);
});

test("one press asks two adults in two languages; where one may not be asked, nobody is, and it says who", async () => {
  const one = await makeFamily(stage, { b: null });
  const to = (delivery: "email" | "none") => [{ respondentId: one.adultA, instruments: ["phq-9"], language: "en", delivery: "email" }, { respondentId: one.adultB, instruments: ["phq-9", "gad-7"], language: "es", delivery }];
  const refused = await call("POST", `/cases/${one.caseId}/batteries`, { to: to("email") });
  expect([refused.status, (refused.body.findings as Finding[]).filter((each) => each.severity === "block" && each.result === "not_met").map((each) => each.message)]).toEqual([422, [expect.stringMatching(/^Bo: /)]]);
  expect((await list(stage.clinician, one)).requests).toEqual([]);
  const sent = await call("POST", `/cases/${one.caseId}/batteries`, { to: to("none") });
  expect((sent.body as Outputs["measures"]["sendBattery"]).batteries.map((each) => [each.respondentId, each.messageId !== null, each.requests.map((request) => [request.instrument, request.language])])).toEqual([[one.adultA, true, [["phq-9", "en"]]], [one.adultB, false, [["phq-9", "es"], ["gad-7", "es"]]]]);
});
