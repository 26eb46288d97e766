import { useEffect } from "react";
import { CONTENT_MARK } from "./contentMarks.ts";

/** Stands in a screen together with its content, and sets a mark on the page's own clock once that is painted: after the frame that follows the first drawing. */
export function ContentMark(): null {
  useEffect(() => {
    let second = 0;
    const first = requestAnimationFrame(() => {
      second = requestAnimationFrame(() => void performance.mark(CONTENT_MARK));
    });
    return () => {
      cancelAnimationFrame(first);
      cancelAnimationFrame(second);
    };
  }, []);
  return null;
}
