-- What an adult of a family does alone in the portal: signs what was asked or the plan, takes a consent back, asks about
-- the own record. Each is judged in the moment by the authority that stands that day; nobody of the staff stands as who wrote it.

-- Whether the present adult holds an authority of a family today that covers a scope.
create function holds_scope(of_case uuid, wanted uuid, scope text) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select exists (select from authorities a where a.agency_id = agency() and a.id = wanted and a.case_id = any (record_of(of_case)) and a.holder_id = actor_person() and scope = any (a.scopes) and holds_on(a.valid_from, a.valid_to, today()))
$$;
-- Whether the present adult signs the plan of a family alone: by an authority for treatment, and with the right to read what stands in it.
create function signs_plan_of(of_case uuid) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select actor_kind() = 'caregiver' and of_case = any (own_cases_by('records_authority'))
    and exists (select from authorities a where a.agency_id = agency() and a.case_id = any (record_of(of_case)) and a.holder_id = actor_person() and 'treatment' = any (a.scopes) and holds_on(a.valid_from, a.valid_to, today()))
$$;
-- How the present adult is signed in here: with what, and whether that was two factors. Of no other sign-in.
create function own_present_sign_in(token bytea) returns table (account_id uuid, way text, two_factors boolean) stable security definer set search_path = dyad, pg_temp language sql as $$
  select s.account_id, s.way, s.second_factor_at is not null from sign_ins s join memberships m on m.account_id = s.account_id and m.agency_id = s.agency_id
    where s.token_hash = token and s.agency_id = agency() and s.ended_at is null and actor_kind() = 'caregiver' and m.person_id = actor_person()
$$;

-- What an adult is asked to sign: by whom, since when, and what became of it. Of the service; one open at a time of each kind.
create table consent_asks (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('treatment', 'telehealth', 'video', 'supervised_practice', 'messages', 'privacy_notice')),
  language text not null check (language in ('en', 'es')),
  -- The last day of what would be signed; null is without an end.
  valid_to date,
  asked_by uuid,
  asked_at timestamptz not null,
  consent_id uuid,
  answered_at timestamptz,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  primary key (agency_id, id),
  check ((consent_id is null) = (answered_at is null)),
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  check (answered_at is null or withdrawn_at is null),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, person_id) references persons,
  foreign key (agency_id, consent_id) references consents,
  foreign key (agency_id, asked_by) references staff (agency_id, id),
  foreign key (agency_id, withdrawn_by) references staff (agency_id, id)
);
create unique index consent_asks_open on consent_asks (agency_id, case_id, person_id, kind) where answered_at is null and withdrawn_at is null;
create index consent_asks_by_case on consent_asks (agency_id, case_id, asked_at);
call protect('consent_asks', '(' || by_class('service') || ') or ((select actor_kind()) = ''caregiver'' and person_id = (select actor_person()) and case_id = any ((select own_families())::uuid[]))',
  '(select actor_is_staff()) and (' || by_class('service') || ')',
  '((select actor_is_staff()) and (' || by_class('service') || ')) or ((select actor_kind()) = ''caregiver'' and person_id = (select actor_person()) and case_id = any ((select own_families())::uuid[]))');
revoke update on consent_asks from dyad_app;
grant update (consent_id, answered_at, withdrawn_by, withdrawn_at) on consent_asks to dyad_app;
-- An ask is answered by the adult, or withdrawn by who works here; each once.
create function keep_consent_ask() returns trigger language plpgsql as $$
begin
  if old.answered_at is not null or old.withdrawn_at is not null or (actor_kind() = 'caregiver' and new.withdrawn_at is not null) or (actor_is_staff() and new.answered_at is not null) then
    raise exception 'an ask is answered or withdrawn once' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_consent_ask before update on consent_asks for each row execute function keep_consent_ask();

alter table consents drop constraint consents_way_check, add constraint consents_way_check check (way in ('here', 'paper', 'spoken', 'portal'));
alter table consents drop constraint consents_copy_way_check, add constraint consents_copy_way_check check (copy_way in ('paper', 'sent', 'not_wanted', 'portal'));
-- Of what was signed in the portal: as which account, signed in by what, and whether that was two factors.
alter table consents add column account_id uuid, add column sign_in_way text check (sign_in_way in ('password', 'passkey', 'invitation', 'link')), add column two_factors boolean;
alter table consents add check ((way = 'portal') = (account_id is not null) and (way = 'portal') = (sign_in_way is not null) and (way = 'portal') = (two_factors is not null));
-- Taken back by the adult alone; and who of the team has seen that, or a no that was said in the portal.
alter table consents add column withdrawn_by_person uuid, add column seen_by uuid, add column seen_at timestamptz;
alter table consents add check (withdrawn_by_person is null or (withdrawn_on is not null and withdrawn_by is null)), add check ((seen_by is null) = (seen_at is null));
alter table consents add foreign key (agency_id, withdrawn_by_person) references persons (agency_id, id), add foreign key (agency_id, seen_by) references staff (agency_id, id);
create index consents_to_see on consents (agency_id, case_id) where seen_at is null and ((way = 'portal' and answer = 'no') or withdrawn_by_person is not null);

create policy signs_in_portal on consents for insert to dyad_app with check (agency_id = (select agency()) and (select actor_kind()) = 'caregiver' and way = 'portal' and signer_id = (select actor_person()) and recorded_by is null and withdrawn_on is null and seen_at is null
  and exists (select from consent_asks a where a.agency_id = consents.agency_id and a.case_id = consents.case_id and a.person_id = consents.signer_id and a.kind = consents.kind and a.answered_at is null and a.withdrawn_at is null)
  and case when kind in ('messages', 'privacy_notice') then authority_id is null and case_id = any ((select own_families())::uuid[]) else holds_scope(case_id, authority_id, case kind when 'video' then 'video' else 'treatment' end) end);
create policy takes_back_in_portal on consents for update to dyad_app using (agency_id = (select agency()) and (select actor_kind()) = 'caregiver' and signer_id = (select actor_person()) and answer = 'yes'
  and case when kind = 'messages' then case_id = any ((select own_families())::uuid[]) when kind = 'privacy_notice' then false
    else exists (select from authorities a where a.agency_id = (select agency()) and holds_scope(consents.case_id, a.id, case kind when 'video' then 'video' else 'treatment' end)) end);

create or replace function keep_consent() returns trigger language plpgsql as $$
declare
  withdrawal text[] := array['withdrawn_on', 'withdrawn_at', 'withdrawn_by', 'withdrawn_by_person'];
  later text[] := case when actor_kind() = 'caregiver' then withdrawal else withdrawal || array['copy_way', 'copy_on', 'valid_to', 'seen_by', 'seen_at'] end;
begin
  if to_jsonb(new) - later <> to_jsonb(old) - later
    or (old.withdrawn_on is not null and (new.withdrawn_on, new.withdrawn_at, new.withdrawn_by, new.withdrawn_by_person) is distinct from (old.withdrawn_on, old.withdrawn_at, old.withdrawn_by, old.withdrawn_by_person))
    or (old.withdrawn_on is null and new.withdrawn_on is not null and (actor_kind() = 'caregiver') <> (new.withdrawn_by_person is not null and new.withdrawn_by_person = actor_person()))
    or (old.copy_on is not null and (new.copy_way, new.copy_on) is distinct from (old.copy_way, old.copy_on)) then
    raise exception 'a consent is withdrawn or ends, and is never changed' using errcode = '42501';
  end if;
  return new;
end $$;

-- A plan that an adult signs alone.
alter table plan_signatures drop constraint plan_signatures_way_check, add constraint plan_signatures_way_check check (way in ('here', 'paper', 'portal'));
alter table plan_signatures add column account_id uuid, add column sign_in_way text check (sign_in_way in ('password', 'passkey', 'invitation', 'link')), add column two_factors boolean;
alter table plan_signatures add check ((way = 'portal') = (account_id is not null) and (way = 'portal') = (sign_in_way is not null) and (way = 'portal') = (two_factors is not null));
create policy signs_in_portal on plan_signatures for insert to dyad_app with check (agency_id = (select agency()) and (select actor_kind()) = 'caregiver' and way = 'portal' and part = 'caregiver' and person_id = (select actor_person()) and organization is null and recorded_by is null and signs_plan_of(case_id));
-- The signatures of others are not an adult's to read, and a plan is approved with the last of them: the owner counts.
create policy owner_holds on plans for update to dyad_owner using (agency_id = agency());
-- Holds a version until the transaction ends, so that two who sign at once come one after the other.
create function hold_plan_to_sign(wanted uuid) returns boolean security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  perform from plans p where p.agency_id = agency() and p.id = wanted and p.fixed_on is not null and signs_plan_of(p.case_id) for update;
  return found;
end $$;
-- Approves a version that all have signed who must: on the day of the last of the first signatures of each part.
create function approve_signed_plan(wanted uuid) returns date security definer set search_path = dyad, pg_temp language plpgsql as $$
declare days date[];
begin
  if not hold_plan_to_sign(wanted) then return null; end if;
  select array_agg(one.first_on) into days from (select min(s.signed_on) as first_on from plan_signatures s where s.agency_id = agency() and s.plan_id = wanted group by s.part) one;
  if coalesce(cardinality(days), 0) < 3 then return null; end if;
  update plans p set approved_on = (select max(d) from unnest(days) d) where p.agency_id = agency() and p.id = wanted and p.approved_on is null;
  return (select p.approved_on from plans p where p.agency_id = agency() and p.id = wanted);
end $$;

-- Requests about the record that an adult makes alone: nobody took them in, and the adult reads what becomes of them.
alter table amendment_requests alter column recorded_by drop not null;
create policy own_requests on amendment_requests for select to dyad_app using (agency_id = (select agency()) and (select actor_kind()) = 'caregiver' and person_id = (select actor_person()) and case_id = any ((select own_families())::uuid[]));
create policy asks_alone on amendment_requests for insert to dyad_app with check (agency_id = (select agency()) and (select actor_kind()) = 'caregiver' and person_id = (select actor_person()) and case_id = any ((select own_families())::uuid[]) and recorded_by is null and answer is null and extended_to is null);
create policy own_requests on records_requests for select to dyad_app using (agency_id = (select agency()) and (select actor_kind()) = 'caregiver' and kind = 'access' and person_id = (select actor_person()) and case_id = any ((select own_families())::uuid[]));
create policy asks_alone on records_requests for insert to dyad_app with check (agency_id = (select agency()) and (select actor_kind()) = 'caregiver' and kind = 'access' and person_id = (select actor_person()) and case_id = any ((select own_families())::uuid[]) and recorded_by is null and answer is null and review_id is null and extended_to is null);
