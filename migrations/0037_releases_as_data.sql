-- Beside the paper of a release the same as data: a file of its own, sealed as every other, of the same class and owner.
alter table files drop constraint files_media_type_check;
alter table files add constraint files_media_type_check check (media_type in ('application/pdf', 'image/jpeg', 'image/png', 'application/json'));
alter table releases add column data_document_id uuid;
alter table releases add foreign key (agency_id, case_id, data_document_id) references documents (agency_id, case_id, id);

create or replace function keep_release() returns trigger language plpgsql as $$
declare
  later text[] := case when old.fixed_at is null then array['revision', 'fixed_at', 'fixed_by', 'document_id', 'data_document_id', 'text_sha256', 'part_count', 'withdrawn_at', 'withdrawn_by'] else array['sent_on', 'sent_way', 'sent_by', 'withdrawn_at', 'withdrawn_by'] end;
begin
  if old.sent_on is not null or old.withdrawn_at is not null or to_jsonb(new) - later <> to_jsonb(old) - later then
    raise exception 'what is fixed to leave is sent or withdrawn, and never changed' using errcode = '42501';
  end if;
  return new;
end $$;
