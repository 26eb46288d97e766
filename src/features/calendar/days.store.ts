import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { ClosedDay, Flag, Room } from "./days.contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** The rooms that are used today. */
export const listRooms = (tx: Transaction) => rows<Room>(tx, sql`select id as "roomId", name, valid_from as "validFrom", valid_to as "validTo" from rooms where holds_on(valid_from, valid_to, today()) order by name, id limit 500`);
/** The teams of today, by name. */
export const listTeamNames = (tx: Transaction) => rows<{ teamId: string; name: string }>(tx, sql`select id as "teamId", name from teams where holds_on(valid_from, valid_to, today()) order by name, id limit 1000`);
export async function insertRoom(tx: Transaction, name: string): Promise<string> {
  const id = newId(tx);
  await sql`insert into rooms (agency_id, id, name, valid_from) values (${tx.actor.agencyId}, ${id}, ${name}, today())`.execute(tx);
  return id;
}
/** Yesterday was the last day of a room; false where there is none that is used. */
export const endRoom = async (tx: Transaction, roomId: string) => (await row(tx, sql`update rooms set valid_to = today() - 1 where id = ${roomId} and holds_on(valid_from, valid_to, today()) returning id`)) !== null;
export const countInRoom = async (tx: Transaction, roomId: string) => (await row<{ n: number }>(tx, sql`select count(*)::integer as n from sessions where room_id = ${roomId} and status = 'booked' and starts_at > ${tx.now}`))!.n;

/** The closed days that share a day with a span, the earliest first. */
export const listClosed = (tx: Transaction, from: CivilDate, to: CivilDate) => rows<ClosedDay>(tx, sql`select id as "closedDayId", from_on as from, to_on as to, label from closed_days where taken_back_at is null and from_on <= ${to} and to_on >= ${from} order by from_on, id limit 500`);
export async function insertClosed(tx: Transaction, one: { from: CivilDate; to: CivilDate; label: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into closed_days (agency_id, id, from_on, to_on, label, made_by, made_at) values (${tx.actor.agencyId}, ${id}, ${one.from}, ${one.to}, ${one.label}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const takeBackClosed = async (tx: Transaction, closedDayId: string) => (await row(tx, sql`update closed_days set taken_back_at = ${tx.now} where id = ${closedDayId} and taken_back_at is null returning id`)) !== null;
export const countOnDays = async (tx: Transaction, from: CivilDate, to: CivilDate) =>
  (await row<{ n: number }>(tx, sql`select count(*)::integer as n from sessions where status = 'booked' and starts_at >= (${from}::date)::timestamp at time zone ${tx.actor.timeZone} and starts_at < (${to}::date + 1)::timestamp at time zone ${tx.actor.timeZone}`))!.n;

/** The flagged days of a family within some days: that they are, for whoever books, never why. */
export const flaggedDays = async (tx: Transaction, caseId: string, from: CivilDate, to: CivilDate) => (await row<{ days: CivilDate[] }>(tx, sql`select (select coalesce(jsonb_agg(to_char(day, 'YYYY-MM-DD') order by day), '[]') from unnest(flagged_days(${caseId}, ${from}, ${to})) day) as days`))!.days;

/** The flagged days that the actor may read, each of the class of what it stands on (the planned end is of the service, events are of the chart), of one family, or of those that a clinician treats or covers within some days. */
export const listFlags = (tx: Transaction, { from, to, clinicianId, caseId }: { from: CivilDate; to: CivilDate; clinicianId: string | null; caseId: string | null }) =>
  rows<Flag>(tx, sql`select f.case_id as "caseId", trim(p.given_name || ' ' || p.family_name) as "childName", f.flag_id as "flagId", f.kind, f.label, f.began_on as "beganOn", f.on_day as "on",
      jsonb_build_object('class', case f.kind when 'goodbye' then 'service' else 'child_chart' end, 'caseId', f.case_id, 'ownerPersonId', null, 'ownerStaffId', null, 'counterpartStaffId', null, 'part2', false) as disclosure
    from flags_between(${caseId === null ? sql`(select coalesce(array_agg(distinct a.case_id), '{}') from assignments a join cases open on open.agency_id = a.agency_id and open.id = a.case_id and open.status = 'open' where a.staff_id = ${clinicianId}::uuid and a.valid_from <= ${to} and (a.valid_to is null or a.valid_to >= ${from}))::uuid[]` : sql`record_of(${caseId}::uuid)`}, ${from}, ${to}) f
      join cases c on c.id = f.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id
    order by f.on_day, 2, f.kind limit 1000`);
