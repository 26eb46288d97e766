-- The plan of care of a case, version by version. A version is written as a draft, then its text is fixed; from then on
-- nothing in it changes, it is signed or the attempt is noted, and it is reviewed. That there is a version, its days and
-- its signatures are of the service; its words are of the child's chart, or of the relationship of one adult with the child.
create table plans (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  number integer not null check (number >= 1),
  revision integer not null default 1,
  started_on date not null,
  started_by uuid,
  saved_at timestamptz not null,
  -- The day from which its text stands as it is; null is a draft.
  fixed_on date,
  -- The day of the last of the signatures that it needs.
  approved_on date,
  primary key (agency_id, id),
  unique (agency_id, case_id, id),
  unique (agency_id, case_id, number),
  check (approved_on is null or fixed_on is not null),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, started_by) references staff
);
create unique index one_draft_of_a_plan on plans (agency_id, case_id) where fixed_on is null;

create table plan_goals (
  agency_id uuid not null,
  plan_id uuid not null,
  -- The same goal through all versions.
  id uuid not null,
  case_id uuid not null,
  place integer not null,
  words text not null check (length(words) <= 1000),
  primary key (agency_id, plan_id, id),
  foreign key (agency_id, case_id, plan_id) references plans (agency_id, case_id, id)
);

create table plan_objectives (
  agency_id uuid not null,
  plan_id uuid not null,
  -- The same objective through all versions.
  id uuid not null,
  case_id uuid not null,
  place integer not null,
  class text not null check (class in ('child_chart', 'relationship')),
  owner_person_id uuid,
  -- A standard goal by its letter, or a goal of the plan's own by its id; null while it is not said.
  goal text check (length(goal) <= 40),
  words text not null check (length(words) <= 2000),
  baseline text not null check (length(baseline) <= 2000),
  measure text check (length(measure) <= 80),
  measure_value numeric,
  direction text check (direction in ('at_most', 'at_least')),
  observable text not null check (length(observable) <= 2000),
  interventions text[] not null,
  review_on date,
  opened_on date not null,
  primary key (agency_id, plan_id, id),
  check ((class = 'relationship') = (owner_person_id is not null)),
  foreign key (agency_id, case_id, plan_id) references plans (agency_id, case_id, id),
  foreign key (agency_id, owner_person_id) references persons
);

create table plan_signatures (
  agency_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  case_id uuid not null,
  part text not null check (part in ('caregiver', 'clinician', 'supervisor')),
  person_id uuid,
  organization text check (length(organization) <= 200),
  staff_id uuid,
  signed_name text not null check (length(signed_name) between 1 and 200),
  way text not null check (way in ('here', 'paper')),
  document_id uuid,
  language text not null check (language in ('en', 'es')),
  words_version text not null,
  -- SHA-256 of the text as it stood before whoever signed.
  text_sha256 bytea not null check (length(text_sha256) = 32),
  signed_on date not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (agency_id, id),
  check ((part = 'caregiver') = (staff_id is null)),
  check (part <> 'caregiver' or (person_id is null) <> (organization is null)),
  check ((way = 'paper') = (document_id is not null)),
  foreign key (agency_id, case_id, plan_id) references plans (agency_id, case_id, id),
  foreign key (agency_id, person_id) references persons,
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, case_id, document_id) references documents (agency_id, case_id, id),
  foreign key (agency_id, recorded_by) references staff
);
create unique index signed_once on plan_signatures (agency_id, plan_id, part, coalesce(person_id::text, staff_id::text, organization));

-- An attempt that failed (22-A DCMR § 3412.2): its day is of the service, why it failed is of the chart.
create table plan_attempts (
  agency_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  case_id uuid not null,
  attempted_on date not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (agency_id, id),
  unique (agency_id, case_id, id),
  foreign key (agency_id, case_id, plan_id) references plans (agency_id, case_id, id),
  foreign key (agency_id, recorded_by) references staff
);
create index plan_attempts_by_plan on plan_attempts (agency_id, plan_id);
create table plan_attempt_reasons (
  agency_id uuid not null,
  attempt_id uuid not null,
  case_id uuid not null,
  reason text not null check (length(reason) between 1 and 2000),
  primary key (agency_id, attempt_id),
  foreign key (agency_id, case_id, attempt_id) references plan_attempts (agency_id, case_id, id)
);

create table plan_reviews (
  agency_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  case_id uuid not null,
  reviewed_on date not null,
  why text not null check (why in ('due', 'change')),
  outcome text not null check (outcome in ('keeps', 'new_version')),
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (agency_id, id),
  unique (agency_id, case_id, id),
  foreign key (agency_id, case_id, plan_id) references plans (agency_id, case_id, id),
  foreign key (agency_id, recorded_by) references staff
);
create index plan_reviews_by_plan on plan_reviews (agency_id, plan_id);
create table plan_progress (
  agency_id uuid not null,
  review_id uuid not null,
  plan_id uuid not null,
  objective_id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('child_chart', 'relationship')),
  owner_person_id uuid,
  rating integer not null check (rating between -1 and 3),
  words text not null check (length(words) <= 4000),
  status text not null check (status in ('open', 'reached', 'changed', 'dropped')),
  status_on date not null,
  primary key (agency_id, review_id, objective_id),
  check ((class = 'relationship') = (owner_person_id is not null)),
  foreign key (agency_id, case_id, review_id) references plan_reviews (agency_id, case_id, id),
  foreign key (agency_id, plan_id, objective_id) references plan_objectives,
  foreign key (agency_id, owner_person_id) references persons
);
create index plan_progress_by_objective on plan_progress (agency_id, plan_id, objective_id);

-- Why a stage began although gate G3 was not met; of the chart.
create table stage_exceptions (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  gate text not null check (gate = 'G3'),
  stage integer not null check (stage in (2, 3)),
  reason text not null check (length(reason) between 10 and 2000),
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, decided_by) references staff
);
create index stage_exceptions_by_case on stage_exceptions (agency_id, case_id);

-- The words of a plan: of the child's chart, or of the relationship of one adult with the child. A family reads no draft.
create function sees_plan_words() returns text immutable language sql as $$
  select '((class = ''child_chart'' and (' || by_class('child_chart') || $q$)) or (class = 'relationship' and ((select sees_all('relationship')) or case_id = any ((select cases_for('relationship'))::uuid[])
    or ((select granted('relationship', 'own_dyad')) and owner_person_id = (select actor_person()) and case_id = any ((select own_dyad_cases())::uuid[])))))$q$
$$;
create function writes_plan() returns text immutable language sql as $$
  select '(select actor_has_role(''clinician'', ''trainee'', ''supervisor'')) and (' || by_class('child_chart') || ')'
$$;
call protect('plans', '(' || by_class('service') || ') or (fixed_on is not null and ((' || by_class('child_chart') || ') or ((select granted(''relationship'', ''own_dyad'')) and case_id = any ((select own_dyad_cases())::uuid[]))))', writes_plan(), writes_plan());
call protect('plan_goals', '(' || by_class('child_chart') || ') and ((select actor_is_staff()) or exists (select from plans p where p.agency_id = plan_goals.agency_id and p.id = plan_id and p.fixed_on is not null))', writes_plan(), 'false', writes_plan());
call protect('plan_objectives', sees_plan_words() || ' and ((select actor_is_staff()) or exists (select from plans p where p.agency_id = plan_objectives.agency_id and p.id = plan_id and p.fixed_on is not null))', writes_plan(), 'false', writes_plan());
call protect('plan_signatures', '(' || by_class('service') || ') or person_id = (select actor_person())', writes_plan());
call protect('plan_attempts', by_class('service'), writes_plan());
call protect('plan_attempt_reasons', by_class('child_chart'), writes_plan());
call protect('plan_reviews', '(' || by_class('service') || ') or (' || by_class('child_chart') || ') or ((select granted(''relationship'', ''own_dyad'')) and case_id = any ((select own_dyad_cases())::uuid[]))', writes_plan());
call protect('plan_progress', sees_plan_words(), writes_plan());
call protect('stage_exceptions', by_class('child_chart'), '(select actor_has_role(''supervisor'')) and decided_by = (select actor_staff()) and (' || by_class('service') || ')');

-- What stands fixed stays as it is: the words of a version, and the version itself but for the day of its approval.
create function keep_plan() returns trigger language plpgsql as $$
begin
  if old.fixed_on is not null and (old.approved_on is not null or to_jsonb(new) - 'approved_on' <> to_jsonb(old) - 'approved_on') then
    raise exception 'a plan whose text is fixed is followed by another version and never changed' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_plan before update on plans for each row execute function keep_plan();
create function keep_plan_words() returns trigger language plpgsql as $$
declare
  one record;
begin
  if tg_op = 'DELETE' then one := old; else one := new; end if;
  if exists (select from plans p where p.agency_id = one.agency_id and p.id = one.plan_id and p.fixed_on is not null) then
    raise exception 'a plan whose text is fixed is followed by another version and never changed' using errcode = '42501';
  end if;
  return one;
end $$;
create trigger keep_plan_words before insert or delete on plan_goals for each row execute function keep_plan_words();
create trigger keep_plan_words before insert or delete on plan_objectives for each row execute function keep_plan_words();
-- Only a fixed version is signed, attempted and reviewed.
create function need_fixed_plan() returns trigger language plpgsql as $$
begin
  if not exists (select from plans p where p.agency_id = new.agency_id and p.id = new.plan_id and p.fixed_on is not null) then
    raise exception 'the text of this plan is not fixed yet' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger need_fixed_plan before insert on plan_signatures for each row execute function need_fixed_plan();
create trigger need_fixed_plan before insert on plan_attempts for each row execute function need_fixed_plan();
create trigger need_fixed_plan before insert on plan_reviews for each row execute function need_fixed_plan();
