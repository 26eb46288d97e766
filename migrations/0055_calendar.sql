-- The calendar: sessions that repeat, rooms, a second clinician, the way to a visit, days that are closed or flagged, and
-- what a change of bookings did, so that it can be taken back.

-- Rooms in which sessions take place. Everybody who works here knows them.
create table rooms (
  agency_id uuid not null references agencies,
  id uuid not null,
  name text not null check (length(name) between 1 and 100),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from - 1),
  primary key (agency_id, id)
);
call protect('rooms', 'true', '(select actor_has_role(''administrator'', ''front_desk''))', '(select actor_has_role(''administrator'', ''front_desk''))');

-- Days on which the agency is closed. A day that was taken back counts no more.
create table closed_days (
  agency_id uuid not null references agencies,
  id uuid not null,
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  label text not null check (length(label) between 1 and 100),
  made_by uuid,
  made_at timestamptz not null,
  taken_back_at timestamptz,
  primary key (agency_id, id)
);
create index closed_days_in_order on closed_days (agency_id, from_on);
call protect('closed_days', 'true', '(select actor_has_role(''administrator'', ''front_desk''))', '(select actor_has_role(''administrator'', ''front_desk''))');

-- A session that repeats every so many weeks. Its sessions are rows of their own; this is what they have in common from a day on.
-- Changing those from a day on ends the row and begins another, so that what was agreed before is still known.
create table session_series (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  every_weeks integer not null check (every_weeks between 1 and 4),
  first_on date not null,
  last_on date not null check (last_on >= first_on),
  start_clock text not null check (start_clock ~ '^\d\d:\d\d$'),
  minutes integer not null check (minutes between 5 and 480),
  time_zone text not null,
  -- The series that it went on from, where it was changed from a day on.
  before_id uuid,
  made_by uuid,
  made_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, before_id) references session_series (agency_id, id),
  foreign key (agency_id, made_by) references staff (agency_id, id)
);
create index session_series_by_case on session_series (agency_id, case_id);
call protect('session_series', by_class('service'), by_class('service'), by_class('service'));

alter table sessions
  add column series_id uuid,
  -- Changed by itself: what happens to the series leaves it where it is.
  add column is_apart boolean not null default false,
  add column room_id uuid,
  add column second_clinician_id uuid check (second_clinician_id <> clinician_id),
  add column video_link text check (length(video_link) <= 500),
  -- Who cancelled it; null where nobody said so, or it was not cancelled.
  add column cancelled_by text check (cancelled_by in ('family', 'staff', 'other')),
  -- Booked by mistake and taken back at once: it asks nothing of anybody and is no cancellation by the family.
  add column taken_back_at timestamptz,
  add foreign key (agency_id, series_id) references session_series (agency_id, id),
  add foreign key (agency_id, room_id) references rooms (agency_id, id),
  add foreign key (agency_id, second_clinician_id) references staff (agency_id, id);
create index sessions_by_series on sessions (agency_id, series_id, starts_at) where series_id is not null;
create index sessions_by_room on sessions (agency_id, room_id, starts_at) where room_id is not null;
create index sessions_by_second on sessions (agency_id, second_clinician_id, starts_at) where second_clinician_id is not null;

-- Minutes of the way to a session and of the way back. A row of its own: how far it is to where an adult lives is for staff alone.
create table session_travel (
  agency_id uuid not null,
  session_id uuid not null,
  case_id uuid not null,
  minutes integer not null check (minutes between 1 and 480),
  primary key (agency_id, session_id),
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, case_id) references cases
);
create index session_travel_by_case on session_travel (agency_id, case_id, session_id);
call protect('session_travel', '(select actor_is_staff()) and (' || by_class('service') || ')', '(select actor_is_staff()) and (' || by_class('service') || ')', '(select actor_is_staff()) and (' || by_class('service') || ')', '(select actor_is_staff()) and (' || by_class('service') || ')');

-- What a booking, a change or a cancellation did, so that it can be taken back while nothing else happened to it.
create table booking_changes (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('booked', 'changed', 'cancelled')),
  -- Of each session: how it was before (null: it was not there) and the revision that it had afterwards.
  sessions jsonb not null,
  made_by uuid,
  made_at timestamptz not null,
  taken_back_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, made_by) references staff (agency_id, id)
);
create index booking_changes_by_case on booking_changes (agency_id, case_id, made_at);
call protect('booking_changes', '(select actor_is_staff()) and (' || by_class('service') || ')', '(select actor_is_staff()) and (' || by_class('service') || ')', '(select actor_is_staff()) and (' || by_class('service') || ')');

-- Who saw that a day is flagged for a family before something was booked on it.
create table flags_seen (
  agency_id uuid not null,
  session_id uuid not null,
  case_id uuid not null,
  on_day date not null,
  seen_by uuid,
  seen_at timestamptz not null,
  primary key (agency_id, session_id, on_day),
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, seen_by) references staff (agency_id, id)
);
create index flags_seen_by_case on flags_seen (agency_id, case_id);
call protect('flags_seen', '(select actor_is_staff()) and (' || by_class('service') || ')', '(select actor_is_staff()) and (' || by_class('service') || ')', '(select actor_is_staff()) and (' || by_class('service') || ')');

-- The flagged days of cases within some days, as far as the actor reads what they stand on: an event on its day, and of what comes back
-- every year its anniversaries; the day on which the child came to live elsewhere; the goodbye. Born on 29 February: on the 28th else.
create function flags_between(cases uuid[], from_day date, to_day date) returns table (case_id uuid, flag_id uuid, kind text, label text, began_on date, on_day date)
  stable set search_path = dyad, pg_temp language sql as $$
  with marks as (
    select l.case_id, l.id, l.kind, l.label, l.happens_on, l.kind in ('anniversary', 'death', 'separation', 'placement_move') as is_yearly
      from life_events l where l.agency_id = (select agency()) and l.case_id = any (cases) and l.status = 'active' and l.kind <> 'birth'
    union all
    select r.case_id, r.id, 'placement_move', '', r.valid_from, true
      from residences r where r.agency_id = (select agency()) and r.case_id = any (cases) and r.taken_back_at is null
        and exists (select from residences e where e.agency_id = r.agency_id and e.case_id = r.case_id and e.taken_back_at is null and e.valid_from < r.valid_from)
    union all
    select m.case_id, m.id, 'goodbye', '', m.happened_on, false
      from case_milestones m where m.agency_id = (select agency()) and m.case_id = any (cases) and m.kind = 'planned_end' and not m.withdrawn
        and not exists (select from case_milestones n where n.agency_id = m.agency_id and n.supersedes_id = m.id)
  )
  select distinct on (m.case_id, m.kind, days.on_day) m.case_id, m.id, m.kind, m.label, m.happens_on, days.on_day
  from marks m cross join lateral (
    select m.happens_on as on_day
    union
    select (m.happens_on + make_interval(years => year - extract(year from m.happens_on)::integer))::date
      from generate_series(extract(year from from_day)::integer, extract(year from to_day)::integer) year where m.is_yearly and year > extract(year from m.happens_on)
  ) days
  where days.on_day between from_day and to_day
  order by m.case_id, m.kind, days.on_day, m.happens_on, m.id
$$;
-- The same as days alone, for who books and may not read why: yes or no of each day, and nothing else.
create function flagged_days(of_case uuid, from_day date, to_day date) returns date[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if not (actor_is_staff() or actor_is_machine()) then return '{}'; end if;
  return coalesce((select array_agg(distinct f.on_day) from flags_between(record_of(of_case), from_day, to_day) f), '{}');
end $$;

-- Whether somebody has a session in that time, as the one who holds it or beside them.
create or replace function clinician_is_taken(clinician uuid, begins timestamptz, ends timestamptz) returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if not (actor_is_staff() or actor_is_machine()) then return false; end if;
  return exists (select from sessions s where s.agency_id = agency() and s.clinician_id = clinician and s.status in ('booked', 'held') and s.starts_at < ends and s.ends_at > begins)
    or exists (select from sessions s where s.agency_id = agency() and s.second_clinician_id = clinician and s.status in ('booked', 'held') and s.starts_at < ends and s.ends_at > begins);
end $$;

-- Which of some hours are taken, besides some sessions: by whom of the clinicians, or the room (null). Whose session it is is not said.
create function hours_taken(clinicians uuid[], room uuid, begins timestamptz[], ends timestamptz[], besides uuid[]) returns table (place integer, staff_id uuid)
  stable security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if not (actor_is_staff() or actor_is_machine()) then return; end if;
  return query
    select distinct hour.place::integer, one.id
    from unnest(begins, ends) with ordinality hour (begins, ends, place) cross join unnest(clinicians) one (id)
    where exists (select from sessions s where s.agency_id = agency() and s.clinician_id = one.id and s.status in ('booked', 'held') and s.starts_at < hour.ends and s.ends_at > hour.begins and s.id <> all (besides))
      or exists (select from sessions s where s.agency_id = agency() and s.second_clinician_id = one.id and s.status in ('booked', 'held') and s.starts_at < hour.ends and s.ends_at > hour.begins and s.id <> all (besides))
    union all
    select hour.place::integer, null::uuid
    from unnest(begins, ends) with ordinality hour (begins, ends, place)
    where room is not null and exists (select from sessions s where s.agency_id = agency() and s.room_id = room and s.status in ('booked', 'held') and s.starts_at < hour.ends and s.ends_at > hour.begins and s.id <> all (besides));
end $$;

-- The nearest sessions of a clinician before and after an hour on the same day, with the minutes of their ways: only the times are said.
create function hours_beside(clinician uuid, begins timestamptz, ends timestamptz, besides uuid[]) returns table (is_before boolean, starts_at timestamptz, ends_at timestamptz, is_away boolean, minutes integer)
  stable security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if not (actor_is_staff() or actor_is_machine()) then return; end if;
  return query
    (select true, s.starts_at, s.ends_at, s.modality = 'in_person' and s.place <> 'service_site', t.minutes from sessions s left join session_travel t on t.agency_id = s.agency_id and t.session_id = s.id
      where s.agency_id = agency() and (s.clinician_id = clinician or s.second_clinician_id = clinician) and s.status in ('booked', 'held') and s.ends_at <= begins and s.starts_at > begins - interval '10 hours' and s.id <> all (besides) order by s.ends_at desc limit 1)
    union all
    (select false, s.starts_at, s.ends_at, s.modality = 'in_person' and s.place <> 'service_site', t.minutes from sessions s left join session_travel t on t.agency_id = s.agency_id and t.session_id = s.id
      where s.agency_id = agency() and (s.clinician_id = clinician or s.second_clinician_id = clinician) and s.status in ('booked', 'held') and s.starts_at >= ends and s.starts_at < ends + interval '10 hours' and s.id <> all (besides) order by s.starts_at limit 1);
end $$;

-- Addresses from which one's own telephone reads when one is busy: times alone. The address is kept as a digest, ends when its owner
-- says so, and answers nobody after the owner's last day.
create table calendar_feeds (
  agency_id uuid not null references agencies,
  id uuid not null,
  staff_id uuid not null,
  token_hash bytea not null unique,
  made_at timestamptz not null,
  last_asked_on date,
  ended_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, staff_id) references staff
);
create index calendar_feeds_by_staff on calendar_feeds (agency_id, staff_id);
call protect('calendar_feeds', 'staff_id = (select actor_staff())', 'staff_id = (select actor_staff())', 'staff_id = (select actor_staff())');
create policy owner_finds on calendar_feeds for select to dyad_owner using (true);
-- Whose an address is, before anybody acts: nothing where it was ended or never was one.
create function find_feed(token bytea) returns table (agency_id uuid, feed_id uuid, staff_id uuid, time_zone text) stable security definer set search_path = dyad, pg_temp language sql as $$
  select f.agency_id, f.id, f.staff_id, a.time_zone from calendar_feeds f join agencies a on a.agency_id = f.agency_id where f.token_hash = token and f.ended_at is null
$$;
