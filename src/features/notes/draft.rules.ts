import { dateInZone, daysBetween, type Instant, wallTimeInZone } from "#kernel/dates.ts";
import type { FieldFault } from "#kernel/faults.ts";
import type { DraftBlock, NoteView } from "./contract.ts";
import { type Choice, copyPart, findWrongTimes, hasWords, joinBlocks, type NoteContent, partKeys, readPart, sameContent, sendable, withBlock } from "./content.rules.ts";

/** Why nothing goes to the server now. `refused` waits for a change by the writer, the others are tried again. */
export type StopReason = "offline" | "signed_out" | "full" | "server" | "refused" | "signed_elsewhere";
export type Stop = { why: StopReason; message: string | null; fields: FieldFault[]; since: Instant; tries: number };

/** A version that was not chosen. It stays beside the note until the note is signed. */
export type Aside = { asideId: string; key: string; at: Instant; block: DraftBlock };

/** What another device saved, and the parts in which both were changed. Saving waits until each is chosen. */
export type Conflict = { theirs: NoteContent; savedAt: Instant | null; keys: string[] };

/**
 * A note while it is written. `base` is what the server is known to hold, `sends` what was sent and never answered, so
 * that one's own lost save is not taken for somebody else's.
 */
export type Draft = {
  content: NoteContent;
  base: NoteContent;
  sends: NoteContent[];
  revision: number;
  savedAt: Instant | null;
  inFlight: NoteContent | null;
  stop: Stop | null;
  conflict: Conflict | null;
  aside: Aside[];
  /** When what was brought back from this device was written; null where nothing was. */
  restoredFrom: Instant | null;
};

/** What is kept on the device, in case the page goes before the server has it. */
export type Kept = Pick<Draft, "content" | "base" | "sends" | "revision" | "savedAt" | "aside"> & { conflictKeys: string[]; editedAt: Instant };

/** The note as somebody else, or oneself elsewhere, saved it. */
export type Theirs = { content: NoteContent; revision: number; savedAt: Instant | null };

export type Edit =
  | { kind: "block"; blockId: string; change: Partial<Omit<DraftBlock, "blockId">> }
  | { kind: "add_blocks"; blocks: DraftBlock[] }
  | { kind: "attendance"; personId: string; change: Partial<Omit<NoteContent["attendance"][number], "personId">> }
  | { kind: "held"; change: { heldFrom?: string | null; heldTo?: string | null } }
  | { kind: "longer_reason"; reason: string };

export type DraftEvent =
  | { type: "edited"; edits: Edit[] }
  | { type: "send_began" }
  | { type: "acknowledged"; revision: number; savedAt: Instant }
  | { type: "failed"; why: StopReason; message: string | null; fields: FieldFault[]; at: Instant }
  | { type: "found_theirs"; theirs: Theirs }
  | { type: "chose"; key: string; choice: Choice; asideId: string; at: Instant }
  | { type: "put_back"; asideId: string; newBlockId: string }
  | { type: "dropped_aside"; asideId: string };

/** The editable part of a note as the server shows it: own blocks, and times on the wall of the session's zone. */
export function readContent(view: NoteView): NoteContent {
  const { session } = view;
  const wall = (at: Instant | null) => (at === null ? null : wallTimeInZone(at, session.timeZone));
  const own = view.blocks.filter((block) => view.authorId === null || block.disclosure.ownerStaffId === view.authorId);
  return {
    heldFrom: wall(session.heldFrom),
    heldTo: wall(session.heldTo),
    longerSessionReason: view.longerSessionReason ?? "",
    attendance: session.attendees.map((one) => ({ personId: one.personId, status: one.status, in: wall(one.inAt), out: wall(one.outAt), reason: one.reason })),
    blocks: own.map((block) => ({ blockId: block.blockId, section: block.section as DraftBlock["section"], class: block.disclosure.class as DraftBlock["class"], ownerPersonId: block.disclosure.ownerPersonId, words: block.words, chips: block.chips, ...siblingOf(view, block.disclosure.caseId) })),
  };
}

/** Whose chart a passage stands in, where it is a brother's or a sister's. */
function siblingOf(view: Pick<NoteView, "siblings">, caseId: string): { siblingId?: string } {
  const sibling = view.siblings.find((one) => one.caseId === caseId);
  return sibling === undefined ? {} : { siblingId: sibling.personId };
}

/** Days between the session and the first word of its note; 0 where it was begun on the day, or nobody knows when. */
export function daysLate(view: Pick<NoteView, "session" | "begunAt">): number {
  return view.begunAt === null ? 0 : Math.max(0, daysBetween(sessionDate(view), dateInZone(view.begunAt, view.session.timeZone)));
}

/** The civil date of the session, in its own zone. */
export const sessionDate = (view: Pick<NoteView, "session">) => dateInZone(view.session.startsAt, view.session.timeZone);

/**
 * Opens a note: what the server holds, joined with what this device kept, if it kept anything. Where the server is
 * older than what was kept (it was set back to a copy), all that was kept counts as newer.
 */
export function openDraft(theirs: Theirs, kept: Kept | null): Draft {
  const fresh: Draft = { content: theirs.content, base: theirs.content, sends: [], revision: theirs.revision, savedAt: theirs.savedAt, inFlight: null, stop: null, conflict: null, aside: kept?.aside ?? [], restoredFrom: null };
  if (kept === null) return fresh;
  const joined = rebase(kept.content, theirs.revision < kept.revision ? theirs.content : kept.base, kept.sends, theirs.content);
  const keys = [...new Set([...joined.keys, ...kept.conflictKeys.filter((key) => readPart(kept.content, key) !== readPart(theirs.content, key))])];
  // Parts whose choice was open keep this device's side until somebody chooses.
  const content = keys.reduce((made, key) => copyPart(made, kept.content, key), joined.content);
  if (sameContent(content, theirs.content)) return fresh;
  return { ...fresh, content, conflict: keys.length === 0 ? null : { theirs: theirs.content, savedAt: theirs.savedAt, keys }, restoredFrom: kept.editedAt };
}

/** Takes in what another tab kept before it went. A part that both changed holds both texts, one after the other. */
export function takeIn(draft: Draft, kept: Kept): Draft {
  let { content } = draft;
  for (const key of partKeys(content, kept.base, kept.content)) {
    const [own, before, other] = [readPart(content, key), readPart(kept.base, key), readPart(kept.content, key)];
    if (own === other || other === before || other === null) continue;
    const find = (from: NoteContent) => (key.startsWith("block:") ? from.blocks.find((one) => `block:${one.blockId}` === key) : undefined);
    const [present, found] = [find(content), find(kept.content)];
    if (own === before || own === null) content = copyPart(content, kept.content, key);
    else if (present && found) content = withBlock(content, joinBlocks(present, found));
  }
  const aside = [...draft.aside, ...kept.aside.filter((one) => !draft.aside.some((known) => known.asideId === one.asideId))];
  return { ...draft, content, aside, restoredFrom: sameContent(content, draft.content) ? draft.restoredFrom : (draft.restoredFrom ?? kept.editedAt) };
}

/** What this device has to keep. */
export function keepable(draft: Draft, editedAt: Instant): Kept {
  const { content, base, sends, revision, savedAt, aside } = draft;
  return { content, base, sends, revision, savedAt, aside, conflictKeys: draft.conflict?.keys ?? [], editedAt };
}

/**
 * Joins two versions that came from one: a part changed on one side only is taken from that side; what was emptied on
 * one side and written on the other stays; parts changed on both sides are named in `keys`, and keep `mine` for now.
 */
export function rebase(mine: NoteContent, base: NoteContent, sends: readonly NoteContent[], theirs: NoteContent): { content: NoteContent; keys: string[] } {
  let content = mine;
  const keys: string[] = [];
  for (const key of partKeys(mine, base, theirs)) {
    const [own, before, other] = [readPart(mine, key), readPart(base, key), readPart(theirs, key)];
    if (own === other || other === before || sends.some((sent) => readPart(sent, key) === other)) continue;
    if (own === before || own === null) content = copyPart(content, theirs, key);
    else if (other !== null) keys.push(key);
  }
  return { content, keys };
}

/** True where the server lacks something that could be sent. */
export const isUnsaved = (draft: Draft) => !sameContent(sendable(draft.content, draft.base), draft.base);

/** True where a save may begin now. */
export const maySend = (draft: Draft) => draft.inFlight === null && draft.conflict === null && draft.stop?.why !== "signed_elsewhere" && isUnsaved(draft);

/** True where all that stands on the screen is on the server, and nothing of it is wrong. */
export const isSettled = (draft: Draft) => draft.inFlight === null && draft.conflict === null && draft.stop === null && !isUnsaved(draft) && findWrongTimes(draft.content).length === 0;

/** Milliseconds until the next try after so many failures: 2, 4, 8, 16, then 30 seconds. */
export const waitBeforeTry = (tries: number) => Math.min(30_000, 2_000 * 2 ** Math.min(Math.max(tries, 1) - 1, 4));

/** A note's next state. It never drops what somebody wrote: every way out of an edit leads to the server, this device, or a choice. */
export function reduceDraft(draft: Draft, event: DraftEvent): Draft {
  switch (event.type) {
    case "edited": {
      const content = event.edits.reduce(applyEdit, draft.content);
      if (content === draft.content) return draft;
      return { ...draft, content, stop: draft.stop?.why === "refused" ? null : draft.stop };
    }
    case "send_began": {
      if (!maySend(draft)) return draft;
      const inFlight = sendable(draft.content, draft.base);
      return { ...draft, inFlight, sends: [...draft.sends.filter((sent) => !sameContent(sent, inFlight)), inFlight] };
    }
    case "acknowledged":
      return draft.inFlight === null ? draft : { ...draft, base: draft.inFlight, inFlight: null, sends: [], revision: event.revision, savedAt: event.savedAt, stop: null };
    case "failed": {
      const { why, message, fields, at } = event;
      return { ...draft, inFlight: null, stop: { why, message, fields, since: draft.stop?.since ?? at, tries: (draft.stop?.tries ?? 0) + 1 } };
    }
    case "found_theirs":
      return meet(draft, event.theirs);
    case "chose":
      return choose(draft, event);
    case "put_back": {
      const found = draft.aside.find((one) => one.asideId === event.asideId);
      if (!found) return draft;
      const present = draft.content.blocks.find((one) => one.blockId === found.block.blockId);
      const block = present ? joinBlocks(present, found.block) : { ...found.block, blockId: event.newBlockId };
      return { ...draft, content: withBlock(draft.content, block), aside: draft.aside.filter((one) => one !== found) };
    }
    case "dropped_aside":
      return { ...draft, aside: draft.aside.filter((one) => one.asideId !== event.asideId) };
  }
}

function applyEdit(content: NoteContent, edit: Edit): NoteContent {
  switch (edit.kind) {
    case "block":
      return { ...content, blocks: content.blocks.map((one) => (one.blockId === edit.blockId ? { ...one, ...edit.change } : one)) };
    case "add_blocks":
      return edit.blocks.length === 0 ? content : edit.blocks.reduce((made, block) => (made.blocks.some((one) => one.blockId === block.blockId) ? made : { ...made, blocks: [...made.blocks, block] }), content);
    case "attendance":
      return { ...content, attendance: content.attendance.map((one) => (one.personId === edit.personId ? { ...one, ...edit.change } : one)) };
    case "held":
      return { ...content, ...edit.change };
    case "longer_reason":
      return { ...content, longerSessionReason: edit.reason };
  }
}

function meet(draft: Draft, theirs: Theirs): Draft {
  const joined = rebase(draft.content, theirs.revision < draft.revision ? theirs.content : draft.base, draft.sends, theirs.content);
  const keys = [...new Set([...joined.keys, ...(draft.conflict?.keys ?? []).filter((key) => readPart(draft.content, key) !== readPart(theirs.content, key))])];
  const content = keys.reduce((made, key) => copyPart(made, draft.content, key), joined.content);
  return { ...draft, content, base: theirs.content, sends: [], inFlight: null, stop: null, revision: theirs.revision, savedAt: theirs.savedAt, conflict: keys.length === 0 ? null : { theirs: theirs.content, savedAt: theirs.savedAt, keys } };
}

function choose(draft: Draft, { key, choice, asideId, at }: Extract<DraftEvent, { type: "chose" }>): Draft {
  const { conflict } = draft;
  if (conflict === null || !conflict.keys.includes(key)) return draft;
  const keys = conflict.keys.filter((one) => one !== key);
  const blockId = key.startsWith("block:") ? key.slice(6) : null;
  const find = (from: NoteContent) => (blockId === null ? undefined : from.blocks.find((one) => one.blockId === blockId));
  const [mine, theirs] = [find(draft.content), find(conflict.theirs)];
  const left = choice === "mine" ? theirs : choice === "theirs" ? mine : undefined;
  let { content } = draft;
  if (choice === "theirs") content = copyPart(content, conflict.theirs, key);
  if (choice === "both" && mine && theirs) content = withBlock(content, joinBlocks(mine, theirs));
  const aside = left && hasWords(left) ? [...draft.aside, { asideId, key, at, block: left }] : draft.aside;
  return { ...draft, content, aside, conflict: keys.length === 0 ? null : { ...conflict, keys } };
}
