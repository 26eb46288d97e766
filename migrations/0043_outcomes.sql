-- Outcomes of a programme. Three tables hold what is counted, one row a family that asked (or, of a case that is opened
-- again, a course): of dates and kinds only, no words. They are made by a job from the record, of those cases that changed.
-- Two hold what may be shown: counts of groups that are never smaller than the agency's threshold.

-- Which cases changed since they were counted last; put in by triggers, worked off and removed by the job.
create table outcome_changes (
  agency_id uuid not null references agencies,
  id bigint generated always as identity,
  case_id uuid,
  referral_id uuid,
  primary key (agency_id, id),
  check ((case_id is null) <> (referral_id is null))
);

-- How a course went: of the child's chart, since it says how it ended. Of a request that led to no case there is no chart,
-- and nobody but the job reads it.
create table outcome_courses (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid,
  referral_id uuid,
  course integer not null check (course >= 1),
  asked_on date not null,
  eligible_on date,
  first_session_on date,
  stage_two_on date,
  ended_on date,
  position text not null check (position in ('not_eligible', 'deciding', 'waiting', 'left_before', 'stage_one', 'stage_two', 'early_one', 'early_two', 'planned')),
  team_id uuid,
  age_band text,
  language text,
  place text,
  payer text,
  fidelity text not null check (fidelity in ('agreed', 'confirmed', 'none')),
  sessions integer not null check (sessions >= 0),
  missed integer not null check (missed >= 0),
  came integer not null check (came >= 0),
  moves integer not null check (moves >= 0),
  reunified boolean not null,
  goals jsonb not null default '{}',
  counted_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, referral_id) references referrals,
  foreign key (agency_id, team_id) references teams
);
create index outcome_courses_by_case on outcome_courses (agency_id, case_id);
create index outcome_courses_by_referral on outcome_courses (agency_id, referral_id);

-- Why a course ended early, as one kind; of the class of the reasons that it comes from.
create table outcome_reasons (
  agency_id uuid not null,
  course_id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('child_chart', 'caregiver')),
  owner_person_id uuid,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  kind text not null check (length(kind) between 1 and 40),
  primary key (agency_id, course_id),
  check ((class = 'caregiver') = (owner_person_id is not null)),
  foreign key (agency_id, course_id) references outcome_courses on delete cascade,
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons
);

-- The first and the last valid value of one series in a course: of the class of the scores.
create table outcome_pairs (
  agency_id uuid not null,
  course_id uuid not null,
  series text not null check (length(series) between 1 and 120),
  case_id uuid not null,
  class text not null check (class in ('child_chart', 'relationship', 'caregiver')),
  owner_person_id uuid,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  version text not null,
  state text not null check (state in ('no_baseline', 'baseline_only', 'broken', 'pair')),
  pre numeric,
  post numeric,
  pre_on date,
  post_on date,
  at_discharge boolean not null,
  change text not null check (change in ('better', 'same', 'worse', 'not_computed')),
  pre_above boolean,
  post_above boolean,
  primary key (agency_id, course_id, series),
  foreign key (agency_id, course_id) references outcome_courses on delete cascade,
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons
);

-- What was shown and when: one row a table and edition, kept for ever, since a later one must not give away by a
-- difference what this one hid. It holds counts of groups only.
create table outcome_tables (
  agency_id uuid not null references agencies,
  id uuid not null,
  key text not null check (length(key) between 1 and 200),
  counted_at timestamptz not null,
  content jsonb not null,
  primary key (agency_id, id)
);
create index outcome_tables_by_key on outcome_tables (agency_id, key, counted_at);

-- The agency's own threshold; the newest holds, and none is 11. When counting was last done, whether or not anything could be told anew.
create table outcome_settings (
  agency_id uuid not null references agencies,
  id uuid not null,
  threshold integer not null check (threshold between 5 and 100),
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (agency_id, id),
  foreign key (agency_id, recorded_by) references staff
);
create table outcome_counts (
  agency_id uuid not null references agencies,
  id uuid not null,
  counted_at timestamptz not null,
  counted_on date not null,
  primary key (agency_id, id)
);
create index outcome_counts_by_day on outcome_counts (agency_id, counted_on);

create function reads_outcomes() returns text immutable language sql as $$
  select '(select actor_has_role(''administrator'', ''senior_leader'', ''supervisor'', ''privacy_officer''))'
$$;
-- What only the job writes: the condition of `protect` that lets it, and nobody else.
create function job_only() returns text immutable language sql as $$ select '(select false)' $$;
call protect('outcome_changes', job_only(), job_only(), 'false', job_only());
create policy owner_marks on outcome_changes for insert to dyad_owner with check (agency() is null or agency_id = agency());
call protect('outcome_courses', 'case_id is not null and (select actor_is_staff()) and (' || by_class('child_chart') || ')', job_only(), job_only(), job_only());
call protect('outcome_reasons', '(select actor_is_staff()) and (' || by_row() || ')', job_only(), job_only(), job_only());
call protect('outcome_pairs', '(select actor_is_staff()) and (' || by_row() || ')', job_only(), job_only(), job_only());
call protect('outcome_tables', reads_outcomes(), job_only());
call protect('outcome_counts', reads_outcomes(), job_only());
call protect('outcome_settings', reads_outcomes(), '(select actor_has_role(''administrator''))');

-- What was shown stays as it was.
create function keep_outcome_table() returns trigger language plpgsql as $$
begin
  raise exception 'what was shown of a programme is never changed' using errcode = '42501';
end $$;
create trigger keep_outcome_table before update or delete on outcome_tables for each row execute function keep_outcome_table();

-- Marks the cases of the rows of one statement. Rows are only put in, so that two who write to one case never wait for each other here.
create function mark_outcome_cases() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  insert into outcome_changes (agency_id, case_id) select distinct c.agency_id, c.case_id from changed c where c.case_id is not null;
  return null;
end $$;
create function mark_outcome_case_itself() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  insert into outcome_changes (agency_id, case_id) select distinct c.agency_id, c.id from changed c;
  return null;
end $$;
create function mark_outcome_referrals() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  insert into outcome_changes (agency_id, referral_id) select distinct c.agency_id, c.id from changed c;
  return null;
end $$;
create function mark_outcome_merges() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  insert into outcome_changes (agency_id, case_id) select distinct c.agency_id, c.case_id from changed c union select distinct c.agency_id, c.into_case_id from changed c;
  return null;
end $$;
create function mark_outcome_persons() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  insert into outcome_changes (agency_id, case_id) select distinct p.agency_id, p.case_id from changed c join case_people p on p.agency_id = c.agency_id and p.person_id = c.id;
  return null;
end $$;
do $$
declare one text;
begin
  foreach one in array array['sessions', 'attendances', 'case_stages', 'course_starts', 'course_closings', 'course_closing_reasons', 'measure_scores', 'measure_requests', 'decisions', 'assignments', 'case_people', 'residences', 'placement_changes', 'fidelity_packets', 'fidelity_reviews', 'plan_objectives', 'plan_progress'] loop
    execute format('create trigger mark_outcomes after insert on %I referencing new table as changed for each statement execute function mark_outcome_cases()', one);
  end loop;
  foreach one in array array['sessions', 'attendances', 'measure_requests', 'assignments', 'case_people', 'residences', 'placement_changes'] loop
    execute format('create trigger mark_outcomes_again after update on %I referencing new table as changed for each statement execute function mark_outcome_cases()', one);
  end loop;
end $$;
create trigger mark_outcomes after insert on cases referencing new table as changed for each statement execute function mark_outcome_case_itself();
create trigger mark_outcomes_again after update on cases referencing new table as changed for each statement execute function mark_outcome_case_itself();
create trigger mark_outcomes after insert on referrals referencing new table as changed for each statement execute function mark_outcome_referrals();
create trigger mark_outcomes_again after update on referrals referencing new table as changed for each statement execute function mark_outcome_referrals();
create trigger mark_outcomes after insert on case_merges referencing new table as changed for each statement execute function mark_outcome_merges();
create trigger mark_outcomes_again after update on case_merges referencing new table as changed for each statement execute function mark_outcome_merges();
create trigger mark_outcomes_again after update on persons referencing new table as changed for each statement execute function mark_outcome_persons();

-- What is derived from the record is no part of it: where two records of one child are joined and parted, it is derived anew.
create or replace function rows_of_case(wanted uuid) returns table (table_name text, row_key text) stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare one record;
begin
  for one in
    select c.relname as name, string_agg(format('t.%I::text', k.attname), ' || '' '' || ' order by array_position(i.indkey::smallint[], k.attnum)) as key
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'case_id' and not a.attisdropped
      join pg_index i on i.indrelid = c.oid and i.indisprimary join pg_attribute k on k.attrelid = c.oid and k.attnum = any (i.indkey::smallint[]) and k.attname <> 'agency_id'
    where c.relnamespace = 'dyad'::regnamespace and c.relkind = 'r' and c.relname not in ('audit_entries', 'case_merges', 'outcome_changes', 'outcome_courses', 'outcome_pairs', 'outcome_reasons')
    group by c.relname
  loop
    return query execute format('select %L::text, %s from %I t where t.agency_id = agency() and t.case_id = $1', one.name, one.key, one.name) using wanted;
  end loop;
end $$;
