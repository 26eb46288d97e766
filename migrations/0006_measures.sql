-- Measures. That one is due or done is class service; what an adult answered about herself is her own (class caregiver);
-- the score of an answer about the child is the child's chart.

create table measure_requests (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  respondent_id uuid not null,
  about_id uuid not null,
  instrument text not null,
  version text not null,
  language text not null,
  status text not null default 'sent' check (status in ('sent', 'started', 'submitted', 'withdrawn')),
  requested_by uuid,
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  submitted_at timestamptz,
  battery_id uuid not null,
  place_in_battery integer not null default 1,
  -- The one link to the battery; null where it was answered on paper. Its token is worked out from this id and the secret key.
  link_id uuid,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, respondent_id) references persons,
  foreign key (agency_id, about_id) references persons
);
create index measure_requests_by_case on measure_requests (agency_id, case_id, requested_at);
create index measure_requests_by_battery on measure_requests (agency_id, battery_id);
create table measure_answers (
  agency_id uuid not null,
  request_id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('child_chart', 'relationship', 'caregiver')),
  owner_person_id uuid not null,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  answers jsonb not null default '{}',
  skipped text[] not null default '{}',
  -- The kinds of alert that an answer ever raised here, a changed one too: what help is shown stays.
  raised text[] not null default '{}',
  saved_at timestamptz not null,
  submitted_at timestamptz,
  primary key (agency_id, request_id),
  foreign key (agency_id, request_id) references measure_requests,
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons
);
create table measure_scores (
  agency_id uuid not null,
  request_id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('child_chart', 'relationship', 'caregiver')),
  owner_person_id uuid not null,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  instrument text not null,
  version text not null,
  language text not null,
  answered_on date not null,
  total numeric,
  result jsonb not null,
  primary key (agency_id, request_id),
  foreign key (agency_id, request_id) references measure_requests,
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons
);
create index measure_scores_by_case on measure_scores (agency_id, case_id, answered_on);
-- The same-day review after an answer that shows danger: in the adult's own record.
create table safety_reviews (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  class text not null default 'caregiver' check (class = 'caregiver'),
  owner_person_id uuid not null,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  request_id uuid not null,
  kind text not null check (kind in ('self_harm', 'safety_review')),
  raised_at timestamptz not null,
  reviewed_at timestamptz,
  reviewed_by uuid,
  review jsonb,
  primary key (agency_id, id),
  unique (agency_id, request_id, kind),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, request_id) references measure_requests
);
create index safety_reviews_open on safety_reviews (agency_id, case_id) where reviewed_at is null;
-- What the child's chart says of it: that there is something to see elsewhere, and nothing more.
create table case_pointers (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  points_to text not null check (points_to in ('caregiver_record')),
  review_id uuid not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (agency_id, id),
  unique (agency_id, review_id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, review_id) references safety_reviews
);
create index case_pointers_by_case on case_pointers (agency_id, case_id);

-- A respondent holds one link to one battery of one person, and reaches nothing else. It is dead from the day on which that
-- person is no longer around the child.
create function battery_requests() returns uuid[] stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(array_agg(m.id), '{}') from measure_requests m where actor_kind() = 'respondent' and m.agency_id = agency() and m.battery_id = actor_link() and m.status <> 'withdrawn'
    and exists (select from case_people p where p.agency_id = m.agency_id and p.case_id = m.case_id and p.person_id = m.respondent_id and holds_on(p.valid_from, p.valid_to, today()))
$$;
create function battery_cases() returns uuid[] stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(array_agg(distinct m.case_id), '{}') from measure_requests m where m.agency_id = agency() and m.id = any (battery_requests())
$$;
-- The gate of a link: whether the year is the child's birth year. Nothing else of the child leaves.
create function birth_year_matches(given integer) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select exists (select from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id
    where c.agency_id = agency() and c.id = any (battery_cases()) and extract(year from p.birth_date)::integer = given)
$$;
call protect('measure_requests', by_class('service') || ' or id = any ((select battery_requests())::uuid[]) or respondent_id = (select actor_person())', by_class('service'), by_class('service') || ' or id = any ((select battery_requests())::uuid[])');
call protect('measure_answers', '(' || by_row() || ') or request_id = any ((select battery_requests())::uuid[])', 'request_id = any ((select battery_requests())::uuid[])', 'request_id = any ((select battery_requests())::uuid[])');
call protect('measure_scores', by_row(), 'request_id = any ((select battery_requests())::uuid[])');
call protect('safety_reviews', by_row(), 'request_id = any ((select battery_requests())::uuid[])', '(select actor_is_staff()) and (' || by_row() || ')');
-- Only staff: a parent who reads the child's chart must not learn that there is something about the other.
call protect('case_pointers', '(select actor_is_staff()) and (' || by_class('child_chart') || ')', 'case_id = any ((select battery_cases())::uuid[])', '(select actor_is_staff()) and (' || by_class('child_chart') || ')');

-- Sent is sent: answers of a submitted form stay as they are.
create function refuse_change_after_submission() returns trigger language plpgsql as $$
begin
  if old.submitted_at is not null then raise exception 'a submitted form is not changed' using errcode = 'DY002'; end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger submitted_stays before update or delete on measure_answers for each row execute function refuse_change_after_submission();
