-- Annual fidelity audits (22-A DCMR § 3427.11): the sample with the rule it was drawn by, who may look and until when, the
-- ratings, what was found, the plan, and what the pack was built from. Which cases are sampled and how each was rated is of
-- the service; what an auditor writes about one case is of the child's chart; the rest is the agency's own matter.
create table fidelity_audits (
  agency_id uuid not null references agencies,
  id uuid not null,
  title text not null check (length(title) between 1 and 200),
  agency_name text not null,
  policy text not null,
  cite text not null,
  period_from date not null,
  period_to date not null check (period_to >= period_from),
  due_on date not null,
  auditor text not null check (length(auditor) between 1 and 200),
  -- The sample: the rule by name, what it was given, and how many cases there were to draw from.
  sample_rule text not null,
  sample_words jsonb not null,
  seed text not null check (length(seed) between 8 and 100),
  wanted integer not null check (wanted between 1 and 100),
  population integer not null check (population > 0),
  -- The form as it was on that day; later ones change nothing here.
  form jsonb not null,
  form_digest text not null,
  threshold integer not null check (threshold between 1 and 100),
  status text not null default 'open' check (status in ('open', 'rated', 'closed', 'withdrawn')),
  opened_by uuid,
  opened_at timestamptz not null,
  basis text check (basis in ('local', 'official')),
  is_acceptable boolean,
  rating_words text not null default '' check (length(rating_words) <= 200),
  rating_reason text not null default '' check (length(rating_reason) <= 2000),
  issuer text not null default '' check (length(issuer) <= 200),
  document_name text not null default '' check (length(document_name) <= 200),
  rated_on date,
  rated_by uuid,
  rated_by_name text not null default '',
  rated_at timestamptz,
  earned integer,
  possible integer,
  next_due_on date,
  certificate_id uuid,
  data_digest text,
  pack_digest text,
  closed_by uuid,
  closed_at timestamptz,
  withdrawn_reason text not null default '' check (length(withdrawn_reason) <= 2000),
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  primary key (agency_id, id),
  check ((basis is null) = (is_acceptable is null) and (basis is null) = (rated_on is null)),
  check (status not in ('rated', 'closed') or basis is not null),
  check (basis <> 'official' or (issuer <> '' and document_name <> '')),
  foreign key (agency_id, opened_by) references staff,
  foreign key (agency_id, rated_by) references staff,
  foreign key (agency_id, closed_by) references staff,
  foreign key (agency_id, withdrawn_by) references staff,
  foreign key (agency_id, certificate_id) references agency_certificates
);
create index fidelity_audits_by_day on fidelity_audits (agency_id, due_on);

-- Every case there was to draw from, in the order of the draw.
create table fidelity_audit_cases (
  agency_id uuid not null,
  audit_id uuid not null,
  case_id uuid not null,
  place integer not null check (place > 0),
  drawn_by text not null check (drawn_by ~ '^[0-9a-f]{64}$'),
  state text not null check (state in ('left', 'sampled', 'replaced')),
  reason text not null default '' check (length(reason) <= 500),
  replaced_by uuid,
  replaced_at timestamptz,
  decided_by uuid,
  primary key (agency_id, audit_id, case_id),
  unique (agency_id, audit_id, place),
  check ((state = 'replaced') = (replaced_by is not null)),
  check (state <> 'replaced' or length(reason) >= 10),
  foreign key (agency_id, audit_id) references fidelity_audits,
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, audit_id, replaced_by) references fidelity_audit_cases (agency_id, audit_id, case_id),
  foreign key (agency_id, decided_by) references staff
);
create index fidelity_audit_cases_by_case on fidelity_audit_cases (agency_id, case_id);

-- Who reads the sampled cases for an audit, from when to when. What is ended early keeps the days it was given for.
create table fidelity_audit_access (
  agency_id uuid not null,
  id uuid not null,
  audit_id uuid not null,
  staff_id uuid not null,
  valid_from date not null,
  valid_to date not null check (valid_to >= valid_from),
  granted_by uuid,
  granted_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  reason text not null default '' check (length(reason) <= 500),
  primary key (agency_id, id),
  foreign key (agency_id, audit_id) references fidelity_audits,
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, granted_by) references staff,
  foreign key (agency_id, ended_by) references staff
);
create index fidelity_audit_access_by_staff on fidelity_audit_access (agency_id, staff_id);
create index fidelity_audit_access_by_audit on fidelity_audit_access (agency_id, audit_id);

-- A sampled case is open to an auditor for one audit; the same case in another audit is a row of its own.
alter table audit_samples add column access_id uuid;
alter table audit_samples add foreign key (agency_id, access_id) references fidelity_audit_access (agency_id, id);
alter table audit_samples drop constraint audit_samples_pkey;
alter table audit_samples add column id uuid not null default gen_random_uuid();
alter table audit_samples add primary key (agency_id, id);
create index audit_samples_by_auditor on audit_samples (agency_id, auditor_id);
create index audit_samples_by_access on audit_samples (agency_id, access_id);
-- It may end earlier, and never later than it was given for.
create function only_ends_earlier() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'valid_to' <> to_jsonb(old) - 'valid_to' or new.valid_to > old.valid_to then
    raise exception 'a sample may end earlier and change in nothing else' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger only_ends_earlier before update on audit_samples for each row execute function only_ends_earlier();
create policy changes on audit_samples for update to dyad_app using (agency_id = (select agency()) and ((select actor_is_machine()) or (select actor_has_role('administrator'))));
grant update (valid_to) on audit_samples to dyad_app;

create table fidelity_audit_ratings (
  agency_id uuid not null,
  id uuid not null,
  audit_id uuid not null,
  item text not null,
  case_id uuid,
  points integer check (points >= 0),
  not_applicable boolean not null default false,
  session_id uuid,
  rated_by uuid,
  rated_at timestamptz not null,
  primary key (agency_id, id),
  unique nulls not distinct (agency_id, audit_id, item, case_id),
  check (not not_applicable or points is null),
  foreign key (agency_id, audit_id) references fidelity_audits,
  foreign key (agency_id, audit_id, case_id) references fidelity_audit_cases (agency_id, audit_id, case_id),
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, rated_by) references staff
);
create table fidelity_audit_comments (
  agency_id uuid not null,
  id uuid not null,
  audit_id uuid not null,
  item text not null,
  case_id uuid,
  words text not null check (length(words) <= 4000),
  written_by uuid,
  written_at timestamptz not null,
  primary key (agency_id, id),
  unique nulls not distinct (agency_id, audit_id, item, case_id),
  foreign key (agency_id, audit_id) references fidelity_audits,
  foreign key (agency_id, audit_id, case_id) references fidelity_audit_cases (agency_id, audit_id, case_id),
  foreign key (agency_id, written_by) references staff
);
create table fidelity_audit_findings (
  agency_id uuid not null,
  id uuid not null,
  audit_id uuid not null,
  kind text not null check (kind in ('shortfall', 'strength')),
  item text,
  words text not null check (length(words) between 1 and 2000),
  found_by uuid,
  found_at timestamptz not null,
  removed_at timestamptz,
  primary key (agency_id, id),
  unique (agency_id, audit_id, id),
  foreign key (agency_id, audit_id) references fidelity_audits,
  foreign key (agency_id, found_by) references staff
);
create table fidelity_audit_actions (
  agency_id uuid not null,
  id uuid not null,
  audit_id uuid not null,
  finding_id uuid,
  words text not null check (length(words) between 1 and 2000),
  staff_id uuid not null,
  staff_name text not null,
  due_on date not null,
  done_when text not null check (length(done_when) between 1 and 1000),
  added_by uuid,
  added_at timestamptz not null,
  removed_at timestamptz,
  done_on date,
  evidence text not null default '' check (length(evidence) <= 1000),
  done_by uuid,
  done_at timestamptz,
  primary key (agency_id, id),
  check ((done_on is null) = (done_at is null)),
  foreign key (agency_id, audit_id) references fidelity_audits,
  foreign key (agency_id, audit_id, finding_id) references fidelity_audit_findings (agency_id, audit_id, id),
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, added_by) references staff,
  foreign key (agency_id, done_by) references staff
);
create index fidelity_audit_actions_by_audit on fidelity_audit_actions (agency_id, audit_id);
create index fidelity_audit_actions_by_staff on fidelity_audit_actions (agency_id, staff_id);
-- What the service record said of each signed session of the sample when the audit was closed: the pack is built from it.
create table fidelity_audit_evidence (
  agency_id uuid not null,
  audit_id uuid not null,
  case_id uuid not null,
  session_id uuid not null,
  decision_id uuid not null,
  facts jsonb not null,
  primary key (agency_id, audit_id, session_id),
  foreign key (agency_id, audit_id, case_id) references fidelity_audit_cases (agency_id, audit_id, case_id),
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, decision_id) references decisions
);
create index fidelity_audit_findings_by_audit on fidelity_audit_findings (agency_id, audit_id);

-- The audits that the present actor may know of: whoever runs or oversees all of them, an auditor those that are open to them today.
create function audits_seen() returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare found uuid[]; whose uuid := agency(); who uuid := actor_staff(); day date := today();
begin
  if actor_is_machine() or actor_has_role('administrator', 'privacy_officer') then
    select array_agg(a.id) into found from fidelity_audits a where a.agency_id = whose;
  elsif actor_has_role('auditor') then
    select array_agg(distinct a.audit_id) into found from fidelity_audit_access a where a.agency_id = whose and a.staff_id = who and a.ended_at is null and holds_on(a.valid_from, a.valid_to, day);
  end if;
  return coalesce(found, '{}');
end $$;
-- Those that the present auditor still rates.
create function audits_rated() returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare found uuid[];
begin
  if not actor_is_staff() or not actor_has_role('auditor') then return '{}'; end if;
  select array_agg(a.id) into found from fidelity_audits a where a.agency_id = agency() and a.status = 'open' and a.id = any (audits_seen());
  return coalesce(found, '{}');
end $$;
create function of_audit(further text) returns text immutable language sql as $$
  select 'audit_id = any ((select audits_seen())::uuid[]) and (' || further || ')'
$$;

-- Whoever owes an action of a plan reads which audit asks for it, and nothing else of it. Null where that was given up.
create function audit_title_of(which uuid) returns text stable security definer set search_path = dyad, pg_temp language sql as $$
  select a.title from fidelity_audits a where a.agency_id = agency() and a.id = which and a.status <> 'withdrawn'
    and (actor_is_machine() or a.id = any (audits_seen()) or exists (select from fidelity_audit_actions p where p.agency_id = a.agency_id and p.audit_id = a.id and p.staff_id = actor_staff()))
$$;

call protect('fidelity_audits', 'id = any ((select audits_seen())::uuid[])', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator'')) or id = any ((select audits_rated())::uuid[])');
call protect('fidelity_audit_cases', of_audit(by_class('service')), '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))');
call protect('fidelity_audit_access', 'audit_id = any ((select audits_seen())::uuid[]) and ((select actor_has_role(''administrator'', ''privacy_officer'')) or staff_id = (select actor_staff()))', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))');
call protect('fidelity_audit_ratings', of_audit('case_id is null or ' || by_class('service')), 'audit_id = any ((select audits_rated())::uuid[])', 'audit_id = any ((select audits_rated())::uuid[])');
-- What is written about one case stays with whoever reads that child's chart; whoever runs the agency reads the findings.
call protect('fidelity_audit_comments', of_audit('case_id is null or ' || by_class('child_chart')), 'audit_id = any ((select audits_rated())::uuid[])', 'audit_id = any ((select audits_rated())::uuid[])');
call protect('fidelity_audit_findings', of_audit('true'), '(select actor_has_role(''administrator'')) or audit_id = any ((select audits_rated())::uuid[])', '(select actor_has_role(''administrator'')) or audit_id = any ((select audits_rated())::uuid[])');
call protect('fidelity_audit_actions', 'audit_id = any ((select audits_seen())::uuid[]) or ((select actor_is_staff()) and staff_id = (select actor_staff()))', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator'')) or ((select actor_is_staff()) and staff_id = (select actor_staff()))');
call protect('fidelity_audit_evidence', of_audit(by_class('service')), '(select actor_has_role(''administrator''))');

-- What was rated stays as it was rated; what is closed or withdrawn stays altogether, but for an action of the plan that is done.
create function audit_stays() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
declare stands text; agency_of uuid := new.agency_id; audit_of uuid := new.audit_id;
begin
  select a.status into stands from fidelity_audits a where a.agency_id = agency_of and a.id = audit_of;
  if tg_argv[0] = 'rating' and stands <> 'open' then raise exception 'what was rated stays' using errcode = '42501'; end if;
  if tg_argv[0] = 'record' and stands not in ('open', 'rated') then raise exception 'a closed audit stays' using errcode = '42501'; end if;
  if tg_argv[0] = 'plan' and stands not in ('open', 'rated') then
    if tg_op = 'INSERT' or stands = 'withdrawn' or old.done_at is not null
      or to_jsonb(new) - array['done_on', 'evidence', 'done_by', 'done_at'] <> to_jsonb(old) - array['done_on', 'evidence', 'done_by', 'done_at'] then raise exception 'the plan of a closed audit stays' using errcode = '42501'; end if;
  end if;
  return new;
end $$;
create trigger audit_stays before insert or update on fidelity_audit_ratings for each row execute function audit_stays('rating');
create trigger audit_stays before insert or update on fidelity_audit_comments for each row execute function audit_stays('rating');
create trigger audit_stays before insert or update on fidelity_audit_findings for each row execute function audit_stays('record');
create trigger audit_stays before insert or update on fidelity_audit_cases for each row execute function audit_stays('rating');
create trigger audit_stays before insert or update on fidelity_audit_actions for each row execute function audit_stays('plan');
create trigger audit_stays before insert on fidelity_audit_evidence for each row execute function audit_stays('record');
create function closed_audit_stays() returns trigger language plpgsql as $$
begin
  if old.status in ('closed', 'withdrawn') then raise exception 'a closed audit stays' using errcode = '42501'; end if;
  if to_jsonb(new) - array['status', 'basis', 'is_acceptable', 'rating_words', 'rating_reason', 'issuer', 'document_name', 'rated_on', 'rated_by', 'rated_by_name', 'rated_at', 'earned', 'possible', 'next_due_on', 'certificate_id', 'data_digest', 'pack_digest', 'closed_by', 'closed_at', 'withdrawn_reason', 'withdrawn_by', 'withdrawn_at', 'auditor', 'due_on']
    <> to_jsonb(old) - array['status', 'basis', 'is_acceptable', 'rating_words', 'rating_reason', 'issuer', 'document_name', 'rated_on', 'rated_by', 'rated_by_name', 'rated_at', 'earned', 'possible', 'next_due_on', 'certificate_id', 'data_digest', 'pack_digest', 'closed_by', 'closed_at', 'withdrawn_reason', 'withdrawn_by', 'withdrawn_at', 'auditor', 'due_on'] then
    raise exception 'what an audit was opened with stays' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger closed_audit_stays before update on fidelity_audits for each row execute function closed_audit_stays();
