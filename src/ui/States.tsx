import { IconCircleX, IconCloudOff, IconLock } from "@tabler/icons-react";
import { useEffect, useState, type ReactNode } from "react";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import { Icon, type Glyph } from "./Icon.tsx";
import { useLanguage } from "./language.tsx";

/** Nothing here: one serif sentence, then what comes next. */
export function EmptyState({ sentence, children }: { sentence: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-sentence">{sentence}</p>
      {children === undefined ? null : <p className="soft">{children}</p>}
    </div>
  );
}

/** Still bars at the height of the rows to come, after `after` milliseconds; what comes sooner is simply there. */
export function Loading({ rows = 3, after = 400 }: { rows?: number; after?: number }) {
  const { words } = useLanguage();
  const [shown, setShown] = useState<"no" | "yes">("no");
  useEffect(() => {
    const timer = setTimeout(() => setShown("yes"), after);
    return () => clearTimeout(timer);
  }, [after]);
  return (
    <div className="loading" role="status">
      {shown === "no" ? null : <span className="hidden-words">{words.state.loading}</span>}
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} className={`loading-row loading-row--${shown}`} aria-hidden>
          <span className="bar bar--short" />
          <span className={index % 2 === 0 ? "bar bar--long" : "bar bar--middle"} />
          <span className="bar bar--end" />
        </span>
      ))}
    </div>
  );
}

function Bar({ tone, glyph, word, children, verb, role }: { tone: "red" | "amber" | "sunken"; glyph: Glyph; word: string; children: ReactNode; verb?: ReactNode; role: "alert" | "status" }) {
  return (
    <div className={`bar-line bar-line--${tone}`} role={role}>
      <span className="bar-word">
        <Icon glyph={glyph} size={18} />
        <span>{word}</span>
      </span>
      <span className="bar-text">{children}</span>
      {verb}
    </div>
  );
}

/** What failed, that nothing was lost, and one verb. `kept` replaces "Nothing was lost." where something is at risk. */
export function ErrorState({ word, sentence, kept, verb }: { word?: string; sentence: string; kept?: string; verb?: { label?: string; run: () => void; state?: "ready" | "busy" } }) {
  const { words } = useLanguage();
  return (
    <Bar
      tone="red"
      glyph={IconCircleX}
      word={word ?? words.state.wrong}
      role="alert"
      verb={
        verb === undefined ? null : (
          <Button onClick={verb.run} state={verb.state}>
            {verb.label ?? words.state.again}
          </Button>
        )
      }
    >
      {sentence} {kept ?? words.state.nothingLost}
    </Bar>
  );
}

/** No network: kept since when. `since` is a clock time, null where nothing waits yet. */
export function OfflineBar({ since }: { since: string | null }) {
  const { words } = useLanguage();
  return (
    <Bar tone="amber" glyph={IconCloudOff} word={words.state.offline} role="status">
      {since === null ? words.state.offlineKept : words.state.offlineSince(since)}
    </Bar>
  );
}

/**
 * The session has ended. The screen below stays as it was; the sign-in comes on top, before any other dialog.
 * `signIn` is the form; it ends by removing this bar. `why` words another reason. `opens` at once where somebody works.
 */
export function LockedBar({ why, signIn, opens = "when_asked" }: { why?: string; signIn: ReactNode; opens?: "when_asked" | "at_once" }) {
  const { words } = useLanguage();
  const [open, setOpen] = useState<"open" | "closed">(opens === "at_once" ? "open" : "closed");
  return (
    <>
      <Bar tone="sunken" glyph={IconLock} word={words.state.locked} role="alert" verb={<Button onClick={() => setOpen("open")}>{words.state.unlock}</Button>}>
        {why ?? words.state.lockedWhy}
      </Bar>
      <Dialog state={open} title={words.state.signInAgain} rank="before_others" onClose={() => setOpen("closed")}>
        {signIn}
      </Dialog>
    </>
  );
}
