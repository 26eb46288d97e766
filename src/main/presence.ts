import { sql } from "kysely";
import { type Database, newId, row, rows } from "#database/actor.ts";
import type { Services } from "#server/procedure.ts";

/** Milliseconds between two looks. A process that was not seen for ten of them is taken for gone. */
export const SEEN_EVERY = 5_000;

/** A process that works on a database, as it said of itself last. */
export type SeenProcess = { processId: string; role: "all" | "web" | "jobs"; release: string; startedAt: string; seenAt: string };
/** Who works on this database: seen since a moment. */
export const listProcesses = (db: Database, since: string) => rows<SeenProcess>(db, sql`select id as "processId", role, release, started_at as "startedAt", seen_at as "seenAt" from dyad.list_processes(${since})`);

/** Of what ran on the database, the first that this release does not know; null where it knows all. */
export async function findUnknownMigration(db: Database, known: readonly string[]): Promise<string | null> {
  const ran = await rows<{ name: string }>(db, sql`select name from dyad.migrations_run()`);
  return ran.find((one) => !known.includes(one.name))?.name ?? null;
}

/** What a process knows of itself: whether a later release has taken the database over. */
export type Presence = { isBehind(): boolean; stop(): Promise<void> };

/**
 * Says every few seconds that this process works here, and asks whether the database has gone on to a later release. Then
 * this one is behind: it takes no writes any more, whose tables it might not know, and says that it is not ready, so that a
 * proxy turns to the processes that are.
 */
export async function startPresence({ database, clock, settings, log }: Pick<Services, "database" | "clock" | "settings" | "log">, release: string, known: readonly string[]): Promise<Presence> {
  const processId = newId({ now: clock.now() });
  const startedAt = clock.now();
  let isBehind = false;
  let round: Promise<void> = Promise.resolve();
  const look = async () => {
    try {
      await row(database, sql`select dyad.note_process(${processId}, ${settings.role}, ${release}, ${startedAt}, ${clock.now()})`);
      const unknown = await findUnknownMigration(database, known);
      if (unknown !== null && !isBehind) log.warn({ migration: unknown, release }, "a later release has taken the database over: this process takes no writes any more");
      isBehind = unknown !== null;
    } catch (error) {
      log.warn({ type: (error as Error).name, code: (error as { code?: string }).code ?? "" }, "this process could not say that it is there");
    }
  };
  await look();
  const timer = setInterval(() => void (round = look()), SEEN_EVERY);
  timer.unref();
  return {
    isBehind: () => isBehind,
    stop: async () => {
      clearInterval(timer);
      await round;
      await row(database, sql`select dyad.forget_process(${processId})`).catch(() => {});
    },
  };
}
