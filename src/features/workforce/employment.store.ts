import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { EmploymentEnd } from "./contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
const instantText = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Every last day that somebody was given, the newest first. */
export const listEnds = (tx: Transaction, staffId: string) =>
  rows<EmploymentEnd>(tx, sql`select e.id as "endId", e.last_day as "lastDay", e.reason, b.display_name as "endedByName", ${instantText("e.ended_at")} as "endedAt", ${instantText("e.taken_back_at")} as "takenBackAt", t.display_name as "takenBackByName"
    from employment_ends e left join staff b on b.agency_id = e.agency_id and b.id = e.ended_by left join staff t on t.agency_id = e.agency_id and t.id = e.taken_back_by where e.staff_id = ${staffId} order by e.ended_at desc, e.id desc limit 100`);

/** Waits for whoever ends somebody's work here, so that two administrators do not end each other. */
export const lockEmployment = (tx: Transaction) => sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.actor.agencyId} employment`}, 0))`.execute(tx);

/** Whether somebody else is an administrator without a last day, who took up the invitation and can come in. */
export const hasOtherAdministrator = async (tx: Transaction, staffId: string) => (await row<{ has: boolean }>(tx, sql`select other_administrator(${staffId}, true) as has`))!.has;
/** Whether somebody else could give whoever acts a role, now or once they are let in again. */
export const hasOtherGiver = async (tx: Transaction, staffId: string) => (await row<{ has: boolean }>(tx, sql`select other_administrator(${staffId}, false) as has`))!.has;

/** What hangs on somebody's work here: the table, whose column names the person, and the columns that name a row. */
const hanging = [
  { table: "staff_roles", of: ["staff_id"], key: ["staff_id", "role", "valid_from"] },
  { table: "assignments", of: ["staff_id"], key: ["case_id", "staff_id", "kind", "valid_from", "absence_id"] },
  { table: "supervisions", of: ["supervisor_id", "clinician_id"], key: ["id"] },
  { table: "team_members", of: ["staff_id"], key: ["id"] },
] as const;
type Changed = { table: string; key: Record<string, string>; was: string | null };

/** The row whose columns have these values, each as its text. */
const isRow = (key: Record<string, string>) => sql.join(Object.entries(key).map(([column, value]) => sql`${sql.ref(column)}::text = ${value}`), sql` and `);

/** What a row says once a last day was given: a membership of a team never ends before it began. */
const endedBy = (table: string, lastDay: string) => (table === "team_members" ? sql`greatest(valid_from, ${lastDay}::date)` : sql`${lastDay}::date`);

/** Gives somebody a last day, and to everything that hangs on it; keeps what each row said before. */
export async function endEmployment(tx: Transaction, one: { staffId: string; was: string | null; lastDay: string; reason: string }): Promise<string> {
  const changed: Changed[] = [];
  for (const { table, of, key } of hanging) {
    const found = await rows<Omit<Changed, "table">>(tx, sql`select jsonb_build_object(${sql.join(key.flatMap((column) => [sql.lit(column), sql`${sql.ref(column)}::text`]))}) as key, valid_to as was from ${sql.table(table)}
      where ${sql.join(of.map((column) => sql`${sql.ref(column)} = ${one.staffId}`), sql` or `)}`);
    const ends = found.filter(({ was }) => was === null || was > one.lastDay);
    for (const each of ends) await sql`update ${sql.table(table)} set valid_to = ${endedBy(table, one.lastDay)} where ${isRow(each.key)}`.execute(tx);
    changed.push(...ends.map((each) => ({ table, ...each })));
  }
  await sql`update staff set valid_to = ${one.lastDay} where id = ${one.staffId}`.execute(tx);
  const id = newId(tx);
  await sql`insert into employment_ends (agency_id, id, staff_id, last_day, was, reason, changed, ended_by, ended_at)
    values (${tx.actor.agencyId}, ${id}, ${one.staffId}, ${one.lastDay}, ${one.was}, ${one.reason}, ${JSON.stringify(changed)}::jsonb, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}

type StandingEnd = { endId: string; was: string | null; lastDay: string; changed: Changed[] };
/** The last day of somebody that is not over yet and was not taken back. */
export const findStandingEnd = (tx: Transaction, staffId: string) =>
  row<StandingEnd>(tx, sql`select id as "endId", was, last_day as "lastDay", changed from employment_ends where staff_id = ${staffId} and taken_back_at is null and last_day >= today() order by ended_at desc limit 1`);

/** Takes a last day back: every row says again what it said before, unless somebody gave it another end meanwhile. */
export async function takeBackEnd(tx: Transaction, staffId: string, end: StandingEnd): Promise<void> {
  for (const { table, key, was } of end.changed) await sql`update ${sql.table(table)} set valid_to = ${was} where ${isRow(key)} and valid_to = ${endedBy(table, end.lastDay)}`.execute(tx);
  await sql`update staff set valid_to = ${end.was} where id = ${staffId}`.execute(tx);
  await sql`update employment_ends set taken_back_at = ${tx.now}, taken_back_by = ${author(tx)} where id = ${end.endId}`.execute(tx);
}
