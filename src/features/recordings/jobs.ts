import { addMinutes } from "#kernel/dates.ts";
import { type Actor, asActor } from "#database/actor.ts";
import type { Services } from "#server/procedure.ts";
import { destroyEnded, recordingsOf } from "#server/recordings.ts";
import { startRounds } from "#server/rounds.ts";
import { listConsents } from "#features/consent/store.ts";
import { listAgencies } from "#features/messages/store.ts";
import * as store from "./store.ts";
import { judgeVideo } from "./watching.rules.ts";

/** Milliseconds between two looks. */
const LOOK_EVERY = 60_000;
/** Minutes for which an upload waits for the rest of it: a week. */
const WAITS = 7 * 24 * 60;
/** Milliseconds after which a key or bytes without a row are nobody's: the transaction that made them is long over. */
const LEFT_OVER = 900_000;

/** Ends what is over: by its day, without the rest of it for a week, or without a consent for anything it was sent in for. */
async function endOverdue(services: Services, actor: Actor): Promise<void> {
  await asActor(services.database, services.clock, actor, async (tx) => {
    for (const one of await store.listOverdue(tx, addMinutes(tx.now, -WAITS))) await store.endByMachine(tx, one.recordingId, one.why);
    for (const one of await store.listStanding(tx)) {
      // Who came is not asked: a slip in the attendance closes a recording, and destroys none.
      const { purposes } = judgeVideo(await listConsents(tx, one.caseId), [], tx.today);
      if (!one.purposes.some((purpose) => purposes.includes(purpose))) await store.endByMachine(tx, one.recordingId, "consent");
    }
  });
}

/** Looks once at every agency: ends what is over, destroys what has ended and still has its key, then what nobody's row names. */
export async function sweepRecordings(services: Services): Promise<void> {
  const folder = recordingsOf(services);
  const lying = await folder.list();
  const alive = new Set<string>();
  for (const agency of await listAgencies(services.database)) {
    const actor: Actor = { kind: "system", job: "recordings", ...agency };
    await endOverdue(services, actor);
    const ended = await asActor(services.database, services.clock, actor, store.listToDestroy);
    await destroyEnded(services, agency, ended, "recordings");
    for (const id of await asActor(services.database, services.clock, actor, (tx) => store.listAlive(tx, lying))) alive.add(id);
  }
  const before = Date.now() - LEFT_OVER;
  const nobodys: string[] = [];
  for (const id of lying) if (!alive.has(id) && ((await folder.changedAt(id)) ?? Infinity) < before) nobodys.push(id);
  await folder.destroy(nobodys);
}

/** Looks again and again; answers how to stop. */
export const startRecordings = (services: Services): (() => Promise<void>) => startRounds(services, { name: "ending recordings", every: LOOK_EVERY, look: () => sweepRecordings(services) });
