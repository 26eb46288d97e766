import { IconGitMerge } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { Button } from "#ui/Button.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { TwoVersions } from "#ui/TwoVersions.tsx";
import { sayChip } from "#features/cases/chips.words.ts";
import { statusWords } from "#features/calendar/screens.words.ts";
import { type Choice, hasWords, type NoteContent } from "../content.rules.ts";
import type { Draft } from "../draft.rules.ts";
import type { AgeBand } from "../templates.contract.ts";
import { titleOf, words } from "../screens.words.ts";
import { clockIn, type Person } from "./people.ts";

type Read = { say: (words: { en: string; es: string }) => string; language: "en" | "es"; people: readonly Person[]; band: AgeBand; child: string; named: ReadonlyMap<string, string> };

/** What a part of the note is called. */
export function partTitle(content: NoteContent, key: string, { say, language, people, band }: Read): string {
  if (key === "held") return say(words.held);
  if (key === "longer") return say(words.longerReason);
  const id = key.slice(key.indexOf(":") + 1);
  const nameOf = (personId: string | null) => people.find((one) => one.personId === personId)?.short ?? "";
  if (key.startsWith("attendance:")) return words.attendanceOf[language](nameOf(id));
  const block = content.blocks.find((one) => one.blockId === id);
  return block ? [titleOf(block.section, band)[language], nameOf(block.ownerPersonId)].filter((one) => one !== "").join(", ") : "";
}

/** What a part of the note says, as text. */
export function partText(content: NoteContent, key: string, read: Read): string {
  const { say, language, people, child, named } = read;
  const clock = (at: string | null) => at?.slice(11, 16) ?? say(words.notSaid);
  if (key === "held") return words.times[language](clock(content.heldFrom), clock(content.heldTo));
  if (key === "longer") return content.longerSessionReason || say(words.empty);
  const id = key.slice(key.indexOf(":") + 1);
  if (key.startsWith("attendance:")) {
    const one = content.attendance.find((candidate) => candidate.personId === id);
    return one ? [say(statusWords[one.status]), words.times[language](clock(one.in), clock(one.out)), one.reason].filter((part) => part !== "").join(" · ") : say(words.empty);
  }
  const block = content.blocks.find((one) => one.blockId === id);
  if (!block || !hasWords(block)) return say(words.empty);
  const adult = people.find((one) => one.personId === block.ownerPersonId)?.short ?? "";
  return [block.words, block.chips.map((chip) => sayChip(chip, language, { child, adult, named })).join(", ")].filter((part) => part !== "").join("\n");
}

/** Two versions of each part that both changed; a person chooses, and what is not chosen stays aside. */
export function ConflictPanel({ draft, timeZone, onChoose, ...read }: Read & { draft: Draft; timeZone: string; onChoose: (key: string, choice: Choice) => void }) {
  const { say } = read;
  const box = useRef<HTMLElement>(null);
  const { conflict } = draft;
  const isOpen = conflict !== null;
  useEffect(() => {
    if (isOpen) box.current?.scrollIntoView({ block: "nearest" });
  }, [isOpen]);
  if (conflict === null) return null;
  const all = (choice: Choice) => {
    for (const key of conflict.keys) onChoose(key, choice);
  };
  return (
    <section ref={box} id="two-versions" className="note-conflict" aria-labelledby="two-versions-title" role="alert" tabIndex={-1}>
      <h2 id="two-versions-title">
        <Icon glyph={IconGitMerge} size={18} /> {say(words.twoVersions)}
      </h2>
      <p>{say(words.twoVersionsWhy)}</p>
      {conflict.keys.map((key) => (
        <div key={key} role="group" aria-label={partTitle(draft.content, key, read)} className="note-conflict-part">
          <h3>{partTitle(draft.content, key, read) || partTitle(conflict.theirs, key, read)}</h3>
          <TwoVersions
            versions={[
              { id: "mine", device: say(words.here), at: say(words.now), text: partText(draft.content, key, read) },
              { id: "theirs", device: say(words.elsewhere), at: conflict.savedAt === null ? "" : clockIn(conflict.savedAt, timeZone), text: partText(conflict.theirs, key, read) },
            ]}
            onKeep={(id) => onChoose(key, id === "mine" ? "mine" : "theirs")}
          />
          {key.startsWith("block:") ? <Button onClick={() => onChoose(key, "both")}>{say(words.keepBoth)}</Button> : null}
        </div>
      ))}
      {conflict.keys.length > 1 ? (
        <div className="foot-verbs">
          <Button onClick={() => all("mine")}>{say(words.keepAllMine)}</Button>
          <Button onClick={() => all("theirs")}>{say(words.keepAllTheirs)}</Button>
        </div>
      ) : null}
    </section>
  );
}

/** Versions that were not chosen, until the note is signed. */
export function AsidePanel({ draft, onPutBack, onDrop, ...read }: Read & { draft: Draft; onPutBack: (asideId: string) => void; onDrop: (asideId: string) => void }) {
  const { language } = useLanguage();
  const { say, band } = read;
  if (draft.aside.length === 0) return null;
  return (
    <details className="fold note-aside">
      <summary>{words.setAside[language](draft.aside.length)}</summary>
      <p className="soft small">{say(words.setAsideWhy)}</p>
      <ul>
        {draft.aside.map((one) => (
          <li key={one.asideId} className="card">
            <p className="small">
              <strong>{titleOf(one.block.section, band)[language]}</strong>
            </p>
            <p className="version-text">{partText({ heldFrom: null, heldTo: null, longerSessionReason: "", attendance: [], blocks: [one.block] }, `block:${one.block.blockId}`, read)}</p>
            <div className="foot-verbs">
              <Button onClick={() => onPutBack(one.asideId)}>{say(words.putBack)}</Button>
              <Button look="quiet" onClick={() => onDrop(one.asideId)}>{say(words.drop)}</Button>
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}
