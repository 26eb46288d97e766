import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import type { Breach, BreachFamily, Conclusion, Factor, NoticeKind } from "./breaches.contract.ts";
import { nameOf, staffOf } from "./sources.store.ts";

export type BreachRow = Omit<Breach, "notices" | "state" | "families"> & { given: Record<NoticeKind, string | null> };
const columns = sql`b.id as "breachId", b.happened_on as "happenedOn", b.discovered_on as "discoveredOn", b.what, b.whom, b.affected, b.factors, b.conclusion, b.conclusion_words as "conclusionWords", b.concluded_on as "concludedOn", b.revision, s.display_name as "recordedByName",
  json_build_object('individuals', b.individuals_noticed_on, 'media', b.media_noticed_on, 'authority', b.authority_noticed_on) as given`;
const sources = sql`breaches b join staff s on s.agency_id = b.agency_id and s.id = b.recorded_by`;

export const listBreaches = (tx: Transaction) => rows<BreachRow>(tx, sql`select ${columns} from ${sources} order by b.discovered_on desc, b.id desc limit 500`);
/** An incident, held until the transaction ends. */
export async function findToChange(tx: Transaction, breachId: string): Promise<BreachRow | null> {
  await sql`select from breaches where id = ${breachId} for update`.execute(tx);
  return row<BreachRow>(tx, sql`select ${columns} from ${sources} where b.id = ${breachId}`);
}
export async function insertBreach(tx: Transaction, one: Pick<Breach, "happenedOn" | "discoveredOn" | "what" | "whom" | "affected"> & { factors: readonly Factor[] }): Promise<string> {
  const id = newId(tx);
  await sql`insert into breaches (agency_id, id, happened_on, discovered_on, what, whom, affected, factors, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${id}, ${one.happenedOn}, ${one.discoveredOn}, ${one.what}, ${one.whom}, ${one.affected}, ${JSON.stringify(one.factors)}::jsonb, ${staffOf(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const updateFactors = (tx: Transaction, breachId: string, affected: number | null, factors: readonly Factor[]) => sql`update breaches set affected = ${affected}, factors = ${JSON.stringify(factors)}::jsonb, revision = revision + 1 where id = ${breachId}`.execute(tx);
export const updateAffected = (tx: Transaction, breachId: string, affected: number | null) => sql`update breaches set affected = ${affected}, revision = revision + 1 where id = ${breachId}`.execute(tx);
export const conclude = (tx: Transaction, breachId: string, conclusion: Conclusion, words: string) => sql`update breaches set conclusion = ${conclusion}, conclusion_words = ${words}, concluded_on = ${tx.today}, revision = revision + 1 where id = ${breachId}`.execute(tx);
const columnOf = { individuals: "individuals_noticed_on", media: "media_noticed_on", authority: "authority_noticed_on" } as const;
export const noteNotice = (tx: Transaction, breachId: string, kind: NoticeKind, on: string) => sql`update breaches set ${sql.ref(columnOf[kind])} = ${on}, revision = revision + 1 where id = ${breachId}`.execute(tx);

/** Whose records incidents name, by incident. */
export async function listFamilies(tx: Transaction): Promise<Map<string, BreachFamily[]>> {
  const found = await rows<Omit<BreachFamily, "disclosure"> & { breachId: string }>(tx, sql`select f.breach_id as "breachId", f.case_id as "caseId", ${nameOf("p")} as "childName", ${nameOf("w")} as "personName", f.disclosed_on as "disclosedOn", f.recipient
    from families_of_breaches() f join cases k on k.id = f.case_id join persons p on p.agency_id = k.agency_id and p.id = k.child_id join persons w on w.agency_id = k.agency_id and w.id = f.person_id`);
  const byBreach = new Map<string, BreachFamily[]>();
  for (const { breachId, ...one } of found) byBreach.set(breachId, [...(byBreach.get(breachId) ?? []), { ...one, disclosure: tagOf("service", one.caseId) }]);
  return byBreach;
}
/** Writes that an incident disclosed something about somebody: of the child's chart, or of what is one adult's own. */
export const insertBreachDisclosure = (tx: Transaction, one: { caseId: string; breachId: string; ownerPersonId: string | null; disclosedOn: string; recipient: string; what: string }) =>
  sql`insert into disclosures (agency_id, id, case_id, breach_id, class, owner_person_id, owner_staff_id, disclosed_on, recipient, description, basis, purpose, way, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${one.breachId}, ${one.ownerPersonId === null ? "child_chart" : "caregiver"}, ${one.ownerPersonId}, ${staffOf(tx)}, ${one.disclosedOn}, ${one.recipient}, ${one.what}, 'impermissible', '', 'unintended', ${staffOf(tx)}, ${tx.now})`.execute(tx);
