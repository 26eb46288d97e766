-- Hours that came free and are offered to one family at a time; and what is asked across the walls about who interprets.

-- A free hour of a clinician, offered to one adult until a moment. Of the service, for staff alone: whom else it was offered to, and why it
-- is free, no family learns. That it is over, or was given to somebody else, is worked out from the hour itself and stands nowhere.
create table hour_offers (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  clinician_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  stands_until timestamptz not null check (stands_until <= starts_at),
  -- How it was told: by a message that leaves by a safe way, or by somebody who spoke with the adult.
  way text not null check (way in ('message', 'spoken')),
  made_by uuid,
  made_at timestamptz not null,
  answer text check (answer in ('yes', 'no', 'withdrawn')),
  answered_by uuid,
  answered_at timestamptz,
  primary key (agency_id, id),
  check ((answer is null) = (answered_at is null)),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, person_id) references persons,
  foreign key (agency_id, clinician_id) references staff,
  foreign key (agency_id, made_by) references staff (agency_id, id),
  foreign key (agency_id, answered_by) references staff (agency_id, id)
);
create index hour_offers_by_clinician on hour_offers (agency_id, clinician_id, starts_at);
create index hour_offers_by_case on hour_offers (agency_id, case_id);
call protect('hour_offers', '(select actor_is_staff()) and (' || by_class('service') || ')', '(select actor_is_staff()) and (' || by_class('service') || ')', '(select actor_is_staff()) and (' || by_class('service') || ')');

-- Whether an hour of a clinician is offered to somebody just now, for who books and may not see to whom: yes or no.
create function hour_is_offered(clinician uuid, begins timestamptz, ends timestamptz) returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if not (actor_is_staff() or actor_is_machine()) then return false; end if;
  return exists (select from hour_offers o where o.agency_id = agency() and o.clinician_id = clinician and o.starts_at < ends and o.ends_at > begins
    and (o.answer = 'yes' or (o.answer is null and o.stands_until > present_moment())));
end $$;

-- Whether an adult may be told of hours of a family. What keeps one from it is of the child's chart; who offers an hour learns only whom it may be offered to.
create function may_be_told_of_hours(whom uuid, of_case uuid) returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if not (actor_is_staff() or actor_is_machine()) then return false; end if;
  return not exists (select from learning_limits l where l.agency_id = agency() and l.person_id = whom and l.case_id = any (record_of(of_case)) and l.topics && array['record', 'session_times'] and holds_on(l.valid_from, l.valid_to, today()))
    and not exists (select from representative_limits l where l.agency_id = agency() and l.person_id = whom and l.case_id = any (record_of(of_case)) and holds_on(l.valid_from, l.valid_to, today()));
end $$;

-- Who of some people interprets at another session at one of some hours, in whatever family: that they do, never for whom.
create function interpreters_taken(people uuid[], begins timestamptz[], ends timestamptz[], besides uuid[]) returns table (place integer, person_id uuid)
  stable security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if not (actor_is_staff() or actor_is_machine()) then return; end if;
  return query select distinct hour.place::integer, a.person_id
    from unnest(begins, ends) with ordinality hour (begins, ends, place)
      join attendances a on a.agency_id = agency() and a.person_id = any (people) and a.part = 'interpreter' and a.status = 'expected'
      join sessions s on s.agency_id = a.agency_id and s.id = a.session_id and s.status in ('booked', 'held') and s.starts_at < hour.ends and s.ends_at > hour.begins and s.id <> all (besides);
end $$;

-- A message that offers an hour is about that hour, as a reminder is, and is sent once.
alter table messages
  drop constraint messages_kind_check, add constraint messages_kind_check check (kind in ('measure_link', 'invitation', 'attention', 'reminder', 'hour_offer')),
  drop constraint messages_reminder_check, add constraint messages_reminder_check check ((kind in ('reminder', 'hour_offer')) = (about_at is not null) and (kind = 'reminder') = (hours_before is not null) and (kind = 'reminder') = (about_revision is not null));
create unique index offered_once on messages (agency_id, subject_id) where kind = 'hour_offer';
