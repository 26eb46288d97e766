import type { z } from "zod";
import { type CivilDate, minutesBetween } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { inEachLanguage, type Language } from "#kernel/language.ts";
import type { Finding } from "#kernel/findings.ts";
import type { Transaction } from "#database/actor.ts";
import type { Consent } from "#features/consent/contract.ts";
import { judgeGateTwo, judgeUse, type SessionUse } from "#features/consent/rules.ts";
import { listConsents, listSpokenConsents } from "#features/consent/store.ts";
import { isChartOpen } from "#features/eligibility/store.ts";
import type { PersonOfCase } from "#features/people/contract.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { listLanguages } from "#features/caseload/store.ts";
import { listStaff } from "#features/workforce/store.ts";
import type { setting } from "./booking.contract.ts";
import * as store from "./booking.store.ts";
import { flaggedDays, listClosed, listRooms } from "./days.store.ts";
import { findPlannedEnds } from "./endings.store.ts";
import { faultWords } from "./faults.words.ts";
import { isClosedOn, judgeTravel, type Problem } from "./hours.rules.ts";
import { findUnspoken, judgeLanguage } from "./language.rules.ts";
import { problemWords } from "./problems.words.ts";
import type { Hour, SeriesDay } from "./series.rules.ts";

export type Setting = { caseId: string } & z.infer<z.ZodObject<typeof setting>>;
type Clinician = { staffId: string; name: string; lastDay: CivilDate | null; roles: readonly string[] };
/** Everybody and everything that a booking names, found in the record. */
export type Who = { setting: Setting; stage: number; people: readonly PersonOfCase[]; clinician: Clinician; second: Clinician | null; room: { roomId: string; name: string } | null; consents: readonly Consent[]; use: SessionUse; seesChart: boolean };

const partOf = (person: PersonOfCase) => (person.part === "other" ? (person.kind === "interpreter" ? "interpreter" : "collateral") : person.part);

/** Finds who and what a booking names. Throws, naming the field, for somebody who does not work here, or a room that is not used. */
export async function readWho(tx: Transaction, setting: Setting): Promise<Who> {
  const found = await requireCase(tx, setting.caseId);
  if (found.status === "closed") throw new Fault("refused", faultWords.caseClosed);
  const staff = await listStaff(tx);
  const clinicianOf = (staffId: string, path: string): Clinician => {
    const one = staff.find((other) => other.staffId === staffId && other.roles.some((role) => role === "clinician" || role === "trainee"));
    if (!one) throw new Fault("malformed", faultWords.noClinician, { fields: [{ path, message: faultWords.expectClinician }] });
    return one;
  };
  const clinician = clinicianOf(setting.clinicianId, "clinicianId");
  if (setting.secondClinicianId === setting.clinicianId) throw fieldFault("secondClinicianId", faultWords.sameClinician);
  const second = setting.secondClinicianId === null ? null : clinicianOf(setting.secondClinicianId, "secondClinicianId");
  const room = setting.roomId === null ? null : ((await listRooms(tx)).find((one) => one.roomId === setting.roomId) ?? null);
  if (setting.roomId !== null && room === null) throw new Fault("malformed", faultWords.noRoom, { fields: [{ path: "roomId", message: faultWords.expectRoom }] });
  const use: SessionUse = { modality: setting.modality, inTraining: clinician.roles.includes("clinician") ? "no" : "yes", spokenOn: setting.modality === "in_person" ? [] : await listSpokenConsents(tx, setting.caseId) };
  return { setting, stage: found.stage, people: await listPeople(tx, setting.caseId), clinician, second, room, consents: await listConsents(tx, setting.caseId), use, seesChart: await isChartOpen(tx, setting.caseId) };
}

/** Who is to come on a day, with the part of each. Throws where one of them does not belong to the family then. */
export function readComing(who: Who, on: CivilDate): store.Coming[] {
  return [...new Set(who.setting.personIds)].map((personId) => {
    const person = who.people.find((one) => one.personId === personId && (one.validTo === null || one.validTo >= on));
    if (!person) throw new Fault("malformed", faultWords.notOfCase, { fields: [{ path: "personIds", message: faultWords.expectPeople }] });
    return { personId, part: partOf(person) };
  });
}

/** Gate G2 on a day, and what else the family has to have agreed to. */
export const judgeConsents = (who: Who, on: CivilDate, language: Language): [Finding, ...Finding[]] => [judgeGateTwo(who.stage, who.consents, on, language), ...judgeUse(who.use, who.consents, on, language)];

const isShut = (one: Finding): boolean => one.result === "not_met" && one.severity === "block";
/** The finding that shuts a day, with its sentence in each language; null where none does. */
export function findShut(who: Who, on: CivilDate, language: Language): { finding: Finding; words: Problem["words"] } | null {
  const found = judgeConsents(who, on, language);
  const at = found.findIndex(isShut);
  return at < 0 ? null : { finding: found[at]!, words: inEachLanguage((each) => judgeConsents(who, on, each)[at]!.message) };
}

/** Whether the clinician has to go somewhere for it. */
export const isAway = (setting: Pick<Setting, "place" | "modality">): boolean => setting.modality === "in_person" && setting.place !== "service_site";

/**
 * All that stands in the way of some days, by day: what is the agency's (closed days), the family's (flags, consents), the clinicians'
 * (last day, absence, other sessions), the room's, and, of one hour alone, whether there is time for the way. A few statements, however many days there are.
 */
export async function judgeDays(tx: Transaction, who: Who, days: readonly SeriesDay[], besides: readonly string[]): Promise<Problem[]> {
  const hours = days.flatMap(({ hour }) => (hour === null ? [] : [hour]));
  const [first, last] = [days[0]?.on, days.at(-1)?.on];
  if (first === undefined || last === undefined) return [];
  const clinicians = [who.clinician, ...(who.second === null ? [] : [who.second])];
  const [from, to] = [[first, ...hours.map(({ on }) => on)].sort()[0]!, [last, ...hours.map(({ on }) => on)].sort().at(-1)!];
  const closed = await listClosed(tx, from, to);
  const flagged = new Set(await flaggedDays(tx, who.setting.caseId, from, to));
  const away = await store.listAway(tx, clinicians.map(({ staffId }) => staffId), from, to);
  const taken = hours.length === 0 ? [] : await store.listTaken(tx, clinicians.map(({ staffId }) => staffId), who.room?.roomId ?? null, hours, besides);
  const elsewhere = hours.length === 0 ? [] : await store.listElsewhere(tx, who.setting.personIds, hours, besides);
  const interpreting = hours.length === 0 ? [] : await store.listInterpretersTaken(tx, interpretersOf(who), hours, besides);
  const unspoken = await judgeSpeech(tx, who, clinicians, first);
  const goodbye = (await findPlannedEnds(tx, [who.setting.caseId]))[0]?.on ?? null;
  const beside = hours.length === 1 ? await store.listBeside(tx, who.clinician.staffId, hours[0]!, besides) : [];
  return days.flatMap(({ on, hour }): Problem[] => {
    if (hour === null) return [{ kind: "clocks", on, words: problemWords.clocks(on) }];
    const place = hours.indexOf(hour) + 1;
    const found: Problem[] = [];
    const shut = findShut(who, on, "en");
    if (shut !== null) found.push({ kind: "shut", on, words: shut.words });
    for (const one of clinicians) if (one.lastDay !== null && on > one.lastDay) found.push({ kind: "left", on, words: faultWords.hasLeft(one.name, one.lastDay) });
    for (const one of taken.filter((each) => each.place === place)) found.push(takenBy(who, one.staffId, on));
    const day = closed.find((one) => isClosedOn(one, on));
    if (day !== undefined) found.push({ kind: "closed", on, words: problemWords.closed(day.label) });
    if (flagged.has(on)) found.push({ kind: "flagged", on, words: who.seesChart ? problemWords.flagged : problemWords.flaggedClosed });
    for (const one of clinicians) if (away.some((each) => each.staffId === one.staffId && each.from <= on && on <= each.to)) found.push({ kind: "away", on, words: problemWords.away(one.name) });
    if (goodbye !== null && on > goodbye) found.push({ kind: "past_goodbye", on, words: who.seesChart ? problemWords.pastGoodbye(goodbye) : problemWords.pastGoodbyeClosed });
    if (unspoken !== null) found.push({ kind: "language", on, words: unspoken });
    for (const one of interpreting.filter((each) => each.place === place)) found.push({ kind: "interpreter_taken", on, words: problemWords.interpreterTaken(nameOf(who, one.personId)) });
    for (const one of elsewhere.filter((each) => each.place === place)) found.push({ kind: "elsewhere", on, words: problemWords.elsewhere(one.name) });
    const travel = judgeTravel({ ...hour, isAway: isAway(who.setting), travelMinutes: who.setting.travelMinutes }, beside, tx.actor.timeZone);
    return travel === null ? found : [...found, travel];
  });
}

const expected = (who: Who) => who.people.filter((one) => who.setting.personIds.includes(one.personId));
const interpretersOf = (who: Who): string[] => expected(who).filter((one) => partOf(one) === "interpreter").map(({ personId }) => personId);
function nameOf(who: Who, personId: string): string {
  const found = who.people.find((one) => one.personId === personId);
  return found === undefined ? "" : `${found.givenName} ${found.familyName}`.trim();
}

/** That an adult who is expected speaks what none of the clinicians does, and no interpreter comes; null where all is well, or nobody said what a clinician speaks. */
async function judgeSpeech(tx: Transaction, who: Who, clinicians: readonly Clinician[], on: CivilDate): Promise<Problem["words"] | null> {
  if (interpretersOf(who).length > 0) return null;
  const adults = expected(who).filter((one) => one.part === "caregiver").map((one) => ({ name: one.givenName, language: one.language }));
  const spoken = await listLanguages(tx);
  const missing = findUnspoken(adults, clinicians.map(({ staffId }) => spoken.find((one) => one.staffId === staffId)?.languages ?? null));
  if (missing === null) return null;
  const others = (await listStaff(tx)).filter((one) => (one.lastDay === null || one.lastDay >= on) && one.roles.some((role) => role === "clinician" || role === "trainee")).filter((one) => spoken.some((each) => each.staffId === one.staffId && each.languages.includes(missing.language)));
  return judgeLanguage(missing, who.clinician.name, others.map(({ name }) => name));
}

function takenBy(who: Who, staffId: string | null, on: CivilDate): Problem {
  if (staffId === null) return { kind: "room_taken", on, words: problemWords.roomTaken(who.room?.name ?? "") };
  if (staffId === who.second?.staffId) return { kind: "second_taken", on, words: faultWords.taken(who.second.name) };
  return { kind: "taken", on, words: faultWords.taken(who.clinician.name) };
}

/** Whoever else books for one of these people or this room waits until this transaction has ended. */
export const takeTurnOf = (tx: Transaction, who: Who): Promise<void> => store.takeTurn(tx, [who.clinician.staffId, ...(who.second === null ? [] : [who.second.staffId]), ...(who.room === null ? [] : [who.room.roomId])]);

/** What of a setting is kept with each session. */
export const bookedOf = (who: Who, kind: string, seriesId: string | null): store.Booked => ({ ...who.setting, kind, stage: who.stage, seriesId, travelMinutes: isAway(who.setting) ? who.setting.travelMinutes : null, videoLink: who.setting.modality === "video" ? who.setting.videoLink : null, roomId: who.room?.roomId ?? null });

/** Minutes of an hour. */
export const minutesOf = (hour: Hour): number => minutesBetween(hour.startsAt, hour.endsAt);
