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
