import { useState } from "react";
import { useLanguage } from "../language.tsx";
import type { TimeAxisProps } from "./content.ts";
import { splitAtBreaks, type AxisMonth, type AxisSeries, type AxisStrand } from "./series.ts";

/** The twin of the axis: the same facts as tables, made when they are opened. */
export function AxisTable({ stages, sessions, byMonth, strands, events, series }: Pick<TimeAxisProps, "stages" | "sessions" | "events" | "series"> & { byMonth: readonly AxisMonth[]; strands: readonly AxisStrand[] }) {
  const { words, day, month, number } = useLanguage();
  const [open, setOpen] = useState<"open" | "closed">("closed");
  const axis = words.axis;
  return (
    <details className="fold axis-twin" onToggle={(event) => setOpen(event.currentTarget.open ? "open" : "closed")}>
      <summary>{axis.table}</summary>
      {open === "closed" ? null : (
        <div className="axis-tables">
          {stages.length === 0 ? null : <SmallTable caption={axis.stage} heads={[axis.what, axis.fromDate, axis.toDate]} rows={stages.map((one) => [one.planned === "yes" ? `${one.label} (${axis.planned})` : one.label, day(one.from, "full"), day(one.to, "full")])} />}
          <SmallTable caption={axis.life} heads={[axis.date, axis.what]} rows={events.map((one) => [day(one.date, "full"), one.future === "yes" ? `${one.label} (${axis.ahead})` : one.label])} />
          {series.map((one) => (
            <SeriesTable key={one.id} series={one} />
          ))}
          {byMonth.length === 0 ? null : <SmallTable caption={axis.byMonth} heads={[axis.month, axis.together, axis.caregiver_alone, axis.missed]} rows={byMonth.map((one) => [month(one.month, "month_year"), number(one.together), number(one.caregiver_alone), number(one.missed)])} />}
          {sessions.length === 0 && byMonth.length > 0 ? null : <SmallTable caption={axis.sessions} heads={[axis.date, axis.what]} rows={sessions.map((one) => [day(one.date, "full"), axis[one.kind]])} />}
          {strands.length === 0 ? null : <StrandTable strands={strands} by={byMonth.length > 0 ? "month" : "day"} />}
        </div>
      )}
    </details>
  );
}

/** Passages by day or month and strand; a dash where a strand was not worked. */
function StrandTable({ strands, by }: { strands: readonly AxisStrand[]; by: "day" | "month" }) {
  const { words, day, month, number } = useLanguage();
  const { axis } = words;
  const counts = strands.map((one) => new Map(one.marks.map((mark) => [mark.date, mark.passages])));
  const dates = [...new Set(counts.flatMap((one) => [...one.keys()]))].sort();
  const rows = dates.map((date) => [by === "day" ? day(date, "full") : month(date, "month_year"), ...counts.map((one) => (one.has(date) ? number(one.get(date)!) : "–"))]);
  return <SmallTable caption={`${axis.strands}: ${axis.passages}, ${axis.fromNotes}`} heads={[by === "day" ? axis.date : axis.month, ...strands.map((one) => one.label)]} rows={rows} />;
}

function SeriesTable({ series }: { series: AxisSeries }) {
  const { words, day, number } = useLanguage();
  const { axis } = words;
  const rows: string[][] = [];
  splitAtBreaks(series.points, series.breaks).forEach((stretch, index) => {
    const first = series.firstNote ?? (series.informant === null ? null : axis.toldBy(series.informant));
    if (index === 0 && first !== null) rows.push(["", first, ""]);
    if (stretch.start !== null) rows.push([day(stretch.start, "full"), `${axis.breakWord}: ${stretch.label ?? ""}`, ""]);
    for (const point of stretch.points) rows.push([day(point.date, "full"), point.label ?? "", number(point.value)]);
  });
  for (const bridge of series.bridges ?? []) rows.push([day(bridge.date, "full"), bridge.label, ""]);
  if (series.change !== undefined) rows.push([day(series.change.to, "full"), `${axis.change}: ${series.change.label}. ${axis.source}: ${series.change.source}`, ""]);
  else if (series.changeNote !== undefined) rows.push(["", series.changeNote, ""]);
  for (const window of series.windows ?? []) rows.push([`${day(window.from, "full")} – ${day(window.to, "full")}`, window.label, ""]);
  const caption = [series.label, series.unit, series.lowerIsBetter === "yes" ? axis.lowerIsBetter : null, series.cut?.label ?? null, series.restricted].filter((one) => one !== null).join(", ");
  return <SmallTable caption={caption} heads={[axis.date, axis.what, axis.value]} rows={rows} />;
}

function SmallTable({ caption, heads, rows }: { caption: string; heads: readonly string[]; rows: readonly (readonly string[])[] }) {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={`${row[0]}-${index}`}>
            {row.map((cell, place) => (
              <td key={heads[place]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
