-- Credentials, teams and certificates: what a rule about clinicians, teams and providers asks (22-A DCMR § 3427.6–.11).

create table credentials (
  agency_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  kind text not null check (kind in ('licence', 'degree', 'cpp_training', 'practice')),
  name text not null default '' check (length(name) <= 200),
  field text not null default '' check (length(field) <= 200),
  issuer text not null default '' check (length(issuer) <= 200),
  number text not null default '' check (length(number) <= 100),
  is_independent boolean,
  valid_from date not null,
  valid_to date,
  recorded_by uuid,
  recorded_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, staff_id) references staff
);
create index credentials_by_staff on credentials (agency_id, staff_id);
create table teams (
  agency_id uuid not null references agencies,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  valid_from date not null,
  valid_to date,
  primary key (agency_id, id)
);
create table team_members (
  agency_id uuid not null,
  team_id uuid not null,
  staff_id uuid not null,
  part text not null check (part in ('supervisor', 'clinician', 'senior_leader')),
  valid_from date not null,
  valid_to date,
  primary key (agency_id, team_id, staff_id, part, valid_from),
  foreign key (agency_id, team_id) references teams,
  foreign key (agency_id, staff_id) references staff
);
create index team_members_by_staff on team_members (agency_id, staff_id);
create table agency_certificates (
  agency_id uuid not null references agencies,
  id uuid not null,
  kind text not null check (kind in ('cpp_certification', 'fidelity_audit')),
  valid_from date not null,
  valid_to date,
  is_acceptable boolean,
  source text not null default '' check (length(source) <= 500),
  recorded_by uuid,
  recorded_at timestamptz not null default now(),
  primary key (agency_id, id)
);

call protect('credentials', '(select actor_is_staff())', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))');
call protect('teams', '(select actor_is_staff())', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))');
call protect('team_members', '(select actor_is_staff())', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))');
call protect('agency_certificates', '(select actor_is_staff())', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))');
