-- Three columns were kept from readers of the service alone by the handlers, not by a wall: why a session was longer (the
-- child's chart), what a supervisor asks of a note (those who treat), the facts that a decision saw (the child's chart).
-- Each has a table of its own now, with its wall.

create table session_reasons (
  agency_id uuid not null,
  session_id uuid not null,
  case_id uuid not null,
  reason text not null check (length(reason) between 1 and 1000),
  primary key (agency_id, session_id),
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, case_id) references cases
);
create index session_reasons_by_case on session_reasons (agency_id, case_id);
create table note_returns (
  agency_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  case_id uuid not null,
  reason text not null check (length(reason) between 1 and 4000),
  returned_by uuid,
  returned_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, session_id) references notes (agency_id, session_id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, returned_by) references staff
);
create index note_returns_by_session on note_returns (agency_id, session_id, returned_at);
create index note_returns_by_case on note_returns (agency_id, case_id);
create table decision_facts (
  agency_id uuid not null,
  decision_id uuid not null,
  case_id uuid not null,
  facts jsonb not null,
  primary key (agency_id, decision_id),
  foreign key (agency_id, decision_id) references decisions,
  foreign key (agency_id, case_id) references cases
);
create index decision_facts_by_case on decision_facts (agency_id, case_id);

-- Until this is done the owner reads every agency's rows: row-level security is not forced on it meanwhile.
alter table sessions no force row level security;
alter table notes no force row level security;
alter table decisions no force row level security;
insert into session_reasons (agency_id, session_id, case_id, reason) select agency_id, id, case_id, longer_session_reason from sessions where length(longer_session_reason) > 0;
insert into note_returns (agency_id, id, session_id, case_id, reason, returned_at)
  select agency_id, session_id, session_id, case_id, returned_reason, saved_at from notes where length(returned_reason) > 0;
insert into decision_facts (agency_id, decision_id, case_id, facts) select agency_id, id, case_id, facts from decisions;
alter table sessions drop column longer_session_reason;
alter table notes drop column returned_reason;
alter table decisions drop column facts;
alter table sessions force row level security;
alter table notes force row level security;
alter table decisions force row level security;

-- Whoever books may say why a session is to be longer, and need not be able to read it again.
call protect('session_reasons', by_class('child_chart'), by_class('service'), by_class('child_chart'), by_class('child_chart'));
call protect('note_returns', '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'')) and (' || by_class('service') || ')', '(select actor_has_role(''supervisor'')) and (' || by_class('service') || ')');
call protect('decision_facts', by_class('child_chart'), by_class('child_chart'));
create trigger signed_stays before update or delete on session_reasons for each row execute function refuse_change_after_signature();
create function refuse_reason_after_signature() returns trigger language plpgsql as $$
begin
  if exists (select from notes n where n.agency_id = new.agency_id and n.session_id = new.session_id and n.status in ('signed', 'awaiting_cosignature')) then
    raise exception 'a signed note is not changed; write an addendum' using errcode = 'DY001';
  end if;
  return new;
end $$;
create trigger signed_stays_whole before insert on session_reasons for each row execute function refuse_reason_after_signature();
