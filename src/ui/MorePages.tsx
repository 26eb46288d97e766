import { useEffect, useRef } from "react";
import { Button } from "./Button.tsx";
import { useMedia } from "./media.ts";

/** How far below the screen the next page is fetched already. */
const AHEAD = "800px 0px";

/**
 * The end of a list that comes a page at a time. Whoever scrolls there gets the next page by itself; by keyboard, and
 * where less motion is wished for, the button fetches it. After a failure only the button does.
 */
export function MorePages({ label, more, after = "page" }: { label: string; more: { state: "ready" | "busy"; fetch: () => void } | null; after?: "page" | "failure" }) {
  const end = useRef<HTMLParagraphElement>(null);
  const still = useMedia("(prefers-reduced-motion: reduce)") === "matches";
  const latest = useRef(more);
  useEffect(() => {
    latest.current = more;
  });
  const waits = more?.state === "ready" && !still && after === "page";
  useEffect(() => {
    const element = end.current;
    if (element === null || !waits) return;
    const observer = new IntersectionObserver(
      (seen) => {
        // Whoever has come to the button by keyboard presses it: the list does not grow under the focus.
        if (seen.some((one) => one.isIntersecting) && !element.contains(document.activeElement)) latest.current?.fetch();
      },
      { rootMargin: AHEAD },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [waits]);
  if (more === null) return null;
  return (
    <p ref={end} className="more-pages">
      <Button state={more.state} onClick={more.fetch}>
        {label}
      </Button>
    </p>
  );
}
