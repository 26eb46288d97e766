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

/** One round: a copy of the cluster where the last is from before the last night, then what the journal has since. Answers how many parts went. */
export async function runRound(opened: Pick<OpenServices, "services" | "open">, release: string): Promise<number> {
  const source = sourceOf(opened, release);
  if (source === null) return 0;
  const { services } = opened;
  const owner = new pg.Client(source.ownerConfig);
  owner.on("error", () => {});
  await owner.connect();
  try {
    const last = (await listBaseCopies(source.folder)).at(-1);
    if (last === undefined || last.madeAt < lastDue(services.clock.now(), services.settings.backupsAt)) {
      await noteRun(services.database, () => services.clock.now(), "base_copy", async () => {
        const made = await takeBaseCopy({ ...source, owner });
        return { isGood: true, file: made.file, details: { bytes: made.bytes } };
      });
      await forgetJournal(source.folder);
    }
    return await shipRound({ ...source, owner });
  } finally {
    await owner.end().catch(() => {});
  }
}

/** Keeps the journal of the embedded database with the backups, round after round; the last one when it is stopped. Answers how to stop. */
export function startJournaling(opened: Pick<OpenServices, "services" | "open">, release: string): () => Promise<void> {
  if (sourceOf(opened, release) === null) return async () => {};
  const { log } = opened.services;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const { base, journal, seals } = placesIn(opened.services.settings.backups!);
  const swept = Promise.all([base, journal, seals].map(sweepParts));
  const once = () => swept.then(() => runRound(opened, release)).catch((error: Error) => log.error({ type: error.name, code: (error as { code?: string }).code ?? "" }, "the journal could not be kept; it is tried again"));
  let round: Promise<unknown> = Promise.resolve();
  const next = () => {
    if (isStopped) return;
    round = once();
    void round.then(() => (timer = setTimeout(next, ROUND_EVERY).unref()));
  };
  next();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await round;
    await once();
  };
}
