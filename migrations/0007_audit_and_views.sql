-- The audit trail: appended in the transaction of the work, linked into a chain by one sealer an agency.

create table audit_entries (
  agency_id uuid not null references agencies,
  id uuid not null,
  at timestamptz not null default clock_timestamp(),
  actor_kind text not null,
  actor_id uuid,
  roles text[] not null,
  action text not null check (action in ('read', 'write', 'export', 'sign_in', 'sign_out', 'refusal', 'job')),
  procedure text not null,
  outcome text not null,
  case_id uuid,
  person_id uuid,
  subject_id uuid,
  request_id text not null,
  details jsonb not null default '{}',
  primary key (agency_id, id)
);
create index audit_entries_by_case on audit_entries (agency_id, case_id, at);
create table audit_chain (
  agency_id uuid not null,
  position bigint not null check (position > 0),
  entry_id uuid not null,
  sealed_at timestamptz not null,
  hash text not null,
  primary key (agency_id, position),
  unique (agency_id, entry_id),
  foreign key (agency_id, entry_id) references audit_entries
);
-- Anybody who acts appends; only machines and the privacy officer read.
call protect('audit_entries', '(select actor_has_role(''privacy_officer''))', 'true');
call protect('audit_chain', '(select actor_has_role(''privacy_officer''))', 'false');

-- Views for those who see a class in part. They belong to the owner, say themselves who may look, and hold those columns only.
create view claim_fields with (security_barrier) as
  select d.agency_id, d.case_id, d.system, d.code from diagnoses d
  where d.agency_id = agency() and d.status = 'active' and exists (select from disclosure_grants g where g.class = 'child_chart' and g.relation = 'any' and g.view = 'claim_fields' and g.role = any (actor_roles()) and actor_is_staff());
create view content_presence with (security_barrier) as
  select b.agency_id, b.case_id, b.class, true as is_present from blocks b
  where b.agency_id = agency() and b.class in ('caregiver', 'report')
    and exists (select from disclosure_grants g where g.class = b.class and g.relation = 'sampled' and g.view = 'presence' and g.role = any (actor_roles()) and actor_is_staff())
    and b.case_id = any (own_cases_by('sampled'))
  group by b.agency_id, b.case_id, b.class;
grant select on claim_fields, content_presence to dyad_app;
