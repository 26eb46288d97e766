import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { placeIn } from "#database/sealing.ts";
import type { FileFault, FileKind, FileSummary, FileWay } from "./contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

export type KnownFile = { fileId: string; state: "taken" | "refused"; kinds: FileKind[]; faults: FileFault[]; summary: FileSummary };
/** The file of these bytes, where it was taken in or refused before. */
export const findBySum = (tx: Transaction, sha256: Buffer) => row<KnownFile>(tx, sql`select id as "fileId", state, kinds, faults, summary from received_files where sha256 = ${sha256}`);

export type NewFile = { kinds: readonly FileKind[]; way: FileWay; sha256: Buffer; bytes: Buffer; state: "taken" | "refused"; faults: readonly FileFault[]; summary: FileSummary };
/** Keeps a file as it came, sealed. What was done with it is noted when it is done. */
export async function insertFile(tx: Transaction, one: NewFile): Promise<string> {
  const id = newId(tx);
  const content = tx.keys.seal({ owner: tx.actor.agencyId, ...placeIn("received_files.content", id) }, one.bytes.toString("latin1"));
  await sql`insert into received_files (agency_id, id, kinds, way, sha256, bytes, content, state, faults, summary, received_by, received_at)
    values (${tx.actor.agencyId}, ${id}, ${one.kinds}::text[], ${one.way}, ${one.sha256}, ${one.bytes.length}, ${content}, ${one.state}, ${JSON.stringify(one.faults)}::jsonb, ${JSON.stringify(one.summary)}::jsonb, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const noteDone = (tx: Transaction, fileId: string, summary: FileSummary) => sql`update received_files set summary = ${JSON.stringify(summary)}::jsonb where id = ${fileId}`.execute(tx);

export type NewStray = { kind: Exclude<FileKind, "835" | "unknown">; names: string; said: Record<string, unknown> };
export async function insertStrays(tx: Transaction, fileId: string, strays: readonly NewStray[]): Promise<void> {
  if (strays.length === 0) return;
  await sql`insert into received_strays (agency_id, id, file_id, kind, names, said) select ${tx.actor.agencyId}::uuid, s.id, ${fileId}::uuid, s.kind, s.names, s.said::jsonb
    from unnest(${strays.map(() => newId(tx))}::uuid[], ${strays.map((one) => one.kind)}::text[], ${strays.map((one) => one.names.slice(0, 80))}::text[], ${strays.map((one) => JSON.stringify(one.said))}::text[]) as s (id, kind, names, said)`.execute(tx);
}
/** Whether a file is for this agency: by the claims that it names, or by whom it pays. */
export const namesOurs = async (tx: Transaction, claimNumbers: readonly string[]) => (await row(tx, sql`select 1 from claims where number = any (${claimNumbers}::text[]) limit 1`)) !== null;
export const paysUs = async (tx: Transaction, npis: readonly string[], taxNumbers: readonly string[]) => (await row(tx, sql`select 1 from billing_profiles where npi = any (${npis}::text[]) or tax_number = any (${taxNumbers}::text[]) limit 1`)) !== null;
/** The decisions of a file's payments as they stand: on a claim, or waiting for one. */
export const countDecisions = async (tx: Transaction, fileId: string) =>
  (await row<{ matched: number; unmatched: number }>(tx, sql`select count(*) filter (where r.claim_id is not null) as matched, count(*) filter (where r.claim_id is null) as unmatched from remittance_claims r join remittances m on m.agency_id = r.agency_id and m.id = r.remittance_id where m.file_id = ${fileId}`))!;
export const remittancesOfFile = (tx: Transaction, fileId: string) => rows<{ remittanceId: string }>(tx, sql`select id as "remittanceId" from remittances where file_id = ${fileId} order by id`);
