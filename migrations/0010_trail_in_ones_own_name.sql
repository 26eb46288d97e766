-- A row of the trail is written in one's own name and at its own time; machines alone, which bring a whole trail back
-- from an export, may say whose and when.
drop policy writes on audit_entries;
create policy writes on audit_entries for insert to dyad_app with check (agency_id = (select agency()) and ((select actor_is_machine()) or (
  actor_kind = (select actor_kind()) and at between now() and clock_timestamp()
  and (actor_kind not in ('staff', 'caregiver') or actor_id = coalesce((select actor_staff()), (select actor_person())))
  and (actor_kind <> 'staff' or roles = (select actor_roles())))));
