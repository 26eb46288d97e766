import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { sql } from "kysely";
import { newId } from "#database/actor.ts";
import { madeUpPicture } from "#features/demo/pictures.rules.ts";
import { receive } from "#features/documents/receiving.handlers.ts";
import { beginNode } from "#features/formulation/rules.ts";
import { insertVersion, keepVersion, replaceContent } from "#features/formulation/store.ts";
import { insertEntry, insertTrigger } from "#features/formulation/triggers.store.ts";
import { insertApproval, insertStory, insertVersion as insertStoryVersion, keepVersion as keepStory, replacePages } from "#features/stories/store.ts";
import { beginContent } from "#features/stories/rules.ts";
import { insertPicture } from "#features/stories/pictures.store.ts";
import { acting } from "../support/agency.ts";
import { operatorDoes, type Scene } from "./scene.ts";

/** A version of the scene's formulation as it stands, with one target; a draft that lay open before is kept first. */
export async function newFormulation(scene: Scene, stands: "draft" | "kept"): Promise<{ formulationId: string; targetId: string }> {
  return operatorDoes(scene, async (tx) => {
    await sql`update formulations set kept_on = ${tx.today} where case_id = ${scene.caseId} and kept_on is null`.execute(tx);
    const made = (await insertVersion(tx, scene.caseId))!;
    const targetId = newId(tx);
    await replaceContent(tx, scene.caseId, made.formulationId, { nodes: [{ ...beginNode("target", targetId, scene.adultA), title: "Made up" }], links: [] }, new Map(), () => ({ class: "child_chart", ownerPersonId: null }));
    if (stands === "kept") await keepVersion(tx, made.formulationId, made.revision);
    return { formulationId: made.formulationId, targetId };
  });
}

/** Something that reminds the child. */
export const newTrigger = (scene: Scene): Promise<string> =>
  operatorDoes(scene, async (tx) => {
    const one = { caseId: scene.caseId, whosePersonId: null, on: tx.today };
    const triggerId = await insertTrigger(tx, { ...one, cue: "Made up", reaction: "", helps: "", forChild: "" });
    await insertEntry(tx, { ...one, triggerId, status: "new", sessionId: null, words: "", helped: "" });
    return triggerId;
  });

/** A story of adult A and the child, as it stands. */
export async function newStory(scene: Scene, stands: "draft" | "kept" | "ready", pictureId: string | null = null): Promise<{ storyId: string; versionId: string }> {
  return operatorDoes(scene, async (tx) => {
    const storyId = await insertStory(tx, { caseId: scene.caseId, kind: "why", ownerId: scene.adultA });
    const of = { caseId: scene.caseId, storyId, ownerId: scene.adultA };
    const begun = beginContent("why", [scene.adultA], () => newId(tx));
    const content = { ...begun, titleEn: "Made up", pages: begun.pages.map((page, at) => ({ ...page, en: "Made up.", ...(at === 0 && pictureId !== null ? { pictureId, altEn: "A made-up picture." } : {}) })) };
    if (pictureId !== null) await insertPicture(tx, of, { pictureId, width: 12, height: 2 });
    const { versionId, revision } = (await insertStoryVersion(tx, of, content))!;
    await replacePages(tx, of, versionId, content.pages);
    if (stands !== "draft") await keepStory(tx, versionId, revision);
    if (stands === "ready") await insertApproval(tx, of, { versionId, adultId: scene.adultA, approvedOn: tx.today, way: "told" });
    return { storyId, versionId };
  });
}

/** A picture that was received from somebody and is of no story yet. */
export async function newPictureFile(scene: Scene, staffId: string): Promise<string> {
  const sender = { ...scene.spare, staffId };
  const incoming = await receive({ services: scene.server.services, actor: sender }, Readable.from([madeUpPicture(randomUUID())]));
  return (await acting(scene.place, sender, (tx) => incoming.run(tx))).fileId;
}

/** A story of adult A and the child whose first page shows a picture. */
export async function newPicture(scene: Scene, stands: "draft" | "kept" | "ready"): Promise<{ storyId: string; versionId: string; pictureId: string }> {
  const pictureId = await newPictureFile(scene, scene.spare.staffId);
  return { ...(await newStory(scene, stands, pictureId)), pictureId };
}

/** What adult A would change in a story that waits for a yes. */
export async function newWish(scene: Scene): Promise<{ wishId: string }> {
  const { versionId } = await newStory(scene, "kept");
  return operatorDoes(scene, async (tx) => {
    const wishId = newId(tx);
    await sql`insert into story_wishes (agency_id, id, version_id, case_id, owner_person_id, words, wished_at) values (${tx.actor.agencyId}, ${wishId}, ${versionId}, ${scene.caseId}, ${scene.adultA}, 'Made up.', ${tx.now})`.execute(tx);
    return { wishId };
  });
}
