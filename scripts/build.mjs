import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";
import { StepFailed } from "./say.mjs";

/** Builds what runs under Node from `src/main/<name>.ts`: `dist/<name>.mjs`, with what it loads on demand in `dist/parts/<name>`. */
export async function buildProgram(root, name) {
  const esbuild = await import("esbuild");
  try {
    const { metafile } = await esbuild.build({
      absWorkingDir: root,
      entryPoints: [`src/main/${name}.ts`],
      outdir: "dist",
      outExtension: { ".js": ".mjs" },
      chunkNames: `parts/${name}/[name]-[hash]`,
      bundle: true,
      splitting: true,
      packages: "external",
      format: "esm",
      platform: "node",
      target: "node20.19",
      sourcemap: true,
      jsx: "automatic",
      keepNames: true,
      metafile: true,
      logLevel: "silent",
    });
    removeOldParts(root, `dist/parts/${name}`, new Set(Object.keys(metafile.outputs)));
  } catch (error) {
    const faults = (error.errors ?? []).map(({ text, location }) => `${location ? `${location.file}:${location.line}:${location.column + 1}  ` : ""}${text}`);
    throw new StepFailed(`${faults.length > 0 ? faults.slice(0, 20).join("\n") : error.message}\n\nsrc/main/${name}.ts could not be built. The lines above say where.`);
  }
}

/** Ends the compiler's own process: the server that starts next would keep it for nothing. */
export async function endBuilding() {
  const esbuild = await import("esbuild");
  await esbuild.stop();
}

/** Parts carry their hash in the name; those of an earlier build go once they are a day old, since a process may still load them. */
function removeOldParts(root, place, kept) {
  const folder = path.join(root, place);
  if (!fs.existsSync(folder)) return;
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name);
    if (!kept.has(`${place}/${name}`) && fs.statSync(file).mtimeMs < Date.now() - 86_400_000) fs.rmSync(file);
  }
}

/** Builds the staff application beside the one that is served, and puts it in its place when it is whole. */
export async function buildWeb(root) {
  const fresh = path.join(root, "dist", ".web-new");
  const old = path.join(root, "dist", ".web-old");
  const place = path.join(root, "dist", "web");
  const { code, output } = await run(process.execPath, [path.join(root, "node_modules/vite/bin/vite.js"), "build", "--outDir", fresh, "--emptyOutDir", "--logLevel", "warn"], root);
  if (code !== 0) throw new StepFailed(`${output.trim().split("\n").slice(-30).join("\n")}\n\nThe pages could not be built. The lines above say where.`);
  await compressFiles(path.join(fresh, "assets"));
  fs.rmSync(old, { recursive: true, force: true });
  if (fs.existsSync(place)) fs.renameSync(place, old);
  fs.renameSync(fresh, place);
  fs.rmSync(old, { recursive: true, force: true });
}

const COMPRESSED = /\.(js|css|svg)$/;
const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

/** Puts a compressed copy beside each text file, which the server sends to whoever takes it: compressed once, not at every request. */
async function compressFiles(folder) {
  for (const name of fs.readdirSync(folder).filter((file) => COMPRESSED.test(file))) {
    const file = path.join(folder, name);
    const text = fs.readFileSync(file);
    const [small, smaller] = await Promise.all([gzip(text, { level: 9 }), brotli(text, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 10 } })]);
    fs.writeFileSync(`${file}.gz`, small);
    fs.writeFileSync(`${file}.br`, smaller);
  }
}

function run(command, words, cwd) {
  return new Promise((resolve) => {
    const child = spawn(command, words, { cwd, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NODE_ENV: "production", NO_COLOR: "1" } });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
    child.on("error", (error) => resolve({ code: 1, output: String(error) }));
    child.on("close", (code) => resolve({ code, output }));
  });
}
