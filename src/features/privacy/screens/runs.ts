export type Said = { time: string; said: string };

/** The same thing said several times in a row, once and counted: what differs is then seen at a glance. Each run has the time of its first. */
export function inRuns(all: readonly Said[]): (Said & { count: number })[] {
  const runs: (Said & { count: number })[] = [];
  for (const one of all) {
    const last = runs.at(-1);
    if (last?.said === one.said) last.count++;
    else runs.push({ ...one, count: 1 });
  }
  return runs;
}

export type Line = { day: string; who: string; what: string; times: number };

/** Lines that read alike, as one with their sum: several kinds of reading have the same plain words. */
export function addedUp(all: readonly Line[]): Line[] {
  const lines = new Map<string, Line>();
  for (const one of all) {
    const key = JSON.stringify([one.day, one.who, one.what]);
    lines.set(key, { ...one, times: one.times + (lines.get(key)?.times ?? 0) });
  }
  return [...lines.values()];
}
