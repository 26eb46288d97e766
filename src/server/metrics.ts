import { monitorEventLoopDelay } from "node:perf_hooks";
import type { FastifyInstance } from "fastify";
import { Fault } from "#kernel/faults.ts";
import { serverWords } from "./words.ts";

const BOUNDS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5];
type Series = { count: number; seconds: number; buckets: number[] };

/** What was refused before anybody was known: it belongs to no agency's trail, so it is counted. */
export const refusedKinds = ["sign_in", "unknown_email", "locked", "dead_token", "foreign_origin", "passkey", "organisation", "hook"] as const;
const refused = new Map<(typeof refusedKinds)[number], number>(refusedKinds.map((kind) => [kind, 0]));

/** Counts a refusal, by its kind and nothing else. */
export const countRefused = (kind: (typeof refusedKinds)[number]): void => void refused.set(kind, refused.get(kind)! + 1);

/** A figure of this moment: its name, what it is of, and its value. */
export type Gauge = { name: string; labels?: Record<string, string>; value: number };

const delays = monitorEventLoopDelay({ resolution: 20 });
delays.enable();

/** `/metrics` in Prometheus' text format, for this machine only: counts and times by route and status, never by person. */
export function addMetrics(app: FastifyInstance, readGauges: () => Promise<readonly Gauge[]>): void {
  const series = new Map<string, Series>();
  app.addHook("onResponse", async (request, reply) => {
    const key = `method="${request.method}",route="${request.routeOptions.url ?? "none"}",status="${reply.statusCode}"`;
    const one = series.get(key) ?? { count: 0, seconds: 0, buckets: BOUNDS.map(() => 0) };
    const seconds = reply.elapsedTime / 1000;
    one.count++;
    one.seconds += seconds;
    for (const [place, bound] of BOUNDS.entries()) if (seconds <= bound) one.buckets[place]!++;
    series.set(key, one);
  });
  app.get("/metrics", { config: { rateLimit: false } }, async (request, reply) => {
    // Behind a proxy of this machine every request comes from the loopback address: what was forwarded is not for it.
    const isHere = ["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(request.socket.remoteAddress ?? "") && request.headers["x-forwarded-for"] === undefined;
    if (!isHere) throw new Fault("not_allowed", serverWords.figuresHereOnly);
    return reply.type("text/plain; version=0.0.4").send(write(series, await readGauges()));
  });
}

const labelled = (labels: Record<string, string>): string => (Object.keys(labels).length === 0 ? "" : `{${Object.entries(labels).map(([name, value]) => `${name}="${value}"`).join(",")}}`);

function write(series: Map<string, Series>, gauges: readonly Gauge[]): string {
  const lines = ["# TYPE dyad_http_request_seconds histogram"];
  for (const [key, { count, seconds, buckets }] of series) {
    for (const [place, bound] of BOUNDS.entries()) lines.push(`dyad_http_request_seconds_bucket{${key},le="${bound}"} ${buckets[place]}`);
    lines.push(`dyad_http_request_seconds_bucket{${key},le="+Inf"} ${count}`, `dyad_http_request_seconds_sum{${key}} ${seconds.toFixed(6)}`, `dyad_http_request_seconds_count{${key}} ${count}`);
  }
  lines.push("# TYPE dyad_refused_total counter", ...[...refused].map(([kind, count]) => `dyad_refused_total{kind="${kind}"} ${count}`));
  for (const name of new Set(gauges.map((one) => one.name))) lines.push(`# TYPE ${name} gauge`, ...gauges.filter((one) => one.name === name).map(({ labels = {}, value }) => `${name}${labelled(labels)} ${value}`));
  // Since the last time that somebody looked.
  lines.push("# TYPE dyad_event_loop_delay_seconds gauge", `dyad_event_loop_delay_seconds{quantile="0.99"} ${(delays.percentile(99) / 1e9).toFixed(6)}`, "# TYPE dyad_uptime_seconds gauge", `dyad_uptime_seconds ${process.uptime().toFixed(0)}`);
  delays.reset();
  lines.push("# TYPE process_resident_memory_bytes gauge", `process_resident_memory_bytes ${process.memoryUsage.rss()}`, "");
  return lines.join("\n");
}
