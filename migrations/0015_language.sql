-- The language in which somebody reads the screens, kept with their sign-in so that another device speaks it too. Null
-- until they pick one: then it is the one in which they were invited, and for an adult of a family their own where the
-- screens have it. Theirs alone to set; it says nothing of the family's language in the record.
alter table accounts add column language text check (language in ('en', 'es'));

create function set_language(wanted uuid, chosen text) returns void security definer set search_path = dyad, pg_temp language sql as $$
  update accounts set language = chosen where account_id = wanted and exists (
    select from memberships m where m.account_id = wanted and m.agency_id = agency() and (m.staff_id = actor_staff() or m.person_id = actor_person()))
$$;

-- As before, but for the language.
create or replace function resume_sign_in(token bytea, at timestamptz, staff_idle interval, caregiver_idle interval) returns setof signed_in security definer set search_path = dyad, pg_temp language plpgsql as $$
declare seat sign_ins; who memberships; answer signed_in; idle interval;
begin
  select * into seat from sign_ins s where s.token_hash = token and s.ended_at is null and s.ends_at > at;
  if not found then return; end if;
  select * into who from memberships m where m.account_id = seat.account_id and m.agency_id = seat.agency_id;
  if not found then return; end if;
  idle := case when who.person_id is null then staff_idle else caregiver_idle end;
  if seat.last_seen_at <= at - idle then return; end if;
  if seat.last_seen_at < at - interval '1 minute' then update sign_ins set last_seen_at = at where token_hash = token; end if;
  perform set_config('dyad.agency', seat.agency_id::text, true), set_config('dyad.today', '', true);
  select a.account_id, g.agency_id, who.staff_id, who.person_id,
      coalesce(s.display_name, trim(p.given_name || ' ' || p.family_name)), a.email, coalesce(a.language, case when coalesce(s.language, p.language) = 'es' then 'es' else 'en' end),
      case when who.person_id is not null then array['caregiver']
        else array(select r.role from staff_roles r where r.agency_id = g.agency_id and r.staff_id = who.staff_id and holds_on(r.valid_from, r.valid_to, (at at time zone g.time_zone)::date) order by r.role) end,
      g.name, g.slug, g.time_zone, g.is_demo, a.second_factor_secret is not null, least(seat.ends_at, at + idle)
    into answer
    from accounts a join agencies g on g.agency_id = seat.agency_id
    left join staff s on s.agency_id = g.agency_id and s.id = who.staff_id and holds_on(s.valid_from, s.valid_to, (at at time zone g.time_zone)::date)
    left join persons p on p.agency_id = g.agency_id and p.id = who.person_id
    where a.account_id = seat.account_id and a.disabled_at is null and (s.id is not null or p.id is not null);
  if not found or answer.account_id is null then return; end if;
  return next answer;
end $$;
