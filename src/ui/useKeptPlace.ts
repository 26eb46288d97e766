import { useEffect } from "react";

const stops = 'a[href], button:not([disabled]), summary, input[type="checkbox"], input[type="radio"]';

/**
 * Keeps the place of somebody who works by keyboard: where the control that has the focus leaves the page, as a verb does
 * that is done, the focus goes to the nearest part that is left, and to the content where nothing is. `id` is the content's.
 */
export function useKeptPlace(id: string): void {
  useEffect(() => {
    let way: Element[] = [];
    let hand: "keys" | "pointer" = "pointer";
    const byKeys = () => {
      hand = "keys";
    };
    const byPointer = () => {
      hand = "pointer";
    };
    const remember = (event: FocusEvent) => {
      way = [];
      for (let one = event.target instanceof Element ? event.target : null; one !== null; one = one.parentElement) way.push(one);
    };
    const keep = () => {
      if (hand !== "keys" || way.length === 0 || way[0]!.isConnected || document.activeElement !== document.body) return;
      const content = document.getElementById(id);
      const left = way.find((one) => one.isConnected && one !== content && content?.contains(one) === true && one.querySelector(stops) !== null);
      way = [];
      (left?.querySelector<HTMLElement>(stops) ?? content)?.focus({ preventScroll: left === undefined });
    };
    const observer = new MutationObserver(keep);
    observer.observe(document.body, { childList: true, subtree: true });
    addEventListener("keydown", byKeys, true);
    addEventListener("pointerdown", byPointer, true);
    addEventListener("focusin", remember);
    return () => {
      observer.disconnect();
      removeEventListener("keydown", byKeys, true);
      removeEventListener("pointerdown", byPointer, true);
      removeEventListener("focusin", remember);
    };
  }, [id]);
}
