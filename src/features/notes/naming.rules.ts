import { tagOf } from "#features/disclosure/rules.ts";
import type { DisclosureClass } from "#features/disclosure/contract.ts";
import type { Language } from "#kernel/language.ts";
import { stepNames } from "#features/course/course.words.ts";
import type { StepCode } from "#features/course/steps.contract.ts";
import type { Step } from "#features/course/steps.rules.ts";
import { type DraftBlock, type Nameable, namingSections } from "./contract.ts";

/** Something of the record that a note may name, and whether it stands open today. */
export type Named = { section: (typeof namingSections)[number]; code: string; detail: string | null; words: string; class: DisclosureClass; ownerPersonId: string | null; standing: "open" | "past" };

type Version = { planId: string; number: number; fixedOn: string | null };
type Objective = { planId: string; objectiveId: string; ownerPersonId: string | null; words: string; status: string | null };

/**
 * The objectives of a plan in the words of the newest version whose text is fixed; open are those of that version that no
 * review closed. Versions go by the day on which they were fixed and by their own id: of two records that are one, each
 * has a first version.
 */
export function nameObjectives(versions: readonly Version[], objectives: readonly Objective[]): Named[] {
  const fixed = versions.filter((one): one is Version & { fixedOn: string } => one.fixedOn !== null).toSorted((a, b) => a.fixedOn.localeCompare(b.fixedOn) || a.number - b.number || a.planId.localeCompare(b.planId));
  const placeOf = new Map(fixed.map((one, place) => [one.planId, place]));
  const newest = fixed.at(-1)?.planId;
  const latest = new Map<string, Objective>();
  for (const one of objectives) {
    const known = latest.get(one.objectiveId);
    const place = placeOf.get(one.planId);
    if (place !== undefined && (known === undefined || place > placeOf.get(known.planId)!)) latest.set(one.objectiveId, one);
  }
  return [...latest.values()].map(({ objectiveId, planId, ownerPersonId, words, status }) => ({ section: "goals", code: objectiveId, detail: null, words, class: ownerPersonId === null ? "child_chart" : "relationship", ownerPersonId, standing: planId === newest && (status ?? "open") === "open" ? "open" : "past" }));
}

type Reminder = { triggerId: string; whosePersonId: string | null; cue: string; status: string };
/** What reminds the child, or one adult, each by its cue; what is gone is past. */
export const nameReminders = (found: readonly Reminder[]): Named[] => found.map(({ triggerId, whosePersonId, cue, status }) => ({ section: "triggers", code: triggerId, detail: null, words: cue, class: whosePersonId === null ? "child_chart" : "caregiver", ownerPersonId: whosePersonId, standing: status === "gone" ? "past" : "open" }));

type Thought = { nodeId: string; kind: string; class: DisclosureClass; ownerPersonId: string | null; title: string };
/** The targets of the formulation in the words of its newest version; closed are past. */
export const nameTargets = (thoughts: readonly Thought[], ratings: readonly { targetId: string; status: "open" | "closed" }[]): Named[] =>
  thoughts.filter((one) => one.kind === "target").map(({ nodeId, title, class: ofClass, ownerPersonId }) => ({ section: "targets", code: nodeId, detail: null, words: title, class: ofClass, ownerPersonId, standing: ratings.findLast((one) => one.targetId === nodeId)?.status === "closed" ? "past" : "open" }));

/** The steps that a session of this kind may tick, with each adult or once; those that are done are past. */
export function nameSteps(offered: readonly Pick<Step, "code" | "per" | "class">[], adults: readonly string[], isDone: (step: StepCode, adultId: string | null) => boolean, language: Language): Named[] {
  return offered.flatMap((step) => (step.per === "adult" ? adults : [null]).map((adultId): Named => ({ section: "steps", code: step.code, detail: adultId, words: stepNames[step.code][language], class: step.class, ownerPersonId: adultId, standing: isDone(step.code, adultId) ? "past" : "open" })));
}

/** What a note offers: all that stands open while it is written, and whatever it names already. */
export function offerChoices(caseId: string, named: readonly Named[], blocks: readonly { section: string; chips: readonly { code: string; detail?: string }[] }[], state: "open" | "closed"): Nameable[] {
  const isNamed = (one: Named) => blocks.some((block) => block.section === one.section && block.chips.some((chip) => chip.code === one.code && (one.detail === null || chip.detail === one.detail)));
  return named.filter((one) => (state === "open" && one.standing === "open") || isNamed(one)).map(({ section, code, detail, words, class: ofClass, ownerPersonId }) => ({ section, code, detail, words, disclosure: tagOf(ofClass, caseId, ownerPersonId) }));
}

/** The place of the first chip that names what belongs to another adult, or is more closed than its passage; null where all is right. */
export function findForeignChip(block: Pick<DraftBlock, "section" | "class" | "ownerPersonId" | "chips">, named: readonly Named[]): number | null {
  const fits = (one: Named) => (one.ownerPersonId === null && one.section !== "steps") || (one.ownerPersonId === block.ownerPersonId && (one.class === block.class || (one.class === "relationship" && block.class === "caregiver")));
  const place = block.chips.findIndex((chip) => {
    const known = named.filter((one) => one.section === block.section && one.code === chip.code);
    return known.length > 0 && !known.some((one) => fits(one) && (one.section !== "steps" || (chip.detail ?? null) === one.detail));
  });
  return place === -1 ? null : place;
}

type Passage = { section: string; chips: readonly { code: string }[] };

/** True where a passage names something by its id, so that what it names has to be known. */
export const namesById = (block: Passage): boolean => (namingSections as readonly string[]).includes(block.section) && block.chips.some((chip) => block.section === "steps" || /^[0-9a-f]{8}-/.test(chip.code));

/** The sections in which some passage names something by its id. */
export const sectionsNamed = (blocks: readonly Passage[]) => namingSections.filter((section) => blocks.some((block) => block.section === section && namesById(block)));

/** What a signed note tells of reminders and targets: one that was seen, a new one in the writer's words, a rating; of the child or of one adult, never of what is kept closer. */
export function readNamed(blocks: readonly Pick<DraftBlock, "section" | "class" | "ownerPersonId" | "chips">[], named: readonly Named[]): { seen: string[]; fresh: { whosePersonId: string | null; cue: string }[]; rated: { targetId: string; strength: number }[] } {
  const known = (section: string, code: string) => named.some((one) => one.section === section && one.code === code);
  const reminders = blocks.filter((block) => block.section === "triggers");
  const seen = [...new Set(reminders.flatMap((block) => block.chips.filter((chip) => known("triggers", chip.code)).map((chip) => chip.code)))];
  const cues = reminders.filter((block) => block.class === "child_chart" || block.class === "caregiver").flatMap((block) => block.chips.flatMap((chip) => (chip.code === "own_trigger" && chip.detail?.trim() ? [{ whosePersonId: block.class === "caregiver" ? block.ownerPersonId : null, cue: chip.detail.trim() }] : [])));
  const isKnownCue = (one: { whosePersonId: string | null; cue: string }) => named.some((other) => other.section === "triggers" && other.ownerPersonId === one.whosePersonId && other.words.toLowerCase() === one.cue.toLowerCase());
  const rated = blocks.filter((block) => block.section === "targets").flatMap((block) => block.chips.flatMap((chip) => (known("targets", chip.code) && /^[0-3]$/.test(chip.detail ?? "") ? [{ targetId: chip.code, strength: Number(chip.detail) }] : [])));
  return { seen, fresh: cues.filter((one) => !isKnownCue(one)), rated };
}
