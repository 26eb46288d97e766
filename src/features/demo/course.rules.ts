import type { StepAnswers } from "#features/course/contract.ts";
import type { Aftercare } from "#features/course/ending.contract.ts";
import type { NewResource } from "#features/course/resources.contract.ts";
import type { StepCode } from "#features/course/steps.contract.ts";
import { tell, type Voice } from "./phrases.rules.ts";

/** A step of a made-up course: done so many days after the case was opened. */
export type DemoStep = { after: number; step: StepCode; answers?: StepAnswers; words?: string };

const first = (words: { need: string; circumstances: string; seen: string }): DemoStep[] => [
  { after: 5, step: "confidentiality_explained" },
  { after: 5, step: "need_and_hope", words: words.need },
  { after: 12, step: "circumstances", words: words.circumstances },
  { after: 12, step: "child_history", answers: { discussed: "screened" } },
  { after: 19, step: "observed_together", words: words.seen },
];
const decided: DemoStep[] = [
  { after: 19, step: "response_to_events", answers: { accepts: "event_and_effect", bears: "mixed" } },
  { after: 19, step: "child_risk", answers: { risk: "none" } },
  { after: 21, step: "discussed_in_supervision" },
  { after: 22, step: "triangle_drafted" },
  { after: 24, step: "feedback_given", answers: { addresses_trauma: "yes", understands_joint_work: "in_part" } },
  { after: 24, step: "go_or_not", answers: { include_child: "yes" } },
];

/** What was done in the courses of the first four made-up families, by their place. */
export const demoSteps: readonly (readonly DemoStep[])[] = [
  [
    ...first({ need: "Quiere que duerma sin miedo y que vuelva a jugar.", circumstances: "La abuela la cuida sola; la vecina ayuda los martes. Falta ropa de abrigo.", seen: "Se acerca a la abuela cuando suena la puerta; la abuela la sube a su regazo." }),
    ...decided,
    { after: 38, step: "child_introduced", answers: { child_response: "listened", adult_response: "spoke_along" }, words: "Con los muñecos: la casa, los gritos, la abuela que abre la puerta." },
    { after: 60, step: "family_story" },
  ],
  [
    ...first({ need: "He wants his son to talk about his mother again.", circumstances: "Works shifts; an aunt helps with school.", seen: "They build together, and stop when the toy ambulance comes out." }),
    ...decided,
    { after: 36, step: "child_introduced", answers: { child_response: "took_part", adult_response: "supported" } },
    { after: 70, step: "family_story" },
    { after: 90, step: "reminders_worked_on" },
    { after: 262, step: "ending_considered", words: "The day his mother died comes round in spring; the goodbye is kept clear of it." },
  ],
  [...first({ need: "Que deje de morder y que confíe en ella.", circumstances: "Vive con su abuela en un cuarto; buscan vivienda.", seen: "Se esconde; la abuela espera cerca y ella vuelve." }), ...decided, { after: 34, step: "child_introduced", answers: { child_response: "watchful", adult_response: "unsure" } }],
  first({ need: "She wants to hold her baby without fear of the tubes.", circumstances: "Far from her family; the hospital nurse calls once a week.", seen: "She looks away when he cries, then comes back to him." }),
];

/** The steps of the first stage of a family that has a voice of its own, and what followed where they went on. */
export function grownSteps(voice: Voice, stage: 1 | 2 | 3): DemoStep[] {
  const begun = first({ need: tell("needs", voice, 0), circumstances: tell("circumstances", voice, 0), seen: tell("seen", voice, 0) });
  if (stage === 1) return begun;
  return [...begun, ...decided, { after: 36, step: "child_introduced", answers: voice.place % 2 === 0 ? { child_response: "listened", adult_response: "supported" } : { child_response: "took_part", adult_response: "spoke_along" } }, ...(voice.place % 3 === 0 ? [] : [{ after: 66 + voice.place, step: "family_story" as const }])];
}

/** The plan for afterwards of the family that is in the third stage. */
export const demoAftercare: Pick<Aftercare, "changes" | "reminders" | "symptoms" | "comeBack" | "whomToCall"> = {
  changes: "He says her name again. You learned to wait until he comes.",
  reminders: "Ambulances, hospital smells, the spring. Name it, sit down with him, let him hold the blue car.",
  symptoms: "If he wakes at night for more than two weeks, or stops playing.",
  comeBack: "When a new loss comes, or when he starts to ask new questions.",
  whomToCall: "Linden Street, any weekday. In an emergency 988 or 911.",
};

const place = (name: string, kind: NewResource["kind"], more: Partial<NewResource>): NewResource => ({ name, kind, area: "", languages: ["en", "es"], phone: "", web: "", notes: "", forFamilies: true, checkedOn: null, ...more });
/** The directory of the made-up agency: every place in it is made up. */
export const demoResources: readonly NewResource[] = [
  place("Acorn Pantry (made up)", "food", { area: "North side", phone: "202-555-0161", notes: "Saturdays; no papers asked." }),
  place("Casa Roble (made up)", "housing", { area: "South side", phone: "202-555-0162", notes: "Lista de espera; pedir cita por la mañana." }),
  place("Little Steps (made up)", "early_intervention", { area: "Whole city", phone: "202-555-0163", web: "https://little-steps.example" }),
  place("Open Door Law (made up)", "legal", { area: "Whole city", phone: "202-555-0164", notes: "Family court and orders of protection." }),
];
/** Where made-up families were sent, by the place of the family: to which entry, after how many days, and what came of it. */
export const demoReferrals: readonly { family: number; to: number; after: number; reason: string; heard: { after: number; outcome: "taken_up" } | null }[] = [
  { family: 0, to: 0, after: 14, reason: "Alimentos a fin de mes.", heard: { after: 30, outcome: "taken_up" } },
  { family: 2, to: 1, after: 20, reason: "Buscan vivienda.", heard: null },
];
