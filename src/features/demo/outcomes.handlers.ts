import { countDaily, deriveAll } from "#features/outcomes/working.handlers.ts";
import type { Services } from "#server/procedure.ts";

/** Counts the made-up programme, so that its figures are there from the first page on. */
export async function countOutcomes(services: Services, agency: { agencyId: string; timeZone: string }): Promise<void> {
  await deriveAll(services, agency);
  await countDaily(services, agency);
}
