-- Who is kept from the record of a child in one of two joined cases is kept from both: by what they may not learn of, or
-- since the agency does not treat them as the child's representative. The same answer for both walls.
create or replace function is_kept_from_record(of_case uuid, adult uuid) returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare whose uuid := agency(); day date := today(); cases uuid[] := record_of(of_case);
begin
  return exists (select from learning_limits l where l.agency_id = whose and l.case_id = any (cases) and l.person_id = adult and 'record' = any (l.topics) and holds_on(l.valid_from, l.valid_to, day))
    or exists (select from representative_limits l where l.agency_id = whose and l.case_id = any (cases) and l.person_id = adult and holds_on(l.valid_from, l.valid_to, day));
end $$;
