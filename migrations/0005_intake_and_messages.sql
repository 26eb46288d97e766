-- What a referral says (class intake), where an adult can safely be reached (intake), where an adult lives (address).

create table referrals (
  agency_id uuid not null references agencies,
  id uuid not null,
  source text not null check (source in ('public_request', 'fhir', 'phone', 'professional')),
  status text not null default 'new' check (status in ('new', 'in_contact', 'opened', 'declined', 'closed')),
  code text,
  received_at timestamptz not null,
  promised_by timestamptz,
  answered_at timestamptz,
  call_me text check (length(call_me) <= 200),
  child_given_name text check (length(child_given_name) <= 200),
  child_family_name text check (length(child_family_name) <= 200),
  child_birth_date date,
  child_age text,
  relation text,
  language text,
  other_language text check (length(other_language) <= 60),
  reasons text[] not null default '{}',
  own_words text check (length(own_words) <= 4000),
  contact jsonb,
  -- What came with a hospital's bundle: conditions, coverage, history as sent, and what was not understood.
  details jsonb not null default '{}',
  closing_reason text check (length(closing_reason) <= 2000),
  requester_id uuid,
  case_id uuid,
  source_key text,
  revision integer not null default 1,
  primary key (agency_id, id),
  unique (agency_id, code),
  unique (agency_id, source_key),
  foreign key (agency_id, requester_id) references persons,
  foreign key (agency_id, case_id) references cases
);
create index referrals_by_status on referrals (agency_id, status, received_at, id);
alter table cases add foreign key (agency_id, referral_id) references referrals;

-- The numbers by which a sender knows the child of a referral: the same child again is found, not doubled.
create table referral_identifiers (
  agency_id uuid not null,
  referral_id uuid not null,
  system text not null,
  value text not null,
  primary key (agency_id, system, value),
  foreign key (agency_id, referral_id) references referrals
);

-- Outside professionals and places, as a hospital's directory names them.
create table directory_entries (
  agency_id uuid not null references agencies,
  id uuid not null,
  kind text not null check (kind in ('professional', 'organization', 'place')),
  system text not null,
  value text not null,
  name text not null,
  details jsonb not null default '{}',
  primary key (agency_id, id),
  unique (agency_id, kind, system, value)
);
create table person_identifiers (
  agency_id uuid not null,
  person_id uuid not null,
  system text not null,
  value text not null,
  primary key (agency_id, system, value),
  foreign key (agency_id, person_id) references persons
);
create table contact_ways (
  agency_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  way text not null check (way in ('phone', 'text', 'email')),
  value text not null check (length(value) between 1 and 320),
  is_safe boolean not null default true,
  voicemail text not null default 'hang_up',
  hours text[] not null default '{}',
  valid_from date not null,
  valid_to date,
  primary key (agency_id, id),
  foreign key (agency_id, person_id) references persons
);
create index contact_ways_by_person on contact_ways (agency_id, person_id);
create table addresses (
  agency_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  case_id uuid not null,
  is_confidential boolean not null,
  lines text not null check (length(lines) between 1 and 500),
  city text not null default '' check (length(city) <= 200),
  state text not null default '' check (length(state) <= 50),
  postal_code text not null default '' check (length(postal_code) <= 20),
  valid_from date not null,
  valid_to date,
  primary key (agency_id, id),
  foreign key (agency_id, person_id) references persons,
  foreign key (agency_id, case_id) references cases
);
create index addresses_by_person on addresses (agency_id, person_id);

-- The outbox. A row says whom, by which way, about which link; the words are made when it is sent, never stored.
create table messages (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid,
  person_id uuid,
  staff_id uuid,
  channel text not null check (channel in ('email')),
  kind text not null check (kind in ('measure_link', 'invitation')),
  subject_id uuid not null,
  language text not null,
  status text not null default 'queued' check (status in ('queued', 'sent', 'failed', 'withdrawn')),
  attempts integer not null default 0,
  -- While one worker sends it, no other does.
  claimed_until timestamptz,
  queued_at timestamptz not null,
  sent_at timestamptz,
  failure text not null default '',
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, person_id) references persons,
  foreign key (agency_id, staff_id) references staff
);
create index messages_by_queue on messages (agency_id, queued_at, id);

-- Referrals of cases that the actor sees.
create function referrals_of_cases(case_ids uuid[]) returns uuid[] stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(array_agg(c.referral_id), '{}') from cases c where c.agency_id = agency() and c.id = any (case_ids) and c.referral_id is not null
$$;
create function persons_of_cases(case_ids uuid[]) returns uuid[] stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(array_agg(distinct p.person_id), '{}') from case_people p where p.agency_id = agency() and p.case_id = any (case_ids)
$$;
call protect('referrals',
  '(select sees_all(''intake'')) or id = any ((select referrals_of_cases(cases_for(''intake'')))::uuid[]) or ((select granted(''intake'', ''own_request'')) and requester_id = (select actor_person()))',
  '(select sees_all(''intake'')) or ((select actor_kind()) = ''visitor'' and source = ''public_request'')',
  '(select sees_all(''intake''))');
call protect('contact_ways', '(select sees_all(''intake'')) or person_id = any ((select persons_of_cases(cases_for(''intake'')))::uuid[]) or person_id = (select actor_person())', '(select sees_all(''intake'')) or person_id = any ((select persons_of_cases(cases_for(''intake'')))::uuid[])', '(select sees_all(''intake'')) or person_id = any ((select persons_of_cases(cases_for(''intake'')))::uuid[])');
call protect('addresses', by_class('address') || ' or ((select granted(''address'', ''own_record'')) and person_id = (select actor_person()))', '(select actor_is_staff())', by_class('address'));
call protect('referral_identifiers', '(select sees_all(''intake'')) or referral_id = any ((select referrals_of_cases(cases_for(''intake'')))::uuid[])', '(select sees_all(''intake''))');
call protect('person_identifiers', '(select sees_all(''service'')) or person_id = any ((select persons_seen())::uuid[])', '(select actor_has_role(''administrator'', ''front_desk''))');
call protect('directory_entries', '(select actor_is_staff())', '(select actor_has_role(''administrator'', ''front_desk''))', '(select actor_has_role(''administrator'', ''front_desk''))');
call protect('messages', '(select sees_all(''service'')) or case_id = any ((select cases_for(''service''))::uuid[])', '(select actor_is_staff())', '(select sees_all(''service'')) or case_id = any ((select cases_for(''service''))::uuid[])');
