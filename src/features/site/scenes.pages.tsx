import type { ReactNode } from "react";
import { Bear, paper, Person, skin } from "#features/stories/people.drawings.tsx";
import { Blocks, Duck, House, LetterBox, Nest, Plant, Sun, Tree } from "#features/stories/places.drawings.tsx";

function Scene(props: { width: number; height: number; className: string; fit?: string; children: ReactNode }) {
  return (
    <svg className={`scene ${props.className}`} viewBox={`0 0 ${props.width} ${props.height}`} preserveAspectRatio={props.fit ?? "xMidYMid slice"} aria-hidden="true" focusable="false">
      {props.children}
    </svg>
  );
}

/** The way home: a hill, a path, a house with a light, two who walk it hand in hand. */
export function WayHome() {
  return (
    <>
    <svg className="scene hero" viewBox="0 -130 640 690" preserveAspectRatio="xMidYMax slice" aria-hidden="true" focusable="false">
      <path d="M-400-600H1040V560H-400Z" fill={paper.sky} />
      <Sun x={455} y={212} scale={1.35} />
      <path d="M0 316Q130 232 330 322 450 238 640 252v320H0Z" fill={paper.far} />
      <path d="M0 372Q150 306 352 362 500 296 640 312v260H0Z" fill={paper.middle} />
      <path d="M0 426Q180 366 372 412 520 366 640 388v184H0Z" fill={paper.near} />
      <path d="M548 316c4 66-26 116-118 150-70 26-150 34-226 94h190c20-26 70-44 110-66 66-38 84-100 66-178Z" fill={paper.way} />
      <House x={556} y={320} scale={1.15} />
      <Tree x={618} y={414} scale={0.42} />
      <Tree x={112} y={470} scale={1.55} />
      <Nest x={150} y={304} scale={0.82} />
      <path d="M0 536Q180 508 330 532T640 526v40H0Z" fill={paper.front} />
      <Person x={300} y={536} scale={1.2} grown="adult" skin={skin.bronze} hair="bun" robe={paper.teal} hem={paper.lake} hands={[[-46, -66], [60, -62]]} />
      <Person x={406} y={542} scale={1.08} grown="child" skin={skin.bronze} hair="curls" robe={paper.coral} hem={paper.sun} hands={[[-31, -61], [32, -36]]} />
      <Bear x={448} y={540} scale={1.15} />
      <path d="M28 548q-7-8 0-13 7 5 0 13ZM596 550q-8-7-2-13 8 4 2 13Z" fill={paper.rose} />
      <path d="M64 552q-8-7-2-14 8 5 2 14Z" fill={paper.sun} />
    </svg>
    <svg className="torn" viewBox="0 0 40 400" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path d="M0 0h14c26 62-16 110-8 164s18 92 6 138 6 70 10 98H0Z" /></svg>
    </>
  );
}

/** Stage one: two adults talk at a table. */
export function StageTalk() {
  return (
    <Scene width={340} height={212} className="picture">
      <rect width="340" height="212" fill={paper.wall} />
      <path d="M0 160h340v52H0Z" fill={paper.floor} />
      <g filter="url(#cut)">
        <path d="M136 30h68v64h-68Z" fill={paper.cream} />
        <path d="M142 36h56v52h-56Z" fill={paper.sky} />
        <circle cx="183" cy="50" r="7" fill={paper.sun} />
        <path d="M142 74q16-14 30-4t26-4v22h-56Z" fill={paper.leaf} />
      </g>
      <Person x={98} y={194} scale={0.74} grown="adult" skin={skin.sand} hair="bun" hairColour={paper.silver} robe={paper.plum} extra="glasses" hands={[[62, -72]]} />
      <Person x={246} y={194} scale={0.76} grown="adult" skin={skin.brown} hair="short" robe={paper.teal} hem={paper.lake} extra="beard" hands={[[-62, -70]]} />
      <g filter="url(#cut)">
        <path d="M166 146h9l2 44h-13Z" fill={paper.wood} />
        <ellipse cx="170.5" cy="194" rx="21" ry="5" fill={paper.wood} />
        <ellipse cx="171" cy="148" rx="46" ry="8" fill={paper.board} />
        <path d="M142 133h13v8a4 4 0 0 1-4 4h-5a4 4 0 0 1-4-4ZM187 132h13v8a4 4 0 0 1-4 4h-5a4 4 0 0 1-4-4Z" fill={paper.cream} />
      </g>
      <Plant x={311} y={196} scale={0.85} />
    </Scene>
  );
}

/** Stage two: child, caregiver and therapist play on a rug. */
export function StagePlay() {
  return (
    <Scene width={340} height={212} className="picture">
      <rect width="340" height="212" fill={paper.mist} />
      <path d="M0 150h340v62H0Z" fill={paper.floor} />
      <ellipse cx="172" cy="184" rx="152" ry="25" fill={paper.rose} filter="url(#cut)" />
      <ellipse cx="172" cy="184" rx="128" ry="17" fill="none" stroke={paper.cream} strokeWidth="3" strokeDasharray="9 7" />
      <g filter="url(#cut)">
        <path d="M16 56h78v6H16Z" fill={paper.board} />
        <path d="M24 38h17v18H24Z" fill={paper.lake} />
        <path d="M46 43h13v13H46Z" fill={paper.sun} />
      </g>
      <Bear x={80} y={56} scale={0.5} colour={paper.wood} />
      <Person x={92} y={188} scale={0.68} grown="adult" skin={skin.peach} hair="bob" hairColour={paper.chestnut} robe={paper.front} hands={[[58, -50]]} />
      <Person x={150} y={194} scale={0.74} grown="child" skin={skin.sand} hair="short" hairColour="#5f412f" robe={paper.coral} hem={paper.sun} hands={[[-20, -38], [40, -40]]} />
      <House x={209} y={192} scale={0.62} roof={paper.lake} />
      <Blocks x={252} y={194} scale={0.62} />
      <Person x={296} y={188} scale={0.72} grown="adult" skin={skin.brown} hair="scarf" hairColour={paper.plum} robe={paper.teal} hands={[[-46, -46]]} />
    </Scene>
  );
}

/** Stage three: bunting, a wave, and the way on. */
export function StageGoodbye() {
  const flags = [paper.coral, paper.sun, paper.lake, paper.plum, paper.coral, paper.front, paper.sun, paper.lake];
  return (
    <Scene width={340} height={212} className="picture">
      <rect width="340" height="212" fill={paper.dawn} />
      <circle cx="250" cy="76" r="31" fill={paper.sun} />
      <path d="M0 128q70-38 170-16 90-28 170-6v106H0Z" fill={paper.far} />
      <path d="M0 152q120-26 190-12t150-14v86H0Z" fill={paper.near} />
      <path d="M262 128c10 26-4 40-40 48-60 12-110 12-150 36h92c14-18 50-24 74-34 36-14 42-30 36-50Z" fill={paper.way} />
      <path d="M-4 22Q80 54 172 30T344 20" stroke={paper.wood} strokeWidth="2" fill="none" />
      <g filter="url(#cut)">
        {flags.map((colour, at) => {
          const x = 16 + at * 41;
          const y = [28, 36, 39, 37, 32, 25, 20, 18][at] ?? 24;
          return <path key={x} d={`M${x} ${y}h17l-8.5 17Z`} fill={colour} />;
        })}
      </g>
      <Nest x={304} y={130} scale={0.5} />
      <Person x={46} y={196} scale={0.6} grown="adult" skin={skin.peach} hair="short" hairColour={paper.silver} robe={paper.coral} hands={[[56, -122]]} />
      <Person x={152} y={202} scale={0.7} grown="adult" skin={skin.umber} hair="short" robe={paper.teal} hem={paper.sun} hands={[[-48, -58], [56, -54]]} />
      <Person x={212} y={204} scale={0.72} grown="child" skin={skin.brown} hair="puffs" robe={paper.plum} hands={[[-28, -52], [34, -84]]} />
    </Scene>
  );
}

/** Families of every kind, side by side. */
export function Families() {
  return (
    <Scene width={1040} height={240} className="families" fit="xMidYMid meet">
      <path d="M10 214Q260 178 520 186t510 28Q780 240 520 238T10 214Z" fill={paper.far} />
      <Person x={106} y={214} grown="adult" skin={skin.sand} hair="bun" hairColour={paper.silver} robe={paper.plum} extra="glasses" hands={[[62, -70]]} />
      <Person x={204} y={217} scale={0.92} grown="child" skin={skin.bronze} hair="short" hairColour="#5f412f" robe={paper.sun} hands={[[-31, -70]]} />
      <Person x={330} y={214} scale={1.06} grown="adult" skin={skin.brown} hair="short" robe={paper.teal} extra="beard">
        <g transform="translate(4 -62) rotate(12) scale(.68)">
          <path d="M-30 36q0-54 30-58 32 4 34 50Q4 60-30 36Z" fill={paper.cream} />
          <circle cy="-36" r="25" fill={skin.brown} />
          <path d="M-25-38a25 25 0 0 1 50 0q-8-12-25-12t-25 12Z" fill={paper.night} />
        </g>
        <path d="M-27-98Q-54-50-20-28M27-98Q54-50 26-24" stroke={paper.teal} strokeWidth="16" strokeLinecap="round" fill="none" />
        <path d="M-14-36a9 9 0 1 0 .1 0ZM20-33a9 9 0 1 0 .1 0Z" fill={skin.brown} />
      </Person>
      <Person x={514} y={214} grown="adult" skin={skin.bronze} hair="scarf" hairColour={paper.lake} robe={paper.front} hands={[[62, -64]]} />
      <Person x={610} y={217} scale={0.92} grown="child" skin={skin.sand} hair="bob" robe={paper.coral} hands={[[-31, -66]]} />
      <Person x={728} y={196} scale={0.92} grown="adult" skin={skin.umber} hair="curls" hairColour={paper.night} robe={paper.chestnut} hands={[[50, -58]]} />
      <g filter="url(#cut)">
        <path d="M684 100h9v66h-9Z" fill={paper.slate} />
        <circle cx="714" cy="188" r="31" fill="none" stroke={paper.slate} strokeWidth="7" />
        <circle cx="714" cy="188" r="6" fill={paper.slate} />
        <path d="M757 206a11 11 0 1 0 .1 0Z" fill={paper.slate} />
      </g>
      <Person x={810} y={217} scale={0.92} grown="child" skin={skin.brown} hair="puffs" robe={paper.lake} hands={[[-31, -74], [34, -68]]} />
      <Person x={896} y={214} scale={0.98} grown="adult" skin={skin.peach} hair="long" hairColour={paper.chestnut} robe={paper.coral} hem={paper.rose} hands={[[-56, -68]]} />
      <Person x={986} y={214} scale={0.96} grown="adult" skin={skin.sand} hair="short" hairColour={paper.silver} robe={paper.slate} hands={[[40, -62]]} />
      <path d="M1025 218v-62q0-10-9-10" stroke={paper.wood} strokeWidth="6" strokeLinecap="round" fill="none" />
    </Scene>
  );
}

/** The nest alone, beside what the care is. */
export function NestAlone() {
  return (
    <Scene width={120} height={84} className="nest" fit="xMinYMid meet">
      <Nest x={58} y={40} scale={1.1} />
    </Scene>
  );
}

/** A letter box on a hill: what was sent has arrived. */
export function Arrived() {
  return (
    <Scene width={350} height={142} className="picture">
      <rect width="350" height="142" fill={paper.dawn} />
      <path d="M0 84q120-26 200-8t150-12v78H0Z" fill={paper.far} />
      <path d="M0 112q140-22 350-8v40H0Z" fill={paper.middle} />
      <Tree x={76} y={120} scale={0.6} />
      <Nest x={92} y={58} scale={0.36} />
      <LetterBox x={214} y={106} />
    </Scene>
  );
}

/** A shelf with toys: a pause, and all is kept. */
export function Shelf() {
  return (
    <Scene width={350} height={130} className="picture">
      <rect width="350" height="130" fill={paper.mist} />
      <path d="M44 92h262v8a3 3 0 0 1-3 3H47a3 3 0 0 1-3-3Z" fill={paper.board} filter="url(#cut)" />
      <Blocks x={104} y={92} scale={1.15} />
      <Bear x={186} y={92} scale={1.15} />
      <Duck x={254} y={92} scale={1.1} />
    </Scene>
  );
}
