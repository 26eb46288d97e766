import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Words } from "#kernel/language.ts";
import type { AuditStatus } from "./contract.ts";
import type { AuditForm } from "./form.contract.ts";
import type { Drawn } from "./rules.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

export type AuditRow = {
  auditId: string;
  title: string;
  agency: string;
  policy: string;
  cite: string;
  periodFrom: string;
  periodTo: string;
  dueOn: string;
  auditor: string;
  sampleRule: string;
  sampleWords: Words;
  seed: string;
  wanted: number;
  population: number;
  form: AuditForm;
  threshold: number;
  status: AuditStatus;
  openedAt: string;
  basis: "local" | "official" | null;
  acceptable: boolean | null;
  rating: string;
  ratingReason: string;
  issuer: string;
  documentName: string;
  ratedOn: string | null;
  ratedBy: string;
  nextDueOn: string | null;
  certificateId: string | null;
  dataDigest: string | null;
  packDigest: string | null;
  closedAt: string | null;
  withdrawnReason: string;
};
const columns = sql`a.id as "auditId", a.title, a.agency_name as agency, a.policy, a.cite, a.period_from as "periodFrom", a.period_to as "periodTo", a.due_on as "dueOn", a.auditor, a.sample_rule as "sampleRule", a.sample_words as "sampleWords", a.seed, a.wanted, a.population, a.form, a.threshold, a.status, a.opened_at as "openedAt",
  a.basis, a.is_acceptable as acceptable, a.rating_words as rating, a.rating_reason as "ratingReason", a.issuer, a.document_name as "documentName", a.rated_on as "ratedOn", a.rated_by_name as "ratedBy", a.next_due_on as "nextDueOn", a.certificate_id as "certificateId", a.data_digest as "dataDigest", a.pack_digest as "packDigest", a.closed_at as "closedAt", a.withdrawn_reason as "withdrawnReason"`;

/** An audit that the actor may know of; null where there is none. */
export const findAudit = (tx: Transaction, auditId: string) => row<AuditRow>(tx, sql`select ${columns} from fidelity_audits a where a.id = ${auditId}`);
/** The same, held for this transaction, so that two who act on it at once come one after the other. */
export const lockAudit = (tx: Transaction, auditId: string) => row<AuditRow>(tx, sql`select ${columns} from fidelity_audits a where a.id = ${auditId} for update`);

/** All audits that the actor may know of, the newest period first, with how many cases are sampled and what of their plans is open. */
export const listAudits = (tx: Transaction) =>
  rows<AuditRow & { cases: number; actionsOpen: number; until: string | null }>(tx, sql`select ${columns}, (select count(*) from fidelity_audit_cases c where c.agency_id = a.agency_id and c.audit_id = a.id and c.state = 'sampled') as cases,
      (select count(*) from fidelity_audit_actions p where p.agency_id = a.agency_id and p.audit_id = a.id and p.removed_at is null and p.done_at is null) as "actionsOpen",
      (select max(x.valid_to) from fidelity_audit_access x where x.agency_id = a.agency_id and x.audit_id = a.id and x.staff_id = actor_staff() and x.ended_at is null) as until
    from fidelity_audits a order by a.period_to desc, a.opened_at desc, a.id limit 200`);

/** Cases with a session in a span of days that is signed for good. */
export const listPopulation = async (tx: Transaction, from: string, to: string) =>
  (await rows<{ caseId: string }>(tx, sql`select distinct v.case_id as "caseId" from services v join notes n on n.agency_id = v.agency_id and n.session_id = v.session_id where n.status = 'signed' and v.service_date between ${from}::date and ${to}::date`)).map((one) => one.caseId);

export const findAgencyName = async (tx: Transaction) => (await row<{ name: string }>(tx, sql`select name from agencies`))!.name;

export type NewAudit = Pick<AuditRow, "title" | "agency" | "policy" | "cite" | "periodFrom" | "periodTo" | "dueOn" | "auditor" | "sampleRule" | "sampleWords" | "seed" | "wanted" | "population" | "form" | "threshold"> & { formDigest: string };
export async function insertAudit(tx: Transaction, one: NewAudit, drawn: readonly Drawn[]): Promise<string> {
  const id = newId(tx);
  await sql`insert into fidelity_audits (agency_id, id, title, agency_name, policy, cite, period_from, period_to, due_on, auditor, sample_rule, sample_words, seed, wanted, population, form, form_digest, threshold, opened_by, opened_at)
    values (${tx.actor.agencyId}, ${id}, ${one.title}, ${one.agency}, ${one.policy}, ${one.cite}, ${one.periodFrom}, ${one.periodTo}, ${one.dueOn}, ${one.auditor}, ${one.sampleRule}, ${JSON.stringify(one.sampleWords)}::jsonb, ${one.seed}, ${one.wanted}, ${one.population}, ${JSON.stringify(one.form)}::jsonb, ${one.formDigest}, ${one.threshold}, ${author(tx)}, ${tx.now})`.execute(tx);
  const cases = drawn.map(({ caseId, place, drawnBy }) => ({ agency_id: tx.actor.agencyId, audit_id: id, case_id: caseId, place, drawn_by: drawnBy, state: place <= one.wanted ? "sampled" : "left" }));
  await sql`insert into fidelity_audit_cases (agency_id, audit_id, case_id, place, drawn_by, state) select * from jsonb_to_recordset(${JSON.stringify(cases)}::jsonb) as c(agency_id uuid, audit_id uuid, case_id uuid, place integer, drawn_by text, state text)`.execute(tx);
  return id;
}

/** The whole list in the order of the draw, as far as the actor sees it. */
export const listDraw = (tx: Transaction, auditId: string) =>
  rows<Drawn & { state: CaseRow["state"] }>(tx, sql`select case_id as "caseId", place, drawn_by as "drawnBy", state from fidelity_audit_cases where audit_id = ${auditId} order by place`);

export type CaseRow = Drawn & { state: "left" | "sampled" | "replaced"; reason: string; replacedBy: string | null; childName: string; clinician: string | null };
/** The cases that were drawn for an audit, in the order of the draw, those that were taken out too. */
export const listCases = (tx: Transaction, auditId: string) =>
  rows<CaseRow>(tx, sql`select c.case_id as "caseId", c.place, c.drawn_by as "drawnBy", c.state, c.reason, c.replaced_by as "replacedBy", trim(p.given_name || ' ' || p.family_name) as "childName",
      (select min(s.display_name) from assignments m join staff s on s.agency_id = m.agency_id and s.id = m.staff_id where m.agency_id = c.agency_id and m.case_id = c.case_id and m.kind = 'assigned' and holds_on(m.valid_from, m.valid_to, today())) as clinician
    from fidelity_audit_cases c join cases k on k.agency_id = c.agency_id and k.id = c.case_id join persons p on p.agency_id = k.agency_id and p.id = k.child_id where c.audit_id = ${auditId} and c.state <> 'left' order by c.place`);

/** Takes a case out and puts another in its place. False where it was not sampled any more. */
export async function replaceCase(tx: Transaction, auditId: string, one: { caseId: string; by: string; reason: string }): Promise<boolean> {
  const out = await row(tx, sql`update fidelity_audit_cases set state = 'replaced', reason = ${one.reason}, replaced_by = ${one.by}, replaced_at = ${tx.now}, decided_by = ${author(tx)} where audit_id = ${auditId} and case_id = ${one.caseId} and state = 'sampled' returning case_id`);
  if (out === null) return false;
  await sql`update fidelity_audit_cases set state = 'sampled' where audit_id = ${auditId} and case_id = ${one.by}`.execute(tx);
  return true;
}

export type ServiceRow = { caseId: string; sessionId: string; decisionId: string; on: string; minutes: number | null; kind: string; place: string; modality: string; present: string[]; signedAt: string; cosignedAt: string | null; units: number | null; billing: "ready" | "held"; policy: string; version: string | null; edition: string | null; verdict: "yes" | "no" | "unknown"; findings: { rule: string; clause: string; result: string; severity: string; status: string }[]; timeZone: string };
/** The signed sessions of cases in a span of days, by case and time, each with the decision that it stands on. Who came is told by part, never by name. */
export const listServices = (tx: Transaction, caseIds: readonly string[], from: string, to: string) =>
  rows<ServiceRow>(tx, sql`select v.case_id as "caseId", v.session_id as "sessionId", v.decision_id as "decisionId", v.service_date as "on", floor(extract(epoch from s.held_to - s.held_from) / 60)::int as minutes, s.kind, s.place, s.modality, s.time_zone as "timeZone",
      array(select a.part from attendances a where a.agency_id = s.agency_id and a.session_id = s.id and a.status in ('present', 'late', 'left') order by a.part) as present,
      n.signed_at as "signedAt", n.cosigned_at as "cosignedAt", v.units, v.status as billing, d.policy, d.version, d.digest as edition, d.verdict,
      coalesce((select jsonb_agg(jsonb_build_object('rule', f ->> 'rule', 'clause', f ->> 'clause', 'result', f ->> 'result', 'severity', f ->> 'severity', 'status', f ->> 'status') order by place) from jsonb_array_elements(d.answer -> 'findings') with ordinality as found (f, place)), '[]') as findings
    from services v join sessions s on s.agency_id = v.agency_id and s.id = v.session_id join notes n on n.agency_id = v.agency_id and n.session_id = v.session_id join decisions d on d.agency_id = v.agency_id and d.id = v.decision_id
    where v.case_id = any (${caseIds}::uuid[]) and n.status = 'signed' and v.service_date between ${from}::date and ${to}::date order by v.case_id, s.starts_at, s.id`);

/** Gives an audit up; it stays in the list. */
export const withdrawAudit = (tx: Transaction, auditId: string, reason: string) =>
  sql`update fidelity_audits set status = 'withdrawn', withdrawn_reason = ${reason}, withdrawn_by = ${author(tx)}, withdrawn_at = ${tx.now} where id = ${auditId}`.execute(tx);

export type NewConclusion = { basis: "local" | "official"; acceptable: boolean; rating: string; reason: string; issuer: string; documentName: string; ratedOn: string; ratedBy: string; earned: number | null; possible: number | null };
export const concludeAudit = (tx: Transaction, auditId: string, one: NewConclusion) =>
  sql`update fidelity_audits set status = 'rated', basis = ${one.basis}, is_acceptable = ${one.acceptable}, rating_words = ${one.rating}, rating_reason = ${one.reason}, issuer = ${one.issuer}, document_name = ${one.documentName}, rated_on = ${one.ratedOn}, rated_by = ${author(tx)}, rated_by_name = ${one.ratedBy}, rated_at = ${tx.now}, earned = ${one.earned}, possible = ${one.possible} where id = ${auditId}`.execute(tx);

/** What closing adds; the state itself comes last, with the digests of the pack that was built from all of it. */
export const prepareClosing = (tx: Transaction, auditId: string, one: { certificateId: string; nextDueOn: string | null }) =>
  sql`update fidelity_audits set certificate_id = ${one.certificateId}, next_due_on = ${one.nextDueOn}, closed_by = ${author(tx)}, closed_at = ${tx.now} where id = ${auditId}`.execute(tx);
export const closeAudit = (tx: Transaction, auditId: string, digests: { data: string; whole: string }) =>
  sql`update fidelity_audits set status = 'closed', data_digest = ${digests.data}, pack_digest = ${digests.whole} where id = ${auditId}`.execute(tx);

export type EvidenceRow = { caseId: string; sessionId: string; facts: unknown };
/** Keeps what the service record said of the sample, for the pack. */
export async function insertEvidence(tx: Transaction, auditId: string, kept: readonly { caseId: string; sessionId: string; decisionId: string; facts: unknown }[]): Promise<void> {
  const all = kept.map((one) => ({ agency_id: tx.actor.agencyId, audit_id: auditId, case_id: one.caseId, session_id: one.sessionId, decision_id: one.decisionId, facts: one.facts }));
  await sql`insert into fidelity_audit_evidence select * from jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as e(agency_id uuid, audit_id uuid, case_id uuid, session_id uuid, decision_id uuid, facts jsonb)`.execute(tx);
}
export const listEvidence = (tx: Transaction, auditId: string) => rows<EvidenceRow>(tx, sql`select case_id as "caseId", session_id as "sessionId", facts from fidelity_audit_evidence where audit_id = ${auditId} order by case_id, facts ->> 'code', session_id`);
