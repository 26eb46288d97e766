-- Caseload by weight, and families that wait. What a family weighs and how many fit is the agency's own rule, with dates.
-- Figures by name are for the person and for who supervises her on that day; everybody else learns whether there is room.

create table caseload_rules (
  agency_id uuid not null references agencies,
  number integer not null check (number >= 1),
  content jsonb not null,
  valid_from date not null,
  note text not null check (length(note) between 3 and 500),
  made_by uuid,
  made_at timestamptz not null,
  primary key (agency_id, number),
  foreign key (agency_id, made_by) references staff
);
call protect('caseload_rules', '(select actor_is_staff())', '(select actor_has_role(''administrator''))');

-- Whether the actor may see what somebody's families weigh: one's own, and those of whom one supervises today. No role alone opens it.
create function may_see_load(of_staff uuid) returns boolean stable security definer set search_path = dyad, pg_temp language sql as $$
  select actor_is_staff() and (of_staff = actor_staff() or (actor_has_role('supervisor')
    and exists (select from supervisions s where s.agency_id = agency() and s.supervisor_id = actor_staff() and s.clinician_id = of_staff and holds_on(s.valid_from, s.valid_to, today()))))
$$;

-- A limit of somebody's own, as for part time. The newest row that has begun holds; one without figures gives the agency's limit back.
create table caseload_limits (
  agency_id uuid not null references agencies,
  id uuid not null,
  staff_id uuid not null,
  tenths integer check (tenths between 0 and 1000),
  families integer check (families between 0 and 100),
  valid_from date not null,
  note text not null default '' check (length(note) <= 500),
  made_by uuid,
  made_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, made_by) references staff (agency_id, id)
);
create index caseload_limits_by_staff on caseload_limits (agency_id, staff_id, valid_from);
call protect('caseload_limits', '(select actor_has_role(''administrator'')) or may_see_load(staff_id)',
  '(select actor_has_role(''administrator'')) or (staff_id <> (select actor_staff()) and may_see_load(staff_id))');

-- That somebody takes no further family now, said by herself or by who supervises her, and until when. It says no reason.
create table room_answers (
  agency_id uuid not null references agencies,
  id uuid not null,
  staff_id uuid not null,
  says text not null check (says in ('not_now', 'again')),
  until date check (until is not null or says = 'again'),
  said_by uuid,
  said_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, said_by) references staff (agency_id, id)
);
create index room_answers_by_staff on room_answers (agency_id, staff_id, said_at);
call protect('room_answers', '(select actor_has_role(''administrator'', ''supervisor'', ''front_desk'')) or staff_id = (select actor_staff())', 'may_see_load(staff_id)');

-- The languages in which somebody works with families: which are known to all who work here. The newest row holds.
create table staff_languages (
  agency_id uuid not null references agencies,
  id uuid not null,
  staff_id uuid not null,
  languages text[] not null check (cardinality(languages) between 1 and 12),
  made_by uuid,
  made_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, made_by) references staff (agency_id, id)
);
create index staff_languages_by_staff on staff_languages (agency_id, staff_id, made_at);
call protect('staff_languages', '(select actor_is_staff())', '(select actor_has_role(''administrator'')) or may_see_load(staff_id)');

-- Why somebody was given a family although it was over the limit. Of the service; read by who decides, and by the person.
create table caseload_exceptions (
  agency_id uuid not null references agencies,
  id uuid not null,
  case_id uuid not null,
  staff_id uuid not null,
  reason text not null check (length(reason) between 10 and 500),
  decided_by uuid,
  decided_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, case_id) references cases,
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, decided_by) references staff (agency_id, id)
);
create index caseload_exceptions_by_case on caseload_exceptions (agency_id, case_id);
call protect('caseload_exceptions', '((select actor_has_role(''administrator'', ''supervisor'')) or staff_id = (select actor_staff())) and (' || by_class('service') || ')',
  '(select actor_has_role(''administrator'', ''supervisor'', ''front_desk'')) and (' || by_class('service') || ')');

-- What of the service weighs in a family, of everybody's families with days from one to another. Only for the two functions below.
create function service_of_load(of_staff uuid, from_day date, to_day date)
  returns table (staff_id uuid, case_id uuid, kind text, valid_from date, valid_to date, stage integer, held integer, at_home integer, planned integer, planned_at_home integer, has_interpreter boolean, languages text[], others integer)
  stable set search_path = dyad, pg_temp language sql as $$
  with given as (
      select a.staff_id, coalesce(m.into_case_id, a.case_id) as root, min(a.kind) as kind, min(a.valid_from) as valid_from, case when bool_and(a.valid_to is not null) then max(a.valid_to) end as valid_to
      from assignments a left join case_merges m on m.agency_id = a.agency_id and m.case_id = a.case_id and m.undone_at is null
      where a.agency_id = agency() and (of_staff is null or a.staff_id = of_staff) and a.valid_from <= to_day and (a.valid_to is null or a.valid_to >= from_day)
        -- Who treats a family weighs it as such, and not once more where she also covers in it.
        and (a.kind = 'assigned' or not exists (select from assignments o where o.agency_id = a.agency_id and o.case_id = a.case_id and o.staff_id = a.staff_id and o.kind = 'assigned' and o.valid_from <= a.valid_to and (o.valid_to is null or o.valid_to >= a.valid_from)))
      group by a.staff_id, coalesce(m.into_case_id, a.case_id), a.kind)
  select g.staff_id, g.root, g.kind, g.valid_from, g.valid_to, c.stage, coalesce(v.held, 0)::integer, coalesce(v.at_home, 0)::integer, coalesce(v.planned, 0)::integer, coalesce(v.planned_at_home, 0)::integer,
    coalesce(v.interpreted, false) or exists (select from case_people p where p.agency_id = c.agency_id and p.case_id = any (whole.cases) and p.part = 'other' and p.kind = 'interpreter' and p.taken_back_at is null and holds_on(p.valid_from, p.valid_to, today())),
    array(select distinct q.language from dyads d join persons q on q.agency_id = d.agency_id and q.id = d.adult_id where d.agency_id = c.agency_id and d.case_id = any (whole.cases) and d.closed_on is null and d.taken_back_at is null order by 1),
    (select count(distinct o.staff_id)::integer from assignments o where o.agency_id = c.agency_id and o.case_id = any (whole.cases) and o.kind = 'assigned' and o.staff_id <> g.staff_id and holds_on(o.valid_from, o.valid_to, today()))
  from given g join cases c on c.agency_id = agency() and c.id = g.root and c.status = 'open'
    cross join lateral (select record_of(g.root) as cases offset 0) whole
    left join lateral (
      select count(*) filter (where s.starts_at < present_moment()) as held, count(*) filter (where s.starts_at < present_moment() and s.place = 'home') as at_home,
        count(*) filter (where s.starts_at >= present_moment()) as planned, count(*) filter (where s.starts_at >= present_moment() and s.place = 'home') as planned_at_home,
        bool_or(exists (select from attendances t where t.agency_id = s.agency_id and t.session_id = s.id and t.part = 'interpreter' and t.status <> 'cancelled')) as interpreted
      from sessions s where s.agency_id = c.agency_id and s.case_id = any (whole.cases) and s.status in ('booked', 'held')
        and s.starts_at >= present_moment() - interval '56 days' and s.starts_at < present_moment() + interval '56 days') v on true
$$;
revoke execute on function service_of_load(uuid, date, date) from public;

-- What weighs in the families of somebody whose load the actor may see: that a risk stands, in which case of the record a safety
-- plan was kept, each only where the actor sees its class there, and the planned end.
create function load_of(of_staff uuid, from_day date, to_day date)
  returns table (case_id uuid, kind text, valid_from date, valid_to date, stage integer, held integer, at_home integer, planned integer, planned_at_home integer, has_interpreter boolean, languages text[], others integer, risk_stands boolean, safety_plan_case uuid, planned_end date)
  stable security definer set search_path = dyad, pg_temp language plpgsql as $$
#variable_conflict use_column
begin
  if not (may_see_load(of_staff) or actor_is_machine()) then return; end if;
  return query select s.case_id, s.kind, s.valid_from, s.valid_to, s.stage, s.held, s.at_home, s.planned, s.planned_at_home, s.has_interpreter, s.languages, s.others,
      s.case_id = any (cases_for('protective')) and child_risk_stands(s.case_id),
      (select p.case_id from safety_plans p where p.agency_id = agency() and p.case_id = any (record_of(s.case_id)) and p.case_id = any (cases_for('caregiver')) and p.kept_at is not null and not p.part2
        and exists (select from case_people w where w.agency_id = p.agency_id and w.case_id = p.case_id and w.person_id = p.owner_person_id and w.taken_back_at is null and holds_on(w.valid_from, w.valid_to, today()))
        order by p.kept_at desc limit 1),
      (select m.happened_on from case_milestones m where m.agency_id = agency() and m.case_id = any (record_of(s.case_id)) and m.kind = 'planned_end' and not m.withdrawn
        and not exists (select from case_milestones n where n.agency_id = m.agency_id and n.supersedes_id = m.id) order by m.recorded_at desc, m.id desc limit 1)
    from service_of_load(of_staff, from_day, to_day) s;
end $$;

-- What of the service weighs with everybody who treats, without saying in which family: whether there is room is worked out from it.
create function rooms_of_all(from_day date, to_day date)
  returns table (staff_id uuid, kind text, valid_from date, valid_to date, stage integer, held integer, at_home integer, planned integer, planned_at_home integer, has_interpreter boolean, languages text[], others integer)
  stable security definer set search_path = dyad, pg_temp language plpgsql as $$
#variable_conflict use_column
begin
  if not (actor_has_role('administrator', 'supervisor', 'front_desk') or actor_is_machine()) then return; end if;
  return query select s.staff_id, s.kind, s.valid_from, s.valid_to, s.stage, s.held, s.at_home, s.planned, s.planned_at_home, s.has_interpreter, s.languages, s.others from service_of_load(null, from_day, to_day) s;
end $$;
create function limits_of_all() returns table (staff_id uuid, tenths integer, families integer) stable security definer set search_path = dyad, pg_temp language plpgsql as $$
#variable_conflict use_column
begin
  if not (actor_has_role('administrator', 'supervisor', 'front_desk') or actor_is_machine()) then return; end if;
  return query select distinct on (l.staff_id) l.staff_id, l.tenths, l.families from caseload_limits l where l.agency_id = agency() and l.valid_from <= today() order by l.staff_id, l.valid_from desc, l.made_at desc, l.id desc;
end $$;

-- Which referral waits before which other, and why: the agency's own order, with dates.
create table waiting_rules (
  agency_id uuid not null references agencies,
  number integer not null check (number >= 1),
  content jsonb not null,
  valid_from date not null,
  note text not null check (length(note) between 3 and 500),
  made_by uuid,
  made_at timestamptz not null,
  primary key (agency_id, number),
  foreign key (agency_id, made_by) references staff
);
call protect('waiting_rules', '(select actor_has_role(''administrator'', ''supervisor'', ''front_desk''))', '(select actor_has_role(''administrator''))');

-- What a family waits for, and what makes it pressing: codes and days, no words. Class intake.
create table waiting_marks (
  agency_id uuid not null references agencies,
  id uuid not null,
  referral_id uuid not null,
  mark text not null check (mark in ('clinician', 'language', 'consent', 'days', 'later', 'removal', 'reunification', 'expulsion', 'eviction')),
  since date not null,
  -- Where the family asked to be called later: until when.
  until date check (until >= since),
  set_by uuid,
  set_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, referral_id) references referrals,
  foreign key (agency_id, set_by) references staff,
  foreign key (agency_id, ended_by) references staff (agency_id, id)
);
create unique index waiting_marks_once on waiting_marks (agency_id, referral_id, mark) where ended_at is null;
call protect('waiting_marks', '(select sees_all(''intake''))', '(select sees_all(''intake''))', '(select sees_all(''intake''))');

-- That somebody put a family before or after what the rule says, and why. The newest row holds; 'rule' gives the place back.
create table waiting_places (
  agency_id uuid not null references agencies,
  id uuid not null,
  referral_id uuid not null,
  place text not null check (place in ('first', 'last', 'rule')),
  reason text not null check (length(reason) between 10 and 500),
  set_by uuid,
  set_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, referral_id) references referrals,
  foreign key (agency_id, set_by) references staff
);
create index waiting_places_by_referral on waiting_places (agency_id, referral_id, set_at);
call protect('waiting_places', '(select actor_has_role(''administrator'', ''supervisor'', ''front_desk''))', '(select actor_has_role(''administrator'', ''supervisor''))');

-- A family offered to somebody who treats, and what she says. She sees this one and no other that waits.
create table waiting_offers (
  agency_id uuid not null references agencies,
  id uuid not null,
  referral_id uuid not null,
  staff_id uuid not null,
  starts_on date,
  over_reason text check (length(over_reason) between 10 and 500),
  offered_by uuid,
  offered_at timestamptz not null,
  answer text check (answer in ('yes', 'no', 'withdrawn')),
  answered_by uuid,
  answered_at timestamptz,
  primary key (agency_id, id),
  check ((answer is null) = (answered_at is null)),
  foreign key (agency_id, referral_id) references referrals,
  foreign key (agency_id, staff_id) references staff,
  foreign key (agency_id, offered_by) references staff (agency_id, id),
  foreign key (agency_id, answered_by) references staff (agency_id, id)
);
create index waiting_offers_by_referral on waiting_offers (agency_id, referral_id, offered_at);
create index waiting_offers_by_staff on waiting_offers (agency_id, staff_id) where answer is null or answer = 'yes';
create unique index waiting_offers_once on waiting_offers (agency_id, referral_id, staff_id) where answer is null;
call protect('waiting_offers', '(select actor_has_role(''administrator'', ''supervisor'', ''front_desk'')) or staff_id = (select actor_staff())',
  '(select actor_has_role(''administrator'', ''supervisor'', ''front_desk''))', '(select actor_has_role(''administrator'', ''supervisor'', ''front_desk'')) or staff_id = (select actor_staff())');

-- A letter to who referred: where the referral stands, and who in the family allowed that it is told. Class intake. The letter
-- holds nothing else, so it can be written again from its row, the same bytes each time.
create table referral_letters (
  agency_id uuid not null references agencies,
  id uuid not null,
  referral_id uuid not null,
  state text not null check (state in ('received', 'waiting', 'opened', 'declined', 'closed')),
  language text not null check (language in ('en', 'es')),
  recipient text not null check (length(recipient) between 1 and 200),
  allowed_by text not null check (length(allowed_by) between 1 and 200),
  allowed_on date not null,
  written_on date not null,
  made_by uuid,
  made_at timestamptz not null,
  primary key (agency_id, id),
  foreign key (agency_id, referral_id) references referrals,
  foreign key (agency_id, made_by) references staff
);
create index referral_letters_by_referral on referral_letters (agency_id, referral_id, made_at);
call protect('referral_letters', '(select sees_all(''intake''))', '(select sees_all(''intake''))');

-- Referrals that wait, or one of them. Names and how they are called are for who takes in; who supervises learns the rest.
create function referrals_waiting(of_referral uuid)
  returns table (referral_id uuid, received_at timestamptz, status text, source text, relation text, code text, language text, other_language text, birth_date date, child_age text, call_me text, given_name text, family_name text, marks jsonb, place text, place_reason text, placed_by text, placed_at timestamptz, offers jsonb)
  stable security definer set search_path = dyad, pg_temp language plpgsql as $$
#variable_conflict use_column
declare named boolean := sees_all('intake');
begin
  if not (actor_has_role('administrator', 'supervisor', 'front_desk') or actor_is_machine()) then return; end if;
  return query
    select r.id, r.received_at, r.status, r.source, r.relation, r.code, r.language, r.other_language, r.child_birth_date, r.child_age, case when named then r.call_me end, case when named then r.child_given_name end, case when named then r.child_family_name end,
      coalesce((select jsonb_agg(jsonb_build_object('waitingMarkId', m.id, 'mark', m.mark, 'since', m.since, 'until', m.until) order by m.since, m.mark) from waiting_marks m where m.agency_id = r.agency_id and m.referral_id = r.id and m.ended_at is null), '[]'),
      p.place, p.reason, p.by_name, p.set_at,
      coalesce((select jsonb_agg(jsonb_build_object('offerId', o.id, 'staffId', o.staff_id, 'name', s.display_name, 'startsOn', o.starts_on, 'answer', o.answer) order by o.offered_at, o.id) from waiting_offers o join staff s on s.agency_id = o.agency_id and s.id = o.staff_id where o.agency_id = r.agency_id and o.referral_id = r.id and o.answer is distinct from 'withdrawn'), '[]')
    from referrals r
      left join lateral (select w.place, w.reason, f.display_name as by_name, w.set_at from waiting_places w left join staff f on f.agency_id = w.agency_id and f.id = w.set_by where w.agency_id = r.agency_id and w.referral_id = r.id order by w.set_at desc, w.id desc limit 1) p on true
    where r.agency_id = agency() and r.status in ('new', 'in_contact') and r.case_id is null and (of_referral is null or r.id = of_referral);
end $$;

-- What somebody who treats learns of the families that are offered to her: the age and the language, what they wait for. No name,
-- no words of theirs, no way to reach them.
create function referrals_offered()
  returns table (offer_id uuid, referral_id uuid, offered_at timestamptz, starts_on date, answer text, birth_date date, child_age text, received_at timestamptz, language text, other_language text, marks jsonb)
  stable security definer set search_path = dyad, pg_temp language sql as $$
  select o.id, o.referral_id, o.offered_at, o.starts_on, o.answer, r.child_birth_date, r.child_age, r.received_at, r.language, r.other_language,
    coalesce((select jsonb_agg(m.mark order by m.mark) from waiting_marks m where m.agency_id = r.agency_id and m.referral_id = r.id and m.ended_at is null), '[]')
  from waiting_offers o join referrals r on r.agency_id = o.agency_id and r.id = o.referral_id and r.case_id is null and r.status in ('new', 'in_contact')
  where o.agency_id = agency() and actor_is_staff() and o.staff_id = actor_staff() and (o.answer is null or o.answer = 'yes')
$$;
