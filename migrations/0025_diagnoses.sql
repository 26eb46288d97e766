-- Diagnoses over time. A diagnosis is what was found; what is held of it (provisional, confirmed, ruled out, resolved, or
-- entered in error) are rows of their own, each with its day and who wrote it, one after the other. Nothing is written
-- over: a later row is a change from its day on, or says that the row before it was wrong.

alter table diagnoses
  add column finding_kind text check (finding_kind in ('agency', 'court')),
  add column finding_by text check (length(finding_by) between 1 and 200),
  add column finding_on date,
  add column finding_document_id uuid,
  add unique (agency_id, case_id, id),
  add foreign key (agency_id, case_id, finding_document_id) references documents (agency_id, case_id, id),
  add check ((finding_kind is null) = (finding_by is null) and (finding_kind is null) = (finding_on is null)),
  add check (finding_document_id is null or finding_kind is not null);
-- Who found it is asked of every confirmed maltreatment from now on; what was recorded before stays as it was written.
create function refuse_unnamed_finding() returns trigger language plpgsql as $$
begin
  if new.system = 'ICD-10-CM' and new.code ~* '^T74' and new.finding_kind is null then
    raise exception 'a confirmed maltreatment names who found it' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger names_who_found_it before insert on diagnoses for each row execute function refuse_unnamed_finding();

create table diagnosis_statuses (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  diagnosis_id uuid not null,
  status text not null check (status in ('provisional', 'confirmed', 'ruled_out', 'resolved', 'entered_in_error')),
  since date not null,
  reason text not null default '' check (length(reason) <= 500),
  -- The first is 1; of two that take the same place the slower is refused.
  place integer not null check (place > 0),
  -- True where the row before was wrong, so that it counts for no day.
  corrects boolean not null default false,
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (agency_id, id),
  unique (agency_id, diagnosis_id, place),
  check (place > 1 or not corrects),
  foreign key (agency_id, case_id, diagnosis_id) references diagnoses (agency_id, case_id, id),
  foreign key (agency_id, recorded_by) references staff (agency_id, id)
);
create index diagnosis_statuses_by_case on diagnosis_statuses (agency_id, case_id);

-- Which diagnosis of a case is the primary one: the row of the last place. Null: none is.
create table diagnosis_primaries (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  diagnosis_id uuid,
  place integer not null check (place > 0),
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (agency_id, id),
  unique (agency_id, case_id, place),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, case_id, diagnosis_id) references diagnoses (agency_id, case_id, id),
  foreign key (agency_id, recorded_by) references staff (agency_id, id)
);

-- What ended before has the day after its last one; what stood is held without anybody having said how.
alter table diagnoses no force row level security;
alter table corrections no force row level security;
insert into diagnosis_statuses (agency_id, id, case_id, diagnosis_id, place, status, since, reason, recorded_by, recorded_at)
  select d.agency_id, gen_random_uuid(), d.case_id, d.id, 1, case d.status when 'ended' then 'resolved' else 'entered_in_error' end,
    coalesce(d.ended_on + case d.status when 'ended' then 1 else 0 end, d.recorded_at::date), coalesce(c.reason, ''), coalesce(c.corrected_by, d.recorded_by), coalesce(c.corrected_at, d.recorded_at)
  from diagnoses d left join lateral (select k.reason, k.corrected_by, k.corrected_at from corrections k where k.agency_id = d.agency_id and k.subject = 'diagnosis' and k.subject_id = d.id order by k.corrected_at desc limit 1) c on true
  where d.status <> 'active';
alter table diagnoses force row level security;
alter table corrections force row level security;

-- A claim names what is held on the day it is made.
create or replace view claim_fields with (security_barrier) as
  select d.agency_id, d.case_id, d.system, d.code from diagnoses d
  where d.agency_id = agency()
    and not exists (select from diagnosis_statuses s where s.agency_id = d.agency_id and s.diagnosis_id = d.id and s.status in ('ruled_out', 'resolved', 'entered_in_error')
      and not exists (select from diagnosis_statuses n where n.agency_id = s.agency_id and n.diagnosis_id = s.diagnosis_id and n.place > s.place))
    and exists (select from disclosure_grants g where g.class = 'child_chart' and g.relation = 'any' and g.view = 'claim_fields' and g.role = any (actor_roles()) and actor_is_staff());

alter table diagnoses drop column status, drop column ended_on;
drop policy changes on diagnoses;
revoke update on diagnoses from dyad_app;

call protect('diagnosis_statuses', by_class('child_chart'), by_class('child_chart'));
call protect('diagnosis_primaries', by_class('child_chart'), by_class('child_chart'));
