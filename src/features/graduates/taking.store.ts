import { sql } from "kysely";
import { row, rows, type Transaction } from "#database/actor.ts";
import { newId } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";
import type { HeldCertificate } from "./store.ts";

// At the graduate's agency: what was taken over from certificates, and whose training counts.

export type TakenRow = { graduationId: string; staffId: string; credentialId: string; endedAs: "undone" | "annulled" | null };
export const listTaken = (tx: Transaction) => rows<TakenRow>(tx, sql`select t.graduation_id as "graduationId", t.staff_id as "staffId", t.credential_id as "credentialId", t.ended_as as "endedAs" from certificate_credentials t`);
/** Turns at taking over are taken one after the other in an agency, so that a certificate becomes one credential. */
export const holdTaking = (tx: Transaction) => sql`select pg_advisory_xact_lock(hashtextextended('certificates of ' || ${tx.actor.agencyId}, 0))`.execute(tx);
export const insertTaken = (tx: Transaction, one: HeldCertificate, credentialId: string) =>
  sql`insert into certificate_credentials (agency_id, graduation_id, staff_id, credential_id, number, issuer, issuer_agency_id, taken_at) values (${tx.actor.agencyId}, ${one.graduationId}, ${one.staffId}, ${credentialId}, ${one.number}, ${one.issuer}, ${one.issuerId}, ${tx.now})`.execute(tx);
export const endTaken = (tx: Transaction, one: TakenRow, as: "undone" | "annulled") => sql`update certificate_credentials set ended_at = ${tx.now}, ended_as = ${as} where graduation_id = ${one.graduationId} and staff_id = ${one.staffId}`.execute(tx);
/** Who works here today. */
export const listWorking = async (tx: Transaction) => new Set((await rows<{ id: string }>(tx, sql`select s.id from staff s where holds_on(s.valid_from, s.valid_to, today())`)).map((one) => one.id));
/** The row that stands in the place of a credential that was recorded once, whoever set it right since; null where none does. */
export const findStanding = async (tx: Transaction, credentialId: string): Promise<string | null> =>
  (await row<{ id: string }>(tx, sql`with recursive line as (select c.id, c.ended_at from credentials c where c.id = ${credentialId} union all select n.id, n.ended_at from line l join credentials n on n.supersedes = l.id) select id from line where ended_at is null limit 1`))?.id ?? null;

export type IssuerRow = { issuerId: string; issuer: string; counts: boolean; decidedBy: string | null; decidedAt: Instant | null; reason: string };
export const listIssuers = (tx: Transaction) =>
  rows<IssuerRow>(tx, sql`select distinct on (t.issuer_agency_id) t.issuer_agency_id as "issuerId", t.issuer, coalesce(d.counts, false) as counts, s.display_name as "decidedBy", d.decided_at as "decidedAt", coalesce(d.reason, '') as reason
    from certificate_credentials t left join lateral (select n.* from training_issuers n where n.agency_id = t.agency_id and n.issuer_agency_id = t.issuer_agency_id order by n.decided_at desc, n.id desc limit 1) d on true
      left join staff s on s.agency_id = t.agency_id and s.id = d.decided_by order by t.issuer_agency_id, t.taken_at desc`);
export const listTakenNamed = (tx: Transaction) =>
  rows<{ graduationId: string; staffId: string; name: string; number: string; issuerId: string; takenAt: Instant; endedAs: "undone" | "annulled" | null }>(tx, sql`select t.graduation_id as "graduationId", t.staff_id as "staffId", s.display_name as name, t.number, t.issuer_agency_id as "issuerId", t.taken_at as "takenAt", t.ended_as as "endedAs"
    from certificate_credentials t join staff s on s.agency_id = t.agency_id and s.id = t.staff_id order by s.display_name, t.taken_at limit 1000`);
export const insertIssuer = (tx: Transaction, one: { issuerId: string; counts: boolean; reason: string }) =>
  sql`insert into training_issuers (agency_id, id, issuer_agency_id, counts, reason, decided_by, decided_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.issuerId}, ${one.counts}, ${one.reason}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null}, ${tx.now})`.execute(tx);
