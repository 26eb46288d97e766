import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { proveBackup, sumTables } from "#server/backup.ts";
import { UnusableBackup } from "#server/sealedFile.ts";
import { openKeyRing } from "#server/keyRing.ts";
import type { Settings } from "#server/settings.ts";
import { openServices } from "../open.ts";
import { asJson, type CommandAnswer } from "./answers.ts";
import { asOwner, secondsSince } from "./backup.ts";
import type { Invocation } from "./commands.ts";
import { drillWords } from "./drill.words.ts";
import { requireSecret, takeGiven } from "./given.ts";
import { restoreInto } from "./restore.ts";
import { holds, verifyAll, writeVerification } from "./verify.ts";
import { words } from "./words.ts";

/** What a restore changes by itself: who was signed in is signed out. */
const CHANGED_BY_RESTORE = ["dyad.sign_ins"];

/** Where a drill restores to: a folder of its own that goes away afterwards, on the disk of the data, with the same keys. */
async function emptyPlace(settings: Settings): Promise<Settings> {
  await fs.mkdir(settings.dataDirectory, { recursive: true });
  const folder = await fs.mkdtemp(path.join(settings.databaseUrl === null ? settings.dataDirectory : os.tmpdir(), "drill-"));
  await fs.chmod(folder, 0o755); // as root, another account runs PostgreSQL
  return { ...settings, databaseUrl: null, databaseOwnerUrl: null, dataDirectory: folder, files: path.join(folder, "files"), demo: null };
}

/**
 * `bin/dyad drill FILE [--json]`: restores a backup into an empty place of its own, proves what came of it, compares every
 * table with the backup byte for byte, and takes the place away again. The running system is not touched.
 */
export async function drillCommand(asked: Invocation): Promise<CommandAnswer> {
  const { file, began, projectRoot, settings } = await takeGiven(asked, "drillUsage");
  const { argv, language } = asked;
  const secret = requireSecret(settings);
  const place = await emptyPlace(settings);
  try {
    const keys = openKeyRing(settings.keys, secret);
    const proven = await proveBackup(file, keys);
    const counted = await restoreInto(place, projectRoot, file, keys, proven);
    const readyAfter = secondsSince(began);
    const opened = await openServices({ projectRoot, settings: place, manner: "own", restorePoint: "none" });
    try {
      const verification = await verifyAll(opened.services, language);
      const present = await asOwner(opened.open, (owner) => sumTables(owner, proven.tables));
      const differs = Object.keys(proven.sums).filter((table) => !CHANGED_BY_RESTORE.includes(table) && proven.sums[table] !== present[table]);
      const isGood = holds(verification) && differs.length === 0 && counted.missing.length === 0;
      const verified = writeVerification(verification, false, language);
      const made = { ok: isGood, madeAt: proven.manifest.madeAt, release: proven.manifest.release, tables: counted.tables, rows: counted.rows, files: counted.files, missing: counted.missing, differs, readyAfter, seconds: secondsSince(began) };
      const say = drillWords[language];
      return { exit: isGood ? 0 : 1, stdout: argv.includes("--json") ? asJson(made) : `${say.drilled(made.madeAt, made.rows, made.files, readyAfter, made.seconds)}\n${verified.stdout}${isGood ? say.good : say.bad}\n`, stderr: verified.stderr + differs.map((table) => `${say.differs(table)}\n`).join("") };
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (!(error instanceof UnusableBackup)) throw error;
    return { exit: 1, stdout: argv.includes("--json") ? asJson({ ok: false, why: error.why }) : "", stderr: `${file}: ${words[language].unusable[error.why]}\n` };
  } finally {
    await fs.rm(place.dataDirectory, { recursive: true, force: true, maxRetries: 5 });
  }
}
