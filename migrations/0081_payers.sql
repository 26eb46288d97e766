-- Who pays (A11–A14 at the claim): payers with what each asks for, codes and charges by dates, places by number, who bills,
-- and how each child is covered. Nothing of it is invented: what a payer has not confirmed stands as not confirmed, and a
-- code that is not here holds the claim.

create table payers (
  agency_id uuid not null references agencies,
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  -- The number under which claims reach it, and the one under which it pays.
  payer_number text not null check (payer_number ~ '^[A-Za-z0-9]([A-Za-z0-9 .-]{0,78}[A-Za-z0-9])$'),
  tax_number text check (tax_number ~ '^[0-9A-Z]{9,10}$'),
  is_medicaid boolean not null,
  -- SBR09.
  filing_code text not null check (filing_code ~ '^[A-Z0-9]{2}$'),
  receiver_name text not null check (length(receiver_name) between 1 and 60),
  receiver_qualifier text not null check (receiver_qualifier ~ '^(01|14|20|27|28|29|30|33|ZZ)$'),
  receiver_number text not null check (receiver_number ~ '^[A-Za-z0-9]{2,15}$'),
  -- What this payer calls the agency (REF*G2).
  provider_number text check (length(provider_number) between 1 and 50),
  -- Test claims are written apart from those that ask for money.
  usage text not null default 'T' check (usage in ('P', 'T')),
  filing_days integer not null check (filing_days between 1 and 1095),
  again_days integer check (again_days between 1 and 1095),
  -- Whether contacts of one day make one line.
  sums_same_day boolean,
  asks_rendering boolean not null default true,
  asks_supervising boolean not null default false,
  needs_authorization boolean not null default false,
  -- What was confirmed against the payer's own guide: by whom, when, from which source. Null: not yet.
  confirmed_by uuid,
  confirmed_on date,
  source text not null default '' check (length(source) <= 500),
  is_demo boolean not null default false,
  revision integer not null default 1,
  made_by uuid,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (agency_id, id),
  check ((confirmed_by is null) = (confirmed_on is null)),
  foreign key (agency_id, confirmed_by) references staff (agency_id, id),
  foreign key (agency_id, made_by) references staff (agency_id, id)
);
create unique index payers_by_number on payers (agency_id, payer_number) where ended_at is null;

-- Which code a session is billed with: by what it was, who took part, where, and who held it. The first that fits by its
-- place counts; an empty list fits all. A line is never changed once it was used: it ends, and another one begins.
create table fee_lines (
  agency_id uuid not null,
  id uuid not null,
  payer_id uuid not null,
  place integer not null check (place > 0),
  kinds text[] not null check (kinds <@ array['intake', 'assessment', 'feedback', 'dyadic', 'family', 'caregiver_alone', 'child_alone', 'collateral', 'phone', 'coordination', 'team']),
  -- Who was there: every part of `with_parts`, and none of `without_parts`.
  with_parts text[] not null check (with_parts <@ array['child', 'caregiver', 'sibling', 'interpreter', 'collateral']),
  without_parts text[] not null check (without_parts <@ array['child', 'caregiver', 'sibling', 'interpreter', 'collateral']),
  places text[] not null check (places <@ array['service_site', 'home', 'community', 'telehealth_home', 'telehealth_elsewhere', 'residential', 'school', 'other']),
  is_supervised boolean,
  code text not null check (code ~ '^[A-Z0-9]{3,10}$'),
  modifiers text[] not null check (cardinality(modifiers) <= 4 and array_to_string(modifiers, ',') ~ '^([A-Z0-9]{2}(,[A-Z0-9]{2})*)?$'),
  -- For each unit of the decision, or for the whole session.
  charged_by text not null check (charged_by in ('unit', 'session')),
  charge_cents integer not null check (charge_cents between 1 and 100000000),
  -- What the contract says is paid; null where it is not known.
  allowed_cents integer check (allowed_cents between 0 and 100000000),
  from_day date not null,
  to_day date check (to_day >= from_day),
  source text not null check (length(source) between 1 and 500),
  is_demo boolean not null default false,
  made_by uuid,
  made_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  primary key (agency_id, id),
  foreign key (agency_id, payer_id) references payers,
  foreign key (agency_id, made_by) references staff (agency_id, id),
  foreign key (agency_id, ended_by) references staff (agency_id, id)
);
create index fee_lines_by_payer on fee_lines (agency_id, payer_id, place);

-- The number of a place of service, for one payer or for all.
create table place_codes (
  agency_id uuid not null references agencies,
  id uuid not null,
  payer_id uuid,
  place text not null check (place in ('service_site', 'home', 'community', 'telehealth_home', 'telehealth_elsewhere', 'residential', 'school', 'other')),
  code text not null check (code ~ '^[0-9]{2}$'),
  source text not null check (length(source) between 1 and 500),
  made_by uuid,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, payer_id) references payers,
  foreign key (agency_id, made_by) references staff (agency_id, id)
);
create unique index place_codes_in_force on place_codes (agency_id, coalesce(payer_id, '00000000-0000-0000-0000-000000000000'), place) where ended_at is null;

-- Who bills: the agency as payers know it, from a day on.
create table billing_profiles (
  agency_id uuid not null references agencies,
  id uuid not null,
  from_day date not null,
  legal_name text not null check (length(legal_name) between 1 and 60),
  npi text not null check (npi ~ '^[12][0-9]{9}$'),
  taxonomy text check (taxonomy ~ '^[0-9A-Z]{10}$'),
  tax_number text not null check (tax_number ~ '^[0-9]{9}$'),
  address jsonb not null,
  pay_to jsonb,
  sender_qualifier text not null check (sender_qualifier ~ '^(01|14|20|27|28|29|30|33|ZZ)$'),
  sender_number text not null check (sender_number ~ '^[A-Za-z0-9]{2,15}$'),
  contact_name text not null check (length(contact_name) between 1 and 60),
  telephone text not null check (telephone ~ '^[2-9][0-9]{9}$'),
  email text check (length(email) <= 200),
  is_demo boolean not null default false,
  made_by uuid,
  made_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, made_by) references staff (agency_id, id)
);

-- Under which number somebody treats, from a day on.
create table staff_numbers (
  agency_id uuid not null references agencies,
  id uuid not null,
  staff_id uuid not null,
  npi text not null check (npi ~ '^[12][0-9]{9}$'),
  taxonomy text check (taxonomy ~ '^[0-9A-Z]{10}$'),
  -- Names as payers have them.
  given_name text not null check (length(given_name) between 1 and 35),
  family_name text not null check (length(family_name) between 1 and 60),
  from_day date not null,
  made_by uuid,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, staff_id) references staff (agency_id, id),
  foreign key (agency_id, made_by) references staff (agency_id, id)
);
create index staff_numbers_by_staff on staff_numbers (agency_id, staff_id, from_day);

-- How a child is covered. The address is the one that the payer has: it is told for the card, and never taken from where
-- the family lives.
create table coverages (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  -- The coverage that this row is a version of: the first one's id.
  line_id uuid not null,
  payer_id uuid not null,
  -- Who is billed first.
  place integer not null check (place between 1 and 3),
  -- What the child is to whoever holds the insurance.
  relation text not null check (relation in ('self', 'child', 'other')),
  member_number text not null check (member_number ~ '^[A-Za-z0-9]([A-Za-z0-9 .-]{0,78}[A-Za-z0-9])$'),
  group_number text check (length(group_number) between 1 and 50),
  plan_name text check (length(plan_name) between 1 and 60),
  -- The child's name as the payer has it; null: as it stands in the record.
  child_given_name text check (length(child_given_name) between 1 and 35),
  child_family_name text check (length(child_family_name) between 1 and 60),
  sex text not null check (sex in ('F', 'M', 'U')),
  -- Sealed with the case's key: street, city, state and ZIP.
  address text not null check (address like 'sealed1:%'),
  -- Whoever holds the insurance, where it is not the child.
  insured_given_name text check (length(insured_given_name) between 1 and 35),
  insured_family_name text check (length(insured_family_name) between 1 and 60),
  insured_birth_date date,
  insured_sex text check (insured_sex in ('F', 'M', 'U')),
  -- Payers write to whoever holds the insurance about each visit. Whether that is safe for the family was asked: `safe`, or
  -- the payer was asked to write elsewhere (45 CFR 164.522(b)), or it is not safe.
  letters text not null check (letters in ('not_asked', 'safe', 'redirected', 'not_safe')),
  from_day date not null,
  to_day date check (to_day >= from_day),
  -- Since when the payer says so, where that was later than the first day: the filing clock begins there.
  determined_on date,
  recorded_by uuid,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  ended_reason text not null default '' check (length(ended_reason) <= 500),
  revision integer not null default 1,
  primary key (agency_id, id),
  unique (agency_id, case_id, id),
  unique (agency_id, line_id, revision),
  check ((relation = 'self') = (insured_family_name is null)),
  check (relation = 'self' or insured_given_name is not null),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, payer_id) references payers,
  foreign key (agency_id, recorded_by) references staff (agency_id, id),
  foreign key (agency_id, ended_by) references staff (agency_id, id)
);
create index coverages_by_case on coverages (agency_id, case_id, place);
create index coverages_by_member on coverages (agency_id, payer_id, member_number);

-- What a payer answered when it was asked whether the child is covered on a day.
create table coverage_checks (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  coverage_id uuid not null,
  for_day date not null,
  -- TRN02 of the question: the answer comes back with it.
  trace text not null check (trace ~ '^[A-Z0-9]{8,30}$'),
  asked_by uuid,
  asked_at timestamptz not null,
  -- By a file, or told by telephone or the payer's own page.
  way text not null check (way in ('file', 'told')),
  answered_at timestamptz,
  answer text check (answer in ('active', 'inactive', 'not_found', 'unclear')),
  -- What else was answered: other payers, reject codes, days of the plan.
  details jsonb not null default '{}',
  answered_by uuid,
  primary key (agency_id, id),
  unique (agency_id, trace),
  check ((answered_at is null) = (answer is null)),
  foreign key (agency_id, case_id, coverage_id) references coverages (agency_id, case_id, id),
  foreign key (agency_id, asked_by) references staff (agency_id, id),
  foreign key (agency_id, answered_by) references staff (agency_id, id)
);
-- Files of questions that were written and files of answers that were taken in. Answers that belong to no question of the
-- agency are kept by their traces. The same file of answers is taken in once.
create table coverage_files (
  agency_id uuid not null references agencies,
  id uuid not null,
  way text not null check (way in ('asked', 'answered')),
  payer_id uuid,
  control integer check (control between 1 and 999999999),
  sha256 bytea check (length(sha256) = 32),
  sets integer not null check (sets >= 0),
  matched integer not null check (matched >= 0),
  unmatched jsonb not null default '[]',
  made_by uuid,
  made_at timestamptz not null,
  primary key (agency_id, id),
  unique (agency_id, sha256),
  check ((way = 'asked') = (control is not null and payer_id is not null and sha256 is null)),
  foreign key (agency_id, payer_id) references payers,
  foreign key (agency_id, made_by) references staff (agency_id, id)
);

-- The last number that a file of the agency bore: the next one holds this row, so that none is given twice.
create table x12_controls (
  agency_id uuid not null references agencies,
  last_number integer not null check (last_number between 1 and 999999999),
  primary key (agency_id)
);

create index coverage_checks_by_coverage on coverage_checks (agency_id, coverage_id, for_day);
create index coverage_checks_by_case on coverage_checks (agency_id, case_id);

-- Who works at the agency sees who pays; the biller and the administrator change it.
call protect('payers', '(select actor_is_staff())', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
call protect('fee_lines', '(select actor_has_role(''biller'', ''administrator'', ''auditor''))', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
call protect('place_codes', '(select actor_has_role(''biller'', ''administrator'', ''auditor''))', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
call protect('billing_profiles', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
call protect('staff_numbers', '(select actor_has_role(''biller'', ''administrator'')) or staff_id = (select actor_staff())', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
-- An adult of the family never reads them here: the other parent's number may stand in them.
call protect('coverages', '(select actor_is_staff()) and (' || by_class('service') || ')', '(select actor_has_role(''biller'', ''administrator'', ''front_desk'')) and (' || by_class('service') || ')', '(select actor_has_role(''biller'', ''administrator'', ''front_desk'')) and (' || by_class('service') || ')');
call protect('coverage_checks', '(select actor_is_staff()) and (' || by_class('service') || ')', '(select actor_has_role(''biller'', ''administrator'', ''front_desk'')) and (' || by_class('service') || ')', '(select actor_has_role(''biller'', ''administrator'', ''front_desk'')) and (' || by_class('service') || ')');
call protect('coverage_files', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
call protect('x12_controls', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
