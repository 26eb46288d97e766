import type { CivilDate } from "#kernel/dates.ts";
import type { TimeScale } from "./scale.ts";

/** What every lane stands on: the months, and the line of today through all of them. */
export function Ground({ scale, months, today, height }: { scale: TimeScale; months: readonly CivilDate[]; today: CivilDate; height: number }) {
  return (
    <g>
      {months.map((month) => (
        <line key={month} className={month.slice(5, 7) === "01" ? "axis-month axis-month--year" : "axis-month"} x1={scale.x(month)} x2={scale.x(month)} y1={0} y2={height} />
      ))}
      {scale.shows(today) ? <line className="axis-today" x1={scale.x(today)} x2={scale.x(today)} y1={0} y2={height} /> : null}
    </g>
  );
}
