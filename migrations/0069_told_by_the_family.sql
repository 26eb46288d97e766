-- What a family itself does with its story: it reads a version that waits for its yes, says yes, or says what it would change.

-- Whether the present adult is asked for a version: it is kept, no later one is, not everybody has approved it yet, and the
-- adult is whose relationship it is, took part in what is told with several, or told words that stand in it.
create function story_asks_me(of_version uuid) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select exists (select from story_versions v where v.agency_id = agency() and v.id = of_version and v.kept_on is not null and v.ready_on is null
    and not exists (select from story_versions n where n.agency_id = v.agency_id and n.story_id = v.story_id and n.number > v.number and n.kept_on is not null)
    and (v.owner_person_id = actor_person()
      or (v.owner_person_id is null and actor_person() = any (v.took_part))
      or exists (select from story_pages p where p.agency_id = v.agency_id and p.version_id = v.id and p.told_by = actor_person())))
$$;
-- A family reads a version that every adult who is asked has approved; who is asked also reads what waits for her.
do $$
declare
  target text; opened text;
begin
  foreach target in array array['story_versions', 'story_pages'] loop
    opened := case target when 'story_versions' then '((select actor_is_staff()) or ready_on is not null or story_asks_me(id))'
      else '(' || story_is_open('story_pages') || ' or story_asks_me(version_id))' end;
    execute format('drop policy reads on %I', target);
    execute format('create policy reads on %I for select to dyad_app using (agency_id = (select agency()) and ((select actor_is_machine()) or (%s)))', target, by_owned('class', 'owner_person_id') || ' and ' || opened);
  end loop;
end $$;

-- How a yes came: told to who works here, or pressed by the adult in the portal. There nobody else notes it.
alter table story_approvals add column way text not null default 'told' check (way in ('told', 'portal')), add check (way = 'told' or recorded_by is null);
drop policy writes on story_approvals;
do $$ begin
  execute format('create policy writes on story_approvals for insert to dyad_app with check (agency_id = (select agency()) and ((select actor_is_machine()) or (way = ''told'' and %s) or (way = ''portal'' and person_id = (select actor_person()) and recorded_by is null and approved_on = (select today()) and story_asks_me(version_id) and %s)))', writes_owned(), by_owned('class', 'owner_person_id'));
end $$;
-- With the last yes that is asked for a version is ready. Who says it may see nobody else's, so the table notices by itself.
create policy owner_marks on story_versions for update to dyad_owner using (agency_id = agency());
create function ready_story() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
declare
  of_it story_versions; asked uuid[]; said uuid[]; last date;
begin
  select * into of_it from story_versions v where v.agency_id = new.agency_id and v.id = new.version_id for update;
  asked := case when of_it.owner_person_id is null then of_it.took_part else array[of_it.owner_person_id] end
    || array(select p.told_by from story_pages p where p.agency_id = new.agency_id and p.version_id = new.version_id and p.told_by is not null);
  select coalesce(array_agg(a.person_id), '{}'), max(a.approved_on) into said, last from story_approvals a where a.agency_id = new.agency_id and a.version_id = new.version_id;
  if asked <@ said then update story_versions v set ready_on = last where v.agency_id = new.agency_id and v.id = new.version_id and v.ready_on is null; end if;
  return null;
end $$;
create trigger ready_story after insert on story_approvals for each row execute function ready_story();

-- What an adult who is asked would change, in own words: that adult's own, and owed by who treats until it was talked about.
create table story_wishes (
  agency_id uuid not null references agencies,
  id uuid not null,
  version_id uuid not null,
  case_id uuid not null,
  class text not null default 'caregiver' check (class = 'caregiver'),
  owner_person_id uuid not null,
  words text not null check (length(words) between 1 and 2000),
  wished_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  primary key (agency_id, id),
  check (settled_by is null or settled_at is not null),
  foreign key (agency_id, case_id, version_id) references story_versions (agency_id, case_id, id),
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, settled_by) references staff
);
create index story_wishes_by_version on story_wishes (agency_id, version_id);
create index story_wishes_open on story_wishes (agency_id, case_id) where settled_at is null;
call protect('story_wishes', by_owned('class', 'owner_person_id'), 'owner_person_id = (select actor_person()) and settled_at is null and story_asks_me(version_id)', writes_owned());
revoke update on story_wishes from dyad_app;
grant update (settled_at, settled_by) on story_wishes to dyad_app;

-- What a family tells others, in its own words (testimonials). The words, the consent that names their use, and which family they
-- are of belong to the adult who said them. Nothing of a row changes but that it is taken back.
create table testimonials (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  class text not null default 'caregiver' check (class = 'caregiver'),
  owner_person_id uuid not null,
  way text not null check (way in ('portal', 'paper')),
  language text not null check (language in ('en', 'es')),
  words text not null check (length(words) between 1 and 1200),
  attribution text not null check (attribution in ('none', 'caregiver', 'mother', 'father', 'grandparent', 'aunt_uncle', 'foster_parent', 'adoptive_parent')),
  languages text not null check (languages in ('one', 'both')),
  -- The consent ends by itself: its last day, on which it still stands.
  valid_to date not null,
  signed_name text not null check (length(signed_name) between 1 and 200),
  words_version text not null check (length(words_version) <= 40),
  signed_lines jsonb not null check (jsonb_typeof(signed_lines) = 'array'),
  text_sha256 bytea not null check (length(text_sha256) = 32),
  document_id uuid,
  given_at timestamptz not null,
  recorded_by uuid,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  primary key (agency_id, id),
  unique (agency_id, case_id, id),
  check ((way = 'paper') = (document_id is not null)),
  check (way = 'paper' or recorded_by is null),
  check (withdrawn_by is null or withdrawn_at is not null),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, document_id) references documents,
  foreign key (agency_id, recorded_by) references staff,
  foreign key (agency_id, withdrawn_by) references staff
);
create index testimonials_by_case on testimonials (agency_id, case_id);
create index testimonials_standing on testimonials (agency_id, valid_to) where withdrawn_at is null;

-- The words as they are prepared for the page; who releases them is another person than who prepared them.
create table testimonial_versions (
  agency_id uuid not null references agencies,
  testimonial_id uuid not null,
  number integer not null check (number >= 1),
  case_id uuid not null,
  class text not null default 'caregiver' check (class = 'caregiver'),
  owner_person_id uuid not null,
  words_en text not null check (length(words_en) <= 1200),
  words_es text not null check (length(words_es) <= 1200),
  -- Why each trace that stays may stay.
  settled jsonb not null check (jsonb_typeof(settled) = 'array'),
  prepared_by uuid,
  prepared_at timestamptz not null,
  released_by uuid,
  released_at timestamptz,
  taken_back_by uuid,
  taken_back_at timestamptz,
  primary key (agency_id, testimonial_id, number),
  check (words_en <> '' or words_es <> ''),
  check ((released_at is null) = (released_by is null)),
  check (released_by is distinct from prepared_by or released_by is null),
  check (taken_back_at is null or released_at is not null),
  foreign key (agency_id, case_id, testimonial_id) references testimonials (agency_id, case_id, id),
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, prepared_by) references staff,
  foreign key (agency_id, released_by) references staff,
  foreign key (agency_id, taken_back_by) references staff
);
do $$ begin
  execute format('call protect(''testimonials'', %L, %L, %L)', by_owned('class', 'owner_person_id'),
    '(way = ''paper'' and ' || writes_owned() || ') or (way = ''portal'' and recorded_by is null and owner_person_id = (select actor_person()) and case_id = any ((select own_families())::uuid[]))',
    writes_owned() || ' or owner_person_id = (select actor_person())');
  execute format('call protect(''testimonial_versions'', %L, %L, %L)', by_owned('class', 'owner_person_id') || ' and ((select actor_is_staff()) or released_at is not null)', writes_owned(), writes_owned());
end $$;
revoke update on testimonials, testimonial_versions from dyad_app;
grant update (withdrawn_at, withdrawn_by) on testimonials to dyad_app;
grant update (released_by, released_at, taken_back_by, taken_back_at) on testimonial_versions to dyad_app;

-- What the public page shows: words and what somebody is called, in an order that says nothing. Anybody may read it: it is on the
-- open web. The consent is asked each time, and no id, day or name leaves here.
create function testimonials_shown() returns table (words_en text, words_es text, told_in text, attribution text) stable security definer set search_path = dyad, pg_temp language sql as $$
  select case when t.languages = 'both' or t.language = 'en' then v.words_en else '' end, case when t.languages = 'both' or t.language = 'es' then v.words_es else '' end, t.language, t.attribution
    from testimonials t
      join lateral (select n.* from testimonial_versions n where n.agency_id = t.agency_id and n.testimonial_id = t.id and n.released_at is not null order by n.number desc limit 1) v on v.taken_back_at is null
    where t.agency_id = agency() and t.withdrawn_at is null and t.valid_to >= today()
    order by md5(v.words_en || v.words_es) limit 12
$$;
