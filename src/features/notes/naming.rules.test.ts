import { describe, expect, it } from "vitest";
import type { NoteContent } from "./content.rules.ts";
import type { DraftBlock } from "./contract.ts";
import { findForeignChip, nameObjectives, nameReminders, nameSteps, nameTargets, offerChoices, readNamed } from "./naming.rules.ts";
import { isDistanceMissing, missingSlots, sectionsFor, takeOver } from "./sections.rules.ts";

const versions = [{ planId: "p1", number: 1, fixedOn: "2026-01-02" }, { planId: "p2", number: 2, fixedOn: "2026-06-02" }, { planId: "p3", number: 3, fixedOn: null }];
const objective = (objectiveId: string, planId: string, more: { ownerPersonId?: string; words?: string; status?: string } = {}) => ({ objectiveId, planId, ownerPersonId: null, words: objectiveId, status: null, ...more });
const content = (...blocks: DraftBlock[]): NoteContent => ({ heldFrom: null, heldTo: null, longerSessionReason: "", attendance: [], blocks });
const goals = (more: Partial<DraftBlock> = {}): DraftBlock => ({ blockId: "b", section: "goals", class: "child_chart", ownerPersonId: null, words: "", chips: [], ...more });
let next = 0;
const makeId = () => `made${next++}`;

describe("the objectives that a note may name", () => {
  const named = nameObjectives(versions, [objective("sleep", "p1", { words: "old" }), objective("sleep", "p2", { words: "new" }), objective("gone", "p1"), objective("held", "p2", { ownerPersonId: "m" }), objective("reached", "p2", { status: "reached" }), objective("draft", "p3")]);

  it("are those of the newest fixed version, in its words; drafts are none, and what a review closed is past", () => {
    expect(named.map(({ code, words, standing, class: ofClass }) => [code, words, standing, ofClass])).toEqual([
      ["sleep", "new", "open", "child_chart"],
      ["gone", "gone", "past", "child_chart"],
      ["held", "held", "open", "relationship"],
      ["reached", "reached", "past", "child_chart"],
    ]);
  });

  it("are those of one plan where two records are one: each has a first version, and the later one holds", () => {
    const joined = [{ planId: "ours", number: 1, fixedOn: "2026-03-02" }, { planId: "theirs", number: 2, fixedOn: "2026-01-02" }, { planId: "first", number: 1, fixedOn: "2026-01-02" }];
    const both = nameObjectives(joined, [objective("sleep", "first", { words: "old" }), objective("sleep", "theirs", { words: "theirs" }), objective("play", "ours", { words: "ours" })]);
    expect(both.map(({ code, words, standing }) => [code, words, standing])).toEqual([["sleep", "theirs", "past"], ["play", "ours", "open"]]);
  });

  it("are offered while it is written; a signed note has those it names, past ones too", () => {
    const codes = (state: "open" | "closed", ...chips: string[]) => offerChoices("c", named, [goals({ chips: chips.map((code) => ({ code })) })], state).map((one) => one.code);
    expect(codes("open")).toEqual(["sleep", "held"]);
    expect(codes("open", "gone")).toEqual(["sleep", "gone", "held"]);
    expect(codes("closed", "gone")).toEqual(["gone"]);
  });

  it("stand in passages of the adult to whom they belong, and nowhere else", () => {
    const place = (ownerPersonId: string | null, code: string) => findForeignChip(goals({ class: ownerPersonId === null ? "child_chart" : "relationship", ownerPersonId, chips: [{ code: "sleep" }, { code }] }), named);
    expect([place("m", "held"), place("f", "held"), place(null, "held"), place(null, "unknown")]).toEqual([null, 1, 1, null]);
  });

  it("have a place for each class and owner who came, and none where there are none", () => {
    const asking = { modality: "in_person", choices: offerChoices("c", named, [], "open"), siblings: [{ personId: "sis" }] } as const;
    const sections = sectionsFor("preschool", asking);
    const slots = missingSlots(content(), sections, ["m"], asking, makeId);
    expect(slots.filter((slot) => slot.section === "goals").map((slot) => [slot.class, slot.ownerPersonId])).toEqual([["child_chart", null], ["relationship", "m"]]);
    expect(missingSlots(content(), sections, ["f"], asking, makeId).filter((slot) => slot.section === "goals")).toHaveLength(1);
    expect(slots.filter((slot) => slot.section === "siblings").map((slot) => slot.siblingId)).toEqual(["sis"]);
    expect(sectionsFor("preschool", { ...asking, choices: [], siblings: [] })).not.toEqual(expect.arrayContaining(["goals"]));
    expect(missingSlots(content(...slots), sections, ["m"], asking, makeId)).toEqual([]);
  });
});

describe("steps, reminders and targets in a note", () => {
  const offered = [{ code: "feedback_given", per: "adult", class: "relationship" }, { code: "triangle_drafted", per: "case", class: "child_chart" }] as const;
  const steps = nameSteps(offered, ["m", "f"], (step, adult) => step === "feedback_given" && adult === "f", "en");
  const reminders = nameReminders([{ triggerId: "11111111-1", whosePersonId: null, cue: "Sirens", status: "seen" }, { triggerId: "22222222-2", whosePersonId: "m", cue: "Screaming", status: "new" }, { triggerId: "33333333-3", whosePersonId: null, cue: "Baths", status: "gone" }]);
  const targets = nameTargets([{ nodeId: "44444444-4", kind: "target", class: "relationship", ownerPersonId: "m", title: "He hides" }, { nodeId: "n", kind: "ghost", class: "caregiver", ownerPersonId: "m", title: "x" }], [{ targetId: "44444444-4", status: "closed" }, { targetId: "44444444-4", status: "open" }]);
  const named = [...steps, ...reminders, ...targets];
  const inSection = (section: DraftBlock["section"], ofClass: DraftBlock["class"], ownerPersonId: string | null, ...chips: DraftBlock["chips"]) => goals({ section, class: ofClass, ownerPersonId, chips });

  it("are offered where they stand open, each once with each adult", () => {
    expect(offerChoices("c", named, [], "open").map((one) => [one.section, one.code, one.detail, one.disclosure.ownerPersonId])).toEqual([
      ["steps", "feedback_given", "m", "m"],
      ["steps", "triangle_drafted", null, null],
      ["triggers", "11111111-1", null, null],
      ["triggers", "22222222-2", null, "m"],
      ["targets", "44444444-4", null, "m"],
    ]);
  });

  it("stand with the adult and in the class that they are of", () => {
    const place = (block: DraftBlock) => findForeignChip(block, named);
    expect(place(inSection("steps", "relationship", "m", { code: "feedback_given", detail: "m" }))).toBe(null);
    expect(place(inSection("steps", "relationship", "m", { code: "feedback_given", detail: "f" }))).toBe(0);
    expect(place(inSection("steps", "relationship", "f", { code: "feedback_given", detail: "m" }))).toBe(0);
    expect(place(inSection("steps", "caregiver", "m", { code: "triangle_drafted" }))).toBe(0);
    expect(place(inSection("triggers", "child_chart", null, { code: "11111111-1" }, { code: "22222222-2" }))).toBe(1);
    expect(place(inSection("triggers", "caregiver", "m", { code: "22222222-2" }))).toBe(null);
    expect(place(inSection("targets", "relationship", "f", { code: "44444444-4" }))).toBe(0);
  });

  it("are read from a signed note once: what was seen, what is new in own words, how strong a target was", () => {
    const told = readNamed(
      [
        inSection("triggers", "child_chart", null, { code: "11111111-1" }, { code: "own_trigger", detail: "sirens" }, { code: "own_trigger", detail: " A closed door " }),
        inSection("triggers", "relationship", "m", { code: "own_trigger", detail: "kept closer" }),
        inSection("triggers", "caregiver", "m", { code: "own_trigger", detail: "Sirens" }),
        inSection("targets", "relationship", "m", { code: "44444444-4", detail: "2" }),
        inSection("targets", "child_chart", null, { code: "unknown", detail: "3" }),
      ],
      named,
    );
    expect(told).toEqual({ seen: ["11111111-1"], fresh: [{ whosePersonId: null, cue: "A closed door" }, { whosePersonId: "m", cue: "Sirens" }], rated: [{ targetId: "44444444-4", strength: 2 }] });
  });
});

describe("what is carried forward", () => {
  const disclosure = { class: "child_chart", caseId: "c", ownerPersonId: null, ownerStaffId: null, counterpartStaffId: null, part2: false } as const;
  const before = { sessionNumber: 4, on: "2026-11-13", passages: [{ section: "goals" as const, chips: [{ code: "sleep", detail: "some" }, { code: "held" }], disclosure }, { section: "triggers" as const, chips: [{ code: "trigger_new" }, { code: "own_trigger", detail: "sirens" }], disclosure }, { section: "regulation" as const, chips: [{ code: "child_start_tense" }], disclosure }] };

  it("is that something is worked on, never how it went nor what happened", () => {
    const note = content(goals({ chips: [{ code: "held", detail: "reached" }] }), goals({ blockId: "t", section: "triggers" }), goals({ blockId: "r", section: "regulation" }));
    const taken = takeOver(note, before);
    expect(taken).toEqual([
      { blockId: "b", chips: [{ code: "held", detail: "reached" }, { code: "sleep" }] },
      { blockId: "t", chips: [{ code: "own_trigger", detail: "sirens" }] },
    ]);
    const after = { ...note, blocks: note.blocks.map((block) => ({ ...block, chips: taken.find((one) => one.blockId === block.blockId)?.chips ?? block.chips })) };
    expect(takeOver(after, before)).toEqual([]);
  });

  it("goes to passages of the same class and owner only", () => {
    expect(takeOver(content(goals({ class: "relationship", ownerPersonId: "m" })), before)).toEqual([]);
    expect(takeOver(content(goals()), null)).toEqual([]);
  });
});

describe("a family at a distance", () => {
  const asked = (...codes: string[]) => content(goals({ section: "telehealth", class: "caregiver", ownerPersonId: "m", chips: codes.map((code) => ({ code, detail: code === "blank" ? " " : "x" })) }));
  it("is asked where it is, for a number to call back and for the emergency number there", () => {
    const video = { session: { modality: "video" } } as const;
    expect(isDistanceMissing(video, content())).toBe(true);
    expect(isDistanceMissing(video, asked("where_now", "call_back"))).toBe(true);
    expect(isDistanceMissing(video, asked("where_now", "call_back", "emergency_number"))).toBe(false);
    expect(isDistanceMissing({ session: { modality: "in_person" } }, content())).toBe(false);
    const sections = sectionsFor("toddler", { modality: "video", choices: [], siblings: [] });
    expect(sections[0]).toBe("telehealth");
    expect(missingSlots(content(), sections, ["m", "f"], { choices: [], siblings: [] }, makeId).filter((slot) => slot.section === "telehealth").map((slot) => slot.ownerPersonId)).toEqual(["m"]);
  });
});
