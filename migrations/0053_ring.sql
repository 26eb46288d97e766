-- Which ring of keys seals what is here: a process that was given another would seal what the others cannot open, and is
-- refused. It is the ring's id and how many generations of keys it has had; no key can be worked out from them.
create table rings (
  only_row boolean primary key default true check (only_row),
  id text not null check (id ~ '^[0-9a-f]{12}$'),
  generation integer not null check (generation >= 1),
  noted_at timestamptz not null
);

-- The first ring that opens a database is its ring from then on, and how many generations it has had only grows. Answers what
-- stands.
create function claim_ring(new_id text, new_generation integer, at timestamptz) returns table (id text, generation integer) security definer set search_path = dyad, pg_temp language sql as $$
  insert into rings as r (id, generation, noted_at) values (new_id, new_generation, at)
  on conflict (only_row) do update set generation = greatest(r.generation, case when r.id = excluded.id then excluded.generation else 0 end)
  returning r.id, r.generation
$$;
