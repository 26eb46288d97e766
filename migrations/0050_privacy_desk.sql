-- The privacy officer's desk: breaking the glass from beginning to review, requests about one's own record and their clocks,
-- breaches, who looked, and the end of a record: rules of retention, holds, and a purge by two people that leaves a certificate.

-- Breaking the glass. `began_at` is the database's own clock, since the trail is written by it. An end that comes early takes
-- the place of the one that was asked for; both walls compare with `ends_at` and need to know nothing else.
alter table break_glass add column began_at timestamptz not null default clock_timestamp();
alter table break_glass add column asked_until timestamptz;
alter table break_glass add column ended_by uuid;
alter table break_glass add foreign key (agency_id, ended_by) references staff (agency_id, id);
create index break_glass_by_time on break_glass (agency_id, opened_at, id);
create policy changes on break_glass for update to dyad_app using (agency_id = (select agency()) and ((select actor_has_role('privacy_officer')) or staff_id = (select actor_staff())));
grant update on break_glass to dyad_app;
create function keep_break_glass() returns trigger language plpgsql as $$
declare later text[] := array['ends_at', 'asked_until', 'ended_by'];
begin
  if old.ended_by is not null or new.ended_by is null or new.ends_at > old.ends_at or new.asked_until is distinct from old.ends_at or to_jsonb(new) - later <> to_jsonb(old) - later then
    raise exception 'what was opened in an emergency only ends earlier, once' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_break_glass before update on break_glass for each row execute function keep_break_glass();

-- Who watches over somebody's emergency access: everybody else who answers for privacy; where there is nobody, every other
-- administrator. Never whoever opened it.
create function watchers_of_glass(opener uuid) returns table (staff_id uuid) stable security definer set search_path = dyad, pg_temp language sql as $$
  with here as (select r.staff_id, r.role from staff_roles r join staff s on s.agency_id = r.agency_id and s.id = r.staff_id
    where r.agency_id = agency() and r.staff_id <> opener and r.role in ('privacy_officer', 'administrator') and holds_on(r.valid_from, r.valid_to, today()) and holds_on(s.valid_from, s.valid_to, today()))
  select distinct h.staff_id from here h where h.role = 'privacy_officer' or not exists (select from here o where o.role = 'privacy_officer')
$$;
create function watches_glass(opener uuid) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select actor_has_role('privacy_officer') or (actor_has_role('administrator') and actor_staff() in (select w.staff_id from watchers_of_glass(opener) w))
$$;
alter policy reads on break_glass using (agency_id = (select agency()) and ((select actor_is_machine()) or staff_id = (select actor_staff()) or watches_glass(staff_id)));
alter policy changes on break_glass using (agency_id = (select agency()) and (staff_id = (select actor_staff()) or watches_glass(staff_id)));
-- Nothing is opened that nobody can review, and the same record at most three times in a day and night by one person.
create function limit_break_glass() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if not actor_is_staff() then return new; end if;
  if not exists (select from watchers_of_glass(new.staff_id)) then raise exception 'nobody is there who could review an emergency access' using errcode = '42501'; end if;
  perform pg_advisory_xact_lock(hashtextextended(new.staff_id || ' opens ' || (select min(one::text) from unnest(record_of(new.case_id)) one), 0));
  if (select count(*) from break_glass g where g.agency_id = new.agency_id and g.staff_id = new.staff_id and g.case_id = any (record_of(new.case_id)) and g.opened_at > new.opened_at - interval '24 hours') >= 3 then
    raise exception 'one person opens the same record at most three times in 24 hours' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger limit_break_glass before insert on break_glass for each row execute function limit_break_glass();

-- What somebody who watches found of it; never of one's own. One that needs a follow-up is looked at again. `acts` is how many
-- acts the reviewer was shown.
create table break_glass_reviews (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  glass_id uuid not null,
  verdict text not null check (verdict in ('justified', 'not_justified', 'needs_follow_up')),
  words text not null check (length(words) between 1 and 4000),
  acts integer not null check (acts >= 0),
  reviewed_by uuid not null,
  reviewed_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, glass_id) references break_glass,
  foreign key (agency_id, reviewed_by) references staff (agency_id, id)
);
create index break_glass_reviews_by_glass on break_glass_reviews (agency_id, glass_id);
call protect('break_glass_reviews', 'exists (select from break_glass g where g.agency_id = break_glass_reviews.agency_id and g.id = glass_id)',
  'reviewed_by = (select actor_staff()) and exists (select from break_glass g where g.agency_id = break_glass_reviews.agency_id and g.id = glass_id and g.case_id = break_glass_reviews.case_id and g.staff_id <> (select actor_staff()) and watches_glass(g.staff_id))');

-- What the trail has of the same person and the same record while it was open, by the clock of the database, for who watches.
create function acts_of_glass(wanted uuid) returns table (id uuid, at timestamptz, action text, procedure text, outcome text) stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare found break_glass; whose uuid := agency(); record text[];
begin
  select * into found from break_glass g where g.agency_id = whose and g.id = wanted;
  if found.id is null or not watches_glass(found.staff_id) then return; end if;
  record := record_of(found.case_id)::text[];
  return query select e.id, e.at, e.action, e.procedure, e.outcome from audit_entries e
    where e.agency_id = whose and e.actor_id = found.staff_id and e.at >= found.began_at and e.at <= found.began_at + (found.ends_at - found.opened_at)
      and (e.case_id::text = any (record) or e.details -> 'caseIds' ?| record);
end $$;

-- The trail by who acted.
create index audit_entries_by_actor on audit_entries (agency_id, actor_id, at);

-- For an adult: who read what that adult may read. The application names the kinds of reading; the database asks for the right
-- to the child's record, of one's own takes only what is about nobody else, and never names who answers for privacy, whose
-- reading may be about something confidential.
create function readers_of_family(wanted uuid, about_child text[], about_oneself text[]) returns table (day date, staff_id uuid, roles text[], procedure text, about text, times bigint) stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare whose uuid := agency(); who uuid := actor_person(); record uuid[]; child uuid; zone text; opens boolean;
begin
  if actor_kind() <> 'caregiver' or who is null or not (wanted = any (own_families())) then return; end if;
  record := record_of(wanted);
  select c.child_id into child from cases c where c.agency_id = whose and c.id = wanted;
  select g.time_zone into zone from agencies g where g.agency_id = whose;
  opens := wanted = any (own_cases_by('records_authority'));
  return query
    select (e.at at time zone zone)::date, e.actor_id, e.roles, e.procedure, case when e.person_id = who then 'oneself' else 'child' end, count(*)
    from audit_entries e
    where e.agency_id = whose and e.case_id = any (record) and e.actor_kind = 'staff' and e.outcome = 'done' and e.action in ('read', 'export')
      and not e.roles && array['privacy_officer']
      and ((opens and e.procedure = any (about_child) and (e.person_id is null or e.person_id = child)) or (e.procedure = any (about_oneself) and e.person_id = who))
    group by 1, 2, 3, 4, 5 order by 1 desc, 2, 4 limit 2000;
end $$;
-- For somebody who works here: who read that person's own file.
create function readers_of_own_file(kinds text[]) returns table (day date, staff_id uuid, roles text[], procedure text, times bigint) stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare whose uuid := agency(); who uuid := actor_staff(); zone text;
begin
  if who is null or not actor_is_staff() then return; end if;
  select g.time_zone into zone from agencies g where g.agency_id = whose;
  return query
    select (e.at at time zone zone)::date, e.actor_id, e.roles, e.procedure, count(*) from audit_entries e
    where e.agency_id = whose and e.subject_id = who and e.actor_kind = 'staff' and e.actor_id <> who and e.outcome = 'done' and e.action in ('read', 'export')
      and e.procedure = any (kinds) and not e.roles && array['privacy_officer']
    group by 1, 2, 3, 4 order by 1 desc, 2, 4 limit 2000;
end $$;
create index audit_entries_by_subject on audit_entries (agency_id, subject_id, at) where subject_id is not null;

-- How an agency counts: the days of each clock and the years of retention, each with its source and how certain it is. The
-- newest version holds; where there is none, what ships does. Class agency.
create table privacy_rules (
  agency_id uuid not null references agencies,
  id uuid not null,
  content jsonb not null,
  reason text not null check (length(reason) between 10 and 2000),
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, set_by) references staff (agency_id, id)
);
-- The newest of each kind, for everybody of the agency whom a clock concerns; not who set it or why.
create function own_figures() returns setof jsonb stable security definer set search_path = dyad, pg_temp language sql as $$
  select distinct on (r.content ->> 'key') r.content from privacy_rules r where r.agency_id = agency() order by r.content ->> 'key', r.set_at desc, r.id desc
$$;
call protect('privacy_rules', '(select actor_is_staff())', '(select actor_has_role(''privacy_officer'')) and set_by = (select actor_staff())');

-- A request for access may be extended once, with the reason and the day of the written notice.
alter table records_requests add column extended_to date check (extended_to > due_on);
alter table records_requests add column extension_reason text check (length(extension_reason) between 10 and 2000);
alter table records_requests add column extension_noticed_on date;
alter table records_requests add check ((extended_to is null) = (extension_reason is null) and (extended_to is null) = (extension_noticed_on is null));
create or replace function keep_records_request() returns trigger language plpgsql as $$
declare
  extends text[] := array['extended_to', 'extension_reason', 'extension_noticed_on'];
  later text[] := array['reviewed_by', 'reviewed_at', 'judge_signed', 'opens', 'opens_person_id', 'review_id', 'answer', 'answer_words', 'answered_on', 'answered_by'] || case when old.extended_to is null then extends else '{}' end;
begin
  if old.answer is not null or to_jsonb(new) - later <> to_jsonb(old) - later then
    raise exception 'a request for records is answered and never changed' using errcode = '42501';
  end if;
  return new;
end $$;

-- What an adult asks about the own record or the child's: to amend it, to restrict its use, to be reached another way. An
-- adult's request is that adult's own; the author whom an accepted one asks sees it too.
create table amendment_requests (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('amendment', 'restriction', 'confidential')),
  received_on date not null,
  due_on date check (due_on >= received_on),
  -- Another way of contact names a place that is nobody else's to know: it is sealed.
  asked text not null check (length(asked) between 1 and case when kind = 'confidential' then 22000 else 4000 end),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  extended_to date check (extended_to > due_on),
  extension_reason text check (length(extension_reason) between 10 and 2000),
  extension_noticed_on date,
  answer text check (answer in ('accepted', 'denied')),
  ground text check (ground in ('not_ours', 'not_in_set', 'not_open_to_access', 'accurate')),
  answer_words text not null default '' check (length(answer_words) <= 4000),
  answered_on date,
  answered_by uuid,
  author_id uuid,
  appended_on date,
  statement text check (length(statement) between 1 and 4000),
  statement_on date,
  rebuttal text check (length(rebuttal) between 1 and 4000),
  primary key (agency_id, id),
  constraint sealed_asked check (kind <> 'confidential' or starts_with(asked, 'sealed1:')),
  check ((answer is null) = (answered_on is null) and (answer is null) = (answered_by is null)),
  check (ground is null or (answer = 'denied' and kind = 'amendment')),
  check (kind <> 'amendment' or answer is distinct from 'denied' or ground is not null),
  check (author_id is null or (answer = 'accepted' and kind = 'amendment')),
  check (appended_on is null or author_id is not null),
  check ((statement is null) = (statement_on is null) and (statement is null or answer = 'denied')),
  check (rebuttal is null or statement is not null),
  check ((extended_to is null) = (extension_reason is null) and (extended_to is null) = (extension_noticed_on is null)),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, person_id) references persons,
  foreign key (agency_id, recorded_by) references staff (agency_id, id),
  foreign key (agency_id, answered_by) references staff (agency_id, id),
  foreign key (agency_id, author_id) references staff (agency_id, id)
);
create index amendment_requests_by_case on amendment_requests (agency_id, case_id, id);
create index amendment_requests_open on amendment_requests (agency_id, received_on) where answer is null or (author_id is not null and appended_on is null);
create function keep_amendment_request() returns trigger language plpgsql as $$
declare
  later text[] := case when old.answer is null then array['answer', 'ground', 'answer_words', 'answered_on', 'answered_by', 'author_id'] || case when old.extended_to is null then array['extended_to', 'extension_reason', 'extension_noticed_on'] else '{}' end
    when old.answer = 'accepted' then array['appended_on'] when old.statement is null then array['statement', 'statement_on'] else array['rebuttal'] end;
begin
  if to_jsonb(new) - later <> to_jsonb(old) - later or old.appended_on is not null or old.rebuttal is not null
    or ((select actor_is_staff()) and not (select actor_has_role('privacy_officer')) and to_jsonb(new) - 'appended_on' <> to_jsonb(old) - 'appended_on') then
    raise exception 'a request about the record is answered step by step and never changed' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_amendment_request before update on amendment_requests for each row execute function keep_amendment_request();
call protect('amendment_requests', '(select actor_is_staff()) and ((select actor_has_role(''privacy_officer'')) or recorded_by = (select actor_staff()) or author_id = (select actor_staff()))',
  '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'', ''administrator'', ''front_desk'', ''privacy_officer'')) and recorded_by = (select actor_staff()) and (' || by_class('service') || ')',
  '(select actor_has_role(''privacy_officer'')) or author_id = (select actor_staff())');

-- The register of breaches (45 CFR 164.400-414). It may say whom and what, so only who answers for privacy reads it.
create table breaches (
  agency_id uuid not null references agencies,
  id uuid not null,
  happened_on date,
  discovered_on date not null,
  what text not null check (length(what) between 10 and 4000),
  whom text not null check (length(whom) between 1 and 2000),
  affected integer check (affected >= 0),
  factors jsonb not null default '[]',
  conclusion text check (conclusion in ('breach', 'low_probability', 'secured', 'excepted')),
  conclusion_words text not null default '' check (length(conclusion_words) <= 4000),
  concluded_on date,
  individuals_noticed_on date,
  media_noticed_on date,
  authority_noticed_on date,
  revision integer not null default 1,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (agency_id, id),
  check ((conclusion is null) = (concluded_on is null)),
  check (happened_on is null or happened_on <= discovered_on),
  foreign key (agency_id, recorded_by) references staff (agency_id, id)
);
create index breaches_by_day on breaches (agency_id, discovered_on, id);
create function keep_breach() returns trigger language plpgsql as $$
declare
  notices text[] := array['individuals_noticed_on', 'media_noticed_on', 'authority_noticed_on', 'revision', 'affected'];
  later text[] := notices || case when old.conclusion is null then array['happened_on', 'what', 'whom', 'factors', 'conclusion', 'conclusion_words', 'concluded_on'] else '{}' end;
begin
  if to_jsonb(new) - later <> to_jsonb(old) - later then
    raise exception 'what was concluded of an incident stays as it was concluded' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_breach before update on breaches for each row execute function keep_breach();
call protect('breaches', '(select actor_has_role(''privacy_officer''))', '(select actor_has_role(''privacy_officer'')) and recorded_by = (select actor_staff())', '(select actor_has_role(''privacy_officer''))');

-- What became known of somebody without being allowed to stands among the disclosures (45 CFR 164.528): whose record, to whom,
-- when, what. An incident that the definition leaves out is none.
alter table disclosures alter column release_id drop not null, add column breach_id uuid, add foreign key (agency_id, breach_id) references breaches, add check ((release_id is null) <> (breach_id is null)), add check ((breach_id is null) = (basis <> 'impermissible'));
create index disclosures_by_breach on disclosures (agency_id, breach_id) where breach_id is not null;
create policy writes_of_breach on disclosures for insert to dyad_app with check (agency_id = (select agency()) and breach_id is not null and (select actor_has_role('privacy_officer')) and recorded_by = (select actor_staff()));
-- Whose records an incident names, for the register: who answers for privacy reads no chart for it.
create function families_of_breaches() returns table (breach_id uuid, case_id uuid, person_id uuid, disclosed_on date, recipient text) stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare whose uuid := agency();
begin
  if not actor_has_role('privacy_officer') then return; end if;
  return query select d.breach_id, d.case_id, coalesce(d.owner_person_id, c.child_id), d.disclosed_on, d.recipient from disclosures d join cases c on c.agency_id = d.agency_id and c.id = d.case_id where d.agency_id = whose and d.breach_id is not null order by d.id;
end $$;
create function is_no_disclosure(of_breach uuid) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select of_breach is not null and exists (select from breaches b where b.agency_id = agency() and b.id = of_breach and b.conclusion = 'excepted')
$$;

-- A legal hold: while one stands on any case of a record, nothing of it is purged.
create table legal_holds (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  reason text not null check (length(reason) between 10 and 2000),
  held_by uuid not null,
  held_at timestamptz not null,
  lifted_by uuid,
  lifted_at timestamptz,
  lift_reason text not null default '' check (length(lift_reason) <= 2000),
  primary key (agency_id, id),
  check ((lifted_at is null) = (lifted_by is null)),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, held_by) references staff (agency_id, id),
  foreign key (agency_id, lifted_by) references staff (agency_id, id)
);
create index legal_holds_by_case on legal_holds (agency_id, case_id);
create function keep_legal_hold() returns trigger language plpgsql as $$
begin
  if old.lifted_at is not null or new.lifted_at is null or to_jsonb(new) - array['lifted_by', 'lifted_at', 'lift_reason'] <> to_jsonb(old) - array['lifted_by', 'lifted_at', 'lift_reason'] then
    raise exception 'a hold is lifted once and never changed' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_legal_hold before update on legal_holds for each row execute function keep_legal_hold();
call protect('legal_holds', '(select actor_has_role(''privacy_officer'', ''administrator''))', '(select actor_has_role(''privacy_officer'')) and held_by = (select actor_staff())', '(select actor_has_role(''privacy_officer''))');

-- A purge: proposed by who answers for privacy, carried out when an administrator confirms it. What is left of the record is
-- this row. It names cases by ids that lead nowhere any more; so they are no reference, and the column is not `case_id`.
create table purges (
  agency_id uuid not null references agencies,
  id uuid not null,
  root_id uuid not null,
  cases uuid[] not null check (cardinality(cases) > 0),
  may_from date not null,
  closed_on date not null,
  rule jsonb not null,
  reason text not null check (length(reason) between 10 and 2000),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  confirmed_by uuid,
  confirmed_at timestamptz,
  certificate jsonb,
  sha256 bytea check (length(sha256) = 32),
  -- Whose keys go with it: the cases and their files. They are destroyed outside the database, once this is committed.
  key_owners uuid[] not null default '{}',
  keys_gone_at timestamptz check (keys_gone_at is null or confirmed_at is not null),
  primary key (agency_id, id),
  check (withdrawn_at is null or confirmed_at is null),
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  check ((confirmed_at is null) = (confirmed_by is null) and (confirmed_at is null) = (certificate is null) and (confirmed_at is null) = (sha256 is null)),
  check (confirmed_by <> proposed_by),
  foreign key (agency_id, proposed_by) references staff (agency_id, id),
  foreign key (agency_id, withdrawn_by) references staff (agency_id, id),
  foreign key (agency_id, confirmed_by) references staff (agency_id, id)
);
create unique index purges_open on purges (agency_id, root_id) where withdrawn_at is null and confirmed_at is null;
call protect('purges', '(select actor_has_role(''privacy_officer'', ''administrator''))', '(select actor_has_role(''privacy_officer'')) and proposed_by = (select actor_staff()) and confirmed_at is null', '(select actor_has_role(''privacy_officer'', ''administrator''))');
create policy owner_confirms on purges for update to dyad_owner using (agency_id = agency());

-- True only within the one function that purges: nobody else is the owner while the mark is set, so the application
-- gains nothing by setting it.
create function is_purging() returns boolean stable language sql as $$ select current_user = 'dyad_owner' and current_setting('dyad.purging', true) = 'yes' $$;
create function keep_purge() returns trigger language plpgsql as $$
begin
  if old.confirmed_at is not null and old.keys_gone_at is null and new.keys_gone_at is not null and to_jsonb(new) - 'keys_gone_at' = to_jsonb(old) - 'keys_gone_at' and actor_is_machine() then return new; end if;
  if old.withdrawn_at is not null or old.confirmed_at is not null or new.keys_gone_at is not null
    or to_jsonb(new) - array['withdrawn_by', 'withdrawn_at', 'confirmed_by', 'confirmed_at', 'certificate', 'sha256', 'key_owners'] <> to_jsonb(old) - array['withdrawn_by', 'withdrawn_at', 'confirmed_by', 'confirmed_at', 'certificate', 'sha256', 'key_owners']
    or (new.confirmed_at is not null and not is_purging()) then
    raise exception 'a proposal to purge is withdrawn, or carried out by its own function' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_purge before update on purges for each row execute function keep_purge();

-- The owner deletes within the present agency. Tables that come later get the policy from `protect`.
do $$
declare one record;
begin
  for one in select c.oid::regclass as target from pg_class c where c.relnamespace = 'dyad'::regnamespace and c.relkind = 'r' and c.relrowsecurity and c.relname not in ('agencies', 'audit_entries', 'audit_chain', 'purges') loop
    execute format('create policy owner_purges on %s for delete to dyad_owner using (agency_id = agency() and is_purging())', one.target);
  end loop;
end $$;
do $$
declare was text := pg_get_functiondef('protect'::regproc); became text;
begin
  became := regexp_replace(was, '(\n *execute format\(.create policy )owner_reads( on %s for )select( to dyad_owner using \(agency_id = agency\(\))([^;]*;)', '\&\1owner_purges\2delete\3 and is_purging()\4');
  if became = was then raise exception 'protect cannot be taught what a purge is'; end if;
  execute became;
end $$;

-- What stays as it was signed, submitted or fixed goes with the whole record, and in no other way.
do $$
declare one record; was text; became text;
begin
  for one in
    select distinct p.oid, p.oid::regprocedure as what from pg_trigger t join pg_proc p on p.oid = t.tgfoid join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and c.relnamespace = 'dyad'::regnamespace and t.tgtype::integer & 1 = 1 and t.tgtype::integer & 2 = 2 and t.tgtype::integer & 8 = 8
  loop
    was := pg_get_functiondef(one.oid);
    became := regexp_replace(was, '\mbegin\M', E'begin\n  if tg_op = ''DELETE'' and dyad.is_purging() then return old; end if;');
    if became = was then raise exception '% cannot be taught what a purge is', one.what; end if;
    execute became;
  end loop;
end $$;

-- The condition under which a row of a table belongs to the cases $1 or to the persons $2, null where none can. Worked out from
-- the catalogue, so that a table that comes later is not forgotten: by its own case, else by what it refers to.
create function belongs_to_purge(target regclass, above regclass[] default '{}') returns text stable set search_path = dyad, pg_temp language plpgsql as $$
declare name text := (select c.relname from pg_class c where c.oid = target); parts text[] := '{}'; has_case boolean; needs_case boolean; one record; inner_part text;
begin
  if name = 'cases' then return 't.id = any ($1)'; end if;
  if name = 'persons' then return 't.id = any ($2)'; end if;
  if name = 'files' then return 't.id in (select d.id from documents d where d.case_id = any ($1))'; end if;
  if name in ('audit_entries', 'audit_chain', 'purges', 'agencies', 'staff') then return null; end if;
  select true, a.attnotnull into has_case, needs_case from pg_attribute a where a.attrelid = target and a.attname = 'case_id' and not a.attisdropped;
  if has_case then parts := parts || 't.case_id = any ($1)'::text; end if;
  if name = 'outcome_changes' then parts := parts || 't.referral_id in (select r.id from referrals r where r.case_id = any ($1)) or t.referral_id in (select c.referral_id from cases c where c.id = any ($1))'::text; end if;
  if name = 'referrals' then parts := parts || 't.id in (select c.referral_id from cases c where c.id = any ($1))'::text; end if;
  for one in
    select k.confrelid::regclass as parent, p.relname as parent_name,
      (select string_agg(format('t.%I', a.attname), ', ' order by n) from unnest(k.conkey) with ordinality u(number, n) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number) as own,
      (select string_agg(format('t.%I', a.attname), ', ' order by n) from unnest(k.confkey) with ordinality u(number, n) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.number) as theirs,
      (select format('t.%I', a.attname) from pg_attribute a where a.attrelid = k.conrelid and a.attnum = k.conkey[cardinality(k.conkey)]) as last
    from pg_constraint k join pg_class p on p.oid = k.confrelid
    where k.conrelid = target and k.contype = 'f' and k.confrelid <> target and p.relname not in ('agencies', 'staff', 'files') and k.confrelid::regclass <> all (above)
  loop
    if one.parent_name = 'cases' then
      if one.last <> 't.case_id' then parts := parts || format('%s = any ($1)', one.last); end if;
    elsif coalesce(needs_case, false) then
      continue;
    elsif one.parent_name = 'persons' then
      parts := parts || case when has_case then format('(t.case_id is null and %s = any ($2))', one.last) else format('%s = any ($2)', one.last) end;
    else
      inner_part := belongs_to_purge(one.parent, above || target);
      if inner_part is not null then parts := parts || format('(%s) in (select %s from %s t where %s)', one.own, one.theirs, one.parent, inner_part); end if;
    end if;
  end loop;
  return case when cardinality(parts) = 0 then null else '(' || array_to_string(parts, ' or ') || ')' end;
end $$;

-- The persons of a record who are in no other: named by no row of another case, by no request of their own that is none of these.
create function persons_of_record_alone(wanted uuid[]) returns uuid[] stable set search_path = dyad, pg_temp language plpgsql as $$
declare found uuid[]; one record;
begin
  select array_agg(distinct p.id) into found from (select child_id as id from cases where id = any (wanted) union select person_id from case_people where case_id = any (wanted) union select requester_id from referrals where case_id = any (wanted)) p
    where p.id is not null and not exists (select from cases c where c.child_id = p.id and c.id <> all (wanted));
  for one in
    select k.conrelid::regclass as child, (select a.attname from pg_attribute a where a.attrelid = k.conrelid and a.attnum = k.conkey[cardinality(k.conkey)]) as refers
    from pg_constraint k join pg_attribute c on c.attrelid = k.conrelid and c.attname = 'case_id' and not c.attisdropped
    where k.contype = 'f' and k.confrelid = 'persons'::regclass 
  loop
    -- A row of no case is no other case's, but a request of one's own.
    execute format('select array_agg(x) from unnest($2) x where not exists (select from %s t where t.%I = x and not coalesce(t.case_id = any ($1), %s)%s)', one.child, one.refers, case when one.child = 'referrals'::regclass then 'false' else 'true' end,
      case when one.child = 'referrals'::regclass then ' and t.id not in (select c.referral_id from cases c where c.id = any ($1) and c.referral_id is not null)' else '' end) into found using wanted, coalesce(found, '{}');
  end loop;
  return coalesce(found, '{}');
end $$;

-- Deletes the rows of a table for which a condition holds, after every row anywhere that refers to them, as the catalogue has
-- it. For what belongs to no agency: ways in and links.
create function purge_with_all_below(target regclass, condition text, given anyelement) returns void set search_path = dyad, pg_temp language plpgsql as $$
declare one record;
begin
  for one in
    select k.conrelid::regclass as child, (select string_agg(format('t.%I', a.attname), ', ' order by n) from unnest(k.conkey) with ordinality u(number, n) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number) as own,
      (select string_agg(format('t.%I', a.attname), ', ' order by n) from unnest(k.confkey) with ordinality u(number, n) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.number) as theirs
    from pg_constraint k where k.contype = 'f' and k.confrelid = target and k.conrelid <> target
  loop
    perform purge_with_all_below(one.child, format('(%s) in (select %s from %s t where %s)', one.own, one.theirs, target, condition), given);
  end loop;
  execute format('delete from %s t where %s', target, condition) using given;
end $$;

-- Holds the cases of a record and everybody in them until the transaction ends, so that nothing on which its end hangs (closed,
-- the days of birth) changes between a look and the act. For whoever confirms.
create policy owner_holds on cases for update to dyad_owner using (agency_id = agency() and is_purging()) with check (agency_id = agency() and false);
create policy owner_holds on persons for update to dyad_owner using (agency_id = agency() and is_purging()) with check (agency_id = agency() and false);
create function hold_for_purge(wanted uuid[]) returns void security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if not actor_has_role('administrator') then raise exception 'an administrator confirms a purge' using errcode = '42501'; end if;
  perform set_config('dyad.purging', 'yes', true);
  perform from cases c where c.agency_id = agency() and c.id = any (wanted) order by c.id for update;
  perform from persons p where p.agency_id = agency() and p.id in (select c.child_id from cases c where c.agency_id = agency() and c.id = any (wanted) union select w.person_id from case_people w where w.agency_id = agency() and w.case_id = any (wanted)) order by p.id for update;
  perform set_config('dyad.purging', '', true);
end $$;

-- The first day on which a closed record may be purged, by the figures that stand with its proposal; null where nobody can say.
create function purgeable_from(record uuid[], rule jsonb) returns date stable set search_path = dyad, pg_temp language sql as $$
  with years as (select (select (one ->> 'value')::integer from jsonb_array_elements(rule) one where one ->> 'key' = 'after_discharge_years') as after_closing,
      (select sum((one ->> 'value')::integer) from jsonb_array_elements(rule) one where one ->> 'key' in ('majority_age', 'after_majority_years') having count(*) = 2) as of_child)
  select case when bool_and(p.birth_date is not null and c.closed_on is not null) then (greatest(max(c.closed_on) + make_interval(years => max(y.after_closing)), max(p.birth_date + make_interval(years => y.of_child::integer))))::date + 1 end
  from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id cross join years y where c.agency_id = agency() and c.id = any (record)
$$;

-- Carries out a purge that was proposed by somebody else: every row of the record in one statement, so that no order among
-- tables matters, then the way in of its adults, then the certificate. All of it or nothing. Answers the cases that are gone.
create function carry_out_purge(wanted uuid) returns uuid[] security definer set search_path = dyad, pg_temp language plpgsql as $$
declare
  whose uuid := agency(); who uuid := actor_staff(); found purges; record uuid[]; people uuid[]; batteries uuid[]; accounts_gone uuid[]; counts jsonb; files uuid[]; statement text;
begin
  if not actor_has_role('administrator') then raise exception 'an administrator confirms a purge' using errcode = '42501'; end if;
  select * into found from purges p where p.agency_id = whose and p.id = wanted for update;
  if not found.withdrawn_at is null or not found.confirmed_at is null or found.id is null then raise exception 'no such proposal is open' using errcode = '42501'; end if;
  if found.proposed_by = who then raise exception 'a purge takes two people' using errcode = '42501'; end if;
  record := record_of(found.root_id);
  if not (record @> found.cases and record <@ found.cases) then raise exception 'the record was joined or parted since' using errcode = '42501'; end if;
  perform hold_for_purge(record);
  if found.may_from > today() or coalesce(purgeable_from(record, found.rule) > today(), true) or exists (select from cases c where c.agency_id = whose and c.id = any (record) and (c.status <> 'closed' or c.closed_on is null or c.closed_on > found.closed_on)) then raise exception 'its time has not come' using errcode = '42501'; end if;
  -- Whoever puts a hold on it meanwhile waits here, or is waited for.
  perform pg_advisory_xact_lock(hashtextextended(one || ' hold', 0)) from unnest(record) one;
  if exists (select from legal_holds h where h.agency_id = whose and h.case_id = any (record) and h.lifted_at is null) then raise exception 'a hold stands on it' using errcode = '42501'; end if;

  people := persons_of_record_alone(record);
  select coalesce(array_agg(distinct m.battery_id), '{}') into batteries from measure_requests m where m.agency_id = whose and m.case_id = any (record);
  perform set_config('dyad.purging', 'yes', true);
  select coalesce(array_agg(d.id), '{}') into files from documents d where d.agency_id = whose and d.case_id = any (record);
  select 'with ' || string_agg(format('%I as (delete from %I t where %s returning 1)', 'gone_' || c.relname, c.relname, belongs_to_purge(c.oid::regclass)), ', ' order by c.relname)
      || ' select jsonb_object_agg(of_table, n) from (' || string_agg(format('select %L as of_table, count(*) as n from %I', c.relname, 'gone_' || c.relname), ' union all ' order by c.relname) || ') counted where n > 0'
    into statement from pg_class c where c.relnamespace = 'dyad'::regnamespace and c.relkind = 'r' and c.relrowsecurity and belongs_to_purge(c.oid::regclass) is not null;
  execute statement into counts using record, people;
  -- Where an account opens nothing else it goes, with all that hangs on it; else only what belongs here.
  select coalesce(array_agg(m.account_id), '{}') into accounts_gone from memberships m where m.agency_id = whose and m.person_id = any (people)
    and not exists (select from memberships o where o.account_id = m.account_id and o.agency_id <> whose);
  perform purge_with_all_below('links', 't.agency_id = agency() and t.subject_id = any ($1)', batteries || people || accounts_gone);
  delete from door_steps d where d.account_id = any (accounts_gone);
  delete from sign_ins s where s.agency_id = whose and s.account_id in (select m.account_id from memberships m where m.agency_id = whose and m.person_id = any (people));
  perform purge_with_all_below('accounts', 't.account_id = any ($1)', accounts_gone);
  delete from memberships m where m.agency_id = whose and m.person_id = any (people);

  counts := jsonb_build_object('purgeId', found.id, 'cases', cardinality(record), 'people', cardinality(people), 'rows', counts, 'files', cardinality(files), 'keys', cardinality(record || files), 'rule', found.rule, 'closedOn', found.closed_on, 'mayFrom', found.may_from,
    'proposedBy', found.proposed_by, 'proposedAt', found.proposed_at, 'confirmedBy', who, 'confirmedAt', present_moment());
  update purges p set confirmed_by = who, confirmed_at = present_moment(), certificate = counts, sha256 = sha256(convert_to(counts::text, 'utf8')), key_owners = record || files where p.agency_id = whose and p.id = wanted;
  perform set_config('dyad.purging', '', true);
  return record;
end $$;
