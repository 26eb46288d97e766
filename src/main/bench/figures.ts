import os from "node:os";

/** One measured figure, as the command line gives it. `scale` is the number of people in the database; memory is the most that the measured process held, null where that cannot be told. */
export type Figure = { name: string; scale: number; concurrency: number; perSecond: number; p50Ms: number; p95Ms: number; p99Ms: number; peakMemoryMB: number | null };

/** What a measurement found: the figure, what was wrong (by what, how often), and what it is to be held against. */
export type Measured = { figure: Figure; errors: Map<string, number>; beside: Beside | null };

/** The same statements on PostgreSQL alone, in the same run; `ratio` is what part of that the whole server reaches. */
export type Beside = { perSecond: number; p95Ms: number; ratio: number };

/** The duration within which that part of all lies, by nearest rank; 0 where there are none. `sorted` ascends. */
export function percentile(sorted: readonly number[], part: number): number {
  if (sorted.length === 0) return 0;
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)]!;
}

const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;

/** A figure from durations in milliseconds, those of right answers only, and the seconds in which they were measured. */
export function figureOf(of: { name: string; scale: number; concurrency: number; durations: readonly number[]; seconds: number; peakMemoryMB: number | null }): Figure {
  const sorted = [...of.durations].sort((a, b) => a - b);
  const at = (part: number) => rounded(percentile(sorted, part), 2);
  return { name: of.name, scale: of.scale, concurrency: of.concurrency, perSecond: of.seconds > 0 ? rounded(of.durations.length / of.seconds, 1) : 0, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), peakMemoryMB: of.peakMemoryMB };
}

/** What was measured on, in one line: the figures mean little without it. */
export function describeMachine(): string {
  const [processor] = os.cpus();
  return `${os.availableParallelism()} × ${processor?.model.trim() || os.arch()}, ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.platform()} ${os.arch()}, Node ${process.versions.node}, load ${os.loadavg()[0]!.toFixed(1)} at the start`;
}
