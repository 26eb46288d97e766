-- While a risk for the child stands in the course, no session with the child speaks of what happened (gate G1). Booking asks
-- across the walls whether it stands and learns yes or no, never what it is: who books for whoever treats may not read it. It
-- stands from its record on, until it is recorded anew as none, or a supervisor went on all the same, with a reason, after it.
create function child_risk_stands(of_case uuid) returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare whose uuid := agency(); cases uuid[] := record_of(of_case);
begin
  if not (actor_is_staff() or actor_is_machine()) then return false; end if;
  return exists (select from unnest(cases) one (id) cross join lateral (
      select t.state, t.answers ->> 'risk' as risk, t.recorded_at from course_steps t
      where t.agency_id = whose and t.case_id = one.id and t.step = 'child_risk' and t.course = coalesce((select max(k.number) from course_starts k where k.agency_id = whose and k.case_id = one.id), 1)
      order by t.place desc limit 1) last
    where last.state = 'done' and last.risk <> 'none'
      and not exists (select from stage_exceptions x where x.agency_id = whose and x.case_id = any (cases) and x.gate = 'G1' and x.decided_at >= last.recorded_at));
end $$;
