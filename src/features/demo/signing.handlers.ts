import { addDays, type CivilDate } from "#kernel/dates.ts";
import { listPeople } from "#features/people/store.ts";
import { ask } from "#features/consent/signing.handlers.ts";
import { as, callOf, type Demo, member } from "./acting.handlers.ts";

/** What waits for the signature of the first family's adult at home, so that the portal shows how one signs alone. */
export async function askFirstFamily(demo: Demo, clinician: string, caseId: string, today: CivilDate): Promise<void> {
  for (const [days, kind] of [[3, "telehealth"], [1, "supervised_practice"]] as const) {
    await as(demo, member(demo, clinician), addDays(today, -days), "16:20", async (tx) => {
      const adult = (await listPeople(tx, caseId)).find((one) => one.part === "caregiver" && one.livesWithChild && one.validTo === null)!;
      await ask(tx, { caseId, personId: adult.personId, kind, language: adult.language.startsWith("es") ? "es" : "en", validTo: null, purposes: [] }, callOf(demo));
    });
  }
}
