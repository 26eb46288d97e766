-- What changes how a case's own series are read also marks what is counted of it: a reason that joins two answers across a
-- break, another schedule (which says whether language and way of asking break a series), and what an agency enters of an
-- instrument: its own figures, cuts, published change and versions.
create trigger mark_outcomes after insert on measure_overrides referencing new table as changed for each statement execute function mark_outcome_cases();

create function mark_outcome_agencies() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  insert into outcome_changes (agency_id, case_id) select distinct s.agency_id, s.case_id from measure_scores s where s.agency_id in (select c.agency_id from changed c);
  return null;
end $$;
create trigger mark_outcomes after insert on measure_schedules referencing new table as changed for each statement execute function mark_outcome_agencies();

create function mark_outcome_instruments() returns trigger security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  insert into outcome_changes (agency_id, case_id) select distinct s.agency_id, s.case_id from measure_scores s join changed c on c.agency_id = s.agency_id and c.instrument = s.instrument where c.kind in ('definition', 'norms', 'figure', 'figure_withdrawn');
  return null;
end $$;
create trigger mark_outcomes after insert on instrument_entries referencing new table as changed for each statement execute function mark_outcome_instruments();

-- Who pays for the treatment, as somebody at the practice was told it; what came with a hospital's bundle stays as it was sent.
alter table referrals add column payer text check (length(payer) between 1 and 120);
