import { addDays } from "#kernel/dates.ts";
import type { Decision } from "#kernel/findings.ts";
import type { Me } from "#features/account/contract.ts";
import type { Service } from "#features/billing/contract.ts";
import type { SessionView } from "#features/calendar/contract.ts";
import type { Board, NextOne } from "#features/caseload/contract.ts";
import type { Supervisee } from "#features/supervision/agenda.contract.ts";
import type { CaseSummary, CaseView } from "#features/cases/contract.ts";
import type { Room } from "#features/compliance/contract.ts";
import type { NoteView } from "#features/notes/contract.ts";
import type { TimelineView } from "#features/timeline/contract.ts";
import { type Answer, makeChance } from "./load.ts";
import { administratorOf, adultOf, billerOf, childOf, frontDeskOf, idOf, openCasesOf, type Programme, SESSIONS_A_COURSE, sessionNumber, supervisorOf, THIS_WEEK, tokenOf } from "./programme.ts";

/** How many the supervisor of the seed has. */
const SUPERVISED = 6;

/** A request together with who sends it and how its answer is judged: null where it is right, else what is wrong. */
export type Ask = { token: string; method: string; address: string; body?: unknown; judge(answer: Answer): string | null };
export type Maker = () => Ask;

/** What an answer that is no `T` may still be: an error with its code, or a decision that explains the surprise. */
type Surprise = { code?: string; decision?: Decision | null };

/** Judges an answer: an error and a surprise are told apart. */
export function right<T>(what: string, holds: (body: T) => boolean): Ask["judge"] {
  return ({ status, body }) => {
    const { code, decision } = body as Surprise;
    if (status !== 200) return `${what}: ${status} ${code ?? ""}`;
    if (holds(body as T)) return null;
    const rules = decision?.findings.filter((one) => one.result !== "met" && one.result !== "not_applicable").map((one) => one.rule) ?? [];
    return `${what}: not the answer that was expected${decision ? `, verdict ${decision.verdict} by ${rules.join(", ")}` : ""}`;
  };
}

/** Makers of requests with keys at random, by name. Each knows from the numbers of the programme what is right. */
export function makeRequests(programme: Programme, seed: number) {
  const chance = makeChance(seed);
  const clinician = () => chance.upTo(programme.clinicians);
  const own = () => {
    const staff = clinician();
    return { token: tokenOf(staff), staff, caseNumber: chance.of(openCasesOf(programme, staff)) };
  };
  const get = (token: string, address: string, judge: Ask["judge"]): Ask => ({ token, method: "GET", address, judge });
  const signedSession = (caseNumber: number) => sessionNumber(caseNumber, chance.upTo(SESSIONS_A_COURSE));

  const me: Maker = () => {
    const staff = clinician();
    return get(tokenOf(staff), "/api/session", right<Me>("me", (body) => body.staffId === idOf("staff", staff)));
  };
  const caseList: Maker = () => {
    const staff = clinician();
    const expected = Math.min(50, openCasesOf(programme, staff).length);
    return get(tokenOf(staff), "/api/cases", right<{ cases: CaseSummary[] }>("cases", (body) => body.cases.length === expected));
  };
  const oneCase: Maker = () => {
    const { token, caseNumber } = own();
    return get(token, `/api/cases/${idOf("case", caseNumber)}`, right<CaseView>("case", (body) => body.people.some((one) => one.personId === idOf("person", childOf(caseNumber))) && body.diagnoses[0]?.code === "F43.10" && body.lifeEvents.length === 3));
  };
  const week: Maker = () => {
    const staff = clinician();
    const back = 7 * chance.upTo(8);
    const from = addDays(programme.monday, -back);
    const expected = openCasesOf(programme, staff).length;
    return get(tokenOf(staff), `/api/sessions?from=${from}&to=${addDays(from, 6)}`, right<{ sessions: SessionView[] }>("week", (body) => body.sessions.length === expected && body.sessions.every((one) => one.clinicianId === idOf("staff", staff) && one.attendees.length === 2)));
  };
  const note: Maker = () => {
    const { token, caseNumber } = own();
    const session = idOf("session", signedSession(caseNumber));
    return get(token, `/api/sessions/${session}/note`, right<NoteView>("note", (body) => body.session.sessionId === session && body.status === "signed" && body.blocks.length === 3 && body.decision?.verdict === "yes"));
  };
  const timeline: Maker = () => {
    const { token, caseNumber } = own();
    return get(token, `/api/cases/${idOf("case", caseNumber)}/timeline`, right<TimelineView>("timeline", (body) => body.sessions.filter((one) => one.mark === "together").length >= SESSIONS_A_COURSE && body.dose.held >= SESSIONS_A_COURSE && body.lifeEvents.length === 3));
  };
  const services: Maker = () => {
    const token = chance.upTo(2) === 0 ? tokenOf(billerOf(programme)) : own().token;
    return get(token, "/api/services?status=all", right<{ services: Service[]; ready: number }>("services", (body) => body.services.length === 50 && body.ready > 0));
  };
  const room: Maker = () => get(tokenOf(administratorOf(programme)), "/api/compliance", right<Room>("room", (body) => body.rows.some((one) => one.subject === "session" && one.rule === "age" && one.applies > 0) && body.rows.some((one) => one.subject === "case" && one.rule === "age" && one.applies === programme.openCases)));
  const caseload: Maker = () => {
    const staff = clinician();
    const expected = openCasesOf(programme, staff).map((one) => idOf("case", one));
    return get(tokenOf(staff), "/api/caseload", right<{ board: Board }>("caseload", ({ board }) => board.load.families === expected.length && board.cases.length === expected.length && board.cases.every((one) => expected.includes(one.caseId) && one.childName !== null && one.parts.length > 0)));
  };
  const next: Maker = () => get(tokenOf(frontDeskOf(programme)), "/api/caseload/next?language=es", right<{ people: NextOne[] }>("who can take the next family", ({ people }) => people.length === programme.clinicians && people.every((one) => one.reasons.length > 0)));
  // Of each family the strands that no passage of the seed feeds, and of each person the notes that are owed.
  const agenda: Maker = () => get(tokenOf(supervisorOf(programme)), "/api/supervision/agenda", right<{ people: Supervisee[] }>("agenda", ({ people }) => people.length === Math.min(SUPERVISED, programme.clinicians) && people.every((one) => one.read.families === one.load.families && one.lines.filter((line) => line.kind === "strand").length === one.read.families && one.lines.some((line) => line.kind === "notes"))));
  return { me, caseList, oneCase, week, note, timeline, services, room, caseload, next, agenda };
}

/** The mix of reads, each with its share in a hundred. */
export function mixReads(programme: Programme, seed: number): Maker {
  const of = makeRequests(programme, seed);
  const shares: [Maker, number][] = [[of.me, 10], [of.caseList, 15], [of.oneCase, 20], [of.week, 15], [of.note, 15], [of.timeline, 15], [of.services, 10]];
  const deck = shares.flatMap(([maker, share]) => Array.from({ length: share }, () => maker));
  const chance = makeChance(seed + 1);
  return () => chance.of(deck)();
}

/** A draft of this week's session, as its writer's browser sends it. The words are what the clinician typed up to now. */
export function draftOf(programme: Programme, staff: number, caseNumber: number, revision: number, typed: string) {
  const day = addDays(programme.monday, 1);
  const adultId = idOf("person", adultOf(caseNumber));
  const session = sessionNumber(caseNumber, THIS_WEEK);
  const block = (place: number, section: string, disclosure: string) => ({ blockId: idOf("block", session * 4 + place), section, class: disclosure, ownerPersonId: disclosure === "relationship" ? adultId : null, words: `${typed} (${place})`, chips: [{ code: "child_settled" }] });
  return {
    token: tokenOf(staff),
    method: "PUT",
    address: `/api/sessions/${idOf("session", session)}/note`,
    body: {
      revision,
      heldFrom: `${day}T10:02`,
      heldTo: `${day}T10:50`,
      longerSessionReason: null,
      attendance: [childOf(caseNumber), adultOf(caseNumber)].map((person) => ({ personId: idOf("person", person), status: "present", in: `${day}T10:02`, out: `${day}T10:50`, reason: "" })),
      blocks: [block(0, "regulation", "relationship"), block(1, "play", "relationship"), block(2, "plan", "child_chart")],
    },
    judge: right<{ revision: number; decision: Decision }>("autosave", (body) => body.revision === revision + 1 && typeof body.decision.verdict === "string"),
  } satisfies Ask;
}
