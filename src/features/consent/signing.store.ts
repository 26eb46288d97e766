import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";
import type { ConsentKind, VideoPurpose } from "./contract.ts";
import type { ConsentAsk } from "./signing.contract.ts";

const columns = sql`a.id as "askId", a.kind, a.person_id as "personId", trim(p.given_name || ' ' || p.family_name) as "personName", a.language, a.valid_to as "validTo", coalesce(a.purposes, '{}') as purposes, a.asked_at as "askedAt", s.display_name as "askedByName"`;
const open = sql`consent_asks a join persons p on p.agency_id = a.agency_id and p.id = a.person_id left join staff s on s.agency_id = a.agency_id and s.id = a.asked_by where a.answered_at is null and a.withdrawn_at is null`;

export type AskRow = Omit<ConsentAsk, "askedOn"> & { askedAt: Instant };
/** What is asked in a record and not answered yet, as far as the actor sees it. */
export const listAsks = (tx: Transaction, caseId: string) => rows<AskRow>(tx, sql`select ${columns} from ${open} and a.case_id = any (record_of(${caseId})) order by a.asked_at, a.id`);
/** One that is not answered yet. */
export const findAsk = (tx: Transaction, caseId: string, askId: string) => row<AskRow>(tx, sql`select ${columns} from ${open} and a.case_id = any (record_of(${caseId})) and a.id = ${askId}`);
/** Holds it until the transaction ends: the same answer sent twice is taken once. */
export const holdAsk = (tx: Transaction, askId: string) => row(tx, sql`select from consent_asks where id = ${askId} for update`);

/** Asks; null where the same is asked of that adult already. */
export async function insertAsk(tx: Transaction, one: { caseId: string; personId: string; kind: ConsentKind; language: "en" | "es"; validTo: string | null; purposes?: readonly VideoPurpose[] }): Promise<string | null> {
  const staffId = tx.actor.kind === "staff" ? tx.actor.staffId : null;
  const made = await row<{ id: string }>(tx, sql`insert into consent_asks (agency_id, id, case_id, person_id, kind, language, valid_to, asked_by, asked_at, purposes)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${one.personId}, ${one.kind}, ${one.language}, ${one.validTo}, ${staffId}, ${tx.now}, ${one.purposes === undefined || one.purposes.length === 0 ? null : [...new Set(one.purposes)]}) on conflict do nothing returning id`);
  return made?.id ?? null;
}
export const noteAnswered = (tx: Transaction, askId: string, consentId: string) => sql`update consent_asks set consent_id = ${consentId}, answered_at = ${tx.now} where id = ${askId}`.execute(tx);
/** Asks no longer; false where it was answered or withdrawn before. */
export const withdrawAsk = async (tx: Transaction, caseId: string, askId: string) =>
  (await row(tx, sql`update consent_asks set withdrawn_by = ${tx.actor.kind === "staff" ? tx.actor.staffId : null}, withdrawn_at = ${tx.now} where id = ${askId} and case_id = any (record_of(${caseId})) and answered_at is null and withdrawn_at is null returning id`)) !== null;

const toSee = sql`c.seen_at is null and ((c.way = 'portal' and c.answer = 'no') or c.withdrawn_by_person is not null)`;
/** Notes that the team has seen it; false where nothing is to be seen. */
export const noteSeen = async (tx: Transaction, consentId: string) =>
  (await row(tx, sql`update consents c set seen_by = ${tx.actor.kind === "staff" ? tx.actor.staffId : null}, seen_at = ${tx.now} where c.id = ${consentId} and ${toSee} returning c.id`)) !== null;
/** What adults said no to, or took back, in the portal, and nobody of the team has seen yet: in the families of whoever treats, and of those who are supervised. */
export const listToSee = (tx: Transaction) =>
  rows<{ id: string; caseId: string; who: string; since: Instant; about: ConsentKind; kind: "consent_refused" | "consent_taken_back" }>(tx, sql`select c.id, c.case_id as "caseId", trim(p.given_name || ' ' || p.family_name) as who, coalesce(c.withdrawn_at, c.signed_at) as since, c.kind as about, case when c.withdrawn_by_person is null then 'consent_refused' else 'consent_taken_back' end as kind
    from consents c join cases k on k.agency_id = c.agency_id and k.id = c.case_id join persons p on p.agency_id = k.agency_id and p.id = k.child_id
    where ${toSee} and c.case_id = any (own_cases_by('assigned') || own_cases_by('supervises')) order by since, c.id limit 100`);
