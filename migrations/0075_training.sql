-- The learning collaborative (C6–C11): cohorts with their calendar, who takes part and what each has done. All of it is the
-- collaborative's own. Whoever takes part works at another agency: of a cohort she reads what is hers, and her agency lends
-- the collaborative what her live cases come to, as figures and codes of cases, never a name and never a chart.

create table cohorts (
  agency_id uuid not null references agencies,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  track text not null,
  track_version text not null,
  -- The requirements as they were when the cohort was made: a later version of the track changes nothing here.
  requirements jsonb not null,
  starts_on date not null,
  ends_on date not null check (ends_on > starts_on),
  places integer not null check (places between 1 and 200),
  applies_from date,
  applies_to date check (applies_to >= applies_from),
  -- Whether readers of applications are shown no names.
  is_blind boolean not null default false,
  made_by uuid,
  made_at timestamptz not null,
  called_off_at timestamptz,
  called_off_reason text not null default '' check ((called_off_at is null) = (called_off_reason = '')),
  primary key (agency_id, id),
  unique (agency_id, name),
  foreign key (agency_id, made_by) references staff
);

-- A day or a call. Its hours are on the clocks of the collaborative.
create table cohort_meetings (
  agency_id uuid not null,
  id uuid not null,
  cohort_id uuid not null,
  kind text not null check (kind in ('training_day', 'individual_call', 'group_call', 'leader_call')),
  on_day date not null,
  starts_at text not null check (starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  minutes integer not null check (minutes between 10 and 720),
  title text not null default '' check (length(title) <= 200),
  -- What this one makes up for, for whoever missed that.
  makes_up uuid,
  led_by uuid,
  made_by uuid,
  made_at timestamptz not null,
  called_off_at timestamptz,
  called_off_reason text not null default '' check (length(called_off_reason) <= 500),
  primary key (agency_id, id),
  unique (agency_id, cohort_id, id),
  foreign key (agency_id, cohort_id) references cohorts,
  foreign key (agency_id, cohort_id, makes_up) references cohort_meetings (agency_id, cohort_id, id),
  foreign key (agency_id, led_by) references staff,
  foreign key (agency_id, made_by) references staff
);
create index cohort_meetings_by_day on cohort_meetings (agency_id, cohort_id, on_day, starts_at);

-- Somebody's place in a cohort. Whoever goes on in another cohort has another place, which names the one before.
create table cohort_seats (
  agency_id uuid not null,
  id uuid not null,
  cohort_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  organization text not null default '' check (length(organization) <= 200),
  credential text not null default '' check (length(credential) <= 60),
  role text not null check (role in ('senior_leader', 'supervisor', 'clinician', 'trainer')),
  from_day date not null,
  to_day date check (to_day >= from_day),
  left_as text check (left_as in ('moved_cohort', 'left_agency', 'workload', 'leave', 'family', 'agency_withdrew', 'not_suited', 'other') and (left_as is null or to_day is not null)),
  left_words text not null default '' check (length(left_words) <= 500),
  continues uuid,
  -- The invitation by which somebody who works at an agency here takes this place; what is sent is kept as its hash alone.
  invitation_hash bytea,
  invited_until timestamptz,
  made_by uuid,
  made_at timestamptz not null,
  primary key (agency_id, id),
  unique (agency_id, cohort_id, id),
  unique (agency_id, continues),
  foreign key (agency_id, cohort_id) references cohorts,
  foreign key (agency_id, continues) references cohort_seats (agency_id, id),
  foreign key (agency_id, made_by) references staff
);
create unique index cohort_seats_by_invitation on cohort_seats (invitation_hash);

-- Who sits on a place, from when to when: a member of the staff of an agency here, who agreed to what is lent. Whoever
-- changes the agency is bound anew; the span before stays.
create table cohort_bindings (
  agency_id uuid not null,
  id uuid not null,
  seat_id uuid not null,
  member_agency_id uuid not null,
  member_staff_id uuid not null,
  agreed_words text not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  bound_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, seat_id) references cohort_seats
);
create unique index cohort_bindings_open on cohort_bindings (agency_id, seat_id) where valid_to is null;
create index cohort_bindings_by_member on cohort_bindings (member_agency_id, member_staff_id);

-- Who came to a day or a call, once for each: the newest word stands.
create table cohort_attendances (
  agency_id uuid not null,
  meeting_id uuid not null,
  seat_id uuid not null,
  cohort_id uuid not null,
  came text not null check (came in ('yes', 'part', 'no', 'excused')),
  said_by uuid,
  said_at timestamptz not null,
  primary key (agency_id, meeting_id, seat_id),
  foreign key (agency_id, cohort_id, meeting_id) references cohort_meetings (agency_id, cohort_id, id),
  foreign key (agency_id, cohort_id, seat_id) references cohort_seats (agency_id, cohort_id, id),
  foreign key (agency_id, said_by) references staff
);
create index cohort_attendances_by_seat on cohort_attendances (agency_id, seat_id);

-- What faculty take down of somebody beside attendance: a part of the programme that was taken, a case that was presented at
-- a day or a call (by its code), a review of a trainer's work, an update for the roster; and what was taken down in error.
create table cohort_records (
  agency_id uuid not null,
  id uuid not null,
  seat_id uuid not null,
  cohort_id uuid not null,
  kind text not null check (kind in ('component', 'presentation', 'review', 'statement')),
  -- The name of the component, the code of the case, or the name of the fact that is stated.
  code text not null check (length(code) between 1 and 80),
  is_so boolean not null default true,
  on_day date not null,
  meeting_id uuid,
  note text not null default '' check (length(note) <= 500),
  made_by uuid,
  made_at timestamptz not null,
  taken_back_at timestamptz,
  taken_back_by uuid,
  primary key (agency_id, id),
  foreign key (agency_id, cohort_id, seat_id) references cohort_seats (agency_id, cohort_id, id),
  foreign key (agency_id, cohort_id, meeting_id) references cohort_meetings (agency_id, cohort_id, id),
  foreign key (agency_id, made_by) references staff,
  foreign key (agency_id, taken_back_by) references staff (agency_id, id)
);
create index cohort_records_by_seat on cohort_records (agency_id, seat_id);

-- What a cohort reads and works with: a title and where it lies. Texts of others are read where their owners show them.
create table cohort_materials (
  agency_id uuid not null,
  id uuid not null,
  cohort_id uuid not null,
  meeting_id uuid,
  title text not null check (length(title) between 1 and 200),
  address text not null check (address ~ '^https://' and length(address) <= 1000),
  note text not null default '' check (length(note) <= 500),
  added_by uuid,
  added_at timestamptz not null,
  taken_back_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, cohort_id) references cohorts,
  foreign key (agency_id, cohort_id, meeting_id) references cohort_meetings (agency_id, cohort_id, id),
  foreign key (agency_id, added_by) references staff
);
create index cohort_materials_by_cohort on cohort_materials (agency_id, cohort_id);

-- A requirement that the programme waives for somebody, or a figure that it sets where the source sets none. Its own choice, with its reason.
create table cohort_waivers (
  agency_id uuid not null,
  id uuid not null,
  cohort_id uuid not null,
  -- Null is everybody in the cohort.
  seat_id uuid,
  requirement text not null check (length(requirement) between 2 and 20),
  -- Null waives it; a figure is set where the source sets none.
  threshold integer check (threshold between 0 and 1000),
  reason text not null check (length(reason) between 5 and 500),
  made_by uuid,
  made_at timestamptz not null,
  taken_back_at timestamptz,
  taken_back_by uuid,
  primary key (agency_id, id),
  foreign key (agency_id, cohort_id) references cohorts,
  foreign key (agency_id, seat_id) references cohort_seats,
  foreign key (agency_id, made_by) references staff,
  foreign key (agency_id, taken_back_by) references staff (agency_id, id)
);

-- At the agency where somebody works: which families stand for the case of low and of high challenge.
create table training_cases (
  agency_id uuid not null references agencies,
  id uuid not null,
  staff_id uuid not null,
  case_id uuid not null,
  challenge text not null check (challenge in ('low', 'high')),
  chosen_at timestamptz not null,
  taken_back_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, case_id) references cases
);
create unique index training_cases_chosen on training_cases (agency_id, staff_id, case_id) where taken_back_at is null;
create index training_cases_by_case on training_cases (agency_id, case_id);

-- What somebody's live cases come to, as her agency gathered it last: figures, days, and codes of cases. It is lent to the
-- collaborative whose cohort she is in, for as long as she is bound to a place there.
create table training_evidence (
  agency_id uuid not null references agencies,
  staff_id uuid not null,
  collaborative_agency_id uuid not null,
  seat_id uuid not null,
  content jsonb not null,
  gathered_at timestamptz not null,
  primary key (agency_id, staff_id, seat_id),
  foreign key (agency_id, staff_id) references staff
);
create index training_evidence_by_seat on training_evidence (collaborative_agency_id, seat_id);

create function runs_training() returns boolean stable parallel safe language sql as $$ select actor_has_role('faculty', 'administrator') $$;
call protect('cohorts', '(select runs_training())', '(select runs_training())', '(select runs_training())');
call protect('cohort_meetings', '(select runs_training())', '(select runs_training())', '(select runs_training())');
call protect('cohort_seats', '(select runs_training())', '(select runs_training())', '(select runs_training())');
call protect('cohort_attendances', '(select runs_training())', '(select runs_training())', '(select runs_training())');
call protect('cohort_records', '(select runs_training())', '(select runs_training())', '(select runs_training())');
call protect('cohort_materials', '(select runs_training())', '(select runs_training())', '(select runs_training())');
call protect('cohort_waivers', '(select runs_training())', '(select runs_training())', '(select runs_training())');
call protect('cohort_bindings', '(select runs_training())', 'false', '(select runs_training())');
-- A member of the staff of another agency sees by whom, when and to what she is bound; so does her agency's own machine.
create policy own_place on cohort_bindings for select to dyad_app using (member_agency_id = (select agency()) and ((select actor_is_machine()) or member_staff_id = (select actor_staff())));
call protect('training_cases', '(staff_id = (select actor_staff()) or may_see_load(staff_id)) and (' || by_class('service') || ')',
  'staff_id = (select actor_staff()) and (' || by_class('service') || ')', 'staff_id = (select actor_staff())');
call protect('training_evidence', 'staff_id = (select actor_staff()) or may_see_load(staff_id)', '(select actor_is_machine())', '(select actor_is_machine())');
create policy lent on training_evidence for select to dyad_app using (collaborative_agency_id = (select agency()) and (select runs_training()));

-- What a cohort was told at its making stays: its track and requirements.
create function keep_requirements() returns trigger set search_path = dyad, pg_temp language plpgsql as $$
begin
  if row (new.track, new.track_version, new.requirements) is distinct from row (old.track, old.track_version, old.requirements) then
    raise exception 'the requirements of a cohort stay as they were';
  end if;
  return new;
end $$;
create trigger keep_requirements before update on cohorts for each row execute function keep_requirements();

-- The doors of who takes part at another agency are the three functions below. Their owner sees of the collaborative's rows those
-- of places that somebody of the present agency is or was bound to, and the place that an invitation names.
create policy owner_bound on cohort_bindings for select to dyad_owner using (member_agency_id = (select agency()));
create policy owner_binds on cohort_bindings for insert to dyad_owner with check (member_agency_id = (select agency()));
create policy owner_leaves on cohort_bindings for update to dyad_owner using (member_agency_id = (select agency()));
create policy owner_invited on cohort_seats for select to dyad_owner using (invitation_hash is not null or exists (select from cohort_bindings b where b.agency_id = cohort_seats.agency_id and b.seat_id = cohort_seats.id and b.member_agency_id = (select agency())));
create policy owner_takes on cohort_seats for update to dyad_owner using (invitation_hash is not null or agency_id = (select agency())) with check (true);
create policy owner_bound on cohorts for select to dyad_owner using (exists (select from cohort_bindings b join cohort_seats s on s.agency_id = b.agency_id and s.id = b.seat_id where b.agency_id = cohorts.agency_id and s.cohort_id = cohorts.id and b.member_agency_id = (select agency())));
create policy owner_bound on cohort_meetings for select to dyad_owner using (exists (select from cohort_bindings b join cohort_seats s on s.agency_id = b.agency_id and s.id = b.seat_id where b.agency_id = cohort_meetings.agency_id and s.cohort_id = cohort_meetings.cohort_id and b.member_agency_id = (select agency())));
create policy owner_bound on cohort_attendances for select to dyad_owner using (exists (select from cohort_bindings b where b.agency_id = cohort_attendances.agency_id and b.seat_id = cohort_attendances.seat_id and b.member_agency_id = (select agency())));
create policy owner_bound on cohort_records for select to dyad_owner using (exists (select from cohort_bindings b where b.agency_id = cohort_records.agency_id and b.seat_id = cohort_records.seat_id and b.member_agency_id = (select agency())));
create policy owner_bound on cohort_materials for select to dyad_owner using (exists (select from cohort_bindings b join cohort_seats s on s.agency_id = b.agency_id and s.id = b.seat_id where b.agency_id = cohort_materials.agency_id and s.cohort_id = cohort_materials.cohort_id and b.member_agency_id = (select agency())));
create policy owner_bound on cohort_waivers for select to dyad_owner using (exists (select from cohort_bindings b join cohort_seats s on s.agency_id = b.agency_id and s.id = b.seat_id where b.agency_id = cohort_waivers.agency_id and s.cohort_id = cohort_waivers.cohort_id and b.member_agency_id = (select agency())));

-- Takes the place that an invitation names, for the member of the staff who acts: the one way to be bound to a cohort of another
-- agency. Answers the place, or nothing where the invitation is unknown, over, used, or the place is taken or left.
create function take_place(code_hash bytea, agreed text, binding uuid, at_moment timestamptz) returns uuid volatile security definer set search_path = dyad, pg_temp language plpgsql as $$
declare place cohort_seats;
begin
  if not actor_is_staff() then return null; end if;
  select s.* into place from cohort_seats s where s.invitation_hash = code_hash and s.invited_until > at_moment and (s.to_day is null or s.to_day >= today());
  if place.id is null then return null; end if;
  -- An open binding, of whichever agency, is refused by its unique index.
  insert into cohort_bindings (agency_id, id, seat_id, member_agency_id, member_staff_id, agreed_words, valid_from, bound_at)
    values (place.agency_id, binding, place.id, agency(), actor_staff(), agreed, today(), at_moment);
  update cohort_seats set invitation_hash = null, invited_until = null where agency_id = place.agency_id and id = place.id;
  return place.id;
exception when unique_violation then return null;
end $$;

-- Leaves a place: from tomorrow on nothing more is lent. What was gathered stays with the collaborative.
create function leave_place(of_seat uuid) returns boolean volatile security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  update cohort_bindings b set valid_to = greatest(b.valid_from, today())
    where b.seat_id = of_seat and b.member_agency_id = agency() and actor_is_staff() and b.member_staff_id = actor_staff() and b.valid_to is null;
  return found;
end $$;

-- The places of a member of the staff with their cohorts, days and calls, and what was taken down of her there; nothing of
-- anybody else's, calls with another one included. For herself, who supervises her today, and the machine of her agency.
create function places_of(of_staff uuid) returns jsonb stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(jsonb_agg(place order by place ->> 'fromDay', place ->> 'seatId'), '[]')
  from (
    select jsonb_build_object(
      'seatId', s.id, 'collaborativeId', c.agency_id, 'collaborative', a.public_name, 'cohortId', c.id, 'cohort', c.name, 'track', c.track, 'trackVersion', c.track_version,
      'requirements', c.requirements, 'startsOn', c.starts_on, 'endsOn', c.ends_on, 'calledOff', c.called_off_at is not null, 'role', s.role, 'fromDay', s.from_day, 'toDay', s.to_day, 'leftAs', s.left_as,
      'boundFrom', b.valid_from, 'boundTo', b.valid_to, 'continues', s.continues,
      'meetings', coalesce((select jsonb_agg(jsonb_build_object('meetingId', m.id, 'kind', m.kind, 'onDay', m.on_day, 'startsAt', m.starts_at, 'minutes', m.minutes, 'title', m.title, 'makesUp', m.makes_up, 'calledOff', m.called_off_at is not null, 'came', t.came) order by m.on_day, m.starts_at, m.id)
        from cohort_meetings m left join cohort_attendances t on t.agency_id = m.agency_id and t.meeting_id = m.id and t.seat_id = s.id where m.agency_id = c.agency_id and m.cohort_id = c.id and (t.came is not null or m.kind <> 'individual_call')), '[]'),
      'records', coalesce((select jsonb_agg(jsonb_build_object('recordId', r.id, 'kind', r.kind, 'code', r.code, 'isSo', r.is_so, 'onDay', r.on_day, 'meetingId', r.meeting_id) order by r.on_day, r.id)
        from cohort_records r where r.agency_id = s.agency_id and r.seat_id = s.id and r.taken_back_at is null), '[]'),
      'materials', coalesce((select jsonb_agg(jsonb_build_object('materialId', m.id, 'meetingId', m.meeting_id, 'title', m.title, 'address', m.address, 'note', m.note) order by m.added_at, m.id)
        from cohort_materials m where m.agency_id = c.agency_id and m.cohort_id = c.id and m.taken_back_at is null), '[]'),
      'waivers', coalesce((select jsonb_agg(jsonb_build_object('requirement', w.requirement, 'threshold', w.threshold, 'reason', w.reason) order by w.made_at, w.id)
        from cohort_waivers w where w.agency_id = c.agency_id and w.cohort_id = c.id and (w.seat_id is null or w.seat_id = s.id) and w.taken_back_at is null), '[]')
    ) as place
    from cohort_bindings b join cohort_seats s on s.agency_id = b.agency_id and s.id = b.seat_id join cohorts c on c.agency_id = s.agency_id and c.id = s.cohort_id join agencies a on a.agency_id = c.agency_id
    where b.member_agency_id = agency() and b.member_staff_id = of_staff and (actor_is_machine() or of_staff = actor_staff() or may_see_load(of_staff))
  ) as own
$$;

-- Who else at the agency chose a family for the fidelity of training, by name: it stands for one person. For whoever has the family.
create function chosen_by_other(of_staff uuid, of_case uuid) returns text stable security definer set search_path = dyad, pg_temp language sql as $$
  select s.display_name from training_cases t join staff s on s.agency_id = t.agency_id and s.id = t.staff_id
    where t.agency_id = agency() and actor_is_staff() and of_staff = actor_staff() and t.case_id = any (record_of(of_case)) and t.staff_id <> of_staff and t.taken_back_at is null
      and of_case = any ((select cases_for('service'))::uuid[]) limit 1
$$;
