import type { CivilDate } from "#kernel/dates.ts";
import type { TimeScale } from "./scale.ts";

/** What every lane stands on: the months, and the line of today through all of them. */
export function Ground({ scale, months, today, height }: { scale: TimeScale; months: readonly CivilDate[]; today: CivilDate; height: number }) {
  // So many months that their lines would be a hatching: the years are drawn.
  const narrow = months.length > 1 && scale.x(months[1]!) - scale.x(months[0]!) < 24;
  const shown = narrow ? months.filter((month) => month.slice(5, 7) === "01") : months;
  return (
    <g>
      {shown.map((month) => (
        <line key={month} className={month.slice(5, 7) === "01" ? "axis-month axis-month--year" : "axis-month"} x1={scale.x(month)} x2={scale.x(month)} y1={0} y2={height} />
      ))}
      {scale.shows(today) ? <line className="axis-today" x1={scale.x(today)} x2={scale.x(today)} y1={0} y2={height} /> : null}
    </g>
  );
}
