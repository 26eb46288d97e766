import type { Services } from "#server/procedure.ts";
import { sayFailed, startRounds } from "#server/rounds.ts";
import { listAgencies } from "#features/messages/store.ts";
import { gatherOf } from "./lending.handlers.ts";

const EVERY = 3_600_000;

/** Gathers each hour, agency by agency, what live cases come to for whoever takes part in a cohort. One that fails holds up no other. */
export const startGathering = (services: Services): (() => Promise<void>) =>
  startRounds(services, {
    name: "gathering evidence of training",
    every: EVERY,
    look: async (isStopped) => {
      for (const agency of await listAgencies(services.database)) if (!isStopped()) await gatherOf(services, agency).catch((error: Error) => sayFailed(services.log, "gathering evidence of training", error));
    },
  });
