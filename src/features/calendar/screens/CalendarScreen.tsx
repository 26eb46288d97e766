import { IconCalendarCog, IconCalendarPlus, IconChevronLeft, IconChevronRight, IconDeviceMobile, IconHome, IconPlus } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { dateInZone, minutesBetween, timeInZone } from "#kernel/dates.ts";
import { Button, ButtonLink, GlyphButton } from "#ui/Button.tsx";
import { SelectField, Segments } from "#ui/ChoiceField.tsx";
import { asApiFault, hasRole, useApi, useMe, useRefresh } from "#ui/client.ts";
import { capital } from "#ui/formats.ts";
import { KeyHint } from "#ui/KeyHint.tsx";
import { useLanguage } from "#ui/language.tsx";
import { useMedia } from "#ui/media.ts";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { useKeys, useListedKeys } from "#ui/useKeys.ts";
import { sentenceFor } from "#ui/useSending.ts";
import type { SessionView } from "../contract.ts";
import type { Place } from "../grid.rules.ts";
import { gridWords } from "../grid.words.ts";
import { offerWords } from "../offers.screen.words.ts";
import { words } from "../screens.words.ts";
import { isOwed, sessionState } from "../week.rules.ts";
import { BookDialog } from "./BookDialog.tsx";
import { ContinueDialog } from "./ContinueDialog.tsx";
import { type Draft, draftOfOffer, type FreeHour, FreeHourDialog } from "./FreeHourDialog.tsx";
import { Legend } from "./Legend.tsx";
import { type Changed, changeTo, MoveDialog } from "./MoveDialog.tsx";
import { OfferLines } from "./OfferLines.tsx";
import { SessionDialog } from "./SessionDialog.tsx";
import { type Done, TakeBack } from "./TakeBack.tsx";
import { useCalendarAnswers, useCalendarPlace, type View, views } from "./useCalendar.ts";
import { DayList, TeamGrid, WeekGrid } from "./Week.tsx";
import { WishLines } from "./WishLines.tsx";
import "./calendar.css";

const viewWords = { week: gridWords.viewWeek, day: gridWords.viewDay, team: gridWords.viewTeam } as const;

/** The calendar: where and how long, how each session stands, and what is special about its days. `?book=<case>` opens a booking, `?session=<id>` what stands about one of them. */
export default function CalendarScreen() {
  const me = useMe();
  const api = useApi();
  const { say, language, day: sayDay } = useLanguage();
  const refresh = useRefresh();
  const at = useCalendarPlace();
  const { now, today, view, day, monday, clinicianId, show, turn } = at;
  const { days, mayBook, answer, verdicts, isLimited, measures, marks, offers, wishes, flags, closedDays, teams, clinicians } = useCalendarAnswers(at);
  const isClinical = hasRole(me, "clinician", "trainee", "supervisor");
  const [booking, setBooking] = useState<"open" | "closed">(at.book !== null && mayBook ? "open" : "closed");
  const [opened, setOpened] = useState<string | null>(at.session);
  const [changing, setChanging] = useState<SessionView | null>(null);
  const [moving, setMoving] = useState<{ session: SessionView; to: Place | null } | null>(null);
  const [freeHour, setFreeHour] = useState<FreeHour | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [continuing, setContinuing] = useState<SessionView | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const narrow = useMedia("(max-width: 899.98px)") === "matches";
  usePageTitle(words.pageTitle);
  // Whoever is here already may be led to a booking by the search as well.
  useEffect(() => {
    if (at.book !== null && mayBook) setBooking("open");
  }, [at.book, mayBook]);
  const timeZone = answer.data?.timeZone ?? me.agency.timeZone;
  const sessions = answer.data?.sessions ?? [];
  const owed = sessions.filter((session) => session.clinicianId === me.staffId && isOwed(sessionState(session, now))).length;
  useKeys([
    { key: "ArrowLeft", says: say(view === "week" ? words.before : gridWords.dayBefore), run: () => turn(-1) },
    { key: "ArrowRight", says: say(view === "week" ? words.after : gridWords.dayAfter), run: () => turn(1) },
    { key: "t", says: say(view === "week" ? words.thisWeek : gridWords.toToday), run: () => show({ day: today }) },
    { key: "v", says: say(gridWords.keyView), run: () => show({ view: views[(views.indexOf(view) + 1) % views.length]! }) },
    ...(mayBook ? [{ key: "b", says: say(words.book), run: () => setBooking("open") }] : []),
  ]);
  useListedKeys(mayBook && !narrow ? [{ key: "m", says: say(gridWords.keyMoveOne) }] : []);
  const when = (one: { startsAt: string }) => `${sayDay(dateInZone(one.startsAt, timeZone), "long")}, ${timeInZone(one.startsAt, timeZone)}`;
  async function changed(next: Done): Promise<void> {
    setOpened(null);
    setMoving(null);
    setChanging(null);
    setDraft(null);
    setContinuing(null);
    await refresh([]);
    setDone(next);
  }
  function booked(session: SessionView, next: Done): void {
    setBooking("closed");
    show({ day: dateInZone(session.startsAt, timeZone) });
    void changed(next);
  }
  const moved = (answered: Changed) => void changed({ words: [answered.changed === 1 ? gridWords.moved[language](when(answered.session)) : gridWords.movedMany[language](answered.changed), answered.stayed.length === 0 ? null : gridWords.stayed[language](answered.stayed.length)].filter((one) => one !== null).join(" "), changeId: answered.changeId });
  /** What belongs to no series and meets nothing in its way moves at once; the rest is asked. */
  async function move(session: SessionView, to: Place): Promise<void> {
    if (session.seriesId !== null && !session.isApart) return setMoving({ session, to });
    try {
      moved(await api.bookings.change(changeTo(session, to)));
    } catch (error) {
      const fault = asApiFault(error);
      if (fault.code === "refused" && "problems" in fault.details) return setMoving({ session, to });
      setDone({ words: sentenceFor(fault, language), changeId: null });
      if (fault.code === "changed_meanwhile") void refresh(["calendar.list"]);
    }
  }
  function closeBooking(): void {
    setBooking("closed");
    if (at.book !== null) show({});
  }
  function free(session: SessionView): void {
    setOpened(null);
    setFreeHour({ clinicianId: session.clinicianId, day: dateInZone(session.startsAt, timeZone), start: timeInZone(session.startsAt, timeZone), minutes: String(minutesBetween(session.startsAt, session.endsAt)), roomId: session.roomId, isGiven: "yes" });
  }
  const askMove = (session: SessionView) => {
    setOpened(null);
    setMoving({ session, to: null });
  };
  const shared = { sessions, days, today, now, timeZone, flags, closedDays, opens: isClinical ? ("note" as const) : ("details" as const), onDetails: (session: SessionView) => setOpened(session.sessionId), everybody: clinicianId === null ? ("yes" as const) : ("no" as const), viewerId: me.staffId, verdicts, measures, cardMarks: marks, onAskMove: mayBook ? askMove : null, onMove: mayBook ? (session: SessionView, to: Place) => void move(session, to) : null };
  const title = view === "week" ? words.weekOf[language](sayDay(days[0]!, "day"), sayDay(days.at(-1)!, "full")) : capital(sayDay(day, "long"));
  const isNow = view === "week" ? days.includes(today) : day === today;
  const shownClinicians = view === "team" ? clinicians.map(({ staffId, name }) => ({ staffId, name })) : [];
  return (
    <div className="page page--wide calendar">
      <PageHeader title={title} detail={answer.data === undefined ? undefined : words.counted[language](sessions.length, isClinical ? owed : 0)}>
        <Segments legend={say(gridWords.view)} value={view} onChange={(next) => show({ view: next as View })} options={views.map((value) => ({ value, label: say(viewWords[value]) }))} />
        {view === "team" ? (
          <SelectField label={say(gridWords.team)} labelShown="heard" width="short" value={at.teamId ?? ""} empty={say(gridWords.everyTeam)} onChange={(next) => show({ team: next })} options={teams.map((one) => ({ value: one.teamId, label: one.name }))} />
        ) : (
          <SelectField
            label={say(words.whose)}
            labelShown="heard"
            width="short"
            value={clinicianId ?? ""}
            empty={say(words.everybody)}
            onChange={(next) => show({ clinician: next })}
            options={clinicians.map((one) => ({ value: one.staffId, label: one.staffId === me.staffId ? say(words.mine) : one.name }))}
          />
        )}
        <GlyphButton glyph={IconChevronLeft} label={say(view === "week" ? words.before : gridWords.dayBefore)} onPress={() => turn(-1)} />
        <Button aria-pressed={isNow} onClick={() => show({ day: today })}>
          {say(view === "week" ? words.thisWeek : gridWords.toToday)}
        </Button>
        <GlyphButton glyph={IconChevronRight} label={say(view === "week" ? words.after : gridWords.dayAfter)} onPress={() => turn(1)} />
        {mayBook ? (
          <Button look="main" glyph={IconPlus} onClick={() => setBooking("open")}>
            {say(words.book)}
          </Button>
        ) : null}
      </PageHeader>
      <TakeBack done={done} onTakenBack={() => void refresh([])} onSaid={setDone} onFree={free} />
      {mayBook ? <OfferLines offers={offers} timeZone={timeZone} shows="open" onBook={(offer) => setDraft(draftOfOffer(offer, timeZone, minutesBetween(offer.startsAt, offer.endsAt)))} /> : null}
      {mayBook ? <WishLines wishes={wishes} timeZone={timeZone} onOpen={setOpened} /> : null}
      {answer.isPending ? <Loading rows={6} /> : null}
      {answer.isError ? <ErrorState sentence={`${say(words.loadFailed)} ${sentenceFor(answer.error, language)}`} verb={{ run: () => void answer.refetch() }} /> : null}
      {answer.data !== undefined && sessions.length === 0 && view !== "team" ? <EmptyState sentence={say(words.empty)}>{mayBook ? say(words.emptyNext) : ""}</EmptyState> : null}
      {isLimited ? <p className="soft">{say(answer.data?.limited ? gridWords.limited : words.verdictsLimited)}</p> : null}
      {answer.data === undefined ? null : narrow ? <DayList {...shared} /> : view === "team" ? <TeamGrid {...shared} clinicians={shownClinicians} /> : <WeekGrid {...shared} />}
      <footer className="calendar-foot">
        {mayBook ? <KeyHint keys={["B"]} label={say(words.keyBook)} /> : null}
        <KeyHint keys={["ArrowLeft", "ArrowRight"]} label={say(view === "week" ? words.keyWeek : words.keyDay)} />
        <KeyHint keys={["T"]} label={say(view === "week" ? words.keyToday : words.keyThisDay)} />
        {mayBook && !narrow ? <KeyHint keys={["M"]} label={say(gridWords.keyMove)} /> : null}
        {verdicts.size + marks.size === 0 ? null : <Legend sees={isClinical ? "all" : "no_only"} />}
        <span className="soft small">{words.timesIn[language](timeZone.replaceAll("_", " "))}</span>
        {mayBook ? (
          <Button look="quiet" glyph={IconCalendarPlus} onClick={() => setFreeHour({ clinicianId: clinicianId ?? "", day: day > today ? day : today, start: "", minutes: "60", roomId: null, isGiven: "no" })}>
            {say(offerWords.fill)}
          </Button>
        ) : null}
        {mayBook ? (
          <ButtonLink look="quiet" glyph={IconHome} href="/app/visiting">
            {say(gridWords.atHome)}
          </ButtonLink>
        ) : null}
        <ButtonLink look="quiet" glyph={IconDeviceMobile} href="/app/calendar/feed">
          {say(gridWords.onPhone)}
        </ButtonLink>
        {hasRole(me, "administrator", "front_desk") ? (
          <ButtonLink look="quiet" glyph={IconCalendarCog} href="/app/calendar/days">
            {say(gridWords.roomsAndDays)}
          </ButtonLink>
        ) : null}
      </footer>
      <BookDialog state={booking} session={null} caseId={at.book === null || at.book === "new" ? "" : at.book} day={view === "week" ? (monday > today ? monday : today) : day > today ? day : today} timeZone={timeZone} onClose={closeBooking} onBooked={booked} />
      <SessionDialog session={sessions.find((one) => one.sessionId === opened) ?? null} timeZone={timeZone} now={now} mayWrite={mayBook ? "yes" : "no"} opensNote={isClinical ? "yes" : "no"} onClose={() => setOpened(null)} verdict={opened === null ? undefined : verdicts.get(opened)} measures={opened === null ? undefined : measures.get(opened)} mark={opened === null ? undefined : marks.get(opened)} wishes={wishes.filter((one) => one.sessionId === opened)} onMove={askMove} onFree={free} onContinue={(session) => {
          setOpened(null);
          setContinuing(session);
        }} today={today} onChanged={(next) => void changed(next)} onChange={(session) => {
          setOpened(null);
          setChanging(session);
        }} onMarked={() => void refresh(["calendar.list"], ["calendar.verdicts"])} />
      {changing === null ? null : <BookDialog key={changing.sessionId} state="open" session={changing} caseId={changing.caseId} day={day} timeZone={timeZone} onClose={() => setChanging(null)} onBooked={booked} />}
      {draft === null ? null : <BookDialog key={`${draft.caseId} ${draft.day} ${draft.start}`} state="open" session={null} draft={draft} caseId={draft.caseId ?? ""} day={day} timeZone={timeZone} onClose={() => setDraft(null)} onBooked={booked} />}
      {freeHour === null ? null : <FreeHourDialog hour={freeHour} clinicians={clinicians} onClose={() => setFreeHour(null)} onBook={(next) => {
          setFreeHour(null);
          setDraft(next);
        }} />}
      {continuing === null ? null : <ContinueDialog session={continuing} onClose={() => setContinuing(null)} onContinued={(next) => void changed(next)} />}
      {moving === null ? null : <MoveDialog session={moving.session} to={moving.to} timeZone={timeZone} onClose={() => setMoving(null)} onMoved={moved} />}
    </div>
  );
}
