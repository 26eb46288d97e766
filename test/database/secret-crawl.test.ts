import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disclosureClasses } from "#features/disclosure/contract.ts";
import { call } from "../access/server.ts";
import { byReader, crawl, type Page, type Pool, type Reader, read, readingRoutes, routes } from "../crawl/crawl.ts";
import { expectedMarkers, markers, plantedOf } from "../crawl/markers.ts";
import { addWork, type Marked, openMarked, openQuestions } from "../crawl/programme.ts";

// Idea 1: a word found nowhere else in each kind of content, and everything that each person can reach is read (D2, D4).

let marked: Marked;
let pages: Page[];
const nobody: Reader = { name: "nobody", cookie: null };
const pool: Pool = new Map([["policy", new Set(["dc-mhrs"])], ["version", new Set(["2020-09-04"])]]);
/** `npm run test:long` opens every session of every case; a plain run those of the marked case and some of the others. */
const isLong = process.env.TEST_LONG === "1";

beforeAll(async () => {
  marked = await openMarked();
  const { reviewId } = await addWork(marked);
  const { server, readers, markedCase, asOwner } = marked;
  const left = isLong ? [] : await asOwner<{ id: string }>("select id from (select id, row_number() over (partition by case_id order by starts_at desc) as place, case_id from dyad.sessions) s where (case_id <> $1 and place > 1) or (case_id = $1 and place between 4 and 26)", [markedCase]);
  const leftOut = new Set(left.map(({ id }) => id));
  const isRead = (address: string) => !leftOut.has(/\/sessions\/([^/?]+)/.exec(address)?.[1] ?? "") && (isLong || !/class=(service|intake|psychotherapy_note|supervision|report|address)/.test(address));
  // Two records side by side: the marked one is the other of every pair.
  pool.set("otherCaseId", new Set([markedCase])).set("reviewId", new Set([reviewId]));
  pages = await crawl(server, [...readers, nobody], pool, isRead);
}, 180_000);
afterAll(() => marked.server.close());

const due = Object.fromEntries(Object.entries(expectedMarkers).filter(([, some]) => some.length > 0).map(([reader, some]) => [reader, [...some].sort()]));

describe("Secret crawl (idea 1; mission D2)", () => {
  it("knows what every person of the demo should meet, and has a word in every class", async () => {
    const { accounts } = (await call(marked.server, null, "GET", "/api/demo-accounts")).body as { accounts: { email: string }[] };
    expect(accounts.map((one) => one.email).sort()).toEqual(Object.keys(expectedMarkers).sort());
    expect(marked.readers.map((one) => one.name).sort()).toEqual(Object.keys(expectedMarkers).sort());
    expect(disclosureClasses.filter((one) => !markers.some((marker) => plantedOf(marker).of === one))).toEqual([]);
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
    expect(byReader(pages, markers)).toEqual(due);
  });

  it("no message of an error says one: wrong ids, ids that are none, unknown fields, by everybody on every route", async () => {
    const errors: Page[] = [];
    for (const reader of [...marked.readers, nobody]) {
      for (const route of routes) {
        if (route.name === "account.signOut" || (route.method === "GET" && !route.path.includes("{"))) continue;
        const ids = route.method === "GET" ? [randomUUID(), "x'y"] : [marked.markedCase];
        for (const address of new Set(ids.map((id) => route.path.replace(/\{\w+\}/g, encodeURIComponent(id))))) {
          const answer = await call(marked.server, reader.cookie, route.method, `/api${address}`, route.method === "GET" ? undefined : { MARKED: "an unknown field" });
          errors.push({ reader: reader.name, address: `${route.method} ${address}`, status: answer.status, type: "", text: answer.status >= 400 ? answer.text : "" });
        }
      }
    }
    expect(errors.filter((one) => one.status >= 500).map((one) => one.address)).toEqual([]);
    expect(byReader(errors, markers)).toEqual({});
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
    expect(places).toEqual(Object.fromEntries(markers.flatMap((marker) => (plantedOf(marker).home === null ? [] : [[marker, [`dyad.${plantedOf(marker).home}`]]]))));
    const folder = path.join(server.services.dataDirectory, "files");
    const lying = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(lying.length).toBeGreaterThan(5);
    for (const one of lying) expect(fs.readFileSync(path.join(one.parentPath, one.name)).includes("MARKER"), one.name).toBe(false);
  });
});
