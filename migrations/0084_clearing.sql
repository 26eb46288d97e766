-- What passes through the folder of a clearing house's client. The files themselves stand in `claim_batches` and `received_files`.

-- A file of claims that is to be laid into the folder: it is marked as sent with this row, and laid there once that is committed.
create table clearing_handed (
  agency_id uuid not null references agencies,
  batch_id uuid not null,
  asked_by uuid,
  asked_at timestamptz not null,
  handed_at timestamptz,
  primary key (agency_id, batch_id),
  foreign key (agency_id, batch_id) references claim_batches (agency_id, id),
  foreign key (agency_id, asked_by) references staff (agency_id, id)
);
create index clearing_handed_open on clearing_handed (agency_id, asked_at) where handed_at is null;

-- When somebody last looked into the folder, and what was found.
create table clearing_looks (
  agency_id uuid not null references agencies,
  looked_at timestamptz not null,
  is_reached boolean not null,
  unfinished integer not null check (unfinished >= 0),
  -- Files that could not be taken in, nor laid into the folder, and are tried again.
  failed integer not null check (failed >= 0),
  primary key (agency_id)
);

-- What was refused without a look inside, by the mark under which it lies among the refused: its own name may name somebody.
create table clearing_refused (
  agency_id uuid not null references agencies,
  id uuid not null,
  mark text not null check (mark ~ '^[0-9]{8}-[0-9a-f]{8}$'),
  why text not null check (why in ('link', 'folder', 'too_large', 'no_file')),
  refused_at timestamptz not null,
  primary key (agency_id, id)
);
create index clearing_refused_by_time on clearing_refused (agency_id, refused_at desc);

-- Whoever looks into the folder is a machine: nobody else says what was found there.
call protect('clearing_handed', '(select actor_has_role(''biller'', ''administrator''))', '(select actor_has_role(''biller''))', '(select actor_is_machine())');
call protect('clearing_looks', '(select actor_has_role(''biller'', ''administrator''))', 'false', '(select actor_is_machine())');
call protect('clearing_refused', '(select actor_has_role(''biller'', ''administrator''))');
