import { IconCircleX, IconRestore, IconServerOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Button } from "#ui/Button.tsx";
import { ApiFault } from "#ui/client.ts";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { OfflineBar } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import type { KeeperView } from "./draftKeeper.ts";
import { clockIn } from "./people.ts";

/** What is in the way of saving, over the note; and that something was brought back. */
export function NoteBars({ now, timeZone, onTry }: { now: KeeperView; timeZone: string; onTry: () => void }) {
  const { say, language } = useLanguage();
  const { stop, restoredFrom } = now.draft;
  const since = stop === null ? "" : clockIn(stop.since, timeZone).slice(0, 5);
  return (
    <div className="note-bars">
      {restoredFrom === null ? null : (
        <NoteBar tone="sunken" glyph={IconRestore} word={say(words.restoredWord)}>
          {words.restored[language](clockIn(restoredFrom, timeZone))}
        </NoteBar>
      )}
      {stop?.why === "offline" ? <OfflineBar since={since} /> : null}
      {stop?.why === "full" ? (
        <NoteBar tone="red" glyph={IconServerOff} word={say(words.full)} onTry={onTry}>
          {words.fullWhy[language](since)}
        </NoteBar>
      ) : null}
      {stop?.why === "server" || stop?.why === "signed_out" ? (
        <NoteBar tone="amber" glyph={IconServerOff} word={say(words.serverDown)} onTry={onTry}>
          {words.serverDownWhy[language](since)}
        </NoteBar>
      ) : null}
      {stop?.why === "refused" ? (
        <NoteBar tone="red" glyph={IconCircleX} word={say(words.refused)} onTry={onTry}>
          {sentenceFor(new ApiFault({ code: "refused", message: [stop.message, ...stop.fields.map((field) => field.message)].filter(Boolean).join(" ") }), language)} {say(words.refusedKept)}
        </NoteBar>
      ) : null}
    </div>
  );
}

function NoteBar({ tone, glyph, word, children, onTry }: { tone: "red" | "amber" | "sunken"; glyph: Glyph; word: string; children: ReactNode; onTry?: () => void }) {
  const { say } = useLanguage();
  return (
    <div className={`bar-line bar-line--${tone}`} role={tone === "red" ? "alert" : "status"}>
      <span className="bar-word">
        <Icon glyph={glyph} size={18} />
        <span>{word}</span>
      </span>
      <span className="bar-text">{children}</span>
      {onTry === undefined ? null : <Button onClick={onTry}>{say(words.tryNow)}</Button>}
    </div>
  );
}
