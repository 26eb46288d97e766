import type { CivilDate } from "#kernel/dates.ts";
import type { FieldWords } from "#kernel/faults.ts";
import type { Finding } from "#kernel/findings.ts";
import type { Language } from "#kernel/language.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import type { StepAnswers, StepRecord, StepState, StepView, Timing } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { gateWords } from "./gate.words.ts";
import { type Scale, scales, type Stage, type StepClass, type StepCode, type StepTicker } from "./steps.contract.ts";
import { mayRecord, type Step, steps } from "./steps.rules.ts";

/** A record of a step with whom it is about, and the place it has among those of the same step. */
export type KeptRecord = StepRecord & { step: StepCode; adultId: string | null; sessionId: string | null; place: number };
/** A step that a signed note ticks, or that was done in the formulation or a story. */
export type Tick = { step: StepCode; adultId: string | null; on: CivilDate; from: StepTicker; sessionId: string | null; signedAt: string };
export type StepAdult = { personId: string; openedOn: CivilDate; closedOn: CivilDate | null };

/** Whether a trauma is known, may be, or is not: not known to anybody while somebody still has to be asked is may be. */
export function judgeTrauma(events: number, askedOf: readonly (string | null)[]): "known" | "possible" | "none" {
  if (events > 0) return "known";
  return askedOf.length > 0 && askedOf.every((one) => one === "none_known") ? "none" : "possible";
}

/** The disclosure of a step with an adult, or of the case. */
export const tagOfStep = (step: Pick<Step, "class">, caseId: string, adultId: string | null): DisclosureTag => ({ class: step.class, caseId, ownerPersonId: step.class === "relationship" || step.class === "caregiver" ? adultId : null, ownerStaffId: null, counterpartStaffId: null, part2: false });

type Facts = {
  caseId: string;
  trauma: "known" | "possible" | "none";
  adults: readonly StepAdult[];
  records: readonly KeptRecord[];
  ticks: readonly Tick[];
  /** The day on which each stage first began in the course; null where it did not. */
  began: Record<Stage, CivilDate | null>;
  /** The day on which what is read elsewhere was there, by stage where a source serves two. */
  read: Partial<Record<StepCode, CivilDate | null>>;
  /** The classes that the reader sees: of others there is neither a step nor a gap. */
  classes: readonly StepClass[];
  timingOf: (step: StepCode, state: StepState, on: CivilDate | null) => Timing | null;
};

const isAbout = (one: { step: StepCode; adultId: string | null }, step: Step, adultId: string | null) => one.step === step.code && one.adultId === adultId;

/**
 * How one step stands. What is read from elsewhere is as it is there. Otherwise the later holds of what somebody recorded
 * and what a signed note says; answers and words are those of the newest record.
 */
function standOf(step: Step, adultId: string | null, facts: Facts): Omit<StepView, "step" | "stage" | "adultId" | "timing" | "disclosure"> {
  const records = facts.records.filter((one) => isAbout(one, step, adultId)).toSorted((a, b) => b.place - a.place);
  const newest = records[0] ?? null;
  const earlier = records.slice(1).map(({ state, on, answers, words, byName, recordedAt }) => ({ state, on, answers, words, byName, recordedAt }));
  const said = { answers: newest?.answers ?? {}, words: newest?.words ?? "", byName: newest?.byName ?? null, place: newest?.place ?? 0, earlier };
  const readOn = step.source === null ? null : (facts.read[step.code] ?? null);
  if (step.source !== null && (readOn !== null || !mayRecord(step))) return { ...said, state: readOn === null ? "open" : "done", on: readOn, from: readOn === null ? null : step.source, sessionId: null };
  const ticks = facts.ticks.filter((one) => isAbout(one, step, adultId)).toSorted((a, b) => a.on.localeCompare(b.on));
  const later = newest === null ? ticks : ticks.filter((one) => one.signedAt > newest.recordedAt);
  if (later.length > 0 && newest?.state !== "done") return { ...said, state: "done", on: later[0]!.on, from: later[0]!.from, sessionId: later[0]!.sessionId };
  if (newest === null) return { ...said, state: "open", on: null, from: null, sessionId: null };
  return { ...said, state: newest.state, on: newest.on, from: "record", sessionId: newest.sessionId };
}

/** Whether a step is left to an adult: with one who went before its stage began there is nothing to do any more. */
const isLeftTo = (step: Step, adult: StepAdult, began: Facts["began"]) => adult.closedOn === null || step.stage === 1 || (began[step.stage] !== null && began[step.stage]! <= adult.closedOn);

/** Every step of the three stages, once for each adult, the child or the case, as the reader may see it. What was done with an adult who went stays. */
export function listSteps(facts: Facts): StepView[] {
  return steps
    .filter((one) => facts.classes.includes(one.class) && !(one.ifTrauma && facts.trauma === "none"))
    .flatMap((step) =>
      (step.per === "adult" ? facts.adults : [null]).flatMap((adult) => {
        const adultId = adult?.personId ?? null;
        const stands = standOf(step, adultId, facts);
        return adult !== null && stands.from === null && !isLeftTo(step, adult, facts.began) ? [] : { step: step.code, stage: step.stage, adultId, ...stands, timing: facts.timingOf(step.code, stands.state, stands.on), disclosure: tagOfStep(step, facts.caseId, adultId) };
      }),
    );
}

/** What is wrong with a record of a step as it was sent: who it is about, answers that do not belong to it, a day that cannot be. */
export function findRecordFaults(step: Step, given: { adultId: string | null; state: StepState; on: CivilDate | null; answers: StepAnswers; words: string }, facts: { adults: readonly string[]; today: CivilDate; beganOn: CivilDate }): FieldWords[] {
  const faults: FieldWords[] = [];
  const fits = step.per === "adult" ? given.adultId !== null && facts.adults.includes(given.adultId) : given.adultId === null;
  if (!fits) faults.push({ path: "adultId", message: step.per === "adult" ? faultWords.needAdult : faultWords.noAdult });
  if (given.state === "done" && (given.on === null || given.on > facts.today || given.on < facts.beganOn)) faults.push({ path: "on", message: faultWords.needDay });
  if (given.state !== "done" && given.on !== null) faults.push({ path: "on", message: faultWords.noDay });
  if (given.state === "not_applicable" && given.words.trim() === "") faults.push({ path: "words", message: faultWords.needWhy });
  for (const [scale, code] of Object.entries(given.answers) as [Scale, string][]) {
    if (given.state !== "done" || !step.answers.includes(scale) || !(scales[scale] as readonly string[]).includes(code)) faults.push({ path: `answers.${scale}`, message: faultWords.otherAnswer });
  }
  if (given.state !== "done") return faults;
  const asked = step.code === "go_or_not" && given.answers.include_child !== "no" ? (["include_child"] as const) : step.answers;
  for (const scale of asked) if (given.answers[scale] === undefined) faults.push({ path: `answers.${scale}`, message: faultWords.needAnswer });
  if (step.code === "go_or_not" && given.answers.include_child === "yes" && given.answers.instead !== undefined) faults.push({ path: "answers.instead", message: faultWords.otherAnswer });
  return faults;
}

/**
 * Why a step of measures is not recorded so by hand; null where it may be. It is done by its answers, on paper and by code too,
 * and no fact is told twice: by hand it is done only where no instrument can be asked of this child, and then with what was done instead.
 */
export function judgeByHand(given: { state: StepState; words: string }, facts: { readOn: CivilDate | null; canBeAsked: boolean }): FieldWords | null {
  if (facts.readOn !== null) return { path: "step", message: faultWords.answersAreThere };
  if (given.state !== "done") return null;
  if (facts.canBeAsked) return { path: "state", message: faultWords.byAnswers };
  return given.words.trim() === "" ? { path: "words", message: faultWords.needInstead } : null;
}

/** What gate G1 rests on: the answer about each adult with an open dyad, null where none was given; whether a safety review stands open; the risk for the child by its code. */
export type GateOneFacts = { answers: readonly (string | null)[]; openReview: boolean; risk: string | null };

/** Gate G1: the child is included where it was decided to be safe with an adult, and no risk stands open (clinical.md section 3.1). */
export function judgeGateOne(stage: number, facts: GateOneFacts, language: Language): Finding {
  const base = { rule: "gate-go-or-not", clause: "G1", severity: "warn", status: "local" } as const;
  if (stage === 1) return { ...base, severity: "info", result: "not_applicable", message: gateWords.notYet[language], fix: null };
  const open = (key: "none" | "no" | "review" | "risk"): Finding => ({ ...base, result: "not_met", message: gateWords[key][language], fix: gateWords[`${key}Fix`][language] });
  if (facts.openReview) return open("review");
  if (facts.risk !== null && facts.risk !== "none") return open("risk");
  if (facts.answers.includes("yes")) return { ...base, result: "met", message: gateWords.met[language], fix: null };
  return open(facts.answers.includes("no") ? "no" : "none");
}

/** Which gates ask a supervisor for a reason: only leaving the first stage does, so that treatment under way goes on. */
export const gatesAsking = (from: number, to: number, gates: readonly Finding[]): Finding[] => (from === 1 && to > 1 ? gates.filter((one) => one.result === "not_met" && (one.clause === "G1" || one.clause === "G3")) : []);

