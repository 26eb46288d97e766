import { useLanguage } from "../language.tsx";
import { Ground } from "./Ground.tsx";
import type { LaneAxis } from "./lifeLanes.tsx";
import { linePath, stepPath, textWidth, type TimeScale, valueToY, wrapText } from "./scale.ts";
import { placeCut, type Taken } from "./cutPlace.ts";
import { splitAtBreaks, type AxisSeries } from "./series.ts";
import { BreakSign, BridgeSign, DomainSign } from "./shapes.tsx";

const top = 30;

/** One measure on the common axis: its values, its breaks with no line across, its cut, and a change with its source. */
export function SeriesLane({ series, ...axis }: LaneAxis & { series: AxisSeries }) {
  const { scale, today } = axis;
  const { words, number } = useLanguage();
  const steps = series.domain === "relationship";
  const height = steps ? 132 : 152;
  const bottom = height - 50;
  const y = (value: number) => valueToY(value, series.min, series.max, top, bottom);
  const stretches = splitAtBreaks(series.points, series.breaks);
  const end = Math.min(scale.x(today), scale.width);
  const levels = steps && series.max - series.min <= 8 ? Array.from({ length: series.max - series.min + 1 }, (_, index) => series.min + index) : [];
  const last = series.points.toSorted((one, other) => one.date.localeCompare(other.date)).at(-1);
  const cut = series.cut === undefined ? null : placeCut(y(series.cut.value), textWidth(series.cut.label), scale.width, takenBy(series, scale, y, scale.x(today)));
  return (
    <svg className="lane-chart" width={scale.width} height={height} role="img" aria-label={words.axis.summary(series.label, series.points.length)}>
      <Ground {...axis} height={height} />
      {levels.map((level) => (
        <g key={level}>
          <line className="axis-level" x1={0} x2={scale.width} y1={y(level)} y2={y(level)} />
          <text className="axis-hour axis-haloed" x={4} y={y(level) + 4}>
            {number(level)}
          </text>
        </g>
      ))}
      {series.cut === undefined || cut === null ? null : (
        <g>
          <line className="axis-cut" x1={0} x2={scale.width} y1={y(series.cut.value)} y2={y(series.cut.value)} />
          <text className="axis-soft axis-haloed" x={cut.x} y={cut.y} textAnchor={cut.anchor}>
            {series.cut.label}
          </text>
        </g>
      )}
      {stretches.map((stretch, index) => {
        const start = stretch.start === null ? (stretch.points[0] === undefined ? null : scale.x(stretch.points[0].date)) : scale.x(stretch.start);
        const close = stretch.end === null ? end : scale.x(stretch.end) - 9;
        const note = index === 0 ? (series.firstNote ?? (series.informant === null ? null : words.axis.toldBy(series.informant))) : stretch.label;
        const room = noteRoom(Math.max(start ?? 0, 0), [
          stretch.end === null ? scale.width : scale.x(stretch.end),
          scale.x(today),
          ...(series.windows ?? []).map((window) => scale.x(window.from)),
        ]);
        // A note that would run over the break that ends its stretch stands at the left of it, where there is room.
        const stop = stretch.end === null || note === null ? null : scale.x(stretch.end) - 9;
        const turned = stop !== null && start !== null && textWidth(note!) > stop - Math.max(start, 0) && textWidth(note!) <= stop;
        const lines = note === null || start === null ? [] : turned ? [note] : wrapText(note, room, 3);
        return (
          <g key={stretch.start ?? "first"}>
            {stretch.start === null ? null : <line className="axis-break-line" x1={scale.x(stretch.start)} x2={scale.x(stretch.start)} y1={0} y2={height} />}
            <path className={`axis-line axis-line--${series.domain}`} d={steps ? stepPath(stretch.points, close, scale.x, y) : linePath(stretch.points, scale.x, y)} />
            {stretch.points.map((point, place) => (
              <g key={point.date}>
                <DomainSign domain={series.domain} x={scale.x(point.date)} y={y(point.value)} />
                <text className="axis-value axis-haloed" x={Math.min(Math.max(scale.x(point.date), 8), scale.width - 8)} y={y(point.value) + (steps && (stretch.points[place - 1]?.value ?? point.value) > point.value ? 21 : -10)} textAnchor="middle">
                  {number(point.value)}
                </text>
              </g>
            ))}
            {lines.map((line, row) => (
              <text key={line} className="axis-note axis-haloed" x={turned ? stop : Math.max(start ?? 0, 0) + (stretch.start === null ? 0 : 9)} textAnchor={turned ? "end" : "start"} y={height - (lines.length === 1 ? 20 : 9) - (lines.length - 1 - row) * 15}>
                {line}
              </text>
            ))}
            {stretch.start === null ? null : <BreakSign x={scale.x(stretch.start)} y={(top + bottom) / 2} />}
          </g>
        );
      })}
      {(series.bridges ?? []).map((bridge) => (
        <g key={`${bridge.date} ${bridge.label}`}>
          <line className="axis-break-line axis-break-line--bridged" x1={scale.x(bridge.date)} x2={scale.x(bridge.date)} y1={top} y2={height} />
          <BridgeSign x={scale.x(bridge.date)} y={bottom + 2} />
          {wrapText(bridge.label, noteRoom(scale.x(bridge.date), [scale.width, scale.x(today)]), 3).map((line, row, all) => (
            <text key={line} className="axis-note axis-haloed" x={scale.x(bridge.date) + 14} y={height - 6 - (all.length - 1 - row) * 15}>
              {line}
            </text>
          ))}
        </g>
      ))}
      {series.change === undefined || last === undefined ? null : <ChangeBracket series={series} change={series.change} x={scale.x(last.date) + 14} y={y} scaleWidth={scale.width} todayX={scale.x(today)} />}
      {(series.windows ?? []).map((window) => {
        const from = Math.max(scale.x(window.from), 0);
        const width = Math.min(scale.x(window.to), scale.width) - from;
        const turned = from + width + 8 + textWidth(window.label) > scale.width;
        return width < 2 ? null : (
          <g key={window.from}>
            <rect className="axis-window" x={from} y={height - 25} width={width} height={13} rx={4} />
            <text className="axis-soft axis-haloed" x={turned ? from - 6 : from + width + 6} y={height - 14} textAnchor={turned ? "end" : "start"}>
              {window.label}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** How wide a note may be: up to the nearest thing at its right that leaves it a readable width. */
function noteRoom(start: number, limits: readonly number[]): number {
  const least = 110;
  const near = limits.filter((limit) => limit - start - 16 >= least);
  return near.length === 0 ? least : Math.min(...near) - start - 16;
}

type Change = NonNullable<AxisSeries["change"]>;

/** Where the words of a change begin or end. They step over the line of today, with a leader to their bracket. */
function placeChange(change: Change, x: number, scaleWidth: number, todayX: number) {
  const width = Math.max(textWidth(change.label), textWidth(change.source));
  const start = todayX > x && todayX < x + 16 + width ? todayX + 12 : x + 16;
  const turned = start + width > scaleWidth;
  return { at: turned ? scaleWidth - 4 : start, anchor: turned ? ("end" as const) : ("start" as const), leads: !turned && start !== x + 16, start, width };
}

/** What the word of a cut must not touch: the signs with their figures, and the words of a change. */
function takenBy(series: AxisSeries, scale: TimeScale, y: (value: number) => number, todayX: number): Taken[] {
  const signs = series.points.map((point) => ({ left: scale.x(point.date) - 10, right: scale.x(point.date) + 10, top: y(point.value) - 22, bottom: y(point.value) + 7 }));
  const last = series.points.toSorted((one, other) => one.date.localeCompare(other.date)).at(-1);
  const first = series.change === undefined ? undefined : series.points.find((point) => point.date === series.change!.from);
  if (series.change === undefined || last === undefined || first === undefined) return signs;
  const { at, anchor, width } = placeChange(series.change, scale.x(last.date) + 14, scale.width, todayX);
  const high = y(first.value);
  return [...signs, { left: anchor === "end" ? at - width : at, right: anchor === "end" ? at : at + width, top: high - 8, bottom: high + 24 }];
}

function ChangeBracket({ series, change, x, y, scaleWidth, todayX }: { series: AxisSeries; change: Change; x: number; y: (value: number) => number; scaleWidth: number; todayX: number }) {
  const first = series.points.find((point) => point.date === change.from);
  const second = series.points.find((point) => point.date === change.to);
  if (first === undefined || second === undefined) return null;
  const [high, low] = [y(first.value), y(second.value)];
  const { at, anchor, leads, start } = placeChange(change, x, scaleWidth, todayX);
  return (
    <g>
      <path className="axis-change" d={`M${x - 4} ${high}h8V${low}h-8`} />
      {leads ? <path className="axis-change axis-change--leader" d={`M${x + 4} ${high}H${start - 4}`} /> : null}
      <text className="axis-change-word axis-haloed" x={at} y={high + 4} textAnchor={anchor}>
        {change.label}
      </text>
      <text className="axis-soft axis-haloed" x={at} y={high + 20} textAnchor={anchor}>
        {change.source}
      </text>
    </g>
  );
}
