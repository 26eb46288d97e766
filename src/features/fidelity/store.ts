import { sql } from "kysely";
import { momentKey, readMomentKey } from "#kernel/paging.ts";
import { row, rows, type Transaction } from "#database/actor.ts";
import { listCoursesOf } from "#features/course/store.ts";
import type { LogRow } from "./contract.ts";
import type { Comer } from "./derive.rules.ts";
import type { KeptPacket, PacketFacts } from "./packets.rules.ts";
import type { LogFigures, PacketKind } from "./shapes.contract.ts";
import type { CodedSession } from "./suggest.rules.ts";

export const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
const day = sql.raw("(coalesce(s.held_from, s.starts_at) at time zone s.time_zone)::date");

/** The versions that were confirmed in some cases, the newest first. */
const listKeptOf = (tx: Transaction, caseIds: readonly string[]) =>
  rows<KeptPacket & { caseId: string }>(tx, sql`select p.case_id as "caseId", p.id as "packetId", p.course, p.kind, p.period_from as "periodFrom", p.period_to as "periodTo", p.due_on as "dueOn", p.clinician_id as "clinicianId", c.display_name as "clinicianName", p.version, p.confirmed_at as "confirmedAt", (p.confirmed_at at time zone ${tx.actor.timeZone})::date as "confirmedOn",
      p.notes_owed as "notesOwed", encode(p.content_sha256, 'hex') as hash, p.supervisor_id as "supervisorId", r.outcome, r.reviewed_at as "reviewedAt"
    from fidelity_packets p join staff c on c.agency_id = p.agency_id and c.id = p.clinician_id left join fidelity_reviews r on r.agency_id = p.agency_id and r.packet_id = p.id where p.case_id = any (${caseIds}::uuid[]) order by p.confirmed_at desc, p.version desc`);
export const listKept = (tx: Transaction, caseId: string) => listKeptOf(tx, [caseId]);

type FoundFacts = Omit<PacketFacts, "courses" | "kept"> & { caseId: string };
/** What decides which packets some cases have, in the order of the cases asked for. */
export async function listPacketFacts(tx: Transaction, caseIds: readonly string[]): Promise<(PacketFacts & { caseId: string })[]> {
  const found = await rows<FoundFacts>(tx, sql`select c.id as "caseId",
      coalesce((select jsonb_agg(jsonb_build_object('stage', t.stage, 'beganOn', t.began_on) order by t.began_at) from case_stages t where t.case_id = c.id), '[]') as stages,
      coalesce((select jsonb_agg(jsonb_build_object('clinicianId', a.staff_id, 'clinicianName', st.display_name, 'from', a.valid_from, 'to', a.valid_to) order by a.valid_from, a.staff_id) from assignments a join staff st on st.agency_id = a.agency_id and st.id = a.staff_id where a.case_id = c.id and a.kind = 'assigned'), '[]') as assignments,
      coalesce((select jsonb_agg(distinct jsonb_build_object('clinicianId', s.clinician_id, 'on', ${day})) from sessions s where s.case_id = c.id and s.status = 'held'), '[]') as held,
      (select m.happened_on from case_milestones m where m.case_id = c.id and m.kind = 'planned_end' and not m.withdrawn and not exists (select from case_milestones n where n.agency_id = m.agency_id and n.supersedes_id = m.id) order by m.recorded_at desc, m.id desc limit 1) as "plannedEnd"
    from unnest(${caseIds}::uuid[]) with ordinality asked (id, place) join cases c on c.id = asked.id order by asked.place`);
  const [courses, kept] = [await listCoursesOf(tx, caseIds), await listKeptOf(tx, caseIds)];
  return found.map((one) => ({ ...one, courses: courses.filter((each) => each.caseId === one.caseId), kept: kept.filter((each) => each.caseId === one.caseId) }));
}
/** The same of one case. */
export const findPacketFacts = async (tx: Transaction, caseId: string): Promise<PacketFacts> => (await listPacketFacts(tx, [caseId]))[0]!;

/**
 * The sessions of some days with their coded choices. Of a passage only the codes are read and whether it has words; never
 * what a clinician keeps apart, nor what an adult's Part 2 record holds: what follows from this is read by two persons.
 */
export const listCoded = (tx: Transaction, caseId: string, from: string, to: string) =>
  rows<CodedSession>(tx, sql`select s.id as "sessionId", ${day} as "on", s.status, coalesce(n.status in ('signed', 'awaiting_cosignature'), false) as "isSigned",
      case when n.status in ('signed', 'awaiting_cosignature') then coalesce((select jsonb_agg(jsonb_build_object('section', b.section, 'chips', b.chips, 'hasWords', b.words <> '') order by b.id) from blocks b
        where b.agency_id = s.agency_id and b.session_id = s.id and b.case_id = any (record_of(${caseId})) and b.amends_block_id is null and b.class in ('child_chart', 'relationship', 'caregiver') and not b.part2), '[]') else '[]' end as passages
    from sessions s left join notes n on n.agency_id = s.agency_id and n.session_id = s.id
    where s.case_id = any (record_of(${caseId})) and ${day} between ${from} and ${to} order by s.starts_at, s.id limit 2000`);

/** The figures of the contact log within some days. */
export async function findFigures(tx: Transaction, caseId: string, from: string, to: string): Promise<LogFigures> {
  const byStatus = await rows<{ kind: LogFigures["byKind"][number]["kind"]; status: string; count: number; minutes: number }>(tx, sql`select s.kind, s.status, count(*) as count, coalesce(sum(extract(epoch from s.held_to - s.held_from) / 60) filter (where s.status = 'held'), 0)::int as minutes
    from sessions s where s.case_id = any (record_of(${caseId})) and ${day} between ${from} and ${to} and s.status <> 'booked' group by s.kind, s.status order by s.kind, s.status`);
  const sum = (status: string, of: "count" | "minutes" = "count") => byStatus.filter((one) => one.status === status).reduce((total, one) => total + one[of], 0);
  return { held: sum("held"), cancelled: sum("cancelled"), noShow: sum("no_show"), minutes: sum("held", "minutes"), byKind: byStatus.filter((one) => one.status === "held").map(({ kind, count }) => ({ kind, held: count })) };
}

/** How everybody of the case came to the held sessions of some days, with what the register holds of them. */
export const listComers = (tx: Transaction, caseId: string, from: string, to: string) =>
  rows<Comer>(tx, sql`select distinct on (c.part, p.id) p.id as "personId", trim(p.given_name || ' ' || p.family_name) as name, p.birth_date as "birthDate", p.administrative_gender as gender, p.language, c.part, c.kind, c.lives_with_child as "livesWithChild",
      (select count(*) from attendances a join sessions s on s.agency_id = a.agency_id and s.id = a.session_id where a.agency_id = c.agency_id and a.person_id = p.id and a.status in ('present', 'late', 'left') and s.case_id = any (record_of(${caseId})) and s.status = 'held' and ${day} between ${from} and ${to}) as came
    from case_people c join persons p on p.agency_id = c.agency_id and p.id = c.person_id where c.case_id = any (record_of(${caseId})) and (c.part <> 'child' or c.case_id = ${caseId}) and c.valid_from <= ${to} and (c.valid_to is null or c.valid_to >= ${from}) order by c.part, p.id, c.valid_from desc`);
/** In how many held sessions of some days an interpreter was there. */
export const countInterpreted = async (tx: Transaction, caseId: string, from: string, to: string) =>
  (await row<{ count: number }>(tx, sql`select count(distinct s.id) as count from sessions s join attendances a on a.agency_id = s.agency_id and a.session_id = s.id and a.part = 'interpreter' and a.status in ('present', 'late', 'left') where s.case_id = any (record_of(${caseId})) and s.status = 'held' and ${day} between ${from} and ${to}`))!.count;
/** When somebody's training in this treatment was completed, as their record has it; and whether they work as a trainee. */
export const findTraining = async (tx: Transaction, staffId: string) =>
  (await row<{ trainedOn: string | null; isTrainee: boolean }>(tx, sql`select (select min(c.valid_from) from credentials c where c.staff_id = ${staffId} and c.kind = 'cpp_training' and c.ended_at is null) as "trainedOn", exists (select from staff_roles r where r.staff_id = ${staffId} and r.role = 'trainee' and holds_on(r.valid_from, r.valid_to, today())) as "isTrainee"`))!;

const PAGE = 50;
type FoundRow = Omit<LogRow, "disclosure"> & { at: string; ownerPersonId: string | null };
/** The contact log, the newest first: sessions as they are in the calendar, and attempts to find a family, of which one sees what is of a relationship that one sees. */
export async function listLog(tx: Transaction, caseId: string, after: string | null, size = PAGE): Promise<{ rows: FoundRow[]; next: string | null }> {
  const key = readMomentKey(after);
  const found = await rows<FoundRow>(tx, sql`with counted as (select s.id, row_number() over (partition by (select count(*) from course_starts k where k.case_id = ${caseId} and k.began_on <= ${day}) order by s.starts_at, s.id) as counter from sessions s where s.case_id = any (record_of(${caseId})) and s.status = 'held'),
    contacts as (
      select s.id, s.id as "sessionId", ${day} as "on", s.kind, null as way, s.status, s.status_reason as reason, case when s.status = 'held' then (extract(epoch from s.held_to - s.held_from) / 60)::int end as minutes, s.place, s.modality,
        coalesce((select jsonb_agg(jsonb_build_object('name', trim(p.given_name || ' ' || p.family_name), 'part', a.part) order by a.part = 'child' desc, a.part, p.id) from attendances a join persons p on p.agency_id = a.agency_id and p.id = a.person_id where a.agency_id = s.agency_id and a.session_id = s.id and a.status in ('present', 'late', 'left')), '[]') as who,
        c.counter::int, s.starts_at as at, null::uuid as "ownerPersonId"
      from sessions s left join counted c on c.id = s.id where s.case_id = any (record_of(${caseId})) and s.status <> 'booked'
      union all
      select x.id, null, x.tried_on, null, x.way, case when x.reached then 'reached' else 'not_reached' end, '', null, null, null, jsonb_build_array(jsonb_build_object('name', trim(p.given_name || ' ' || p.family_name), 'part', 'caregiver')), null, (x.tried_on::timestamp at time zone ${tx.actor.timeZone}), x.owner_person_id
      from course_contacts x join persons p on p.agency_id = x.agency_id and p.id = x.owner_person_id where x.case_id = any (record_of(${caseId})))
    select * from contacts where ${key?.at ?? null}::timestamptz is null or (at, id) < (${key?.at ?? null}::timestamptz, ${key?.id ?? null}::uuid) order by at desc, id desc limit ${size + 1}`);
  const page = found.slice(0, size);
  return { rows: page, next: found.length > size ? momentKey(page.at(-1)!.at, page.at(-1)!.id) : null };
}

/** What is owed of packets: the cases to which somebody is assigned today, by the child's name. */
export const listOwnCases = (tx: Transaction, staffId: string) =>
  rows<{ caseId: string; childName: string }>(tx, sql`select distinct c.id as "caseId", trim(p.given_name || ' ' || p.family_name) as "childName" from assignments a join cases c on c.agency_id = a.agency_id and c.id = a.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id
    where a.staff_id = ${staffId} and a.kind = 'assigned' and holds_on(a.valid_from, a.valid_to, today()) order by 1 limit 100`);
/** The packets that wait for a supervisor, the longest first. */
export const listToReview = (tx: Transaction, staffId: string) =>
  rows<{ packetId: string; caseId: string; childName: string; clinicianName: string; kind: PacketKind; confirmedAt: string }>(tx, sql`select p.id as "packetId", p.case_id as "caseId", trim(q.given_name || ' ' || q.family_name) as "childName", s.display_name as "clinicianName", p.kind, p.confirmed_at as "confirmedAt"
    from fidelity_packets p join cases c on c.agency_id = p.agency_id and c.id = p.case_id join persons q on q.agency_id = c.agency_id and q.id = c.child_id join staff s on s.agency_id = p.agency_id and s.id = p.clinician_id
    where p.supervisor_id = ${staffId} and not exists (select from fidelity_reviews r where r.agency_id = p.agency_id and r.packet_id = p.id)
      and not exists (select from fidelity_packets n where n.agency_id = p.agency_id and n.case_id = p.case_id and n.course = p.course and n.kind = p.kind and n.period_from = p.period_from and n.clinician_id = p.clinician_id and n.version > p.version)
    order by p.confirmed_at limit 100`);

