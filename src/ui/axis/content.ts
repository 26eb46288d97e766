import type { CivilDate } from "#kernel/dates.ts";
import type { AxisEvent, AxisMonth, AxisSeries, AxisSession, AxisStage, AxisStrand } from "./series.ts";

/** What stands on an axis. */
export type TimeAxisProps = {
  /** What the axis shows, for those who hear it: "River M., March 2026 to April 2027". */
  label: string;
  from: CivilDate;
  to: CivilDate;
  today: CivilDate;
  stages: readonly AxisStage[];
  sessions: readonly AxisSession[];
  /** Sessions counted by month instead: the axis is then as narrow as the page, and many years fit on it. */
  byMonth?: readonly AxisMonth[];
  /** Strands of the treatment, each a row of its own; none where the reader reads no notes. */
  strands?: readonly AxisStrand[];
  events: readonly AxisEvent[];
  series: readonly AxisSeries[];
};
