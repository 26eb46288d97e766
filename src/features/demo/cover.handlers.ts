import { addDays } from "#kernel/dates.ts";
import { recordAbsence } from "#features/workforce/absence.handlers.ts";
import { as, type Demo, member } from "./acting.handlers.ts";

/** A colleague goes away next week, and another covers for the families: recorded yesterday by who runs the programme. */
export async function recordCover(demo: Demo, today: string): Promise<void> {
  const of = (email: string) => member(demo, email).staffId;
  await as(demo, member(demo, "director@demo.dyad"), addDays(today, -1), "11:05", (tx) => recordAbsence(tx, { staffId: of("clinician.4@demo.dyad"), coveredById: of("clinician.5@demo.dyad"), validFrom: addDays(today, 6), validTo: addDays(today, 12) }));
}
