-- Functions of the owner: the only doors to the server's own tables.

create type sign_in_account as (account_id uuid, password_hash text, second_factor_secret text, second_factor_last_step bigint, agency_id uuid, staff_id uuid, person_id uuid, disabled boolean);

create function find_account(wanted text) returns setof sign_in_account stable security definer set search_path = dyad, pg_temp language sql as $$
  select a.account_id, a.password_hash, a.second_factor_secret, a.second_factor_last_step, m.agency_id, m.staff_id, m.person_id, a.disabled_at is not null
  from accounts a join memberships m using (account_id) where a.email = lower(wanted) order by m.agency_id limit 1
$$;

create function add_account(new_id uuid, new_email text, new_hash text, for_agency uuid, for_staff uuid, for_person uuid) returns void security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if for_agency is distinct from agency() then raise exception 'an account is made within its own agency' using errcode = '42501'; end if;
  insert into accounts (account_id, email, password_hash) values (new_id, lower(new_email), new_hash);
  insert into memberships (account_id, agency_id, staff_id, person_id) values (new_id, for_agency, for_staff, for_person);
end $$;

create function set_second_factor(wanted uuid, secret text, step bigint) returns void security definer set search_path = dyad, pg_temp language sql as $$
  update accounts set second_factor_secret = secret, second_factor_last_step = step where account_id = wanted
$$;

-- True when the step was not used before: a code works once.
create function use_second_factor_step(wanted uuid, step bigint) returns boolean security definer set search_path = dyad, pg_temp language sql as $$
  with used as (update accounts set second_factor_last_step = step where account_id = wanted and second_factor_last_step < step returning 1) select exists (select from used)
$$;

create function lock_of(wanted bytea) returns table (failures integer, locked_until timestamptz) stable security definer set search_path = dyad, pg_temp language sql as $$
  select f.failures, f.locked_until from sign_in_failures f where key_hash = wanted
$$;

-- Counts a failure; from the fifth on the key is locked, twice as long each time, at most an hour. Forgotten after a day.
create function count_failure(wanted bytea, at timestamptz) returns timestamptz security definer set search_path = dyad, pg_temp language sql as $$
  insert into sign_in_failures as f (key_hash, failures, last_failed_at) values (wanted, 1, at)
  on conflict (key_hash) do update set
    failures = case when f.last_failed_at < at - interval '1 day' then 1 else f.failures + 1 end,
    last_failed_at = at,
    locked_until = case when f.last_failed_at >= at - interval '1 day' and f.failures + 1 >= 5
      then at + least(interval '1 hour', interval '1 minute' * power(2, least(f.failures - 4, 6))) else null end
  returning locked_until
$$;

create function forget_failures(wanted bytea) returns void security definer set search_path = dyad, pg_temp language sql as $$ delete from sign_in_failures where key_hash = wanted $$;

create function open_sign_in(token bytea, for_account uuid, for_agency uuid, at timestamptz, until timestamptz, with_second_factor boolean) returns void security definer set search_path = dyad, pg_temp language sql as $$
  insert into sign_ins (token_hash, account_id, agency_id, created_at, last_seen_at, ends_at, second_factor_at)
  values (token, for_account, for_agency, at, at, until, case when with_second_factor then at end)
$$;

create type signed_in as (account_id uuid, agency_id uuid, staff_id uuid, person_id uuid, name text, email text, language text, roles text[], agency_name text, agency_slug text, time_zone text, is_demo boolean, second_factor boolean, ends_at timestamptz);

-- Who a token stands for, or nothing when it ended or lay idle. Seen is written at most once a minute.
create function resume_sign_in(token bytea, at timestamptz, staff_idle interval, caregiver_idle interval) returns setof signed_in security definer set search_path = dyad, pg_temp language plpgsql as $$
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
      coalesce(s.display_name, trim(p.given_name || ' ' || p.family_name)), a.email, coalesce(s.language, p.language, 'en'),
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

create function end_sign_in(token bytea, at timestamptz) returns void security definer set search_path = dyad, pg_temp language sql as $$ update sign_ins set ended_at = at where token_hash = token and ended_at is null $$;

create function make_link(token bytea, new_id uuid, for_agency uuid, for_purpose text, for_subject uuid, until timestamptz) returns void security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if for_purpose <> 'setup' and for_agency is distinct from agency() then raise exception 'a link is made within its own agency' using errcode = '42501'; end if;
  insert into links (token_hash, link_id, agency_id, purpose, subject_id, expires_at) values (token, new_id, for_agency, for_purpose, for_subject, until);
end $$;

create type found_link as (link_id uuid, agency_id uuid, purpose text, subject_id uuid, tries integer, is_open boolean);
create function find_link(token bytea, at timestamptz) returns setof found_link stable security definer set search_path = dyad, pg_temp language sql as $$
  select link_id, agency_id, purpose, subject_id, tries, ended_at is null and expires_at > at from links where token_hash = token
$$;
create function count_link_try(wanted uuid) returns integer security definer set search_path = dyad, pg_temp language sql as $$ update links set tries = tries + 1 where link_id = wanted returning tries $$;
create function reset_link_tries(wanted uuid) returns void security definer set search_path = dyad, pg_temp language sql as $$ update links set tries = 0 where link_id = wanted $$;
-- True for the one caller that ends it: a link with one use is used once.
create function end_link(wanted uuid, at timestamptz) returns boolean security definer set search_path = dyad, pg_temp language sql as $$
  with ended as (update links set ended_at = at where link_id = wanted and ended_at is null and expires_at > at returning 1) select exists (select from ended)
$$;
create function open_link_visit(visit bytea, wanted uuid, until timestamptz) returns void security definer set search_path = dyad, pg_temp language sql as $$ insert into link_visits values (visit, wanted, until) $$;
create function link_visit_holds(visit bytea, wanted uuid, at timestamptz) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select exists (select from link_visits where visit_hash = visit and link_id = wanted and ends_at > at)
$$;

create function list_agencies() returns table (agency_id uuid, slug text, name text, public_name text, time_zone text, is_demo boolean, kind text, settings jsonb) stable security definer set search_path = dyad, pg_temp language sql as $$
  select agency_id, slug, name, public_name, time_zone, is_demo, kind, settings from agencies order by created_at, slug
$$;
create function installation_state() returns setof installation stable security definer set search_path = dyad, pg_temp language sql as $$ select * from installation $$;
create function note_installation(mode text, at timestamptz, running_version text) returns void security definer set search_path = dyad, pg_temp language sql as $$
  insert into installation (demo, filled_at, version) values (mode, at, running_version) on conflict (only_row) do update set filled_at = coalesce(installation.filled_at, excluded.filled_at)
$$;
-- Makes an agency. Its other rows come within it, as its first actor.
create function add_agency(new_id uuid, new_slug text, new_name text, new_public_name text, new_kind text, zone text, demo boolean, new_settings jsonb) returns void security definer set search_path = dyad, pg_temp language sql as $$
  insert into agencies (agency_id, slug, name, public_name, kind, time_zone, is_demo, settings) values (new_id, new_slug, new_name, new_public_name, new_kind, zone, demo, new_settings)
$$;
-- For the sign-in page of the demo only.
create function demo_accounts() returns table (email text, name text, agency text, roles text[]) stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare one record;
begin
  for one in select a.email, m.agency_id, m.staff_id, m.person_id, g.name as agency_name from accounts a join memberships m using (account_id) join agencies g using (agency_id) where g.is_demo order by a.created_at, a.account_id loop
    perform set_config('dyad.agency', one.agency_id::text, true);
    email := one.email; agency := one.agency_name;
    if one.staff_id is not null then
      select s.display_name, array(select r.role from staff_roles r where r.agency_id = one.agency_id and r.staff_id = s.id order by 1) into name, roles from staff s where s.agency_id = one.agency_id and s.id = one.staff_id;
    else
      select trim(p.given_name || ' ' || p.family_name), array['caregiver'] into name, roles from persons p where p.agency_id = one.agency_id and p.id = one.person_id;
    end if;
    return next;
  end loop;
end $$;
