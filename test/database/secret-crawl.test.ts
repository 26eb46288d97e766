import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillDemo } from "#features/demo/handlers.ts";
import { countChange } from "#features/rulebook/counting.handlers.ts";
import { call, startServer, type TestServer } from "../access/server.ts";
import { crawl, findMarkers, type Page, type Pool, type Reader, readingRoutes, routes } from "../crawl/crawl.ts";
import { expectedMarkers, homes, type Marker, markers } from "../crawl/markers.ts";

// Idea 1: one word found nowhere else in each class, and everything that each person can reach is read (D2, D4).

let server: TestServer;
let readers: Reader[];
let pages: Page[];
let markedCase: string;
const nobody: Reader = { name: "nobody", cookie: null };
const pool: Pool = new Map([["policy", new Set(["dc-mhrs"])], ["version", new Set(["2020-09-04"])]]);
/** `npm run test:long` opens every session of every case; a plain run those of the marked case and some of the others. */
const isLong = process.env.TEST_LONG === "1";

async function signIn(email: string): Promise<Reader> {
  const answer = await server.app.inject({ method: "POST", url: "/api/session", payload: { email, password: "dyad-demo-only" } });
  expect(answer.statusCode, email).toBe(200);
  return { name: email, cookie: `dyad_session=${answer.cookies.find((one) => one.name === "dyad_session")!.value}` };
}

const asOwner = <T extends object>(statement: string, values: unknown[] = []) => server.fresh.asOwner(async (client) => {
  await client.query("set search_path = dyad");
  return (await client.query<T>(statement, values)).rows;
});

beforeAll(async () => {
  server = await startServer({ demo: "markers" });
  await fillDemo(server.services, { size: "handful" });
  const { accounts } = (await call(server, null, "GET", "/api/demo-accounts")).body;
  readers = [];
  for (const { email } of accounts as { email: string }[]) readers.push(await signIn(email));
  markedCase = (await asOwner<{ case_id: string }>("select case_id from dyad.blocks where words like '%MARKER-CHILD-CHART%'"))[0]!.case_id;
  const left = isLong ? [] : await asOwner<{ id: string }>("select id from (select id, row_number() over (partition by case_id order by starts_at desc) as place, case_id from dyad.sessions) s where (case_id <> $1 and place > 1) or (case_id = $1 and place between 4 and 26)", [markedCase]);
  const leftOut = new Set(left.map(({ id }) => id));
  await answerWithDanger();
  await proposeChange();
  await openAudit();
  const isRead = (address: string) => !leftOut.has(/\/sessions\/([^/?]+)/.exec(address)?.[1] ?? "") && (isLong || !/class=(service|intake|psychotherapy_note|supervision|report|address)/.test(address));
  // Two records side by side: the marked one is the other of every pair.
  pool.set("otherCaseId", new Set([markedCase]));
  pages = await crawl(server, [...readers, nobody], pool, isRead);
}, 180_000);
afterAll(() => server.close());

const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** Opens the questions of an adult of the marked case as that adult does: the address, and the cookie of the visit. */
async function openQuestions(place: "lives with the child" | "lives elsewhere"): Promise<{ path: string; cookie: string }> {
  const clinician = readers.find((one) => one.name === "clinician@demo.dyad")!;
  const [adult] = await asOwner<{ id: string; year: number }>("select p.person_id as id, extract(year from k.birth_date)::int as year from case_people p join cases c on c.id = p.case_id join persons k on k.id = c.child_id where p.case_id = $1 and p.part = 'caregiver' and p.lives_with_child = $2", [markedCase, place === "lives with the child"]);
  const sent = await call(server, clinician.cookie, "POST", `/api/cases/${markedCase}/batteries`, { respondentId: adult!.id, instruments: ["phq-9"], language: "en", delivery: "email" });
  expect(sent.status, sent.text).toBe(200);
  const link = await call(server, clinician.cookie, "POST", `/api/batteries/${sent.body.batteryId}/link`, {});
  const path = new URL(link.body.address).pathname;
  const opened = await server.app.inject({ method: "POST", url: `${path}/open`, headers: FORM, payload: `birthYear=${adult!.year}` });
  return { path, cookie: opened.headers["set-cookie"] as string };
}

/** A change of a policy that waits: there is one to crawl, too. */
async function proposeChange(): Promise<void> {
  const director = readers.find((one) => one.name === "director@demo.dyad")!;
  const answer = await call(server, director.cookie, "POST", "/api/policies/dc-mhrs/versions/2020-09-04/clauses/age/change", { parameters: { minYears: 0, maxYearsExclusive: 3, leapDayBirthday: "mar1" }, severity: "block", reason: "Only to see what it would do." });
  expect(answer.status, answer.text).toBe(200);
  const [agency] = await asOwner<{ agency_id: string }>("select agency_id from dyad.policy_changes where id = $1", [answer.body.changeId]);
  await countChange(server.services, { agencyId: agency!.agency_id, id: answer.body.changeId });
}

/** An audit that samples every case: there is one to crawl, and its pack. Nobody from outside reads for it. */
async function openAudit(): Promise<void> {
  const director = readers.find((one) => one.name === "director@demo.dyad")!;
  const [span] = await asOwner<{ first: string; last: string }>("select min(service_date)::text as first, least(max(service_date), current_date - 1)::text as last from dyad.services");
  const answer = await call(server, director.cookie, "POST", "/api/audits", { title: "To crawl", periodFrom: span!.first, periodTo: span!.last, dueOn: "2099-12-31", auditor: "Nobody", wanted: 100 });
  expect(answer.status, answer.text).toBe(200);
}

/** The ninth question answered so that a safety review opens: there is one to crawl, too. */
async function answerWithDanger(): Promise<void> {
  const { path, cookie } = await openQuestions("lives with the child");
  const page = (await server.app.inject({ method: "GET", url: `${path}?q=9`, headers: { cookie } })).body;
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((found) => [found[1]!, found[2]!]);
  const kept = await server.app.inject({ method: "POST", url: `${path}/answer`, headers: { ...FORM, cookie }, payload: new URLSearchParams([...hidden, ["answer", "2"], ["go", "next"]]).toString() });
  expect(kept.statusCode).toBe(303);
}

/** Markers by reader, for comparing. */
const byReader = (of: Page[]) => Object.fromEntries(Object.entries(Object.fromEntries(findMarkers(of, markers))).map(([reader, found]) => [reader, [...found.keys()].sort()]));
const due = (expected: Record<string, readonly Marker[]>) => Object.fromEntries(Object.entries(expected).filter(([, some]) => some.length > 0).map(([reader, some]) => [reader, [...some].sort()]));

describe("Secret crawl (idea 1; mission D2)", () => {
  it("knows what every person of the demo should meet", () => {
    expect(readers.map((one) => one.name).sort()).toEqual(Object.keys(expectedMarkers).sort());
  });

  it("reached every reading route, and somebody got an answer from each", () => {
    for (const route of readingRoutes) {
      const pattern = new RegExp(`^/api${route.path.replace(/\{\w+\}/g, "[^/?]+")}(\\?|$)`);
      const met = pages.filter((page) => pattern.test(page.address));
      expect(met.length, route.name).toBeGreaterThan(0);
      expect(met.some((page) => page.status === 200), route.name).toBe(true);
    }
    expect(pages.filter((page) => page.status >= 500).map((page) => `${page.reader} ${page.address}`)).toEqual([]);
    expect(pages.length).toBeGreaterThan(1000);
  });

  it("every marker is met by exactly those who may, through whatever route", () => {
    expect(byReader(pages)).toEqual(due(expectedMarkers));
  });

  it("no message of an error says one: wrong ids, ids that are none, unknown fields, by everybody on every route", async () => {
    const errors: Page[] = [];
    for (const reader of [...readers, nobody]) {
      for (const route of routes) {
        if (route.name === "account.signOut" || (route.method === "GET" && !route.path.includes("{"))) continue;
        const ids = route.method === "GET" ? [randomUUID(), "x'y"] : [markedCase];
        for (const address of new Set(ids.map((id) => route.path.replace(/\{\w+\}/g, encodeURIComponent(id))))) {
          const answer = await call(server, reader.cookie, route.method, `/api${address}`, route.method === "GET" ? undefined : { MARKED: "an unknown field" });
          errors.push({ reader: reader.name, address: `${route.method} ${address}`, status: answer.status, text: answer.status >= 400 ? answer.text : "" });
        }
      }
    }
    expect(errors.filter((one) => one.status >= 500).map((one) => one.address)).toEqual([]);
    expect(byReader(errors)).toEqual({});
  });

  it("no public page and no page behind a link says one, in either language", async () => {
    const found: Page[] = [];
    const look = async (address: string, headers: Record<string, string> = {}) => {
      const answer = await server.app.inject({ method: "GET", url: address, headers });
      found.push({ reader: "visitor", address, status: answer.statusCode, text: `${answer.body}\n${JSON.stringify(answer.headers)}` });
      return answer;
    };
    for (const address of ["/", "/es", "/api/openapi.json", "/portal", "/fhir", "/fhir/Patient", "/healthz", "/readyz", "/m/nothing", "/nothing"]) await look(address);
    for (const place of ["lives with the child", "lives elsewhere"] as const) {
      const { path, cookie } = await openQuestions(place);
      await look(path);
      for (const query of ["", "?q=1", "?q=9", "?q=review", "?q=kept", "?lang=es"]) expect((await look(`${path}${query}`, { cookie })).statusCode, query).toBe(200);
      await look(`${path}x`, { cookie });
    }
    const clinician = readers.find((one) => one.name === "clinician@demo.dyad")!;
    const { messages } = (await call(server, clinician.cookie, "GET", "/api/outbox")).body;
    expect(messages.length).toBeGreaterThan(0);
    for (const { messageId } of messages) {
      const letter = await call(server, clinician.cookie, "GET", `/api/outbox/${messageId}`);
      found.push({ reader: "letter", address: messageId, status: letter.status, text: letter.text });
    }
    expect(byReader(found)).toEqual({});
  });

  it("no line of the log says one", () => {
    expect(server.logged.length).toBeGreaterThan(pages.length);
    expect(server.logged.filter((line) => line.includes("MARKER"))).toEqual([]);
    expect(server.logged.filter((line) => line.includes("two walls disagree"))).toEqual([]);
  });

  it("each stands in one place of the database: no copy in the audit trail, a queue, a decision or an index", async () => {
    const tables = await asOwner<{ name: string }>("select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')");
    const places: Record<string, string[]> = {};
    for (const { name } of tables) {
      const found = await asOwner<{ marker: string; times: string }>(`select m as marker, count(*) as times from ${name} t, unnest($1::text[]) m where t::text like '%' || m || '%' group by m`, [markers]);
      for (const { marker, times } of found) (places[marker] ??= []).push(...Array<string>(Number(times)).fill(name));
    }
    expect(places).toEqual(Object.fromEntries(Object.entries(homes).flatMap(([marker, home]) => (home === null ? [] : [[marker, [home]]]))));
    const folder = path.join(server.services.dataDirectory, "files");
    const lying = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(lying.length).toBeGreaterThan(5);
    for (const one of lying) expect(fs.readFileSync(path.join(one.parentPath, one.name)).includes("MARKER"), one.name).toBe(false);
  });
});

/** What some read of the marked case: the case and its record, or all that is in it. Without the ids of requests, which differ each time. */
async function readCase(of: readonly Reader[], depth: "the record" | "everything"): Promise<Page[]> {
  const isRecord = (address: string) => address.endsWith(markedCase) || address.endsWith(`${markedCase}/record`);
  const found = await crawl(server, of, new Map([["caseId", new Set([markedCase])]]), (address) => (depth === "everything" ? address.includes(markedCase) && !address.includes("class=") : isRecord(address)));
  return found.map((page) => ({ ...page, text: page.text.replace(/"requestId":"[^"]*"/, "") }));
}

describe("Flip test (idea 1): what a block's class is decides, and nothing else", () => {
  const flips: [what: string, statement: string, now: Partial<Record<string, readonly Marker[]>>][] = [
    ["the child's chart becomes adult B's own", "update blocks set class = 'caregiver', owner_person_id = (select owner_person_id from blocks where words like '%MARKER-CAREGIVER-B') where words like '%MARKER-CHILD-CHART'", { "caregiver.a@demo.dyad": ["MARKER-CAREGIVER-A", "MARKER-PART2", "MARKER-RELATIONSHIP"], "caregiver.b@demo.dyad": ["MARKER-ADDRESS-B", "MARKER-CAREGIVER-B", "MARKER-CHILD-CHART"] }],
    ["adult B's own becomes the child's chart", "update blocks set class = 'child_chart', owner_person_id = null where words like '%MARKER-CAREGIVER-B'", { "caregiver.a@demo.dyad": ["MARKER-CAREGIVER-A", "MARKER-CAREGIVER-B", "MARKER-CHILD-CHART", "MARKER-PART2", "MARKER-RELATIONSHIP"], "caregiver.b@demo.dyad": ["MARKER-ADDRESS-B"] }],
    ["the relationship becomes a psychotherapy note", "update blocks set class = 'psychotherapy_note', owner_person_id = null where words like '%MARKER-RELATIONSHIP'", { "caregiver.a@demo.dyad": ["MARKER-CAREGIVER-A", "MARKER-CHILD-CHART", "MARKER-PART2"], "supervisor@demo.dyad": ["MARKER-ADDRESS-B", "MARKER-CAREGIVER-A", "MARKER-CAREGIVER-B", "MARKER-CHILD-CHART", "MARKER-RELATIONSHIP", "MARKER-REPORT", "MARKER-SUPERVISION"].filter((one) => one !== "MARKER-RELATIONSHIP") as Marker[] }],
    ["the label Part 2 is taken off", "update blocks set part2 = false where words like '%MARKER-PART2'", { "supervisor@demo.dyad": ["MARKER-ADDRESS-B", "MARKER-CAREGIVER-A", "MARKER-CAREGIVER-B", "MARKER-CHILD-CHART", "MARKER-PART2", "MARKER-RELATIONSHIP", "MARKER-REPORT", "MARKER-SUPERVISION"] }],
    ["the report becomes something for supervision", "update blocks set class = 'supervision' where words like '%MARKER-REPORT'", { "privacy@demo.dyad": [] }],
  ];

  it.each(flips)("%s", async (_what, statement, now) => {
    const kept = await asOwner("select * from dyad.blocks where words like '%MARKER%'");
    const before = byReader(await readCase(readers, "the record"));
    await asOwner(statement);
    const after = byReader(await readCase(readers, "the record"));
    for (const [id, ofClass, owner, part2] of kept.map((one) => one as { id: string; class: string; owner_person_id: string | null; part2: boolean }).map((one) => [one.id, one.class, one.owner_person_id, one.part2] as const)) await asOwner("update blocks set class = $2, owner_person_id = $3, part2 = $4 where id = $1", [id, ofClass, owner, part2]);
    expect(after).toEqual(Object.fromEntries(Object.entries({ ...before, ...now }).filter(([, some]) => some!.length > 0)));
    expect(after).not.toEqual(before);
  });

  it("what is withheld leaves no trace: without it, every answer is the same to the letter", async () => {
    await asOwner("create table public.put_aside as select * from blocks where false");
    // What the database works out by itself is not put in.
    const [{ columns }] = (await asOwner("select string_agg(column_name, ', ') as columns from information_schema.columns where table_schema = 'dyad' and table_name = 'blocks' and is_generated = 'NEVER'")) as [{ columns: string }];
    const textOf = (of: Page[]) => of.map((page) => `${page.address} ${page.status} ${page.text}`);
    for (const reader of readers) {
      const before = textOf(await readCase([reader], "everything"));
      const withheld = markers.filter((marker) => homes[marker] === "dyad.blocks" && !expectedMarkers[reader.name]!.includes(marker));
      await asOwner("with gone as (delete from blocks where words like any ($1) returning *) insert into public.put_aside select * from gone", [withheld.map((marker) => `%${marker}`)]);
      const without = textOf(await readCase([reader], "everything"));
      await asOwner(`with back as (delete from public.put_aside returning *) insert into blocks (${columns}) select ${columns} from back`);
      expect(without, reader.name).toEqual(before);
    }
    expect(await asOwner("select from blocks where words like '%MARKER%'")).toHaveLength(8);
  });
});
