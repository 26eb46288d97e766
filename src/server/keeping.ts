import fs from "node:fs/promises";
import path from "node:path";
import { sql } from "kysely";
import { type Database, newId, row, rows } from "#database/actor.ts";
import { addDays, type CivilDate, type Instant } from "#kernel/dates.ts";

// What an installation does by itself to keep what it holds: a backup and a drill every night, a restore point before an
// update. Each run is written down when it begins and when it ends, so that one that was cut off is seen.

export const keepingKinds = ["backup", "drill", "restore_point", "base_copy"] as const;
export type KeepingKind = (typeof keepingKinds)[number];
/** One run: when, how it ended (null while it goes on, or where it was cut off), which file, and its figures. */
export type KeepingRun = { runId: string; kind: KeepingKind; beganAt: Instant; endedAt: Instant | null; outcome: "done" | "failed" | null; file: string; details: Record<string, unknown> };

/** The last runs of each kind, the newest first. */
export const listKeeping = (db: Database, most: number) => rows<KeepingRun>(db, sql`select id as "runId", kind, began_at as "beganAt", ended_at as "endedAt", outcome, file, details from dyad.list_keeping(${most})`);

/** Does something that is written down with how it ended. What it throws is written down by its name and thrown on. */
export async function noteRun<T extends { file: string; details: Record<string, unknown>; isGood: boolean }>(db: Database, now: () => Instant, kind: KeepingKind, work: () => Promise<T>): Promise<T> {
  const runId = newId({ now: now() });
  await row(db, sql`select dyad.begin_keeping(${runId}, ${kind}, ${now()})`);
  const end = (outcome: "done" | "failed", file: string, details: Record<string, unknown>) => row(db, sql`select dyad.end_keeping(${runId}, ${now()}, ${outcome}, ${file}, ${JSON.stringify(details)}::jsonb)`);
  try {
    const made = await work();
    await end(made.isGood ? "done" : "failed", made.file, made.details);
    return made;
  } catch (error) {
    // The message may name places of this machine; what it was is in the log.
    await end("failed", "", { error: (error as Error).name }).catch(() => {});
    throw error;
  }
}

/** How many backups stay: of the last days, of the last weeks (the first of each) and of the last months. */
export type Retention = { days: number; weeks: number; months: number };
export const usualRetention: Retention = { days: 14, weeks: 8, months: 12 };

/** Takes away what a kill left of files that were being written: they have no name yet. For whoever alone writes into that folder. */
export async function sweepParts(folder: string): Promise<void> {
  for (const name of await fs.readdir(folder).catch(() => [])) if (name.endsWith(".part")) await fs.rm(path.join(folder, name), { force: true });
}

/** A backup by its schedule, named by the moment at which it began. */
export const backupName = (now: Instant): string => `dyad-${now.slice(0, 16).replace(/:/g, "")}Z.backup`;
const dayOf = (name: string): CivilDate | null => /^dyad-(\d{4}-\d{2}-\d{2})T\d{4}Z\.backup$/.exec(name)?.[1] ?? null;
/** The Monday of a day's week: weeks begin there, wherever the programme is. */
function mondayOf(day: CivilDate): CivilDate {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return addDays(day, -((new Date(Date.UTC(year, month - 1, date)).getUTCDay() + 6) % 7));
}

/** Of backups made by the schedule, those whose time is over. Files of other names are nobody's to forget, and the newest always stays. */
export function listForgettable(names: readonly string[], today: CivilDate, { days, weeks, months }: Retention): string[] {
  const dated = names.flatMap((name) => {
    const day = dayOf(name);
    return day === null ? [] : [{ name, day }];
  });
  const oldestFirst = dated.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const firstOf = (spanOf: (day: CivilDate) => string) => {
    const first = new Map<string, string>();
    for (const { name, day } of oldestFirst) if (!first.has(spanOf(day))) first.set(spanOf(day), name);
    return new Set(first.values());
  };
  const [ofWeek, ofMonth] = [firstOf(mondayOf), firstOf((day) => day.slice(0, 7))];
  const [lastDays, lastWeeks, lastMonths] = [days, 7 * weeks, 31 * months].map((count) => addDays(today, -count)) as [CivilDate, CivilDate, CivilDate];
  const stays = ({ name, day }: { name: string; day: CivilDate }) =>
    name === oldestFirst.at(-1)!.name || day > lastDays || (ofWeek.has(name) && day > lastWeeks) || (ofMonth.has(name) && day > lastMonths);
  return oldestFirst.filter((one) => !stays(one)).map((one) => one.name);
}
