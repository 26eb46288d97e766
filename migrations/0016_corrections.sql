-- A row of the trail reaches the database soon after its moment, or not at all: proving the trail takes it for granted
-- that a transaction lasts less than a minute. Looked at when everything else is done, just before the commit.
create function refuse_late_trail() returns trigger language plpgsql as $$
begin
  if clock_timestamp() - now() > interval '45 seconds' then
    raise exception 'the transaction took too long' using errcode = 'DY003';
  end if;
  return null;
end $$;
create constraint trigger refuse_late_trail after insert on audit_entries deferrable initially deferred for each row execute function refuse_late_trail();
