import { asActor } from "#database/actor.ts";
import { listAgencies } from "#features/messages/store.ts";
import { appendAudit } from "#server/audit.ts";
import type { Services } from "#server/procedure.ts";
import { sayFailed, startRounds } from "#server/rounds.ts";
import { makeRow, takeRowBack } from "./making.handlers.ts";
import * as store from "./store.ts";

/** Milliseconds between two looks for lists that somebody had begun: also those that a process left when it ended. */
const LOOK_EVERY = 2_000;
/** Milliseconds between two looks for lists whose time is over. */
const FORGET_EVERY = 3_600_000;
/** Rows of one transaction: so many are done again at most where a process is killed, and none is done twice. */
export const ROWS_AT_ONCE = 20;

type Agency = { agencyId: string; timeZone: string };
type Working = Pick<Services, "database" | "clock">;
const actorOf = (agency: Agency, job: string) => ({ kind: "system", job, ...agency }) as const;

/** Works off the next rows of a list; answers whether there are more. Several processes at once take different rows. */
export async function workOn(services: Working, agency: Agency, { listId, state, makes }: Awaited<ReturnType<typeof store.listAtWork>>[number], most = ROWS_AT_ONCE): Promise<boolean> {
  return asActor(services.database, services.clock, actorOf(agency, "bring-list"), async (tx) => {
    const isMaking = state === "running";
    const taken = isMaking ? await store.takeWaiting(tx, listId, most) : await store.takeMade(tx, listId, most);
    for (const one of taken) await (isMaking ? makeRow(tx, listId, one as store.RowToMake, makes) : takeRowBack(tx, listId, one as Parameters<typeof takeRowBack>[2]));
    if (taken.length > 0) return true;
    // Another process may still hold the last rows: only who finds none at all says that it is done.
    if ((await store.countRows(tx, listId, isMaking ? "waiting" : "made")) > 0) return false;
    if ((await store.holdList(tx, listId))?.state !== state) return false;
    await store.updateList(tx, listId, { state: isMaking ? "done" : "undone" });
    await appendAudit(tx, { action: "job", procedure: isMaking ? "lists.run" : "lists.undo", outcome: "done", requestId: "bring-list", subjectId: listId });
    return false;
  });
}

/** Works off every list that somebody had begun, of every agency. `isStopped` is asked between two transactions. */
export async function workLists(services: Services, isStopped: () => boolean = () => false): Promise<void> {
  for (const agency of await listAgencies(services.database)) {
    for (const list of await asActor(services.database, services.clock, actorOf(agency, "bring-list"), store.listAtWork)) {
      // One list that cannot go on holds up no other, of this agency or another.
      try {
        while (!isStopped() && (await workOn(services, agency, list)));
      } catch (error) {
        services.log.error({ listId: list.listId, type: (error as Error).name, code: (error as { code?: string }).code ?? "" }, "working off a list failed; it is tried again");
      }
    }
  }
}

/** Removes the files and the words of lists whose time is over. */
export async function forgetOld(services: Working): Promise<void> {
  for (const agency of await listAgencies(services.database)) {
    await asActor(services.database, services.clock, actorOf(agency, "forget-list"), async (tx) => {
      for (const { listId } of await store.listOld(tx)) {
        await store.forgetList(tx, listId);
        await appendAudit(tx, { action: "job", procedure: "lists.forget", outcome: "done", requestId: "forget-list", subjectId: listId });
      }
    });
  }
}

/** Works lists off and removes what is old, until it is stopped; answers how to stop. */
export function startBringing(services: Services): () => Promise<void> {
  let forgotten = -Infinity;
  return startRounds(services, {
    name: "working off a list",
    every: LOOK_EVERY,
    look: async (isStopped) => {
      await workLists(services, isStopped).catch((error: Error) => sayFailed(services.log, "working off a list", error));
      if (performance.now() - forgotten < FORGET_EVERY) return;
      await forgetOld(services);
      forgotten = performance.now();
    },
  });
}
