import type { CivilDate } from "#kernel/dates.ts";
import type { ExportLine } from "./contract.ts";
import type { Middle, ProgrammeFigures, Shown } from "./shapes.contract.ts";

/** A count as it is printed: a number, "<11" under the threshold, else "hidden". */
export const printShown = (one: Shown, threshold: number): string => (one.mark === "shown" ? String(one.people) : one.mark === "under" ? `<${threshold}` : "hidden");
const printMiddle = (one: Middle | null) => (one === null ? "hidden" : `${one.median} [${one.low}; ${one.high}]`);

/** Every figure as a line: what leaves is exactly this. A count that is a part of another has that one in `among`. */
export function listLines(figures: ProgrammeFigures): ExportLine[] {
  const { threshold } = figures;
  const line = (definition: string, of: string, value: Shown, among: Shown | null, countedOn: CivilDate | null): ExportLine => ({ definition, of, value: printShown(value, threshold), among: among === null ? "" : printShown(among, threshold), countedOn });
  const middleLine = (definition: string, of: string, value: Middle | null, among: Shown, countedOn: CivilDate | null): ExportLine => ({ definition, of, value: printMiddle(value), among: printShown(among, threshold), countedOn });
  const onOf = figures.funnel[0]?.countedOn ?? null;
  return [
    ...figures.funnel.map((one) => line(one.id, "", one.count, one.among, one.countedOn)),
    ...figures.endings.map((one) => line(one.id, "", one.count, one.among, one.countedOn)),
    ...figures.reasons.map((one) => line("reason", one.id, one.count, one.among, one.countedOn)),
    ...figures.dose.flatMap((one) => [middleLine("sessions", one.id, one.sessions, one.count, onOf), middleLine("weeks", one.id, one.weeks, one.count, onOf), middleLine("show_rate", one.id, one.shownRate, one.count, onOf), middleLine("caregiver_rate", one.id, one.caregiverRate, one.count, onOf)]),
    ...figures.times.map((one) => middleLine("days_to", one.id, one.days, one.count, onOf)),
    ...figures.domains.flatMap(({ domain, measures }) =>
      measures.length === 0
        ? [{ definition: "post_data", of: domain, value: "not measured", among: "", countedOn: null }]
        : measures.flatMap((one) => {
            const of = `${domain} ${one.series}`;
            const optional = (definition: string, value: Shown | null, among: Shown | null) => (value === null ? [] : [line(definition, of, value, among, one.countedOn)]);
            return [line("post_data", of, one.pairs, one.started, one.countedOn), line("broken", of, one.broken, one.started, one.countedOn), middleLine("first_value", of, one.pre, one.pairs, one.countedOn), middleLine("last_value", of, one.post, one.pairs, one.countedOn), middleLine("median_change", of, one.gain, one.pairs, one.countedOn), ...optional("better", one.better, one.pairs), ...optional("same", one.same, one.pairs), ...optional("worse", one.worse, one.pairs), ...optional("below_cut", one.aboveThenBelow, one.aboveBefore)];
          }),
    ),
    line("no_move", "", figures.moves.none, figures.moves.started, figures.moves.countedOn),
    line("moved", "", figures.moves.moved, figures.moves.started, figures.moves.countedOn),
    line("reunified", "", figures.moves.reunified, figures.moves.started, figures.moves.countedOn),
    ...figures.goals.flatMap((one) => [line("goal_objective", one.goal, one.withObjective, one.started, onOf), line("goal_reached", one.goal, one.reached, one.withObjective, onOf)]),
    ...figures.equity.flatMap(({ cut, rows }) => rows.flatMap((one) => [line("started", `${cut} ${one.option.names.join(" + ")}`, one.started, one.asked, onOf), line("stage_two", `${cut} ${one.option.names.join(" + ")}`, one.stageTwo, one.started, onOf), line("planned", `${cut} ${one.option.names.join(" + ")}`, one.planned, one.ended, onOf)])),
  ];
}
