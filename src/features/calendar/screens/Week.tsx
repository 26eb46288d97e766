import { useId } from "react";
import { type CivilDate, timeInZone, weekday } from "#kernel/dates.ts";
import { useLanguage } from "#ui/language.tsx";
import { movesByKeys } from "#ui/useKeys.ts";
import type { SessionView } from "../contract.ts";
import { words } from "../screens.words.ts";
import type { CardVerdict } from "../verdict.rules.ts";
import { byDay, type Card, daysOfWeek, hoursShown, isCrowded, layOutDay } from "../week.rules.ts";
import { type AskedThen, SessionCard } from "./SessionCard.tsx";

export type WeekProps = { sessions: readonly SessionView[]; monday: CivilDate; today: CivilDate; now: string; timeZone: string; opens: "note" | "details"; everybody: "yes" | "no"; viewerId: string | null; verdicts: ReadonlyMap<string, CardVerdict>; measures: ReadonlyMap<string, AskedThen>; onDetails: (session: SessionView) => void };

/** Height of an hour in pixels: a card of 60 minutes holds three lines. */
const HOUR = 76;

/**
 * The week as a grid of days, each card at its time. Saturday and Sunday stand there where something is booked. Where
 * too much stands at one time, as with many clinicians at once, it is a list.
 */
export function WeekGrid(props: WeekProps) {
  const { sessions, monday, today, now, timeZone } = props;
  const { say, language } = useLanguage();
  const days = daysOfWeek(monday);
  const found = byDay(sessions, days, timeZone);
  const shown = days.filter((day) => weekday(day) < 6 || (found.get(day)?.length ?? 0) > 0 || day === today);
  const laid = new Map(shown.map((day) => [day, layOutDay(found.get(day) ?? [], timeZone)]));
  if (isCrowded([...laid.values()]))
    return (
      <>
        <p className="soft">{say(words.crowded)}</p>
        <DayList {...props} />
      </>
    );
  const { from, to } = hoursShown([...laid.values()].flat());
  const hours = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const place = (minute: number) => `${((minute - from * 60) / 60) * HOUR}px`;
  const clock = timeInZone(now, timeZone);
  const nowMinute = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  return (
    <div className="week" style={{ "--days": shown.length, "--height": `${(to - from) * HOUR}px` } as React.CSSProperties}>
      <div className="week-hours" aria-hidden>
        {hours.map((hour) => (
          <span key={hour} style={{ insetBlockStart: place(hour * 60) }}>
            {words.hourOf[language](hour)}
          </span>
        ))}
      </div>
      {shown.map((day) => (
        <Day key={day} day={day} isToday={day === today ? "yes" : "no"} count={found.get(day)?.length ?? 0}>
          <div className="week-column">
            {hours.map((hour) => (
              <i key={hour} className="week-line" style={{ insetBlockStart: place(hour * 60) }} />
            ))}
            <DayCards {...props} cards={laid.get(day) ?? []} place={place} />
            {day === today && nowMinute >= from * 60 && nowMinute <= to * 60 ? <i className="week-now" style={{ insetBlockStart: place(nowMinute) }} /> : null}
          </div>
        </Day>
      ))}
    </div>
  );
}

function Day({ day, isToday, count, children }: { day: CivilDate; isToday: "yes" | "no"; count: number; children: React.ReactNode }) {
  const { say, language, day: sayDay } = useLanguage();
  const heading = useId();
  return (
    <section className={isToday === "yes" ? "week-day week-day--today" : "week-day"} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>
          {sayDay(day, "weekday")} {isToday === "yes" ? <span className="today-mark">{say(words.today)}</span> : null}
        </h2>
        <p className="soft small">{words.sessions[language](count)}</p>
      </header>
      {children}
    </section>
  );
}

/** The cards of a day at their times, those at one time side by side. */
function DayCards({ cards, place, timeZone, now, opens, everybody, viewerId, verdicts, measures, onDetails }: WeekProps & { cards: readonly Card[]; place: (minute: number) => string }) {
  return (
    <ul ref={movesByKeys}>
      {cards.map((card) => (
        <li key={card.session.sessionId} className="week-card" style={{ insetBlockStart: place(card.fromMinute), blockSize: `calc(${place(card.toMinute)} - ${place(card.fromMinute)} - 3px)`, insetInlineStart: `${(card.lane / card.lanes) * 100}%`, inlineSize: `calc(${100 / card.lanes}% - 4px)` }}>
          <SessionCard session={card.session} timeZone={timeZone} now={now} opens={opens} viewerId={viewerId} shows={everybody === "yes" ? "clinician" : "nothing"} verdict={verdicts.get(card.session.sessionId)} measures={measures.get(card.session.sessionId)} onDetails={() => onDetails(card.session)} />
        </li>
      ))}
    </ul>
  );
}

/** The week as a list by day, for narrow screens. Days without sessions are left out, today never. */
export function DayList({ sessions, monday, today, now, timeZone, opens, everybody, viewerId, verdicts, measures, onDetails }: WeekProps) {
  const days = daysOfWeek(monday);
  const found = byDay(sessions, days, timeZone);
  const shown = days.filter((day) => (found.get(day)?.length ?? 0) > 0 || day === today);
  return (
    <div className="week-list">
      {shown.map((day) => (
        <Day key={day} day={day} isToday={day === today ? "yes" : "no"} count={found.get(day)?.length ?? 0}>
          <ul ref={movesByKeys}>
            {(found.get(day) ?? [])
              .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))
              .map((session) => (
                <li key={session.sessionId}>
                  <SessionCard session={session} timeZone={timeZone} now={now} opens={opens} viewerId={viewerId} shows={everybody === "yes" ? "both" : "time"} verdict={verdicts.get(session.sessionId)} measures={measures.get(session.sessionId)} onDetails={() => onDetails(session)} />
                </li>
              ))}
          </ul>
        </Day>
      ))}
    </div>
  );
}
