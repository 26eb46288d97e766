-- When a note was begun: written long after the hour, it says so. Unknown for notes from before this was kept.
alter table notes add column begun_at timestamptz;
