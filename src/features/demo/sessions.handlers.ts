import { addDays, addMinutes, type CivilDate, type Instant, wallTimeInZone } from "#kernel/dates.ts";
import { newId, type Transaction } from "#database/actor.ts";
import { nothingMore } from "#features/calendar/booking.contract.ts";
import { book } from "#features/calendar/booking.handlers.ts";
import type { SessionView } from "#features/calendar/contract.ts";
import { cancelOne } from "#features/calendar/changing.handlers.ts";
import { listSessions } from "#features/calendar/store.ts";
import * as cases from "#features/cases/store.ts";
import type { DraftBlock } from "#features/notes/contract.ts";
import { cosignNote, saveNote, signNote } from "#features/notes/handlers.ts";
import { findCase, listPeople } from "#features/people/store.ts";
import { as, callOf, type Demo, member, supervisorOf } from "./acting.handlers.ts";
import type { DemoCase } from "./cases.rules.ts";
import type { GrownCase } from "./families.rules.ts";
import type { PlannedHour } from "./hours.rules.ts";
import { grownPassages, notePassages, type Passage } from "./passages.rules.ts";
import { tell, type Voice } from "./phrases.rules.ts";

type Hour = { caseId: string; on: CivilDate; hour: number; stage: number; who: "adult" | "together" };

/** Books an hour with whoever is to come on that day; the case moves to the stage of the hour. */
async function bookHour(tx: Transaction, demo: Demo, family: DemoCase, { caseId, on, hour, stage, who }: Hour): Promise<SessionView> {
  const found = (await findCase(tx, caseId))!;
  if (found.stage !== stage) await cases.updateStage(tx, caseId, stage, found.revision);
  const people = await listPeople(tx, caseId);
  const personIds = people.filter((one) => (one.part === "child" && who === "together") || (one.part === "caregiver" && one.livesWithChild && (one.validTo === null || one.validTo >= on))).map((one) => one.personId);
  const wall = (full: number) => `${on}T${String(full).padStart(2, "0")}:00`;
  return book(tx, { caseId, kind: who === "adult" ? "caregiver_alone" : "dyadic", place: family.place, ...nothingMore, modality: family.place === "telehealth_home" ? "video" : "in_person", clinicianId: member(demo, family.clinician).staffId, start: wall(hour), end: wall(hour + 1), personIds, whenNotCounting: "book", seenDays: [on] }, callOf(demo));
}

/** Who cancelled, as the made-up reason says it: the practice, the weather, or else the family. */
const cancellerOf = (why: string) => (/practice|Clinician|centro|Terapeuta/.test(why) ? "staff" : /snow|nieve/.test(why) ? "other" : "family");

/** Saves the note of an hour that began so many minutes late, with everybody there. */
function noteHour(tx: Transaction, demo: Demo, session: SessionView, late: number, passages: readonly Passage[]) {
  const heldFrom = wallTimeInZone(addMinutes(session.startsAt, late), session.timeZone);
  const heldTo = wallTimeInZone(session.endsAt as Instant, session.timeZone);
  const adult = session.attendees.find((one) => one.part === "caregiver")!;
  const attendance = session.attendees.map((one) => ({ personId: one.personId, status: "present" as const, in: heldFrom, out: heldTo, reason: "" }));
  const blocks: DraftBlock[] = passages.map((passage) => ({ ...passage, blockId: newId(tx), ownerPersonId: passage.class === "relationship" || passage.class === "caregiver" ? adult.personId : null }));
  return saveNote(tx, { sessionId: session.sessionId, revision: 0, heldFrom, heldTo, longerSessionReason: null, attendance, blocks }, callOf(demo));
}

/** One session a week up to today, each booked, written and signed on its own day; stage moves as the course goes. */
export async function holdSessions(demo: Demo, family: DemoCase, index: number, caseId: string, today: CivilDate): Promise<void> {
  const clinician = member(demo, family.clinician);
  for (let held = family.heldSessions; held >= 0; held--) {
    const on = addDays(today, -7 * held + (index % 2 === 0 ? 0 : -1));
    const done = family.heldSessions - held;
    const stage = done < 5 ? 1 : family.stage === 3 && held < 6 ? 3 : Math.min(2, family.stage);
    const who = stage === 1 && done % 5 !== 4 ? "adult" : "together";
    await as(demo, clinician, addDays(on, -7), "15:00", (tx) => bookHour(tx, demo, family, { caseId, on, hour: 9 + index, stage, who }));
    if (held === 0) break;
    await writeNote(demo, family, caseId, on, done, held === 1 && family.owesNote);
  }
}

async function writeNote(demo: Demo, family: DemoCase, caseId: string, on: CivilDate, done: number, owed: boolean): Promise<void> {
  const clinician = member(demo, family.clinician);
  const { session, saved } = await as(demo, clinician, on, "18:05", async (tx) => {
    const found = (await listSessions(tx, { from: on, to: on, clinicianId: null, caseId, teamId: null }))[0]!;
    return { session: found, saved: await noteHour(tx, demo, found, 2, notePassages(done)) };
  });
  if (owed) return;
  const signed = await as(demo, clinician, on, "18:30", (tx) => signNote(tx, { sessionId: session.sessionId, revision: saved.revision }, callOf(demo)));
  if (signed.status === "awaiting_cosignature" && done < family.heldSessions - 2) await as(demo, member(demo, "supervisor@demo.dyad"), addDays(on, 1), "12:00", (tx) => cosignNote(tx, { sessionId: session.sessionId, revision: saved.revision + 1 }, callOf(demo)));
}

/** What comes between two hours: it is asked before the next one is booked. */
type Between = (next: PlannedHour) => Promise<void>;

/**
 * The hours of a course made by rule, from the first that is booked to today. In the evening of each its note is written
 * and signed, and the next one booked, as one does with the calendar open; those that fell out are told so. Answers how
 * many notes are told by then.
 */
export async function holdHours(demo: Demo, family: GrownCase, of: { caseId: string; hours: readonly PlannedHour[]; bookedOn: CivilDate; today: CivilDate; voiceOn: (on: CivilDate) => Voice; /** Notes told before the first of these. */ told?: number; /** What is written for oneself alone, by the number of the note. */ apart?: Readonly<Record<number, string>> }, between: Between): Promise<number> {
  const { caseId, hours, bookedOn, today, voiceOn, apart = {} } = of;
  const clinician = member(demo, family.clinician);
  const call = callOf(demo);
  const lastHeld = hours.findLastIndex((one) => one.fate === "held" && one.on < today);
  const [first] = hours;
  let told = of.told ?? 0;
  if (first === undefined) return told;
  let coming: SessionView = await as(demo, clinician, bookedOn, "11:20", (tx) => bookHour(tx, demo, family, { caseId, ...first }));
  for (const [place, hour] of hours.entries()) {
    if (hour.on >= today) return told;
    const next = hours[place + 1];
    const session = coming;
    const voice = voiceOn(hour.on);
    if (next !== undefined) await between(next);
    const owed = family.owesNote && place === lastHeld;
    const noteNumber = told;
    const own: Passage[] = apart[noteNumber] === undefined ? [] : [{ section: "reflection", class: "psychotherapy_note", words: apart[noteNumber], chips: [] }];
    const signed = await as(demo, clinician, hour.on, "18:05", async (tx) => {
      const why = hour.fate === "cancelled" ? tell("cancelled", voice, place) : "";
      if (hour.fate !== "held") await cancelOne(tx, { sessionId: session.sessionId, status: hour.fate, reason: why, by: hour.fate === "cancelled" ? cancellerOf(why) : null, revision: session.revision });
      if (next !== undefined) coming = await bookHour(tx, demo, family, { caseId, ...next });
      if (hour.fate !== "held") return null;
      const saved = await noteHour(tx, demo, session, hour.late, [...grownPassages(noteNumber, voice).filter((one) => one.section !== hour.without), ...own]);
      return owed ? null : { ...(await signNote(tx, { sessionId: session.sessionId, revision: saved.revision }, call)), revision: saved.revision + 1 };
    });
    if (hour.fate === "held") told++;
    const stillWaits = family.grown.ending === null && place === lastHeld;
    if (signed?.status === "awaiting_cosignature" && !stillWaits) await as(demo, supervisorOf(demo, family.clinician), addDays(hour.on, 1), "12:00", (tx) => cosignNote(tx, { sessionId: session.sessionId, revision: signed.revision }, call));
  }
  return told;
}
