-- Whoever sees some cases only counts their services by the case, not by looking through those of the whole agency.
create index services_by_case on services (agency_id, case_id);
