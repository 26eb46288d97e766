-- What a programme asks, when and of whom, version by version. Version 0 is the one that ships, and is not kept here.
create table measure_schedules (
  agency_id uuid not null references agencies,
  number integer not null check (number >= 1),
  content jsonb not null,
  note text not null check (length(note) between 3 and 500),
  made_by uuid,
  made_at timestamptz not null,
  primary key (agency_id, number),
  foreign key (agency_id, made_by) references staff
);

-- Why a measure at a point of a course is missing: of the service, as that it is due. The newest row holds; one without a
-- reason takes it back. What the clinician wrote beside it is the family's own reason, of the child's chart.
create table measure_misses (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  adult_id uuid not null,
  instrument text not null check (length(instrument) <= 60),
  point text not null check (point in ('baseline', 'new_informant', 'repeat', 'discharge', 'follow_up')),
  place integer not null check (place >= 0),
  reason text check (reason in ('declined', 'not_reached', 'too_much_now', 'no_text', 'no_interpreter', 'clinical_judgment', 'ended_early', 'other')),
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (agency_id, id),
  unique (agency_id, case_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, adult_id) references persons,
  foreign key (agency_id, recorded_by) references staff
);
create index measure_misses_by_case on measure_misses (agency_id, case_id, recorded_at);
create table measure_miss_words (
  agency_id uuid not null,
  miss_id uuid not null,
  case_id uuid not null,
  words text not null check (length(words) between 1 and 2000),
  primary key (agency_id, miss_id),
  foreign key (agency_id, case_id, miss_id) references measure_misses (agency_id, case_id, id)
);

-- Change is not counted across a break of a series, unless somebody says so with a reason, which stands on every output of
-- that figure. The row is of the class and owner of the later score. The newest holds; one without a reason takes it back.
create table measure_overrides (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('child_chart', 'relationship', 'caregiver')),
  owner_person_id uuid not null,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  before_id uuid not null,
  after_id uuid not null,
  -- The kinds of break that whoever decided saw: where another one comes to light, this no longer joins.
  kinds text[] not null,
  reason text check (length(reason) between 10 and 2000),
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, before_id) references measure_requests,
  foreign key (agency_id, after_id) references measure_requests,
  foreign key (agency_id, decided_by) references staff
);
create index measure_overrides_by_case on measure_overrides (agency_id, case_id, decided_at);

-- What a clinician chose to tell one adult of the measures, and in which words of her own. It may rest on that adult's own
-- answers, so it is of that adult's own record.
create table measure_tellings (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  class text not null default 'caregiver' check (class = 'caregiver'),
  owner_person_id uuid not null,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  place integer not null check (place >= 1),
  language text not null check (language in ('en', 'es')),
  -- The series that are told, by their keys.
  chosen text[] not null,
  sentence text not null default '' check (length(sentence) <= 2000),
  told_by uuid,
  told_at timestamptz not null,
  primary key (agency_id, id),
  unique (agency_id, case_id, owner_person_id, place),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, told_by) references staff
);

-- The day of the answers to a request, which is of the service as that there are any: asked over the wall before the score, so
-- that the schedule says the same to everybody who may read it.
create function answered_day(of_request uuid) returns date stable security definer set search_path = dyad, pg_temp language sql as $$
  select k.answered_on from measure_scores k join measure_requests m on m.agency_id = k.agency_id and m.id = k.request_id
  where k.agency_id = agency() and k.request_id = of_request and (actor_is_machine() or sees_all('service') or m.case_id = any (cases_for('service')))
$$;

call protect('measure_schedules', '(select actor_is_staff())', '(select actor_has_role(''administrator''))');
call protect('measure_misses', '(select actor_is_staff()) and (' || by_class('service') || ')', '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'')) and (' || by_class('child_chart') || ')');
call protect('measure_miss_words', '(select actor_is_staff()) and (' || by_class('child_chart') || ')', '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'')) and (' || by_class('child_chart') || ')');
call protect('measure_overrides', by_row(), '(select actor_has_role(''clinician'', ''supervisor'')) and decided_by = (select actor_staff()) and (' || by_row() || ')');
call protect('measure_tellings', by_row(), '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'')) and (' || by_row() || ')');
