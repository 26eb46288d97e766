-- The record. Content stands in rows of one class with one owner; a signed note and what belongs to it never change.

-- Rows that carry their own class. `owner_person_id` is the adult whose own record it is (or, for class relationship, the
-- adult of the dyad); `owner_staff_id` the author; `counterpart_staff_id` the second of two (supervision), or the
-- supervisor consulted (report).
create function by_row() returns text immutable language sql as $$
  select $q$(
    (class = 'service' and ((select sees_all('service')) or case_id = any ((select cases_for('service'))::uuid[])))
    or (class = 'child_chart' and ((select sees_all('child_chart')) or case_id = any ((select cases_for('child_chart'))::uuid[])))
    or (class = 'relationship' and ((select sees_all('relationship')) or case_id = any ((select cases_for('relationship'))::uuid[])
      or ((select granted('relationship', 'own_dyad')) and owner_person_id = (select actor_person()) and case_id = any ((select own_dyad_cases())::uuid[]))))
    or (class = 'caregiver' and ((select sees_all('caregiver')) or case_id = any ((select cases_for('caregiver'))::uuid[])
      or ((select granted('caregiver', 'own_record')) and owner_person_id = (select actor_person()))))
    or (class = 'report' and (select sees_all('report')))
    or (class in ('psychotherapy_note', 'supervision', 'report') and owner_staff_id = (select actor_staff())
      and ((class = 'psychotherapy_note' and (select granted('psychotherapy_note', 'author'))) or (class = 'supervision' and (select granted('supervision', 'author'))) or (class = 'report' and (select granted('report', 'author')))))
    or (class in ('supervision', 'report') and counterpart_staff_id = (select actor_staff())
      and ((class = 'supervision' and (select granted('supervision', 'counterpart'))) or (class = 'report' and (select granted('report', 'counterpart')))))
  ) and (not part2 or owner_person_id = (select actor_person()) or owner_person_id = any ((select part2_adults())::uuid[]))$q$
$$;

-- When the case was in which stage: for the time axis.
create table case_stages (
  agency_id uuid not null,
  case_id uuid not null,
  stage integer not null check (stage between 1 and 3),
  began_on date not null,
  began_at timestamptz not null,
  primary key (agency_id, case_id, began_at),
  foreign key (agency_id, case_id) references cases
);

create table sessions (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('intake', 'assessment', 'feedback', 'dyadic', 'family', 'caregiver_alone', 'child_alone', 'collateral', 'phone', 'coordination', 'team')),
  place text not null check (place in ('service_site', 'home', 'community', 'telehealth_home', 'telehealth_elsewhere', 'residential', 'school', 'other')),
  beds integer check (beds > 0),
  modality text not null check (modality in ('in_person', 'video', 'audio')),
  stage integer not null check (stage between 1 and 3),
  clinician_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  time_zone text not null,
  held_from timestamptz,
  held_to timestamptz check (held_to > held_from),
  status text not null default 'booked' check (status in ('booked', 'held', 'cancelled', 'no_show')),
  status_reason text not null default '' check (length(status_reason) <= 500),
  longer_session_reason text check (length(longer_session_reason) <= 1000),
  revision integer not null default 1,
  booked_by uuid,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, clinician_id) references staff
);
create index sessions_by_case on sessions (agency_id, case_id, starts_at);
create index sessions_by_clinician on sessions (agency_id, clinician_id, starts_at);
create index sessions_by_start on sessions (agency_id, starts_at);
create table attendances (
  agency_id uuid not null,
  session_id uuid not null,
  person_id uuid not null,
  case_id uuid not null,
  part text not null check (part in ('child', 'caregiver', 'sibling', 'interpreter', 'collateral')),
  status text not null default 'expected' check (status in ('expected', 'present', 'late', 'left', 'absent', 'cancelled')),
  in_at timestamptz,
  out_at timestamptz check (out_at > in_at),
  reason text not null default '' check (length(reason) <= 500),
  primary key (agency_id, session_id, person_id),
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, person_id) references persons,
  foreign key (agency_id, case_id) references cases
);
create index attendances_by_person on attendances (agency_id, person_id);

create table notes (
  agency_id uuid not null,
  session_id uuid not null,
  case_id uuid not null,
  author_id uuid not null,
  status text not null default 'draft' check (status in ('draft', 'awaiting_cosignature', 'returned', 'signed')),
  revision integer not null default 1,
  saved_at timestamptz,
  signed_at timestamptz,
  signed_by uuid,
  cosigned_at timestamptz,
  cosigned_by uuid,
  returned_reason text not null default '' check (length(returned_reason) <= 4000),
  primary key (agency_id, session_id),
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, author_id) references staff
);
create index notes_by_author on notes (agency_id, author_id, status);

-- One block of content: one class, one owner. `chips` are coded choices, `words` what somebody wrote.
create table blocks (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  session_id uuid,
  section text not null,
  class text not null check (class in ('child_chart', 'relationship', 'caregiver', 'psychotherapy_note', 'supervision', 'report')),
  owner_person_id uuid,
  owner_staff_id uuid not null,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  words text not null default '' check (length(words) <= 100000),
  chips jsonb not null default '[]',
  amends_block_id uuid,
  created_at timestamptz not null default now(),
  primary key (agency_id, id),
  check (class not in ('relationship', 'caregiver') or owner_person_id is not null),
  check (not part2 or owner_person_id is not null),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, session_id) references notes (agency_id, session_id),
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, owner_staff_id) references staff,
  foreign key (agency_id, counterpart_staff_id) references staff,
  foreign key (agency_id, amends_block_id) references blocks
);
create index blocks_by_case on blocks (agency_id, case_id, created_at);
create index blocks_by_session on blocks (agency_id, session_id);

-- Coded facts of the child's chart.
create table diagnoses (
  agency_id uuid not null, id uuid not null, case_id uuid not null,
  system text not null, code text not null, display text not null default '', status text not null default 'active' check (status in ('active', 'ended', 'entered_in_error')),
  found_on date, source text not null default '', recorded_by uuid, recorded_at timestamptz not null default now(),
  primary key (agency_id, id), foreign key (agency_id, case_id) references cases
);
create table traumatic_events (
  agency_id uuid not null, id uuid not null, case_id uuid not null,
  kind text not null, age_months integer check (age_months between 0 and 215), source text not null default '', status text not null default 'active' check (status in ('active', 'entered_in_error')),
  recorded_by uuid, recorded_at timestamptz not null default now(),
  primary key (agency_id, id), foreign key (agency_id, case_id) references cases
);
create table problems (
  agency_id uuid not null, id uuid not null, case_id uuid not null,
  kind text not null, follows_events boolean, status text not null default 'active' check (status in ('active', 'ended', 'entered_in_error')),
  recorded_by uuid, recorded_at timestamptz not null default now(),
  primary key (agency_id, id), foreign key (agency_id, case_id) references cases
);
create table life_events (
  agency_id uuid not null, id uuid not null, case_id uuid not null,
  happens_on date not null, kind text not null, label text not null check (length(label) between 1 and 200), status text not null default 'active' check (status in ('active', 'entered_in_error')),
  recorded_by uuid, recorded_at timestamptz not null default now(),
  primary key (agency_id, id), foreign key (agency_id, case_id) references cases
);
create index diagnoses_by_case on diagnoses (agency_id, case_id);
create index traumatic_events_by_case on traumatic_events (agency_id, case_id);
create index problems_by_case on problems (agency_id, case_id);
create index life_events_by_case on life_events (agency_id, case_id);

create table consents (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('treatment', 'telehealth', 'video', 'supervised_practice')),
  authority_id uuid,
  signer_id uuid,
  signer_organization text,
  signed_name text not null check (length(signed_name) between 1 and 200),
  words_version text not null,
  language text not null,
  answer text not null check (answer in ('yes', 'no')),
  signed_at timestamptz not null,
  valid_from date not null,
  valid_to date,
  withdrawn_on date,
  recorded_by uuid,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, authority_id) references authorities,
  foreign key (agency_id, signer_id) references persons
);
create index consents_by_case on consents (agency_id, case_id);

-- A decision that somebody relied on, with the facts it saw. Class service for sessions, child chart for eligibility.
create table decisions (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  session_id uuid,
  class text not null check (class in ('service', 'child_chart')),
  question text not null,
  moment text not null,
  policy text not null,
  version text,
  verdict text not null check (verdict in ('yes', 'no', 'unknown')),
  facts jsonb not null,
  answer jsonb not null,
  decided_at timestamptz not null,
  decided_by uuid,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, session_id) references sessions
);
create index decisions_by_case on decisions (agency_id, case_id, decided_at);
create index decisions_by_session on decisions (agency_id, session_id, decided_at);
create table overrides (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  policy text not null,
  rule text not null,
  role text not null,
  reason text not null check (length(reason) between 10 and 2000),
  overridden_by uuid not null,
  overridden_at timestamptz not null,
  ended_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases
);
create index overrides_by_case on overrides (agency_id, case_id);
-- Signed sessions as the biller meets them, each with the decision kept as evidence.
create table services (
  agency_id uuid not null,
  session_id uuid not null,
  case_id uuid not null,
  decision_id uuid not null,
  service_date date not null,
  units integer,
  status text not null check (status in ('ready', 'held')),
  recorded_at timestamptz not null,
  primary key (agency_id, session_id),
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, decision_id) references decisions
);
create index services_by_date on services (agency_id, service_date, session_id);
create table other_services (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  service text not null,
  service_date date not null,
  starts_at timestamptz,
  ends_at timestamptz,
  source text not null,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases
);
create index other_services_by_case on other_services (agency_id, case_id, service_date);

-- A caregiver sees the sessions that concern the own attendance, and of the attendance only the own.
create function own_sessions() returns uuid[] stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(array_agg(a.session_id), '{}') from attendances a where a.agency_id = agency() and a.person_id = actor_person() and granted('service', 'own_attendance')
$$;

call protect('sessions', by_class('service') || ' or id = any ((select own_sessions())::uuid[])', by_class('service'), by_class('service'));
call protect('attendances', by_class('service') || ' or (person_id = (select actor_person()) and (select granted(''service'', ''own_attendance'')))', by_class('service'), by_class('service'), by_class('service'));
call protect('case_stages', by_class('service'), by_class('service'));
call protect('notes', by_class('service'), by_class('service'), by_class('service'));
-- A draft is its author's alone; families read what is signed for good.
create function is_given_on(of_session uuid) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select exists (select from notes n where n.agency_id = agency() and n.session_id = of_session and (n.status = 'signed' or (n.status = 'awaiting_cosignature' and actor_is_staff())))
$$;
call protect('blocks', '(' || by_row() || ') and (session_id is null or owner_staff_id = (select actor_staff()) or is_given_on(session_id))', by_row(), by_row(), by_row());
call protect('diagnoses', by_class('child_chart'), by_class('child_chart'), by_class('child_chart'));
call protect('traumatic_events', by_class('child_chart'), by_class('child_chart'), by_class('child_chart'));
call protect('problems', by_class('child_chart'), by_class('child_chart'), by_class('child_chart'));
call protect('life_events', by_class('child_chart'), by_class('child_chart'), by_class('child_chart'));
call protect('consents', by_class('service') || ' or signer_id = (select actor_person())', by_class('service'), by_class('service'));
call protect('decisions', 'case class when ''service'' then ' || by_class('service') || ' else ' || by_class('child_chart') || ' end', 'case class when ''service'' then ' || by_class('service') || ' else ' || by_class('child_chart') || ' end');
call protect('overrides', by_class('child_chart'), '(select actor_has_role(''supervisor'', ''administrator''))', '(select actor_has_role(''supervisor'', ''administrator''))');
call protect('services', by_class('service'), by_class('service'), by_class('service'));
call protect('other_services', by_class('service'), by_class('service'));

-- Signed is signed. What belongs to a signed note can neither be changed nor removed, by anybody; an addendum is a new
-- block that names the one it amends.
create function refuse_change_after_signature() returns trigger language plpgsql as $$
begin
  if old.session_id is not null and exists (select from notes n where n.agency_id = old.agency_id and n.session_id = old.session_id and n.status in ('signed', 'awaiting_cosignature')) then
    raise exception 'a signed note is not changed; write an addendum' using errcode = 'DY001';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger signed_stays before update or delete on blocks for each row execute function refuse_change_after_signature();
create trigger signed_stays before update or delete on attendances for each row execute function refuse_change_after_signature();
-- What is added to a signed note says which passage it adds to.
create function refuse_addition_after_signature() returns trigger language plpgsql as $$
begin
  if new.session_id is not null and new.amends_block_id is null and exists (select from notes n where n.agency_id = new.agency_id and n.session_id = new.session_id and n.status in ('signed', 'awaiting_cosignature')) then
    raise exception 'a signed note is not changed; write an addendum' using errcode = 'DY001';
  end if;
  return new;
end $$;
create trigger signed_stays_whole before insert on blocks for each row execute function refuse_addition_after_signature();
create function refuse_unsigning() returns trigger language plpgsql as $$
begin
  if old.status = 'signed' then raise exception 'a signed note is not changed; write an addendum' using errcode = 'DY001'; end if;
  return new;
end $$;
create trigger signed_stays before update on notes for each row execute function refuse_unsigning();
create function refuse_session_change_after_signature() returns trigger language plpgsql as $$
begin
  if exists (select from notes n where n.agency_id = old.agency_id and n.session_id = old.id and n.status in ('signed', 'awaiting_cosignature')) then
    raise exception 'the session of a signed note is not changed' using errcode = 'DY001';
  end if;
  return new;
end $$;
create trigger signed_stays before update on sessions for each row execute function refuse_session_change_after_signature();
