import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { prepare, root } from "./prepare.mjs";
import { runScript } from "./say.mjs";

// `node scripts/first-loads.mjs`: what a browser loads at first, compressed by gzip, beside what is aimed at.

const web = path.join(root, "dist", "web");
const size = (file) => zlib.gzipSync(fs.readFileSync(file), { level: 9 }).length;
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** A script with everything that it imports at once; what it loads later is no part of it. */
function withImports(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  const text = fs.readFileSync(path.join(web, "assets", name), "utf8");
  for (const [, other] of text.matchAll(/(?:from|import)\s*["'].\/([^"']+\.js)["']/g)) withImports(other, found);
  return found;
}

await runScript(async () => {
  await prepare({ web: true });
  const page = fs.readFileSync(path.join(web, "index.html"), "utf8");
  const entry = [...page.matchAll(/\/app\/assets\/([^"]+\.js)/g)].reduce((found, [, name]) => withImports(name, found), new Set());
  const styles = [...page.matchAll(/\/app\/assets\/([^"]+\.css)/g)].map(([, name]) => name);
  const sum = (names) => [...names].reduce((total, name) => total + size(path.join(web, "assets", name)), 0);
  const row = (...cells) => process.stdout.write(`| ${cells.join(" | ")} |\n`);
  row("what", "gz", "target");
  row("---", "---", "---");
  row("staff, scripts before sign-in", kilobytes(sum(entry)), "200 kB");
  row("staff, styles", kilobytes(sum(styles)), "");
  for (const name of fs.readdirSync(path.join(web, "assets")).filter((file) => /^[A-Z]\w+Screen-[\w-]+\.js$/.test(file)).sort()) row(`staff, scripts with ${name.split("-")[0]}`, kilobytes(sum(withImports(name, new Set(entry)))), name.startsWith("Today") ? "200 kB" : "");
  const site = path.join(root, "src", "features", "site", "assets");
  row("families, styles, script and headings' font", kilobytes(fs.readdirSync(site).filter((name) => /\.(css|js)$/.test(name)).reduce((total, name) => total + size(path.join(site, name)), 0) + fs.statSync(path.join(site, "headings.woff2")).size), "60 kB with the page");
});
