import { useEffect } from "react";

/** Brings what the address names after `#` into sight once it is there, and puts the focus on it: pages fill later than the browser looks. */
export function useHashTarget(state: "loading" | "there"): void {
  useEffect(() => {
    if (state === "loading" || location.hash.length < 2) return;
    const target = document.getElementById(location.hash.slice(1));
    if (target === null) return;
    const isHeading = /^H[1-6]$/.test(target.tagName);
    if (isHeading) target.tabIndex = -1;
    target.scrollIntoView({ block: isHeading ? "start" : "center" });
    target.focus({ preventScroll: true });
  }, [state]);
}
