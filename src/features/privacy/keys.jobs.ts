import type PgBoss from "pg-boss";
import { type Actor, asActor } from "#database/actor.ts";
import { listAgencies } from "#features/messages/store.ts";
import { appendAudit } from "#server/audit.ts";
import type { Services } from "#server/procedure.ts";
import type { JobPayload } from "#server/queue.ts";
import { findKeysToDestroy, listKeysToDestroy, noteKeysGone } from "./retention.store.ts";

/** The queue of purges whose keys are still to be destroyed. */
export const DESTROY_KEYS = "destroy-keys";

/** Destroys the keys of a purge that was carried out, takes its files from the disk, and notes it. What was done before is not done again; what failed midway is done anew as a whole. */
export async function destroyKeys({ database, clock, keys, files }: Pick<Services, "database" | "clock" | "keys" | "files">, payload: JobPayload): Promise<void> {
  const agency = (await listAgencies(database)).find((one) => one.agencyId === payload.agencyId);
  if (!agency) return;
  const actor: Actor = { kind: "system", job: DESTROY_KEYS, ...agency };
  const found = await asActor(database, clock, actor, (tx) => findKeysToDestroy(tx, payload.id));
  if (!found) return;
  const gone = await keys.destroy(found.owners);
  for (const fileId of found.owners) await files.remove(fileId);
  await asActor(database, clock, actor, async (tx) => {
    await noteKeysGone(tx, payload.id);
    await appendAudit(tx, { action: "job", procedure: "privacy.destroyKeys", outcome: "done", requestId: DESTROY_KEYS, caseId: found.rootId, subjectId: payload.id, details: { keys: gone } });
  });
}

/** Works the queue off, and what was left of it by a worker that ended. */
export async function startKeysWorker(boss: PgBoss, services: Services): Promise<void> {
  await boss.work<JobPayload>(DESTROY_KEYS, { pollingIntervalSeconds: 5 }, async ([job]) => destroyKeys(services, job!.data));
  for (const agency of await listAgencies(services.database)) {
    const open = await asActor(services.database, services.clock, { kind: "system", job: DESTROY_KEYS, ...agency }, listKeysToDestroy);
    for (const { purgeId } of open) await boss.send(DESTROY_KEYS, { agencyId: agency.agencyId, id: purgeId });
  }
}
