-- Lists of families that come as a file: what stood in it, what is to be made of each row, what was made, and how that is
-- taken back. Class intake, whether or not a row became anything. The file lies sealed beside the others; it and the
-- words of the rows go after thirty days or before, and which rows became what stays.

alter table files drop constraint files_media_type_check;
alter table files add constraint files_media_type_check check (media_type in ('application/pdf', 'image/jpeg', 'image/png', 'application/json', 'text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'));

create table brought_lists (
  agency_id uuid not null references agencies,
  id uuid not null,
  -- Null once the file was removed.
  file_id uuid,
  -- How the file is read: the dates, what its rows become, which column holds what.
  reading jsonb not null,
  -- What was found in it: the kind of file, its letters, its separator, its headings.
  found jsonb not null,
  state text not null check (state in ('read', 'running', 'done', 'undoing', 'undone')),
  row_count integer not null check (row_count >= 0),
  made_at timestamptz not null,
  made_by uuid,
  started_at timestamptz,
  started_by uuid,
  finished_at timestamptz,
  forget_at timestamptz not null,
  forgotten_at timestamptz,
  revision integer not null default 1,
  primary key (agency_id, id),
  foreign key (agency_id, file_id) references files,
  foreign key (agency_id, made_by) references staff,
  foreign key (agency_id, started_by) references staff
);
create index brought_lists_by_time on brought_lists (agency_id, made_at, id);
create index brought_lists_at_work on brought_lists (agency_id) where state in ('running', 'undoing');

create table brought_rows (
  agency_id uuid not null,
  list_id uuid not null,
  -- The number of the row as a spreadsheet counts it: the headings are the first.
  number integer not null check (number > 0),
  -- Tells the same row from another without saying what it holds: worked out with the secret key.
  source_key text not null,
  cells jsonb,
  content jsonb,
  faults jsonb not null default '[]',
  alike jsonb not null default '[]',
  verdict text not null check (verdict in ('ready', 'alike', 'refused', 'there')),
  choice text check (choice in ('same', 'new', 'leave_out')),
  same_as jsonb,
  outcome text not null default 'waiting' check (outcome in ('waiting', 'made', 'there', 'refused', 'left_out', 'taken_back', 'kept')),
  why text,
  -- What the row became. No references: it may be taken back.
  made_referral uuid,
  opened_referral jsonb,
  made_case uuid,
  made_merge uuid,
  made_state text,
  done_at timestamptz,
  primary key (agency_id, list_id, number),
  foreign key (agency_id, list_id) references brought_lists
);
create index brought_rows_by_outcome on brought_rows (agency_id, list_id, outcome, number);
-- The same row is made once, however often its file comes and whoever works it off.
create unique index brought_once on brought_rows (agency_id, source_key) where outcome in ('made', 'kept');

call protect('brought_lists', '(select sees_all(''intake''))', '(select sees_all(''intake''))', '(select sees_all(''intake''))');
call protect('brought_rows', '(select sees_all(''intake''))', '(select sees_all(''intake''))', '(select sees_all(''intake''))', '(select sees_all(''intake''))');
-- The file of a list is known to who works with the list.
create policy reads_of_lists on files for select to dyad_app using (agency_id = (select agency()) and (select sees_all('intake')) and exists (select from brought_lists l where l.agency_id = files.agency_id and l.file_id = files.id));
create policy deletes_of_lists on files for delete to dyad_app using (agency_id = (select agency()) and (select sees_all('intake')) and media_type in ('text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'));

-- What a row became, as one digest: taken back only while it is as it was made.
create function state_of_brought(referral uuid, of_case uuid) returns text stable security definer set search_path = dyad, pg_temp language sql as $$
  with around as (select p.person_id from case_people p where p.agency_id = agency() and p.case_id = of_case)
  select md5(concat_ws('|',
    (select to_jsonb(r)::text from referrals r where r.agency_id = agency() and r.id = referral),
    (select string_agg(to_jsonb(i)::text, '' order by i.system, i.value) from referral_identifiers i where i.agency_id = agency() and i.referral_id = referral),
    (select to_jsonb(c)::text from cases c where c.agency_id = agency() and c.id = of_case),
    (select string_agg(to_jsonb(s)::text, '' order by to_jsonb(s)::text) from case_stages s where s.agency_id = agency() and s.case_id = of_case),
    (select string_agg(to_jsonb(p)::text, '' order by p.person_id, p.valid_from) from case_people p where p.agency_id = agency() and p.case_id = of_case),
    (select string_agg(to_jsonb(p)::text, '' order by p.id) from persons p where p.agency_id = agency() and p.id in (select person_id from around)),
    (select string_agg(to_jsonb(m)::text, '' order by m.id) from case_merges m where m.agency_id = agency() and (m.case_id = of_case or m.into_case_id = of_case)),
    (select string_agg(to_jsonb(d)::text, '' order by d.adult_id, d.opened_on) from dyads d where d.agency_id = agency() and d.case_id = of_case),
    (select string_agg(to_jsonb(a)::text, '' order by a.id) from authorities a where a.agency_id = agency() and a.case_id = of_case),
    (select string_agg(to_jsonb(w)::text, '' order by w.id) from contact_ways w where w.agency_id = agency() and w.person_id in (select person_id from around))))
$$;

-- Takes back what a row became: answers whether nothing of it is left ('taken_back'), or why all of it stays ('changed':
-- something of it was changed; 'written': something else was written to it). Only for the job that works lists off.
create function take_back_brought(of_list uuid, row_number integer) returns text security definer set search_path = dyad, pg_temp language plpgsql as $$
declare one brought_rows; people uuid[]; referral uuid;
begin
  if not actor_is_machine() then raise exception 'only the job takes back' using errcode = '42501'; end if;
  select * into one from brought_rows b where b.agency_id = agency() and b.list_id = of_list and b.number = row_number and b.outcome in ('made', 'kept');
  if not found then return 'nothing'; end if;
  referral := coalesce(one.made_referral, (one.opened_referral ->> 'referralId')::uuid);
  if one.made_state is distinct from state_of_brought(referral, one.made_case) then return 'changed'; end if;
  begin
    if one.made_merge is not null then
      -- What was counted of both is counted anew of the one that stays.
      insert into outcome_changes (agency_id, case_id) select m.agency_id, m.into_case_id from case_merges m where m.agency_id = agency() and m.id = one.made_merge;
      delete from case_merge_leftovers where agency_id = agency() and merge_id = one.made_merge;
      delete from case_merge_rows where agency_id = agency() and merge_id = one.made_merge;
      delete from case_merges where agency_id = agency() and id = one.made_merge;
    end if;
    if one.made_case is not null then
      select array_agg(p.person_id) into people from case_people p where p.agency_id = agency() and p.case_id = one.made_case;
      update referrals set case_id = null, requester_id = null where agency_id = agency() and id = referral;
      delete from outcome_pairs where agency_id = agency() and case_id = one.made_case;
      delete from outcome_reasons where agency_id = agency() and case_id = one.made_case;
      delete from outcome_courses where agency_id = agency() and case_id = one.made_case;
      delete from contact_ways where agency_id = agency() and person_id = any (people);
      delete from authorities where agency_id = agency() and case_id = one.made_case;
      delete from dyads where agency_id = agency() and case_id = one.made_case;
      delete from case_people where agency_id = agency() and case_id = one.made_case;
      delete from case_stages where agency_id = agency() and case_id = one.made_case;
      delete from cases where agency_id = agency() and id = one.made_case;
      delete from persons where agency_id = agency() and id = any (people);
      delete from outcome_changes where agency_id = agency() and case_id = one.made_case;
    end if;
    if one.made_referral is not null then
      delete from outcome_courses where agency_id = agency() and referral_id = one.made_referral;
      delete from referral_identifiers where agency_id = agency() and referral_id = one.made_referral;
      delete from referrals where agency_id = agency() and id = one.made_referral;
      delete from outcome_changes where agency_id = agency() and referral_id = one.made_referral;
    elsif one.opened_referral is not null then
      update referrals set status = one.opened_referral ->> 'status', answered_at = (one.opened_referral ->> 'answeredAt')::timestamptz where agency_id = agency() and id = referral;
    end if;
  exception when foreign_key_violation then
    return 'written';
  end;
  return 'taken_back';
end $$;
do $$
declare one text;
begin
  foreach one in array array['case_merge_leftovers', 'case_merge_rows', 'case_merges', 'contact_ways', 'authorities', 'dyads', 'case_people', 'case_stages', 'cases', 'persons', 'referral_identifiers', 'referrals', 'outcome_pairs', 'outcome_reasons', 'outcome_courses', 'outcome_changes'] loop
    execute format('create policy owner_takes_back on %I for delete to dyad_owner using (agency_id = agency())', one);
  end loop;
end $$;
create policy owner_takes_back_opening on referrals for update to dyad_owner using (agency_id = agency());

-- How many people of each role sign in with a password alone: counts, for whoever runs the agency. Nobody's secret is read.
create function second_factor_by_role() returns table (role text, people integer, without integer) stable security definer set search_path = dyad, pg_temp language plpgsql as $$
begin
  if not (actor_is_machine() or actor_has_role('administrator')) then return; end if;
  return query select r.role::text, count(distinct r.staff_id)::integer, (count(distinct r.staff_id) filter (where a.second_factor_secret is null and not exists (select from passkeys k where k.account_id = a.account_id)))::integer
    from staff_roles r join memberships m on m.agency_id = r.agency_id and m.staff_id = r.staff_id join accounts a on a.account_id = m.account_id and a.disabled_at is null
    where r.agency_id = agency() and holds_on(r.valid_from, r.valid_to, today()) group by r.role order by r.role;
end $$;

-- Whether anybody of the agency has signed a note: whether it has begun, and nothing else.
create function has_begun() returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select actor_is_staff() and exists (select from notes n where n.agency_id = agency() and n.status = 'signed')
$$;
