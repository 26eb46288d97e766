-- Fidelity as it falls out of the record: a packet is one row of the service (that it was due, confirmed, by whom, about
-- which days), its content are rows each of one class: the ratings and the clinician's reflection belong to the clinician
-- and the supervisor alone, a step to whoever reads that step. What was confirmed never changes; a correction is another
-- version. Nothing of it is a family's to read, and none of it is of the child's chart.
create table fidelity_packets (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  course integer not null check (course >= 1),
  kind text not null check (kind in ('foundational', 'core', 'recapitulation')),
  -- The days of the stage that it is about; the first names the packet among those of its kind.
  period_from date not null,
  period_to date not null check (period_to >= period_from),
  due_on date not null,
  clinician_id uuid not null,
  supervisor_id uuid,
  version integer not null check (version >= 1),
  -- Held sessions without a signed note when it was confirmed: 0 is a complete packet.
  notes_owed integer not null check (notes_owed >= 0),
  -- SHA-256 of its content as it was confirmed.
  content_sha256 bytea not null check (length(content_sha256) = 32),
  confirmed_at timestamptz not null,
  confirmed_by uuid not null,
  primary key (agency_id, id),
  unique (agency_id, case_id, id),
  unique (agency_id, case_id, course, kind, period_from, clinician_id, version),
  check (confirmed_by = clinician_id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, clinician_id) references staff,
  foreign key (agency_id, supervisor_id) references staff,
  foreign key (agency_id, confirmed_by) references staff
);
create index fidelity_packets_by_supervisor on fidelity_packets (agency_id, supervisor_id);

create table fidelity_values (
  agency_id uuid not null,
  packet_id uuid not null,
  case_id uuid not null,
  key text not null check (length(key) between 1 and 120),
  class text not null check (class in ('service', 'child_chart', 'relationship', 'caregiver', 'protective', 'supervision')),
  owner_person_id uuid,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  value jsonb not null,
  -- What the record alone suggested, beside the value that the clinician confirmed; null where nothing was suggested.
  suggestion jsonb,
  -- The sessions and steps that it was read from.
  sources jsonb not null default '[]',
  primary key (agency_id, packet_id, key),
  check ((class in ('relationship', 'caregiver')) = (owner_person_id is not null)),
  check ((class = 'supervision') = (owner_staff_id is not null)),
  check (not part2),
  foreign key (agency_id, case_id, packet_id) references fidelity_packets (agency_id, case_id, id),
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, owner_staff_id) references staff,
  foreign key (agency_id, counterpart_staff_id) references staff
);

-- What the supervisor said of a packet: that it was looked at is of the service, the words are between the two.
create table fidelity_reviews (
  agency_id uuid not null,
  packet_id uuid not null,
  case_id uuid not null,
  outcome text not null check (outcome in ('agreed', 'returned')),
  reviewed_at timestamptz not null,
  reviewed_by uuid not null,
  primary key (agency_id, packet_id),
  foreign key (agency_id, case_id, packet_id) references fidelity_packets (agency_id, case_id, id),
  foreign key (agency_id, reviewed_by) references staff
);
create table fidelity_review_words (
  agency_id uuid not null,
  packet_id uuid not null,
  case_id uuid not null,
  class text not null default 'supervision' check (class = 'supervision'),
  owner_staff_id uuid not null,
  counterpart_staff_id uuid not null,
  words text not null check (length(words) between 1 and 4000),
  primary key (agency_id, packet_id),
  foreign key (agency_id, packet_id) references fidelity_reviews (agency_id, packet_id),
  foreign key (agency_id, case_id, packet_id) references fidelity_packets (agency_id, case_id, id),
  foreign key (agency_id, owner_staff_id) references staff,
  foreign key (agency_id, counterpart_staff_id) references staff
);

-- A completed paper beside a packet: a document of the same two persons.
create table fidelity_papers (
  agency_id uuid not null,
  packet_id uuid not null,
  document_id uuid not null,
  case_id uuid not null,
  added_at timestamptz not null,
  added_by uuid,
  primary key (agency_id, packet_id, document_id),
  foreign key (agency_id, case_id, packet_id) references fidelity_packets (agency_id, case_id, id),
  foreign key (agency_id, case_id, document_id) references documents (agency_id, case_id, id),
  foreign key (agency_id, added_by) references staff
);

-- Times and thresholds of the programme; the newest row holds, and none is the shipped file.
create table fidelity_settings (
  agency_id uuid not null references agencies,
  id uuid not null,
  content jsonb not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (agency_id, id),
  foreign key (agency_id, recorded_by) references staff
);

-- The layouts that a site has the right to use, version by version.
create table fidelity_packs (
  agency_id uuid not null references agencies,
  id uuid not null,
  pack text not null check (length(pack) between 1 and 60),
  version text not null check (length(version) between 1 and 40),
  content jsonb not null,
  imported_at timestamptz not null,
  imported_by uuid,
  primary key (agency_id, id),
  unique (agency_id, pack, version),
  foreign key (agency_id, imported_by) references staff
);

create function sees_fidelity() returns text immutable language sql as $$
  select '(select actor_is_staff()) and (' || by_row() || ' or (class = ''protective'' and (' || by_class('protective') || ')))'
$$;
create function writes_fidelity() returns text immutable language sql as $$
  select '(select actor_has_role(''clinician'', ''trainee'')) and (' || by_class('child_chart') || ')'
$$;
call protect('fidelity_packets', '(select actor_is_staff()) and (' || by_class('service') || ')', writes_fidelity() || ' and clinician_id = (select actor_staff())');
call protect('fidelity_values', sees_fidelity(), writes_fidelity() || ' and coalesce(owner_staff_id, (select actor_staff())) = (select actor_staff()) and exists (select from fidelity_packets p where p.agency_id = fidelity_values.agency_id and p.id = packet_id and p.clinician_id = (select actor_staff()))');
call protect('fidelity_reviews', '(select actor_is_staff()) and (' || by_class('service') || ')', 'reviewed_by = (select actor_staff()) and exists (select from fidelity_packets p where p.agency_id = fidelity_reviews.agency_id and p.id = packet_id and p.supervisor_id = (select actor_staff()))');
call protect('fidelity_review_words', '(select actor_is_staff()) and ((owner_staff_id = (select actor_staff()) and (select granted(''supervision'', ''author''))) or (counterpart_staff_id = (select actor_staff()) and (select granted(''supervision'', ''counterpart''))))', 'counterpart_staff_id = (select actor_staff()) and exists (select from fidelity_packets p where p.agency_id = fidelity_review_words.agency_id and p.id = packet_id and p.supervisor_id = (select actor_staff()))');
-- That a paper stands beside a packet is known to whoever sees the paper.
call protect('fidelity_papers', '(select actor_is_staff()) and exists (select from documents d where d.agency_id = fidelity_papers.agency_id and d.id = document_id)', writes_fidelity() || ' and exists (select from fidelity_packets p where p.agency_id = fidelity_papers.agency_id and p.id = packet_id and p.clinician_id = (select actor_staff()))');
call protect('fidelity_settings', '(select actor_is_staff())', '(select actor_has_role(''administrator'', ''supervisor''))');
call protect('fidelity_packs', '(select actor_is_staff())', '(select actor_has_role(''administrator''))');
