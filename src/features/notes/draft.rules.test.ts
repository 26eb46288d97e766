import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findWrongTimes, hasWords, joinBlocks, joinWords, minutesHeld, type NoteContent, readPart, sameContent, sendable } from "./content.rules.ts";
import type { DraftBlock } from "./contract.ts";
import { type Draft, type DraftEvent, isSettled, isUnsaved, type Kept, keepable, maySend, openDraft, rebase, reduceDraft, takeIn, waitBeforeTry } from "./draft.rules.ts";

const ids = ["b1", "b2", "b3"] as const;
const block = (blockId: string, words: string, more: Partial<DraftBlock> = {}): DraftBlock => ({ blockId, section: "play", class: "relationship", ownerPersonId: "adult", words, chips: [], ...more });
const content = (words: Partial<Record<string, string>> = {}): NoteContent => ({ heldFrom: null, heldTo: null, longerSessionReason: "", attendance: [{ personId: "p1", status: "expected", in: null, out: null, reason: "" }], blocks: ids.map((id) => block(id, words[id] ?? "")) });
const open = (words: Partial<Record<string, string>> = {}, revision = 1) => openDraft({ content: content(words), revision, savedAt: null }, null);
const type = (draft: Draft, blockId: string, words: string) => reduceDraft(draft, { type: "edited", edits: [{ kind: "block", blockId, change: { words } }] });
const wordsOf = (from: NoteContent, blockId: string) => from.blocks.find((one) => one.blockId === blockId)?.words ?? "";
const at = "2026-11-17T14:41:07.000Z";
const failed = (why: "offline" | "full" | "refused"): DraftEvent => ({ type: "failed", why, message: null, fields: [], at });

describe("a note while it is written (product pain 1)", () => {
  it("is unsaved from the first letter until that letter is acknowledged", () => {
    let draft = type(open(), "b1", "The bear");
    expect(isUnsaved(draft)).toBe(true);
    draft = reduceDraft(draft, { type: "send_began" });
    expect(maySend(draft)).toBe(false);
    draft = type(draft, "b1", "The bear hides");
    draft = reduceDraft(draft, { type: "acknowledged", revision: 2, savedAt: at });
    expect(draft.revision).toBe(2);
    expect(isUnsaved(draft)).toBe(true);
    expect(wordsOf(draft.base, "b1")).toBe("The bear");
    draft = reduceDraft(reduceDraft(draft, { type: "send_began" }), { type: "acknowledged", revision: 3, savedAt: at });
    expect(isSettled(draft)).toBe(true);
  });

  it("keeps one save in flight, and sends nothing where nothing changed", () => {
    expect(maySend(open({ b1: "as it was" }))).toBe(false);
    expect(reduceDraft(open(), { type: "send_began" }).inFlight).toBeNull();
    const sending = reduceDraft(type(open(), "b1", "a"), { type: "send_began" });
    expect(reduceDraft(sending, { type: "send_began" })).toBe(sending);
  });

  it("counts tries and remembers since when it is kept here", () => {
    let draft = reduceDraft(reduceDraft(type(open(), "b1", "a"), { type: "send_began" }), failed("offline"));
    draft = reduceDraft(reduceDraft(draft, { type: "send_began" }), { ...failed("full"), at: "2026-11-17T14:45:00.000Z" } as DraftEvent);
    expect(draft.stop).toMatchObject({ why: "full", tries: 2, since: at });
    expect([1, 2, 3, 4, 5, 50].map(waitBeforeTry)).toEqual([2000, 4000, 8000, 16000, 30000, 30000]);
  });

  it("takes its own lost save for its own: an answer that never came is no second writer", () => {
    let draft = reduceDraft(reduceDraft(type(open(), "b1", "first"), { type: "send_began" }), failed("offline"));
    draft = type(draft, "b1", "first and more");
    draft = reduceDraft(draft, { type: "found_theirs", theirs: { content: content({ b1: "first" }), revision: 2, savedAt: at } });
    expect(draft.conflict).toBeNull();
    expect(wordsOf(draft.content, "b1")).toBe("first and more");
    expect(draft.revision).toBe(2);
  });

  it("shows both where two devices wrote in one block, and overwrites neither", () => {
    let draft = type(open({ b1: "start", b2: "start" }), "b1", "start, mine");
    const theirs = { content: content({ b1: "start, theirs", b2: "theirs alone" }), revision: 5, savedAt: at };
    draft = reduceDraft(draft, { type: "found_theirs", theirs });
    expect(draft.conflict?.keys).toEqual(["block:b1"]);
    expect(wordsOf(draft.content, "b2")).toBe("theirs alone");
    expect(maySend(draft)).toBe(false);
    const chosen = reduceDraft(draft, { type: "chose", key: "block:b1", choice: "theirs", asideId: "x", at });
    expect(wordsOf(chosen.content, "b1")).toBe("start, theirs");
    expect(chosen.aside.map((one) => one.block.words)).toEqual(["start, mine"]);
    const back = reduceDraft(chosen, { type: "put_back", asideId: "x", newBlockId: "n" });
    expect(wordsOf(back.content, "b1")).toBe("start, theirs mine");
    expect(back.aside).toEqual([]);
    const both = reduceDraft(draft, { type: "chose", key: "block:b1", choice: "both", asideId: "x", at });
    expect(wordsOf(both.content, "b1")).toBe("start, mine theirs");
  });

  it("lets a block that was emptied elsewhere go, unless something was written in it here", () => {
    const base = content({ b1: "old", b2: "old" });
    const theirs = content({ b1: "", b2: "" });
    const joined = rebase(content({ b1: "old and new", b2: "old" }), base, [], theirs);
    expect(joined.keys).toEqual([]);
    expect([wordsOf(joined.content, "b1"), wordsOf(joined.content, "b2")]).toEqual(["old and new", ""]);
  });

  it("says at reopening that something was brought back, and only then", () => {
    const kept = keepable(type(open({ b1: "a" }), "b1", "ab"), at);
    expect(openDraft({ content: content({ b1: "a" }), revision: 1, savedAt: null }, kept).restoredFrom).toBe(at);
    const arrived = openDraft({ content: content({ b1: "ab" }), revision: 2, savedAt: at }, kept);
    expect(arrived.restoredFrom).toBeNull();
    expect(isSettled(arrived)).toBe(true);
  });

  it("takes in what a second tab kept before it went, and does not double what both hold", () => {
    const [one, two] = [open({ b1: "ab", b2: "x" }), open({ b1: "ab", b2: "x" })];
    const kept = keepable(type(type(two, "b1", "ab two"), "b2", "x two"), at);
    const joined = takeIn(type(one, "b1", "ab one"), kept);
    expect([wordsOf(joined.content, "b1"), wordsOf(joined.content, "b2")]).toEqual(["ab one two", "x two"]);
    expect(wordsOf(takeIn(open({ b1: "ab two and more" }), kept).content, "b1")).toBe("ab two and more");
    expect(takeIn(one, keepable(one, at)).restoredFrom).toBeNull();
  });

  it("loses nothing where the server was set back to an older copy", () => {
    const ahead = reduceDraft(reduceDraft(type(open({ b1: "a" }, 7), "b1", "abc"), { type: "send_began" }), { type: "acknowledged", revision: 8, savedAt: at });
    const older = { content: content({ b1: "a" }), revision: 5, savedAt: at };
    for (const again of [openDraft(older, keepable(ahead, at)), reduceDraft(ahead, { type: "found_theirs", theirs: older })]) {
      expect(wordsOf(again.content, "b1")).toBe("abc");
      expect(isUnsaved(again)).toBe(true);
    }
  });

  it("keeps an open choice over a killed tab", () => {
    let draft = type(open({ b1: "start" }), "b1", "mine");
    const theirs = { content: content({ b1: "theirs" }), revision: 5, savedAt: at };
    draft = reduceDraft(draft, { type: "found_theirs", theirs });
    const again = openDraft(theirs, keepable(draft, at));
    expect(again.conflict?.keys).toEqual(["block:b1"]);
    expect(wordsOf(again.content, "b1")).toBe("mine");
  });

  it("saves the text while a time cannot be, with the last good time", () => {
    const draft = reduceDraft(type(open(), "b1", "text"), { type: "edited", edits: [{ kind: "held", change: { heldFrom: "2026-11-17T14:00", heldTo: "2026-11-17T13:00" } }] });
    expect(findWrongTimes(draft.content)).toEqual(["held"]);
    const sent = sendable(draft.content, draft.base);
    expect([sent.heldFrom, sent.heldTo]).toEqual([null, null]);
    expect(wordsOf(sent, "b1")).toBe("text");
    const saved = reduceDraft(reduceDraft(draft, { type: "send_began" }), { type: "acknowledged", revision: 2, savedAt: at });
    expect(isUnsaved(saved)).toBe(false);
    expect(isSettled(saved)).toBe(false);
    expect(saved.content.heldTo).toBe("2026-11-17T13:00");
  });

  it("knows minutes, wrong orders and sessions of more than eight hours", () => {
    const times = (from: string | null, to: string | null) => ({ ...content(), heldFrom: from && `2026-11-17T${from}`, heldTo: to && `2026-11-17T${to}` });
    expect(minutesHeld(times("13:32", "14:31"))).toBe(59);
    expect(minutesHeld(times("13:32", null))).toBeNull();
    expect(findWrongTimes(times("08:00", "16:00"))).toEqual([]);
    expect(findWrongTimes(times("08:00", "16:01"))).toEqual(["held"]);
    expect(findWrongTimes(times("08:00", "08:00"))).toEqual(["held"]);
  });

  it("joins two texts word by word: what both say stands once, and no word of either is left out", () => {
    expect(joinWords("The bear hides.", "The bear sleeps.")).toBe("The bear hides. sleeps.");
    expect(joinWords("He came in. Then he left.", "He came in. Mother sang. Then he left.")).toBe("He came in. Mother sang. Then he left.");
    expect(joinWords("one", "two")).toBe("one\n\ntwo");
    const word = fc.constantFrom("bear", "house", "the", "found", "niño", "🧸", "a");
    const text = fc.array(word, { maxLength: 8 }).map((list) => list.join(" "));
    const count = (from: string, one: string) => from.split(/\s+/).filter((other) => other === one).length;
    fc.assert(
      fc.property(text, text, text, text, (start, mine, theirs, end) => {
        const [first, second] = [`${start} ${mine} ${end}`, `${start} ${theirs} ${end}`];
        const joined = joinWords(first, second);
        for (const one of new Set(`${first} ${second}`.split(/\s+/))) expect(count(joined, one)).toBeGreaterThanOrEqual(Math.max(count(first, one), count(second, one)));
      }),
    );
  });

  it("joins two blocks under the tighter class, so that joining never widens who sees it", () => {
    const joined = joinBlocks(block("b1", "one", { class: "child_chart", ownerPersonId: null, chips: [{ code: "x" }] }), block("b1", "two", { class: "caregiver", ownerPersonId: "m", chips: [{ code: "x" }, { code: "y" }] }));
    expect(joined).toMatchObject({ class: "caregiver", ownerPersonId: "m", words: "one\n\ntwo", chips: [{ code: "x" }, { code: "y" }] });
  });
});

/** Two devices, a server, a network that loses questions and answers, and tabs that are killed. */
type World = { server: { content: NoteContent; revision: number }; draft: Draft; kept: Kept | null; mine: string[]; theirs: string[] };

const steps = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("type" as const), block: fc.constantFrom(...ids) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("save" as const), fate: fc.constantFrom("answered", "answer_lost", "question_lost", "full", "refused") }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("other_device" as const), block: fc.constantFrom(...ids, "b9") }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("kill" as const), during: fc.constantFrom("nothing", "save_that_arrives", "save_that_is_lost") }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("choose" as const), choice: fc.constantFrom("mine" as const, "theirs" as const, "both" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("put_back" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("type_during_save" as const), block: fc.constantFrom(...ids) }) },
);
type Step = typeof steps extends fc.Arbitrary<infer S> ? S : never;

const theirsOf = (world: World) => ({ content: world.server.content, revision: world.server.revision, savedAt: at });

function keep(world: World, draft: Draft): void {
  world.draft = draft;
  world.kept = keepable(draft, at);
}

function write(world: World, blockId: string): void {
  const token = `m${world.mine.length};`;
  world.mine.push(token);
  // The screen makes a block for each place in which somebody may write, as `fillSlots` does.
  const ready = reduceDraft(world.draft, { type: "edited", edits: [{ kind: "add_blocks", blocks: [block(blockId, "")] }] });
  keep(world, type(ready, blockId, wordsOf(ready.content, blockId) + token));
}

/** The server's side of a save: by its revision it takes it as a whole, or refuses it. */
function arrive(world: World, revision: number, sent: NoteContent): boolean {
  if (revision !== world.server.revision) return false;
  world.server = { content: sent, revision: revision + 1 };
  return true;
}

function save(world: World, fate: string, meanwhile?: string): void {
  const before = world.draft;
  keep(world, reduceDraft(before, { type: "send_began" }));
  const sent = world.draft.inFlight;
  if (sent === null) return;
  if (meanwhile !== undefined) write(world, meanwhile);
  if (fate === "full" || fate === "refused") return keep(world, reduceDraft(world.draft, failed(fate)));
  if (fate === "question_lost") return keep(world, reduceDraft(world.draft, failed("offline")));
  const taken = arrive(world, world.draft.revision, sent);
  if (fate === "answer_lost") return keep(world, reduceDraft(world.draft, failed("offline")));
  keep(world, reduceDraft(world.draft, taken ? { type: "acknowledged", revision: world.server.revision, savedAt: at } : { type: "found_theirs", theirs: theirsOf(world) }));
}

function perform(world: World, step: Step, index: number): void {
  if (step.do === "type") write(world, step.block);
  else if (step.do === "save") save(world, step.fate);
  else if (step.do === "type_during_save") save(world, "answered", step.block);
  else if (step.do === "other_device") {
    const token = `t${world.theirs.length};`;
    world.theirs.push(token);
    const known = world.server.content.blocks.some((one) => one.blockId === step.block);
    const blocks = known ? world.server.content.blocks.map((one) => (one.blockId === step.block ? { ...one, words: one.words + token } : one)) : [...world.server.content.blocks, block(step.block, token)];
    world.server = { content: { ...world.server.content, blocks }, revision: world.server.revision + 1 };
  } else if (step.do === "kill") {
    if (step.during !== "nothing") {
      keep(world, reduceDraft(world.draft, { type: "send_began" }));
      if (step.during === "save_that_arrives" && world.draft.inFlight) arrive(world, world.draft.revision, world.draft.inFlight);
    }
    keep(world, openDraft(theirsOf(world), world.kept));
  } else if (step.do === "choose") {
    const key = world.draft.conflict?.keys[0];
    if (key !== undefined) keep(world, reduceDraft(world.draft, { type: "chose", key, choice: step.choice, asideId: `a${index}`, at }));
  } else {
    const found = world.draft.aside[0];
    if (found) keep(world, reduceDraft(world.draft, { type: "put_back", asideId: found.asideId, newBlockId: `n${index}` }));
  }
}

const allWords = (...contents: NoteContent[]) => contents.flatMap((one) => one.blocks.map((inner) => inner.words)).join("");

/** Where everything of the world may be read by a person: on the screen, beside it, in an open choice, on the server. */
const readable = (world: World) => allWords(world.draft.content, world.server.content, ...(world.draft.conflict ? [world.draft.conflict.theirs] : [])) + world.draft.aside.map((one) => one.block.words).join("");

describe("whatever happens, no character is lost (ideas 4 and 16; pains 1, 11, 12)", () => {
  const runs = process.env.TEST_LONG === "1" ? 20_000 : 600;

  it("holds at every step, over edits, lost saves, a second device, killed tabs and choices", { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(fc.array(steps, { minLength: 1, maxLength: 40 }), (sequence) => {
        const start = content();
        const world: World = { server: { content: start, revision: 1 }, draft: openDraft({ content: start, revision: 1, savedAt: null }, null), kept: null, mine: [], theirs: [] };
        sequence.forEach((step, index) => {
          perform(world, step, index);
          const onScreen = allWords(world.draft.content) + world.draft.aside.map((one) => one.block.words).join("");
          for (const token of world.mine) expect(onScreen, `${token} after ${step.do}`).toContain(token);
          const found = readable(world);
          for (const token of world.theirs) expect(found, `${token} after ${step.do}`).toContain(token);
          if (isSettled(world.draft) && world.draft.revision === world.server.revision) expect(sameContent(world.draft.content, world.server.content)).toBe(true);
        });
        // Whoever keeps both, puts back what stood aside and waits for one answered save has everything on the server.
        for (let round = 0; round < 60; round++) {
          const key = world.draft.conflict?.keys[0];
          if (key !== undefined) keep(world, reduceDraft(world.draft, { type: "chose", key, choice: "both", asideId: `end${round}`, at }));
          else if (world.draft.aside[0]) keep(world, reduceDraft(world.draft, { type: "put_back", asideId: world.draft.aside[0].asideId, newBlockId: `end${round}` }));
          else save(world, "answered");
        }
        keep(world, openDraft(theirsOf(world), world.kept));
        const saved = allWords(world.server.content);
        for (const token of [...world.mine, ...world.theirs]) expect(saved).toContain(token);
        expect(isUnsaved(world.draft)).toBe(false);
      }),
      { numRuns: runs, seed: 20261117 },
    );
  });

  it("never sends a block that says nothing, and never leaves one out that says something", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.uuid(), fc.string()), { maxLength: 20 }), (written) => {
        const whole: NoteContent = { ...content(), blocks: written.map(([id, words]) => block(id, words)) };
        const sent = sendable(whole, content());
        expect(sent.blocks).toEqual(whole.blocks.filter(hasWords));
        for (const [id] of written) expect(readPart(sent, `block:${id}`)).toBe(readPart(whole, `block:${id}`));
      }),
    );
  });
});
