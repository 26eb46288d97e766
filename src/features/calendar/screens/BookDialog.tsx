import { useState } from "react";
import { addDays, type CivilDate, instantFromWall, timeInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { useApi } from "#ui/client.ts";
import { Dialog } from "#ui/Dialog.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { useSending } from "#ui/useSending.ts";
import { bookingWords } from "../booking.words.ts";
import type { SessionView } from "../contract.ts";
import { gridWords } from "../grid.words.ts";
import { readProblems } from "../problems.rules.ts";
import { problemNames } from "../problems.words.ts";
import { words } from "../screens.words.ts";
import { RepeatFields, WhenFields, WhereFields, WhoFields } from "./BookFields.tsx";
import { ForeseenLine, useForeseen } from "./Foreseen.tsx";
import { HourProblems } from "./HourProblems.tsx";
import { daysToSend, type Series, SeriesDays } from "./SeriesDays.tsx";
import type { Done } from "./TakeBack.tsx";
import { emptyForm, type Form, useBookingForm } from "./useBookingForm.ts";

/** `session` is the one that is changed; null books another. `draft` is what of the form is filled already. */
export type BookDialogProps = { state: "open" | "closed"; session: SessionView | null; draft?: Partial<Form>; caseId: string; day: CivilDate; timeZone: string; onClose: () => void; onBooked: (session: SessionView, done: Done) => void };

/** Books a session, one that repeats, or changes one. What was typed stays when the dialog is closed or the booking refused. */
export function BookDialog({ state, session, draft, caseId, day, timeZone, onClose, onBooked }: BookDialogProps) {
  const api = useApi();
  const { say, language, day: sayDay } = useLanguage();
  const booking = useBookingForm({ state, caseId, day, session, draft, timeZone });
  const { form, plan, end, clinicianId, clinicians } = booking;
  const [clash, setClash] = useState<string | null>(null);
  const [seen, setSeen] = useState<readonly string[]>([]);
  const [series, setSeries] = useState<Parameters<typeof daysToSend>[0]>(null);
  const sending = useSending("booking");
  function set(change: Partial<Form>): void {
    booking.setForm((before) => ({ ...before, ...change }));
    setClash(null);
    if ("day" in change || "caseId" in change) setSeen([]);
  }
  const foreseen = useForeseen(plan === null ? null : { ...plan, besides: session?.sessionId ?? null });
  const counts = foreseen.hour === null ? null : foreseen.hour.counts === null ? foreseen.hour.staffing : foreseen.hour.counts.decision.verdict;
  // A press that says "all the same" is deliberate; before the answer is there the server asks.
  const isDeliberate = counts === "no" && foreseen.hour?.gate.result !== "not_met";
  const repeats = session === null && form.everyWeeks !== "0";
  const asked: Series | null = repeats && plan !== null && form.lastOn >= addDays(form.day, 7 * Number(form.everyWeeks)) ? { ...plan, everyWeeks: Number(form.everyWeeks), lastOn: form.lastOn } : null;
  const interpreters = booking.around.filter((one) => one.part === "other" && one.kind === "interpreter" && !booking.people.includes(one.personId)).map((one) => ({ personId: one.personId, name: `${one.givenName} ${one.familyName}`.trim() }));
  const days = daysToSend(series, seen);
  const problems = sending.fault === null ? [] : readProblems(sending.fault.details);

  /** What of the clinician's day stands in the way, in the language of the screen; null where nothing does. */
  async function findClash(): Promise<string | null> {
    if (form.day === "" || form.start === "" || end === null || clinicianId === "") return null;
    const [from, to] = [instantFromWall(`${form.day}T${form.start}`, timeZone), instantFromWall(`${form.day}T${end}`, timeZone)];
    const { sessions } = await api.calendar.list({ from: form.day, to: form.day, clinicianId });
    const busy = sessions.filter((one) => one.sessionId !== session?.sessionId && (one.status === "booked" || one.status === "held") && one.startsAt < to && one.endsAt > from);
    return busy.length === 0 ? null : words.clash[language](sayDay(form.day, "weekday"), busy.map((one) => `${timeInZone(one.startsAt, timeZone)}–${timeInZone(one.endsAt, timeZone)}`).join(", "));
  }
  const when = (one: SessionView) => `${sayDay(form.day, "long")}, ${timeInZone(one.startsAt, timeZone)}`;
  async function send(): Promise<{ session: SessionView; done: Done } | null> {
    if (plan === null) return null;
    const risk = form.riskReason.trim() === "" ? {} : { riskReason: form.riskReason.trim() };
    const whenNotCounting = isDeliberate ? ("book" as const) : ("ask" as const);
    const seenDays = seen.includes(form.day) ? [form.day] : [];
    if (session !== null) {
      const { caseId: _case, beds: _beds, ...setting } = plan;
      // Of a series the days that are not possible stay as they are, once they were shown.
      const left = form.scope === "one" ? {} : { leaveOut: problems.map(({ on }) => on) };
      const answer = await api.bookings.change({ ...setting, longerSessionReason: plan.longerSessionReason ?? null, sessionId: session.sessionId, revision: session.revision, kind: form.kind, scope: form.scope, seenDays, ...left, ...risk });
      return { session: answer.session, done: { words: answer.changed === 1 ? bookingWords.changed[language](when(answer.session)) : gridWords.movedMany[language](answer.changed), changeId: answer.changeId } };
    }
    if (asked !== null) {
      const answer = await api.bookings.bookSeries({ ...asked, kind: form.kind, whenNotCounting, leaveOut: days.leaveOut, seenDays: days.seenDays, ...risk });
      return { session: answer.session, done: { words: gridWords.bookedMany[language](answer.booked), changeId: answer.changeId } };
    }
    const answer = await api.calendar.book({ ...plan, kind: form.kind, whenNotCounting, seenDays, ...risk });
    return { session: answer, done: { words: bookingWords.bookedOne[language](when(answer)), changeId: answer.changeId } };
  }
  async function book(): Promise<void> {
    const wrong = booking.findWrong();
    if (wrong.length === 0 && repeats && asked === null) wrong.push({ path: "lastOn", message: say(bookingWords.untilNeeds) });
    let sent: Awaited<ReturnType<typeof send>> = null;
    const done = await sending.send(async () => {
      sent = await send();
    }, wrong);
    setClash(done || repeats ? null : await findClash().catch(() => null));
    if (!done || sent === null) return;
    if (session === null) booking.setForm(emptyForm("", form.day));
    setSeen([]);
    const { session: booked, done: said } = sent as { session: SessionView; done: Done };
    onBooked(booked, said);
  }
  const verb = session !== null ? bookingWords.change[language] : asked !== null && series !== null ? bookingWords.bookMany[language](days.count) : say(isDeliberate ? words.bookAnyway : words.book);
  return (
    <Dialog
      begins="field"
      state={state}
      size="wide"
      title={say(session === null ? words.book : bookingWords.changeTitle)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say(words.close)}</Button>
          <Button look="main" state={sending.state} type="submit" form="booking">
            {verb}
          </Button>
        </>
      }
    >
      <form
        id="booking"
        tabIndex={-1}
        className="fields booking"
        onSubmit={(event) => {
          event.preventDefault();
          void book();
        }}
      >
        <ErrorSummary errors={clash === null ? sending.errors : sending.errors.map((one) => (one.fieldId === sending.id("start") ? { ...one, message: clash } : one))} attempt={sending.attempt} />
        {session !== null && problems.length > 0 ? (
          <ul className="series-days">
            {problems.map((one) => (
              <li key={`${one.kind} ${one.on}`}>{`${sayDay(one.on, "weekday")}: ${say(problemNames[one.kind])}`}</li>
            ))}
          </ul>
        ) : null}
        <WhoFields booking={booking} sending={sending} set={set} session={session} />
        <WhenFields booking={booking} sending={sending} set={set} clash={clash} timeZone={timeZone} />
        <WhereFields booking={booking} sending={sending} set={set} />
        <RepeatFields booking={booking} sending={sending} set={set} session={session} />
        <div aria-live="polite">
          {foreseen.hour === null || repeats ? null : <HourProblems problems={foreseen.hour.hour} flags={booking.flags} seen={seen.includes(form.day) ? "yes" : "no"} onSeen={(next) => setSeen(next === "yes" ? [form.day] : [])} interpreters={interpreters} familyHref={`/app/families/${form.caseId}/people`} onInterpreter={(personId) => set({ people: [...booking.people, personId] })} />}
          {asked === null ? null : <SeriesDays series={asked} seen={seen} onSeen={setSeen} onForeseen={setSeries} />}
          <ForeseenLine foreseen={foreseen} caseId={form.caseId} clinicianName={clinicians.find((one) => one.staffId === clinicianId)?.name ?? ""} />
        </div>
      </form>
    </Dialog>
  );
}
