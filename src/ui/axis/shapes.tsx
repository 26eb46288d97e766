import type { AxisSession, AxisSeries } from "./series.ts";

/** The sign of a domain: circle child, diamond relationship, square caregiver; the same on every chart. */
export function DomainSign({ domain, x, y, size = 5 }: { domain: AxisSeries["domain"]; x: number; y: number; size?: number }) {
  const name = `axis-sign axis-sign--${domain}`;
  if (domain === "child") return <circle className={name} cx={x} cy={y} r={size} />;
  if (domain === "caregiver") return <rect className={name} x={x - size} y={y - size} width={size * 2} height={size * 2} />;
  const reach = size * 1.3;
  return <path className={name} d={`M${x} ${y - reach}L${x + reach} ${y}L${x} ${y + reach}L${x - reach} ${y}Z`} />;
}

/** One session as a tick: full height together, hollow and low with the caregiver alone, a cross missed, a dot planned. */
export function SessionTick({ kind, x, bottom }: { kind: AxisSession["kind"]; x: number; bottom: number }) {
  if (kind === "together") return <rect className="axis-together" x={x - 2.5} y={bottom - 28} width={5} height={28} rx={1} />;
  if (kind === "caregiver_alone") return <rect className="axis-alone" x={x - 2.5} y={bottom - 14} width={5} height={13.5} rx={1.5} />;
  if (kind === "planned") return <circle className="axis-planned" cx={x} cy={bottom - 7} r={1.6} />;
  return <path className="axis-missed" d={`M${x - 3.5} ${bottom - 20}l7 7m0 -7l-7 7`} />;
}

/** The sign of a break, two short strokes, with nothing joined across it. */
export function BreakSign({ x, y }: { x: number; y: number }) {
  return (
    <g className="axis-break">
      <rect className="axis-break-gap" x={x - 7} y={y - 10} width={14} height={20} />
      <path d={`M${x - 5} ${y + 8}l4 -16M${x + 1} ${y + 8}l4 -16`} />
    </g>
  );
}

/** The sign of a break that is counted across: the same strokes under an arch, with the line going on. */
export function BridgeSign({ x, y }: { x: number; y: number }) {
  return (
    <g className="axis-break">
      <path d={`M${x - 5} ${y + 8}l4 -16M${x + 1} ${y + 8}l4 -16M${x - 11} ${y - 5}q11 -13 22 0`} />
    </g>
  );
}

/** Event in a life: full, or hollow where it is ahead. */
export function EventSign({ x, y, future }: { x: number; y: number; future: "yes" | "no" }) {
  return <path className={future === "yes" ? "axis-event axis-event--ahead" : "axis-event"} d={`M${x} ${y - 6}l6 6l-6 6l-6 -6Z`} />;
}
