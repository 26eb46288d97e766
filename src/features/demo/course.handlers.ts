import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Actor, Transaction } from "#database/actor.ts";
import type { Services } from "#server/procedure.ts";
import { writeAftercare } from "#features/course/ending.handlers.ts";
import { add, answer, refer } from "#features/course/resources.handlers.ts";
import { listResources } from "#features/course/resources.store.ts";
import { stepOf } from "#features/course/steps.rules.ts";
import { record } from "#features/course/writing.handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { demoAftercare, demoReferrals, demoResources, type DemoStep } from "./course.rules.ts";

type As = <T>(who: Actor, on: CivilDate, work: (tx: Transaction) => Promise<T>) => Promise<T>;
type Of = { caseId: string; place: number; steps: readonly DemoStep[]; opened: CivilDate; today: CivilDate; clinician: Actor; services: Services };

/** The directory of help, kept by the front desk. */
export async function recordResources(frontDesk: Actor, on: CivilDate, as: As): Promise<void> {
  await as(frontDesk, on, async (tx) => {
    for (const one of demoResources) await add(tx, { ...one, checkedOn: on });
  });
}

/** The course of a made-up case, each step on its own day; those still to come are left out. */
export async function recordCourse({ caseId, place, steps: done, opened, today, clinician, services }: Of, as: As): Promise<void> {
  const days = new Map<number, DemoStep[]>();
  for (const one of done) days.set(one.after, [...(days.get(one.after) ?? []), one]);
  for (const [after, steps] of days) {
    const on = addDays(opened, after);
    if (on > today) continue;
    await as(clinician, on, async (tx) => {
      const adult = (await listPeople(tx, caseId)).find((one) => one.part === "caregiver" && one.livesWithChild && one.hasOpenDyad)!;
      for (const { step, answers, words } of steps) await record(tx, { caseId, step, adultId: stepOf(step).per === "adult" ? adult.personId : null, place: 0, state: "done", on, sessionId: null, answers: answers ?? {}, words: words ?? "" }, { services });
    });
  }
  if (place === 1) await as(clinician, addDays(today, -3), (tx) => writeAftercare(tx, { caseId, language: "en", place: 0, ...demoAftercare }));
  for (const sent of demoReferrals.filter((one) => one.family === place)) {
    const referredOn = addDays(opened, sent.after);
    const referralId = await as(clinician, referredOn, async (tx) => {
      const { resources } = await listResources(tx, { search: demoResources[sent.to]!.name, kind: null, state: "in_use", after: null });
      return (await refer(tx, { caseId, resourceId: resources[0]!.resourceId, personId: null, reason: sent.reason, referredOn, release: "not_needed" })).referralId;
    });
    const { heard } = sent;
    if (heard !== null) await as(clinician, addDays(opened, heard.after), (tx) => answer(tx, { caseId, referralId, place: 0, outcome: heard.outcome, heardOn: addDays(opened, heard.after), words: "" }));
  }
}
