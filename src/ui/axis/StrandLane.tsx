import { addMonths, type CivilDate } from "#kernel/dates.ts";
import { Ground } from "./Ground.tsx";
import type { LaneAxis } from "./lifeLanes.tsx";
import type { AxisStrand } from "./series.ts";
import type { TimeScale } from "./scale.ts";

const height = 20;
const tallest = 14;
/** A bar of one, two, three or more passages: it says little from much, and is no score. */
const steps = [5, 9, tallest];

/** One strand as a row of small bars: a day's passages, or a month's beside the fullest month of all strands. Of a thousand sessions still one path. */
export function StrandLane({ strand, most, ...axis }: LaneAxis & { strand: AxisStrand; most: number | null }) {
  const { scale } = axis;
  const bars = strand.marks.filter((one) => most !== null || scale.shows(one.date)).map(({ date, passages }) => (most === null ? barOfDay(scale, date, passages) : barOfMonth(scale, date, passages / most)));
  return (
    <svg className="lane-chart" width={scale.width} height={height} aria-hidden>
      <Ground {...axis} height={height} />
      <line className="axis-level" x1={0} x2={scale.width} y1={height - 1.5} y2={height - 1.5} />
      <path className="axis-strand" d={bars.join("")} />
    </svg>
  );
}

const bar = (x: number, width: number, tall: number) => `M${x} ${height - 2}v${-tall}h${width}v${tall}z`;
const barOfDay = (scale: TimeScale, date: CivilDate, passages: number) => bar(scale.x(date) - 2, 4, steps[Math.min(passages, steps.length) - 1]!);
function barOfMonth(scale: TimeScale, month: CivilDate, share: number): string {
  const x = Math.max(scale.x(month), 0) + 1.5;
  return bar(x, Math.max(Math.min(scale.x(addMonths(month, 1)), scale.width) - x - 1.5, 2), Math.max(2, Math.round(share * tallest)));
}
