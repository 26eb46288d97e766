import { sql } from "kysely";
import type { SignedLine } from "#kernel/signedText.ts";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { CopyWay } from "#features/consent/contract.ts";
import type { Authorization } from "./authorizations.contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** An authorization as it is kept, with the authority by which it was signed as that stands today. */
export type AuthorizationRow = Omit<Authorization, "state"> & { signerId: string | null; authority: "own" | "stands" | "ended"; lines: SignedLine[] | null };
const columns = sql`a.id as "authorizationId", a.subject_id as "subjectId", trim(p.given_name || ' ' || p.family_name) as "subjectName", a.recipient_kind as "recipientKind", a.recipient, a.purpose, a.opens, a.opens_part2 as "opensPart2",
  a.period_from as "periodFrom", a.period_to as "periodTo", a.expires_on as "expiresOn", a.expires_when as "expiresWhen", a.language, a.signed_name as "signedName", a.signer_organization as "signerOrganization", a.signed_on as "signedOn", a.way, a.witness,
  encode(a.text_sha256, 'hex') as "textHash", a.copy_way as "copyWay", a.copy_on as "copyOn", a.ended_on as "endedOn", a.ended_why as "endedWhy", a.signer_id as "signerId", a.signed_lines as lines,
  case when a.class = 'caregiver' then 'own' when exists (select from authorities u where u.agency_id = a.agency_id and u.id = a.authority_id and 'release' = any (u.scopes) and holds_on(u.valid_from, u.valid_to, today())
    and not exists (select from representative_limits l where l.agency_id = a.agency_id and l.case_id = a.case_id and l.person_id = u.holder_id and holds_on(l.valid_from, l.valid_to, today()))) then 'stands' else 'ended' end as authority,
  json_build_object('class', a.class, 'caseId', a.case_id, 'ownerPersonId', a.owner_person_id, 'ownerStaffId', a.owner_staff_id, 'counterpartStaffId', a.counterpart_staff_id, 'part2', a.part2) as disclosure`;
const sources = sql`authorizations a join persons p on p.agency_id = a.agency_id and p.id = a.subject_id`;

export const listAuthorizations = (tx: Transaction, caseId: string) => rows<AuthorizationRow>(tx, sql`select ${columns} from ${sources} where a.case_id = ${caseId} order by a.id desc limit 300`);
export const findAuthorization = (tx: Transaction, caseId: string, authorizationId: string) => row<AuthorizationRow>(tx, sql`select ${columns} from ${sources} where a.case_id = ${caseId} and a.id = ${authorizationId}`);
/** Holds an authorization, and the authority behind it, until the transaction ends: what is revoked at the same moment comes before or after, never between. */
export async function lockAuthorization(tx: Transaction, authorizationId: string): Promise<void> {
  await sql`select a.id from authorizations a where a.id = ${authorizationId} for update`.execute(tx);
  const by = await row<{ id: string | null }>(tx, sql`select a.authority_id as id from authorizations a where a.id = ${authorizationId}`);
  if (by?.id) await holdAuthority(tx, by.id);
}
/** Holds an authority as it stands until the transaction ends. */
export const holdAuthority = (tx: Transaction, authorityId: string) => sql`select u.id from authorities u where u.id = ${authorityId} for share`.execute(tx);

export type NewAuthorization = Pick<Authorization, "subjectId" | "recipientKind" | "recipient" | "purpose" | "opens" | "opensPart2" | "periodFrom" | "periodTo" | "expiresOn" | "expiresWhen" | "language"> & { caseId: string; ownerPersonId: string | null };
export async function insertAuthorization(tx: Transaction, one: NewAuthorization): Promise<string> {
  const id = newId(tx);
  await sql`insert into authorizations (agency_id, id, case_id, class, owner_person_id, subject_id, recipient_kind, recipient, purpose, opens, opens_part2, period_from, period_to, expires_on, expires_when, language, prepared_by, prepared_at)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.ownerPersonId === null ? "child_chart" : "caregiver"}, ${one.ownerPersonId}, ${one.subjectId}, ${one.recipientKind}, ${JSON.stringify(one.recipient)}::jsonb, ${one.purpose}, ${[...one.opens]}::text[], ${one.opensPart2}, ${one.periodFrom}, ${one.periodTo}, ${one.expiresOn}, ${one.expiresWhen}, ${one.language}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}

export type NewSignature = { authorizationId: string; authorityId: string | null; signerId: string | null; organization: string | null; signedName: string; way: "here" | "paper"; documentId: string | null; witness: string; lines: readonly SignedLine[]; textHash: string; signedOn: string };
/** Keeps the signature; false where it was signed or ended meanwhile. */
export const signAuthorization = async (tx: Transaction, one: NewSignature) =>
  (await row(tx, sql`update authorizations set authority_id = ${one.authorityId}, signer_id = ${one.signerId}, signer_organization = ${one.organization}, signed_name = ${one.signedName}, way = ${one.way}, document_id = ${one.documentId}, witness = ${one.witness},
      signed_lines = ${JSON.stringify(one.lines)}::jsonb, text_sha256 = ${Buffer.from(one.textHash, "hex")}, signed_on = ${one.signedOn}, signed_at = ${tx.now} where id = ${one.authorizationId} and signed_at is null and ended_at is null returning id`)) !== null;
export const noteCopy = async (tx: Transaction, authorizationId: string, way: CopyWay) => (await row(tx, sql`update authorizations set copy_way = ${way}, copy_on = ${tx.today} where id = ${authorizationId} and copy_on is null and ended_at is null returning id`)) !== null;
/** Ends it from this moment; false where it had ended. */
export const endAuthorization = async (tx: Transaction, authorizationId: string, why: string) => (await row(tx, sql`update authorizations set ended_at = ${tx.now}, ended_on = ${tx.today}, ended_why = ${why}, ended_by = ${author(tx)} where id = ${authorizationId} and ended_at is null returning id`)) !== null;
