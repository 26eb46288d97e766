import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Services } from "#server/procedure.ts";
import { addMaterial, addMeetings, addRecord, addSeat, endSeat, invite, make, waive } from "#features/training/cohorts.handlers.ts";
import { attend } from "#features/training/meetings.handlers.ts";
import { gatherOf } from "#features/training/lending.handlers.ts";
import { findEvidence, listOwnFamilies } from "#features/training/lending.store.ts";
import { choose, take } from "#features/training/own.handlers.ts";
import { as, type Demo, inDemo, member } from "./acting.handlers.ts";
import type { DemoAgency } from "./staff.handlers.ts";

type Agencies = { collaborative: DemoAgency; dc: DemoAgency; nc: DemoAgency };
type Person = { name: string; organization: string; credential: string; role: "clinician" | "supervisor" | "senior_leader"; of?: { agency: "dc" | "nc"; email: string }; misses: readonly number[] };

/** How long ago the cohort began, in days. */
const BEGAN = 400;
const FORTNIGHT = 14;
/** Training days, in days from the first; the last ones are still to come. */
const TRAINING_DAYS = [0, 1, 2, 126, 127, 245, 246, 364, 365, 483];
const few: readonly Person[] = [
  { name: "Jonah Pine", organization: "Linden Street Family Center", credential: "LGSW", role: "clinician", of: { agency: "dc", email: "trainee@demo.dyad" }, misses: [5, 12] },
  { name: "Noor Aspen", organization: "Laurel Hill Child Program", credential: "LCSW", role: "clinician", of: { agency: "nc", email: "nc-clinician@demo.dyad" }, misses: [3, 4, 9, 10, 15, 20, 21, 22] },
  { name: "Tamsin Reed", organization: "Harbor Child Clinic", credential: "LPC", role: "clinician", misses: [] },
];
const more: readonly Person[] = [
  { name: "Ilan Moss", organization: "Harbor Child Clinic", credential: "LMFT", role: "clinician", misses: [8] },
  { name: "Paloma Vetch", organization: "Río Family House", credential: "LCSW", role: "clinician", misses: [2, 3, 4, 5, 6] },
  { name: "Gerald Sedge", organization: "Río Family House", credential: "LPC", role: "clinician", misses: [11, 12] },
  { name: "Dr. Wanda Fennel", organization: "Laurel Hill Child Program", credential: "psychologist", role: "supervisor", misses: [] },
  { name: "Ruth Laurel", organization: "Laurel Hill Child Program", credential: "", role: "senior_leader", of: { agency: "nc", email: "nc-director@demo.dyad" }, misses: [] },
];
const LEFT = "Gerald Sedge";

/** A cohort in its second year: its calendar, who came, what two agencies lend, somebody who left, and what was waived. */
export async function keepCohort(services: Services, { collaborative, ...agencies }: Agencies, today: CivilDate, size: "full" | "handful"): Promise<void> {
  const demo = inDemo(services, collaborative);
  const began = addDays(today, -BEGAN);
  const faculty = member(demo, "faculty@demo.dyad");
  const { cohortId } = await as(demo, faculty, addDays(began, -60), "10:00", (tx) => make(tx, { name: "Piedmont cohort (demo)", track: "nc-ctp", trackVersion: "2019", startsOn: began, months: 18, places: 12, appliesFrom: null, appliesTo: null, isBlind: false }));
  const people = size === "full" ? [...few, ...more] : few;
  const seats: { seatId: string; person: Person }[] = [];
  for (const person of people) seats.push({ person, ...(await as(demo, faculty, addDays(began, -20), "10:00", (tx) => addSeat(tx, { cohortId, name: person.name, organization: person.organization, credential: person.credential, role: person.role, fromDay: began }))) });
  await holdDays(demo, cohortId, seats, began, today);
  await holdCalls(demo, cohortId, seats, began, today);
  await as(demo, faculty, addDays(began, -7), "10:00", (tx) => addMaterial(tx, { cohortId, meetingId: null, title: "What to read before the first day (made up)", address: "https://example.org/before-the-first-day", note: "About an hour." }));
  await takeDown(demo, cohortId, seats, began);
  for (const { seatId, person } of seats) if (person.of !== undefined) await bind(inDemo(services, agencies[person.of.agency]), demo, { cohortId, seatId, email: person.of.email, on: addDays(began, -10) });
  for (const agency of [agencies.dc, agencies.nc]) await gatherOf(services, agency);
  await standFor(inDemo(services, agencies.dc), today);
  await gatherOf(services, agencies.dc);
  await present(demo, inDemo(services, agencies.dc), cohortId, seats[0]!.seatId, today);
}

type Seated = readonly { seatId: string; person: Person }[];
const isHere = (person: Person, place: number) => person.name !== LEFT || place < 13;

async function holdDays(demo: Demo, cohortId: string, seats: Seated, began: CivilDate, today: CivilDate): Promise<void> {
  const faculty = member(demo, "faculty@demo.dyad");
  for (const [place, days] of TRAINING_DAYS.entries()) {
    const onDay = addDays(began, days);
    const { meetingIds } = await as(demo, faculty, began, "08:00", (tx) => addMeetings(tx, { cohortId, kind: "training_day", onDay, startsAt: "09:00", minutes: 420, title: `Day ${place + 1}`, times: 1, everyDays: 1, makesUp: null, came: [] }));
    if (onDay >= today) continue;
    const marks = seats.filter(({ person }) => isHere(person, Math.floor(days / FORTNIGHT))).map(({ seatId, person }) => ({ seatId, came: person.name === "Noor Aspen" && place === 6 ? ("excused" as const) : ("yes" as const) }));
    await as(demo, faculty, onDay, "17:00", (tx) => attend(tx, { cohortId, meetingId: meetingIds[0]!, marks }));
  }
}

/** A call with all and one with each, in every fortnight without a training day. */
async function holdCalls(demo: Demo, cohortId: string, seats: Seated, began: CivilDate, today: CivilDate): Promise<void> {
  const faculty = member(demo, "faculty@demo.dyad");
  const learning = seats.filter(({ person }) => person.role !== "senior_leader");
  for (let place = 0; place * FORTNIGHT < 547; place++) {
    if (TRAINING_DAYS.some((days) => Math.floor(days / FORTNIGHT) === place)) continue;
    const onDay = addDays(began, place * FORTNIGHT + 3);
    const isOver = onDay < today;
    const came = isOver ? learning.filter(({ person }) => isHere(person, place) && !person.misses.includes(place)) : [];
    await as(demo, faculty, isOver ? onDay : today, isOver ? "18:00" : "00:20", (tx) => addMeetings(tx, { cohortId, kind: "group_call", onDay, startsAt: "12:00", minutes: 60, title: "", times: 1, everyDays: 1, makesUp: null, came: came.map((one) => one.seatId) }));
    for (const [turn, { seatId }] of came.entries()) await as(demo, faculty, onDay, "18:00", (tx) => addMeetings(tx, { cohortId, kind: "individual_call", onDay, startsAt: `${String(13 + Math.floor(turn / 2)).padStart(2, "0")}:${turn % 2 === 0 ? "15" : "45"}`, minutes: 30, title: "", times: 1, everyDays: 1, makesUp: null, came: [seatId] }));
  }
}

async function takeDown(demo: Demo, cohortId: string, seats: Seated, began: CivilDate): Promise<void> {
  const faculty = member(demo, "faculty@demo.dyad");
  for (const { seatId } of seats.slice(0, 3)) for (const [place, code] of ["manual", "didactics"].entries()) await as(demo, faculty, addDays(began, 30 + place), "10:00", (tx) => addRecord(tx, { cohortId, seatId, kind: "component", code, isSo: true, onDay: addDays(began, 30 + place), meetingId: null, note: "" }));
  const left = seats.find(({ person }) => person.name === LEFT);
  if (left) await as(demo, faculty, addDays(began, 185), "10:00", (tx) => endSeat(tx, { cohortId, seatId: left.seatId, toDay: addDays(began, 184), leftAs: "left_agency", words: "", intoCohortId: null }));
  await as(demo, faculty, addDays(began, 260), "10:00", (tx) => waive(tx, { cohortId, seatId: seats[1]!.seatId, requirement: "nc2", threshold: null, reason: "Made up: the road was closed; the day is read and talked through." }));
}

async function bind(own: Demo, demo: Demo, { cohortId, seatId, email, on }: { cohortId: string; seatId: string; email: string; on: CivilDate }): Promise<void> {
  const { code } = await as(demo, member(demo, "faculty@demo.dyad"), on, "10:00", (tx) => invite(tx, { cohortId, seatId }));
  await as(own, member(own, email), on, "12:00", (tx) => take(tx, { code }, { language: "en" }));
}

/** The trainee says which families stand for high and for low challenge. */
async function standFor(own: Demo, today: CivilDate): Promise<void> {
  const trainee = member(own, "trainee@demo.dyad");
  if (trainee.kind !== "staff") return;
  await as(own, trainee, addDays(today, -5), "16:00", async (tx) => {
    const families = await listOwnFamilies(tx, trainee.staffId);
    for (const [place, one] of families.slice(0, 2).entries()) await choose(tx, { caseId: one.caseId, challenge: place === 0 ? "high" : "low" });
  });
}

/** The trainee's first case was presented at a group call, by its code. */
async function present(demo: Demo, own: Demo, cohortId: string, seatId: string, today: CivilDate): Promise<void> {
  const trainee = member(own, "trainee@demo.dyad");
  const code = trainee.kind === "staff" ? (await as(own, trainee, today, "00:30", (tx) => findEvidence(tx, trainee.staffId))).flatMap((one) => one.content.cases.map((each) => each.id))[0] : undefined;
  if (code !== undefined) await as(demo, member(demo, "faculty@demo.dyad"), addDays(today, -40), "13:00", (tx) => addRecord(tx, { cohortId, seatId, kind: "presentation", code, isSo: true, onDay: addDays(today, -40), meetingId: null, note: "" }));
}
