-- Who somebody is, is written by those who work here: seeing a person opens no writing to an adult of the family. Of the own
-- row an adult sets the language of the own letters, and nothing else.
alter policy changes on persons using (agency_id = (select agency()) and ((select actor_is_machine()) or ((select actor_is_staff()) and ((select sees_all('service')) or id = any ((select persons_seen())::uuid[])))
  or ((select actor_kind()) = 'caregiver' and id = (select actor_person()))));
create function keep_own_person() returns trigger set search_path = dyad, pg_temp language plpgsql as $$
begin
  if actor_kind() = 'caregiver' and to_jsonb(new) - 'language' <> to_jsonb(old) - 'language' then raise exception 'an adult sets the language of the own letters, and nothing else' using errcode = '42501'; end if;
  return new;
end $$;
create trigger keep_own_person before update on persons for each row execute function keep_own_person();
