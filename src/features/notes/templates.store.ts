import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { NoteTemplate } from "./templates.contract.ts";

type Content = Pick<NoteTemplate, "name" | "kinds" | "bands" | "sections">;
const by = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** The templates in use, those for fewer sessions and ages first. */
export const listTemplates = (tx: Transaction) =>
  rows<NoteTemplate>(tx, sql`select t.id as "templateId", t.name, t.kinds, t.bands, t.sections, t.revision, t.changed_at as "changedAt", s.display_name as "changedByName" from note_templates t left join staff s on s.agency_id = t.agency_id and s.id = t.changed_by where t.retired_on is null order by (cardinality(t.kinds) = 0)::int + (cardinality(t.bands) = 0)::int, t.name, t.id limit 200`);

export async function insertTemplate(tx: Transaction, one: Content): Promise<string> {
  const id = newId(tx);
  await sql`insert into note_templates (agency_id, id, name, kinds, bands, sections, changed_at, changed_by) values (${tx.actor.agencyId}, ${id}, ${one.name}, ${one.kinds}::text[], ${one.bands}::text[], ${JSON.stringify(one.sections)}::jsonb, ${tx.now}, ${by(tx)})`.execute(tx);
  return id;
}
/** Null where somebody was faster, or there is no such template. */
export const updateTemplate = (tx: Transaction, templateId: string, revision: number, one: Content) =>
  row<{ revision: number }>(tx, sql`update note_templates set name = ${one.name}, kinds = ${one.kinds}::text[], bands = ${one.bands}::text[], sections = ${JSON.stringify(one.sections)}::jsonb, revision = revision + 1, changed_at = ${tx.now}, changed_by = ${by(tx)} where id = ${templateId} and revision = ${revision} and retired_on is null returning revision`);
export const retireTemplate = (tx: Transaction, templateId: string) => row<{ id: string }>(tx, sql`update note_templates set retired_on = ${tx.today}, changed_at = ${tx.now}, changed_by = ${by(tx)} where id = ${templateId} and retired_on is null returning id`);
export const isTemplate = async (tx: Transaction, templateId: string) => (await row(tx, sql`select id from note_templates where id = ${templateId} and retired_on is null`)) !== null;
