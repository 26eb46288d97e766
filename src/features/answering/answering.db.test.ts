import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { acting, makeAgency, makeStaff } from "../../../test/support/agency.ts";
import { rows } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { hashToken } from "#server/keys.ts";
import { findByToken, passGate } from "./handlers.ts";
import { hands, makeFamily, Phone, setStage, type Stage, tokenOf } from "./answering.test-support.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.fresh.clock.set("2026-11-20T15:00:00Z"));
const { everything, countOf, sendTo } = hands(() => stage);

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
  const onItsWay = await findByToken(stage.services, tokenOf(address));
  for (let year = 1990; year < 1995; year++) await phone.open(year);
  if (onItsWay.state !== "open") throw new Error("the link was not open");
  expect(await passGate(stage.services, onItsWay, 2021, "test")).toEqual({ state: "locked" });
});

test("B13: the cookie of a visit is for these pages only, and is worth nothing at another link or as somebody's guess", async () => {
  const one = await sendTo(await makeFamily(stage));
  const other = await sendTo(await makeFamily(stage));
  const set = (await stage.app.inject({ method: "POST", url: `/m/${tokenOf(one.address)}/open`, headers: { "content-type": "application/x-www-form-urlencoded" }, payload: "birthYear=2021" })).cookies[0]!;
  expect(set).toMatchObject({ name: "dyad_m", path: "/m", httpOnly: true, sameSite: "Strict", maxAge: 7200 });
  other.phone.cookie = set.value;
  expect((await other.phone.look("?q=1")).page).toContain('name="birthYear"');
  one.phone.cookie = `${set.value.slice(0, -1)}${set.value.endsWith("A") ? "B" : "A"}`;
  expect((await one.phone.look("?q=1")).page).toContain('name="birthYear"');
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

test("no token of a link is in any log line, and none is stored", async () => {
  const { phone, address } = await sendTo(await makeFamily(stage));
  await phone.look();
  await phone.open(2021);
  await phone.pick(1);
  expect(stage.logged.length).toBeGreaterThan(10);
  expect(stage.logged.filter((line) => line.includes(tokenOf(address)))).toEqual([]);
  const all = JSON.stringify(await everything());
  expect(all).not.toContain(tokenOf(address));
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
    const found = await acting(stage.place, respondent, (tx) => rows<{ all: { agency_id?: string } }>(tx, sql`select to_jsonb(t) as all from ${sql.table(table)} t`)).catch((error) => (error.code === "42501" || error.code === "42P01" ? [] : Promise.reject(error)));
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
