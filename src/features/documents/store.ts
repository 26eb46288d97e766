import { sql } from "kysely";
import { row, rows, type Transaction } from "#database/actor.ts";
import type { DisclosureClass, DisclosureTag } from "#features/disclosure/contract.ts";
import type { CaseDocument, KeptMediaType, StaffDocument } from "./contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

export type FileRow = { fileId: string; mediaType: KeptMediaType; bytes: number; sha256: Buffer; wrappedKey: Buffer; cleaned: boolean };
const fileColumns = sql`f.id as "fileId", f.media_type as "mediaType", f.bytes, f.sha256, f.wrapped_key as "wrappedKey", f.cleaned`;

export async function insertFile(tx: Transaction, file: FileRow): Promise<void> {
  await sql`insert into files (agency_id, id, media_type, bytes, sha256, wrapped_key, cleaned, received_by, received_at)
    values (${tx.actor.agencyId}, ${file.fileId}, ${file.mediaType}, ${file.bytes}, ${file.sha256}, ${file.wrappedKey}, ${file.cleaned}, ${author(tx)}, ${tx.now})`.execute(tx);
}
/** A file that the present actor sent, or whose document they see. */
export const findFile = (tx: Transaction, fileId: string) => row<FileRow>(tx, sql`select ${fileColumns} from files f where f.id = ${fileId}`);
/** A file that the present actor sent: who puts a document in sent its file. Machines take any. */
export const findOwnFile = (tx: Transaction, fileId: string) => row<FileRow>(tx, sql`select ${fileColumns} from files f where f.id = ${fileId} and (f.received_by = actor_staff() or actor_is_machine())`);
/** Every file of the agency, for proving them, in the order of their ids. */
export const listFiles = (tx: Transaction, after: string | null) => rows<FileRow>(tx, sql`select ${fileColumns} from files f where ${after}::uuid is null or f.id > ${after} order by f.id limit 500`);
/** Deletes the rows of files that came to nothing: received before that moment, and named by no document, no list and no picture that a page shows. Answers their ids. */
export async function deleteUnnamed(tx: Transaction, before: string): Promise<string[]> {
  await sql`delete from story_pictures s where s.added_at < ${before} and not exists (select from story_pages p where p.agency_id = s.agency_id and p.picture_id = s.id)`.execute(tx);
  const gone = await rows<{ fileId: string }>(tx, sql`delete from files f where f.received_at < ${before} and not exists (select from documents d where d.agency_id = f.agency_id and d.id = f.id) and not exists (select from brought_lists l where l.agency_id = f.agency_id and l.file_id = f.id) and not exists (select from story_pictures s where s.agency_id = f.agency_id and s.id = f.id) returning f.id as "fileId"`);
  return gone.map((one) => one.fileId);
}

/** Where a document stands: in a case, or in the record of somebody who works here. */
export type NewDocument = {
  documentId: string;
  caseId: string | null;
  staffId: string | null;
  class: DisclosureClass | "staff";
  ownerPersonId: string | null;
  counterpartStaffId: string | null;
  part2: boolean;
  kind: string;
  title: string;
  datedOn: string | null;
  language: string;
  authorityId: string | null;
  credentialId: string | null;
  supersedes: string | null;
  reason: string;
};

/** Puts a document in; false where its file became one before. Nothing is read back: who puts it in need not see it. */
export async function insertDocument(tx: Transaction, one: NewDocument): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into documents (agency_id, id, case_id, staff_id, class, owner_person_id, owner_staff_id, counterpart_staff_id, part2, kind, title, dated_on, language, authority_id, credential_id, supersedes, reason, added_at)
    values (${tx.actor.agencyId}, ${one.documentId}, ${one.caseId}, ${one.staffId}, ${one.class}, ${one.ownerPersonId}, ${author(tx)}, ${one.counterpartStaffId}, ${one.part2}, ${one.kind}, ${one.title}, ${one.datedOn}, ${one.language}, ${one.authorityId}, ${one.credentialId}, ${one.supersedes}, ${one.reason}, ${tx.now})
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}
/** Whether the file that the present actor sent is a document of theirs in that place already. */
export const isOwnDocument = async (tx: Transaction, documentId: string, { caseId, staffId }: Pick<NewDocument, "caseId" | "staffId">) => (await row<{ is: boolean }>(tx, sql`select own_document(${documentId}, ${caseId}, ${staffId}) as is`))!.is;
/** How many files the present actor sent in the last day that no document and no picture names yet. */
export const countUnnamed = async (tx: Transaction) =>
  (await row<{ count: number }>(tx, sql`select count(*) as count from files f where f.received_by = actor_staff() and f.received_at > ${tx.now}::timestamptz - interval '1 day' and f.received_at <= ${tx.now}::timestamptz and f.media_type not in ('text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet') and not exists (select from documents d where d.agency_id = f.agency_id and d.id = f.id) and not exists (select from story_pictures s where s.agency_id = f.agency_id and s.id = f.id)`))!.count;

/** In the very same place: of the same case or member of staff, class, owner and label, beside the same entry. */
const inPlace = (one: Omit<NewDocument, "documentId">) => sql`d.case_id is not distinct from ${one.caseId}::uuid and d.staff_id is not distinct from ${one.staffId}::uuid and d.class = ${one.class}
      and d.owner_person_id is not distinct from ${one.ownerPersonId}::uuid and d.counterpart_staff_id is not distinct from ${one.counterpartStaffId}::uuid and d.part2 = ${one.part2}
      and d.authority_id is not distinct from ${one.authorityId}::uuid and d.credential_id is not distinct from ${one.credentialId}::uuid`;
/** The document of the same bytes in the very same place, of those that the present actor sees. */
export const findSame = async (tx: Transaction, sha256: Buffer, one: Omit<NewDocument, "documentId">) =>
  (await row<{ documentId: string }>(tx, sql`select d.id as "documentId" from documents d join files f on f.agency_id = d.agency_id and f.id = d.id
    where f.sha256 = ${sha256} and d.removed_at is null and ${inPlace(one)}
      and not exists (select from documents n where n.agency_id = d.agency_id and n.supersedes = d.id) limit 1`))?.documentId ?? null;
/** Whether a document that the present actor sees stands otherwise than it is being sent now: to be seen by others, beside something else, or taken out. */
export const standsOtherwise = (tx: Transaction, documentId: string, one: Omit<NewDocument, "documentId">) => exists(tx, sql`select d.id from documents d where d.id = ${documentId} and not (d.removed_at is null and ${inPlace(one)})`);

const sharedColumns = sql`d.id as "documentId", d.kind, case when d.removed_at is null then d.title else '' end as title, f.media_type as "mediaType", f.bytes, d.dated_on as "datedOn", d.language, d.added_at as "addedAt", w.display_name as "addedByName",
  -- What it replaced is named to those who see that, too.
  (select o.id from documents o where o.agency_id = d.agency_id and o.id = d.supersedes) as supersedes, d.reason, (select n.id from documents n where n.agency_id = d.agency_id and n.supersedes = d.id) as "supersededBy",
  case when d.removed_at is null then null else json_build_object('at', to_char(d.removed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'byName', r.display_name, 'why', d.removed_why) end as removed`;
const joined = sql`documents d join files f on f.agency_id = d.agency_id and f.id = d.id
  left join staff w on w.agency_id = d.agency_id and w.id = d.owner_staff_id left join staff r on r.agency_id = d.agency_id and r.id = d.removed_by`;
const tagOf = sql`json_build_object('class', d.class, 'caseId', d.case_id, 'ownerPersonId', d.owner_person_id, 'ownerStaffId', d.owner_staff_id, 'counterpartStaffId', d.counterpart_staff_id, 'part2', d.part2)`;

/** Documents on a page of a case. */
const PAGE = 50;

export async function listOfCase(tx: Transaction, caseId: string, authorityId: string | null, after: string | null): Promise<{ documents: CaseDocument[]; next: string | null }> {
  const found = await rows<CaseDocument>(tx, sql`select ${sharedColumns}, d.authority_id as "authorityId", case when p.id is null then null else trim(p.given_name || ' ' || p.family_name) end as "ownerName", ${tagOf} as disclosure
    from ${joined} left join persons p on p.agency_id = d.agency_id and p.id = d.owner_person_id
    where d.case_id = any (record_of(${caseId})) and (${authorityId}::uuid is null or d.authority_id = ${authorityId}) and (${after}::uuid is null or d.id < ${after}::uuid) order by d.id desc limit ${PAGE + 1}`);
  return { documents: found.slice(0, PAGE), next: found.length > PAGE ? found[PAGE - 1]!.documentId : null };
}

/** The documents of somebody who works here. One beside a credential stays with it when the credential is set right: the entry of today is named. */
export const listOfStaff = (tx: Transaction, staffId: string) =>
  rows<StaffDocument>(tx, sql`with recursive line as (
      select c.agency_id, c.id, c.id as today, c.supersedes from credentials c where c.staff_id = ${staffId} and c.ended_at is null
      union all select b.agency_id, b.id, l.today, b.supersedes from line l join credentials b on b.agency_id = l.agency_id and b.id = l.supersedes)
    select ${sharedColumns}, coalesce(l.today, d.credential_id) as "credentialId" from ${joined} left join line l on l.agency_id = d.agency_id and l.id = d.credential_id
    where d.staff_id = ${staffId} order by d.id desc limit 1000`);

export type Stored = FileRow & { documentId: string; datedOn: string | null; addedAt: string; disclosure: DisclosureTag | null };
/** A document that the present actor sees and that was not taken out, with its file. */
export const findStored = (tx: Transaction, of: { caseId: string } | { staffId: string }, documentId: string) =>
  row<Stored>(tx, sql`select ${fileColumns}, d.id as "documentId", d.dated_on as "datedOn", d.added_at as "addedAt", case when d.case_id is null then null else ${tagOf} end as disclosure
    from documents d join files f on f.agency_id = d.agency_id and f.id = d.id
    where d.id = ${documentId} and d.removed_at is null and ${"caseId" in of ? sql`d.case_id = any (record_of(${of.caseId}))` : sql`d.staff_id = ${of.staffId}`}`);

/** Takes a document out of sight; false where it is not there, not seen, or out already. */
export const removeDocument = async (tx: Transaction, of: { caseId: string } | { staffId: string }, documentId: string, reason: string) =>
  (await row(tx, sql`update documents d set removed_at = ${tx.now}, removed_by = ${author(tx)}, removed_why = ${reason} where d.id = ${documentId} and d.removed_at is null and ${"caseId" in of ? sql`d.case_id = any (record_of(${of.caseId}))` : sql`d.staff_id = ${of.staffId}`} returning d.id`)) !== null;

const exists = async (tx: Transaction, statement: ReturnType<typeof sql>) => (await row(tx, statement)) !== null;
export const isCase = (tx: Transaction, caseId: string) => exists(tx, sql`select id from cases where id = ${caseId}`);
export const isStaff = (tx: Transaction, staffId: string) => exists(tx, sql`select id from staff where id = ${staffId}`);
export const isInCase = (tx: Transaction, caseId: string, personId: string) => exists(tx, sql`select person_id from case_people where case_id = any (record_of(${caseId})) and person_id = ${personId}`);
export const isAuthorityOf = (tx: Transaction, caseId: string, authorityId: string) => exists(tx, sql`select id from authorities where case_id = any (record_of(${caseId})) and id = ${authorityId}`);
export const isCredentialOf = (tx: Transaction, staffId: string, credentialId: string) => exists(tx, sql`select id from credentials where staff_id = ${staffId} and id = ${credentialId}`);
/** Whether a document stands in the very same place: what names one names a document of its own record, also where that was joined with another. */
export const isDocumentOf = (tx: Transaction, of: { caseId: string } | { staffId: string }, documentId: string) => exists(tx, sql`select id from documents where id = ${documentId} and ${"caseId" in of ? sql`case_id = ${of.caseId}` : sql`staff_id = ${of.staffId}`}`);
