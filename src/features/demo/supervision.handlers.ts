import { addDays, type CivilDate, weekday } from "#kernel/dates.ts";
import type { Transaction } from "#database/actor.ts";
import { listSessions } from "#features/calendar/store.ts";
import { record } from "#features/compliance/handlers.ts";
import { plan, write } from "#features/supervision/meetings.handlers.ts";
import { markMoment } from "#features/supervision/moments.handlers.ts";
import { give, listOwnSlots } from "#features/supervision/ratings.handlers.ts";
import type { MeetingKind } from "#features/supervision/settings.contract.ts";
import { comment } from "#features/supervision/signing.handlers.ts";
import { findNote } from "#features/notes/store.ts";
import { addSupervision } from "#features/workforce/belonging.handlers.ts";
import { as, type Demo, member } from "./acting.handlers.ts";
import { betweenTwo, hardMoments, seenEachWeek } from "./supervision.rules.ts";

const SUPERVISOR = "supervisor@demo.dyad";
const WEEKS = { full: 12, handful: 3 } as const;

type Met = { kind: MeetingKind; with: readonly string[]; minutes: number; clinical: number; consultant?: string };
/** A meeting as it was held, written down by who led it when it was over. */
async function meet(demo: Demo, leader: string, on: CivilDate, at: string, one: Met): Promise<string> {
  const people = one.with.map((email) => member(demo, email).staffId);
  const { meetingId } = await as(demo, member(demo, leader), on, "18:30", (tx) => plan(tx, { kind: one.kind, startsAt: `${on}T${at}`, minutes: one.minutes, people, consultant: one.consultant ?? "", held: { minutes: one.minutes, clinicalMinutes: one.clinical, attended: people } }));
  return meetingId;
}

/** The room of the first supervisor over some months: meetings and their hours, what two wrote, what was hard, ratings, and what comes this week. */
export async function recordSupervision(demo: Demo, today: CivilDate, size: keyof typeof WEEKS): Promise<void> {
  const seen = seenEachWeek.filter((email) => demo.agency.staff.has(email));
  await superviseMore(demo, seen, today);
  const monday = addDays(today, -((weekday(today) + 6) % 7));
  for (let week = WEEKS[size]; week >= 1; week--) {
    const from = addDays(monday, -7 * week);
    for (const [place, email] of seen.entries()) {
      // A week now and then is left out, as in any year.
      if ((week + place) % 7 === 0) continue;
      const meetingId = await meet(demo, SUPERVISOR, addDays(from, place % 5), place < 5 ? "10:00" : "12:00", { kind: week % 4 === 0 ? "reflective" : "individual", with: [email], minutes: 50 + 10 * (place % 2), clinical: 30 + 5 * (place % 3) });
      if ((week + place) % 5 === 0) await as(demo, member(demo, SUPERVISOR), addDays(from, place % 5), "18:40", (tx) => write(tx, { meetingId, revision: 0, words: betweenTwo[place % betweenTwo.length]!.en }));
    }
    if (week % 2 === 0) await meet(demo, SUPERVISOR, addDays(from, 2), "14:00", { kind: "group", with: seen.slice(0, 3), minutes: 90, clinical: 60 });
    if (week % 4 === 1) await meet(demo, "clinician@demo.dyad", addDays(from, 3), "15:00", { kind: "consultation", with: [], minutes: 60, clinical: 60, consultant: "Dr. Wren (made up)" });
  }
  await planAhead(demo, seen, today);
  for (const one of hardMoments.filter(({ who }) => demo.agency.staff.has(who))) await markOne(demo, one, today);
  await commentOne(demo, today);
  await planGoodbye(demo, today);
  await rateOne(demo, "clinician@demo.dyad", today, "shows");
  await rateOne(demo, "trainee@demo.dyad", today, "keeps");
}

/** The other team has the first supervisor as a second one since some weeks. */
async function superviseMore(demo: Demo, seen: readonly string[], today: CivilDate): Promise<void> {
  const supervisorId = member(demo, SUPERVISOR).staffId;
  const from = addDays(today, -100);
  for (const email of seen.slice(3)) await as(demo, member(demo, "director@demo.dyad"), from, "08:40", (tx) => addSupervision(tx, { supervisorId, clinicianId: member(demo, email).staffId, validFrom: from, validTo: null }));
}

const HOURS = ["16:30", "17:30", "10:00", "11:00", "09:00", "10:00"];
/** The next meeting of each: two of them later today, the others in the days after. */
async function planAhead(demo: Demo, seen: readonly string[], today: CivilDate): Promise<void> {
  for (const [place, email] of seen.entries()) {
    const on = addDays(today, place < 2 ? 0 : 1 + Math.floor(place / 2));
    await as(demo, member(demo, SUPERVISOR), addDays(today, -1), "09:15", (tx) => plan(tx, { kind: "individual", startsAt: `${on}T${HOURS[place]}`, minutes: 60, people: [member(demo, email).staffId], consultant: "", held: null }));
  }
}

/** A family of one of them says goodbye in some weeks. */
async function planGoodbye(demo: Demo, today: CivilDate): Promise<void> {
  const email = seenEachWeek.find((one) => one === "clinician.3@demo.dyad" && demo.agency.staff.has(one));
  if (email === undefined) return;
  const clinician = member(demo, email);
  await as(demo, clinician, addDays(today, -1), "17:10", async (tx) => {
    const [last] = await heldBy(tx, clinician.staffId, today);
    if (last !== undefined) await record(tx, { caseId: last.caseId, kind: "planned_end", happenedOn: addDays(today, 33), way: null, organization: "", staffId: null, isIndependent: null, minutes: null, aboutOn: null, reason: "" });
  });
}

/** The last sessions that somebody held, the newest first. */
const heldBy = async (tx: Transaction, clinicianId: string, today: CivilDate) => (await listSessions(tx, { from: addDays(today, -60), to: addDays(today, -1), clinicianId, caseId: null, teamId: null })).filter((one) => one.status === "held").toReversed();

async function markOne(demo: Demo, one: (typeof hardMoments)[number], today: CivilDate): Promise<void> {
  const author = member(demo, one.who);
  await as(demo, author, addDays(today, -1), "18:50", async (tx) => {
    const session = (await heldBy(tx, author.staffId, today))[one.sessionsBack - 1];
    if (session !== undefined) await markMoment(tx, { sessionId: session.sessionId, supervisorId: member(demo, SUPERVISOR).staffId, words: one.words });
  });
}

/** A note of the trainee that waits has a word of the supervisor's beside it. */
async function commentOne(demo: Demo, today: CivilDate): Promise<void> {
  const author = member(demo, "trainee@demo.dyad");
  const waiting = await as(demo, member(demo, SUPERVISOR), addDays(today, -1), "18:55", async (tx) => {
    for (const session of await heldBy(tx, author.staffId, today)) if ((await findNote(tx, session.sessionId))?.status === "awaiting_cosignature") return session.sessionId;
    return null;
  });
  if (waiting !== null) await as(demo, member(demo, SUPERVISOR), addDays(today, -1), "18:56", (tx) => comment(tx, { sessionId: waiting, blockId: null, supervisorId: null, words: "Made up: what did you feel when he turned away? One sentence more would help both of you." }));
}

async function rateOne(demo: Demo, email: string, today: CivilDate, then: "shows" | "keeps"): Promise<void> {
  await as(demo, member(demo, email), addDays(today, -2), "17:30", async (tx) => {
    const slot = (await listOwnSlots(tx)).find((one) => one.kind === "packet" && one.state === "due" && one.supervisorId === member(demo, SUPERVISOR).staffId);
    if (slot !== undefined) await give(tx, { supervisorId: slot.supervisorId, kind: "packet", dueOn: slot.dueOn, answers: { room: "acquired", both_histories: "emerging", own_reactions: "acquired", strengths: "emerging" }, words: "Made up: more time for what goes well.", shows: then === "shows" });
  });
}

/** A word found nowhere else in each kind of content of supervision, put there by the real handlers. */
export async function plantSupervision(demo: Demo, caseId: string, today: CivilDate): Promise<void> {
  const [clinician, supervisor] = [member(demo, "clinician@demo.dyad"), member(demo, SUPERVISOR)];
  const made = (marker: string) => `Made up. ${marker}`;
  const on = addDays(today, -3);
  // The session whose note holds words of its own beside the chips: the one of a week ago.
  const signed = (await as(demo, clinician, addDays(today, -1), "18:00", (tx) => listSessions(tx, { from: addDays(today, -7), to: addDays(today, -7), clinicianId: null, caseId, teamId: null })))[0]!;
  await as(demo, clinician, addDays(today, -1), "18:01", (tx) => markMoment(tx, { sessionId: signed.sessionId, supervisorId: supervisor.staffId, words: made("MARKER-HARD-MOMENT") }));
  const meetingId = await meet(demo, SUPERVISOR, on, "10:00", { kind: "individual", with: ["clinician@demo.dyad"], minutes: 50, clinical: 40 });
  await as(demo, supervisor, on, "18:40", (tx) => write(tx, { meetingId, revision: 0, words: made("MARKER-BETWEEN-TWO") }));
  const groupId = await meet(demo, SUPERVISOR, on, "12:00", { kind: "group", with: ["clinician@demo.dyad", "trainee@demo.dyad"], minutes: 50, clinical: 40 });
  await as(demo, supervisor, on, "18:41", (tx) => write(tx, { meetingId: groupId, revision: 0, words: made("MARKER-OF-GROUP") }));
  await as(demo, supervisor, addDays(today, -1), "18:42", (tx) => comment(tx, { sessionId: signed.sessionId, blockId: null, supervisorId: null, words: made("MARKER-COMMENT") }));
  await as(demo, clinician, addDays(today, -1), "18:43", async (tx) => {
    const due = (await listOwnSlots(tx)).filter((one) => one.state === "due");
    const one = (kind: "packet" | "global") => due.find((slot) => slot.kind === kind)!;
    const rate = (kind: "packet" | "global", marker: string, then: "shows" | "keeps") => give(tx, { supervisorId: supervisor.staffId, kind, dueOn: one(kind).dueOn, answers: kind === "packet" ? { room: "emerging" } : { whole: "acquired" }, words: made(marker), shows: then === "shows" });
    await rate("packet", "MARKER-RATED", "keeps");
    await rate("global", "MARKER-RATED-SHOWN", "shows");
  });
}
