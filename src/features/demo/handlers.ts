import { addDays, type CivilDate, dateInZone } from "#kernel/dates.ts";
import type { Actor } from "#database/actor.ts";
import { demoPassword } from "#features/account/demo.rules.ts";
import { noteInstallation } from "#features/account/store.ts";
import { receiveRequest } from "#features/intake/handlers.ts";
import { hashPassword } from "#server/sign-in.ts";
import type { Services } from "#server/procedure.ts";
import { aFewAtATime, as, type Demo, inDemo, member } from "./acting.handlers.ts";
import { plantArticle, writeArticles } from "./articles.handlers.ts";
import { offerFigures, plantApplication, recordApplications } from "./applications.handlers.ts";
import { recordAudits } from "./audits.handlers.ts";
import { recordBilling } from "./billing.handlers.ts";
import { makeCase } from "./cases.handlers.ts";
import { demoCases } from "./cases.rules.ts";
import { plantCorrespondence, recordCorrespondence } from "./correspondence.handlers.ts";
import { recordResources } from "./course.handlers.ts";
import { addMarkedPapers, addStaffPapers } from "./documents.handlers.ts";
import { grownCases } from "./families.rules.ts";
import { recordOwnInstrument } from "./instrument.handlers.ts";
import { addMarkers, intakeMarker } from "./markers.handlers.ts";
import { recordCover } from "./cover.handlers.ts";
import { countOutcomes } from "./outcomes.handlers.ts";
import { plantWords } from "./planted.handlers.ts";
import { demoFaculty, demoNcStaff, demoPractice, demoStaff, furtherStaff } from "./programme.rules.ts";
import { recordCoverages, recordPayers } from "./payers.handlers.ts";
import { recordPrivacy } from "./privacy.handlers.ts";
import { plantReaders, recordQuestions, writeNewsletter } from "./readers.handlers.ts";
import { makeReport } from "./reports.handlers.ts";
import { recordSafety } from "./safety.handlers.ts";
import { chooseSchedule } from "./schedule.handlers.ts";
import { demoZone, makeAgency } from "./staff.handlers.ts";
import { writeForTheSite } from "./site.handlers.ts";
import { agreeOnLetters } from "./letters.handlers.ts";
import { plantRecording, recordSessions } from "./recordings.handlers.ts";
import { plantSupervision, recordSupervision } from "./supervision.handlers.ts";
import { tellOthers } from "./telling.handlers.ts";
import { plantIssuer, recordGraduates } from "./graduates.handlers.ts";
import { keepCohort } from "./training.handlers.ts";
import { agreeOnCaseload, keepWaiting } from "./waiting.handlers.ts";
import { bookAhead, recordWorkforce } from "./workforce.handlers.ts";

/** How large the demo becomes: `full` is the programme as it is shown, `handful` the families told by hand and two made by rule, for tests. */
export type DemoSize = "full" | "handful";
/** What the filling says of itself: how many families are done, of how many. It goes on when the answer is there. */
export type Told = { done: number; of: number };

const MARKED = 3;
/** Of those made by rule, what a handful needs to show an ending and a change of home. */
const HANDFUL: readonly number[] = [5, 10];
/** Families made at the same time: while the database works for one, the program writes for another. */
const LANES = 3;

/** Fills an empty database with the made-up programme, through the same code as real work; only the clock is set back. */
export async function fillDemo(given: Services, { size, tell = async () => {} }: { size: DemoSize; tell?: (told: Told) => Promise<void> }): Promise<void> {
  // What is signed here is billed at the end of it, or was billed elsewhere: no job is to look at it again.
  const services: Services = { ...given, enqueue: async (tx, queue, ...more) => (queue === "capture-service" ? undefined : given.enqueue(tx, queue, ...more)) };
  await noteInstallation(services.database, services.demo, null, "0.1.0");
  const passwordHash = await hashPassword(demoPassword);
  const isMarked = services.demo === "markers";
  const today = dateInZone(services.clock.now(), demoZone);
  const byHand = demoCases(today);
  const byRule = grownCases(today, byHand).filter((_family, place) => size === "full" || HANDFUL.includes(place));
  const families = isMarked ? byHand.slice(0, MARKED) : [...byHand, ...byRule];
  const staff = [...demoStaff, ...furtherStaff.filter((one) => families.some((family) => family.clinician === one.email || family.grown?.before?.clinician === one.email))];
  const dc = await makeAgency(services, { slug: "demo-dc", name: "Linden Street Family Center (demo)", publicName: "Linden Street", kind: "provider", settings: { practice: demoPractice } }, staff, passwordHash);
  const nc = await makeAgency(services, { slug: "demo-nc", name: "Laurel Hill Child Program (demo)", publicName: "Laurel Hill", kind: "provider" }, demoNcStaff, passwordHash);
  const collaborative = await makeAgency(services, { slug: "demo-collaborative", name: "Learning Collaborative (demo)", publicName: "Learning Collaborative", kind: "collaborative" }, demoFaculty, passwordHash);
  const demo = inDemo(services, dc);
  await recordResources(member(demo, "frontdesk@demo.dyad"), addDays(today, -400), (who, on, work) => as(demo, who, on, "09:00", work));
  await chooseSchedule(demo, today);
  await agreeOnLetters(demo, today);
  await writeForTheSite(demo, today);
  await agreeOnCaseload(demo, today, staff.filter((one) => one.roles.some((role) => role === "clinician" || role === "trainee")));
  const made: { caseId: string; clinician: string; language: string }[] = [];
  let done = 0;
  await aFewAtATime(families, { lanes: LANES, keyOf: (family) => family.clinician }, async (family, index) => {
    const holdsMarkers = index === 0 && isMarked;
    const caseId = await makeCase(demo, holdsMarkers ? { ...family, ownWords: intakeMarker } : family, index, today, passwordHash);
    made[index] = { caseId, clinician: family.clinician, language: family.adults[0]!.language };
    if (holdsMarkers) {
      await addMarkers(services, dc, caseId);
      await addMarkedPapers(services, dc, caseId);
      await plantWords(services, dc, caseId);
      await plantCorrespondence(demo, caseId, today);
      await plantSupervision(demo, caseId, today);
    }
    await tell({ done: ++done, of: families.length });
  });
  const payers = await recordPayers(demo, today, isMarked ? "MARKER-FEE" : "");
  await recordCoverages(demo, isMarked ? made.slice(0, 1) : made, payers, today, isMarked ? "MARKER-COVERAGE" : null);
  await makeWaitingReferrals(demo, today);
  await keepWaiting(demo, today);
  await recordWorkforce(services, dc, today);
  await addStaffPapers(services, dc, today);
  if (isMarked) {
    await plantReaders(demo, today);
    await plantApplication(inDemo(services, collaborative), today);
    await plantArticle(demo, today);
    await plantRecording(demo, made[0]!, today);
  }
  if (services.demo === "1") {
    await recordQuestions(demo, today);
    await recordApplications(inDemo(services, collaborative), today, size === "full" ? 8 : 3);
    await writeArticles(demo, today);
    await recordSessions(demo, made.slice(0, 2), today);
    await tellOthers(demo, made.slice(0, 2), today);
    if (size === "full") await writeNewsletter(demo, today);
    await bookAhead(services, dc, today, new Set(made.slice(0, byHand.length).map((one) => one.caseId)));
    await recordSafety(services, dc, made.slice(0, byHand.length), today);
    await recordAudits(services, dc, today);
    await recordPrivacy(demo, made, today);
    await recordOwnInstrument(demo, made, today);
    await recordCorrespondence(demo, made, today);
    if (size === "full") await recordCover(demo, today);
    await recordSupervision(demo, today, size);
    await recordBilling(demo, today, payers);
  }
  await keepCohort(services, { collaborative, dc, nc }, today, isMarked ? "handful" : size);
  await recordGraduates(services, { collaborative, dc }, today, isMarked ? "handful" : size);
  if (isMarked) await plantIssuer(demo, today);
  await countOutcomes(services, dc);
  if (services.demo === "1") await offerFigures(demo, collaborative, today);
  await makeReport(demo);
  await noteInstallation(services.database, services.demo, services.clock.now(), "0.1.0");
}

/** Three requests that wait for an answer: one new, one due, one late. */
async function makeWaitingReferrals(demo: Demo, today: CivilDate): Promise<void> {
  const visitor: Actor = { kind: "visitor", agencyId: demo.agency.agencyId, timeZone: demo.agency.timeZone };
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
