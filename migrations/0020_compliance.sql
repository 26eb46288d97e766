-- Dates that the rules ask for beside sessions: enrolment, intake, assessment, plan of care and its reviews, consents,
-- claims. One row a date; a correction is a new row that names the one it stands in for, and nothing is overwritten.
-- The dates are of the service. What somebody writes about one is of the child's chart and has a table of its own; that
-- an incident happened is of the chart altogether.
create table case_milestones (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('service', 'child_chart')),
  kind text not null check (kind in ('enrolled', 'csa_enrolled', 'intake_contact', 'intake', 'diagnostic_assessment', 'plan_approved', 'plan_reviewed', 'plan_left_unsigned', 'plan_signature_attempted',
    'significant_change', 'telehealth_consented', 'medical_necessity_evidenced', 'planned_end', 'discharged', 'legal_hold', 'legal_hold_released', 'records_destroyed', 'claim_submitted', 'claim_received', 'incident', 'incident_reported')),
  happened_on date not null,
  -- How a consent was given, or whether somebody was reached.
  way text check (way in ('written', 'verbal', 'reached', 'not_reached')),
  organization text not null default '' check (length(organization) <= 200),
  staff_id uuid,
  is_independent boolean,
  minutes integer check (minutes between 1 and 1440),
  -- The day that it is about: of the service of a claim, of the incident of a report.
  about_on date,
  supersedes_id uuid,
  withdrawn boolean not null default false,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (agency_id, id),
  unique (agency_id, case_id, id),
  -- One date is set right once; the next correction names that one.
  unique (agency_id, supersedes_id),
  check ((kind in ('incident', 'incident_reported')) = (class = 'child_chart')),
  check (not withdrawn or supersedes_id is not null),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, recorded_by) references staff,
  foreign key (agency_id, case_id, supersedes_id) references case_milestones (agency_id, case_id, id)
);
create index case_milestones_by_case on case_milestones (agency_id, case_id, happened_on);
create table milestone_reasons (
  agency_id uuid not null,
  milestone_id uuid not null,
  case_id uuid not null,
  reason text not null check (length(reason) between 1 and 2000),
  primary key (agency_id, milestone_id),
  foreign key (agency_id, case_id, milestone_id) references case_milestones (agency_id, case_id, id)
);
create index milestone_reasons_by_case on milestone_reasons (agency_id, case_id);
call protect('case_milestones',
  'case class when ''service'' then ' || by_class('service') || ' else ' || by_class('child_chart') || ' end',
  'case class when ''service'' then ' || by_class('service') || ' else ' || by_class('child_chart') || ' end');
-- Whoever records a date may say why, and need not be able to read it again.
call protect('milestone_reasons', by_class('child_chart'), by_class('service'));

-- What each clause came to for a signed session, from the decision that the service stands on: its names alone, so that
-- those of a whole agency are counted at once. Of the service, as the decision is.
alter table services add column policy text;
alter table services add column met text[] not null default '{}';
alter table services add column not_met text[] not null default '{}';
alter table services add column unknown text[] not null default '{}';
alter table services add column overridden text[] not null default '{}';
alter table services add column not_applicable text[] not null default '{}';
create function note_results() returns trigger language plpgsql as $$
begin
  select d.policy,
      coalesce(array_agg(f.rule) filter (where f.result = 'met'), '{}'), coalesce(array_agg(f.rule) filter (where f.result = 'not_met'), '{}'),
      coalesce(array_agg(f.rule) filter (where f.result = 'unknown'), '{}'), coalesce(array_agg(f.rule) filter (where f.result = 'overridden'), '{}'),
      coalesce(array_agg(f.rule) filter (where f.result = 'not_applicable'), '{}')
    into new.policy, new.met, new.not_met, new.unknown, new.overridden, new.not_applicable
    from decisions d left join lateral jsonb_to_recordset(d.answer -> 'findings') as f (rule text, result text) on true
    where d.agency_id = new.agency_id and d.id = new.decision_id group by d.policy;
  -- Nothing found leaves nothing known.
  new.met := coalesce(new.met, '{}'); new.not_met := coalesce(new.not_met, '{}'); new.unknown := coalesce(new.unknown, '{}');
  new.overridden := coalesce(new.overridden, '{}'); new.not_applicable := coalesce(new.not_applicable, '{}');
  return new;
end $$;
create trigger note_results before insert or update of decision_id on services for each row execute function note_results();
-- Until this is done the owner reads every agency's rows: row-level security is not forced on it meanwhile.
alter table services no force row level security;
alter table decisions no force row level security;
update services set decision_id = decision_id;
alter table services force row level security;
alter table decisions force row level security;

-- An exception may be for a while, and somebody may end it.
alter table overrides add column until date;
alter table overrides add column ended_by uuid;
alter table overrides add column ended_reason text check (length(ended_reason) between 10 and 2000);
alter table overrides add foreign key (agency_id, ended_by) references staff;
create index overrides_by_time on overrides (agency_id, overridden_at, id);
-- That a finding was decided by a person, by whom and until when, is of the service, as the verdict is; why is of the chart.
create view override_register with (security_barrier) as
  select o.agency_id, o.id, o.case_id, o.policy, o.rule, o.role, o.overridden_by, o.overridden_at, o.until, o.ended_at, o.ended_by
  from overrides o
  where o.agency_id = agency() and (actor_is_machine() or actor_has_role('administrator', 'supervisor', 'privacy_officer', 'auditor'))
    and (sees_all('service') or o.case_id = any (cases_for('service')));
grant select on override_register to dyad_app;
-- Whoever may make an exception ends one, also where the chart, and with it the reason, is closed to them.
create policy owner_ends on overrides for update to dyad_owner using (agency_id = agency());
create function end_override(wanted uuid, why text) returns boolean security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  update overrides o set ended_at = present_moment(), ended_by = actor_staff(), ended_reason = why
    where o.agency_id = agency() and o.id = wanted and o.ended_at is null and actor_has_role('administrator', 'supervisor')
      and (sees_all('service') or o.case_id = any (cases_for('service')));
  return found;
end $$;
