import type { ReactNode } from "react";
import type { Figure, Figures, SceneName } from "./shapes.contract.ts";
import { Bear, paper, Person, skin } from "./people.drawings.tsx";
import { Blocks, Duck, House, Nest, Plant, Sun, Tree } from "./places.drawings.tsx";

/** The size of a picture of a story, in its own units. */
export const sceneSize = { width: 360, height: 240 } as const;

/** The colour of a figure's hair; a scarf has that of a robe. */
export const hairColourOf = (of: Figure): string => (of.hair === "scarf" ? paper[of.robe === "plum" ? "lake" : "plum"] : hairColours[of.colour]);

const hairColours: Record<Figure["colour"], string> = { night: paper.night, chestnut: paper.chestnut, brown: "#5f412f", silver: paper.silver, gold: "#d9b36a", red: "#a8492c" };
const dark = { sky: "#33565d", hill: "#2a4a50", near: "#1f3b41", cloud: "#4a7078", glow: "#f6dca3" } as const;

type Stand = { x: number; y: number; scale?: number; hands?: readonly (readonly [number, number])[]; grown?: "adult" | "child"; children?: ReactNode };

/** A figure of the family as it was made with them; a cane or a chair with wheels belongs to it. */
function Doll({ of, x, y, scale = 0.72, hands = [], grown = "adult", children }: { of: Figure } & Stand) {
  return (
    <>
      <Person x={x} y={y} scale={scale} grown={grown} skin={skin[of.skin]} hair={of.hair} hairColour={hairColourOf(of)} robe={paper[of.robe]} hem={grown === "child" ? paper.sun : undefined} hands={hands} extra={of.extra === "glasses" || of.extra === "beard" ? of.extra : undefined}>
        {children}
      </Person>
      {of.extra === "cane" ? <path d={`M${x + 42 * scale} ${y + 2}v${-64 * scale}q0 ${-11 * scale} ${-10 * scale} ${-11 * scale}`} stroke={paper.wood} strokeWidth={6 * scale} strokeLinecap="round" fill="none" /> : null}
      {of.extra === "wheels" ? (
        <g transform={`translate(${x} ${y}) scale(${scale * (grown === "child" ? 0.72 : 1)})`}>
          <path d="M-46-92h8v66h-8Z" fill={paper.slate} />
          <circle cx="-10" cy="-24" r="30" fill="none" stroke={paper.night} strokeWidth="7" />
          <circle cx="-10" cy="-24" r="6" fill={paper.night} />
          <circle cx="40" cy="-8" r="11" fill={paper.night} />
        </g>
      ) : null}
    </>
  );
}

function Cloud({ x, y, scale = 1, colour }: { x: number; y: number; scale?: number; colour: string }) {
  return <path transform={`translate(${x} ${y}) scale(${scale})`} d="M-44 14a16 16 0 0 1 4-31 24 24 0 0 1 42-8 20 20 0 0 1 34 10 15 15 0 0 1 6 29Z" fill={colour} filter="url(#cut)" />;
}
function Rain({ x, y }: { x: number; y: number }) {
  return <path d={`M${x} ${y}v12M${x + 12} ${y + 5}v12M${x + 24} ${y}v12`} stroke={paper.silver} strokeWidth="3.4" strokeLinecap="round" />;
}
/** A loud shape: jagged, with a restless line in it. */
function Loud({ x, y, scale = 1, colour, turned = 0 }: { x: number; y: number; scale?: number; colour: string; turned?: number }) {
  return (
    <g transform={`translate(${x} ${y}) rotate(${turned}) scale(${scale})`} filter="url(#cut)">
      <path d="M-38 4l8-10-10-12 16-2 0-16 14 8 8-14 10 12 14-10 2 16 16 0-8 14 12 10-16 6 2 14-16-4-6 14-12-10-12 12-4-16-18 2Z" fill={colour} />
      <path d="M-22-6l8-7 8 8 8-8 8 8 8-7M-18 10l8-7 8 8 8-8 8 7" stroke={paper.cream} strokeWidth="4" fill="none" strokeLinecap="round" strokeLinejoin="round" />
    </g>
  );
}
function Star({ x, y, scale = 1, colour = dark.glow }: { x: number; y: number; scale?: number; colour?: string }) {
  return <path transform={`translate(${x} ${y}) scale(${scale})`} d="M0-12 4-4l9-3-5 8 7 6-9 1-1 9-5-7-8 4 3-8-8-5 9-2Z" fill={colour} filter="url(#cut)" />;
}
function Moon({ x, y }: { x: number; y: number }) {
  return <path d={`M${x} ${y - 24}a25 25 0 1 0 20 40a27 27 0 0 1-20-40Z`} fill={dark.glow} filter="url(#cut)" />;
}
function Stars() {
  return (
    <g fill={dark.glow}>
      {[[30, 34], [92, 60], [150, 26], [214, 50], [330, 44], [300, 84], [56, 96], [178, 78]].map(([x, y]) => <circle key={`${x} ${y}`} cx={x} cy={y} r="2" />)}
    </g>
  );
}
const Night = ({ children }: { children: ReactNode }) => (
  <>
    <path d="M0 0h360v240H0Z" fill={dark.sky} />
    <Stars />
    <path d="M0 150q90-34 190-14t170-16v120H0Z" fill={dark.hill} />
    <path d="M0 188q120-28 200-14t160-22v88H0Z" fill={dark.near} />
    {children}
  </>
);
const Day = ({ children, sky = paper.sky }: { children: ReactNode; sky?: string }) => (
  <>
    <path d="M0 0h360v240H0Z" fill={sky} />
    <path d="M0 136q90-40 180-14t180-20v138H0Z" fill={paper.far} />
    <path d="M0 172q110-34 190-14t170-16v98H0Z" fill={paper.middle} />
    {children}
  </>
);
const Room = ({ children, wall = paper.wall }: { children: ReactNode; wall?: string }) => (
  <>
    <path d="M0 0h360v240H0Z" fill={wall} />
    <path d="M0 172h360v68H0Z" fill={paper.floor} />
    {children}
  </>
);
function WindowPane({ x, y, night, children }: { x: number; y: number; night: "yes" | "no"; children?: ReactNode }) {
  return (
    <g filter="url(#cut)">
      <path d={`M${x} ${y}h80v76h-80Z`} fill={paper.cream} />
      <path d={`M${x + 7} ${y + 7}h66v62h-66Z`} fill={night === "yes" ? dark.sky : paper.sky} />
      {children}
    </g>
  );
}
function Bed({ x, y, children }: { x: number; y: number; children?: ReactNode }) {
  return (
    <g filter="url(#cut)">
      <path d={`M${x} ${y - 62}h12V${y}h-12Z`} fill={paper.wood} />
      <path d={`M${x + 8} ${y - 30}h150v22h-150Z`} fill={paper.cream} />
      <path d={`M${x + 14} ${y - 46}q22-10 42 0v18h-42Z`} fill={paper.cream} />
      {children}
      <path d={`M${x + 50} ${y - 40}q54-16 108 4v28h-108Z`} fill={paper.lake} />
      <path d={`M${x + 150} ${y - 30}h10V${y}h-10ZM${x + 4} ${y - 10}h154v6h-154Z`} fill={paper.wood} />
    </g>
  );
}

const childHead = (of: Figure, x: number, y: number, scale: number) => (
  <Person x={x} y={y} scale={scale} grown="child" skin={skin[of.skin]} hair={of.hair} hairColour={of.hair === "scarf" ? paper.plum : hairColours[of.colour]} robe={paper[of.robe]} />
);

const pictures: Record<SceneName, (of: Figures) => ReactNode> = {
  loud_house: () => (
    <Day sky="#c9d5d4">
      <Cloud x={88} y={48} scale={1.1} colour="#8ea3a6" />
      <Cloud x={276} y={38} scale={0.9} colour="#a1b4b5" />
      <House x={180} y={188} scale={1.55} roof={paper.plum} />
      <Loud x={88} y={108} scale={1.05} colour={paper.coral} />
      <Loud x={276} y={102} scale={1.1} colour={paper.slate} turned={14} />
      <Bear x={306} y={218} scale={1.05} />
    </Day>
  ),
  night_storm: () => (
    <Night>
      <Cloud x={120} y={62} scale={1.3} colour={dark.cloud} />
      <Cloud x={250} y={50} scale={1.1} colour={dark.cloud} />
      <Rain x={86} y={94} />
      <Rain x={132} y={98} />
      <Rain x={232} y={84} />
      <House x={196} y={188} scale={1.4} />
      <Tree x={70} y={214} scale={0.7} />
    </Night>
  ),
  moving: (of) => (
    <Day sky={paper.dawn}>
      <path d="M232 126c10 26-10 40-64 56-52 16-96 30-120 58h104c24-24 60-32 88-46 30-16 28-48 10-68Z" fill={paper.way} />
      <House x={262} y={134} scale={0.62} />
      <Doll of={of.adult} x={104} y={222} scale={0.74} hands={[[50, -54]]} />
      <Doll of={of.child} x={166} y={226} scale={0.76} grown="child" hands={[[-28, -52], [34, -30]]} />
      <g filter="url(#cut)">
        <path d="M188 204h34v24h-34Z" fill={paper.chestnut} />
        <path d="M198 204v-8h14v8" stroke={paper.wood} strokeWidth="4" fill="none" />
      </g>
    </Day>
  ),
  empty_chair: () => (
    <Room wall={paper.mist}>
      <WindowPane x={218} y={34} night="yes">
        <Star x={252} y={68} scale={1.1} />
      </WindowPane>
      <g filter="url(#cut)">
        <path d="M110 88q0-8 8-8h48q8 0 8 8v68h-64Z" fill={paper.rose} />
        <path d="M102 148h80q6 0 6 8v26h-92v-26q0-8 6-8Z" fill={paper.coral} />
        <path d="M106 182h9v24h-9ZM170 182h9v24h-9Z" fill={paper.wood} />
      </g>
      <Plant x={312} y={206} />
      <Bear x={56} y={208} />
    </Room>
  ),
  two_houses: (of) => (
    <Day>
      <Sun x={182} y={54} scale={0.6} />
      <path d="M76 176q54 46 104 40t108-54l16 12q-56 66-122 66T58 188Z" fill={paper.way} />
      <House x={72} y={182} scale={1.05} />
      <House x={292} y={168} scale={1.05} roof={paper.plum} />
      <Doll of={of.child} x={182} y={226} scale={0.78} grown="child" hands={[[-36, -46], [36, -46]]} />
    </Day>
  ),
  clinic: (of) => (
    <Room wall="#dce8ea">
      <WindowPane x={36} y={30} night="no" />
      <Bed x={140} y={214}>{childHead(of.child, 188, 196, 0.62)}</Bed>
      <Doll of={of.adult} x={96} y={226} scale={0.74} hands={[[70, -70]]} />
      <g filter="url(#cut)">
        <path d="M322 88h5v124h-5Z" fill={paper.slate} />
        <path d="M304 88h40l-9-28h-22Z" fill={paper.sun} />
      </g>
    </Room>
  ),
  big_feelings: (of) => (
    <>
      <path d="M0 0h360v240H0Z" fill={paper.wall} />
      <path d="M0 196q180-34 360 0v44H0Z" fill={paper.floor} />
      <Cloud x={250} y={64} scale={0.8} colour="#8ea3a6" />
      <Rain x={236} y={88} />
      <Star x={92} y={86} scale={1.3} colour={paper.coral} />
      <Doll of={of.child} x={176} y={220} scale={1.5} grown="child" hands={[[-33, -40], [33, -40]]}>
        <path d="M0-26q10 0 10-9t-11-9q-13 0-13 13t15 13" stroke={paper.cream} strokeWidth="4.4" strokeLinecap="round" fill="none" />
      </Doll>
      <Star x={284} y={140} scale={0.8} colour={paper.plum} />
    </>
  ),
  hiding: (of) => (
    <Room>
      <g filter="url(#cut)">
        <path d="M96 214q0-124 84-124t84 124Z" fill={paper.rose} />
        <path d="M140 214q0-84 40-84t40 84Z" fill={paper.chestnut} />
      </g>
      {childHead(of.child, 180, 226, 0.9)}
      <path d="M128 206q52 14 104 0v10H128Z" fill={paper.coral} />
      <Bear x={276} y={218} scale={1.1} />
      <Star x={68} y={70} scale={1} colour={paper.sun} />
    </Room>
  ),
  hug: (of) => (
    <Night>
      <Moon x={300} y={54} />
      <House x={266} y={182} scale={1.2} />
      <Tree x={44} y={212} scale={0.66} />
      <Doll of={of.adult} x={140} y={226} scale={1.0} hands={[[-30, -50], [62, -42]]} />
      <Doll of={of.child} x={176} y={230} scale={0.98} grown="child" hands={[[-20, -38]]} />
      <circle cx="206" cy="186" r="8.6" fill={skin[of.adult.skin]} filter="url(#cut)" />
      <Bear x={184} y={222} scale={0.7} />
    </Night>
  ),
  safe_home: (of) => (
    <Day>
      <Sun x={70} y={56} scale={0.7} />
      <House x={252} y={190} scale={1.7} />
      <Nest x={62} y={138} scale={0.5} />
      <Doll of={of.adult} x={122} y={224} scale={0.82} hands={[[50, -56]]} />
      <Doll of={of.child} x={186} y={228} scale={0.8} grown="child" hands={[[-30, -50], [32, -44]]} />
    </Day>
  ),
  play_rug: (of) => (
    <Room wall={paper.mist}>
      <ellipse cx="180" cy="210" rx="164" ry="27" fill={paper.rose} filter="url(#cut)" />
      <ellipse cx="180" cy="210" rx="140" ry="19" fill="none" stroke={paper.cream} strokeWidth="3" strokeDasharray="9 7" />
      <g filter="url(#cut)">
        <path d="M230 58h96v6h-96Z" fill={paper.board} />
        <path d="M238 38h18v20h-18Z" fill={paper.lake} />
      </g>
      <Duck x={292} y={58} />
      <Doll of={of.adult} x={82} y={214} scale={0.86} hands={[[56, -48]]} />
      <Doll of={of.child} x={146} y={222} scale={0.86} grown="child" hands={[[-26, -40], [42, -38]]} />
      <House x={206} y={220} scale={0.66} roof={paper.lake} />
      <Bear x={174} y={224} scale={0.7} />
      <Blocks x={242} y={222} scale={0.62} />
      <Doll of={of.helper} x={296} y={212} scale={0.84} hands={[[-52, -40]]} />
    </Room>
  ),
  goodnight: (of) => (
    <Room wall="#40666d">
      <WindowPane x={232} y={26} night="yes">
        <Moon x={268} y={66} />
      </WindowPane>
      <Bed x={128} y={218}>{childHead(of.child, 176, 198, 0.62)}</Bed>
      <Bear x={226} y={182} scale={0.74} />
      <Doll of={of.adult} x={84} y={228} scale={0.86} hands={[[74, -66]]} />
    </Room>
  ),
  wave: (of) => (
    <Day sky={paper.dawn}>
      <circle cx="270" cy="70" r="32" fill={paper.sun} />
      <path d="M286 140c10 28-10 44-60 56-60 14-108 18-146 44h116c24-14 56-22 84-36 32-16 30-44 6-64Z" fill={paper.way} />
      <path d="M-4 18Q90 54 184 28t180-8" stroke={paper.wood} strokeWidth="2" fill="none" />
      <g filter="url(#cut)">
        {[paper.coral, paper.sun, paper.lake, paper.plum, paper.coral, paper.front, paper.lake].map((colour, at) => <path key={`${colour} ${at * 50}`} d={`M${20 + at * 50} ${[25, 34, 36, 33, 28, 22, 18][at] ?? 20}h17l-8.5 17Z`} fill={colour} />)}
      </g>
      <Doll of={of.helper} x={48} y={222} scale={0.74} hands={[[50, -116]]} />
      <Doll of={of.adult} x={176} y={224} scale={0.8} hands={[[50, -54], [-48, -60]]} />
      <Doll of={of.child} x={238} y={228} scale={0.8} grown="child" hands={[[-28, -50], [34, -82]]} />
    </Day>
  ),
};

/** The one soft shadow under all cut paper. It stands once in a document, before any drawing. */
export function CutPaperShadow() {
  return (
    <svg className="shadow" width="0" height="0" aria-hidden="true" focusable="false">
      <filter id="cut" x="-10%" y="-10%" width="120%" height="130%">
        <feDropShadow dx="0" dy="1.6" stdDeviation="1.6" floodColor="#1f2a2e" floodOpacity=".22" />
      </filter>
    </svg>
  );
}

/** A picture of a story with the family's own figures. `alt` tells it to whoever does not see it. */
export function StoryScene({ scene, figures, alt }: { scene: SceneName; figures: Figures; alt?: string }) {
  return (
    <svg className="story-scene" viewBox={`0 0 ${sceneSize.width} ${sceneSize.height}`} {...(alt === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": alt })} focusable="false">
      {pictures[scene](figures)}
    </svg>
  );
}
