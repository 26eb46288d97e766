-- What an adult of a family and the team write to each other, and what an adult wishes of a visit.

-- Within how many work days an adult who writes is answered. The newest row counts; where there is none, what ships.
create table correspondence_settings (
  agency_id uuid not null references agencies,
  id uuid not null,
  answer_work_days integer not null check (answer_work_days between 1 and 20),
  set_by uuid,
  set_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, set_by) references staff
);
create index correspondence_settings_by_time on correspondence_settings (agency_id, set_at);
-- Whoever writes is told by when an answer comes.
call protect('correspondence_settings', 'agency_id = (select agency())', '(select actor_has_role(''administrator''))');

-- What an adult wrote to the team of a case, and what the team answered. All of it is that adult's own: whoever else is around
-- the child learns neither the words nor that there are any.
create table family_messages (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  -- The adult whose it is, whoever wrote it.
  person_id uuid not null,
  -- Who of the team wrote it; null is the adult.
  written_by uuid,
  words text not null check (length(words) between 1 and 4000 and (written_by is not null or length(words) <= 2000)),
  written_at timestamptz not null,
  -- By when an answer was promised to what an adult wrote.
  promised_by timestamptz,
  -- When the other side read it first, and who of the team.
  read_at timestamptz,
  read_by uuid,
  -- What an adult wrote waits until it is answered, or somebody says that it needs no answer.
  settled_at timestamptz,
  settled_how text check (settled_how in ('answered', 'no_answer')),
  settled_by uuid,
  -- Named by the page it was sent from: what is sent twice is one message.
  sent_key uuid not null,
  primary key (agency_id, id),
  unique (agency_id, person_id, sent_key),
  check ((promised_by is null) = (written_by is not null)),
  check ((settled_at is null) = (settled_how is null) and (settled_at is null) = (settled_by is null) and (settled_at is null or written_by is null)),
  check (read_by is null or (read_at is not null and written_by is null)),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, person_id) references persons,
  foreign key (agency_id, written_by) references staff (agency_id, id),
  foreign key (agency_id, read_by) references staff (agency_id, id),
  foreign key (agency_id, settled_by) references staff (agency_id, id)
);
create index family_messages_by_thread on family_messages (agency_id, case_id, person_id, written_at, id);
create index family_messages_waiting on family_messages (agency_id, written_at, id) where written_by is null and settled_at is null;
create index family_messages_by_person on family_messages (agency_id, person_id, written_at);

-- Whether an adult and the team of a case write to each other today: not once the case is closed, the adult is around the child no
-- more, or her way in was ended. Asked across the walls, and answered with one word.
create function correspondence_state(of_case uuid, adult uuid) returns text stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare whole uuid[] := record_of(of_case); day date := today();
begin
  if not (actor_is_staff() or actor_is_machine() or adult is not distinct from actor_person()) then return 'left'; end if;
  if not exists (select from case_people p where p.agency_id = agency() and p.case_id = any (whole) and p.person_id = adult and p.part = 'caregiver' and p.taken_back_at is null and holds_on(p.valid_from, p.valid_to, day)) then return 'left'; end if;
  if not exists (select from cases c where c.agency_id = agency() and c.id = any (whole) and c.status = 'open') then return 'closed'; end if;
  if (select a.ended_at is not null from portal_accesses a where a.agency_id = agency() and a.person_id = adult order by a.given_at desc, a.id desc limit 1) then return 'ended'; end if;
  return 'open';
end $$;
call protect('family_messages',
  by_class('caregiver') || ' or ((select granted(''caregiver'', ''own_record'')) and person_id = (select actor_person()))',
  'correspondence_state(case_id, person_id) = ''open'' and settled_at is null and read_at is null and (((select actor_is_staff()) and written_by = (select actor_staff()) and (' || by_class('caregiver') || '))
    or ((select actor_kind()) = ''caregiver'' and written_by is null and person_id = (select actor_person()) and case_id = any ((select own_cases_by(''participates''))::uuid[])))',
  by_class('caregiver') || ' or ((select actor_kind()) = ''caregiver'' and person_id = (select actor_person()))');

-- What was sent stays as it was sent. The other side may note that it read it, and the team that it is settled.
create function keep_family_message() returns trigger language plpgsql as $$
declare later text[] := case when old.read_at is null then array['read_at', 'read_by'] else array[]::text[] end || case when old.settled_at is null then array['settled_at', 'settled_how', 'settled_by'] else array[]::text[] end;
begin
  if to_jsonb(new) - later <> to_jsonb(old) - later then raise exception 'what was sent stays as it was sent' using errcode = '42501'; end if;
  if (actor_kind() = 'caregiver' and (old.written_by is null or new.settled_at is distinct from old.settled_at)) or (actor_is_staff() and old.written_by is not null) then
    raise exception 'what was written is read by the other side' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_family_message before update on family_messages for each row execute function keep_family_message();

-- That something is there to read leaves by a safe way, once for each answer.
alter table messages drop constraint messages_kind_check, add constraint messages_kind_check check (kind in ('measure_link', 'invitation', 'attention', 'reminder', 'hour_offer', 'portal_link', 'question_answer', 'to_read'));
create unique index told_to_read_once on messages (agency_id, subject_id) where kind = 'to_read';

-- What an adult who is expected at a visit says of it: that she comes, that another time would be better, or that she cannot come. Nothing
-- is moved by it. Of the service; what became of it follows from the visit itself, or from the answer.
create table visit_wishes (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  session_id uuid not null,
  person_id uuid not null,
  wish text not null check (wish in ('coming', 'another_time', 'cannot')),
  -- Parts of the week that would be better, such as `mon_morning`.
  hours text[] not null default '{}' check (cardinality(hours) <= 21),
  words text not null default '' check (length(words) <= 300),
  -- The beginning of the visit as it stood when this was said.
  starts_at timestamptz not null,
  made_at timestamptz not null,
  taken_back_at timestamptz,
  -- It stays as it is: said back in a sentence.
  answer_words text check (length(answer_words) between 1 and 300),
  answered_by uuid,
  answered_at timestamptz,
  primary key (agency_id, id),
  check ((answered_at is null) = (answered_by is null) and (answered_at is null) = (answer_words is null) and (answered_at is null or (wish <> 'coming' and taken_back_at is null))),
  check (wish <> 'coming' or (words = '' and hours = '{}')),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, person_id) references persons,
  foreign key (agency_id, answered_by) references staff (agency_id, id)
);
create unique index visit_wishes_open on visit_wishes (agency_id, session_id, person_id) where taken_back_at is null and answered_at is null;
create index visit_wishes_by_person on visit_wishes (agency_id, person_id);
create index visit_wishes_by_case on visit_wishes (agency_id, case_id);
create index visit_wishes_asking on visit_wishes (agency_id, starts_at) where taken_back_at is null and answered_at is null and wish <> 'coming';
call protect('visit_wishes',
  '((select actor_is_staff()) and (' || by_class('service') || ')) or ((select granted(''service'', ''own_attendance'')) and person_id = (select actor_person()) and session_id = any ((select own_sessions())::uuid[]))',
  '(select actor_kind()) = ''caregiver'' and person_id = (select actor_person()) and session_id = any ((select own_sessions())::uuid[]) and answered_at is null and taken_back_at is null',
  '((select actor_is_staff()) and (' || by_class('service') || ')) or ((select actor_kind()) = ''caregiver'' and person_id = (select actor_person()))');

-- What was wished stays as it was said: the adult takes it back, or the team answers, once.
create function keep_visit_wish() returns trigger language plpgsql as $$
declare later text[] := case when actor_kind() = 'caregiver' then array['taken_back_at'] else array['answer_words', 'answered_by', 'answered_at'] end;
begin
  if old.taken_back_at is not null or old.answered_at is not null or to_jsonb(new) - later <> to_jsonb(old) - later then raise exception 'a wish is taken back or answered, once' using errcode = '42501'; end if;
  return new;
end $$;
create trigger keep_visit_wish before update on visit_wishes for each row execute function keep_visit_wish();

-- How an adult is reached: she says herself that a way is no longer safe, and stops or allows text messages to her own numbers. Nothing
-- else of a way is hers to change: a telephone that was taken must not be enough to be written to elsewhere.
alter policy changes on contact_ways using (agency_id = (select agency()) and ((select actor_is_machine()) or (select sees_all('intake')) or person_id = any ((select persons_of_cases(cases_for('intake')))::uuid[]) or ((select actor_kind()) = 'caregiver' and person_id = (select actor_person()))));
create function keep_own_way() returns trigger language plpgsql as $$
begin
  if actor_kind() = 'caregiver' and (to_jsonb(new) - 'is_safe' <> to_jsonb(old) - 'is_safe' or new.is_safe) then raise exception 'an adult says of an own way that it is no longer safe, and nothing else' using errcode = '42501'; end if;
  return new;
end $$;
create trigger keep_own_way before update on contact_ways for each row execute function keep_own_way();

alter table text_stops drop constraint text_stops_source_check, add constraint text_stops_source_check check (source in ('reply', 'provider', 'portal'));
-- The numbers by which the present adult gets text messages today.
create function own_numbers() returns text[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  return coalesce((select array_agg(distinct dialable(w.value)) from contact_ways w where w.agency_id = agency() and w.person_id = actor_person() and w.way = 'text' and holds_on(w.valid_from, w.valid_to, today())), '{}');
end $$;
create policy own_reads on text_stops for select to dyad_app using (agency_id = (select agency()) and (select actor_kind()) = 'caregiver' and number = any ((select own_numbers())::text[]));
create policy own_stops on text_stops for insert to dyad_app with check (agency_id = (select agency()) and (select actor_kind()) = 'caregiver' and source = 'portal' and lifted_at is null and number = any ((select own_numbers())::text[]));
-- What a provider refuses, no adult allows.
create policy own_lifts on text_stops for update to dyad_app using (agency_id = (select agency()) and (select actor_kind()) = 'caregiver' and source <> 'provider' and number = any ((select own_numbers())::text[]));

-- Which places of the neighbourhood are shown to families: those that are meant for them, and one where they were sent.
alter table resources add column for_families boolean not null default false;
create policy family_reads on resources for select to dyad_app using (agency_id = (select agency()) and (select actor_kind()) = 'caregiver' and ((for_families and retired_on is null) or id in (select o.resource_id from referrals_out o)));
