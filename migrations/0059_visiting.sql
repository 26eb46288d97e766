-- Whoever goes to a family's home is expected back: a word is looked for after the visit, and where none comes, others are told.

-- How an agency watches over visits at home; the newest row counts, and where there is none, nothing is watched.
create table visit_rules (
  agency_id uuid not null references agencies,
  id uuid not null,
  is_on boolean not null,
  -- Minutes after the planned end, the way back included, after which others are told.
  grace_minutes integer not null check (grace_minutes between 10 and 240),
  set_by uuid,
  set_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, set_by) references staff
);
create index visit_rules_by_time on visit_rules (agency_id, set_at);
call protect('visit_rules', '(select actor_is_staff())', '(select actor_has_role(''administrator''))');

-- What was said of a visit: that somebody went in, is out, stays longer until a moment, or, by others, that all is well. Of the service; families read none of it.
create table visit_words (
  agency_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  case_id uuid not null,
  staff_id uuid not null,
  word text not null check (word in ('in', 'out', 'longer', 'settled')),
  until_at timestamptz check ((until_at is not null) = (word = 'longer')),
  note text not null default '' check (length(note) <= 300),
  said_by uuid,
  said_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, said_by) references staff (agency_id, id)
);
create index visit_words_by_session on visit_words (agency_id, session_id, said_at);
create index visit_words_by_case on visit_words (agency_id, case_id);
call protect('visit_words', '(select actor_is_staff()) and (' || by_class('service') || ')', '(select actor_is_staff()) and (' || by_class('service') || ')');

-- That others were told of a visit from which no word came: first those who supervise, then who runs the programme.
create table visit_alarms (
  agency_id uuid not null,
  session_id uuid not null,
  case_id uuid not null,
  staff_id uuid not null,
  step integer not null check (step in (1, 2)),
  raised_at timestamptz not null,
  primary key (agency_id, session_id, step),
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, staff_id) references staff
);
create index visit_alarms_by_case on visit_alarms (agency_id, case_id);
call protect('visit_alarms', '(select actor_is_staff()) and (' || by_class('service') || ')');
