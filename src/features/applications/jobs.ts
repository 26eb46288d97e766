import { asActor, type Transaction } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { appendAudit } from "#server/audit.ts";
import type { Services } from "#server/procedure.ts";
import { startRounds } from "#server/rounds.ts";
import { type AgencyOf, listAgencies } from "#features/messages/store.ts";
import { shippedApplications, UNOPENED_DAYS } from "./contract.ts";
import { forgetOver } from "./offers.store.ts";
import * as store from "./store.ts";

const JOB = "forget-applications";
/** Milliseconds between two looks. */
const LOOK_EVERY = 3_600_000;
const DAY_MINUTES = 24 * 60;

/** Takes away what was refused, withdrawn or abandoned for longer than is kept, and drafts that nobody opened; answers how many went. */
async function forgetOld(tx: Transaction): Promise<number> {
  const { keepDays } = (await store.findSettings(tx)) ?? shippedApplications;
  const gone = await store.deleteOld(tx, { before: addMinutes(tx.now, -keepDays * DAY_MINUTES), unopened: addMinutes(tx.now, -UNOPENED_DAYS * DAY_MINUTES) });
  await forgetOver(tx, addMinutes(tx.now, -DAY_MINUTES));
  if (gone > 0) await appendAudit(tx, { action: "job", procedure: "applications.forget", outcome: "done", requestId: JOB, details: { count: gone } });
  return gone;
}

/** The same for one agency, as a job. */
export const forgetIn = ({ database, clock }: Pick<Services, "database" | "clock">, { agencyId, timeZone }: AgencyOf): Promise<number> => asActor(database, clock, { kind: "system", job: JOB, agencyId, timeZone }, forgetOld);

/** Looks every hour for what is to be forgotten, in all agencies; answers how to stop. */
export const startForgettingApplications = (services: Services): (() => Promise<void>) =>
  startRounds(services, {
    name: "forgetting old applications",
    every: LOOK_EVERY,
    look: async () => {
      for (const agency of await listAgencies(services.database)) await forgetIn(services, agency);
    },
  });
