-- Whether a diagnosis stands, in one place; the axes of DC:0-5 and the table from its codes to ICD-10-CM; and two records
-- of one child as one, without a row of either being rewritten.

-- A diagnosis stands on a day unless what was last held by then is that it was ruled out or is resolved; one entered in
-- error never did. An entry that the next one corrects counts for no day. `stands` in diagnoses/rules.ts judges the same.
-- The owner's, because a claim asks it for a reader who sees no history.
create function diagnosis_stands(wanted uuid, on_day date) returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare whose uuid := agency();
begin
  return not exists (select from diagnosis_statuses e where e.agency_id = whose and e.diagnosis_id = wanted and e.status = 'entered_in_error')
    and coalesce((select s.status not in ('ruled_out', 'resolved') from diagnosis_statuses s where s.agency_id = whose and s.diagnosis_id = wanted and s.since <= on_day
      and not exists (select from diagnosis_statuses n where n.agency_id = whose and n.diagnosis_id = wanted and n.place = s.place + 1 and n.corrects) order by s.place desc limit 1), true);
end $$;
create or replace view claim_fields with (security_barrier) as
  select d.agency_id, d.case_id, d.system, d.code from diagnoses d
  where d.agency_id = agency() and diagnosis_stands(d.id, today())
    and exists (select from disclosure_grants g where g.class = 'child_chart' and g.relation = 'any' and g.view = 'claim_fields' and g.role = any (actor_roles()) and actor_is_staff());

-- Axes II to V of DC:0-5: numbers and the agency's own words, never the manual's. Axis II is of one relationship (child and
-- one adult): a level from 1 to 4 and what stands out in it. The others are of the child's chart. A row never changes: a
-- later one takes its place, or says that it was entered in error.
create table axis_entries (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  axis integer not null check (axis between 2 and 5),
  class text not null check (class in ('child_chart', 'relationship')),
  owner_person_id uuid,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  level integer check (level between 1 and 4),
  dimensions jsonb not null default '[]',
  code text not null default '' check (length(code) <= 40),
  label text not null default '' check (length(label) <= 200),
  words text not null default '' check (length(words) <= 2000),
  since date not null,
  until date check (until >= since),
  supersedes uuid,
  in_error boolean not null default false,
  reason text not null default '' check (length(reason) <= 500),
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (agency_id, id),
  unique (agency_id, case_id, id),
  -- Of two that take the place of the same entry the slower is refused.
  unique (agency_id, supersedes),
  check ((axis = 2) = (class = 'relationship') and (axis = 2) = (owner_person_id is not null) and (axis = 2) = (level is not null)),
  check (axis = 2 or label <> ''),
  check (not in_error or supersedes is not null),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, owner_staff_id) references staff,
  foreign key (agency_id, recorded_by) references staff,
  foreign key (agency_id, case_id, supersedes) references axis_entries (agency_id, case_id, id)
);
create index axis_entries_by_case on axis_entries (agency_id, case_id, since);
call protect('axis_entries', by_row(), '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'')) and ' || by_row());

-- Which codes of ICD-10-CM an agency writes for a code of DC:0-5, for one payer or for any: its own table, of no child.
create table code_crosswalk (
  agency_id uuid not null references agencies,
  id uuid not null,
  dc_code text not null check (length(dc_code) between 1 and 20),
  icd_code text not null check (length(icd_code) between 3 and 10),
  -- Empty: whoever pays.
  payer text not null default '' check (length(payer) <= 80),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  status text not null check (status in ('draft', 'confirmed')),
  note text not null default '' check (length(note) <= 500),
  supersedes uuid,
  withdrawn boolean not null default false,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (agency_id, id),
  unique (agency_id, supersedes),
  check (not withdrawn or supersedes is not null),
  foreign key (agency_id, supersedes) references code_crosswalk,
  foreign key (agency_id, recorded_by) references staff
);
call protect('code_crosswalk', '(select actor_is_staff())', '(select actor_has_role(''administrator''))');

-- Two records of one child as one. Nothing is moved and nothing is rewritten: a row says that one record belongs to
-- another, which stays, until somebody undoes it. What is asked of either is answered from both (`record_of`).
create table case_merges (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  into_case_id uuid not null,
  reason text not null check (length(reason) between 10 and 500),
  merged_by uuid,
  merged_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  undone_reason text check (length(undone_reason) between 10 and 500),
  primary key (agency_id, id),
  check (case_id <> into_case_id),
  check ((undone_at is null) = (undone_reason is null)),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, into_case_id) references cases,
  foreign key (agency_id, merged_by) references staff,
  foreign key (agency_id, undone_by) references staff
);
create unique index merged_once on case_merges (agency_id, case_id) where undone_at is null;
create index case_merges_by_survivor on case_merges (agency_id, into_case_id) where undone_at is null;
-- Which rows the record that stays had when the other came to it: what is not among them was written for both.
create table case_merge_rows (
  agency_id uuid not null,
  merge_id uuid not null,
  table_name text not null,
  row_key text not null,
  primary key (agency_id, merge_id, table_name, row_key),
  foreign key (agency_id, merge_id) references case_merges
);
-- What was written to the record that stays while the two were one, listed when they are parted: it stays there until
-- somebody has looked at it.
create table case_merge_leftovers (
  agency_id uuid not null,
  merge_id uuid not null,
  table_name text not null,
  count integer not null check (count > 0),
  looked_at timestamptz,
  looked_by uuid,
  primary key (agency_id, merge_id, table_name),
  foreign key (agency_id, merge_id) references case_merges,
  foreign key (agency_id, looked_by) references staff
);

-- Every case of the record that a case belongs to, itself first.
create function record_of(wanted uuid) returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare whose uuid := agency(); root uuid; others uuid[];
begin
  select m.into_case_id into root from case_merges m where m.agency_id = whose and m.case_id = wanted and m.undone_at is null;
  root := coalesce(root, wanted);
  select array_agg(m.case_id order by m.merged_at, m.id) into others from case_merges m where m.agency_id = whose and m.into_case_id = root and m.undone_at is null and m.case_id <> wanted;
  return case when root = wanted then array[wanted] else array[wanted, root] end || coalesce(others, '{}');
end $$;
-- Each case that belongs to a record of several, with each other one of it.
create function joined_cases() returns table (case_id uuid, joined_id uuid) stable security definer set search_path = dyad, pg_temp language plpgsql as $$
#variable_conflict use_column
declare whose uuid := agency();
begin
  return query with standing as (select m.case_id, m.into_case_id from case_merges m where m.agency_id = whose and m.undone_at is null),
      members as (select s.case_id, s.into_case_id as root from standing s union select s.into_case_id, s.into_case_id from standing s)
    select a.case_id, b.case_id from members a join members b on a.root = b.root and a.case_id <> b.case_id;
end $$;
-- Whether a case belongs to another one, which stands for both in every list.
create function is_merged(wanted uuid) returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare whose uuid := agency();
begin
  return exists (select from case_merges m where m.agency_id = whose and m.case_id = wanted and m.undone_at is null);
end $$;

-- A record joins another once, and only one to which nothing was joined before: so that it is always one step from a case to
-- the one that stays. Two that do it at once come one after the other.
create function refuse_tangled_merge() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('merge of ' || new.agency_id, 0));
  if exists (select from case_merges m where m.agency_id = new.agency_id and m.undone_at is null and (m.case_id in (new.case_id, new.into_case_id) or m.into_case_id = new.case_id)) then
    raise exception 'one of these records belongs to another already' using errcode = 'DY004';
  end if;
  return new;
end $$;
create trigger refuse_tangled_merge before insert on case_merges for each row execute function refuse_tangled_merge();
create function keep_merge() returns trigger language plpgsql as $$
begin
  if old.undone_at is not null or to_jsonb(new) - 'undone_by' - 'undone_at' - 'undone_reason' <> to_jsonb(old) - 'undone_by' - 'undone_at' - 'undone_reason' then
    raise exception 'what was decided of two records is undone and never changed' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_merge before update on case_merges for each row execute function keep_merge();
create trigger relations_changed after insert or update on case_merges for each statement execute function forget_remembered();

-- The rows of a case in every table that has them, by table and key: the tables are asked of the catalogue, so that a
-- later one is not forgotten. Ids only, and for the functions of the owner only.
create function rows_of_case(wanted uuid) returns table (table_name text, row_key text) stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare one record;
begin
  for one in
    select c.relname as name, string_agg(format('t.%I::text', k.attname), ' || '' '' || ' order by array_position(i.indkey::smallint[], k.attnum)) as key
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'case_id' and not a.attisdropped
      join pg_index i on i.indrelid = c.oid and i.indisprimary join pg_attribute k on k.attrelid = c.oid and k.attnum = any (i.indkey::smallint[]) and k.attname <> 'agency_id'
    where c.relnamespace = 'dyad'::regnamespace and c.relkind = 'r' and c.relname not in ('audit_entries', 'case_merges')
    group by c.relname
  loop
    return query execute format('select %L::text, %s from %I t where t.agency_id = agency() and t.case_id = $1', one.name, one.key, one.name) using wanted;
  end loop;
end $$;
revoke execute on function rows_of_case(uuid) from public;

-- Keeps what the record that stays holds now, and, when the two are parted, what came to it since.
create function keep_rows_of_merge() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into case_merge_rows (agency_id, merge_id, table_name, row_key) select new.agency_id, new.id, r.table_name, r.row_key from rows_of_case(new.into_case_id) r;
  elsif old.undone_at is null and new.undone_at is not null then
    insert into case_merge_leftovers (agency_id, merge_id, table_name, count)
      select new.agency_id, new.id, r.table_name, count(*) from rows_of_case(new.into_case_id) r
      where not exists (select from case_merge_rows k where k.agency_id = new.agency_id and k.merge_id = new.id and k.table_name = r.table_name and k.row_key = r.row_key) group by r.table_name;
  end if;
  return null;
end $$;
create trigger keep_rows_of_merge after insert or update on case_merges for each row execute function keep_rows_of_merge();

call protect('case_merges', '(select actor_is_staff()) and ((select sees_all(''service'')) or case_id = any ((select cases_for(''service''))::uuid[]) or into_case_id = any ((select cases_for(''service''))::uuid[]))',
  '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))');
call protect('case_merge_rows', 'false');
create policy owner_keeps on case_merge_rows for insert to dyad_owner with check (agency_id = agency());
call protect('case_merge_leftovers', '(select actor_has_role(''administrator''))', 'false', '(select actor_has_role(''administrator''))');
create policy owner_lists on case_merge_leftovers for insert to dyad_owner with check (agency_id = agency());
revoke insert on case_merge_rows, case_merge_leftovers from dyad_app;

-- Who works with a child, and who holds the right to the child's record, does so for the whole of it: of the service, of the
-- child's chart and of what protects the child. What belongs to an adult (relationship, the own record, the address), to an author or to a request
-- stays with those of the record in which it was written. An adult's own relationship with the child is one as well.
create or replace function cases_for(for_class text) returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare
  place text := remembered_as('cases_' || for_class);
  kept text := current_setting(place, true);
  found uuid[] := '{}'; across uuid[] := '{}'; own uuid[]; granting text; held text[];
begin
  if kept <> '' then return kept::uuid[]; end if;
  held := case when actor_kind() = 'caregiver' then array['caregiver'] when actor_is_staff() then actor_roles() else '{}' end;
  for granting in
    select distinct g.relation from disclosure_grants g where g.class = for_class and g.view = 'full' and g.role = any (held)
      and g.relation in ('assigned', 'supervises', 'sampled', 'review', 'break_glass', 'records_authority')
  loop
    own := own_cases_by(granting);
    found := found || own;
    if for_class in ('service', 'child_chart', 'protective') and granting in ('assigned', 'supervises', 'records_authority') then across := across || own; end if;
  end loop;
  if across <> '{}' then found := found || array(select j.joined_id from joined_cases() j where j.case_id = any (across)); end if;
  perform set_config(place, found::text, true);
  return found;
end $$;
create or replace function own_dyad_cases() returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare found uuid[]; whose uuid := agency(); person uuid := actor_person(); day date := today();
begin
  if person is null then return '{}'; end if;
  select array_agg(d.case_id) into found from dyads d where d.agency_id = whose and d.adult_id = person and holds_on(d.opened_on, d.closed_on, day);
  return coalesce(found, '{}') || array(select j.joined_id from joined_cases() j where j.case_id = any (found));
end $$;

-- Who is kept from the record in one of them is kept from both.
create or replace function is_kept_from_record(of_case uuid, adult uuid) returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare whose uuid := agency(); day date := today(); cases uuid[] := record_of(of_case);
begin
  return exists (select from learning_limits l where l.agency_id = whose and l.case_id = any (cases) and l.person_id = adult and 'record' = any (l.topics) and holds_on(l.valid_from, l.valid_to, day));
end $$;

-- A name as it is compared: without accents, case and everything that is no letter.
create function plain_name(written text) returns text immutable parallel safe language sql as $$
  select regexp_replace(lower(regexp_replace(normalize(written, NFD), '[\u0300-\u036f]', '', 'g')), '[^[:alnum:]]', '', 'g')
$$;
