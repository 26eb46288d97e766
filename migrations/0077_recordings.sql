-- Recordings of sessions: shown to who learns from them or teaches, for a purpose that the family agreed to, until a day.
-- The bytes and their keys lie outside the database and outside every backup; here stands what they are and who may watch.

-- A consent to video names its purposes. One from before that names none opens nothing.
alter table consents add column purposes text[] check (cardinality(purposes) between 1 and 4 and purposes <@ array['supervision', 'consultation', 'training_review', 'fidelity_rating']), add check (purposes is null or kind = 'video');
alter table consent_asks add column purposes text[] check (cardinality(purposes) between 1 and 4 and purposes <@ array['supervision', 'consultation', 'training_review', 'fidelity_rating']), add check (purposes is null or kind = 'video');

create table recordings (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  session_id uuid not null,
  uploaded_by uuid not null,
  -- All that somebody learns of whose it is who sees no chart: a code of the case, and the how manieth session it was.
  case_code text not null check (case_code ~ '^[A-Z0-9]{6}$'),
  session_number integer not null check (session_number >= 1),
  -- What the file was called, for who sent it to find it again; empty once the recording has ended.
  name text not null check (length(name) <= 200),
  bytes bigint not null check (bytes > 0),
  -- Bytes that are safely on the disk.
  received bigint not null default 0 check (received between 0 and bytes),
  -- SHA-256 of its beginning and end, so that no other file is taken for the rest of it.
  fingerprint bytea not null check (length(fingerprint) = 32),
  media_type text check (media_type in ('video/mp4', 'video/webm')),
  purposes text[] not null check (cardinality(purposes) between 1 and 4 and purposes <@ array['supervision', 'consultation', 'training_review', 'fidelity_rating']),
  -- The consents it rests on: when one of them is withdrawn, it ends.
  consent_ids uuid[] not null check (cardinality(consent_ids) >= 1),
  keep_until date not null,
  begun_at timestamptz not null,
  finished_at timestamptz,
  sha256 bytea check (length(sha256) = 32),
  -- Of the bytes as they lay sealed on the disk: what the proof of deletion names.
  sealed_sha256 bytea check (length(sealed_sha256) = 32),
  ended_at timestamptz,
  ended_why text check (ended_why in ('consent', 'date', 'person', 'unfinished')),
  ended_by uuid,
  key_gone_at timestamptz,
  primary key (agency_id, id),
  check ((finished_at is null) = (sha256 is null) and (finished_at is null) = (sealed_sha256 is null) and (finished_at is null or (media_type is not null and received = bytes))),
  check ((ended_at is null) = (ended_why is null) and (ended_by is not null) = (ended_why is not distinct from 'person') and (key_gone_at is null or ended_at is not null)),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, session_id) references sessions,
  foreign key (agency_id, uploaded_by) references staff,
  foreign key (agency_id, ended_by) references staff (agency_id, id)
);
create index recordings_by_uploader on recordings (agency_id, uploaded_by, begun_at);
create index recordings_by_case on recordings (agency_id, case_id);
create index recordings_by_session on recordings (agency_id, session_id);
create index recordings_to_end on recordings (agency_id, keep_until) where key_gone_at is null;

-- Who is asked to watch one, for one purpose, until a day: somebody of this agency, or a member of the faculty of another.
create table recording_reviewers (
  agency_id uuid not null references agencies,
  id uuid not null,
  recording_id uuid not null,
  staff_id uuid,
  reviewer_agency_id uuid,
  reviewer_staff_id uuid,
  -- As the person was called when named: nobody of another agency is looked up here.
  reviewer_name text not null check (length(reviewer_name) between 1 and 400),
  purpose text not null check (purpose in ('supervision', 'consultation', 'training_review', 'fidelity_rating')),
  until date not null,
  named_by uuid not null,
  named_at timestamptz not null,
  watched_at timestamptz,
  ended_at timestamptz,
  primary key (agency_id, id),
  check ((staff_id is null) = (reviewer_staff_id is not null) and (reviewer_staff_id is null) = (reviewer_agency_id is null) and reviewer_agency_id is distinct from agency_id),
  foreign key (agency_id, recording_id) references recordings,
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, named_by) references staff (agency_id, id)
);
create unique index recording_reviewers_once on recording_reviewers (agency_id, recording_id, purpose, staff_id, reviewer_staff_id) nulls not distinct where ended_at is null;
create index recording_reviewers_by_staff on recording_reviewers (agency_id, staff_id) where ended_at is null;
create index recording_reviewers_elsewhere on recording_reviewers (reviewer_agency_id, reviewer_staff_id) where ended_at is null and reviewer_staff_id is not null;

-- What was said about a moment of one. It goes when the recording goes.
create table recording_comments (
  agency_id uuid not null references agencies,
  id uuid not null,
  recording_id uuid not null,
  author_id uuid,
  -- Where somebody of another agency wrote it: by which naming.
  reviewer_id uuid,
  author_name text not null check (length(author_name) between 1 and 400),
  -- Read by the reviewers of the same purpose; null by everybody who may watch.
  purpose text check (purpose in ('supervision', 'consultation', 'training_review', 'fidelity_rating')),
  at_ms integer not null check (at_ms between 0 and 86400000),
  to_ms integer check (to_ms > at_ms and to_ms <= 86400000),
  strand text check (strand in ('reflective_practice', 'emotional_process', 'dyadic_relational', 'trauma_framework', 'procedural', 'content')),
  words text not null check (length(words) between 1 and 4000),
  replies_to uuid,
  written_at timestamptz not null,
  primary key (agency_id, id),
  check ((author_id is null) <> (reviewer_id is null)),
  foreign key (agency_id, recording_id) references recordings,
  foreign key (agency_id, author_id) references staff (agency_id, id),
  foreign key (agency_id, reviewer_id) references recording_reviewers (agency_id, id),
  foreign key (agency_id, replies_to) references recording_comments (agency_id, id)
);
create index recording_comments_by_recording on recording_comments (agency_id, recording_id, at_ms);

-- The code by which a member of a faculty is named at another agency; told by that person, looked up by nobody.
create table reviewer_codes (
  agency_id uuid not null references agencies,
  staff_id uuid not null,
  code text not null check (code ~ '^[a-z0-9]{16}$'),
  name text not null check (length(name) between 1 and 400),
  made_at timestamptz not null,
  primary key (agency_id, staff_id),
  foreign key (agency_id, staff_id) references staff
);
create unique index reviewer_codes_code on reviewer_codes (code);

-- Those that the present actor sent in, and those of cases that the present actor supervises today.
create function recordings_led() returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare found uuid[]; who uuid := actor_staff(); whose uuid := agency(); supervised uuid[];
begin
  if who is null or not actor_is_staff() then return '{}'; end if;
  supervised := case when actor_has_role('supervisor') then own_cases_by('supervises') else '{}' end;
  select array_agg(r.id) into found from recordings r where r.agency_id = whose and ((r.uploaded_by = who and actor_has_role('clinician', 'trainee', 'supervisor')) or (r.case_id = any (supervised) and r.finished_at is not null));
  return coalesce(found, '{}');
end $$;
-- Those that the present actor is asked to watch today, of this agency.
create function recordings_to_review() returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare found uuid[]; who uuid := actor_staff(); whose uuid := agency(); on_day date := today();
begin
  if who is null or not actor_has_role('clinician', 'trainee', 'supervisor', 'faculty') then return '{}'; end if;
  select array_agg(distinct v.recording_id) into found from recording_reviewers v join recordings r on r.agency_id = v.agency_id and r.id = v.recording_id and r.finished_at is not null
    where v.agency_id = whose and v.staff_id = who and v.ended_at is null and v.until >= on_day;
  return coalesce(found, '{}');
end $$;

call protect('recordings', 'id = any ((select recordings_led())::uuid[]) or id = any ((select recordings_to_review())::uuid[])',
  '(select actor_has_role(''clinician'', ''trainee'')) and uploaded_by = (select actor_staff()) and case_id = any ((select own_cases_by(''assigned''))::uuid[]) and finished_at is null and ended_at is null',
  'id = any ((select recordings_led())::uuid[])', 'uploaded_by = (select actor_staff()) and finished_at is null');
revoke update on recordings from dyad_app;
grant update (received, media_type, finished_at, sha256, sealed_sha256, keep_until, name, ended_at, ended_why, ended_by, key_gone_at) on recordings to dyad_app;
-- What has ended never begins again, and its day never moves later.
create function keep_recording() returns trigger language plpgsql as $$
begin
  if (old.ended_at is not null and (new.ended_at, new.ended_why, new.ended_by) is distinct from (old.ended_at, old.ended_why, old.ended_by))
    or (old.key_gone_at is not null and new.key_gone_at is distinct from old.key_gone_at) or new.keep_until > old.keep_until
    or (old.finished_at is not null and (new.finished_at, new.sha256, new.sealed_sha256, new.media_type) is distinct from (old.finished_at, old.sha256, old.sealed_sha256, old.media_type)) then
    raise exception 'a recording that has ended stays so' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_recording before update on recordings for each row execute function keep_recording();

call protect('recording_reviewers', 'recording_id = any ((select recordings_led())::uuid[]) or (staff_id = (select actor_staff()) and recording_id = any ((select recordings_to_review())::uuid[]))',
  'named_by = (select actor_staff()) and recording_id = any ((select recordings_led())::uuid[]) and exists (select from recordings r where r.agency_id = recording_reviewers.agency_id and r.id = recording_reviewers.recording_id and r.uploaded_by = (select actor_staff()))',
  'recording_id = any ((select recordings_led())::uuid[]) or staff_id = (select actor_staff())');
revoke update on recording_reviewers from dyad_app;
grant update (ended_at, watched_at) on recording_reviewers to dyad_app;
-- The way of a reviewer from another agency: the own rows, and no others.
create policy owner_finds on recording_reviewers for select to dyad_owner using (reviewer_agency_id = agency() and reviewer_staff_id = actor_staff());

call protect('recording_comments', 'recording_id = any ((select recordings_led())::uuid[]) or exists (select from recording_reviewers v where v.agency_id = recording_comments.agency_id and v.recording_id = recording_comments.recording_id and v.staff_id = (select actor_staff()) and v.ended_at is null and v.until >= (select today()) and (recording_comments.purpose is null or recording_comments.purpose = v.purpose))',
  'author_id = (select actor_staff()) and reviewer_id is null and (recording_id = any ((select recordings_led())::uuid[]) or exists (select from recording_reviewers v where v.agency_id = recording_comments.agency_id and v.recording_id = recording_comments.recording_id and v.staff_id = (select actor_staff()) and v.ended_at is null and v.until >= (select today()) and v.purpose = recording_comments.purpose))',
  'false', '(select actor_is_machine())');

call protect('reviewer_codes', 'staff_id = (select actor_staff()) and (select actor_has_role(''faculty''))', 'staff_id = (select actor_staff()) and (select actor_has_role(''faculty''))', 'false', 'staff_id = (select actor_staff())');
create policy owner_finds on reviewer_codes for select to dyad_owner using (true);

-- Whom a code names; nobody where it is of the asker's own agency or of no one. Asked by who treats, with the code in hand.
create function reviewer_of_code(wanted text) returns table (agency_id uuid, staff_id uuid, name text) stable security definer set search_path = dyad, pg_temp language sql as $$
  select c.agency_id, c.staff_id, c.name from reviewer_codes c where c.code = wanted and c.agency_id <> agency() and actor_has_role('clinician', 'trainee')
$$;
-- What the present member of a faculty is asked to watch at other agencies today: where, and by which naming. Nothing of whom it shows.
create function recordings_asked_elsewhere() returns table (home_id uuid, recording_id uuid, reviewer_id uuid) stable security definer set search_path = dyad, pg_temp language sql as $$
  select v.agency_id, v.recording_id, v.id from recording_reviewers v
    where v.reviewer_agency_id = agency() and v.reviewer_staff_id = actor_staff() and v.agency_id <> agency() and actor_is_staff() and actor_has_role('faculty') and v.ended_at is null and v.until >= today()
$$;

-- Whoever signed takes it back: in that very transaction every recording that rests on it has ended.
create policy owner_ends on recordings for update to dyad_owner using (agency_id = agency());
create function end_recordings_of_consent() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if new.kind <> 'video' then return null; end if;
  if tg_op = 'INSERT' then
    if new.answer = 'no' then
      update recordings r set ended_at = present_moment(), ended_why = 'consent', name = '' where r.agency_id = new.agency_id and r.ended_at is null and r.case_id = any (record_of(new.case_id));
    end if;
  elsif new.withdrawn_on is not null and old.withdrawn_on is null then
    update recordings r set ended_at = present_moment(), ended_why = 'consent', name = '' where r.agency_id = new.agency_id and r.ended_at is null and new.id = any (r.consent_ids);
  end if;
  return null;
end $$;
create trigger end_recordings_of_consent after insert or update of withdrawn_on on consents for each row execute function end_recordings_of_consent();
-- Ids alone of what has ended in a record and still has its key: whoever ended it sees that it goes.
create function recordings_to_destroy(of_case uuid) returns uuid[] stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(array_agg(r.id), '{}') from recordings r where r.agency_id = agency() and r.case_id = any (record_of(of_case)) and r.ended_at is not null and r.key_gone_at is null
$$;

-- A purge takes the keys of recordings with it.
do $$
declare was text; became text;
begin
  was := pg_get_functiondef('carry_out_purge'::regproc);
  became := replace(was, 'union select s.id from story_pictures s where s.agency_id = whose and s.case_id = any (record)) d;', 'union select s.id from story_pictures s where s.agency_id = whose and s.case_id = any (record) union select v.id from recordings v where v.agency_id = whose and v.case_id = any (record)) d;');
  if became = was then raise exception 'the purge cannot be taught what a recording is'; end if;
  execute became;
end $$;
