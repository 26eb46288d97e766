-- Papers of a claim and of a family's part, what the programme costs, and who pays for time that no payer does (A12, C3).

-- How papers are set: how far a printer is off, and the words of an estimate. Versions are added; the newest holds.
create table billform_settings (
  agency_id uuid not null references agencies,
  version integer not null check (version > 0),
  content jsonb not null,
  made_by uuid,
  made_at timestamptz not null,
  primary key (agency_id, version),
  foreign key (agency_id, made_by) references staff (agency_id, id)
);
-- What a family pays that pays itself. A line is never changed: it ends, and another one begins.
create table self_pay_prices (
  agency_id uuid not null references agencies,
  id uuid not null,
  kind text not null check (kind in ('intake', 'assessment', 'feedback', 'dyadic', 'family', 'caregiver_alone', 'child_alone', 'collateral', 'phone', 'coordination', 'team')),
  code text check (code ~ '^[A-Z0-9]{3,10}$'),
  cents integer not null check (cents between 1 and 100000000),
  from_day date not null,
  to_day date check (to_day >= from_day),
  source text not null check (length(source) between 1 and 500),
  made_by uuid,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, made_by) references staff (agency_id, id)
);
create unique index self_pay_prices_standing on self_pay_prices (agency_id, kind, from_day) where ended_at is null;
-- A paper for a family about money, as it was made: what it says is sealed with the case's key, since a diagnosis stands on some.
create table family_bills (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('superbill', 'estimate', 'statement')),
  number integer not null check (number > 0),
  language text not null check (language in ('en', 'es')),
  content text not null check (content like 'sealed1:%'),
  total_cents bigint not null check (total_cents >= 0),
  made_by uuid,
  made_at timestamptz not null,
  primary key (agency_id, id),
  unique (agency_id, number),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, made_by) references staff (agency_id, id)
);
create index family_bills_by_case on family_bills (agency_id, case_id, made_at desc);

-- What the programme cost in a year, as somebody typed it, with where it is from. A line that was wrong is taken out, and stays.
create table programme_costs (
  agency_id uuid not null references agencies,
  id uuid not null,
  year integer not null check (year between 2000 and 2100),
  kind text not null check (kind in ('staff', 'training', 'supervision', 'travel', 'materials', 'other')),
  cents bigint not null check (cents between 1 and 2000000000),
  source text not null check (length(source) between 1 and 300),
  made_by uuid,
  made_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  primary key (agency_id, id),
  check ((ended_at is null) = (ended_by is null)),
  foreign key (agency_id, made_by) references staff (agency_id, id),
  foreign key (agency_id, ended_by) references staff (agency_id, id)
);
create index programme_costs_by_year on programme_costs (agency_id, year) where ended_at is null;

-- Who pays for time that no payer pays, from when to when, how much, and at which rate for which kind of work.
create table grants (
  agency_id uuid not null references agencies,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  funder text not null check (length(funder) between 1 and 120),
  reference text not null default '' check (length(reference) <= 60),
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  cents bigint not null check (cents between 1 and 2000000000),
  -- Cents an hour by kind of work; a kind that is not named does not count.
  rates jsonb not null,
  revision integer not null default 1,
  made_by uuid,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, made_by) references staff (agency_id, id)
);
-- An invoice to a funder for a month, as it was made: hours by kind of work, and never a name.
create table grant_invoices (
  agency_id uuid not null,
  id uuid not null,
  grant_id uuid not null,
  month date not null check (month = date_trunc('month', month)::date),
  number integer not null check (number > 0),
  language text not null check (language in ('en', 'es')),
  content jsonb not null,
  cents bigint not null check (cents > 0),
  entry_id uuid not null,
  paid_on date,
  paid_entry_id uuid,
  -- An invoice that was wrong is taken back with a reason; its number is not given again.
  voided_at timestamptz,
  voided_reason text not null default '' check (length(voided_reason) <= 500),
  made_by uuid,
  made_at timestamptz not null,
  primary key (agency_id, id),
  unique (agency_id, number),
  check ((paid_on is null) = (paid_entry_id is null)),
  check (voided_at is null or paid_on is null),
  foreign key (agency_id, grant_id) references grants,
  foreign key (agency_id, entry_id) references ledger_entries (agency_id, id),
  foreign key (agency_id, paid_entry_id) references ledger_entries (agency_id, id),
  foreign key (agency_id, made_by) references staff (agency_id, id)
);
create unique index grant_invoices_of_month on grant_invoices (agency_id, grant_id, month) where voided_at is null;
-- Which sessions and meetings an invoice counted: each stands on one invoice at most.
create table grant_sessions (
  agency_id uuid not null,
  invoice_id uuid not null,
  session_id uuid not null,
  case_id uuid not null,
  work text not null,
  minutes integer not null check (minutes > 0),
  is_live boolean not null default true,
  primary key (agency_id, invoice_id, session_id),
  foreign key (agency_id, invoice_id) references grant_invoices,
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, case_id) references cases
);
create unique index grant_sessions_live on grant_sessions (agency_id, session_id) where is_live;
create index grant_sessions_by_case on grant_sessions (agency_id, case_id);
create table grant_meetings (
  agency_id uuid not null,
  invoice_id uuid not null,
  meeting_id uuid not null,
  minutes integer not null check (minutes > 0),
  is_live boolean not null default true,
  primary key (agency_id, invoice_id, meeting_id),
  foreign key (agency_id, invoice_id) references grant_invoices,
  foreign key (agency_id, meeting_id) references supervision_meetings
);
create unique index grant_meetings_live on grant_meetings (agency_id, meeting_id) where is_live;

call protect('billform_settings', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
call protect('self_pay_prices', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
-- No administrator: a diagnosis may stand on it.
call protect('family_bills', '(select actor_has_role(''biller'')) and (' || by_class('service') || ')', '(select actor_has_role(''biller'')) and (' || by_class('service') || ')');
call protect('programme_costs', '(select actor_has_role(''administrator'', ''senior_leader''))', '(select actor_has_role(''administrator'', ''senior_leader''))', '(select actor_has_role(''administrator'', ''senior_leader''))');
call protect('grants', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
call protect('grant_invoices', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
call protect('grant_sessions', '(select actor_has_role(''biller'', ''administrator'')) and (' || by_class('service') || ')', '(select actor_has_role(''biller'', ''administrator'')) and (' || by_class('service') || ')', '(select actor_has_role(''biller'', ''administrator'')) and (' || by_class('service') || ')');
call protect('grant_meetings', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');

-- What a payer is asked for is never asked of a funder too.
create function grant_session_is_unbilled() returns trigger language plpgsql security definer set search_path = dyad, pg_temp as $$
begin
  if new.is_live and exists (select from claim_lines l where l.agency_id = new.agency_id and l.session_id = new.session_id and l.is_live) then
    raise exception 'a session on a claim is not on an invoice to a funder' using errcode = '23514', constraint = 'grant_session_is_unbilled';
  end if;
  return new;
end $$;
create trigger grant_session_is_unbilled before insert on grant_sessions for each row execute function grant_session_is_unbilled();
-- What an invoice says stays: it is paid or taken back, nothing else.
create function grant_invoice_stands() returns trigger language plpgsql set search_path = dyad, pg_temp as $$
begin
  if to_jsonb(new) - array['paid_on', 'paid_entry_id', 'voided_at', 'voided_reason'] <> to_jsonb(old) - array['paid_on', 'paid_entry_id', 'voided_at', 'voided_reason'] or old.voided_at is not null then
    raise exception 'an invoice stays as it was made' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger grant_invoice_stands before update on grant_invoices for each row execute function grant_invoice_stands();
