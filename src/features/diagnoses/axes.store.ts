import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { AxisEntry } from "./axes.contract.ts";
import { classOfAxis, LEVEL_INSTRUMENT, type WrittenEntry } from "./axes.rules.ts";
import type { CrosswalkLine, NewLine } from "./crosswalk.contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
const tag = (of: string) => sql.raw(`jsonb_build_object('class', ${of}.class, 'caseId', ${of}.case_id, 'ownerPersonId', ${of}.owner_person_id, 'ownerStaffId', ${of}.owner_staff_id, 'counterpartStaffId', ${of}.counterpart_staff_id, 'part2', ${of}.part2) as disclosure`);
const ownerName = (of: string) => sql.raw(`(select trim(p.given_name || ' ' || p.family_name) from persons p where p.agency_id = ${of}.agency_id and p.id = ${of}.owner_person_id) as "ownerName"`);

/** Every entry of axes II to V of a case that the actor sees, the earliest first. */
export const listEntries = (tx: Transaction, caseId: string) =>
  rows<AxisEntry>(tx, sql`select e.id as "entryId", e.axis, 'entry' as "from", e.owner_person_id as "ownerPersonId", ${ownerName("e")}, e.level, e.dimensions, e.code, e.label, e.words, e.since, e.until, e.supersedes, e.in_error as "inError",
      exists (select from axis_entries n where n.agency_id = e.agency_id and n.supersedes = e.id) as superseded, e.reason, w.display_name as "byName", e.recorded_at as at, ${tag("e")}
    from axis_entries e left join staff w on w.agency_id = e.agency_id and w.id = e.recorded_by where e.case_id = any (record_of(${caseId})) order by e.since, e.recorded_at, e.id`);

/** The levels of axis II that the measure asked for, as far as the actor sees them. */
export const listMeasuredLevels = (tx: Transaction, caseId: string) =>
  rows<AxisEntry>(tx, sql`select m.request_id as "entryId", 2 as axis, 'measure' as "from", m.owner_person_id as "ownerPersonId", ${ownerName("m")}, (m.result -> 'subscales' ->> 'level')::integer as level, '[]'::jsonb as dimensions, '' as code, '' as label, '' as words, m.answered_on as since, null as until,
      null as supersedes, false as "inError", false as superseded, '' as reason, null as "byName", null as at, ${tag("m")}
    from measure_scores m where m.case_id = any (record_of(${caseId})) and m.instrument = ${LEVEL_INSTRUMENT} and m.class = 'relationship' and m.stands and (m.result -> 'subscales' ->> 'level')::integer between 1 and 4 order by m.answered_on, m.request_id`);

/** Keeps an entry, in the place of another where it names one; null where another took that place. Nothing is read back: the adult's own is not everybody's. */
export async function insertEntry(tx: Transaction, one: WrittenEntry & { caseId: string; supersedes: string | null; inError: boolean; reason: string }): Promise<string | null> {
  const id = newId(tx);
  const { numAffectedRows } = await sql`insert into axis_entries (agency_id, id, case_id, axis, class, owner_person_id, level, dimensions, code, label, words, since, until, supersedes, in_error, reason, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.axis}, ${classOfAxis(one.axis)}, ${one.ownerPersonId}, ${one.level}, ${JSON.stringify(one.dimensions)}::jsonb, ${one.code}, ${one.label}, ${one.words}, ${one.since}, ${one.until}, ${one.supersedes}, ${one.inError}, ${one.reason}, ${author(tx)}, ${tx.now})
    on conflict (agency_id, supersedes) do nothing`.execute(tx);
  return numAffectedRows === 1n ? id : null;
}

/** The lines of the table from DC:0-5 to ICD-10-CM that stand, by code. */
export const listLines = (tx: Transaction) =>
  rows<Omit<CrosswalkLine, "icdTitle">>(tx, sql`select l.id as "lineId", l.dc_code as "dcCode", l.icd_code as "icdCode", l.payer, l.valid_from as "validFrom", l.valid_to as "validTo", l.status, l.note, w.display_name as "byName"
    from code_crosswalk l left join staff w on w.agency_id = l.agency_id and w.id = l.recorded_by where not l.withdrawn and not exists (select from code_crosswalk n where n.agency_id = l.agency_id and n.supersedes = l.id)
    order by l.dc_code, l.icd_code, l.payer, l.valid_from, l.id limit 2000`);

/** Whether a line ever stood in the table. */
export const wasLine = async (tx: Transaction, lineId: string) => (await row(tx, sql`select id from code_crosswalk where id = ${lineId}`)) !== null;
/** Two that write the table at once come one after the other, so that no line stands there twice. */
export const holdLines = (tx: Transaction) => sql`select pg_advisory_xact_lock(hashtextextended('crosswalk of ' || ${tx.actor.agencyId}, 0))`.execute(tx);
/** Keeps a line, in the place of another where it names one; null where another took that place. */
export async function insertLine(tx: Transaction, one: NewLine & { supersedes: string | null; withdrawn: boolean }): Promise<string | null> {
  const found = await row<{ id: string }>(tx, sql`insert into code_crosswalk (agency_id, id, dc_code, icd_code, payer, valid_from, valid_to, status, note, supersedes, withdrawn, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.dcCode}, ${one.icdCode}, ${one.payer}, ${one.validFrom}, ${one.validTo}, ${one.status}, ${one.note}, ${one.supersedes}, ${one.withdrawn}, ${author(tx)}, ${tx.now}) on conflict (agency_id, supersedes) do nothing returning id`);
  return found?.id ?? null;
}
