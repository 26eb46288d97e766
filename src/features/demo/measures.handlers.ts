import { addDays, type CivilDate } from "#kernel/dates.ts";
import { findByToken, keepAnswer, readForm, submitBattery } from "#features/answering/handlers.ts";
import { sendBattery } from "#features/measures/handlers.ts";
import { listBattery } from "#features/measures/store.ts";
import { listPeople } from "#features/people/store.ts";
import { linkToken } from "#server/keys.ts";
import { as, callOf, type Demo, member } from "./acting.handlers.ts";
import { demoAnswer, type DemoCase } from "./cases.rules.ts";

/** Measures sent by the clinician and answered by the adult through the link, each on its own day. */
export async function answerMeasures(demo: Demo, family: DemoCase, caseId: string, today: CivilDate): Promise<void> {
  const { services } = demo;
  const byDay = new Map<number, DemoCase["measures"]>();
  for (const one of family.measures) byDay.set(one.weeksAgo, [...(byDay.get(one.weeksAgo) ?? []), one]);
  for (const [weeksAgo, measures] of [...byDay].sort(([a], [b]) => b - a)) {
    const on = addDays(today, -7 * weeksAgo);
    const token = await as(demo, member(demo, family.clinician), on, "16:00", async (tx) => {
      const adult = (await listPeople(tx, caseId)).find((one) => one.part === "caregiver" && one.livesWithChild)!;
      const battery = await sendBattery(tx, { caseId, respondentId: adult.personId, instruments: measures.map((one) => one.instrument), language: family.child.language, delivery: "none" }, callOf(demo));
      const { linkId } = (await listBattery(tx, battery.batteryId))[0]!;
      return linkToken(services.signingKey, linkId!);
    });
    const past = { ...services, clock: demo.at(on, "20:30") };
    const found = await findByToken(past, token);
    if (found.state !== "open") throw new Error(`the demo's link of ${on} is ${found.state}`);
    const form = await readForm(past, found, null);
    for (const step of form?.steps ?? []) {
      const wanted = measures.find((one) => one.instrument === step.instrument)!;
      await keepAnswer(past, found, step, demoAnswer(wanted, step.item, step.options.length), "demo");
    }
    await submitBattery(past, found, null, "demo");
  }
}
