import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";
import type { Told } from "./escalation.rules.ts";
import type { Alert, AlertPlace, SafetySettings, Turn } from "./oncall.contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** What the agency set last; null where it set nothing yet. */
export const findSettings = (tx: Transaction) =>
  row<SafetySettings>(tx, sql`select hours, holidays, escalate_after_minutes as "escalateAfterMinutes", written_report_hours as "writtenReportHours" from safety_settings order by set_at desc, id desc limit 1`);
export const insertSettings = (tx: Transaction, one: SafetySettings) =>
  sql`insert into safety_settings (agency_id, id, hours, holidays, escalate_after_minutes, written_report_hours, set_by, set_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${JSON.stringify(one.hours)}::jsonb, ${JSON.stringify(one.holidays)}::jsonb, ${one.escalateAfterMinutes}, ${one.writtenReportHours}, ${author(tx)}, ${tx.now})`.execute(tx);

const turnColumns = sql`t.id as "turnId", t.staff_id as "staffId", s.display_name as name, t.starts_at as "startsAt", t.ends_at as "endsAt", t.phone`;
const turnSources = sql`on_call_turns t join staff s on s.agency_id = t.agency_id and s.id = t.staff_id`;
/** Turns that are not over, the soonest first. */
export const listTurns = (tx: Transaction) => rows<Turn>(tx, sql`select ${turnColumns} from ${turnSources} where t.withdrawn_at is null and t.ends_at > ${tx.now} order by t.starts_at, t.id limit 500`);
/** Whoever is on call at this moment, and still works here. */
export const findOnCall = (tx: Transaction) =>
  row<Turn>(tx, sql`select ${turnColumns} from ${turnSources} where t.withdrawn_at is null and t.starts_at <= ${tx.now} and t.ends_at > ${tx.now} and holds_on(s.valid_from, s.valid_to, today()) order by t.starts_at, t.id limit 1`);
/** Whoever changes the roster waits for whoever changes it now. */
export const lockRoster = (tx: Transaction) => sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.actor.agencyId} on-call`}, 0))`.execute(tx);
export const overlapsTurn = async (tx: Transaction, startsAt: Instant, endsAt: Instant) => (await row(tx, sql`select from on_call_turns where withdrawn_at is null and starts_at < ${endsAt} and ends_at > ${startsAt}`)) !== null;
export async function insertTurn(tx: Transaction, one: { staffId: string; startsAt: Instant; endsAt: Instant; phone: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into on_call_turns (agency_id, id, staff_id, starts_at, ends_at, phone, recorded_by, recorded_at) values (${tx.actor.agencyId}, ${id}, ${one.staffId}, ${one.startsAt}, ${one.endsAt}, ${one.phone}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const withdrawTurn = async (tx: Transaction, turnId: string): Promise<boolean> => (await sql`update on_call_turns set withdrawn_at = ${tx.now} where id = ${turnId} and withdrawn_at is null`.execute(tx)).numAffectedRows === 1n;
export const worksHere = async (tx: Transaction, staffId: string) => (await row(tx, sql`select from staff where id = ${staffId} and holds_on(valid_from, valid_to, today())`)) !== null;
/** Those who may be put on call: clinicians, whom a cover opens what waits. */
export const listClinicians = (tx: Transaction) =>
  rows<{ staffId: string; name: string }>(tx, sql`select s.id as "staffId", s.display_name as name from staff s where holds_on(s.valid_from, s.valid_to, today()) and exists (select from staff_roles r where r.agency_id = s.agency_id and r.staff_id = s.id and r.role = 'clinician' and holds_on(r.valid_from, r.valid_to, today())) order by s.display_name, s.id`);

export type OpenAlert = { alertId: string; caseId: string; raisedAt: Instant; reviewedAt: Instant | null; acknowledgedAt: Instant | null };
/** A review and what was done about it so far, held until the transaction ends: two workers come one after the other. */
export async function lockAlert(tx: Transaction, reviewId: string): Promise<OpenAlert | null> {
  const held = await row<Omit<OpenAlert, "acknowledgedAt">>(tx, sql`select id as "alertId", case_id as "caseId", raised_at as "raisedAt", reviewed_at as "reviewedAt" from safety_reviews where id = ${reviewId} for update`);
  if (!held) return null;
  const alert = await row<{ acknowledgedAt: Instant | null }>(tx, sql`select acknowledged_at as "acknowledgedAt" from alerts where id = ${reviewId} for update`);
  return { ...held, acknowledgedAt: alert?.acknowledgedAt ?? null };
}
export const listTold = (tx: Transaction, alertId: string) => rows<Told>(tx, sql`select staff_id as "staffId", told_at as "toldAt" from alert_steps where alert_id = ${alertId} order by place`);

/** The supervisors of those who treat a case today, and the agency's administrators, each in a settled order. */
export async function listChain(tx: Transaction, caseId: string): Promise<{ supervisors: string[]; administrators: string[] }> {
  const supervisors = await rows<{ id: string }>(tx, sql`select v.supervisor_id as id from assignments a join supervisions v on v.agency_id = a.agency_id and v.clinician_id = a.staff_id and holds_on(v.valid_from, v.valid_to, today()) join staff s on s.agency_id = v.agency_id and s.id = v.supervisor_id and holds_on(s.valid_from, s.valid_to, today())
    where a.case_id = any (record_of(${caseId})) and a.kind = 'assigned' and holds_on(a.valid_from, a.valid_to, today()) group by v.supervisor_id order by min(v.valid_from), v.supervisor_id`);
  const administrators = await rows<{ id: string }>(tx, sql`select s.id from staff s join staff_roles r on r.agency_id = s.agency_id and r.staff_id = s.id and r.role = 'administrator' and holds_on(r.valid_from, r.valid_to, today()) where holds_on(s.valid_from, s.valid_to, today()) order by r.valid_from, s.id`);
  return { supervisors: supervisors.map((one) => one.id), administrators: administrators.map((one) => one.id) };
}

/** Writes down that somebody is told; answers the id of the step. */
export async function insertStep(tx: Transaction, alert: Pick<OpenAlert, "alertId" | "caseId">, one: { place: number; staffId: string; standsAs: AlertPlace }): Promise<string> {
  const id = newId(tx);
  await sql`insert into alerts (agency_id, id, case_id) values (${tx.actor.agencyId}, ${alert.alertId}, ${alert.caseId}) on conflict do nothing`.execute(tx);
  await sql`insert into alert_steps (agency_id, id, alert_id, case_id, place, staff_id, stands_as, told_at) values (${tx.actor.agencyId}, ${id}, ${alert.alertId}, ${alert.caseId}, ${one.place}, ${one.staffId}, ${one.standsAs}, ${tx.now})`.execute(tx);
  return id;
}
/** Who is told while on call covers the case until the turn's last day, or the last day that they work here, as any cover within its dates; nobody who treats it already. */
export const coverCase = (tx: Transaction, caseId: string, staffId: string, until: string) =>
  sql`insert into assignments (agency_id, case_id, staff_id, kind, valid_from, valid_to) select ${tx.actor.agencyId}, ${caseId}, ${staffId}, 'covering', ${tx.today}, least(${until}::date, w.valid_to)
    from staff w where w.id = ${staffId} and holds_on(w.valid_from, w.valid_to, today()) and not exists (select from assignments a where a.case_id = any (record_of(${caseId})) and a.staff_id = ${staffId} and holds_on(a.valid_from, a.valid_to, today())) on conflict do nothing`.execute(tx);
export const findStaffLanguage = async (tx: Transaction, staffId: string): Promise<"en" | "es"> => ((await row<{ language: string }>(tx, sql`select language from staff where id = ${staffId}`))?.language === "es" ? "es" : "en");

/** What was said to somebody and is not over, the oldest first. */
export const listOwnAlerts = (tx: Transaction, staffId: string) =>
  rows<Omit<Alert, "opens"> & { caseId: string }>(tx, sql`select a.id as "alertId", a.case_id as "caseId", p.stands_as as "standsAs", p.told_at as "toldAt", a.acknowledged_at as "acknowledgedAt", k.display_name as "acknowledgedByName",
      coalesce((select jsonb_agg(distinct s.display_name) from assignments g join staff s on s.agency_id = g.agency_id and s.id = g.staff_id where g.agency_id = a.agency_id and g.case_id = a.case_id and g.kind = 'assigned' and holds_on(g.valid_from, g.valid_to, today())), '[]') as clinicians
    from alert_steps p join alerts a on a.agency_id = p.agency_id and a.id = p.alert_id left join staff k on k.agency_id = a.agency_id and k.id = a.acknowledged_by
    where p.staff_id = ${staffId} and a.closed_at is null order by p.told_at, a.id limit 100`);
/** Takes an alert on; null where it is taken or over. */
export const takeAlert = (tx: Transaction, alertId: string, staffId: string) =>
  row<{ acknowledgedAt: Instant }>(tx, sql`update alerts set acknowledged_at = ${tx.now}, acknowledged_by = ${staffId} where id = ${alertId} and acknowledged_at is null and closed_at is null returning acknowledged_at as "acknowledgedAt"`);
export const findAlert = (tx: Transaction, alertId: string) => row<{ acknowledgedAt: Instant | null }>(tx, sql`select acknowledged_at as "acknowledgedAt" from alerts where id = ${alertId}`);
export const closeAlert = (tx: Transaction, alertId: string) => sql`update alerts set closed_at = ${tx.now} where id = ${alertId} and closed_at is null`.execute(tx);

/** Alerts that nobody has reviewed: at the start of a worker they are looked at again. */
export const listUnreviewed = (tx: Transaction) => rows<{ reviewId: string }>(tx, sql`select id as "reviewId" from safety_reviews where reviewed_at is null order by raised_at, id limit 10000`);
