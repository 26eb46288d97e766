import { useEffect } from "react";

/** How long a page may take to show what its address names, in milliseconds; after that nothing jumps any more. */
const PATIENCE = 15_000;

/**
 * Brings what the address names after `#` into sight as soon as it is on the page, and puts the focus on it: pages fill later than
 * the browser looks. It stops waiting when somebody presses a key or points somewhere. `place` is the whole address.
 */
export function useHashTarget(place: string): void {
  useEffect(() => {
    const name = decodeURIComponent(location.hash.slice(1));
    if (name === "") return;
    const stop = () => {
      watcher.disconnect();
      clearTimeout(timer);
      for (const kind of moves) removeEventListener(kind, stop, true);
    };
    const watcher = new MutationObserver(() => {
      if (reach(name)) stop();
    });
    const timer = setTimeout(stop, PATIENCE);
    for (const kind of moves) addEventListener(kind, stop, true);
    watcher.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["id"] });
    if (reach(name)) stop();
    return stop;
  }, [place]);
}

const moves = ["keydown", "pointerdown", "wheel", "touchmove"] as const;

/** Puts the focus on what bears this id; false where it is not there. */
function reach(name: string): boolean {
  const target = document.getElementById(name);
  if (target === null) return false;
  for (let fold = target.closest("details"); fold !== null; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  const isHeading = /^H[1-6]$/.test(target.tagName);
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.scrollIntoView({ block: isHeading ? "start" : "center" });
  target.focus({ preventScroll: true });
  return true;
}
