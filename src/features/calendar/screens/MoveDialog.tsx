import { useState } from "react";
import { type CivilDate, dateInZone, minutesBetween, timeInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { RadioGroup } from "#ui/ChoiceField.tsx";
import { type Api, asApiFault, useAnswer, useApi } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { Dialog } from "#ui/Dialog.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { DateField, TextField, TimeField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { scopes, type Scope } from "../changing.contract.ts";
import type { SessionView } from "../contract.ts";
import { clockOfMinute, minuteOf, type Place } from "../grid.rules.ts";
import { gridWords } from "../grid.words.ts";
import { readProblems } from "../problems.rules.ts";
import { problemNames } from "../problems.words.ts";
import { words } from "../screens.words.ts";
import { clockAfter } from "../week.rules.ts";
import { shortChild } from "./SessionCard.tsx";
import { flagWords } from "./Week.tsx";

export type Change = Parameters<Api["bookings"]["change"]>[0];
export type Changed = Awaited<ReturnType<Api["bookings"]["change"]>>;

/** A session moved to a place, as it is sent. */
export const changeTo = (session: SessionView, to: Place): Change => ({
  sessionId: session.sessionId,
  revision: session.revision,
  start: `${to.day}T${clockOfMinute(to.fromMinute)}`,
  end: `${to.day}T${clockOfMinute(to.toMinute)}`,
  ...(to.clinicianId === null || to.clinicianId === session.clinicianId || to.clinicianId === session.secondClinicianId ? {} : { clinicianId: to.clinicianId }),
});

export type MoveDialogProps = { session: SessionView; /** Null asks for it: who has no pointer to drag with types where it goes. */ to: Place | null; timeZone: string; onClose: () => void; onMoved: (changed: Changed) => void };

/** What a move asks: which sessions of a series it is for, and, where something stands in its way, what is to be done about that. */
export function MoveDialog({ session, to: given, timeZone, onClose, onMoved }: MoveDialogProps) {
  const api = useApi();
  const { say, language, day } = useLanguage();
  const [scope, setScope] = useState<Scope>("one");
  const sending = useSending("moving");
  const [typed, setTyped] = useState({ day: dateInZone(session.startsAt, timeZone), start: timeInZone(session.startsAt, timeZone), minutes: String(minutesBetween(session.startsAt, session.endsAt)) });
  const typedEnd = clockAfter(typed.start, Number(typed.minutes));
  const to: Place | null = given ?? (typed.day === "" || typedEnd === null ? null : { day: typed.day, fromMinute: minuteOf(typed.start), toMinute: minuteOf(typedEnd), clinicianId: null });
  function type(change: Partial<typeof typed>): void {
    setTyped((before) => ({ ...before, ...change }));
    sending.forget();
  }
  const isOfSeries = session.seriesId !== null;
  const problems = sending.fault === null ? [] : readProblems(sending.fault.details);
  const mayAnyway = problems.length > 0 && problems.every((one) => one.weight === "asks");
  const mayLeaveOut = problems.length > 0 && scope !== "one";
  const on = to?.day ?? "";
  const flags = useAnswer(["calendarDays.flags", session.caseId, on], (api) => api.calendarDays.flags({ from: on, to: on, caseId: session.caseId }), { when: on === "" ? "not_yet" : "now" });
  const when = (on: CivilDate, from: string, until: string) => `${day(on, "weekday")}, ${from} – ${until}`;
  async function send(more: Partial<Change>): Promise<void> {
    let changed: Changed | null = null;
    const wrong = [...(typed.day === "" ? [{ path: "day", message: say(words.dayNeeds) }] : []), ...(typed.start === "" ? [{ path: "start", message: say(words.startNeeds) }] : typedEnd === null ? [{ path: "end", message: say(words.lengthNeeds) }] : [])];
    const done = await sending.send(async () => {
      if (to === null) return;
      try {
        changed = await api.bookings.change({ ...changeTo(session, to), scope, ...more });
      } catch (error) {
        throw asApiFault(error);
      }
    }, given === null ? wrong : []);
    if (done && changed !== null) onMoved(changed);
  }
  const days = [...new Set(problems.map(({ on }) => on))];
  return (
    <Dialog
      state="open"
      title={say(gridWords.moveTitle)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say(words.close)}</Button>
          {mayLeaveOut ? (
            <Button state={sending.state} onClick={() => void send({ leaveOut: days })}>
              {say(gridWords.moveOthers)}
            </Button>
          ) : null}
          {mayAnyway ? (
            <Button look="main" state={sending.state} onClick={() => void send({ seenDays: days })}>
              {say(gridWords.moveAnyway)}
            </Button>
          ) : problems.length > 0 ? null : (
            <Button look="main" state={sending.state} onClick={() => void send({})}>
              {say(gridWords.moveIt)}
            </Button>
          )}
        </>
      }
    >
      <div className="fields" id="moving" tabIndex={-1}>
        <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
        <DefinitionStrip
          look="list"
          definitions={[
            { label: shortChild(session.childName), value: when(dateInZone(session.startsAt, timeZone), timeInZone(session.startsAt, timeZone), timeInZone(session.endsAt, timeZone)) },
            ...(given === null || to === null ? [] : [{ label: say(gridWords.to), value: when(to.day, clockOfMinute(to.fromMinute), clockOfMinute(to.toMinute)) }]),
          ]}
        />
        {given === null ? (
          <div className="booking-row">
            <DateField id={sending.id("day")} label={say(words.day)} error={sending.errorOf("day")} value={typed.day} onChange={(day) => type({ day })} />
            <TimeField id={sending.id("start")} label={say(words.start)} error={sending.errorOf("start")} stepMinutes={5} value={typed.start} onChange={(start) => type({ start })} />
            <TextField id={sending.id("end")} label={say(words.length)} width="short" inputMode="numeric" maxLength={3} error={sending.errorOf("end")} value={typed.minutes} onChange={(minutes) => type({ minutes })} />
          </div>
        ) : null}
        {(flags.data?.flags ?? []).length === 0 ? null : (
          <div>
            <p>
              <strong>{say(gridWords.whyMarked)}</strong>
            </p>
            <ul>
              {flags.data!.flags.map((one) => (
                <li key={`${one.flagId} ${one.on}`}>{flagWords(one, language)}</li>
              ))}
            </ul>
          </div>
        )}
        {isOfSeries ? (
          <RadioGroup
            id={sending.id("scope")}
            label={say(gridWords.which)}
            error={sending.errorOf("scope")}
            value={scope}
            onChange={(next) => {
              setScope(next as Scope);
              sending.forget();
            }}
            options={scopes.map((value) => ({ value, label: say(gridWords[value]) }))}
          />
        ) : null}
        {problems.length === 0 ? null : (
          <div>
            <p>
              <strong>{say(gridWords.problems)}</strong>
            </p>
            <ul>
              {problems.map((one) => (
                <li key={`${one.kind} ${one.on}`}>{`${day(one.on, "weekday")}: ${say(problemNames[one.kind])}`}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Dialog>
  );
}
