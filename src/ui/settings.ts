import { useSyncExternalStore } from "react";

/** A person's own choices on this device. They hold nothing about anybody. */
const choices = {
  colours: { key: "dyad.colours", values: ["system", "light", "dark"] },
  letterKeys: { key: "dyad.letter-keys", values: ["on", "off"] },
} as const;

type Name = keyof typeof choices;
/** The values that a setting may take; the first is the default. */
export type Setting<N extends Name> = (typeof choices)[N]["values"][number];

const listeners = new Set<() => void>();

/** Reads a setting; anything unreadable, as with storage switched off, is the default. */
export function readSetting<N extends Name>(name: N): Setting<N> {
  const { key, values } = choices[name];
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(key);
  } catch {
    // Storage is closed in some private windows: the default serves.
  }
  return ((values as readonly string[]).includes(stored ?? "") ? stored : values[0]) as Setting<N>;
}

/** Keeps a setting on this device and tells every part that shows it. */
export function keepSetting<N extends Name>(name: N, value: Setting<N>): void {
  try {
    localStorage.setItem(choices[name].key, value);
  } catch {
    // As above: the choice then lasts as long as the page.
  }
  if (name === "colours") applyColours(value as Setting<"colours">);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A setting, kept in step wherever it is shown. */
export function useSetting<N extends Name>(name: N): [Setting<N>, (value: Setting<N>) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => readSetting(name),
    () => choices[name].values[0] as Setting<N>,
  );
  return [value, (next) => keepSetting(name, next)];
}

/** Puts the colours on the page; `system` leaves them to the device. Call it before the first picture. */
export function applyColours(colours: Setting<"colours"> = readSetting("colours")): void {
  if (colours === "system") document.documentElement.removeAttribute("data-color-scheme");
  else document.documentElement.setAttribute("data-color-scheme", colours);
}
