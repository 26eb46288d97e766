import { sql } from "kysely";
import { row, rows, type Transaction } from "#database/actor.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { type Found, LOOKED_AT, NIGHT, type StaffDay, USUAL_FROM } from "./oddities.rules.ts";
import { nameOf } from "./sources.store.ts";
import type { AuditAction, Oddity, Reader, TrailEntry } from "./trail.contract.ts";

const PAGE = 60;
/** A moment as the trail has it, to the millionth of a second, so that a page ends exactly there. */
const exactly = sql`to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

export type TrailQuestion = { staffId: string | null; caseId: string | null; kind: AuditAction | null; from: string | null; to: string | null; after: { at: string; id: string } | null };

/** A page of the trail, the newest first. A family is asked for as its record; in lists it stands among others and is not looked for. */
export async function listTrail(tx: Transaction, one: TrailQuestion): Promise<{ entries: TrailEntry[]; next: TrailEntry | null }> {
  const zone = tx.actor.timeZone;
  const conditions = [
    ...(one.staffId === null ? [] : [sql`e.actor_id = ${one.staffId}`]),
    ...(one.caseId === null ? [] : [sql`e.case_id = any (record_of(${one.caseId}))`]),
    ...(one.kind === null ? [] : [sql`e.action = ${one.kind}`]),
    ...(one.from === null ? [] : [sql`e.at >= (${one.from}::date::timestamp at time zone ${zone})`]),
    ...(one.to === null ? [] : [sql`e.at < ((${one.to}::date + 1)::timestamp at time zone ${zone})`]),
    ...(one.after === null ? [] : [sql`(e.at, e.id) < (${one.after.at}::timestamptz, ${one.after.id}::uuid)`]),
    sql`true`,
  ];
  const found = await rows<Omit<TrailEntry, "disclosure">>(
    tx,
    sql`select e.id as "entryId", ${exactly} as at, e.actor_kind as "actorKind", s.display_name as "staffName", e.roles, e.action, e.procedure, e.outcome, k.id as "caseId", case when k.id is null then null else ${nameOf("p")} end as "childName", coalesce(jsonb_array_length(e.details -> 'caseIds'), 0) + coalesce(jsonb_array_length(e.details -> 'referralIds'), 0) as families
      from (select * from audit_entries e where ${sql.join(conditions, sql` and `)} order by e.at desc, e.id desc limit ${PAGE + 1}) e
      left join staff s on s.agency_id = e.agency_id and s.id = e.actor_id left join cases k on k.agency_id = e.agency_id and k.id = e.case_id left join persons p on p.agency_id = k.agency_id and p.id = k.child_id order by e.at desc, e.id desc`,
  );
  const entries = found.slice(0, PAGE).map((each) => ({ ...each, disclosure: each.caseId === null ? null : tagOf("service", each.caseId) }));
  return { entries, next: found.length > PAGE ? entries.at(-1)! : null };
}

const localDay = (zone: string) => sql`(e.at at time zone ${zone})::date`;
const sinceDays = (days: number) => sql`e.at > now() - make_interval(days => ${days})`;

/** What each person of staff did on each day from which something is known. */
export const listStaffDays = (tx: Transaction) =>
  rows<StaffDay>(
    tx,
    sql`select e.actor_id as "staffId", ${localDay(tx.actor.timeZone)} as "on", count(distinct e.case_id)::integer as families,
        (count(*) filter (where e.action in ('read', 'export') and e.case_id is not null and (extract(hour from e.at at time zone ${tx.actor.timeZone}) >= ${NIGHT.from} or extract(hour from e.at at time zone ${tx.actor.timeZone}) < ${NIGHT.to})))::integer as "atNight",
        (count(*) filter (where e.action = 'export'))::integer as exports
      from audit_entries e where e.actor_kind = 'staff' and e.outcome = 'done' and ${sinceDays(LOOKED_AT + USUAL_FROM + 1)} and e.procedure <> 'demo.fill' group by 1, 2`,
  );
/** Days on which an account was refused at the door, and how often. */
export const listFailures = (tx: Transaction) =>
  rows<{ on: string; count: number }>(tx, sql`select ${localDay(tx.actor.timeZone)} as "on", count(*)::integer as count from audit_entries e where e.action = 'refusal' and e.procedure = 'account.signIn' and e.outcome = 'not_signed_in' and ${sinceDays(LOOKED_AT)} group by 1, e.subject_id`);
/** Who read which family on which day, with the family names around it. */
export const listReadFamilies = (tx: Transaction) =>
  rows<{ staffId: string; staffName: string; caseId: string; on: string; familyNames: string[]; count: number }>(
    tx,
    sql`select f.staff_id as "staffId", s.display_name as "staffName", f.case_id as "caseId", f.on_day as "on", f.count, array(select distinct p.family_name from case_people c join persons p on p.agency_id = c.agency_id and p.id = c.person_id where c.agency_id = s.agency_id and c.case_id = f.case_id and p.family_name <> '') as "familyNames"
      from (select e.actor_id as staff_id, e.case_id, ${localDay(tx.actor.timeZone)} as on_day, count(*)::integer as count from audit_entries e where e.actor_kind = 'staff' and e.action in ('read', 'export') and e.outcome = 'done' and e.case_id is not null and ${sinceDays(LOOKED_AT)} group by 1, 2, 3) f
      join staff s on s.id = f.staff_id`,
  );
/** Emergency accesses of the last two weeks. */
export const listGlassDays = (tx: Transaction) =>
  rows<Found>(tx, sql`select 'glass' as kind, (g.opened_at at time zone ${tx.actor.timeZone})::date as "on", g.staff_id as "staffId", g.case_id as "caseId", 1 as count, null as usual from break_glass g where g.opened_at > ${tx.now}::timestamptz - make_interval(days => ${LOOKED_AT}) order by g.opened_at`);

/** Days on which somebody did what gives power over others: of whoever runs the server, nobody of the staff stands there. */
export const listPowerDays = (tx: Transaction) =>
  rows<Found>(tx, sql`select e.details ->> 'kind' as kind, ${localDay(tx.actor.timeZone)} as "on", case when e.actor_kind = 'staff' then e.actor_id end as "staffId", null as "caseId", count(*)::integer as count, null as usual
    from audit_entries e where e.procedure = 'access.told' and ${sinceDays(LOOKED_AT)} group by 1, 2, 3`);

/** The same with names, the newest first. */
export async function nameOddities(tx: Transaction, found: readonly Found[]): Promise<Oddity[]> {
  const staff = new Map((await rows<{ id: string; name: string }>(tx, sql`select id, display_name as name from staff where id = any (${[...new Set(found.flatMap((one) => one.staffId ?? []))]}::uuid[])`)).map((one) => [one.id, one.name]));
  const cases = new Map((await rows<{ id: string; name: string }>(tx, sql`select k.id, ${nameOf("p")} as name from cases k join persons p on p.agency_id = k.agency_id and p.id = k.child_id where k.id = any (${[...new Set(found.flatMap((one) => one.caseId ?? []))]}::uuid[])`)).map((one) => [one.id, one.name]));
  return found
    .map((one) => ({ ...one, staffName: staff.get(one.staffId ?? "") ?? "", childName: one.caseId === null ? null : (cases.get(one.caseId) ?? null), disclosure: one.caseId === null ? null : tagOf("service", one.caseId) }))
    .toSorted((a, b) => b.on.localeCompare(a.on) || a.kind.localeCompare(b.kind) || a.staffName.localeCompare(b.staffName));
}

/** Today by the clock of the trail, in the zone of the agency. */
export const trailToday = async (tx: Transaction) => (await row<{ today: string }>(tx, sql`select (now() at time zone ${tx.actor.timeZone})::date as today`))!.today;

type ReaderRow = Omit<Reader, "disclosure" | "name"> & { name: string };
/** Who read what an adult of the family may know of, by the owner's function. */
export const listFamilyReaders = (tx: Transaction, caseId: string, aboutChild: readonly string[], aboutOneself: readonly string[]) =>
  rows<ReaderRow>(tx, sql`select r.day, r.about, r.roles, s.display_name as name, r.procedure, r.times::integer from readers_of_family(${caseId}, ${[...aboutChild]}::text[], ${[...aboutOneself]}::text[]) r join staff s on s.id = r.staff_id order by r.day desc, s.display_name, r.procedure`);
export const listFileReaders = (tx: Transaction, kinds: readonly string[]) =>
  rows<Omit<ReaderRow, "about">>(tx, sql`select r.day, r.roles, s.display_name as name, r.procedure, r.times::integer from readers_of_own_file(${[...kinds]}::text[]) r join staff s on s.id = r.staff_id order by r.day desc, s.display_name, r.procedure`);
