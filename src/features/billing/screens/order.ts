import type { Finding } from "#kernel/findings.ts";
import type { Service } from "../contract.ts";

const ranks: Record<Finding["result"], number> = { not_met: 0, unknown: 1, overridden: 2, met: 3, not_applicable: 4 };
const severities: Record<Finding["severity"], number> = { block: 0, warn: 1, info: 2 };

/** The findings of a kept decision as a biller works them: what is not met, what is unknown, then the rest; blocking before warning, otherwise as they were kept. */
export function unsettledFirst(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((one, other) => ranks[one.result] - ranks[other.result] || severities[one.severity] - severities[other.severity]);
}

/** A held service whose kept decision says yes: what is missing is the supervisor's signature, which comes before the claim. */
export const waitsForCosignature = (service: Pick<Service, "status" | "verdict">): boolean => service.status === "held" && service.verdict === "yes";
