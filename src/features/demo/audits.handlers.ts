import { randomUUID } from "node:crypto";
import { addDays, addMonths, type CivilDate, instantFromWall } from "#kernel/dates.ts";
import { asActor, type Transaction } from "#database/actor.ts";
import { appendAudit } from "#server/audit.ts";
import type { Call, Services } from "#server/procedure.ts";
import { close } from "#features/audits/closing.handlers.ts";
import type { Audit, Mark } from "#features/audits/contract.ts";
import { invite, open } from "#features/audits/opening.handlers.ts";
import { finishAction, handIn, rate, saveAction, saveFinding } from "#features/audits/rating.handlers.ts";
import { get } from "#features/audits/reading.handlers.ts";
import type { DemoAgency } from "./staff.handlers.ts";

type Day = { on: CivilDate; who: string };

/** Two made-up audits, by the same code as real ones: one of the past, acceptable and closed, with an action that was done; one that is being rated. */
export async function recordAudits(services: Services, agency: DemoAgency, today: CivilDate): Promise<void> {
  const call = { services, language: "en" } as Call;
  const as = <T>({ on, who }: Day, work: (tx: Transaction) => Promise<T>) =>
    asActor(services.database, { now: () => instantFromWall(`${on}T14:00`, agency.timeZone) }, agency.staff.get(`${who}@demo.dyad`)!, async (tx) => {
      const done = await work(tx);
      await appendAudit(tx, { action: "write", procedure: "demo.fill", outcome: "done", requestId: "demo" });
      return done;
    });
  const auditor = "Vera Yew, outside reader (made up)";
  const begin = async (on: CivilDate, title: string, wanted: number, until: CivilDate) => {
    const { auditId } = await as({ on, who: "director" }, (tx) => open(tx, { title, periodFrom: addMonths(on, -12), periodTo: addDays(on, -1), dueOn: addDays(on, 55), auditor, wanted, seed: `Linden Street ${title}`, threshold: null }, call));
    await as({ on, who: "director" }, (tx) => invite(tx, { auditId, name: "Vera Yew", email: "auditor@demo.dyad", language: "en", validFrom: on, validTo: until }, call));
    return auditId;
  };

  const past = addDays(today, -100);
  const closed = await begin(past, "Annual audit, last round", 2, addDays(past, 14));
  await as({ on: addDays(past, 5), who: "auditor" }, async (tx) => {
    await rateAs(tx, await get(tx, { auditId: closed }, call), (item) => (item === "programme-last-plan" || item === "course-ending" ? "not_applicable" : item === "strand-reflective" ? 2 : 3));
    await saveFinding(tx, { auditId: closed, findingId: randomUUID(), kind: "shortfall", item: "strand-reflective", words: "The notes say what was done more often than what the clinician wondered about." });
    await saveFinding(tx, { auditId: closed, findingId: randomUUID(), kind: "strength", item: "course-caregiver", words: "When a caregiver did not come, the record shows each attempt to reach them." });
    await handIn(tx, { auditId: closed, acceptable: true, reason: "" });
  });
  await as({ on: addDays(past, 9), who: "director" }, async (tx) => {
    const actionId = randomUUID();
    await saveAction(tx, { auditId: closed, actionId, findingId: null, words: "Keep ten minutes of each team hour for one note read together.", staffId: agency.staff.get("supervisor@demo.dyad")!.staffId, dueOn: addDays(past, 60), doneWhen: "Six team hours in a row have it on their agenda." });
    await saveAction(tx, { auditId: closed, actionId: randomUUID(), findingId: null, words: "Look again at five notes of each clinician.", staffId: agency.staff.get("supervisor@demo.dyad")!.staffId, dueOn: addDays(today, 20), doneWhen: "The supervisor has read them and said what was seen." });
    await close(tx, { auditId: closed }, call);
    return actionId;
  }).then((actionId) => as({ on: addDays(past, 52), who: "supervisor" }, (tx) => finishAction(tx, { actionId, doneOn: addDays(past, 52), evidence: "Agendas of six team hours." })));

  const running = await begin(addDays(today, -10), "Annual audit, this round", 3, addDays(today, 20));
  await as({ on: addDays(today, -4), who: "auditor" }, async (tx) => {
    const audit = await get(tx, { auditId: running }, call);
    await rateAs(tx, { ...audit, cases: audit.cases.slice(0, 1) }, (item) => (item.startsWith("programme") ? null : 2));
  });
}

/** Answers every question for the cases given. */
async function rateAs(tx: Transaction, audit: Audit, markOf: (item: string) => Mark): Promise<void> {
  for (const item of audit.form.items) {
    for (const caseId of item.of === "agency" ? [null] : audit.cases.map((one) => one.caseId)) await rate(tx, { auditId: audit.auditId, item: item.id, caseId, mark: markOf(item.id), sessionId: null, comment: "" });
  }
}
