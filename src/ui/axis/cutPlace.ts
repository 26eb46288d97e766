/** A rectangle that holds something already, in pixels of the lane. */
export type Taken = { left: number; right: number; top: number; bottom: number };

/** Where the word of a cut stands: its anchor, and the line on which its letters stand. */
export type CutPlace = { x: number; y: number; anchor: "start" | "end" };

const ascent = 12;
const descent = 4;
const margin = 4;

/**
 * The first free place beside the line of a cut: above it at the right, below it there, then the same at the left. Where
 * nothing is free it stands at the right, above.
 */
export function placeCut(line: number, labelWidth: number, laneWidth: number, taken: readonly Taken[]): CutPlace {
  const places: CutPlace[] = [
    { x: laneWidth - margin, y: line - 5, anchor: "end" },
    { x: laneWidth - margin, y: line + 14, anchor: "end" },
    { x: margin, y: line - 5, anchor: "start" },
    { x: margin, y: line + 14, anchor: "start" },
  ];
  const isFree = (place: CutPlace) => {
    const left = place.anchor === "end" ? place.x - labelWidth : place.x;
    return taken.every((one) => one.right < left - margin || one.left > left + labelWidth + margin || one.bottom < place.y - ascent || one.top > place.y + descent);
  };
  return places.find(isFree) ?? places[0]!;
}
