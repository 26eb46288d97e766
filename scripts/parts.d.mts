/** A part of the lock file: what it is, under which licence, and whether it runs or only builds and tests. */
export type Part = { name: string; version: string; licence: string; runs: boolean };

/** Every part of the lock file, given as text. */
export function listParts(text: string): Part[];

/** The page about them. */
export function writeParts(parts: readonly Part[]): string;
