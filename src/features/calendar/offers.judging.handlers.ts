import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { nothingMore } from "./booking.contract.ts";
import type { HourFamily } from "./offers.contract.ts";
import { hinders } from "./offers.rules.ts";
import { type AdultOfHour, type FamilyOfHour, listAdultsOf } from "./offers.store.ts";
import { isAway, judgeDays, readComing, readWho } from "./planning.handlers.ts";
import type { Hour } from "./series.rules.ts";
import { usualPeople } from "./week.rules.ts";
import { listPeople } from "#features/people/store.ts";

/** How a family usually comes, and which of its adults may be asked. */
export type Judged = { usual: Pick<HourFamily, "kind" | "place" | "modality" | "personIds" | "roomId" | "travelMinutes">; adults: AdultOfHour[] };

/**
 * How a family would come to an hour; null where anything stands in its way, by the same rules by which it is booked. The people of its last
 * visit are taken as far as they are around the child on that day.
 */
export async function judgeFamily(tx: Transaction, { caseId, usual }: Pick<FamilyOfHour, "caseId" | "usual">, { hour, clinicianId, roomId }: { hour: Hour; clinicianId: string; roomId: string | null }): Promise<Judged | null> {
  const around = (await listPeople(tx, caseId)).filter((one) => one.validFrom <= hour.on && (one.validTo === null || one.validTo >= hour.on));
  const kind = usual?.kind ?? "dyadic";
  const known = (usual?.personIds ?? []).filter((id) => around.some((one) => one.personId === id));
  const personIds = known.length > 0 ? known : usualPeople(kind, around, hour.on);
  if (personIds.length === 0) return null;
  const where = { place: usual?.place ?? ("service_site" as const), modality: usual?.modality ?? ("in_person" as const) };
  const how = { ...where, roomId: where.place === "service_site" ? roomId : null, travelMinutes: isAway(where) ? (usual?.travelMinutes ?? null) : null };
  try {
    const who = await readWho(tx, { caseId, ...nothingMore, ...how, clinicianId, personIds });
    readComing(who, hour.on);
    const problems = await judgeDays(tx, who, [{ on: hour.on, hour }], []);
    if (problems.some((one) => hinders(one.kind))) return null;
  } catch (error) {
    // Who books it by hand is told why; here it is no hour for this family.
    if (error instanceof Fault && error.code === "refused") return null;
    throw error;
  }
  return { usual: { kind, personIds, ...how }, adults: await listAdultsOf(tx, caseId, hour.on) };
}
