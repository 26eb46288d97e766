-- A consent opens Part 2 content to those roles only whom the table names; whoever else holds one sees nothing by it.
create or replace function part2_adults() returns uuid[] stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(array_agg(c.adult_id), '{}') from part2_consents c where granted('part2', 'consent') and c.agency_id = agency() and c.staff_id = actor_staff() and holds_on(c.valid_from, c.valid_to, today())
$$;
-- That something is present is said neither of Part 2 content nor of somebody's draft.
create or replace view content_presence with (security_barrier) as
  select b.agency_id, b.case_id, b.class, true as is_present from blocks b
  where b.agency_id = agency() and b.class in ('caregiver', 'report') and not b.part2 and (b.session_id is null or is_given_on(b.session_id))
    and exists (select from disclosure_grants g where g.class = b.class and g.relation = 'sampled' and g.view = 'presence' and g.role = any (actor_roles()) and actor_is_staff())
    and b.case_id = any (own_cases_by('sampled'))
  group by b.agency_id, b.case_id, b.class;

-- The second wall, quicker: the same answers from functions whose plans a connection keeps. A function in the language
-- sql is planned anew in every statement that asks, and every statement under row-level security asks several times.

create or replace function granted(for_class text, by_relation text) returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare held text[] := case when actor_kind() = 'caregiver' then array['caregiver'] when actor_is_staff() then actor_roles() else '{}' end;
begin
  return exists (select from disclosure_grants g where g.class = for_class and g.relation = by_relation and g.view = 'full' and g.role = any (held));
end $$;

create or replace function own_cases_by(relation text) returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
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

create or replace function cases_for(for_class text) returns uuid[] stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare found uuid[] := '{}'; relation text;
begin
  foreach relation in array array['assigned', 'supervises', 'sampled', 'review', 'break_glass', 'records_authority'] loop
    if granted(for_class, relation) then found := found || own_cases_by(relation); end if;
  end loop;
  return found;
end $$;

create or replace function sees_all(for_class text) returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  return actor_is_machine() or granted(for_class, 'any');
end $$;

-- A referral belongs to its case from both sides: a second one about the same child names the case, not the reverse.
create or replace function referrals_of_cases(case_ids uuid[]) returns uuid[] stable security definer set search_path = dyad, pg_temp language sql as $$
  select coalesce(array_agg(found.id), '{}') from (
    select c.referral_id as id from cases c where c.agency_id = agency() and c.id = any (case_ids) and c.referral_id is not null
    union select r.id from referrals r where r.agency_id = agency() and r.case_id = any (case_ids)
  ) found
$$;

-- A temporary table of the caller must never stand in for a table of the owner: it is looked for last.
do $$
declare one record;
begin
  for one in select p.oid::regprocedure as what from pg_proc p where p.pronamespace = 'dyad'::regnamespace and p.prosecdef loop
    execute format('alter function %s set search_path = dyad, pg_temp', one.what);
  end loop;
end $$;
