import type { CivilDate } from "#kernel/dates.ts";
import { useLanguage } from "../language.tsx";
import { Ground } from "./Ground.tsx";
import { fitText, stackLabels, textWidth, type TimeScale } from "./scale.ts";
import type { AxisEvent, AxisSession, AxisStage } from "./series.ts";
import { EventSign, SessionTick } from "./shapes.tsx";

/** What a lane needs to know of the axis it shares. */
export type LaneAxis = { scale: TimeScale; months: readonly CivilDate[]; today: CivilDate };

/** Pixels of a month from which on its name fits. */
const LEAST_NAMED = 40;
/** Rows of names of life events; what comes further down keeps its sign and its row in the table. */
const NAMED_ROWS = 5;

/** The names of the months, with the year where one begins. */
export function MonthLane({ scale, months, today }: LaneAxis) {
  const { month } = useLanguage();
  const narrow = months.length > 1 && scale.x(months[1]!) - scale.x(months[0]!) < LEAST_NAMED;
  return (
    <svg className="lane-chart" width={scale.width} height={24} aria-hidden>
      {months.map((start, index) => {
        const x = scale.x(start);
        const style = index === 0 || start.slice(5, 7) === "01" ? "month_year" : "month";
        // Where months are too narrow for their names, the years are named.
        return scale.width - x < 30 || (narrow && start.slice(5, 7) !== "01") ? null : (
          <text key={start} className="axis-hour" x={x + 4} y={16}>
            {narrow ? start.slice(0, 4) : month(start, style)}
          </text>
        );
      })}
      {scale.shows(today) ? <line className="axis-today" x1={scale.x(today)} x2={scale.x(today)} y1={18} y2={24} /> : null}
    </svg>
  );
}

/** Stages as bands; the planned ones dashed. Where the whole name has no room, what stands before its comma is said. */
export function StageLane({ stages, ...axis }: LaneAxis & { stages: readonly AxisStage[] }) {
  const { scale } = axis;
  return (
    <svg className="lane-chart" width={scale.width} height={44} aria-hidden>
      <Ground {...axis} height={44} />
      {stages.map((stage, index) => {
        const start = Math.max(scale.x(stage.from), 0);
        const width = Math.min(scale.x(stage.to), scale.width) - start;
        if (width < 2) return null;
        return (
          <g key={`${stage.from}-${stage.label}`}>
            <rect className={`axis-stage axis-stage--${stage.planned === "yes" ? "planned" : index % 2 === 0 ? "one" : "two"}`} x={start + 1} y={7} width={width - 2} height={30} rx={4} />
            <text className="axis-text" x={start + 9} y={26.5}>
              {fitText(textWidth(stage.label) <= width - 14 ? stage.label : stage.label.split(",")[0]!, width - 14)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** Every session as a tick. */
export function SessionLane({ sessions, ...axis }: LaneAxis & { sessions: readonly AxisSession[] }) {
  const { scale } = axis;
  return (
    <svg className="lane-chart" width={scale.width} height={54} aria-hidden>
      <Ground {...axis} height={54} />
      {sessions.map((session, index) => (scale.shows(session.date) ? <SessionTick key={`${session.date}-${index}`} kind={session.kind} x={scale.x(session.date)} bottom={44} /> : null))}
    </svg>
  );
}

/** Events in the family's life, with their days; labels that would meet move down. */
export function LifeLane({ events, ...axis }: LaneAxis & { events: readonly AxisEvent[] }) {
  const { scale } = axis;
  const { day } = useLanguage();
  const placed = events
    .filter((event) => scale.shows(event.date))
    .toSorted((one, other) => one.date.localeCompare(other.date))
    .map((event) => ({ event, x: scale.x(event.date), width: Math.max(textWidth(event.label), textWidth(day(event.date))) + 22 }));
  // Near the right end the words stand at the left of their sign, so that none is cut.
  const boxes = placed.map(({ x, width }) => ({ turned: x + width > scale.width && x - width > 0, x, width }));
  const rows = stackLabels(boxes.map(({ turned, x, width }) => ({ x: turned ? x - width + 8 : x - 8, width })));
  const isNamed = (index: number) => (rows[index] ?? 0) < NAMED_ROWS;
  const height = 14 + (Math.min(Math.max(0, ...rows), NAMED_ROWS - 1) + 1) * 36;
  return (
    <svg className="lane-chart" width={scale.width} height={height} aria-hidden>
      <Ground {...axis} height={height} />
      {placed.map(({ event, x }, index) => {
        const y = 14 + (isNamed(index) ? (rows[index] ?? 0) : 0) * 36;
        const turned = boxes[index]?.turned === true;
        return (
          <g key={`${event.date}-${event.label}`}>
            <line className={event.future === "yes" ? "axis-stem axis-stem--ahead" : "axis-stem"} x1={x} x2={x} y1={y + 6} y2={height} />
            <EventSign x={x} y={y} future={event.future} />
            {isNamed(index) ? <>
            <text className="axis-text axis-haloed" x={turned ? x - 11 : x + 11} y={y + 4.5} textAnchor={turned ? "end" : "start"}>
              {event.label}
            </text>
            <text className="axis-soft axis-haloed" x={turned ? x - 11 : x + 11} y={y + 20} textAnchor={turned ? "end" : "start"}>
              {day(event.date)}
            </text>
            </> : null}
          </g>
        );
      })}
    </svg>
  );
}

/** The word "today", below everything. */
export function TodayFoot({ scale, today }: LaneAxis) {
  const { words } = useLanguage();
  if (!scale.shows(today)) return null;
  const width = textWidth(words.axis.today) + 18;
  const left = Math.min(Math.max(scale.x(today) - width / 2, 0), scale.width - width);
  return (
    <svg className="lane-chart" width={scale.width} height={22} aria-hidden>
      <rect className="axis-today-flag" x={left} y={0} width={width} height={20} rx={4} />
      <text className="axis-today-word" x={left + width / 2} y={14.5} textAnchor="middle">
        {words.axis.today}
      </text>
    </svg>
  );
}
