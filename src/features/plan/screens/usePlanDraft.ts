import { useEffect, useRef, useState } from "react";
import { asApiFault, useApi, whenSigningOut } from "#ui/client.ts";
import { forgetNote, keepDraft, readDrafts } from "#ui/localDrafts.ts";
import type { Saving } from "#ui/SaveState.tsx";
import { useAccount } from "#ui/useAccount.ts";
import { useLanguage } from "#ui/language.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { Plan, PlanContent } from "../contract.ts";

const PAUSE = 1_000;
const AGAIN = 5_000;

type Kept = { content: PlanContent; revision: number; editedAt: string };
type Theirs = { content: PlanContent; revision: number; savedAt: string };
export type PlanDraft = { content: PlanContent; revision: number; saving: Saving; refused: string | null; theirs: Theirs | null };

/** What a version says, as it is sent. */
export function contentOf(plan: Pick<Plan, "goals" | "objectives">): PlanContent {
  return { goals: plan.goals.map(({ goalId, words }) => ({ goalId, words })), objectives: plan.objectives.map(({ openedOn: _openedOn, standing: _standing, disclosure: _disclosure, ...one }) => one) };
}
const same = (one: PlanContent, other: PlanContent) => JSON.stringify(one) === JSON.stringify(other);
const clock = (at: Date) => at.toTimeString().slice(0, 8);

/**
 * Keeps a draft saved as it is typed: each letter on this device at once, on the server a second after a pause, one save
 * at a time, tried again until it arrives. Where it was saved elsewhere meanwhile both stay until somebody chooses.
 */
export function usePlanDraft(caseId: string, plan: Plan): PlanDraft & { write: (content: PlanContent) => void; choose: (which: "mine" | "theirs") => void; flush: () => Promise<number | null> } {
  const api = useApi();
  const account = useAccount();
  const { language } = useLanguage();
  const { planId } = plan;
  const [now, setNow] = useState<PlanDraft>(() => ({ content: contentOf(plan), revision: plan.revision, saving: { state: "saved", at: clock(new Date(plan.savedAt)) }, refused: null, theirs: null }));
  const live = useRef({ ...now, saved: contentOf(plan), timer: null as ReturnType<typeof setTimeout> | null, sending: null as Promise<void> | null, closed: "no" as "no" | "yes", touched: "no" as "no" | "yes" });
  const keeping = useRef<Promise<unknown>>(Promise.resolve());

  function show(next: Partial<PlanDraft>): void {
    Object.assign(live.current, next);
    const { content, revision, saving, refused, theirs } = live.current;
    if (live.current.closed === "no") setNow({ content, revision, saving, refused, theirs });
  }
  function keepHere(state: "saved" | "unsaved"): void {
    const kept: Kept = { content: live.current.content, revision: live.current.revision, editedAt: new Date().toISOString() };
    keeping.current = keeping.current.then(() => keepDraft<Kept>(account, planId, kept, state)).catch(() => {});
  }
  function soon(wait: number): void {
    if (live.current.timer !== null) clearTimeout(live.current.timer);
    live.current.timer = setTimeout(() => void send(), wait);
  }
  async function meetTheirs(): Promise<void> {
    const { plans } = await api.plan.get({ caseId });
    const found = plans.find((one) => one.planId === planId);
    if (found !== undefined && found.status === "draft" && same(contentOf(found), live.current.content)) {
      live.current.saved = contentOf(found);
      return show({ revision: found.revision, saving: { state: "saved", at: clock(new Date()) }, theirs: null });
    }
    if (found !== undefined) show({ theirs: { content: contentOf(found), revision: found.revision, savedAt: found.savedAt }, saving: { state: "not_saved" } });
  }
  async function sendOnce(): Promise<void> {
    const { content, revision } = live.current;
    if (live.current.theirs !== null || same(content, live.current.saved)) return;
    show({ saving: { state: "saving" } });
    try {
      const saved = await api.plan.save({ caseId, planId, revision, ...content });
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
  function write(content: PlanContent): void {
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
    void readDrafts<Kept>(account, planId).then(
      (found) => {
        const newest = found[0]?.kept;
        if (newest === undefined || state.touched === "yes" || same(newest.content, state.saved)) return;
        if (newest.revision < state.revision) return acts.current.show({ content: newest.content, theirs: { content: state.saved, revision: state.revision, savedAt: plan.savedAt }, saving: { state: "not_saved" } });
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
    // One keeper for one version, for as long as its form is open.
  }, [account, planId, plan.savedAt]);
  return { ...now, write, choose, flush };
}

/** Forgets what this device kept of a version whose text is fixed. */
export const forgetPlanDraft = (account: string, planId: string): Promise<void> => forgetNote(account, planId).catch(() => {});
