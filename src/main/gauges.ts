import { sql } from "kysely";
import { rows } from "#database/actor.ts";
import { listKeeping } from "#server/keeping.ts";
import type { Gauge } from "#server/metrics.ts";
import type { Services } from "#server/procedure.ts";

/** States of the queue that somebody has to know: what waits, what is tried again, and what failed for good. */
const QUEUE_STATES = ["created", "retry", "active", "failed"] as const;

/** Figures of the whole installation at this moment: queues, and how long ago the last good backup and drill were. Nothing of anybody. */
export async function readGauges({ database, clock }: Pick<Services, "database" | "clock">): Promise<Gauge[]> {
  const queued = await rows<{ name: string; state: (typeof QUEUE_STATES)[number]; count: number }>(database, sql`select name, state::text, count(*) as count from pgboss.job where state::text = any (${[...QUEUE_STATES]}) and name not like '\\_\\_%' group by 1, 2 order by 1, 2`);
  const runs = (await listKeeping(database, 5)).filter((one) => one.outcome === "done");
  const now = Date.parse(clock.now());
  const last = ["backup", "drill", "base_copy"].flatMap((kind) => {
    const found = runs.find((one) => one.kind === kind);
    return found === undefined ? [] : [{ name: "dyad_keeping_age_seconds", labels: { kind }, value: Math.round((now - Date.parse(found.beganAt)) / 1000) }];
  });
  return [...queued.map(({ name, state, count }) => ({ name: "dyad_jobs", labels: { queue: name, state }, value: count })), ...last];
}
