-- What must be unreadable without a key that is kept elsewhere: where an adult lives, psychotherapy notes, and what was
-- reported. Such a text begins with `sealed1:`. Here the tables make room for it; the step `0048_keys_sealing` seals what
-- stood open, and `0048_sealed_only.sql` has them refuse anything else.

alter table addresses drop constraint addresses_lines_check, drop constraint addresses_city_check, drop constraint addresses_state_check, drop constraint addresses_postal_code_check;
alter table blocks drop constraint blocks_words_check;
alter table release_parts drop constraint release_parts_words_check;
alter table mandated_report_addenda drop constraint mandated_report_addenda_words_check;
alter table files drop constraint files_wrapped_key_check;

-- The words of a sealed text are looked for by who may open it, and are not kept beside it.
alter table blocks drop column search;
alter table blocks add column search tsvector generated always as (case when class = 'psychotherapy_note' then null else to_tsvector('pg_catalog.simple', folded(words)) end) stored;
