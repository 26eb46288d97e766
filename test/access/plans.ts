import { sql } from "kysely";
import { readerOf, requirePlan, textFor } from "#features/plan/reading.handlers.ts";
import { approvePlan, fixPlan, insertPlan, replaceContent } from "#features/plan/store.ts";
import type { DraftObjective } from "#features/plan/contract.ts";
import { newId } from "#database/actor.ts";
import { operatorDoes, type Scene } from "./scene.ts";
import { projectRoot } from "./server.ts";

/** An objective that lacks nothing. */
export const madeUpObjective = (objectiveId: string, more: Partial<DraftObjective> = {}): DraftObjective => ({ objectiveId, ownerPersonId: null, goal: "a", words: "Sleeps through the night.", baseline: "Wakes four times.", measure: null, value: null, direction: null, observable: "Nights without waking, counted by the adult for a week.", interventions: ["routines"], reviewOn: "2027-05-01", ...more });

/** A version of the scene's plan as it stands; a draft that lay open before is fixed first, since there is one at a time. */
export async function newPlan(scene: Scene, stands: "draft" | "fixed" | "approved"): Promise<{ planId: string; objectiveId: string }> {
  return operatorDoes(scene, async (tx) => {
    await sql`update plans set fixed_on = ${tx.today} where case_id = ${scene.caseId} and fixed_on is null`.execute(tx);
    const made = (await insertPlan(tx, scene.caseId))!;
    const objectiveId = newId(tx);
    await replaceContent(tx, scene.caseId, made.planId, { goals: [], objectives: [madeUpObjective(objectiveId)] }, new Map());
    if (stands !== "draft") await fixPlan(tx, made.planId, made.revision);
    if (stands === "approved") await approvePlan(tx, made.planId, tx.today);
    return { planId: made.planId, objectiveId };
  });
}

/** A version to sign, with the hash of what the scene's first adult reads. */
export async function toSign(scene: Scene): Promise<{ planId: string; textHash: string }> {
  const { planId } = await newPlan(scene, "fixed");
  const { textHash } = await operatorDoes(scene, async (tx) => textFor(tx, { services: { projectRoot } as never }, scene.caseId, await requirePlan(tx, scene.caseId, planId), await readerOf(tx, scene.caseId, scene.authorityId), "en"));
  return { planId, textHash };
}
