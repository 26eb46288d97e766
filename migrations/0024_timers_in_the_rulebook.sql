-- What a change of a policy does to the dates that a chart is held against: one row a case and timer. That an incident
-- happened is of the child's chart, so a row names its class.
alter table policy_change_effects add column class text not null default 'service' check (class in ('service', 'child_chart'));
alter table policy_change_effects drop constraint policy_change_effects_place_check;
alter table policy_change_effects add constraint policy_change_effects_place_check check (place in ('kept', 'open', 'date'));
drop policy reads on policy_change_effects;
do $$ begin
  execute format('create policy reads on policy_change_effects for select to dyad_app using (agency_id = (select agency()) and ((select actor_is_machine()) or (case class when ''service'' then %s else %s end)))', by_class('service'), by_class('child_chart'));
end $$;
