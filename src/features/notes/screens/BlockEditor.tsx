import { memo } from "react";
import { ChipGroup, NewChip } from "#ui/Chip.tsx";
import { ClassEdge, ClassMark } from "#ui/ClassEdge.tsx";
import { useLanguage } from "#ui/language.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { Hidden } from "#ui/Hidden.tsx";
import type { DraftBlock, Nameable } from "../contract.ts";
import { allowedClasses, needsAdult } from "../rules.ts";
import { ownTitles, titleOf, words } from "../screens.words.ts";
import type { AgeBand } from "../templates.contract.ts";
import { choicesFor, withClass } from "../sections.rules.ts";
import { NoteChips } from "./NoteChips.tsx";
import type { Person } from "./people.ts";

export type BlockEditorProps = {
  block: DraftBlock;
  band: AgeBand;
  child: string;
  /** Every adult to whom a passage may belong. */
  adults: readonly Person[];
  /** The programme's own prompt for the section; empty where it has none. */
  prompt: string;
  /** What of the record the note may name. */
  choices: readonly Nameable[];
  /** With the brothers and sisters. */
  everybody: readonly Person[];
  /** Those whose note this is; with several, the writer chooses. */
  present: readonly string[];
  /** Adults without a passage of this section yet. */
  further: readonly string[];
  onChange: (blockId: string, change: Partial<DraftBlock>) => void;
  onAdd: (like: DraftBlock, ownerPersonId: string) => void;
  onLeave: () => void;
};

/** The title of a block: the template's, and for what an adult tells of herself, with her name. */
export function blockTitle(block: Pick<DraftBlock, "section" | "class" | "ownerPersonId">, band: AgeBand, nameOf: (personId: string | null) => string | null, language: "en" | "es"): string {
  const owner = nameOf(block.ownerPersonId);
  const own = block.class === "caregiver" ? ownTitles[block.section] : undefined;
  return own && owner !== null ? own[language](owner) : titleOf(block.section, band)[language];
}

/** One passage while it is written: its class on view and to tighten, whose it is, choices, and text that grows. */
export const BlockEditor = memo(function BlockEditor({ block, band, prompt, child, adults, choices, everybody, present, further, onChange, onAdd, onLeave }: BlockEditorProps) {
  const { say, language } = useLanguage();
  const nameOf = (personId: string | null) => adults.find((one) => one.personId === personId)?.short ?? null;
  const owner = nameOf(block.ownerPersonId);
  const sibling = everybody.find((one) => one.personId === block.siblingId);
  const title = sibling === undefined ? blockTitle(block, band, nameOf, language) : words.siblingChart[language](sibling.short);
  const phones = adults.find((one) => one.personId === block.ownerPersonId)?.phones ?? [];
  const options = adults.filter((one) => present.includes(one.personId) || one.personId === block.ownerPersonId);
  return (
    <div className="note-block" id={`block-${block.blockId}`} data-section={block.section}>
      <ClassEdge kind={block.class} owner={needsAdult(block.class) ? owner : null} title={title} mark={<ClassPicker block={block} owner={needsAdult(block.class) ? owner : null} title={title} onPick={(kind) => onChange(block.blockId, withClass(block, kind, present))} />}>
        <div className="note-body">
          {needsAdult(block.class) && options.length > 1 ? (
            <ChipGroup legend={say(block.class === "caregiver" ? words.ofWhom : words.whose)} choice="one" options={options.map((one) => ({ value: one.personId, label: one.short }))} value={block.ownerPersonId === null ? [] : [block.ownerPersonId]} onChange={([personId]) => onChange(block.blockId, { ownerPersonId: personId ?? null })}>
              {block.class === "relationship" ? further.map((personId) => <NewChip key={personId} label={words.addFor[language](nameOf(personId) ?? "")} onPress={() => onAdd(block, personId)} />) : null}
            </ChipGroup>
          ) : null}
          <NoteChips section={block.section} title={title} chips={block.chips} choices={choicesFor(choices, block)} phones={phones} child={child} adult={owner ?? nameOf(present[0] ?? null) ?? ""} onChange={(chips) => onChange(block.blockId, { chips })} />
          {block.section === "reflection" ? <p className="soft small">{say(words.storedApart)}</p> : null}
          <TextArea look="page" rows={1} placeholder={prompt === "" ? say(words.writeHere) : prompt} labelShown="heard" label={words.textOf[language](title)} value={block.words} maxLength={100_000} onChange={(text) => onChange(block.blockId, { words: text })} onLeave={onLeave} />
        </div>
      </ClassEdge>
    </div>
  );
});

/** The class of a block as a mark that opens the tighter ones; a block with one class only shows it. */
function ClassPicker({ block, owner, title, onPick }: { block: DraftBlock; owner: string | null; title: string; onPick: (kind: DraftBlock["class"]) => void }) {
  const { words: shared, language } = useLanguage();
  const allowed = allowedClasses(block.section);
  if (allowed.length < 2) return <ClassMark kind={block.class} owner={owner} />;
  return (
    <label className="class-picker">
      <Hidden>{words.whoSees[language](title)}</Hidden>
      <ClassMark kind={block.class} owner={owner} />
      <select value={block.class} onChange={(event) => onPick(event.target.value as DraftBlock["class"])}>
        {allowed.map((kind) => (
          <option key={kind} value={kind}>
            {shared.disclosure[kind]}
          </option>
        ))}
      </select>
    </label>
  );
}
