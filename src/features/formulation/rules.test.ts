import { describe, expect, it } from "vitest";
import { tagOf } from "#features/disclosure/rules.ts";
import { type CanvasLink, type CanvasNode, type DraftNode, nodeKinds } from "./contract.ts";
import { asDraft, beginNode, cardsOf, classesOf, compareVersions, findDraftFaults, findGaps, type Known, type Looking, nodeKey, projectCanvas } from "./rules.ts";
import { drawCurve } from "./screens/board.ts";

const [A, B, CASE] = ["aaaaaaaa-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000002", "aaaaaaaa-0000-4000-8000-000000000003"];
const id = (n: number) => `bbbbbbbb-0000-4000-8000-${String(n).padStart(12, "0")}`;
const known: Known = { adults: new Set([A, B]), sessions: new Set([id(90)]), blocks: new Map([[id(80), A]]), facts: new Set([`trigger:${id(70)}`]) };
const draft = (n: number, more: Partial<DraftNode> = {}): DraftNode => ({ ...beginNode("happened", id(n), A), title: `T${n}`, ...more });
const node = (n: number, ofClass: DraftNode["class"], owner: string | null, more: Partial<DraftNode> = {}): CanvasNode => ({ ...draft(n, { class: ofClass, ownerPersonId: owner, sessionId: id(90), ...more }), writtenOn: "2026-01-01", disclosure: tagOf(ofClass, CASE, owner) });
const paths = (nodes: DraftNode[], links: { linkId: string; from: string; to: string }[] = []) => findDraftFaults({ nodes, links }, known).map((one) => one.path);

describe("a thought on the canvas (B4, B6, B7)", () => {
  it("begins in the class of its kind: what an adult tells of the own past and of the context is that adult's own, and context is kept out of letters", () => {
    expect(classesOf.ghost).toEqual(["caregiver"]);
    expect(beginNode("context", id(1), A)).toMatchObject({ class: "caregiver", ownerPersonId: A, letters: "never" });
    expect(beginNode("happened", id(1), A)).toMatchObject({ class: "child_chart", ownerPersonId: null, letters: "may" });
    for (const kind of nodeKinds) expect(paths([beginNode(kind, id(1), A)])).toEqual([]);
  });

  it.each<[string, DraftNode[], string[]]>([
    ["an id twice", [draft(1), draft(1)], ["nodes.1.nodeId"]],
    ["a ghost of the chart", [draft(1, { kind: "ghost" })], ["nodes.0.class"]],
    ["a relationship of nobody", [draft(1, { class: "relationship" })], ["nodes.0.ownerPersonId"]],
    ["a chart of somebody", [draft(1, { ownerPersonId: A })], ["nodes.0.ownerPersonId"]],
    ["an adult of another case", [draft(1, { class: "caregiver", ownerPersonId: id(5) })], ["nodes.0.ownerPersonId"]],
    ["an adult's own, said to the child", [draft(1, { class: "caregiver", ownerPersonId: A, forChild: { title: "x", line: "" } })], ["nodes.0.forChild"]],
    ["a target of nothing", [draft(1, { kind: "target", class: "relationship", ownerPersonId: A })], ["nodes.0.target"]],
    ["a picture of B in what A reads", [draft(1, { kind: "target", class: "relationship", ownerPersonId: A, target: { what: "representation", whose: null, of: B } })], ["nodes.0.target"]],
    ["a session of elsewhere", [draft(1, { sessionId: id(91) })], ["nodes.0.sessionId"]],
    ["B's passage as A's thought", [draft(1, { class: "caregiver", ownerPersonId: B, blockId: id(80) })], ["nodes.0.blockId"]],
    ["an own passage in the chart", [draft(1, { blockId: id(80) })], ["nodes.0.blockId"]],
  ])("is refused as %s, at its place", (_what, nodes, expected) => expect(paths(nodes)).toEqual(expected));

  it("is linked with another once, with a fact too, and never with itself or with what is not there", () => {
    const link = (n: number, from: string, to: string) => ({ linkId: id(n), from, to });
    const [one, two, trigger] = [nodeKey(id(1)), nodeKey(id(2)), `trigger:${id(70)}`];
    expect(paths([draft(1), draft(2)], [link(10, one, two), link(11, one, trigger)])).toEqual([]);
    expect(paths([draft(1), draft(2)], [link(10, one, two), link(11, two, one), link(12, one, one), link(13, one, `event:${id(1)}`)])).toEqual(["links.1.to", "links.2.to", "links.3.to"]);
  });

  it("needs words before it is kept, for the child too where it is said to the child", () => {
    expect(findGaps({ nodes: [], links: [] }).map((one) => one.path)).toEqual(["nodes"]);
    expect(findGaps({ nodes: [draft(1, { title: " " }), draft(2, { forChild: { title: "", line: "x" } }), draft(3)], links: [] }).map((one) => one.path)).toEqual(["nodes.0.title", "nodes.1.forChild"]);
  });

  it("is told apart from the version before by its words, not by its place", () => {
    const change = compareVersions({ nodes: [draft(1), draft(2)], links: [] }, { nodes: [draft(3), draft(2, { detail: "more" })], links: [{ linkId: id(9), from: "", to: "" }] });
    expect([change.nodes.map((one) => `${one.what} ${one.title}`), change.linksAdded, change.linksGone]).toEqual([["added T3", "worded_anew T2", "gone T1"], 1, 0]);
  });
});

/** Every class and owner, each said to the child where it may be, and a line between any two. */
const nodes = [node(1, "child_chart", null, { forChild: { title: "K1", line: "" } }), node(2, "relationship", A, { kind: "strength", forChild: { title: "K2", line: "" } }), node(3, "relationship", B), node(4, "caregiver", A), node(5, "caregiver", B)];
const links = nodes.flatMap((from, one) => nodes.slice(one + 1).map((to, two): CanvasLink => ({ linkId: id(100 + one * 10 + two), from: nodeKey(from.nodeId), to: nodeKey(to.nodeId), linkedOn: "2026-01-01", linkedBy: "Hannah", disclosure: from.disclosure, other: { disclosure: to.disclosure } })));
const ratings = nodes.map((one) => ({ targetId: one.nodeId, ratedOn: "2026-01-01", strength: 1, status: "open" as const, words: "", byName: "Hannah", disclosure: one.disclosure }));
const all = { nodes, links, facts: [], ratings, story: null, cards: cardsOf(nodes) };
const look = (looking: Looking) => projectCanvas(looking, all);
const titles = (looking: Looking) => look(looking).nodes.map((one) => one.title);

describe("the views of the canvas", () => {
  it("show the clinician all, an adult the own and, by the own rights, the child's chart", () => {
    expect(titles({ view: "clinician" })).toEqual(["T1", "T2", "T3", "T4", "T5"]);
    expect(titles({ view: "adult", adultId: A, chart: "open" })).toEqual(["T1", "T2", "T4"]);
    expect(titles({ view: "adult", adultId: B, chart: "closed" })).toEqual(["T3", "T5"]);
  });

  it("leave nothing of another adult behind: no line, no rating, no session, no name", () => {
    for (const [adultId, other] of [[A, B], [B, A]] as const) {
      for (const chart of ["open", "closed"] as const) {
        const shown = look({ view: "adult", adultId, chart });
        const said = JSON.stringify(shown);
        expect(said).not.toContain(other);
        expect(said).not.toMatch(/Hannah|0000000090/);
        const there = new Set(shown.nodes.map((one) => nodeKey(one.nodeId)));
        expect(shown.links.every((one) => there.has(one.from) && there.has(one.to))).toBe(true);
        expect(shown.links).toHaveLength((there.size * (there.size - 1)) / 2);
        expect(shown.ratings).toHaveLength(there.size);
      }
    }
  });

  it("show the child only the words that were chosen, and never anything that is an adult's own", () => {
    const shown = look({ view: "child" });
    expect(shown.cards.map((one) => one.title)).toEqual(["K1", "K2"]);
    expect([shown.nodes, shown.links, shown.facts, shown.ratings]).toEqual([[], [], [], []]);
    expect(cardsOf([node(9, "caregiver", A, { forChild: { title: "NEVER", line: "" } })])).toEqual([]);
    expect(JSON.stringify(shown)).not.toMatch(/T\d/);
  });

  it("send back what they read: a thought is the same after a round trip", () => {
    expect(asDraft(look({ view: "clinician" })).nodes[0]).toEqual(draft(1, { sessionId: id(90), forChild: { title: "K1", line: "" } }));
  });
});

it("a line leaves a card at the side that faces the other", () => {
  const box = (left: number, top: number) => ({ left, top, width: 100, height: 40 });
  expect(drawCurve(box(0, 0), box(200, 80)).ends).toEqual([[100, 20], [200, 100]]);
  expect(drawCurve(box(200, 80), box(0, 0)).ends).toEqual([[200, 100], [100, 20]]);
  expect(drawCurve(box(0, 0), box(0, 200)).ends).toEqual([[0, 20], [0, 220]]);
  expect(drawCurve(box(0, 0), box(0, 48)).ends).toEqual([[50, 40], [50, 48]]);
});
