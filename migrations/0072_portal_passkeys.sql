-- Adults of a family may come in by a passkey beside the link with the code.

-- Whose passkey it is, at the door of the portal, before anybody is known: of an adult whose account is open and who chose a code, and of nobody who works here.
create function find_portal_passkey(credential text) returns table (passkey_id uuid, account_id uuid, agency_id uuid, person_id uuid, public_key bytea, counter bigint, transports text[]) stable security definer set search_path = dyad, pg_temp language sql as $$
  select p.passkey_id, p.account_id, m.agency_id, m.person_id, p.public_key, p.counter, p.transports
    from passkeys p join accounts a using (account_id) join memberships m using (account_id)
    where p.credential_id = credential and m.person_id is not null and a.disabled_at is null and a.own_code_hash is not null
$$;

-- As before, and no passkey of before opens either.
create or replace function give_portal_account(whom uuid, new_id uuid, opening text, at timestamptz) returns uuid security definer set search_path = dyad, pg_temp language plpgsql as $$
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
  delete from passkeys p where p.account_id = found;
  return found;
end $$;

create or replace function end_portal_account(whom uuid, at timestamptz) returns void security definer set search_path = dyad, pg_temp language plpgsql as $$
declare found uuid;
begin
  if not (actor_is_staff() or actor_is_machine()) then raise exception 'access is ended within one''s own agency' using errcode = '42501'; end if;
  select m.account_id into found from memberships m where m.agency_id = agency() and m.person_id = whom;
  update accounts set disabled_at = at, opening_code_hash = null, own_code_hash = null where account_id = found;
  update sign_ins set ended_at = at where account_id = found and ended_at is null;
  update links set ended_at = at where agency_id = agency() and subject_id = whom and purpose in ('portal_begin', 'portal_in') and ended_at is null;
  delete from passkeys p where p.account_id = found;
end $$;
