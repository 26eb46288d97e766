import { useEffect, useRef, useState } from "react";
import { forgetNote, keepDraft, readDrafts } from "#ui/localDrafts.ts";
import { useAccount } from "#ui/useAccount.ts";

type Kept<Content> = { content: Content; editedAt: string };

/** Keeps what is typed into a form on this device, sealed, until it is sent. `found` says that it began with what was kept before. */
export function useDeviceDraft<Content>(id: string, from: Content): { content: Content; found: "yes" | "no"; write: (content: Content) => void; drop: () => void } {
  const account = useAccount();
  const [content, setContent] = useState(from);
  const [found, setFound] = useState<"yes" | "no">("no");
  const touched = useRef("no");
  useEffect(() => {
    let closed = false;
    void readDrafts<Kept<Content>>(account, id).then(
      (drafts) => {
        const newest = drafts[0]?.kept;
        if (closed || newest === undefined || touched.current === "yes") return;
        setContent(newest.content);
        setFound("yes");
      },
      () => {},
    );
    return () => {
      closed = true;
    };
  }, [account, id]);
  const forget = () => void forgetNote(account, id).catch(() => {});
  return {
    content,
    found,
    write: (next) => {
      touched.current = "yes";
      setContent(next);
      void keepDraft<Kept<Content>>(account, id, { content: next, editedAt: new Date().toISOString() }, "unsaved").catch(() => {});
    },
    drop: () => {
      touched.current = "yes";
      setContent(from);
      setFound("no");
      forget();
    },
  };
}
