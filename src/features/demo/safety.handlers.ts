import { addDays, addMinutes, type CivilDate, instantFromWall } from "#kernel/dates.ts";
import { type Actor, asActor, type Transaction } from "#database/actor.ts";
import { listPeople } from "#features/people/store.ts";
import { escalate } from "#features/safety/jobs.ts";
import { acknowledge, addTurn, setHours } from "#features/safety/oncall.handlers.ts";
import { listTold, listUnreviewed, lockAlert } from "#features/safety/oncall.store.ts";
import { beginPlan, keepPlan, lookAtPlan, savePlan } from "#features/safety/plans.handlers.ts";
import { emptyReport } from "#features/safety/report.rules.ts";
import { addIncident, beginReport, closeReport, saveReport } from "#features/safety/reports.handlers.ts";
import { appendAudit } from "#server/audit.ts";
import type { Services } from "#server/procedure.ts";
import { demoPlans } from "./safety.rules.ts";
import type { DemoAgency } from "./staff.handlers.ts";

type Family = { caseId: string; clinician: string; language: string };

/** The made-up agency's hours and roster, two adults' safety plans, a report, an incident, and who was called for the alerts of the past. */
export async function recordSafety(services: Services, agency: DemoAgency, families: readonly Family[], today: CivilDate): Promise<void> {
  const as = <T>(email: string, on: CivilDate, time: string, work: (tx: Transaction) => Promise<T>) =>
    asActor(services.database, { now: () => instantFromWall(`${on}T${time}`, agency.timeZone) }, agency.staff.get(email)!, async (tx) => {
      const done = await work(tx);
      await appendAudit(tx, { action: "write", procedure: "demo.fill", outcome: "done", requestId: "demo" });
      return done;
    });
  const idOf = (email: string) => agency.staff.get(email)!.staffId;
  const director = "director@demo.dyad";
  await as(director, addDays(today, -60), "10:00", async (tx) => {
    await setHours(tx, { hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "08:30", to: "17:30" })), holidays: [{ on: `${today.slice(0, 4)}-12-25`, name: "" }], escalateAfterMinutes: 15, writtenReportHours: null });
    // A week back and eight days ahead; what comes after is a gap that the roster shows.
    await addTurn(tx, { staffId: idOf("clinician.2@demo.dyad"), startsAt: `${addDays(today, -30)}T17:30`, endsAt: `${addDays(today, -1)}T08:30`, phone: "2025550142" });
    await addTurn(tx, { staffId: idOf("clinician@demo.dyad"), startsAt: `${addDays(today, -1)}T17:30`, endsAt: `${addDays(today, 8)}T08:30`, phone: "202-555-0137" });
  });
  await answerAlerts(services, agency);
  for (const [place, plan] of demoPlans.entries()) {
    const family = families.find((one) => one.language === plan.language && (place > 0 || one.clinician === "clinician@demo.dyad"));
    if (family === undefined) continue;
    await as(family.clinician, addDays(today, -40), "12:00", async (tx) => {
      const adult = (await listPeople(tx, family.caseId)).find((one) => one.part === "caregiver" && one.livesWithChild)!;
      const { safetyPlanId, revision } = await beginPlan(tx, { caseId: family.caseId, personId: adult.personId });
      const kept = await savePlan(tx, { ...plan.content, reviewOn: addDays(today, -10), safetyPlanId, revision });
      await keepPlan(tx, kept);
      return kept;
    }).then(({ safetyPlanId }) => as(family.clinician, addDays(today, -10), "12:00", (tx) => lookAtPlan(tx, { safetyPlanId, lookedOn: addDays(today, -10), outcome: "stands", nextOn: addDays(today, 20) })));
  }
  const own = families.filter((one) => one.clinician === "clinician@demo.dyad");
  const reported = own.at(-1)!;
  const heard = addDays(today, -20);
  await as(reported.clinician, heard, "16:00", async (tx) => {
    const { reportId } = await beginReport(tx, { caseId: reported.caseId });
    const saved = await saveReport(tx, { ...emptyReport("Made up"), allegations: "Made up for the demo: a mark that the story told about it does not explain.", accounts: [{ how: "said", on: heard, words: "Made up: “It was the door.”" }], danger: "no", dangerWords: "The grandmother stays with the family.", knownAt: `${heard}T14:10`, oralAt: `${heard}T14:40`, oralAgency: "A made-up hotline", oralReference: "DEMO-1", supervisorId: idOf("supervisor@demo.dyad"), caregiverTold: "yes", caregiverWords: "In the room, before the call.", outcome: "Taken down; no visit announced.", reportId, revision: 1 });
    await closeReport(tx, { reportId, revision: saved.revision });
  });
  await as(own[0]!.clinician, addDays(today, -6), "17:00", (tx) => addIncident(tx, { caseId: own[0]!.caseId, sessionId: null, kind: "elopement", severity: "no_harm", happenedAt: `${addDays(today, -6)}T15:20`, what: "Made up for the demo: the child ran out to the street door; the caregiver caught up at the step.", told: "The supervisor, the same hour.", followUp: "The waiting room's door gets a bell." }));
}

/** Each alert of the past was told to whoever was on call that evening, who took it on ten minutes later; its review is still to be written. */
async function answerAlerts(services: Services, agency: DemoAgency): Promise<void> {
  const { agencyId, timeZone } = agency;
  const machine: Actor = { kind: "system", job: "demo", agencyId, timeZone };
  const open = await asActor(services.database, services.clock, machine, async (tx) => Promise.all((await listUnreviewed(tx)).map((one) => lockAlert(tx, one.reviewId))));
  for (const alert of open) {
    if (alert === null) continue;
    const told = addMinutes(alert.raisedAt, 1);
    await escalate({ ...services, clock: { now: () => told } }, { agencyId, id: alert.alertId });
    const [first] = await asActor(services.database, services.clock, machine, (tx) => listTold(tx, alert.alertId));
    const called = [...agency.staff.values()].find((one) => one.staffId === first?.staffId);
    if (called === undefined) continue;
    await asActor(services.database, { now: () => addMinutes(told, 10) }, called, async (tx) => {
      await acknowledge(tx, { alertId: alert.alertId });
      await appendAudit(tx, { action: "write", procedure: "demo.fill", outcome: "done", requestId: "demo" });
    });
  }
}
