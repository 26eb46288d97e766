import { IconArrowBackUp } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "./Button.tsx";
import { asApiFault } from "./client.ts";
import { useLanguage } from "./language.tsx";
import { useKeys } from "./useKeys.ts";
import { sentenceFor } from "./useSending.ts";

/** What was just done, in words, and how it is taken back; `undo` answers what is then said. Null where nothing can be. */
export type DoneThing = { words: string; undo: (() => Promise<string>) | null };

/** Says what was done and stays there until the next thing: no message that vanishes, no question before. `Z` takes it back. */
export function Undo({ done, onSaid }: { done: DoneThing | null; onSaid: (done: DoneThing) => void }) {
  const { language, words } = useLanguage();
  const [state, setState] = useState<"ready" | "busy">("ready");
  const undo = done?.undo ?? null;
  async function takeBack(): Promise<void> {
    if (undo === null || state === "busy") return;
    setState("busy");
    try {
      onSaid({ words: await undo(), undo: null });
    } catch (error) {
      onSaid({ words: sentenceFor(asApiFault(error), language), undo });
    } finally {
      setState("ready");
    }
  }
  useKeys(undo === null ? [] : [{ key: "z", says: words.row.takeBack, run: () => void takeBack() }]);
  return (
    <div className="undo" role="status">
      {done === null ? null : (
        <>
          <span>{done.words}</span>
          {undo === null ? null : (
            <Button look="quiet" glyph={IconArrowBackUp} keys={["Z"]} state={state} onClick={() => void takeBack()}>
              {words.row.takeBack}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
