import { addMinutes } from "#kernel/dates.ts";
import { asActor } from "#database/actor.ts";
import type { Services } from "#server/procedure.ts";
import { startRounds } from "#server/rounds.ts";
import { deleteUnnamed, listFiles } from "./store.ts";
import { DamagedFile, unwrapFileKey } from "#server/files.ts";
import { createHash } from "node:crypto";

/** Minutes for which a received file waits for its document: a day, so that a form left open over night still finds it. */
const WAITS = 24 * 60;
/** Minutes after which what lies in the folder without a row is nobody's: any transaction is long over, and no upload is silent for so long. */
export const LEFT_OVER = 15;
/** Milliseconds between two sweeps. */
const SWEEP_EVERY = 3_600_000;

type Agency = { agencyId: string; timeZone: string };
const minutesAgo = (services: Services, minutes: number) => addMinutes(services.clock.now(), -minutes);

/** Files in the folder that no agency's row names, old enough that nobody is about to write one. */
export async function findLeftOver(services: Services, agencies: readonly Agency[]): Promise<string[]> {
  const before = Date.parse(minutesAgo(services, LEFT_OVER));
  const lying: string[] = [];
  // What lies there is looked at first: a row that is written meanwhile is then met.
  for await (const { fileId, changedAt } of services.files.list()) if (changedAt < before) lying.push(fileId);
  if (lying.length === 0) return [];
  const named = new Set<string>();
  for (const agency of agencies) for await (const file of filesOf(services, agency, "sweep")) named.add(file.fileId);
  return lying.filter((fileId) => !named.has(fileId));
}

/** The rows of an agency's files, a page and a transaction at a time. */
async function* filesOf(services: Services, agency: Agency, job: string) {
  for (let after: string | null = null; ; ) {
    const page = await asActor(services.database, services.clock, { kind: "system", job, ...agency }, (tx) => listFiles(tx, after));
    yield* page;
    if (page.length === 0) return;
    after = page.at(-1)!.fileId;
  }
}

/** What is wrong with the files of an agency: those that are not there, and those that are not as they were put. */
export async function findDamaged(services: Services, agency: Agency): Promise<{ fileId: string; what: "missing" | "damaged" }[]> {
  const found: { fileId: string; what: "missing" | "damaged" }[] = [];
  for await (const file of filesOf(services, agency, "verify")) {
    try {
      const key = unwrapFileKey(services.keys, { agencyId: agency.agencyId, fileId: file.fileId }, file.wrappedKey);
      const hash = createHash("sha256");
      for await (const bytes of services.files.read(file.fileId, key, file.bytes)) hash.update(bytes);
      if (!hash.digest().equals(file.sha256)) found.push({ fileId: file.fileId, what: "damaged" });
    } catch (error) {
      if (!(error instanceof DamagedFile)) throw error;
      found.push({ fileId: file.fileId, what: error.what });
    }
  }
  return found;
}

/** Removes what came to nothing: files that no document named within a day, what lies in the folder without a row, and pieces of uploads that broke off. */
export async function sweepFiles(services: Services, agencies: readonly Agency[]): Promise<void> {
  for (const agency of agencies) {
    const gone = await asActor(services.database, services.clock, { kind: "system", job: "sweep", ...agency }, (tx) => deleteUnnamed(tx, minutesAgo(services, WAITS)));
    for (const fileId of gone) await services.files.remove(fileId);
  }
  for (const fileId of await findLeftOver(services, agencies)) await services.files.remove(fileId);
  await services.files.sweepIncoming(Date.parse(minutesAgo(services, LEFT_OVER)));
}

/** Sweeps at the start and every hour; answers how to stop. */
export const startSweeping = (services: Services, listAgencies: () => Promise<Agency[]>): (() => Promise<void>) =>
  startRounds(services, { name: "sweeping files", every: SWEEP_EVERY, look: async () => sweepFiles(services, await listAgencies()) });
