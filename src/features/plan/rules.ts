import type { CivilDate } from "#kernel/dates.ts";
import type { FieldWords } from "#kernel/faults.ts";
import type { Finding } from "#kernel/findings.ts";
import type { Language, Words } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import { type DraftObjective, type Intervention, type ObjectiveStatus, type PlanContent, type SigningPart, signingParts, standardGoals } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { gateWords, partNames } from "./plan.words.ts";

/** The modalities of the approach that an intervention belongs to (B2): attachment, psychodynamic, developmental, trauma, social learning, cognitive-behavioural. */
export type Modality = "A" | "P" | "D" | "T" | "S" | "C";
export const modalitiesOf: Record<Intervention, readonly Modality[]> = {
  meaning_through_play: ["D", "P"],
  developmental_guidance: ["D", "A"],
  speaking_for_the_other: ["A", "P"],
  emotional_support: ["A"],
  linking_then_and_now: ["P"],
  benevolent_memories: ["P", "A"],
  naming_the_event: ["T", "P"],
  reminders_and_safety: ["T", "C"],
  body_regulation: ["T", "D"],
  modelling_protection: ["S", "A"],
  routines: ["S", "D"],
  testing_beliefs: ["C"],
  goodbye_and_loss: ["A", "P"],
  concrete_help: ["A", "P", "D", "T", "S", "C"],
};

/** The class of an objective: about the child with one adult it is of that relationship, else of the child's chart. */
export const classOfObjective = (ownerPersonId: string | null) => (ownerPersonId === null ? ("child_chart" as const) : ("relationship" as const));

/** Whether a target can be measured: a measure with a value and a direction, or something observable in words. */
export const hasTarget = (one: Pick<DraftObjective, "measure" | "value" | "direction" | "observable">): boolean => (one.measure !== null && one.value !== null && one.direction !== null) || one.observable.trim() !== "";

/** What is wrong with a draft however far it is: ids twice, goals that are not of the plan, adults without an open dyad. */
export function findDraftFaults(content: PlanContent, dyads: ReadonlySet<string>): FieldWords[] {
  const faults: FieldWords[] = [];
  const twice = (ids: readonly string[], path: (place: number) => string) => ids.forEach((id, place) => ids.indexOf(id) < place && faults.push({ path: path(place), message: faultWords.once }));
  twice(content.goals.map((one) => one.goalId), (place) => `goals.${place}.goalId`);
  twice(content.objectives.map((one) => one.objectiveId), (place) => `objectives.${place}.objectiveId`);
  const goals = new Set<string>([...standardGoals, ...content.goals.map((one) => one.goalId)]);
  content.objectives.forEach((one, place) => {
    if (one.ownerPersonId !== null && !dyads.has(one.ownerPersonId)) faults.push({ path: `objectives.${place}.ownerPersonId`, message: faultWords.noAdult });
    if (one.goal !== null && !goals.has(one.goal)) faults.push({ path: `objectives.${place}.goal`, message: faultWords.noGoal });
  });
  return faults;
}

/** What a plan lacks before its text can be fixed (22-A DCMR § 3427.3: each goal with what is measured). */
export function findGaps(content: PlanContent, today: CivilDate): FieldWords[] {
  if (content.objectives.length === 0) return [{ path: "objectives", message: faultWords.needSomething }];
  const empty = (text: string) => text.trim() === "";
  return [
    ...content.goals.flatMap((one, place) => (empty(one.words) ? [{ path: `goals.${place}.words`, message: faultWords.needWords }] : [])),
    ...content.objectives.flatMap((one, place) => {
      const lacks = (key: string, message: FieldWords["message"]) => ({ path: `objectives.${place}.${key}`, message });
      return [
        ...(one.goal === null ? [lacks("goal", faultWords.needGoal)] : []),
        ...(empty(one.words) ? [lacks("words", faultWords.needWords)] : []),
        ...(empty(one.baseline) ? [lacks("baseline", faultWords.needBaseline)] : []),
        ...(hasTarget(one) ? [] : [lacks("observable", faultWords.needTarget)]),
        ...(one.interventions.length === 0 ? [lacks("interventions", faultWords.needIntervention)] : []),
        ...(one.reviewOn === null ? [lacks("reviewOn", faultWords.needReview)] : one.reviewOn <= today ? [lacks("reviewOn", faultWords.reviewPast)] : []),
      ];
    }),
  ];
}

type Standing = { objectiveId: string; standing: { status: ObjectiveStatus } };
/** The objectives that another version begins with: those that stand open. What was written about progress stays where it is. */
export const listCarried = <O extends Standing>(objectives: readonly O[]): O[] => objectives.filter((one) => one.standing.status === "open");

type Reviewed = Standing & { ownerPersonId: string | null };
/** What is wrong with a review of the plan in force: its day lies neither before the approval nor ahead, and each objective that stands open is told of once. Empty is good. */
export function findReviewFaults({ reviewedOn, progress }: { reviewedOn: CivilDate; progress: readonly { objectiveId: string }[] }, open: readonly Reviewed[], approvedOn: CivilDate, today: CivilDate): FieldWords[] {
  if (reviewedOn < approvedOn || reviewedOn > today) return [{ path: "reviewedOn", message: faultWords.notBefore }];
  const ids = progress.map((one) => one.objectiveId);
  const wrong = ids.flatMap((id, place): FieldWords[] => {
    if (!open.some((each) => each.objectiveId === id)) return [{ path: `progress.${place}.objectiveId`, message: faultWords.noObjective }];
    return ids.indexOf(id) < place ? [{ path: `progress.${place}.objectiveId`, message: faultWords.once }] : [];
  });
  return wrong.length > 0 || ids.length === open.length ? wrong : [{ path: "progress", message: faultWords.allObjectives }];
}

/** What is wrong with whose signature it is to be: for the family an authority is named; staff sign in their own name, each in the own part. Null is good. */
export function judgeSigner(part: SigningPart, authorityId: string | null, roles: readonly string[]): { code: "malformed" | "refused"; message: Words; fields: FieldWords[] } | null {
  if (part === "caregiver") return authorityId === null ? { code: "malformed", message: faultWords.expectAuthority, fields: [{ path: "authorityId", message: faultWords.expectAuthority }] } : null;
  const fits = part === "supervisor" ? roles.includes("supervisor") : roles.includes("clinician") || roles.includes("trainee");
  return fits && authorityId === null ? null : { code: "refused", message: faultWords.ownName, fields: [] };
}

type Signed = { part: SigningPart; signedOn: CivilDate };
/** Who has not signed yet, of those that a plan needs. */
export const missingParts = (signatures: readonly Signed[]): SigningPart[] => signingParts.filter((part) => !signatures.some((one) => one.part === part));

/** The day on which a plan is approved: that of the last of the signatures it needs; null while one is missing. */
export function approvalDay(signatures: readonly Signed[]): CivilDate | null {
  if (missingParts(signatures).length > 0) return null;
  return signingParts.map((part) => signatures.filter((one) => one.part === part).map((one) => one.signedOn).sort()[0]!).sort().at(-1)!;
}

/** What gate G3 rests on. `recordedOn` is an approval that was recorded by hand; `signed` are the parts of the newest fixed version, null where there is none. */
export type GateFacts = { approvedOn: CivilDate | null; recordedOn: CivilDate | null; signed: readonly SigningPart[] | null };

/** Gate G3: a stage after the first needs a plan of care signed by caregiver, clinician and supervisor (clinical.md section 3.1). A later version that waits for signatures does not undo the one in force. */
export function judgeGateThree(stage: number, facts: GateFacts, language: Language): Finding {
  const base = { rule: "gate-plan-signed", clause: "G3", severity: "warn", status: "local" } as const;
  if (stage === 1) return { ...base, severity: "info", result: "not_applicable", message: gateWords.notYet[language], fix: null };
  if (facts.approvedOn !== null) return { ...base, result: "met", message: gateWords.met[language](writeDay(facts.approvedOn, language)), fix: null };
  if (facts.recordedOn !== null) return { ...base, result: "met", message: gateWords.recorded[language](writeDay(facts.recordedOn, language)), fix: null };
  if (facts.signed === null) return { ...base, result: "not_met", message: gateWords.none[language], fix: gateWords.fixNone[language] };
  const missing = signingParts.filter((part) => !facts.signed!.includes(part)).map((part) => partNames[part][language].toLowerCase());
  return { ...base, result: "not_met", message: gateWords.missing[language](missing.join(", ")), fix: gateWords.fixMissing[language] };
}

export type Difference = { objectiveId: string; what: "added" | "gone" | "worded_anew" };
type Compared = Pick<DraftObjective, "objectiveId" | "ownerPersonId" | "goal" | "words" | "baseline" | "measure" | "value" | "direction" | "observable" | "interventions" | "reviewOn">;
const wording = (one: Compared) => JSON.stringify([one.ownerPersonId, one.goal, one.words, one.baseline, one.measure, one.value, one.direction, one.observable, [...one.interventions].sort(), one.reviewOn]);

/** How a version differs from the one before it, objective by objective. An objective keeps its id through all versions. */
export function comparePlans(before: readonly Compared[], after: readonly Compared[]): Difference[] {
  const old = new Map(before.map((one) => [one.objectiveId, one]));
  const now = new Set(after.map((one) => one.objectiveId));
  return [
    ...after.flatMap((one): Difference[] => {
      const was = old.get(one.objectiveId);
      return was === undefined ? [{ objectiveId: one.objectiveId, what: "added" }] : wording(was) === wording(one) ? [] : [{ objectiveId: one.objectiveId, what: "worded_anew" }];
    }),
    ...before.filter((one) => !now.has(one.objectiveId)).map((one): Difference => ({ objectiveId: one.objectiveId, what: "gone" })),
  ];
}
