import pg from "pg";
import { forgetJournal, listBaseCopies, placesIn, shipRound, takeBaseCopy, type JournalSource } from "#server/journal.ts";
import { noteRun, sweepParts } from "#server/keeping.ts";
import type { OpenServices } from "./open.ts";
import { lastDue } from "./nightly.ts";

/** Milliseconds between two rounds: with the round itself, less than the minute that may be lost. */
const ROUND_EVERY = 40_000;

/** What a round works on, but for the connection; null where the database is another's, or no folder is set. */
function sourceOf({ services, open }: Pick<OpenServices, "services" | "open">, release: string): (Omit<JournalSource, "owner"> & { ownerConfig: pg.ClientConfig }) | null {
  const { settings, files, dataDirectory, keys, clock } = services;
  if (settings.backups === null || open.home === null || open.ownerConfig === null) return null;
  return { home: open.home, files, dataDirectory, folder: settings.backups, keys, release, now: () => clock.now(), ownerConfig: open.ownerConfig };
}

/** Does something with what a round works on, as the owner of the database, on a connection of its own. */
async function withSource<T>(opened: Pick<OpenServices, "services" | "open">, release: string, work: (source: JournalSource) => Promise<T>): Promise<T | null> {
  const source = sourceOf(opened, release);
  if (source === null) return null;
  const owner = new pg.Client(source.ownerConfig);
  owner.on("error", () => {});
  await owner.connect();
  try {
    return await work({ ...source, owner });
  } finally {
    await owner.end().catch(() => {});
  }
}

/** A copy of the cluster where the last is from before the last night, and away with what no copy needs any more. */
export const copyWhereDue = (opened: Pick<OpenServices, "services" | "open">, release: string): Promise<void> =>
  withSource(opened, release, async (source) => {
    const { database, clock, settings } = opened.services;
    const last = (await listBaseCopies(source.folder)).at(-1);
    if (last !== undefined && last.madeAt >= lastDue(clock.now(), settings.backupsAt)) return;
    await noteRun(database, () => clock.now(), "base_copy", async () => {
      const made = await takeBaseCopy(source);
      return { isGood: true, file: made.file, details: { bytes: made.bytes } };
    });
    await forgetJournal(source.folder);
  }).then(() => {});

/** What the journal has since the last round. Answers how many parts went. */
export const handOn = async (opened: Pick<OpenServices, "services" | "open">, release: string): Promise<number> => (await withSource(opened, release, shipRound)) ?? 0;

/** Keeps the journal of the embedded database with the backups, round after round; the last one when it is stopped. Answers how to stop. */
export function startJournaling(opened: Pick<OpenServices, "services" | "open">, release: string): () => Promise<void> {
  if (sourceOf(opened, release) === null) return async () => {};
  const { log } = opened.services;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const { base, journal, seals } = placesIn(opened.services.settings.backups!);
  const swept = Promise.all([base, journal, seals].map(sweepParts));
  const tried = (work: (of: typeof opened, by: string) => Promise<unknown>) => swept.then(() => work(opened, release)).then(() => {}).catch((error: Error) => log.error({ type: error.name, code: (error as { code?: string }).code ?? "" }, "the journal could not be kept; it is tried again"));
  let round: Promise<void> = Promise.resolve();
  let copy: Promise<void> | null = null;
  const next = () => {
    if (isStopped) return;
    // A copy of a large cluster takes longer than what may be lost: the journal is handed on meanwhile.
    copy ??= tried(copyWhereDue).finally(() => (copy = null));
    round = tried(handOn);
    void round.then(() => (timer = setTimeout(next, ROUND_EVERY).unref()));
  };
  next();
  // A copy that goes on is not waited for: it has no name yet, and is made anew at the next start.
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await round;
    await tried(handOn);
  };
}
