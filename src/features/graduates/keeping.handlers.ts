import { asActor } from "#database/actor.ts";
import { dateInZone } from "#kernel/dates.ts";
import { appendAudit } from "#server/audit.ts";
import type { Services } from "#server/procedure.ts";
import { sayFailed, startRounds } from "#server/rounds.ts";
import { type AgencyOf, insertMessage, listAgencies } from "#features/messages/store.ts";
import { reminderDue } from "./rules.ts";
import * as store from "./roster.store.ts";
import { takeOverAll } from "./taking.handlers.ts";

const JOB = "keep-roster";
const EVERY = 600_000;

/**
 * Looks through an agency's listings: ends those of whoever left or whose certificate no longer stands, and reminds of the yearly
 * confirmation (nc10). A listing that lapsed or whose licence ended is off without this, and comes back with the confirmation or the
 * licence. Answers how many it ended and how many it reminded.
 */
export async function keepRoster(services: Pick<Services, "database" | "clock" | "enqueue">, agency: AgencyOf): Promise<{ ended: number; reminded: number }> {
  return asActor(services.database, services.clock, { kind: "system", job: JOB, ...agency }, async (tx) => {
    const done = { ended: 0, reminded: 0 };
    for (const one of await store.listListings(tx)) {
      if (one.lacks === "left" || one.lacks === "certificate") {
        await store.endListing(tx, one.staffId, one.lacks);
        done.ended += 1;
      } else if (reminderDue({ confirmedOn: one.confirmedOn, remindedOn: one.remindedAt === null ? null : dateInZone(one.remindedAt, tx.actor.timeZone) }, tx.today)) {
        const { language } = await store.findRecord(tx, one.staffId);
        await store.noteReminder(tx, one.listingId);
        const messageId = await insertMessage(tx, { caseId: null, personId: null, staffId: one.staffId, kind: "attention", linkId: one.listingId, language });
        await services.enqueue(tx, "send-message", { agencyId: tx.actor.agencyId, id: messageId });
        done.reminded += 1;
      }
    }
    if (done.ended + done.reminded > 0) await appendAudit(tx, { action: "job", procedure: "graduates.keep", outcome: "done", requestId: JOB, details: done });
    return done;
  });
}

/** Takes certificates over and keeps the roster, agency by agency; one that fails holds up no other. */
export const startKeepingGraduates = (services: Services): (() => Promise<void>) =>
  startRounds(services, {
    name: "keeping certificates and the roster",
    every: EVERY,
    look: async (isStopped) => {
      for (const agency of await listAgencies(services.database)) {
        if (isStopped()) return;
        await takeOverAll(services, agency)
          .then(() => keepRoster(services, agency))
          .catch((error: Error) => sayFailed(services.log, "keeping certificates and the roster", error));
      }
    },
  });
