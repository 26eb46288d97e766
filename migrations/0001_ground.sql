-- The ground: who acts, for which agency, on which day. Every policy of row-level security reads these settings, which
-- the application sets once a transaction. A pooled connection resets a setting to the empty string, hence nullif.

create function agency() returns uuid stable parallel safe language sql as $$ select nullif(current_setting('dyad.agency', true), '')::uuid $$;
create function actor_kind() returns text stable parallel safe language sql as $$ select coalesce(nullif(current_setting('dyad.actor_kind', true), ''), 'nobody') $$;
create function actor_staff() returns uuid stable parallel safe language sql as $$ select nullif(current_setting('dyad.staff', true), '')::uuid $$;
create function actor_person() returns uuid stable parallel safe language sql as $$ select nullif(current_setting('dyad.person', true), '')::uuid $$;
create function actor_link() returns uuid stable parallel safe language sql as $$ select nullif(current_setting('dyad.link', true), '')::uuid $$;
create function actor_roles() returns text[] stable parallel safe language sql as $$ select coalesce(string_to_array(nullif(current_setting('dyad.roles', true), ''), ','), '{}') $$;
-- The civil day in the agency's zone, by the application's clock: validity dates include both ends.
create function today() returns date stable parallel safe language sql as $$ select nullif(current_setting('dyad.today', true), '')::date $$;
create function present_moment() returns timestamptz stable parallel safe language sql as $$ select nullif(current_setting('dyad.now', true), '')::timestamptz $$;
-- Jobs and the command line work on whole agencies; each of their acts is audited.
create function actor_is_machine() returns boolean stable parallel safe language sql as $$ select actor_kind() in ('system', 'operator') $$;
create function actor_is_staff() returns boolean stable parallel safe language sql as $$ select actor_kind() = 'staff' $$;
create function actor_has_role(variadic roles text[]) returns boolean stable parallel safe language sql as $$ select actor_is_staff() and actor_roles() && roles $$;
create function holds_on(valid_from date, valid_to date, on_day date) returns boolean immutable parallel safe language sql as $$ select valid_from <= on_day and (valid_to is null or valid_to >= on_day) $$;

-- The table of who sees what, as the code holds it; written by the owner at every migration, read by the policies.
create table disclosure_grants (
  role text not null,
  class text not null,
  relation text not null,
  view text not null,
  primary key (role, class, relation)
);

-- Tables of the server itself: no tenant's content; the application's role has no rights on them and reaches them only
-- through the functions of the owner below.
create table accounts (
  account_id uuid primary key,
  email text not null unique check (email = lower(email)),
  password_hash text not null,
  second_factor_secret text,
  second_factor_last_step bigint not null default 0,
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);
create table memberships (
  account_id uuid not null references accounts,
  agency_id uuid not null,
  staff_id uuid,
  person_id uuid,
  primary key (account_id, agency_id),
  check ((staff_id is null) <> (person_id is null))
);
create table sign_ins (
  token_hash bytea primary key,
  account_id uuid not null references accounts,
  agency_id uuid not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  ends_at timestamptz not null,
  second_factor_at timestamptz,
  ended_at timestamptz
);
create index sign_ins_by_account on sign_ins (account_id);
create table sign_in_failures (
  key_hash bytea primary key,
  failures integer not null,
  last_failed_at timestamptz not null,
  locked_until timestamptz
);
-- One-purpose links. Only the hash of a token is stored; `subject_id` is what the link is for.
create table links (
  token_hash bytea primary key,
  link_id uuid not null unique,
  agency_id uuid,
  purpose text not null check (purpose in ('setup', 'invitation', 'measure')),
  subject_id uuid,
  expires_at timestamptz not null,
  tries integer not null default 0,
  ended_at timestamptz,
  created_at timestamptz not null default now()
);
create index links_by_subject on links (agency_id, subject_id);
-- A grant to continue with a link after the birth year was given, on one device.
create table link_visits (
  visit_hash bytea primary key,
  link_id uuid not null references links (link_id),
  ends_at timestamptz not null
);
create table installation (
  only_row boolean primary key default true check (only_row),
  demo text not null check (demo in ('0', '1', 'markers')),
  -- Null while the demo programme is being filled in: a start that finds it so begins anew.
  filled_at timestamptz,
  version text not null
);

create table agencies (
  agency_id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null,
  public_name text not null,
  kind text not null default 'provider' check (kind in ('provider', 'collaborative')),
  time_zone text not null,
  is_demo boolean not null default false,
  settings jsonb not null default '{}',
  created_at timestamptz not null default now()
);
