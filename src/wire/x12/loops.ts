import { checkSegment, elementRule, type SegmentRule } from "./elements.ts";
import { type Delimiters, elementOf, type Fault, idOf, type Segment, twoDigits } from "./segments.ts";

// Which segments follow which: loops within loops, as the guides draw them. A transaction set is read into a tree by a
// grammar that is data.

export type LoopRule = {
  loop: string;
  isRequired: boolean;
  most: number;
  children: readonly Child[];
};
type Child = SegmentRule | LoopRule;
const isLoop = (child: Child): child is LoopRule => "loop" in child;
const headOf = (child: Child): SegmentRule => (isLoop(child) ? headOf(child.children[0]!) : child);

type SegmentOptions = {
  most?: number;
  pairs?: SegmentRule["pairs"];
  dated?: SegmentRule["dated"];
  key?: number;
};
/** A segment that must stand (`R`) or may (`S`), with its elements in order; those behind the last are not used. */
export function segment(id: string, usage: "R" | "S", elements: readonly string[], { most = 1, pairs = [], dated = null, key }: SegmentOptions = {}): SegmentRule {
  const rules = elements.map(elementRule);
  const first = rules[0];
  const hasCodes = first !== undefined && ("parts" in first ? first.parts[0]!.codes : first.codes) !== null;
  return {
    id,
    isRequired: usage === "R",
    most,
    elements: rules,
    pairs,
    dated,
    key: key ?? (hasCodes ? 1 : null),
  };
}
export const loop = (id: string, usage: "R" | "S", most: number, children: readonly Child[]): LoopRule => ({ loop: id, isRequired: usage === "R", most, children });

/** A loop as it was read: its own segments, in their order, and the loops within it. */
export type Loop = { id: string; segments: Segment[]; loops: Loop[] };
export const loopsOf = ({ loops }: Loop, ...ids: string[]): Loop[] => loops.filter((one) => ids.includes(one.id));
export const loopOf = (of: Loop, id: string): Loop | null => of.loops.find((one) => one.id === id) ?? null;
/** The first segment of a loop with this id, and with this value of element 01 where one is named. */
export const segmentOf = ({ segments }: Loop, id: string, first?: string): Segment | null => segments.find((one) => idOf(one) === id && (first === undefined || elementOf(one, 1) === first)) ?? null;
export const segmentsIn = ({ segments }: Loop, id: string): Segment[] => segments.filter((one) => idOf(one) === id);

const codesOf = ({ elements, key }: SegmentRule): readonly string[] | null => {
  const rule = key === null ? undefined : elements[key - 1];
  return rule === undefined ? null : "parts" in rule ? rule.parts[0]!.codes : rule.codes;
};
const keyOf = (one: Segment, { key }: SegmentRule, { component }: Delimiters): string => (key === null ? "" : elementOf(one, key).split(component)[0]!);
const isOf = (one: Segment, rule: SegmentRule, delimiters: Delimiters) => rule.id === idOf(one) && (codesOf(rule)?.includes(keyOf(one, rule, delimiters)) ?? true);

type Frame = { rule: LoopRule; node: Loop; at: number; counts: number[]; missing: Set<number> };
/** Neighbours that begin with the same segment stand in any order; the first of them. */
function groupStart({ children }: LoopRule, at: number): number {
  let from = at;
  while (from > 0 && headOf(children[from - 1]!).id === headOf(children[at]!).id) from -= 1;
  return from;
}

class LoopReader {
  readonly faults: Fault[] = [];
  readonly #frames: Frame[] = [];
  readonly #delimiters: Delimiters;
  readonly #isTolerant: boolean;
  readonly root: Loop;
  constructor(rule: LoopRule, delimiters: Delimiters, isTolerant: boolean) {
    this.#isTolerant = isTolerant;
    this.#delimiters = delimiters;
    this.root = { id: rule.loop, segments: [], loops: [] };
    this.#frames.push({
      rule,
      node: this.root,
      at: 0,
      counts: rule.children.map(() => 0),
      missing: new Set(),
    });
  }

  take(one: Segment) {
    const place = this.#find(one, (rule) => isOf(one, rule, this.#delimiters)) ?? this.#findLoosely(one);
    if (place === null) return this.#misplaced(one);
    this.#enter(one, place);
  }
  end(one: Segment) {
    while (this.#frames.length > 0) this.#leave(one);
  }

  /** Where the segment may stand: in the innermost loop that has a place for it from where reading stands. */
  #find(one: Segment, fits: (rule: SegmentRule) => boolean): { depth: number; child: number } | null {
    for (let depth = this.#frames.length - 1; depth >= 0; depth--) {
      const { rule, at } = this.#frames[depth]!;
      // The segment that begins a loop was read when the loop was entered: another one begins another loop.
      const from = depth > 0 ? Math.max(1, groupStart(rule, at)) : groupStart(rule, at);
      for (let child = from; child < rule.children.length; child++) if (fits(headOf(rule.children[child]!))) return { depth, child };
    }
    return null;
  }
  /** A segment whose qualifier is none of those that may stand here: it takes the first place of its id, and the qualifier is the fault. */
  #findLoosely(one: Segment): { depth: number; child: number } | null {
    const isElsewhere = this.#frames.some(({ rule }) => rule.children.some((child) => isOf(one, headOf(child), this.#delimiters)));
    if (isElsewhere) return null;
    const place = this.#find(one, (rule) => rule.id === idOf(one));
    if (place === null) return null;
    const { rule, counts } = this.#frames[place.depth]!;
    const isAwaited = rule.children[place.child]!.isRequired && counts[place.child] === 0;
    const codes = rule.children
      .slice(place.child, isAwaited ? place.child + 1 : undefined)
      .map(headOf)
      .filter((head) => head.id === idOf(one))
      .flatMap((head) => codesOf(head) ?? []);
    const { key } = headOf(rule.children[place.child]!);
    this.#blame(one, idOf(one), `It says "${elementOf(one, key ?? 1)}".`, [...new Set(codes)].join(", "), twoDigits(key ?? 1));
    return place;
  }
  #misplaced(one: Segment) {
    const isLate = this.#frames.some(({ rule }) => rule.children.some((child) => isOf(one, headOf(child), this.#delimiters)));
    const { rule, at } = this.#frames.at(-1)!;
    const next = [...new Set(rule.children.slice(at + 1).map((child) => headOf(child).id))].slice(0, 6);
    this.#blame(one, idOf(one), isLate ? "It stands too late, or once too often." : `It has no place in loop ${rule.loop}.`, next.length === 0 ? "the end of the loop" : next.join(", "));
  }
  #enter(one: Segment, { depth, child }: { depth: number; child: number }) {
    while (this.#frames.length > depth + 1) this.#leave(one);
    const frame = this.#frames[depth]!;
    const start = groupStart(frame.rule, child);
    this.#miss(frame, start, one);
    frame.at = child;
    frame.counts[child]! += 1;
    const found = frame.rule.children[child]!;
    if (frame.counts[child]! > found.most) this.#blame(one, idOf(one), isLoop(found) ? `Loop ${found.loop} stands ${frame.counts[child]} times.` : `It stands ${frame.counts[child]} times.`, `at most ${found.most}`);
    if (!isLoop(found)) {
      frame.node.segments.push(one);
      // One with a qualifier that is none of its place was blamed for that; what else it holds cannot be judged.
      if (isOf(one, found, this.#delimiters)) this.faults.push(...checkSegment(one, found, { ...this.#delimiters, isTolerant: this.#isTolerant }));
      return;
    }
    const node: Loop = { id: found.loop, segments: [], loops: [] };
    frame.node.loops.push(node);
    this.#frames.push({
      rule: found,
      node,
      at: 0,
      counts: found.children.map(() => 0),
      missing: new Set(),
    });
    this.#enter(one, { depth: depth + 1, child: 0 });
  }
  /** Says what must stand before a place and does not. */
  #miss(frame: Frame, before: number, one: Segment) {
    for (const [place, child] of frame.rule.children.slice(0, before).entries()) {
      if (!child.isRequired || frame.counts[place]! > 0 || frame.missing.has(place)) continue;
      frame.missing.add(place);
      const head = headOf(child);
      const codes = codesOf(head);
      this.#blame(one, head.id, isLoop(child) ? `Loop ${child.loop} is missing.` : "The segment is missing.", `${head.id}${codes === null || codes.length > 4 ? "" : ` ${codes.join(" or ")}`} in loop ${isLoop(child) ? child.loop : frame.rule.loop}`);
    }
  }
  #leave(one: Segment) {
    const frame = this.#frames.pop()!;
    this.#miss(frame, frame.rule.children.length, one);
  }
  #blame(one: Segment, id: string, message: string, expected: string, element: string | null = null) {
    this.faults.push({ segment: one.number, id, element, message, expected });
  }
}

/**
 * Reads a transaction set by its grammar: the tree of its loops, and every fault of order, number and content. What a payer
 * sends is read tolerantly: elements that are written and hold nothing are no fault.
 */
export function readLoops(rule: LoopRule, segments: readonly Segment[], delimiters: Delimiters, { isTolerant = false } = {}): { root: Loop; faults: Fault[] } {
  const reader = new LoopReader(rule, delimiters, isTolerant);
  for (const one of segments) reader.take(one);
  reader.end(segments.at(-1) ?? { number: 1, elements: ["SE"] });
  return { root: reader.root, faults: reader.faults };
}
