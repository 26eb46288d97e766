import { useSyncExternalStore } from "react";
import { whenSigningOut } from "./client.ts";

/** To whom a case is being shown on this screen: ids only. It lasts as long as the tab, a reload too, until it is ended. */
export type ShownTo = { caseId: string; adultId: string };

const KEY = "dyad.shown-to";
const ID = /^[0-9a-f-]{36}$/;
const listeners = new Set<() => void>();
let kept: ShownTo | null | undefined;

function read(): ShownTo | null {
  if (kept !== undefined) return kept;
  let stored: string | null = null;
  try {
    stored = sessionStorage.getItem(KEY);
  } catch {
    // Storage is closed in some private windows: it then lasts as long as the page.
  }
  const [caseId = "", adultId = ""] = (stored ?? "").split(" ");
  kept = ID.test(caseId) && ID.test(adultId) ? { caseId, adultId } : null;
  return kept;
}

function keep(next: ShownTo | null): void {
  kept = next;
  try {
    if (next === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, `${next.caseId} ${next.adultId}`);
  } catch {
    // As above.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Begins to show a case to one of its adults. */
export const showTo = (next: ShownTo): void => keep(next);
/** Ends it; nothing is asked. */
export const endShowing = (): void => keep(null);
whenSigningOut(endShowing);

/** To whom a case is being shown, null where nobody reads along. */
export const useShownTo = (): ShownTo | null => useSyncExternalStore(subscribe, read, () => null);

/** The adult who reads along in this case, as the API takes it; null where nobody does. */
export function useAsAdult(caseId: string): string | null {
  const shown = useShownTo();
  return shown?.caseId === caseId ? shown.adultId : null;
}
