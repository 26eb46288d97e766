-- The sealer looks for the rows of the last minutes every two seconds: by this index, not through the whole trail.
create index audit_entries_by_time on audit_entries (agency_id, at);
