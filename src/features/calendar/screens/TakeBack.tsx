import { IconArrowBackUp, IconCalendarPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { asApiFault, useApi } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { useKeys } from "#ui/useKeys.ts";
import { sentenceFor } from "#ui/useSending.ts";
import type { SessionView } from "../contract.ts";
import { gridWords } from "../grid.words.ts";
import { offerWords } from "../offers.screen.words.ts";

/** What was just done, in words, and by what it is taken back; null where nothing can be. */
export type Done = { words: string; changeId: string | null; /** A session that was cancelled ahead: its hour is free. */ freed?: SessionView | null };

/** Says what was done and stays there until the next thing: no message that vanishes. `Z` takes it back. */
export function TakeBack({ done, onTakenBack, onSaid, onFree }: { done: Done | null; onTakenBack: () => void; onSaid: (done: Done) => void; onFree?: (session: SessionView) => void }) {
  const api = useApi();
  const { say, language } = useLanguage();
  const [state, setState] = useState<"ready" | "busy">("ready");
  const changeId = done?.changeId ?? null;
  const freed = done?.freed ?? null;
  async function takeBack(): Promise<void> {
    if (changeId === null || state === "busy") return;
    setState("busy");
    try {
      await api.bookings.takeBack({ changeId });
      onSaid({ words: say(gridWords.takenBack), changeId: null });
      onTakenBack();
    } catch (error) {
      onSaid({ words: sentenceFor(asApiFault(error), language), changeId: null });
    } finally {
      setState("ready");
    }
  }
  useKeys(changeId === null ? [] : [{ key: "z", says: say(gridWords.takeBack), run: () => void takeBack() }]);
  return (
    <div className="take-back" role="status">
      {done === null ? null : (
        <>
          <span>{done.words}</span>
          {changeId === null ? null : (
            <Button look="quiet" glyph={IconArrowBackUp} keys={["Z"]} state={state} onClick={() => void takeBack()}>
              {say(gridWords.takeBack)}
            </Button>
          )}
          {freed === null || onFree === undefined ? null : (
            <Button look="quiet" glyph={IconCalendarPlus} onClick={() => onFree(freed)}>
              {say(offerWords.freed)}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
