-- Readiness by measured figures (C1, C2): the agency that applies may offer the collaborative what its own record comes to, as figures
-- of the whole agency, never of a person. A code from the private page of the application says which application they are for. Who runs
-- the agency types it, sees the figures, and agrees or does not; nothing crosses before.

-- The code that the applicant was shown once, as its hash alone. One at a time for an application; it is gone once it is used.
create table application_codes (
  agency_id uuid not null,
  id uuid not null,
  application_id uuid not null,
  code_hash bytea not null check (length(code_hash) = 32),
  made_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, application_id) references applications
);
create unique index application_codes_by_hash on application_codes (code_hash);
create unique index application_codes_once on application_codes (agency_id, application_id);

-- The figures as readers see them. Taken back, they are gone from here.
create table application_offers (
  agency_id uuid not null,
  id uuid not null,
  application_id uuid not null,
  figures jsonb check (length(figures::text) <= 8000),
  agreed_at timestamptz not null,
  taken_back_at timestamptz,
  primary key (agency_id, id),
  check ((figures is null) = (taken_back_at is not null)),
  foreign key (agency_id, application_id) references applications
);
create unique index application_offers_standing on application_offers (agency_id, application_id) where taken_back_at is null;
create index application_offers_by_application on application_offers (agency_id, application_id);
-- Whose record it was names an applicant: it stands with the other names, out of a blind reader's reach.
alter table application_names add column measured_by text not null default '' check (length(measured_by) <= 200);

-- At the agency that applies: what was offered to whom, by whom and when. It stays there as it was sent.
create table readiness_offers (
  agency_id uuid not null references agencies,
  id uuid not null,
  collaborative_agency_id uuid not null,
  application_id uuid not null,
  collaborative text not null,
  cohort text not null,
  code text not null,
  figures jsonb not null check (length(figures::text) <= 8000),
  agreed_by uuid,
  agreed_at timestamptz not null,
  taken_back_by uuid,
  taken_back_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, agreed_by) references staff,
  foreign key (agency_id, taken_back_by) references staff (agency_id, id)
);
create index readiness_offers_by_day on readiness_offers (agency_id, agreed_at);
-- Codes that somebody typed and that opened nothing.
create table readiness_tries (
  agency_id uuid not null references agencies,
  id uuid not null,
  staff_id uuid not null,
  tried_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, staff_id) references staff
);
create index readiness_tries_by_time on readiness_tries (agency_id, tried_at);

create function offers_figures() returns boolean stable parallel safe language sql as $$ select actor_has_role('administrator', 'senior_leader') $$;
call protect('application_codes', 'false', 'false', 'false', '(select actor_is_machine())');
call protect('application_offers', 'taken_back_at is null and reads_application(application_id) and exists (select from applications a where a.agency_id = application_offers.agency_id and a.id = application_offers.application_id)', 'false', 'false', '(select actor_is_machine())');
call protect('readiness_offers', '(select offers_figures())');
call protect('readiness_tries', '(select offers_figures())', '(select offers_figures()) and staff_id = (select actor_staff())', 'false', '(select actor_is_machine())');

-- The doors between the two agencies are the functions below. Their owner finds an application of another agency by its code,
-- or by an offer of the present agency, and sees no other.
create policy owner_finds on application_codes for select to dyad_owner using (true);
create policy owner_holds on application_codes for update to dyad_owner using (true);
create policy owner_uses on application_codes for delete to dyad_owner using (true);
create policy owner_gives on readiness_offers for insert to dyad_owner with check (agency_id = (select agency()));
create policy owner_takes_back on readiness_offers for update to dyad_owner using (agency_id = (select agency()));
create policy owner_gives on application_offers for insert to dyad_owner with check (exists (select from readiness_offers r where r.agency_id = (select agency()) and r.id = application_offers.id));
create policy owner_given on application_offers for select to dyad_owner using (exists (select from readiness_offers r where r.agency_id = (select agency()) and r.id = application_offers.id));
create policy owner_takes_back on application_offers for update to dyad_owner using (exists (select from readiness_offers r where r.agency_id = (select agency()) and r.id = application_offers.id));
create policy owner_offered on applications for select to dyad_owner using (exists (select from application_codes c where c.agency_id = applications.agency_id and c.application_id = applications.id)
  or exists (select from application_offers o join readiness_offers r on r.id = o.id where o.agency_id = applications.agency_id and o.application_id = applications.id and r.agency_id = (select agency())));
create policy owner_offered on cohorts for select to dyad_owner using (exists (select from applications a join application_codes c on c.agency_id = a.agency_id and c.application_id = a.id where a.agency_id = cohorts.agency_id and a.cohort_id = cohorts.id));
create policy owner_measured on application_names for select to dyad_owner using (exists (select from application_offers o join readiness_offers r on r.id = o.id where o.agency_id = application_names.agency_id and o.application_id = application_names.application_id and r.agency_id = (select agency())));
create policy owner_measures on application_names for update to dyad_owner using (exists (select from application_offers o join readiness_offers r on r.id = o.id where o.agency_id = application_names.agency_id and o.application_id = application_names.application_id and r.agency_id = (select agency())));

-- Which application of another agency a code is for: a team's that is not decided yet. Null whatever was wrong. Nothing of the
-- application is told but its own code, its cohort and whose it is.
create function offer_place(of_hash bytea, at_moment timestamptz) returns jsonb stable security definer set search_path = dyad, pg_temp language sql as $$
  select jsonb_build_object('collaborativeId', a.agency_id, 'collaborative', g.public_name, 'applicationId', a.id, 'cohort', h.name, 'code', a.code, 'endsAt', c.ends_at)
    from application_codes c join applications a on a.agency_id = c.agency_id and a.id = c.application_id join cohorts h on h.agency_id = a.agency_id and h.id = a.cohort_id join agencies g on g.agency_id = a.agency_id
    where actor_is_staff() and offers_figures() and c.code_hash = of_hash and c.ends_at > at_moment and c.agency_id <> agency() and a.kind = 'team' and a.status in ('draft', 'reopened', 'submitted')
$$;

-- Gives figures to the application that a code is for, for whoever acts, and uses the code up. False where it opens nothing any more.
create function give_figures(of_hash bytea, offer uuid, given jsonb, at_moment timestamptz) returns boolean volatile security definer set search_path = dyad, pg_temp language plpgsql as $$
declare place jsonb;
begin
  perform from application_codes c where c.code_hash = of_hash for update;
  place := offer_place(of_hash, at_moment);
  if place is null then return false; end if;
  insert into readiness_offers (agency_id, id, collaborative_agency_id, application_id, collaborative, cohort, code, figures, agreed_by, agreed_at)
    values (agency(), offer, (place ->> 'collaborativeId')::uuid, (place ->> 'applicationId')::uuid, place ->> 'collaborative', place ->> 'cohort', place ->> 'code', given, actor_staff(), at_moment);
  insert into application_offers (agency_id, id, application_id, figures, agreed_at) values ((place ->> 'collaborativeId')::uuid, offer, (place ->> 'applicationId')::uuid, given, at_moment);
  update application_names n set measured_by = (select a.public_name from agencies a where a.agency_id = agency()) where n.agency_id = (place ->> 'collaborativeId')::uuid and n.application_id = (place ->> 'applicationId')::uuid;
  delete from application_codes c where c.code_hash = of_hash;
  return true;
-- Figures that another agency gave stand there already.
exception when unique_violation then return false;
end $$;

-- How each offer of the present agency stands: `open` may be taken back, `decided` stays, `gone` was forgotten with its application.
create function offer_states() returns jsonb stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(jsonb_object_agg(r.id, case when r.taken_back_at is not null then 'taken_back' when a.id is null then 'gone' when a.status in ('accepted', 'declined') then 'decided' else 'open' end), '{}')
    from readiness_offers r left join application_offers o on o.agency_id = r.collaborative_agency_id and o.id = r.id left join applications a on a.agency_id = o.agency_id and a.id = o.application_id
    where r.agency_id = agency() and (actor_is_machine() or (actor_is_staff() and offers_figures()))
$$;

-- Takes figures back, until the application is decided: from then on no reader sees them. Answers how the offer stands.
create function take_back_figures(offer uuid, at_moment timestamptz) returns text volatile security definer set search_path = dyad, pg_temp language plpgsql as $$
declare state text := coalesce(offer_states() ->> offer::text, 'none');
declare own readiness_offers;
begin
  if state <> 'open' then return state; end if;
  update readiness_offers r set taken_back_by = actor_staff(), taken_back_at = at_moment where r.agency_id = agency() and r.id = offer and r.taken_back_at is null returning r.* into own;
  if own.id is null then return 'none'; end if;
  update application_names n set measured_by = '' where n.agency_id = own.collaborative_agency_id and n.application_id = own.application_id;
  update application_offers o set figures = null, taken_back_at = at_moment where o.agency_id = own.collaborative_agency_id and o.id = offer;
  return 'taken_back';
end $$;
