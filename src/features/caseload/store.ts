import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { CaseloadContent } from "./contract.ts";
import type { Limit, Weighable } from "./rules.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** The moment of what is said of somebody: after everything that was said before, so that the last word is the last. */
const after = (tx: Transaction, table: string, column: string, staffId: string) =>
  sql`greatest(${tx.now}::timestamptz, (select max(${sql.ref(column)}) + interval '1 millisecond' from ${sql.table(table)} where staff_id = ${staffId}))`;

export type RuleRow = { number: number; content: CaseloadContent; validFrom: string; note: string; madeBy: string | null; madeAt: string };
/** The agency's own versions, the newest first. */
export const listRules = (tx: Transaction) =>
  rows<RuleRow>(tx, sql`select r.number, r.content, r.valid_from as "validFrom", r.note, s.display_name as "madeBy", r.made_at as "madeAt" from caseload_rules r left join staff s on s.agency_id = r.agency_id and s.id = r.made_by order by r.number desc`);
/** False where somebody made a version meanwhile. */
export const insertRule = async (tx: Transaction, one: { number: number; content: CaseloadContent; validFrom: string; note: string }): Promise<boolean> =>
  (await row(tx, sql`insert into caseload_rules (agency_id, number, content, valid_from, note, made_by, made_at) values (${tx.actor.agencyId}, ${one.number}, ${JSON.stringify(one.content)}::jsonb, ${one.validFrom}, ${one.note}, ${author(tx)}, ${tx.now}) on conflict do nothing returning number`)) !== null;

const weighable = sql`l.kind, l.valid_from as "validFrom", l.valid_to as "validTo", l.stage, l.held, l.at_home as "atHome", l.planned, l.planned_at_home as "plannedAtHome", l.has_interpreter as "hasInterpreter", l.languages, l.others`;
export type LoadRow = Weighable & { staffId: string; caseId: string; safetyPlanCase: string | null; plannedEnd: CivilDate | null };
/** The families of these people with all that weighs in them; nothing of whom the actor may not see the load. */
export const listLoads = (tx: Transaction, staffIds: readonly string[], to: CivilDate) =>
  rows<LoadRow>(tx, sql`select p.id as "staffId", l.case_id as "caseId", ${weighable}, l.risk_stands as "riskStands", l.safety_plan_case is not null as "hasSafetyPlan", l.safety_plan_case as "safetyPlanCase", l.planned_end as "plannedEnd"
    from unnest(${[...staffIds]}::uuid[]) p (id) cross join lateral load_of(p.id, today(), ${to}::date) l order by p.id, l.case_id, l.valid_from`);
/** The same of everybody who treats, without saying which family it is, and without what protects it. */
export const listRooms = (tx: Transaction, from: CivilDate, to: CivilDate) =>
  rows<Weighable & { staffId: string }>(tx, sql`select l.staff_id as "staffId", ${weighable}, null as "riskStands", null as "hasSafetyPlan" from rooms_of_all(${from}::date, ${to}::date) l`);
/** The limits that hold today, of everybody. */
export const listLimits = (tx: Transaction) => rows<Limit & { staffId: string }>(tx, sql`select staff_id as "staffId", tenths, families from limits_of_all()`);

/** Whether the actor may see what somebody carries. */
export const maySeeLoad = async (tx: Transaction, staffId: string) => (await row<{ may: boolean }>(tx, sql`select may_see_load(${staffId}) as may`))!.may;
/** Those who work here and whom the actor supervises today, by name. */
export const listSupervised = (tx: Transaction) =>
  rows<{ staffId: string; name: string }>(tx, sql`select distinct s.id as "staffId", s.display_name as name from supervisions v join staff s on s.agency_id = v.agency_id and s.id = v.clinician_id and holds_on(s.valid_from, s.valid_to, today())
    where v.supervisor_id = ${author(tx)} and holds_on(v.valid_from, v.valid_to, today()) and s.id <> v.supervisor_id order by s.display_name, s.id`);

export type NamedCase = { caseId: string; childName: string; lastSessionOn: CivilDate | null; nextSessionAt: string | null };
/** How the families are called and when they come, as far as row-level security shows them: what begins later is not shown yet. */
export const listNamed = (tx: Transaction, caseIds: readonly string[]) =>
  rows<NamedCase>(tx, sql`select c.id as "caseId", trim(p.given_name || ' ' || p.family_name) as "childName",
      (select max((s.starts_at at time zone s.time_zone)::date) from sessions s where s.agency_id = c.agency_id and s.case_id = any (record_of(c.id)) and s.status = 'held') as "lastSessionOn",
      (select to_char(min(s.starts_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from sessions s where s.agency_id = c.agency_id and s.case_id = any (record_of(c.id)) and s.status = 'booked' and s.starts_at > present_moment()) as "nextSessionAt"
    from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id where c.id = any (${[...caseIds]}::uuid[])`);

export type ExceptionRow = { caseId: string; reason: string; byName: string | null; at: string };
/** Why these families were given to somebody over the limit, the newest of each. */
export const listExceptions = (tx: Transaction, staffId: string, caseIds: readonly string[]) =>
  rows<ExceptionRow>(tx, sql`select distinct on (c.id) c.id as "caseId", e.reason, s.display_name as "byName", e.decided_at as at
    from unnest(${[...caseIds]}::uuid[]) c (id) join caseload_exceptions e on e.case_id = any (record_of(c.id)) and e.staff_id = ${staffId} left join staff s on s.agency_id = e.agency_id and s.id = e.decided_by order by c.id, e.decided_at desc, e.id desc`);
export const insertException = (tx: Transaction, one: { caseId: string; staffId: string; reason: string }) =>
  sql`insert into caseload_exceptions (agency_id, id, case_id, staff_id, reason, decided_by, decided_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${one.staffId}, ${one.reason}, ${author(tx)}, ${tx.now})`.execute(tx);

/** The last word of each on whether she takes a further family, where it is that she does not. */
export const listNotNow = (tx: Transaction) =>
  rows<{ staffId: string; until: CivilDate }>(tx, sql`select "staffId", until from (select distinct on (staff_id) staff_id as "staffId", says, until from room_answers order by staff_id, said_at desc, id desc) last where says = 'not_now' and until >= today()`);
export const insertRoomAnswer = (tx: Transaction, one: { staffId: string; until: CivilDate | null }) =>
  sql`insert into room_answers (agency_id, id, staff_id, says, until, said_by, said_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.staffId}, ${one.until === null ? "again" : "not_now"}, ${one.until}, ${author(tx)}, ${after(tx, "room_answers", "said_at", one.staffId)})`.execute(tx);

export const listLanguages = (tx: Transaction) => rows<{ staffId: string; languages: string[] }>(tx, sql`select distinct on (staff_id) staff_id as "staffId", languages from staff_languages order by staff_id, made_at desc, id desc`);
export const insertLanguages = (tx: Transaction, one: { staffId: string; languages: readonly string[] }) =>
  sql`insert into staff_languages (agency_id, id, staff_id, languages, made_by, made_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.staffId}, ${[...one.languages]}, ${author(tx)}, ${after(tx, "staff_languages", "made_at", one.staffId)})`.execute(tx);

export type OwnLimitRow = { staffId: string; tenths: number | null; families: number | null; validFrom: CivilDate; note: string; madeBy: string | null };
/** The own limits that the actor may see: what was last said of each. */
export const listOwnLimits = (tx: Transaction) =>
  rows<OwnLimitRow>(tx, sql`select distinct on (l.staff_id) l.staff_id as "staffId", l.tenths, l.families, l.valid_from as "validFrom", l.note, s.display_name as "madeBy" from caseload_limits l left join staff s on s.agency_id = l.agency_id and s.id = l.made_by order by l.staff_id, l.made_at desc, l.id desc`);
export const findOwnLimit = (tx: Transaction, staffId: string) =>
  row<Limit>(tx, sql`select tenths, families from caseload_limits where staff_id = ${staffId} and valid_from <= today() order by valid_from desc, made_at desc, id desc limit 1`);
export const insertLimit = (tx: Transaction, one: { staffId: string; tenths: number | null; families: number | null; validFrom: CivilDate; note: string }) =>
  sql`insert into caseload_limits (agency_id, id, staff_id, tenths, families, valid_from, note, made_by, made_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.staffId}, ${one.tenths}, ${one.families}, ${one.validFrom}, ${one.note}, ${author(tx)}, ${after(tx, "caseload_limits", "made_at", one.staffId)})`.execute(tx);

export type AwayRow = { staffId: string; validFrom: CivilDate; validTo: CivilDate };
/** Absences that hold or are to come. */
export const listAway = (tx: Transaction) => rows<AwayRow>(tx, sql`select staff_id as "staffId", valid_from as "validFrom", valid_to as "validTo" from absences where ended_on is null and valid_to >= today() order by valid_from, id`);

/** Families that somebody said yes to and whose case is not open yet, with the day that was planned. */
export const listAccepted = (tx: Transaction) => rows<{ startsOn: CivilDate | null }>(tx, sql`select starts_on as "startsOn" from referrals_offered() where answer = 'yes' order by starts_on`);
