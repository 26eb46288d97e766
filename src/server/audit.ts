import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { type Actor, asActor, type Clock, type Database, newId, row, rows, type Transaction } from "#database/actor.ts";

export type AuditAction = "read" | "write" | "export" | "sign_in" | "sign_out" | "refusal" | "job";
export type AuditNote = { action: AuditAction; procedure: string; outcome: string; requestId: string; caseId?: string | null; personId?: string | null; subjectId?: string | null; details?: Record<string, unknown> };

function actorId(actor: Actor): string | null {
  if (actor.kind === "staff") return actor.staffId;
  if (actor.kind === "caregiver") return actor.personId;
  return actor.kind === "respondent" ? actor.linkId : null;
}

/** Cases, and persons, that one row of the trail names. */
export const CASES_A_ROW = 200;

const noted = new WeakMap<Transaction, Set<string>>();
/** Says whose record this transaction is about, where neither what came in nor what goes out says it: a handler calls it once it has found the thing. */
export function noteCase(tx: Transaction, caseId: string): void {
  noted.set(tx, (noted.get(tx) ?? new Set()).add(caseId));
}
/** The cases that were noted, the first one first. */
export const notedCases = (tx: Transaction): string[] => [...(noted.get(tx) ?? [])];

type Details = Record<string, number | string | readonly string[]>;
const counted = new WeakMap<Transaction, Details>();
/** What else the row of this transaction says: ids, counts and coded words, never content. */
export const noteDetails = (tx: Transaction, details: Details): void => void counted.set(tx, { ...counted.get(tx), ...details });
export const notedDetails = (tx: Transaction): Details => counted.get(tx) ?? {};

/** Appends a row to the trail, in the transaction of the work. Details hold ids, counts and coded words, never content. */
export async function appendAudit(tx: Transaction, note: AuditNote): Promise<void> {
  const { actor } = tx;
  const machine = actor.kind === "system" ? { job: actor.job } : actor.kind === "operator" ? { command: actor.command } : {};
  await sql`insert into audit_entries (agency_id, id, actor_kind, actor_id, roles, action, procedure, outcome, case_id, person_id, subject_id, request_id, details)
    values (${actor.agencyId}, ${newId(tx)}, ${actor.kind}, ${actorId(actor)}, ${actor.kind === "staff" ? [...actor.roles] : []}, ${note.action}, ${note.procedure}, ${note.outcome},
      ${note.caseId ?? null}, ${note.personId ?? null}, ${note.subjectId ?? null}, ${note.requestId}, ${JSON.stringify({ ...note.details, ...machine })}::jsonb)`.execute(tx);
}

/** The row of a refusal, in a transaction of its own, since the work's own is gone. */
export async function auditRefusal(database: Database, clock: Clock, actor: Actor, note: Omit<AuditNote, "action">): Promise<void> {
  await asActor(database, clock, actor, (tx) => appendAudit(tx, { ...note, action: "refusal" }));
}

type Entry = { id: string; text: string; at: string };
type Link = { position: number; entry_id: string; sealed_at: string; hash: string };

/** The whole entry as one canonical text, as SQL over `e`: what the chain's hash covers. */
export const ENTRY_TEXT = `jsonb_build_array(e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.actor_kind, e.actor_id, to_jsonb(e.roles), e.action, e.procedure, e.outcome, e.case_id, e.person_id, e.subject_id, e.request_id, e.details)::text`;
const entryText = sql.raw(ENTRY_TEXT);
const START = "0".repeat(64);
const linkHash = (previous: string, position: number, sealedAt: string, text: string) => createHash("sha256").update(`${previous}\n${position}\n${sealedAt}\n${text}`).digest("hex");

/** The file outside the database to which the heads of an agency's chain are written. */
export const sealFile = (dataDirectory: string, agencyId: string) => path.join(dataDirectory, "seals", `${agencyId}.log`);

/** Milliseconds in which to look for new rows lately: several times as long as any transaction may last. */
const LATELY = 300_000;
// Written out, not handed over: of an age that it is not told PostgreSQL expects a third of the trail, and reads all of it.
const isLate = sql.raw(`and e.at > now() - interval '${LATELY / 1000} seconds'`);

/** Rows that are linked in one transaction: what an import brought is linked in several, and never all of it is held in memory. */
const MOST_LINKED = 100_000;

/** Whether every row is linked: each link is of another row, so as many links as rows are all of them. Counting costs a small part of looking for one that is missing. */
const allLinked = async (tx: Transaction) => (await row<{ all: boolean }>(tx, sql`select (select count(*) from audit_entries) = (select count(*) from audit_chain) as all`))!.all;

/**
 * Links all of the agency's new rows, by the database's clock, into its chain and appends the new head to the seal file outside the database. One sealer
 * at a time an agency: others leave at once. Returns how many rows it linked. Looking everywhere finds rows of any age,
 * such as those of an import, and costs more the longer the trail is; looking lately costs the same every year.
 */
export async function sealAgency(database: Database, clock: Clock, agency: { agencyId: string; timeZone: string }, dataDirectory: string, look: "everywhere" | "lately" = "everywhere"): Promise<number> {
  return asActor(database, clock, { kind: "system", job: "seal", ...agency }, async (tx) => {
    const lock = await row<{ held: boolean; at: string }>(tx, sql`select pg_try_advisory_xact_lock(hashtextextended(${`seal ${agency.agencyId}`}, 0)) as held, clock_timestamp() as at`);
    if (!lock?.held) return 0;
    const within = look === "lately" || (await allLinked(tx)) ? isLate : sql``;
    const fresh = await rows<Entry>(tx, sql`select e.id, e.at, ${entryText} as text from audit_entries e where not exists (select from audit_chain c where c.agency_id = e.agency_id and c.entry_id = e.id) ${within} order by e.at, e.id limit ${MOST_LINKED}`);
    const head = await row<Link>(tx, sql`select position, entry_id, sealed_at, hash from audit_chain order by position desc limit 1`);
    let previous = head?.hash ?? START;
    let position = head?.position ?? 0;
    const links = fresh.map((entry) => {
      position += 1;
      previous = linkHash(previous, position, lock.at, entry.text);
      return { agency_id: agency.agencyId, position, entry_id: entry.id, sealed_at: lock.at, hash: previous };
    });
    if (links.length > 0) await sql`insert into audit_chain select * from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as l(agency_id uuid, position bigint, entry_id uuid, sealed_at timestamptz, hash text)`.execute(tx);
    return links.length;
  }).then(async (linked) => {
    await writeHead(database, clock, agency, dataDirectory);
    return linked < MOST_LINKED ? linked : linked + (await sealAgency(database, clock, agency, dataDirectory, look));
  });
}

/** The head reaches the file only after it is committed, so that the file never knows more than the database. */
async function writeHead(database: Database, clock: Clock, agency: { agencyId: string; timeZone: string }, dataDirectory: string): Promise<void> {
  const head = await asActor(database, clock, { kind: "system", job: "seal", ...agency }, (tx) => row<Link>(tx, sql`select position, sealed_at, hash from audit_chain order by position desc limit 1`));
  if (!head || (lastSeal(dataDirectory, agency.agencyId)?.position ?? 0) >= head.position) return;
  const file = sealFile(dataDirectory, agency.agencyId);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  appendWhole(file, `${JSON.stringify({ position: head.position, sealedAt: head.sealed_at, hash: head.hash })}\n`);
}

/** Adds a line and waits until the disk has it. On a full disk nothing of it stays; a line that a crash cut off is ended first. */
function appendWhole(file: string, line: string): void {
  const handle = fs.openSync(file, "a+", 0o600);
  const { size } = fs.fstatSync(handle);
  try {
    const last = Buffer.alloc(1);
    const isCutOff = size > 0 && fs.readSync(handle, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a;
    const bytes = Buffer.from(isCutOff ? `\n${line}` : line);
    for (let written = 0; written < bytes.length; ) written += fs.writeSync(handle, bytes, written);
    fs.fsyncSync(handle);
  } catch (error) {
    fs.ftruncateSync(handle, size);
    throw error;
  } finally {
    fs.closeSync(handle);
  }
}

type Seal = { position: number; sealedAt: string; hash: string };

function readSeals(dataDirectory: string, agencyId: string): Seal[] {
  const file = sealFile(dataDirectory, agencyId);
  return fs.existsSync(file) ? parseSeals(fs.readFileSync(file, "utf8")) : [];
}

/** A line cut off by a crash has no end and counts for nothing; the next head is written after it. */
function parseSeals(text: string): Seal[] {
  return text.split("\n").slice(0, -1).flatMap((line) => {
    try {
      return [JSON.parse(line) as Seal];
    } catch {
      return [];
    }
  });
}

/** Bytes from the end of the seal file that surely hold a whole line, after one that was cut off too. */
const TAIL = 4_096;

/** The newest seal, from the end of the file alone: the file grows for years. */
function lastSeal(dataDirectory: string, agencyId: string): Seal | undefined {
  const file = sealFile(dataDirectory, agencyId);
  if (!fs.existsSync(file)) return undefined;
  const handle = fs.openSync(file, "r");
  try {
    const { size } = fs.fstatSync(handle);
    const tail = Buffer.alloc(Math.min(TAIL, size));
    fs.readSync(handle, tail, 0, tail.length, size - tail.length);
    return parseSeals(tail.toString("utf8")).at(-1);
  } finally {
    fs.closeSync(handle);
  }
}

/** How the chain of one agency stands. `brokenAt` is the first position that does not hold, null where all do. */
export type ChainState = { agency: string; sealed: number; unsealed: number; brokenAt: number | null; why: string | null };

/** Milliseconds within which a row must be sealed after a later seal was made: longer than any transaction may last, which the database holds (0016). */
const LATEST_COMMIT = 60_000;

/** Proves the chain of one agency against its rows and against the seal file. */
export async function verifyAgency(database: Database, clock: Clock, agency: { agencyId: string; slug: string; timeZone: string }, dataDirectory: string): Promise<ChainState> {
  return asActor(database, clock, { kind: "operator", command: "verify", agencyId: agency.agencyId, timeZone: agency.timeZone }, async (tx) => {
    const seals = new Map(readSeals(dataDirectory, agency.agencyId).map((seal) => [seal.position, seal]));
    const lastSealed = Math.max(0, ...seals.keys());
    const { unsealed } = (await row<{ unsealed: number }>(tx, sql`select count(*) as unsealed from audit_entries e where not exists (select from audit_chain c where c.agency_id = e.agency_id and c.entry_id = e.id)`))!;
    const state: ChainState = { agency: agency.slug, sealed: 0, unsealed, brokenAt: null, why: null };
    const broken = (at: number, why: string) => ({ ...state, brokenAt: at, why });
    let previous = START;
    let previousSealedAt = "";
    for (let from = 0; ; ) {
      const links = await rows<Link & { text: string | null; at: string | null }>(tx, sql`select c.position, c.entry_id, c.sealed_at, c.hash, e.at, ${entryText} as text from audit_chain c left join audit_entries e on e.agency_id = c.agency_id and e.id = c.entry_id where c.position > ${from} order by c.position limit 5000`);
      if (links.length === 0) break;
      for (const link of links) {
        if (link.position !== state.sealed + 1) return broken(state.sealed + 1, "a link of the chain is missing");
        if (link.text === null) return broken(link.position, "the row that this link seals is gone");
        if (linkHash(previous, link.position, link.sealed_at, link.text) !== link.hash) return broken(link.position, "the row is not as it was when it was sealed");
        if (previousSealedAt && link.sealed_at !== previousSealedAt && Date.parse(link.at!) < Date.parse(previousSealedAt) - LATEST_COMMIT) return broken(link.position, "a row was put in later, with an earlier time");
        const seal = seals.get(link.position);
        if (seal && seal.hash !== link.hash) return broken(link.position, "the chain differs from the seal file");
        state.sealed = link.position;
        previous = link.hash;
        if (link.sealed_at !== previousSealedAt) previousSealedAt = link.sealed_at;
      }
      from = state.sealed;
    }
    if (lastSealed > state.sealed) return broken(state.sealed + 1, "the seal file knows rows that are gone");
    const early = await row<{ found: number }>(tx, sql`select 1 as found from audit_entries e where not exists (select from audit_chain c where c.agency_id = e.agency_id and c.entry_id = e.id) and e.at < (select max(sealed_at) from audit_chain) - interval '60 seconds' limit 1`);
    if (early) return broken(state.sealed + 1, "a row was put in later, with an earlier time");
    if (state.sealed > 0 && lastSealed === 0) return broken(1, "the seal file is gone");
    return state;
  });
}
