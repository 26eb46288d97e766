-- What the installation did to keep what it holds: backups, drills of a restore, restore points before an update. It is of no
-- agency and says nothing of anybody: a name of a file, sizes, counts, and how it ended.
create table keeping_runs (
  id uuid primary key,
  kind text not null check (kind in ('backup', 'drill', 'restore_point', 'base_copy')),
  began_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('done', 'failed')),
  file text not null default '' check (length(file) <= 200),
  details jsonb not null default '{}',
  check ((ended_at is null) = (outcome is null))
);
create index keeping_runs_by_time on keeping_runs (kind, began_at);

create function begin_keeping(new_id uuid, new_kind text, at timestamptz) returns void security definer set search_path = dyad, pg_temp language sql as $$
  insert into keeping_runs (id, kind, began_at) values (new_id, new_kind, at)
$$;
-- A run that was cut off is ended as failed by the next of its kind.
create function end_keeping(of_id uuid, at timestamptz, new_outcome text, new_file text, new_details jsonb) returns void security definer set search_path = dyad, pg_temp language sql as $$
  update keeping_runs set ended_at = at, outcome = new_outcome, file = new_file, details = new_details where id = of_id and ended_at is null
$$;
-- The last runs of each kind, the newest first.
create function list_keeping(most integer) returns setof keeping_runs stable security definer set search_path = dyad, pg_temp language sql as $$
  select (k).* from (select k, row_number() over (partition by k.kind order by k.began_at desc, k.id desc) as place from keeping_runs k) numbered where place <= most order by (k).began_at desc, (k).id desc
$$;

-- Who works on this database now: each process says so every few seconds, by what it does and which release it is.
create table processes (
  id uuid primary key,
  role text not null check (role in ('all', 'web', 'jobs')),
  release text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null
);
create function note_process(of_id uuid, of_role text, of_release text, began timestamptz, at timestamptz) returns void security definer set search_path = dyad, pg_temp language sql as $$
  delete from processes where seen_at < at - interval '1 day';
  insert into processes as p (id, role, release, started_at, seen_at) values (of_id, of_role, of_release, began, at) on conflict (id) do update set seen_at = excluded.seen_at
$$;
create function forget_process(of_id uuid) returns void security definer set search_path = dyad, pg_temp language sql as $$ delete from processes where id = of_id $$;
create function list_processes(since timestamptz) returns setof processes stable security definer set search_path = dyad, pg_temp language sql as $$ select * from processes where seen_at >= since order by started_at $$;

-- The names of the migrations that ran: a process asks whether the database has gone on without it.
create function migrations_run() returns table (name text) stable security definer set search_path = dyad, pg_temp language sql as $$ select m.name from migrations m order by m.name $$;
