import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { KeptValue } from "./derive.rules.ts";
import type { FormPack } from "./packs.contract.ts";
import type { LocalRules, PacketKind } from "./shapes.contract.ts";
import { author } from "./store.ts";

type NewPacket = { caseId: string; course: number; kind: PacketKind; periodFrom: string; periodTo: string; dueOn: string; clinicianId: string; supervisorId: string | null; version: number; notesOwed: number; hash: string };
/** Keeps a version of a packet with its values; null where another was kept meanwhile. */
export async function insertPacket(tx: Transaction, one: NewPacket, values: readonly KeptValue[]): Promise<string | null> {
  const id = newId(tx);
  const made = await row(tx, sql`insert into fidelity_packets (agency_id, id, case_id, course, kind, period_from, period_to, due_on, clinician_id, supervisor_id, version, notes_owed, content_sha256, confirmed_at, confirmed_by)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.course}, ${one.kind}, ${one.periodFrom}, ${one.periodTo}, ${one.dueOn}, ${one.clinicianId}, ${one.supervisorId}, ${one.version}, ${one.notesOwed}, decode(${one.hash}, 'hex'), ${tx.now}, ${one.clinicianId}) on conflict do nothing returning id`);
  if (made === null) return null;
  const column = (of: (value: KeptValue) => string | null) => values.map(of);
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  await sql`insert into fidelity_values (agency_id, packet_id, case_id, key, class, owner_person_id, owner_staff_id, counterpart_staff_id, value, suggestion, sources)
    select ${tx.actor.agencyId}::uuid, ${id}::uuid, ${one.caseId}::uuid, v.key, v.class, v.person, v.staff, v.counterpart, v.value::jsonb, v.suggestion::jsonb, v.sources::jsonb
    from unnest(${column((v) => v.key)}::text[], ${column((v) => v.class)}::text[], ${column((v) => v.ownerPersonId)}::uuid[], ${column((v) => v.ownerStaffId)}::uuid[], ${column((v) => v.counterpartStaffId)}::uuid[], ${column((v) => JSON.stringify(v.value))}::text[], ${column((v) => json(v.suggestion))}::text[], ${column((v) => JSON.stringify(v.sources))}::text[]) as v (key, class, person, staff, counterpart, value, suggestion, sources)`.execute(tx);
  return id;
}

/** The values of a packet that the actor sees. */
export const listValues = (tx: Transaction, packetId: string) =>
  rows<KeptValue>(tx, sql`select key, class, owner_person_id as "ownerPersonId", owner_staff_id as "ownerStaffId", counterpart_staff_id as "counterpartStaffId", value, suggestion, sources from fidelity_values where packet_id = ${packetId} order by key`);

export type ReviewWords = { packetId: string; words: string; ownerStaffId: string; counterpartStaffId: string };
export const listReviewWords = (tx: Transaction, caseId: string) =>
  rows<ReviewWords>(tx, sql`select packet_id as "packetId", words, owner_staff_id as "ownerStaffId", counterpart_staff_id as "counterpartStaffId" from fidelity_review_words where case_id = ${caseId}`);
/** Keeps what a supervisor decided of a packet; false where it was decided already. */
export async function insertReview(tx: Transaction, one: { packetId: string; caseId: string; outcome: string; clinicianId: string; supervisorId: string; words: string }): Promise<boolean> {
  const made = await row(tx, sql`insert into fidelity_reviews (agency_id, packet_id, case_id, outcome, reviewed_at, reviewed_by) values (${tx.actor.agencyId}, ${one.packetId}, ${one.caseId}, ${one.outcome}, ${tx.now}, ${author(tx)}) on conflict do nothing returning packet_id`);
  if (made === null) return false;
  if (one.words !== "") await sql`insert into fidelity_review_words (agency_id, packet_id, case_id, owner_staff_id, counterpart_staff_id, words) values (${tx.actor.agencyId}, ${one.packetId}, ${one.caseId}, ${one.clinicianId}, ${one.supervisorId}, ${one.words})`.execute(tx);
  return true;
}

export type PaperRow = { packetId: string; documentId: string; title: string; ownerStaffId: string; counterpartStaffId: string | null };
export const listPapers = (tx: Transaction, caseId: string) =>
  rows<PaperRow>(tx, sql`select f.packet_id as "packetId", f.document_id as "documentId", d.title, d.owner_staff_id as "ownerStaffId", d.counterpart_staff_id as "counterpartStaffId" from fidelity_papers f join documents d on d.agency_id = f.agency_id and d.id = f.document_id and d.class = 'supervision' and d.removed_at is null where f.case_id = ${caseId} order by f.added_at, f.document_id`);
/** Whether a document of the case is the actor's own of class supervision, and not taken out of sight. */
export const isOwnPaper = async (tx: Transaction, caseId: string, documentId: string) =>
  (await row(tx, sql`select id from documents where id = ${documentId} and case_id = ${caseId} and class = 'supervision' and owner_staff_id = ${author(tx)} and removed_at is null`)) !== null;
export const insertPaper = (tx: Transaction, one: { packetId: string; caseId: string; documentId: string }) =>
  sql`insert into fidelity_papers (agency_id, packet_id, document_id, case_id, added_at, added_by) values (${tx.actor.agencyId}, ${one.packetId}, ${one.documentId}, ${one.caseId}, ${tx.now}, ${author(tx)}) on conflict do nothing`.execute(tx);

export const findRules = (tx: Transaction) =>
  row<{ rules: LocalRules; changedAt: string; changedBy: string | null }>(tx, sql`select f.content as rules, f.recorded_at as "changedAt", s.display_name as "changedBy" from fidelity_settings f left join staff s on s.agency_id = f.agency_id and s.id = f.recorded_by order by f.recorded_at desc, f.id desc limit 1`);
export const insertRules = (tx: Transaction, rules: LocalRules) =>
  sql`insert into fidelity_settings (agency_id, id, content, recorded_at, recorded_by) values (${tx.actor.agencyId}, ${newId(tx)}, ${JSON.stringify(rules)}, ${tx.now}, ${author(tx)})`.execute(tx);

export const listPacks = (tx: Transaction) =>
  rows<{ pack: FormPack; importedAt: string; importedBy: string | null }>(tx, sql`select f.content as pack, f.imported_at as "importedAt", s.display_name as "importedBy" from fidelity_packs f left join staff s on s.agency_id = f.agency_id and s.id = f.imported_by order by f.pack, f.imported_at desc, f.id desc limit 200`);
/** Takes in a form pack; false where that version is there. */
export const insertPack = async (tx: Transaction, pack: FormPack) =>
  (await row(tx, sql`insert into fidelity_packs (agency_id, id, pack, version, content, imported_at, imported_by) values (${tx.actor.agencyId}, ${newId(tx)}, ${pack.id}, ${pack.version}, ${JSON.stringify(pack)}, ${tx.now}, ${author(tx)}) on conflict do nothing returning id`)) !== null;
