-- When a note was begun: written long after the hour, it says so. Unknown for notes from before this was kept.
alter table notes add column begun_at timestamptz;

-- A programme's own shapes of a note: which sections it asks for, in which order, with which prompt. A note stands by its
-- own passages, so that a change of its template rewrites nothing.
create table note_templates (
  agency_id uuid not null references agencies,
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  kinds text[] not null,
  bands text[] not null check (bands <@ array['infant', 'toddler', 'preschool']),
  -- [{section, prompt}] in order.
  sections jsonb not null,
  revision integer not null default 1,
  changed_at timestamptz not null,
  changed_by uuid,
  retired_on date,
  primary key (agency_id, id),
  foreign key (agency_id, changed_by) references staff
);
call protect('note_templates', '(select actor_is_staff())', '(select actor_has_role(''administrator'', ''supervisor''))', '(select actor_has_role(''administrator'', ''supervisor''))');

-- A rating that a signed note holds names its session, so that signing it again tells it no second time.
alter table target_ratings add column session_id uuid;
alter table target_ratings add foreign key (agency_id, session_id) references sessions;
create index target_ratings_by_session on target_ratings (agency_id, session_id) where session_id is not null;
