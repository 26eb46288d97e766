import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, prose, wholeNumber } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

/** The parts of a safety plan that are the adult's own, in the order of the paper. */
export const planParts = ["warningSigns", "helps", "peoplePlaces", "contacts", "papers", "codeWord"] as const;
export type PlanPart = (typeof planParts)[number];
const part = prose(4000);

/** What a safety plan says. `childIn` says whose record the words about the child belong to; the adult's own unless its writer chose the child's chart. */
export const safetyPlanContent = z.strictObject({ warningSigns: part, helps: part, peoplePlaces: part, contacts: part, papers: part, codeWord: prose(200), childWords: part, childIn: z.enum(["caregiver", "child_chart"]), reviewOn: civilDate.nullable() });
export type SafetyPlanContent = z.infer<typeof safetyPlanContent>;

const tagged = { disclosure: disclosureTag };
const look = z.strictObject({ lookedOn: civilDate, outcome: z.enum(["stands", "changes"]), nextOn: civilDate.nullable(), byName: z.string().nullable(), ...tagged });
/** One version of one adult's plan. `childPart` is null where it stands in the child's chart. */
export const safetyPlan = z.strictObject({
  safetyPlanId: z.uuid(),
  personId: z.uuid(),
  adultName: z.string(),
  number: z.number().int(),
  revision: wholeNumber(0),
  content: safetyPlanContent,
  startedOn: civilDate,
  savedAt: instant,
  keptAt: instant.nullable(),
  keptByName: z.string().nullable(),
  looks: z.array(look),
  ...tagged,
});
export type SafetyPlan = z.infer<typeof safetyPlan>;
/** What the child's chart says: who keeps the child safe and where the child goes. It names no adult's plan. */
export const childPart = z.strictObject({ words: z.string(), keptAt: instant, ...tagged });
/** An adult with whom a plan is due, and why: none was made since something happened, one has not been looked at since, or its day has come. */
export const planAsk = z.strictObject({ personId: z.uuid(), adultName: z.string(), why: z.enum(["happened", "day"]), since: instant, ...tagged });
export type PlanAsk = z.infer<typeof planAsk>;

const clinical = ["clinician", "trainee", "supervisor"] as const;
const ofPlan = { of: { class: "caregiver", by: "safetyPlanId" }, subject: "none" } as const;
const kept = z.strictObject({ safetyPlanId: z.uuid(), revision: wholeNumber(0), savedAt: instant });

/** Safety plans: written with one adult, kept version by version, looked at again, printed on a press. */
export const plansContract = {
  list: procedure({ who: clinical, of: { class: "service", by: "caseId" }, subject: "caseId", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/safety-plans", summary: "The safety plans of the adults around a child, the newest first, with whom one is due, and what the child's chart says." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ today: civilDate, adults: z.array(z.strictObject({ personId: z.uuid(), name: z.string() })), plans: z.array(safetyPlan), childParts: z.array(childPart), asks: z.array(planAsk) })),
  begin: procedure({ who: clinical, of: { class: "caregiver", by: "caseId" }, subject: "caseId", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/safety-plans", summary: "Begins a version with an adult of the case, from the one before; 409 where a draft is open." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid() }))
    .output(kept),
  save: procedure({ who: clinical, ...ofPlan, shows: "nothing_personal", action: "write" })
    .route({ method: "PUT", path: "/safety-plans/{safetyPlanId}", summary: "Saves a draft as a whole; 409 where it was saved elsewhere meanwhile." })
    .input(safetyPlanContent.extend({ safetyPlanId: z.uuid(), revision: wholeNumber(1) }))
    .output(kept),
  keep: procedure({ who: clinical, ...ofPlan, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/safety-plans/{safetyPlanId}/keep", summary: "Keeps a draft as a version; from then on nothing in it changes." })
    .input(z.strictObject({ safetyPlanId: z.uuid(), revision: wholeNumber(1) }))
    .output(z.strictObject({ number: z.number().int() })),
  look: procedure({ who: clinical, ...ofPlan, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/safety-plans/{safetyPlanId}/looks", summary: "Notes that a kept plan was looked at again with the adult, and when next." })
    .input(z.strictObject({ safetyPlanId: z.uuid(), lookedOn: civilDate, outcome: z.enum(["stands", "changes"]), nextOn: civilDate.nullable() }))
    .output(z.strictObject({ noted: z.literal(true) })),
  paper: procedure({ who: clinical, ...ofPlan, shows: "caregiver", action: "export" })
    .route({ method: "GET", path: "/safety-plans/{safetyPlanId}/paper", summary: "A kept version on paper, as PDF in the adult's language. Neither its name nor its title says what it is, and nothing sends it." })
    .input(z.strictObject({ safetyPlanId: z.uuid() }))
    .output(z.file()),
};
