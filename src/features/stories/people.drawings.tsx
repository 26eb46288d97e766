import type { ReactNode } from "react";

/** The papers that the drawings are cut from. They stay the same in dark; the style sheet only dims them. */
export const paper = {
  sky: "#dfe9e6",
  mist: "#e6ede8",
  dawn: "#f8e7cc",
  wall: "#f3e6cf",
  floor: "#e2caa0",
  far: "#bcd0c2",
  middle: "#9dbaa0",
  near: "#81a584",
  front: "#5b8861",
  leaf: "#8aab82",
  way: "#ece0c6",
  sun: "#efc677",
  cream: "#fdf9ee",
  wood: "#a97648",
  board: "#cd9f68",
  coral: "#c8704f",
  rose: "#dfa892",
  teal: "#0f5c63",
  lake: "#3d858b",
  plum: "#8d719c",
  slate: "#33565d",
  night: "#2b2224",
  chestnut: "#a4683f",
  silver: "#b9b4ab",
} as const;

/** Skin tones, from dark to light. */
export const skin = { umber: "#5d3f30", brown: "#8a5a3b", bronze: "#b37d54", sand: "#dba478", peach: "#f2cfa9" } as const;

/** One decimal is enough for a drawing, and keeps the page light. */
const n = (value: number): number => Math.round(value * 10) / 10;

export type Hair = "bun" | "short" | "curls" | "long" | "bob" | "puffs" | "scarf" | "bald";

export type PersonProps = {
  /** Where the person stands: middle of the robe's hem. */
  x: number;
  y: number;
  /** 1 is an adult 190 tall. */
  scale?: number;
  grown: "adult" | "child";
  skin: string;
  hair: Hair;
  hairColour?: string;
  robe: string;
  /** A band of another paper at the hem. */
  hem?: string;
  /** Hands, from where the person stands: each is an arm that reaches there. */
  hands?: readonly (readonly [x: number, y: number])[];
  extra?: "beard" | "glasses";
  /** What the person holds in front. */
  children?: ReactNode;
};

/** A peg doll: a robe, a head with cheeks, hair or a scarf, arms that reach. It has no features on purpose. */
export function Person(props: PersonProps) {
  const { height, half, radius } = props.grown === "adult" ? { height: 124, half: 50, radius: 29 } : { height: 68, half: 36, radius: 27 };
  const head = -(height + radius * 0.72);
  return (
    <g transform={`translate(${n(props.x)} ${n(props.y)})${props.scale ? ` scale(${props.scale})` : ""}`} filter="url(#cut)">
      {props.hair === "long" && <path d={`M${n(-radius * 1.1)} ${n(head)}a${n(radius * 1.1)} ${n(radius * 1.1)} 0 0 1 ${n(radius * 2.2)} 0l3 ${radius + 12}h${n(-radius * 2.2 - 6)}Z`} fill={props.hairColour} />}
      <path d={robe(height, half)} fill={props.robe} />
      {props.hem && <path d={`M${n(-half + 0.4)} -20Q0 -14 ${n(half - 0.4)} -20L${half} -6q0 6-6 6h${12 - 2 * half}q-6 0-6-6Z`} fill={props.hem} />}
      {(props.hands ?? []).map(([x, y]) => (
        <g key={`${x} ${y}`}>
          <path d={arm(height, half, x, y)} stroke={props.robe} strokeWidth={props.grown === "adult" ? 20 : 14} strokeLinecap="round" fill="none" />
          <circle cx={x} cy={y} r={props.grown === "adult" ? 9 : 7} fill={props.skin} />
        </g>
      ))}
      <g transform={`translate(0 ${n(head)}) scale(${n(radius / 3) / 10})`}>
        <Head skin={props.skin} hair={props.hair} hairColour={props.hairColour ?? paper.night} extra={props.extra} />
      </g>
      {props.children}
    </g>
  );
}

function robe(height: number, half: number): string {
  const top = n(half * 0.42);
  return `M${-half} -6q0 6 6 6h${2 * half - 12}q6 0 6-6C${half} ${n(-height * 0.5)} ${n(half * 0.84)} ${n(-height * 0.88)} ${top} ${-height}Q0 ${-height - 9} ${-top} ${-height}C${n(-half * 0.84)} ${n(-height * 0.88)} ${-half} ${n(-height * 0.5)} ${-half} -6Z`;
}

function arm(height: number, half: number, x: number, y: number): string {
  const side = Math.sign(x) || 1;
  return `M${n(side * half * 0.5)} ${n(-height * 0.84)}Q${n(side * half * 0.95)} ${n(-height * 0.62)} ${x} ${y}`;
}

/** A head of radius 30 around the origin. */
function Head(props: { skin: string; hair: Hair; hairColour: string; extra: PersonProps["extra"] }) {
  const hair = props.hairColour;
  if (props.hair === "scarf") {
    return (
      <>
        <path d="M-33 0a33 33 0 0 1 66 0l5 40Q0 58-38 40Z" fill={hair} />
        <ellipse cy="1" rx="19" ry="22" fill={props.skin} />
      </>
    );
  }
  return (
    <>
      {props.hair === "bun" && <circle cy="-39" r="13" fill={hair} />}
      {props.hair === "puffs" && <path d="M-26-38a14 14 0 1 0 .1 0ZM26-38a14 14 0 1 0 .1 0Z" fill={hair} />}
      {props.hair === "bob" && <path d="M-33-2a33 33 0 0 1 66 0l1 31h-68Z" fill={hair} />}
      <circle r="30" fill={props.skin} />
      <path d="M-15 3a4.6 4.6 0 1 0 .1 0ZM15 3a4.6 4.6 0 1 0 .1 0Z" fill={paper.coral} opacity=".42" />
      {props.hair === "curls" && <path d="M-27-2a9 9 0 0 1-5-15 9 9 0 0 1 9-14 10 10 0 0 1 15-7 11 11 0 0 1 16 0 10 10 0 0 1 15 7 9 9 0 0 1 9 14 9 9 0 0 1-5 15c-6 0-7-8-11-12-9 4-23 4-32 0-4 4-5 12-11 12Z" fill={hair} />}
      {props.hair !== "curls" && props.hair !== "bald" && <path d="M-31-1a31 31 0 0 1 62 0Q22-18 0-18T-31-1Z" fill={hair} />}
      {props.extra === "beard" && <path d="M-27 13Q-14 15 0 13T27 13a30 30 0 0 1-54 0Z" fill={hair} />}
      {props.extra === "glasses" && <path d="M-20 1a8 8 0 1 0 16 0 8 8 0 1 0-16 0ZM4 1a8 8 0 1 0 16 0 8 8 0 1 0-16 0ZM-4 1h8" fill="none" stroke={paper.night} strokeWidth="2.4" />}
    </>
  );
}

/** A bear to hold on to, 40 tall, standing on its point. */
export function Bear(props: { x: number; y: number; scale?: number; colour?: string }) {
  const fur = props.colour ?? paper.board;
  return (
    <g transform={`translate(${props.x} ${props.y}) scale(${props.scale ?? 1})`} filter="url(#cut)">
      <path d="M-9-37a5 5 0 1 0 .1 0ZM9-37a5 5 0 1 0 .1 0ZM-8-7a5 5 0 1 0 .1 0ZM8-7a5 5 0 1 0 .1 0Z" fill={fur} />
      <ellipse cy="-11" rx="11" ry="12" fill={fur} />
      <circle cy="-28" r="11" fill={fur} />
      <circle cy="-11" r="6" fill={paper.way} />
      <circle cy="-25" r="4.4" fill={paper.cream} />
      <path d="M-4.5-32a1.3 1.3 0 1 0 .1 0ZM4.5-32a1.3 1.3 0 1 0 .1 0ZM0-28.5a1.6 1.6 0 1 0 .1 0Z" fill={paper.night} />
    </g>
  );
}
