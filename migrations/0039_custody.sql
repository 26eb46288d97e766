-- The end of somebody's work here, and what then happens to the psychotherapy notes that they wrote. Nobody inherits them:
-- they are in custody, closed to everybody. The privacy officer may open those of one author in one case to one named
-- person who works with that family, for some days, on a coded basis.

-- The last day of a member of staff, with what ended because of it, so that it can be taken back before the day is over.
-- Class agency: who works here.
create table employment_ends (
  agency_id uuid not null references agencies,
  id uuid not null,
  staff_id uuid not null,
  last_day date not null,
  was date,
  reason text not null check (length(reason) between 1 and 500),
  changed jsonb not null,
  ended_by uuid,
  ended_at timestamptz not null,
  taken_back_by uuid,
  taken_back_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, ended_by) references staff (agency_id, id),
  foreign key (agency_id, taken_back_by) references staff (agency_id, id)
);
create index employment_ends_by_staff on employment_ends (agency_id, staff_id);
create function keep_employment_end() returns trigger language plpgsql as $$
begin
  if old.taken_back_at is not null or to_jsonb(new) - 'taken_back_at' - 'taken_back_by' <> to_jsonb(old) - 'taken_back_at' - 'taken_back_by' then
    raise exception 'the end of somebody''s work only learns that it was taken back, once' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_employment_end before update on employment_ends for each row execute function keep_employment_end();
call protect('employment_ends', '(select actor_has_role(''administrator'', ''supervisor''))', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))');

-- To whom the psychotherapy notes of one author in one case are opened, until when, and on what basis.
create table custody_openings (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  author_id uuid not null,
  named_id uuid not null,
  valid_from date not null,
  valid_to date not null,
  basis text not null check (basis in ('authorization', 'required_by_law', 'oversight', 'serious_threat', 'own_defence')),
  reason text not null check (length(reason) between 10 and 4000),
  document_id uuid check (document_id is null or basis = 'authorization'),
  opened_by uuid not null,
  opened_at timestamptz not null,
  closed_by uuid,
  closed_at timestamptz,
  close_reason text not null default '' check (length(close_reason) <= 4000),
  primary key (agency_id, id),
  check (valid_to >= valid_from and valid_to < valid_from + 30),
  check (named_id <> opened_by and named_id <> author_id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, author_id) references staff,
  foreign key (agency_id, named_id) references staff (agency_id, id),
  foreign key (agency_id, document_id) references documents (agency_id, id),
  foreign key (agency_id, opened_by) references staff (agency_id, id),
  foreign key (agency_id, closed_by) references staff (agency_id, id)
);
create index custody_openings_by_case on custody_openings (agency_id, case_id, author_id);
create index custody_openings_by_named on custody_openings (agency_id, named_id);
create function keep_custody_opening() returns trigger language plpgsql as $$
begin
  if old.closed_at is not null or to_jsonb(new) - 'closed_at' - 'closed_by' - 'close_reason' <> to_jsonb(old) - 'closed_at' - 'closed_by' - 'close_reason' then
    raise exception 'an opening only learns that it was closed, once' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_custody_opening before update on custody_openings for each row execute function keep_custody_opening();
call protect('custody_openings', '(select actor_has_role(''privacy_officer'')) or named_id = (select actor_staff())',
  '(select actor_has_role(''privacy_officer'')) and opened_by = (select actor_staff())', '(select actor_has_role(''privacy_officer''))');

-- Cases and authors whose notes are opened to the present actor today: the author is gone, and the actor treats
-- in that very case as a clinician, or supervises it as a supervisor. An opening alone opens no case.
create function own_custodies() returns text[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare found text[]; whose uuid := agency(); who uuid := actor_staff(); day date := today(); within uuid[];
begin
  if who is null or not exists (select from custody_openings o where o.agency_id = whose and o.named_id = who) then return '{}'; end if;
  within := case when actor_has_role('clinician') then own_cases_by('assigned') else '{}' end || case when actor_has_role('supervisor') then own_cases_by('supervises') else '{}' end;
  select array_agg(o.case_id || ' ' || o.author_id) into found
    from custody_openings o join staff s on s.agency_id = o.agency_id and s.id = o.author_id
    where o.agency_id = whose and o.named_id = who and o.closed_at is null and holds_on(o.valid_from, o.valid_to, day) and s.valid_to < day and o.case_id = any (within);
  return coalesce(found, '{}');
end $$;
-- The condition under which a row is a psychotherapy note that is opened to the actor. Notes beside a session whose note was
-- never signed are among them: nobody is left who could sign it.
create function in_own_custody() returns text immutable language sql as $$
  select $q$(class = 'psychotherapy_note' and (select granted('psychotherapy_note', 'custodian')) and (case_id::text || ' ' || owner_staff_id::text) = any ((select own_custodies())::text[])
    and (not part2 or owner_person_id = any ((select part2_adults())::uuid[])))$q$
$$;

-- Reading only: who writes, changes and takes out of sight stays as it was.
do $$
begin
  execute format('alter policy reads on blocks using (agency_id = (select agency()) and ((select actor_is_machine()) or ((%s) and (session_id is null or owner_staff_id = (select actor_staff()) or is_given_on(session_id))) or %s))', by_row(), in_own_custody());
  execute format('alter policy reads on documents using (agency_id = (select agency()) and ((select actor_is_machine()) or (%s) or %s))', sees_document(), in_own_custody());
end $$;

-- What is in custody, for the privacy officer: whose, in which case, how many and from when to when. Never words.
create function notes_in_custody() returns table (author_id uuid, case_id uuid, notes integer, first_on date, last_on date) stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare whose uuid := agency(); day date := today(); zone text;
begin
  if not (actor_is_staff() and actor_has_role('privacy_officer')) then return; end if;
  select g.time_zone into zone from agencies g where g.agency_id = whose;
  return query
    select n.owner, n.of_case, count(*)::integer, min((n.at at time zone zone)::date), max((n.at at time zone zone)::date)
    from (
      select b.owner_staff_id as owner, b.case_id as of_case, b.happened_at as at from blocks b where b.agency_id = whose and b.class = 'psychotherapy_note'
      union all
      select d.owner_staff_id, d.case_id, d.added_at from documents d where d.agency_id = whose and d.class = 'psychotherapy_note' and d.case_id is not null and d.removed_at is null
    ) n join staff s on s.agency_id = whose and s.id = n.owner and s.valid_to < day
    group by 1, 2;
end $$;
