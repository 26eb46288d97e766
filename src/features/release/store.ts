import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { openForReading, placeIn } from "#database/sealing.ts";
import type { Block } from "#features/cases/contract.ts";
import { blockColumns, blockSources, openBlocks } from "#features/cases/store.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import type { Disclosed, Release } from "./contract.ts";
import type { LetterSentence } from "./letters.rules.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
/** Rows on a page. */
const PAGE = 50;
const tagOf = (from: string) => sql.raw(`json_build_object('class', ${from}.class, 'caseId', ${from}.case_id, 'ownerPersonId', ${from}.owner_person_id, 'ownerStaffId', ${from}.owner_staff_id, 'counterpartStaffId', ${from}.counterpart_staff_id, 'part2', ${from}.part2)`);

/** A release as it is kept, with what it hangs on. */
export type ReleaseRow = Release & { letterTemplate: string | null; letterTemplateNumber: number | null; caseId: string; recipientPersonId: string | null; authorizationId: string | null; authorityId: string | null; requestId: string | null; partCount: number | null };
const columns = sql`r.id as "releaseId", r.case_id as "caseId", r.form, r.letter_kind as "letterKind", r.letter_template as "letterTemplate", r.letter_template_number as "letterTemplateNumber", r.subject_id as "subjectId", trim(p.given_name || ' ' || p.family_name) as "subjectName", r.recipient_kind as "recipientKind", r.recipient, r.recipient_person_id as "recipientPersonId",
  r.purpose, r.basis, r.authorization_id as "authorizationId", r.authority_id as "authorityId", r.request_id as "requestId", r.opens, r.period_from as "periodFrom", r.period_to as "periodTo", r.language, r.revision,
  case when r.withdrawn_at is not null then 'withdrawn' when r.sent_on is not null then 'sent' when r.fixed_at is not null then 'fixed' else 'draft' end as state,
  r.made_at as "madeAt", s.display_name as "madeByName", r.document_id as "documentId", r.data_document_id as "dataDocumentId", encode(r.text_sha256, 'hex') as "textHash", r.part_count as "partCount", r.sent_on as "sentOn", r.sent_way as "sentWay", ${tagOf("r")} as disclosure`;
const sources = sql`releases r join persons p on p.agency_id = r.agency_id and p.id = r.subject_id left join staff s on s.agency_id = r.agency_id and s.id = r.made_by`;

export async function listReleases(tx: Transaction, caseId: string, after: string | null): Promise<{ releases: ReleaseRow[]; next: string | null }> {
  const found = await rows<ReleaseRow>(tx, sql`select ${columns} from ${sources} where r.case_id = ${caseId} and (${after}::uuid is null or r.id < ${after}::uuid) order by r.id desc limit ${PAGE + 1}`);
  return { releases: found.slice(0, PAGE), next: found.length > PAGE ? found[PAGE - 1]!.releaseId : null };
}
export const findRelease = (tx: Transaction, caseId: string, releaseId: string) => row<ReleaseRow>(tx, sql`select ${columns} from ${sources} where r.case_id = ${caseId} and r.id = ${releaseId}`);
/** The same, held until the transaction ends. */
export const findReleaseToChange = (tx: Transaction, caseId: string, releaseId: string) => row<ReleaseRow>(tx, sql`select ${columns} from ${sources} where r.case_id = ${caseId} and r.id = ${releaseId} for update of r`);

export type NewRelease = Pick<ReleaseRow, "caseId" | "form" | "letterKind" | "letterTemplate" | "letterTemplateNumber" | "subjectId" | "recipientKind" | "recipient" | "recipientPersonId" | "purpose" | "basis" | "authorizationId" | "authorityId" | "requestId" | "opens" | "periodFrom" | "periodTo" | "language"> & { class: string; ownerPersonId: string | null };
export async function insertRelease(tx: Transaction, one: NewRelease): Promise<string> {
  const id = newId(tx);
  await sql`insert into releases (agency_id, id, case_id, class, owner_person_id, owner_staff_id, form, letter_kind, letter_template, letter_template_number, subject_id, recipient_kind, recipient, recipient_person_id, purpose, basis, authorization_id, authority_id, request_id, opens, period_from, period_to, language, made_by, made_at)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.class}, ${one.ownerPersonId}, ${author(tx)}, ${one.form}, ${one.letterKind}, ${one.letterTemplate}, ${one.letterTemplateNumber}, ${one.subjectId}, ${one.recipientKind}, ${JSON.stringify(one.recipient)}::jsonb, ${one.recipientPersonId}, ${one.purpose}, ${one.basis}, ${one.authorizationId}, ${one.authorityId}, ${one.requestId}, ${[...one.opens]}::text[], ${one.periodFrom}, ${one.periodTo}, ${one.language}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
/** Takes the next revision where it is still as the writer saw it; null where somebody was faster, or it is fixed. */
export const bumpRelease = (tx: Transaction, releaseId: string, revision: number) => row<{ revision: number }>(tx, sql`update releases set revision = revision + 1 where id = ${releaseId} and revision = ${revision} and fixed_at is null and withdrawn_at is null returning revision`);
export const fixRelease = (tx: Transaction, one: { releaseId: string; documentId: string; dataDocumentId: string; textHash: string; partCount: number }) =>
  sql`update releases set fixed_at = ${tx.now}, fixed_by = ${author(tx)}, document_id = ${one.documentId}, data_document_id = ${one.dataDocumentId}, text_sha256 = ${Buffer.from(one.textHash, "hex")}, part_count = ${one.partCount} where id = ${one.releaseId} and fixed_at is null`.execute(tx);
export const sendRelease = (tx: Transaction, releaseId: string, way: string) => sql`update releases set sent_on = ${tx.today}, sent_way = ${way}, sent_by = ${author(tx)} where id = ${releaseId} and sent_on is null`.execute(tx);
export const withdrawRelease = (tx: Transaction, releaseId: string) => sql`update releases set withdrawn_at = ${tx.now}, withdrawn_by = ${author(tx)} where id = ${releaseId} and withdrawn_at is null`.execute(tx);

export type PartRow = LetterSentence;
const partIsSealed = (one: PartRow): boolean => one.disclosure.class === "psychotherapy_note";
export async function listReleaseParts(tx: Transaction, releaseId: string): Promise<PartRow[]> {
  const found = await rows<PartRow & { place: number }>(tx, sql`select r.place, r.source, r.words, r.fact_ids as "factIds", r.dated_on as "on", ${tagOf("r")} as disclosure from release_parts r where r.release_id = ${releaseId} order by r.place`);
  return found.map(({ place, ...one }) => (partIsSealed(one) ? { ...one, words: openForReading(tx.keys, placeIn("release_parts.words", releaseId, place), one.words) } : one));
}
/** Puts the parts in place of those that stood there. */
export async function replaceParts(tx: Transaction, caseId: string, releaseId: string, parts: readonly PartRow[]): Promise<void> {
  await sql`delete from release_parts where release_id = ${releaseId}`.execute(tx);
  if (parts.length === 0) return;
  const rowsOf = parts.map(({ disclosure, ...one }, place) => ({ place, class: disclosure.class, owner: disclosure.ownerPersonId, staff: disclosure.ownerStaffId, counterpart: disclosure.counterpartStaffId, part2: disclosure.part2, source: one.source, facts: one.factIds, on: one.on, words: partIsSealed({ disclosure, ...one }) ? tx.keys.seal({ owner: caseId, ...placeIn("release_parts.words", releaseId, place) }, one.words) : one.words }));
  await sql`insert into release_parts (agency_id, release_id, place, case_id, class, owner_person_id, owner_staff_id, counterpart_staff_id, part2, source, fact_ids, dated_on, words)
    select ${tx.actor.agencyId}::uuid, ${releaseId}::uuid, n.place, ${caseId}::uuid, n.class, n.owner, n.staff, n.counterpart, n.part2, n.source, array(select jsonb_array_elements_text(n.facts))::uuid[], n."on", n.words
    from jsonb_to_recordset(${JSON.stringify(rowsOf)}::jsonb) as n (place integer, class text, owner uuid, staff uuid, counterpart uuid, part2 boolean, source text, facts jsonb, "on" date, words text)`.execute(tx);
}

export type NewDisclosure = { caseId: string; releaseId: string; disclosure: DisclosureTag; recipient: string; description: string; basis: string; purpose: string; way: string };
/** Writes who got what. It is never changed. */
export async function insertDisclosure(tx: Transaction, one: NewDisclosure): Promise<void> {
  const { disclosure: tag } = one;
  await sql`insert into disclosures (agency_id, id, case_id, release_id, class, owner_person_id, owner_staff_id, disclosed_on, recipient, description, basis, purpose, way, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${one.releaseId}, ${tag.class}, ${tag.ownerPersonId}, ${tag.ownerStaffId}, ${tx.today}, ${one.recipient}, ${one.description}, ${one.basis}, ${one.purpose}, ${one.way}, ${author(tx)}, ${tx.now})`.execute(tx);
}
const logColumns = sql`d.id as "disclosureId", d.disclosed_on as "disclosedOn", d.recipient, d.description, d.basis, d.purpose, d.way, s.display_name as "byName", ${tagOf("d")} as disclosure`;
/** What an incident was found not to be a disclosure at all is none. */
const logSources = sql`(select * from disclosures where breach_id is null or not is_no_disclosure(breach_id)) d left join staff s on s.agency_id = d.agency_id and s.id = d.recorded_by`;
export async function listDisclosures(tx: Transaction, caseId: string, after: string | null): Promise<{ disclosures: Disclosed[]; next: string | null }> {
  const found = await rows<Disclosed>(tx, sql`select ${logColumns} from ${logSources} where d.case_id = any (record_of(${caseId})) and (${after}::uuid is null or d.id < ${after}::uuid) order by d.id desc limit ${PAGE + 1}`);
  return { disclosures: found.slice(0, PAGE), next: found.length > PAGE ? found[PAGE - 1]!.disclosureId : null };
}
/** Everything that left about one person since a day: of the child what is of the chart, of an adult what is that adult's own. Reports are of neither. */
export const listDisclosuresAbout = (tx: Transaction, caseId: string, ownerPersonId: string | null, since: string) =>
  rows<Disclosed>(tx, sql`select ${logColumns} from ${logSources} where d.case_id = any (record_of(${caseId})) and d.class = ${ownerPersonId === null ? "child_chart" : "caregiver"} and d.owner_person_id is not distinct from ${ownerPersonId}::uuid and d.disclosed_on >= ${since} order by d.disclosed_on, d.id`);

/** Passages of the record that are signed, or were written outside a session. Notes in custody are read and never released: custody opens them to one reader. */
export const listSignedBlocks = async (tx: Transaction, caseId: string) =>
  openBlocks(tx, await rows<Block & { on: string }>(tx, sql`select ${blockColumns}, (coalesce((select coalesce(e.held_from, e.starts_at) from sessions e where e.agency_id = b.agency_id and e.id = b.session_id), b.created_at) at time zone ${tx.actor.timeZone})::date as "on"
    from ${blockSources} where b.case_id = any (record_of(${caseId})) and (b.session_id is null or n.status = 'signed') and (b.words <> '' or b.chips <> '[]') and (b.class <> 'psychotherapy_note' or b.owner_staff_id = actor_staff() or actor_is_machine()) order by b.created_at, b.id limit 5000`));

/** What an adult may not learn of today: the record, or when sessions are. */
export const listMayNotLearn = async (tx: Transaction, caseId: string, personId: string) =>
  (await row<{ topics: ("record" | "session_times")[] }>(tx, sql`select array_remove(array[case when is_kept_from_record(${caseId}, ${personId}) then 'record' end,
    case when exists (select from learning_limits l where l.case_id = any (record_of(${caseId})) and l.person_id = ${personId} and 'session_times' = any (l.topics) and holds_on(l.valid_from, l.valid_to, today())) then 'session_times' end], null) as topics`))!.topics;
/** Whom the agency does not treat as the child's representative today (45 CFR 164.502(g)(5)): what they sign opens nothing of the child. */
export const listLimited = async (tx: Transaction, caseId: string) => (await rows<{ personId: string }>(tx, sql`select l.person_id as "personId" from representative_limits l where l.case_id = any (record_of(${caseId})) and holds_on(l.valid_from, l.valid_to, today())`)).map((one) => one.personId);

/** Who works with the family today: of several the one who has longest; null where nobody is assigned. */
export const findClinician = (tx: Transaction, caseId: string) =>
  row<{ staffId: string; name: string }>(tx, sql`select a.staff_id as "staffId", s.display_name as name from assignments a join staff s on s.agency_id = a.agency_id and s.id = a.staff_id
    where a.case_id = any (record_of(${caseId})) and a.kind = 'assigned' and holds_on(a.valid_from, a.valid_to, today()) order by a.valid_from, a.staff_id limit 1`);
/** The name of somebody whom the actor sees; null where nobody is. */
export const findName = async (tx: Transaction, personId: string) => (await row<{ name: string }>(tx, sql`select trim(given_name || ' ' || family_name) as name from persons where id = ${personId}`))?.name ?? null;
