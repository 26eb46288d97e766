import { sql } from "kysely";
import { row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { StaffRole } from "#features/disclosure/contract.ts";
import type { Span } from "./asked.rules.ts";
import type { FoundSession } from "./contract.ts";
import type { Belonging, Named } from "./rules.ts";

// Whoever sees everybody asks the words of all names, and only they are answered there. Whoever sees some families has all
// names of these read, and never asks more: how many others there are is told neither by what comes back nor by how soon.

/** Whether the actor sees every family of the agency. */
export const seesEverybody = async (tx: Transaction) => (await row<{ all: boolean }>(tx, sql`select sees_all('service') as "all"`))!.all;

/** Words of names that mean one of the terms that were typed, from one to before another, and how many mistakes that takes. */
export type Range = { term: number; low: string; high: string; mistakes: number };
/** The highest letter that there is: what begins as a term lies before it. */
const HIGHEST = "\u{10ffff}";
export const beginsAs = (term: string, place: number): Range => ({ term: place, low: term, high: term + HIGHEST, mistakes: 0 });
/** No word of a name has this sign in it, and every letter comes after it. */
export const isWord = (word: string, place: number, mistakes: number): Range => ({ term: place, low: word, high: `${word}!`, mistakes });

/** What was typed as names: so many terms, each with the words that mean it. */
export type Typed = { terms: number; ranges: readonly Range[] };
const asRows = (ranges: readonly Range[]) =>
  sql`unnest(${ranges.map((one) => one.term)}::integer[], ${ranges.map((one) => one.low)}::text[], ${ranges.map((one) => one.high)}::text[], ${ranges.map((one) => one.mistakes)}::integer[]) asked (term, low, high, mistakes)`;
const wordsIn = sql`join name_words w on w.word >= asked.low and w.word < asked.high`;

const allWords = (of: ReturnType<typeof sql>) => sql`array(select w.word from name_words w where w.person_id = ${of})`;
/** So many bearers of one term are read with their names and judged there; more are counted up together here. */
const FEW = 400;
/**
 * Who bears the term that the fewest bear, with all words of the name, where these are few; "many" where they are not.
 * Where a term is borne by nobody, nobody is meant. No more is read of any term than tells few from many.
 */
export async function listRarest(tx: Transaction, { terms, ranges }: Typed): Promise<Named[] | "many"> {
  const found = await rows<{ size: number; id: string | null; words: string[] }>(tx, sql`with sizes as materialized (select asked.term, sum(borne.size)::integer as size from ${asRows(ranges)} cross join lateral (select count(*) as size from (select from name_words w where w.word >= asked.low and w.word < asked.high limit ${FEW}) few) borne group by asked.term),
      rarest as materialized (select case when count(*) filter (where size > 0) = ${terms}::integer then min(size) else 0 end as size, (array_agg(term order by size))[1] as term from sizes)
    select rarest.size, those.person_id as id, ${allWords(sql`those.person_id`)} as words from rarest left join lateral (select distinct w.person_id from ${asRows(ranges)} ${wordsIn} where asked.term = rarest.term and rarest.size between 1 and ${FEW - 1}) those on true`);
  if (found[0]!.size >= FEW) return "many";
  return found.flatMap(({ id, words }) => (id === null ? [] : [{ id, words }]));
}
/** The words of some persons' names. */
export const listWordsOf = (tx: Transaction, ids: readonly string[]) => rows<Named>(tx, sql`select those.id, ${allWords(sql`those.id`)} as words from unnest(${ids}::uuid[]) those (id)`);

/** Who bears, for each of the terms, a word that means it: `person_id`, `mistakes`. */
function bearersOf({ terms, ranges }: Typed): ReturnType<typeof sql> {
  // Nothing is forgiven, so nothing is weighed: whoever is in each of the sets.
  if (ranges.length === terms) return sql`select every.person_id, 0 as mistakes from (${sql.join(ranges.map((one) => sql`select w.person_id from name_words w where w.word >= ${one.low} and w.word < ${one.high}`), sql` intersect `)}${terms === 1 ? sql` group by w.person_id` : sql``}) every`;
  return sql`select meant.person_id, sum(meant.mistakes) as mistakes from (select w.person_id, asked.term, min(asked.mistakes) as mistakes from ${asRows(ranges)} ${wordsIn} group by w.person_id, asked.term) meant
    group by meant.person_id having count(*) = ${terms}`;
}
/** Those who are meant best; of equals who was written down last, since who comes now is looked for most. */
export const listBearers = async (tx: Transaction, typed: Typed, most: number) =>
  (await rows<{ id: string }>(tx, sql`select b.person_id as id from (${bearersOf(typed)}) b order by b.mistakes, b.person_id desc limit ${most}`)).map((one) => one.id);
export const hasBearers = async (tx: Transaction, typed: Typed) => (await row<{ found: boolean }>(tx, sql`select exists (${bearersOf(typed)}) as found`))!.found;

/** Children by what was typed: by their ids, or by words that their names bear; null is every child. */
export type ChildrenAsked = { ids: readonly string[] } | Typed | null;
/** Their ids, each once: `id`. */
export const childrenAsked = (asked: Exclude<ChildrenAsked, null>) => ("ids" in asked ? sql`select unnest(${asked.ids}::uuid[]) as id` : sql`select b.person_id as id from (${bearersOf(asked)}) b`);

/** The words of names that lie under some keys. */
export const listWords = async (tx: Transaction, keys: readonly string[], most: number) =>
  (await rows<{ word: string }>(tx, sql`select distinct k.word from name_keys k where k.key = any (${keys}::text[]) limit ${most}`)).map((one) => one.word);

/** Children who were born on a day. */
export const listBorn = async (tx: Transaction, on: CivilDate, most: number) =>
  (await rows<{ id: string }>(tx, sql`select p.id from persons p where p.kind = 'child' and p.birth_date = ${on} order by p.id desc limit ${most}`)).map((one) => one.id);

/** The case that stands for a row's record, and its child, each looked up by its key. Said with `case`: what is compared by `coalesce` PostgreSQL does not hold for safe to look up through row-level security, and reads all cases. */
const standing = (of: ReturnType<typeof sql>) => sql`cross join lateral (select id, child_id, status from cases c where c.agency_id = ${of}.agency_id and c.id = case when m.into_case_id is null then ${of}.case_id else m.into_case_id end offset 0) c
    cross join lateral (select given_name, family_name, birth_date from persons p where p.agency_id = ${of}.agency_id and p.id = c.child_id offset 0) p`;
const belongings = (which: ReturnType<typeof sql>) => sql`select b.person_id as "personId", c.id as "caseId", trim(q.given_name || ' ' || q.family_name) as name, b.part, b.kind, b.organization, q.birth_date as "birthDate", b.valid_to as "validTo",
    trim(p.given_name || ' ' || p.family_name) as "childName", p.birth_date as "childBirthDate", c.status, c.id = any (own.cases) or b.case_id = any (own.cases) as "isOwn"
  from case_people b cross join lateral (select given_name, family_name, birth_date from persons q where q.agency_id = b.agency_id and q.id = b.person_id offset 0) q
    left join case_merges m on m.agency_id = b.agency_id and m.case_id = b.case_id and m.undone_at is null
    ${standing(sql`b`)}
    cross join (select (select own_cases_by('assigned')) || (select own_cases_by('supervises')) as cases) own
  where ${which} and b.taken_back_at is null`;
/** The families in which somebody is, or was; one that was joined with another under the one that stays. */
export const listBelongings = (tx: Transaction, personIds: readonly string[]) => rows<Belonging & { personId: string }>(tx, belongings(sql`b.person_id = any (${personIds}::uuid[])`));
/** Everybody in the families of which the actor sees the service. */
export const listOwnBelongings = (tx: Transaction) => rows<Belonging & { personId: string }>(tx, belongings(sql`b.case_id = any ((select cases_for('service'))::uuid[])`));

export type OwnChild = { personId: string; name: string; birthDate: CivilDate | null };
/** The children of the families that the actor sees, an adult of a family included. */
export const listOwnChildren = (tx: Transaction) =>
  rows<OwnChild>(tx, sql`select p.id as "personId", trim(p.given_name || ' ' || p.family_name) as name, p.birth_date as "birthDate" from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id
    where c.id = any ((select cases_for('service'))::uuid[] || (select own_families())::uuid[])`);

/** Everybody who works or worked here, with the last day where one is known. */
export const listStaffNames = (tx: Transaction) => rows<{ staffId: string; name: string; validTo: CivilDate | null }>(tx, sql`select s.id as "staffId", s.display_name as name, s.valid_to as "validTo" from staff s`);
/** The roles that some have today. */
export async function listRoles(tx: Transaction, staffIds: readonly string[]): Promise<Map<string, StaffRole[]>> {
  const found = await rows<{ staffId: string; roles: StaffRole[] }>(tx, sql`select r.staff_id as "staffId", array_agg(distinct r.role order by r.role) as roles from staff_roles r where r.staff_id = any (${staffIds}::uuid[]) and holds_on(r.valid_from, r.valid_to, today()) group by r.staff_id`);
  return new Map(found.map((one) => [one.staffId, one.roles]));
}

const sessionColumns = sql`s.id as "sessionId", c.id as "caseId", trim(p.given_name || ' ' || p.family_name) as "childName", s.kind, s.status, s.starts_at as "startsAt", s.time_zone as "timeZone", s.clinician_id as "clinicianId", t.display_name as "clinicianName"`;
const ofSession = sql`left join case_merges m on m.agency_id = s.agency_id and m.case_id = s.case_id and m.undone_at is null
    ${standing(sql`s`)} join staff t on t.agency_id = s.agency_id and t.id = s.clinician_id`;

/** The coming session of some families and the one that began last, each where there is one. */
export async function listNextAndLast(tx: Transaction, caseIds: readonly string[]): Promise<Map<string, { next: FoundSession | null; last: FoundSession | null }>> {
  const found = await rows<FoundSession & { standing: string; which: "next" | "last" }>(tx, sql`select around.standing, around.which, ${sessionColumns}
    from (select family.id as standing, one.which, one.id from unnest(${caseIds}::uuid[]) family (id) cross join lateral (
      (select 'next' as which, n.id from unnest(record_of(family.id)) of_record (id) cross join lateral (select s.id, s.starts_at from sessions s where s.case_id = of_record.id and s.starts_at > ${tx.now}::timestamptz and s.status = 'booked' order by s.starts_at limit 1) n order by n.starts_at limit 1)
      union all
      (select 'last', l.id from unnest(record_of(family.id)) of_record (id) cross join lateral (select s.id, s.starts_at from sessions s where s.case_id = of_record.id and s.starts_at <= ${tx.now}::timestamptz and s.status <> 'cancelled' order by s.starts_at desc limit 1) l order by l.starts_at desc limit 1)) one) around
    join sessions s on s.id = around.id ${ofSession}`);
  const byCase = new Map(caseIds.map((caseId) => [caseId, { next: null, last: null } as { next: FoundSession | null; last: FoundSession | null }]));
  for (const { standing, which, ...session } of found) byCase.get(standing)![which] = session;
  return byCase;
}

const days = (tx: Transaction, spans: readonly Span[]) => sql`(select (d.began::timestamp at time zone ${tx.actor.timeZone}) as began, ((d.ended + 1)::timestamp at time zone ${tx.actor.timeZone}) as ended from unnest(${spans.map((one) => one.from)}::date[], ${spans.map((one) => one.to)}::date[]) d (began, ended)) day`;
const isOwnFirst = sql`(s.clinician_id = actor_staff()) desc nulls last, s.status = 'cancelled', s.starts_at`;

/** Sessions on some days, of whoever sees everybody: the first of each, one's own before others. */
export const listSessionsOn = (tx: Transaction, spans: readonly Span[], most: number) =>
  rows<FoundSession>(tx, sql`select ${sessionColumns} from (select of_day.* from ${days(tx, spans)} cross join lateral (select s.* from sessions s where s.starts_at >= day.began and s.starts_at < day.ended order by ${isOwnFirst} limit ${most}) of_day) s ${ofSession}`);
/** Sessions of some families on some days; null is every family of which the actor sees the service. */
export const listSessionsOf = (tx: Transaction, caseIds: readonly string[] | null, spans: readonly Span[], most: number) =>
  rows<FoundSession>(tx, sql`select ${sessionColumns} from (select of_day.* from ${caseIds === null ? sql`(select unnest((select cases_for('service'))::uuid[]) as id)` : sql`(select distinct unnest(record_of(family.id)) as id from unnest(${caseIds}::uuid[]) family (id))`} family
      cross join ${days(tx, spans)} cross join lateral (select s.* from sessions s where s.case_id = family.id and s.starts_at >= day.began and s.starts_at < day.ended order by s.starts_at limit ${most}) of_day
    order by (of_day.clinician_id = actor_staff()) desc nulls last, of_day.status = 'cancelled', of_day.starts_at limit ${most}) s ${ofSession}`);
