import type { Decision } from "#kernel/findings.ts";
import { asApiFault } from "#ui/client.ts";
import type { NoteContent } from "../content.rules.ts";
import { type Draft, type DraftEvent, type Edit, isUnsaved, type Kept, keepable, maySend, openDraft, reduceDraft, type StopReason, takeIn, type Theirs, waitBeforeTry } from "../draft.rules.ts";

const PAUSE = 1_000;
const LONGEST_WAIT = 8_000;

export type Saved = { revision: number; savedAt: string; decision: Decision };
/** How a save is sent: `leaving` outlives the page, for text of up to some 60 kB. */
export type Manner = "ordinary" | "leaving";

export type KeeperParts = {
  theirs: Theirs;
  decision: Decision | null;
  kept: readonly Kept[];
  save: (content: NoteContent, revision: number, manner: Manner) => Promise<Saved>;
  /** The note as the server has it now; null where it may not be written any more (it was signed elsewhere). */
  load: () => Promise<{ theirs: Theirs; decision: Decision | null } | null>;
  keep: (kept: Kept, state: "saved" | "unsaved") => Promise<void>;
  now: () => string;
};

/** What the screen shows: the draft, the newest decision, and whether this device failed to keep a copy. */
export type KeeperView = { draft: Draft; decision: Decision | null; device: "keeps" | "fails"; busySince: string | null };

const waits: Record<string, StopReason> = { offline: "offline", storage_full: "full", not_signed_in: "signed_out", not_ready: "server", internal: "server", unreadable: "server", too_many: "server" };

/**
 * Saves a note by itself: a second after a pause, at the latest every eight seconds while somebody writes, one save at
 * a time, tried again until it arrives; and every letter at once on this device.
 */
export function createDraftKeeper(parts: KeeperParts) {
  const [first, ...others] = parts.kept;
  let view: KeeperView = { draft: others.reduce(takeIn, openDraft(parts.theirs, first ?? null)), decision: parts.decision, device: "keeps", busySince: null };
  const listeners = new Set<() => void>();
  let pause: ReturnType<typeof setTimeout> | null = null;
  let latest: ReturnType<typeof setTimeout> | null = null;
  let sending: Promise<void> | null = null;
  /** Writes on this device that are not done yet. */
  let keeping = 0;
  let state: "open" | "closed" = "open";
  const resting: (() => void)[] = [];

  function show(next: Partial<KeeperView>): void {
    view = { ...view, ...next };
    for (const listener of listeners) listener();
  }

  /** Hands the newest state over to this device, whether or not the one before is written. */
  async function keepNow(): Promise<void> {
    keeping += 1;
    try {
      await parts.keep(keepable(view.draft, parts.now()), isUnsaved(view.draft) || view.draft.conflict !== null ? "unsaved" : "saved");
      if (view.device === "fails") show({ device: "keeps" });
    } catch {
      if (view.device === "keeps") show({ device: "fails" });
    }
    keeping -= 1;
    if (keeping === 0) for (const tell of resting.splice(0)) tell();
  }

  function dispatch(event: DraftEvent): void {
    const draft = reduceDraft(view.draft, event);
    if (draft === view.draft) return;
    show({ draft });
    void keepNow();
  }

  function stopWaiting(): void {
    if (pause !== null) clearTimeout(pause);
    if (latest !== null) clearTimeout(latest);
    pause = latest = null;
  }

  /** Sends after a pause, and at the latest some seconds after the first change. */
  function soon(wait: number): void {
    if (state === "closed") return;
    if (pause !== null) clearTimeout(pause);
    pause = setTimeout(() => void send("ordinary"), wait);
    latest ??= setTimeout(() => void send("ordinary"), Math.max(LONGEST_WAIT, wait));
  }

  async function meetTheirs(): Promise<void> {
    const found = await parts.load();
    if (found === null) return dispatch({ type: "failed", why: "signed_elsewhere", message: null, fields: [], at: parts.now() });
    show({ decision: found.decision ?? view.decision });
    dispatch({ type: "found_theirs", theirs: found.theirs });
  }

  async function sendOnce(manner: Manner): Promise<void> {
    dispatch({ type: "send_began" });
    const { inFlight, revision } = view.draft;
    if (inFlight === null) return;
    show({ busySince: parts.now() });
    try {
      const saved = await parts.save(inFlight, revision, manner);
      show({ decision: saved.decision, busySince: null });
      dispatch({ type: "acknowledged", revision: saved.revision, savedAt: saved.savedAt });
    } catch (error) {
      const fault = asApiFault(error);
      show({ busySince: null });
      if (fault.code === "changed_meanwhile") {
        try {
          return await meetTheirs();
        } catch (second) {
          const other = asApiFault(second);
          return dispatch({ type: "failed", why: waits[other.code] ?? "server", message: other.message, fields: [], at: parts.now() });
        }
      }
      dispatch({ type: "failed", why: waits[fault.code] ?? "refused", message: fault.message, fields: [...fault.fields], at: parts.now() });
    }
  }

  /** Sends what the server lacks, if it may; afterwards what came meanwhile, or the same again later. */
  function send(manner: Manner): Promise<void> {
    if (sending !== null) return sending;
    stopWaiting();
    if (!maySend(view.draft)) return Promise.resolve();
    sending = sendOnce(manner).finally(() => {
      sending = null;
      const { stop } = view.draft;
      if (stop !== null && stop.why !== "refused" && stop.why !== "signed_elsewhere") soon(waitBeforeTry(stop.tries));
      else if (stop === null && maySend(view.draft)) soon(PAUSE);
      // A closed screen still sends what was written during its last save.
      if (state === "closed" && stop === null && maySend(view.draft)) void send("ordinary");
    });
    return sending;
  }

  return {
    /** The screen is open: what was brought back is sent at once. */
    start: () => {
      state = "open";
      if (maySend(view.draft)) soon(0);
    },
    /** The screen goes: one last save, and no further tries; what does not arrive waits on this device. */
    close: () => {
      state = "closed";
      void send("ordinary");
    },
    read: () => view,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    edit: (...edits: Edit[]) => {
      dispatch({ type: "edited", edits });
      if (!maySend(view.draft)) return;
      // After a failure the wait for the next try stays as it is, however fast somebody writes.
      if (view.draft.stop === null) soon(PAUSE);
      else if (pause === null && sending === null) soon(waitBeforeTry(view.draft.stop.tries));
    },
    dispatch: (event: DraftEvent) => {
      dispatch(event);
      if (maySend(view.draft)) soon(PAUSE);
    },
    /** Sends at once: on leaving a field, when the network is back, when somebody asks. */
    sendNow: () => send("ordinary"),
    /** The page may go: what is not sent yet is sent so that it arrives without the page. */
    leave: () => void send("leaving"),
    /** Sends until nothing is left, or something is in the way. */
    flush: async () => {
      for (let round = 0; round < 5; round++) {
        await send("ordinary");
        if (!maySend(view.draft) || view.draft.stop !== null) return;
      }
    },
    /** Waits until this device has written what it writes. */
    rest: () => (keeping === 0 ? Promise.resolve() : new Promise<void>((resolve) => resting.push(resolve))),
    /** Looks whether the note was written elsewhere, where nothing of this page waits. */
    look: async () => {
      if (sending !== null || isUnsaved(view.draft) || view.draft.conflict !== null) return;
      const found = await parts.load().catch(() => undefined);
      if (found?.decision && sending === null) show({ decision: found.decision });
      if (found === null) dispatch({ type: "failed", why: "signed_elsewhere", message: null, fields: [], at: parts.now() });
      else if (found && found.theirs.revision !== view.draft.revision && sending === null) {
        dispatch({ type: "found_theirs", theirs: found.theirs });
        if (maySend(view.draft)) soon(PAUSE);
      }
    },
  };
}
export type DraftKeeper = ReturnType<typeof createDraftKeeper>;
