-- Claims (A11–A14, B9): what a signed session asks of a payer, what holds it, what was sent, and every step since. A claim
-- that was sent is never changed: it is replaced or voided.

create table claims (
  agency_id uuid not null,
  id uuid not null,
  -- CLM01: short, of its own for good, and without a name in it.
  number text not null check (number ~ '^[A-Z0-9]{6,20}$'),
  case_id uuid not null,
  -- Null: nobody is known to cover the child on that day, and that holds the claim.
  payer_id uuid,
  coverage_id uuid,
  service_day date not null,
  kind text not null check (kind in ('original', 'replacement', 'void', 'secondary')),
  -- The claim that it replaces, voids, follows with the next payer, or sends anew after it was turned away.
  follows uuid,
  state text not null default 'draft' check (state in ('draft', 'scrubbed', 'batched', 'sent', 'acknowledged', 'accepted', 'pended', 'rejected', 'paid', 'partly_paid', 'denied', 'posted', 'closed', 'replaced', 'voided', 'appealed', 'written_off', 'dropped')),
  state_at timestamptz not null,
  -- What the payer decided last; it stays when the claim moves on.
  outcome text check (outcome in ('paid', 'partly_paid', 'denied')),
  charge_cents integer not null default 0 check (charge_cents >= 0),
  -- What holds it, as it was found when it was last looked at: id, field, session and value.
  findings jsonb not null default '[]',
  checked_at timestamptz,
  -- What would be asked today, where that is another thing than what was sent. Codes and amounts; never a diagnosis.
  correction jsonb,
  -- What was written into the file, sealed with the case's key.
  content text check (content like 'sealed1:%'),
  batch_id uuid,
  -- The payer's own number (277CA REF*1K, 835 CLP07) and the day on which it says the claim came.
  payer_claim_number text check (length(payer_claim_number) between 1 and 50),
  received_on date,
  -- Past the filing limit, or unchanged after it was turned away, sent all the same: who says so, and why.
  late_reason text not null default '' check (length(late_reason) <= 500),
  late_by uuid,
  made_at timestamptz not null,
  revision integer not null default 1,
  primary key (agency_id, id),
  unique (agency_id, number),
  unique (agency_id, case_id, id),
  check (kind = 'original' or follows is not null),
  check (batch_id is null or state not in ('draft', 'scrubbed', 'dropped')),
  check (batch_id is null or (content is not null and coverage_id is not null)),
  check ((payer_id is null) = (coverage_id is null)),
  check ((late_by is null) = (late_reason = '')),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, payer_id) references payers,
  foreign key (agency_id, case_id, coverage_id) references coverages (agency_id, case_id, id),
  foreign key (agency_id, case_id, follows) references claims (agency_id, case_id, id),
  foreign key (agency_id, late_by) references staff (agency_id, id)
);
create index claims_by_state on claims (agency_id, state, service_day, id);
create index claims_by_day on claims (agency_id, service_day, id);
create index claims_by_case on claims (agency_id, case_id, service_day);
create index claims_by_batch on claims (agency_id, batch_id) where batch_id is not null;
create index claims_by_follows on claims (agency_id, follows) where follows is not null;
create index claims_to_correct on claims (agency_id, service_day, id) where correction is not null;
create index claims_by_payer_number on claims (agency_id, payer_claim_number) where payer_claim_number is not null;

-- One session on a claim. It stands on at most one claim for each payer that is still of force.
create table claim_lines (
  agency_id uuid not null,
  claim_id uuid not null,
  case_id uuid not null,
  session_id uuid not null,
  payer_id uuid,
  place integer not null check (place between 1 and 50),
  -- REF*6R: of its own in the agency for good.
  number text not null check (number ~ '^[A-Z0-9]{6,30}$'),
  decision_id uuid not null,
  fee_line_id uuid,
  code text,
  modifiers text[] not null default '{}',
  units integer,
  charge_cents integer not null default 0 check (charge_cents >= 0),
  is_live boolean not null default true,
  primary key (agency_id, claim_id, place),
  unique (agency_id, number),
  foreign key (agency_id, case_id, claim_id) references claims (agency_id, case_id, id),
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, payer_id) references payers,
  foreign key (agency_id, decision_id) references decisions,
  foreign key (agency_id, fee_line_id) references fee_lines
);
create unique index claim_lines_live on claim_lines (agency_id, session_id, payer_id) nulls not distinct where is_live;
create index claim_lines_by_case on claim_lines (agency_id, case_id);

-- Every step: from which state to which, by whom or by which file, and what showed it. Added, never changed.
create table claim_steps (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  claim_id uuid not null,
  from_state text,
  to_state text not null,
  taken_at timestamptz not null,
  taken_by uuid,
  evidence jsonb not null default '{}',
  primary key (agency_id, id),
  foreign key (agency_id, case_id, claim_id) references claims (agency_id, case_id, id),
  foreign key (agency_id, taken_by) references staff (agency_id, id)
);
create index claim_steps_by_claim on claim_steps (agency_id, claim_id, taken_at);
create index claim_steps_by_case on claim_steps (agency_id, case_id);

-- A file of claims that was written. Its text is written again from the claims that it holds, and its sum proves that it is
-- the same. Its number is one of `x12_controls`; a file that was turned away is written again under a new one.
create table claim_batches (
  agency_id uuid not null references agencies,
  id uuid not null,
  payer_id uuid not null,
  control integer not null check (control between 1 and 999999999),
  usage text not null check (usage in ('P', 'T')),
  -- CCYYMMDD and HHMM of the envelope, and who stands in it: without them the text could not be written again.
  written_day text not null check (written_day ~ '^[0-9]{8}$'),
  written_time text not null check (written_time ~ '^[0-9]{4}$'),
  envelope jsonb not null,
  claims integer not null check (claims > 0),
  charge_cents bigint not null check (charge_cents >= 0),
  bytes integer not null check (bytes > 0),
  sha256 bytea not null check (length(sha256) = 32),
  made_by uuid,
  made_at timestamptz not null,
  -- When it was handed on, and how.
  sent_at timestamptz,
  sent_by_way text check (sent_by_way in ('hand', 'folder', 'command')),
  -- The batch in which the same claims were written again after this file was turned away.
  rewritten_as uuid,
  primary key (agency_id, id),
  unique (agency_id, control),
  check ((sent_at is null) = (sent_by_way is null)),
  foreign key (agency_id, payer_id) references payers,
  foreign key (agency_id, rewritten_as) references claim_batches (agency_id, id),
  foreign key (agency_id, made_by) references staff (agency_id, id)
);
create index claim_batches_by_time on claim_batches (agency_id, made_at desc, id);
alter table claims add foreign key (agency_id, batch_id) references claim_batches (agency_id, id);

-- What a denial taught: a condition that holds the next claim before it is sent. `condition` is data that `checks.rules.ts`
-- reads; `reason_code` is the payer's (CARC), by number.
create table claim_checks (
  agency_id uuid not null references agencies,
  id uuid not null,
  payer_id uuid,
  reason_code text not null check (reason_code ~ '^[A-Z0-9]{1,5}$'),
  condition jsonb not null,
  -- What whoever meets it reads, in the agency's own words.
  words text not null check (length(words) between 1 and 500),
  -- The claim whose denial it came from.
  learnt_from uuid,
  -- How many claims it has held since.
  held_claims integer not null default 0 check (held_claims >= 0),
  made_by uuid,
  made_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  ended_reason text not null default '' check (length(ended_reason) <= 500),
  revision integer not null default 1,
  primary key (agency_id, id),
  check ((ended_at is null) = (ended_by is null)),
  foreign key (agency_id, payer_id) references payers,
  foreign key (agency_id, learnt_from) references claims (agency_id, id),
  foreign key (agency_id, made_by) references staff (agency_id, id),
  foreign key (agency_id, ended_by) references staff (agency_id, id)
);
create index claim_checks_in_force on claim_checks (agency_id, payer_id) where ended_at is null;

-- An appeal against a denial: what was written, when, until when, and what came of it.
create table claim_appeals (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  claim_id uuid not null,
  letter text not null check (length(letter) between 1 and 20000),
  due_on date,
  sent_on date,
  outcome text check (outcome in ('upheld', 'overturned', 'withdrawn')),
  outcome_on date,
  notes text not null default '' check (length(notes) <= 2000),
  made_by uuid,
  made_at timestamptz not null,
  revision integer not null default 1,
  primary key (agency_id, id),
  check ((outcome is null) = (outcome_on is null)),
  foreign key (agency_id, case_id, claim_id) references claims (agency_id, case_id, id),
  foreign key (agency_id, made_by) references staff (agency_id, id)
);
create index claim_appeals_by_claim on claim_appeals (agency_id, claim_id);
create index claim_appeals_by_case on claim_appeals (agency_id, case_id);

-- Who bills sees claims, and who answers for the agency. Diagnoses and what was written stand sealed: they are opened for the biller alone.
call protect('claims', '(select actor_has_role(''biller'', ''administrator'')) and (' || by_class('service') || ')', '(select actor_has_role(''biller'', ''administrator'')) and (' || by_class('service') || ')', '(select actor_has_role(''biller'', ''administrator'')) and (' || by_class('service') || ')');
call protect('claim_lines', '(select actor_has_role(''biller'', ''administrator'')) and (' || by_class('service') || ')', '(select actor_has_role(''biller'', ''administrator'')) and (' || by_class('service') || ')', '(select actor_has_role(''biller'', ''administrator'')) and (' || by_class('service') || ')', '(select actor_has_role(''biller'', ''administrator'')) and (' || by_class('service') || ')');
call protect('claim_steps', '(select actor_has_role(''biller'', ''administrator'')) and (' || by_class('service') || ')', '(select actor_has_role(''biller'', ''administrator'')) and (' || by_class('service') || ')');
call protect('claim_batches', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
-- A check may name a diagnosis, and so may tell of the claims that it holds: they are the biller's alone.
call protect('claim_checks', '(select actor_has_role(''biller''))', '(select actor_has_role(''biller''))', '(select actor_has_role(''biller''))');
call protect('claim_appeals', '(select actor_has_role(''biller'', ''administrator'')) and (' || by_class('service') || ')', '(select actor_has_role(''biller'', ''administrator'')) and (' || by_class('service') || ')', '(select actor_has_role(''biller'', ''administrator'')) and (' || by_class('service') || ')');

-- The lines of a claim change only while nothing was sent; afterwards they may only cease to be of force.
create function claim_line_stands() returns trigger language plpgsql set search_path = dyad, pg_temp as $$
begin
  if tg_op = 'DELETE' and is_purging() then return old; end if;
  if (select c.batch_id is not null from claims c where c.agency_id = old.agency_id and c.id = old.claim_id)
    and (tg_op = 'DELETE' or (to_jsonb(new) - 'is_live') <> (to_jsonb(old) - 'is_live')) then
    raise exception 'a line that was sent is never changed' using errcode = '23514';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger claim_line_stands before update or delete on claim_lines for each row execute function claim_line_stands();
create function claim_stands() returns trigger language plpgsql set search_path = dyad, pg_temp as $$
begin
  if old.content is not null and old.batch_id is not null and (new.content is distinct from old.content or new.charge_cents <> old.charge_cents or new.number <> old.number or new.payer_id <> old.payer_id or new.coverage_id <> old.coverage_id or new.service_day <> old.service_day) then
    raise exception 'a claim that was sent is never changed' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger claim_stands before update on claims for each row execute function claim_stands();

-- Signed sessions that a claim is to be made of, or made anew, since something that it rests on has changed. Whoever changes
-- it need not see claims: the owner notes it. A machine works it off.
create table claim_waits (
  agency_id uuid not null references agencies,
  session_id uuid not null,
  case_id uuid not null,
  since timestamptz not null,
  primary key (agency_id, session_id),
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, case_id) references cases
);
create index claim_waits_by_case on claim_waits (agency_id, case_id);
call protect('claim_waits', '(select actor_has_role(''biller'', ''administrator''))', 'false', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
create policy owner_notes on claim_waits for insert to dyad_owner with check (agency() is null or agency_id = agency());

-- One session: it, who came, its note and its verdict; with it those that the child had on the same day, which count together.
create function claim_waits_for_session() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
declare told jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end); whose uuid := (told ->> 'agency_id')::uuid; one uuid := (told ->> case when tg_table_name = 'sessions' then 'id' else 'session_id' end)::uuid;
begin
  insert into claim_waits (agency_id, session_id, case_id, since)
    select o.agency_id, o.session_id, o.case_id, now() from services v join services o on o.agency_id = v.agency_id and o.case_id = any (record_of(v.case_id)) and o.service_date = v.service_date
    where v.agency_id = whose and v.session_id = one order by o.session_id on conflict do nothing;
  return null;
end $$;
create trigger claim_waits after insert or update on services for each row execute function claim_waits_for_session();
create trigger claim_waits after update of kind, place, beds, modality, clinician_id, starts_at, ends_at, held_from, held_to, status on sessions for each row when (to_jsonb(new) - 'revision' <> to_jsonb(old) - 'revision') execute function claim_waits_for_session();
create trigger claim_waits after insert or update or delete on attendances for each row execute function claim_waits_for_session();
create trigger claim_waits after update of status on notes for each row when (new.status <> old.status) execute function claim_waits_for_session();
create trigger claim_waits after insert or update or delete on session_reasons for each row execute function claim_waits_for_session();
create trigger claim_waits after update of is_live on claim_lines for each row when (old.is_live and not new.is_live) execute function claim_waits_for_session();

-- One child, on a day or on all: insurance, diagnoses, what eligibility stands on, exceptions, other services.
create function claim_waits_for_case() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
declare told jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
  insert into claim_waits (agency_id, session_id, case_id, since)
    select v.agency_id, v.session_id, v.case_id, now() from services v
    where v.agency_id = (told ->> 'agency_id')::uuid and v.case_id = any (record_of((told ->> 'case_id')::uuid)) and (tg_table_name <> 'other_services' or v.service_date = (told ->> 'service_date')::date) order by v.session_id on conflict do nothing;
  return null;
end $$;
do $$
declare one text;
begin
  foreach one in array array['coverages', 'coverage_checks', 'diagnoses', 'diagnosis_statuses', 'diagnosis_primaries', 'overrides', 'course_starts', 'traumatic_events', 'problems', 'case_people', 'dyads', 'other_services'] loop
    execute format('create trigger claim_waits after insert or update or delete on %I for each row execute function claim_waits_for_case()', one);
  end loop;
end $$;
create function claim_waits_for_child() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  insert into claim_waits (agency_id, session_id, case_id, since)
    select v.agency_id, v.session_id, v.case_id, now() from cases c join services v on v.agency_id = c.agency_id and v.case_id = c.id where c.agency_id = new.agency_id and c.child_id = new.id order by v.session_id on conflict do nothing;
  return null;
end $$;
create trigger claim_waits after update of given_name, family_name, birth_date on persons for each row when ((new.given_name, new.family_name, new.birth_date) is distinct from (old.given_name, old.family_name, old.birth_date)) execute function claim_waits_for_child();

-- The agency itself: payers and codes, who bills and who treats, rules. What was not sent yet is looked at anew.
create function claim_waits_for_agency() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  insert into claim_waits (agency_id, session_id, case_id, since)
    select distinct on (l.session_id) v.agency_id, v.session_id, v.case_id, now() from claims c join claim_lines l on l.agency_id = c.agency_id and l.claim_id = c.id join services v on v.agency_id = l.agency_id and v.session_id = l.session_id
    where c.agency_id = agency() and c.state in ('draft', 'scrubbed') order by l.session_id on conflict do nothing;
  return null;
end $$;
do $$
declare one text;
begin
  foreach one in array array['payers', 'fee_lines', 'place_codes', 'billing_profiles', 'staff_numbers', 'credentials', 'agency_certificates', 'team_members', 'policy_installed', 'claim_checks'] loop
    execute format('create trigger claim_waits after insert or update%s on %I for each statement execute function claim_waits_for_agency()', case one when 'claim_checks' then ' of ended_at' else ' or delete' end, one);
  end loop;
end $$;
-- What was signed before there were claims.
alter table services no force row level security;
insert into claim_waits (agency_id, session_id, case_id, since) select agency_id, session_id, case_id, now() from services;
alter table services force row level security;
