import type { FieldWords } from "#kernel/faults.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import type { CanvasLink, CanvasNode, ChildCard, Content, DraftNode, Fact, NodeClass, NodeKind, Rating, ToldStory } from "./contract.ts";
import { faultWords } from "./faults.words.ts";

/** Which classes a thought of a kind may have; the first is the one it begins with. What an adult told of the own past is never anything else. */
export const classesOf: Record<NodeKind, readonly NodeClass[]> = {
  happened: ["child_chart", "relationship", "caregiver"],
  symptom_meaning: ["child_chart", "relationship", "caregiver"],
  body_development: ["child_chart", "relationship"],
  ghost: ["caregiver"],
  angel: ["caregiver", "relationship", "child_chart"],
  representation: ["relationship", "caregiver"],
  interaction: ["relationship", "caregiver"],
  strength: ["relationship", "child_chart", "caregiver"],
  context: ["caregiver", "child_chart"],
  safety_now: ["caregiver", "child_chart"],
  with_others: ["child_chart", "relationship", "caregiver"],
  target: ["relationship", "child_chart", "caregiver"],
};

/** A new thought of a kind, as it begins: its class, and whether letters may ever say it (B7). */
export const beginNode = (kind: NodeKind, nodeId: string, ownerPersonId: string | null): DraftNode => ({
  nodeId,
  kind,
  class: classesOf[kind][0]!,
  ownerPersonId: classesOf[kind][0] === "child_chart" ? null : ownerPersonId,
  title: "",
  detail: "",
  forChild: null,
  letters: kind === "context" ? "never" : "may",
  sessionId: null,
  blockId: null,
  target: kind === "target" ? { what: "interaction", whose: null, of: ownerPersonId } : null,
});

export const nodeKey = (nodeId: string): string => `node:${nodeId}`;

/** What a draft may name: the adults of the case, its sessions, what adults told of themselves by block, and the facts. */
export type Known = { adults: ReadonlySet<string>; sessions: ReadonlySet<string>; blocks: ReadonlyMap<string, string | null>; facts: ReadonlySet<string> };

/** What is wrong with a draft however far it is. */
export function findDraftFaults(content: Content, known: Known): FieldWords[] {
  const faults: FieldWords[] = [];
  const wrong = (path: string, message: FieldWords["message"]) => void faults.push({ path, message });
  content.nodes.forEach((one, place) => {
    const at = (key: string) => `nodes.${place}.${key}`;
    if (content.nodes.findIndex((other) => other.nodeId === one.nodeId) < place) wrong(at("nodeId"), faultWords.once);
    if (!classesOf[one.kind].includes(one.class)) wrong(at("class"), faultWords.noSuchClass);
    if ((one.class === "child_chart") !== (one.ownerPersonId === null)) wrong(at("ownerPersonId"), one.ownerPersonId === null ? faultWords.needOwner : faultWords.noOwner);
    if (one.ownerPersonId !== null && !known.adults.has(one.ownerPersonId)) wrong(at("ownerPersonId"), faultWords.noAdult);
    if (one.class === "caregiver" && one.forChild !== null) wrong(at("forChild"), faultWords.notForChild);
    if ((one.kind === "target") !== (one.target !== null)) wrong(at("target"), faultWords.needTarget);
    for (const who of [one.target?.whose, one.target?.of]) if (who && !known.adults.has(who)) wrong(at("target"), faultWords.noAdult);
    // Whose picture it is shows in the words of the view: another adult's never stands in what is safe for this one.
    if (one.class !== "caregiver" && one.target !== null && [one.target.whose, one.target.of].some((who) => who !== null && who !== one.ownerPersonId)) wrong(at("target"), faultWords.otherAdult);
    if (one.sessionId !== null && !known.sessions.has(one.sessionId)) wrong(at("sessionId"), faultWords.noSession);
    if (one.blockId !== null && (one.class !== "caregiver" || known.blocks.get(one.blockId) !== one.ownerPersonId)) wrong(at("blockId"), faultWords.noBlock);
  });
  const ends = new Set([...content.nodes.map((one) => nodeKey(one.nodeId)), ...known.facts]);
  const drawn = new Set<string>();
  content.links.forEach((one, place) => {
    const pair = [one.from, one.to].sort().join(" ");
    if (content.links.findIndex((other) => other.linkId === one.linkId) < place) wrong(`links.${place}.linkId`, faultWords.once);
    for (const key of ["from", "to"] as const) if (!ends.has(one[key])) wrong(`links.${place}.${key}`, faultWords.noEnd);
    if (one.from === one.to || drawn.has(pair)) wrong(`links.${place}.to`, faultWords.linkedAlready);
    drawn.add(pair);
  });
  return faults;
}

/** What a draft lacks before it can be kept. */
export function findGaps(content: Content): FieldWords[] {
  if (content.nodes.length === 0) return [{ path: "nodes", message: faultWords.needSomething }];
  return content.nodes.flatMap((one, place) => [
    ...(one.title.trim() === "" ? [{ path: `nodes.${place}.title`, message: faultWords.needWords }] : []),
    ...(one.forChild !== null && one.forChild.title.trim() === "" ? [{ path: `nodes.${place}.forChild`, message: faultWords.needChildWords }] : []),
  ]);
}

/** Who looks: `chart` says whether the child's chart is open to that adult by the own rights. */
export type Looking = { view: "clinician" } | { view: "adult"; adultId: string; chart: "open" | "closed" } | { view: "child" };
/** All that one version and the facts around it say. */
export type All = { nodes: readonly CanvasNode[]; links: readonly CanvasLink[]; facts: readonly Fact[]; ratings: readonly Rating[]; story: ToldStory | null; cards: readonly ChildCard[] };

/** Whether what carries the tag belongs into a view. What is one adult's own is nobody else's, and never the child's. */
export function isFor(looking: Looking, tag: Pick<DisclosureTag, "class" | "ownerPersonId">): boolean {
  if (looking.view === "clinician") return true;
  if (looking.view === "child") return tag.class === "child_chart" || tag.class === "relationship";
  return tag.class === "child_chart" ? looking.chart === "open" : tag.ownerPersonId === looking.adultId;
}

/** What is said to the child: thoughts with words for the child, under four headings. */
const childGroups: Partial<Record<NodeKind, ChildCard["group"]>> = { happened: "happened", symptom_meaning: "reminds", body_development: "reminds", strength: "helps", interaction: "helps", safety_now: "helps", with_others: "happened", angel: "keep", representation: "keep" };
export const cardsOf = (nodes: readonly CanvasNode[]): ChildCard[] =>
  nodes.flatMap((one) => (one.forChild === null || one.class === "caregiver" || childGroups[one.kind] === undefined ? [] : [{ group: childGroups[one.kind]!, ...one.forChild, disclosure: one.disclosure }]));

/**
 * The canvas for one who looks. What is not for them leaves nothing behind: a line goes with either of its ends, and from
 * which session or passage a thought came, or who drew a line, is not said outside the clinician's view.
 */
export function projectCanvas(looking: Looking, all: All): { nodes: CanvasNode[]; links: CanvasLink[]; facts: Fact[]; ratings: Rating[]; story: ToldStory | null; cards: ChildCard[] } {
  const isOpen = <T extends { disclosure: DisclosureTag }>(one: T) => isFor(looking, one.disclosure);
  const story = all.story !== null && isOpen(all.story) ? all.story : null;
  if (looking.view === "child") return { nodes: [], links: [], facts: [], ratings: [], story, cards: all.cards.filter(isOpen) };
  if (looking.view === "clinician") return { nodes: [...all.nodes], links: [...all.links], facts: [...all.facts], ratings: [...all.ratings], story, cards: [] };
  const nodes = all.nodes.filter(isOpen).map((one) => ({ ...one, sessionId: null, blockId: null }));
  const facts = all.facts.filter(isOpen);
  const ends = new Set([...nodes.map((one) => nodeKey(one.nodeId)), ...facts.map((one) => one.key)]);
  const links = all.links.filter((one) => ends.has(one.from) && ends.has(one.to) && isOpen(one) && isOpen(one.other)).map((one) => ({ ...one, linkedBy: null }));
  return { nodes, links, facts, ratings: all.ratings.filter((one) => isOpen(one) && ends.has(nodeKey(one.targetId))).map((one) => ({ ...one, byName: null })), story, cards: [] };
}

export type Change = { what: "added" | "gone" | "worded_anew"; title: string; tag: { class: NodeClass; ownerPersonId: string | null } };
const wording = (one: DraftNode) => JSON.stringify([one.kind, one.class, one.ownerPersonId, one.title, one.detail, one.forChild, one.letters, one.target]);
/** How a version differs from the one before it, thought by thought, and how many lines came and went. A thought keeps its id. */
export function compareVersions(before: Content, after: Content): { nodes: Change[]; linksAdded: number; linksGone: number } {
  const told = (what: Change["what"], one: DraftNode): Change => ({ what, title: one.title, tag: { class: one.class, ownerPersonId: one.ownerPersonId } });
  const was = new Map(before.nodes.map((one) => [one.nodeId, one]));
  const now = new Set(after.nodes.map((one) => one.nodeId));
  const links = (content: Content) => new Set(content.links.map((one) => one.linkId));
  const [old, fresh] = [links(before), links(after)];
  return {
    nodes: [
      ...after.nodes.flatMap((one) => (was.has(one.nodeId) ? (wording(was.get(one.nodeId)!) === wording(one) ? [] : [told("worded_anew", one)]) : [told("added", one)])),
      ...before.nodes.filter((one) => !now.has(one.nodeId)).map((one) => told("gone", one)),
    ],
    linksAdded: [...fresh].filter((id) => !old.has(id)).length,
    linksGone: [...old].filter((id) => !fresh.has(id)).length,
  };
}

/** What is sent of a thought or a line: without when, by whom, and its tag. */
export const asDraftNode = ({ writtenOn: _writtenOn, disclosure: _disclosure, ...one }: CanvasNode): DraftNode => one;
export const asDraft = (canvas: { nodes: readonly CanvasNode[]; links: readonly CanvasLink[] }): Content => ({ nodes: canvas.nodes.map(asDraftNode), links: canvas.links.map(({ linkId, from, to }) => ({ linkId, from, to })) });
