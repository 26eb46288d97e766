import { ageInMonths, type CivilDate } from "#kernel/dates.ts";
import type { DisclosureClass } from "#features/disclosure/contract.ts";
import { type blockClasses } from "./contract.ts";
import type { NoteSection } from "./sections.contract.ts";
import type { AgeBand } from "./templates.contract.ts";

type BlockClass = (typeof blockClasses)[number];

/** Each section's class unless its author tightens it (clinical.md section 4). */
export const defaultClass: Record<NoteSection, BlockClass> = {
  telehealth: "caregiver",
  goals: "child_chart",
  steps: "child_chart",
  siblings: "child_chart",
  safety: "caregiver",
  regulation: "relationship",
  reciprocity: "relationship",
  feelings: "relationship",
  play: "relationship",
  triggers: "child_chart",
  about_self: "caregiver",
  ports_of_entry: "relationship",
  interventions: "child_chart",
  targets: "child_chart",
  content: "child_chart",
  context: "caregiver",
  plan: "child_chart",
  reflection: "psychotherapy_note",
};

const tightness: Record<BlockClass, number> = { child_chart: 0, relationship: 1, caregiver: 2, psychotherapy_note: 3, supervision: 3 };

/** The classes an author may give a section: its own, or a tighter one; reflection stays apart from the record of the family. */
export function allowedClasses(section: NoteSection): BlockClass[] {
  if (section === "reflection") return ["psychotherapy_note", "supervision"];
  if (section === "siblings") return ["child_chart"];
  return (Object.keys(tightness) as BlockClass[]).filter((one) => tightness[one] >= tightness[defaultClass[section]] && tightness[one] < 3);
}

/** True where a block of that class belongs to one adult. */
export const needsAdult = (disclosureClass: DisclosureClass) => disclosureClass === "relationship" || disclosureClass === "caregiver";

/** A supervised clinician's note needs a second signature (B9). */
export const needsCosignature = (roles: readonly string[]) => roles.includes("trainee");

/** The template's band by the child's age in months on the day (B3); the limits are ours. */
export function ageBand(birthDate: CivilDate | null, on: CivilDate): AgeBand {
  const months = birthDate === null ? 36 : ageInMonths(birthDate, on);
  if (months < 12) return "infant";
  return months < 36 ? "toddler" : "preschool";
}

/** The order in which a template asks, by band: with infants the caregiver's understanding comes first (B3). */
export function templateFor(band: AgeBand): NoteSection[] {
  if (band === "infant") return ["regulation", "reciprocity", "feelings", "about_self", "triggers", "ports_of_entry", "interventions", "goals", "targets", "content", "steps", "safety", "context", "plan", "siblings", "reflection"];
  return ["regulation", "reciprocity", "feelings", "play", "triggers", "about_self", "ports_of_entry", "interventions", "goals", "targets", "content", "steps", "safety", "context", "plan", "siblings", "reflection"];
}
