import type { DisclosureClass } from "#features/disclosure/contract.ts";
import type { stages } from "#features/cases/contract.ts";

/** The steps of the three stages (clinical.md section 3), each by its code. A code that was used is never given to another step. */
export const stepCodes = [
  "confidentiality_explained", "need_and_hope", "circumstances", "child_history", "adult_history", "response_to_events", "child_measures", "symptoms_and_history_linked",
  "child_risk", "observed_together", "effect_on_adult", "discussed_in_supervision", "formulation_written", "triangle_drafted", "feedback_given", "go_or_not", "plan_signed",
  "child_introduced", "family_story", "reminders_worked_on",
  "ending_considered", "ending_planned", "child_told", "closing_measures", "closing_feedback", "story_reviewed", "goodbye", "changes_named", "what_comes_next", "aftercare_written", "last_session",
] as const; // prettier-ignore
export type StepCode = (typeof stepCodes)[number];


export type Stage = (typeof stages)[number];

/** What is answered by code, and the codes. The scales follow clinical.md section 3; their words are ours. */
export const scales = {
  /** How the events of the child's life were talked about. */
  discussed: ["none_known", "screened", "adult_unaware", "told_without_form", "refused"],
  /** What the adult holds to be so. */
  accepts: ["event_and_effect", "unsure_of_effect", "denies_effect", "denies_event", "not_applicable"],
  /** How it was to speak of it. */
  bears: ["integrated", "triggered", "avoidant", "mixed", "not_applicable"],
  /** What trauma work could bring upon the child. */
  risk: ["none", "contact_unaware", "contact_denies", "other"],
  addresses_trauma: ["no", "in_part", "yes"],
  understands_joint_work: ["no", "in_part", "yes"],
  include_child: ["yes", "no"],
  /** What is done instead where the child is not included. */
  instead: ["adult_safety", "adult_acknowledge", "adult_regulation", "relationship_only", "other_plan"],
  child_response: ["took_part", "listened", "watchful", "turned_away", "upset"],
  adult_response: ["spoke_along", "supported", "unsure", "held_back", "upset"],
} as const satisfies Record<string, readonly string[]>;
export type Scale = keyof typeof scales;

/** The classes that the record of a step may be of. `protective` is read by those who treat and supervise, and by nobody of the family or with rights to the record. */
export const stepClasses = ["child_chart", "relationship", "caregiver", "protective"] as const satisfies readonly DisclosureClass[];
export type StepClass = (typeof stepClasses)[number];

/** What a step is read from where it is not asked: no fact is told twice. */
export const stepSources = ["measures", "plan", "aftercare", "sessions"] as const;
export type StepSource = (typeof stepSources)[number];
/** What ticks a step as done because it was done there; it may be recorded by hand too. */
export const stepTickers = ["note", "formulation", "stories"] as const;
export type StepTicker = (typeof stepTickers)[number];
