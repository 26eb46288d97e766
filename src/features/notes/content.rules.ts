import type { WallTime } from "#kernel/dates.ts";
import type { z } from "zod";
import type { comingMark } from "#features/calendar/contract.ts";
import type { DraftBlock } from "./contract.ts";

/** What the writer of a note may change. Times are on the wall of the session's zone; null is not known. */
export type NoteContent = {
  heldFrom: WallTime | null;
  heldTo: WallTime | null;
  longerSessionReason: string;
  attendance: z.output<typeof comingMark>[];
  blocks: DraftBlock[];
};

/** Which side of a part changed twice is taken; `both` sets one text after the other. */
export type Choice = "mine" | "theirs" | "both";

/** True where a block says anything at all. */
export const hasWords = (block: Pick<DraftBlock, "words" | "chips">) => block.words !== "" || block.chips.length > 0;

/**
 * A note is joined part by part: `held`, `longer`, `attendance:<person>`, `block:<id>`. The value of a part as text, the
 * same for the same content; null where the note has no such part, or a block that says nothing.
 */
export function readPart(content: NoteContent, key: string): string | null {
  if (key === "held") return `${content.heldFrom ?? ""}/${content.heldTo ?? ""}`;
  if (key === "longer") return content.longerSessionReason.trim();
  const id = key.slice(key.indexOf(":") + 1);
  if (key.startsWith("attendance:")) {
    const one = content.attendance.find((candidate) => candidate.personId === id);
    return one ? JSON.stringify([one.status, one.in, one.out, one.reason.trim()]) : null;
  }
  const block = content.blocks.find((candidate) => candidate.blockId === id);
  return block && hasWords(block) ? JSON.stringify([block.section, block.class, block.ownerPersonId, block.words, block.chips.map((chip) => [chip.code, chip.detail ?? ""]), ...(block.siblingId ? [block.siblingId] : [])]) : null;
}

/** The keys of every part that one of these contents has. */
export function partKeys(...contents: readonly NoteContent[]): string[] {
  const keys = new Set(["held", "longer"]);
  for (const content of contents) {
    for (const one of content.attendance) keys.add(`attendance:${one.personId}`);
    for (const one of content.blocks) keys.add(`block:${one.blockId}`);
  }
  return [...keys];
}

/** True where two contents say the same; blocks that say nothing do not count. */
export const sameContent = (one: NoteContent, other: NoteContent) => one === other || partKeys(one, other).every((key) => readPart(one, key) === readPart(other, key));

/** A content with a block put in its place, or at the end. */
export function withBlock(content: NoteContent, block: DraftBlock): NoteContent {
  const known = content.blocks.some((one) => one.blockId === block.blockId);
  return { ...content, blocks: known ? content.blocks.map((one) => (one.blockId === block.blockId ? block : one)) : [...content.blocks, block] };
}

/** A content with one part taken from another. A block that the other does not have keeps its place, and says nothing. */
export function copyPart(into: NoteContent, from: NoteContent, key: string): NoteContent {
  if (key === "held") return { ...into, heldFrom: from.heldFrom, heldTo: from.heldTo };
  if (key === "longer") return { ...into, longerSessionReason: from.longerSessionReason };
  const id = key.slice(key.indexOf(":") + 1);
  if (key.startsWith("attendance:")) {
    const one = from.attendance.find((candidate) => candidate.personId === id);
    if (!one) return into;
    const known = into.attendance.some((candidate) => candidate.personId === id);
    return { ...into, attendance: known ? into.attendance.map((candidate) => (candidate.personId === id ? one : candidate)) : [...into.attendance, one] };
  }
  const block = from.blocks.find((candidate) => candidate.blockId === id);
  if (block) return withBlock(into, block);
  return { ...into, blocks: into.blocks.map((candidate) => (candidate.blockId === id ? { ...candidate, words: "", chips: [] } : candidate)) };
}

const tightness: Record<DraftBlock["class"], number> = { child_chart: 0, relationship: 1, caregiver: 2, psychotherapy_note: 3, supervision: 4 };

/**
 * Two texts that began as one: what both begin and end with stands once, and between it what each wrote, first one's
 * then the other's. It is cut between words only, and no word of either is left out.
 */
export function joinWords(first: string, second: string): string {
  if (second === "" || first.includes(second)) return first;
  if (first === "" || second.includes(first)) return second;
  let start = 0;
  while (start < Math.min(first.length, second.length) && first[start] === second[start]) start++;
  while (start > 0 && !/\s/.test(first[start - 1]!)) start--;
  let end = 0;
  while (end < Math.min(first.length, second.length) - start && first[first.length - 1 - end] === second[second.length - 1 - end]) end++;
  const endsAtWord = (text: string) => text.length === end || /\s/.test(text[text.length - end - 1]!);
  while (end > 0 && !/\s/.test(first[first.length - end]!) && !(endsAtWord(first) && endsAtWord(second))) end--;
  const middle = (text: string) => text.slice(start, text.length - end);
  const [own, other] = [middle(first), middle(second)];
  const gap = start + end === 0 ? "\n\n" : own === "" || other === "" || /\s$/.test(own) || /^\s/.test(other) ? "" : " ";
  return `${first.slice(0, start)}${own}${gap}${other}${end === 0 ? "" : first.slice(-end)}`;
}

/** Two versions of a block in one. The tighter class and its owner are kept, and no chip is named twice. */
export function joinBlocks(first: DraftBlock, second: DraftBlock): DraftBlock {
  const tighter = tightness[second.class] > tightness[first.class] ? second : first;
  const missing = second.chips.filter((chip) => !first.chips.some((one) => one.code === chip.code && (one.detail ?? "") === (chip.detail ?? "")));
  return { ...first, class: tighter.class, ownerPersonId: tighter.ownerPersonId, words: joinWords(first.words, second.words), chips: [...first.chips, ...missing] };
}

const minutesOf = (wall: WallTime) => Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16));
const longestMinutes = 480;

/** The parts whose times cannot be: an end before its beginning, or a session of more than 8 hours. */
export function findWrongTimes(content: NoteContent): string[] {
  const wrong: string[] = [];
  const { heldFrom, heldTo } = content;
  if (heldFrom !== null && heldTo !== null && (heldTo <= heldFrom || minutesOf(heldTo) - minutesOf(heldFrom) > longestMinutes)) wrong.push("held");
  for (const one of content.attendance) if (one.in !== null && one.out !== null && one.out <= one.in) wrong.push(`attendance:${one.personId}`);
  return wrong;
}

/** What may go to the server now: without blocks that say nothing, and with the last good times where the new ones cannot be. */
export function sendable(content: NoteContent, base: NoteContent): NoteContent {
  const good = findWrongTimes(content).reduce((made, key) => copyPart(made, base, key), content);
  return { ...good, blocks: good.blocks.filter(hasWords) };
}

/** Minutes from a wall time to another of the same day; null where one is not known or the order is wrong. */
export function minutesHeld(content: Pick<NoteContent, "heldFrom" | "heldTo">): number | null {
  if (content.heldFrom === null || content.heldTo === null || content.heldTo <= content.heldFrom) return null;
  return minutesOf(content.heldTo) - minutesOf(content.heldFrom);
}
