-- What comes back and what it comes to (A11–A14): every file that was received, what payers decided, and the ledger.

-- A file as it came, sealed with the agency's key. The same bytes are taken in once.
create table received_files (
  agency_id uuid not null references agencies,
  id uuid not null,
  -- What it was found to be; `unknown` where nothing of it could be read.
  kinds text[] not null check (kinds <@ array['TA1', '999', '277CA', '277', '835', '271', 'unknown']),
  way text not null check (way in ('hand', 'folder', 'command')),
  sha256 bytea not null check (length(sha256) = 32),
  bytes integer not null check (bytes > 0),
  -- Null once the record of a child who may be named in it was destroyed: what was done of it stays.
  content text check (content like 'sealed1:%'),
  -- `taken`: everything in it was done. `refused`: nothing was, and `faults` says why.
  state text not null check (state in ('taken', 'refused')),
  faults jsonb not null default '[]',
  summary jsonb not null default '{}',
  received_by uuid,
  received_at timestamptz not null,
  primary key (agency_id, id),
  unique (agency_id, sha256),
  foreign key (agency_id, received_by) references staff (agency_id, id)
);
create index received_files_by_time on received_files (agency_id, received_at desc, id);

-- What was answered that belongs to nothing that was sent: kept until somebody says what it was.
create table received_strays (
  agency_id uuid not null references agencies,
  id uuid not null,
  file_id uuid not null,
  kind text not null check (kind in ('TA1', '999', '277CA', '277', '271')),
  -- The number that it names, and what it said of it.
  names text not null check (length(names) <= 80),
  said jsonb not null default '{}',
  settled_at timestamptz,
  settled_by uuid,
  settled_words text not null default '' check (length(settled_words) <= 500),
  primary key (agency_id, id),
  check ((settled_at is null) = (settled_by is null)),
  foreign key (agency_id, file_id) references received_files (agency_id, id),
  foreign key (agency_id, settled_by) references staff (agency_id, id)
);
create index received_strays_open on received_strays (agency_id, file_id) where settled_at is null;

-- One payment with what it is for: a transaction set of an 835, or a paper that was typed.
create table remittances (
  agency_id uuid not null references agencies,
  id uuid not null,
  file_id uuid,
  payer_id uuid,
  payer_name text not null check (length(payer_name) <= 80),
  payer_key text not null check (length(payer_key) between 1 and 100),
  trace_number text not null check (length(trace_number) between 1 and 50),
  method text not null check (length(method) <= 10),
  paid_cents bigint not null,
  paid_on date not null,
  way text not null check (way in ('file', 'paper')),
  claims integer not null check (claims >= 0),
  -- What belongs to no claim: reason, reference, cents; a positive amount lowered the payment.
  provider_adjustments jsonb not null default '[]',
  posted_by uuid,
  posted_at timestamptz not null,
  primary key (agency_id, id),
  check ((way = 'file') = (file_id is not null)),
  foreign key (agency_id, file_id) references received_files (agency_id, id),
  foreign key (agency_id, payer_id) references payers,
  foreign key (agency_id, posted_by) references staff (agency_id, id)
);
create index remittances_by_time on remittances (agency_id, paid_on desc, id);
create index remittances_by_trace on remittances (agency_id, payer_key, trace_number);

-- What a payer decided of one claim. Without a claim of ours it is money that waits to be matched.
create table remittance_claims (
  agency_id uuid not null references agencies,
  id uuid not null,
  remittance_id uuid not null,
  -- Whose money it is: together with the numbers, the status, and which of several that are alike it is, nothing is posted
  -- twice, also where the same payment comes again in another order.
  payer_key text not null check (length(payer_key) between 1 and 100),
  trace_number text not null check (length(trace_number) between 1 and 50),
  occurrence integer not null check (occurrence > 0),
  -- Where it stands in the payment.
  position integer not null check (position > 0),
  claim_number text not null check (length(claim_number) <= 50),
  payer_claim_number text not null default '' check (length(payer_claim_number) <= 50),
  status text not null check (status ~ '^[0-9]{1,2}$'),
  charge_cents bigint not null,
  paid_cents bigint not null,
  patient_cents bigint not null,
  received_on date,
  -- Of which claim, and how it was found.
  claim_id uuid,
  case_id uuid,
  matched_by text check (matched_by in ('number', 'payer_number', 'hand')),
  -- The earlier decision that this one takes back.
  reverses uuid,
  -- How many of its lines belong to none of the claim's, or to several.
  unplaced integer not null default 0 check (unplaced >= 0),
  -- Sealed with the agency's key where no claim is known: who the payer says it is for.
  patient text check (patient like 'sealed1:%'),
  -- Lines as they came: number, code, modifiers, amounts, adjustments, remarks; `place` of the claim's line where it was found.
  lines jsonb not null default '[]',
  adjustments jsonb not null default '[]',
  remarks text[] not null default '{}',
  -- What somebody settled by hand, such as money that was sent back.
  settled_at timestamptz,
  settled_by uuid,
  settled_words text not null default '' check (length(settled_words) <= 500),
  primary key (agency_id, id),
  unique (agency_id, payer_key, trace_number, payer_claim_number, claim_number, status, occurrence),
  check ((claim_id is null) = (case_id is null) and (claim_id is null) = (matched_by is null)),
  check ((settled_at is null) = (settled_by is null)),
  foreign key (agency_id, remittance_id) references remittances (agency_id, id),
  foreign key (agency_id, reverses) references remittance_claims (agency_id, id),
  foreign key (agency_id, case_id, claim_id) references claims (agency_id, case_id, id),
  foreign key (agency_id, settled_by) references staff (agency_id, id)
);
create index remittance_claims_by_remittance on remittance_claims (agency_id, remittance_id, position);
create index remittance_claims_by_claim on remittance_claims (agency_id, claim_id) where claim_id is not null;
create index remittance_claims_by_case on remittance_claims (agency_id, case_id) where case_id is not null;
create index remittance_claims_open on remittance_claims (agency_id, id) where claim_id is null and settled_at is null;
create index remittance_claims_unplaced on remittance_claims (agency_id, id) where unplaced > 0 and settled_at is null;
create unique index remittance_claims_reversed_once on remittance_claims (agency_id, reverses) where reverses is not null;

-- Each adjustment of a decision, by its reason: what denials cost is counted from here.
create table claim_adjustments (
  agency_id uuid not null references agencies,
  id uuid not null,
  remittance_claim_id uuid not null,
  claim_id uuid,
  case_id uuid,
  payer_id uuid,
  line_place integer,
  group_code text not null check (group_code ~ '^[A-Z]{2}$'),
  reason_code text not null check (reason_code ~ '^[A-Z0-9]{1,5}$'),
  cents bigint not null,
  decided_on date not null,
  primary key (agency_id, id),
  check ((claim_id is null) = (case_id is null)),
  foreign key (agency_id, remittance_claim_id) references remittance_claims (agency_id, id),
  foreign key (agency_id, case_id, claim_id) references claims (agency_id, case_id, id),
  foreign key (agency_id, payer_id) references payers
);
create index claim_adjustments_by_reason on claim_adjustments (agency_id, decided_on, reason_code);
create index claim_adjustments_by_claim on claim_adjustments (agency_id, claim_id) where claim_id is not null;
create index claim_adjustments_by_decision on claim_adjustments (agency_id, remittance_claim_id);

-- The ledger: an entry's lines come to nothing. Added, never changed; a wrong one is reversed by another.
create table ledger_months (
  agency_id uuid not null references agencies,
  month date not null check (month = date_trunc('month', month)::date),
  closed_by uuid,
  closed_at timestamptz not null,
  -- What every account came to when it was closed, in cents.
  balances jsonb not null,
  primary key (agency_id, month),
  foreign key (agency_id, closed_by) references staff (agency_id, id)
);
create table ledger_entries (
  agency_id uuid not null references agencies,
  id uuid not null,
  day date not null,
  kind text not null check (kind in ('charge', 'uncharge', 'payment', 'remittance', 'paper', 'write_off', 'refund', 'apply', 'transfer', 'grant', 'reversal')),
  remittance_id uuid,
  reverses uuid,
  reason text not null default '' check (length(reason) <= 500),
  booked_by uuid,
  booked_at timestamptz not null,
  primary key (agency_id, id),
  check ((kind = 'reversal') = (reverses is not null)),
  foreign key (agency_id, remittance_id) references remittances (agency_id, id),
  foreign key (agency_id, reverses) references ledger_entries (agency_id, id),
  foreign key (agency_id, booked_by) references staff (agency_id, id)
);
create index ledger_entries_by_day on ledger_entries (agency_id, day, id);
create unique index ledger_entries_reversed_once on ledger_entries (agency_id, reverses) where reverses is not null;
create table ledger_lines (
  agency_id uuid not null references agencies,
  entry_id uuid not null,
  place integer not null check (place > 0),
  account text not null check (account in ('receivable', 'patient', 'revenue', 'contractual', 'write_off', 'cash', 'clearing', 'unapplied', 'recoupment', 'forwarded', 'interest', 'refund', 'provider_other', 'grant')),
  claim_id uuid,
  case_id uuid,
  -- A debit above zero, a credit below.
  cents bigint not null check (cents <> 0),
  primary key (agency_id, entry_id, place),
  check ((claim_id is null) = (case_id is null)),
  foreign key (agency_id, entry_id) references ledger_entries (agency_id, id),
  foreign key (agency_id, case_id, claim_id) references claims (agency_id, case_id, id)
);
create index ledger_lines_by_claim on ledger_lines (agency_id, claim_id, account) where claim_id is not null;
create index ledger_lines_by_case on ledger_lines (agency_id, case_id) where case_id is not null;
create index ledger_lines_by_account on ledger_lines (agency_id, account);

-- An entry that does not come to nothing is never committed, nor one in a month that was closed.
create function ledger_balances() returns trigger language plpgsql set search_path = dyad, pg_temp as $$
begin
  if (select coalesce(sum(l.cents), 1) <> 0 from ledger_lines l where l.agency_id = new.agency_id and l.entry_id = case when tg_table_name = 'ledger_lines' then (to_jsonb(new) ->> 'entry_id')::uuid else (to_jsonb(new) ->> 'id')::uuid end) then
    raise exception 'the lines of a ledger entry come to nothing' using errcode = '23514', constraint = 'ledger_balances';
  end if;
  return null;
end $$;
create constraint trigger ledger_balances after insert on ledger_entries deferrable initially deferred for each row execute function ledger_balances();
create constraint trigger ledger_balances after insert on ledger_lines deferrable initially deferred for each row execute function ledger_balances();
create function ledger_month_open() returns trigger language plpgsql set search_path = dyad, pg_temp as $$
begin
  if exists (select from ledger_months m where m.agency_id = new.agency_id and m.month >= date_trunc('month', new.day)::date) then
    raise exception 'the month of % is closed', new.day using errcode = '23514', constraint = 'ledger_month_open';
  end if;
  return new;
end $$;
create trigger ledger_month_open before insert on ledger_entries for each row execute function ledger_month_open();

call protect('received_files', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
call protect('received_strays', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
call protect('remittances', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
call protect('remittance_claims', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
call protect('claim_adjustments', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
call protect('ledger_months', '(select actor_has_role(''biller'', ''administrator'', ''senior_leader''))', '(select actor_has_role(''administrator''))');
call protect('ledger_entries', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
call protect('ledger_lines', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller'', ''administrator''))');
