import { addDays, type CivilDate } from "#kernel/dates.ts";
import { listPeople } from "#features/people/store.ts";
import { addBreach, assess, conclude, notify } from "#features/privacy/breaches.handlers.ts";
import { openGlass } from "#features/privacy/glass.handlers.ts";
import { add } from "#features/privacy/requests.handlers.ts";
import { putHold } from "#features/privacy/retention.handlers.ts";
import { as, type Demo, member } from "./acting.handlers.ts";
import { demoBreach, demoPrivacy } from "./privacy.rules.ts";

/** What stands at the privacy officer's desk: an emergency access that waits for its review, an incident that is closed, a request for amendment, and a hold. */
export async function recordPrivacy(demo: Demo, made: readonly { caseId: string }[], today: CivilDate): Promise<void> {
  const [officer, director, desk] = [member(demo, "privacy@demo.dyad"), member(demo, "director@demo.dyad"), member(demo, "frontdesk@demo.dyad")];
  const call = { services: demo.services };
  const [first, second, third] = [made[1]!.caseId, made[2]!.caseId, made[3]!.caseId];
  await as(demo, director, addDays(today, -2), "19:40", (tx) => openGlass(tx, { caseId: first, reason: demoPrivacy.glass, minutes: 30 }, call));
  await as(demo, desk, addDays(today, -41), "11:10", async (tx) => {
    const adult = (await listPeople(tx, second)).find((one) => one.part === "caregiver" && one.validTo === null)!;
    await add(tx, { caseId: second, personId: adult.personId, kind: "amendment", receivedOn: tx.today, asked: demoPrivacy.amendment }, call);
  });
  await as(demo, officer, addDays(today, -120), "15:00", (tx) => putHold(tx, { caseId: third, reason: demoPrivacy.hold }));
  const { breachId } = await as(demo, officer, addDays(today, -75), "09:30", (tx) => addBreach(tx, { ...demoBreach.incident, happenedOn: addDays(tx.today, -1), discoveredOn: tx.today }));
  await as(demo, officer, addDays(today, -73), "10:00", (tx) => assess(tx, { breachId, revision: 1, affected: 1, factors: demoBreach.factors }));
  await as(demo, officer, addDays(today, -72), "10:00", (tx) => conclude(tx, { breachId, revision: 2, ...demoBreach.conclusion }));
  await as(demo, officer, addDays(today, -70), "10:00", (tx) => notify(tx, { breachId, revision: 3, notice: "individuals", givenOn: tx.today }, call));
  await as(demo, officer, addDays(today, -69), "10:00", (tx) => notify(tx, { breachId, revision: 4, notice: "authority", givenOn: tx.today }, call));
}
