-- The second wall. A class of disclosure is granted to a role by a relation to the case, the dyad, the record or the row;
-- the functions below say for which cases the present actor holds a grant, once a statement, so that policies compare
-- against small arrays. They are the owner's, read only within the present agency, and answer for the present actor only.

-- A `view` other than 'full' is never a policy on the table: it is a view with those columns (0007).
create function granted(for_class text, by_relation text) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select exists (select from disclosure_grants g where g.class = for_class and g.relation = by_relation and g.view = 'full'
    and g.role = any (case when actor_kind() = 'caregiver' then array['caregiver'] when actor_is_staff() then actor_roles() else '{}' end))
$$;

create table staff (
  agency_id uuid not null references agencies,
  id uuid not null,
  display_name text not null check (length(display_name) between 1 and 200),
  email text not null,
  language text not null default 'en',
  valid_from date not null,
  valid_to date,
  primary key (agency_id, id),
  unique (agency_id, email)
);
create table staff_roles (
  agency_id uuid not null,
  staff_id uuid not null,
  role text not null check (role in ('clinician', 'trainee', 'supervisor', 'administrator', 'privacy_officer', 'front_desk', 'biller', 'auditor', 'faculty', 'senior_leader')),
  valid_from date not null,
  valid_to date,
  primary key (agency_id, staff_id, role, valid_from),
  foreign key (agency_id, staff_id) references staff
);
create table supervisions (
  agency_id uuid not null,
  supervisor_id uuid not null,
  clinician_id uuid not null,
  valid_from date not null,
  valid_to date,
  primary key (agency_id, supervisor_id, clinician_id, valid_from),
  foreign key (agency_id, supervisor_id) references staff,
  foreign key (agency_id, clinician_id) references staff
);
create index supervisions_by_clinician on supervisions (agency_id, clinician_id);

create table persons (
  agency_id uuid not null references agencies,
  id uuid not null,
  kind text not null check (kind in ('child', 'adult')),
  given_name text not null check (length(given_name) between 1 and 200),
  family_name text not null default '' check (length(family_name) <= 200),
  birth_date date,
  administrative_gender text,
  language text not null default 'en',
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (agency_id, id)
);

create table cases (
  agency_id uuid not null references agencies,
  id uuid not null,
  child_id uuid not null,
  referral_id uuid,
  status text not null default 'open' check (status in ('open', 'closed')),
  stage integer not null default 1 check (stage between 1 and 3),
  opened_on date not null,
  closed_on date,
  revision integer not null default 1,
  primary key (agency_id, id),
  foreign key (agency_id, child_id) references persons
);
create index cases_by_child on cases (agency_id, child_id);
create table case_people (
  agency_id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  part text not null check (part in ('child', 'caregiver', 'sibling', 'other')),
  kind text not null,
  lives_with_child boolean,
  valid_from date not null,
  valid_to date,
  primary key (agency_id, case_id, person_id, valid_from),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, person_id) references persons
);
create index case_people_by_person on case_people (agency_id, person_id);
create table dyads (
  agency_id uuid not null,
  case_id uuid not null,
  adult_id uuid not null,
  opened_on date not null,
  closed_on date,
  primary key (agency_id, case_id, adult_id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, adult_id) references persons
);
create table assignments (
  agency_id uuid not null,
  case_id uuid not null,
  staff_id uuid not null,
  kind text not null check (kind in ('assigned', 'covering')),
  valid_from date not null,
  valid_to date check (valid_to is not null or kind = 'assigned'),
  primary key (agency_id, case_id, staff_id, kind, valid_from),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, staff_id) references staff
);
create index assignments_by_staff on assignments (agency_id, staff_id);
create table authorities (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  holder_id uuid,
  holder_organization text,
  kind text not null check (kind in ('parent', 'guardian', 'kin', 'foster', 'agency', 'court')),
  document text not null check (length(document) between 1 and 500),
  scopes text[] not null check (scopes <@ array['treatment', 'release', 'video', 'psychotropic', 'records']),
  limits text not null default '' check (length(limits) <= 2000),
  valid_from date not null,
  valid_to date,
  primary key (agency_id, id),
  check ((holder_id is null) <> (holder_organization is null)),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, holder_id) references persons
);
create index authorities_by_case on authorities (agency_id, case_id);
create index authorities_by_holder on authorities (agency_id, holder_id);
create table audit_samples (
  agency_id uuid not null,
  auditor_id uuid not null,
  case_id uuid not null,
  valid_from date not null,
  valid_to date not null,
  primary key (agency_id, auditor_id, case_id, valid_from),
  foreign key (agency_id, auditor_id) references staff,
  foreign key (agency_id, case_id) references cases
);
create table privacy_reviews (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('request', 'review')),
  opened_on date not null,
  closed_on date,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases
);
create table break_glass (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  staff_id uuid not null,
  reason text not null check (length(reason) between 10 and 2000),
  opened_at timestamptz not null,
  ends_at timestamptz not null check (ends_at <= opened_at + interval '2 hours'),
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, staff_id) references staff
);
create table part2_consents (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  adult_id uuid not null,
  staff_id uuid not null,
  valid_from date not null,
  valid_to date,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, adult_id) references persons,
  foreign key (agency_id, staff_id) references staff
);

-- The cases to which the present actor stands in a relation today. Covering counts as assigned within its dates.
create function own_cases_by(relation text) returns uuid[] stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(array_agg(distinct found.case_id), '{}') from (
    select a.case_id from assignments a where relation = 'assigned' and a.agency_id = agency() and a.staff_id = actor_staff() and holds_on(a.valid_from, a.valid_to, today())
    union all
    select a.case_id from supervisions s join assignments a on a.agency_id = s.agency_id and a.staff_id = s.clinician_id and holds_on(a.valid_from, a.valid_to, today())
      where relation = 'supervises' and s.agency_id = agency() and s.supervisor_id = actor_staff() and holds_on(s.valid_from, s.valid_to, today())
    union all
    select a.case_id from audit_samples a where relation = 'sampled' and a.agency_id = agency() and a.auditor_id = actor_staff() and holds_on(a.valid_from, a.valid_to, today())
    union all
    select r.case_id from privacy_reviews r where relation = 'review' and r.agency_id = agency() and holds_on(r.opened_on, r.closed_on, today()) and actor_has_role('privacy_officer')
    union all
    select b.case_id from break_glass b where relation = 'break_glass' and b.agency_id = agency() and b.staff_id = actor_staff() and b.opened_at <= present_moment() and b.ends_at > present_moment()
    union all
    select a.case_id from authorities a where relation = 'records_authority' and a.agency_id = agency() and a.holder_id = actor_person() and 'records' = any (a.scopes) and holds_on(a.valid_from, a.valid_to, today())
    union all
    select p.case_id from case_people p where relation = 'participates' and p.agency_id = agency() and p.person_id = actor_person() and p.part = 'caregiver' and holds_on(p.valid_from, p.valid_to, today())
  ) found
$$;

-- All cases of which the actor may see a class, by the relations that have to do with the case as a whole.
create function cases_for(for_class text) returns uuid[] stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(array_agg(distinct one), '{}')
  from unnest(array['assigned', 'supervises', 'sampled', 'review', 'break_glass', 'records_authority']) relation
  cross join lateral unnest(case when granted(for_class, relation) then own_cases_by(relation) else '{}' end) one
$$;
create function sees_all(for_class text) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select actor_is_machine() or granted(for_class, 'any')
$$;
-- Dyads of the present adult that are open.
create function own_dyad_cases() returns uuid[] stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(array_agg(d.case_id), '{}') from dyads d where d.agency_id = agency() and d.adult_id = actor_person() and holds_on(d.opened_on, d.closed_on, today())
$$;
-- Adults whose Part 2 records a consent opens to the present clinician.
create function part2_adults() returns uuid[] stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(array_agg(c.adult_id), '{}') from part2_consents c where c.agency_id = agency() and c.staff_id = actor_staff() and holds_on(c.valid_from, c.valid_to, today())
$$;
-- Persons whom the present actor may know by name: everybody around the cases seen, oneself, and for a caregiver the child.
create function persons_seen() returns uuid[] stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(array_agg(distinct found.person_id), '{}') from (
    select p.person_id from case_people p where p.agency_id = agency() and p.case_id = any (cases_for('service'))
    union all select p.person_id from case_people p where p.agency_id = agency() and p.part = 'child' and p.case_id = any (own_cases_by('participates'))
    union all select actor_person() where actor_person() is not null
  ) found
$$;

-- Row-level security, the same for every tenant's table: forced, so that not even the owner steps around it; the owner's
-- own functions read within the present agency.
create procedure protect(target regclass, reads text, writes text default 'false', changes text default 'false', deletes text default 'false') language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy owner_reads on %s for select to dyad_owner using (agency_id = agency())', target);
  execute format('create policy reads on %s for select to dyad_app using (agency_id = (select agency()) and ((select actor_is_machine()) or (%s)))', target, reads);
  execute format('create policy writes on %s for insert to dyad_app with check (agency_id = (select agency()) and ((select actor_is_machine()) or (%s)))', target, writes);
  execute format('grant select, insert on %s to dyad_app', target);
  if changes <> 'false' then
    execute format('create policy changes on %s for update to dyad_app using (agency_id = (select agency()) and ((select actor_is_machine()) or (%s)))', target, changes);
    execute format('grant update on %s to dyad_app', target);
  end if;
  if deletes <> 'false' then
    execute format('create policy deletes on %s for delete to dyad_app using (agency_id = (select agency()) and ((select actor_is_machine()) or (%s)))', target, deletes);
    execute format('grant delete on %s to dyad_app', target);
  end if;
end $$;

-- The condition under which a row of a case is of a class that the actor sees.
create function by_class(for_class text) returns text immutable language sql as $$
  select format('(select sees_all(%1$L)) or case_id = any ((select cases_for(%1$L))::uuid[])', for_class)
$$;

-- Everybody who works at the agency sees who works there; an administrator changes it.
call protect('agencies', 'agency_id = (select agency())', 'false', '(select actor_has_role(''administrator''))');
create policy owner_lists on agencies for select to dyad_owner using (true);
create policy owner_adds on agencies for insert to dyad_owner with check (true);
call protect('staff', '(select actor_is_staff()) or (select actor_kind()) = ''caregiver''', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))');
call protect('staff_roles', '(select actor_is_staff())', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))');
call protect('supervisions', '(select actor_is_staff())', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))');

-- Who is around a case is of class service; the safe address and the words of the referral are not in these tables.
call protect('cases', '(select sees_all(''service'')) or id = any ((select cases_for(''service''))::uuid[]) or id = any ((select own_cases_by(''participates''))::uuid[])', '(select actor_has_role(''administrator'', ''front_desk'', ''supervisor'', ''clinician''))', '(select sees_all(''service'')) or id = any ((select cases_for(''service''))::uuid[])');
call protect('persons', '(select sees_all(''service'')) or id = any ((select persons_seen())::uuid[]) or id = (select actor_person())', '(select actor_has_role(''administrator'', ''front_desk'', ''supervisor'', ''clinician'', ''trainee''))', '(select sees_all(''service'')) or id = any ((select persons_seen())::uuid[])');
call protect('case_people', by_class('service') || ' or person_id = (select actor_person()) or (part = ''child'' and case_id = any ((select own_cases_by(''participates''))::uuid[]))', by_class('service'), by_class('service'));
call protect('dyads', by_class('service') || ' or adult_id = (select actor_person())', by_class('service'), by_class('service'));
call protect('assignments', by_class('service') || ' or staff_id = (select actor_staff())', '(select actor_has_role(''administrator'', ''supervisor'', ''front_desk''))', '(select actor_has_role(''administrator'', ''supervisor''))');
call protect('authorities', by_class('service') || ' or holder_id = (select actor_person())', by_class('service'), by_class('service'));
call protect('audit_samples', '(select actor_has_role(''administrator'', ''privacy_officer'')) or auditor_id = (select actor_staff())', '(select actor_has_role(''administrator''))');
call protect('privacy_reviews', '(select actor_has_role(''privacy_officer''))', '(select actor_has_role(''privacy_officer''))', '(select actor_has_role(''privacy_officer''))');
call protect('break_glass', '(select actor_has_role(''privacy_officer'')) or staff_id = (select actor_staff())', 'staff_id = (select actor_staff()) and (select actor_has_role(''administrator''))');
call protect('part2_consents', 'staff_id = (select actor_staff()) or adult_id = (select actor_person())', '(select actor_has_role(''clinician'', ''supervisor'', ''trainee''))', 'false');
