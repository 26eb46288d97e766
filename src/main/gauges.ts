import { countJobs, OPEN_STATES } from "#server/jobs.ts";
import { listKeeping } from "#server/keeping.ts";
import type { Gauge } from "#server/metrics.ts";
import type { Services } from "#server/procedure.ts";

/** Figures of the whole installation at this moment: queues, and how long ago the last good backup and drill were. Nothing of anybody. */
export async function readGauges({ database, clock }: Pick<Services, "database" | "clock">): Promise<Gauge[]> {
  const queued = await countJobs(database, [...OPEN_STATES, "failed"]);
  const runs = (await listKeeping(database, 5)).filter((one) => one.outcome === "done");
  const now = Date.parse(clock.now());
  const last = ["backup", "drill", "base_copy"].flatMap((kind) => {
    const found = runs.find((one) => one.kind === kind);
    return found === undefined ? [] : [{ name: "dyad_keeping_age_seconds", labels: { kind }, value: Math.round((now - Date.parse(found.beganAt)) / 1000) }];
  });
  return [...queued.map(({ queue, state, count }) => ({ name: "dyad_jobs", labels: { queue, state }, value: count })), ...last];
}
