import { asActor, newId } from "#database/actor.ts";
import { insertBlock } from "#features/cases/store.ts";
import { writeAftercare } from "#features/course/ending.handlers.ts";
import { addAxis } from "#features/diagnoses/axes.handlers.ts";
import { record } from "#features/course/writing.handlers.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import { insertAddress, insertPart2Consent, listPeople } from "#features/people/store.ts";
import { beginPlan, keepPlan, savePlan } from "#features/safety/plans.handlers.ts";
import { emptyPlan } from "#features/safety/plans.rules.ts";
import { emptyReport } from "#features/safety/report.rules.ts";
import { addIncident, beginReport, saveReport } from "#features/safety/reports.handlers.ts";
import { addDays } from "#kernel/dates.ts";
import { begin, fix, save } from "#features/plan/writing.handlers.ts";
import { appendAudit } from "#server/audit.ts";
import type { Services } from "#server/procedure.ts";
import { demoObjectives } from "./plan.rules.ts";
import type { DemoAgency } from "./staff.handlers.ts";

/** What the request of the markers' family says: class intake. */
export const intakeMarker = "Made up. MARKER-INTAKE";

/**
 * One block in each disclosure class, each with a word found nowhere else, on the case of the two adults: so that anyone
 * can check who sees what.
 */
export async function addMarkers(services: Services, agency: DemoAgency, caseId: string): Promise<void> {
  const clinician = agency.staff.get("clinician@demo.dyad")!;
  const supervisor = agency.staff.get("supervisor@demo.dyad")!;
  await asActor(services.database, services.clock, { kind: "operator", command: "fill the demo", agencyId: agency.agencyId, timeZone: agency.timeZone }, async (tx) => {
    const people = await listPeople(tx, caseId);
    const adultA = people.find((one) => one.part === "caregiver" && one.livesWithChild)!.personId;
    const adultB = people.find((one) => one.part === "caregiver" && !one.livesWithChild)!.personId;
    await insertPart2Consent(tx, { caseId, adultId: adultA, staffId: clinician.staffId });
    const put = (marker: string, tag: Partial<DisclosureTag> & Pick<DisclosureTag, "class">) => insertBlock(tx, { caseId, ownerPersonId: null, counterpartStaffId: null, part2: false, ownerStaffId: clinician.staffId, section: "marker", words: `Made up. ${marker}`, ...tag });
    await put("MARKER-CHILD-CHART", { class: "child_chart" });
    await put("MARKER-RELATIONSHIP", { class: "relationship", ownerPersonId: adultA });
    await put("MARKER-CAREGIVER-A", { class: "caregiver", ownerPersonId: adultA });
    await put("MARKER-CAREGIVER-B", { class: "caregiver", ownerPersonId: adultB });
    await put("MARKER-PSYCHOTHERAPY-NOTE", { class: "psychotherapy_note" });
    await put("MARKER-SUPERVISION", { class: "supervision", counterpartStaffId: supervisor.staffId });
    await put("MARKER-REPORT", { class: "report", counterpartStaffId: supervisor.staffId });
    await put("MARKER-PART2", { class: "caregiver", ownerPersonId: adultA, part2: true });
    await insertAddress(tx, { personId: adultB, caseId, isConfidential: true, lines: "1 MARKER-ADDRESS-B Lane", city: "Madeup", state: "DC", postalCode: "", validFrom: tx.today });
  });
  await asActor(services.database, services.clock, clinician, async (tx) => {
    const people = await listPeople(tx, caseId);
    const adultA = people.find((one) => one.part === "caregiver" && one.livesWithChild)!.personId;
    const made = await begin(tx, { caseId });
    const [ofChild, ofDyad] = demoObjectives([newId(tx), newId(tx)], adultA, tx.today);
    const saved = await save(tx, { caseId, planId: made.planId, revision: made.revision, goals: [], objectives: [{ ...ofChild!, words: "Made up. MARKER-PLAN-CHART" }, { ...ofDyad!, words: "Made up. MARKER-PLAN-DYAD" }] }, { services });
    await fix(tx, { caseId, planId: made.planId, revision: saved.revision });
    const adultB = people.find((one) => one.part === "caregiver" && !one.livesWithChild)!.personId;
    const done = { caseId, state: "done" as const, on: tx.today, sessionId: null };
    // The made-up course has asked about the risk once before.
    await record(tx, { ...done, step: "child_risk", adultId: null, place: 1, answers: { risk: "none" }, words: "Made up. MARKER-COURSE-RISK" }, { services });
    await record(tx, { ...done, step: "need_and_hope", adultId: adultB, place: 0, answers: {}, words: "Made up. MARKER-COURSE-B" }, { services });
    await addAxis(tx, { caseId, axis: 2, ownerPersonId: adultA, level: 2, dimensions: [{ name: null, label: "MARKER-AXIS-LABEL", mark: "concern" }], code: "", label: "", words: "Made up.", since: tx.today, until: null });
    await writeAftercare(tx, { caseId, language: "en", place: 0, changes: "Made up. MARKER-AFTERCARE", reminders: "", symptoms: "", comeBack: "", whomToCall: "" });
    const plan = await beginPlan(tx, { caseId, personId: adultA });
    await keepPlan(tx, await savePlan(tx, { ...emptyPlan, helps: "Made up. MARKER-SAFETY-PLAN", childWords: "Made up. MARKER-SAFETY-CHILD", safetyPlanId: plan.safetyPlanId, revision: plan.revision }));
    const { reportId } = await beginReport(tx, { caseId });
    await saveReport(tx, { ...emptyReport("River"), allegations: "Made up. MARKER-MANDATED", supervisorId: agency.staff.get("supervisor@demo.dyad")!.staffId, reportId, revision: 1 });
    await addIncident(tx, { caseId, sessionId: null, kind: "other", severity: "no_harm", happenedAt: `${addDays(tx.today, -1)}T09:00`, what: "Made up. MARKER-INCIDENT", told: "", followUp: "" });
    await appendAudit(tx, { action: "write", procedure: "demo.fill", outcome: "done", requestId: "demo" });
  });
}
