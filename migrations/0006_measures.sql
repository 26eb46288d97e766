-- Measures. That one is due or done is class service; what an adult answered about herself is her own (class caregiver);
-- the score of an answer about the child is the child's chart.

create table measure_requests (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  respondent_id uuid not null,
  about_id uuid not null,
  instrument text not null,
  version text not null,
  language text not null,
  status text not null default 'sent' check (status in ('sent', 'started', 'submitted', 'withdrawn')),
  requested_by uuid,
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  submitted_at timestamptz,
  battery_id uuid not null,
  place_in_battery integer not null default 1,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, respondent_id) references persons,
  foreign key (agency_id, about_id) references persons
);
create index measure_requests_by_case on measure_requests (agency_id, case_id, requested_at);
create index measure_requests_by_battery on measure_requests (agency_id, battery_id);
create table measure_answers (
  agency_id uuid not null,
  request_id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('child_chart', 'relationship', 'caregiver')),
  owner_person_id uuid not null,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  answers jsonb not null default '{}',
  skipped text[] not null default '{}',
  saved_at timestamptz not null,
  submitted_at timestamptz,
  primary key (agency_id, request_id),
  foreign key (agency_id, request_id) references measure_requests,
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons
);
create table measure_scores (
  agency_id uuid not null,
  request_id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('child_chart', 'relationship', 'caregiver')),
  owner_person_id uuid not null,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  instrument text not null,
  version text not null,
  language text not null,
  answered_on date not null,
  total numeric,
  result jsonb not null,
  primary key (agency_id, request_id),
  foreign key (agency_id, request_id) references measure_requests,
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons
);
create index measure_scores_by_case on measure_scores (agency_id, case_id, answered_on);
-- The same-day review after an answer that shows danger: in the adult's own record.
create table safety_reviews (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  class text not null default 'caregiver' check (class = 'caregiver'),
  owner_person_id uuid not null,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  request_id uuid not null,
  kind text not null check (kind in ('self_harm')),
  raised_at timestamptz not null,
  reviewed_at timestamptz,
  reviewed_by uuid,
  review jsonb,
  primary key (agency_id, id),
  unique (agency_id, request_id, kind),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, request_id) references measure_requests
);
create index safety_reviews_open on safety_reviews (agency_id, case_id) where reviewed_at is null;
-- What the child's chart says of it: that there is something to see elsewhere, and nothing more.
create table case_pointers (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  points_to text not null check (points_to in ('caregiver_record')),
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases
);
create index case_pointers_by_case on case_pointers (agency_id, case_id);

-- A respondent holds one link to one battery of one person, and reaches nothing else.
create function battery_requests() returns uuid[] stable security definer set search_path = dyad language sql as $$
  select coalesce(array_agg(m.id), '{}') from measure_requests m where actor_kind() = 'respondent' and m.agency_id = agency() and m.battery_id = actor_link() and m.status <> 'withdrawn'
$$;
call protect('measure_requests', by_class('service') || ' or id = any ((select battery_requests())::uuid[]) or respondent_id = (select actor_person())', by_class('service'), by_class('service') || ' or id = any ((select battery_requests())::uuid[])');
call protect('measure_answers', '(' || by_row() || ') or request_id = any ((select battery_requests())::uuid[])', 'request_id = any ((select battery_requests())::uuid[])', 'submitted_at is null and request_id = any ((select battery_requests())::uuid[])');
call protect('measure_scores', by_row(), 'request_id = any ((select battery_requests())::uuid[])');
call protect('safety_reviews', by_row(), 'request_id = any ((select battery_requests())::uuid[])', by_row());
call protect('case_pointers', by_class('child_chart'), '(select actor_kind()) = ''respondent''', by_class('child_chart'));
