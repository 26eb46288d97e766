import type { DraftBlock, NoteSection } from "./contract.ts";
import { type NoteContent, hasWords } from "./content.rules.ts";
import { type AgeBand, defaultClass, needsAdult, templateFor } from "./rules.ts";

/** The sections that the screen asks for, in order: the template by age, and the objectives touched before safety. */
export function sectionsFor(band: AgeBand): NoteSection[] {
  const sections = templateFor(band);
  if (sections.includes("content")) return sections;
  const place = sections.indexOf("safety");
  return [...sections.slice(0, place), "content", ...sections.slice(place)];
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

/** The places to write in that are missing: one for each section, and for what an adult tells of herself one for each adult. */
export function missingSlots(content: NoteContent, sections: readonly NoteSection[], adults: readonly string[], makeId: () => string): DraftBlock[] {
  const missing: DraftBlock[] = [];
  for (const section of sections) {
    const kind = defaultClass[section];
    const present = content.blocks.filter((block) => block.section === section);
    const owners = kind === "caregiver" ? adults.filter((id) => !present.some((block) => block.ownerPersonId === id)) : present.length > 0 ? [] : needsAdult(kind) ? adults.slice(0, 1) : [null];
    for (const ownerPersonId of owners) missing.push({ blockId: makeId(), section, class: kind, ownerPersonId, words: "", chips: [] });
  }
  return missing;
}

/** The blocks to show, by section in the template's order; then sections that hold something and stand in no template. */
export function blocksInOrder(content: NoteContent, sections: readonly NoteSection[], adults: readonly string[]): DraftBlock[] {
  const shown = (block: DraftBlock) => hasWords(block) || block.ownerPersonId === null || adults.includes(block.ownerPersonId);
  const others = [...new Set(content.blocks.filter((block) => hasWords(block) && !sections.includes(block.section)).map((block) => block.section))];
  return [...sections, ...others].flatMap((section) => content.blocks.filter((block) => block.section === section && shown(block)));
}

/** True for a block that stays on the screen while an adult reads along: nobody else's own, nothing of the clinician's. */
export function mayReadAlong(block: Pick<DraftBlock, "class" | "ownerPersonId">, adultId: string): boolean {
  if (block.class === "psychotherapy_note" || block.class === "supervision") return false;
  return block.class === "child_chart" || block.ownerPersonId === adultId;
}

/** A block under another class; where the class asks for an adult and none is named, the first one. */
export function withClass(block: DraftBlock, kind: DraftBlock["class"], adults: readonly string[]): Pick<DraftBlock, "class" | "ownerPersonId"> {
  return { class: kind, ownerPersonId: needsAdult(kind) ? (block.ownerPersonId ?? adults[0] ?? null) : null };
}
