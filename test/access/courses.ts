import { sql } from "kysely";
import { closeCase, findSearch, insertAftercare, listAftercare, reopenCase } from "#features/course/ending.store.ts";
import { insertReferralOut, insertResource } from "#features/course/resources.store.ts";
import { findPlace, listCourses } from "#features/course/store.ts";
import { findCase } from "#features/people/store.ts";
import { operatorDoes, type Scene } from "./scene.ts";

/** A plan for afterwards that says nothing. */
export const noAftercare = { changes: "", reminders: "", symptoms: "", comeBack: "", whomToCall: "" };

/** A second goes by, as between any two acts of people. */
export function passTime(scene: Scene): object {
  const { clock } = scene.server.fresh;
  clock.set(new Date(Date.parse(clock.now()) + 1000).toISOString());
  return {};
}

/** The scene's case as it goes on: opened again where a call before closed it. */
export async function opened(scene: Scene): Promise<{ revision: number }> {
  passTime(scene);
  return operatorDoes(scene, async (tx) => {
    const found = (await findCase(tx, scene.caseId))!;
    if (found.status === "closed") await reopenCase(tx, scene.caseId, found.revision, (await listCourses(tx, scene.caseId)).length + 1);
    return { revision: (await findCase(tx, scene.caseId))!.revision };
  });
}

/** The case as it goes on, and what the next record of each kind follows: those of adult B's first step, of a search, of a plan for afterwards in English. */
export async function places(scene: Scene): Promise<{ step: number; search: number; aftercare: number }> {
  await opened(scene);
  return operatorDoes(scene, async (tx) => {
    const course = (await listCourses(tx, scene.caseId)).length;
    return {
      step: await findPlace(tx, { caseId: scene.caseId, course, step: "need_and_hope", adultId: scene.adultB }),
      search: (await findSearch(tx, scene.caseId, course))?.place ?? 0,
      aftercare: (await listAftercare(tx, scene.caseId, course)).find((one) => one.language === "en")?.place ?? 0,
    };
  });
}

/** The scene's case, in which no note is owed: sessions of other tests that lack one are taken as cancelled. */
export async function toClose(scene: Scene): Promise<{ revision: number }> {
  const found = await opened(scene);
  await operatorDoes(scene, (tx) => sql`update sessions s set status = 'cancelled' where case_id = ${scene.caseId} and not exists (select from notes n where n.session_id = s.id and n.status in ('signed', 'awaiting_cosignature'))`.execute(tx));
  return found;
}

/** The scene's case, closed. */
export async function toReopen(scene: Scene): Promise<{ revision: number }> {
  const { revision } = await opened(scene);
  await operatorDoes(scene, (tx) => closeCase(tx, scene.caseId, revision));
  passTime(scene);
  return { revision: revision + 1 };
}

/** A plan for afterwards in English. */
export async function withAftercare(scene: Scene): Promise<{ revision: number }> {
  const found = await opened(scene);
  await operatorDoes(scene, async (tx) => {
    const course = (await listCourses(tx, scene.caseId)).length;
    await insertAftercare(tx, { caseId: scene.caseId, course, language: "en", place: 1, ...noAftercare, changes: "Made up." });
  });
  return found;
}

export async function newResource(scene: Scene): Promise<{ resourceId: string; revision: number }> {
  return { resourceId: await operatorDoes(scene, (tx) => insertResource(tx, { name: "A made-up pantry", kind: "food", area: "", languages: [], phone: "", web: "", notes: "", checkedOn: null, forFamilies: true })), revision: 1 };
}

export async function newReferralOut(scene: Scene): Promise<{ referralId: string }> {
  const { resourceId } = await newResource(scene);
  return operatorDoes(scene, async (tx) => ({ referralId: await insertReferralOut(tx, { caseId: scene.caseId, course: 1, resourceId, personId: null, reason: "Made up.", referredOn: tx.today, release: "not_needed" }) }));
}

