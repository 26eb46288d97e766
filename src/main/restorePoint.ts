import fs from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import { seesEverything } from "#database/copying.ts";
import type { Instant } from "#kernel/dates.ts";
import { writeBackup } from "#server/backup.ts";
import { openFolder } from "#server/files.ts";
import type { OpenKeyRing } from "#server/keyRing.ts";
import type { Settings } from "#server/settings.ts";

/** Restore points that are kept. */
const KEPT = 3;
const nameOf = (now: Instant) => `before-update-${now.slice(0, 19).replace(/:/g, "")}Z.backup`;
const isRestorePoint = (name: string) => /^before-update-\d{4}-\d{2}-\d{2}T\d{6}Z\.backup$/.test(name);

/** Where restore points lie: with the backups, else in the data folder. */
export const restorePointFolder = (settings: Pick<Settings, "backups" | "dataDirectory">): string => settings.backups ?? path.join(settings.dataDirectory, "restore-points");

/** What is said and written down of a restore point: its file, or why there is none. */
export type RestorePoint = { file: string; rows: number; files: number } | { file: null; why: "demo" | "needs_owner" };

/**
 * A backup of everything as it stands, before the tables are brought up to date: the way back is to restore it with the
 * release that made it. None is made of a demo, nor where no account sees every row: there the operator's own tools apply.
 * Throws where it cannot be written; then nothing is brought up to date.
 */
export async function makeRestorePoint(owner: pg.ClientBase, settings: Settings, keys: OpenKeyRing, now: Instant): Promise<RestorePoint> {
  const { rows } = await owner.query<{ demo: string; version: string }>("select demo, version from dyad.installation");
  if (rows[0] !== undefined && rows[0].demo !== "0") return { file: null, why: "demo" };
  if (!(await seesEverything(owner))) return { file: null, why: "needs_owner" };
  const folder = restorePointFolder(settings);
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, nameOf(now));
  const counted = await writeBackup(file, { owner, files: openFolder(settings.files), dataDirectory: settings.dataDirectory, release: rows[0]?.version ?? "", now }, keys);
  const earlier = (await fs.readdir(folder)).filter(isRestorePoint).sort();
  for (const old of earlier.slice(0, -KEPT)) await fs.rm(path.join(folder, old), { force: true });
  return { file, rows: counted.rows, files: counted.files };
}
