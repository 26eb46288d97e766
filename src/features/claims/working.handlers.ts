import type PgBoss from "pg-boss";
import type { Services } from "#server/procedure.ts";
import type { JobPayload } from "#server/queue.ts";
import { startRounds } from "#server/rounds.ts";
import { listAgencies } from "#features/messages/store.ts";
import { captureAll, captureSession } from "./capture.handlers.ts";

/** Milliseconds between two looks for what has changed about claims. */
const LOOK_EVERY = 30_000;

/** Makes the claims of what was just signed, and of whatever else changed that claims rest on. Answers how to stop looking. */
export async function startClaimsWorker(boss: PgBoss, services: Services): Promise<() => Promise<void>> {
  await boss.work<JobPayload>("capture-service", { pollingIntervalSeconds: 1, batchSize: 1 }, async (jobs) => {
    for (const job of jobs) await captureSession(services, job.data);
  });
  return startRounds(services, {
    name: "making claims",
    every: LOOK_EVERY,
    look: async (isStopped) => {
      for (const agency of await listAgencies(services.database)) await captureAll(services, agency, isStopped);
    },
  });
}
