import { useEffect, useRef, useState } from "react";
import { asApiFault, whenSigningOut } from "./client.ts";
import { useLanguage } from "./language.tsx";
import { forgetNote, keepDraft, readDrafts } from "./localDrafts.ts";
import type { Saving } from "./SaveState.tsx";
import { useAccount } from "./useAccount.ts";
import { sentenceFor } from "./useSending.ts";

const PAUSE = 1_000;
const AGAIN = 5_000;

/** A draft as the server has it. */
export type ServerDraft<Content> = { content: Content; revision: number; savedAt: string };
type Kept<Content> = { content: Content; revision: number; editedAt: string };
export type KeptDraft<Content> = { content: Content; revision: number; saving: Saving; refused: string | null; theirs: ServerDraft<Content> | null };
/** How a draft is sent and asked for. `load` answers null where it is no draft any more. */
export type DraftOf<Content> = { id: string; from: ServerDraft<Content>; save: (content: Content, revision: number) => Promise<{ revision: number; savedAt: string }>; load: () => Promise<ServerDraft<Content> | null> };

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const clock = (at: Date) => at.toTimeString().slice(0, 8);

/**
 * Keeps a draft saved as it is typed: each letter on this device at once, on the server a second after a pause, one save
 * at a time, tried again until it arrives. Where it was saved elsewhere meanwhile both stay until somebody chooses.
 */
export function useKeptDraft<Content>({ id, from, save, load }: DraftOf<Content>): KeptDraft<Content> & { write: (content: Content) => void; choose: (which: "mine" | "theirs") => void; flush: () => Promise<number | null> } {
  const account = useAccount();
  const { language } = useLanguage();
  const [now, setNow] = useState<KeptDraft<Content>>(() => ({ content: from.content, revision: from.revision, saving: { state: "saved", at: clock(new Date(from.savedAt)) }, refused: null, theirs: null }));
  const live = useRef({ ...now, saved: from.content, timer: null as ReturnType<typeof setTimeout> | null, sending: null as Promise<void> | null, closed: "no" as "no" | "yes", touched: "no" as "no" | "yes" });
  const keeping = useRef<Promise<unknown>>(Promise.resolve());

  function show(next: Partial<KeptDraft<Content>>): void {
    Object.assign(live.current, next);
    const { content, revision, saving, refused, theirs } = live.current;
    if (live.current.closed === "no") setNow({ content, revision, saving, refused, theirs });
  }
  function keepHere(state: "saved" | "unsaved"): void {
    const kept: Kept<Content> = { content: live.current.content, revision: live.current.revision, editedAt: new Date().toISOString() };
    keeping.current = keepDraft<Kept<Content>>(account, id, kept, state).catch(() => {});
  }
  function soon(wait: number): void {
    if (live.current.timer !== null) clearTimeout(live.current.timer);
    live.current.timer = setTimeout(() => void send(), wait);
  }
  async function meetTheirs(): Promise<void> {
    const found = await load();
    if (found !== null && same(found.content, live.current.content)) {
      live.current.saved = found.content;
      return show({ revision: found.revision, saving: { state: "saved", at: clock(new Date()) }, theirs: null });
    }
    if (found !== null) show({ theirs: found, saving: { state: "not_saved" } });
  }
  async function sendOnce(): Promise<void> {
    const { content, revision } = live.current;
    if (live.current.theirs !== null || same(content, live.current.saved)) return;
    show({ saving: { state: "saving" } });
    try {
      const saved = await save(content, revision);
      live.current.saved = content;
      const isNewest = same(content, live.current.content);
      show({ revision: saved.revision, refused: null, saving: isNewest ? { state: "saved", at: clock(new Date(saved.savedAt)) } : { state: "saving" } });
      if (isNewest) keepHere("saved");
      else soon(PAUSE);
    } catch (error) {
      const fault = asApiFault(error);
      if (fault.code === "changed_meanwhile" || fault.code === "refused") return meetTheirs().catch(() => soon(AGAIN));
      show({ saving: { state: "kept", at: null }, refused: fault.code === "malformed" ? (fault.fields[0]?.message ?? sentenceFor(fault, language)) : null });
      // What the server will not take as it is waits for the next letter.
      if (fault.code !== "malformed") soon(AGAIN);
    }
  }
  async function send(): Promise<void> {
    if (live.current.timer !== null) clearTimeout(live.current.timer);
    live.current.timer = null;
    live.current.sending ??= sendOnce().finally(() => (live.current.sending = null));
    return live.current.sending;
  }
  async function flush(): Promise<number | null> {
    await live.current.sending;
    await send();
    await keeping.current;
    return same(live.current.content, live.current.saved) && live.current.theirs === null ? live.current.revision : null;
  }
  function write(content: Content): void {
    live.current.touched = "yes";
    show({ content, saving: live.current.saving.state === "kept" ? live.current.saving : { state: "saving" } });
    keepHere("unsaved");
    if (live.current.theirs === null) soon(PAUSE);
  }
  function choose(which: "mine" | "theirs"): void {
    const { theirs } = live.current;
    if (theirs === null) return;
    live.current.saved = theirs.content;
    show({ content: which === "theirs" ? theirs.content : live.current.content, revision: theirs.revision, theirs: null, saving: which === "theirs" ? { state: "saved", at: clock(new Date(theirs.savedAt)) } : { state: "saving" } });
    keepHere(which === "theirs" ? "saved" : "unsaved");
    if (which === "mine") soon(0);
  }

  const acts = useRef({ flush, send, show, soon });
  useEffect(() => {
    acts.current = { flush, send, show, soon };
  });
  useEffect(() => {
    const state = live.current;
    state.closed = "no";
    // What this device kept and the server does not have.
    void readDrafts<Kept<Content>>(account, id).then(
      (found) => {
        const newest = found[0]?.kept;
        if (newest === undefined || state.touched === "yes" || same(newest.content, state.saved)) return;
        if (newest.revision < state.revision) return acts.current.show({ content: newest.content, theirs: { content: state.saved, revision: state.revision, savedAt: from.savedAt }, saving: { state: "not_saved" } });
        acts.current.show({ content: newest.content, saving: { state: "saving" } });
        acts.current.soon(0);
      },
      () => {},
    );
    const hidden = () => void (document.visibilityState === "hidden" && acts.current.send());
    const back = () => void acts.current.send();
    document.addEventListener("visibilitychange", hidden);
    addEventListener("online", back);
    const stay = whenSigningOut(() => void acts.current.flush());
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      removeEventListener("online", back);
      stay();
      state.closed = "yes";
      void acts.current.send();
    };
    // One keeper for one draft, for as long as its form is open.
  }, [account, id, from.savedAt]);
  return { ...now, write, choose, flush };
}

/** Forgets what this device kept of a draft that is none any more. */
export const forgetKeptDraft = (account: string, id: string): Promise<void> => forgetNote(account, id).catch(() => {});
