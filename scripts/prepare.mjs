import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { buildProgram, buildWeb, endBuilding } from "./build.mjs";
import { exclusively } from "./exclusive.mjs";
import { makeTeller, StepFailed } from "./say.mjs";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const modules = path.join(root, "node_modules");
const lockFile = path.join(root, "package-lock.json");
const installStamp = path.join(modules, ".dyad-lock");
const OLDEST_NODE = [20, 19];

const digest = (...parts) => parts.reduce((hash, part) => hash.update(part).update("\0"), createHash("sha256")).digest("hex");
const readText = (file) => {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return null;
  }
};

/** What can be built: its name for people, the file that stands for it, and how. */
const builds = {
  cli: { title: "the command line", file: "dist/cli.mjs", run: () => buildProgram(root, "cli") },
  server: { title: "the server", file: "dist/server.mjs", run: () => buildProgram(root, "server") },
  reader: { title: "the reader of lists", file: "dist/reader.mjs", run: () => buildProgram(root, "reader"), goesWith: ["cli", "server"] },
  web: { title: "the staff's pages", file: "dist/web/index.html", run: () => buildWeb(root) },
};

/**
 * Brings a checkout to where it can run: packages installed, and of `cli`, `server` and `web` (the staff's pages) what is
 * asked for and stale built. Needs no package itself; writes nothing where all is fresh; safe from several processes at once.
 */
export async function prepare(asked, teller = makeTeller()) {
  checkNode();
  const wanted = Object.keys(builds).filter((part) => [part, ...(builds[part].goesWith ?? [])].some((one) => asked[one]));
  const missing = () => (installIsFresh() ? staleOf(wanted) : ["packages"]);
  if (missing().length === 0) return;
  const lock = path.join(root, "dist", ".preparing");
  await exclusively(lock, () => teller.say("Another process is preparing this checkout; waiting for it."), async () => {
    if (!installIsFresh()) await install(teller);
    const stale = staleOf(wanted);
    if (stale.length === 0) return;
    const state = sourceState();
    await teller.step(`Building ${stale.map((part) => builds[part].title).join(", ")}`, async () => {
      const done = await Promise.allSettled(stale.map(async (part) => {
        await builds[part].run();
        fs.writeFileSync(stampOf(part), state);
      }));
      await endBuilding();
      const failed = done.find((one) => one.status === "rejected");
      if (failed) throw failed.reason;
    });
  });
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new StepFailed(`Dyad needs Node ${OLDEST_NODE.join(".")} or newer, and this is ${process.versions.node}. Install a newer one and run the same command again.`);
}

/** Installed are the packages of the lock file when the stamp says so, or when npm's own list names the same versions. */
function installIsFresh() {
  const wanted = readText(lockFile);
  if (wanted === null) throw new StepFailed("package-lock.json is missing. Take it from the repository again (git checkout package-lock.json).");
  const stamp = digest(wanted);
  if (readText(installStamp) === stamp) return true;
  const present = readText(path.join(modules, ".package-lock.json"));
  if (present === null || !holds(JSON.parse(present).packages, JSON.parse(wanted).packages)) return false;
  try {
    fs.writeFileSync(installStamp, stamp);
  } catch {
    // Somebody else's checkout: the comparison is made again the next time.
  }
  return true;
}

/** Optional packages are those of other machines' platforms: absent they are no lack, present they have the right version. */
function holds(present, wanted) {
  return Object.entries(wanted).every(([place, { version, optional }]) => {
    if (place === "" || version === undefined) return true;
    return present[place] ? present[place].version === version : optional === true;
  });
}

async function install(teller) {
  const before = readText(lockFile);
  // `npm ci` clears everything first, so it is for the first time; some releases of npm 11 refuse a lock file in which
  // binaries of other platforms are missing, and `npm install` then takes the same versions from it.
  const attempts = [...(fs.existsSync(modules) ? [] : [["ci"]]), ["install"]];
  const options = ["--no-audit", "--no-fund", "--include=dev", "--include=optional", "--no-progress", "--loglevel=error"];
  if (!(await registryAnswers())) {
    teller.say("The package registry does not answer; trying with what this machine has kept of the packages.");
    options.push("--offline");
  };
  for (const [place, attempt] of attempts.entries()) {
    const title = place === 0 ? "Installing the packages (a minute or two the first time)" : "npm ci could not use the lock file here; installing by npm install instead";
    const { code, output } = await teller.step(title, () => runNpm([...attempt, ...options]));
    if (readText(lockFile) !== before) fs.writeFileSync(lockFile, before);
    if (code === 0) {
      fs.writeFileSync(installStamp, digest(before));
      return;
    }
    if (place === attempts.length - 1) throw new StepFailed(`${lastLines(output)}\n\nThe packages could not be installed. Check that this machine reaches its package registry (npm ping) and has a gigabyte of free space, then run the same command again.`);
  }
}

/** Asked before hundreds of packages are, each of which npm would try for a minute. */
async function registryAnswers() {
  const { code, output } = await runNpm(["view", "esbuild", "name", "--fetch-retries=1", "--fetch-retry-mintimeout=500", "--loglevel=error"]);
  return code === 0 || !/\b(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH)\b/.test(output);
}

function runNpm(words) {
  const given = process.env.npm_execpath;
  const [command, ...first] = given && given.endsWith(".js") && path.basename(given).startsWith("npm") ? [process.execPath, given] : ["npm"];
  return new Promise((resolve) => {
    const child = spawn(command, [...first, ...words], { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, npm_config_update_notifier: "false" } });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
    child.on("error", (error) => resolve({ code: 1, output: error.code === "ENOENT" ? "npm was not found. It comes with Node." : String(error) }));
    child.on("close", (code) => resolve({ code, output }));
  });
}

const lastLines = (text) => text.trim().split("\n").slice(-15).join("\n");

const stampOf = (part) => path.join(root, "dist", `.${part}-stamp`);

function staleOf(parts) {
  const state = parts.length === 0 ? "" : sourceState();
  return parts.filter((part) => readText(stampOf(part)) !== state || !fs.existsSync(path.join(root, builds[part].file)));
}

/** One hash over everything that a build reads. Tests are no part of it. */
function sourceState() {
  const files = fs.readdirSync(path.join(root, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  const others = ["index.html", "vite.config.ts", "package.json", "package-lock.json", "scripts/build.mjs"].map((name) => path.join(root, name));
  return digest(...[...files, ...others].flatMap((file) => [path.relative(root, file), fs.existsSync(file) ? fs.readFileSync(file) : ""]));
}
