import type PgBoss from "pg-boss";
import { asActor } from "#database/actor.ts";
import { appendAudit } from "#server/audit.ts";
import type { Services } from "#server/procedure.ts";
import { startRounds } from "#server/rounds.ts";
import type { JobPayload } from "#server/queue.ts";
import { listAgencies } from "#features/messages/store.ts";
import { endAccess } from "./changing.handlers.ts";
import { redecideCase } from "./redeciding.handlers.ts";
import * as store from "./store.ts";

/** Milliseconds between two looks for changes whose day has come. */
const LOOK_EVERY = 30_000;

/**
 * Ends what is alive of the access of those who left on a day that has come, each change in a transaction of its own. The
 * dates hold without it: from midnight in the agency's zone nobody who left can open anything. It makes it final.
 */
export async function applyDue(services: Services): Promise<number> {
  let applied = 0;
  for (const agency of await listAgencies(services.database)) {
    const actor = { kind: "system", job: "apply-placement", ...agency } as const;
    for (const { changeId } of await asActor(services.database, services.clock, actor, store.listDue)) {
      await asActor(services.database, services.clock, actor, async (tx) => {
        if (!(await store.claimChange(tx, changeId))) return;
        const { caseId, effects } = (await store.findChange(tx, changeId))!;
        const ended = await endAccess(tx, caseId, effects.gone);
        await appendAudit(tx, { action: "job", procedure: "placement.apply", outcome: "done", requestId: "apply-placement", caseId, subjectId: changeId, details: ended });
        applied++;
      });
    }
  }
  return applied;
}

/** Looks for changes whose day has come, and works off what is to be decided anew. Answers how to stop looking. */
export async function startPlacementWorker(boss: PgBoss, services: Services): Promise<() => Promise<void>> {
  await boss.work<JobPayload>("redecide-case", { pollingIntervalSeconds: 1, batchSize: 1 }, async (jobs) => {
    for (const job of jobs) await redecideCase(services, job.data);
  });
  return startRounds(services, { name: "applying changes of placement", every: LOOK_EVERY, look: () => applyDue(services) });
}
