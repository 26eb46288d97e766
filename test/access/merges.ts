import { createHash } from "node:crypto";
import { insertEntry, insertLine } from "#features/diagnoses/axes.store.ts";
import { insertProblem } from "#features/cases/store.ts";
import { listGains, writeGains } from "#features/merging/rules.ts";
import { insertMerge, listRelatives, undoMerge } from "#features/merging/store.ts";
import { newBystanderCase, operatorDoes, type Scene } from "./scene.ts";

/** An entry of axis III of the scene's case. */
export const newAxisEntry = (scene: Scene) =>
  operatorDoes(scene, async (tx) => ({ entryId: (await insertEntry(tx, { caseId: scene.caseId, axis: 3, ownerPersonId: null, level: null, dimensions: [], code: "", label: "Made up", words: "", since: tx.today, until: null, supersedes: null, inError: false, reason: "" }))! }));

let lines = 0;
/** A line of the agency's table from DC:0-5 to ICD-10-CM. */
export const newLine = (scene: Scene) =>
  operatorDoes(scene, async (tx) => ({ lineId: (await insertLine(tx, { dcCode: `line-${++lines}`, icdCode: "F43.10", payer: "", validFrom: tx.today, validTo: null, status: "draft", note: "", supersedes: null, withdrawn: false }))! }));

/** Two records around which nobody is, with the name of the list of who would see more. */
export async function twoRecords(scene: Scene): Promise<{ caseId: string; otherCaseId: string; seen: string }> {
  const both = [await newBystanderCase(scene), await newBystanderCase(scene)] as const;
  const relatives = await operatorDoes(scene, (tx) => listRelatives(tx, both));
  return { caseId: both[0], otherCaseId: both[1], seen: createHash("sha256").update(writeGains(listGains(relatives, both), both)).digest("hex") };
}

/** Two records that were joined; or parted again, with something left to look at. */
export async function newMerge(scene: Scene, now: "joined" | "parted" = "joined"): Promise<string> {
  const { caseId, otherCaseId } = await twoRecords(scene);
  const mergeId = await operatorDoes(scene, (tx) => insertMerge(tx, { caseId, intoCaseId: otherCaseId, reason: "Entered twice at intake." }));
  if (now === "parted") {
    await operatorDoes(scene, (tx) => insertProblem(tx, { caseId: otherCaseId, kind: "attachment", followsEvents: null }));
    await operatorDoes(scene, (tx) => undoMerge(tx, mergeId, "Two children after all."));
  }
  return mergeId;
}
