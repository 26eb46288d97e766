import { paper } from "./people.drawings.tsx";

type At = { x: number; y: number; scale?: number };
const put = (at: At): string => `translate(${at.x} ${at.y})${at.scale ? ` scale(${at.scale})` : ""}`;

/** A house with a light in it, 76 wide, standing on its doorstep. */
export function House(props: At & { roof?: string }) {
  return (
    <g transform={put(props)} filter="url(#cut)">
      <path d="M-30-42h60V0h-60Z" fill={paper.cream} />
      <path d="M-38-40 0-72 38-40Z" fill={props.roof ?? paper.coral} />
      <path d="M-9 0v-18a9 9 0 0 1 18 0V0Z" fill={paper.teal} />
      <path d="M-25-34h12v12h-12ZM13-34h12v12h-12Z" fill={paper.sun} />
    </g>
  );
}

/** A tree, 150 tall. */
export function Tree(props: At) {
  return (
    <g transform={put(props)} filter="url(#cut)">
      <path d="M-8-70h17l4 70h-26Z" fill={paper.wood} />
      <path d="M-58-64c-30-3-40-36-16-50-12-40 38-58 58-34 34-18 76 12 58 48 26 22 8 58-24 54-20 8-56 8-76-18Z" fill={paper.front} />
      <path d="M-46-84c-18-8-14-30 2-34 2-26 34-32 46-14 24-4 36 20 22 36-8 22-46 24-70 12Z" fill={paper.leaf} />
    </g>
  );
}

/** A nest with a grown bird and a young one, 80 wide. */
export function Nest(props: At) {
  return (
    <g transform={put(props)} filter="url(#cut)">
      <path d="M-20 4v-14a15 15 0 0 1 29 0V4Z" fill={paper.lake} />
      <path d="M10 4v-5a10 10 0 0 1 20 0v5Z" fill={paper.coral} />
      <path d="M2-22l13 3-11 5ZM13-9 3-7l10 4Z" fill={paper.sun} />
      <path d="M-40 0Q0 10 40 0c-4 24-20 36-40 36S-36 24-40 0Z" fill={paper.wood} />
      <path d="M-34 9Q2 18 34 7M-28 19Q0 26 26 15M-32 7l18 22M-6 14 12 32M10 14l16 10" stroke={paper.way} strokeWidth="2.6" strokeLinecap="round" fill="none" />
    </g>
  );
}

/** A sun with its glow, 80 wide. */
export function Sun(props: At) {
  return (
    <g transform={put(props)}>
      <circle r="58" fill={paper.sun} opacity=".26" />
      <circle r="40" fill={paper.sun} />
    </g>
  );
}

/** A plant in a pot, 76 tall. */
export function Plant(props: At) {
  return (
    <g transform={put(props)} filter="url(#cut)">
      <path d="M0-22c-26 4-30-26-16-28-6-24 24-30 24-8 20-4 24 30 2 34Z" fill={paper.front} />
      <path d="M0-20v-44M0-34-12-46M0-38 12-48" stroke={paper.cream} strokeWidth="2.2" fill="none" strokeLinecap="round" />
      <path d="M-17-24h34L12 0h-24Z" fill={paper.coral} />
    </g>
  );
}

/** Three building blocks. */
export function Blocks(props: At) {
  return (
    <g transform={put(props)} filter="url(#cut)">
      <path d="M-24-22h22V0h-22Z" fill={paper.lake} />
      <path d="M2-18h18V0H2Z" fill={paper.coral} />
      <path d="M-12-40h18v17h-18Z" fill={paper.sun} />
    </g>
  );
}

/** A duck on wheels. */
export function Duck(props: At) {
  return (
    <g transform={put(props)} filter="url(#cut)">
      <path d="M-20-18h13a11 11 0 1 1 16-2l14-1c-2 10-8 14-16 14h-10C-14-7-19-11-20-18Z" fill={paper.sun} />
      <path d="M-10-9a4.5 4.5 0 1 0 .1 0ZM9-9a4.5 4.5 0 1 0 .1 0Z" fill={paper.coral} />
    </g>
  );
}

/** A letter box on its post, flag up. */
export function LetterBox(props: At) {
  return (
    <g transform={put(props)} filter="url(#cut)">
      <path d="M-4-30h9V22h-9Z" fill={paper.wood} />
      <path d="M22-52v-16h14v9H27v7Z" fill={paper.coral} />
      <path d="M-38-28v-16a14 14 0 0 1 14-14h40a14 14 0 0 1 14 14v16Z" fill={paper.lake} />
      <path d="M-38-28v-16a14 14 0 0 1 28 0v16Z" fill={paper.teal} />
    </g>
  );
}
