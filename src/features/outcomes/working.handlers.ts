import { type Actor, asActor } from "#database/actor.ts";
import type { Services } from "#server/procedure.ts";
import { startRounds } from "#server/rounds.ts";
import { countProgramme, deriveCourses, seriesOf } from "./counting.handlers.ts";
import * as store from "./store.ts";

const JOB = "count-outcomes";
/** Changes and cases that one transaction takes. */
const CHANGES_AT_ONCE = 2000;
const CASES_AT_ONCE = 500;
/** Milliseconds between two looks. */
const LOOK_EVERY = 60_000;

type Agency = { agencyId: string; timeZone: string };
const jobOf = (agency: Agency): Actor => ({ kind: "system", job: JOB, agencyId: agency.agencyId, timeZone: agency.timeZone });

/** Derives what changed since the last look anew. Answers how many cases and requests that were. */
export async function deriveChanged(services: Pick<Services, "database" | "clock" | "projectRoot">, agency: Agency): Promise<number> {
  for (let derived = 0; ; ) {
    const taken = await asActor(services.database, services.clock, jobOf(agency), async (tx) => {
      const changes = await store.listChanges(tx, CHANGES_AT_ONCE);
      if (changes === null) return 0;
      await deriveCourses(tx, services, changes);
      await store.forgetChanges(tx, changes);
      return changes.caseIds.length + changes.referralIds.length;
    });
    if (taken === 0) return derived;
    derived += taken;
  }
}

/** Derives everything anew from the record, a page of cases and a transaction at a time. What was shown stays. */
export async function deriveAll(services: Pick<Services, "database" | "clock" | "projectRoot">, agency: Agency): Promise<number> {
  const within = <T>(work: Parameters<typeof asActor<T>>[3]) => asActor(services.database, services.clock, jobOf(agency), work);
  let derived = 0;
  for (const [kind, page] of [["caseIds", store.pageOfCases], ["referralIds", store.pageOfReferrals]] as const) {
    for (let after: string | null = null; ; ) {
      const ids: string[] = await within(async (tx) => {
        const found = await page(tx, after, CASES_AT_ONCE);
        await deriveCourses(tx, services, { caseIds: [], referralIds: [], [kind]: found });
        return found;
      });
      if (ids.length === 0) break;
      derived += ids.length;
      after = ids.at(-1)!;
    }
  }
  return derived;
}

/** Milliseconds that counting may last: a programme of 100,000 cases takes many seconds, and nobody waits for it. */
const LONGEST = 180_000;
/** Counts a programme once a day of the agency, so that editions are few. */
export const countDaily = (services: Pick<Services, "database" | "clock" | "projectRoot">, agency: Agency): Promise<number> =>
  asActor(services.database, services.clock, jobOf(agency), async (tx) => ((await store.findLastCount(tx))?.countedOn === tx.today ? 0 : countProgramme(tx, await seriesOf(tx, services))), LONGEST);

/** Derives and counts at the start and every minute; answers how to stop. */
export const startCounting = (services: Services, listAgencies: () => Promise<Agency[]>): (() => Promise<void>) =>
  startRounds(services, {
    name: "counting outcomes",
    every: LOOK_EVERY,
    look: async (isStopped) => {
      for (const agency of await listAgencies()) {
        if (isStopped()) return;
        await deriveChanged(services, agency);
        await countDaily(services, agency);
      }
    },
  });
