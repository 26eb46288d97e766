import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { operatorDoes, type Scene } from "./scene.ts";
import type { Sample } from "./sample.ts";

/** A message that adult A wrote and that waits. */
const aMessage = (scene: Scene) =>
  operatorDoes(scene, async (tx) => {
    const messageId = randomUUID();
    await sql`insert into family_messages (agency_id, id, case_id, person_id, words, written_at, promised_by, sent_key) values (${tx.actor.agencyId}, ${messageId}, ${scene.caseId}, ${scene.adultA}, 'Made up.', ${tx.now}, ${tx.now}, ${messageId})`.execute(tx);
    return { personId: scene.adultA };
  });
const now = (scene: Scene) => scene.place.clock.now();

/** One for each procedure by which families and the team write to each other. */
export const correspondenceSamples: Record<string, Sample> = {
  "correspondence.own": {},
  "correspondence.write": { body: () => ({ words: "Made up.", sentKey: randomUUID() }) },
  "correspondence.noteRead": { body: (scene) => ({ upTo: now(scene) }) },
  "correspondence.ofCase": {},
  "correspondence.thread": { given: aMessage },
  "correspondence.noteReadOf": { given: aMessage, body: (scene) => ({ upTo: now(scene) }) },
  "correspondence.answer": { given: aMessage, body: (scene) => ({ words: "Made up.", sentKey: randomUUID(), upTo: now(scene) }) },
  "correspondence.settle": { given: aMessage, body: (scene) => ({ upTo: now(scene) }) },
  "correspondence.list": {},
  "correspondence.settings": {},
  "correspondence.setSettings": { body: () => ({ answerWorkDays: 3 }) },
};
