import { IconLock } from "@tabler/icons-react";
import { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { Icon } from "../Icon.tsx";
import { useLanguage } from "../language.tsx";
import { AxisTable } from "./AxisTable.tsx";
import { Ground } from "./Ground.tsx";
import { MonthlyLane } from "./MonthlyLane.tsx";
import { LifeLane, MonthLane, SessionLane, StageLane, TodayFoot } from "./lifeLanes.tsx";
import { createTimeScale, monthStarts } from "./scale.ts";
import { SeriesLane } from "./SeriesLane.tsx";
import { StrandLane } from "./StrandLane.tsx";
import type { AxisMonth, AxisSeries, AxisSession } from "./series.ts";
import { BreakSign, BridgeSign, DomainSign, SessionTick } from "./shapes.tsx";
import type { TimeAxisProps } from "./content.ts";

const labelColumn = 152;
const leastMonth = 58;
/** Pixels of a month at least where the sessions are counted by month. */
const narrowMonth = 9;

/**
 * Stages, sessions, strands, life and measures on one common axis, with the same facts as tables below it. Where it does not
 * fit, it scrolls sideways in its own region, opened at today, and the names of its lanes stay in sight.
 */
export function TimeAxis({ label, from, to, today, stages, sessions, byMonth, strands = [], events, series }: TimeAxisProps) {
  const { words, number } = useLanguage();
  const region = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const element = region.current;
    if (element === null) return;
    setRoom(element.clientWidth);
    const observer = new ResizeObserver(() => setRoom(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const isDrawn = room > 0;
  const months = useMemo(() => monthStarts(from, to), [from, to]);
  const beside = room >= 720;
  const width = Math.max(room - (beside ? labelColumn : 0) - 2, months.length * (byMonth === undefined ? leastMonth : narrowMonth));
  const axis = useMemo(() => ({ scale: createTimeScale(from, to, width), months, today }), [from, to, width, months, today]);
  useLayoutEffect(() => {
    const element = region.current;
    // Also once the sheet is drawn: on a phone the axis is as wide before its room is known as after.
    if (element !== null && isDrawn) element.scrollLeft = axis.scale.x(today) - element.clientWidth * 0.7;
  }, [axis, today, isDrawn]);
  const most = byMonth === undefined ? null : Math.max(1, ...strands.flatMap((one) => one.marks.map((mark) => mark.passages)));
  const { held, due } = countSessions(sessions, byMonth ?? []);
  return (
    <figure className={beside ? "axis axis--beside" : "axis axis--above"} aria-label={label}>
      <Legend breaks={series.some((one) => one.breaks.length > 0) ? "some" : "none"} bridges={series.some((one) => (one.bridges ?? []).length > 0) ? "some" : "none"} />
      <div ref={region} className="axis-scroll" role="region" aria-label={`${label}. ${words.axis.region}`} tabIndex={0}>
        {/* Drawn once its room is known, and not twice. */}
        {!isDrawn ? null : <div className="axis-sheet">
          <Lane look="months" label={null}>
            <MonthLane {...axis} />
          </Lane>
          {stages.length === 0 ? null : (
            <Lane look="stage" label={<strong>{words.axis.stage}</strong>}>
              <StageLane {...axis} stages={stages} />
            </Lane>
          )}
          <Lane
            look="sessions"
            label={
              <>
                <strong>{words.axis.sessions}</strong>
                <span className="lane-soft">{words.axis.held(held, due)}</span>
              </>
            }
          >
            {byMonth === undefined ? <SessionLane {...axis} sessions={sessions} /> : <MonthlyLane {...axis} byMonth={byMonth} />}
          </Lane>
          {strands.length === 0 ? null : (
            <Lane
              look="strands"
              label={
                <>
                  <strong>{words.axis.strands}</strong>
                  <span className="lane-soft">{words.axis.signedNotes}</span>
                </>
              }
            >
              {beside ? (
                <svg className="lane-chart" width={axis.scale.width} height={54} aria-hidden>
                  <Ground {...axis} height={54} />
                </svg>
              ) : null}
            </Lane>
          )}
          {strands.map((one) => (
            <Lane key={one.label} look="strand" label={<span className="lane-soft">{one.label}</span>}>
              <StrandLane {...axis} strand={one} most={most} />
            </Lane>
          ))}
          <Lane look="life" label={<strong>{words.axis.life}</strong>}>
            <LifeLane {...axis} events={events} />
          </Lane>
          {series.map((one) => (
            <Lane key={one.id} look="series" label={<SeriesLabel series={one} figure={number} />}>
              <SeriesLane {...axis} series={one} />
            </Lane>
          ))}
          <Lane look="foot" label={null}>
            <TodayFoot {...axis} />
          </Lane>
        </div>}
      </div>
      <AxisTable stages={stages} sessions={sessions} byMonth={byMonth ?? []} strands={strands} events={events} series={series} />
    </figure>
  );
}

/** How many sessions were held, and of how many. */
function countSessions(sessions: readonly AxisSession[], byMonth: readonly AxisMonth[]): { held: number; due: number } {
  const of = (kind: AxisSession["kind"]) => sessions.filter((one) => one.kind === kind).length + byMonth.reduce((sum, one) => sum + one[kind], 0);
  const held = of("together") + of("caregiver_alone");
  return { held, due: held + of("missed") };
}

function Lane({ look, label, children }: { look: string; label: ReactNode; children: ReactNode }) {
  return (
    <div className={`lane lane--${look}`}>
      <div className="lane-label">{label}</div>
      {children}
    </div>
  );
}

function SeriesLabel({ series, figure }: { series: AxisSeries; figure: (value: number) => string }) {
  const { words } = useLanguage();
  const last = series.points.toSorted((one, other) => one.date.localeCompare(other.date)).at(-1);
  return (
    <>
      <strong className="lane-name">
        <svg width="14" height="14" aria-hidden>
          <DomainSign domain={series.domain} x={7} y={7} />
        </svg>
        {series.label}
      </strong>
      <span className="lane-soft">
        {series.unit}
        {series.lowerIsBetter === "yes" ? `, ${words.axis.lowerIsBetter}` : ""}
      </span>
      {last === undefined ? (
        <span className="lane-soft">{words.axis.noPoints}</span>
      ) : (
        <>
          <span className="lane-figure">{figure(last.value)}</span>
          {last.label === null ? null : <span className="lane-soft">{last.label}</span>}
        </>
      )}
      {series.changeNote === undefined ? null : <span className="lane-soft">{series.changeNote}</span>}
      {series.restricted === null ? null : (
        <span className="lane-lock">
          <Icon glyph={IconLock} size={14} />
          <span>{series.restricted}</span>
        </span>
      )}
    </>
  );
}

function Legend({ breaks, bridges }: { breaks: "some" | "none"; bridges: "some" | "none" }) {
  const { words } = useLanguage();
  return (
    <ul className="axis-legend">
      {(["together", "caregiver_alone", "missed"] as const).map((kind) => (
        <li key={kind}>
          <svg width="10" height="18" aria-hidden>
            <SessionTick kind={kind} x={5} bottom={kind === "missed" ? 25.5 : kind === "together" ? 23 : 16} />
          </svg>
          {words.axis[kind]}
        </li>
      ))}
      {breaks === "none" ? null : (
        <li>
          <svg width="14" height="18" aria-hidden>
            <BreakSign x={7} y={9} />
          </svg>
          {words.axis.legendBreak}
        </li>
      )}
      {bridges === "none" ? null : (
        <li>
          <svg width="24" height="24" aria-hidden>
            <BridgeSign x={12} y={14} />
          </svg>
          {words.axis.legendBridge}
        </li>
      )}
    </ul>
  );
}
