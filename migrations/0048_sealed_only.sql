-- From here on what is to be sealed is refused where it is not. Sealed, a letter of a script takes up to four bytes of text,
-- and there are sixty more.

alter table addresses
  add constraint sealed_lines check (starts_with(lines, 'sealed1:') and length(lines) <= 3000),
  add constraint sealed_city check (city = '' or (starts_with(city, 'sealed1:') and length(city) <= 1500)),
  add constraint sealed_state check (state = '' or (starts_with(state, 'sealed1:') and length(state) <= 700)),
  add constraint sealed_postal_code check (postal_code = '' or (starts_with(postal_code, 'sealed1:') and length(postal_code) <= 500));
alter table blocks
  add constraint blocks_words_check check (length(words) <= case when class = 'psychotherapy_note' then 420000 else 100000 end),
  add constraint sealed_words check (class <> 'psychotherapy_note' or words = '' or starts_with(words, 'sealed1:'));
alter table release_parts
  add constraint release_parts_words_check check (length(words) <= case when class = 'psychotherapy_note' then 11000 else 2000 end),
  add constraint sealed_words check (class <> 'psychotherapy_note' or words = '' or starts_with(words, 'sealed1:'));
alter table mandated_reports add constraint sealed_content check (starts_with(coalesce(content ->> 'sealed', ''), 'sealed1:'));
alter table mandated_report_addenda add constraint sealed_addendum check (starts_with(words, 'sealed1:') and length(words) <= 55000);
-- The generation of keys, then the key as before.
alter table files add constraint files_wrapped_key_check check (length(wrapped_key) = 64);
