-- Instruments as the site's own data: what a programme imported, entered, compared, confirmed and retired, one row each.
-- Rows are only ever added: a wrong one is answered by another, so that a finished form keeps the very version that it was
-- given with. Nothing here is about a family. Whoever works here, answers a form or reads her own record needs the names and
-- the wording; somebody who is nobody yet does not.

create table instrument_entries (
  agency_id uuid not null references agencies,
  id uuid not null,
  -- The order in which rows were entered: several come in one moment.
  place bigint generated always as identity,
  kind text not null check (kind in ('definition', 'text', 'norms', 'compared', 'fact', 'figure', 'figure_withdrawn', 'retired', 'restored')),
  instrument text not null check (instrument ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  version text not null,
  -- Of a text: its language. Null where the instrument as a whole is meant.
  language text,
  -- As it was written: the order of scores and flags is kept.
  body json not null,
  reason text not null default '' check (length(reason) <= 2000),
  entered_by uuid,
  entered_at timestamptz not null,
  primary key (agency_id, id),
  check (kind not in ('text', 'compared') or language is not null),
  foreign key (agency_id, entered_by) references staff
);
create unique index instrument_versions on instrument_entries (agency_id, instrument, version) where kind = 'definition';

create function refuse_change_of_instruments() returns trigger language plpgsql as $$
begin
  raise exception 'what was entered about an instrument is not changed';
end $$;
create trigger entries_stay before update or delete on instrument_entries for each row execute function refuse_change_of_instruments();

call protect('instrument_entries', '(select actor_kind()) <> ''visitor''', '(select actor_has_role(''administrator''))');
