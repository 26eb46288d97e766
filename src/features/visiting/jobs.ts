import { asActor, type Transaction } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { appendAudit } from "#server/audit.ts";
import type { Services } from "#server/procedure.ts";
import { startRounds } from "#server/rounds.ts";
import { type AgencyOf, insertMessage, listAgencies } from "#features/messages/store.ts";
import { findStaffLanguage } from "#features/safety/oncall.store.ts";
import { judgeVisit, shippedVisitRule, stepDue } from "./rules.ts";
import * as store from "./store.ts";

const JOB = "watch-visits";
/** Milliseconds between two looks. */
const LOOK_EVERY = 60_000;
const BACK_MINUTES = 36 * 60;

type Watching = Pick<Services, "database" | "clock" | "enqueue">;

/** Who is told at a step: those who supervise, and, where nobody does or no word came after them, who runs the programme. */
async function whomToTell(tx: Transaction, clinicianId: string, step: 1 | 2): Promise<string[]> {
  const supervising = step === 1 ? (await store.listSupervising(tx, clinicianId)).filter(({ staffId }) => staffId !== clinicianId) : [];
  return (supervising.length > 0 ? supervising : await store.listAdministrators(tx)).map(({ staffId }) => staffId);
}

/** Tells others of one visit at a step, once: a row, messages that say nothing but that something waits, and a row of the trail. */
async function tell(tx: Transaction, { enqueue }: Watching, visit: store.VisitRow, step: 1 | 2): Promise<boolean> {
  if (!(await store.insertAlarm(tx, visit, step))) return false;
  for (const staffId of await whomToTell(tx, visit.clinicianId, step)) {
    const messageId = await insertMessage(tx, { caseId: null, personId: null, staffId, kind: "attention", linkId: visit.sessionId, language: await findStaffLanguage(tx, staffId) });
    await enqueue(tx, "send-message", { agencyId: tx.actor.agencyId, id: messageId });
  }
  await appendAudit(tx, { action: "job", procedure: "visiting.tell", outcome: "told", requestId: JOB, subjectId: visit.sessionId, details: { step } });
  return true;
}

/** Looks through one agency's visits at home; answers how often others were told. */
export async function watchVisits(services: Watching, { agencyId, timeZone }: AgencyOf): Promise<number> {
  return asActor(services.database, services.clock, { kind: "system", job: JOB, agencyId, timeZone }, async (tx) => {
    const rule = (await store.findRule(tx)) ?? shippedVisitRule;
    if (!rule.isOn) return 0;
    let told = 0;
    for (const visit of await store.listVisits(tx, addMinutes(tx.now, -BACK_MINUTES), tx.now, null)) {
      const { state, dueAt } = judgeVisit(visit, rule, tx.now);
      const due = state === "late" ? stepDue(dueAt, tx.now) : 0;
      for (const step of [1, 2] as const) if (step <= due && step > visit.steps && (await tell(tx, services, visit, step))) told++;
    }
    return told;
  });
}

/** Watches over visits at home in all agencies; answers how to stop. However many processes look, each step is told once. */
export const startVisitWatch = (services: Services): (() => Promise<void>) =>
  startRounds(services, {
    name: "watching over visits at home",
    every: LOOK_EVERY,
    look: async () => {
      for (const agency of await listAgencies(services.database)) await watchVisits(services, agency);
    },
  });
