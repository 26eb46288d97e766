import { createHash } from "node:crypto";
import { addDays, type CivilDate } from "#kernel/dates.ts";

/**
 * The made-up programme that the bench measures on, as numbers only: of every eight cases one is open, a case is a child
 * with one or two adults, a course is 25 signed sessions, and a clinician has about a dozen open cases. Everything is
 * told by its number, so that the load knows what is right without asking.
 */
export type Programme = { people: number; cases: number; openCases: number; clinicians: number; today: CivilDate; monday: CivilDate };

export const SESSIONS_A_COURSE = 25;
/** Sessions of an open case whose notes are drafts, each on one of the last weeks. */
export const OWED_SESSIONS = 6;
const OPEN_EVERY = 8;
const CASELOAD = 12;

export const zone = "America/New_York";

/** The programme with at least so many people. */
export function planProgramme(people: number, today: CivilDate): Programme {
  const cases = Math.max(OPEN_EVERY, Math.ceil(people / 2.5));
  const openCases = Math.ceil(cases / OPEN_EVERY);
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  return { people: cases * 2 + Math.ceil(cases / 2), cases, openCases, clinicians: Math.max(2, Math.ceil(openCases / CASELOAD)), today, monday: addDays(today, -weekday) };
}

/** What kind of row an id is of; part of the id itself. */
export const kinds = { agency: 1, staff: 2, account: 3, person: 4, case: 5, session: 6, block: 7, decision: 8, authority: 9, consent: 10, chart: 11, audit: 12, credential: 13, team: 14, certificate: 15, lifeEvent: 16 } as const;
export type Kind = keyof typeof kinds;

const FIRST_MOMENT = 1_700_000_000_000;

/** The id of the n-th row of a kind: a UUID of version 7 whose order is that of the numbers. The same as `bench_id` in SQL. */
export function idOf(kind: Kind, n: number): string {
  const time = (FIRST_MOMENT + n).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${kinds[kind].toString(16).padStart(3, "0")}-8000-${n.toString(16).padStart(12, "0")}`;
}

/** The same in SQL, for the session that seeds. */
export const idFunction = `create function pg_temp.bench_id(kind integer, n bigint) returns uuid immutable language sql as $$
  select (left(t, 8) || '-' || right(t, 4) || '-7' || lpad(to_hex(kind), 3, '0') || '-8000-' || lpad(to_hex(n), 12, '0'))::uuid from (select lpad(to_hex(${FIRST_MOMENT} + n), 12, '0')) as made(t) $$`;

/** Clinicians come first among the staff, then one at the front desk, one supervisor, one biller and one administrator. */
export const frontDeskOf = (programme: Programme) => programme.clinicians;
export const supervisorOf = (programme: Programme) => programme.clinicians + 1;
export const billerOf = (programme: Programme) => programme.clinicians + 2;
export const administratorOf = (programme: Programme) => programme.clinicians + 3;
export const staffOf = (programme: Programme) => programme.clinicians + 4;

/** The token by which the bench is signed in as the n-th member of staff. It is worth something in this database only. */
export const tokenOf = (staff: number) => createHash("sha256").update(`bench ${staff}`).digest("base64url");

/** The cases of a clinician that are open: every eighth case, dealt round. */
export function openCasesOf(programme: Programme, clinician: number): number[] {
  const found: number[] = [];
  for (let open = clinician; open < programme.openCases; open += programme.clinicians) found.push(open * OPEN_EVERY);
  return found;
}
export const clinicianOf = (programme: Programme, caseNumber: number) => (caseNumber % OPEN_EVERY === 0 ? caseNumber / OPEN_EVERY : caseNumber) % programme.clinicians;

/** Sessions of a case by place: 0–24 signed, 25–30 owed, 31 this week's draft, 32 next week's booking; closed cases have only the first. */
export const SESSIONS_OF_OPEN = SESSIONS_A_COURSE + OWED_SESSIONS + 2;
export const sessionNumber = (caseNumber: number, place: number) => caseNumber * 64 + place;
export const THIS_WEEK = SESSIONS_A_COURSE + OWED_SESSIONS;

export const childOf = (caseNumber: number) => caseNumber * 4;
export const adultOf = (caseNumber: number) => caseNumber * 4 + 1;

export const givenNames = ["River", "Luz", "Amir", "Kofi", "Inés", "Aya", "Noor", "Theo", "Zoë", "Mateo", "Núria", "Jun", "Søren", "Amara", "Łucja", "Iker", "Wren", "Paz", "Ximena", "Bao", "Faye", "Otto", "Mila", "Ngozi", "Rosa", "Tomás", "Ida", "Yara", "Elio", "Juno"] as const;
export const familyNames = ["Maple", "Birchwood", "Olivo", "Sorrel", "Nettle", "Durazno", "Thyme", "Anise", "Peña", "Willow", "Cedro", "Ñandubay", "Alder", "Rowan", "Hazel", "Olmo", "Fern", "Juniper", "Sauce", "Elder", "Clover", "Romero", "Laurel", "Heather", "Espino", "Linden", "Aspen", "Cypress", "Tilo", "Bramble", "Yew", "Encina", "Poplar", "Mimosa", "Holly", "Quince", "Abedul"] as const;
/** Of these a child's second family name is put together by its number: a word that few others bear, in which a letter can be mistyped. */
export const syllables = [..."bdfgklmnpr"].flatMap((consonant) => [..."aeio"].map((vowel) => consonant + vowel));
const secondNameOf = (caseNumber: number) => [1, syllables.length, syllables.length ** 2].map((size) => syllables[Math.floor(caseNumber / size) % syllables.length]!).join("");
/** The child's name, as the seed writes it: two family names, so that a search finds few. */
export const nameOf = (caseNumber: number) => ({ given: givenNames[caseNumber % givenNames.length]!, family: `${familyNames[caseNumber % familyNames.length]!} ${secondNameOf(caseNumber)}` });
/** The day of the session that is booked for next week. */
export const nextDayOf = (programme: Programme, openCase: number): CivilDate => addDays(programme.monday, 7 + (Math.floor(openCase / OPEN_EVERY / programme.clinicians) % 5));
/** The day on which a child was born, as the seed writes it. */
export function birthDateOf(programme: Programme, caseNumber: number): CivilDate {
  const firstMonday = caseNumber % OPEN_EVERY === 0 ? addDays(programme.monday, -7 * THIS_WEEK) : addDays(programme.monday, -7 * (40 + (caseNumber % 200)));
  return addDays(firstMonday, -14 - 1000 - (caseNumber % 300));
}
