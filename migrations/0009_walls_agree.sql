-- The second wall, quicker: the same answers from functions whose plans a connection keeps. A function in the language
-- sql is planned anew in every statement that asks, and every statement under row-level security asks several times.

create or replace function granted(for_class text, by_relation text) returns boolean stable security definer set search_path = dyad language plpgsql as $$
declare held text[] := case when actor_kind() = 'caregiver' then array['caregiver'] when actor_is_staff() then actor_roles() else '{}' end;
begin
  return exists (select from disclosure_grants g where g.class = for_class and g.relation = by_relation and g.view = 'full' and g.role = any (held));
end $$;

create or replace function own_cases_by(relation text) returns uuid[] stable security definer set search_path = dyad language plpgsql as $$
declare found uuid[]; whose uuid := agency(); staff_member uuid := actor_staff(); person uuid := actor_person(); day date := today(); moment timestamptz := present_moment();
begin
  case relation
    when 'assigned' then
      select array_agg(distinct a.case_id) into found from assignments a where a.agency_id = whose and a.staff_id = staff_member and holds_on(a.valid_from, a.valid_to, day);
    when 'supervises' then
      select array_agg(distinct a.case_id) into found from supervisions s join assignments a on a.agency_id = s.agency_id and a.staff_id = s.clinician_id and holds_on(a.valid_from, a.valid_to, day)
        where s.agency_id = whose and s.supervisor_id = staff_member and holds_on(s.valid_from, s.valid_to, day);
    when 'sampled' then
      select array_agg(distinct a.case_id) into found from audit_samples a where a.agency_id = whose and a.auditor_id = staff_member and holds_on(a.valid_from, a.valid_to, day);
    when 'review' then
      if actor_has_role('privacy_officer') then select array_agg(distinct r.case_id) into found from privacy_reviews r where r.agency_id = whose and holds_on(r.opened_on, r.closed_on, day); end if;
    when 'break_glass' then
      select array_agg(distinct b.case_id) into found from break_glass b where b.agency_id = whose and b.staff_id = staff_member and b.opened_at <= moment and b.ends_at > moment;
    when 'records_authority' then
      select array_agg(distinct a.case_id) into found from authorities a where a.agency_id = whose and a.holder_id = person and 'records' = any (a.scopes) and holds_on(a.valid_from, a.valid_to, day);
    when 'participates' then
      select array_agg(distinct p.case_id) into found from case_people p where p.agency_id = whose and p.person_id = person and p.part = 'caregiver' and holds_on(p.valid_from, p.valid_to, day);
    else
      raise exception 'no such relation: %', relation;
  end case;
  return coalesce(found, '{}');
end $$;

create or replace function cases_for(for_class text) returns uuid[] stable security definer set search_path = dyad language plpgsql as $$
declare found uuid[] := '{}'; relation text;
begin
  foreach relation in array array['assigned', 'supervises', 'sampled', 'review', 'break_glass', 'records_authority'] loop
    if granted(for_class, relation) then found := found || own_cases_by(relation); end if;
  end loop;
  return found;
end $$;

create or replace function sees_all(for_class text) returns boolean stable security definer set search_path = dyad language plpgsql as $$
begin
  return actor_is_machine() or granted(for_class, 'any');
end $$;
