import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";
import type { VisitRule } from "./contract.ts";
import type { VisitWord } from "./rules.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** What the agency set last; null where it set nothing yet. */
export const findRule = (tx: Transaction) => row<VisitRule>(tx, sql`select is_on as "isOn", grace_minutes as "graceMinutes" from visit_rules order by set_at desc, id desc limit 1`);
export const insertRule = (tx: Transaction, one: VisitRule) =>
  sql`insert into visit_rules (agency_id, id, is_on, grace_minutes, set_by, set_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.isOn}, ${one.graceMinutes}, ${author(tx)}, ${tx.now})`.execute(tx);

export type VisitRow = { sessionId: string; caseId: string; childName: string; clinicianId: string; clinicianName: string; startsAt: Instant; endsAt: Instant; timeZone: string; travelMinutes: number | null; signAt: Instant | null; words: (VisitWord & { note: string })[]; alarmAt: Instant | null; steps: number };
const moment = (of: string) => sql.raw(`to_char(${of} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
const columns = sql`s.id as "sessionId", s.case_id as "caseId", trim(child.given_name || ' ' || child.family_name) as "childName", s.clinician_id as "clinicianId", staff.display_name as "clinicianName", s.starts_at as "startsAt", s.ends_at as "endsAt", s.time_zone as "timeZone", t.minutes as "travelMinutes",
    greatest(s.held_to, n.saved_at) as "signAt",
    coalesce((select jsonb_agg(jsonb_build_object('word', w.word, 'untilAt', ${moment("w.until_at")}, 'saidAt', ${moment("w.said_at")}, 'note', w.note) order by w.said_at, w.id) from visit_words w where w.agency_id = s.agency_id and w.session_id = s.id), '[]') as words,
    (select min(a.raised_at) from visit_alarms a where a.agency_id = s.agency_id and a.session_id = s.id) as "alarmAt", (select count(*)::integer from visit_alarms a where a.agency_id = s.agency_id and a.session_id = s.id) as steps`;
const sources = sql`sessions s join cases c on c.agency_id = s.agency_id and c.id = s.case_id join persons child on child.agency_id = c.agency_id and child.id = c.child_id join staff on staff.agency_id = s.agency_id and staff.id = s.clinician_id
    left join notes n on n.agency_id = s.agency_id and n.session_id = s.id left join session_travel t on t.agency_id = s.agency_id and t.session_id = s.id`;
const atHome = sql`s.place = 'home' and s.modality = 'in_person' and s.status in ('booked', 'held')`;

/** Visits at home between two moments, by their beginning: of one clinician, or of all that the actor sees. */
export const listVisits = (tx: Transaction, from: Instant, to: Instant, clinicianId: string | null) =>
  rows<VisitRow>(tx, sql`select ${columns} from ${sources} where ${atHome} and s.starts_at >= ${from} and s.starts_at < ${to} and (${clinicianId}::uuid is null or s.clinician_id = ${clinicianId}) order by s.starts_at, s.id limit 500`);
export const findVisit = (tx: Transaction, sessionId: string) => row<VisitRow>(tx, sql`select ${columns} from ${sources} where ${atHome} and s.id = ${sessionId}`);

export const insertWord = (tx: Transaction, one: { sessionId: string; caseId: string; staffId: string; word: VisitWord["word"]; untilAt: Instant | null; note: string }) =>
  sql`insert into visit_words (agency_id, id, session_id, case_id, staff_id, word, until_at, note, said_by, said_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.sessionId}, ${one.caseId}, ${one.staffId}, ${one.word}, ${one.untilAt}, ${one.note}, ${author(tx)}, ${tx.now})`.execute(tx);

/** Notes that others are told; false where they were at that step already. */
export const insertAlarm = async (tx: Transaction, one: Pick<VisitRow, "sessionId" | "caseId" | "clinicianId">, step: 1 | 2) =>
  (await row(tx, sql`insert into visit_alarms (agency_id, session_id, case_id, staff_id, step, raised_at) values (${tx.actor.agencyId}, ${one.sessionId}, ${one.caseId}, ${one.clinicianId}, ${step}, ${tx.now}) on conflict do nothing returning session_id`)) !== null;

/** Who supervises somebody today. */
export const listSupervising = (tx: Transaction, staffId: string) => rows<{ staffId: string }>(tx, sql`select distinct v.supervisor_id as "staffId" from supervisions v where v.clinician_id = ${staffId} and holds_on(v.valid_from, v.valid_to, today())`);
/** Who runs the programme today. */
export const listAdministrators = (tx: Transaction) => rows<{ staffId: string }>(tx, sql`select distinct r.staff_id as "staffId" from staff_roles r join staff s on s.agency_id = r.agency_id and s.id = r.staff_id and holds_on(s.valid_from, s.valid_to, today()) where r.role = 'administrator' and holds_on(r.valid_from, r.valid_to, today()) limit 20`);
