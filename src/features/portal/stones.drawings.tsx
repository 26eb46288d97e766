import type { Figures } from "#features/stories/shapes.contract.ts";
import { hairColourOf } from "#features/stories/scenes.drawings.tsx";
import { Bear, paper, Person, skin } from "#features/stories/people.drawings.tsx";

const colours = [paper.front, paper.way, paper.plum, paper.teal, paper.sun, paper.board, paper.rose, paper.coral, paper.lake] as const;
const ROW = 6;

/** A jar with a stone for each visit, and the two of them on its lid. */
export function Jar({ stones, figures, alt }: { stones: number; figures: Figures; alt: string }) {
  const { child, adult } = figures;
  return (
    <svg className="jar" viewBox="0 -26 240 406" role="img" aria-label={alt} focusable="false">
      <path d="M40 170q-18 8-18 30v140q0 26 26 26h144q26 0 26-26V200q0-22-18-30Z" fill={paper.sky} stroke={paper.middle} strokeWidth="4" />
      {Array.from({ length: stones }, (_, at) => {
        const row = Math.floor(at / ROW);
        return <ellipse key={at} cx={47 + (at % ROW) * 29 + (row % 2) * 7} cy={350 - row * 15.5} rx="16.5" ry="11.5" fill={colours[(at * 5 + row) % colours.length]} transform={`rotate(${(at % 3) * 4 - 4} ${47 + (at % ROW) * 29} ${350 - row * 15.5})`} filter="url(#cut)" />;
      })}
      <path d="M36 188v130" stroke={paper.cream} strokeWidth="6" strokeLinecap="round" />
      <path d="M26 150q0-10 10-10h168q10 0 10 10v14q0 10-10 10H36q-10 0-10-10Z" fill={paper.board} filter="url(#cut)" />
      <Person x={96} y={140} scale={0.8} grown="adult" skin={skin[adult.skin]} hair={adult.hair} hairColour={hairColourOf(adult)} robe={paper[adult.robe]} hands={[[46, -52]]} />
      <Person x={154} y={140} scale={0.8} grown="child" skin={skin[child.skin]} hair={child.hair} hairColour={hairColourOf(child)} robe={paper[child.robe]} hem={paper.sun} hands={[[-26, -48], [34, -72]]} />
      <Bear x={200} y={140} scale={0.6} />
    </svg>
  );
}
