import { IconCar, IconFlag } from "@tabler/icons-react";
import { type DragEvent, type ReactNode, useId, useRef } from "react";
import type { CivilDate } from "#kernel/dates.ts";
import { timeInZone } from "#kernel/dates.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { movesByKeys } from "#ui/useKeys.ts";
import type { CardMark } from "../changing.contract.ts";
import type { SessionView } from "../contract.ts";
import { gridWords } from "../grid.words.ts";
import { clockOfMinute, type Place, travelOf } from "../grid.rules.ts";
import { words } from "../screens.words.ts";
import type { CardVerdict } from "../verdict.rules.ts";
import { type Card, hoursShown, layOutDay } from "../week.rules.ts";
import { type AskedThen, SessionCard } from "./SessionCard.tsx";
import { type Moving, useMovesByKeys, usePointerMoves } from "./useMoves.ts";
import type { Column } from "./columns.ts";

export type CardProps = { timeZone: string; now: string; opens: "note" | "details"; everybody: "yes" | "no"; viewerId: string | null; verdicts: ReadonlyMap<string, CardVerdict>; measures: ReadonlyMap<string, AskedThen>; cardMarks: ReadonlyMap<string, CardMark>; onDetails: (session: SessionView) => void };
export type GridProps = CardProps & { columns: readonly Column[]; today: CivilDate; /** Null where nobody here may move anything. */ onMove: ((session: SessionView, to: Place) => void) | null };

/** Height of an hour in pixels: a card of 60 minutes holds three lines. */
export const HOUR = 76;

/**
 * Columns of hours, each card at its time. A card is dragged to another hour or column, or drawn longer at its lower edge; with the
 * keyboard `M` picks it up, the arrows move it, Shift and the arrows change its length, Enter puts it down and Escape leaves it.
 */
export function Grid({ columns, today, onMove, ...card }: GridProps) {
  const { say, language } = useLanguage();
  const grid = useRef<HTMLDivElement>(null);
  const laid = columns.map((column) => layOutDay(column.sessions, card.timeZone));
  const { from, to } = hoursShown(laid.flat());
  const frame = { grid, columns, from, to, hour: HOUR, timeZone: card.timeZone, onMove };
  const dragged = usePointerMoves(frame);
  const carried = useMovesByKeys(frame);
  const moving = dragged.moving ?? carried.moving;
  const hours = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const place = (minute: number) => `${((minute - from * 60) / 60) * HOUR}px`;
  const clock = timeInZone(card.now, card.timeZone);
  const nowMinute = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  const isNowShown = nowMinute >= from * 60 && nowMinute <= to * 60;
  return (
    <>
      <p className="hidden-words" role="status">
        {carried.moving === null ? "" : gridWords.carried[language](clockOfMinute(carried.moving.fromMinute), clockOfMinute(carried.moving.toMinute), columns[carried.moving.column]?.key ?? "")}
      </p>
      <div ref={grid} className={moving === null ? "week" : "week week--moving"} style={{ "--days": columns.length, "--height": `${(to - from) * HOUR}px` } as React.CSSProperties} onDragStart={keepsPlace} onPointerDown={dragged.onPointerDown} onClickCapture={dragged.onClickCapture} onKeyDownCapture={carried.onKeyDown}>
        <div className="week-hours" aria-hidden>
          {hours.map((hour) => (
            <span key={hour} style={{ insetBlockStart: place(hour * 60) }}>
              {words.hourOf[language](hour)}
            </span>
          ))}
        </div>
        {columns.map((column, at) => (
          <ColumnFrame key={column.key} column={column}>
            <div className="week-column" data-column={at}>
              {hours.map((hour) => (
                <i key={hour} className="week-line" style={{ insetBlockStart: place(hour * 60) }} />
              ))}
              <Ways cards={laid[at]!} place={place} />
              <DayCards {...card} cards={laid[at]!} place={place} mayMove={onMove === null ? "no" : "yes"} />
              {moving !== null && moving.column === at ? <Ghost moving={moving} place={place} /> : null}
              {column.day === today && isNowShown ? <i className="week-now" style={{ insetBlockStart: place(nowMinute) }} /> : null}
            </div>
          </ColumnFrame>
        ))}
      </div>
      {carried.moving === null ? null : <p className="week-carried">{say(gridWords.carriedHow)}</p>}
    </>
  );
}

/** The link on a card is no thing to be dragged elsewhere: the card is. */
const keepsPlace = (event: DragEvent) => event.preventDefault();

/** The heading of a column, with what is marked about its day. */
export function ColumnFrame({ column, children }: { column: Pick<Column, "heading" | "detail" | "isToday" | "marks">; children: ReactNode }) {
  const heading = useId();
  const { say } = useLanguage();
  return (
    <section className={["week-day", column.isToday === "yes" ? "week-day--today" : "", column.marks.length > 0 ? "week-day--marked" : ""].join(" ").trim()} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>
          {column.heading} {column.isToday === "yes" ? <span className="today-mark">{say(words.today)}</span> : null}
        </h2>
        <p className="soft small">{column.detail}</p>
        {column.marks.length === 0 ? null : (
          <ul className="week-marks plain small">
            {column.marks.map((mark) => (
              <li key={mark.key}>
                <Icon glyph={IconFlag} size={14} /> {mark.words}
              </li>
            ))}
          </ul>
        )}
      </header>
      {children}
    </section>
  );
}

/** The cards of a column at their times, those at one time side by side. */
function DayCards({ cards, place, mayMove, timeZone, now, opens, everybody, viewerId, verdicts, measures, cardMarks, onDetails }: CardProps & { cards: readonly Card[]; place: (minute: number) => string; mayMove: "yes" | "no" }) {
  return (
    <ul ref={movesByKeys}>
      {cards.map((card) => {
        const { session } = card;
        const moves = mayMove === "yes" && session.status === "booked" && session.noteStatus === "none";
        return (
          <li key={session.sessionId} data-session={moves ? session.sessionId : undefined} className={moves ? "week-card week-card--moves" : "week-card"} style={{ insetBlockStart: place(card.fromMinute), blockSize: `calc(${place(card.toMinute)} - ${place(card.fromMinute)} - 3px)`, insetInlineStart: `${(card.lane / card.lanes) * 100}%`, inlineSize: `calc(${100 / card.lanes}% - 4px)` }}>
            <SessionCard session={session} timeZone={timeZone} now={now} opens={opens} viewerId={viewerId} shows={everybody === "yes" ? "clinician" : "nothing"} verdict={verdicts.get(session.sessionId)} measures={measures.get(session.sessionId)} mark={cardMarks.get(session.sessionId)} onDetails={() => onDetails(session)} />
            {moves ? <i className="week-resize" data-resize="" aria-hidden /> : null}
          </li>
        );
      })}
    </ul>
  );
}

/** The way to a session and back, hatched, as far as there is room beside the session next to it. */
function Ways({ cards, place }: { cards: readonly Card[]; place: (minute: number) => string }) {
  const { language } = useLanguage();
  return (
    <>
      {travelOf(cards).map((way) => (
        <p key={`${way.sessionId} ${way.fromMinute}`} className="week-way small" style={{ insetBlockStart: place(way.fromMinute), blockSize: `calc(${place(way.toMinute)} - ${place(way.fromMinute)} - 3px)` }}>
          {way.toMinute - way.fromMinute < 15 ? null : (
            <>
              <Icon glyph={IconCar} size={14} /> {gridWords.way[language](way.minutes)}
            </>
          )}
        </p>
      ))}
    </>
  );
}

/** Where a card would come to stand. */
function Ghost({ moving, place }: { moving: Moving; place: (minute: number) => string }) {
  return (
    <div className="week-ghost" aria-hidden style={{ insetBlockStart: place(moving.fromMinute), blockSize: `calc(${place(moving.toMinute)} - ${place(moving.fromMinute)} - 3px)` }}>
      {clockOfMinute(moving.fromMinute)} – {clockOfMinute(moving.toMinute)}
    </div>
  );
}
