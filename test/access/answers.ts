import { sql } from "kysely";
import { record, startInterview } from "#features/measures/entry.handlers.ts";
import type { Sample } from "./sample.ts";
import { TODAY } from "./sample.ts";
import { newBattery, operatorDoes, type Scene } from "./scene.ts";

const callOf = (scene: Scene) => ({ language: "en" as const, services: scene.server.services });
const beside = { form: "", scoredBy: "", narrative: "", outsideAgeReason: null };
const allOf = (count: number, place: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [String(at + 1), place]));

/** A form of the scene's adult that was entered from paper. */
export async function newEntry(scene: Scene, instrument = "ces-d", answers = allOf(20, 1)): Promise<{ requestId: string }> {
  const { requestId } = await operatorDoes(scene, (tx) => record(tx, { caseId: scene.caseId, mode: "paper", instrument, adultId: scene.adultA, language: "en", answeredOn: TODAY, answers, entries: { first: answers, second: answers }, ...beside }, callOf(scene)));
  return { requestId };
}
const newInterview = async (scene: Scene) => {
  const { requestId } = await operatorDoes(scene, (tx) => startInterview(tx, { caseId: scene.caseId, instrument: "ces-d", adultId: scene.adultA, language: "en", outsideAgeReason: null }, callOf(scene)));
  return { requestId };
};
/** A history that the adult answered before this scene was asked: each is taken once by one adult, so it is put there. */
async function newHistory(scene: Scene): Promise<{ requestId: string }> {
  const taken = await newEntry(scene);
  await operatorDoes(scene, (tx) => sql`update measure_requests set instrument = 'tesi-prr' where id = ${taken.requestId}`.execute(tx));
  return taken;
}

/** A valid call of each route by which staff record answers and set them right. */
export const answersSamples: Record<string, Sample> = {
  "measures.handOver": { given: async (scene) => ({ batteryId: await newBattery(scene) }), body: () => ({}) },
  "answers.form": { query: "instrument=phq-9&language=en" },
  "answers.check": { given: async (scene) => ({ personId: scene.adultA }), query: `mode=paper&instrument=phq-9&answeredOn=${TODAY}` },
  "answers.record": { body: (scene) => ({ mode: "coded", instrument: "observation-dyad", adultId: scene.adultA, language: "en", answeredOn: TODAY, answers: allOf(6, 2), narrative: "Made up." }) },
  "answers.startInterview": { body: (scene) => ({ instrument: "ces-d", adultId: scene.adultA, language: "en" }) },
  "answers.interview": { given: newInterview },
  "answers.keepAnswer": { given: newInterview, body: () => ({ item: "1", answer: 0 }) },
  "answers.finishInterview": {
    given: async (scene) => {
      const interview = await newInterview(scene);
      const from = await newEntry(scene);
      await operatorDoes(scene, (tx) => sql`insert into measure_answers (agency_id, request_id, case_id, class, owner_person_id, answers, saved_at) select agency_id, ${interview.requestId}, case_id, class, owner_person_id, answers, saved_at from measure_answers where request_id = ${from.requestId}`.execute(tx));
      return interview;
    },
    body: () => ({}),
  },
  "answers.correct": { given: (scene) => newEntry(scene), body: () => ({ answers: allOf(20, 2), reason: "Read wrongly." }) },
  "answers.withdrawEntry": { given: (scene) => newEntry(scene), body: () => ({ reason: "Of another child." }) },
  "answers.addEvent": { given: newHistory, body: () => ({ item: "3", answer: 1, happenedOn: TODAY, words: "Made up." }) },
};
