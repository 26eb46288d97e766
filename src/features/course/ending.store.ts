import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { insertStage } from "#features/cases/store.ts";
import type { Aftercare, AftercareBlock, Closing, EndingView, Timings } from "./ending.contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** The agency's own times; null where it keeps to the model's. */
export const findTimings = (tx: Transaction) => row<Timings>(tx, sql`select plan_months as "planMonths", tell_months as "tellMonths", look_for_weeks as "lookForWeeks", answer_days as "answerDays" from course_timings order by recorded_at desc, id desc limit 1`);
export const insertTimings = (tx: Transaction, one: Timings) =>
  sql`insert into course_timings (agency_id, id, plan_months, tell_months, look_for_weeks, answer_days, recorded_at, recorded_by) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.planMonths}, ${one.tellMonths}, ${one.lookForWeeks}, ${one.answerDays}, ${tx.now}, ${author(tx)})`.execute(tx);

/** The newest word on a search for the family in a course. */
export const findSearch = (tx: Transaction, caseId: string, course: number) => row<{ since: string | null; place: number }>(tx, sql`select since, place from course_searches where case_id = ${caseId} and course = ${course} order by place desc limit 1`);
/** Puts a word on a search after the one that the writer saw; false where somebody was faster. */
export const insertSearch = async (tx: Transaction, one: { caseId: string; course: number; place: number; since: string | null }) =>
  (await row(tx, sql`insert into course_searches (agency_id, id, case_id, course, place, since, recorded_at, recorded_by) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${one.course}, ${one.place}, ${one.since}, ${tx.now}, ${author(tx)}) on conflict do nothing returning id`)) !== null;

type ContactRow = Omit<EndingView["contacts"][number], "disclosure">;
export const listContacts = (tx: Transaction, caseId: string, course: number) =>
  rows<ContactRow>(tx, sql`select x.id as "contactId", x.owner_person_id as "personId", x.tried_on as "triedOn", x.way, x.reached, x.words, s.display_name as "byName" from course_contacts x left join staff s on s.agency_id = x.agency_id and s.id = x.recorded_by
    where x.case_id = ${caseId} and x.course = ${course} order by x.tried_on desc, x.id desc limit 500`);
export const insertContact = (tx: Transaction, one: { caseId: string; course: number; personId: string; triedOn: string; way: string; reached: boolean; words: string }) =>
  sql`insert into course_contacts (agency_id, id, case_id, course, owner_person_id, tried_on, way, reached, words, recorded_at, recorded_by)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${one.course}, ${one.personId}, ${one.triedOn}, ${one.way}, ${one.reached}, ${one.words}, ${tx.now}, ${author(tx)})`.execute(tx);

/** Sessions that are booked from now up to the end of a day. */
export const countBooked = async (tx: Transaction, caseId: string, lastOn: string) =>
  (await row<{ count: number }>(tx, sql`select count(*) as count from sessions where case_id = any (record_of(${caseId})) and status = 'booked' and starts_at > ${tx.now} and (starts_at at time zone time_zone)::date <= ${lastOn}`))!.count;

type AftercareRow = Omit<Aftercare, "disclosure">;
/** The plan for afterwards as it stands, one for each language. */
export const listAftercare = (tx: Transaction, caseId: string, course: number) =>
  rows<AftercareRow>(tx, sql`select distinct on (a.language) a.language, a.place, a.changes, a.reminders, a.symptoms, a.come_back as "comeBack", a.whom_to_call as "whomToCall", a.recorded_at as "recordedAt", s.display_name as "byName"
    from aftercare_plans a left join staff s on s.agency_id = a.agency_id and s.id = a.recorded_by where a.case_id = ${caseId} and a.course = ${course} order by a.language, a.place desc`);
/** Writes the plan after the one that the writer saw; false where somebody was faster. */
export const insertAftercare = async (tx: Transaction, one: { caseId: string; course: number; language: string; place: number } & Record<AftercareBlock, string>) =>
  (await row(tx, sql`insert into aftercare_plans (agency_id, id, case_id, course, language, place, changes, reminders, symptoms, come_back, whom_to_call, recorded_at, recorded_by)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${one.course}, ${one.language}, ${one.place}, ${one.changes}, ${one.reminders}, ${one.symptoms}, ${one.comeBack}, ${one.whomToCall}, ${tx.now}, ${author(tx)}) on conflict do nothing returning id`)) !== null;

type ClosingRow = Omit<Closing, "disclosure" | "reasons">;
export const findClosing = (tx: Transaction, caseId: string, course: number) =>
  row<ClosingRow>(tx, sql`select e.closed_on as "closedOn", e.stage, e.initiator, e.manner, e.change, e.prognosis, e.transferred, s.display_name as "byName" from course_closings e left join staff s on s.agency_id = e.agency_id and s.id = e.recorded_by where e.case_id = ${caseId} and e.course = ${course}`);
export const listClosingReasons = (tx: Transaction, caseId: string, course: number) =>
  rows<{ reason: Closing["reasons"][number]["reason"]; personId: string | null }>(tx, sql`select reason, owner_person_id as "personId" from course_closing_reasons where case_id = ${caseId} and course = ${course} order by id`);

export type NewClosing = Pick<ClosingRow, "stage" | "initiator" | "manner" | "change" | "prognosis" | "transferred"> & { caseId: string; course: number };
export async function insertClosing(tx: Transaction, one: NewClosing, reasons: readonly { reason: string; class: "child_chart" | "caregiver"; personId: string | null }[]): Promise<void> {
  await sql`insert into course_closings (agency_id, case_id, course, closed_on, stage, initiator, manner, change, prognosis, transferred, recorded_at, recorded_by)
    values (${tx.actor.agencyId}, ${one.caseId}, ${one.course}, ${tx.today}, ${one.stage}, ${one.initiator}, ${one.manner}, ${one.change}, ${one.prognosis}, ${one.transferred}, ${tx.now}, ${author(tx)})`.execute(tx);
  for (const each of reasons) {
    await sql`insert into course_closing_reasons (agency_id, id, case_id, course, reason, class, owner_person_id) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${one.course}, ${each.reason}, ${each.class}, ${each.personId})`.execute(tx);
  }
}
/** Closes a case that is open and as the writer saw it; false where it is not. */
export const closeCase = async (tx: Transaction, caseId: string, revision: number) =>
  (await row(tx, sql`update cases set status = 'closed', closed_on = ${tx.today}, revision = revision + 1 where id = ${caseId} and revision = ${revision} and status = 'open' returning id`)) !== null;
/** Opens a closed case in its first stage, where it is as the writer saw it. */
export async function reopenCase(tx: Transaction, caseId: string, revision: number, course: number): Promise<boolean> {
  const opened = await row(tx, sql`update cases set status = 'open', closed_on = null, stage = 1, revision = revision + 1 where id = ${caseId} and revision = ${revision} and status = 'closed' returning id`);
  if (opened === null) return false;
  await sql`insert into course_starts (agency_id, case_id, number, began_on, recorded_at, recorded_by) values (${tx.actor.agencyId}, ${caseId}, ${course}, ${tx.today}, ${tx.now}, ${author(tx)})`.execute(tx);
  await insertStage(tx, caseId, 1);
  return true;
}
/** Cancels what is booked from now on; answers how many. */
export const cancelComing = async (tx: Transaction, caseId: string, reason: string) =>
  (await rows(tx, sql`update sessions set status = 'cancelled', status_reason = ${reason}, revision = revision + 1 where case_id = any (record_of(${caseId})) and status = 'booked' and starts_at > ${tx.now} returning id`)).length;
/** Whether a session that is over has no signed note, and was not cancelled. */
export const owesNote = async (tx: Transaction, caseId: string) =>
  (await row<{ owes: boolean }>(tx, sql`select exists (select from sessions s left join notes n on n.agency_id = s.agency_id and n.session_id = s.id where s.case_id = any (record_of(${caseId})) and s.status in ('booked', 'held') and s.ends_at <= ${tx.now} and coalesce(n.status, 'draft') in ('draft', 'returned')) as owes`))!.owes;
/** Batteries of measures that somebody could still answer. */
export const listOpenBatteries = (tx: Transaction, caseId: string) => rows<{ batteryId: string }>(tx, sql`select distinct battery_id as "batteryId" from measure_requests where case_id = any (record_of(${caseId})) and status in ('sent', 'started')`);
/** The day on which the treatment ended, among the dates of the case. */
export const insertDischarge = (tx: Transaction, caseId: string) =>
  sql`insert into case_milestones (agency_id, id, case_id, class, kind, happened_on, recorded_by, recorded_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${caseId}, 'service', 'discharged', ${tx.today}, ${author(tx)}, ${tx.now})`.execute(tx);

/** The practice as a letter names it. */
export const findPractice = async (tx: Transaction) => (await row<{ name: string; phone: string }>(tx, sql`select public_name as name, coalesce(settings -> 'practice' ->> 'phone', '') as phone from agencies`))!;

/** The newest course of which there is a plan for afterwards that the actor sees. */
export const findAftercareCourse = async (tx: Transaction, caseId: string) => (await row<{ course: number | null }>(tx, sql`select max(course) as course from aftercare_plans where case_id = ${caseId}`))!.course;
