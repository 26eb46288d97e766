-- The caregiver's own way in: a link to an address that was called safe, together with a code that only that adult knows.

-- Whoever comes in by a link has neither an e-mail nor a password here.
alter table accounts alter column email drop not null;
-- `opening_code_hash`: told by voice once, to open the invitation. `own_code_hash`: what the adult chose.
alter table accounts add column opening_code_hash text, add column own_code_hash text;
alter table sign_ins drop constraint sign_ins_way_check, add constraint sign_ins_way_check check (way in ('password', 'passkey', 'single_sign_on', 'invitation', 'link'));
alter table links drop constraint links_purpose_check, add constraint links_purpose_check check (purpose in ('setup', 'invitation', 'measure', 'recovery', 'portal_begin', 'portal_in'));
alter table messages drop constraint messages_kind_check, add constraint messages_kind_check check (kind in ('measure_link', 'invitation', 'attention', 'reminder', 'hour_offer', 'portal_link'));

-- Who let an adult into the portal, and who ended that. Of the service; one row is one time, and the last one counts.
create table portal_accesses (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  given_by uuid not null,
  given_at timestamptz not null,
  -- When the adult opened it and chose a code; null while the invitation waits.
  begun_at timestamptz,
  ended_by uuid,
  ended_at timestamptz,
  primary key (agency_id, id),
  check ((ended_at is null) = (ended_by is null)),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, person_id) references persons,
  foreign key (agency_id, given_by) references staff (agency_id, id),
  foreign key (agency_id, ended_by) references staff (agency_id, id)
);
create unique index portal_accesses_open on portal_accesses (agency_id, person_id) where ended_at is null;
create index portal_accesses_by_case on portal_accesses (agency_id, case_id);
call protect('portal_accesses', '(select actor_is_staff()) and (' || by_class('service') || ')', '(select actor_is_staff()) and (' || by_class('service') || ')', '(select actor_is_staff()) and (' || by_class('service') || ')');

-- Makes the account of an adult, or takes the one there is; sign-ins and links that were open end, and no code of before opens. Answers its id.
create function give_portal_account(whom uuid, new_id uuid, opening text, at timestamptz) returns uuid security definer set search_path = dyad, pg_temp language plpgsql as $$
declare found uuid;
begin
  if not (actor_is_staff() or actor_is_machine()) or not exists (select from persons p where p.agency_id = agency() and p.id = whom) then raise exception 'access is given within one''s own agency' using errcode = '42501'; end if;
  select m.account_id into found from memberships m where m.agency_id = agency() and m.person_id = whom;
  if found is null then
    found := new_id;
    insert into accounts (account_id, email, password_hash) values (found, null, 'no password');
    insert into memberships (account_id, agency_id, person_id) values (found, agency(), whom);
  end if;
  update accounts set opening_code_hash = opening, own_code_hash = null, disabled_at = null where account_id = found;
  update sign_ins set ended_at = at where account_id = found and ended_at is null;
  update links set ended_at = at where agency_id = agency() and subject_id = whom and purpose in ('portal_begin', 'portal_in') and ended_at is null;
  return found;
end $$;

-- Ends an adult's account with every sign-in and link of it.
create function end_portal_account(whom uuid, at timestamptz) returns void security definer set search_path = dyad, pg_temp language plpgsql as $$
declare found uuid;
begin
  if not (actor_is_staff() or actor_is_machine()) then raise exception 'access is ended within one''s own agency' using errcode = '42501'; end if;
  select m.account_id into found from memberships m where m.agency_id = agency() and m.person_id = whom;
  update accounts set disabled_at = at, opening_code_hash = null, own_code_hash = null where account_id = found;
  update sign_ins set ended_at = at where account_id = found and ended_at is null;
  update links set ended_at = at where agency_id = agency() and subject_id = whom and purpose in ('portal_begin', 'portal_in') and ended_at is null;
end $$;

-- The account of an adult with the hashes of the codes, for the machine that opens a link, and for nobody else.
create function portal_account(whom uuid) returns table (account_id uuid, opening_code_hash text, own_code_hash text, language text) stable security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if not actor_is_machine() then return; end if;
  return query select a.account_id, a.opening_code_hash, a.own_code_hash, coalesce(a.language, case when p.language = 'es' then 'es' else 'en' end)
    from memberships m join accounts a using (account_id) join persons p on p.agency_id = m.agency_id and p.id = m.person_id
    where m.agency_id = agency() and m.person_id = whom and a.disabled_at is null;
end $$;

-- The code that an adult chose; the opening code is over with it.
create function set_own_code(wanted uuid, new_hash text) returns void security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if not actor_is_machine() or not exists (select from memberships m where m.account_id = wanted and m.agency_id = agency() and m.person_id is not null) then raise exception 'a code is chosen behind its own link' using errcode = '42501'; end if;
  update accounts set own_code_hash = new_hash, opening_code_hash = null where account_id = wanted;
end $$;
