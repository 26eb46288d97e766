import { IconClock, IconFileText, IconInbox, IconLink, IconLock } from "@tabler/icons-react";
import { useId, type ReactNode } from "react";
import { Icon, type Glyph } from "./Icon.tsx";
import { useLanguage } from "./language.tsx";
import type { UiWords } from "./words.ts";

/** The classes of disclosure, as a block of content carries one. */
export type DisclosureClass = "service" | "intake" | "child_chart" | "relationship" | "caregiver" | "psychotherapy_note" | "supervision" | "report" | "address" | "protective";

const glyphs: Record<DisclosureClass, Glyph> = {
  service: IconClock,
  intake: IconInbox,
  child_chart: IconFileText,
  relationship: IconLink,
  caregiver: IconLock,
  psychotherapy_note: IconLock,
  supervision: IconLock,
  report: IconLock,
  address: IconLock,
  protective: IconLock,
};

/** A class in words; `owner` is the adult or the dyad that the block belongs to, null where it has none; of a psychotherapy note its author, null where that is the reader: anybody else reads it only while it is in custody and open to them. */
function classWords(words: UiWords["disclosure"], kind: DisclosureClass, owner: string | null): string {
  if (owner === null) return words[kind];
  if (kind === "caregiver") return words.ownOf(owner);
  if (kind === "relationship") return words.relationshipOf(owner);
  if (kind === "psychotherapy_note") return words.psychotherapyNoteOf(owner);
  if (kind === "address") return words.addressOf(owner);
  return words[kind];
}

/** The class of a block as glyph and word, for a row or a card's corner. */
export function ClassMark({ kind, owner = null, part2 = "no", said }: { kind: DisclosureClass; owner?: string | null; part2?: "yes" | "no"; /** Words that stand for the class where its own would not be true. */ said?: string }) {
  const { words } = useLanguage();
  return (
    <span className={`class-mark class-mark--${kind}`}>
      <Icon glyph={glyphs[kind]} />
      <span>
        {said ?? classWords(words.disclosure, kind, owner)}
        {part2 === "yes" ? ` · ${words.disclosure.part2}` : ""}
      </span>
    </span>
  );
}

export type ClassEdgeProps = { kind: DisclosureClass; owner?: string | null; part2?: "yes" | "no"; title?: ReactNode; level?: 2 | 3; /** Replaces the class mark, as by one that can be changed. */ mark?: ReactNode; children: ReactNode };

/**
 * A block of content with its class on view: a 3 px edge, a word and a glyph. One adult's own stands on plum with a
 * lock; psychotherapy note, supervision and report have a broken edge.
 */
export function ClassEdge({ kind, owner = null, part2 = "no", title, level = 2, mark, children }: ClassEdgeProps) {
  const heading = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div role={title === undefined ? undefined : "group"} className={`class-edge class-edge--${kind}`} aria-labelledby={title === undefined ? undefined : heading}>
      <header className="class-edge-head">
        {title === undefined ? null : <Heading id={heading}>{title}</Heading>}
        {mark ?? <ClassMark kind={kind} owner={owner} part2={part2} />}
      </header>
      {children}
    </div>
  );
}
