import { useEffect, useRef, useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import type { Block } from "#features/cases/contract.ts";
import type { PersonOfCase } from "#features/people/contract.ts";
import { fullName } from "#features/people/screens/saying.ts";
import { Button } from "#ui/Button.tsx";
import { ClassEdge, type DisclosureClass } from "#ui/ClassEdge.tsx";
import { hasRole, useAnswer, useApi, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { sayChip } from "../chips.words.ts";
import { words } from "../record.words.ts";
import { sectionNames } from "../screens.words.ts";
import "./cases.css";

type Page = { blocks: Block[]; next: string | null };

/** The blocks of the record, the newest first, a page at a time, each with its class on view. */
export function RecordList({ caseId, people, ofClass, empty, level = 2 }: { caseId: string; people: readonly PersonOfCase[]; ofClass: DisclosureClass | null; empty: string; level?: 2 | 3 }) {
  const { language } = useLanguage();
  const first = useAnswer(["cases.record", caseId, ofClass], (api) => api.cases.record({ caseId, ...(ofClass === null ? {} : { class: ofClass }) }));
  if (first.isPending) return <Loading rows={4} />;
  if (first.isError) return <ErrorState sentence={sentenceFor(first.error, language)} verb={{ run: () => void first.refetch() }} />;
  if (first.data.blocks.length === 0) return <EmptyState sentence={empty} />;
  return <Blocks key={`${ofClass}-${first.dataUpdatedAt}`} caseId={caseId} people={people} ofClass={ofClass} first={first.data} level={level} />;
}

function Blocks({ caseId, people, ofClass, first, level }: { caseId: string; people: readonly PersonOfCase[]; ofClass: DisclosureClass | null; first: Page; level: 2 | 3 }) {
  const { say, day } = useLanguage();
  const Day = level === 2 ? "h2" : "h3";
  const api = useApi();
  const me = useMe();
  const [blocks, setBlocks] = useState(first.blocks);
  const [next, setNext] = useState(first.next);
  const [state, setState] = useState<"ready" | "busy">("ready");
  const [fault, setFault] = useState<string | null>(null);
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  async function more() {
    setState("busy");
    setFault(null);
    try {
      const page = await api.cases.record({ caseId, ...(ofClass === null ? {} : { class: ofClass }), after: next });
      if (!alive.current) return;
      setBlocks((before) => [...before, ...page.blocks]);
      setNext(page.next);
    } catch (error) {
      setFault(error instanceof Error ? error.message : "");
    } finally {
      if (alive.current) setState("ready");
    }
  }
  return (
    <div className="record">
      {bySession(blocks).map((group) => {
        const [newest] = group;
        const on = day(dateInZone(newest!.createdAt, me.agency.timeZone), "full");
        return (
          <section key={newest!.blockId} className="record-group">
            <Day className="record-day">
              {on}{" "}
              {newest!.sessionId === null ? <small className="soft">{say(words.written)}</small> : hasRole(me, "caregiver") ? null : <small><Link href={`/app/sessions/${newest!.sessionId}/note`}>{say(words.ofSession)}</Link></small>}
            </Day>
            {inOrder(group).map((block) => (
              <BlockShown key={block.blockId} block={block} people={people} />
            ))}
          </section>
        );
      })}
      {fault === null ? null : <ErrorState sentence={fault} verb={{ run: () => void more() }} />}
      {next === null ? null : (
        <p>
          <Button state={state} onClick={() => void more()}>
            {say(words.more)}
          </Button>
        </p>
      )}
    </div>
  );
}

/** Blocks of one session stand together; what was written outside a session stands alone. The order is kept. */
export function bySession(blocks: readonly Block[]): Block[][] {
  const groups: Block[][] = [];
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

function BlockShown({ block, people }: { block: Block; people: readonly PersonOfCase[] }) {
  const { say, day, language } = useLanguage();
  const me = useMe();
  const owner = people.find((person) => person.personId === block.disclosure.ownerPersonId);
  const section = sectionNames[block.section];
  const childName = people.find((person) => person.part === "child")?.givenName ?? "";
  const mine = block.disclosure.ownerStaffId === me.staffId && block.disclosure.class === "psychotherapy_note";
  const ownerName = block.disclosure.class === "psychotherapy_note" ? (mine ? say(words.you) : block.authorName) : owner === undefined ? null : fullName(owner);
  return (
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
      <p className="record-meta">
        {words.by[language](block.authorName)}
        {block.sessionId === null || me.staffId === null ? "" : `, ${block.signedAt === null ? say(words.draft) : words.signed[language](day(dateInZone(block.signedAt, me.agency.timeZone), "full"))}`}
      </p>
    </ClassEdge>
  );
}
