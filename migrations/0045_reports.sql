-- Reports of a programme. They hold counts of groups as they were shown, the agency's own words, and figures of its cost:
-- no row of a case, no name of anybody who was treated or who treats.

-- The agency's own paragraphs, as typed; the newest of a kind and a language holds.
create table report_words (
  agency_id uuid not null references agencies,
  id uuid not null,
  kind text not null check (kind in ('funder', 'quarter', 'board')),
  language text not null check (language in ('en', 'es')),
  words jsonb not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (agency_id, id),
  foreign key (agency_id, recorded_by) references staff
);
create index report_words_newest on report_words (agency_id, kind, language, recorded_at desc, id desc);

-- What left: the content from which the files are written, the same bytes each time, under its hash.
create table reports (
  agency_id uuid not null references agencies,
  id uuid not null,
  kind text not null check (kind in ('funder', 'quarter', 'board')),
  language text not null check (language in ('en', 'es')),
  with_return boolean not null,
  counted_on date,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  content jsonb not null,
  made_at timestamptz not null,
  made_by uuid not null,
  primary key (agency_id, id),
  foreign key (agency_id, made_by) references staff
);
create index reports_newest on reports (agency_id, made_at desc, id desc);

create function makes_reports() returns text immutable language sql as $$
  select '(select actor_has_role(''administrator'', ''senior_leader''))'
$$;
call protect('report_words', makes_reports(), makes_reports());
-- A report with figures of cost is read by those who may see what the programme costs.
call protect('reports', makes_reports() || ' or (not with_return and (select actor_has_role(''supervisor'', ''privacy_officer'')))', makes_reports());
