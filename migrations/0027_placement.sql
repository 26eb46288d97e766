-- People over time, and a change of placement as one event. Rows are ended, never deleted; what a change wrote and was
-- taken back stays, with the moment at which it was, and counts for no day.

-- A dyad may end and begin again, and may rest: then the adult still reads what is its own.
alter table dyads drop constraint dyads_pkey;
alter table dyads add primary key (agency_id, case_id, adult_id, opened_on);
alter table dyads add column state text not null default 'open' check (state in ('open', 'paused')), add column taken_back_at timestamptz;
alter table case_people add column organization text not null default '' check (length(organization) <= 200), add column taken_back_at timestamptz;

-- Where the child lives, and with whom. Read by staff only: one home must not learn of the other.
create table residences (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('birth_home', 'kin', 'foster', 'adoptive', 'residential', 'other')),
  with_person_id uuid,
  with_name text not null default '' check (length(with_name) <= 200),
  source text not null default '' check (length(source) <= 500),
  valid_from date not null,
  valid_to date,
  recorded_by uuid,
  recorded_at timestamptz not null,
  taken_back_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, with_person_id) references persons,
  foreign key (agency_id, recorded_by) references staff (agency_id, id)
);
create index residences_by_case on residences (agency_id, case_id, valid_from);

create table protective_orders (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  protects uuid[] not null check (cardinality(protects) > 0),
  against_id uuid,
  against_name text not null default '' check (length(against_name) <= 200),
  terms text[] not null check (cardinality(terms) > 0 and terms <@ array['no_contact', 'stay_away', 'no_messages', 'supervised_visits', 'no_visits', 'child_not_handed_over']),
  words text not null default '' check (length(words) <= 2000),
  document_id uuid,
  valid_from date not null,
  valid_to date,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (agency_id, id),
  check (against_id is not null or against_name <> ''),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, against_id) references persons,
  foreign key (agency_id, case_id, document_id) references documents (agency_id, case_id, id),
  foreign key (agency_id, recorded_by) references staff (agency_id, id)
);
create index protective_orders_by_case on protective_orders (agency_id, case_id);

create table visit_terms (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  supervision text not null check (supervision in ('none', 'unsupervised', 'supervised', 'therapeutic')),
  words text not null default '' check (length(words) <= 500),
  valid_from date not null,
  valid_to date,
  recorded_by uuid,
  recorded_at timestamptz not null,
  taken_back_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, person_id) references persons,
  foreign key (agency_id, recorded_by) references staff (agency_id, id)
);
create index visit_terms_by_case on visit_terms (agency_id, case_id);

-- What somebody may not learn, as codes; `record` closes the child's record to a holder of authority (45 CFR 164.502(g)(5)).
create table learning_limits (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  topics text[] not null check (cardinality(topics) > 0 and topics <@ array['record', 'addresses', 'contacts', 'session_times', 'childcare', 'other_adults']),
  words text not null default '' check (length(words) <= 2000),
  document_id uuid,
  valid_from date not null,
  valid_to date,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, person_id) references persons,
  foreign key (agency_id, case_id, document_id) references documents (agency_id, case_id, id),
  foreign key (agency_id, recorded_by) references staff (agency_id, id)
);
create index learning_limits_by_case on learning_limits (agency_id, case_id);

-- One change of placement or of a caregiver: what was asked for, and what it did, so that it can be taken back. Its dates
-- hold by themselves; `applied_at` is when what was alive on its day (sign-ins, links, messages) was ended.
create table placement_changes (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('removal', 'move', 'kin', 'reunification', 'adoption', 'new_partner', 'death', 'visit_change')),
  takes_effect_on date not null,
  source text not null check (length(source) between 1 and 500),
  asked jsonb not null,
  effects jsonb not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  applied_at timestamptz,
  taken_back_at timestamptz,
  taken_back_by uuid,
  taken_back_reason text check (length(taken_back_reason) between 1 and 500),
  primary key (agency_id, id),
  unique (agency_id, case_id, id),
  check ((taken_back_at is null) = (taken_back_reason is null)),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, recorded_by) references staff (agency_id, id),
  foreign key (agency_id, taken_back_by) references staff (agency_id, id)
);
create index placement_changes_by_case on placement_changes (agency_id, case_id, takes_effect_on);
create index placement_changes_to_come on placement_changes (agency_id, takes_effect_on) where applied_at is null and taken_back_at is null;

-- What a change asks to look at again. The kinds are the application's: another part of the work may add its own.
create table placement_reviews (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  change_id uuid not null,
  kind text not null check (kind ~ '^[a-z][a-z_]{1,39}$'),
  -- The adult that it is about; null where it is about the case.
  person_id uuid,
  for_role text not null check (for_role in ('clinician', 'supervisor')),
  due_on date not null,
  done_at timestamptz,
  done_by uuid,
  outcome text check (outcome in ('done', 'not_needed')),
  words text not null default '' check (length(words) <= 500),
  withdrawn_at timestamptz,
  primary key (agency_id, id),
  check ((done_at is null) = (outcome is null)),
  foreign key (agency_id, case_id, change_id) references placement_changes (agency_id, case_id, id),
  foreign key (agency_id, person_id) references persons,
  foreign key (agency_id, done_by) references staff (agency_id, id)
);
create index placement_reviews_open on placement_reviews (agency_id, case_id) where done_at is null and withdrawn_at is null;
create index placement_reviews_by_change on placement_reviews (agency_id, change_id);

do $$
declare one text; wall text := '(select actor_is_staff()) and (' || by_class('child_chart') || ')';
begin
  foreach one in array array['residences', 'protective_orders', 'visit_terms', 'learning_limits', 'placement_changes', 'placement_reviews'] loop
    call protect(one::regclass, wall, wall, wall);
  end loop;
end $$;

-- Whether the present adult is kept from the child's record by a limit in force: the same answer for both walls.
create function is_kept_from_record(of_case uuid, adult uuid) returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare whose uuid := agency(); day date := today();
begin
  return exists (select from learning_limits l where l.agency_id = whose and l.case_id = of_case and l.person_id = adult and 'record' = any (l.topics) and holds_on(l.valid_from, l.valid_to, day));
end $$;
create trigger relations_changed after insert or update or delete on learning_limits for each statement execute function forget_remembered();

create or replace function own_cases_by(relation text) returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare found uuid[]; whose uuid := agency(); staff_member uuid := actor_staff(); person uuid := actor_person(); day date := today(); moment timestamptz := present_moment();
begin
  case relation
    when 'assigned' then
      select array_agg(distinct a.case_id) into found from assignments a where a.agency_id = whose and a.staff_id = staff_member and holds_on(a.valid_from, a.valid_to, day);
    when 'supervises' then
      select array_agg(distinct a.case_id) into found from supervisions s join assignments a on a.agency_id = s.agency_id and a.staff_id = s.clinician_id and holds_on(a.valid_from, a.valid_to, day)
        where s.agency_id = whose and s.supervisor_id = staff_member and holds_on(s.valid_from, s.valid_to, day);
    when 'sampled' then
      select array_agg(distinct a.case_id) into found from audit_samples a where a.agency_id = whose and a.auditor_id = staff_member and holds_on(a.valid_from, a.valid_to, day);
    when 'review' then
      if actor_has_role('privacy_officer') then select array_agg(distinct r.case_id) into found from privacy_reviews r where r.agency_id = whose and holds_on(r.opened_on, r.closed_on, day); end if;
    when 'break_glass' then
      select array_agg(distinct b.case_id) into found from break_glass b where b.agency_id = whose and b.staff_id = staff_member and b.opened_at <= moment and b.ends_at > moment;
    when 'records_authority' then
      select array_agg(distinct a.case_id) into found from authorities a where a.agency_id = whose and a.holder_id = person and 'records' = any (a.scopes) and holds_on(a.valid_from, a.valid_to, day) and not is_kept_from_record(a.case_id, person);
    when 'participates' then
      select array_agg(distinct p.case_id) into found from case_people p where p.agency_id = whose and p.person_id = person and p.part = 'caregiver' and holds_on(p.valid_from, p.valid_to, day);
    else
      raise exception 'no such relation: %', relation;
  end case;
  return coalesce(found, '{}');
end $$;

-- Own attendance is one's own; but whoever left, or was taken off an appointment, does not learn when the child comes.
create or replace function own_sessions() returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare found uuid[]; whose uuid := agency(); person uuid := actor_person(); moment timestamptz := present_moment(); attended uuid[];
begin
  if person is null or not granted('service', 'own_attendance') then return '{}'; end if;
  attended := own_cases_by('participates');
  select array_agg(a.session_id) into found from attendances a join sessions s on s.agency_id = a.agency_id and s.id = a.session_id
    where a.agency_id = whose and a.person_id = person and (s.starts_at <= moment or (a.case_id = any (attended) and a.status <> 'cancelled'));
  return coalesce(found, '{}');
end $$;

-- Whether an adult of a family still has something to sign in for on a day: a part as a caregiver, or an authority to read.
create function adult_stands(adult uuid, on_day date) returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare whose uuid := agency();
begin
  return exists (select from case_people p where p.agency_id = whose and p.person_id = adult and p.part = 'caregiver' and holds_on(p.valid_from, p.valid_to, on_day))
    or exists (select from authorities a where a.agency_id = whose and a.holder_id = adult and 'records' = any (a.scopes) and holds_on(a.valid_from, a.valid_to, on_day)
      and not exists (select from learning_limits l where l.agency_id = whose and l.case_id = a.case_id and l.person_id = adult and 'record' = any (l.topics) and holds_on(l.valid_from, l.valid_to, on_day)));
end $$;

-- As before, but an adult who stands nowhere any more is nobody.
create or replace function resume_sign_in(token bytea, at timestamptz, staff_idle interval, caregiver_idle interval) returns setof signed_in security definer set search_path = dyad, pg_temp language plpgsql as $$
declare seat sign_ins; who memberships; answer signed_in; idle interval;
begin
  select * into seat from sign_ins s where s.token_hash = token and s.ended_at is null and s.ends_at > at;
  if not found then return; end if;
  select * into who from memberships m where m.account_id = seat.account_id and m.agency_id = seat.agency_id;
  if not found then return; end if;
  idle := case when who.person_id is null then staff_idle else caregiver_idle end;
  if seat.last_seen_at <= at - idle then return; end if;
  if seat.last_seen_at < at - interval '1 minute' then update sign_ins set last_seen_at = at where token_hash = token; end if;
  perform set_config('dyad.agency', seat.agency_id::text, true), set_config('dyad.today', '', true);
  select a.account_id, g.agency_id, who.staff_id, who.person_id,
      coalesce(s.display_name, trim(p.given_name || ' ' || p.family_name)), a.email, coalesce(a.language, case when coalesce(s.language, p.language) = 'es' then 'es' else 'en' end),
      case when who.person_id is not null then array['caregiver']
        else array(select r.role from staff_roles r where r.agency_id = g.agency_id and r.staff_id = who.staff_id and holds_on(r.valid_from, r.valid_to, (at at time zone g.time_zone)::date) order by r.role) end,
      g.name, g.slug, g.time_zone, g.is_demo, a.second_factor_secret is not null, least(seat.ends_at, at + idle)
    into answer
    from accounts a join agencies g on g.agency_id = seat.agency_id
    left join staff s on s.agency_id = g.agency_id and s.id = who.staff_id and holds_on(s.valid_from, s.valid_to, (at at time zone g.time_zone)::date)
    left join persons p on p.agency_id = g.agency_id and p.id = who.person_id
    where a.account_id = seat.account_id and a.disabled_at is null and (s.id is not null or p.id is not null);
  if not found or answer.account_id is null then return; end if;
  if who.person_id is not null and not adult_stands(who.person_id, (at at time zone answer.time_zone)::date) then return; end if;
  return next answer;
end $$;

-- Ends what an adult is signed in with, where she stands nowhere any more. Answers how many there were.
create function end_sign_ins_of(adult uuid, at timestamptz) returns integer security definer set search_path = dyad, pg_temp language plpgsql as $$
declare ended integer;
begin
  if not (actor_is_staff() or actor_is_machine()) then raise exception 'only who works here ends the sign-ins of a family' using errcode = '42501'; end if;
  if adult_stands(adult, today()) then return 0; end if;
  update sign_ins s set ended_at = at from memberships m
    where m.agency_id = agency() and m.person_id = adult and s.account_id = m.account_id and s.agency_id = m.agency_id and s.ended_at is null;
  get diagnostics ended = row_count;
  return ended;
end $$;
