import { addDays, addMinutes, type CivilDate, dateInZone, type Instant, instantFromWall, wallTimeInZone } from "#kernel/dates.ts";
import { type Actor, asActor, type Clock, newId, type Transaction } from "#database/actor.ts";
import { addAccount, noteInstallation } from "#features/account/store.ts";
import { book } from "#features/calendar/booking.handlers.ts";
import { listSessions } from "#features/calendar/store.ts";
import { openCase } from "#features/cases/handlers.ts";
import * as cases from "#features/cases/store.ts";
import { sign as signConsent, textToSign } from "#features/consent/handlers.ts";
import { receiveRequest } from "#features/intake/handlers.ts";
import * as intake from "#features/intake/store.ts";
import { saveNote, signNote, cosignNote } from "#features/notes/handlers.ts";
import { findCase, listAuthorities, listPeople } from "#features/people/store.ts";
import { appendAudit } from "#server/audit.ts";
import { hashPassword } from "#server/sign-in.ts";
import type { Call, Services } from "#server/procedure.ts";
import { findByToken, keepAnswer, readForm, submitBattery } from "#features/answering/handlers.ts";
import { instrumentsOf, sendBattery } from "#features/measures/handlers.ts";
import { listBattery } from "#features/measures/store.ts";
import { linkToken } from "#server/keys.ts";
import { demoAnswer, type DemoCase, demoCases } from "./cases.rules.ts";
import { recordAxes } from "./axes.handlers.ts";
import { recordAudits } from "./audits.handlers.ts";
import { recordCourse, recordResources } from "./course.handlers.ts";
import { recordDates } from "./compliance.handlers.ts";
import { recordDiagnoses } from "./diagnoses.handlers.ts";
import { addCasePapers, addMarkedPapers, addStaffPapers } from "./documents.handlers.ts";
import { addMarkers, intakeMarker } from "./markers.handlers.ts";
import { recordPlacement } from "./placement.handlers.ts";
import { recordFormulation } from "./formulation.handlers.ts";
import { confirmPackets } from "./fidelity.handlers.ts";
import { recordPlan } from "./plan.handlers.ts";
import { recordSafety } from "./safety.handlers.ts";
import { recordReleases } from "./release.handlers.ts";
import { notePassages } from "./passages.rules.ts";
import { demoFaculty, demoNcStaff, demoPassword, demoPractice, demoStaff } from "./programme.rules.ts";
import { bookAhead, recordWorkforce } from "./workforce.handlers.ts";
import { type DemoAgency, makeAgency } from "./staff.handlers.ts";

/** Fills an empty database with the made-up programme, through the same code as real work; only the clock is set back. */
export async function fillDemo(services: Services): Promise<void> {
  await noteInstallation(services.database, services.demo, null, "0.1.0");
  const passwordHash = await hashPassword(demoPassword);
  const dc = await makeAgency(services, { slug: "demo-dc", name: "Linden Street Family Center (demo)", publicName: "Linden Street", kind: "provider", settings: { practice: demoPractice } }, demoStaff, passwordHash);
  await makeAgency(services, { slug: "demo-nc", name: "Laurel Hill Child Program (demo)", publicName: "Laurel Hill", kind: "provider" }, demoNcStaff, passwordHash);
  await makeAgency(services, { slug: "demo-collaborative", name: "Learning Collaborative (demo)", publicName: "Learning Collaborative", kind: "collaborative" }, demoFaculty, passwordHash);
  const today = dateInZone(services.clock.now(), dc.timeZone);
  const families = demoCases(today).slice(0, services.demo === "markers" ? 3 : undefined);
  await recordResources(dc.staff.get("frontdesk@demo.dyad")!, addDays(today, -400), (who, on, work) => as(inDemo(services, dc), who, on, "09:00", work));
  const made: { caseId: string; clinician: string; language: string }[] = [];
  for (const [index, family] of families.entries()) {
    const isMarked = index === 0 && services.demo === "markers";
    const caseId = await makeCase(services, dc, isMarked ? { ...family, ownWords: intakeMarker } : family, index, today, passwordHash);
    made.push({ caseId, clinician: family.clinician, language: family.adults[0]!.language });
    if (isMarked) {
      await addMarkers(services, dc, caseId);
      await addMarkedPapers(services, dc, caseId);
    }
  }
  await makeWaitingReferrals(services, dc, today);
  await recordWorkforce(services, dc, today);
  await addStaffPapers(services, dc, today);
  if (services.demo === "1") await bookAhead(services, dc, today);
  if (services.demo === "1") await recordSafety(services, dc, made, today);
  if (services.demo === "1") await recordAudits(services, dc, today);
  await noteInstallation(services.database, services.demo, services.clock.now(), "0.1.0");
}

type Demo = { services: Services; agency: DemoAgency; at(date: CivilDate, time: string): Clock };

const inDemo = (services: Services, agency: DemoAgency): Demo => ({ services, agency, at: (date, time) => ({ now: () => instantFromWall(`${date}T${time}`, agency.timeZone) }) });
/** One act of somebody at a moment of the past, in a transaction of its own, audited like any other. */
const as = <T>(demo: Demo, who: Actor, date: CivilDate, time: string, work: (tx: Transaction) => Promise<T>) =>
  asActor(demo.services.database, demo.at(date, time), who, async (tx) => {
    const done = await work(tx);
    await appendAudit(tx, { action: "write", procedure: "demo.fill", outcome: "done", requestId: "demo" });
    return done;
  });
const member = (demo: Demo, email: string) => demo.agency.staff.get(email)!;
const callOf = (demo: Demo): Pick<Call, "services" | "language"> => ({ services: demo.services, language: "en" });

async function makeCase(services: Services, agency: DemoAgency, family: DemoCase, index: number, today: CivilDate, passwordHash: string): Promise<string> {
  const demo = inDemo(services, agency);
  const asked = addDays(today, -7 * family.weeksAgo);
  const visitor: Actor = { kind: "visitor", agencyId: agency.agencyId, timeZone: agency.timeZone };
  const [first] = family.adults;
  await as(demo, visitor, asked, "10:20", (tx) =>
    receiveRequest(tx, { callMe: first!.givenName, relation: first!.kind === "kin" ? "grandparent_or_family" : first!.kind === "birth_parent" ? "parent" : "foster_or_adoptive", childAge: "3", reasons: family.reasons, ownWords: family.ownWords, contact: { way: "email", email: `${first!.givenName.toLowerCase()}@family.example` }, language: first!.language, otherLanguage: null }),
  );
  const frontDesk = member(demo, "frontdesk@demo.dyad");
  const opened = addDays(asked, 2);
  const { caseId } = await as(demo, frontDesk, opened, "09:10", async (tx) => {
    const { referrals } = await intake.listReferrals(tx, "waiting", null);
    return openCase(tx, {
      referralId: referrals.at(-1)!.referralId,
      child: family.child,
      clinicianId: member(demo, family.clinician).staffId,
      caregivers: family.adults.map((adult, place) => ({ ...adult, birthDate: null, madeRequest: place === 0, authority: adult.scopes.length > 0 ? { kind: adult.kind === "kin" ? "kin" : adult.kind === "foster_parent" ? "foster" : "parent", document: adult.document, scopes: adult.scopes, validFrom: opened, validTo: null } : null, contact: { way: "email", value: `${adult.givenName.toLowerCase()}@family.example`, voicemail: "hang_up", hours: [] } })),
    });
  });
  await recordChart(demo, family, caseId, opened, today);
  await recordPlacement({ services, caseId, family, place: index, opened, today }, (on, work) => as(demo, member(demo, family.clinician), on, "11:30", work));
  await recordDiagnoses({ caseId, code: family.diagnosis, place: index, opened, today }, (on, work) => as(demo, member(demo, family.clinician), on, "10:40", work));
  await recordAxes({ caseId, place: index, opened, today }, (on, work) => as(demo, member(demo, family.clinician), on, "10:50", work));
  await recordDates({ opened, today, caseId, place: index, staffId: member(demo, "clinician@demo.dyad").staffId }, (on, work) => as(demo, member(demo, family.clinician), on, "16:30", work));
  await as(demo, member(demo, family.clinician), addDays(opened, 3), "11:00", (tx) => consentToTreatment(tx, callOf(demo), caseId));
  await addCasePapers(services, agency, { caseId, place: index, opened });
  const pair = { clinician: member(demo, family.clinician), supervisor: member(demo, family.clinician === "clinician.2@demo.dyad" ? "supervisor.2@demo.dyad" : "supervisor@demo.dyad") };
  await recordPlan({ services, caseId, place: index, opened, today, ...pair }, (who, on, work) => as(demo, who, on, "14:10", work));
  await recordFormulation({ caseId, place: index, opened, today, ...pair }, (who, on, work) => as(demo, who, on, "15:20", work));
  await holdSessions(demo, family, index, caseId, today);
  await recordCourse({ caseId, place: index, opened, today, clinician: member(demo, family.clinician) }, (who, on, work) => as(demo, who, on, "17:10", work));
  await recordReleases({ services, caseId, place: index, opened, today, clinician: member(demo, family.clinician), desk: frontDesk, momentOf: (on) => demo.at(on, "16:10").now() }, (who, on, work) => as(demo, who, on, "16:00", work));
  await answerMeasures(demo, family, caseId, today);
  if (index < 3) await confirmPackets({ call: callOf(demo), caseId, today, clinician: member(demo, family.clinician), supervisor: member(demo, "supervisor@demo.dyad") }, (who, on, work) => as(demo, who, on, "17:20", work));
  for (const adult of family.adults) {
    if (adult.email) await as(demo, { kind: "operator", command: "fill the demo", agencyId: agency.agencyId, timeZone: agency.timeZone }, today, "08:00", async (tx) => {
      const person = (await listPeople(tx, caseId)).find((one) => one.givenName === adult.givenName)!;
      await addAccount(tx, { accountId: newId(tx), email: adult.email!, passwordHash, staffId: null, personId: person.personId });
    });
  }
  return caseId;
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
  await signConsent(tx, { caseId, kind: "treatment", answer: "yes", authorityId: authority.authorityId, signerId: authority.holderId, signedName: `${holder.givenName} ${holder.familyName}`, language, validTo: null, way: "here", documentId: null, witness: "", effort: "", textHash }, call);
}

/** One session a week up to today, each booked, written and signed on its own day; stage moves as the course goes. */
async function holdSessions(demo: Demo, family: DemoCase, index: number, caseId: string, today: CivilDate): Promise<void> {
  const clinician = member(demo, family.clinician);
  const hour = 9 + index;
  const start = `${String(hour).padStart(2, "0")}:00`;
  for (let held = family.heldSessions; held >= 0; held--) {
    const on = addDays(today, -7 * held + (index % 2 === 0 ? 0 : -1));
    const done = family.heldSessions - held;
    const stage = done < 5 ? 1 : family.stage === 3 && held < 6 ? 3 : Math.min(2, family.stage);
    await as(demo, clinician, addDays(on, -7), "15:00", async (tx) => {
      const found = (await findCase(tx, caseId))!;
      if (found.stage !== stage) await cases.updateStage(tx, caseId, stage, found.revision);
      const people = await listPeople(tx, caseId);
      const alone = stage === 1 && done % 5 !== 4;
      const personIds = people.filter((one) => (one.part === "child" && !alone) || (one.part === "caregiver" && one.livesWithChild && (one.validTo === null || one.validTo >= on))).map((one) => one.personId);
      const end = `${on}T${String(hour + 1).padStart(2, "0")}:00`;
      const session = await book(tx, { caseId, kind: alone ? "caregiver_alone" : "dyadic", place: family.place, beds: null, modality: family.place === "telehealth_home" ? "video" : "in_person", clinicianId: clinician.staffId, start: `${on}T${start}`, end, personIds, longerSessionReason: null, whenNotCounting: "book" }, callOf(demo));
      return session.sessionId;
    });
    if (held === 0) break;
    await writeNote(demo, family, caseId, on, done, held === 1 && family.owesNote);
  }
}

async function writeNote(demo: Demo, family: DemoCase, caseId: string, on: CivilDate, done: number, owed: boolean): Promise<void> {
  const clinician = member(demo, family.clinician);
  const session = await as(demo, clinician, on, "18:00", async (tx) => (await listSessions(tx, on, on, null, caseId))[0]!);
  const heldFrom = wallTimeInZone(addMinutes(session.startsAt, 2), session.timeZone);
  const heldTo = wallTimeInZone(session.endsAt as Instant, session.timeZone);
  const adult = session.attendees.find((one) => one.part === "caregiver")!;
  const attendance = session.attendees.map((one) => ({ personId: one.personId, status: "present" as const, in: heldFrom, out: heldTo, reason: "" }));
  const saved = await as(demo, clinician, on, "18:05", (tx) =>
    saveNote(tx, { sessionId: session.sessionId, revision: 0, heldFrom, heldTo, longerSessionReason: null, attendance, blocks: notePassages(done).map((passage) => ({ ...passage, blockId: newId(tx), ownerPersonId: passage.class === "relationship" || passage.class === "caregiver" ? adult.personId : null })) }, callOf(demo)),
  );
  if (owed) return;
  const signed = await as(demo, clinician, on, "18:30", (tx) => signNote(tx, { sessionId: session.sessionId, revision: saved.revision }, callOf(demo)));
  if (signed.status === "awaiting_cosignature" && done < family.heldSessions - 2) await as(demo, member(demo, "supervisor@demo.dyad"), addDays(on, 1), "12:00", (tx) => cosignNote(tx, { sessionId: session.sessionId, revision: saved.revision + 1 }, callOf(demo)));
}

/** Measures sent by the clinician and answered by the adult through the link, each on its own day. */
async function answerMeasures(demo: Demo, family: DemoCase, caseId: string, today: CivilDate): Promise<void> {
  const { services } = demo;
  const library = instrumentsOf(services);
  const byDay = new Map<number, DemoCase["measures"]>();
  for (const one of family.measures) byDay.set(one.weeksAgo, [...(byDay.get(one.weeksAgo) ?? []), one]);
  for (const [weeksAgo, measures] of [...byDay].sort(([a], [b]) => b - a)) {
    const on = addDays(today, -7 * weeksAgo);
    const token = await as(demo, member(demo, family.clinician), on, "16:00", async (tx) => {
      const adult = (await listPeople(tx, caseId)).find((one) => one.part === "caregiver" && one.livesWithChild)!;
      const battery = await sendBattery(tx, { caseId, respondentId: adult.personId, instruments: measures.map((one) => one.instrument), language: family.child.language, delivery: "none" }, callOf(demo));
      const { linkId } = (await listBattery(tx, battery.batteryId))[0]!;
      return linkToken(services.secretKey, linkId!);
    });
    const past = { ...services, clock: demo.at(on, "20:30") };
    const found = await findByToken(past, token);
    if (found.state !== "open") throw new Error(`the demo's link of ${on} is ${found.state}`);
    const form = await readForm(past, found, library, null);
    for (const step of form?.steps ?? []) {
      const wanted = measures.find((one) => one.instrument === step.instrument)!;
      await keepAnswer(past, found, library, step, demoAnswer(wanted, step.item, step.options.length), "demo");
    }
    await submitBattery(past, found, library, null, "demo");
  }
}

/** Three requests that wait for an answer: one new, one due, one late. */
async function makeWaitingReferrals(services: Services, agency: DemoAgency, today: CivilDate): Promise<void> {
  const demo = inDemo(services, agency);
  const visitor: Actor = { kind: "visitor", agencyId: agency.agencyId, timeZone: agency.timeZone };
  const waiting = [
    { days: 0, callMe: "Dana", language: "en", reasons: ["difficult_behaviour"], words: "He bites when I leave the room." },
    { days: 2, callMe: "Pilar", language: "es", reasons: ["violence_at_home", "separation"], words: null },
    { days: 6, callMe: "J.", language: "en", reasons: ["family_health"], words: "My mother raises him while I am in hospital." },
  ] as const;
  for (const one of waiting) {
    await as(demo, visitor, addDays(today, -one.days), "08:15", (tx) =>
      receiveRequest(tx, { callMe: one.callMe, relation: "parent", childAge: "4", reasons: [...one.reasons], ownWords: one.words, contact: { way: "call", phone: "2025550137", voicemail: "hang_up", safeHours: ["mon_morning", "wed_morning", "fri_morning"] }, language: one.language, otherLanguage: null }),
    );
  }
}
