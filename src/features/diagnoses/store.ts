import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Diagnosis, FindingOfMaltreatment, Status } from "./contract.ts";

const recorder = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** Every diagnosis of a case with its history; what was said last of the primary one holds for the whole record. A paper is named only to who may see it. */
export const listDiagnoses = (tx: Transaction, caseId: string) =>
  rows<Omit<Diagnosis, "disclosure"> & { caseId: string }>(
    tx,
    sql`select d.id as "diagnosisId", d.case_id as "caseId", d.system, d.code, d.display, d.found_on as "foundOn", d.source,
      case when d.finding_kind is null then null else jsonb_build_object('kind', d.finding_kind, 'by', d.finding_by, 'on', d.finding_on, 'documentId', (select p.id from documents p where p.agency_id = d.agency_id and p.id = d.finding_document_id and p.removed_at is null)) end as finding,
      coalesce((select p.diagnosis_id = d.id from diagnosis_primaries p where p.case_id = any (record_of(${caseId})) order by p.recorded_at desc, p.place desc limit 1), false) as "isPrimary",
      coalesce((select jsonb_agg(jsonb_build_object('statusId', s.id, 'status', s.status, 'since', s.since, 'reason', s.reason, 'corrects', s.corrects, 'byName', w.display_name, 'at', to_char(s.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by s.place)
        from diagnosis_statuses s left join staff w on w.agency_id = s.agency_id and w.id = s.recorded_by where s.agency_id = d.agency_id and s.diagnosis_id = d.id), '[]') as history
    from diagnoses d where d.case_id = any (record_of(${caseId})) order by d.recorded_at, d.id`,
  );

export type NewDiagnosis = { caseId: string; system: string; code: string; display: string; foundOn: string | null; source: string; finding: FindingOfMaltreatment | null };
export async function insertDiagnosis(tx: Transaction, one: NewDiagnosis): Promise<string> {
  const id = newId(tx);
  await sql`insert into diagnoses (agency_id, id, case_id, system, code, display, found_on, source, finding_kind, finding_by, finding_on, finding_document_id, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.system}, ${one.code}, ${one.display}, ${one.foundOn}, ${one.source}, ${one.finding?.kind ?? null}, ${one.finding?.by ?? null}, ${one.finding?.on ?? null}, ${one.finding?.documentId ?? null}, ${recorder(tx)}, ${tx.now})`.execute(tx);
  return id;
}

export type NewStatus = { caseId: string; diagnosisId: string; status: Status; since: string; reason: string; place: number; corrects: boolean };
/** Writes what is held from a day on; null where somebody else's entry has that place. */
export async function insertStatus(tx: Transaction, one: NewStatus): Promise<string | null> {
  const found = await row<{ id: string }>(
    tx,
    sql`insert into diagnosis_statuses (agency_id, id, case_id, diagnosis_id, status, since, reason, place, corrects, recorded_by, recorded_at)
      values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${one.diagnosisId}, ${one.status}, ${one.since}, ${one.reason}, ${one.place}, ${one.corrects}, ${recorder(tx)}, ${tx.now})
      on conflict (agency_id, diagnosis_id, place) do nothing returning id`,
  );
  return found?.id ?? null;
}

/** Says which diagnosis is the primary one from now on; false where somebody else did at the same moment. */
export const insertPrimary = async (tx: Transaction, caseId: string, diagnosisId: string | null) =>
  (await row<{ id: string }>(
    tx,
    sql`insert into diagnosis_primaries (agency_id, id, case_id, diagnosis_id, place, recorded_by, recorded_at)
      values (${tx.actor.agencyId}, ${newId(tx)}, ${caseId}, ${diagnosisId}, 1 + coalesce((select max(p.place) from diagnosis_primaries p where p.case_id = ${caseId}), 0), ${recorder(tx)}, ${tx.now})
      on conflict (agency_id, case_id, place) do nothing returning id`,
  )) !== undefined;
