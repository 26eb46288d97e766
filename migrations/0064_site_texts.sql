-- The practice's own words for its public pages: versions that are only ever added. A page shows the newest version that
-- was published, unless a later one takes it back. Drafts are read by whoever runs the programme, and by nobody else.
create table site_texts (
  agency_id uuid not null references agencies,
  part text not null check (part in ('places', 'cost', 'about', 'home', 'expect', 'privacy')),
  number integer not null check (number >= 1),
  state text not null check (state in ('draft', 'published', 'withdrawn')),
  content jsonb not null check (jsonb_typeof(content) = 'object' and length(content::text) <= 120000),
  note text not null default '' check (length(note) <= 300),
  made_by uuid,
  made_at timestamptz not null,
  primary key (agency_id, part, number),
  foreign key (agency_id, made_by) references staff
);
call protect('site_texts', '(select actor_has_role(''administrator''))', '(select actor_has_role(''administrator''))');

-- What the public pages show now. Anybody may read it: it is on the open web.
create function site_texts_shown() returns table (part text, content jsonb) stable security definer set search_path = dyad, pg_temp language sql as $$
  select newest.part, newest.content
    from (select distinct on (t.part) t.part, t.state, t.content from site_texts t where t.agency_id = agency() and t.state <> 'draft' order by t.part, t.number desc) newest
    where newest.state = 'published'
$$;

-- Who agreed to be named on the public pages. Each agrees and takes back alone; whoever runs the programme may take somebody
-- off and can put nobody on. What was agreed to stays known, with its days.
create table team_listings (
  agency_id uuid not null references agencies,
  id uuid not null,
  staff_id uuid not null,
  name_as text not null check (name_as in ('full', 'first')),
  place_ids uuid[] not null default '{}' check (cardinality(place_ids) <= 12),
  takes text not null check (takes in ('unsaid', 'now', 'wait', 'not_now')),
  -- The version of the sentence that was agreed to.
  wording integer not null check (wording >= 1),
  agreed_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  primary key (agency_id, id),
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, ended_by) references staff,
  check ((ended_at is null) = (ended_by is null))
);
create unique index team_listings_standing on team_listings (agency_id, staff_id) where ended_at is null;
call protect('team_listings', 'staff_id = (select actor_staff()) or (select actor_has_role(''administrator''))',
  'staff_id = (select actor_staff()) and ended_at is null',
  'staff_id = (select actor_staff()) or (select actor_has_role(''administrator''))');
revoke update on team_listings from dyad_app;
grant update (ended_at, ended_by) on team_listings to dyad_app;

-- The team as the public page shows it: who agreed and works here today, and of their record that the training stands, their
-- roles, and the languages in which they work. Nothing else of anybody leaves here.
create function team_shown() returns table (name text, name_as text, roles text[], is_trained boolean, languages text[], place_ids uuid[], takes text)
  stable security definer set search_path = dyad, pg_temp language sql as $$
  select s.display_name, l.name_as,
      array(select r.role from staff_roles r where r.agency_id = s.agency_id and r.staff_id = s.id and holds_on(r.valid_from, r.valid_to, today()) order by 1),
      exists (select from credentials c where c.agency_id = s.agency_id and c.staff_id = s.id and c.kind = 'cpp_training' and c.ended_at is null and holds_on(c.valid_from, c.valid_to, today())),
      coalesce((select n.languages from staff_languages n where n.agency_id = s.agency_id and n.staff_id = s.id order by n.made_at desc, n.id desc limit 1), '{}'),
      l.place_ids, l.takes
    from team_listings l join staff s on s.agency_id = l.agency_id and s.id = l.staff_id
    where l.agency_id = agency() and l.ended_at is null and holds_on(s.valid_from, s.valid_to, today())
$$;
