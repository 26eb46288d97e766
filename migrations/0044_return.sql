-- What a programme typed about its own costs (C3): figures of the agency, no row of a case or a person. The newest row holds.
create table return_inputs (
  agency_id uuid not null references agencies,
  id uuid not null,
  content jsonb not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (agency_id, id),
  foreign key (agency_id, recorded_by) references staff
);
create index return_inputs_newest on return_inputs (agency_id, recorded_at desc, id desc);
call protect('return_inputs', '(select actor_has_role(''administrator'', ''senior_leader''))', '(select actor_has_role(''administrator'', ''senior_leader''))');
