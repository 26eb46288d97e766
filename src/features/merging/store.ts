import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Merge, Side } from "./contract.ts";
import type { Relative, Standing } from "./rules.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
const nameOf = (person: string) => sql.raw(`trim(${person}.given_name || ' ' || ${person}.family_name)`);
const byName = (agency: string, staff: string) => sql.raw(`(select s.display_name from staff s where s.agency_id = ${agency} and s.id = ${staff})`);

/** Records as they are told apart, for those that the actor sees, in the order of the ids. */
export const listSides = (tx: Transaction, caseIds: readonly string[]) =>
  rows<Side>(tx, sql`select c.id as "caseId", p.given_name as "childGivenName", p.family_name as "childFamilyName", p.birth_date as "childBirthDate", c.status, c.opened_on as "openedOn", c.closed_on as "closedOn",
      array(select s.display_name from assignments a join staff s on s.agency_id = a.agency_id and s.id = a.staff_id where a.agency_id = c.agency_id and a.case_id = c.id and holds_on(a.valid_from, a.valid_to, today()) group by s.display_name order by 1) as clinicians,
      array(select ${nameOf("q")} from case_people g join persons q on q.agency_id = g.agency_id and q.id = g.person_id where g.agency_id = c.agency_id and g.case_id = c.id and g.part = 'caregiver' and holds_on(g.valid_from, g.valid_to, today()) group by q.id, q.given_name, q.family_name order by 1) as adults,
      (select count(*)::integer from sessions s where s.agency_id = c.agency_id and s.case_id = c.id) as sessions,
      (select max((s.starts_at at time zone s.time_zone)::date) from sessions s where s.agency_id = c.agency_id and s.case_id = c.id and s.status = 'held') as "lastSessionOn"
    from unnest(${caseIds}::uuid[]) with ordinality as wanted (id, place) join cases c on c.id = wanted.id join persons p on p.agency_id = c.agency_id and p.id = c.child_id order by wanted.place`);

type Child = { caseId: string; givenName: string; familyName: string; birthDate: string | null };
const child = (of: string, prefix: string) => sql.raw(`${of}.id as "${prefix}CaseId", ${of}.given_name as "${prefix}GivenName", ${of}.family_name as "${prefix}FamilyName", ${of}.birth_date as "${prefix}BirthDate"`);
/** The children of records that are not joined with another, with their names as they are compared. */
const children = sql`select c.id, c.child_id, p.given_name, p.family_name, p.birth_date, plain_name(p.given_name) as given, plain_name(p.family_name) as family, least(plain_name(p.given_name), plain_name(p.family_name)) || ' ' || greatest(plain_name(p.given_name), plain_name(p.family_name)) as whole
  from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id where not exists (select from case_merges m where m.agency_id = c.agency_id and m.case_id = c.id and m.undone_at is null)`;

const MOST_PAIRS = 100;
/** Pairs of records whose children have the same birth date, or the same names: those that are looked at more closely. Ids go up, so that a page goes on after a pair. */
export async function listPairs(tx: Transaction, after: { one: string; other: string } | null): Promise<{ pairs: [Child, Child][]; next: string | null }> {
  type Row = { aCaseId: string; aGivenName: string; aFamilyName: string; aBirthDate: string | null; bCaseId: string; bGivenName: string; bFamilyName: string; bBirthDate: string | null };
  const found = await rows<Row>(tx, sql`with children as materialized (${children}),
      alike as (select a.id as a, b.id as b from children a join children b on b.birth_date = a.birth_date and a.id < b.id and (left(a.given, 1) = left(b.given, 1) or a.whole = b.whole) union select a.id, b.id from children a join children b on b.whole = a.whole and a.id < b.id)
    select ${child("a", "a")}, ${child("b", "b")} from alike join children a on a.id = alike.a join children b on b.id = alike.b
    where a.child_id <> b.child_id and (${after?.one ?? null}::uuid is null or (a.id, b.id) > (${after?.one ?? null}::uuid, ${after?.other ?? null}::uuid)) order by a.id, b.id limit ${MOST_PAIRS + 1}`);
  const page = found.slice(0, MOST_PAIRS);
  const last = page.at(-1);
  return {
    pairs: page.map((one) => [{ caseId: one.aCaseId, givenName: one.aGivenName, familyName: one.aFamilyName, birthDate: one.aBirthDate }, { caseId: one.bCaseId, givenName: one.bGivenName, familyName: one.bFamilyName, birthDate: one.bBirthDate }]),
    next: found.length > MOST_PAIRS && last ? `${last.aCaseId}|${last.bCaseId}` : null,
  };
}

/** The records of children with that birth date, or those names. */
export const listAlike = (tx: Transaction, one: { givenName: string; familyName: string; birthDate: string | null }) =>
  rows<Child>(tx, sql`with children as (${children}), asked as (select least(plain_name(${one.givenName}), plain_name(${one.familyName})) || ' ' || greatest(plain_name(${one.givenName}), plain_name(${one.familyName})) as whole)
    select k.id as "caseId", k.given_name as "givenName", k.family_name as "familyName", k.birth_date as "birthDate" from children k, asked where k.birth_date = ${one.birthDate}::date or k.whole = asked.whole order by k.id limit ${MOST_PAIRS}`);

/** How a record stands to others; null where the actor sees none. */
export const findStanding = (tx: Transaction, caseId: string) =>
  row<Standing>(tx, sql`select c.id as "caseId", c.child_id as "childId", c.status, is_merged(c.id) as "isJoined", exists (select from case_merges m where m.agency_id = c.agency_id and m.into_case_id = c.id and m.undone_at is null) as "hasJoined" from cases c where c.id = ${caseId}`);

/** Everybody who stands to one of two records today in a relation that joining carries over to the other. */
export const listRelatives = (tx: Transaction, caseIds: readonly [string, string]) =>
  rows<Relative>(tx, sql`with working as (
      select a.case_id, a.staff_id, 'assigned' as relation from assignments a where a.case_id = any (${[...caseIds]}::uuid[]) and holds_on(a.valid_from, a.valid_to, today())
      union select a.case_id, v.supervisor_id, 'supervises' from assignments a join supervisions v on v.agency_id = a.agency_id and v.clinician_id = a.staff_id and holds_on(v.valid_from, v.valid_to, today()) where a.case_id = any (${[...caseIds]}::uuid[]) and holds_on(a.valid_from, a.valid_to, today()))
    select w.staff_id as id, s.display_name as name, 'staff' as who, array(select r.role from staff_roles r where r.agency_id = s.agency_id and r.staff_id = s.id and holds_on(r.valid_from, r.valid_to, today()) order by 1) as roles, w.relation, w.case_id as "caseId" from working w join staff s on s.id = w.staff_id
    union all
    select distinct a.holder_id, ${nameOf("p")}, 'adult', array['caregiver'], 'records_authority', a.case_id from authorities a join persons p on p.agency_id = a.agency_id and p.id = a.holder_id where a.case_id = any (${[...caseIds]}::uuid[]) and 'records' = any (a.scopes) and holds_on(a.valid_from, a.valid_to, today()) and not is_kept_from_record(${caseIds[0]}, a.holder_id) and not is_kept_from_record(${caseIds[1]}, a.holder_id)
    order by 3, 2, 5, 6`);

/** Two that join records at once come one after the other, so that what was judged holds. */
export const holdJoining = (tx: Transaction) => sql`select pg_advisory_xact_lock(hashtextextended('merge of ' || ${tx.actor.agencyId}, 0))`.execute(tx);

export async function insertMerge(tx: Transaction, one: { caseId: string; intoCaseId: string; reason: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into case_merges (agency_id, id, case_id, into_case_id, reason, merged_by, merged_at) values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.intoCaseId}, ${one.reason}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
/** Parts two records; false where that was done before. */
export const undoMerge = async (tx: Transaction, mergeId: string, reason: string) =>
  (await row(tx, sql`update case_merges set undone_at = ${tx.now}, undone_by = ${author(tx)}, undone_reason = ${reason} where id = ${mergeId} and undone_at is null returning id`)) !== null;

const leftovers = sql`coalesce((select jsonb_agg(jsonb_build_object('kind', l.table_name, 'count', l.count, 'lookedAt', to_char(l.looked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'lookedBy', ${byName("l.agency_id", "l.looked_by")}) order by l.table_name) from case_merge_leftovers l where l.agency_id = m.agency_id and l.merge_id = m.id), '[]')`;
/** What is left to look at of two records that were parted. */
export const listLeftovers = async (tx: Transaction, mergeId: string) => (await row<Pick<Merge, "leftovers">>(tx, sql`select ${leftovers} as leftovers from case_merges m where m.id = ${mergeId}`))?.leftovers ?? [];

const PAGE = 50;
export async function listMerges(tx: Transaction, after: { at: string; id: string } | null): Promise<{ merges: Merge[]; next: { at: string; id: string } | null }> {
  const found = await rows<Merge>(tx, sql`select m.id as "mergeId", m.case_id as "caseId", m.into_case_id as "intoCaseId", ${nameOf("p")} as "childName", ${nameOf("q")} as "intoChildName", m.reason, m.merged_at as "mergedAt", ${byName("m.agency_id", "m.merged_by")} as "mergedBy",
      case when m.undone_at is null then null else jsonb_build_object('at', to_char(m.undone_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'by', ${byName("m.agency_id", "m.undone_by")}, 'reason', m.undone_reason) end as undone, ${leftovers} as leftovers
    from case_merges m join cases c on c.agency_id = m.agency_id and c.id = m.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id join cases k on k.agency_id = m.agency_id and k.id = m.into_case_id join persons q on q.agency_id = k.agency_id and q.id = k.child_id
    where ${after?.at ?? null}::timestamptz is null or (m.merged_at, m.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid) order by m.merged_at desc, m.id desc limit ${PAGE + 1}`);
  const last = found[PAGE - 1];
  return { merges: found.slice(0, PAGE), next: found.length > PAGE && last ? { at: last.mergedAt, id: last.mergeId } : null };
}

/** Notes that somebody looked at what was left of a kind; false where there is nothing, or somebody did. */
export const markLooked = async (tx: Transaction, mergeId: string, kind: string) =>
  (await row(tx, sql`update case_merge_leftovers set looked_at = ${tx.now}, looked_by = ${author(tx)} where merge_id = ${mergeId} and table_name = ${kind} and looked_at is null returning merge_id`)) !== null;
