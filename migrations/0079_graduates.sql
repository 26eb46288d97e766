-- Who completed the training of a cohort (C7), the certificate that says so, what the graduate's own agency takes over from it
-- (A6, A7), and the public roster, on which a graduate is by her own consent alone (training.md §8).

-- A graduation is the collaborative's. What it rests on is kept as it was; what becomes of it is written beside it.
create table graduations (
  agency_id uuid not null,
  id uuid not null,
  cohort_id uuid not null,
  seat_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  language text not null check (language in ('en', 'es')),
  issuer text not null,
  cohort_name text not null,
  track text not null,
  track_version text not null,
  completed_on date not null,
  -- Null where the issuer sets no end.
  valid_to date check (valid_to >= completed_on),
  -- Each requirement with its figure and what it rests on, and the hash of it.
  evidence jsonb not null,
  evidence_hash text not null check (evidence_hash ~ '^[0-9a-f]{64}$'),
  proposed_by uuid,
  proposed_at timestamptz not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  -- True where the collaborative had nobody else on its faculty to confirm it.
  is_alone boolean not null default false,
  -- The number of the certificate: random, given with the confirmation.
  number text check (number ~ '^[0-9A-Z]{13}$'),
  undone_by uuid,
  undone_at timestamptz,
  annulled_by uuid,
  annulled_at timestamptz,
  annulled_on date,
  annulled_reason text not null default '' check (length(annulled_reason) <= 500),
  primary key (agency_id, id),
  foreign key (agency_id, cohort_id, seat_id) references cohort_seats (agency_id, cohort_id, id),
  foreign key (agency_id, proposed_by) references staff (agency_id, id),
  foreign key (agency_id, confirmed_by) references staff (agency_id, id),
  foreign key (agency_id, undone_by) references staff (agency_id, id),
  foreign key (agency_id, annulled_by) references staff (agency_id, id),
  check ((confirmed_at is null) = (number is null)),
  check (confirmed_at is not null or (annulled_at is null and not is_alone)),
  check ((annulled_at is null) = (annulled_reason = '') and (annulled_at is null) = (annulled_on is null)),
  -- The two who sign are two, unless there is nobody else.
  check (confirmed_at is null or is_alone or confirmed_by is distinct from proposed_by),
  check (undone_at is null or confirmed_at is null or undone_at <= confirmed_at + interval '1 day')
);
create unique index graduations_by_number on graduations (number);
create unique index graduations_standing on graduations (agency_id, seat_id) where undone_at is null and annulled_at is null;
create index graduations_by_seat on graduations (agency_id, seat_id);
create index graduations_by_day on graduations (agency_id, completed_on, id);
call protect('graduations', '(select runs_training())', '(select actor_has_role(''faculty''))', '(select actor_has_role(''faculty''))');

-- What was certified stays as it was certified, and what was said once is not unsaid.
create function keep_graduation() returns trigger set search_path = dyad, pg_temp language plpgsql as $$
declare said text[] := array['confirmed_by', 'confirmed_at', 'is_alone', 'number', 'undone_by', 'undone_at', 'annulled_by', 'annulled_at', 'annulled_on', 'annulled_reason'];
begin
  if to_jsonb(new) - said <> to_jsonb(old) - said
    or (old.confirmed_at is not null and row (new.confirmed_by, new.confirmed_at, new.is_alone, new.number) is distinct from row (old.confirmed_by, old.confirmed_at, old.is_alone, old.number))
    or old.undone_at is not null or old.annulled_at is not null then
    raise exception 'a graduation stays as it was certified' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_graduation before update on graduations for each row execute function keep_graduation();

-- The owner's functions below read certificates of any agency: by the number, or for whoever sat on the place.
create policy owner_verifies on graduations for select to dyad_owner using (confirmed_at is not null);

-- What a certificate says, to anybody who types its number. Nothing else of the graduation leaves here.
create function certificate_shown(of_number text) returns jsonb stable security definer set search_path = dyad, pg_temp language sql as $$
  select jsonb_build_object('name', g.name, 'issuer', g.issuer, 'cohort', g.cohort_name, 'track', g.track, 'completedOn', g.completed_on, 'validTo', g.valid_to, 'annulledOn', g.annulled_on)
    from graduations g where g.number = of_number and g.undone_at is null
$$;

-- The certificates of a member of the staff of the present agency, or of all of them for its machine: of whoever sat on the
-- place for this agency on the day of completion or later. What is proposed and not yet confirmed is no certificate.
create function certificates_of(of_staff uuid) returns jsonb stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(jsonb_agg(distinct jsonb_build_object('graduationId', g.id, 'staffId', b.member_staff_id, 'number', g.number, 'name', g.name, 'language', g.language, 'issuer', g.issuer, 'issuerId', g.agency_id, 'cohort', g.cohort_name,
      'track', g.track, 'completedOn', g.completed_on, 'validTo', g.valid_to, 'isUndone', g.undone_at is not null, 'annulledOn', g.annulled_on)), '[]')
    from cohort_bindings b join graduations g on g.agency_id = b.agency_id and g.seat_id = b.seat_id
    where b.member_agency_id = agency() and (b.valid_to is null or b.valid_to >= g.completed_on) and g.confirmed_at is not null
      and case when of_staff is null then actor_is_machine() else b.member_staff_id = of_staff and (actor_is_machine() or of_staff = actor_staff()) end
$$;

-- At the graduate's agency: which certificate became which credential. The agency's machine writes it; it is told once.
create table certificate_credentials (
  agency_id uuid not null references agencies,
  graduation_id uuid not null,
  staff_id uuid not null,
  credential_id uuid not null,
  number text not null,
  issuer text not null,
  issuer_agency_id uuid not null,
  taken_at timestamptz not null,
  -- Why it ended, where the certificate no longer stands.
  ended_at timestamptz,
  ended_as text check (ended_as in ('undone', 'annulled')),
  primary key (agency_id, graduation_id, staff_id),
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, credential_id) references credentials (agency_id, id),
  check ((ended_at is null) = (ended_as is null))
);
create index certificate_credentials_by_staff on certificate_credentials (agency_id, staff_id);
call protect('certificate_credentials', 'staff_id = (select actor_staff()) or (select actor_has_role(''administrator'', ''supervisor''))', '(select actor_is_machine())', '(select actor_is_machine())');

-- Who issued the certificate that a credential was taken over from; whatever sets the credential right keeps it.
alter table credentials add column issuer_agency_id uuid;

-- Whether the certificates of an issuer count as the approved clinical training (22-A DCMR § 3427.7) is the agency's own word;
-- the newest stands, and until there is one they do not count.
create table training_issuers (
  agency_id uuid not null references agencies,
  id uuid not null,
  issuer_agency_id uuid not null,
  counts boolean not null,
  reason text not null check (length(reason) between 5 and 500),
  decided_by uuid,
  decided_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, decided_by) references staff
);
create index training_issuers_by_issuer on training_issuers (agency_id, issuer_agency_id, decided_at);
call protect('training_issuers', '(select actor_is_staff())', '(select actor_has_role(''administrator''))');
create function issuer_counts(issuer uuid) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce((select t.counts from training_issuers t where t.agency_id = agency() and t.issuer_agency_id = issuer order by t.decided_at desc, t.id desc limit 1), false)
$$;

-- A listing on the public roster, at the agency where the graduate works. It is hers alone: she agrees, confirms and takes back.
create table roster_listings (
  agency_id uuid not null references agencies,
  id uuid not null,
  staff_id uuid not null,
  graduation_id uuid not null,
  issuer_agency_id uuid not null,
  town text not null check (length(town) between 1 and 80),
  languages text[] not null check (cardinality(languages) between 1 and 12),
  settings text[] not null default '{}' check (settings <@ array['clinic', 'home', 'school', 'community', 'telehealth']),
  ages text[] not null default '{}' check (ages <@ array['infants', 'toddlers', 'preschool']),
  takes text not null check (takes in ('now', 'wait', 'not_now')),
  away_from date,
  away_to date check (away_to >= away_from),
  -- Other rosters, as she states them: of a state or of the nation, each with where it can be read and on what day.
  elsewhere jsonb not null default '[]' check (jsonb_typeof(elsewhere) = 'array' and length(elsewhere::text) <= 4000),
  -- The version of the sentence that was agreed to, and when it was agreed to first.
  wording integer not null check (wording >= 1),
  agreed_at timestamptz not null,
  confirmed_on date not null,
  made_at timestamptz not null,
  -- The last reminder before the confirmation is a year old.
  reminded_at timestamptz,
  ended_at timestamptz,
  ended_as text check (ended_as in ('replaced', 'withdrawn', 'lapsed', 'licence', 'left', 'certificate')),
  primary key (agency_id, id),
  foreign key (agency_id, staff_id) references staff,
  check ((ended_at is null) = (ended_as is null))
);
create unique index roster_listings_standing on roster_listings (agency_id, staff_id) where ended_at is null;
create index roster_listings_by_staff on roster_listings (agency_id, staff_id, made_at);
create index roster_listings_by_graduation on roster_listings (graduation_id) where ended_at is null;
call protect('roster_listings', 'staff_id = (select actor_staff())', 'staff_id = (select actor_staff()) and ended_at is null', 'staff_id = (select actor_staff())');
revoke update on roster_listings from dyad_app;
grant update (ended_at, ended_as, reminded_at) on roster_listings to dyad_app;

create policy owner_shows on roster_listings for select to dyad_owner using (ended_at is null);
create policy owner_listed on staff for select to dyad_owner using (exists (select from roster_listings l where l.agency_id = staff.agency_id and l.staff_id = staff.id and l.ended_at is null));
create policy owner_listed on credentials for select to dyad_owner using (kind = 'licence' and ended_at is null and exists (select from roster_listings l where l.agency_id = credentials.agency_id and l.staff_id = credentials.staff_id and l.ended_at is null));

-- Months after which a listing that was not confirmed again is off (nc10).
create function roster_months() returns integer immutable language sql as $$ select 12 $$;
-- Why a listing that was agreed to is not shown on a day; null is shown. The certificate stands, she works there, her licence is in
-- force, and she confirmed within the year. It is asked with each look, so that nothing has to run for a listing to be off.
create function listing_lacks(of_listing roster_listings, on_day date) returns text stable security definer set search_path = dyad, pg_temp language sql as $$
  select case
    when not exists (select from staff s where s.agency_id = of_listing.agency_id and s.id = of_listing.staff_id and holds_on(s.valid_from, s.valid_to, on_day)) then 'left'
    when not exists (select from graduations g join cohort_bindings b on b.agency_id = g.agency_id and b.seat_id = g.seat_id where g.agency_id = of_listing.issuer_agency_id and g.id = of_listing.graduation_id and g.confirmed_at is not null and g.undone_at is null and g.annulled_at is null
      and (g.valid_to is null or g.valid_to >= on_day) and b.member_agency_id = of_listing.agency_id and b.member_staff_id = of_listing.staff_id) then 'certificate'
    when not exists (select from credentials c where c.agency_id = of_listing.agency_id and c.staff_id = of_listing.staff_id and c.kind = 'licence' and c.ended_at is null and holds_on(c.valid_from, c.valid_to, on_day)) then 'licence'
    when (of_listing.confirmed_on + make_interval(months => roster_months()))::date < on_day then 'lapsed'
  end
$$;
-- The owner reads who sat on a place wherever she works, for the check above.
create policy owner_listed on cohort_bindings for select to dyad_owner using (exists (select from roster_listings l where l.agency_id = cohort_bindings.member_agency_id and l.staff_id = cohort_bindings.member_staff_id and l.ended_at is null));

-- The roster as anybody reads it: who agreed and may be listed today, and nothing but what was agreed to.
create function roster_shown(of_town text, of_language text, of_takes text, most integer, skip integer) returns table (listing_id uuid, issuer_agency_id uuid, graduation_id uuid, name text, credential text, agency text, town text, languages text[], settings text[], ages text[], takes text, away_from date, away_to date, elsewhere jsonb, track text, issuer text, completed_on date, confirmed_on date, matching bigint)
  stable security definer set search_path = dyad, pg_temp language sql as $$
  select l.id, l.issuer_agency_id, l.graduation_id, s.display_name, (select c.name from credentials c where c.agency_id = l.agency_id and c.staff_id = l.staff_id and c.kind = 'licence' and c.ended_at is null and holds_on(c.valid_from, c.valid_to, today()) order by c.valid_from desc, c.id limit 1),
      a.public_name, l.town, l.languages, l.settings, l.ages, l.takes, l.away_from, l.away_to, l.elsewhere, g.track, g.issuer, g.completed_on, l.confirmed_on, count(*) over ()
    from roster_listings l join staff s on s.agency_id = l.agency_id and s.id = l.staff_id join agencies a on a.agency_id = l.agency_id join graduations g on g.agency_id = l.issuer_agency_id and g.id = l.graduation_id
    where l.ended_at is null and listing_lacks(l, today()) is null
      and (of_town is null or strpos(lower(l.town), lower(of_town)) > 0) and (of_language is null or of_language = any (l.languages)) and (of_takes is null or l.takes = of_takes)
    order by lower(s.display_name), l.id limit least(most, 500) offset skip
$$;

-- Whether a graduate of the present collaborative is on the roster, and since which confirmation: what the public page shows too.
create function listed_graduates() returns table (graduation_id uuid, confirmed_on date) stable security definer set search_path = dyad, pg_temp language sql as $$
  select l.graduation_id, l.confirmed_on from roster_listings l where l.issuer_agency_id = agency() and runs_training() and l.ended_at is null and listing_lacks(l, today()) is null
$$;
