import { IconArrowBackUp, IconClock, IconPencil, IconPencilPlus, IconSignature } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import type { Block } from "#features/cases/contract.ts";
import { legendOf, sayChip } from "#features/cases/chips.words.ts";
import { statusWords } from "#features/calendar/screens.words.ts";
import { Button } from "#ui/Button.tsx";
import { ClassEdge } from "#ui/ClassEdge.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import { ThreeColumn, TwoColumn } from "#ui/Columns.tsx";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { EmptyState } from "#ui/States.tsx";
import { VerdictLine } from "#ui/VerdictLine.tsx";
import type { NoteView } from "../contract.ts";
import type { NoteSection } from "../sections.contract.ts";
import { daysLate, isUnsaved, type Kept, openDraft, readContent, sessionDate } from "../draft.rules.ts";
import { ageBand, needsAdult } from "../rules.ts";
import { words } from "../screens.words.ts";
import { askingOf, sectionsFor } from "../sections.rules.ts";
import { blockTitle } from "./BlockEditor.tsx";
import { AddendumForm } from "./AddendumForm.tsx";
import { Cosigning } from "./Cosigning.tsx";
import { joinNames } from "./NoteEditor.tsx";
import { describe, frameDefinitions } from "./NoteFrame.tsx";
import { type Person, shortName } from "./people.ts";
import { Stranded } from "./Stranded.tsx";
import { VerdictColumn } from "./VerdictColumn.tsx";

export type SignedNoteProps = { view: NoteView; people: readonly Person[]; found: readonly { key: string; kept: Kept }[]; onChanged: () => void; onPutAway: () => void };

const stateOf = (view: NoteView): { glyph: Glyph; words: { en: string; es: string } } =>
  view.status === "signed" ? { glyph: IconSignature, words: words.signed } : view.status === "awaiting_cosignature" ? { glyph: IconClock, words: words.awaiting } : view.status === "returned" ? { glyph: IconArrowBackUp, words: words.returned } : { glyph: IconPencil, words: words.notStarted };

/** A note that is read: who signed when, each passage as it was signed, and what was added beside it. */
export function SignedNote({ view, people, found, onChanged, onPutAway }: SignedNoteProps) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const { session } = view;
  const date = sessionDate(view);
  const band = ageBand(session.childBirthDate, date);
  const nameOf = (personId: string | null) => people.find((one) => one.personId === personId)?.short ?? null;
  const child = shortName(session.childName);
  const adults = session.attendees.filter((one) => one.part === "caregiver" && !["absent", "cancelled"].includes(one.status)).map((one) => shortName(one.name));
  const at = (instant: string) => `${day(dateInZone(instant, session.timeZone), "full")}, ${timeInZone(instant, session.timeZone)}`;
  const clock = (instant: string | null) => (instant === null ? say(words.notSaid) : timeInZone(instant, session.timeZone));
  const order = sectionsFor(band, askingOf(view));
  const named = new Map(view.choices.map((one) => [one.code, one.words]));
  const place = (block: Block) => (order as readonly string[]).indexOf(block.section) + (order.includes(block.section as NoteSection) ? 0 : order.length + 1);
  const originals = view.blocks.filter((block) => block.amendsBlockId === null || !view.blocks.some((one) => one.blockId === block.amendsBlockId)).map((block, index) => ({ block, index })).sort((a, b) => place(a.block) - place(b.block) || a.index - b.index).map(({ block }) => block);
  const isSigned = view.status === "signed" || view.status === "awaiting_cosignature";
  const mayAdd = (block: Block) => isSigned && hasRole(me, "clinician", "trainee", "supervisor") && (view.authorId === me.staffId || !["psychotherapy_note", "supervision"].includes(block.disclosure.class));
  const left = found.reduce<ReturnType<typeof openDraft> | null>((made, one) => made ?? openDraft({ content: readContent(view), revision: view.revision, savedAt: view.savedAt }, one.kept), null);
  const state = stateOf(view);
  const waitsFor = view.status === "awaiting_cosignature" ? "cosignature" : "nothing";
  const middle = (
    <>
      {left !== null && isUnsaved(left) ? <Stranded draft={left} view={view} people={people} band={band} child={child} named={named} onAdded={onChanged} onPutAway={onPutAway} /> : null}
      {view.status === "returned" && view.returnedReason !== "" ? (
        <section className="note-returned" aria-label={say(words.returnedBy)}>
          <p className="small">
            <strong>{say(words.returnedBy)}</strong>
          </p>
          <p className="version-text">{view.returnedReason}</p>
        </section>
      ) : null}
      {originals.length === 0 ? <EmptyState sentence={say(isSigned || view.status === "none" ? words.noBlocks : words.notReadable)} /> : null}
      {originals.map((block) => (
        <Passage key={block.blockId} block={block} title={blockTitle({ section: block.section as NoteSection, class: block.disclosure.class as never, ownerPersonId: block.disclosure.ownerPersonId }, band, nameOf, language)} owner={block.disclosure.class === "psychotherapy_note" ? (block.disclosure.ownerStaffId === me.staffId ? null : view.authorName) : nameOf(block.disclosure.ownerPersonId)} child={child} named={named} addenda={addendaOf(view.blocks, block.blockId)} at={at} sessionId={session.sessionId} mayAdd={mayAdd(block)} onAdded={onChanged} />
      ))}
    </>
  );
  const frame = (
    <div className="note-frame">
      <DefinitionStrip
        look="list"
        definitions={[
          ...frameDefinitions(view, say, language),
          { label: say(words.held), value: words.times[language](clock(session.heldFrom), clock(session.heldTo)) },
          ...(view.longerSessionReason ? [{ label: say(words.longerReason), value: view.longerSessionReason }] : []),
        ]}
      />
      <h2>{say(words.whoWasThere)}</h2>
      <ul className="attendance">
        {session.attendees.map((one) => (
          <li key={one.personId}>
            <p>
              <strong>{shortName(one.name)}</strong> <span className="soft small">{describe(people.find((known) => known.personId === one.personId), date, say, language)}</span>
            </p>
            <p className="small">
              {say(statusWords[one.status])}
              {one.inAt === null ? "" : `, ${words.times[language](clock(one.inAt), clock(one.outAt))}`}
              {one.reason === "" ? "" : ` · ${one.reason}`}
            </p>
          </li>
        ))}
      </ul>
      <ul className="small soft">
        {view.authorName === null ? null : <li>{words.writtenBy[language](view.authorName)}</li>}
        {daysLate(view) === 0 ? null : <li className="note-late"><Icon glyph={IconClock} /> {words.lateEntry[language](daysLate(view))}</li>}
        {view.signedAt === null ? null : <li>{words.signedBy[language](view.signedByName ?? "", at(view.signedAt))}</li>}
        {view.cosignedAt === null ? null : <li>{words.cosignedBy[language](view.cosignedByName ?? "", at(view.cosignedAt))}</li>}
      </ul>
    </div>
  );
  const left3 = { name: say(words.frame), content: frame };
  return (
    <>
      <PageHeader look="band" back={{ href: "/app/calendar", label: say(words.backToCalendar) }} title={joinNames([child, ...adults], say(words.and))} detail={words.session[language](view.sessionNumber, day(date, "long"))}>
        <span className={`note-state note-state--${view.status}`}>
          <Icon glyph={state.glyph} /> {say(view.status === "draft" ? words.notStarted : state.words)}
        </span>
      </PageHeader>
      {view.decision === null ? (
        <TwoColumn right={left3}>{middle}</TwoColumn>
      ) : (
        <ThreeColumn left={left3} right={{ name: say(words.doesItCount), summary: <VerdictLine verdict={view.decision.verdict} units={view.decision.units} findings={view.decision.findings} waitsFor={waitsFor} size="line" />, content: <VerdictColumn decision={view.decision} waitsFor={waitsFor} caseId={session.caseId} blocks={view.blocks.map((block) => ({ section: block.section as NoteSection, words: block.words, chips: block.chips }))} longer={null} /> }}>
          {middle}
        </ThreeColumn>
      )}
      {view.mayCosign ? <Cosigning view={view} onDone={onChanged} /> : null}
    </>
  );
}

type PassageProps = { block: Block; title: string; owner: string | null; child: string; named: ReadonlyMap<string, string>; addenda: readonly Block[]; at: (instant: string) => string; sessionId: string; mayAdd: boolean; onAdded: () => void };

/** What was added to a passage, and to what was added to it, in the order in which it was written. */
export function addendaOf(blocks: readonly Block[], blockId: string): Block[] {
  return blocks.filter((one) => one.amendsBlockId === blockId).flatMap((one) => [one, ...addendaOf(blocks, one.blockId)]).sort((a, b) => a.createdAt.localeCompare(b.createdAt));
}

/** A passage as it was signed, and its addenda beside it. */
function Passage({ block, title, owner, child, named, addenda, at, sessionId, mayAdd, onAdded }: PassageProps) {
  const { say, language } = useLanguage();
  const kind = block.disclosure.class;
  const [writing, setWriting] = useState<"no" | "yes">("no");
  return (
    <div className="note-block" id={`block-${block.blockId}`} tabIndex={-1}>
      <ClassEdge kind={kind} owner={needsAdult(kind) || kind === "psychotherapy_note" ? owner : null} part2={block.disclosure.part2 ? "yes" : "no"} title={title}>
        <div className="note-body">
          {block.chips.length === 0 ? null : (
            <ul className="chip-row" aria-label={words.chipsOf[language](title)}>
              {block.chips.map((chip) => (
                <li key={`${chip.code}/${chip.detail ?? ""}`} className="chip chip--read">
                  <LegendMark section={block.section as NoteSection} code={chip.code} />
                  {sayChip(chip, language, { child, adult: (needsAdult(kind) ? owner : null) ?? "", named })}
                </li>
              ))}
            </ul>
          )}
          {block.words === "" ? null : <p className="note-words">{block.words}</p>}
          {addenda.map((one) => (
            <blockquote key={one.blockId} className="addendum">
              <p className="small soft">{words.addendum[language](one.authorName, at(one.createdAt))}</p>
              <p className="note-words">{one.words}</p>
            </blockquote>
          ))}
          {mayAdd && writing === "no" ? (
            <p className="add-addendum">
              <Button look="quiet" glyph={IconPencilPlus} onClick={() => setWriting("yes")}>
                {say(words.addAddendum)}
              </Button>
            </p>
          ) : null}
          {writing === "yes" ? <AddendumForm sessionId={sessionId} blockId={block.blockId} title={title} onAdded={onAdded} onCancel={() => setWriting("no")} /> : null}
        </div>
      </ClassEdge>
    </div>
  );
}

function LegendMark({ section, code }: { section: NoteSection; code: string }) {
  const { say } = useLanguage();
  const legend = legendOf(section, code);
  return legend === null ? null : <small>{say(legend)}:</small>;
}
