-- How many copies of what they may read the present adult has taken within a day, by the clock of the database: of the own
-- rows of the trail alone, and nothing of them but their number. It says when enough is enough, and nothing of anybody else.
create function own_copies_of_a_day() returns bigint stable security definer set search_path = dyad, pg_temp language sql as $$
  select count(*) from audit_entries e
    where e.agency_id = agency() and actor_kind() = 'caregiver' and e.actor_kind = 'caregiver' and e.actor_id = actor_person()
      and e.at > clock_timestamp() - interval '1 day' and e.procedure = 'portal.copy' and e.outcome = 'done'
$$;
