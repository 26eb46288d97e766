import { addMonths } from "#kernel/dates.ts";
import { Ground } from "./Ground.tsx";
import type { LaneAxis } from "./lifeLanes.tsx";
import type { AxisMonth } from "./series.ts";

const height = 54;
const bottom = 44;
const tallest = 34;

/** The sessions of each month as a bar: together full, the caregiver alone hollow on top, missed as a red cap. */
export function MonthlyLane({ byMonth, ...axis }: LaneAxis & { byMonth: readonly AxisMonth[] }) {
  const { scale } = axis;
  const most = Math.max(4, ...byMonth.map((one) => one.together + one.caregiver_alone + one.missed));
  const tall = (count: number) => Math.round((count / most) * tallest * 10) / 10;
  return (
    <svg className="lane-chart" width={scale.width} height={height} aria-hidden>
      <Ground {...axis} height={height} />
      {byMonth.map((one) => {
        const x = Math.max(scale.x(one.month), 0) + 1.5;
        const width = Math.max(Math.min(scale.x(addMonths(one.month, 1)), scale.width) - x - 1.5, 2);
        const [together, alone, missed] = [tall(one.together), tall(one.caregiver_alone), tall(one.missed)];
        return (
          <g key={one.month}>
            {together === 0 ? null : <rect className="axis-together" x={x} y={bottom - together} width={width} height={together} />}
            {alone === 0 ? null : <rect className="axis-alone" x={x + 0.75} y={bottom - together - alone + 0.75} width={Math.max(width - 1.5, 1)} height={Math.max(alone - 1.5, 1)} />}
            {missed === 0 ? null : <rect className="axis-missed-cap" x={x} y={bottom - together - alone - missed - 1} width={width} height={missed} />}
            {one.planned === 0 ? null : <circle className="axis-planned" cx={x + width / 2} cy={bottom - 7} r={1.6} />}
          </g>
        );
      })}
    </svg>
  );
}
