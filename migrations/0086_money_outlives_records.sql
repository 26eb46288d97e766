-- A record that is destroyed when its time has come takes its claims, decisions and papers with it. The ledger stays: its lines
-- lose the claim and the case that they were of, so that every month still comes to what it came to when it was closed. Files
-- of payers that may name the child lose what they held; what a denial taught stays, without where it came from.
create policy owner_parts on ledger_lines for update to dyad_owner using (agency_id = agency() and is_purging());
create policy owner_parts on claim_checks for update to dyad_owner using (agency_id = agency() and is_purging());
create policy owner_parts on received_files for update to dyad_owner using (agency_id = agency() and is_purging());
create function part_money_from(record uuid[]) returns void set search_path = dyad, pg_temp language plpgsql as $$
begin
  update received_files f set content = null where f.agency_id = agency() and (
    exists (select from remittances r join remittance_claims k on k.agency_id = r.agency_id and k.remittance_id = r.id where r.agency_id = f.agency_id and r.file_id = f.id and k.case_id = any (record))
    or exists (select from claim_steps s where s.agency_id = f.agency_id and s.case_id = any (record) and s.evidence ->> 'fileId' = f.id::text));
  update ledger_lines l set claim_id = null, case_id = null where l.agency_id = agency() and l.case_id = any (record);
  update claim_checks k set learnt_from = null from claims c where k.agency_id = agency() and c.agency_id = k.agency_id and c.id = k.learnt_from and c.case_id = any (record);
end $$;
revoke execute on function part_money_from from public;
do $$
declare was text; became text;
begin
  was := pg_get_functiondef('carry_out_purge'::regproc);
  became := replace(was, E'  perform set_config(''dyad.purging'', ''yes'', true);\n', E'  perform set_config(''dyad.purging'', ''yes'', true);\n  perform part_money_from(record);\n');
  if became = was then raise exception 'the purge cannot be taught what becomes of money'; end if;
  execute became;
end $$;
