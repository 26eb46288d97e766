import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useApi, whenSigningOut } from "#ui/client.ts";
import { useAccount } from "#ui/useAccount.ts";
import { useLanguage } from "#ui/language.tsx";
import type { NoteView } from "../contract.ts";
import { type Kept, readContent } from "../draft.rules.ts";
import { createDraftKeeper, type DraftKeeper, type KeeperView } from "./draftKeeper.ts";
import { canKeep, forgetDrafts, forgetSavedDrafts, isOwnRecord, keepDraft } from "#ui/localDrafts.ts";
import { sendNote } from "./sendNote.ts";

/** Keeps a note saved for as long as its screen is open, and until the last save has arrived after that. */
export function useDraftKeeper(view: NoteView, found: readonly { key: string; kept: Kept }[], whenSignedElsewhere: () => void): { keeper: DraftKeeper; now: KeeperView } {
  const api = useApi();
  const account = useAccount();
  const { language } = useLanguage();
  const { sessionId } = view.session;
  const [keeper] = useState(() => {
    let foundKeys = found.map((one) => one.key);
    return createDraftKeeper({
      theirs: { content: readContent(view), revision: view.revision, savedAt: view.savedAt },
      decision: view.decision,
      kept: found.map((one) => one.kept),
      save: (content, revision, manner) => sendNote(api, sessionId, document.documentElement.lang === "es" ? "es" : "en", content, revision, manner),
      load: async () => {
        const newest = await api.notes.get({ sessionId });
        return newest.mayWrite ? { theirs: { content: readContent(newest), revision: newest.revision, savedAt: newest.savedAt }, decision: newest.decision } : null;
      },
      keep: async (kept, state) => {
        if (!canKeep()) throw new Error("This page keeps no drafts.");
        await keepDraft(account, sessionId, kept, state);
        // What other tabs left is in this one's record now.
        const old = foundKeys;
        foundKeys = [];
        await forgetDrafts(old.filter((key) => !isOwnRecord(key)));
      },
      now: () => new Date().toISOString(),
    });
  });
  const now = useSyncExternalStore(keeper.subscribe, keeper.read);
  useEffect(() => {
    keeper.start();
    const hidden = () => (document.visibilityState === "hidden" ? keeper.leave() : void keeper.look());
    const back = () => void keeper.sendNow();
    document.addEventListener("visibilitychange", hidden);
    addEventListener("pagehide", keeper.leave);
    addEventListener("online", back);
    const staysSignedIn = whenSigningOut(async () => {
      await keeper.flush();
      await keeper.rest();
      await forgetSavedDrafts();
    });
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      removeEventListener("pagehide", keeper.leave);
      removeEventListener("online", back);
      staysSignedIn();
      keeper.close();
    };
  }, [keeper]);
  // Findings come in the language of the screen.
  useEffect(() => void keeper.look(), [keeper, language]);
  const isSignedElsewhere = now.draft.stop?.why === "signed_elsewhere";
  const leave = useRef(whenSignedElsewhere);
  useEffect(() => {
    leave.current = whenSignedElsewhere;
  });
  useEffect(() => {
    if (isSignedElsewhere) leave.current();
  }, [isSignedElsewhere]);
  return { keeper, now };
}
