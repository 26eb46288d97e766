import { sql } from "kysely";
import type { Instant } from "#kernel/dates.ts";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { DraftGoal, DraftObjective, ObjectiveStatus, PlanContent, SigningPart } from "./contract.ts";
import type { PresentSignIn } from "#features/consent/store.ts";
import { classOfObjective } from "./rules.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

export type PlanRow = { planId: string; caseId: string; number: number; revision: number; savedAt: string; startedOn: string; fixedOn: string | null; approvedOn: string | null };
const columns = sql`id as "planId", case_id as "caseId", number, revision, saved_at as "savedAt", started_on as "startedOn", fixed_on as "fixedOn", approved_on as "approvedOn"`;
/** The versions of a case that the actor sees, the newest first; where two records were joined, of both. */
export const listPlans = (tx: Transaction, caseId: string) => rows<PlanRow>(tx, sql`select ${columns} from plans where case_id = any (record_of(${caseId})) order by started_on desc, number desc limit 200`);
/** One version, held until the transaction ends: two that sign or save at once come one after the other. */
export const findPlanToChange = (tx: Transaction, caseId: string, planId: string) => row<PlanRow>(tx, sql`select ${columns} from plans where case_id = any (record_of(${caseId})) and id = ${planId} for update`);
export const findPlan = (tx: Transaction, caseId: string, planId: string) => row<PlanRow>(tx, sql`select ${columns} from plans where case_id = any (record_of(${caseId})) and id = ${planId}`);

export type GoalRow = DraftGoal & { planId: string };
export const listGoals = (tx: Transaction, caseId: string) => rows<GoalRow>(tx, sql`select id as "goalId", plan_id as "planId", words from plan_goals where case_id = any (record_of(${caseId})) order by place`);
export type ObjectiveRow = DraftObjective & { planId: string; openedOn: string; status: ObjectiveStatus | null; statusOn: string | null };
/** The objectives of all versions, each as it stands since its last review. */
export const listObjectives = (tx: Transaction, caseId: string) =>
  rows<ObjectiveRow>(tx, sql`select o.id as "objectiveId", o.plan_id as "planId", o.owner_person_id as "ownerPersonId", o.goal, o.words, o.baseline, o.measure, o.measure_value as value, o.direction, o.observable, o.interventions, o.review_on as "reviewOn", o.opened_on as "openedOn", last.status, last.status_on as "statusOn"
    from plan_objectives o left join lateral (select g.status, g.status_on from plan_progress g join plan_reviews r on r.agency_id = g.agency_id and r.id = g.review_id
      where g.agency_id = o.agency_id and g.plan_id = o.plan_id and g.objective_id = o.id order by r.recorded_at desc, r.id desc limit 1) last on true
    where o.case_id = any (record_of(${caseId})) order by o.place`);

export type SignatureRow = { planId: string; part: SigningPart; name: string; way: "here" | "paper" | "portal"; documentId: string | null; language: "en" | "es"; signedOn: string; textHash: string; personId: string | null; organization: string | null; staffId: string | null };
export const listSignatures = (tx: Transaction, caseId: string) =>
  rows<SignatureRow>(tx, sql`select plan_id as "planId", part, signed_name as name, way, document_id as "documentId", language, signed_on as "signedOn", encode(text_sha256, 'hex') as "textHash", person_id as "personId", organization, staff_id as "staffId" from plan_signatures where case_id = any (record_of(${caseId})) order by signed_on, recorded_at, id`);
export type AttemptRow = { planId: string; attemptedOn: string; reason: string | null };
export const listAttempts = (tx: Transaction, caseId: string) =>
  rows<AttemptRow>(tx, sql`select a.plan_id as "planId", a.attempted_on as "attemptedOn", r.reason from plan_attempts a left join plan_attempt_reasons r on r.agency_id = a.agency_id and r.attempt_id = a.id where a.case_id = any (record_of(${caseId})) order by a.attempted_on, a.id`);
export type ReviewRow = { planId: string; reviewId: string; reviewedOn: string; why: "due" | "change"; outcome: "keeps" | "new_version"; byName: string | null };
export const listReviews = (tx: Transaction, caseId: string) =>
  rows<ReviewRow>(tx, sql`select v.plan_id as "planId", v.id as "reviewId", v.reviewed_on as "reviewedOn", v.why, v.outcome, s.display_name as "byName" from plan_reviews v left join staff s on s.agency_id = v.agency_id and s.id = v.recorded_by where v.case_id = any (record_of(${caseId})) order by v.reviewed_on desc, v.id desc`);
export type ProgressRow = { reviewId: string; objectiveId: string; ownerPersonId: string | null; rating: number; words: string; status: ObjectiveStatus };
export const listProgress = (tx: Transaction, caseId: string) =>
  rows<ProgressRow>(tx, sql`select review_id as "reviewId", objective_id as "objectiveId", owner_person_id as "ownerPersonId", rating, words, status from plan_progress where case_id = any (record_of(${caseId})) order by review_id, objective_id`);

/** Begins a version; null where a draft is open already. */
export async function insertPlan(tx: Transaction, caseId: string): Promise<PlanRow | null> {
  return row<PlanRow>(tx, sql`insert into plans (agency_id, id, case_id, number, started_on, started_by, saved_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${caseId}, (select coalesce(max(number), 0) + 1 from plans where case_id = ${caseId}), ${tx.today}, ${author(tx)}, ${tx.now}) on conflict do nothing returning ${columns}`);
}

/** Takes the next revision where the draft is still as the writer saw it; null where somebody was faster. */
export const bumpPlan = (tx: Transaction, planId: string, revision: number) =>
  row<{ revision: number }>(tx, sql`update plans set revision = revision + 1, saved_at = ${tx.now} where id = ${planId} and revision = ${revision} and fixed_on is null returning revision`);

/** Puts the content of a draft in place of what it held; each objective keeps the day on which it was opened. */
export async function replaceContent(tx: Transaction, caseId: string, planId: string, content: PlanContent, openedOn: ReadonlyMap<string, string>): Promise<void> {
  await sql`delete from plan_goals where plan_id = ${planId}`.execute(tx);
  await sql`delete from plan_objectives where plan_id = ${planId}`.execute(tx);
  for (const [place, one] of content.goals.entries()) await sql`insert into plan_goals (agency_id, plan_id, id, case_id, place, words) values (${tx.actor.agencyId}, ${planId}, ${one.goalId}, ${caseId}, ${place}, ${one.words})`.execute(tx);
  for (const [place, one] of content.objectives.entries()) {
    await sql`insert into plan_objectives (agency_id, plan_id, id, case_id, place, class, owner_person_id, goal, words, baseline, measure, measure_value, direction, observable, interventions, review_on, opened_on)
      values (${tx.actor.agencyId}, ${planId}, ${one.objectiveId}, ${caseId}, ${place}, ${classOfObjective(one.ownerPersonId)}, ${one.ownerPersonId}, ${one.goal}, ${one.words}, ${one.baseline}, ${one.measure}, ${one.value}, ${one.direction}, ${one.observable}, ${[...one.interventions]}::text[], ${one.reviewOn}, ${openedOn.get(one.objectiveId) ?? tx.today})`.execute(tx);
  }
}

export const fixPlan = (tx: Transaction, planId: string, revision: number) => row<{ fixedOn: string }>(tx, sql`update plans set fixed_on = ${tx.today} where id = ${planId} and revision = ${revision} and fixed_on is null returning fixed_on as "fixedOn"`);
export const approvePlan = (tx: Transaction, planId: string, on: string) => sql`update plans set approved_on = ${on} where id = ${planId} and approved_on is null`.execute(tx);

export type NewSignature = { caseId: string; planId: string; part: SigningPart; personId: string | null; organization: string | null; staffId: string | null; signedName: string; way: "here" | "paper" | "portal"; documentId: string | null; language: "en" | "es"; wordsVersion: string; textHash: string; signedOn: string; /** Set where an adult signs alone. */ portal?: PresentSignIn };
/** Keeps a signature; false where the same hand signed this version already. */
export async function insertSignature(tx: Transaction, one: NewSignature): Promise<boolean> {
  const made = await row(tx, sql`insert into plan_signatures (agency_id, id, plan_id, case_id, part, person_id, organization, staff_id, signed_name, way, document_id, language, words_version, text_sha256, signed_on, recorded_at, recorded_by, account_id, sign_in_way, two_factors)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.planId}, ${one.caseId}, ${one.part}, ${one.personId}, ${one.organization}, ${one.staffId}, ${one.signedName}, ${one.way}, ${one.documentId}, ${one.language}, ${one.wordsVersion}, ${Buffer.from(one.textHash, "hex")}, ${one.signedOn}, ${tx.now}, ${author(tx)}, ${one.portal?.accountId ?? null}, ${one.portal?.way ?? null}, ${one.portal?.twoFactors ?? null}) on conflict do nothing returning id`);
  return made !== null && made !== undefined;
}

/** Whether the adult who acts signs the plan of a case alone today. */
export const signsAlone = async (tx: Transaction, caseId: string) => (await row<{ may: boolean }>(tx, sql`select dyad.signs_plan_of(${caseId}) as may`))!.may;
/** Holds a version that the adult who acts may sign until the transaction ends; false where there is none. */
export const holdToSign = async (tx: Transaction, planId: string) => (await row<{ held: boolean }>(tx, sql`select dyad.hold_plan_to_sign(${planId}) as held`))!.held;
/** Approves a version with the last of its signatures, of which an adult reads the own alone. */
export const approveSigned = (tx: Transaction, planId: string) => row(tx, sql`select dyad.approve_signed_plan(${planId})`);

export async function insertAttempt(tx: Transaction, one: { caseId: string; planId: string; attemptedOn: string; reason: string }): Promise<void> {
  const id = newId(tx);
  await sql`insert into plan_attempts (agency_id, id, plan_id, case_id, attempted_on, recorded_at, recorded_by) values (${tx.actor.agencyId}, ${id}, ${one.planId}, ${one.caseId}, ${one.attemptedOn}, ${tx.now}, ${author(tx)})`.execute(tx);
  await sql`insert into plan_attempt_reasons (agency_id, attempt_id, case_id, reason) values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.reason})`.execute(tx);
}

export type NewProgress = { objectiveId: string; ownerPersonId: string | null; rating: number; words: string; status: ObjectiveStatus };
export async function insertReview(tx: Transaction, one: { caseId: string; planId: string; reviewedOn: string; why: string; outcome: string }, progress: readonly NewProgress[]): Promise<string> {
  const id = newId(tx);
  await sql`insert into plan_reviews (agency_id, id, plan_id, case_id, reviewed_on, why, outcome, recorded_at, recorded_by) values (${tx.actor.agencyId}, ${id}, ${one.planId}, ${one.caseId}, ${one.reviewedOn}, ${one.why}, ${one.outcome}, ${tx.now}, ${author(tx)})`.execute(tx);
  for (const of of progress) {
    await sql`insert into plan_progress (agency_id, review_id, plan_id, objective_id, case_id, class, owner_person_id, rating, words, status, status_on)
      values (${tx.actor.agencyId}, ${id}, ${one.planId}, ${of.objectiveId}, ${one.caseId}, ${classOfObjective(of.ownerPersonId)}, ${of.ownerPersonId}, ${of.rating}, ${of.words}, ${of.status}, ${one.reviewedOn})`.execute(tx);
  }
  return id;
}

/** What gate G3 rests on: the newest approval, one recorded by hand, and who signed the newest version whose text is fixed. `since` leaves out what is of a course before; null is the first. */
export const findGateFacts = async (tx: Transaction, caseId: string, since: Instant | null) =>
  (await row<{ approvedOn: string | null; recordedOn: string | null; signed: SigningPart[] | null }>(tx, sql`select (select max(approved_on) from plans where case_id = any (record_of(${caseId})) and (${since}::timestamptz is null or saved_at >= ${since})) as "approvedOn",
      (select max(m.happened_on) from case_milestones m where m.case_id = any (record_of(${caseId})) and m.kind = 'plan_approved' and not m.withdrawn and (${since}::timestamptz is null or m.recorded_at >= ${since}) and not exists (select from case_milestones n where n.agency_id = m.agency_id and n.supersedes_id = m.id)) as "recordedOn",
      (select coalesce((select jsonb_agg(distinct s.part) from plan_signatures s where s.plan_id = p.id), '[]') from plans p where p.case_id = any (record_of(${caseId})) and p.fixed_on is not null and (${since}::timestamptz is null or p.saved_at >= ${since}) order by p.fixed_on desc, p.number desc limit 1) as signed`))!;
