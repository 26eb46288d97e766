import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { sendBattery } from "#features/measures/handlers.ts";
import { operatorDoes, type Scene } from "./scene.ts";
import type { Sample } from "./sample.ts";

/** A message to adult A about questions that wait, as it stands. */
export const newMessage = (scene: Scene, status: "queued" | "failed") =>
  operatorDoes(scene, async (tx) => {
    const { messageId } = await sendBattery(tx, { caseId: scene.caseId, respondentId: scene.adultA, instruments: ["phq-9"], language: "en", delivery: "email" }, { language: "en", services: scene.server.services });
    await sql`update messages set status = ${status} where id = ${messageId}`.execute(tx);
    return { messageId: messageId! };
  });

/** A way to reach adult B that can end. */
const newWay = (scene: Scene) =>
  operatorDoes(scene, async (tx) => {
    const contactWayId = randomUUID();
    await sql`insert into contact_ways (agency_id, id, person_id, way, value, valid_from) values (${tx.actor.agencyId}, ${contactWayId}, ${scene.adultB}, 'phone', '202-555-0100', ${tx.today})`.execute(tx);
    return { contactWayId, personId: scene.adultB };
  });

/** One for each procedure of messages, and of the ways by which they go. */
export const messagesSamples: Record<string, Sample> = {
  "people.endContactWay": { given: newWay },
  "messages.outbox": {},
  "messages.open": {},
  "messages.way": {},
  "messages.withdraw": { given: (scene) => newMessage(scene, "queued") },
  "messages.again": { given: (scene) => newMessage(scene, "failed") },
  "messages.allowTexts": { given: async (scene) => ({ personId: scene.adultA }) },
  "messages.reminders": {},
  "messages.setReminders": { body: () => ({ hoursBefore: [24], quietFrom: "20:00", quietTo: "08:00" }) },
};
