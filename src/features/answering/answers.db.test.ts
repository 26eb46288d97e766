import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { acting } from "../../../test/support/agency.ts";
import { answerAll, hands, makeFamily, Phone, setStage, type Stage, tokenOf } from "./answering.test-support.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.fresh.clock.set("2026-11-20T15:00:00Z"));
const { countOf, sendTo } = hands(() => stage);

test("B13: an answer is kept at once; on another day the gate comes first and then the next open question", async () => {
  const { phone, address } = await sendTo(await makeFamily(stage));
  await phone.open(2021);
  for (const place of [1, 2, 0]) await phone.pick(place);
  expect(phone.step()).toBe(4);
  await phone.send({ go: "skip" });
  expect(phone.step()).toBe(5);
  await phone.send({ go: "back" });
  expect(phone.step()).toBe(4);
  await phone.pick(3, "later");
  expect(phone.page).toContain("Your answers are kept");
  stage.fresh.clock.set("2026-11-23T15:00:00Z");
  expect((await phone.look("?q=2")).page).not.toContain("checked");
  expect(phone.page).toContain('name="birthYear"');
  const later = await new Phone(stage, address).open(2021);
  expect(later.step()).toBe(5);
  expect((await later.look("?q=2")).page).toContain("You answered this one");
  await later.send({ go: "next" });
  expect([later.step(), later.page.includes("You answered this one")]).toEqual([3, true]);
});

test("B13, D3: a link that is forwarded to the other caregiver, who knows the birth year, shows nothing that was answered; a sign-in of one's own is worth nothing here, and sent it is over", async () => {
  const { phone, requestIds, address } = await sendTo(await makeFamily(stage));
  await phone.open(2021);
  for (const place of [3, 2, 1]) await phone.pick(place);
  const other = new Phone(stage, address);
  other.cookie = "somebody-elses-sign-in";
  expect((await other.look("?q=1")).page).toContain('name="birthYear"');
  await other.open(2021);
  for (const query of ["", "?q=1", "?q=2", "?q=3", "?q=review", "?q=kept"]) expect((await other.look(query)).page, query).not.toMatch(/checked|PHQ|score/i);
  // Going through what was answered without picking changes none of it.
  await other.look("?q=1");
  await other.send({ go: "next" });
  await phone.look("?q=review");
  await phone.send({ go: "send" });
  expect((await other.look("?q=1")).status).toBe(410);
  const [stored] = await stage.fresh.asOwner(async (client) => (await client.query("select answers from dyad.measure_answers where request_id = $1", [requestIds[0]])).rows);
  expect(stored.answers).toEqual({ 1: 3, 2: 2, 3: 1 });
});

test("B13: nothing picked is asked for once more, a place that the scale does not have is not taken, and a foreign form is refused", async () => {
  const { phone, requestIds, address } = await sendTo(await makeFamily(stage));
  await phone.open(2021);
  expect((await phone.send({ go: "next" })).status).toBe(422);
  expect((await phone.send({ go: "next", answer: "4" })).status).toBe(422);
  expect((await phone.send({ go: "next", answer: "1", csrf: "x".repeat(32) })).status).toBe(403);
  const foreign = await stage.app.inject({ method: "POST", url: `/m/${tokenOf(address)}/answer`, headers: { origin: "https://elsewhere.test", "content-type": "application/x-www-form-urlencoded", cookie: `dyad_m=${phone.cookie}` }, payload: new URLSearchParams({ ...phone.hidden(), answer: "1" }).toString() });
  expect(foreign.statusCode).toBe(403);
  expect(await countOf("measure_answers", `request_id = '${requestIds[0]}'`)).toBe(0);
  const json = await stage.app.inject({ method: "POST", url: `/m/${tokenOf(address)}/answer`, payload: { answer: "1" } });
  expect(json.statusCode).toBe(415);
});

test("B13, D3: item 9 of a form that is never sent shows 988 on the next page and for good, and raises one review and one pointer", async () => {
  const family = await makeFamily(stage);
  const { phone, requestIds, address } = await sendTo(family);
  await phone.open(2021);
  await phone.look("?q=9");
  expect(phone.page).not.toContain("data-crisis");
  await phone.pick(1);
  expect(phone.page).toContain("data-crisis");
  const raised = () => stage.fresh.asOwner(async (client) => (await client.query("select r.id, r.owner_person_id, r.class, p.case_id from dyad.safety_reviews r join dyad.case_pointers p on p.review_id = r.id where r.request_id = $1", [requestIds[0]])).rows);
  expect(await raised()).toMatchObject([{ owner_person_id: family.adultA, class: "caregiver", case_id: family.caseId }]);
  await phone.look("?q=9");
  await phone.pick(3);
  await phone.look("?q=9");
  await phone.pick(0);
  for (const query of ["?q=1", "?q=review", "?q=kept"]) expect((await phone.look(query)).page).toContain("data-crisis");
  expect(await raised()).toHaveLength(1);
  expect((await new Phone(stage, address).look()).page).not.toContain("data-crisis");
  expect(await countOf("measure_requests", `id = '${requestIds[0]}' and status = 'started'`)).toBe(1);
  expect(await countOf("messages", `case_id = '${family.caseId}'`)).toBe(0);
  expect(await countOf("audit_entries", "details::text ~* 'self_harm|review'")).toBe(0);
});

test("B13: item 9 marked 'not at all' raises nothing", async () => {
  const { phone, requestIds } = await sendTo(await makeFamily(stage));
  await phone.open(2021);
  await phone.look("?q=9");
  await phone.pick(0);
  expect(phone.page).not.toContain("data-crisis");
  expect(await countOf("safety_reviews", `request_id = '${requestIds[0]}'`)).toBe(0);
});

test("B13: two tabs at once lose no answer and raise one review", async () => {
  const { phone, requestIds, address } = await sendTo(await makeFamily(stage));
  await phone.open(2021);
  const hidden = phone.hidden();
  await Promise.all(Array.from({ length: 9 }, (_, at) => {
    const tab = new Phone(stage, address);
    tab.cookie = phone.cookie;
    return tab.post("answer", { ...hidden, step: String(at + 1), answer: "2", go: "next" });
  }).concat(Array.from({ length: 4 }, () => {
    const tab = new Phone(stage, address);
    tab.cookie = phone.cookie;
    return tab.post("answer", { ...hidden, step: "9", answer: "3", go: "next" });
  })));
  const kept = await stage.fresh.asOwner(async (client) => (await client.query("select answers from dyad.measure_answers where request_id = $1", [requestIds[0]])).rows[0].answers as Record<string, number>);
  expect(Object.keys(kept).sort()).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
  expect(await countOf("safety_reviews", `request_id = '${requestIds[0]}'`)).toBe(1);
});

test("B13, B11: a battery is one row of questions, is scored by its instruments, and ends its link", async () => {
  const family = await makeFamily(stage);
  const { phone, requestIds, batteryId, address } = await sendTo(family, ["phq-9", "pcl-5"]);
  await phone.open(2021);
  expect(phone.page).toContain("Question 1 of 30");
  await answerAll(phone, 1);
  expect(phone.page).toContain("Before you send");
  const before = { cookie: phone.cookie, hidden: phone.hidden() };
  await phone.send({ go: "send" });
  expect(phone.status).toBe(200);
  expect(phone.page).toContain("Thank you");
  expect(phone.page).toContain("data-crisis");
  const scores = await stage.fresh.asOwner(async (client) => (await client.query("select request_id, class, owner_person_id, total, result from dyad.measure_scores where request_id = any($1) order by instrument desc", [requestIds])).rows);
  expect(scores).toMatchObject([{ class: "caregiver", owner_person_id: family.adultA, total: 9, result: { band: "mild", complete: true } }, { total: 20, result: { instrument: "pcl-5", positive: { cut_31: false } } }]);
  // Twice the same click, and both at once: it was sent once, and says so.
  const again = new Phone(stage, address);
  again.cookie = before.cookie;
  expect((await again.post("submit", { ...before.hidden, go: "send" })).page).toContain("Thank you");
  expect(await countOf("measure_scores", `request_id = any('{${requestIds.join()}}')`)).toBe(2);
  again.cookie = before.cookie;
  expect((await again.look()).status).toBe(410);
  expect((await again.post("answer", { ...before.hidden, step: "1", answer: "0" })).status).toBe(410);
  expect((await new Phone(stage, address).open(2021)).status).toBe(410);
  expect((await stage.call(stage.clinician, "POST", `/batteries/${batteryId}/withdraw`)).status).toBe(422);
});

test("B13: sent twice at the same moment, it is scored once", async () => {
  const { phone, requestIds, address } = await sendTo(await makeFamily(stage));
  await phone.open(2021);
  await answerAll(phone, 0);
  const hidden = phone.hidden();
  const sent = await Promise.all([1, 2, 3, 4].map(() => {
    const tab = new Phone(stage, address);
    tab.cookie = phone.cookie;
    return tab.post("submit", { ...hidden, go: "send" });
  }));
  expect(sent.map((one) => one.status)).toEqual([200, 200, 200, 200]);
  expect(await countOf("measure_scores", `request_id = '${requestIds[0]}'`)).toBe(1);
});

test("B13: an answer kept while another tab sends is in the score, or refused; never kept and left out of it", async () => {
  for (let round = 0; round < 4; round++) {
    const { phone, requestIds, address } = await sendTo(await makeFamily(stage));
    await phone.open(2021);
    await phone.look("?q=review");
    const form = phone.hidden();
    const tab = () => Object.assign(new Phone(stage, address), { cookie: phone.cookie });
    await Promise.all([...Array.from({ length: 9 }, (_, at) => tab().post("answer", { ...form, step: String(at + 1), answer: "1" })), tab().post("submit", { ...form, go: "send" })]);
    const [stored] = await stage.fresh.asOwner(async (client) => (await client.query("select a.answers, s.result from dyad.measure_answers a join dyad.measure_scores s using (request_id) where request_id = $1", [requestIds[0]])).rows);
    expect(9 - Object.keys(stored.answers).length).toBe(stored.result.missing.length);
  }
});

test("B13: an incomplete form is sent without a total, and what was sent cannot be changed even by its own link", async () => {
  const { phone, requestIds, batteryId } = await sendTo(await makeFamily(stage));
  await phone.open(2021);
  await phone.pick(3);
  await phone.look("?q=review");
  await phone.send({ go: "send" });
  const [score] = await stage.fresh.asOwner(async (client) => (await client.query("select total, result from dyad.measure_scores where request_id = $1", [requestIds[0]])).rows);
  expect(score).toMatchObject({ total: null, result: { complete: false, band: null } });
  const respondent = { kind: "respondent", agencyId: stage.agency.agencyId, timeZone: stage.agency.timeZone, batteryId, linkId: batteryId } as const;
  await expect(acting(stage.place, respondent, (tx) => sql`update measure_answers set answers = '{"9": 3}' where request_id = ${requestIds[0]}`.execute(tx))).rejects.toMatchObject({ code: "DY002" });
});

test("D3: in Spanish the page, the printed words and the switch are Spanish; without a Spanish text the English stands and says so", async () => {
  const { phone } = await sendTo(await makeFamily(stage), ["phq-9", "pcl-5"], "es");
  await phone.open(2021);
  expect(phone.page).toContain("Pregunta 1 de 30");
  expect(phone.page).toContain('<html lang="es"');
  await phone.look("?q=12");
  expect(phone.page).toContain("Esta parte está en inglés");
  await phone.look("?q=1&lang=en");
  expect(phone.page).toContain("Question 1 of 30");
  await phone.pick(1);
  expect(phone.page).toContain("Question 2 of 30");
});
