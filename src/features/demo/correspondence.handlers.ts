import { randomUUID } from "node:crypto";
import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Actor } from "#database/actor.ts";
import { book } from "#features/calendar/booking.handlers.ts";
import { nothingMore } from "#features/calendar/booking.contract.ts";
import { listSessions } from "#features/calendar/store.ts";
import { leave, say } from "#features/calendar/wishes.handlers.ts";
import { answer } from "#features/correspondence/handlers.ts";
import { write } from "#features/correspondence/family.handlers.ts";
import { markRead } from "#features/correspondence/store.ts";
import { listPeople } from "#features/people/store.ts";
import { as, callOf, type Demo, member } from "./acting.handlers.ts";

type Said = { days: number; at: string; from: "home" | "elsewhere" | "team"; to?: "home" | "elsewhere"; words: string };

/** What the two adults of the first family and the team wrote to each other: one thread that waits, one with an answer that is unread. */
const firstFamily: Said[] = [
  { days: 11, at: "20:10", from: "home", words: "Hoy lloró mucho cuando lo dejé en la escuela. ¿Se lo cuento el martes?" },
  { days: 10, at: "09:25", from: "team", to: "home", words: "Gracias por contarme. Sí, hablemos el martes con calma. Si mañana llora otra vez, dígale que usted vuelve después de la siesta, y vuelva a esa hora." },
  { days: 5, at: "12:40", from: "elsewhere", words: "Can I bring his old blanket to my next visit?" },
  { days: 4, at: "10:05", from: "team", to: "elsewhere", words: "Yes, please bring it. Let us look together at how he takes it." },
  { days: 1, at: "20:35", from: "home", words: "Anoche durmió toda la noche. Le canté la canción que practicamos." },
];

const adultActor = (demo: Demo, personId: string): Actor => ({ kind: "caregiver", accountId: personId, personId, name: "", agencyId: demo.agency.agencyId, timeZone: demo.agency.timeZone });

/** Lets adults and the team write to each other through the same code as the portal and the staff. */
export async function recordCorrespondence(demo: Demo, made: readonly { caseId: string; clinician: string }[], today: CivilDate): Promise<void> {
  const { caseId, clinician } = made[0]!;
  const treating = member(demo, clinician);
  const people = (await as(demo, treating, today, "07:00", (tx) => listPeople(tx, caseId))).filter((one) => one.part === "caregiver");
  const personOf = (where: "home" | "elsewhere") => people.find((one) => (where === "home" ? one.livesWithChild === true : one.livesWithChild !== true))!.personId;
  for (const { days, at, from, to, words } of firstFamily) {
    const on = addDays(today, -days);
    if (from !== "team") await as(demo, adultActor(demo, personOf(from)), on, at, (tx) => write(tx, { caseId, words, sentKey: randomUUID() }));
    else await as(demo, treating, on, at, (tx) => answer(tx, { caseId, personId: personOf(to!), words, sentKey: randomUUID(), upTo: tx.now }, { services: demo.services }));
  }
  await wishAndLeave(demo, { caseId, clinician, personId: personOf("home") }, addDays(today, -1), { words: "Tengo cita con el médico.", answer: null });
  await as(demo, adultActor(demo, personOf("home")), addDays(today, -9), "19:00", (tx) => markRead(tx, { caseId, personId: personOf("home") }, "team", tx.now));
}

/** A visit of the first adult next week, with a wish and the sentence back, where each is said. */
async function wishAndLeave(demo: Demo, { caseId, clinician, personId }: { caseId: string; clinician: string; personId: string }, on: CivilDate, said: { words: string; answer: string | null }): Promise<void> {
  const treating = member(demo, clinician);
  const days = { from: addDays(on, 2), to: addDays(on, 30), clinicianId: null, caseId, teamId: null };
  const session = (await as(demo, treating, on, "07:00", (tx) => listSessions(tx, days))).find((one) => one.status === "booked" && one.attendees.some((each) => each.personId === personId && each.status === "expected"));
  if (!session) return;
  const { wishId } = await as(demo, adultActor(demo, personId), on, "07:40", (tx) => say(tx, { sessionId: session.sessionId, wish: "another_time", hours: ["wed_morning", "thu_morning"], words: said.words }));
  if (said.answer !== null) await as(demo, treating, on, "07:50", (tx) => leave(tx, { wishId, words: said.answer! }));
}

/** A thread of the second adult that holds the words to look for. */
export async function plantCorrespondence(demo: Demo, caseId: string, today: CivilDate): Promise<void> {
  const clinician = member(demo, "clinician@demo.dyad");
  const people = await as(demo, clinician, today, "09:00", (tx) => listPeople(tx, caseId));
  const adultB = people.find((one) => one.part === "caregiver" && one.livesWithChild !== true)!.personId;
  const adultA = people.find((one) => one.part === "caregiver" && one.livesWithChild === true)!.personId;
  const next = addDays(today, 6);
  await as(demo, clinician, today, "06:00", (tx) => book(tx, { caseId, ...nothingMore, kind: "caregiver_alone", place: "home", modality: "in_person", clinicianId: clinician.staffId, personIds: [adultA], start: `${next}T05:00`, end: `${next}T05:30`, whenNotCounting: "book", seenDays: [next] }, callOf(demo)));
  await wishAndLeave(demo, { caseId, clinician: "clinician@demo.dyad", personId: adultA }, today, { words: "Made up. MARKER-WISH", answer: "Made up. MARKER-LEFT-AS-IS" });
  await as(demo, adultActor(demo, adultB), today, "09:10", (tx) => write(tx, { caseId, words: "Made up. MARKER-WRITTEN-B", sentKey: randomUUID() }));
  await as(demo, clinician, today, "09:20", (tx) => answer(tx, { caseId, personId: adultB, words: "Made up. MARKER-ANSWERED-B", sentKey: randomUUID(), upTo: null }, { services: demo.services }));
}
