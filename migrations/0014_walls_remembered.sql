-- The second wall asks less often, with the same answers: which cases the actor sees of a class does not change within a
-- transaction unless the transaction itself changes a relation. So the first statement asks, the others remember, in
-- settings that end with the transaction. Whatever changes a relation makes all of it forgotten.

-- Where an answer is remembered. The name holds how often relations were changed, so that what is older is never found.
create function remembered_as(what text) returns text stable language plpgsql as $$
begin
  return 'dyad.kept' || coalesce(nullif(current_setting('dyad.relations_changed', true), ''), '0') || '_' || what;
end $$;
create function forget_remembered() returns trigger language plpgsql as $$
begin
  perform set_config('dyad.relations_changed', (coalesce(nullif(current_setting('dyad.relations_changed', true), ''), '0')::integer + 1)::text, true);
  return null;
end $$;
do $$
declare relation text;
begin
  foreach relation in array array['assignments', 'supervisions', 'audit_samples', 'privacy_reviews', 'break_glass', 'authorities', 'case_people'] loop
    execute format('create trigger relations_changed after insert or update or delete on %I for each statement execute function forget_remembered()', relation);
  end loop;
end $$;

create or replace function cases_for(for_class text) returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare
  place text := remembered_as('cases_' || for_class);
  kept text := current_setting(place, true);
  found uuid[] := '{}'; granting text; held text[];
begin
  if kept <> '' then return kept::uuid[]; end if;
  held := case when actor_kind() = 'caregiver' then array['caregiver'] when actor_is_staff() then actor_roles() else '{}' end;
  for granting in
    select distinct g.relation from disclosure_grants g where g.class = for_class and g.view = 'full' and g.role = any (held)
      and g.relation in ('assigned', 'supervises', 'sampled', 'review', 'break_glass', 'records_authority')
  loop
    found := found || own_cases_by(granting);
  end loop;
  perform set_config(place, found::text, true);
  return found;
end $$;

create or replace function sees_all(for_class text) returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare place text := remembered_as('all_' || for_class); kept text := current_setting(place, true); sees boolean;
begin
  if kept <> '' then return kept::boolean; end if;
  sees := actor_is_machine() or granted(for_class, 'any');
  perform set_config(place, sees::text, true);
  return sees;
end $$;

create or replace function persons_seen() returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare place text := remembered_as('persons'); kept text := current_setting(place, true); found uuid[]; whose uuid; person uuid; seen uuid[]; attended uuid[];
begin
  if kept <> '' then return kept::uuid[]; end if;
  whose := agency(); person := actor_person(); seen := cases_for('service');
  attended := case when person is null then '{}' else own_cases_by('participates') end;
  select array_agg(distinct p.person_id) into found from case_people p where p.agency_id = whose and (p.case_id = any (seen) or (p.part = 'child' and p.case_id = any (attended)));
  found := case when person is null then coalesce(found, '{}') else coalesce(found, '{}') || person end;
  perform set_config(place, found::text, true);
  return found;
end $$;
