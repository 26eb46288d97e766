import type { Services } from "#server/procedure.ts";
import { sayFailed, startRounds } from "#server/rounds.ts";
import { listAgencies } from "#features/messages/store.ts";
import { lookIntoFolder } from "./looking.handlers.ts";

/** Milliseconds between two looks. */
const LOOK_EVERY = 60_000;
const NAME = "looking into clearing houses' folders";

/** Looks every minute into the folder of each agency; one that fails holds up no other. Answers how to stop. */
export const startClearing = (services: Services): (() => Promise<void>) =>
  startRounds(services, {
    name: NAME,
    every: LOOK_EVERY,
    look: async (isStopped) => {
      if (services.settings.clearingFolder === null) return;
      for (const agency of await listAgencies(services.database)) {
        if (isStopped()) return;
        await lookIntoFolder(services, agency, isStopped).catch((error: Error) => sayFailed(services.log, NAME, error));
      }
    },
  });
