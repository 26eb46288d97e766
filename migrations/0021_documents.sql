-- Documents: what stands on paper, as a file. The bytes lie encrypted outside the database under an opaque id, each with a
-- key of its own, which stands here wrapped by the secret key of the installation; what a document is and who may see it
-- is a row of one class with one owner. Nothing is changed or removed for good: a newer document names the one it
-- replaces, and one that should not be there is taken out of sight with who did it, when and why.

-- A file as it was received. Until a document names it, it is known to whoever sent it, and is swept after a day.
create table files (
  agency_id uuid not null references agencies,
  id uuid not null,
  media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  bytes bigint not null check (bytes > 0),
  sha256 bytea not null check (length(sha256) = 32),
  wrapped_key bytea not null check (length(wrapped_key) = 60),
  -- True where something was taken out of a photo: place, camera, comments.
  cleaned boolean not null,
  received_by uuid,
  received_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, received_by) references staff
);
create index files_by_time on files (agency_id, received_at);

create table documents (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid,
  staff_id uuid,
  class text not null check (class in ('service', 'intake', 'child_chart', 'relationship', 'caregiver', 'psychotherapy_note', 'supervision', 'report', 'address', 'staff')),
  owner_person_id uuid,
  owner_staff_id uuid,
  counterpart_staff_id uuid,
  part2 boolean not null default false,
  kind text not null,
  title text not null check (length(title) between 1 and 200),
  dated_on date,
  language text not null,
  authority_id uuid,
  credential_id uuid,
  supersedes uuid,
  reason text not null default '' check (length(reason) <= 500),
  added_at timestamptz not null,
  removed_at timestamptz,
  removed_by uuid,
  removed_why text check (length(removed_why) between 1 and 500),
  primary key (agency_id, id),
  unique (agency_id, case_id, id),
  unique (agency_id, staff_id, id),
  -- One document takes the place of another once; the next names that one.
  unique (agency_id, supersedes),
  check ((case_id is null) <> (staff_id is null)),
  check ((class = 'staff') = (staff_id is not null)),
  check (class = 'staff' or credential_id is null),
  check (class <> 'staff' or (authority_id is null and owner_person_id is null and not part2)),
  check (class not in ('relationship', 'caregiver', 'address') or owner_person_id is not null),
  check (class not in ('psychotherapy_note', 'supervision', 'report') or owner_staff_id is not null),
  check (class <> 'supervision' or counterpart_staff_id is not null),
  check (not part2 or (owner_person_id is not null and class not in ('service', 'intake'))),
  check ((removed_at is null) = (removed_why is null)),
  foreign key (agency_id, id) references files,
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, owner_person_id) references persons,
  foreign key (agency_id, owner_staff_id) references staff,
  foreign key (agency_id, counterpart_staff_id) references staff,
  foreign key (agency_id, authority_id) references authorities,
  foreign key (agency_id, credential_id) references credentials,
  foreign key (agency_id, removed_by) references staff,
  foreign key (agency_id, case_id, supersedes) references documents (agency_id, case_id, id),
  foreign key (agency_id, staff_id, supersedes) references documents (agency_id, staff_id, id)
);
create index documents_by_case on documents (agency_id, case_id, id);
create index documents_by_staff on documents (agency_id, staff_id, id);

-- A document of a case is seen as a row of its class is; of intake by who sees intake, or made that request; of an address
-- by who sees it, or lives there. A family no longer sees what was taken out. What is of a member of staff: that person,
-- whoever runs the programme, and those who supervise here, but for background checks.
create function sees_document() returns text immutable language sql as $$
  select '((' || by_row() || $q$
    or ((class = 'intake' and ((select sees_all('intake')) or case_id = any ((select cases_for('intake'))::uuid[])
        or ((select granted('intake', 'own_request')) and case_id = any (array(select r.case_id from referrals r where r.agency_id = (select agency()) and r.requester_id = (select actor_person()))))))
      or (class = 'address' and ((select sees_all('address')) or case_id = any ((select cases_for('address'))::uuid[])
        or ((select granted('address', 'own_record')) and owner_person_id = (select actor_person())))))
      and (not part2 or owner_person_id = (select actor_person()) or owner_person_id = any ((select part2_adults())::uuid[]))
    or (class = 'staff' and (staff_id = (select actor_staff()) or (select actor_has_role('administrator')) or (kind <> 'background_check' and (select actor_has_role('supervisor')))))
  ) and (removed_at is null or (select actor_is_staff())))$q$
$$;
-- Whoever records a paper at the desk need not be able to read it again: who sees the service of the case may put it
-- there, and never in somebody else's name.
call protect('documents', sees_document(),
  'owner_staff_id = (select actor_staff()) and ((class = ''staff'' and (select actor_has_role(''administrator''))) or (class <> ''staff'' and (select actor_has_role(''clinician'', ''trainee'', ''supervisor'', ''administrator'', ''front_desk'')) and (' || by_class('service') || ')))',
  '(select actor_is_staff()) and ' || sees_document());

-- A file is known to whoever sent it, and to who sees its document. Only one that no document names can be deleted.
call protect('files', 'received_by = (select actor_staff()) or exists (select from documents d where d.agency_id = files.agency_id and d.id = files.id)',
  'received_by = (select actor_staff())', 'false', 'received_by = (select actor_staff())');

-- A document only learns that it was taken out, once.
create function keep_document() returns trigger language plpgsql as $$
begin
  if old.removed_at is not null or to_jsonb(new) - 'removed_at' - 'removed_by' - 'removed_why' <> to_jsonb(old) - 'removed_at' - 'removed_by' - 'removed_why' then
    raise exception 'a document is replaced by another and never changed' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_document before update on documents for each row execute function keep_document();

-- Whether a document in that place was made of the file that the present actor sent: asked when the same is sent twice.
create function own_document(wanted uuid, in_case uuid, of_staff uuid) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select exists (select from documents d where d.agency_id = agency() and d.id = wanted and d.owner_staff_id = actor_staff() and d.case_id is not distinct from in_case and d.staff_id is not distinct from of_staff)
$$;
