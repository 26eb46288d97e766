-- What is ready to bill, or held, is found and counted without looking through every service that there ever was.
create index services_by_status on services (agency_id, status, service_date, session_id);
