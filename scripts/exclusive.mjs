import fs from "node:fs";
import path from "node:path";

const LONGEST = 20 * 60_000;
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function isStale(text, age) {
  if (age > LONGEST) return true;
  try {
    process.kill(Number(text), 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

/**
 * Does work that only one process at a time may do, by a lock file that names its process. A lock whose process is gone,
 * or that is older than twenty minutes, counts for nothing. `onWait` is called once where another is at it.
 */
export async function exclusively(file, onWait, work) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const own = `${file}.${process.pid}`;
  fs.writeFileSync(own, String(process.pid));
  for (let round = 0; ; round++) {
    try {
      fs.linkSync(own, file); // exists with its content from the first moment
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (round === 0 && !lockIsStale(file)) onWait();
    if (lockIsStale(file)) removeStale(file);
    else await sleep(150);
  }
  fs.rmSync(own, { force: true });
  const release = () => fs.rmSync(file, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.removeListener("exit", release);
    release();
  }
}

function lockIsStale(file) {
  try {
    return isStale(fs.readFileSync(file, "utf8"), Date.now() - fs.statSync(file).mtimeMs);
  } catch {
    return false; // gone already: the next round takes it
  }
}

/** Takes a dead lock away; where another was quicker and holds it alive by now, gives it back. */
function removeStale(file) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    fs.renameSync(file, aside);
    if (!lockIsStale(aside)) fs.linkSync(aside, file);
  } catch {
    // Another process was first.
  }
  fs.rmSync(aside, { force: true });
}
