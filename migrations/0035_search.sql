-- Search over one case, and the record in the order of its sessions. Words are looked for as they sound to whoever types:
-- without marks on letters, without case, without punctuation. It needs nothing that PostgreSQL does not bring along.

-- Words as they are compared: "Niño, ¡mañana!" and "nino manana" are the same.
create function folded(words text) returns text immutable strict parallel safe language sql as $$
  select pg_catalog.lower(pg_catalog.regexp_replace(pg_catalog.regexp_replace(pg_catalog.normalize(words, 'NFD'), '[\u0300-\u036f]', '', 'g'), '[[:space:]!-/:-@[-`{-~\u00a1\u00ab\u00b7\u00bb\u00bf\u2010-\u2027]+', ' ', 'g'))
$$;
-- What is looked for: every word, from its beginning. Null where no word is left; nothing matches then.
create function search_query(words text) returns tsquery immutable strict parallel safe language sql as $$
  select pg_catalog.to_tsquery('pg_catalog.simple', pg_catalog.string_agg(term || ':*', ' & ')) from pg_catalog.regexp_split_to_table(dyad.folded(words), ' ') term where term <> ''
$$;
-- The words of a text that few rows hold: compared as they are read.
create function search_words(words text) returns tsvector immutable strict parallel safe language sql as $$
  select pg_catalog.to_tsvector('pg_catalog.simple', dyad.folded(words))
$$;

-- Of the record, which is long, they are kept beside the text, under the same walls as the row that they stand in.
alter table blocks add column search tsvector generated always as (to_tsvector('pg_catalog.simple', folded(words))) stored;

-- To which moment a block belongs: that of its session, else that of its writing. The record is read along it, newest first,
-- a page at a time, so that a page costs the same in a case of ten sessions and of a thousand.
alter table blocks add column happened_at timestamptz;
create function place_block() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  new.happened_at := coalesce((select s.starts_at from sessions s where s.agency_id = new.agency_id and s.id = new.session_id), new.created_at);
  return new;
end $$;
alter table blocks disable trigger signed_stays, no force row level security;
alter table sessions no force row level security;
update blocks b set happened_at = coalesce((select s.starts_at from sessions s where s.agency_id = b.agency_id and s.id = b.session_id), b.created_at);
alter table sessions force row level security;
alter table blocks enable trigger signed_stays, force row level security, alter column happened_at set not null;
create trigger place_block before insert or update on blocks for each row execute function place_block();
create index blocks_in_order on blocks (agency_id, case_id, happened_at, id);
