-- Every way of answering ends in the same three tables: a link, the device handed over (kiosk), read aloud by staff
-- (interview), entered from paper, typed from a licensed form, coded by a clinician. What was answered stays as it was: a
-- correction is another request, an entry for the wrong child is void, a new event is added to a history and never scored.

-- That it was asked, how, and how it stands: class service. No word of an answer stands here.
alter table measure_requests alter column respondent_id drop not null;
alter table measure_requests drop constraint measure_requests_status_check;
alter table measure_requests add constraint measure_requests_status_check check (status in ('sent', 'started', 'submitted', 'withdrawn', 'void'));
alter table measure_requests
  add column mode text not null default 'link' check (mode in ('link', 'kiosk', 'interview', 'paper', 'typed', 'coded')),
  -- Whom the answers are about: the adult who answers, the child, or the child with the adult of `about_id`.
  add column about text not null default 'self' check (about in ('self', 'child', 'relationship')),
  -- Who read aloud, entered or coded.
  add column entered_by uuid,
  -- The adult would rather be asked the questions by somebody.
  add column interview_asked_at timestamptz,
  -- What this sets right, adds an event to, or was entered for by mistake.
  add column corrects_id uuid,
  add column adds_to_id uuid,
  add column moved_from_id uuid,
  add column voided_at timestamptz,
  add column voided_by uuid,
  add foreign key (agency_id, entered_by) references staff (agency_id, id),
  add foreign key (agency_id, voided_by) references staff (agency_id, id),
  add foreign key (agency_id, corrects_id) references measure_requests (agency_id, id),
  add foreign key (agency_id, adds_to_id) references measure_requests (agency_id, id),
  add foreign key (agency_id, moved_from_id) references measure_requests (agency_id, id),
  add unique (agency_id, corrects_id),
  add unique (agency_id, moved_from_id);
update measure_requests set about = 'child' where about_id <> respondent_id;
alter table measure_requests
  add check ((about = 'self') = (respondent_id is not null and about_id = respondent_id)),
  add check (respondent_id is not null or mode = 'coded'),
  add check ((status = 'void') = (voided_at is not null));
create index measure_requests_by_history on measure_requests (agency_id, adds_to_id) where adds_to_id is not null;

-- The score tells its mode and whom it is about to who sees the score and not the request; `stands` is what every series,
-- due list and figure reads: not corrected, not void.
alter table measure_scores
  add column mode text not null default 'link',
  add column about text not null default 'self',
  add column corrected_by_id uuid,
  add column voided_at timestamptz,
  add column stands boolean generated always as (corrected_by_id is null and voided_at is null) stored;
update measure_scores set about = case class when 'caregiver' then 'self' when 'relationship' then 'relationship' else 'child' end;
create function keep_score() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or to_jsonb(new) - 'corrected_by_id' - 'voided_at' - 'stands' <> to_jsonb(old) - 'corrected_by_id' - 'voided_at' - 'stands'
    or old.voided_at is not null or (old.corrected_by_id is not null and new.corrected_by_id is distinct from old.corrected_by_id) then
    raise exception 'a score only learns that it was corrected or void, once' using errcode = 'DY002';
  end if;
  return new;
end $$;
create trigger keep_score before update or delete on measure_scores for each row execute function keep_score();

-- What belongs to one way: the form and who scored it where figures were typed; both entries of a paper form.
alter table measure_answers
  add column form text not null default '' check (length(form) <= 200),
  add column scored_by text not null default '' check (length(scored_by) <= 200),
  add column entries jsonb,
  add column voided_at timestamptz;
create or replace function refuse_change_after_submission() returns trigger language plpgsql as $$
begin
  if old.submitted_at is not null and (tg_op = 'DELETE' or old.voided_at is not null or to_jsonb(new) - 'voided_at' <> to_jsonb(old) - 'voided_at') then
    raise exception 'a submitted form is not changed' using errcode = 'DY002';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

-- Words beside the answers of one request, of the class of the answers: the narrative of an observation, why a measure was
-- used outside its age window, why an answer was corrected or an entry is void, what a new event was.
create table measure_words (
  agency_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('relationship', 'caregiver')),
  owner_person_id uuid not null,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  kind text not null check (kind in ('narrative', 'outside_age', 'correction', 'void', 'new_event')),
  words text not null check (length(words) between 1 and 4000),
  -- The day of a new event, as far as it is known.
  happened_on date check (kind = 'new_event' or happened_on is null),
  written_by uuid,
  written_at timestamptz not null,
  voided_at timestamptz,
  primary key (agency_id, id),
  unique (agency_id, request_id, kind),
  foreign key (agency_id, request_id) references measure_requests,
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, written_by) references staff (agency_id, id)
);
create index measure_words_by_case on measure_words (agency_id, case_id);
create function keep_measure_words() returns trigger language plpgsql as $$
begin
  if old.voided_at is not null or to_jsonb(new) - 'voided_at' <> to_jsonb(old) - 'voided_at' then
    raise exception 'what was written of a measure stays as it is' using errcode = 'DY002';
  end if;
  return new;
end $$;
create trigger keep_measure_words before update on measure_words for each row execute function keep_measure_words();

-- Which requests a link opens: only those that were sent by one; not what staff entered, nor what is void, nor what the
-- adult would rather be asked.
create or replace function battery_requests() returns uuid[] stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(array_agg(m.id), '{}') from measure_requests m where actor_kind() = 'respondent' and m.agency_id = agency() and m.battery_id = actor_link() and m.status not in ('withdrawn', 'void') and m.mode in ('link', 'kiosk')
    and exists (select from case_people p where p.agency_id = m.agency_id and p.case_id = m.case_id and p.person_id = m.respondent_id and holds_on(p.valid_from, p.valid_to, today()))
$$;

-- Whom a link is for, by the name that the adult is called by: said after the gate, and nothing else of anybody.
create function battery_given_name() returns text stable security definer set search_path = dyad, pg_temp language sql as $$
  select p.given_name from measure_requests m join persons p on p.agency_id = m.agency_id and p.id = m.respondent_id where m.agency_id = agency() and m.id = any (battery_requests()) limit 1
$$;

-- What was entered for the wrong child is another family's: no adult reads it there any more.
drop policy reads on measure_answers;
drop policy reads on measure_scores;
do $$
declare
  machine constant text := '(select actor_is_machine())';
  own constant text := by_row();
  staffed constant text := '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'')) and (' || by_row() || ')';
  link constant text := 'request_id = any ((select battery_requests())::uuid[])';
  here constant text := 'agency_id = (select agency())';
begin
  execute format('create policy reads on measure_answers for select to dyad_app using (%s and (%s or ((%s) and (voided_at is null or (select actor_is_staff()))) or %s))', here, machine, own, link);
  execute format('create policy reads on measure_scores for select to dyad_app using (%s and (%s or ((%s) and (voided_at is null or (select actor_is_staff())))))', here, machine, own);
  execute format('create policy staff_writes on measure_answers for insert to dyad_app with check (%s and %s)', here, staffed);
  execute format('create policy staff_changes on measure_answers for update to dyad_app using (%s and %s)', here, staffed);
  execute format('create policy staff_writes on measure_scores for insert to dyad_app with check (%s and %s)', here, staffed);
  execute format('create policy changes on measure_scores for update to dyad_app using (%s and (%s or (%s)))', here, machine, staffed);
  execute format('create policy staff_raises on safety_reviews for insert to dyad_app with check (%s and %s)', here, staffed);
  execute format('create policy staff_raises on case_pointers for insert to dyad_app with check (%s and (select actor_has_role(''clinician'', ''trainee'', ''supervisor'')) and (%s))', here, by_class('child_chart'));
end $$;
grant update on measure_scores to dyad_app;
call protect('measure_words', '(voided_at is null or (select actor_is_staff())) and (' || by_row() || ')', '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'')) and (' || by_row() || ')', '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'')) and (' || by_row() || ')');
