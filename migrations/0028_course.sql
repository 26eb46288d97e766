-- The three stages as workflows. What was done of a step, an ending that is planned, what comes after, help elsewhere:
-- nothing is overwritten, each change is another row, and the newest one holds. A step of the case or the child is of the
-- child's chart; one with an adult of that relationship; what an adult told of herself is that adult's own; what protects
-- the child from somebody who may hold rights to the record is of class protective, read by who treats and who supervises.
create function sees_course() returns text immutable language sql as $$
  select '(' || sees_plan_words() || $q$ or (class = 'caregiver' and ((select sees_all('caregiver')) or case_id = any ((select cases_for('caregiver'))::uuid[])
    or ((select granted('caregiver', 'own_record')) and owner_person_id = (select actor_person())))) or (class = 'protective' and ($q$ || by_class('protective') || ')))'
$$;

-- A course of treatment after the first, which begins with the case. Which course a row belongs to is its number.
create table course_starts (
  agency_id uuid not null,
  case_id uuid not null,
  number integer not null check (number >= 2),
  began_on date not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (agency_id, case_id, number),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, recorded_by) references staff
);

create table course_steps (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  course integer not null check (course >= 1),
  step text not null check (length(step) between 1 and 60),
  adult_id uuid,
  -- How often it was recorded; two who record it at once do not both hold.
  place integer not null check (place >= 1),
  class text not null check (class in ('child_chart', 'relationship', 'caregiver', 'protective')),
  owner_person_id uuid,
  state text not null check (state in ('done', 'not_applicable', 'open')),
  happened_on date,
  session_id uuid,
  answers jsonb not null default '{}',
  words text not null default '' check (length(words) <= 4000),
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (agency_id, id),
  check ((state = 'done') = (happened_on is not null)),
  check ((class in ('relationship', 'caregiver')) = (owner_person_id is not null)),
  check (owner_person_id is null or owner_person_id = adult_id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, adult_id) references persons,
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, recorded_by) references staff
);
create unique index course_steps_in_turn on course_steps (agency_id, case_id, course, step, coalesce(adult_id, '00000000-0000-0000-0000-000000000000'), place);

-- From which day a family that does not come any more is being looked for; the newest row holds. The day that an ending
-- is planned for is a date of the case (case_milestones), and is not asked again here.
create table course_searches (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  course integer not null check (course >= 1),
  place integer not null check (place >= 1),
  -- Null: it is over, the family is there again.
  since date,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (agency_id, id),
  unique (agency_id, case_id, course, place),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, recorded_by) references staff
);

-- Calls and letters to an adult who does not come any more: of that relationship.
create table course_contacts (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  course integer not null check (course >= 1),
  class text not null default 'relationship' check (class = 'relationship'),
  owner_person_id uuid not null,
  tried_on date not null,
  way text not null check (way in ('call', 'letter', 'message', 'visit')),
  reached boolean not null,
  words text not null default '' check (length(words) <= 2000),
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, recorded_by) references staff
);
create index course_contacts_by_case on course_contacts (agency_id, case_id, tried_on);

-- What comes after, in the family's words, version by version in each language.
create table aftercare_plans (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  course integer not null check (course >= 1),
  language text not null check (language in ('en', 'es')),
  place integer not null check (place >= 1),
  changes text not null check (length(changes) <= 4000),
  reminders text not null check (length(reminders) <= 4000),
  symptoms text not null check (length(symptoms) <= 4000),
  come_back text not null check (length(come_back) <= 4000),
  whom_to_call text not null check (length(whom_to_call) <= 4000),
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (agency_id, id),
  unique (agency_id, case_id, course, language, place),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, recorded_by) references staff
);

-- How a course ended: of the child's chart. Why is of the child's chart too, unless the reason is an adult's.
create table course_closings (
  agency_id uuid not null,
  case_id uuid not null,
  course integer not null check (course >= 1),
  closed_on date not null,
  stage integer not null check (stage between 1 and 3),
  initiator text not null check (initiator in ('family', 'team', 'mutual')),
  manner text not null check (manner in ('planned', 'abrupt', 'dropped')),
  change integer not null check (change between 1 and 5),
  prognosis text not null check (prognosis in ('poor', 'fair', 'good', 'excellent', 'unable')),
  transferred boolean not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (agency_id, case_id, course),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, recorded_by) references staff
);
create table course_closing_reasons (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  course integer not null,
  reason text not null check (length(reason) between 1 and 60),
  class text not null check (class in ('child_chart', 'caregiver')),
  owner_person_id uuid,
  primary key (agency_id, id),
  check ((class = 'caregiver') = (owner_person_id is not null)),
  foreign key (agency_id, case_id, course) references course_closings (agency_id, case_id, course),
  foreign key (agency_id, owner_person_id) references persons
);
create index course_closing_reasons_by_course on course_closing_reasons (agency_id, case_id, course);

-- The agency's own times, where they are other than the model's; the newest holds.
create table course_timings (
  agency_id uuid not null references agencies,
  id uuid not null,
  plan_months integer not null check (plan_months between 0 and 12),
  tell_months integer not null check (tell_months between 0 and 12),
  look_for_weeks integer not null check (look_for_weeks between 1 and 26),
  answer_days integer not null check (answer_days between 1 and 180),
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (agency_id, id),
  foreign key (agency_id, recorded_by) references staff
);

-- Help in the neighbourhood, kept by the agency, and to whom of it a family was sent.
create table resources (
  agency_id uuid not null references agencies,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (length(kind) between 1 and 40),
  area text not null default '' check (length(area) <= 200),
  languages text[] not null default '{}',
  phone text not null default '' check (length(phone) <= 60),
  web text not null default '' check (length(web) <= 300),
  notes text not null default '' check (length(notes) <= 2000),
  checked_on date,
  retired_on date,
  revision integer not null default 1,
  recorded_by uuid,
  primary key (agency_id, id),
  foreign key (agency_id, recorded_by) references staff
);
create index resources_by_name on resources (agency_id, lower(name), id);

create table referrals_out (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  course integer not null check (course >= 1),
  resource_id uuid not null,
  class text not null check (class in ('child_chart', 'caregiver')),
  owner_person_id uuid,
  reason text not null check (length(reason) between 1 and 2000),
  referred_on date not null,
  release text not null check (release in ('not_needed', 'needed', 'given')),
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (agency_id, id),
  unique (agency_id, case_id, id),
  check ((class = 'caregiver') = (owner_person_id is not null)),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, resource_id) references resources,
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, recorded_by) references staff
);
create index referrals_out_by_case on referrals_out (agency_id, case_id, referred_on);
create table referral_out_answers (
  agency_id uuid not null,
  id uuid not null,
  referral_id uuid not null,
  case_id uuid not null,
  place integer not null check (place >= 1),
  class text not null check (class in ('child_chart', 'caregiver')),
  owner_person_id uuid,
  outcome text not null check (outcome in ('waiting', 'taken_up', 'declined_there', 'declined_by_family', 'not_reached')),
  heard_on date not null,
  words text not null default '' check (length(words) <= 2000),
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (agency_id, id),
  unique (agency_id, referral_id, place),
  check ((class = 'caregiver') = (owner_person_id is not null)),
  foreign key (agency_id, case_id, referral_id) references referrals_out (agency_id, case_id, id),
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, recorded_by) references staff
);

call protect('course_starts', by_class('service'), writes_plan());
call protect('course_steps', sees_course(), writes_plan());
call protect('course_searches', by_class('child_chart'), writes_plan());
call protect('course_contacts', sees_course(), writes_plan());
call protect('aftercare_plans', by_class('child_chart'), writes_plan());
call protect('course_closings', by_class('child_chart'), writes_plan());
call protect('course_closing_reasons', sees_course(), writes_plan());
call protect('course_timings', '(select actor_is_staff())', '(select actor_has_role(''administrator'', ''supervisor''))');
call protect('resources', '(select actor_is_staff())', '(select actor_has_role(''administrator'', ''front_desk'', ''clinician'', ''trainee'', ''supervisor''))', '(select actor_has_role(''administrator'', ''front_desk'', ''clinician'', ''trainee'', ''supervisor''))');
call protect('referrals_out', sees_course(), writes_plan());
call protect('referral_out_answers', sees_course(), writes_plan());

-- Why a stage began although gate G1 was not met may speak of who is not safe: it is read by who treats and supervises.
alter table stage_exceptions drop constraint stage_exceptions_gate_check;
alter table stage_exceptions add check (gate in ('G1', 'G3'));
drop policy reads on stage_exceptions;
create policy reads on stage_exceptions for select to dyad_app using (agency_id = (select agency()) and ((select actor_is_machine())
  or (gate = 'G3' and ((select sees_all('child_chart')) or case_id = any ((select cases_for('child_chart'))::uuid[])))
  or (gate = 'G1' and ((select sees_all('protective')) or case_id = any ((select cases_for('protective'))::uuid[])))));
