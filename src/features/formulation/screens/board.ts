import type { Language } from "#kernel/language.ts";
import { eventNames } from "#features/cases/screens.words.ts";
import type { CanvasLink, Content, DraftLink, DraftNode, Fact, NodeClass, NodeKind, Rating } from "../contract.ts";
import { nodeKey } from "../rules.ts";
import { groupNames, strengthNames, words } from "../screens.words.ts";
import { statusNames } from "../triggers.words.ts";

export type Group = keyof typeof groupNames;
/** In which group a thought stands. */
export const groupOf: Record<NodeKind, Group> = { happened: "happened", symptom_meaning: "body", body_development: "body", ghost: "ghosts", angel: "angels", representation: "between", interaction: "between", strength: "strength", context: "context", safety_now: "safety", with_others: "others", target: "targets" };
/** Which kind a new thought of a group is; reminders are recorded by themselves. */
export const kindOf: Partial<Record<Group, NodeKind>> = { happened: "happened", body: "body_development", ghosts: "ghost", angels: "angel", between: "interaction", strength: "strength", context: "context", safety: "safety_now", others: "with_others", targets: "target" };
const groupOfFact: Record<Fact["kind"], Group> = { event: "happened", trigger: "reminders", diagnosis: "body" };

/** One card of the canvas: a thought that can be changed where there is a draft, or a fact from its own row. */
export type Card = { key: string; group: Group; title: string; detail: string; class: NodeClass; ownerPersonId: string | null; node: DraftNode | null };
export type Line = { linkId: string; from: Card; to: Card; drawn: { on: string; by: string | null } | null };
/** How people are called on the canvas; null is the child. */
export type Called = (personId: string | null) => string;

function sayTarget(one: DraftNode, called: Called, language: Language): string {
  if (one.target === null) return "";
  const { what, whose, of } = one.target;
  return what === "representation" ? words.pictureOf[language](called(whose), called(of)) : words.between[language](called(whose), called(of));
}
/** How a target went: the first rating and the last. */
export function sayCourse(ratings: readonly Rating[], targetId: string, language: Language): string {
  const of = ratings.filter((one) => one.targetId === targetId);
  const [first, last] = [of[0], of.at(-1)];
  if (first === undefined || last === undefined) return "";
  const name = (one: Rating) => strengthNames[one.strength]![language].replace(/^\d · /, "");
  const course = of.length === 1 ? name(last) : words.was[language](name(first), name(last));
  return last.status === "closed" ? `${course} · ${words.closed[language]}` : course;
}

/** All cards of a canvas, group by group as they are given. */
export function layCards(content: Pick<Content, "nodes">, facts: readonly Fact[], ratings: readonly Rating[], called: Called, language: Language): Card[] {
  return [
    ...facts.map((one): Card => ({
      key: one.key,
      group: groupOfFact[one.kind],
      title: one.kind === "event" ? (eventNames[one.code ?? ""]?.[language] ?? one.code ?? "") : one.kind === "diagnosis" ? `${one.code ?? ""} ${one.title}`.trim() : one.title,
      detail: one.kind === "trigger" ? [called(one.personId), statusNames[one.status ?? ""]?.[language] ?? "", one.detail].filter((part) => part !== "").join(" · ") : one.detail,
      class: one.kind === "trigger" && one.personId !== null ? "caregiver" : "child_chart",
      ownerPersonId: one.personId,
      node: null,
    })),
    ...content.nodes.map((one): Card => ({ key: nodeKey(one.nodeId), group: groupOf[one.kind], title: one.title, detail: [sayTarget(one, called, language), sayCourse(ratings, one.nodeId, language), one.detail].filter((part) => part !== "").join(" · "), class: one.class, ownerPersonId: one.ownerPersonId, node: one })),
  ];
}

/** The lines between cards that are there. */
export function layLines(links: readonly DraftLink[], drawn: readonly CanvasLink[], cards: readonly Card[]): Line[] {
  const byKey = new Map(cards.map((one) => [one.key, one]));
  const known = new Map(drawn.map((one) => [one.linkId, { on: one.linkedOn, by: one.linkedBy }]));
  return links.flatMap((one) => {
    const [from, to] = [byKey.get(one.from), byKey.get(one.to)];
    return from === undefined || to === undefined ? [] : [{ linkId: one.linkId, from, to, drawn: known.get(one.linkId) ?? null }];
  });
}
/** The cards that a card is linked with, each with the line. */
export const neighboursOf = (card: Card, lines: readonly Line[]): { line: Line; other: Card }[] => lines.flatMap((line) => (line.from.key === card.key ? [{ line, other: line.to }] : line.to.key === card.key ? [{ line, other: line.from }] : []));

type Box = { left: number; top: number; width: number; height: number };
/** The curve from one card to another: sideways where they stand beside each other, else from below to above. */
export function drawCurve(from: Box, to: Box): { path: string; ends: readonly [number, number][] } {
  const middle = (one: Box) => ({ x: one.left + one.width / 2, y: one.top + one.height / 2 });
  const apart = to.left >= from.left + from.width ? 1 : from.left >= to.left + to.width ? -1 : 0;
  const n = (value: number) => Math.round(value);
  if (apart === 0) {
    const below = middle(to).y > middle(from).y ? 1 : -1;
    const [y1, y2] = below === 1 ? [from.top + from.height, to.top] : [from.top, to.top + to.height];
    // Two in one column: around their left side, so that the line is not hidden behind what stands between.
    const x = Math.min(from.left, to.left);
    const [a, b] = [middle(from).y, middle(to).y];
    return Math.abs(y2 - y1) < 16 ? { path: `M${n(middle(from).x)} ${n(y1)}L${n(middle(to).x)} ${n(y2)}`, ends: [[middle(from).x, y1], [middle(to).x, y2]] } : { path: `M${n(x)} ${n(a)}C${n(x - 26)} ${n(a)} ${n(x - 26)} ${n(b)} ${n(x)} ${n(b)}`, ends: [[x, a], [x, b]] };
  }
  const [x1, x2] = apart === 1 ? [from.left + from.width, to.left] : [from.left, to.left + to.width];
  const [y1, y2] = [middle(from).y, middle(to).y];
  const pull = Math.max(18, Math.min(90, Math.abs(x2 - x1) / 2)) * apart;
  return { path: `M${n(x1)} ${n(y1)}C${n(x1 + pull)} ${n(y1)} ${n(x2 - pull)} ${n(y2)} ${n(x2)} ${n(y2)}`, ends: [[x1, y1], [x2, y2]] };
}
