import type { Audit, Score } from "../contract.ts";

/** What the ratings come to so far, and what that suggests. */
export type Count = { score: Score; suggestion: Audit["suggestion"] };
