-- A row of the trail reaches the database soon after its moment, or not at all: proving the trail takes it for granted
-- that a transaction lasts less than a minute. Looked at when everything else is done, just before the commit.
create function refuse_late_trail() returns trigger language plpgsql as $$
begin
  if clock_timestamp() - now() > interval '45 seconds' then
    raise exception 'the transaction took too long' using errcode = 'DY003';
  end if;
  return null;
end $$;
create constraint trigger refuse_late_trail after insert on audit_entries deferrable initially deferred for each row execute function refuse_late_trail();

-- What was set right in the record, by whom, when and why; what stood before stays readable. Its class is that of what it
-- corrects, so that it shows nothing more; of an address it holds days only.
alter table diagnoses add column ended_on date;
create table corrections (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  class text not null check (class in ('service', 'child_chart', 'address')),
  subject text not null check (subject in ('authority', 'address', 'birth_date', 'diagnosis')),
  subject_id uuid not null,
  was text not null,
  became text not null,
  reason text not null default '' check (length(reason) <= 500),
  corrected_by uuid not null,
  corrected_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, corrected_by) references staff (agency_id, id)
);
create index corrections_by_case on corrections (agency_id, case_id);
call protect('corrections',
  '(class = ''service'' and (' || by_class('service') || ')) or (class = ''child_chart'' and (' || by_class('child_chart') || ')) or (class = ''address'' and (' || by_class('address') || '))',
  '(class = ''service'' and (' || by_class('service') || ')) or (class = ''child_chart'' and (' || by_class('child_chart') || ')) or (class = ''address'' and (' || by_class('address') || '))');
