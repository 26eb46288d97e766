-- How somebody asked a list, kept under a name: its order and its filters as codes and ids, and nothing that was typed to
-- find a person. One's own, or the whole staff's where an administrator shares it. Families have none.
create table saved_views (
  agency_id uuid not null references agencies,
  id uuid not null,
  list text not null check (list in ('families', 'referrals', 'services', 'waiting')),
  name text not null check (length(name) between 1 and 60),
  asked jsonb not null check (jsonb_typeof(asked) = 'object' and not asked ? 'search' and length(asked::text) <= 2000),
  owner_id uuid not null,
  is_shared boolean not null default false,
  made_at timestamptz not null,
  revision integer not null default 1,
  primary key (agency_id, id),
  foreign key (agency_id, owner_id) references staff
);
create unique index saved_views_by_name on saved_views (agency_id, owner_id, list, lower(name));
call protect('saved_views', '(select actor_is_staff()) and (is_shared or owner_id = (select actor_staff()))',
  'owner_id = (select actor_staff()) and (not is_shared or (select actor_has_role(''administrator'')))',
  '(owner_id = (select actor_staff()) and not is_shared) or (is_shared and (select actor_has_role(''administrator'')))',
  'owner_id = (select actor_staff()) or (is_shared and (select actor_has_role(''administrator'')))');
