import { readTouch } from "#features/cases/chips.words.ts";
import type { DraftBlock } from "./contract.ts";
import type { NoteSection } from "./sections.contract.ts";
import type { Strand } from "./strands.words.ts";

/** Which strand a section feeds; own grouping. Safety, context and what an adult tells of herself feed none. */
const strandOf: Partial<Record<NoteSection, Strand>> = { regulation: "emotional_process", feelings: "emotional_process", reciprocity: "dyadic_relational", ports_of_entry: "dyadic_relational", triggers: "trauma_framework", content: "content", plan: "procedural", reflection: "reflective_practice" };
const traumaChips = new Set(["name_event_build_story", "past_danger_present_safety", "link_then_and_now", "re_enactment", "story_what_happened", "story_before", "story_after", "story_protection"]);

/** How many passages of a note feed each strand: what is suggested to whoever rates fidelity, never a score. */
export function countPassages(blocks: readonly Pick<DraftBlock, "section" | "words" | "chips">[]): Record<Strand, number> {
  const counts: Record<Strand, number> = { emotional_process: 0, dyadic_relational: 0, trauma_framework: 0, content: 0, procedural: 0, reflective_practice: 0 };
  for (const block of blocks) {
    const chips = block.section === "content" ? block.chips.filter((chip) => readTouch(chip.detail).touched > 0) : block.chips;
    const strand = strandOf[block.section];
    if (strand) counts[strand] += chips.length + (block.words.trim() === "" ? 0 : 1);
    else counts.trauma_framework += chips.filter((chip) => traumaChips.has(chip.code)).length;
  }
  return counts;
}
