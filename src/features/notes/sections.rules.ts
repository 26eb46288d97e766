import { type Before, blockClasses, type DraftBlock, type Nameable } from "./contract.ts";
import type { NoteSection } from "./sections.contract.ts";
import { type NoteContent, hasWords } from "./content.rules.ts";
import { defaultClass, needsAdult, templateFor } from "./rules.ts";
import type { AgeBand, NoteTemplate } from "./templates.contract.ts";

/** What decides which sections a note asks for, beside the child's age. */
export type Asking = { modality: "in_person" | "video" | "audio"; choices: readonly Nameable[]; siblings: readonly { personId: string }[] };
export const askingOf = (view: Pick<Asking, "choices" | "siblings"> & { session: Pick<Asking, "modality"> }): Asking => ({ modality: view.session.modality, choices: view.choices, siblings: view.siblings });
const onlyWhereNamed: readonly NoteSection[] = ["goals", "targets", "steps"];

/**
 * The sections that the screen asks for, in order. Where somebody is at a distance, where they are comes first; what names
 * objectives, targets or steps stands only where there are some, and the chart of a brother or sister where one was booked.
 */
export function sectionsFor(band: AgeBand, asking: Asking): NoteSection[] {
  const isAsked = (section: NoteSection) => (section === "siblings" ? asking.siblings.length > 0 : !onlyWhereNamed.includes(section) || asking.choices.some((one) => one.section === section));
  return [...(asking.modality === "in_person" ? [] : (["telehealth"] as const)), ...templateFor(band).filter(isAsked)];
}

const CAME = ["present", "late", "left"];

/** The adults whose note this is, those who came first; before anybody is marked, all who are expected. */
export function adultsOf(content: NoteContent, adultIds: readonly string[]): string[] {
  const statusOf = (personId: string) => content.attendance.find((one) => one.personId === personId)?.status;
  const came = adultIds.filter((id) => CAME.includes(statusOf(id) ?? ""));
  if (came.length > 0) return came;
  const booked = adultIds.filter((id) => statusOf(id) === "expected");
  return booked.length > 0 ? booked : [...adultIds];
}

/** The programme's own templates for a session of a kind with a child of an age, the closest fit first. */
export const templatesFor = (templates: readonly NoteTemplate[], kind: string, band: AgeBand): NoteTemplate[] => templates.filter((one) => (one.kinds.length === 0 || (one.kinds as readonly string[]).includes(kind)) && (one.bands.length === 0 || one.bands.includes(band)));

/** What a template asks of the sections that the hour has, in its order; the rest may be added. Where somebody is at a distance is always asked. */
export function shapeBy(template: NoteTemplate | null, sections: readonly NoteSection[]): { asked: NoteSection[]; further: NoteSection[] } {
  if (template === null) return { asked: [...sections], further: [] };
  const wanted = template.sections.map((one) => one.section).filter((one) => sections.includes(one));
  const asked: NoteSection[] = sections.includes("telehealth") && !wanted.includes("telehealth") ? ["telehealth", ...wanted] : wanted;
  return { asked, further: sections.filter((one) => !asked.includes(one)) };
}

type Slot = Pick<DraftBlock, "section" | "class" | "ownerPersonId" | "siblingId">;

/** The places that a section has: one, for what an adult tells of herself one for each adult, and one for each class and owner of what may be named. */
function slotsOf(section: NoteSection, adults: readonly string[], { choices, siblings }: Pick<Asking, "choices" | "siblings">): Slot[] {
  const kind = defaultClass[section];
  if (section === "siblings") return siblings.map(({ personId }) => ({ section, class: kind, ownerPersonId: null, siblingId: personId }));
  // Where a family is at a distance is asked once: of the first adult who is there.
  if (section === "telehealth") return adults.slice(0, 1).map((ownerPersonId) => ({ section, class: kind, ownerPersonId }));
  if (kind === "caregiver") return adults.map((ownerPersonId) => ({ section, class: kind, ownerPersonId }));
  const named = choices.filter((one) => one.section === section && (one.disclosure.ownerPersonId === null || adults.includes(one.disclosure.ownerPersonId)));
  const slots: Slot[] = onlyWhereNamed.includes(section) ? [] : [{ section, class: kind, ownerPersonId: needsAdult(kind) ? (adults[0] ?? null) : null }];
  for (const { disclosure } of named) {
    const isKnown = slots.some((slot) => slot.class === disclosure.class && slot.ownerPersonId === disclosure.ownerPersonId);
    if (!isKnown && isBlockClass(disclosure.class)) slots.push({ section, class: disclosure.class, ownerPersonId: disclosure.ownerPersonId });
  }
  return needsAdult(kind) && adults.length === 0 ? [] : slots;
}
const isBlockClass = (one: string): one is DraftBlock["class"] => (blockClasses as readonly string[]).includes(one);

/** The places to write in that are missing. A section of one place has it wherever its writer moved it. */
export function missingSlots(content: NoteContent, sections: readonly NoteSection[], adults: readonly string[], asking: Pick<Asking, "choices" | "siblings">, makeId: () => string): DraftBlock[] {
  return sections.flatMap((section) => {
    const present = content.blocks.filter((block) => block.section === section);
    const slots = slotsOf(section, adults, asking);
    const isPerAdult = defaultClass[section] === "caregiver";
    const isThere = (slot: Slot) => (slots.length === 1 && !isPerAdult ? present.length > 0 : present.some((block) => block.ownerPersonId === slot.ownerPersonId && block.siblingId === slot.siblingId && (isPerAdult || block.class === slot.class)));
    return slots.filter((slot) => !isThere(slot)).map((slot) => ({ blockId: makeId(), ...slot, words: "", chips: [] }));
  });
}

/** What may be named in a passage: what is of its section, its class and its owner. */
export const choicesFor = (choices: readonly Nameable[], block: Pick<DraftBlock, "section" | "class" | "ownerPersonId">): Nameable[] => choices.filter((one) => one.section === block.section && one.disclosure.class === block.class && one.disclosure.ownerPersonId === block.ownerPersonId);

/** What goes on from one hour to the next: its structure, never its story. */
export const CARRIED: readonly NoteSection[] = ["goals", "targets", "triggers", "play"];
const cueOnly = (code: string) => !code.startsWith("trigger_") && !code.startsWith("story_");

/** What of the note before may be taken over: goals, targets, triggers and themes that this one does not name yet. Never a word. */
export function takeOver(content: NoteContent, before: Before | null): { blockId: string; chips: DraftBlock["chips"] }[] {
  return content.blocks.flatMap((block) => {
    if (before === null || !CARRIED.includes(block.section)) return [];
    const named = before.passages.filter((one) => one.section === block.section && one.disclosure.class === block.class && one.disclosure.ownerPersonId === block.ownerPersonId).flatMap((one) => one.chips.filter((chip) => cueOnly(chip.code)));
    // How far a goal came was said of that day; only that it is worked on goes on.
    const fresh = named.map(({ code, detail }) => (code.startsWith("own_") ? { code, detail } : { code })).filter((chip) => !block.chips.some((one) => one.code === chip.code && (!chip.code.startsWith("own_") || one.detail === chip.detail)));
    return fresh.length === 0 ? [] : [{ blockId: block.blockId, chips: [...block.chips, ...fresh] }];
  });
}

/** The blocks to show, by section in the template's order; then sections that hold something and stand in no template. */
export function blocksInOrder(content: NoteContent, sections: readonly NoteSection[], adults: readonly string[]): DraftBlock[] {
  const shown = (block: DraftBlock) => hasWords(block) || block.ownerPersonId === null || adults.includes(block.ownerPersonId);
  const others = [...new Set(content.blocks.filter((block) => hasWords(block) && !sections.includes(block.section)).map((block) => block.section))];
  return [...sections, ...others].flatMap((section) => content.blocks.filter((block) => block.section === section && shown(block)));
}

/** True for a block that stays on the screen while an adult reads along: nobody else's own, nothing of the clinician's. */
export function mayReadAlong(block: Pick<DraftBlock, "class" | "ownerPersonId" | "siblingId">, adultId: string): boolean {
  if (block.siblingId !== undefined || block.class === "psychotherapy_note" || block.class === "supervision") return false;
  return block.class === "child_chart" || block.ownerPersonId === adultId;
}

/** A block under another class; where the class asks for an adult and none is named, the first one. */
export function withClass(block: DraftBlock, kind: DraftBlock["class"], adults: readonly string[]): Pick<DraftBlock, "class" | "ownerPersonId"> {
  return { class: kind, ownerPersonId: needsAdult(kind) ? (block.ownerPersonId ?? adults[0] ?? null) : null };
}

/** True where somebody is at a distance and the note does not say where, a number to call back and the emergency number there. */
export function isDistanceMissing(view: { session: Pick<Asking, "modality"> }, content: NoteContent): boolean {
  const asked = content.blocks.filter((block) => block.section === "telehealth");
  return view.session.modality !== "in_person" && !asked.some((block) => ["where_now", "call_back", "emergency_number"].every((code) => block.chips.some((chip) => chip.code === code && chip.detail?.trim())));
}
