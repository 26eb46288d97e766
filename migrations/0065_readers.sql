-- What readers of the public pages ask and read: questions, articles, a letter a month. Nothing here is of a family: no row
-- names a case or a person, and none can be joined with one.

-- How soon a question is answered, and how long what was asked is kept. The newest row counts; where there is none, what ships.
create table question_settings (
  agency_id uuid not null references agencies,
  id uuid not null,
  answer_work_days integer not null check (answer_work_days between 1 and 20),
  keep_days integer not null check (keep_days between 7 and 1095),
  set_by uuid,
  set_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, set_by) references staff
);
create index question_settings_by_time on question_settings (agency_id, set_at);
-- The page promises a time before anybody is known.
call protect('question_settings', 'agency_id = (select agency())', '(select actor_has_role(''administrator''))');

create table questions (
  agency_id uuid not null references agencies,
  id uuid not null,
  -- Names the question to whoever asked it, and to nobody else.
  code text not null check (code ~ '^[2-9CDFGHJKMNPQRTVWXY]{6}$'),
  language text not null check (language in ('en', 'es')),
  words text not null check (length(words) between 1 and 2000),
  way text not null check (way in ('code', 'email', 'call')),
  contact jsonb not null,
  -- Of the word that opens the answer: worked out from it and the code, at a cost. Null where the answer is sent or told.
  word_digest bytea check (length(word_digest) = 32),
  status text not null default 'open' check (status in ('open', 'to_call', 'answered', 'closed')),
  closed_how text check (closed_how in ('done', 'referral', 'not_reached', 'not_for_us', 'unwanted')),
  closing_note text not null default '' check (length(closing_note) <= 500),
  holder_id uuid,
  -- How often somebody called in vain.
  calls integer not null default 0 check (calls between 0 and 2),
  received_at timestamptz not null,
  promised_by timestamptz not null,
  answered_at timestamptz,
  closed_at timestamptz,
  -- The last word from either side: from then on it is counted until what was written goes.
  touched_at timestamptz not null,
  -- Worked out from what was sent: the same page sent twice is one question.
  source_key text not null,
  revision integer not null default 1,
  primary key (agency_id, id),
  unique (agency_id, code),
  unique (agency_id, source_key),
  check ((status = 'closed') = (closed_how is not null) and (status = 'closed') = (closed_at is not null)),
  foreign key (agency_id, holder_id) references staff
);
create index questions_by_status on questions (agency_id, status, received_at, id);
create index questions_by_promise on questions (agency_id, promised_by, id);
create index questions_by_age on questions (agency_id, touched_at);
create index questions_by_holder on questions (agency_id, holder_id) where status in ('open', 'to_call');
-- The desk, who runs the programme, and whom it was given to. A visitor leaves one, and reads none: see open_question.
call protect('questions',
  '(select actor_has_role(''front_desk'', ''administrator'')) or holder_id = (select actor_staff())',
  '(select actor_kind()) = ''visitor'' and status = ''open'' and holder_id is null',
  '(select actor_has_role(''front_desk'', ''administrator'')) or holder_id = (select actor_staff())',
  '(select actor_is_machine())');

-- What was answered, and by whom. It is never changed: a better answer is another one.
create table question_answers (
  agency_id uuid not null references agencies,
  id uuid not null,
  question_id uuid not null,
  words text not null check (length(words) between 1 and 4000),
  written_by uuid,
  written_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, question_id) references questions,
  foreign key (agency_id, written_by) references staff
);
create index question_answers_by_question on question_answers (agency_id, question_id, written_at);
call protect('question_answers', 'question_id in (select q.id from questions q)', 'question_id in (select q.id from questions q)', 'false', '(select actor_is_machine())');

-- How often a code was tried of late, whether or not there is a question by it.
create table question_tries (
  agency_id uuid not null references agencies,
  code_digest bytea not null,
  tries integer not null,
  since timestamptz not null,
  primary key (agency_id, code_digest)
);
call protect('question_tries', 'false', 'false', 'false', '(select actor_is_machine())');
create policy owner_counts on question_tries for insert to dyad_owner with check (agency_id = agency());
create policy owner_counts_on on question_tries for update to dyad_owner using (agency_id = agency());
create policy owner_forgets on question_tries for delete to dyad_owner using (agency_id = agency());

-- The answer to whoever knows code and word. The same work is done for a code that nobody was given, and the try counts all
-- the same; what comes back is null, whatever was wrong. What was asked is not in it: somebody else may be reading.
create function open_question(of_code text, word bytea, of_code_digest bytea, most integer) returns jsonb security definer set search_path = dyad, pg_temp language plpgsql as $$
declare
  counted integer;
  found_one questions;
begin
  if actor_kind() <> 'visitor' then return null; end if;
  insert into question_tries as t (agency_id, code_digest, tries, since) values (agency(), of_code_digest, 1, present_moment())
    on conflict (agency_id, code_digest) do update set
      tries = case when t.since < present_moment() - interval '1 hour' then 1 else least(t.tries + 1, 1000) end,
      since = case when t.since < present_moment() - interval '1 hour' then present_moment() else t.since end
    returning t.tries into counted;
  select q.* into found_one from questions q where q.agency_id = agency() and q.code = of_code and q.word_digest = word;
  if counted > most or found_one.id is null then return null; end if;
  delete from question_tries t where t.agency_id = agency() and t.code_digest = of_code_digest;
  return jsonb_build_object('status', found_one.status, 'closedHow', found_one.closed_how, 'promisedBy', found_one.promised_by,
    'answers', (select coalesce(jsonb_agg(jsonb_build_object('words', a.words, 'writtenAt', a.written_at) order by a.written_at, a.id), '[]') from question_answers a where a.agency_id = agency() and a.question_id = found_one.id));
end $$;

-- An answer that is sent is a message of the outbox: it names no family, and its words are made when it leaves.
alter table messages drop constraint messages_kind_check, add constraint messages_kind_check check (kind in ('measure_link', 'invitation', 'attention', 'reminder', 'hour_offer', 'portal_link', 'question_answer'));
create unique index answered_once on messages (agency_id, subject_id) where kind = 'question_answer';

-- Articles for readers: versions that are only added. What is shown is one version that somebody else than its writer has read.
create table articles (
  agency_id uuid not null references agencies,
  id uuid not null,
  -- Its part of the address, from its first title; it never changes.
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  author_id uuid not null,
  status text not null default 'draft' check (status in ('draft', 'in_review', 'approved')),
  shown_number integer,
  -- As it stands on the page: the name that the author lets stand there, with the licence held on the day of publishing.
  byline text not null default '' check (length(byline) <= 200),
  published_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  revision integer not null default 1,
  primary key (agency_id, id),
  unique (agency_id, slug),
  check ((shown_number is null) = (published_at is null) and (withdrawn_at is null or published_at is not null)),
  foreign key (agency_id, author_id) references staff,
  foreign key (agency_id, withdrawn_by) references staff (agency_id, id)
);
create index articles_by_day on articles (agency_id, published_at, id);
create table article_versions (
  agency_id uuid not null references agencies,
  article_id uuid not null,
  number integer not null check (number >= 1),
  content jsonb not null check (length(content::text) <= 60000),
  written_by uuid not null,
  written_at timestamptz not null,
  reviewed_by uuid,
  reviewed_at timestamptz,
  verdict text check (verdict in ('approved', 'returned')),
  note text not null default '' check (length(note) <= 500),
  primary key (agency_id, article_id, number),
  -- Nobody reads her own with a second pair of eyes.
  check (reviewed_by is distinct from written_by and (verdict is null) = (reviewed_by is null) and (verdict is null) = (reviewed_at is null)),
  foreign key (agency_id, article_id) references articles,
  foreign key (agency_id, written_by) references staff (agency_id, id),
  foreign key (agency_id, reviewed_by) references staff (agency_id, id)
);
alter table articles add foreign key (agency_id, id, shown_number) references article_versions (agency_id, article_id, number);
call protect('articles',
  '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'', ''administrator'')) or ((select actor_kind()) = ''visitor'' and published_at is not null and withdrawn_at is null)',
  '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'', ''administrator'')) and author_id = (select actor_staff())',
  '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'', ''administrator''))');
call protect('article_versions',
  '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'', ''administrator'')) or (article_id, number) in (select a.id, a.shown_number from articles a where a.published_at is not null and a.withdrawn_at is null)',
  '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'', ''administrator'')) and written_by = (select actor_staff())',
  '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'', ''administrator'')) and written_by <> (select actor_staff())');

-- A letter a month to whoever asked for it, with the address confirmed by a link. An address stands here alone: nothing leads from it
-- to anybody. One that was not confirmed is forgotten, and whoever leaves is deleted.
create table newsletter_readers (
  agency_id uuid not null references agencies,
  id uuid not null,
  email text not null check (length(email) between 3 and 254 and email = lower(email)),
  language text not null check (language in ('en', 'es')),
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  primary key (agency_id, id),
  unique (agency_id, email)
);
create index newsletter_readers_by_age on newsletter_readers (agency_id, asked_at) where confirmed_at is null;
create table newsletter_issues (
  agency_id uuid not null references agencies,
  id uuid not null,
  content jsonb not null check (length(content::text) <= 20000),
  written_by uuid not null,
  written_at timestamptz not null,
  sent_by uuid,
  sent_at timestamptz,
  -- To how many it went; the addresses are not kept with it.
  readers integer,
  revision integer not null default 1,
  primary key (agency_id, id),
  check ((sent_at is null) = (sent_by is null) and (sent_at is null) = (readers is null)),
  foreign key (agency_id, written_by) references staff (agency_id, id),
  foreign key (agency_id, sent_by) references staff (agency_id, id)
);
-- One letter to one address: of an issue, or the link to confirm. It is gone with the address.
create table newsletter_letters (
  agency_id uuid not null references agencies,
  id uuid not null,
  reader_id uuid not null,
  issue_id uuid,
  -- `sending` is committed before the network is spoken to; `unclear` may or may not have left, and is not sent again.
  status text not null default 'queued' check (status in ('queued', 'sending', 'sent', 'failed', 'unclear')),
  attempts integer not null default 0,
  claimed_until timestamptz,
  queued_at timestamptz not null,
  primary key (agency_id, id),
  unique nulls not distinct (agency_id, reader_id, issue_id),
  foreign key (agency_id, reader_id) references newsletter_readers on delete cascade,
  foreign key (agency_id, issue_id) references newsletter_issues
);
create index newsletter_letters_by_issue on newsletter_letters (agency_id, issue_id);
create index newsletter_letters_waiting on newsletter_letters (agency_id, status) where status in ('queued', 'sending');
-- Nobody who works here reads an address; how many there are is told by a function.
call protect('newsletter_readers', 'false', 'false', '(select actor_is_machine())', '(select actor_is_machine())');
call protect('newsletter_issues', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))');
call protect('newsletter_letters', 'false', 'false', '(select actor_is_machine())', '(select actor_is_machine())');
create function count_newsletter_readers() returns integer stable security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if not (actor_has_role('administrator') or actor_is_machine()) then return 0; end if;
  return (select count(*)::integer from newsletter_readers r where r.agency_id = agency() and r.confirmed_at is not null);
end $$;
