import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disclosureClasses } from "#features/disclosure/contract.ts";
import { messageKinds } from "#features/messages/contract.ts";
import { queues } from "#server/queue.ts";
import { call } from "../access/server.ts";
import { byReader, crawl, type Page, type Pool, type Reader, read, readingRoutes, routes } from "../crawl/crawl.ts";
import { expectedInCopy, expectedInPortal, expectedMarkers, markers, plantedOf } from "../crawl/markers.ts";
import { queueLetters, sendAll } from "../crawl/letters.ts";
import { wordsOf } from "../crawl/papers.ts";
import { addWork, type Marked, openMarked, openQuestions } from "../crawl/programme.ts";
import { copyAddress, portalAddresses, portalFurther, tellingAddress } from "#features/portal/addresses.rules.ts";

// Idea 1: a word found nowhere else in each kind of content, and everything that each person can reach is read (D2, D4).

let marked: Marked;
let pages: Page[];
const nobody: Reader = { name: "nobody", cookie: null };
const pool: Pool = new Map([["policy", new Set(["dc-mhrs"])], ["version", new Set(["2020-09-04"])], ["instrument", new Set(["phq-9"])], ["template", new Set(["school"])], ["part", new Set(["about"])]]);
/** `npm run test:long` opens every session of every case; a plain run those of the marked case and some of the others. */
const isLong = process.env.TEST_LONG === "1";

beforeAll(async () => {
  marked = await openMarked();
  const { reviewId } = await addWork(marked);
  const { server, readers, markedCase, asOwner } = marked;
  const left = isLong ? [] : await asOwner<{ id: string }>("select id from (select id, row_number() over (partition by case_id order by starts_at desc) as place, case_id from dyad.sessions) s where (case_id <> $1 and place > 1) or (case_id = $1 and place between 4 and 26 and not exists (select from dyad.supervision_comments c where c.session_id = s.id))", [markedCase]);
  const leftOut = new Set(left.map(({ id }) => id));
  const isRead = (address: string) => !leftOut.has(/\/sessions\/([^/?]+)/.exec(address)?.[1] ?? "") && (isLong || !/class=(service|intake|psychotherapy_note|supervision|report|address)/.test(address));
  // Two records side by side: the marked one is the other of every pair.
  pool.set("otherCaseId", new Set([markedCase])).set("reviewId", new Set([reviewId]));
  pages = await crawl(server, [...readers, nobody], pool, markedCase, isRead);
  // What leaves of the programme's figures goes by the hash of what was looked at.
  for (const reader of readers) {
    const lines = await read(server, reader, "/api/outcomes/lines");
    if (lines.status === 200) for (const format of ["csv", "json"]) pages.push(await read(server, reader, `/api/outcomes/file?format=${format}&hash=${lines.body.hash}`));
  }
}, 300_000);
afterAll(() => marked.server.close());

/** Every address of a route. */
const addressOf = (path: string) => new RegExp(`^/api${path.replace(/\{\w+\}/g, "[^/?]+")}(\\?|$)`);

/** Which routes answer with a file, and of which kinds: a route more, or a kind, is named here and read. */
const papers: Record<string, string[]> = {
  "applications.letter": ["application/pdf"],
  "audits.pack": ["application/zip"],
  "consents.paper": ["application/pdf"],
  "course.aftercarePaper": ["application/pdf"],
  "course.letter": ["application/pdf"],
  "documents.open": ["application/pdf"],
  "documents.openMine": ["application/pdf"],
  "documents.openOfStaff": ["application/pdf"],
  "fidelity.logPaper": ["application/pdf", "text/csv"],
  "fidelity.paper": ["application/pdf"],
  "graduations.paper": ["application/pdf"],
  "outcomes.export": ["text/csv"],
  "plan.paper": ["application/pdf"],
  "roster.paper": ["application/pdf"],
  "signing.paper": ["application/pdf"],
  "waiting.letterPaper": ["application/pdf"],
  "privacy.retention.certificate": ["application/pdf"],
  "billforms.claim": ["application/pdf"],
  "billforms.paper": ["application/pdf"],
  "claimBatches.file": ["application/edi-x12"],
  "denials.appealPaper": ["application/pdf"],
  "grants.paper": ["application/pdf", "text/csv"],
  "ledger.file": ["text/csv"],
  // A list as a file, in both kinds.
  ...Object.fromEntries(["cases.file", "intake.file", "billing.file", "money.file", "waiting.file"].map((name) => [name, ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv"]])),
  // The empty file stands at an address of the same form as a list.
  "lists.get": ["text/csv"],
  "lists.left": ["text/csv"],
  "lists.template": ["text/csv"],
  "measureSeries.plainPaper": ["application/pdf"],
  "measureSeries.paper": ["application/pdf"],
  "release.accounting": ["application/pdf"],
  "reports.file": ["application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  "safety.plans.paper": ["application/pdf"],
  "stories.ownPaper": ["application/pdf"],
  "stories.ownPicture": ["image/png"],
  "stories.paper": ["application/pdf"],
  "stories.picture": ["image/png"],
  "supervision.hours.file": ["text/csv"],
};

const due = Object.fromEntries(Object.entries(expectedMarkers).filter(([, some]) => some.length > 0).map(([reader, some]) => [reader, [...some].sort()]));

describe("Secret crawl (idea 1; mission D2)", () => {
  it("knows what every person of the demo should meet, and has a word in every class", async () => {
    const { accounts } = (await call(marked.server, null, "GET", "/api/demo-accounts")).body as { accounts: { email: string }[] };
    expect(accounts.map((one) => one.email).sort()).toEqual(Object.keys(expectedMarkers).sort());
    expect(marked.readers.map((one) => one.name).sort()).toEqual(Object.keys(expectedMarkers).sort());
    expect(disclosureClasses.filter((one) => !markers.some((marker) => plantedOf(marker).of === one))).toEqual([]);
  });

  it("reached every reading route, and somebody got an answer from each", () => {
    // Of three families no figure is shown, so that none has cases behind it: the tests of outcomes read those.
    const unmet = readingRoutes.filter((route) => route.name !== "outcomes.cases" && !pages.some((page) => page.status === 200 && addressOf(route.path).test(page.address)));
    expect(unmet.map((route) => `${route.name}: ${[...new Set(pages.filter((page) => addressOf(route.path).test(page.address)).map((page) => page.status))].join(" ") || "never asked"}`)).toEqual([]);
    expect(pages.filter((page) => page.status >= 500).map((page) => `${page.reader} ${page.address}`)).toEqual([]);
    expect(pages.length).toBeGreaterThan(1000);
  });

  it("every marker is met by exactly those who may, through whatever route", () => {
    expect(byReader(pages, markers)).toEqual(due);
  });

  it("what of a claim is of the chart is met by who bills alone, and what lies sealed was there to be met (D2)", async () => {
    const codes = (await marked.asOwner<{ code: string }>("select distinct code from diagnoses where case_id = $1 and system = 'ICD-10-CM'", [marked.markedCase])).map((one) => one.code);
    expect(codes.length).toBeGreaterThan(0);
    const any = new RegExp(codes.map((one) => one.replace(".", "\\.?")).join("|"));
    const ofMoney = pages.filter((page) => /^\/api\/(claims|claim-|denials|appeals|ledger|remittances|unmatched-|payer-|money|clearing|grants|billform|services)/.test(page.address) && page.status === 200);
    const told = ofMoney.filter((page) => any.test(page.text));
    expect([...new Set(told.map((page) => page.reader))]).toEqual(["biller@demo.dyad"]);
    const routesOf = (some: readonly Page[]) => readingRoutes.filter((route) => some.some((page) => addressOf(route.path).test(page.address))).map((route) => route.name).sort();
    expect(routesOf(told)).toEqual(["billforms.claim", "claimBatches.file", "claims.content"]);
    // The card of insurance stands in the file of claims, the agency's words on the paper of a family: both are sealed where they lie.
    const bearing = (marker: string) => routesOf(pages.filter((page) => page.text.includes(marker)));
    expect(bearing("MARKER-COVERAGE")).toEqual(expect.arrayContaining(["claimBatches.file"]));
    expect(bearing("MARKER-ESTIMATE")).toEqual(["billforms.paper", "billforms.settings"]);
    expect(bearing("MARKER-PAID-FOR")).toEqual(["remittances.get", "remittances.unmatched"]);
    const states = await marked.asOwner<{ state: string; learnt: boolean }>("select distinct state, findings @> '[{\"id\": \"learnt\"}]' as learnt from claims");
    expect(states.map((one) => `${one.state} ${one.learnt ? "learnt" : ""}`.trim()).sort()).toEqual(["appealed", "draft learnt", "dropped", "posted"]);
  });

  it("no message of an error says one: wrong ids, ids that are none, unknown fields, by everybody on every route", async () => {
    const errors: Page[] = [];
    // What is no id is refused before anybody is asked for: it is sent by one who may, one who may not, and nobody.
    const odd = ["clinician@demo.dyad", "caregiver.b@demo.dyad", nobody.name];
    // In a plain run a role that is refused before anything is looked at is refused once, by the biller.
    const isRefused = (email: string, who: string | readonly string[]) => who !== "anyone" && email !== "biller@demo.dyad" && email !== nobody.name && !marked.rolesOf(email).some((role) => who.includes(role));
    for (const reader of [...marked.readers, nobody]) {
      for (const route of routes) {
        if (!isLong && isRefused(reader.name, route.access.who)) continue;
        if (route.name === "account.signOut" || (route.method === "GET" && !route.path.includes("{"))) continue;
        const ids = route.method === "GET" ? [randomUUID(), ...(isLong || odd.includes(reader.name) ? ["x'y"] : [])] : [marked.markedCase];
        for (const address of new Set(ids.map((id) => route.path.replace(/\{\w+\}/g, encodeURIComponent(id))))) {
          const answer = await call(marked.server, reader.cookie, route.method, `/api${address}`, route.method === "GET" ? undefined : { MARKED: "an unknown field" });
          errors.push({ reader: reader.name, address: `${route.method} ${address}`, status: answer.status, type: "", text: answer.status >= 400 ? answer.text : "" });
        }
      }
    }
    expect(errors.filter((one) => one.status >= 500).map((one) => one.address)).toEqual([]);
    expect(byReader(errors, markers)).toEqual({});
  }, 180_000);

  it("the portal of each adult shows what that adult may read, and the difference is exactly the table's", async () => {
    const found: Page[] = [];
    for (const reader of marked.readers.filter((one) => one.name.startsWith("caregiver."))) {
      const seen = new Set<string>([...Object.values(portalAddresses), ...Object.values(portalFurther), tellingAddress]);
      // Every page of the portal that a page of it names, and every page of what is read page by page.
      for (const address of seen) {
        const page = await read(marked.server, reader, address);
        found.push(page);
        for (const [, link] of page.text.matchAll(/href="(\/portal\/[^"]+)"/g)) if (!link!.endsWith(".css")) seen.add(link!.replaceAll("&amp;", "&"));
      }
    }
    expect(found.some((one) => one.address.startsWith("/portal/sign/")) && found.some((one) => one.address.startsWith("/portal/take-back/"))).toBe(true);
    expect(found.map((one) => one.status)).toEqual(found.map(() => 200));
    expect(found.every((one) => one.text.includes("portal-pages"))).toBe(true);
    expect(byReader(found, markers)).toEqual(expectedInPortal);
    for (const [name, met] of Object.entries(expectedInPortal)) expect(expectedMarkers[name]).toEqual(expect.arrayContaining([...met]));
  });

  it("the copy that each adult takes holds exactly what the table opens to that adult, on paper and as data", async () => {
    for (const format of ["pdf", "json"]) {
      const found: Page[] = [];
      for (const { name, cookie } of marked.readers.filter((one) => one.name.startsWith("caregiver."))) {
        const answer = await marked.server.app.inject({ method: "POST", url: copyAddress, headers: { "content-type": "application/x-www-form-urlencoded", cookie: cookie! }, payload: new URLSearchParams({ caseId: marked.markedCase, format }).toString() });
        found.push({ reader: name, address: copyAddress, status: answer.statusCode, type: format, text: `${wordsOf(answer.rawPayload)}\n${JSON.stringify(answer.headers)}` });
      }
      expect(found.map((one) => one.status)).toEqual([200, 200]);
      expect(byReader(found, markers), format).toEqual(expectedInCopy);
    }
  });

  it("no public page and no page behind a link says one, in either language", async () => {
    const found: Page[] = [];
    const look = async (address: string, headers: Record<string, string> = {}) => {
      const answer = await marked.server.app.inject({ method: "GET", url: address, headers });
      found.push({ reader: "visitor", address, status: answer.statusCode, type: "", text: `${answer.body}\n${JSON.stringify(answer.headers)}` });
      return answer;
    };
    for (const address of ["/", "/es", "/api/openapi.json", "/portal", "/fhir", "/fhir/Patient", "/healthz", "/readyz", "/m/nothing", "/nothing"]) await look(address);
    for (const place of ["lives with the child", "lives elsewhere"] as const) {
      const { path, cookie } = await openQuestions(marked, place);
      await look(path);
      for (const query of ["", "?q=1", "?q=9", "?q=review", "?q=kept", "?lang=es"]) expect((await look(`${path}${query}`, { cookie })).statusCode, query).toBe(200);
      await look(`${path}x`, { cookie });
    }
    expect(byReader(found, markers)).toEqual({});
  });

  it("no letter says one, of any kind, before it leaves and as it leaves", async () => {
    const clinician = marked.of("clinician@demo.dyad");
    const director = marked.of("director@demo.dyad");
    await queueLetters(marked);
    const left = await sendAll(marked);
    const found: Page[] = [];
    for (const reader of [clinician, director]) {
      const { messages } = (await call(marked.server, reader.cookie, "GET", "/api/outbox")).body as { messages: { messageId: string }[] };
      for (const { messageId } of messages) found.push(await read(marked.server, reader, `/api/outbox/${messageId}`));
    }
    const kinds = await marked.asOwner<{ kind: string; status: string }>("select distinct kind, status from messages");
    expect([...new Set(kinds.map((one) => one.kind))].sort()).toEqual([...messageKinds].sort());
    expect(kinds.filter((one) => one.status === "sent").map((one) => one.kind).sort()).toEqual([...messageKinds].sort());
    expect(left.length).toBeGreaterThanOrEqual(messageKinds.length);
    expect(byReader([...found, ...left.map((text): Page => ({ reader: "letter", address: "", status: 200, type: "message/rfc822", text }))], markers)).toEqual({});
  });

  it("no job says one, of any queue, waiting or done", async () => {
    const jobs = await marked.asOwner<{ name: string; data: object; output: object | null }>("select name, data, output from pgboss.job");
    expect([...new Set(jobs.map((one) => one.name))].filter((one) => (queues as readonly string[]).includes(one)).sort()).toEqual([...queues].sort());
    for (const { name, data } of jobs) if ((queues as readonly string[]).includes(name)) expect(Object.keys(data).sort(), name).toEqual(["agencyId", "id"]);
    expect(JSON.stringify(jobs)).not.toContain("MARKER");
  });

  it("read every kind of paper there is, and what each says", () => {
    // A made-up paper of somebody says one line; what the system writes says more.
    const got = pages.filter((page) => page.status === 200 && page.type !== "application/json");
    const types = Object.fromEntries(readingRoutes.map((route) => [route.name, [...new Set(got.filter((page) => addressOf(route.path).test(page.address)).map((page) => page.type))].sort()] as const).filter(([, some]) => some.length > 0));
    expect(types).toEqual(papers);
    for (const page of pages.filter((one) => one.type === "application/pdf")) expect(page.text.match(/\p{L}{3,}/gu)?.length ?? 0, page.address).toBeGreaterThan(3);
  });

  it("no line of the log says one", () => {
    expect(marked.server.logged.length).toBeGreaterThan(pages.length);
    expect(marked.server.logged.filter((line) => line.includes("MARKER"))).toEqual([]);
    expect(marked.server.logged.filter((line) => line.includes("two walls disagree"))).toEqual([]);
  });

  it("each stands in one place of the database: no copy in the audit trail, a queue, a decision or an index", async () => {
    const { asOwner, server } = marked;
    const tables = await asOwner<{ name: string }>("select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')");
    const any = `(${markers.toSorted((a, b) => b.length - a.length).join("|")})`;
    const places: Record<string, string[]> = {};
    for (const { name } of tables) {
      const found = await asOwner<{ marker: string; times: string }>(`select m[1] as marker, count(distinct t.ctid) as times from ${name} t, lateral regexp_matches(t::text, $1, 'g') m where t::text like '%MARKER-%' group by 1`, [any]);
      for (const { marker, times } of found) (places[marker] ??= []).push(...Array<string>(Number(times)).fill(name));
    }
    // What lies sealed stands nowhere that can be read without its key.
    const isSealed = (marker: (typeof markers)[number]) => plantedOf(marker).home === "addresses" || plantedOf(marker).home === "mandated_reports" || (plantedOf(marker).home === "blocks" && plantedOf(marker).of === "psychotherapy_note");
    expect(places).toEqual(Object.fromEntries(markers.flatMap((marker) => (plantedOf(marker).home === null || isSealed(marker) ? [] : [[marker, [`dyad.${plantedOf(marker).home}`]]]))));
    const folder = path.join(server.services.dataDirectory, "files");
    const lying = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(lying.length).toBeGreaterThan(5);
    for (const one of lying) expect(fs.readFileSync(path.join(one.parentPath, one.name)).includes("MARKER"), one.name).toBe(false);
  });
});
