-- Safety of the adults and of the child: plans, mandated reports and incidents in their own compartment, who is called
-- outside the agency's hours, and the refusal to treat somebody as the child's personal representative.

-- A safety plan is one adult's own, version by version. A draft is written as it is typed; what was kept never changes.
create table safety_plans (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  class text not null default 'caregiver' check (class = 'caregiver'),
  owner_person_id uuid not null,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  number integer not null check (number >= 1),
  revision integer not null default 1,
  content jsonb not null,
  review_on date,
  started_on date not null,
  started_by uuid,
  saved_at timestamptz not null,
  kept_at timestamptz,
  kept_by uuid,
  primary key (agency_id, id),
  unique (agency_id, case_id, owner_person_id, number),
  unique (agency_id, case_id, owner_person_id, id),
  check ((kept_at is null) = (kept_by is null)),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, started_by) references staff,
  foreign key (agency_id, kept_by) references staff
);
create unique index one_draft_of_a_safety_plan on safety_plans (agency_id, case_id, owner_person_id) where kept_at is null;
-- What it says of the child: the adult's own, or of the child's chart where its writer chose so. Then nothing in the row
-- says whose plan it belongs to but the id of a plan that others do not see.
create table safety_plan_child_parts (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('caregiver', 'child_chart')),
  owner_person_id uuid,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  words text not null check (length(words) <= 4000),
  kept_at timestamptz,
  primary key (agency_id, id),
  check ((class = 'caregiver') = (owner_person_id is not null)),
  foreign key (agency_id, id) references safety_plans,
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons
);
create index safety_plan_child_parts_by_case on safety_plan_child_parts (agency_id, case_id);
-- A kept plan was looked at again with the adult.
create table safety_plan_looks (
  agency_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  case_id uuid not null,
  class text not null default 'caregiver' check (class = 'caregiver'),
  owner_person_id uuid not null,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  looked_on date not null,
  outcome text not null check (outcome in ('stands', 'changes')),
  next_on date,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, case_id, owner_person_id, plan_id) references safety_plans (agency_id, case_id, owner_person_id, id),
  foreign key (agency_id, recorded_by) references staff
);
create index safety_plan_looks_by_plan on safety_plan_looks (agency_id, plan_id);

call protect('safety_plans', '(' || by_row() || ') and ((select actor_is_staff()) or kept_at is not null)', '(select actor_is_staff()) and (' || by_class('caregiver') || ')', '(select actor_is_staff()) and (' || by_class('caregiver') || ')');
call protect('safety_plan_child_parts', '(' || by_row() || ') and ((select actor_is_staff()) or kept_at is not null)', '(select actor_is_staff()) and (' || by_class('caregiver') || ')', '(select actor_is_staff()) and (' || by_class('caregiver') || ')');
call protect('safety_plan_looks', by_row(), '(select actor_is_staff()) and (' || by_class('caregiver') || ')');

create function refuse_change_of_kept_safety() returns trigger language plpgsql as $$
begin
  if old.kept_at is not null then raise exception 'a safety plan that was kept is followed by another version' using errcode = '42501'; end if;
  return new;
end $$;
create trigger kept_stays before update on safety_plans for each row execute function refuse_change_of_kept_safety();
create trigger kept_stays before update on safety_plan_child_parts for each row execute function refuse_change_of_kept_safety();

-- The record of a mandated report: the reporter's, the supervisor's who was consulted, the privacy officer's.
create table mandated_reports (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  class text not null default 'report' check (class = 'report'),
  owner_person_id uuid,
  owner_staff_id uuid not null,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  revision integer not null default 1,
  content jsonb not null,
  oral_at timestamptz,
  written_due_at timestamptz,
  written_done_on date,
  begun_at timestamptz not null,
  saved_at timestamptz not null,
  closed_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_staff_id) references staff,
  foreign key (agency_id, counterpart_staff_id) references staff
);
create index mandated_reports_by_time on mandated_reports (agency_id, begun_at, id);
create index mandated_reports_by_case on mandated_reports (agency_id, case_id);
create table mandated_report_addenda (
  agency_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  words text not null check (length(words) between 1 and 10000),
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, report_id) references mandated_reports,
  foreign key (agency_id, added_by) references staff
);
create index mandated_report_addenda_by_report on mandated_report_addenda (agency_id, report_id);
-- What the accounting of disclosures needs of a report (45 CFR 164.528; the disclosure itself: 164.512(b)).
create table mandated_report_disclosures (
  agency_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  disclosed_at timestamptz not null,
  recipient text not null check (length(recipient) between 1 and 500),
  basis text not null,
  recorded_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, report_id) references mandated_reports
);
create index mandated_report_disclosures_by_report on mandated_report_disclosures (agency_id, report_id);
-- An incident in or around a session. Of the same compartment, since no other one is closed to families and auditors.
create table incidents (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  session_id uuid,
  class text not null default 'report' check (class = 'report'),
  owner_person_id uuid,
  owner_staff_id uuid not null,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  kind text not null check (kind in ('injury', 'threat', 'elopement', 'property', 'medication', 'other')),
  severity text not null check (severity in ('no_harm', 'minor', 'serious')),
  happened_at timestamptz not null,
  what text not null check (length(what) between 1 and 10000),
  told text not null check (length(told) <= 2000),
  follow_up text not null check (length(follow_up) <= 4000),
  recorded_at timestamptz not null,
  reviewed_at timestamptz,
  reviewed_by uuid,
  review text not null default '' check (length(review) <= 4000),
  primary key (agency_id, id),
  check ((reviewed_at is null) = (reviewed_by is null)),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, owner_staff_id) references staff,
  foreign key (agency_id, counterpart_staff_id) references staff,
  foreign key (agency_id, reviewed_by) references staff
);
create index incidents_by_time on incidents (agency_id, recorded_at, id);
create index incidents_by_case on incidents (agency_id, case_id);

create function writes_own_report() returns text immutable language sql as $$
  select 'owner_staff_id = (select actor_staff()) and (select actor_has_role(''clinician'', ''trainee''))'
$$;
call protect('mandated_reports', by_row(), writes_own_report() || ' and (' || by_class('service') || ')', writes_own_report());
call protect('mandated_report_addenda', 'exists (select from mandated_reports r where r.agency_id = mandated_report_addenda.agency_id and r.id = report_id)', 'added_by = (select actor_staff()) and exists (select from mandated_reports r where r.agency_id = mandated_report_addenda.agency_id and r.id = report_id and r.owner_staff_id = (select actor_staff()))');
call protect('mandated_report_disclosures', 'exists (select from mandated_reports r where r.agency_id = mandated_report_disclosures.agency_id and r.id = report_id)', 'exists (select from mandated_reports r where r.agency_id = mandated_report_disclosures.agency_id and r.id = report_id and r.owner_staff_id = (select actor_staff()))');
call protect('incidents', by_row(), writes_own_report() || ' and (' || by_class('service') || ')', '(counterpart_staff_id = (select actor_staff()) and (select actor_has_role(''supervisor''))) or (select actor_has_role(''privacy_officer''))');

create function keep_report() returns trigger language plpgsql as $$
begin
  if old.closed_at is not null and to_jsonb(new) - 'written_done_on' <> to_jsonb(old) - 'written_done_on' then raise exception 'a report that is closed is followed by an addendum' using errcode = '42501'; end if;
  return new;
end $$;
create trigger closed_stays before update on mandated_reports for each row execute function keep_report();
create function keep_incident() returns trigger language plpgsql as $$
begin
  if old.reviewed_at is not null or to_jsonb(new) - array['reviewed_at', 'reviewed_by', 'review'] <> to_jsonb(old) - array['reviewed_at', 'reviewed_by', 'review'] then raise exception 'an incident is written once and reviewed once' using errcode = '42501'; end if;
  return new;
end $$;
create trigger written_stays before update on incidents for each row execute function keep_incident();

-- When the agency works, and what follows from it; the newest row counts. Local settings, nothing that a law says.
create table safety_settings (
  agency_id uuid not null references agencies,
  id uuid not null,
  hours jsonb not null,
  holidays jsonb not null,
  escalate_after_minutes integer not null check (escalate_after_minutes between 1 and 240),
  written_report_hours integer check (written_report_hours between 1 and 720),
  set_by uuid,
  set_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, set_by) references staff
);
create index safety_settings_by_time on safety_settings (agency_id, set_at);
create table on_call_turns (
  agency_id uuid not null references agencies,
  id uuid not null,
  staff_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  phone text not null check (length(phone) between 1 and 60),
  recorded_by uuid,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, recorded_by) references staff
);
create index on_call_turns_by_end on on_call_turns (agency_id, ends_at) where withdrawn_at is null;
call protect('safety_settings', '(select actor_is_staff())', '(select actor_has_role(''administrator''))');
call protect('on_call_turns', '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'', ''administrator''))', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))');

-- A review for which somebody was called outside the agency's hours: who was told when, and who took it on.
create table alerts (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  closed_at timestamptz,
  primary key (agency_id, id),
  check ((acknowledged_at is null) = (acknowledged_by is null)),
  foreign key (agency_id, id) references safety_reviews,
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, acknowledged_by) references staff
);
create index alerts_by_case on alerts (agency_id, case_id);
create table alert_steps (
  agency_id uuid not null,
  id uuid not null,
  alert_id uuid not null,
  case_id uuid not null,
  place integer not null,
  staff_id uuid not null,
  stands_as text not null check (stands_as in ('on_call', 'supervisor', 'administrator')),
  told_at timestamptz not null,
  primary key (agency_id, id),
  unique (agency_id, alert_id, place),
  unique (agency_id, alert_id, staff_id),
  foreign key (agency_id, alert_id) references alerts,
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, staff_id) references staff
);
create index alert_steps_by_staff on alert_steps (agency_id, staff_id);
create function own_alerts() returns uuid[] stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(array_agg(s.alert_id), '{}') from alert_steps s where s.agency_id = agency() and s.staff_id = actor_staff()
$$;
call protect('alerts', '(select actor_is_staff()) and ((' || by_class('caregiver') || ') or id = any ((select own_alerts())::uuid[]))', 'false', '(select actor_is_staff()) and ((' || by_class('caregiver') || ') or id = any ((select own_alerts())::uuid[]))');
call protect('alert_steps', '(select actor_is_staff()) and ((' || by_class('caregiver') || ') or staff_id = (select actor_staff()))');

-- That something waits is said to the one it waits for, and to nobody who merely reads the outbox.
alter table messages drop constraint messages_kind_check, add constraint messages_kind_check check (kind in ('measure_link', 'invitation', 'attention'));
drop policy reads on messages;
create policy reads on messages for select to dyad_app using (agency_id = (select agency()) and ((select actor_is_machine()) or case when kind = 'attention' then staff_id = (select actor_staff()) else (select sees_all('service')) or case_id = any ((select cases_for('service'))::uuid[]) end));
drop policy changes on messages;
create policy changes on messages for update to dyad_app using (agency_id = (select agency()) and ((select actor_is_machine()) or (kind <> 'attention' and ((select sees_all('service')) or case_id = any ((select cases_for('service'))::uuid[])))));

-- Somebody whom the agency does not treat as the child's personal representative (45 CFR 164.502(g)(5)). That it is so is
-- of the service, for staff alone; why it is so is of the compartment of reports.
create table representative_limits (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, person_id) references persons
);
create index representative_limits_by_person on representative_limits (agency_id, person_id);
create index representative_limits_by_case on representative_limits (agency_id, case_id);
create table representative_limit_reasons (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  class text not null default 'report' check (class = 'report'),
  owner_person_id uuid,
  owner_staff_id uuid not null,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  reason text not null check (length(reason) between 10 and 4000),
  reviewed_at timestamptz,
  reviewed_by uuid,
  review text not null default '' check (length(review) <= 4000),
  ended_by uuid,
  end_reason text not null default '' check (length(end_reason) <= 4000),
  primary key (agency_id, id),
  check ((reviewed_at is null) = (reviewed_by is null)),
  foreign key (agency_id, id) references representative_limits,
  foreign key (agency_id, owner_staff_id) references staff,
  foreign key (agency_id, counterpart_staff_id) references staff,
  foreign key (agency_id, reviewed_by) references staff,
  foreign key (agency_id, ended_by) references staff
);
create function limits_of_own_reports() returns uuid[] stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(array_agg(r.id), '{}') from representative_limit_reasons r where r.agency_id = agency() and r.owner_staff_id = actor_staff()
$$;
call protect('representative_limits', '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'', ''administrator'', ''privacy_officer'', ''front_desk'')) and (' || by_class('service') || ')',
  '(select actor_has_role(''clinician'')) and (' || by_class('child_chart') || ')', '(select actor_has_role(''privacy_officer'')) or id = any ((select limits_of_own_reports())::uuid[])');
call protect('representative_limit_reasons', by_row(), 'owner_staff_id = (select actor_staff()) and (select actor_has_role(''clinician'')) and (' || by_class('child_chart') || ')', by_row());
create trigger relations_changed after insert or update or delete on representative_limits for each statement execute function forget_remembered();

-- Whether the present adult is kept from the child's record: by what they may not learn of, or since the agency does not
-- treat them as the child's representative. The same answer for both walls.
create or replace function is_kept_from_record(of_case uuid, adult uuid) returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare whose uuid := agency(); day date := today();
begin
  return exists (select from learning_limits l where l.agency_id = whose and l.case_id = of_case and l.person_id = adult and 'record' = any (l.topics) and holds_on(l.valid_from, l.valid_to, day))
    or exists (select from representative_limits l where l.agency_id = whose and l.case_id = of_case and l.person_id = adult and holds_on(l.valid_from, l.valid_to, day));
end $$;
create or replace function adult_stands(adult uuid, on_day date) returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare whose uuid := agency();
begin
  return exists (select from case_people p where p.agency_id = whose and p.person_id = adult and p.part = 'caregiver' and holds_on(p.valid_from, p.valid_to, on_day))
    or exists (select from authorities a where a.agency_id = whose and a.holder_id = adult and 'records' = any (a.scopes) and holds_on(a.valid_from, a.valid_to, on_day)
      and not exists (select from learning_limits l where l.agency_id = whose and l.case_id = a.case_id and l.person_id = adult and 'record' = any (l.topics) and holds_on(l.valid_from, l.valid_to, on_day))
      and not exists (select from representative_limits l where l.agency_id = whose and l.case_id = a.case_id and l.person_id = adult and holds_on(l.valid_from, l.valid_to, on_day)));
end $$;
