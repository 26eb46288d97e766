import type { SessionKind } from "#features/calendar/contract.ts";
import { type Scale, type Stage, type StepClass, type StepCode, stepCodes, type StepSource } from "./steps.contract.ts";

/**
 * One step of a stage. `per` says of whom there is one record each: every adult with a dyad, the child, or the case.
 * `ifTrauma`: shown only where a trauma is known or possible. `alone`: with the adult alone. `source`: read from there,
 * never asked. `link`: the part of the case page where its content is kept. `kinds` are the sessions it belongs to.
 */
export type Step = {
  code: StepCode;
  stage: Stage;
  per: "adult" | "child" | "case";
  class: StepClass;
  by: "clinician" | "clinician_and_supervisor";
  kinds: readonly SessionKind[];
  answers: readonly Scale[];
  ifTrauma: boolean;
  alone: boolean;
  source: StepSource | null;
  link: "measures" | "plan" | "formulation" | "stories" | "triggers" | null;
};

const withAdults = ["intake", "assessment", "caregiver_alone", "phone"] as const;
const together = ["dyadic", "family"] as const;

const step = (code: StepCode, stage: Stage, per: Step["per"], ofClass: StepClass, kinds: readonly SessionKind[], more: Partial<Step> = {}): Step => ({ code, stage, per, class: ofClass, by: "clinician", kinds, answers: [], ifTrauma: false, alone: false, source: null, link: null, ...more });

/** All steps, in the order in which they are worked (clinical.md section 3). */
export const steps: readonly Step[] = [
  step("confidentiality_explained", 1, "adult", "relationship", withAdults),
  step("need_and_hope", 1, "adult", "caregiver", withAdults),
  step("circumstances", 1, "adult", "caregiver", withAdults),
  step("child_history", 1, "adult", "caregiver", ["intake", "assessment", "caregiver_alone"], { alone: true, answers: ["discussed"] }),
  step("response_to_events", 1, "adult", "caregiver", ["assessment", "caregiver_alone", "feedback"], { ifTrauma: true, alone: true, answers: ["accepts", "bears"] }),
  step("adult_history", 1, "adult", "caregiver", ["assessment", "caregiver_alone"], { alone: true }),
  step("effect_on_adult", 1, "adult", "caregiver", ["assessment", "caregiver_alone", "feedback"], { ifTrauma: true, alone: true }),
  step("child_measures", 1, "child", "child_chart", [], { source: "measures", link: "measures" }),
  step("symptoms_and_history_linked", 1, "child", "child_chart", ["assessment", "caregiver_alone", "feedback"], { ifTrauma: true, link: "triggers" }),
  step("child_risk", 1, "case", "protective", [], { ifTrauma: true, by: "clinician_and_supervisor", answers: ["risk"] }),
  step("observed_together", 1, "adult", "relationship", ["assessment", ...together]),
  step("discussed_in_supervision", 1, "case", "child_chart", ["team"], { by: "clinician_and_supervisor" }),
  step("formulation_written", 1, "case", "child_chart", ["team"], { link: "formulation" }),
  step("triangle_drafted", 1, "case", "child_chart", ["feedback", "caregiver_alone"], { link: "formulation" }),
  step("feedback_given", 1, "adult", "relationship", ["feedback"], { alone: true, answers: ["addresses_trauma", "understands_joint_work"] }),
  step("go_or_not", 1, "adult", "relationship", [], { answers: ["include_child", "instead"] }),
  step("plan_signed", 1, "case", "child_chart", [], { source: "plan", link: "plan" }),
  step("child_introduced", 2, "adult", "relationship", together, { answers: ["child_response", "adult_response"] }),
  step("family_story", 2, "adult", "relationship", [...together, "caregiver_alone", "child_alone"], { link: "stories" }),
  step("reminders_worked_on", 2, "child", "child_chart", [...together, "caregiver_alone", "collateral"], { ifTrauma: true, link: "triggers" }),
  step("ending_considered", 3, "case", "child_chart", ["team"], { by: "clinician_and_supervisor" }),
  step("ending_planned", 3, "adult", "relationship", ["caregiver_alone", "phone"], { alone: true }),
  step("child_told", 3, "child", "child_chart", [...together, "child_alone"]),
  step("closing_measures", 3, "child", "child_chart", [], { source: "measures", link: "measures" }),
  step("closing_feedback", 3, "adult", "caregiver", ["feedback", "caregiver_alone"], { alone: true }),
  step("story_reviewed", 3, "adult", "relationship", together, { link: "stories" }),
  step("changes_named", 3, "adult", "relationship", [...together, "caregiver_alone"]),
  step("goodbye", 3, "adult", "relationship", together),
  step("what_comes_next", 3, "case", "child_chart", [...together, "caregiver_alone"]),
  step("aftercare_written", 3, "case", "child_chart", [], { source: "aftercare" }),
  step("last_session", 3, "case", "child_chart", [], { source: "sessions" }),
];

const byCode = new Map(steps.map((one) => [one.code, one]));
/** A step by its code. */
export const stepOf = (code: StepCode): Step => byCode.get(code)!;
/** Whether a step may be recorded by hand: what is read elsewhere may not. Of measures it may be said why they do not apply, and, where none can be asked of this child, what was done instead. */
export const mayRecord = (step: Pick<Step, "source">): boolean => step.source === null || step.source === "measures";
export const isStepCode = (code: string): code is StepCode => (stepCodes as readonly string[]).includes(code);

/**
 * The steps that a note of such a session may tick as done, in the stage that the session belongs to. What is read from
 * elsewhere is not among them, nor what only those who treat may read: a note of the child's chart is no place for it.
 * The block that ticks one is of the step's class and, of an adult's, that adult's.
 */
export function stepsFor(stage: number, kind: SessionKind): Step[] {
  return steps.filter((one) => one.stage === stage && one.source === null && one.class !== "protective" && one.kinds.includes(kind));
}
