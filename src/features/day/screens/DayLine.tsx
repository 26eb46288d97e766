import { type CivilDate, type Instant, timeInZone } from "#kernel/dates.ts";
import type { SessionView } from "#features/calendar/contract.ts";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { Hidden } from "#ui/Hidden.tsx";
import { useLanguage } from "#ui/language.tsx";
import { useMedia } from "#ui/media.ts";
import { words } from "../screens.words.ts";
import { noteStateOf } from "./groups.ts";
import { layLine, minutesOf } from "./line.ts";
import { ArrivalMark, NoteMark, SessionChild, SessionPlace, useCompany } from "./SessionWords.tsx";

export type DayProps = { sessions: readonly SessionView[]; now: Instant; today: CivilDate; timeZone: string; opens: (session: SessionView) => string; clinicians: "shown" | "left_out"; /** What is said of each: how the note stands, or whether it is noted who came. */ marks: "note" | "arrival" };

const MOST_ON_LINE = 8;

/** Today's sessions: hanging from a slim line of the day where there is room, else one below the other by time. */
export function DayLine(props: DayProps) {
  const narrow = useMedia("(max-width: 899.98px)") === "matches";
  return narrow || props.sessions.length > MOST_ON_LINE || props.clinicians === "shown" ? <DayList {...props} /> : <DayOnLine {...props} />;
}

function DayOnLine({ sessions, now, today, timeZone, opens }: DayProps) {
  const { say, language } = useLanguage();
  const company = useCompany();
  const clock = (at: Instant) => timeInZone(at, timeZone);
  const spans = sessions.map((one) => ({ start: minutesOf(clock(one.startsAt)), end: clock(one.endsAt) < clock(one.startsAt) ? 24 * 60 : minutesOf(clock(one.endsAt)) }));
  const line = layLine(spans);
  const share = (minutes: number) => `${((minutes - line.from) / (line.to - line.from)) * 100}%`;
  const time = clock(now);
  const isOn = minutesOf(time) >= line.from && minutesOf(time) <= line.to;
  const hours = Array.from({ length: (line.to - line.from) / 60 + 1 }, (_, index) => line.from + index * 60);
  return (
    <section className="day" aria-label={say(words.dayLine)}>
      <div className="day-hours" aria-hidden>
        {hours.map((hour) => (Math.abs(hour - minutesOf(time)) < 30 && isOn ? null : <span key={hour} style={{ insetInlineStart: share(hour) }}>{`${Math.floor(hour / 60)}:00`}</span>))}
        {isOn ? <strong style={{ insetInlineStart: share(minutesOf(time)) }}>{time}</strong> : null}
      </div>
      <div className="day-line" aria-hidden>
        {sessions.map((session, index) => (
          <i key={session.sessionId} className={`day-bar day-bar--${noteStateOf(session, now)}`} style={{ insetInlineStart: share(spans[index]!.start), inlineSize: `${((spans[index]!.end - spans[index]!.start) / (line.to - line.from)) * 100}%` }} />
        ))}
        {isOn ? <b style={{ insetInlineStart: share(minutesOf(time)) }} /> : null}
      </div>
      {isOn ? <Hidden>{words.now[language](time)}</Hidden> : null}
      <ol className="day-words" style={{ gridTemplateColumns: `repeat(${line.columns}, minmax(0, 1fr))` }}>
        {sessions.map((session, index) => {
          const { column, words: width, row } = line.placed[index]!;
          return (
            <li key={session.sessionId} style={{ gridColumn: `${column} / span ${width}`, gridRow: row + 1 }}>
              <Hidden>{clock(session.startsAt)} </Hidden>
              <SessionChild session={session} today={today} href={opens(session)} />
              <span>{company(session)}</span>
              <SessionPlace session={session} />
              <NoteMark session={session} now={now} />
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** More than so many push what is owed off the screen: what is over is folded away, then what comes last. */
const MOST_IN_LIST = 10;

function DayList({ sessions, now, today, timeZone, opens, clinicians, marks }: DayProps) {
  const { say, language } = useLanguage();
  const company = useCompany();
  const [shows, setShows] = useState<"next" | "all">("next");
  const isLong = sessions.length > MOST_IN_LIST;
  const ahead = sessions.filter((one) => one.endsAt > now && one.status !== "cancelled").slice(0, MOST_IN_LIST);
  const shown = isLong && shows === "next" ? ahead : sessions;
  return (
    <>
    <ol className="day-items" aria-label={say(words.dayLine)}>
      {shown.map((session) => (
        <li key={session.sessionId} className={noteStateOf(session, now) === "going_on" ? "day-item day-item--now" : "day-item"}>
          <time dateTime={session.startsAt}>{timeInZone(session.startsAt, timeZone)}</time>
          <span className="day-item-what">
            <SessionChild session={session} today={today} href={opens(session)} />
            <span className="soft"> {company(session)}{clinicians === "shown" ? ` · ${session.clinicianName}` : ""}</span>
            <SessionPlace session={session} />
          </span>
          {marks === "arrival" ? <ArrivalMark session={session} now={now} /> : <NoteMark session={session} now={now} owes={clinicians === "shown" ? "somebody_else" : "viewer"} />}
        </li>
      ))}
    </ol>
    {isLong ? (
      <p className="today-quiet">
        <Button look="quiet" aria-expanded={shows === "all"} onClick={() => setShows(shows === "all" ? "next" : "all")}>
          {shows === "all" ? say(words.onlyNext) : words.allOfToday[language](sessions.length)}
        </Button>
      </p>
    ) : null}
    </>
  );
}
