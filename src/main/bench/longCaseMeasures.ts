import path from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { attachEmbedded } from "#database/embedded.ts";
import type { CaseView, RecordBlock } from "#features/cases/contract.ts";
import type { Hit } from "#features/search/contract.ts";
import type { TimelineView } from "#features/timeline/contract.ts";
import { SIGN_IN_COOKIE } from "#server/http.ts";
import { CONTENT_MARK } from "#ui/contentMarks.ts";
import { figureOf, type Measured } from "./figures.ts";
import { openAsker, runLoad } from "./load.ts";
import { heldOf, longCaseOf, longCasePath, missedOf, PASSAGES, seedLongCase } from "./longCase.ts";
import type { Lengths } from "./measures.ts";
import type { BenchPlace } from "./place.ts";
import { peakMemoryOf } from "./process.ts";
import { childOf, idOf, openCasesOf, type Programme, SESSIONS_A_COURSE, tokenOf } from "./programme.ts";

const PAGE = 50;
const HITS = 30;
/** How often each page is loaded anew, in one tab; the first time its scripts are fetched, as by somebody who comes in the morning. */
const VISITS = 7;
/** Turns of the wheel down the record, and how far each goes, in pixels. */
const TURNS = 60;
const TURN = 600;

type LongAsk = { name: string; address: string; holds(body: unknown): boolean };

/** What is asked of the long case, and what is right by its numbers. A page never grows with the case. */
export function longCaseAsks(programme: Programme): LongAsk[] {
  const base = `/api/cases/${idOf("case", longCaseOf(programme))}`;
  const record = (body: unknown) => (body as { blocks: RecordBlock[]; next: string | null }).blocks.length === PAGE && (body as { next: string | null }).next !== null;
  return [
    { name: "case", address: base, holds: (body) => (body as CaseView).people.some((one) => one.personId === idOf("person", childOf(longCaseOf(programme)))) },
    { name: "timeline", address: `${base}/timeline`, holds: (body) => isRecent(body as TimelineView) },
    { name: "timeline, whole", address: `${base}/timeline?span=whole`, holds: (body) => isWhole(body as TimelineView) },
    { name: "record", address: `${base}/record`, holds: record },
    { name: "record of one class", address: `${base}/record?class=caregiver`, holds: record },
    { name: "search, a word everywhere", address: `${base}/search?q=bear`, holds: (body) => (body as { hits: Hit[] }).hits.length === HITS && (body as { hits: Hit[] }).hits.every((one) => one.snippet.words.includes("bear")) },
    { name: "search, a word nowhere", address: `${base}/search?q=zeppelin`, holds: (body) => (body as { hits: Hit[] }).hits.length === 0 },
  ];
}
const isRecent = (body: TimelineView) => body.dose.held === heldOf() && body.dose.missed === missedOf() && body.began < body.from && body.sessions.length > 300 && body.sessions.length < 450 && body.months.length === 0;
const isWhole = (body: TimelineView) => body.dose.held === heldOf() && body.sessions.length === 0 && body.months.reduce((sum, one) => sum + one.together + one.caregiver_alone, 0) === heldOf();

/** Adds the long case and measures what its pages ask, one request at a time, and, where there is a browser, its pages. */
export async function measureLongCase(place: BenchPlace, lengths: Lengths): Promise<Measured[]> {
  const server = await place.server();
  const owner = new pg.Client((await attachEmbedded(place.dataDirectory))!.config);
  await owner.connect();
  await seedLongCase(owner, place.programme).finally(() => owner.end());
  const asker = openAsker(server.address, 1);
  const found: Measured[] = [];
  try {
    for (const { name, address, holds } of longCaseAsks(place.programme)) {
      const step = async () => {
        const { status, body } = await asker.ask(tokenOf(0), "GET", address);
        return { wrong: status === 200 && holds(body) ? null : `${name}: ${status}, not the answer that was expected` };
      };
      const { durations, seconds, errors } = await runLoad({ concurrency: 1, warmUpSeconds: lengths.warmUpSeconds / 3, seconds: lengths.seconds / 3, step });
      found.push({ figure: figureOf({ name: `${LONG}: ${name}`, scale: place.programme.people, concurrency: 1, durations, seconds, peakMemoryMB: peakMemoryOf(server.pid) }), errors, beside: null });
    }
  } finally {
    asker.close();
  }
  return [...found, ...(await measurePages(place, server.address))];
}

/** How the figures of the long case begin. */
export const LONG = "1,000 sessions";

/** A browser without a window; null where the machine has none, or the tool that drives it is not installed. */
async function openBrowser(projectRoot: string): Promise<Browser | null> {
  const { findBrowser } = (await import(pathToFileURL(path.join(projectRoot, "scripts", "browser.mjs")).href)) as { findBrowser(): string | null };
  const file = findBrowser();
  if (file === null) return null;
  try {
    const { chromium } = await import("playwright-core");
    return await chromium.launch({ executablePath: file, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
  } catch {
    return null;
  }
}

/** First the pages of an ordinary case, which are also the first of a new browser, then those of the long one: what a browser needs for any page is in both. */
const pagesOf = (programme: Programme) => [
  ...["timeline", "record"].map((part) => ({ name: `${SESSIONS_A_COURSE} sessions, page ${part}`, path: `/app/families/${idOf("case", openCasesOf(programme, 0)[0]!)}/${part}` })),
  ...["timeline", "record", "chart", "measures", "plan", "people"].map((part) => ({ name: `${LONG}, page ${part}`, path: longCasePath(programme, part) })),
];

/** From the beginning of the navigation to the moment when what somebody came for is painted, and the frames of a long scroll. */
async function measurePages(place: BenchPlace, address: string): Promise<Measured[]> {
  const browser = await openBrowser(place.projectRoot);
  if (browser === null) return [];
  const scale = place.programme.people;
  const of = (name: string, durations: number[], errors = new Map<string, number>()): Measured => ({ figure: figureOf({ name, scale, concurrency: 1, durations, seconds: durations.reduce((sum, one) => sum + one, 0) / 1000, peakMemoryMB: null }), errors, beside: null });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addCookies([{ name: SIGN_IN_COOKIE, value: tokenOf(0), url: address }]);
    const found: Measured[] = [];
    const page = await context.newPage();
    for (const { name, path: part } of pagesOf(place.programme)) {
      const durations: number[] = [];
      const errors = new Map<string, number>();
      for (let visit = 0; visit < VISITS; visit++) {
        try {
          await page.goto(`${address}${part}`);
          await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, CONTENT_MARK, { timeout: 20_000 });
          durations.push(await page.evaluate((mark) => performance.getEntriesByName(mark)[0]!.startTime, CONTENT_MARK));
        } catch {
          errors.set(`${name}: nothing was painted`, (errors.get(`${name}: nothing was painted`) ?? 0) + 1);
        }
      }
      found.push(of(name, durations, errors));
    }
    return [...found, of(`${LONG}, record, a frame while scrolling`, await scrollRecord(page, `${address}${longCasePath(place.programme, "record")}`))];
  } finally {
    await browser.close();
  }
}

/** Milliseconds from frame to frame while somebody turns the wheel down the record; pages come by themselves. */
async function scrollRecord(page: Page, address: string): Promise<number[]> {
  await page.goto(address);
  await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, CONTENT_MARK, { timeout: 20_000 });
  await page.evaluate("(() => { window.frames_ = []; let last = performance.now(); requestAnimationFrame(function next() { const now = performance.now(); window.frames_.push(now - last); last = now; requestAnimationFrame(next); }); })()");
  await page.mouse.move(700, 500);
  for (let turn = 0; turn < TURNS; turn++) {
    await page.mouse.wheel(0, TURN);
    await page.waitForTimeout(50);
  }
  const shown = Number(await page.evaluate('document.querySelectorAll("[id^=block-]").length'));
  if (shown < PAGE * 2 || shown > heldOf() * PASSAGES) throw new Error(`The record did not grow while it was scrolled: ${shown} passages.`);
  return (await page.evaluate("window.frames_")) as number[];
}
