import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Letterhead, LetterheadContent, TemplateContent, TemplateVersion } from "./contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

const columns = sql`t.template, t.number, case when t.retired then 'retired' else 'in_use' end as state, t.content, t.note, s.display_name as "madeBy", t.made_at as "madeAt"`;
const sources = sql`letter_templates t left join staff s on s.agency_id = t.agency_id and s.id = t.made_by`;
/** The newest version of each template that the agency made or changed. */
export const listNewest = (tx: Transaction) => rows<TemplateVersion>(tx, sql`select distinct on (t.template) ${columns} from ${sources} order by t.template, t.number desc`);
export const listVersions = (tx: Transaction, template: string) => rows<TemplateVersion>(tx, sql`select ${columns} from ${sources} where t.template = ${template} order by t.number desc`);
export const findVersion = (tx: Transaction, template: string, number: number) => row<TemplateVersion>(tx, sql`select ${columns} from ${sources} where t.template = ${template} and t.number = ${number}`);
/** False where somebody made a version of that number meanwhile. */
export const insertVersion = async (tx: Transaction, one: { template: string; number: number; state: "in_use" | "retired"; content: TemplateContent; note: string }): Promise<boolean> =>
  (await row(tx, sql`insert into letter_templates (agency_id, template, number, retired, content, note, made_by, made_at) values (${tx.actor.agencyId}, ${one.template}, ${one.number}, ${one.state === "retired"}, ${JSON.stringify(one.content)}::jsonb, ${one.note}, ${author(tx)}, ${tx.now}) on conflict do nothing returning number`)) !== null;
/** A key for a template of the agency's own. */
export const newTemplate = (tx: Transaction): string => newId(tx);

const headColumns = sql`h.number, h.content, s.display_name as "madeBy", h.made_at as "madeAt"`;
const heads = sql`letterheads h left join staff s on s.agency_id = h.agency_id and s.id = h.made_by`;
/** The agency's own letterheads, the newest first. */
export const listLetterheads = (tx: Transaction) => rows<Letterhead>(tx, sql`select ${headColumns} from ${heads} order by h.number desc`);
/** The letterhead of that number, or the newest; null where there is none. */
export const findLetterhead = (tx: Transaction, number: number | "newest") => row<{ number: number; content: LetterheadContent }>(tx, sql`select h.number, h.content from letterheads h where ${number === "newest" ? sql`true` : sql`h.number = ${number}`} order by h.number desc limit 1`);
export const insertLetterhead = async (tx: Transaction, one: { number: number; content: LetterheadContent }): Promise<boolean> =>
  (await row(tx, sql`insert into letterheads (agency_id, number, content, made_by, made_at) values (${tx.actor.agencyId}, ${one.number}, ${JSON.stringify(one.content)}::jsonb, ${author(tx)}, ${tx.now}) on conflict do nothing returning number`)) !== null;

/** How the agency is named, and whether all of it is made up. */
export const findAgency = async (tx: Transaction) => (await row<{ name: string; publicName: string; phone: string; isDemo: boolean }>(tx, sql`select name, public_name as "publicName", coalesce(settings #>> '{practice,phone}', '') as phone, is_demo as "isDemo" from agencies`))!;
