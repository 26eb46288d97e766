-- Messages that leave once or are visibly unclear, text messages, and reminders of sessions.

-- The zone of the adult's own clocks; null is the agency's.
alter table contact_ways add column time_zone text check (length(time_zone) between 1 and 100);

-- A number as a provider of text messages wants it, from what somebody typed; null where it is none. Ten digits are of the
-- United States.
create function dialable(typed text) returns text immutable strict parallel safe language sql as $$
  select case
    when trim(typed) ~ '^\+' and digits ~ '^[1-9]\d{7,14}$' then '+' || digits
    when trim(typed) ~ '^\+' then null
    when digits ~ '^[2-9]\d{2}[2-9]\d{6}$' then '+1' || digits
    when digits ~ '^1[2-9]\d{2}[2-9]\d{6}$' then '+' || digits
  end from (select regexp_replace(typed, '\D', '', 'g') as digits) one
$$;
create index contact_ways_by_number on contact_ways (agency_id, dialable(value)) where way in ('phone', 'text');

alter table messages
  drop constraint messages_channel_check, add constraint messages_channel_check check (channel in ('email', 'text')),
  drop constraint messages_kind_check, add constraint messages_kind_check check (kind in ('measure_link', 'invitation', 'attention', 'reminder')),
  -- `sending` is committed before the network is spoken to; `unclear` may or may not have left.
  drop constraint messages_status_check, add constraint messages_status_check check (status in ('queued', 'sending', 'sent', 'delivered', 'not_delivered', 'unclear', 'failed', 'withdrawn')),
  -- Of a reminder: the beginning of the session and its revision as they were, how many hours before, from when on it may leave.
  add column about_at timestamptz,
  add column about_revision integer,
  add column hours_before integer check (hours_before between 1 and 336),
  add column not_before timestamptz,
  -- When the provider told what became of it, and when an answer came whose words are kept nowhere.
  add column told_at timestamptz,
  add column replied_at timestamptz,
  add constraint messages_reminder_check check ((kind = 'reminder') = (about_at is not null) and (kind = 'reminder') = (hours_before is not null) and (kind = 'reminder') = (about_revision is not null));
create index messages_under_way on messages (agency_id, status, queued_at) where status in ('queued', 'sending');
create index messages_by_case on messages (agency_id, case_id, queued_at, id);
create index messages_by_person on messages (agency_id, person_id, queued_at) where person_id is not null;
create index messages_by_status on messages (agency_id, status, queued_at, id);
create index reminders_by_session on messages (agency_id, subject_id, person_id) where kind = 'reminder';
-- One reminder of a session to an adult, as the session stood: whoever looks twice finds it there.
create unique index reminded_once on messages (agency_id, subject_id, person_id, hours_before, about_revision) where kind = 'reminder' and status <> 'withdrawn';

-- How an agency reminds; the newest row counts, and where there is none, what ships.
create table reminder_settings (
  agency_id uuid not null references agencies,
  id uuid not null,
  hours_before integer[] not null check (cardinality(hours_before) <= 3 and 1 <= all (hours_before) and 336 >= all (hours_before)),
  quiet_from text not null check (quiet_from ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  quiet_to text not null check (quiet_to ~ '^([01]\d|2[0-3]):[0-5]\d$' and quiet_to <> quiet_from),
  set_by uuid,
  set_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, set_by) references staff
);
create index reminder_settings_by_time on reminder_settings (agency_id, set_at);
call protect('reminder_settings', '(select actor_is_staff())', '(select actor_has_role(''administrator''))');

-- Numbers from which somebody answered that no text message may come any more. It holds for the number, in every case,
-- until that number says otherwise or a person was asked again.
create table text_stops (
  agency_id uuid not null references agencies,
  id uuid not null,
  number text not null check (number ~ '^\+[1-9]\d{7,14}$'),
  source text not null check (source in ('reply', 'provider')),
  stopped_at timestamptz not null,
  lifted_at timestamptz,
  lifted_by uuid,
  primary key (agency_id, id),
  check (lifted_by is null or lifted_at is not null),
  foreign key (agency_id, lifted_by) references staff
);
create unique index one_stop_of_a_number on text_stops (agency_id, number) where lifted_at is null;
create function numbers_of_cases(case_ids uuid[]) returns text[] stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(array_agg(distinct dialable(w.value)), '{}') from contact_ways w where w.agency_id = agency() and w.way in ('phone', 'text') and w.person_id = any (persons_of_cases(case_ids))
$$;
call protect('text_stops', '(select actor_is_staff()) and ((select sees_all(''intake'')) or number = any ((select numbers_of_cases(cases_for(''intake'')))::text[]))', 'false', '(select actor_is_staff()) and ((select sees_all(''intake'')) or number = any ((select numbers_of_cases(cases_for(''intake'')))::text[]))');

-- Whoever begins a message to an adult and whoever takes a yes back come one after the other: once a withdrawal is
-- committed, no message is begun. What restores or imports rows is nobody's withdrawal, and takes no lock.
create function hold_messages_to(whom text) returns void language sql as $$ select pg_advisory_xact_lock(hashtextextended(agency()::text || ' messages to ' || whom, 0)) $$;
create function hold_messages() returns trigger language plpgsql as $$
declare whom text := to_jsonb(new) ->> tg_argv[0];
begin
  if current_user = 'dyad_app' and whom is not null then perform hold_messages_to(whom); end if;
  return new;
end $$;
create trigger holds_messages before update on consents for each row when (new.kind = 'messages') execute function hold_messages('signer_id');
create trigger holds_messages_of_answer before insert on consents for each row when (new.kind = 'messages') execute function hold_messages('signer_id');
create trigger holds_messages before update on contact_ways for each row execute function hold_messages('person_id');
create trigger holds_messages before update on case_people for each row execute function hold_messages('person_id');
create trigger holds_messages before insert or update on learning_limits for each row execute function hold_messages('person_id');
create trigger holds_messages before insert or update on representative_limits for each row execute function hold_messages('person_id');
create trigger holds_messages before insert or update on text_stops for each row execute function hold_messages('number');

-- A stop is kept for as long as anybody here may be reached by the number: once the last way with it is gone for good, as in
-- a record that is purged, the number is nowhere any more.
create function forget_stops() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  delete from text_stops t where t.agency_id = agency() and t.number in (select dialable(g.value) from gone g)
    and not exists (select from contact_ways w where w.agency_id = t.agency_id and w.way in ('phone', 'text') and dialable(w.value) = t.number);
  return null;
end $$;
create policy owner_forgets on text_stops for delete to dyad_owner using (agency_id = agency());
create trigger forgets_stops after delete on contact_ways referencing old table as gone for each statement execute function forget_stops();
