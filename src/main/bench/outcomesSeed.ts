import type pg from "pg";
import type { CivilDate } from "#kernel/dates.ts";
import { hashToken } from "#server/keys.ts";
import { administratorOf, idFunction, idOf, kinds, staffOf, tokenOf, type Programme, zone } from "./programme.ts";

/** Forms of a case, each with ten answers: 100,000 cases have three million of them. */
export const FORMS_A_CASE = 3;
const TEAM_SIZE = 6;
const id = (kind: keyof typeof kinds, n: string) => `pg_temp.bench_id(${kinds[kind]}, ${n})`;

/**
 * A made-up programme for its figures only: requests, courses of several lengths, endings, moves and three forms a case,
 * in SQL, past the handlers. Everything is told by the number of its case, with hashes in the place of chance.
 */
export async function seedOutcomes(client: pg.ClientBase, programme: Programme, today: CivilDate): Promise<void> {
  await client.query("set session_replication_role = replica; set search_path = dyad; set synchronous_commit = off");
  await client.query(idFunction);
  await client.query("begin");
  const agency = id("agency", "0");
  const staff = `from generate_series(0, ${staffOf(programme) - 1}) n`;
  // One row a case: a number from 0 to 999 for each question, and the days that follow from them.
  await client.query(`create temp table told on commit drop as select n, asked, a % 1000 as a, b % 1000 as b, c % 1000 as c, d % 1000 as d,
      case when a % 1000 < 900 then asked + 10 + b % 60 end as first_on, 4 + (c % 1000) % 40 as sessions
    from (select n, '${today}'::date - 60 - (n % 1400)::integer as asked, abs(hashint8(n)) as a, abs(hashint8(n + 7000000)) as b, abs(hashint8(n + 14000000)) as c, abs(hashint8(n + 21000000)) as d from generate_series(0, ${programme.cases - 1}) n) t`);
  await client.query("alter table told add stage_two boolean, add ended_on date, add manner text");
  await client.query("update told set stage_two = sessions > 9 and first_on is not null, ended_on = case when first_on is not null and d % 10 < 7 then first_on + 7 * sessions end, manner = case when d % 10 < 4 then 'planned' when d % 10 < 6 then 'dropped' else 'abrupt' end");
  const statements = [
    `insert into agencies (agency_id, slug, name, public_name, kind, time_zone, is_demo) values (${agency}, 'bench', 'A made-up programme for measuring', 'Bench', 'provider', '${zone}', true)`,
    `insert into staff (agency_id, id, display_name, email, valid_from) select ${agency}, ${id("staff", "n")}, 'Clinician ' || n, 'staff.' || n || '@bench.example', '2019-01-01' ${staff}`,
    `insert into staff_roles (agency_id, staff_id, role, valid_from) select ${agency}, ${id("staff", "n")}, case when n = ${administratorOf(programme)} then 'administrator' else 'clinician' end, '2019-01-01' ${staff}`,
    `insert into accounts (account_id, email, password_hash) select ${id("account", "n")}, 'staff.' || n || '@bench.example', 'nobody signs in by password here' ${staff}`,
    `insert into memberships (account_id, agency_id, staff_id) select ${id("account", "n")}, ${agency}, ${id("staff", "n")} ${staff}`,
    `insert into teams (agency_id, id, name, valid_from) select distinct ${agency}, ${id("team", `n / ${TEAM_SIZE}`)}, 'Team ' || n / ${TEAM_SIZE}, '2019-01-01'::date from generate_series(0, ${Math.min(programme.clinicians, 8 * TEAM_SIZE) - 1}) n`,
    `insert into team_members (agency_id, team_id, staff_id, part, valid_from) select ${agency}, ${id("team", `(n / ${TEAM_SIZE}) % 8`)}, ${id("staff", "n")}, 'clinician', '2019-01-01' from generate_series(0, ${programme.clinicians - 1}) n where (n / ${TEAM_SIZE}) % 8 < ${Math.ceil(Math.min(programme.clinicians, 8 * TEAM_SIZE) / TEAM_SIZE)}`,
    `insert into persons (agency_id, id, kind, given_name, family_name, birth_date, language) select ${agency}, ${id("person", "n * 4 + p")}, case when p = 0 then 'child' else 'adult' end, 'Made', 'Up ' || n, case when p = 0 then asked - 200 - (c * 2)::integer end, case when p = 1 and b < 300 then 'es' else 'en' end from told, generate_series(0, 1) p`,
    `insert into cases (agency_id, id, child_id, status, stage, opened_on, closed_on) select ${agency}, ${id("case", "n")}, ${id("person", "n * 4")}, case when ended_on is null then 'open' else 'closed' end, case when stage_two then 2 else 1 end, asked, ended_on from told`,
    `insert into case_people (agency_id, case_id, person_id, part, kind, lives_with_child, valid_from) select ${agency}, ${id("case", "n")}, ${id("person", "n * 4 + p")}, case when p = 0 then 'child' else 'caregiver' end, case when p = 0 then 'child' else 'kin' end, case when p = 1 then true end, asked from told, generate_series(0, 1) p`,
    `insert into assignments (agency_id, case_id, staff_id, kind, valid_from) select ${agency}, ${id("case", "n")}, ${id("staff", `n % ${programme.clinicians}`)}, 'assigned', asked from told`,
    `insert into sessions (agency_id, id, case_id, kind, place, modality, stage, clinician_id, starts_at, ends_at, time_zone, status) select ${agency}, ${id("session", "n * 64 + k")}, ${id("case", "n")}, 'dyadic', case when a < 500 then 'home' else 'service_site' end, 'in_person', 1, ${id("staff", `n % ${programme.clinicians}`)}, at, at + interval '50 minutes', '${zone}', case when k > 1 and (n + k) % 9 = 0 then 'no_show' else 'held' end
      from told cross join lateral generate_series(0, sessions - 1) k cross join lateral (select ((first_on + 7 * k)::timestamp + interval '10 hours') at time zone '${zone}' as at) w where first_on is not null`,
    `insert into case_stages (agency_id, case_id, stage, began_on, began_at) select ${agency}, ${id("case", "n")}, 2, first_on + 56, (first_on + 56)::timestamptz from told where stage_two`,
    `insert into decisions (agency_id, id, case_id, class, question, moment, policy, version, verdict, answer, decided_at) select ${agency}, ${id("decision", "n")}, ${id("case", "n")}, 'service', 'eligibility', 'claim', 'dc-mhrs', '2020-09-04', case when a < 960 then 'yes' else 'no' end, '{}', ((asked + 5)::timestamp + interval '12 hours') at time zone '${zone}' from told where a < 980`,
    `insert into course_closings (agency_id, case_id, course, closed_on, stage, initiator, manner, change, prognosis, transferred, recorded_at) select ${agency}, ${id("case", "n")}, 1, ended_on, 2, 'mutual', manner, 3, 'fair', false, ended_on::timestamptz from told where ended_on is not null`,
    `insert into course_closing_reasons (agency_id, id, case_id, course, reason, class) select ${agency}, ${id("chart", "n")}, ${id("case", "n")}, 1, (array['moved', 'transport', 'choice_duties', 'clinician_left', 'other'])[1 + c % 5], 'child_chart' from told where ended_on is not null and manner <> 'planned'`,
    `insert into measure_requests (agency_id, id, case_id, respondent_id, about_id, instrument, version, language, status, requested_at, expires_at, submitted_at, battery_id) select ${agency}, ${id("lifeEvent", `n * 4 + f`)}, ${id("case", "n")}, ${id("person", "n * 4 + 1")}, ${id("person", "n * 4 + 1")}, case when n % 2 = 0 then 'phq-9' else 'pcl-5' end, '1', 'en', 'submitted', on_day::timestamptz, on_day::timestamptz + interval '7 days', on_day::timestamptz, ${id("lifeEvent", "n * 4 + f")} from told, generate_series(0, ${FORMS_A_CASE - 1}) f cross join lateral (select first_on + 3 + f * 40 as on_day) w where first_on is not null and (f = 0 or b % 3 <> f)`,
    `insert into measure_answers (agency_id, request_id, case_id, class, owner_person_id, answers, saved_at, submitted_at) select r.agency_id, r.id, r.case_id, 'caregiver', r.respondent_id, (select jsonb_object_agg(i::text, i % 4) from generate_series(1, 10) i), r.submitted_at, r.submitted_at from measure_requests r`,
    `insert into measure_scores (agency_id, request_id, case_id, class, owner_person_id, instrument, version, language, answered_on, total, result) select r.agency_id, r.id, r.case_id, 'caregiver', r.respondent_id, r.instrument, '1', 'en', (r.submitted_at at time zone '${zone}')::date, t, '{"subscales": {}}' from measure_requests r cross join lateral (select case when r.instrument = 'phq-9' then abs(hashint8(hashtext(r.id::text))) % 28 else abs(hashint8(hashtext(r.id::text))) % 81 end as t) v`,
  ];
  for (const statement of statements) await client.query(statement);
  await client.query("select note_installation('1', now(), 'bench')");
  for (const one of [administratorOf(programme), 0]) await client.query("insert into sign_ins (token_hash, account_id, agency_id, created_at, last_seen_at, ends_at) values ($1, $2, $3, now(), now(), now() + interval '12 hours')", [hashToken(tokenOf(one)), idOf("account", one), idOf("agency", 0)]);
  await client.query("commit");
  await client.query("vacuum (analyze)");
}

/** The programme counted plainly from the rows of the record, one line a case, for holding the product's figures against. Told in other words than the product tells it. */
export const plainly = `with held as (select s.case_id, min((s.starts_at at time zone s.time_zone)::date) as first_on, count(*) filter (where s.status = 'held') as sessions from dyad.sessions s where s.status in ('held', 'no_show') group by 1),
    firsts as (select s.case_id, min((s.starts_at at time zone s.time_zone)::date) as first_on from dyad.sessions s where s.status = 'held' group by 1),
    valid as (select m.case_id, m.instrument, m.total, m.answered_on from dyad.measure_scores m join dyad.cases c on c.id = m.case_id where c.closed_on is null or m.answered_on <= c.closed_on),
    pairs as (select case_id, instrument, (array_agg(total order by answered_on))[1] as pre, (array_agg(total order by answered_on desc))[1] as post from valid group by 1, 2 having count(distinct answered_on) > 1)
  select c.id, extract(year from c.opened_on)::text as year, p.language, case when extract(year from age(c.opened_on, k.birth_date)) >= 6 then '6' else extract(year from age(c.opened_on, k.birth_date))::text end as age,
    f.first_on is not null as started, f.first_on is not null or d.verdict = 'yes' as eligible, x.manner, c.closed_on is not null as closed, t.case_id is not null as two, h.sessions, i.instrument, i.pre::float, i.post::float
  from dyad.cases c join dyad.persons k on k.id = c.child_id join dyad.case_people q on q.case_id = c.id and q.part = 'caregiver' join dyad.persons p on p.id = q.person_id
    left join firsts f on f.case_id = c.id left join held h on h.case_id = c.id left join dyad.decisions d on d.case_id = c.id left join dyad.course_closings x on x.case_id = c.id left join dyad.case_stages t on t.case_id = c.id and t.stage = 2 left join pairs i on i.case_id = c.id`;
