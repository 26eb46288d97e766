-- Applications to the learning collaborative (C8–C11): a team or one clinician applies behind a private link, faculty read and
-- score, and a person decides. Applicants are no patients, and private all the same. What names somebody stands apart from what is
-- read and scored, so that a blind reader is refused by the table itself. Nothing here is of a family.

-- How long a private link opens, and how long what came to nothing is kept. The newest row counts; where there is none, what ships.
create table application_settings (
  agency_id uuid not null references agencies,
  id uuid not null,
  link_days integer not null check (link_days between 1 and 180),
  keep_days integer not null check (keep_days between 7 and 1095),
  set_by uuid,
  set_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, set_by) references staff
);

create table applications (
  agency_id uuid not null references agencies,
  id uuid not null,
  cohort_id uuid not null,
  kind text not null check (kind in ('team', 'single')),
  -- Names the application without a name.
  code text not null check (code ~ '^[2-9CDFGHJKMNPQRTVWXY]{6}$'),
  language text not null check (language in ('en', 'es')),
  -- A draft is seen by whoever has its link alone; one that was opened again is such a draft.
  status text not null default 'draft' check (status in ('draft', 'submitted', 'reopened', 'accepted', 'waiting', 'declined', 'withdrawn')),
  -- What is read and scored, without what names anybody.
  content jsonb not null check (length(content::text) <= 60000),
  -- As the cohort said when it was begun: what is changed there afterwards shows nobody's name.
  is_blind boolean not null,
  -- Where a single works, as faculty name it: singles of one area are near each other.
  area text not null default '' check (length(area) <= 60),
  begun_at timestamptz not null,
  changed_at timestamptz not null,
  opened_at timestamptz,
  submitted_at timestamptz,
  decided_at timestamptz,
  revision integer not null default 1,
  primary key (agency_id, id),
  unique (agency_id, code),
  check (status in ('draft', 'withdrawn') or submitted_at is not null),
  foreign key (agency_id, cohort_id) references cohorts
);
create index applications_by_cohort on applications (agency_id, cohort_id, status, submitted_at, id);
create index applications_by_age on applications (agency_id, changed_at);
-- Who applies: the address that the link went to, the agency, the town, and the people by name and address.
create table application_names (
  agency_id uuid not null,
  application_id uuid not null,
  email text not null check (length(email) between 3 and 254 and email = lower(email)),
  content jsonb not null check (length(content::text) <= 20000),
  primary key (agency_id, application_id),
  foreign key (agency_id, application_id) references applications
);
create index application_names_by_email on application_names (agency_id, email);
-- The private link, as its hash alone.
create table application_links (
  agency_id uuid not null,
  id uuid not null,
  application_id uuid not null,
  token_hash bytea not null check (length(token_hash) = 32),
  made_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, application_id) references applications
);
create unique index application_links_by_hash on application_links (agency_id, token_hash);
create index application_links_by_application on application_links (agency_id, application_id);

create table application_readers (
  agency_id uuid not null,
  application_id uuid not null,
  staff_id uuid not null,
  is_outside boolean not null,
  -- Named when the others' scores could be seen already.
  came_late boolean not null,
  named_by uuid,
  named_at timestamptz not null,
  conflict_at timestamptz,
  conflict_words text not null default '' check (length(conflict_words) <= 300),
  primary key (agency_id, application_id, staff_id),
  foreign key (agency_id, application_id) references applications,
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, named_by) references staff (agency_id, id)
);
create index application_readers_by_staff on application_readers (agency_id, staff_id);
-- What a reader gave, by the rubric of that day. It is given once.
create table application_scores (
  agency_id uuid not null,
  application_id uuid not null,
  staff_id uuid not null,
  rubric text not null check (length(rubric) <= 40),
  scores jsonb not null check (length(scores::text) <= 4000),
  remark text not null default '' check (length(remark) <= 2000),
  scored_at timestamptz not null,
  primary key (agency_id, application_id, staff_id),
  foreign key (agency_id, application_id, staff_id) references application_readers
);
create table application_decisions (
  agency_id uuid not null,
  id uuid not null,
  application_id uuid not null,
  decision text not null check (decision in ('accepted', 'waiting', 'declined', 'withdrawn', 'reopened')),
  reason text not null check (length(reason) between 1 and 1000),
  -- Null where the applicant did it.
  decided_by uuid,
  decided_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, application_id) references applications,
  foreign key (agency_id, decided_by) references staff
);
create index application_decisions_by_application on application_decisions (agency_id, application_id, decided_at);
-- A letter as it was written. Its one link is written when it leaves, and is kept nowhere.
create table application_letters (
  agency_id uuid not null,
  id uuid not null,
  application_id uuid not null,
  kind text not null check (kind in ('link', 'receipt', 'reopened', 'accepted', 'waiting', 'declined', 'withdrawn', 'place')),
  language text not null check (language in ('en', 'es')),
  -- To whom of a team; null is whoever applies. The address is read when it leaves.
  person text check (length(person) <= 40),
  paragraphs jsonb not null check (length(paragraphs::text) <= 8000),
  -- Of the private link, or of the place in the cohort that it invites to.
  link_id uuid,
  letterhead integer,
  written_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, application_id) references applications
);
create index application_letters_by_application on application_letters (agency_id, application_id, written_at);
-- Which places in the cohort an application was given.
create table application_seats (
  agency_id uuid not null,
  application_id uuid not null,
  person text not null check (length(person) <= 40),
  seat_id uuid not null,
  primary key (agency_id, seat_id),
  foreign key (agency_id, application_id) references applications,
  foreign key (agency_id, seat_id) references cohort_seats
);
create index application_seats_by_application on application_seats (agency_id, application_id);
-- Singles who support each other as peers, as a person confirmed it.
create table peer_groups (
  agency_id uuid not null,
  id uuid not null,
  cohort_id uuid not null,
  application_ids uuid[] not null check (cardinality(application_ids) between 2 and 3),
  confirmed_by uuid,
  confirmed_at timestamptz not null,
  ended_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, cohort_id) references cohorts,
  foreign key (agency_id, confirmed_by) references staff
);
create index peer_groups_by_cohort on peer_groups (agency_id, cohort_id) where ended_at is null;

-- Whether the actor reads an application at all: whoever said to stand too near to an applicant does not.
create function reads_application(of_application uuid) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select runs_training() and not exists (select from application_readers r where r.agency_id = agency() and r.application_id = of_application and r.staff_id = actor_staff() and r.conflict_at is not null)
$$;
-- Somebody reads it, and each of them has scored.
create function application_is_scored(of_application uuid) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select exists (select from application_scores s join application_readers n on n.agency_id = s.agency_id and n.application_id = s.application_id and n.staff_id = s.staff_id where s.agency_id = agency() and s.application_id = of_application and n.conflict_at is null)
    and not exists (select from application_readers r where r.agency_id = agency() and r.application_id = of_application and r.conflict_at is null
      and not exists (select from application_scores s where s.agency_id = r.agency_id and s.application_id = r.application_id and s.staff_id = r.staff_id))
$$;
-- That somebody scored, and how many did, is told to who reads it; what they gave is not.
create function application_was_scored(of_application uuid, by_staff uuid) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select reads_application(of_application) and exists (select from application_scores s where s.agency_id = agency() and s.application_id = of_application and s.staff_id = by_staff)
$$;
create function application_scored_by(of_application uuid) returns integer stable security definer set search_path = dyad, pg_temp language sql as $$
  select count(*)::integer from application_readers r where r.agency_id = agency() and r.application_id = of_application and r.conflict_at is null and application_was_scored(r.application_id, r.staff_id)
$$;
-- Who applies is told once all readers have scored, where the cohort reads blind; of a draft it is told to nobody.
create function application_names_open(of_application uuid) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select reads_application(of_application) and exists (select from applications a where a.agency_id = agency() and a.id = of_application and a.submitted_at is not null and (not a.is_blind or application_is_scored(a.id)))
$$;
-- Others' scores: for a reader after the own ones, for everybody else once all are there.
create function application_scores_open(of_application uuid) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select reads_application(of_application) and (exists (select from application_scores s where s.agency_id = agency() and s.application_id = of_application and s.staff_id = actor_staff())
    or (application_is_scored(of_application) and not exists (select from application_readers r where r.agency_id = agency() and r.application_id = of_application and r.staff_id = actor_staff())))
$$;

call protect('application_settings', '(select runs_training())', '(select actor_has_role(''administrator''))');
call protect('applications', 'submitted_at is not null and reads_application(id)', 'false', 'submitted_at is not null and reads_application(id)', '(select actor_is_machine())');
call protect('application_names', 'application_names_open(application_id)', 'false', '(select actor_is_machine())', '(select actor_is_machine())');
call protect('application_links', 'false', '(select runs_training())', 'false', '(select actor_is_machine())');
call protect('application_readers', 'reads_application(application_id) or staff_id = (select actor_staff())', 'reads_application(application_id)', 'staff_id = (select actor_staff())', '(select actor_is_machine())');
call protect('application_scores', 'staff_id = (select actor_staff()) or application_scores_open(application_id)', 'staff_id = (select actor_staff()) and reads_application(application_id)', 'false', '(select actor_is_machine())');
call protect('application_decisions', 'reads_application(application_id)', 'reads_application(application_id)', 'false', '(select actor_is_machine())');
call protect('application_letters', 'reads_application(application_id)', 'reads_application(application_id)', 'false', '(select actor_is_machine())');
call protect('application_seats', 'reads_application(application_id)', 'reads_application(application_id)', 'false', '(select actor_is_machine())');
call protect('peer_groups', '(select runs_training())', '(select runs_training())', '(select runs_training())', '(select actor_is_machine())');

-- How many singles, teams and drafts a cohort has, for its planning; a draft is a number and nothing else.
create function count_applications(of_cohort uuid) returns jsonb stable security definer set search_path = dyad, pg_temp language sql as $$
  select case when runs_training() then (select coalesce(jsonb_object_agg(counted.status, counted.count), '{}') from (select a.status, count(*)::integer as count from applications a where a.agency_id = agency() and a.cohort_id = of_cohort group by a.status) counted) else '{}'::jsonb end
$$;

-- A letter about an application is a message of the outbox: it names no family, and its words are read when it leaves.
alter table messages drop constraint messages_kind_check, add constraint messages_kind_check check (kind in ('measure_link', 'invitation', 'attention', 'reminder', 'hour_offer', 'portal_link', 'question_answer', 'to_read', 'application_letter'));
create unique index application_letter_once on messages (agency_id, subject_id) where kind = 'application_letter';
