import { useState } from "react";
import { type CivilDate, dateInZone, timeInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { RadioGroup } from "#ui/ChoiceField.tsx";
import { type Api, asApiFault, useAnswer, useApi } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { Dialog } from "#ui/Dialog.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { useSending } from "#ui/useSending.ts";
import { scopes, type Scope } from "../changing.contract.ts";
import type { SessionView } from "../contract.ts";
import { clockOfMinute, type Place } from "../grid.rules.ts";
import { gridWords } from "../grid.words.ts";
import { readProblems } from "../problems.rules.ts";
import { problemNames } from "../problems.words.ts";
import { words } from "../screens.words.ts";
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

export type MoveDialogProps = { session: SessionView; to: Place; timeZone: string; onClose: () => void; onMoved: (changed: Changed) => void };

/** What a move asks: which sessions of a series it is for, and, where something stands in its way, what is to be done about that. */
export function MoveDialog({ session, to, timeZone, onClose, onMoved }: MoveDialogProps) {
  const api = useApi();
  const { say, language, day } = useLanguage();
  const [scope, setScope] = useState<Scope>("one");
  const sending = useSending("moving");
  const isOfSeries = session.seriesId !== null;
  const problems = sending.fault === null ? [] : readProblems(sending.fault.details);
  const mayAnyway = problems.length > 0 && problems.every((one) => one.weight === "asks");
  const mayLeaveOut = problems.length > 0 && scope !== "one";
  const flags = useAnswer(["calendarDays.flags", session.caseId, to.day], (api) => api.calendarDays.flags({ from: to.day, to: to.day, caseId: session.caseId }));
  const when = (on: CivilDate, from: string, until: string) => `${day(on, "weekday")}, ${from} – ${until}`;
  async function send(more: Partial<Change>): Promise<void> {
    let changed: Changed | null = null;
    const done = await sending.send(async () => {
      try {
        changed = await api.bookings.change({ ...changeTo(session, to), scope, ...more });
      } catch (error) {
        throw asApiFault(error);
      }
    });
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
            { label: say(gridWords.to), value: when(to.day, clockOfMinute(to.fromMinute), clockOfMinute(to.toMinute)) },
          ]}
        />
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
