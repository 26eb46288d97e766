import { addDays, addMonths, type CivilDate, dateInZone, instantFromWall, timeInZone } from "#kernel/dates.ts";
import { asActor, type Transaction } from "#database/actor.ts";
import { nothingMore } from "#features/calendar/booking.contract.ts";
import { insertClosed, insertRoom } from "#features/calendar/days.store.ts";
import { holidayNames } from "#features/calendar/days.words.ts";
import { federalHolidays } from "#features/calendar/holidays.rules.ts";
import { bookSeries } from "#features/calendar/series.handlers.ts";
import { listSessions } from "#features/calendar/store.ts";
import { findCase } from "#features/people/store.ts";
import { correctCredential } from "#features/workforce/record.handlers.ts";
import { insertCredential, insertTeamMember, listCredentials, listStaff, listTeams } from "#features/workforce/store.ts";
import type { Services } from "#server/procedure.ts";
import { aFewAtATime } from "./acting.handlers.ts";
import type { DemoAgency } from "./staff.handlers.ts";

/** Days from today on which a licence of the second team ends: soon enough to be warned of. */
const LICENCE_ENDS_IN = 25;

/** What the staff file holds beyond the licences: background checks, a licence read anew that ends soon, and the leader's part in the teams. */
export async function recordWorkforce(services: Services, agency: DemoAgency, today: CivilDate): Promise<void> {
  const director = agency.staff.get("director@demo.dyad")!;
  const clock = { now: () => instantFromWall(`${addDays(today, -3)}T09:00`, agency.timeZone) };
  await asActor(services.database, clock, director, async (tx) => {
    const here = new Set((await listStaff(tx)).map((one) => one.staffId));
    for (const { staffId, roles } of agency.staff.values()) {
      if (!here.has(staffId)) continue;
      if (!roles.some((role) => role === "supervisor" || role === "clinician" || role === "trainee")) continue;
      await insertCredential(tx, staffId, { kind: "background_check", name: "", field: "", issuer: "made up", number: "", isIndependent: null, validFrom: addMonths(today, -9), validTo: addMonths(today, 15), documentName: "Background check", documentPlace: "Staff file (made up)" });
    }
    const licensee = agency.staff.get("clinician.2@demo.dyad")!.staffId;
    const { staffId: _staffId, ...licence } = (await listCredentials(tx, licensee)).find((one) => one.kind === "licence")!;
    await correctCredential(tx, { ...licence, number: "DEMO-2", validTo: addDays(today, LICENCE_ENDS_IN), documentName: "Licence", documentPlace: "Staff file (made up)", reason: "Read anew from the licence: the number and the last day." });
    const leader = agency.staff.get("leader@demo.dyad")!.staffId;
    for (const team of await listTeams(tx)) await insertTeamMember(tx, team.teamId, leader, "senior_leader", "2023-01-02", { hasAuthority: true, cohortRole: "senior_leader" });
  });
}

/** How long the way to a made-up family is. */
const WAY_MINUTES = 25;
/** Weeks for which each family's hour is booked ahead: those told by hand come first, the others are booked less far. */
const WEEKS_AHEAD = { byHand: 6, byRule: 3 } as const;

/** Books each family's hour for the weeks to come, as whoever schedules would: what is asked of the future needs one. */
export async function bookAhead(services: Services, agency: DemoAgency, today: CivilDate, byHand: ReadonlySet<string>): Promise<void> {
  const clock = { now: () => instantFromWall(`${today}T08:00`, agency.timeZone) };
  const asDirector = <T>(work: (tx: Transaction) => Promise<T>) => asActor(services.database, clock, agency.staff.get("director@demo.dyad")!, work);
  await asDirector(async (tx) => {
    for (const name of ["Maple room", "Willow room", "Playroom"]) await insertRoom(tx, name);
    const next = [...federalHolidays(Number(today.slice(0, 4))), ...federalHolidays(Number(today.slice(0, 4)) + 1)].filter(({ on }) => on > today).slice(0, 2);
    for (const { on, code } of next) await insertClosed(tx, { from: on, to: on, label: holidayNames[code].en });
  });
  const latest = new Map((await asDirector((tx) => listSessions(tx, { from: addDays(today, -6), to: today, clinicianId: null, caseId: null, teamId: null }))).map((one) => [one.caseId, one]));
  await aFewAtATime([...latest.values()], { lanes: 4, keyOf: (one) => one.clinicianId }, (one) =>
    asDirector(async (tx) => {
      if ((await findCase(tx, one.caseId))?.status !== "open") return;
      const on = dateInZone(one.startsAt, one.timeZone);
      const [start, end] = [timeInZone(one.startsAt, one.timeZone), timeInZone(one.endsAt, one.timeZone)];
      const weeks = WEEKS_AHEAD[byHand.has(one.caseId) ? "byHand" : "byRule"];
      const days = Array.from({ length: weeks }, (_, week) => addDays(on, 7 * (week + 1)));
      const [first, last] = [days[0]!, days.at(-1)!];
      const setting = { ...nothingMore, caseId: one.caseId, place: one.place, modality: one.modality, clinicianId: one.clinicianId, personIds: one.attendees.map((person) => person.personId), travelMinutes: one.place === "home" ? WAY_MINUTES : null };
      await bookSeries(tx, { ...setting, kind: one.kind, start: `${first}T${start}`, end: `${first}T${end}`, everyWeeks: 1, lastOn: last, leaveOut: [], seenDays: days, whenNotCounting: "book", beforeId: null }, { services, language: "en" });
    }),
  );
}
