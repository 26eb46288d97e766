import { type CivilDate, minutesBetween, weekday } from "#kernel/dates.ts";
import { EmptyState } from "#ui/States.tsx";
import { useLanguage } from "#ui/language.tsx";
import { movesByKeys } from "#ui/useKeys.ts";
import type { ClosedDay, Flag } from "../days.contract.ts";
import { gridWords } from "../grid.words.ts";
import { flagNames, yearsLater } from "../problems.words.ts";
import type { SessionView } from "../contract.ts";
import { words } from "../screens.words.ts";
import { byDay, daysOfWeek, isCrowded, layOutDay } from "../week.rules.ts";
import type { Column, ColumnMark } from "./columns.ts";
import { ColumnFrame, type CardProps, Grid, type GridProps } from "./Grid.tsx";
import { SessionCard, shortChild } from "./SessionCard.tsx";

export type WeekProps = CardProps & Pick<GridProps, "today" | "onMove"> & { sessions: readonly SessionView[]; days: readonly CivilDate[]; flags: readonly Flag[]; closedDays: readonly ClosedDay[]; /** Asks to which hour a session goes, where a finger would have to drag it; null where nobody here may move anything. */ onAskMove: ((session: SessionView) => void) | null };

const stands = (session: SessionView) => session.status === "booked" || session.status === "held";

/** What is marked about a day: that the practice is closed, and the flagged days of families. */
function useMarks({ flags, closedDays }: Pick<WeekProps, "flags" | "closedDays">): (day: CivilDate) => ColumnMark[] {
  const { language } = useLanguage();
  return (day) => [
    ...closedDays.filter((one) => one.from <= day && day <= one.to).map((one) => ({ key: one.closedDayId, words: gridWords.closedOn[language](one.label) })),
    ...flags.filter((one) => one.on === day).map((one) => ({ key: `${one.flagId} ${one.on}`, words: gridWords.flagOf[language](shortChild(one.childName), flagWords(one, language)) })),
  ];
}

/** A flag in few words: what it is, in its own words where it has some, and how long ago where the day is an anniversary. */
export function flagWords(flag: Flag, language: "en" | "es"): string {
  const years = Number(flag.on.slice(0, 4)) - Number(flag.beganOn.slice(0, 4));
  const what = flag.label === "" ? flagNames[flag.kind][language] : flag.label;
  return years > 0 ? `${what}, ${yearsLater(years)[language]}` : what;
}

function useDetail(): (sessions: readonly SessionView[]) => string {
  const { language } = useLanguage();
  return (sessions) => {
    const way = sessions.filter(stands).reduce((sum, one) => sum + 2 * (one.travelMinutes ?? 0), 0);
    return [words.sessions[language](sessions.filter(stands).length), way === 0 ? null : gridWords.travelTotal[language](way)].filter((one) => one !== null).join(" · ");
  };
}

/**
 * Days as columns of hours, each card at its time. Saturday and Sunday stand there where something is booked. Where
 * too much stands at one time, as with many clinicians at once, it is a list.
 */
export function WeekGrid(props: WeekProps) {
  const { sessions, days, today, timeZone } = props;
  const { say, day: sayDay } = useLanguage();
  const marks = useMarks(props);
  const detail = useDetail();
  const found = byDay(sessions, days, timeZone);
  const shown = days.length === 1 ? days : days.filter((day) => weekday(day) < 6 || (found.get(day)?.length ?? 0) > 0 || day === today);
  if (isCrowded(shown.map((day) => layOutDay(found.get(day) ?? [], timeZone))))
    return (
      <>
        <p className="soft">{say(words.crowded)}</p>
        <DayList {...props} />
      </>
    );
  const columns = shown.map((day): Column => ({ key: day, day, clinicianId: null, heading: sayDay(day, "weekday"), detail: detail(found.get(day) ?? []), isToday: day === today ? "yes" : "no", marks: marks(day), sessions: found.get(day) ?? [] }));
  return <Grid {...props} columns={columns} />;
}

export type Teammate = { staffId: string; name: string };

/** The day of a team: a column for each clinician who has a session, by name. */
export function TeamGrid({ clinicians, ...props }: WeekProps & { clinicians: readonly Teammate[] }) {
  const { sessions, days } = props;
  const { say } = useLanguage();
  const marks = useMarks(props);
  const detail = useDetail();
  const day = days[0]!;
  const busy = clinicians.filter((one) => sessions.some((session) => session.clinicianId === one.staffId || session.secondClinicianId === one.staffId));
  if (busy.length === 0) return <EmptyState sentence={say(gridWords.nobodyInTeam)}>{""}</EmptyState>;
  const closed = marks(day).filter((mark) => props.closedDays.some((one) => one.closedDayId === mark.key));
  const columns = busy.map((one): Column => {
    const own = sessions.filter((session) => session.clinicianId === one.staffId || session.secondClinicianId === one.staffId);
    return { key: one.staffId, day, clinicianId: one.staffId, heading: one.name, detail: detail(own), isToday: "no", marks: closed, sessions: own };
  });
  return (
    <div className="week-scroll">
      <Grid {...props} everybody="no" columns={columns} />
    </div>
  );
}

/** The days as a list, for narrow screens. Days without sessions are left out, today never. */
export function DayList(props: WeekProps) {
  const { sessions, days, today, timeZone, now, opens, everybody, viewerId, verdicts, measures, cardMarks, onDetails, onAskMove } = props;
  const { day: sayDay } = useLanguage();
  const marks = useMarks(props);
  const detail = useDetail();
  const found = byDay(sessions, days, timeZone);
  const shown = days.filter((day) => (found.get(day)?.length ?? 0) > 0 || day === today || marks(day).length > 0);
  return (
    <div className="week-list">
      {shown.map((day) => (
        <ColumnFrame key={day} column={{ heading: sayDay(day, "weekday"), detail: detail(found.get(day) ?? []), isToday: day === today ? "yes" : "no", marks: marks(day) }}>
          <ul ref={movesByKeys}>
            {(found.get(day) ?? [])
              .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))
              .map((session) => (
                <li key={session.sessionId}>
                  <SessionCard session={session} timeZone={timeZone} now={now} opens={opens} viewerId={viewerId} shows={everybody === "yes" ? "both" : "time"} verdict={verdicts.get(session.sessionId)} measures={measures.get(session.sessionId)} mark={cardMarks.get(session.sessionId)} onDetails={() => onDetails(session)} onMove={onAskMove === null || session.status !== "booked" || session.noteStatus !== "none" ? undefined : () => onAskMove(session)} />
                </li>
              ))}
          </ul>
        </ColumnFrame>
      ))}
    </div>
  );
}

/** The days of a view: a week from its Monday, or one day. */
export const daysOfView = (view: "week" | "day" | "team", day: CivilDate, monday: CivilDate): CivilDate[] => (view === "week" ? daysOfWeek(monday) : [day]);
/** Minutes of a session as it is planned. */
export const plannedMinutes = (session: SessionView): number => minutesBetween(session.startsAt, session.endsAt);
