-- People are found by their names, and by names that are typed nearly right. Nothing is needed that PostgreSQL does not bring
-- along, and no other wall than that of the names themselves: a b-tree is asked through row-level security, because the
-- comparisons of text that it knows tell nobody what they compared.

-- The words of a name as they are compared: "Núñez-Olmo, María" and "maria nunez olmo" are the same three. What only steers how
-- letters are set, such as a mark of direction, is no part of a word.
create function words_of_name(given_name text, family_name text) returns setof text immutable parallel safe set search_path = dyad, pg_temp language sql as $$
  select distinct left(word, 60) from regexp_split_to_table(folded(regexp_replace(given_name || ' ' || family_name, '[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]', ' ', 'g')), ' ') word where word <> ''
$$;

-- Under which keys a word is met by who types it nearly right. `keysOfTerm` in finding/likeness.rules.ts makes those of what
-- was typed; two that lie one letter apart at their beginnings share one. A beginning of four letters, and of six, each
-- without one of its letters; where the word is a letter shorter, itself. Of a long word also what stands after its first
-- letters, for two mistakes among them. A word with a figure in it has none: a figure is typed right or means another.
create function keys_of_word(word text) returns setof text immutable strict parallel safe set search_path = dyad, pg_temp language sql as $$
  select left(word, place - 1) || substr(left(word, size), place + 1) from unnest(array[4, 6]) size, generate_series(1, size) place where char_length(word) >= size and word !~ '[0-9]'
  union select word from unnest(array[4, 6]) size where char_length(word) = size - 1 and word !~ '[0-9]'
  union select '+' || substr(word, place, 4) from generate_series(3, 7) place where char_length(word) >= place + 3 and word !~ '[0-9]'
$$;

-- Who bears a word in their name.
create table name_words (
  agency_id uuid not null references agencies,
  word text collate "C" not null,
  person_id uuid not null,
  primary key (agency_id, word, person_id),
  foreign key (agency_id, person_id) references persons on delete cascade
);
create index name_words_by_person on name_words (agency_id, person_id);
-- Which words of names a key may mean; of no person. A word that nobody bears any more is gone with who bore it.
create table name_keys (
  agency_id uuid not null references agencies,
  key text collate "C" not null,
  word text collate "C" not null,
  primary key (agency_id, key, word)
);
-- Children by the day of their birth.
create index persons_by_birth on persons (agency_id, birth_date) where kind = 'child';

-- Works out both tables anew, for rows that came past the triggers. Whoever calls it needs rights on all of it.
create function index_names() returns void set search_path = dyad, pg_temp language sql as $$
  insert into name_words (agency_id, word, person_id) select p.agency_id, word, p.id from persons p cross join words_of_name(p.given_name, p.family_name) word on conflict do nothing;
  insert into name_keys (agency_id, key, word) select w.agency_id, key, w.word from (select distinct agency_id, word from name_words) w cross join keys_of_word(w.word) key on conflict do nothing;
$$;
revoke execute on function index_names() from public;
alter table persons no force row level security;
select index_names();
alter table persons force row level security;

-- Only who sees everybody asks here: whoever sees some people has their names at hand, and learns no word of anybody else.
call protect('name_words', '(select sees_all(''service''))');
call protect('name_keys', '(select sees_all(''service''))');
revoke insert on name_words, name_keys from dyad_app;
do $$
declare one text;
begin
  foreach one in array array['name_words', 'name_keys'] loop
    execute format('create policy owner_notes on %I for insert to dyad_owner with check (agency() is null or agency_id = agency())', one);
    execute format('create policy owner_forgets on %I for delete to dyad_owner using (agency_id = agency())', one);
  end loop;
end $$;

-- A word is put in by many at once and taken out by one alone: else one that is being taken out could be missed by who
-- is just being given it.
create function names_lock(of_agency uuid) returns bigint immutable language sql as $$ select hashtextextended('words of names of ' || of_agency, 0) $$;
create function note_name() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.given_name = old.given_name and new.family_name = old.family_name then return null; end if;
    delete from name_words w where w.agency_id = new.agency_id and w.person_id = new.id;
  end if;
  perform pg_advisory_xact_lock_shared(names_lock(new.agency_id));
  insert into name_words (agency_id, word, person_id) select new.agency_id, word, new.id from words_of_name(new.given_name, new.family_name) word on conflict do nothing;
  insert into name_keys (agency_id, key, word) select new.agency_id, key, word from words_of_name(new.given_name, new.family_name) word cross join keys_of_word(word) key on conflict do nothing;
  return null;
end $$;
create trigger note_name after insert or update of given_name, family_name on persons for each row execute function note_name();

create function forget_words() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  perform pg_advisory_xact_lock(names_lock(g.agency_id)) from (select distinct agency_id from gone order by 1) g;
  delete from name_keys k using (select distinct g.agency_id, g.word, key from gone g cross join keys_of_word(g.word) key) w
    where k.agency_id = w.agency_id and k.key = w.key and k.word = w.word and not exists (select from name_words n where n.agency_id = w.agency_id and n.word = w.word);
  return null;
end $$;
create trigger forget_words after delete on name_words referencing old table as gone for each statement execute function forget_words();
