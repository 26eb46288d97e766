import { AxeBuilder } from "@axe-core/playwright";
import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { expect } from "vitest";

const projectRoot = path.resolve(import.meta.dirname, "../..");
const PASSWORD = "dyad-demo-only";

/** A running program of a journey: its address, what it has said so far, and how to end it. */
export type Program = { address: string; said(): string; stop(): Promise<void>; dataDirectory: string };

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts the built program as `npm start` does, on a folder of its own. */
export async function startProgram(demo: "0" | "1" | "markers"): Promise<Program> {
  const dataDirectory = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-journey-"));
  fs.chmodSync(dataDirectory, 0o755);
  const port = await freePort();
  const child = spawn(process.execPath, ["--enable-source-maps", path.join(projectRoot, "dist/server.mjs")], { cwd: projectRoot, env: { PATH: process.env.PATH, HOME: process.env.HOME, DYAD_DEMO: demo, DYAD_DATA_DIR: dataDirectory, PORT: String(port) }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece: Buffer) => (said += piece.toString()));
  const address = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 170_000;
  while (!said.includes("Dyad is ready")) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`The program did not start:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { address, dataDirectory, said: () => said, stop: () => stopProgram(child, dataDirectory) };
}

async function stopProgram(child: ChildProcess, dataDirectory: string): Promise<void> {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
  fs.rmSync(dataDirectory, { recursive: true, force: true });
}

const flags = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
export function openBrowser(): Promise<Browser> {
  const known = [process.env.TEST_BROWSER, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((file) => file && fs.existsSync(file));
  return chromium.launch({ executablePath: known, args: [...flags, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])] });
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

/** axe finds nothing at WCAG 2.2 AA on the page as it stands. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  // From the top: under a sticky bar, targets that are scrolled half away look too small.
  await page.evaluate(() => window.scrollTo(0, 0));
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.map((one) => `${where}: ${one.id} at ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual([]);
}
