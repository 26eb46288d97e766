import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/snap/bin/chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"];

/** The path of a browser on this machine, or null. `TEST_BROWSER` and `CHROME` name one that stands elsewhere. */
export function findBrowser(environment = process.env) {
  return [environment.TEST_BROWSER, environment.CHROME, ...PLACES].find((file) => file && fs.existsSync(file)) ?? null;
}

/** How this account may use the system's package manager: the words before `apt-get`, or null where it may not. */
function packageManager() {
  if (spawnSync("apt-get", ["--version"]).status !== 0) return null;
  if (process.getuid?.() === 0) return [];
  return spawnSync("sudo", ["-n", "true"]).status === 0 ? ["sudo", "-n"] : null;
}

/** A browser, installed by the system's package manager where there is none and that can and may. Null where not. */
export async function ensureBrowser(teller) {
  const present = findBrowser();
  if (present) return present;
  const before = packageManager();
  if (before === null) return null;
  await teller.step("Installing a browser for the tests (Chromium, by apt-get)", async () => {
    const setting = [...before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
    await quietly([...setting, "update"]);
    await quietly([...setting, "install", "-y", "--no-install-recommends", "chromium"]);
  });
  return findBrowser();
}

/** Runs a command; what it printed is shown only where it failed. */
function quietly([command, ...words]) {
  return new Promise((resolve) => {
    const child = spawn(command, words, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
    child.on("error", () => resolve());
    child.on("close", (code) => {
      if (code !== 0) process.stderr.write(`${output.trim().split("\n").slice(-8).join("\n")}\n`);
      resolve();
    });
  });
}
