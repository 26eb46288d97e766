import { useSyncExternalStore } from "react";

/** Whether a media query holds, kept in step with the window. */
export function useMedia(query: string): "matches" | "differs" {
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    () => (matchMedia(query).matches ? "matches" : "differs"),
    () => "differs",
  );
}
