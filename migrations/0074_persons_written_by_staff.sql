-- Who somebody is, is written by those who work here: seeing a person opens no writing to an adult of the family.
alter policy changes on persons using (agency_id = (select agency()) and ((select actor_is_machine()) or ((select actor_is_staff()) and ((select sees_all('service')) or id = any ((select persons_seen())::uuid[])))));
