import { IconArrowBackUp, IconEye, IconPencil } from "@tabler/icons-react";
import { useCallback, useEffect, useLayoutEffect, useMemo, useState } from "react";
import { sayChip } from "#features/cases/chips.words.ts";
import { Button } from "#ui/Button.tsx";
import { ChipGroup, NewChip } from "#ui/Chip.tsx";
import { ThreeColumn } from "#ui/Columns.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { SaveState, type Saving } from "#ui/SaveState.tsx";
import { ShellFooter, ShellStatus } from "#ui/shellSlots.tsx";
import { useKeys } from "#ui/useKeys.ts";
import { VerdictLine } from "#ui/VerdictLine.tsx";
import { findWrongTimes, hasWords } from "../content.rules.ts";
import type { DraftBlock, NoteView } from "../contract.ts";
import { type Draft, isSettled, type Kept, sessionDate } from "../draft.rules.ts";
import { ageBand, defaultClass, needsAdult } from "../rules.ts";
import { shortTitles, words } from "../screens.words.ts";
import { adultsOf, askingOf, blocksInOrder, CARRIED, mayReadAlong, missingSlots, sectionsFor, shapeBy, takeOver, templatesFor } from "../sections.rules.ts";
import type { NoteSection } from "../sections.contract.ts";
import type { NoteTemplate } from "../templates.contract.ts";
import { BlockEditor } from "./BlockEditor.tsx";
import { AsidePanel, ConflictPanel } from "./ConflictPanel.tsx";
import { NoteBars } from "./NoteBars.tsx";
import { NoteFrame } from "./NoteFrame.tsx";
import { clockIn, type Person, shortName } from "./people.ts";
import { SignDialog } from "./SignDialog.tsx";
import { useDraftKeeper } from "./useDraftKeeper.ts";
import { VerdictColumn } from "./VerdictColumn.tsx";

export type NoteEditorProps = { view: NoteView; /** The programme's own. */ templates: readonly NoteTemplate[]; people: readonly Person[]; found: readonly { key: string; kept: Kept }[]; onSigned: () => void; onSignedElsewhere: () => void };

/** The note while it is written: three columns, or one on the phone. It saves itself. */
export function NoteEditor({ view, templates, people, found, onSigned, onSignedElsewhere }: NoteEditorProps) {
  const { say, language, day } = useLanguage();
  const { keeper, now } = useDraftKeeper(view, found, onSignedElsewhere);
  const { draft, decision } = now;
  const { content } = draft;
  const { session } = view;
  const [templateId, setTemplateId] = useState<string | null>(null);
  const [added, setAdded] = useState<readonly NoteSection[]>([]);
  const { date, band, asking, usable, template, askable, further: left } = useMemo(() => shapeOf(view, people, templates, templateId, added), [view, people, templates, templateId, added]);
  const caregivers = useMemo(() => people.filter((one) => one.part === "caregiver"), [people]);
  const adultKey = adultsOf(content, caregivers.map((one) => one.personId)).join(" ");
  const present = useMemo(() => (adultKey === "" ? [] : adultKey.split(" ")), [adultKey]);
  const child = shortName(session.childName);
  const [shownTo, setShownTo] = useState<string | null>(null);
  const [signing, setSigning] = useState<"no" | "when_back" | "ask" | "preparing">("no");

  useLayoutEffect(() => {
    keeper.edit({ kind: "add_blocks", blocks: missingSlots(keeper.read().draft.content, askable, present, asking, () => crypto.randomUUID()) });
  }, [keeper, askable, present, asking]);

  const change = useCallback((blockId: string, part: Partial<DraftBlock>) => keeper.edit({ kind: "block", blockId, change: part }), [keeper]);
  const add = useCallback((like: DraftBlock, ownerPersonId: string) => keeper.edit({ kind: "add_blocks", blocks: [{ ...like, blockId: crypto.randomUUID(), ownerPersonId, words: "", chips: [] }] }), [keeper]);
  const leaveField = useCallback(() => void keeper.sendNow(), [keeper]);

  const problem = signProblem(draft, session.startsAt);
  const isAway = draft.stop !== null && ["offline", "server", "full", "signed_out"].includes(draft.stop.why);
  async function sign(): Promise<void> {
    if (isAway) return setSigning("when_back");
    setSigning("preparing");
    await keeper.flush();
    setSigning(signProblem(keeper.read().draft, session.startsAt) === null ? "ask" : "no");
  }
  const settled = isSettled(draft);
  useEffect(() => {
    if (signing === "when_back" && settled) setSigning("ask");
  }, [signing, settled]);
  function toggleShow(): void {
    setShownTo((before) => (before === null ? (present[0] ?? null) : null));
  }
  useKeys([
    { key: "Control+Enter", says: say(words.sign), run: () => void (problem === null || isAway ? sign() : document.getElementById("two-versions")?.focus()) },
    ...(shownTo !== null || present[0] === undefined ? [] : [{ key: "Control+.", says: words.showTo[language](people.find((one) => one.personId === present[0])?.short ?? ""), run: toggleShow }]),
    ...(shownTo === null ? [] : [{ key: "Control+.", says: say(words.endShow), run: toggleShow }]),
  ]);

  const blocks = blocksInOrder(content, askable, present);
  const further = left.filter((section) => !blocks.some((block) => block.section === section));
  const nameOf = (personId: string | null) => people.find((one) => one.personId === personId)?.short ?? "";
  const filled = new Set(blocks.filter(hasWords).map((block) => block.section));
  const names = [child, ...present.map(nameOf)];
  const furtherFor = (block: DraftBlock) => present.filter((id) => !blocks.some((one) => one.section === block.section && one.ownerPersonId === id)).join(" ");
  function carriedFrom() {
    if (view.before === null) return null;
    const { before } = view;
    const lines = before.passages.filter((one) => [...CARRIED, "plan"].includes(one.section)).map((one) => `${say(shortTitles[one.section])}: ${one.chips.map((chip) => sayChip(chip, language, { child, adult: nameOf(one.disclosure.ownerPersonId), named })).join(", ")}`);
    const fresh = takeOver(content, before);
    return lines.length === 0 ? null : { number: before.sessionNumber, state: fresh.length === 0 ? ("done" as const) : ("open" as const), lines, take: () => keeper.edit(...fresh.map(({ blockId, chips }) => ({ kind: "block" as const, blockId, change: { chips } }))) };
  }
  const editorOf = (block: DraftBlock) => <BlockRow key={block.blockId} block={block} prompt={template?.sections.find((one) => one.section === block.section)?.prompt ?? ""} choices={view.choices} everybody={people} band={band} child={child} adults={caregivers} present={present} further={furtherFor(block)} onChange={change} onAdd={add} onLeave={leaveField} />;
  const named = new Map(view.choices.map((one) => [one.code, one.words]));
  const read = { say, language, people, band, child, named };
  const saving = savingOf(now, session.timeZone);

  if (shownTo !== null)
    return (
      <>
        <PageHeader look="band" title={`${child} ${say(words.and)} ${nameOf(shownTo)}`} detail={day(date, "long")} />
        <div className="bar-line bar-line--sunken note-shown" role="status">
          <span className="bar-word">
            <Icon glyph={IconEye} size={18} /> {words.shownTo[language](nameOf(shownTo))}
          </span>
          <span className="bar-text">{say(words.shownWhy)}</span>
          {present.length > 1 ? <ChipGroup legend={words.showTo[language]("")} legendShown="heard" choice="one" options={present.map((id) => ({ value: id, label: nameOf(id) }))} value={[shownTo]} onChange={([id]) => setShownTo(id ?? null)} /> : null}
          <Button keys={["Control", "."]} onClick={() => setShownTo(null)}>{say(words.endShow)}</Button>
        </div>
        <div className="note-alone">{blocks.filter((block) => mayReadAlong(block, shownTo)).map(editorOf)}</div>
        <ShellFooter>
          <SaveState saving={saving} />
        </ShellFooter>
      </>
    );

  const signButton =
    isAway || signing === "when_back" ? (
      <Button look="second" aria-pressed={signing === "when_back"} onClick={() => setSigning(signing === "when_back" ? "no" : "when_back")}>
        {say(signing === "when_back" ? words.willSignWhenBack : words.signWhenBack)}
      </Button>
    ) : (
      <Button look="main" keys={["Control", "Enter"]} state={signing === "preparing" ? "busy" : "ready"} blocked={problem === null ? null : say(problem)} onClick={() => void sign()}>
        {say(words.sign)}
      </Button>
    );

  return (
    <>
      <PageHeader look="band" back={{ href: "/app/calendar", label: say(words.backToCalendar) }} title={joinNames(names, say(words.and))} detail={words.session[language](view.sessionNumber, day(date, "long"))}>
        <span className="note-state">
          <Icon glyph={view.status === "returned" ? IconArrowBackUp : IconPencil} />
          {view.status === "returned" ? `${say(words.returned)} · ` : ""}
          {words.draftOf[language](filled.size, askable.length)}
        </span>
      </PageHeader>
      <div className="note-top">
        <NoteBars now={now} timeZone={session.timeZone} onTry={() => void keeper.sendNow()} />
        <nav className="section-nav" aria-label={say(words.sections)}>
          <ul>
            {[...new Set(blocks.map((block) => block.section))].map((section) => {
              const first = blocks.find((block) => block.section === section)!;
              return (
                <li key={section}>
                  <a className={filled.has(section) ? "chip chip--on" : "chip"} href={`#block-${first.blockId}`}>
                    {say(shortTitles[section])}
                  </a>
                </li>
              );
            })}
          </ul>
        </nav>
      </div>
      <ThreeColumn
        left={{ name: say(words.frame), content: <NoteFrame template={usable.length === 0 ? null : { value: template?.templateId ?? "", options: usable.map((one) => ({ value: one.templateId, label: one.name })), onChange: setTemplateId }} view={view} content={content} people={people} band={band} edit={keeper.edit} onLeave={leaveField} /> }}
        right={{
          name: say(words.doesItCount),
          summary: decision === null ? undefined : <VerdictLine verdict={decision.verdict} units={decision.units} findings={decision.findings} size="line" />,
          content: <VerdictColumn decision={decision} caseId={session.caseId} blocks={content.blocks} carried={carriedFrom()} longer={{ value: content.longerSessionReason, onChange: (reason) => keeper.edit({ kind: "longer_reason", reason }), onLeave: leaveField }} />,
        }}
      >
        {view.status === "returned" && view.returnedReason !== "" ? (
          <section className="note-returned" aria-label={say(words.returnedBy)}>
            <p className="small">
              <strong>{say(words.returnedBy)}</strong>
            </p>
            <p className="version-text">{view.returnedReason}</p>
          </section>
        ) : null}
        <ConflictPanel {...read} draft={draft} timeZone={session.timeZone} onChoose={(key, choice) => keeper.dispatch({ type: "chose", key, choice, asideId: crypto.randomUUID(), at: new Date().toISOString() })} />
        {caregivers.length === 0 ? (
          <p className="note-returned">
            {say(words.noAdults)} <Link href={`/app/families/${session.caseId}/people`}>{say(words.toFamily)}</Link>
          </p>
        ) : null}
        {blocks.map(editorOf)}
        {further.length === 0 ? null : (
          <div className="note-block chip-row" role="group" aria-label={say(words.furtherSections)}>
            {further.map((section) => (
              <NewChip key={section} label={say(shortTitles[section])} onPress={() => setAdded([...added, section])} />
            ))}
          </div>
        )}
        <AsidePanel {...read} draft={draft} onPutBack={(asideId) => keeper.dispatch({ type: "put_back", asideId, newBlockId: crypto.randomUUID() })} onDrop={(asideId) => keeper.dispatch({ type: "dropped_aside", asideId })} />
      </ThreeColumn>
      <ShellStatus>
        <SaveState saving={saving} />
      </ShellStatus>
      <ShellFooter>
        {draft.savedAt === null && saving.state === "not_saved" && draft.stop === null ? <p className="soft">{say(words.nothingYet)}</p> : <SaveState saving={saving}>{now.device === "fails" ? say(words.notKeptHere) : saving.state === "kept" ? undefined : say(words.keptHereToo)}</SaveState>}
        <div className="foot-verbs">
          {present.length === 0 ? null : (
            <Button look="quiet" glyph={IconEye} onClick={toggleShow} keys={["Control", "."]}>
              {words.showTo[language](nameOf(present[0]!))}
            </Button>
          )}
          {signButton}
        </div>
      </ShellFooter>
      <SignDialog state={signing === "ask" ? "open" : "closed"} view={view} draft={draft} decision={decision} nameOf={nameOf} onClose={() => setSigning("no")} onSigned={onSigned} onStale={() => void keeper.look()} />
    </>
  );
}

/**
 * The shape of a note: by the child's age on the day, by what may be named, by whether somebody is at a distance (B3), and
 * by the programme's own template: the chosen one, `""` for none, and null for the closest fit.
 */
function shapeOf(view: NoteView, people: readonly Person[], templates: readonly NoteTemplate[], templateId: string | null, added: readonly NoteSection[]) {
  const date = sessionDate(view);
  const band = ageBand(view.session.childBirthDate, date);
  const asking = askingOf(view);
  const usable = templatesFor(templates, view.session.kind, band);
  const template = usable.find((one) => templateId === null || one.templateId === templateId) ?? null;
  const { asked, further } = shapeBy(template, sectionsFor(band, asking));
  // What belongs to an adult is asked where one is known.
  const isAskable = (section: NoteSection) => people.some((one) => one.part === "caregiver") || !needsAdult(defaultClass[section]);
  const more = added.filter((section) => further.includes(section));
  return { date, band, asking, usable, template, askable: [...asked, ...more].filter(isAskable), further: further.filter((section) => !more.includes(section) && isAskable(section)) };
}

/** A block editor whose list of further adults is a text, so that typing elsewhere draws it no second time. */
function BlockRow({ further, ...rest }: Omit<Parameters<typeof BlockEditor>[0], "further"> & { further: string }) {
  const list = useMemo(() => (further === "" ? [] : further.split(" ")), [further]);
  return <BlockEditor {...rest} further={list} />;
}

export const joinNames = (names: readonly string[], and: string): string => (names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} ${and} ${names.at(-1)!}`);

/** Why a note cannot be signed now, or null. */
function signProblem(draft: Draft, startsAt: string) {
  if (Date.parse(startsAt) > Date.now()) return words.signTooEarly;
  if (draft.conflict !== null) return words.signBlockedConflict;
  if (findWrongTimes(draft.content).length > 0) return words.signBlockedTimes;
  if (draft.stop !== null) return words.signBlockedRefused;
  if (draft.revision === 0 && draft.content.blocks.every((block) => !hasWords(block)) && draft.content.heldFrom === null && draft.content.attendance.every((one) => one.status === "expected")) return words.nothingToSign;
  return null;
}

function savingOf({ draft, busySince }: ReturnType<typeof useDraftKeeper>["now"], timeZone: string): Saving {
  if (draft.stop !== null) return { state: "kept", at: clockIn(draft.stop.since, timeZone).slice(0, 5) };
  if (busySince !== null || draft.inFlight !== null) return { state: "saving" };
  if (draft.conflict !== null) return { state: "kept", at: null };
  return draft.savedAt === null ? { state: "not_saved" } : { state: "saved", at: clockIn(draft.savedAt, timeZone) };
}
