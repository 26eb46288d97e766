import { addDays, type CivilDate, daysBetween } from "#kernel/dates.ts";
import { type Actor, newId, type Transaction } from "#database/actor.ts";
import { addAccount } from "#features/account/store.ts";
import { assign, openCase } from "#features/cases/handlers.ts";
import * as cases from "#features/cases/store.ts";
import { sign as signConsent, textToSign } from "#features/consent/handlers.ts";
import { receiveRequest } from "#features/intake/handlers.ts";
import * as intake from "#features/intake/store.ts";
import { insertContactWay, listAuthorities, listPeople } from "#features/people/store.ts";
import { endEmployment } from "#features/workforce/employment.handlers.ts";
import type { Call } from "#server/procedure.ts";
import { as, callOf, type Demo, member, supervisorOf } from "./acting.handlers.ts";
import { recordAxes } from "./axes.handlers.ts";
import type { DemoCase } from "./cases.rules.ts";
import { recordDates } from "./compliance.handlers.ts";
import { recordCourse } from "./course.handlers.ts";
import { demoSteps, grownSteps } from "./course.rules.ts";
import { recordDiagnoses } from "./diagnoses.handlers.ts";
import { addCasePapers } from "./documents.handlers.ts";
import { beginAnew, endCourse, moveChild } from "./ending.handlers.ts";
import type { GrownCase } from "./families.rules.ts";
import { confirmPackets } from "./fidelity.handlers.ts";
import { recordFormulation } from "./formulation.handlers.ts";
import { recordWithoutLinks } from "./answers.handlers.ts";
import { answerMeasures } from "./measures.handlers.ts";
import { recordPlacement } from "./placement.handlers.ts";
import { recordPlan } from "./plan.handlers.ts";
import { recordReleases } from "./release.handlers.ts";
import { explainMissing } from "./schedule.handlers.ts";
import { askFirstFamily } from "./signing.handlers.ts";
import { tellFirstFamily } from "./series.handlers.ts";
import { holdHours, holdSessions } from "./sessions.handlers.ts";

/** A made-up family on the way through the programme. */
type Of = { family: DemoCase; index: number; caseId: string; opened: CivilDate; today: CivilDate };

/** An address of a family: ASCII letters only. */
const addressOf = (givenName: string) => `${givenName.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()}@family.example`;

/** Makes one family with its record up to today, each act at its own moment, by the real handlers; answers the id of its case. */
export async function makeCase(demo: Demo, family: DemoCase, index: number, today: CivilDate, passwordHash: string): Promise<string> {
  const { caseId, opened } = await receiveFamily(demo, isGrown(family) ? asBegun(family) : family, today);
  const of = { family, index, caseId, opened, today };
  if (index % TEXT_EVERY === 0) await giveNumber(demo, of);
  if (isGrown(family)) await treatByRule(demo, { ...of, family });
  else await treatByHand(demo, of);
  if (index === 0) await tellFirstFamily(demo, family, caseId, today);
  if (index === 0) await askFirstFamily(demo, family.clinician, caseId, today);
  if (family.grown?.ending == null) await explainMissing(demo, family, caseId, index, today);
  for (const adult of family.adults) {
    if (adult.email) await as(demo, { kind: "operator", command: "fill the demo", agencyId: demo.agency.agencyId, timeZone: demo.agency.timeZone }, today, "08:00", async (tx) => {
      const person = (await listPeople(tx, caseId)).find((one) => one.givenName === adult.givenName)!;
      await addAccount(tx, { accountId: newId(tx), email: adult.email!, passwordHash, staffId: null, personId: person.personId });
    });
  }
  return caseId;
}

const isGrown = (family: DemoCase): family is GrownCase => family.grown !== undefined;
/** A family as it began: with who treated it at first. */
const asBegun = (family: GrownCase): GrownCase => ({ ...family, clinician: family.grown.before?.clinician ?? family.clinician });

/** The request of the family and, two days later, the case that the front desk opens for it. */
async function receiveFamily(demo: Demo, family: DemoCase, today: CivilDate): Promise<{ caseId: string; opened: CivilDate }> {
  const asked = addDays(today, -7 * family.weeksAgo);
  const visitor: Actor = { kind: "visitor", agencyId: demo.agency.agencyId, timeZone: demo.agency.timeZone };
  const [first] = family.adults;
  await as(demo, visitor, asked, "10:20", (tx) =>
    receiveRequest(tx, { callMe: first!.givenName, relation: first!.kind === "kin" ? "grandparent_or_family" : first!.kind === "birth_parent" ? "parent" : "foster_or_adoptive", childAge: "3", reasons: family.reasons, ownWords: family.ownWords, contact: { way: "email", email: addressOf(first!.givenName) }, language: first!.language, otherLanguage: null }),
  );
  const opened = addDays(asked, 2);
  return as(demo, member(demo, "frontdesk@demo.dyad"), opened, "09:10", async (tx) => {
    // Several families are received at the same time: each finds its own request by the name that it gave.
    const { referrals } = await intake.listReferrals(tx, { sort: "received", order: "up", status: "waiting", source: null, reason: null, language: null, late: null }, { after: null, size: 50 });
    const { caseId } = await openCase(tx, {
      referralId: referrals.find((one) => one.callMe === first!.givenName)!.referralId,
      child: family.child,
      clinicianId: member(demo, family.clinician).staffId,
      caregivers: family.adults.map((adult, place) => ({ ...adult, birthDate: null, madeRequest: place === 0, authority: adult.scopes.length > 0 ? { kind: adult.kind === "kin" ? "kin" : adult.kind === "foster_parent" ? "foster" : "parent", document: adult.document, scopes: adult.scopes, validFrom: opened, validTo: null } : null, contact: { way: "email", value: addressOf(adult.givenName), voicemail: "hang_up", hours: [] } })),
    });
    return { caseId, opened };
  });
}

/** One family in so many is reached by text messages: the first adult gives a number, made up and nobody's. */
const TEXT_EVERY = 3;
async function giveNumber(demo: Demo, { family, index, caseId, opened }: Of): Promise<void> {
  await as(demo, member(demo, "frontdesk@demo.dyad"), opened, "09:20", async (tx) => {
    const person = (await listPeople(tx, caseId)).find((one) => one.givenName === family.adults[0]!.givenName)!;
    await insertContactWay(tx, { personId: person.personId, way: "text", value: `20255501${String(index % 100).padStart(2, "0")}`, isSafe: true, voicemail: "hang_up", hours: [] });
  });
}

/** The course of one of the families told by hand: each part of the record as far as the demo shows it. */
async function treatByHand(demo: Demo, { family, index, caseId, opened, today }: Of): Promise<void> {
  const { services, agency } = demo;
  const clinician = member(demo, family.clinician);
  const supervisor = supervisorOf(demo, family.clinician);
  const at = (time: string) => <T>(on: CivilDate, work: (tx: Transaction) => Promise<T>) => as(demo, clinician, on, time, work);
  const by = (time: string) => <T>(who: Actor, on: CivilDate, work: (tx: Transaction) => Promise<T>) => as(demo, who, on, time, work);
  await recordChart(demo, family, caseId, opened, today);
  await recordPlacement({ services, caseId, family, place: index, opened, today }, at("11:30"));
  await recordDiagnoses({ caseId, code: family.diagnosis, place: index, opened, today }, at("10:40"));
  await recordAxes({ caseId, place: index, opened, today }, at("10:50"));
  await recordDates({ opened, today, caseId, place: index, staffId: member(demo, "clinician@demo.dyad").staffId }, at("16:30"));
  await as(demo, clinician, addDays(opened, 3), "11:00", (tx) => consentToTreatment(tx, callOf(demo), caseId));
  await addCasePapers(services, agency, { caseId, place: index, opened });
  await recordPlan({ services, caseId, place: index, voice: null, opened, today, clinician, supervisor }, by("14:10"));
  await recordFormulation({ caseId, place: index, opened, today, clinician, supervisor }, by("15:20"));
  await holdSessions(demo, family, index, caseId, today);
  await recordCourse({ caseId, place: index, steps: demoSteps[index] ?? [], opened, today, clinician, services }, by("17:10"));
  await recordReleases({ services, caseId, place: index, opened, today, clinician, desk: member(demo, "frontdesk@demo.dyad"), momentOf: (on) => demo.at(on, "16:10").now() }, by("16:00"));
  await answerMeasures(demo, family, caseId, today);
  await recordWithoutLinks(demo, { caseId, place: index, treating: () => clinician, opened, today });
  if (index < 3) await confirmPackets({ call: callOf(demo), caseId, today, clinician, supervisor: member(demo, "supervisor@demo.dyad"), voice: null, leaves: "the_last" }, by("17:20"));
}

/** The course of a family made by rule: what every case has, changes around the child, and an ending where there was one. */
async function treatByRule(demo: Demo, { family, index, caseId, opened, today }: Of & { family: GrownCase }): Promise<void> {
  const { services, agency } = demo;
  const { voice, hours, move, ending, again, before } = family.grown;
  const begun = asBegun(family);
  const clinician = member(demo, begun.clinician);
  const supervisor = supervisorOf(demo, family.clinician);
  // What who began does after her last day, who came after her does.
  const treating = (on: CivilDate) => (before !== null && on > before.until ? member(demo, family.clinician) : clinician);
  const at = (time: string) => <T>(on: CivilDate, work: (tx: Transaction) => Promise<T>) => as(demo, treating(on), on, time, work);
  const by = (time: string) => <T>(who: Actor, on: CivilDate, work: (tx: Transaction) => Promise<T>) => as(demo, who === clinician ? treating(on) : who, on, time, work);
  // What would have come after the ending never came.
  const until = ending?.on ?? today;
  const endsAfter = ending?.manner === "planned" ? daysBetween(opened, ending.on) : Math.max(370, daysBetween(opened, today) + 21 + index);
  if (before !== null) await handOver(demo, family, caseId, before);
  await recordChart(demo, begun, caseId, opened, today);
  await recordDiagnoses({ caseId, code: family.diagnosis, place: index, opened, today: until }, at("10:40"));
  await recordDates({ opened, today: until, caseId, place: index, endsAfter, staffId: (clinician.roles.includes("trainee") ? supervisor : clinician).staffId }, at("16:30"));
  await as(demo, clinician, addDays(opened, 3), "11:00", (tx) => consentToTreatment(tx, callOf(demo), caseId));
  await addCasePapers(services, agency, { caseId, place: index, opened });
  await answerMeasures(demo, begun, caseId, today);
  await recordWithoutLinks(demo, { caseId, place: index, treating, opened, today: until });
  if (family.stage > 1) await recordPlan({ services, caseId, place: index, voice, opened, today: again === null ? until : today, clinician, supervisor }, by("14:10"));
  await recordCourse({ caseId, place: index, steps: grownSteps(voice, family.stage), opened, today: until, clinician, services }, by("17:10"));
  const movesOn = move === null ? null : addDays(opened, 7 * move.afterWeeks);
  let moved = false;
  const voiceOn = (on: CivilDate) => (move !== null && movesOn !== null && on >= movesOn ? { ...voice, adult: move.adult } : voice);
  const told = await holdHours(demo, begun, { caseId, hours: before === null ? hours : hours.filter((one) => one.on <= before.until), bookedOn: addDays(opened, 3), today, voiceOn, ...(before === null ? {} : { apart: before.apart }) }, async (next) => {
    if (movesOn === null || moved || next.on < movesOn) return;
    moved = true;
    await moveChild(demo, begun, { caseId, on: movesOn, today });
  });
  const packets = { call: callOf(demo), caseId, supervisor, voice };
  if (before !== null) {
    await holdHours(demo, family, { caseId, hours: hours.filter((one) => one.on > before.until), bookedOn: before.until, today, voiceOn, told }, async () => {});
    await confirmPackets({ ...packets, clinician, today: before.until, leaves: "nothing" }, by("17:20"));
  }
  if (ending !== null) await endCourse(demo, family, caseId);
  await confirmPackets({ ...packets, clinician: member(demo, family.clinician), today, leaves: ending === null && index % 3 === 0 ? "the_last" : "nothing" }, by("17:20"));
  if (again === null) return;
  await beginAnew(demo, family, caseId);
  await holdHours(demo, family, { caseId, hours: again.hours, bookedOn: again.on, today, voiceOn }, async () => {});
}

/** The work of who treated first ends: somebody else is assigned a week before her last day, which the director gave her two weeks ahead. */
async function handOver(demo: Demo, family: GrownCase, caseId: string, { clinician, until }: { clinician: string; until: CivilDate }): Promise<void> {
  const director = member(demo, "director@demo.dyad");
  await as(demo, director, addDays(until, -14), "09:20", (tx) => endEmployment(tx, { staffId: member(demo, clinician).staffId, lastDay: until, reason: "Moves to another city." }));
  await as(demo, director, addDays(until, -7), "09:20", (tx) => assign(tx, { caseId, staffId: member(demo, family.clinician).staffId, kind: "assigned", validFrom: tx.today, validTo: null }));
}

async function recordChart(demo: Demo, family: DemoCase, caseId: string, opened: CivilDate, today: CivilDate): Promise<void> {
  await as(demo, member(demo, family.clinician), addDays(opened, 3), "10:00", async (tx) => {
    for (const kind of family.events) await cases.insertTraumaticEvent(tx, { caseId, kind, ageMonths: null, source: "Told by the caregiver" });
    for (const kind of family.problems) await cases.insertProblem(tx, { caseId, kind, followsEvents: true });
    for (const move of family.moves) if (move.kind !== "placement_move") await cases.insertLifeEvent(tx, { caseId, happensOn: addDays(today, -7 * move.weeksAgo), kind: move.kind, label: move.label });
  });
}

async function consentToTreatment(tx: Transaction, call: Pick<Call, "services">, caseId: string): Promise<void> {
  const authority = (await listAuthorities(tx, caseId)).find((one) => one.scopes.includes("treatment"))!;
  const holder = (await listPeople(tx, caseId)).find((one) => one.personId === authority.holderId)!;
  const language = holder.language === "es" ? "es" : "en";
  const { textHash } = textToSign(tx, call, { kind: "treatment", language, validTo: null });
  await signConsent(tx, { caseId, kind: "treatment", answer: "yes", authorityId: authority.authorityId, signerId: authority.holderId, signedName: `${holder.givenName} ${holder.familyName}`, language, validTo: null, purposes: [], way: "here", documentId: null, witness: "", effort: "", textHash }, call);
}
