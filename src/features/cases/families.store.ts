import { type RawBuilder, sql } from "kysely";
import { MOST_COUNTED } from "#kernel/listing.ts";
import { row, rows, type Transaction } from "#database/actor.ts";
import { pageBy, pageOf, type SortBy, sortedText } from "#database/listing.ts";
import { type ChildrenAsked, childrenAsked } from "#features/finding/store.ts";
import { standsForItself, withRecord } from "#features/people/store.ts";
import type { CaseSummary } from "./contract.ts";
import type { FamiliesAsked, FamilySort } from "./families.contract.ts";

/** The cases that the actor sees. Row-level security alone would look through every case of the agency: here whoever sees all is shown all, and the others go by their own, as the table's policy says (`migrations/0037_data_and_rights.sql`). */
const casesSeen = sql`select agency_id, id, child_id, status, stage, opened_on from cases where (select sees_all('service'))
  union all
  select agency_id, id, child_id, status, stage, opened_on from cases where not (select sees_all('service')) and id = any ((select cases_for('service'))::uuid[] || (select own_families())::uuid[])`;
/** The same, narrowed to some children: each is looked up by its key, so that a list of a few looks through no others. */
const casesOf = (children: ChildrenAsked) =>
  children === null ? casesSeen : sql`select k.* from (${childrenAsked(children)}) asked cross join lateral (select agency_id, id, child_id, status, stage, opened_on from cases where child_id = asked.id offset 0) k`;

/** That the record of a case has one of the cases that a statement names: `case_id`. Said as a set, so that it is worked out once and not for each row. */
const hasOneOf = (named: RawBuilder<unknown>) => sql`c.id in (select x.case_id from (${named}) x union all select j.case_id from (${named}) x join joined_cases() j on j.joined_id = x.case_id)`;
const assigned = (of: RawBuilder<unknown>) => sql`select a.case_id from assignments a where holds_on(a.valid_from, a.valid_to, today()) and ${of}`;
function byClinician(clinician: string): RawBuilder<unknown> {
  if (clinician === "nobody") return sql`not (${hasOneOf(assigned(sql`true`))})`;
  return hasOneOf(assigned(clinician === "own" ? sql`a.staff_id = (select actor_staff())` : sql`a.staff_id = ${clinician}::uuid`));
}
const inTeam = (team: string) => hasOneOf(assigned(sql`a.staff_id in (select m.staff_id from team_members m where m.team_id = ${team}::uuid and m.part in ('clinician', 'supervisor') and holds_on(m.valid_from, m.valid_to, today()))`));
const speaks = (language: string) => hasOneOf(sql`select b.case_id from case_people b join persons q on q.agency_id = b.agency_id and q.id = b.person_id where b.part = 'caregiver' and b.taken_back_at is null and holds_on(b.valid_from, b.valid_to, today()) and q.language = ${language}`);

const ofRecord = sql`s.agency_id = c.agency_id and s.case_id = any (whole.cases)`;
const isToCome = sql`s.status = 'booked' and s.starts_at > present_moment()`;
/** What one session of the record says, at an end of its time. Almost every record is one case, which is read along its index; of one that was joined all sessions are looked through. */
const endOf = (pick: RawBuilder<unknown>, which: RawBuilder<unknown>, way: RawBuilder<unknown>) => sql`case when w.others is null
  then (select ${pick} from sessions s where s.agency_id = c.agency_id and s.case_id = c.id and ${which} order by s.starts_at ${way} limit 1)
  else (select ${pick} from sessions s where ${ofRecord} and ${which} order by s.starts_at ${way} limit 1) end`;
const lastOf = (pick: RawBuilder<unknown>) => endOf(pick, sql`s.status = 'held'`, sql`desc`);
const nextOf = (pick: RawBuilder<unknown>) => endOf(pick, isToCome, sql`asc`);
const place = sql`s.place`;

function matches(asked: FamiliesAsked): RawBuilder<unknown> {
  const each = [
    standsForItself,
    ...(asked.status === "all" ? [] : [sql`c.status = ${asked.status}`]),
    ...(asked.stage === null ? [] : [sql`c.stage = ${Number(asked.stage)} and c.status = 'open'`]),
    ...(asked.clinician === null ? [] : [byClinician(asked.clinician)]),
    ...(asked.team === null ? [] : [inTeam(asked.team)]),
    ...(asked.language === null ? [] : [speaks(asked.language)]),
    ...(asked.booked === null ? [] : [sql`not (${hasOneOf(sql`select s.case_id from sessions s where ${isToCome}`)})`]),
    ...(asked.setting === null ? [] : [sql`coalesce(${nextOf(place)}, ${lastOf(place)}) = ${asked.setting}`]),
  ];
  return sql.join(each, sql` and `);
}

const moment = (at: RawBuilder<unknown>) => sql`cross join lateral (select ${at} as at offset 0) ends`;
const none = sql``;
const sorts: Record<FamilySort, SortBy & { beside: RawBuilder<unknown>; turned?: "yes" }> = {
  child: { by: sortedText(sql`p.given_name || ' ' || p.family_name`), kind: "text", misses: "never", beside: none },
  // The youngest first is the latest day of birth first.
  age: { by: sql`p.birth_date`, kind: "date", misses: "may", beside: none, turned: "yes" },
  stage: { by: sql`(case when c.status = 'closed' then 4 else c.stage end)`, kind: "number", misses: "never", beside: none },
  last: { by: sql`ends.at`, kind: "moment", misses: "may", beside: moment(lastOf(sql`s.starts_at`)) },
  next: { by: sql`ends.at`, kind: "moment", misses: "may", beside: moment(nextOf(sql`s.starts_at`)) },
  opened: { by: sql`c.opened_on`, kind: "date", misses: "never", beside: none },
};

/** A page of families as they were asked for, one that was joined with another under the one that stays. */
export async function listFamilies(tx: Transaction, children: ChildrenAsked, asked: FamiliesAsked, { after, size }: { after: string | null; size: number }): Promise<{ cases: CaseSummary[]; next: string | null }> {
  const { beside, turned, ...sort } = sorts[asked.sort];
  const page = pageBy(sort, sql`c.id`, turned === undefined ? asked.order : asked.order === "up" ? "down" : "up", after);
  const found = await rows<CaseSummary & { key: string | null }>(tx, sql`
    select c.id as "caseId", p.given_name as "childGivenName", p.family_name as "childFamilyName", p.birth_date as "childBirthDate", c.status, c.stage, c.opened_on as "openedOn",
      array(select s.display_name from assignments a join staff s on s.agency_id = a.agency_id and s.id = a.staff_id where a.agency_id = c.agency_id and a.case_id = any (whole.cases) and holds_on(a.valid_from, a.valid_to, today()) group by s.display_name order by 1) as clinicians,
      (select max((s.starts_at at time zone s.time_zone)::date) from sessions s where ${ofRecord} and s.status = 'held') as "lastSessionOn",
      (select to_char(min(s.starts_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from sessions s where ${ofRecord} and ${isToCome}) as "nextSessionAt",
      ${page.key} as key
    from (${casesOf(children)}) c join lateral (select given_name, family_name, birth_date from persons q where q.agency_id = c.agency_id and q.id = c.child_id offset 0) p on true
      ${withRecord} ${beside}
    where ${matches(asked)} and ${page.follows}
    order by ${page.order} limit ${size + 1}`);
  const { rows: cases, next } = pageOf(found, size, (one) => one.caseId);
  return { cases, next };
}

/** How many match, of those that the actor sees: exactly up to `MOST_COUNTED`, then one more. */
export const countFamilies = async (tx: Transaction, children: ChildrenAsked, asked: FamiliesAsked) =>
  (await row<{ count: number }>(tx, sql`select count(*)::integer as count from (select from (${casesOf(children)}) c ${withRecord} where ${matches(asked)} limit ${MOST_COUNTED + 1}) counted`))!.count;

/** Who treats here today and which teams there are, by name: what the list can be narrowed to. */
export const listClinicians = (tx: Transaction) =>
  rows<{ staffId: string; name: string }>(tx, sql`select s.id as "staffId", s.display_name as name from staff s where exists (select from staff_roles r where r.agency_id = s.agency_id and r.staff_id = s.id and r.role in ('clinician', 'trainee') and holds_on(r.valid_from, r.valid_to, today())) order by s.display_name, s.id`);
export const listTeams = (tx: Transaction) => rows<{ teamId: string; name: string }>(tx, sql`select t.id as "teamId", t.name from teams t where holds_on(t.valid_from, t.valid_to, today()) order by t.name, t.id`);
