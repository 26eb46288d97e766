import type { Side } from "../contract.ts";

/** The child's name as a record has it. */
export const nameOf = (one: Pick<Side, "childGivenName" | "childFamilyName">): string => `${one.childGivenName} ${one.childFamilyName}`.trim();
