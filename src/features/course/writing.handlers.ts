import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { updateStage } from "#features/cases/store.ts";
import { requireCase } from "#features/people/handlers.ts";
import type { StepAnswers, StepState } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { byHandFacts, judgeGates, requireOpenCourse, staffOf } from "./reading.handlers.ts";
import { findRecordFaults, gatesAsking, judgeByHand, tagOfStep } from "./rules.ts";
import type { StepCode } from "./steps.contract.ts";
import { mayRecord, stepOf } from "./steps.rules.ts";
import * as store from "./store.ts";

type RecordInput = { caseId: string; step: StepCode; adultId: string | null; place: number; state: StepState; on: string | null; sessionId: string | null; answers: StepAnswers; words: string };

/** Records how a step stands, after the record that the writer saw. What is read elsewhere is not asked here. */
export async function record(tx: Transaction, input: RecordInput, call: Pick<Call, "services">): Promise<{ place: number }> {
  const course = await requireOpenCourse(tx, input.caseId);
  const step = stepOf(input.step);
  if (!mayRecord(step)) throw new Fault("refused", faultWords.readElsewhere, { fields: [{ path: "step", message: faultWords.wrongStep }] });
  const adults = await store.listAdults(tx, input.caseId, course);
  const faults = findRecordFaults(step, input, { adults: adults.map((one) => one.personId), today: tx.today, beganOn: course.beganOn });
  const closedOn = adults.find((one) => one.personId === input.adultId)?.closedOn ?? null;
  if (closedOn !== null && input.on !== null && input.on > closedOn) faults.push({ path: "on", message: faultWords.goneThen });
  if (step.code === "child_measures" || step.code === "closing_measures") {
    const wrong = judgeByHand(input, await byHandFacts(tx, call, input.caseId, course, step.code));
    if (wrong !== null) faults.push(wrong);
  }
  if (input.sessionId !== null && !(await store.isSessionOf(tx, input.caseId, input.sessionId))) faults.push({ path: "sessionId", message: faultWords.noSession });
  if (faults.length > 0) throw new Fault("malformed", faultWords.wrong, { fields: faults });
  const of = { caseId: input.caseId, course: course.number, step: input.step, adultId: input.adultId };
  const place = input.place + 1;
  const { ownerPersonId } = tagOfStep(step, input.caseId, input.adultId);
  const isNext = (await store.findPlace(tx, of)) === input.place;
  if (!isNext || !(await store.insertRecord(tx, { ...of, place, class: step.class, ownerPersonId, state: input.state, on: input.on, sessionId: input.sessionId, answers: input.answers, words: input.words.trim() }))) throw new Fault("changed_meanwhile", faultWords.changed);
  return { place };
}

/** Moves the case to another stage. Treatment under way is never stopped by a gate; leaving the first stage without G1 and G3 is a supervisor's to decide, with a reason. */
export async function setStage(tx: Transaction, { caseId, stage, revision, reason }: { caseId: string; stage: number; revision: number; reason: string }, call: Pick<Call, "language">) {
  const found = await requireCase(tx, caseId);
  if (found.status === "closed") throw new Fault("refused", faultWords.closed);
  const asking = gatesAsking(found.stage, stage, await judgeGates(tx, caseId, stage, call.language));
  if (asking.length > 0 && !staffOf(tx).roles.includes("supervisor")) throw new Fault("refused", faultWords.gate, { details: { findings: asking } });
  if (asking.length > 0 && reason.trim().length < 10) throw new Fault("malformed", faultWords.needReason, { fields: [{ path: "reason", message: faultWords.needReason }] });
  const changed = await updateStage(tx, caseId, stage, revision);
  if (!changed) throw new Fault("changed_meanwhile", faultWords.caseChanged);
  for (const one of asking) await store.insertStageException(tx, { caseId, gate: one.clause, stage, reason: reason.trim() });
  return changed;
}
