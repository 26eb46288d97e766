import { useEffect, useRef, type RefObject } from "react";
import { actsItself, findBinding, isWriting, type KeyBinding, type KeyScope } from "./keys.ts";
import { readSetting } from "./settings.ts";

/** Every binding that listens now, by who listens, in the order in which they began; a list that is walked by keys has none of its own. */
const listening = new Map<symbol, { scope: KeyScope; read: () => readonly KeyBinding[] }>();
const lists = new Set<HTMLElement>();

/** The keys that work on the page that is open, and whether a list is walked by keys there. Read from the bindings themselves. */
export const readKeys = (): { bindings: Record<KeyScope, KeyBinding[]>; hasLists: boolean } => {
  const of = (scope: KeyScope) => [...listening.values()].flatMap((one) => (one.scope === scope ? one.read() : []));
  return { bindings: { everywhere: of("everywhere"), here: of("here") }, hasLists: lists.size > 0 };
};

/**
 * Listens for keys while the part is shown. Nothing fires while a dialog stands open that does not hold the part, nor
 * while a key is held down, nor on Enter where the focused element has its own use of it. A part that may stand in a
 * dialog hands in its element.
 */
export function useKeys(bindings: readonly KeyBinding[], part?: RefObject<Element | null>, scope: KeyScope = "here"): void {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const dialog = document.querySelector("dialog:modal");
      if (dialog !== null && !(part?.current && dialog.contains(part.current))) return;
      if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && actsItself(event.target)) return;
      const binding = findBinding(latest.current, {
        key: event.key,
        control: event.ctrlKey || event.metaKey,
        alt: event.altKey,
        shift: event.shiftKey,
        writing: isWriting(event.target),
        letterKeys: readSetting("letterKeys"),
      });
      if (binding === null) return;
      event.preventDefault();
      binding.run();
    }
    const self = Symbol("keys");
    listening.set(self, { scope, read: () => latest.current });
    document.addEventListener("keydown", onKeyDown);
    return () => {
      listening.delete(self);
      document.removeEventListener("keydown", onKeyDown);
    };
  }, [part, scope]);
}

/** Names keys that a part hears by itself, as a card that is carried does, so that they stand in the list of all keys too. */
export function useListedKeys(keys: readonly { key: string; says: string }[]): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const self = Symbol("listed");
    listening.set(self, { scope: "here", read: () => latest.current.map((one) => ({ ...one, run: () => {} })) });
    return () => void listening.delete(self);
  }, []);
}

/** What J and K move among in a list: what is marked `data-stop`, or where nothing is, what opens each row. */
function stopsOf(list: HTMLElement): HTMLElement[] {
  const marked = list.querySelectorAll<HTMLElement>("[data-stop]");
  return [...(marked.length > 0 ? marked : list.querySelectorAll<HTMLElement>("tbody > tr > th :is(a, button), li > a, .card-row-name a"))];
}
/** Where walking a list by keys begins. */
export const firstStop = (list: HTMLElement | null): HTMLElement | null => (list === null ? null : (stopsOf(list)[0] ?? null));

/**
 * J and K (and the arrows) move among the stops inside a list that has the focus. The arrows
 * stay where letter keys are switched off. Hand it to the list as its `ref`: the list itself does nothing, it only relays
 * keys of what stands inside it.
 */
export function movesByKeys(list: HTMLElement | null): (() => void) | undefined {
  if (list === null) return undefined;
  const onKeyDown = (event: KeyboardEvent) => moveInList(list, event);
  lists.add(list);
  list.addEventListener("keydown", onKeyDown);
  return () => {
    lists.delete(list);
    list.removeEventListener("keydown", onKeyDown);
  };
}

function moveInList(list: HTMLElement, event: KeyboardEvent): void {
  if (isWriting(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const letters = readSetting("letterKeys") === "on";
  const step = event.key === "ArrowDown" || (letters && event.key === "j") ? 1 : event.key === "ArrowUp" || (letters && event.key === "k") ? -1 : 0;
  if (step === 0) return;
  const stops = stopsOf(list);
  const at = stops.findIndex((stop) => stop === document.activeElement || stop.closest("li, tr")?.contains(document.activeElement));
  const next = stops[at === -1 ? 0 : Math.min(Math.max(at + step, 0), stops.length - 1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
