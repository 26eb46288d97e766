-- Whether a diagnosis stands, in one place; the axes of DC:0-5 and the table from its codes to ICD-10-CM; and two records
-- of one child as one, without a row of either being rewritten.

-- A diagnosis stands on a day unless what was last held by then is that it was ruled out or is resolved; one entered in
-- error never did. An entry that the next one corrects counts for no day. `stands` in diagnoses/rules.ts judges the same.
-- The owner's, because a claim asks it for a reader who sees no history.
create function diagnosis_stands(wanted uuid, on_day date) returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare whose uuid := agency();
begin
  return not exists (select from diagnosis_statuses e where e.agency_id = whose and e.diagnosis_id = wanted and e.status = 'entered_in_error')
    and coalesce((select s.status not in ('ruled_out', 'resolved') from diagnosis_statuses s where s.agency_id = whose and s.diagnosis_id = wanted and s.since <= on_day
      and not exists (select from diagnosis_statuses n where n.agency_id = whose and n.diagnosis_id = wanted and n.place = s.place + 1 and n.corrects) order by s.place desc limit 1), true);
end $$;
create or replace view claim_fields with (security_barrier) as
  select d.agency_id, d.case_id, d.system, d.code from diagnoses d
  where d.agency_id = agency() and diagnosis_stands(d.id, today())
    and exists (select from disclosure_grants g where g.class = 'child_chart' and g.relation = 'any' and g.view = 'claim_fields' and g.role = any (actor_roles()) and actor_is_staff());
