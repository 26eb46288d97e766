import { Fault, type FieldWords } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { aboutWhom } from "#features/measures/flow.rules.ts";
import { libraryOf } from "#features/instruments/handlers.ts";
import { isOffered } from "#features/instruments/library.rules.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import type { DraftGoal, DraftObjective, ObjectiveStatus, PlanContent } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { listVersions, readContent, requirePlan } from "./reading.handlers.ts";
import { findDraftFaults, findGaps, findReviewFaults, listCarried } from "./rules.ts";
import * as store from "./store.ts";

type Place = { caseId: string; planId: string };
const malformed = (fields: readonly FieldWords[]) => new Fault("malformed", fields[0]!.message, { fields });

/** Begins the first version, or the next with the objectives and goals that stand open, worded as they are. */
export async function begin(tx: Transaction, { caseId }: { caseId: string }) {
  await requireCase(tx, caseId);
  const [last] = await listVersions(tx, caseId);
  if (last?.status === "draft") throw new Fault("changed_meanwhile", faultWords.draftOpen);
  const made = await store.insertPlan(tx, caseId);
  if (!made) throw new Fault("changed_meanwhile", faultWords.draftOpen);
  const carried = listCarried(last?.objectives ?? []);
  const dyads = new Set((await listPeople(tx, caseId)).filter((one) => one.hasOpenDyad).map((one) => one.personId));
  // Of an adult whose dyad has ended nothing is carried over.
  const objectives = carried.filter((one) => one.ownerPersonId === null || dyads.has(one.ownerPersonId));
  const used = new Set(objectives.map((one) => one.goal));
  const goals = (last?.goals ?? []).filter((one) => used.has(one.goalId));
  await store.replaceContent(tx, caseId, made.planId, { goals, objectives }, new Map(objectives.map((one) => [one.objectiveId, one.openedOn])));
  return { planId: made.planId, revision: made.revision, savedAt: made.savedAt };
}

/** An adult's own measures never stand in a plan, which others read; what is retired stays only where a plan of this case has it already. */
async function refuseMeasures(tx: Transaction, call: Pick<Call, "services">, content: PlanContent, written: readonly { measure: string | null }[]): Promise<void> {
  const library = await libraryOf(tx, call.services);
  const before = new Set(written.map((one) => one.measure));
  const open = new Set([...library.definitions.values()].filter((one) => aboutWhom(one) === "child" && (isOffered(library, one.id, tx.today) || before.has(one.id))).map((one) => one.id));
  const wrong = content.objectives.flatMap((one, place) => (one.measure === null || open.has(one.measure) ? [] : [{ path: `objectives.${place}.measure`, message: faultWords.noMeasure }]));
  if (wrong.length > 0) throw malformed(wrong);
}

/** Saves a draft as a whole, or nothing of it. */
export async function save(tx: Transaction, { caseId, planId, revision, goals, objectives }: Place & { revision: number; goals: DraftGoal[]; objectives: DraftObjective[] }, call: Pick<Call, "services">) {
  await requireCase(tx, caseId);
  const found = await requirePlan(tx, caseId, planId);
  if (found.fixedOn !== null) throw new Fault("refused", faultWords.fixed);
  const content = { goals, objectives };
  const dyads = new Set((await listPeople(tx, caseId)).filter((one) => one.hasOpenDyad).map((one) => one.personId));
  const wrong = findDraftFaults(content, dyads);
  if (wrong.length > 0) throw malformed(wrong);
  const written = await store.listObjectives(tx, caseId);
  await refuseMeasures(tx, call, content, written);
  const bumped = await store.bumpPlan(tx, planId, revision);
  if (!bumped) throw new Fault("changed_meanwhile", faultWords.changed, { details: { revision: found.revision } });
  const openedOn = new Map(written.map((one) => [one.objectiveId, one.openedOn]));
  await store.replaceContent(tx, found.caseId, planId, content, openedOn);
  return { planId, revision: bumped.revision, savedAt: tx.now };
}

/** Fixes the text of a draft that lacks nothing. */
export async function fix(tx: Transaction, { caseId, planId, revision }: Place & { revision: number }) {
  await requireCase(tx, caseId);
  const found = await requirePlan(tx, caseId, planId);
  if (found.fixedOn !== null) throw new Fault("refused", faultWords.fixed);
  const gaps = findGaps(await readContent(tx, caseId, planId), tx.today);
  if (gaps.length > 0) throw new Fault("malformed", faultWords.incomplete, { fields: gaps });
  const fixed = await store.fixPlan(tx, planId, revision);
  if (!fixed) throw new Fault("changed_meanwhile", faultWords.changed, { details: { revision: found.revision } });
  return fixed;
}

type ReviewInput = Place & { reviewedOn: string; why: "due" | "change"; outcome: "keeps" | "new_version"; progress: { objectiveId: string; rating: number; words: string; status: ObjectiveStatus }[] };

/** Records a review of the plan in force; where it does not keep the plan, the next version begins as a draft. */
export async function review(tx: Transaction, { caseId, planId, reviewedOn, why, outcome, progress }: ReviewInput) {
  await requireCase(tx, caseId);
  const found = await requirePlan(tx, caseId, planId);
  if (found.approvedOn === null) throw new Fault("refused", faultWords.notApproved);
  const versions = await listVersions(tx, caseId);
  const inForce = versions.find((one) => one.status === "approved");
  if (inForce?.planId !== planId) throw new Fault("refused", faultWords.superseded);
  const open = listCarried(inForce.objectives);
  const wrong = findReviewFaults({ reviewedOn, progress }, open, found.approvedOn, tx.today);
  if (wrong.length > 0) throw malformed(wrong);
  if (outcome === "new_version" && versions[0]?.status === "draft") throw new Fault("changed_meanwhile", faultWords.draftOpen);
  const owners = new Map(open.map((one) => [one.objectiveId, one.ownerPersonId]));
  const reviewId = await store.insertReview(tx, { caseId: found.caseId, planId, reviewedOn, why, outcome }, progress.map((one) => ({ ...one, ownerPersonId: owners.get(one.objectiveId) ?? null })));
  return { reviewId, draft: outcome === "new_version" ? (await begin(tx, { caseId })).planId : null };
}
