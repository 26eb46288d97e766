import { useCallback, useEffect, useRef, useState } from "react";
import { forgetNote, keepDraft, readDrafts } from "#ui/localDrafts.ts";
import { useAccount } from "#ui/useAccount.ts";

type KeptText = { text: string; editedAt: string };

/**
 * A text that this device keeps from its first letter until it was sent: an addendum, a reason for giving back.
 * Returns the text, the way to write it, and the way to forget it once the server has it.
 */
export function useKeptText(place: string, first = ""): [string, (text: string) => void, () => Promise<void>] {
  const account = useAccount();
  const [text, setText] = useState(first);
  const touched = useRef("no");
  const writing = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    void readDrafts<KeptText>(account, place).then(
      (found) => {
        const newest = found[0]?.kept.text;
        if (newest !== undefined && newest !== "" && touched.current === "no") setText(newest);
      },
      () => {},
    );
  }, [account, place]);
  const write = useCallback(
    (next: string) => {
      touched.current = "yes";
      setText(next);
      writing.current = keepDraft<KeptText>(account, place, { text: next, editedAt: new Date().toISOString() }, "unsaved").catch(() => {});
    },
    [account, place],
  );
  const forget = useCallback(async () => {
    await writing.current;
    await forgetNote(account, place).catch(() => {});
  }, [account, place]);
  return [text, write, forget];
}
