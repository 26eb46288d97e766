-- Consents with their evidence, and what leaves the record. A release, a letter or an authorization is about one person:
-- the child, or one adult; what an adult signed or had sent about herself is that adult's own row and leaves no trace for
-- another. What is fixed is never changed; whoever got what stands in the log of disclosures.

-- Whether a signature by this authority counts only with that of a second holder (an order may ask for both).
alter table authorities add column second_signature boolean not null default false;

alter table consents drop constraint consents_kind_check;
alter table consents add constraint consents_kind_check check (kind in ('treatment', 'telehealth', 'video', 'supervised_practice', 'messages', 'privacy_notice'));
alter table consents add column way text not null default 'here' check (way in ('here', 'paper', 'spoken'));
alter table consents add column document_id uuid;
-- The lines as they stood before whoever signed, and their SHA-256; null where it was signed before both were kept.
alter table consents add column signed_lines jsonb;
alter table consents add column text_sha256 bytea check (length(text_sha256) = 32);
alter table consents add column witness text not null default '' check (length(witness) <= 200);
-- What was tried where the notice of privacy practices was given and its receipt not signed (45 CFR 164.520(c)(2)(ii)).
alter table consents add column effort text not null default '' check (length(effort) <= 500);
alter table consents add column copy_way text check (copy_way in ('paper', 'sent', 'not_wanted'));
alter table consents add column copy_on date;
alter table consents add column withdrawn_at timestamptz;
alter table consents add column withdrawn_by uuid;
alter table consents add foreign key (agency_id, case_id, document_id) references documents (agency_id, case_id, id);
alter table consents add foreign key (agency_id, withdrawn_by) references staff;
alter table consents add check ((signed_lines is null) = (text_sha256 is null));
alter table consents add check ((copy_way is null) = (copy_on is null));
-- What was signed stays; only that a copy was given, and that it was withdrawn, is learned later, each once.
create function keep_consent() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - array['withdrawn_on', 'withdrawn_at', 'withdrawn_by', 'copy_way', 'copy_on', 'valid_to'] <> to_jsonb(old) - array['withdrawn_on', 'withdrawn_at', 'withdrawn_by', 'copy_way', 'copy_on', 'valid_to']
    or (old.withdrawn_on is not null and (new.withdrawn_on, new.withdrawn_at, new.withdrawn_by) is distinct from (old.withdrawn_on, old.withdrawn_at, old.withdrawn_by))
    or (old.copy_on is not null and (new.copy_way, new.copy_on) is distinct from (old.copy_way, old.copy_on)) then
    raise exception 'a consent is withdrawn or ends, and is never changed' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_consent before update on consents for each row execute function keep_consent();

-- A request for records from outside, or of an adult for the own: a subpoena, an order, a request for access. Seen by who
-- answers for privacy, whoever took it in, and those who treat; of an adult's own request, by no other adult.
create table records_requests (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('subpoena', 'court_order', 'access')),
  received_on date not null,
  due_on date not null check (due_on >= received_on),
  asker text not null check (length(asker) between 1 and 200),
  person_id uuid,
  case_number text not null default '' check (length(case_number) <= 100),
  asked text not null check (length(asked) between 1 and 2000),
  document_id uuid,
  recorded_by uuid,
  recorded_at timestamptz not null,
  -- What the review of the privacy officer found.
  reviewed_by uuid,
  reviewed_at timestamptz,
  judge_signed boolean,
  opens text[] not null default '{}' check (opens <@ array['service', 'child_chart', 'relationship', 'caregiver']),
  opens_person_id uuid,
  review_id uuid,
  answer text check (answer in ('released', 'objected', 'not_available', 'refused')),
  answer_words text not null default '' check (length(answer_words) <= 2000),
  answered_on date,
  answered_by uuid,
  primary key (agency_id, id),
  unique (agency_id, case_id, id),
  check ((kind = 'access') = (person_id is not null)),
  check ((reviewed_at is null) = (reviewed_by is null)),
  check ((answer is null) = (answered_on is null)),
  check (opens_person_id is not null or not opens && array['relationship', 'caregiver']),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, person_id) references persons,
  foreign key (agency_id, opens_person_id) references persons,
  foreign key (agency_id, case_id, document_id) references documents (agency_id, case_id, id),
  foreign key (agency_id, recorded_by) references staff,
  foreign key (agency_id, reviewed_by) references staff,
  foreign key (agency_id, answered_by) references staff,
  foreign key (agency_id, review_id) references privacy_reviews
);
create index records_requests_by_case on records_requests (agency_id, case_id, id);
create index records_requests_open on records_requests (agency_id, due_on) where answer is null;

-- An authorization to disclose: about the child, signed by authority; or about one adult, signed by that adult. Its fields
-- are read out as text, and the text is signed under its hash.
create table authorizations (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('child_chart', 'caregiver')),
  owner_person_id uuid,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  -- Whose record it opens.
  subject_id uuid not null,
  recipient_kind text not null,
  recipient jsonb not null,
  purpose text not null check (length(purpose) between 1 and 500),
  opens text[] not null check (opens <@ array['service', 'child_chart', 'relationship', 'caregiver', 'psychotherapy_note'] and cardinality(opens) > 0),
  opens_part2 boolean not null default false,
  period_from date,
  period_to date check (period_to >= period_from),
  expires_on date not null,
  expires_when text not null default '' check (length(expires_when) <= 300),
  language text not null check (language in ('en', 'es')),
  prepared_by uuid,
  prepared_at timestamptz not null,
  authority_id uuid,
  signer_id uuid,
  signer_organization text check (length(signer_organization) <= 200),
  signed_name text check (length(signed_name) between 1 and 200),
  way text check (way in ('here', 'paper')),
  document_id uuid,
  witness text not null default '' check (length(witness) <= 200),
  signed_lines jsonb,
  text_sha256 bytea check (length(text_sha256) = 32),
  signed_on date,
  signed_at timestamptz,
  copy_way text check (copy_way in ('paper', 'sent', 'not_wanted')),
  copy_on date,
  ended_at timestamptz,
  ended_on date,
  ended_why text check (ended_why in ('revoked', 'event', 'mistake')),
  ended_by uuid,
  primary key (agency_id, id),
  unique (agency_id, case_id, id),
  check ((class = 'caregiver') = (owner_person_id is not null)),
  check (owner_person_id is null or owner_person_id = subject_id),
  -- Psychotherapy notes are opened by an authorization of their own and nothing else (45 CFR 164.508(b)(3)(ii)).
  check (not 'psychotherapy_note' = any (opens) or cardinality(opens) = 1),
  check (class = 'caregiver' or not opens && array['relationship', 'caregiver']),
  check (not opens_part2 or class = 'caregiver'),
  check ((signed_at is null) = (text_sha256 is null) and (signed_at is null) = (signed_lines is null) and (signed_at is null) = (signed_name is null) and (signed_at is null) = (way is null)),
  check (way <> 'paper' or document_id is not null),
  check ((ended_at is null) = (ended_why is null)),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, subject_id) references persons,
  foreign key (agency_id, authority_id) references authorities,
  foreign key (agency_id, signer_id) references persons,
  foreign key (agency_id, prepared_by) references staff,
  foreign key (agency_id, ended_by) references staff,
  foreign key (agency_id, case_id, document_id) references documents (agency_id, case_id, id)
);
create index authorizations_by_case on authorizations (agency_id, case_id, id);

-- What is to leave the record: parts of it, or a letter. Drafted, fixed as a document with its hash, then sent.
create table releases (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('child_chart', 'caregiver', 'report')),
  owner_person_id uuid,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  form text not null check (form in ('record', 'letter')),
  letter_kind text check (letter_kind in ('court', 'child_welfare', 'school', 'referrer', 'closing', 'attendance')),
  subject_id uuid not null,
  recipient_kind text not null,
  recipient jsonb not null,
  recipient_person_id uuid,
  purpose text not null check (length(purpose) between 1 and 500),
  basis text not null check (basis in ('authorization', 'representative_request', 'coordination', 'court_order', 'subpoena', 'report', 'own_request')),
  authorization_id uuid,
  authority_id uuid,
  request_id uuid,
  opens text[] not null check (opens <@ array['service', 'child_chart', 'relationship', 'caregiver', 'psychotherapy_note'] and cardinality(opens) > 0),
  period_from date,
  period_to date check (period_to >= period_from),
  language text not null check (language in ('en', 'es')),
  revision integer not null default 1,
  made_by uuid,
  made_at timestamptz not null,
  fixed_at timestamptz,
  fixed_by uuid,
  document_id uuid,
  text_sha256 bytea check (length(text_sha256) = 32),
  -- How many parts it has, so that nobody sends it who does not see all of them.
  part_count integer,
  sent_on date,
  sent_way text check (sent_way in ('handed_over', 'post', 'fax', 'secure_mail')),
  sent_by uuid,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  primary key (agency_id, id),
  unique (agency_id, case_id, id),
  check ((form = 'letter') = (letter_kind is not null)),
  check ((class = 'caregiver') = (owner_person_id is not null)),
  check (owner_person_id is null or owner_person_id = subject_id),
  check ((class = 'report') = (basis = 'report') and (class <> 'report' or owner_staff_id is not null)),
  check ((basis = 'authorization') = (authorization_id is not null)),
  check ((basis = 'representative_request') = (authority_id is not null)),
  check ((fixed_at is null) = (document_id is null) and (fixed_at is null) = (text_sha256 is null)),
  check (sent_on is null or (fixed_at is not null and withdrawn_at is null)),
  check ((sent_on is null) = (sent_way is null)),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, owner_staff_id) references staff,
  foreign key (agency_id, subject_id) references persons,
  foreign key (agency_id, recipient_person_id) references persons,
  foreign key (agency_id, case_id, authorization_id) references authorizations (agency_id, case_id, id),
  foreign key (agency_id, authority_id) references authorities,
  foreign key (agency_id, case_id, request_id) references records_requests (agency_id, case_id, id),
  foreign key (agency_id, case_id, document_id) references documents (agency_id, case_id, id),
  foreign key (agency_id, made_by) references staff,
  foreign key (agency_id, fixed_by) references staff,
  foreign key (agency_id, sent_by) references staff,
  foreign key (agency_id, withdrawn_by) references staff
);
create index releases_by_case on releases (agency_id, case_id, id);

-- The parts of what leaves: sentences of a letter, or pointers to what of the record went, each of one class with one owner.
create table release_parts (
  agency_id uuid not null,
  release_id uuid not null,
  place integer not null,
  case_id uuid not null,
  class text not null check (class in ('service', 'child_chart', 'relationship', 'caregiver', 'psychotherapy_note')),
  owner_person_id uuid,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  -- A template by its name, or 'own' for a sentence of the author's; of a record, the kind of fact.
  source text not null check (length(source) between 1 and 60),
  fact_ids uuid[] not null default '{}',
  dated_on date,
  words text not null default '' check (length(words) <= 2000),
  primary key (agency_id, release_id, place),
  check (class not in ('relationship', 'caregiver') or owner_person_id is not null),
  check (not part2 or owner_person_id is not null),
  foreign key (agency_id, case_id, release_id) references releases (agency_id, case_id, id),
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, owner_staff_id) references staff
);

-- Who got what, when, on which basis (D.C. Code § 7-1201.04(a); 45 CFR 164.528). Written when it is sent, never changed.
create table disclosures (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  release_id uuid not null,
  class text not null check (class in ('child_chart', 'caregiver', 'report')),
  owner_person_id uuid,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  disclosed_on date not null,
  recipient text not null check (length(recipient) between 1 and 500),
  description text not null check (length(description) between 1 and 1000),
  basis text not null,
  purpose text not null,
  way text not null,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (agency_id, id),
  unique (agency_id, release_id),
  foreign key (agency_id, case_id, release_id) references releases (agency_id, case_id, id),
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, owner_staff_id) references staff,
  foreign key (agency_id, recorded_by) references staff
);
create index disclosures_by_case on disclosures (agency_id, case_id, id);

-- Who prepares what leaves: those who treat. A family reads what was sent and what it signed, never a draft.
create function handles_release() returns text immutable language sql as $$
  select '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'', ''privacy_officer'')) and (' || by_row() || ')'
$$;
create function writes_release() returns text immutable language sql as $$
  select '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'')) and (' || by_row() || ')'
$$;
call protect('records_requests', '(select actor_is_staff()) and ((select actor_has_role(''privacy_officer'')) or recorded_by = (select actor_staff()) or case_id = any ((select cases_for(''caregiver''))::uuid[]))',
  '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'', ''administrator'', ''front_desk'', ''privacy_officer'')) and recorded_by = (select actor_staff()) and (' || by_class('service') || ')',
  '(select actor_has_role(''privacy_officer''))');
call protect('authorizations', '(' || by_row() || ') and ((select actor_is_staff()) or signed_at is not null)', writes_release(), handles_release());
call protect('releases', '(' || by_row() || ') and ((select actor_is_staff()) or sent_on is not null)', writes_release(), handles_release());
call protect('release_parts', '(' || by_row() || ') and (select actor_is_staff()) and exists (select from releases r where r.agency_id = release_parts.agency_id and r.id = release_id)',
  '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'')) and exists (select from releases r where r.agency_id = release_parts.agency_id and r.id = release_id) and (' || by_class('service') || ')', 'false',
  writes_release());
call protect('disclosures', by_row(), handles_release());

create function keep_release() returns trigger language plpgsql as $$
declare
  later text[] := case when old.fixed_at is null then array['revision', 'fixed_at', 'fixed_by', 'document_id', 'text_sha256', 'part_count', 'withdrawn_at', 'withdrawn_by'] else array['sent_on', 'sent_way', 'sent_by', 'withdrawn_at', 'withdrawn_by'] end;
begin
  if old.sent_on is not null or old.withdrawn_at is not null or to_jsonb(new) - later <> to_jsonb(old) - later then
    raise exception 'what is fixed to leave is sent or withdrawn, and never changed' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_release before update on releases for each row execute function keep_release();
create function keep_release_parts() returns trigger language plpgsql as $$
declare
  one record;
begin
  if tg_op = 'DELETE' then one := old; else one := new; end if;
  if exists (select from releases r where r.agency_id = one.agency_id and r.id = one.release_id and r.fixed_at is not null) then
    raise exception 'what is fixed to leave is sent or withdrawn, and never changed' using errcode = '42501';
  end if;
  return one;
end $$;
create trigger keep_release_parts before insert or delete on release_parts for each row execute function keep_release_parts();
create function keep_authorization() returns trigger language plpgsql as $$
declare
  ends text[] := array['ended_at', 'ended_on', 'ended_why', 'ended_by'];
  copies text[] := array['copy_way', 'copy_on'];
  signs text[] := array['authority_id', 'signer_id', 'signer_organization', 'signed_name', 'way', 'document_id', 'witness', 'signed_lines', 'text_sha256', 'signed_on', 'signed_at'];
begin
  if old.ended_at is not null or (old.copy_on is not null and (new.copy_way, new.copy_on) is distinct from (old.copy_way, old.copy_on))
    or to_jsonb(new) - (ends || copies || case when old.signed_at is null then signs else '{}' end) <> to_jsonb(old) - (ends || copies || case when old.signed_at is null then signs else '{}' end) then
    raise exception 'an authorization is ended and never changed' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_authorization before update on authorizations for each row execute function keep_authorization();
create function keep_records_request() returns trigger language plpgsql as $$
declare
  later text[] := array['reviewed_by', 'reviewed_at', 'judge_signed', 'opens', 'opens_person_id', 'review_id', 'answer', 'answer_words', 'answered_on', 'answered_by'];
begin
  if old.answer is not null or to_jsonb(new) - later <> to_jsonb(old) - later then
    raise exception 'a request for records is answered and never changed' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_records_request before update on records_requests for each row execute function keep_records_request();
