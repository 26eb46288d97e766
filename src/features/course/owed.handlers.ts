import { addDays, type CivilDate, instantFromWall } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { idOfText } from "#server/keys.ts";
import { stepNames } from "./course.words.ts";
import { judgeTiming } from "./ending.rules.ts";
import { timingsOf } from "./reading.handlers.ts";
import { closedOutcomes } from "./resources.contract.ts";
import { steps } from "./steps.rules.ts";
import { listEndingCases, listUnsettledReferrals } from "./store.ts";

/** What a course owes: a step of the ending that is late or due soon, or a referral of which nothing was heard. */
export type OwedOfCourse = { kind: "step_late" | "ending_due" | "referral_out"; id: string; caseId: string; sessionId: null; who: string; since: string; dueAt: string | null; about: string; record?: string };

/** What the courses of a member of staff owe: each step of an ending once, however many adults it stands open with. */
export async function listOwedOfCourse(tx: Transaction, language: Language, staffId: string): Promise<OwedOfCourse[]> {
  const { timings } = await timingsOf(tx);
  const noonOf = (on: CivilDate) => instantFromWall(`${on}T12:00`, tx.actor.timeZone);
  const recorded = steps.filter((one) => one.stage === 3 && one.source === null);
  const endings = (await listEndingCases(tx, staffId)).flatMap(({ caseId, who, lastOn, adults, settled }) =>
    recorded.flatMap((step): OwedOfCourse[] => {
      const isSettled = (adultId: string | null) => settled.some((one) => one.step === step.code && one.adultId === adultId);
      const open = (step.per === "adult" ? adults : [null]).filter((one) => !isSettled(one));
      if (open.length === 0) return [];
      const timing = judgeTiming(step.code, { state: "open", on: null }, { stage: 3, lastOn, timings, today: tx.today });
      if (timing?.state !== "late" && timing?.state !== "due") return [];
      const isLate = timing.state === "late";
      return [{ kind: isLate ? "step_late" : "ending_due", id: idOfText(`${caseId} ${step.code}`), caseId, sessionId: null, who, since: noonOf(isLate ? addDays(timing.dueOn, 1) : tx.today), dueAt: noonOf(timing.dueOn), about: stepNames[step.code][language], record: open[0] === null ? step.code : `${step.code}-${open[0]}` }];
    }),
  );
  const asking = (await listUnsettledReferrals(tx, staffId, closedOutcomes)).filter((one) => addDays(one.lastOn, timings.answerDays) <= tx.today);
  return [...endings, ...asking.map((one): OwedOfCourse => ({ kind: "referral_out", id: one.id, caseId: one.caseId, sessionId: null, who: one.who, since: noonOf(addDays(one.lastOn, timings.answerDays)), dueAt: null, about: one.about }))];
}
