import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { expect, inject } from "vitest";
import { makeDataFolder, type Program, runProgram, untilFilled } from "./program.ts";

export { setupAddressOf, type Program } from "./program.ts";

const PASSWORD = "dyad-demo-only";

/** The built server on a data folder of its own. Where the demo programme is wanted, the folder is a copy of one that was filled before, so that not every file fills its own. */
export async function startProgram(demo: "0" | "1" | "markers", named?: string, settings: Record<string, string> = {}): Promise<Program> {
  const dataDirectory = makeDataFolder();
  if (demo === "1") execFileSync("cp", ["-a", `${await untilFilled(inject("filled"))}/.`, dataDirectory]);
  return runProgram(demo, dataDirectory, named, settings);
}

const flags = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
/** The browser of this worker. It ends with the worker. */
let started: Browser | null = null;

/** A browser with nobody in it. The files of a worker share one process; closing it closes what was opened in it since. */
export async function openBrowser(): Promise<Browser> {
  const known = [process.env.TEST_BROWSER, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((file) => file && fs.existsSync(file));
  if (started?.isConnected() !== true) started = await chromium.launch({ executablePath: known, args: [...flags, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])] });
  const shared = started;
  const close = async () => void (await Promise.all(shared.contexts().map((context) => context.close())));
  return new Proxy(shared, {
    get(browser, name) {
      const own: unknown = name === "close" ? close : Reflect.get(browser, name, browser);
      return typeof own === "function" ? own.bind(browser) : own;
    },
  });
}

/** A person at a device: one context, one page, and what the page asked of others or complained of. */
export type Visitor = { page: Page; context: BrowserContext; outside: string[]; complaints: string[] };
export async function visit(browser: Browser, program: Program, device: { phone?: boolean; language?: "en" | "es"; dark?: boolean } = {}): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: program.address, viewport: device.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 }, colorScheme: device.dark ? "dark" : "light", locale: device.language === "es" ? "es-US" : "en-US", hasTouch: device.phone ?? false, timezoneId: "America/New_York" });
  const page = await context.newPage();
  const outside: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(program.address) && !request.url().startsWith("data:") && !request.url().startsWith("blob:")) outside.push(request.url());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of (401|404|409|410|422)/.test(message.text())) complaints.push(message.text());
  });
  page.setDefaultTimeout(20_000);
  return { page, context, outside, complaints };
}

/** Signs somebody of the demo in, as the sign-in page does. */
export async function signIn({ page }: Visitor, program: Program, email: string): Promise<void> {
  const answer = await page.request.post("/api/session", { data: { email, password: PASSWORD }, headers: { origin: program.address } });
  expect(answer.status()).toBe(200);
}

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** The success criteria of levels A and AA. Only what fails is told: to list what holds costs more than to find it. */
const asked = { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }, resultTypes: ["violations"] };

/**
 * Marks one text of each look, and answers how many: contrast is decided by the colours of a text, its size, and what lies
 * behind it, and to look behind every text of a list costs as much as all other rules together. Marked by themselves are
 * whatever is positioned, what something positioned with a colour of its own lies over or under, and what is filled in.
 */
function markLooks(): number {
  const looks = new Map<Element, string>();
  const seen = new Set<string>();
  const isLifted = ({ position, float }: CSSStyleDeclaration) => position === "absolute" || position === "fixed" || position === "sticky" || float !== "none";
  const all = [...document.querySelectorAll("body, body *")];
  const styles = new Map(all.map((one) => [one, getComputedStyle(one)]));
  const painted = all.filter((one) => isLifted(styles.get(one)!) && (styles.get(one)!.backgroundColor !== "rgba(0, 0, 0, 0)" || styles.get(one)!.backgroundImage !== "none"));
  const boxes = painted.map((one) => [one, one.getBoundingClientRect()] as const);
  for (const one of all) {
    const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode, color, fontSize, fontWeight, textShadow } = styles.get(one)!;
    const before = one.parentElement === null ? "" : (looks.get(one.parentElement) ?? "");
    // Of alike parts only a colour, a picture or a fading makes a difference to what lies behind.
    const own = [backgroundColor === "rgba(0, 0, 0, 0)" ? "" : backgroundColor, backgroundImage === "none" ? "" : backgroundImage, opacity === "1" ? "" : opacity, filter === "none" ? "" : filter, mixBlendMode === "normal" ? "" : mixBlendMode, isLifted(styles.get(one)!) ? `lifted ${looks.size}` : ""].filter((part) => part !== "").join(" ");
    looks.set(one, own === "" ? before : `${before} / ${own}`);
    one.removeAttribute("data-look");
    const isFilledIn = /^(input|select|textarea)$/i.test(one.tagName);
    if (!isFilledIn && ![...one.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent!.trim() !== "")) continue;
    const box = one.getBoundingClientRect();
    const isCrossed = boxes.some(([other, { left, right, top, bottom }]) => left < box.right && right > box.left && top < box.bottom && bottom > box.top && !other.contains(one));
    const look = [looks.get(one), one.tagName, one.className, color, fontSize, fontWeight, textShadow].join(" | ");
    if (seen.has(look) && !isFilledIn && !isCrossed) continue;
    if (!isCrossed) seen.add(look);
    one.setAttribute("data-look", "");
  }
  return document.querySelectorAll("[data-look]").length;
}

/** Makes the window taller than the page. What comes into sight is drawn only then, and may be taller than it was taken for. */
async function growToContent(page: Page, width: number): Promise<void> {
  for (let height = 0, needed = 8_000, turns = 0; needed > height && turns < 6; turns++) {
    height = needed;
    await page.setViewportSize({ width, height });
    const there = await page.evaluate(() => new Promise<number>((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(document.documentElement.scrollHeight)))));
    if (there > height) needed = there + 400;
  }
}

/** axe finds nothing at WCAG 2.2 AA on the page as it stands. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  // From the top, and on a phone as tall as the page: what lies half under a bar looks too small.
  await page.evaluate(() => window.scrollTo(0, 0));
  const size = page.viewportSize()!;
  if (size.width < 700) await growToContent(page, size.width);
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(`${axe};undefined`);
  // Each text by itself is looked behind in `npm run test:long`.
  if (process.env.TEST_LONG !== "1") await page.evaluate(`(${markLooks.toString()})(); axe.configure({ rules: [{ id: "color-contrast", selector: "[data-look]" }] })`);
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(asked)})`)) as AxeResults;
  await page.setViewportSize(size);
  expect(violations.map((one) => `${where}: ${one.id} at ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual([]);
}
