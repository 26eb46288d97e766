import { memo } from "react";
import { dateInZone } from "#kernel/dates.ts";
import type { Block } from "#features/cases/contract.ts";
import type { PersonOfCase } from "#features/people/contract.ts";
import { fullName } from "#features/people/screens/saying.ts";
import { ClassEdge, type DisclosureClass } from "#ui/ClassEdge.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { MorePages } from "#ui/MorePages.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { ContentMark } from "#ui/ContentMark.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { sayChip } from "../chips.words.ts";
import { words } from "../record.words.ts";
import { sectionNames } from "../screens.words.ts";
import "./cases.css";

/** Which part of the record: of one class, from one block on, as an adult who reads along would see it; null is no such narrowing. */
export type RecordPart = { caseId: string; ofClass: DisclosureClass | null; fromBlockId?: string | null; asAdultId?: string | null };

/** The blocks of the record, the newest session first, a page at a time, each with its class on view. */
export function RecordList({ caseId, people, ofClass, fromBlockId = null, asAdultId = null, empty, level = 2 }: RecordPart & { people: readonly PersonOfCase[]; empty: string; level?: 2 | 3 }) {
  const { say, day, language } = useLanguage();
  const Day = level === 2 ? "h2" : "h3";
  const me = useMe();
  const { pages, state, fault, more, again } = usePages(["cases.record", caseId, ofClass, fromBlockId, asAdultId], (api, after) => api.cases.record({ caseId, class: ofClass, fromBlockId, asAdultId, after }));
  if (state === "loading") return <Loading rows={4} />;
  if (state === "failed") return <ErrorState sentence={fault === null ? "" : sentenceFor(fault, language)} verb={{ run: again }} />;
  const blocks = pages.flatMap((page) => page.blocks);
  if (blocks.length === 0) return <EmptyState sentence={empty} />;
  const opensNotes = !hasRole(me, "caregiver") && asAdultId === null;
  /** Who wrote it and, for those who open notes, whether it is signed. */
  const sourceOf = (block: Block) => [words.by[language](block.authorName), ...(block.sessionId === null || !opensNotes ? [] : [block.signedAt === null ? say(words.draft) : words.signed[language](day(dateInZone(block.signedAt, me.agency.timeZone), "full"))])].join(", ");
  return (
    <div className="record">
      <ContentMark />
      {bySession(blocks).map((group) => {
        const [newest] = group;
        const sources = new Set(group.map(sourceOf));
        const [source] = sources.size === 1 ? sources : [null];
        return (
          <section key={newest!.blockId} className="record-group">
            <Day className="record-day">
              {day(newest!.on, "full")}{" "}
              {newest!.sessionId === null ? <small className="soft">{say(words.written)}</small> : opensNotes ? <small><Link href={`/app/sessions/${newest!.sessionId}/note`}>{say(words.ofSession)}</Link></small> : null}
            </Day>
            {source === null ? null : <p className="record-meta record-source">{source}</p>}
            {inOrder(group).map((block) => (
              <BlockShown key={block.blockId} block={block} people={people} source={source === null ? sourceOf(block) : null} />
            ))}
          </section>
        );
      })}
      {fault === null ? null : <ErrorState sentence={sentenceFor(fault, language)} />}
      <MorePages label={say(words.more)} more={more} after={fault === null ? "page" : "failure"} />
    </div>
  );
}

/** Blocks of one session stand together; what was written outside a session stands alone. The order is kept. */
export function bySession<B extends Block>(blocks: readonly B[]): B[][] {
  const groups: B[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (block.sessionId !== null && last?.[0]?.sessionId === block.sessionId) last.push(block);
    else groups.push([block]);
  }
  return groups;
}

const order = Object.keys(sectionNames);

/** The blocks of a note in the order in which it asks; what was added later stands last. */
export function inOrder(blocks: readonly Block[]): Block[] {
  const place = (block: Block) => (block.amendsBlockId === null ? 0 : 100) + (order.includes(block.section) ? order.indexOf(block.section) : 99);
  return [...blocks].sort((a, b) => place(a) - place(b));
}

/** Drawn once: a page that comes later leaves those before it as they are. `source` is said where the group does not say it for all. */
const BlockShown = memo(function BlockShown({ block, people, source }: { block: Block; people: readonly PersonOfCase[]; source: string | null }) {
  const { say, language } = useLanguage();
  const me = useMe();
  const owner = people.find((person) => person.personId === block.disclosure.ownerPersonId);
  const section = sectionNames[block.section];
  const childName = people.find((person) => person.part === "child")?.givenName ?? "";
  const mine = block.disclosure.ownerStaffId === me.staffId && block.disclosure.class === "psychotherapy_note";
  const ownerName = block.disclosure.class === "psychotherapy_note" ? (mine ? null : block.authorName) : owner === undefined ? null : fullName(owner);
  return (
    <div id={`block-${block.blockId}`} tabIndex={-1}>
    <ClassEdge kind={block.disclosure.class} owner={ownerName} part2={block.disclosure.part2 ? "yes" : "no"} level={3} title={section === undefined ? block.section : say(section)}>
      {block.amendsBlockId === null ? null : <p className="record-meta">{say(words.added)}</p>}
      {block.words === "" ? null : <p className="record-words">{block.words}</p>}
      {block.chips.length === 0 ? null : (
        <ul className="record-chips">
          {block.chips.map((chip) => (
            <li key={`${chip.code}-${chip.detail ?? ""}`}>{sayChip(chip, language, { child: childName, adult: owner?.givenName ?? "" })}</li>
          ))}
        </ul>
      )}
      {source === null ? null : <p className="record-meta">{source}</p>}
    </ClassEdge>
    </div>
  );
});
