import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { acting, makeAgency, makeStaff } from "../../../test/support/agency.ts";
import { rows } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { hashToken } from "#server/keys.ts";
import { findByToken, passGate } from "./handlers.ts";
import { type Family, makeFamily, Phone, setStage, type Stage } from "./answering.test-support.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.fresh.clock.set("2026-11-20T15:00:00Z"));

/** Everything that a link could change, as the owner sees it. */
const everything = () =>
  stage.fresh.asOwner(async (client) => {
    const found: Record<string, unknown[]> = {};
    for (const table of ["links", "link_visits", "measure_requests", "measure_answers", "measure_scores", "safety_reviews", "case_pointers", "messages", "audit_entries"]) found[table] = (await client.query(`select * from dyad.${table} order by 1, 2`)).rows;
    return found;
  });
const countOf = async (table: string, where = "true") => stage.fresh.asOwner(async (client) => Number((await client.query(`select count(*) from dyad.${table} where ${where}`)).rows[0].count));

async function sendTo(family: Family, instruments = ["phq-9"], language: "en" | "es" = "en") {
  const sent = await stage.call(stage.clinician, "POST", `/cases/${family.caseId}/batteries`, { respondentId: family.adultA, instruments, language, delivery: "none" });
  expect(sent.status).toBe(200);
  const link = await stage.call(stage.clinician, "POST", `/batteries/${sent.body.batteryId}/link`);
  return { batteryId: sent.body.batteryId as string, requestIds: sent.body.requests.map((one: any) => one.requestId) as string[], address: link.body.address as string, phone: new Phone(stage, link.body.address) };
}
const token = (address: string) => address.split("/m/")[1]!;

test("B13: looking at a link changes nothing at all and shows nobody's name, however often a mail scanner looks", async () => {
  const { phone } = await sendTo(await makeFamily(stage));
  const before = await everything();
  for (const query of ["", "?q=9", "?q=review", "?q=kept", "?lang=es"]) expect((await phone.look(query)).status).toBe(200);
  expect(await everything()).toEqual(before);
  expect(phone.page).toContain('name="birthYear"');
  expect(phone.page).not.toMatch(/Robin|Ana|Made-Up|PHQ/);
  expect(phone.headers["cache-control"]).toBe("no-store");
  expect(phone.headers["referrer-policy"]).toBe("no-referrer");
});

test("B13: the birth year opens; a wrong one says how many tries are left; what is no year costs none", async () => {
  const { phone } = await sendTo(await makeFamily(stage));
  expect((await phone.open("two thousand")).status).toBe(422);
  expect(phone.page).toContain("5 tries");
  expect((await phone.open(1999)).status).toBe(422);
  expect(phone.page).toContain("4 tries");
  expect(phone.cookie).toBe("");
  expect((await phone.open(2021)).step()).toBe(1);
  expect(await countOf("link_visits", `visit_hash = '\\x${hashToken(phone.cookie).toString("hex")}'`)).toBe(1);
});

test("B13: five wrong years close the link, also when they come at once, and the right one opens it no more", async () => {
  const { phone, batteryId, address } = await sendTo(await makeFamily(stage));
  const tries = await Promise.all(Array.from({ length: 12 }, (_, at) => new Phone(stage, address).open(1990 + at)));
  expect(tries.filter((one) => one.status === 422)).toHaveLength(4);
  expect(tries.filter((one) => one.status === 429)).toHaveLength(8);
  expect((await phone.open(2021)).status).toBe(429);
  expect(phone.cookie).toBe("");
  expect((await phone.look()).status).toBe(429);
  expect((await stage.call(stage.clinician, "POST", `/batteries/${batteryId}/link`)).status).toBe(410);
});

test("B13: a try that was on its way while the fifth wrong year came is refused, the right year too", async () => {
  const { phone, address } = await sendTo(await makeFamily(stage));
  const onItsWay = await findByToken(stage.services, token(address));
  for (let year = 1990; year < 1995; year++) await phone.open(year);
  if (onItsWay.state !== "open") throw new Error("the link was not open");
  expect(await passGate(stage.services, onItsWay, 2021, "test")).toEqual({ state: "locked" });
});

test("B13: the cookie of a visit is for these pages only, and is worth nothing at another link or as somebody's guess", async () => {
  const one = await sendTo(await makeFamily(stage));
  const other = await sendTo(await makeFamily(stage));
  const set = (await stage.app.inject({ method: "POST", url: `/m/${token(one.address)}/open`, headers: { "content-type": "application/x-www-form-urlencoded" }, payload: "birthYear=2021" })).cookies[0]!;
  expect(set).toMatchObject({ name: "dyad_m", path: "/m", httpOnly: true, sameSite: "Strict", maxAge: 7200 });
  other.phone.cookie = set.value;
  expect((await other.phone.look("?q=1")).page).toContain('name="birthYear"');
  one.phone.cookie = `${set.value.slice(0, -1)}${set.value.endsWith("A") ? "B" : "A"}`;
  expect((await one.phone.look("?q=1")).page).toContain('name="birthYear"');
});

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
  expect((await later.look("?q=2")).page).toMatch(/value="2"[^>]*checked|checked[^>]*value="2"/);
});

test("B13: nothing picked is asked for once more, a place that the scale does not have is not taken, and a foreign form is refused", async () => {
  const { phone, requestIds, address } = await sendTo(await makeFamily(stage));
  await phone.open(2021);
  expect((await phone.send({ go: "next" })).status).toBe(422);
  expect((await phone.send({ go: "next", answer: "4" })).status).toBe(422);
  expect((await phone.send({ go: "next", answer: "1", csrf: "x".repeat(32) })).status).toBe(403);
  const foreign = await stage.app.inject({ method: "POST", url: `/m/${token(address)}/answer`, headers: { origin: "https://elsewhere.test", "content-type": "application/x-www-form-urlencoded", cookie: `dyad_m=${phone.cookie}` }, payload: new URLSearchParams({ ...phone.hidden(), answer: "1" }).toString() });
  expect(foreign.statusCode).toBe(403);
  expect(await countOf("measure_answers", `request_id = '${requestIds[0]}'`)).toBe(0);
  const json = await stage.app.inject({ method: "POST", url: `/m/${token(address)}/answer`, payload: { answer: "1" } });
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

async function answerAll(phone: Phone, place: number): Promise<void> {
  while (phone.step() > 0) await phone.pick(place);
}

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

test("B13: unknown, guessed, expired, withdrawn, and after the adult has left the family: one text, 404 or 410", async () => {
  const textOf = (page: string) => page.replace(/\s+/g, " ");
  const unknown = await new Phone(stage, `/m/${"A".repeat(43)}`).look();
  expect(unknown.status).toBe(404);
  const expired = await sendTo(await makeFamily(stage));
  await expired.phone.open(2021);
  stage.fresh.clock.set(addMinutes("2026-11-20T15:00:00Z", 14 * 24 * 60 + 1));
  expect((await expired.phone.look("?q=1")).status).toBe(410);
  expect(textOf(expired.phone.page)).toBe(textOf(unknown.page));
  stage.fresh.clock.set("2026-11-20T15:00:00Z");
  const withdrawn = await sendTo(await makeFamily(stage));
  expect((await stage.call(stage.clinician, "POST", `/batteries/${withdrawn.batteryId}/withdraw`)).body).toMatchObject({ withdrawn: true });
  expect((await withdrawn.phone.open(2021)).status).toBe(410);
  const family = await makeFamily(stage);
  const moved = await sendTo(family);
  await moved.phone.open(2021);
  await acting(stage.place, stage.agency.operator, (tx) => sql`update case_people set valid_to = '2026-11-20' where case_id = ${family.caseId} and person_id = ${family.adultA}`.execute(tx));
  stage.fresh.clock.set("2026-11-21T15:00:00Z");
  expect((await moved.phone.look()).status).toBe(410);
  expect(textOf(moved.phone.page)).toBe(textOf(unknown.page));
});

test("B13: the gate stays shut two hours after it was opened", async () => {
  const { phone } = await sendTo(await makeFamily(stage));
  await phone.open(2021);
  await phone.pick(2);
  stage.fresh.clock.set("2026-11-20T17:00:01Z");
  expect((await phone.look("?q=1")).page).toContain('name="birthYear"');
});

test("D3: in Spanish the page, the printed words and the switch are Spanish; without a Spanish text the English stands and says so", async () => {
  const { phone } = await sendTo(await makeFamily(stage), ["phq-9", "pcl-5"], "es");
  await phone.open(2021);
  expect(phone.page).toContain("Pregunta 1 de 30");
  expect(phone.page).toContain('<html lang="es"');
  await phone.look("?q=12");
  expect(phone.page).toContain("existen solo en inglés");
  await phone.look("?q=1&lang=en");
  expect(phone.page).toContain("Question 1 of 30");
  await phone.pick(1);
  expect(phone.page).toContain("Question 2 of 30");
});

test("no token of a link is in any log line, and none is stored", async () => {
  const { phone, address } = await sendTo(await makeFamily(stage));
  await phone.look();
  await phone.open(2021);
  await phone.pick(1);
  expect(stage.logged.length).toBeGreaterThan(10);
  expect(stage.logged.filter((line) => line.includes(token(address)))).toEqual([]);
  const all = JSON.stringify(await everything());
  expect(all).not.toContain(token(address));
  expect(all).not.toContain(phone.cookie);
});

test("a respondent reaches the rows of the own battery and nothing else: every table of the schema, tried", async () => {
  const family = await makeFamily(stage);
  const mine = await sendTo(family);
  const other = await sendTo(await makeFamily(stage));
  for (const one of [mine, other]) {
    await one.phone.open(2021);
    await one.phone.look("?q=9");
    await one.phone.pick(2);
  }
  const outside = await makeAgency(stage.place);
  await makeStaff(stage.place, outside);
  const respondent = { kind: "respondent", agencyId: stage.agency.agencyId, timeZone: stage.agency.timeZone, batteryId: mine.batteryId, linkId: mine.batteryId } as const;
  const tables = await stage.fresh.asOwner(async (client) => (await client.query("select table_name as name from information_schema.tables where table_schema = 'dyad'")).rows.map((one) => one.name as string));
  expect(tables.length).toBeGreaterThan(40);
  const seen: Record<string, number> = {};
  for (const table of tables) {
    const found = await acting(stage.place, respondent, (tx) => rows<{ all: any }>(tx, sql`select to_jsonb(t) as all from ${sql.table(table)} t`)).catch((error) => (error.code === "42501" || error.code === "42P01" ? [] : Promise.reject(error)));
    if (found.length > 0) seen[table] = found.length;
    for (const { all } of found) expect([undefined, stage.agency.agencyId]).toContain(all.agency_id);
  }
  // Who works here by name is open to a respondent (migration 0003), to say who reads the answers.
  const { agencies, staff: _staff, ...rest } = seen;
  expect(agencies).toBe(1);
  expect(rest).toEqual({ measure_requests: 1, measure_answers: 1 });
  const write = (statement: ReturnType<typeof sql>) => acting(stage.place, respondent, (tx) => statement.execute(tx)).then((done) => Number(done.numAffectedRows ?? 0), (error: { code: string }) => error.code);
  expect(await write(sql`update measure_answers set answers = '{}' where request_id = ${other.requestIds[0]}`)).toBe(0);
  expect(await write(sql`update safety_reviews set reviewed_at = now()`)).toBe(0);
  expect(await write(sql`update case_pointers set closed_at = now()`)).toBe(0);
  expect(await write(sql`insert into case_pointers (agency_id, id, case_id, points_to, review_id, opened_at) select agency_id, gen_random_uuid(), ${(await makeFamily(stage)).caseId}, 'caregiver_record', gen_random_uuid(), now() from agencies`)).toBe("42501");
  expect(await write(sql`insert into measure_scores (agency_id, request_id, case_id, class, owner_person_id, instrument, version, language, answered_on, result) values (${stage.agency.agencyId}, ${other.requestIds[0]}, ${family.caseId}, 'caregiver', ${family.adultB}, 'phq-9', '1', 'en', '2026-11-20', '{}')`)).toBe("42501");
});

test("D3: an address that a form answered, or one copied in part, leads a person on and never to an error of a program", async () => {
  const ask = (url: string, accept = "text/html") => stage.app.inject({ method: "GET", url, headers: { accept, "accept-language": "es" } });
  for (const verb of ["open", "answer", "submit"]) {
    const again = await ask(`/m/some-token/${verb}?lang=es`);
    expect([verb, again.statusCode, again.headers.location]).toEqual([verb, 303, "/m/some-token?lang=es"]);
  }
  for (const url of ["/m", "/m/", "/m/some-token/more/of-it"]) {
    const answer = await ask(url);
    expect([url, answer.statusCode, answer.headers["cache-control"]]).toEqual([url, 404, "no-store"]);
    expect(answer.body).toContain("<title>Preguntas</title>");
  }
  // What fails is a page for a person, and stays JSON for a program.
  const send = (accept: string) => stage.app.inject({ method: "POST", url: "/m/some-token/open", headers: { accept, "accept-language": "es", "content-type": "application/x-www-form-urlencoded" }, payload: "x".repeat(9000) });
  const [page, json] = [await send("text/html"), await send("*/*")];
  expect([page.statusCode, json.statusCode, json.json().code]).toEqual([413, 413, "too_large"]);
  expect(page.body).toMatch(/data-fault=""[\s\S]*Esto no funcionó por ahora/);
  expect(page.body).toContain('href="tel:988"');
});
