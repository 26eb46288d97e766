import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { prepare, root } from "./prepare.mjs";
import { runScript } from "./say.mjs";

const LOOK_EVERY = 200;

/** Who started this process: the numbers of its parent and, where the system tells without cost, of the one above. */
function ancestors() {
  const parent = process.ppid;
  try {
    return `${parent} ${/^PPid:\s*(\d+)/m.exec(fs.readFileSync(`/proc/${parent}/status`, "utf8"))?.[1]}`;
  } catch {
    return String(parent);
  }
}

/**
 * Under `npm start` a shell stands between npm and this process, and a signal to npm ends that shell only. So when npm
 * or the shell is gone, this process ends too, the way that a signal would have ended it.
 */
function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const began = ancestors();
  const watch = setInterval(() => {
    if (ancestors() === began) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, LOOK_EVERY);
  watch.unref();
}

// `npm start`: prepares, then becomes the server, in this same process: a signal, a kill and the exit code are the
// server's own, and nothing is left behind that could outlive it.
endWithNpm();
await runScript(() => prepare({ server: true, web: true, cli: true }));
process.setSourceMapsEnabled(true);
process.argv[1] = path.join(root, "dist", "server.mjs");
await import(pathToFileURL(process.argv[1]).href);
