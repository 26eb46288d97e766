-- People and access: with what somebody signs in, on which devices, who gets whom back in, and who covers for whom.

-- Each sign-in has a name of its own for the list of one's devices: the kind of device in plain words, coarse, and the way
-- it was opened. No address of a network is kept at all.
alter table sign_ins add column sign_in_id uuid not null default gen_random_uuid();
create unique index sign_ins_by_id on sign_ins (sign_in_id);
alter table sign_ins add column device text not null default '' check (device ~ '^[a-z]{0,20} ?[a-z]{0,20}$');
alter table sign_ins add column way text not null default 'password' check (way in ('password', 'passkey', 'single_sign_on', 'invitation'));
-- While somebody is being let in anew, nothing that was set before opens.
alter table accounts add column recovering_until timestamptz;
alter table accounts add column password_set_at timestamptz;

-- One-time codes that stand in for the second factor: a set replaces the one before it.
create table recovery_codes (
  account_id uuid not null references accounts,
  code_hash bytea not null,
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);
-- Passkeys: the public half only, of use at this installation's address alone.
create table passkeys (
  passkey_id uuid primary key,
  account_id uuid not null references accounts,
  credential_id text not null unique check (length(credential_id) between 1 and 2000),
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null check (length(name) between 1 and 100),
  added_at timestamptz not null,
  last_used_at timestamptz
);
create index passkeys_by_account on passkeys (account_id);
-- What was begun at the door and is finished by the next call, once: a challenge for a passkey, a way to another sign-in.
create table door_steps (
  step_hash bytea primary key,
  purpose text not null check (purpose in ('passkey_add', 'passkey_sign_in', 'single_sign_on', 'single_sign_on_binding', 'second_factor')),
  account_id uuid,
  agency_id uuid,
  content jsonb not null,
  expires_at timestamptz not null
);
create index door_steps_by_end on door_steps (expires_at);

alter table links drop constraint links_purpose_check;
alter table links add constraint links_purpose_check check (purpose in ('setup', 'invitation', 'measure', 'recovery'));

-- Who was let in anew, by whom, why, and what became of it. Class: oneself and whoever runs the programme.
create table account_recoveries (
  agency_id uuid not null references agencies,
  id uuid not null,
  staff_id uuid not null,
  account_id uuid not null,
  lost text not null check (lost in ('password', 'second_factor', 'both')),
  reason text not null check (length(reason) between 1 and 500),
  -- Null: by whoever runs the server, on its command line.
  started_by uuid check (started_by is distinct from staff_id),
  started_at timestamptz not null,
  ends_at timestamptz not null,
  done_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  primary key (agency_id, id),
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, started_by) references staff (agency_id, id),
  foreign key (agency_id, withdrawn_by) references staff (agency_id, id)
);
create index account_recoveries_by_staff on account_recoveries (agency_id, staff_id, started_at);
create function keep_recovery() returns trigger language plpgsql as $$
begin
  if old.done_at is not null or old.withdrawn_at is not null or to_jsonb(new) - 'done_at' - 'withdrawn_at' - 'withdrawn_by' <> to_jsonb(old) - 'done_at' - 'withdrawn_at' - 'withdrawn_by' then
    raise exception 'a recovery only learns, once, what became of it' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_recovery before update on account_recoveries for each row execute function keep_recovery();
call protect('account_recoveries', '(select actor_has_role(''administrator'')) or staff_id = (select actor_staff())',
  '(select actor_has_role(''administrator'')) and started_by = (select actor_staff())', '(select actor_has_role(''administrator''))');

-- An agency's sign-in at its own organisation. Class agency; the secret is sealed by the server's key.
create table single_sign_on (
  agency_id uuid not null references agencies,
  id uuid not null,
  issuer text not null check (length(issuer) between 1 and 500),
  client_id text not null check (length(client_id) between 1 and 500),
  client_secret text not null check (client_secret like 'sealed1:%'),
  email_domain text not null check (email_domain = lower(email_domain) and length(email_domain) between 3 and 253),
  passwords text not null check (passwords in ('allowed', 'refused')),
  changed_by uuid,
  changed_at timestamptz not null,
  ended_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, changed_by) references staff (agency_id, id)
);
create unique index single_sign_on_one on single_sign_on (agency_id) where ended_at is null;
-- A domain leads to one agency of the installation, also where two claim it in the same moment.
create unique index single_sign_on_domain on single_sign_on (email_domain) where ended_at is null;
call protect('single_sign_on', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))');
-- Who of ours is whom there: bound at the first sign-in, and from then on this subject alone.
create table single_sign_on_bindings (
  agency_id uuid not null references agencies,
  id uuid not null,
  issuer text not null,
  subject text not null check (length(subject) between 1 and 500),
  staff_id uuid not null,
  bound_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  primary key (agency_id, id),
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, ended_by) references staff (agency_id, id)
);
create unique index single_sign_on_bound_once on single_sign_on_bindings (agency_id, issuer, subject) where ended_at is null;
create unique index single_sign_on_one_each on single_sign_on_bindings (agency_id, issuer, staff_id) where ended_at is null;
call protect('single_sign_on_bindings', '(select actor_has_role(''administrator'')) or staff_id = (select actor_staff())', 'false', '(select actor_has_role(''administrator''))');

-- Somebody is away; a colleague covers for those days, which are assignments of the kind `covering` from then to then.
create table absences (
  agency_id uuid not null references agencies,
  id uuid not null,
  staff_id uuid not null,
  covered_by uuid not null check (covered_by <> staff_id),
  valid_from date not null,
  valid_to date not null check (valid_to >= valid_from),
  case_ids uuid[] not null,
  recorded_by uuid,
  recorded_at timestamptz not null,
  ended_on date,
  ended_by uuid,
  primary key (agency_id, id),
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, covered_by) references staff (agency_id, id),
  foreign key (agency_id, recorded_by) references staff (agency_id, id),
  foreign key (agency_id, ended_by) references staff (agency_id, id)
);
create index absences_by_staff on absences (agency_id, staff_id, valid_from);
create index absences_by_cover on absences (agency_id, covered_by, valid_from);
call protect('absences', '(select actor_is_staff())', '(select actor_has_role(''administrator'', ''supervisor''))', '(select actor_has_role(''administrator'', ''supervisor''))');

-- Each cover is a row of its own, so that ending one absence leaves what another, or somebody by hand, arranged. Zeros: of no absence.
alter table assignments add column absence_id uuid not null default '00000000-0000-0000-0000-000000000000';
alter table assignments drop constraint assignments_pkey;
alter table assignments add primary key (agency_id, case_id, staff_id, kind, valid_from, absence_id);

-- Roles have days as teams have; each day that one was ever said to end on is kept.
alter table staff_roles add column id uuid not null default gen_random_uuid();
create unique index staff_roles_by_id on staff_roles (agency_id, id);
alter table belonging_ends drop constraint belonging_ends_subject_check;
alter table belonging_ends add constraint belonging_ends_subject_check check (subject in ('team', 'supervision', 'role'));

-- Whether the agency has another administrator, who took up the invitation and is not shut out. `to_stay`: without a last day, and
-- able to come in now. Somebody who is being let in anew will be back, so that nobody rules alone meanwhile.
create function other_administrator(besides uuid, to_stay boolean) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select exists (select from staff s join staff_roles r on r.agency_id = s.agency_id and r.staff_id = s.id and r.role = 'administrator' and holds_on(r.valid_from, r.valid_to, today())
    join memberships m on m.agency_id = s.agency_id and m.staff_id = s.id join accounts a on a.account_id = m.account_id
    where s.agency_id = agency() and s.id is distinct from besides and holds_on(s.valid_from, s.valid_to, today()) and a.disabled_at is null
      and (not to_stay or (r.valid_to is null and s.valid_to is null and (a.recovering_until is null or a.recovering_until <= present_moment()))))
$$;
-- Nobody gives a role to themself, or makes one of their own last longer, while another administrator can do it.
create function keep_roles_from_oneself() returns trigger set search_path = dyad, pg_temp language plpgsql as $$
begin
  if actor_is_staff() and new.staff_id = actor_staff()
    and (tg_op = 'INSERT' or new.staff_id <> old.staff_id or new.role <> old.role or new.valid_from < old.valid_from or coalesce(new.valid_to, 'infinity') > coalesce(old.valid_to, 'infinity'))
    and other_administrator(actor_staff(), false) then
    raise exception 'nobody gives a role to themself while another administrator can' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_roles_from_oneself before insert or update on staff_roles for each row execute function keep_roles_from_oneself();

-- Whether an account is that of whoever acts.
create function is_own_account(wanted uuid) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select exists (select from memberships m where m.account_id = wanted and m.agency_id = agency() and (m.staff_id = actor_staff() or m.person_id = actor_person()))
$$;
create function require_own_account(wanted uuid) returns void security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if not (actor_is_machine() or is_own_account(wanted)) then raise exception 'an account is its owner''s alone' using errcode = '42501'; end if;
end $$;
-- Whether somebody who acts may let another in anew: an administrator of the same agency, never oneself, or a machine.
create function require_recoverer(wanted uuid) returns void security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if not exists (select from memberships m where m.account_id = wanted and m.agency_id = agency() and m.staff_id is not null)
    or not (actor_is_machine() or (actor_has_role('administrator') and not is_own_account(wanted))) then raise exception 'only another administrator lets somebody in anew' using errcode = '42501'; end if;
end $$;

create function account_of_staff(wanted uuid) returns uuid stable security definer set search_path = dyad, pg_temp language sql as $$
  select m.account_id from memberships m where m.agency_id = agency() and m.staff_id = wanted and (actor_is_machine() or actor_has_role('administrator'))
$$;
-- What has to be known at the door beside the password: whether there is a passkey, and whether one is being let in anew.
create function door_of(wanted uuid) returns table (passkeys integer, codes integer, recovering_until timestamptz) stable security definer set search_path = dyad, pg_temp language sql as $$
  select (select count(*)::integer from passkeys p where p.account_id = wanted), (select count(*)::integer from recovery_codes c where c.account_id = wanted and c.used_at is null), a.recovering_until from accounts a where a.account_id = wanted
$$;

create function password_of(wanted uuid) returns text stable security definer set search_path = dyad, pg_temp language sql as $$
  select a.password_hash from accounts a where a.account_id = wanted and is_own_account(wanted)
$$;
create function own_account(wanted uuid) returns table (email text, uses_codes boolean) stable security definer set search_path = dyad, pg_temp language sql as $$
  select a.email, a.second_factor_secret is not null from accounts a where a.account_id = wanted and is_own_account(wanted)
$$;
create function set_password(wanted uuid, new_hash text, at timestamptz) returns void security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  perform require_own_account(wanted);
  update accounts set password_hash = new_hash, password_set_at = at where account_id = wanted;
end $$;

drop function open_sign_in(bytea, uuid, uuid, timestamptz, timestamptz, boolean);
create function open_sign_in(token bytea, for_account uuid, for_agency uuid, at timestamptz, until timestamptz, with_second_factor boolean, on_device text, by_way text) returns void security definer set search_path = dyad, pg_temp language sql as $$
  insert into sign_ins (token_hash, account_id, agency_id, created_at, last_seen_at, ends_at, second_factor_at, device, way)
  values (token, for_account, for_agency, at, at, until, case when with_second_factor then at end, on_device, by_way)
$$;

-- The devices of one's own account that are still signed in: neither ended nor over nor idle for too long.
create function own_sign_ins(wanted uuid, here bytea, at timestamptz, idle interval) returns table (sign_in_id uuid, created_at timestamptz, last_seen_at timestamptz, device text, way text, is_this boolean) stable security definer set search_path = dyad, pg_temp language sql as $$
  select s.sign_in_id, s.created_at, s.last_seen_at, s.device, s.way, s.token_hash = here from sign_ins s
    where s.account_id = wanted and s.agency_id = agency() and is_own_account(wanted) and s.ended_at is null and s.ends_at > at and s.last_seen_at > at - idle order by s.last_seen_at desc, s.sign_in_id limit 100
$$;
create function end_own_sign_in(wanted uuid, one uuid, at timestamptz) returns boolean security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  perform require_own_account(wanted);
  update sign_ins s set ended_at = at where s.account_id = wanted and s.agency_id = agency() and s.sign_in_id = one and s.ended_at is null;
  return found;
end $$;
-- Ends every sign-in of an account but the one that is kept; null keeps none.
create function end_other_sign_ins(wanted uuid, kept bytea, at timestamptz) returns integer security definer set search_path = dyad, pg_temp language plpgsql as $$
declare ended integer;
begin
  perform require_own_account(wanted);
  update sign_ins s set ended_at = at where s.account_id = wanted and s.ended_at is null and (kept is null or s.token_hash <> kept);
  get diagnostics ended = row_count;
  return ended;
end $$;
-- The last refusals of one's own account, by the trail.
create index audit_entries_refused on audit_entries (agency_id, subject_id, at) where action = 'refusal' and subject_id is not null;
create function own_failed_sign_ins(wanted uuid, since timestamptz) returns table (at timestamptz, why text) stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare whose uuid := agency();
begin
  if not is_own_account(wanted) then return; end if;
  return query select e.at, e.details ->> 'why' from audit_entries e
    where e.agency_id = whose and e.subject_id = wanted and e.action = 'refusal' and e.at > since and e.procedure = 'account.signIn' and e.outcome = 'not_signed_in' order by e.at desc limit 10;
end $$;

-- The second factor: whoever sets one up proves it on this device, and what was opened with less ends elsewhere.
create function note_second_factor(wanted uuid, here bytea, at timestamptz) returns void security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  perform require_own_account(wanted);
  update sign_ins s set second_factor_at = at where s.token_hash = here and s.account_id = wanted;
  update sign_ins s set ended_at = at where s.account_id = wanted and s.ended_at is null and s.second_factor_at is null and s.token_hash <> here and s.way <> 'single_sign_on';
end $$;
create or replace function set_second_factor(wanted uuid, secret text, step bigint) returns void security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  perform require_own_account(wanted);
  update accounts set second_factor_secret = secret, second_factor_last_step = step where account_id = wanted;
end $$;
create function replace_recovery_codes(wanted uuid, hashes bytea[], at timestamptz) returns void security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  perform require_own_account(wanted);
  delete from recovery_codes c where c.account_id = wanted;
  insert into recovery_codes (account_id, code_hash, made_at) select wanted, one, at from unnest(hashes) one;
end $$;
create function own_recovery_codes(wanted uuid) returns table (made_at timestamptz, unused integer) stable security definer set search_path = dyad, pg_temp language sql as $$
  select max(c.made_at), count(*) filter (where c.used_at is null)::integer from recovery_codes c where c.account_id = wanted and is_own_account(wanted) having count(*) > 0
$$;
-- True for the one caller that uses it: a code works once.
create function use_recovery_code(wanted uuid, code bytea, at timestamptz) returns boolean security definer set search_path = dyad, pg_temp language sql as $$
  with used as (update recovery_codes set used_at = at where account_id = wanted and code_hash = code and used_at is null returning 1) select exists (select from used)
$$;

create function add_passkey(new_id uuid, wanted uuid, credential text, public bytea, count bigint, ways text[], called text, at timestamptz) returns void security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  perform require_own_account(wanted);
  insert into passkeys (passkey_id, account_id, credential_id, public_key, counter, transports, name, added_at) values (new_id, wanted, credential, public, count, ways, called, at);
end $$;
create function own_passkeys(wanted uuid) returns table (passkey_id uuid, credential_id text, transports text[], name text, added_at timestamptz, last_used_at timestamptz) stable security definer set search_path = dyad, pg_temp language sql as $$
  select p.passkey_id, p.credential_id, p.transports, p.name, p.added_at, p.last_used_at from passkeys p where p.account_id = wanted and is_own_account(wanted) order by p.added_at, p.passkey_id
$$;
create function name_passkey(wanted uuid, one uuid, called text) returns boolean security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  perform require_own_account(wanted);
  update passkeys p set name = called where p.account_id = wanted and p.passkey_id = one;
  return found;
end $$;
create function remove_passkey(wanted uuid, one uuid) returns boolean security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  perform require_own_account(wanted);
  delete from passkeys p where p.account_id = wanted and p.passkey_id = one;
  return found;
end $$;
-- At the door, before anybody is known.
create function find_passkey(credential text) returns table (passkey_id uuid, account_id uuid, email text, public_key bytea, counter bigint, transports text[]) stable security definer set search_path = dyad, pg_temp language sql as $$
  select p.passkey_id, p.account_id, a.email, p.public_key, p.counter, p.transports from passkeys p join accounts a using (account_id) where p.credential_id = credential
$$;
create function use_passkey(one uuid, count bigint, at timestamptz) returns boolean security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  update passkeys p set counter = count, last_used_at = at where p.passkey_id = one and (p.counter < count or (p.counter = 0 and count = 0));
  return found;
end $$;

create function begin_door_step(step bytea, for_purpose text, for_account uuid, for_agency uuid, kept jsonb, at timestamptz, until timestamptz) returns void security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  delete from door_steps where expires_at < at;
  insert into door_steps (step_hash, purpose, account_id, agency_id, content, expires_at) values (step, for_purpose, for_account, for_agency, kept, until);
end $$;
-- Taken once: whoever comes second finds nothing.
create function take_door_step(step bytea, for_purpose text, at timestamptz) returns table (account_id uuid, agency_id uuid, content jsonb) security definer set search_path = dyad, pg_temp language sql as $$
  delete from door_steps d where d.step_hash = step and d.purpose = for_purpose and d.expires_at > at returning d.account_id, d.agency_id, d.content
$$;

-- What was begun, left where it is: for a step at which somebody may mistype.
create function find_door_step(step bytea, for_purpose text, at timestamptz) returns table (account_id uuid, agency_id uuid, content jsonb) stable security definer set search_path = dyad, pg_temp language sql as $$
  select d.account_id, d.agency_id, d.content from door_steps d where d.step_hash = step and d.purpose = for_purpose and d.expires_at > at
$$;

-- Letting somebody in anew: at its start everything that is open ends and nothing of before opens; at its end what was lost goes.
create function begin_recovery(wanted uuid, at timestamptz, until timestamptz) returns integer security definer set search_path = dyad, pg_temp language plpgsql as $$
declare ended integer;
begin
  perform require_recoverer(wanted);
  update accounts set recovering_until = until where account_id = wanted;
  update sign_ins s set ended_at = at where s.account_id = wanted and s.ended_at is null;
  get diagnostics ended = row_count;
  return ended;
end $$;
create function stop_recovery(wanted uuid) returns void security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  perform require_recoverer(wanted);
  update accounts set recovering_until = null where account_id = wanted;
end $$;
create function finish_recovery(wanted uuid, new_hash text, forget_factors boolean, at timestamptz) returns void security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if not actor_is_machine() then raise exception 'a recovery is finished by its link' using errcode = '42501'; end if;
  perform require_recoverer(wanted);
  update accounts set recovering_until = null, password_hash = coalesce(new_hash, password_hash), password_set_at = case when new_hash is null then password_set_at else at end where account_id = wanted;
  if forget_factors then
    update accounts set second_factor_secret = null where account_id = wanted;
    delete from recovery_codes c where c.account_id = wanted;
    delete from passkeys p where p.account_id = wanted;
  end if;
  update sign_ins s set ended_at = at where s.account_id = wanted and s.ended_at is null;
end $$;
-- The password of somebody who is being let in anew, for the link that asks for it.
create function password_for_recovery(wanted uuid) returns text stable security definer set search_path = dyad, pg_temp language sql as $$
  select a.password_hash from accounts a join memberships m using (account_id) where a.account_id = wanted and m.agency_id = agency() and actor_is_machine()
$$;

-- Invitations of the agency: of each person the newest link, and whether there is an account by now.
create function invitations() returns table (staff_id uuid, link_id uuid, sent_at timestamptz, expires_at timestamptz, ended_at timestamptz, taken_up boolean) stable security definer set search_path = dyad, pg_temp language sql as $$
  select distinct on (l.subject_id) l.subject_id, l.link_id, l.expires_at - interval '7 days', l.expires_at, l.ended_at, exists (select from memberships m where m.agency_id = l.agency_id and m.staff_id = l.subject_id)
    from links l where l.agency_id = agency() and l.purpose = 'invitation' and (actor_is_machine() or actor_has_role('administrator')) order by l.subject_id, l.expires_at desc, l.link_id desc
$$;
-- Ends whatever links of a purpose are open for somebody. Answers how many there were.
create function end_links_for(wanted uuid, for_purpose text, at timestamptz) returns integer security definer set search_path = dyad, pg_temp language plpgsql as $$
declare ended integer;
begin
  if not (actor_is_machine() or actor_has_role('administrator')) then raise exception 'only an administrator ends such a link' using errcode = '42501'; end if;
  update links l set ended_at = at where l.agency_id = agency() and l.purpose = for_purpose and l.subject_id = wanted and l.ended_at is null;
  get diagnostics ended = row_count;
  return ended;
end $$;

-- Ends what was opened at the organisation, of one person or, with null, of everybody.
create function end_organisation_sign_ins(of_staff uuid, at timestamptz) returns void security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if not (actor_is_machine() or actor_has_role('administrator')) then raise exception 'only an administrator ends these' using errcode = '42501'; end if;
  update sign_ins s set ended_at = at where s.agency_id = agency() and s.way = 'single_sign_on' and s.ended_at is null
    and (of_staff is null or exists (select from memberships m where m.account_id = s.account_id and m.agency_id = s.agency_id and m.staff_id = of_staff));
end $$;
-- The e-mail of somebody's account, for the machine that binds it at the door.
create function email_of_account(wanted uuid) returns text stable security definer set search_path = dyad, pg_temp language sql as $$
  select a.email from accounts a join memberships m using (account_id) where a.account_id = wanted and m.agency_id = agency() and actor_is_machine()
$$;

-- Which agency a domain of e-mail signs in at, asked at the door, before there is an agency.
create function agency_of_domain(domain text) returns uuid stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare one record; hit uuid; acting text := coalesce(current_setting('dyad.agency', true), '');
begin
  for one in select g.agency_id from agencies g order by g.created_at, g.slug loop
    perform set_config('dyad.agency', one.agency_id::text, true);
    select s.agency_id into hit from single_sign_on s where s.agency_id = one.agency_id and s.ended_at is null and s.email_domain = lower(domain);
    exit when hit is not null;
  end loop;
  perform set_config('dyad.agency', acting, true);
  return hit;
end $$;
create function has_single_sign_on() returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare one record; hit boolean := false; acting text := coalesce(current_setting('dyad.agency', true), '');
begin
  for one in select g.agency_id from agencies g loop
    perform set_config('dyad.agency', one.agency_id::text, true);
    hit := exists (select from single_sign_on s where s.agency_id = one.agency_id and s.ended_at is null);
    exit when hit;
  end loop;
  perform set_config('dyad.agency', acting, true);
  return hit;
end $$;
-- Whether what Dyad itself keeps, a password or a passkey, still opens the door for somebody; asked before anybody acts. It does
-- for administrators in any case, so that a wrong setting shuts nobody out for good, and for families.
create function own_ways_open(for_account uuid, at timestamptz) returns boolean stable security definer set search_path = dyad, pg_temp language plpgsql as $$
declare who memberships; answer boolean; acting text := coalesce(current_setting('dyad.agency', true), '');
begin
  select * into who from memberships m where m.account_id = for_account order by m.agency_id limit 1;
  if who.staff_id is null then return true; end if;
  perform set_config('dyad.agency', who.agency_id::text, true);
  answer := not exists (select from single_sign_on s where s.agency_id = who.agency_id and s.ended_at is null and s.passwords = 'refused')
    or exists (select from staff_roles r where r.agency_id = who.agency_id and r.staff_id = who.staff_id and r.role = 'administrator'
      and holds_on(r.valid_from, r.valid_to, (select (at at time zone g.time_zone)::date from agencies g where g.agency_id = who.agency_id)));
  perform set_config('dyad.agency', acting, true);
  return answer;
end $$;

-- As before, and it says whether a second factor is asked of one of the roles while the account has none.
drop function resume_sign_in(bytea, timestamptz, interval, interval);
alter type signed_in add attribute second_factor_owed boolean;
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
  select one.account_id, one.agency_id, one.staff_id, one.person_id, one.name, one.email, one.language, one.roles, one.agency_name, one.slug, one.time_zone, one.is_demo, one.second_factor, one.ends_at,
      not one.second_factor and seat.way <> 'single_sign_on' and one.roles && one.owing into answer from (
    select a.account_id, g.agency_id, who.staff_id as staff_id, who.person_id as person_id,
      coalesce(s.display_name, trim(p.given_name || ' ' || p.family_name)) as name, a.email, coalesce(a.language, case when coalesce(s.language, p.language) = 'es' then 'es' else 'en' end) as language,
      case when who.person_id is not null then array['caregiver']
        else array(select r.role from staff_roles r where r.agency_id = g.agency_id and r.staff_id = who.staff_id and holds_on(r.valid_from, r.valid_to, (at at time zone g.time_zone)::date) order by r.role) end as roles,
      g.name as agency_name, g.slug, g.time_zone, g.is_demo,
      a.second_factor_secret is not null or exists (select from passkeys k where k.account_id = a.account_id) as second_factor, least(seat.ends_at, at + idle) as ends_at,
      array(select jsonb_array_elements_text(case when jsonb_typeof(g.settings -> 'secondFactorRoles') = 'array' then g.settings -> 'secondFactorRoles' else '[]'::jsonb end)) as owing
    from accounts a join agencies g on g.agency_id = seat.agency_id
    left join staff s on s.agency_id = g.agency_id and s.id = who.staff_id and holds_on(s.valid_from, s.valid_to, (at at time zone g.time_zone)::date)
    left join persons p on p.agency_id = g.agency_id and p.id = who.person_id
    where a.account_id = seat.account_id and a.disabled_at is null and (a.recovering_until is null or a.recovering_until <= at) and (s.id is not null or p.id is not null)) one;
  if not found or answer.account_id is null then return; end if;
  if who.person_id is not null and not adult_stands(who.person_id, (at at time zone answer.time_zone)::date) then return; end if;
  return next answer;
end $$;
