-- Supervision: what a clinician marks as hard, the meetings and their hours, what two persons write between them, comments on
-- a note that waits for its second signature, what a supervisee says of the supervisor, and what a supervisor has seen of the
-- agenda. Words are of class supervision: their author and one counterpart read them, on whatever day, and nobody else ever.

create function writes_to_supervisor(author text, counterpart text) returns text immutable language sql as $$
  select format('%1$s = (select actor_staff()) and (select actor_has_role(''clinician'', ''trainee'', ''supervisor'')) and exists (select from supervisions v where v.agency_id = (select agency()) and v.supervisor_id = %2$s and v.clinician_id = %1$s and holds_on(v.valid_from, v.valid_to, today()))', author, counterpart)
$$;
create function between_two() returns text immutable language sql as $$
  select '(select actor_is_staff()) and ((owner_staff_id = (select actor_staff()) and (select granted(''supervision'', ''author''))) or (counterpart_staff_id = (select actor_staff()) and (select granted(''supervision'', ''counterpart''))))'
$$;

-- Times and thresholds of the programme, all of them local; the newest row holds, and none is the shipped file.
create table supervision_settings (
  agency_id uuid not null references agencies,
  id uuid not null,
  content jsonb not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (agency_id, id),
  foreign key (agency_id, recorded_by) references staff
);
call protect('supervision_settings', '(select actor_is_staff())', '(select actor_has_role(''administrator'', ''supervisor''))');

-- A moment of a session that was hard, in a few own words: for its author and the one supervisor to whom it was told. It is in
-- no chart: a table of its own keeps it out of what a case's pages, its search and its copies are made of.
create table hard_moments (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  session_id uuid not null,
  class text not null default 'supervision' check (class = 'supervision'),
  owner_staff_id uuid not null,
  counterpart_staff_id uuid not null check (counterpart_staff_id <> owner_staff_id),
  words text not null check (length(words) between 1 and 1000),
  marked_at timestamptz not null,
  taken_back_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, owner_staff_id) references staff,
  foreign key (agency_id, counterpart_staff_id) references staff (agency_id, id)
);
create index hard_moments_by_session on hard_moments (agency_id, session_id);
create index hard_moments_by_case on hard_moments (agency_id, case_id);
create index hard_moments_by_supervisor on hard_moments (agency_id, counterpart_staff_id, marked_at);
call protect('hard_moments', between_two(),
  writes_to_supervisor('owner_staff_id', 'counterpart_staff_id') || ' and exists (select from sessions s where s.agency_id = hard_moments.agency_id and s.id = session_id and s.case_id = hard_moments.case_id and s.clinician_id = (select actor_staff()))',
  'owner_staff_id = (select actor_staff())');
create function keep_hard_moment() returns trigger language plpgsql as $$
begin
  if old.taken_back_at is not null or to_jsonb(new) - 'taken_back_at' <> to_jsonb(old) - 'taken_back_at' then raise exception 'a hard moment stays as it was written, and is taken back once' using errcode = '42501'; end if;
  return new;
end $$;
create trigger written_stays before update on hard_moments for each row execute function keep_hard_moment();

-- A meeting as the ledger counts it: who leads, which kind, when, how long, how much of it about families. It holds no words but
-- the name of a consultant from outside.
create table supervision_meetings (
  agency_id uuid not null references agencies,
  id uuid not null,
  kind text not null check (kind in ('individual', 'group', 'peer', 'reflective', 'consultation')),
  leader_id uuid not null,
  consultant text not null default '' check (length(consultant) <= 200),
  starts_at timestamptz not null,
  minutes integer not null check (minutes between 5 and 480),
  clinical_minutes integer check (clinical_minutes between 0 and minutes),
  status text not null default 'planned' check (status in ('planned', 'held', 'cancelled')),
  revision integer not null default 1,
  recorded_at timestamptz not null,
  primary key (agency_id, id),
  check (consultant = '' or kind = 'consultation'),
  check ((status = 'held') = (clinical_minutes is not null)),
  foreign key (agency_id, leader_id) references staff
);
create index supervision_meetings_by_leader on supervision_meetings (agency_id, leader_id, starts_at);
create index supervision_meetings_by_time on supervision_meetings (agency_id, starts_at);
-- Who is to take part; of a meeting that was held, who did. Of a peer meeting and a consultation its writer is one of them.
create table supervision_attendances (
  agency_id uuid not null,
  meeting_id uuid not null,
  staff_id uuid not null,
  attended boolean,
  primary key (agency_id, meeting_id, staff_id),
  foreign key (agency_id, meeting_id) references supervision_meetings,
  foreign key (agency_id, staff_id) references staff
);
create index supervision_attendances_by_staff on supervision_attendances (agency_id, staff_id);

create function meetings_led() returns uuid[] stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(array_agg(m.id), '{}') from supervision_meetings m where m.agency_id = agency() and m.leader_id = actor_staff()
$$;
-- Meetings that one takes part in, and those of whom one supervises today: that they were, never what was said.
create function meetings_seen() returns uuid[] stable security definer set search_path = dyad, pg_temp language sql as $$
  with own as (select actor_staff() as id union select v.clinician_id from supervisions v where actor_has_role('supervisor') and v.agency_id = agency() and v.supervisor_id = actor_staff() and holds_on(v.valid_from, v.valid_to, today()))
  select coalesce(array_agg(found.id), '{}') from (
    select a.meeting_id as id from supervision_attendances a where a.agency_id = agency() and a.staff_id in (select id from own)
    union select m.id from supervision_meetings m where m.agency_id = agency() and m.leader_id in (select id from own)) found
$$;
call protect('supervision_meetings', '(select actor_is_staff()) and (leader_id = (select actor_staff()) or (select actor_has_role(''administrator'')) or id = any ((select meetings_seen())::uuid[]))',
  'leader_id = (select actor_staff()) and ((select actor_has_role(''supervisor'')) or (kind in (''peer'', ''consultation'') and (select actor_has_role(''clinician'', ''trainee''))))',
  'leader_id = (select actor_staff())');
call protect('supervision_attendances', '(select actor_is_staff()) and ((select actor_has_role(''administrator'')) or meeting_id = any ((select meetings_seen())::uuid[]) or meeting_id = any ((select meetings_led())::uuid[]))',
  'meeting_id = any ((select meetings_led())::uuid[])', 'meeting_id = any ((select meetings_led())::uuid[])');
create function keep_meeting() returns trigger language plpgsql as $$
begin
  if old.status <> 'planned' then raise exception 'a meeting that was held or called off stays as it stands' using errcode = '42501'; end if;
  return new;
end $$;
create trigger held_stays before update on supervision_meetings for each row execute function keep_meeting();

-- Held meetings of some people that lie over a span: whoever writes a meeting down learns of it from whom and when, and no more.
create function held_at_once(of_staff uuid[], from_moment timestamptz, to_moment timestamptz) returns table (staff_id uuid, starts_at timestamptz, minutes integer)
  stable security definer set search_path = dyad, pg_temp language sql as $$
  select distinct one.id, m.starts_at, m.minutes from unnest(of_staff) one (id)
    join supervision_meetings m on m.agency_id = agency() and m.status = 'held' and m.starts_at < to_moment and m.starts_at + make_interval(mins => m.minutes) > from_moment
      and (m.leader_id = one.id or exists (select from supervision_attendances a where a.agency_id = m.agency_id and a.meeting_id = m.id and a.staff_id = one.id and a.attended))
    where actor_is_staff() order by m.starts_at
$$;

-- What was written of a meeting. Of one with one supervisee it is between the two, who both write it; of a group it is its
-- leader's own, since what one told of another there is not for all of them to read again.
create table supervision_notes (
  agency_id uuid not null,
  meeting_id uuid not null,
  class text not null default 'supervision' check (class = 'supervision'),
  owner_staff_id uuid not null,
  counterpart_staff_id uuid,
  words text not null check (length(words) <= 20000),
  revision integer not null default 1,
  written_by uuid not null,
  saved_at timestamptz not null,
  primary key (agency_id, meeting_id, owner_staff_id),
  check (written_by in (owner_staff_id, counterpart_staff_id)),
  foreign key (agency_id, meeting_id) references supervision_meetings,
  foreign key (agency_id, owner_staff_id) references staff,
  foreign key (agency_id, counterpart_staff_id) references staff (agency_id, id),
  foreign key (agency_id, written_by) references staff (agency_id, id)
);
create function writes_of_meeting() returns text immutable language sql as $$
  select 'written_by = (select actor_staff()) and (' || between_two() || ') and exists (select from supervision_meetings m where m.agency_id = supervision_notes.agency_id and m.id = meeting_id and case
    when m.kind in (''individual'', ''reflective'') then counterpart_staff_id = m.leader_id and exists (select from supervision_attendances a where a.agency_id = m.agency_id and a.meeting_id = m.id and a.staff_id = owner_staff_id)
    else owner_staff_id = m.leader_id and counterpart_staff_id is null end)'
$$;
call protect('supervision_notes', between_two(), writes_of_meeting(), between_two());
create function keep_pair() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - array['words', 'revision', 'written_by', 'saved_at'] <> to_jsonb(old) - array['words', 'revision', 'written_by', 'saved_at'] then raise exception 'whose words they are does not change' using errcode = '42501'; end if;
  return new;
end $$;
create trigger pair_stays before update on supervision_notes for each row execute function keep_pair();

-- A word on a note that waits for its second signature, of a passage or of the whole; between its author and one supervisor.
create table supervision_comments (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  session_id uuid not null,
  block_id uuid,
  class text not null default 'supervision' check (class = 'supervision'),
  owner_staff_id uuid not null,
  counterpart_staff_id uuid not null check (counterpart_staff_id <> owner_staff_id),
  words text not null check (length(words) between 1 and 4000),
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (agency_id, id),
  check (written_by in (owner_staff_id, counterpart_staff_id)),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, session_id) references notes (agency_id, session_id),
  foreign key (agency_id, block_id) references blocks,
  foreign key (agency_id, owner_staff_id) references staff,
  foreign key (agency_id, counterpart_staff_id) references staff (agency_id, id),
  foreign key (agency_id, written_by) references staff (agency_id, id)
);
create index supervision_comments_by_session on supervision_comments (agency_id, session_id, written_at);
create index supervision_comments_by_case on supervision_comments (agency_id, case_id);
create index supervision_comments_by_block on supervision_comments (agency_id, block_id) where block_id is not null;
call protect('supervision_comments', between_two(),
  'written_by = (select actor_staff()) and (' || between_two() || ') and (' || by_class('service') || ') and exists (select from notes n where n.agency_id = supervision_comments.agency_id and n.session_id = supervision_comments.session_id and n.case_id = supervision_comments.case_id and n.author_id = owner_staff_id)
   and exists (select from supervisions v where v.agency_id = supervision_comments.agency_id and v.supervisor_id = counterpart_staff_id and v.clinician_id = owner_staff_id and holds_on(v.valid_from, v.valid_to, today()))');

-- That a supervisee rated the supervisor: for the supervisee and for who runs the programme, and for the supervisor only what
-- the supervisee shows. What was answered is class supervision, with nobody as its counterpart until it is shown.
create table supervision_ratings (
  agency_id uuid not null references agencies,
  id uuid not null,
  supervisee_id uuid not null,
  supervisor_id uuid not null check (supervisor_id <> supervisee_id),
  kind text not null check (kind in ('packet', 'global')),
  due_on date not null,
  done_at timestamptz not null,
  shown_at timestamptz,
  primary key (agency_id, id),
  unique (agency_id, supervisee_id, supervisor_id, kind, due_on),
  foreign key (agency_id, supervisee_id) references staff,
  foreign key (agency_id, supervisor_id) references staff (agency_id, id)
);
create index supervision_ratings_by_supervisor on supervision_ratings (agency_id, supervisor_id);
create table supervision_answers (
  agency_id uuid not null,
  rating_id uuid not null,
  class text not null default 'supervision' check (class = 'supervision'),
  owner_staff_id uuid not null,
  counterpart_staff_id uuid,
  answers jsonb not null,
  words text not null default '' check (length(words) <= 4000),
  primary key (agency_id, rating_id),
  foreign key (agency_id, rating_id) references supervision_ratings,
  foreign key (agency_id, owner_staff_id) references staff,
  foreign key (agency_id, counterpart_staff_id) references staff (agency_id, id)
);
call protect('supervision_ratings', '(select actor_is_staff()) and (supervisee_id = (select actor_staff()) or (select actor_has_role(''administrator'')) or (supervisor_id = (select actor_staff()) and shown_at is not null))',
  writes_to_supervisor('supervisee_id', 'supervisor_id'), 'supervisee_id = (select actor_staff())');
call protect('supervision_answers', between_two(), 'owner_staff_id = (select actor_staff()) and counterpart_staff_id is null and exists (select from supervision_ratings r where r.agency_id = supervision_answers.agency_id and r.id = rating_id and r.supervisee_id = (select actor_staff()))',
  'owner_staff_id = (select actor_staff())');
create function keep_answers() returns trigger set search_path = dyad, pg_temp language plpgsql as $$
begin
  if old.counterpart_staff_id is not null or to_jsonb(new) - 'counterpart_staff_id' <> to_jsonb(old) - 'counterpart_staff_id'
    or not exists (select from supervision_ratings r where r.agency_id = new.agency_id and r.id = new.rating_id and r.supervisor_id = new.counterpart_staff_id) then
    raise exception 'an answer stays as it was given, and is shown once, to whom it is about' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger given_stays before update on supervision_answers for each row execute function keep_answers();
create function keep_rating() returns trigger language plpgsql as $$
begin
  if old.shown_at is not null or to_jsonb(new) - 'shown_at' <> to_jsonb(old) - 'shown_at' then raise exception 'a rating stays as it was given, and is shown once' using errcode = '42501'; end if;
  return new;
end $$;
create trigger given_stays before update on supervision_ratings for each row execute function keep_rating();

-- What a supervisor has seen of the agenda, or put off. `reason` is what the line rested on, as codes and ids: once that
-- changes the line stands there again.
create table agenda_marks (
  agency_id uuid not null references agencies,
  supervisor_id uuid not null,
  line text not null check (length(line) between 1 and 300),
  case_id uuid,
  reason text not null check (length(reason) <= 600),
  state text not null check (state in ('done', 'put_off', 'open')),
  until date check ((state = 'put_off') = (until is not null)),
  marked_at timestamptz not null,
  primary key (agency_id, supervisor_id, line),
  foreign key (agency_id, supervisor_id) references staff,
  foreign key (agency_id, case_id) references cases
);
create index agenda_marks_by_case on agenda_marks (agency_id, case_id) where case_id is not null;
call protect('agenda_marks', 'supervisor_id = (select actor_staff())', 'supervisor_id = (select actor_staff()) and (select actor_has_role(''supervisor''))', 'supervisor_id = (select actor_staff()) and (select actor_has_role(''supervisor''))');
