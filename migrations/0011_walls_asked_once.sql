-- The second wall again, quicker, with the same answers: which relations grant a class is asked in one statement instead
-- of one for each relation, and what is asked with every statement is a function whose plan a connection keeps.

create or replace function cases_for(for_class text) returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare found uuid[] := '{}'; granting text; held text[] := case when actor_kind() = 'caregiver' then array['caregiver'] when actor_is_staff() then actor_roles() else '{}' end;
begin
  for granting in
    select distinct g.relation from disclosure_grants g where g.class = for_class and g.view = 'full' and g.role = any (held)
      and g.relation in ('assigned', 'supervises', 'sampled', 'review', 'break_glass', 'records_authority')
  loop
    found := found || own_cases_by(granting);
  end loop;
  return found;
end $$;

create or replace function persons_seen() returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare found uuid[]; whose uuid := agency(); person uuid := actor_person(); seen uuid[] := cases_for('service'); attended uuid[] := case when person is null then '{}' else own_cases_by('participates') end;
begin
  select array_agg(distinct p.person_id) into found from case_people p where p.agency_id = whose and (p.case_id = any (seen) or (p.part = 'child' and p.case_id = any (attended)));
  return case when person is null then coalesce(found, '{}') else coalesce(found, '{}') || person end;
end $$;

create or replace function persons_of_cases(case_ids uuid[]) returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare found uuid[]; whose uuid := agency();
begin
  select array_agg(distinct p.person_id) into found from case_people p where p.agency_id = whose and p.case_id = any (case_ids);
  return coalesce(found, '{}');
end $$;

create or replace function own_dyad_cases() returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare found uuid[]; whose uuid := agency(); person uuid := actor_person(); day date := today();
begin
  if person is null then return '{}'; end if;
  select array_agg(d.case_id) into found from dyads d where d.agency_id = whose and d.adult_id = person and holds_on(d.opened_on, d.closed_on, day);
  return coalesce(found, '{}');
end $$;

create or replace function part2_adults() returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare found uuid[]; whose uuid := agency(); staff_member uuid := actor_staff(); day date := today();
begin
  if staff_member is null or not granted('part2', 'consent') then return '{}'; end if;
  select array_agg(c.adult_id) into found from part2_consents c where c.agency_id = whose and c.staff_id = staff_member and holds_on(c.valid_from, c.valid_to, day);
  return coalesce(found, '{}');
end $$;

create or replace function own_sessions() returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare found uuid[]; whose uuid := agency(); person uuid := actor_person();
begin
  if person is null or not granted('service', 'own_attendance') then return '{}'; end if;
  select array_agg(a.session_id) into found from attendances a where a.agency_id = whose and a.person_id = person;
  return coalesce(found, '{}');
end $$;

create or replace function is_given_on(of_session uuid) returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare whose uuid := agency(); is_staff boolean := actor_is_staff();
begin
  return exists (select from notes n where n.agency_id = whose and n.session_id = of_session and (n.status = 'signed' or (n.status = 'awaiting_cosignature' and is_staff)));
end $$;
