-- An hour of a clinician is given once, whoever books and whatever they see: booking asks across the walls whether it is
-- taken, and learns yes or no, never whose it is. Who books waits for whoever books for the same clinician just now.
create function clinician_is_taken(clinician uuid, begins timestamptz, ends timestamptz) returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if not (actor_is_staff() or actor_is_machine()) then return false; end if;
  return exists (select from sessions s where s.agency_id = agency() and s.clinician_id = clinician and s.status in ('booked', 'held') and s.starts_at < ends and s.ends_at > begins);
end $$;
