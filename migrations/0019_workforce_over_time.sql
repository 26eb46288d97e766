-- What somebody is qualified by and where they belong, over time. Nothing is overwritten: what is set right is a new row
-- that names the one it replaces, and the end of a belonging is kept with each day it was ever given. Class agency: who
-- works here as what, of interest to everybody who works here, and never to families or outside.

alter table credentials drop constraint credentials_kind_check;
alter table credentials add constraint credentials_kind_check check (kind in ('licence', 'degree', 'cpp_training', 'certification', 'practice', 'background_check'));
-- The document itself stays where the agency keeps its staff files; here stands what it is called and where to look.
alter table credentials add column document_name text not null default '' check (length(document_name) <= 200);
alter table credentials add column document_place text not null default '' check (length(document_place) <= 500);
alter table credentials add column supersedes uuid;
alter table credentials add column reason text not null default '' check (length(reason) <= 500);
alter table credentials add column ended_by uuid;
alter table credentials add foreign key (agency_id, supersedes) references credentials (agency_id, id);
alter table credentials add foreign key (agency_id, ended_by) references staff (agency_id, id);
create unique index credentials_superseded_once on credentials (agency_id, supersedes);

alter table agency_certificates add column supersedes uuid;
alter table agency_certificates add column reason text not null default '' check (length(reason) <= 500);
alter table agency_certificates add column ended_at timestamptz;
alter table agency_certificates add column ended_by uuid;
alter table agency_certificates add foreign key (agency_id, supersedes) references agency_certificates (agency_id, id);
alter table agency_certificates add foreign key (agency_id, ended_by) references staff (agency_id, id);
create unique index agency_certificates_superseded_once on agency_certificates (agency_id, supersedes);

-- A replaced row only learns that it was replaced, once.
create function keep_what_was_recorded() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null or to_jsonb(new) - 'ended_at' - 'ended_by' <> to_jsonb(old) - 'ended_at' - 'ended_by' then
    raise exception 'what was recorded is replaced by a new row and never changed' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_what_was_recorded before update on credentials for each row execute function keep_what_was_recorded();
create trigger keep_what_was_recorded before update on agency_certificates for each row execute function keep_what_was_recorded();

alter table teams add column serves_medicaid boolean;
alter table team_members add column id uuid not null default gen_random_uuid();
alter table team_members add column has_authority boolean;
alter table team_members add column cohort_role text not null default '' check (cohort_role in ('', 'clinician', 'supervisor', 'administrative_leader', 'senior_leader'));
alter table team_members add constraint team_members_in_order check (valid_to is null or valid_to >= valid_from);
create unique index team_members_by_id on team_members (agency_id, id);
alter table supervisions add column id uuid not null default gen_random_uuid();
create unique index supervisions_by_id on supervisions (agency_id, id);

-- Each day that a belonging was ever said to end on: what stood before, what then, why, and who said so.
create table belonging_ends (
  agency_id uuid not null references agencies,
  id uuid not null,
  subject text not null check (subject in ('team', 'supervision')),
  subject_id uuid not null,
  was date,
  became date not null,
  reason text not null default '' check (length(reason) <= 500),
  ended_by uuid,
  ended_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, ended_by) references staff (agency_id, id)
);
create index belonging_ends_by_subject on belonging_ends (agency_id, subject_id);
call protect('belonging_ends', '(select actor_has_role(''administrator'', ''supervisor''))', '(select actor_has_role(''administrator''))');
