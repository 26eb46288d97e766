import { sql } from "kysely";
import { row, rows, type Transaction } from "#database/actor.ts";
import { pageBy, pageOf } from "#database/listing.ts";
import { openForReading, placeIn } from "#database/sealing.ts";
import type { Decided, MatchCandidate, ReceivedFile, Remittance, Stray } from "./contract.ts";
import type { ProviderAdjusted } from "./payments.rules.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
type Paging = { after: string | null; size: number };
const byMoment = { kind: "moment", misses: "never" } as const;

export async function listFiles(tx: Transaction, state: "taken" | "refused" | null, { after, size }: Paging): Promise<{ files: ReceivedFile[]; next: string | null }> {
  const page = pageBy({ by: sql`f.received_at`, ...byMoment }, sql`f.id`, "down", after);
  const found = await rows<ReceivedFile & { key: string | null }>(tx, sql`select f.id as "fileId", f.kinds, f.way, f.bytes, f.state, f.faults, f.summary, s.display_name as "byName", f.received_at as "receivedAt", ${page.key} as key
    from received_files f left join staff s on s.agency_id = f.agency_id and s.id = f.received_by where (${state}::text is null or f.state = ${state}::text) and ${page.follows} order by ${page.order} limit ${size + 1}`);
  const { rows: files, next } = pageOf(found, size, (one) => one.fileId);
  return { files, next };
}

const remittance = sql`m.id as "remittanceId", m.file_id as "fileId", m.payer_id as "payerId", coalesce(p.name, m.payer_name) as "payerName", m.trace_number as "traceNumber", m.method, m.paid_cents as "paidCents", m.paid_on as "paidOn", m.way, m.claims,
  (select count(*)::integer from remittance_claims r where r.agency_id = m.agency_id and r.remittance_id = m.id and r.claim_id is null and r.settled_at is null) as unmatched, s.display_name as "byName", m.posted_at as "postedAt"`;
const fromRemittances = sql`remittances m left join payers p on p.agency_id = m.agency_id and p.id = m.payer_id left join staff s on s.agency_id = m.agency_id and s.id = m.posted_by`;
export async function listRemittances(tx: Transaction, { after, size }: Paging): Promise<{ remittances: Remittance[]; next: string | null }> {
  const page = pageBy({ by: sql`m.paid_on`, kind: "date", misses: "never" }, sql`m.id`, "down", after);
  const found = await rows<Remittance & { key: string | null }>(tx, sql`select ${remittance}, ${page.key} as key from ${fromRemittances} where ${page.follows} order by ${page.order} limit ${size + 1}`);
  const { rows: remittances, next } = pageOf(found, size, (one) => one.remittanceId);
  return { remittances, next };
}
export const findRemittance = (tx: Transaction, remittanceId: string) => row<Remittance & { providers: ProviderAdjusted[] }>(tx, sql`select ${remittance}, m.provider_adjustments as providers from ${fromRemittances} where m.id = ${remittanceId}`);
/** What waits to be looked at, in figures. */
export const countWaiting = async (tx: Transaction) =>
  (await row<{ unmatched: number; unmatchedCents: number; strays: number; refused: number }>(tx, sql`select (select count(*)::integer from remittance_claims where (claim_id is null or unplaced > 0) and settled_at is null) as unmatched,
    (select coalesce(sum(paid_cents), 0)::bigint from remittance_claims where claim_id is null and settled_at is null) as "unmatchedCents", (select count(*)::integer from received_strays where settled_at is null) as strays,
    (select count(*)::integer from received_files where state = 'refused' and received_at > ${tx.now}::timestamptz - interval '30 days') as refused`))!;

const decision = sql`r.id as "decisionId", r.remittance_id as "remittanceId", coalesce(p.name, m.payer_name) as "payerName", r.trace_number as "traceNumber", m.paid_on as "paidOn", r.claim_number as "claimNumber", r.payer_claim_number as "payerClaimNumber", r.status, r.charge_cents as "chargeCents", r.paid_cents as "paidCents", r.patient_cents as "patientCents", r.claim_id as "claimId", r.case_id as "caseId",
  trim(h.given_name || ' ' || h.family_name) as "childName", r.matched_by as "matchedBy", r.status = '22' as "isReversal", r.unplaced, r.patient, r.lines, r.adjustments, r.remarks, r.settled_at as "settledAt", w.display_name as "settledByName", r.settled_words as "settledWords"`;
const fromDecisions = sql`remittance_claims r join remittances m on m.agency_id = r.agency_id and m.id = r.remittance_id left join payers p on p.agency_id = m.agency_id and p.id = m.payer_id left join cases c on c.agency_id = r.agency_id and c.id = r.case_id left join persons h on h.agency_id = c.agency_id and h.id = c.child_id left join staff w on w.agency_id = r.agency_id and w.id = r.settled_by`;
type Found = Omit<Decided, "patient"> & { patient: string | null };
/** Who the payer says a claim of nobody's is for: kept sealed, and opened for whoever looks for it. */
function opened(tx: Transaction, one: Found): Decided {
  const text = one.patient === null ? null : openForReading(tx.keys, placeIn("remittance_claims.patient", one.decisionId), one.patient);
  return { ...one, patient: text === null ? null : readPatient(text) };
}
function readPatient(text: string): Decided["patient"] {
  if (!text.startsWith("{")) return { family: text, given: "", memberId: "" };
  const { family = "", given = "", memberId = "" } = JSON.parse(text) as Record<string, string>;
  return { family, given, memberId };
}
export async function decisionsOf(tx: Transaction, remittanceId: string, after: number, size: number): Promise<{ decisions: Decided[]; next: number | null }> {
  const found = await rows<Found & { position: number }>(tx, sql`select ${decision}, r.position from ${fromDecisions} where r.remittance_id = ${remittanceId} and r.position > ${after} order by r.position limit ${size + 1}`);
  const page = found.slice(0, size);
  return { decisions: page.map(({ position: _position, ...one }) => opened(tx, one)), next: found.length > size ? page.at(-1)!.position : null };
}
export async function listWaiting(tx: Transaction, what: "claims" | "lines", { after, size }: Paging): Promise<{ decisions: Decided[]; next: string | null }> {
  const page = pageBy({ by: sql`m.paid_on`, kind: "date", misses: "never" }, sql`r.id`, "up", after);
  const waits = what === "claims" ? sql`r.claim_id is null and r.settled_at is null` : sql`r.unplaced > 0 and r.settled_at is null`;
  const found = await rows<Found & { key: string | null }>(tx, sql`select ${decision}, ${page.key} as key from ${fromDecisions} where ${waits} and ${page.follows} order by ${page.order} limit ${size + 1}`);
  const { rows: decisions, next } = pageOf(found, size, (one) => one.decisionId);
  return { decisions: decisions.map((one) => opened(tx, one)), next };
}
/** A decision that waits, held until the transaction ends. */
export async function holdDecision(tx: Transaction, decisionId: string): Promise<Decided | null> {
  const held = await row(tx, sql`select id from remittance_claims where id = ${decisionId} for update`);
  if (held === null) return null;
  return opened(tx, (await row<Found>(tx, sql`select ${decision} from ${fromDecisions} where r.id = ${decisionId}`))!);
}
export const settleDecision = (tx: Transaction, decisionId: string, words: string) => sql`update remittance_claims set settled_at = ${tx.now}, settled_by = ${author(tx)}, settled_words = ${words} where id = ${decisionId}`.execute(tx);
/** The money found its claim: whom the payer named is known now, and is kept no longer. */
export async function matchDecision(tx: Transaction, decisionId: string, to: { claimId: string; caseId: string; payerId: string; reverses: string | null; words: string; places: readonly (number | null)[] }): Promise<void> {
  await sql`update remittance_claims set claim_id = ${to.claimId}, case_id = ${to.caseId}, matched_by = 'hand', patient = null, reverses = ${to.reverses}, settled_at = ${tx.now}, settled_by = ${author(tx)}, settled_words = ${to.words},
    unplaced = 0, lines = (select coalesce(jsonb_agg(l.line || jsonb_build_object('place', (${JSON.stringify(to.places)}::jsonb) -> (l.at::integer - 1)) order by l.at), '[]') from jsonb_array_elements(lines) with ordinality as l (line, at)) where id = ${decisionId}`.execute(tx);
  await sql`update claim_adjustments set claim_id = ${to.claimId}, case_id = ${to.caseId}, payer_id = ${to.payerId} where remittance_claim_id = ${decisionId}`.execute(tx);
}

/** Claims that money may be for: those whose number begins or ends alike, or that ask for the same and are still open. */
export const listCandidates = (tx: Transaction, { number, typed, chargeCents, payerName }: { number: string; typed: string; chargeCents: number; payerName: string }) =>
  rows<MatchCandidate>(tx, sql`select c.id as "claimId", c.case_id as "caseId", c.number, trim(h.given_name || ' ' || h.family_name) as "childName", p.name as "payerName", c.service_day as "serviceDay", c.charge_cents as "chargeCents", p.name = ${payerName} as "isOfPayer",
      (select coalesce(sum(l.cents), 0)::bigint from ledger_lines l where l.agency_id = c.agency_id and l.claim_id = c.id and l.account = 'receivable') as "openCents"
    from claims c join payers p on p.agency_id = c.agency_id and p.id = c.payer_id join cases s on s.agency_id = c.agency_id and s.id = c.case_id join persons h on h.agency_id = s.agency_id and h.id = s.child_id
    where c.state not in ('draft', 'scrubbed', 'rejected', 'dropped') and case when ${typed} <> '' then c.number like ${`${typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, "")}%`} or c.payer_claim_number = ${typed} else c.number = ${number} or (length(${number}) >= 8 and (c.number like left(${number}, 8) || '%' or c.number like '%' || right(${number}, 8))) or (c.charge_cents = ${chargeCents} and c.state not in ('closed', 'replaced', 'voided')) end
    order by p.name = ${payerName} desc, c.number = ${number} desc, c.service_day desc, c.id limit 12`);

export async function listStrays(tx: Transaction, { after, size }: Paging): Promise<{ strays: Stray[]; next: string | null }> {
  const page = pageBy({ by: sql`f.received_at`, ...byMoment }, sql`t.id`, "up", after);
  const found = await rows<Stray & { key: string | null }>(tx, sql`select t.id as "strayId", t.file_id as "fileId", t.kind, t.names, f.received_at as "receivedAt", ${page.key} as key from received_strays t join received_files f on f.agency_id = t.agency_id and f.id = t.file_id where t.settled_at is null and ${page.follows} order by ${page.order} limit ${size + 1}`);
  const { rows: strays, next } = pageOf(found, size, (one) => one.strayId);
  return { strays, next };
}
export const settleStray = async (tx: Transaction, strayId: string, words: string): Promise<boolean> => (await sql`update received_strays set settled_at = ${tx.now}, settled_by = ${author(tx)}, settled_words = ${words} where id = ${strayId} and settled_at is null`.execute(tx)).numAffectedRows === 1n;
