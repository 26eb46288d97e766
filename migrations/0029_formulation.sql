-- What we understand together: the stories that are told to the child and by the family, what reminds whom, and the
-- formulation as a canvas, version by version. What is about the child is of its chart, what is between the child and one
-- adult is of their relationship, and what one adult told for herself is that adult's own: each row carries which.

-- The condition under which a row is seen by a class and an owner that stand in two of its columns.
create function by_owned(class_column text, owner_column text) returns text immutable language sql as $$
  select format($q$((%1$I = 'child_chart' and ((select sees_all('child_chart')) or case_id = any ((select cases_for('child_chart'))::uuid[])))
    or (%1$I = 'relationship' and ((select sees_all('relationship')) or case_id = any ((select cases_for('relationship'))::uuid[])
      or ((select granted('relationship', 'own_dyad')) and %2$I = (select actor_person()) and case_id = any ((select own_dyad_cases())::uuid[]))))
    or (%1$I = 'caregiver' and ((select sees_all('caregiver')) or case_id = any ((select cases_for('caregiver'))::uuid[])
      or ((select granted('caregiver', 'own_record')) and %2$I = (select actor_person())))))$q$, class_column, owner_column)
$$;
-- Whoever writes in the record of a case, and what of it: the row's own class too.
create function writes_owned() returns text immutable language sql as $$
  select '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'')) and ' || by_owned('class', 'owner_person_id')
$$;

-- What reminds the child, or one adult. An adult's reminder is that adult's own.
create table triggers (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('child_chart', 'caregiver')),
  owner_person_id uuid,
  cue text not null check (length(cue) between 1 and 200),
  reaction text not null check (length(reaction) <= 1000),
  helps text not null check (length(helps) <= 1000),
  -- How it is said to the child; empty where it is not.
  for_child text not null check (length(for_child) <= 160),
  recorded_on date not null,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (agency_id, id),
  unique (agency_id, case_id, id),
  check ((class = 'caregiver') = (owner_person_id is not null)),
  check (class = 'child_chart' or for_child = ''),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, recorded_by) references staff
);
create index triggers_by_case on triggers (agency_id, case_id, id);
-- Each time it was seen, or something changed in it. Nothing is written over.
create table trigger_entries (
  agency_id uuid not null references agencies,
  id uuid not null,
  trigger_id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('child_chart', 'caregiver')),
  owner_person_id uuid,
  on_day date not null,
  status text not null check (status in ('new', 'seen', 'easing', 'gone', 'entered_in_error')),
  session_id uuid,
  words text not null check (length(words) <= 1000),
  helped text not null check (length(helped) <= 1000),
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (agency_id, id),
  check ((class = 'caregiver') = (owner_person_id is not null)),
  foreign key (agency_id, case_id, trigger_id) references triggers (agency_id, case_id, id),
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, recorded_by) references staff
);
create index trigger_entries_by_trigger on trigger_entries (agency_id, trigger_id, on_day);
call protect('triggers', by_owned('class', 'owner_person_id'), writes_owned());
call protect('trigger_entries', by_owned('class', 'owner_person_id'), writes_owned());

-- The formulation of a case. A version is written as a draft and then kept; from then on only that it was seen is added.
create table formulations (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  number integer not null check (number >= 1),
  revision integer not null default 1,
  started_on date not null,
  started_by uuid,
  saved_at timestamptz not null,
  kept_on date,
  kept_by uuid,
  seen_on date,
  seen_by uuid,
  primary key (agency_id, id),
  unique (agency_id, case_id, id),
  unique (agency_id, case_id, number),
  check (seen_on is null or kept_on is not null),
  check ((seen_on is null) = (seen_by is null)),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, started_by) references staff,
  foreign key (agency_id, kept_by) references staff,
  foreign key (agency_id, seen_by) references staff
);
create unique index one_draft_of_a_formulation on formulations (agency_id, case_id) where kept_on is null;

create table formulation_nodes (
  agency_id uuid not null references agencies,
  formulation_id uuid not null,
  -- The same thought through all versions.
  id uuid not null,
  case_id uuid not null,
  place integer not null,
  kind text not null check (length(kind) <= 40),
  class text not null check (class in ('child_chart', 'relationship', 'caregiver')),
  owner_person_id uuid,
  title text not null check (length(title) <= 200),
  detail text not null check (length(detail) <= 2000),
  child_title text not null check (length(child_title) <= 80),
  child_line text not null check (length(child_line) <= 160),
  letters text not null check (letters in ('may', 'never')),
  session_id uuid,
  block_id uuid,
  -- Of a target: a picture that one has of another, or what goes on between them. Null beside it is the child.
  target text check (target in ('representation', 'interaction')),
  target_whose uuid,
  target_of uuid,
  written_on date not null,
  written_by uuid,
  primary key (agency_id, formulation_id, id),
  check ((class = 'child_chart') = (owner_person_id is null)),
  check (class <> 'caregiver' or child_title = ''),
  check ((kind = 'target') = (target is not null)),
  foreign key (agency_id, case_id, formulation_id) references formulations (agency_id, case_id, id),
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, block_id) references blocks,
  foreign key (agency_id, written_by) references staff
);
-- A line between two thoughts, drawn on purpose. It is seen by whoever sees both of its ends, so both stand here.
create table formulation_links (
  agency_id uuid not null references agencies,
  formulation_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  from_key text not null check (length(from_key) <= 60),
  from_class text not null check (from_class in ('child_chart', 'relationship', 'caregiver')),
  from_owner_id uuid,
  to_key text not null check (length(to_key) <= 60),
  to_class text not null check (to_class in ('child_chart', 'relationship', 'caregiver')),
  to_owner_id uuid,
  linked_on date not null,
  linked_by uuid,
  primary key (agency_id, formulation_id, id),
  unique (agency_id, formulation_id, from_key, to_key),
  check ((from_class = 'child_chart') = (from_owner_id is null)),
  check ((to_class = 'child_chart') = (to_owner_id is null)),
  foreign key (agency_id, case_id, formulation_id) references formulations (agency_id, case_id, id),
  foreign key (agency_id, from_owner_id) references persons,
  foreign key (agency_id, to_owner_id) references persons,
  foreign key (agency_id, linked_by) references staff
);
-- How strong a target is, day by day; the last row says whether it stands open.
create table target_ratings (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  target_id uuid not null,
  class text not null check (class in ('child_chart', 'relationship', 'caregiver')),
  owner_person_id uuid,
  rated_on date not null,
  strength integer not null check (strength between 0 and 3),
  status text not null check (status in ('open', 'closed')),
  words text not null check (length(words) <= 500),
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (agency_id, id),
  check ((class = 'child_chart') = (owner_person_id is null)),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, recorded_by) references staff
);
create index target_ratings_by_case on target_ratings (agency_id, case_id, target_id, rated_on);

call protect('formulations', '(' || by_class('child_chart') || ') and ((select actor_is_staff()) or kept_on is not null)', writes_plan(), writes_plan());
call protect('formulation_nodes', by_owned('class', 'owner_person_id') || ' and ((select actor_is_staff()) or exists (select from formulations f where f.agency_id = formulation_nodes.agency_id and f.id = formulation_id and f.kept_on is not null))', writes_owned(), 'false', writes_owned());
call protect('formulation_links', by_owned('from_class', 'from_owner_id') || ' and ' || by_owned('to_class', 'to_owner_id') || ' and ((select actor_is_staff()) or exists (select from formulations f where f.agency_id = formulation_links.agency_id and f.id = formulation_id and f.kept_on is not null))',
  writes_plan() || ' and ' || by_owned('from_class', 'from_owner_id') || ' and ' || by_owned('to_class', 'to_owner_id'), 'false', writes_plan());
call protect('target_ratings', by_owned('class', 'owner_person_id'), writes_owned());

-- A story in words and pictures: why the child comes here, what the family tells together, a page for the goodbye. It is of
-- one relationship, or of the child's chart where it is told with several.
create table stories (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('why', 'family', 'goodbye')),
  class text not null check (class in ('child_chart', 'relationship')),
  owner_person_id uuid,
  begun_on date not null,
  primary key (agency_id, id),
  unique (agency_id, case_id, id),
  check ((class = 'child_chart') = (owner_person_id is null)),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons
);
create table story_versions (
  agency_id uuid not null references agencies,
  id uuid not null,
  story_id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('child_chart', 'relationship')),
  owner_person_id uuid,
  number integer not null check (number >= 1),
  revision integer not null default 1,
  title_en text not null check (length(title_en) <= 120),
  title_es text not null check (length(title_es) <= 120),
  form text not null check (form in ('child', 'adult')),
  took_part uuid[] not null,
  figures jsonb not null,
  saved_at timestamptz not null,
  saved_by uuid,
  kept_on date,
  -- The day on which the last adult who is asked said yes; before it nobody outside reads it.
  ready_on date,
  primary key (agency_id, id),
  unique (agency_id, case_id, id),
  unique (agency_id, story_id, number),
  check (ready_on is null or kept_on is not null),
  check ((class = 'child_chart') = (owner_person_id is null)),
  foreign key (agency_id, case_id, story_id) references stories (agency_id, case_id, id),
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, saved_by) references staff
);
create unique index one_draft_of_a_story on story_versions (agency_id, story_id) where kept_on is null;
create table story_pages (
  agency_id uuid not null references agencies,
  version_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('child_chart', 'relationship')),
  owner_person_id uuid,
  place integer not null,
  part text not null check (length(part) <= 40),
  scene text not null check (length(scene) <= 40),
  words_en text not null check (length(words_en) <= 600),
  words_es text not null check (length(words_es) <= 600),
  -- The adult whose own words these are; null are words found together.
  told_by uuid,
  primary key (agency_id, version_id, id),
  check ((class = 'child_chart') = (owner_person_id is null)),
  foreign key (agency_id, case_id, version_id) references story_versions (agency_id, case_id, id),
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, told_by) references persons
);
create table story_approvals (
  agency_id uuid not null references agencies,
  version_id uuid not null,
  person_id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('child_chart', 'relationship')),
  owner_person_id uuid,
  approved_on date not null,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (agency_id, version_id, person_id),
  check ((class = 'child_chart') = (owner_person_id is null)),
  foreign key (agency_id, case_id, version_id) references story_versions (agency_id, case_id, id),
  foreign key (agency_id, person_id) references persons,
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, recorded_by) references staff
);
create table story_tellings (
  agency_id uuid not null references agencies,
  id uuid not null,
  version_id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('child_chart', 'relationship')),
  owner_person_id uuid,
  told_on date not null,
  session_id uuid,
  way text not null check (way in ('toys', 'pictures', 'words')),
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (agency_id, id),
  check ((class = 'child_chart') = (owner_person_id is null)),
  foreign key (agency_id, case_id, version_id) references story_versions (agency_id, case_id, id),
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, recorded_by) references staff
);
create index story_tellings_by_version on story_tellings (agency_id, version_id);

-- A family reads a story that every adult who is asked has approved.
create function story_is_open(of_version text) returns text immutable language sql as $$
  select format('((select actor_is_staff()) or exists (select from story_versions v where v.agency_id = %1$s.agency_id and v.id = %1$s.version_id and v.ready_on is not null))', of_version)
$$;
call protect('stories', by_owned('class', 'owner_person_id'), writes_owned());
call protect('story_versions', by_owned('class', 'owner_person_id') || ' and ((select actor_is_staff()) or ready_on is not null)', writes_owned(), writes_owned());
call protect('story_pages', by_owned('class', 'owner_person_id') || ' and ' || story_is_open('story_pages'), writes_owned(), 'false', writes_owned());
call protect('story_approvals', by_owned('class', 'owner_person_id') || ' and ((select actor_is_staff()) or person_id = (select actor_person()))', writes_owned());
call protect('story_tellings', by_owned('class', 'owner_person_id') || ' and ' || story_is_open('story_tellings'), writes_owned());

-- What is kept stays as it is. The first argument is the table of versions, the second the column that names the version.
create function keep_parts() returns trigger language plpgsql as $$
declare
  one jsonb; is_kept boolean;
begin
  one := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
  execute format('select exists (select from %I v where v.agency_id = $1 and v.id = $2 and v.kept_on is not null)', tg_argv[0])
    into is_kept using (one ->> 'agency_id')::uuid, (one ->> tg_argv[1])::uuid;
  if is_kept then raise exception 'a version that is kept is followed by another and never changed' using errcode = '42501'; end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger keep_parts before insert or delete on formulation_nodes for each row execute function keep_parts('formulations', 'formulation_id');
create trigger keep_parts before insert or delete on formulation_links for each row execute function keep_parts('formulations', 'formulation_id');
create trigger keep_parts before insert or delete on story_pages for each row execute function keep_parts('story_versions', 'version_id');
-- Of a kept version only the columns in the arguments are filled, and once.
create function keep_version() returns trigger language plpgsql as $$
declare
  before_ jsonb := to_jsonb(old); after_ jsonb := to_jsonb(new); later text;
begin
  if old.kept_on is null then return new; end if;
  foreach later in array tg_argv loop
    if jsonb_typeof(before_ -> later) = 'null' then
      before_ := before_ - later;
      after_ := after_ - later;
    end if;
  end loop;
  if before_ <> after_ then raise exception 'a version that is kept is followed by another and never changed' using errcode = '42501'; end if;
  return new;
end $$;
create trigger keep_version before update on formulations for each row execute function keep_version('seen_on', 'seen_by');
create trigger keep_version before update on story_versions for each row execute function keep_version('ready_on');
