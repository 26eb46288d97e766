import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

export type RatingRow = { item: string; caseId: string | null; points: number | null; notApplicable: boolean; sessionId: string | null };
export const listRatings = (tx: Transaction, auditId: string) =>
  rows<RatingRow>(tx, sql`select item, case_id as "caseId", points, not_applicable as "notApplicable", session_id as "sessionId" from fidelity_audit_ratings where audit_id = ${auditId} order by item, case_id`);
export type CommentRow = { item: string; caseId: string | null; words: string };
export const listComments = (tx: Transaction, auditId: string) => rows<CommentRow>(tx, sql`select item, case_id as "caseId", words from fidelity_audit_comments where audit_id = ${auditId} and words <> '' order by item, case_id`);

/** Keeps a rating, in the place of the one before. */
export const upsertRating = (tx: Transaction, auditId: string, one: RatingRow) =>
  sql`insert into fidelity_audit_ratings (agency_id, id, audit_id, item, case_id, points, not_applicable, session_id, rated_by, rated_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${auditId}, ${one.item}, ${one.caseId}, ${one.points}, ${one.notApplicable}, ${one.sessionId}, ${author(tx)}, ${tx.now})
    on conflict (agency_id, audit_id, item, case_id) do update set points = excluded.points, not_applicable = excluded.not_applicable, session_id = excluded.session_id, rated_by = excluded.rated_by, rated_at = excluded.rated_at`.execute(tx);
/** Keeps what is written about a rating. Nothing written is kept as nothing, so that it can be taken back. */
export const upsertComment = (tx: Transaction, auditId: string, one: CommentRow) =>
  sql`insert into fidelity_audit_comments (agency_id, id, audit_id, item, case_id, words, written_by, written_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${auditId}, ${one.item}, ${one.caseId}, ${one.words}, ${author(tx)}, ${tx.now})
    on conflict (agency_id, audit_id, item, case_id) do update set words = excluded.words, written_by = excluded.written_by, written_at = excluded.written_at`.execute(tx);

export type FindingRow = { findingId: string; kind: "shortfall" | "strength"; item: string | null; words: string };
export const listFindings = (tx: Transaction, auditId: string) =>
  rows<FindingRow>(tx, sql`select id as "findingId", kind, item, words from fidelity_audit_findings where audit_id = ${auditId} and removed_at is null order by found_at, id`);
/** Keeps a finding under its own id. False where that id is another audit's. */
export const upsertFinding = async (tx: Transaction, auditId: string, one: FindingRow) =>
  (await row(tx, sql`insert into fidelity_audit_findings (agency_id, id, audit_id, kind, item, words, found_by, found_at) values (${tx.actor.agencyId}, ${one.findingId}, ${auditId}, ${one.kind}, ${one.item}, ${one.words}, ${author(tx)}, ${tx.now})
    on conflict (agency_id, id) do update set kind = excluded.kind, item = excluded.item, words = excluded.words where fidelity_audit_findings.audit_id = excluded.audit_id and fidelity_audit_findings.removed_at is null returning id`)) !== null;
export const removeFinding = async (tx: Transaction, auditId: string, findingId: string) =>
  (await row(tx, sql`update fidelity_audit_findings set removed_at = ${tx.now} where audit_id = ${auditId} and id = ${findingId} and removed_at is null returning id`)) !== null;

export type ActionRow = { actionId: string; auditId: string; findingId: string | null; words: string; staffId: string; staffName: string; dueOn: string; doneWhen: string; doneOn: string | null; evidence: string; doneAt: string | null };
const actionColumns = sql`p.id as "actionId", p.audit_id as "auditId", p.finding_id as "findingId", p.words, p.staff_id as "staffId", p.staff_name as "staffName", p.due_on as "dueOn", p.done_when as "doneWhen", p.done_on as "doneOn", p.evidence, p.done_at as "doneAt"`;
/** The actions of a plan, the first due first. */
export const listActions = (tx: Transaction, auditId: string) => rows<ActionRow>(tx, sql`select ${actionColumns} from fidelity_audit_actions p where p.audit_id = ${auditId} and p.removed_at is null order by p.due_on, p.id`);
/** What plans ask of a member of staff, or of everybody, and is not done. A plan that was given up asks nothing. */
export const listOpenActions = (tx: Transaction, staffId: string | null) =>
  rows<ActionRow & { auditTitle: string }>(tx, sql`select ${actionColumns}, audit_title_of(p.audit_id) as "auditTitle" from fidelity_audit_actions p where p.removed_at is null and p.done_at is null and (${staffId}::uuid is null or p.staff_id = ${staffId}) and audit_title_of(p.audit_id) is not null order by p.due_on, p.id limit 500`);
/** An action that is asked of somebody; null where its audit was given up. */
export const findAction = (tx: Transaction, actionId: string) => row<ActionRow>(tx, sql`select ${actionColumns} from fidelity_audit_actions p where p.id = ${actionId} and p.removed_at is null and audit_title_of(p.audit_id) is not null`);
/** Keeps an action under its own id. False where that id is another audit's. */
export const upsertAction = async (tx: Transaction, auditId: string, one: Pick<ActionRow, "actionId" | "findingId" | "words" | "staffId" | "staffName" | "dueOn" | "doneWhen">) =>
  (await row(tx, sql`insert into fidelity_audit_actions (agency_id, id, audit_id, finding_id, words, staff_id, staff_name, due_on, done_when, added_by, added_at) values (${tx.actor.agencyId}, ${one.actionId}, ${auditId}, ${one.findingId}, ${one.words}, ${one.staffId}, ${one.staffName}, ${one.dueOn}, ${one.doneWhen}, ${author(tx)}, ${tx.now})
    on conflict (agency_id, id) do update set finding_id = excluded.finding_id, words = excluded.words, staff_id = excluded.staff_id, staff_name = excluded.staff_name, due_on = excluded.due_on, done_when = excluded.done_when where fidelity_audit_actions.audit_id = excluded.audit_id and fidelity_audit_actions.removed_at is null and fidelity_audit_actions.done_at is null returning id`)) !== null;
export const removeAction = async (tx: Transaction, auditId: string, actionId: string) =>
  (await row(tx, sql`update fidelity_audit_actions set removed_at = ${tx.now} where audit_id = ${auditId} and id = ${actionId} and removed_at is null and done_at is null returning id`)) !== null;
export const finishAction = async (tx: Transaction, actionId: string, doneOn: string, evidence: string) =>
  (await row(tx, sql`update fidelity_audit_actions set done_on = ${doneOn}, evidence = ${evidence}, done_by = ${author(tx)}, done_at = ${tx.now} where id = ${actionId} and removed_at is null and done_at is null returning id`)) !== null;
