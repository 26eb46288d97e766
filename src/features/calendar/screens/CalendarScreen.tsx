import { IconChevronLeft, IconChevronRight, IconPlus } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { addDays, dateInZone, isCivilDate, timeInZone } from "#kernel/dates.ts";
import { Button, GlyphButton } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useMe, useRefresh } from "#ui/client.ts";
import { KeyHint } from "#ui/KeyHint.tsx";
import { useLanguage } from "#ui/language.tsx";
import { useMedia } from "#ui/media.ts";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { useKeys } from "#ui/useKeys.ts";
import { sentenceFor } from "#ui/useSending.ts";
import type { SessionView } from "../contract.ts";
import { words } from "../screens.words.ts";
import { verdictsById } from "../verdict.rules.ts";
import { isOwed, sessionState, weekStart } from "../week.rules.ts";
import { BookDialog } from "./BookDialog.tsx";
import { SessionDialog } from "./SessionDialog.tsx";
import { Legend } from "./Legend.tsx";
import { DayList, WeekGrid } from "./Week.tsx";
import "./calendar.css";

/** The moment, told anew each minute, for the line of now and for what is owed. */
function useNow(): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** The week: where and how long, and how each session stands. `?week=2026-11-16`, `?book=<case>` opens a booking. */
export default function CalendarScreen() {
  const me = useMe();
  const { say, language, day } = useLanguage();
  const go = useNavigate();
  const search = useSearch({ strict: false }) as { week?: unknown; book?: unknown; clinician?: unknown };
  const refresh = useRefresh();
  const now = useNow();
  const today = dateInZone(now, me.agency.timeZone);
  const thisMonday = weekStart(today);
  const monday = typeof search.week === "string" && isCivilDate(search.week) ? weekStart(search.week) : thisMonday;
  const isClinician = hasRole(me, "clinician", "trainee") && me.staffId !== null;
  const isClinical = hasRole(me, "clinician", "trainee", "supervisor");
  const mayBook = hasRole(me, "clinician", "trainee", "supervisor", "front_desk", "administrator");
  const clinicianId = typeof search.clinician === "string" && search.clinician !== "" ? search.clinician : isClinician && search.clinician === undefined ? me.staffId! : null;
  const [booking, setBooking] = useState<"open" | "closed">(typeof search.book === "string" && mayBook ? "open" : "closed");
  const [opened, setOpened] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const narrow = useMedia("(max-width: 899.98px)") === "matches";
  usePageTitle(words.pageTitle);
  const answer = useAnswer(["calendar.list", monday, clinicianId], (api) => api.calendar.list({ from: monday, to: addDays(monday, 6), clinicianId }));
  const judged = useAnswer(["calendar.verdicts", monday, clinicianId], (api) => api.calendar.verdicts({ from: monday, to: addDays(monday, 6), clinicianId }), { when: mayBook ? "now" : "not_yet" });
  const verdicts = useMemo(() => verdictsById(judged.data ?? { verdicts: [], notByStaffing: [] }), [judged.data]);
  const asks = useAnswer(["measureSchedule.visits", monday, clinicianId], (api) => api.measureSchedule.visits({ from: monday, to: addDays(monday, 6), clinicianId }), { when: mayBook && addDays(monday, 6) >= today ? "now" : "not_yet" });
  const measures = useMemo(() => new Map((asks.data?.visits ?? []).map((one) => [one.sessionId, one.measures])), [asks.data]);
  const staff = useAnswer(["workforce.listStaff"], (api) => api.workforce.listStaff());
  const clinicians = (staff.data?.staff ?? []).filter((one) => one.roles.some((role) => role === "clinician" || role === "trainee"));
  const timeZone = answer.data?.timeZone ?? me.agency.timeZone;
  const sessions = answer.data?.sessions ?? [];
  const owed = sessions.filter((session) => session.clinicianId === me.staffId && isOwed(sessionState(session, now))).length;
  const show = (change: { week?: string; clinician?: string }) => void go({ to: "/app/calendar", search: { ...(search.week === undefined ? {} : { week: search.week }), ...(search.clinician === undefined ? {} : { clinician: search.clinician }), ...change } as never, replace: true });
  const turn = (weeks: number) => show({ week: addDays(monday, 7 * weeks) });
  useKeys([
    { key: "ArrowLeft", run: () => turn(-1) },
    { key: "ArrowRight", run: () => turn(1) },
    { key: "t", run: () => show({ week: thisMonday }) },
    ...(mayBook ? [{ key: "b", run: () => setBooking("open") }] : []),
  ]);
  async function changed(words: string): Promise<void> {
    setOpened(null);
    await refresh([]);
    setSaid(words);
  }
  function booked(session: SessionView): void {
    setBooking("closed");
    const on = dateInZone(session.startsAt, timeZone);
    show({ week: weekStart(on) });
    void changed(`${say(words.bookedState)}: ${day(on, "long")}, ${timeInZone(session.startsAt, timeZone)}`);
  }
  const shared = { sessions, monday, today, now, timeZone, opens: isClinical ? ("note" as const) : ("details" as const), onDetails: (session: SessionView) => setOpened(session.sessionId), everybody: clinicianId === null ? ("yes" as const) : ("no" as const), viewerId: me.staffId, verdicts, measures };
  return (
    <div className="page page--wide calendar">
      <PageHeader title={words.weekOf[language](day(monday, "day"), day(addDays(monday, 6), "full"))} detail={answer.data === undefined ? undefined : words.counted[language](sessions.length, isClinical ? owed : 0)}>
        <SelectField
          label={say(words.whose)}
          labelShown="heard"
          width="short"
          value={clinicianId ?? ""}
          empty={say(words.everybody)}
          onChange={(next) => show({ clinician: next })}
          options={clinicians.map((one) => ({ value: one.staffId, label: one.staffId === me.staffId ? say(words.mine) : one.name }))}
        />
        <GlyphButton glyph={IconChevronLeft} label={say(words.before)} onPress={() => turn(-1)} />
        <Button aria-pressed={monday === thisMonday} onClick={() => show({ week: thisMonday })}>
          {say(words.thisWeek)}
        </Button>
        <GlyphButton glyph={IconChevronRight} label={say(words.after)} onPress={() => turn(1)} />
        {mayBook ? (
          <Button look="main" glyph={IconPlus} onClick={() => setBooking("open")}>
            {say(words.book)}
          </Button>
        ) : null}
      </PageHeader>
      <p className="hidden-words" role="status">
        {said}
      </p>
      {answer.isPending ? <Loading rows={6} /> : null}
      {answer.isError ? <ErrorState sentence={`${say(words.loadFailed)} ${sentenceFor(answer.error, language)}`} verb={{ run: () => void answer.refetch() }} /> : null}
      {answer.data !== undefined && sessions.length === 0 ? <EmptyState sentence={say(words.empty)}>{mayBook ? say(words.emptyNext) : ""}</EmptyState> : null}
      {answer.data === undefined ? null : narrow ? <DayList {...shared} /> : <WeekGrid {...shared} />}
      {judged.data?.limited ? <p className="soft small">{say(words.verdictsLimited)}</p> : null}
      <footer className="calendar-foot">
        {mayBook ? <KeyHint keys={["B"]} label={say(words.keyBook)} /> : null}
        <KeyHint keys={["ArrowLeft", "ArrowRight"]} label={say(words.keyWeek)} />
        <KeyHint keys={["T"]} label={say(words.keyToday)} />
        {verdicts.size === 0 ? null : <Legend sees={isClinical ? "all" : "no_only"} />}
        <span className="soft small">{words.timesIn[language](timeZone.replaceAll("_", " "))}</span>
      </footer>
      <BookDialog state={booking} caseId={typeof search.book === "string" ? search.book : ""} day={monday > today ? monday : today} timeZone={timeZone} onClose={() => setBooking("closed")} onBooked={booked} />
      <SessionDialog session={sessions.find((one) => one.sessionId === opened) ?? null} timeZone={timeZone} now={now} mayWrite={mayBook ? "yes" : "no"} opensNote={isClinical ? "yes" : "no"} onClose={() => setOpened(null)} verdict={opened === null ? undefined : verdicts.get(opened)} measures={opened === null ? undefined : measures.get(opened)} today={today} onChanged={() => void changed(say(words.cancelledState))} onMarked={() => void refresh(["calendar.list"], ["calendar.verdicts"])} />
    </div>
  );
}
