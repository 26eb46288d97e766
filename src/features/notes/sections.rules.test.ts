import { describe, expect, it } from "vitest";
import { chipLists, feelings, objectives, regulationMoments, regulationStates } from "#features/cases/chips.words.ts";
import type { NoteContent } from "./content.rules.ts";
import { noteSections } from "./sections.contract.ts";
import { allowedClasses, defaultClass, needsAdult } from "./rules.ts";
import { adultsOf, blocksInOrder, mayReadAlong, missingSlots, sectionsFor, withClass } from "./sections.rules.ts";
import { countPassages } from "./strands.rules.ts";

const content = (statuses: Record<string, "expected" | "present" | "absent">): NoteContent => ({ heldFrom: null, heldTo: null, longerSessionReason: "", attendance: Object.entries(statuses).map(([personId, status]) => ({ personId, status, in: null, out: null, reason: "" })), blocks: [] });
let next = 0;
const nothing = { modality: "in_person", choices: [], siblings: [] } as const;
const makeId = () => `id${next++}`;

describe("the sections of a note (B3)", () => {
  it("asks by the child's age, and for what each adult tells of herself apart", () => {
    const note = content({ m: "present", f: "present", aunt: "absent" });
    const adults = adultsOf(note, ["m", "f", "aunt"]);
    expect(adults).toEqual(["m", "f"]);
    const slots = missingSlots(note, sectionsFor("toddler", nothing), adults, nothing, makeId);
    expect(slots.filter((slot) => slot.section === "about_self").map((slot) => slot.ownerPersonId)).toEqual(["m", "f"]);
    expect(slots.filter((slot) => slot.section === "play").map((slot) => slot.ownerPersonId)).toEqual(["m"]);
    for (const slot of slots) expect(needsAdult(slot.class)).toBe(slot.ownerPersonId !== null);
    expect(sectionsFor("infant", nothing)).not.toContain("play");
  });

  it("makes no second place where one is, and shows what stands in no template", () => {
    const sections = sectionsFor("preschool", nothing);
    const first = content({ m: "expected" });
    const filled = { ...first, blocks: missingSlots(first, sections, ["m"], nothing, makeId) };
    expect(missingSlots(filled, sections, ["m"], nothing, makeId)).toEqual([]);
    const withTarget: NoteContent = { ...filled, blocks: [...filled.blocks, { blockId: "t", section: "targets", class: "child_chart", ownerPersonId: null, words: "sleeps", chips: [] }] };
    expect(blocksInOrder(withTarget, sections, ["m"]).at(-1)?.section).toBe("targets");
  });

  it("hides an absent adult's empty places, never what stands in one", () => {
    const note: NoteContent = { ...content({ m: "present", f: "absent" }), blocks: ["m", "f"].map((id) => ({ blockId: id, section: "about_self", class: "caregiver", ownerPersonId: id, words: "", chips: [] })) };
    expect(blocksInOrder(note, ["about_self"], ["m"]).map((block) => block.blockId)).toEqual(["m"]);
    const told = { ...note, blocks: note.blocks.map((block) => ({ ...block, words: "told" })) };
    expect(blocksInOrder(told, ["about_self"], ["m"]).map((block) => block.blockId)).toEqual(["m", "f"]);
  });

  it("shows an adult who reads along nothing of another adult's and nothing of the clinician's", () => {
    const seen = (kind: Parameters<typeof mayReadAlong>[0]["class"], owner: string | null) => mayReadAlong({ class: kind, ownerPersonId: owner }, "m");
    expect([seen("child_chart", null), seen("relationship", "m"), seen("caregiver", "m")]).toEqual([true, true, true]);
    expect([seen("relationship", "f"), seen("caregiver", "f"), seen("psychotherapy_note", null), seen("supervision", null)]).toEqual([false, false, false, false]);
  });

  it("names an adult when a class asks for one, and nobody when it does not", () => {
    const plan = { blockId: "b", section: "plan", class: "child_chart", ownerPersonId: null, words: "", chips: [] } as const;
    expect(withClass({ ...plan, chips: [] }, "caregiver", ["m"])).toEqual({ class: "caregiver", ownerPersonId: "m" });
    expect(withClass({ ...plan, chips: [], ownerPersonId: "f" }, "child_chart", ["m"])).toEqual({ class: "child_chart", ownerPersonId: null });
    for (const section of noteSections) expect(allowedClasses(section)).toContain(defaultClass[section]);
  });
});

describe("the chips", () => {
  const lists = [...Object.values(chipLists).flatMap((inner) => inner.map((list) => list.chips)), feelings, objectives, regulationStates, regulationMoments];

  it("have words in both languages, and codes that the server takes", () => {
    for (const chip of lists.flat()) {
      expect(chip.code).toMatch(/^[a-z][a-z0-9_]{1,60}$/);
      expect(chip.words.en.trim()).not.toBe("");
      expect(chip.words.es.trim()).not.toBe("");
    }
  });

  it("name each code once in a section, so that a press means one thing", () => {
    for (const [section, inner] of Object.entries(chipLists)) {
      const codes = inner.flatMap((list) => list.chips.map((chip) => chip.code));
      expect(new Set(codes).size, section).toBe(codes.length);
    }
  });

  it("feed the strands passage by passage; an objective not touched feeds none", () => {
    const counts = countPassages([
      { section: "regulation", words: "A siren.", chips: [{ code: "humming" }] },
      { section: "content", words: "", chips: [{ code: "trauma_story", detail: "2" }, { code: "trauma_play", detail: "0" }] },
      { section: "interventions", words: "", chips: [{ code: "name_event_build_story" }, { code: "routines" }] },
      { section: "about_self", words: "her own", chips: [] },
    ]);
    expect(counts).toEqual({ emotional_process: 2, dyadic_relational: 0, trauma_framework: 1, content: 1, procedural: 0, reflective_practice: 0 });
  });
});
