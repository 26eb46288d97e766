import { checkSegment, elementRule, type Reading, type SegmentRule } from "./elements.ts";
import { faultAt, faultBefore, type Faults } from "./faults.ts";
import { type Delimiters, elementOf, idOf, type Segment, SEGMENT_ID } from "./segments.ts";
import { oneOf, say, sayWith, written } from "./words.ts";

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

/** The codes by which this use of a segment is known from others. */
const codesOf = ({ elements, key }: SegmentRule): readonly string[] | null => {
  const rule = key === null ? undefined : elements[key - 1];
  return rule === undefined ? null : "parts" in rule ? rule.parts[0]!.codes : rule.codes;
};
const keyOf = (one: Segment, { key }: SegmentRule, { component }: Delimiters): string => {
  if (key === null) return "";
  const value = elementOf(one, key);
  const end = value.indexOf(component);
  return end === -1 ? value : value.slice(0, end);
};
function isOf(one: Segment, rule: SegmentRule, delimiters: Delimiters): boolean {
  if (rule.id !== idOf(one)) return false;
  const codes = codesOf(rule);
  return codes === null || codes.includes(keyOf(one, rule, delimiters));
}

/** `judged`: up to which place it is settled what is missing. */
type Frame = { rule: LoopRule; node: Loop; at: number; counts: number[]; judged: number };
const frameOf = (rule: LoopRule): Frame => ({ rule, node: { id: rule.loop, segments: [], loops: [] }, at: 0, counts: Array<number>(rule.children.length).fill(0), judged: 0 });
/** Neighbours that begin with the same segment stand in any order; the first of them. */
function groupStart({ children }: LoopRule, at: number): number {
  let from = at;
  while (from > 0 && headOf(children[from - 1]!).id === headOf(children[at]!).id) from -= 1;
  return from;
}

class LoopReader {
  readonly #faults: Faults;
  readonly #frames: Frame[] = [];
  readonly #delimiters: Delimiters;
  readonly #how: Reading;
  readonly root: Loop;
  constructor(rule: LoopRule, delimiters: Delimiters, { isTolerant, faults }: { isTolerant: boolean; faults: Faults }) {
    this.#faults = faults;
    this.#how = { component: delimiters.component, repetition: delimiters.repetition, isTolerant };
    this.#delimiters = delimiters;
    const frame = frameOf(rule);
    this.root = frame.node;
    this.#frames.push(frame);
  }

  take(one: Segment) {
    // What begins with no id was named by the reader of the envelope.
    if (!SEGMENT_ID.test(idOf(one))) return;
    const place = this.#find(one, (rule) => isOf(one, rule, this.#delimiters)) ?? this.#findLoosely(one);
    if (place === null) this.#misplaced(one);
    else this.#enter(one, place);
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
    this.#faults.add(faultAt(one, key ?? 1, say((w) => w.says(elementOf(one, key ?? 1))), oneOf([...new Set(codes)])));
    return place;
  }
  #misplaced(one: Segment) {
    const isLate = this.#frames.some(({ rule }) => rule.children.some((child) => isOf(one, headOf(child), this.#delimiters)));
    const { rule, at } = this.#frames.at(-1)!;
    const next = [...new Set(rule.children.slice(at + 1).map((child) => headOf(child).id))].slice(0, 6);
    this.#faults.add(faultAt(one, null, say((w) => (isLate ? w.tooLate : w.noPlace(rule.loop))), next.length === 0 ? say((w) => w.endOfLoop) : oneOf(next)));
  }
  #enter(one: Segment, { depth, child }: { depth: number; child: number }) {
    while (this.#frames.length > depth + 1) this.#leave(one);
    const frame = this.#frames[depth]!;
    const start = groupStart(frame.rule, child);
    this.#miss(frame, start, one);
    frame.at = child;
    const found = frame.rule.children[child]!;
    const isItself = isOf(one, headOf(found), this.#delimiters);
    // One with a qualifier that is none of its place was blamed for that; what else it holds, and how often it stands, cannot be judged.
    const count = (frame.counts[child] = frame.counts[child]! + (isItself || frame.counts[child] === 0 ? 1 : 0));
    if (isItself && count > found.most) this.#faults.add(faultAt(one, null, say((w) => (isLoop(found) ? w.loopTimes(found.loop, count) : w.segmentTimes(count))), say((w) => w.atMost(found.most))));
    if (!isLoop(found)) {
      frame.node.segments.push(one);
      if (isItself) this.#faults.add(...checkSegment(one, found, this.#how));
      return;
    }
    const inner = frameOf(found);
    frame.node.loops.push(inner.node);
    this.#frames.push(inner);
    this.#enter(one, { depth: depth + 1, child: 0 });
  }
  /** Says what must stand before a place and does not. */
  #miss(frame: Frame, before: number, one: Segment) {
    for (; frame.judged < before; frame.judged++) {
      const child = frame.rule.children[frame.judged]!;
      if (!child.isRequired || frame.counts[frame.judged]! > 0) continue;
      const head = headOf(child);
      // Without an end the set was closed by the reader of the envelope, who said so.
      if (head.id === "SE") continue;
      const codes = codesOf(head);
      const what = codes === null || codes.length > 4 ? written(head.id) : sayWith(oneOf(codes), (_w, said) => `${head.id} ${said}`);
      this.#faults.add(faultBefore(one, head.id, say((w) => (isLoop(child) ? w.loopMissing(child.loop) : w.segmentMissing)), sayWith(what, (w, said) => w.inLoop(said, isLoop(child) ? child.loop : frame.rule.loop))));
    }
  }
  #leave(one: Segment) {
    const frame = this.#frames.pop()!;
    this.#miss(frame, frame.rule.children.length, one);
    // A list that grew keeps room for more; of a file of many claims that room is most of what is held.
    frame.node.segments = frame.node.segments.slice();
    frame.node.loops = frame.node.loops.slice();
  }
}

/**
 * Reads a transaction set by its grammar: the tree of its loops, and every fault of order, number and content. What a payer
 * sends is read tolerantly: elements that are written and hold nothing are no fault.
 */
export function readLoops(rule: LoopRule, segments: readonly Segment[], delimiters: Delimiters, { isTolerant, faults }: { isTolerant: boolean; faults: Faults }): Loop {
  const reader = new LoopReader(rule, delimiters, { isTolerant, faults });
  for (const one of segments) reader.take(one);
  reader.end(segments.at(-1) ?? { number: 1, elements: ["SE"] });
  return reader.root;
}
