-- Policies as an agency has them: every edition of a version that a decision ever rested on, word for word; which edition
-- is in force where the agency changed or added one; and who changed what, when and why. A decision names its edition,
-- so that the same question about a past date gives the same answer for ever.

create table policy_editions (
  agency_id uuid not null references agencies,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  policy text not null,
  version text not null,
  body jsonb not null,
  kept_at timestamptz not null,
  primary key (agency_id, digest)
);
create index policy_editions_by_version on policy_editions (agency_id, policy, version);
create table policy_installed (
  agency_id uuid not null,
  policy text not null,
  version text not null,
  digest text not null,
  installed_at timestamptz not null,
  primary key (agency_id, policy, version),
  foreign key (agency_id, digest) references policy_editions
);
create table policy_changes (
  agency_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('confirm', 'change', 'import', 'withdraw')),
  policy text not null,
  version text not null,
  clause text,
  digest_before text,
  digest_after text,
  status text not null check (status in ('counting', 'proposed', 'accepted', 'withdrawn')),
  reason text not null default '' check (length(reason) <= 2000),
  register_words text not null default '' check (length(register_words) <= 8000),
  register_source text not null default '' check (length(register_source) <= 500),
  register_on date,
  proposed_by uuid,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  -- The count in the background: how many kept decisions there are to ask again, how many were asked, what came out else.
  to_count integer not null default 0,
  counted integer not null default 0,
  counted_up_to uuid,
  count_ended_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, digest_before) references policy_editions,
  foreign key (agency_id, digest_after) references policy_editions,
  foreign key (agency_id, proposed_by) references staff,
  foreign key (agency_id, decided_by) references staff
);
create index policy_changes_by_policy on policy_changes (agency_id, policy, version, proposed_at);
-- What a change would have decided otherwise. The service alone: case, day, verdict and units; no facts.
create table policy_change_effects (
  agency_id uuid not null,
  change_id uuid not null,
  place text not null check (place in ('kept', 'open')),
  subject_id uuid not null,
  case_id uuid not null,
  session_id uuid,
  question text not null,
  on_day date not null,
  verdict_before text not null,
  verdict_after text not null,
  units_before integer,
  units_after integer,
  clauses text[] not null,
  primary key (agency_id, change_id, place, subject_id),
  foreign key (agency_id, change_id) references policy_changes,
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, session_id) references sessions
);
create index policy_change_effects_by_case on policy_change_effects (agency_id, case_id);
create index policy_change_effects_by_session on policy_change_effects (agency_id, session_id);

alter table decisions add column digest text;
alter table decisions add foreign key (agency_id, digest) references policy_editions;
create index decisions_by_policy on decisions (agency_id, policy, id);
-- What was asked besides the facts: who had overridden what, and the language in which it was answered.
alter table decision_facts add column overrides jsonb not null default '[]';
-- For a session also the facts by which the child's own eligibility was decided on that day.
alter table decision_facts add column eligibility jsonb;
alter table decision_facts add column language text not null default 'en' check (language in ('en', 'es'));

-- Whoever signs or books keeps the edition that was asked; only an administrator puts one in force.
call protect('policy_editions', '(select actor_is_staff())', '(select actor_is_staff())');
call protect('policy_installed', '(select actor_is_staff())', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))');
call protect('policy_changes', '(select actor_has_role(''administrator'', ''supervisor'', ''privacy_officer'', ''auditor''))', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))');
call protect('policy_change_effects', by_class('service'), 'false');
