import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { useLanguage } from "#ui/language.tsx";
import { partKeys, readPart } from "../content.rules.ts";
import type { NoteView } from "../contract.ts";
import type { Draft } from "../draft.rules.ts";
import type { AgeBand } from "../templates.contract.ts";
import { words } from "../screens.words.ts";
import { AddendumForm } from "./AddendumForm.tsx";
import { partText, partTitle } from "./ConflictPanel.tsx";
import type { Person } from "./people.ts";


/** What was written here and did not reach the note before it was signed elsewhere: to add beside it, or to let go. */
export function Stranded({ draft, view, people, band, child, named, onAdded, onPutAway }: { draft: Draft; view: NoteView; people: readonly Person[]; band: AgeBand; child: string; named: ReadonlyMap<string, string>; onAdded: () => void; onPutAway: () => void }) {
  const { say, language } = useLanguage();
  const [adding, setAdding] = useState<string | null>(null);
  const read = { say, language, people, band, child, named };
  const keys = partKeys(draft.content).filter((key) => readPart(draft.content, key) !== readPart(draft.base, key) && (key === "held" || readPart(draft.content, key) !== null));
  const originalOf = (key: string) => view.blocks.find((block) => `block:${block.blockId}` === key);
  return (
    <section className="note-conflict" aria-labelledby="stranded-title">
      <h2 id="stranded-title">{say(words.stranded)}</h2>
      <p>{say(words.strandedWhy)}</p>
      {keys.map((key) => (
        <article key={key} className="card">
          <p className="small">
            <strong>{partTitle(draft.content, key, read)}</strong>
          </p>
          <p className="version-text">{partText(draft.content, key, read)}</p>
          {originalOf(key) === undefined ? null : adding === key ? (
            <AddendumForm sessionId={view.session.sessionId} blockId={originalOf(key)!.blockId} title={partTitle(draft.content, key, read)} first={partText(draft.content, key, read)} onAdded={onAdded} onCancel={() => setAdding(null)} />
          ) : (
            <Button onClick={() => setAdding(key)}>{say(words.addAddendum)}</Button>
          )}
        </article>
      ))}
      <Button look="quiet" onClick={onPutAway}>{say(words.putAway)}</Button>
    </section>
  );
}
