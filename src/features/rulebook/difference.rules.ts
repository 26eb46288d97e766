import type { PolicyVersion } from "#features/policy/contract.ts";

/** One thing that differs between two editions: in which clause or timer (null: of the version as a whole), what, and both values as text; null where it is not there. */
export type Difference = { clause: string | null; cite: string; what: string; before: string | null; after: string | null };

const write = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

function flatten(value: unknown, path: string, into: Map<string, string>): Map<string, string> {
  const isPlainList = Array.isArray(value) && value.every((one) => typeof one !== "object" || one === null);
  if (value !== null && typeof value === "object" && !isPlainList) {
    for (const [key, inner] of Object.entries(value)) flatten(inner, path === "" ? key : `${path}.${key}`, into);
  } else into.set(path, isPlainList ? (value as unknown[]).map(write).join(", ") : write(value));
  return into;
}

function differ(clause: string | null, cite: string, before: unknown, after: unknown): Difference[] {
  const one = before === undefined ? new Map<string, string>() : flatten(before, "", new Map());
  const other = after === undefined ? new Map<string, string>() : flatten(after, "", new Map());
  return [...new Set([...one.keys(), ...other.keys()])].filter((key) => one.get(key) !== other.get(key)).map((key) => ({ clause, cite, what: key, before: one.get(key) ?? null, after: other.get(key) ?? null }));
}

const provisionsOf = (version: PolicyVersion | null) => [...(version?.clauses ?? []), ...(version?.timers ?? [])];

/** What differs between two editions, clause by clause and timer by timer in the order of the newer one; those that are gone come last. `before` is null for what is new as a whole, `after` for what goes. */
export function differencesOf(before: PolicyVersion | null, after: PolicyVersion | null): Difference[] {
  const { clauses: _before, timers: _timersBefore, ...oldFrame } = before ?? { clauses: [] };
  const { clauses: _after, timers: _timersAfter, ...newFrame } = after ?? { clauses: [] };
  const [olds, news] = [provisionsOf(before), provisionsOf(after)];
  const old = new Map(olds.map((one) => [one.id, one]));
  const gone = olds.filter((one) => !news.some(({ id }) => id === one.id));
  return [
    ...differ(null, (after ?? before)?.cite ?? "", before === null ? undefined : oldFrame, after === null ? undefined : newFrame),
    ...news.flatMap((one) => differ(one.id, one.cite, old.get(one.id), one)),
    ...gone.flatMap((one) => differ(one.id, one.cite, one, undefined)),
  ];
}
