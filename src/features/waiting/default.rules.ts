import type { WaitingContent } from "./contract.ts";

/**
 * What ships, as a draft: the criteria of its source in the order in which it names them (clinical.md section 12: removal,
 * reunification, expulsion, eviction), then a child who is soon too old, then who waited long. A course is about a year (B8).
 * The agency decides.
 */
export const shippedOrder: WaitingContent = {
  steps: [
    { kind: "mark", mark: "removal" },
    { kind: "mark", mark: "reunification" },
    { kind: "mark", mark: "expulsion" },
    { kind: "mark", mark: "eviction" },
    { kind: "age_out", months: 12 },
    { kind: "waited", days: 90 },
  ],
  courseMonths: 12,
};
