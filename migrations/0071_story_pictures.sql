-- Pictures in a family's story. A file becomes a picture of one story; a page names it, with words for whoever does not see it.

create table story_pictures (
  agency_id uuid not null references agencies,
  id uuid not null,
  story_id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('child_chart', 'relationship')),
  owner_person_id uuid,
  width integer not null check (width between 1 and 10000),
  height integer not null check (height between 1 and 10000),
  added_at timestamptz not null,
  added_by uuid,
  primary key (agency_id, id),
  check ((class = 'child_chart') = (owner_person_id is null)),
  foreign key (agency_id, id) references files,
  foreign key (agency_id, case_id, story_id) references stories (agency_id, case_id, id),
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, added_by) references staff
);
create index story_pictures_by_story on story_pictures (agency_id, story_id);

alter table story_pages
  add column picture_id uuid,
  add column alt_en text not null default '' check (length(alt_en) <= 300),
  add column alt_es text not null default '' check (length(alt_es) <= 300),
  add foreign key (agency_id, picture_id) references story_pictures;
create index story_pages_by_picture on story_pages (agency_id, picture_id) where picture_id is not null;

-- A family sees a picture where it sees a page that shows it, and nowhere else: the walls of the pages stand before it too.
call protect('story_pictures', by_owned('class', 'owner_person_id') || ' and ((select actor_is_staff()) or exists (select from story_pages p where p.agency_id = story_pictures.agency_id and p.picture_id = story_pictures.id))',
  writes_owned() || ' and added_by = (select actor_staff()) and not exists (select from documents d where d.agency_id = story_pictures.agency_id and d.id = story_pictures.id)');
-- What no page shows any more is swept.
create policy deletes on story_pictures for delete to dyad_app using (agency_id = (select agency()) and (select actor_is_machine()));
grant delete on story_pictures to dyad_app;

-- A page shows a picture of its own story alone: one of another story is of another adult's relationship.
create function picture_is_of_story(picture uuid, of_version uuid) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select exists (select from story_pictures p join story_versions v on v.agency_id = p.agency_id and v.story_id = p.story_id where p.agency_id = agency() and p.id = picture and v.id = of_version)
$$;
create policy own_pictures on story_pages as restrictive for insert to dyad_app with check (agency_id = (select agency()) and (picture_id is null or (select actor_is_machine()) or picture_is_of_story(picture_id, version_id)));

-- The file of a picture is known to who sees the picture.
create policy reads_of_pictures on files for select to dyad_app using (agency_id = (select agency()) and exists (select from story_pictures s where s.agency_id = files.agency_id and s.id = files.id));

-- A purge takes the files of pictures and their keys with it.
do $$
declare was text; became text;
begin
  was := pg_get_functiondef('belongs_to_purge'::regproc);
  became := replace(was, '(select d.id from documents d where d.case_id = any ($1))', '(select d.id from documents d where d.case_id = any ($1) union select s.id from story_pictures s where s.case_id = any ($1))');
  if became = was then raise exception 'the purge cannot be taught what a picture is'; end if;
  execute became;
  was := pg_get_functiondef('carry_out_purge'::regproc);
  became := replace(was, 'into files from documents d where d.agency_id = whose and d.case_id = any (record);', 'into files from (select o.id from documents o where o.agency_id = whose and o.case_id = any (record) union select s.id from story_pictures s where s.agency_id = whose and s.case_id = any (record)) d;');
  if became = was then raise exception 'the purge cannot be taught what a picture is'; end if;
  execute became;
end $$;
