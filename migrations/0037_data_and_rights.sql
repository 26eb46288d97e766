-- Beside the paper of a release the same as data: a file of its own, sealed as every other, of the same class and owner.
alter table files drop constraint files_media_type_check;
alter table files add constraint files_media_type_check check (media_type in ('application/pdf', 'image/jpeg', 'image/png', 'application/json'));
alter table releases add column data_document_id uuid;
alter table releases add foreign key (agency_id, case_id, data_document_id) references documents (agency_id, case_id, id);

create or replace function keep_release() returns trigger language plpgsql as $$
declare
  later text[] := case when old.fixed_at is null then array['revision', 'fixed_at', 'fixed_by', 'document_id', 'data_document_id', 'text_sha256', 'part_count', 'withdrawn_at', 'withdrawn_by'] else array['sent_on', 'sent_way', 'sent_by', 'withdrawn_at', 'withdrawn_by'] end;
begin
  if old.sent_on is not null or old.withdrawn_at is not null or to_jsonb(new) - later <> to_jsonb(old) - later then
    raise exception 'what is fixed to leave is sent or withdrawn, and never changed' using errcode = '42501';
  end if;
  return new;
end $$;

-- Whoever holds a right to the child's record reads it also when not around the child as a caregiver: who holds authority is
-- often not the adult in the room. Until now such an adult could sign in and found no case.
create function own_families() returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  return own_cases_by('participates') || own_cases_by('records_authority');
end $$;
alter policy reads on cases using (agency_id = (select agency()) and ((select actor_is_machine()) or (select sees_all('service')) or id = any ((select cases_for('service'))::uuid[]) or id = any ((select own_families())::uuid[])));
alter policy reads on case_people using (agency_id = (select agency()) and ((select actor_is_machine()) or (select sees_all('service')) or case_id = any ((select cases_for('service'))::uuid[])
  or person_id = (select actor_person()) or (part = 'child' and case_id = any ((select own_families())::uuid[]))));

create or replace function persons_seen() returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare place text := remembered_as('persons'); kept text := current_setting(place, true); found uuid[]; whose uuid; person uuid; seen uuid[]; reached uuid[];
begin
  if kept <> '' then return kept::uuid[]; end if;
  whose := agency(); person := actor_person(); seen := cases_for('service');
  reached := case when person is null then '{}' else own_families() end;
  select array_agg(distinct p.person_id) into found from case_people p where p.agency_id = whose and (p.case_id = any (seen) or (p.part = 'child' and p.case_id = any (reached)));
  found := case when person is null then coalesce(found, '{}') else coalesce(found, '{}') || person end;
  perform set_config(place, found::text, true);
  return found;
end $$;
