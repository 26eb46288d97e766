import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { LearningLimit, ProtectiveOrder, Residence, VisitTerms } from "./around.contract.ts";
import { recordsOf } from "./store.ts";

const recorder = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
const span = sql`valid_from as "validFrom", valid_to as "validTo"`;

/** A residence that somebody wrote down. */
export type ResidenceRow = Residence & { residenceId: string };
const residence = sql`r.id as "residenceId", r.kind, r.with_person_id as "withPersonId", case when r.with_person_id is null then r.with_name else coalesce((select trim(p.given_name || ' ' || p.family_name) from persons p where p.agency_id = r.agency_id and p.id = r.with_person_id), '') end as "withName", r.source, ${span}`;
/** Where the child lived, the earliest first; what was taken back is left out. */
export const listResidences = (tx: Transaction, caseId: string) => rows<ResidenceRow>(tx, sql`select ${residence} from residences r where r.case_id = any (record_of(${caseId})) and r.taken_back_at is null order by r.valid_from, r.id`);
/** The same of some records at once, by the case that stands for each. */
export const listResidencesOf = (tx: Transaction, caseIds: readonly string[]) =>
  rows<ResidenceRow & { caseId: string }>(tx, sql`select k.standing as "caseId", ${residence} from ${recordsOf(caseIds)} k join residences r on r.case_id = k.case_id where r.taken_back_at is null order by r.valid_from, r.id`);
export async function insertResidence(tx: Transaction, caseId: string, one: Omit<Residence, "residenceId">): Promise<string> {
  const id = newId(tx);
  await sql`insert into residences (agency_id, id, case_id, kind, with_person_id, with_name, source, valid_from, valid_to, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${id}, ${caseId}, ${one.kind}, ${one.withPersonId}, ${one.withPersonId === null ? one.withName : ""}, ${one.source}, ${one.validFrom}, ${one.validTo}, ${recorder(tx)}, ${tx.now})`.execute(tx);
  return id;
}

export const listOrders = (tx: Transaction, caseId: string) =>
  rows<ProtectiveOrder>(tx, sql`select id as "orderId", protects, against_id as "againstId", against_name as "againstName", terms, words, document_id as "documentId", ${span} from protective_orders where case_id = any (record_of(${caseId})) order by valid_from desc, id`);
export async function insertOrder(tx: Transaction, caseId: string, one: Omit<ProtectiveOrder, "orderId">): Promise<string> {
  const id = newId(tx);
  await sql`insert into protective_orders (agency_id, id, case_id, protects, against_id, against_name, terms, words, document_id, valid_from, valid_to, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${id}, ${caseId}, ${one.protects}, ${one.againstId}, ${one.againstName}, ${one.terms}, ${one.words}, ${one.documentId}, ${one.validFrom}, ${one.validTo}, ${recorder(tx)}, ${tx.now})`.execute(tx);
  return id;
}

export const listVisitTerms = (tx: Transaction, caseId: string) =>
  rows<VisitTerms>(tx, sql`select id as "visitTermsId", person_id as "personId", supervision, words, ${span} from visit_terms where case_id = any (record_of(${caseId})) and taken_back_at is null order by valid_from desc, id`);
export async function insertVisitTerms(tx: Transaction, caseId: string, one: Omit<VisitTerms, "visitTermsId">): Promise<string> {
  const id = newId(tx);
  await sql`insert into visit_terms (agency_id, id, case_id, person_id, supervision, words, valid_from, valid_to, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${id}, ${caseId}, ${one.personId}, ${one.supervision}, ${one.words}, ${one.validFrom}, ${one.validTo}, ${recorder(tx)}, ${tx.now})`.execute(tx);
  return id;
}

export const listLimits = (tx: Transaction, caseId: string) =>
  rows<LearningLimit>(tx, sql`select id as "limitId", person_id as "personId", topics, words, document_id as "documentId", ${span} from learning_limits where case_id = any (record_of(${caseId})) order by valid_from desc, id`);
export async function insertLimit(tx: Transaction, caseId: string, one: Omit<LearningLimit, "limitId">): Promise<string> {
  const id = newId(tx);
  await sql`insert into learning_limits (agency_id, id, case_id, person_id, topics, words, document_id, valid_from, valid_to, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${id}, ${caseId}, ${one.personId}, ${one.topics}, ${one.words}, ${one.documentId}, ${one.validFrom}, ${one.validTo}, ${recorder(tx)}, ${tx.now})`.execute(tx);
  return id;
}

const tables = { order: sql.table("protective_orders"), visits: sql.table("visit_terms"), limit: sql.table("learning_limits") };
export type Endable = keyof typeof tables;
export const findSpan = (tx: Transaction, what: Endable, caseId: string, id: string) => row<{ validFrom: string; validTo: string | null }>(tx, sql`select ${span} from ${tables[what]} where id = ${id} and case_id = any (record_of(${caseId})) for update`);
export const endSpan = (tx: Transaction, what: Endable, id: string, validTo: string) => sql`update ${tables[what]} set valid_to = ${validTo} where id = ${id}`.execute(tx);
/** Whether a document of the case stands under the id, as the actor sees it. */
export const hasDocument = async (tx: Transaction, caseId: string, documentId: string) => (await row(tx, sql`select id from documents where case_id = ${caseId} and id = ${documentId}`)) !== null;
