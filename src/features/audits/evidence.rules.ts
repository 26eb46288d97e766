import { type CivilDate, dateInZone, type Instant } from "#kernel/dates.ts";
import type { ServiceFact } from "./contract.ts";

/** A signed session as it is read from the record. */
export type ServiceRecord = { caseId: string; sessionId: string; on: CivilDate; minutes: number | null; kind: string; place: string; modality: string; present: string[]; signedAt: Instant; cosignedAt: Instant | null; units: number | null; billing: "ready" | "held"; policy: string; version: string | null; edition: string | null; verdict: "yes" | "no" | "unknown"; findings: ServiceFact["decision"]["findings"]; timeZone: string };

/** The sessions of one case as facts of the service, in their order, each with a code made of the case's. */
export function factsOf(code: string, services: readonly ServiceRecord[]): ServiceFact[] {
  const digits = Math.max(2, String(services.length).length);
  return services.map((one, index) => ({
    sessionId: one.sessionId,
    code: `${code}-S${String(index + 1).padStart(digits, "0")}`,
    on: one.on,
    minutes: one.minutes,
    kind: one.kind,
    place: one.place,
    modality: one.modality,
    present: one.present,
    signedOn: dateInZone(one.signedAt, one.timeZone),
    cosignedOn: one.cosignedAt === null ? null : dateInZone(one.cosignedAt, one.timeZone),
    units: one.units,
    billing: one.billing,
    decision: { policy: one.policy, version: one.version, edition: one.edition, verdict: one.verdict, findings: one.findings },
  }));
}
