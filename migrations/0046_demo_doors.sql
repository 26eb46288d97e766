-- The sign-in page of the demo offers nobody whose door is shut: whose work here is over, or has not begun, and whose
-- account is disabled. The day is that of the agency.
drop function demo_accounts();
create function demo_accounts(at timestamptz) returns table (email text, name text, agency text, roles text[]) stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare one record;
begin
  for one in select a.email, m.agency_id, m.staff_id, m.person_id, g.name as agency_name, (at at time zone g.time_zone)::date as day
      from accounts a join memberships m using (account_id) join agencies g using (agency_id) where g.is_demo and a.disabled_at is null order by a.created_at, a.account_id loop
    perform set_config('dyad.agency', one.agency_id::text, true);
    email := one.email; agency := one.agency_name;
    if one.staff_id is not null then
      select s.display_name, array(select r.role from staff_roles r where r.agency_id = one.agency_id and r.staff_id = s.id order by 1) into name, roles from staff s
        where s.agency_id = one.agency_id and s.id = one.staff_id and holds_on(s.valid_from, s.valid_to, one.day);
      continue when not found;
    else
      select trim(p.given_name || ' ' || p.family_name), array['caregiver'] into name, roles from persons p where p.agency_id = one.agency_id and p.id = one.person_id;
    end if;
    return next;
  end loop;
end $$;
