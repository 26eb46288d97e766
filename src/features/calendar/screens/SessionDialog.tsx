import { useState } from "react";
import { IconArrowsMove, IconCircleX, IconUserCheck } from "@tabler/icons-react";
import { type CivilDate, dateInZone, timeInZone } from "#kernel/dates.ts";
import { sessionFixHref } from "#features/eligibility/screens/fixes.ts";
import { Button, ButtonLink } from "#ui/Button.tsx";
import { useApi, useMe } from "#ui/client.ts";
import { RadioGroup, Segments } from "#ui/ChoiceField.tsx";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { Dialog } from "#ui/Dialog.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { Verdict } from "#ui/Verdict.tsx";
import { bookingWords, cancellerNames } from "../booking.words.ts";
import { scopes, type Scope } from "../changing.contract.ts";
import type { CardMark } from "../changing.contract.ts";
import { cancellers, type SessionView } from "../contract.ts";
import type { VisitWishView } from "../wishes.contract.ts";
import { endingWords } from "../endings.words.ts";
import { gridWords } from "../grid.words.ts";
import { kindWords, modalityWords, partWords, placeNames, statusWords, words } from "../screens.words.ts";
import type { CardVerdict } from "../verdict.rules.ts";
import { sessionState } from "../week.rules.ts";
import { sayEnding } from "./CardMarks.tsx";
import { CheckIn } from "./CheckIn.tsx";
import { FreedHour, SeriesEnd } from "./SessionNext.tsx";
import type { Done } from "./TakeBack.tsx";
import { WishPart } from "./WishLines.tsx";
import { type AskedThen, shortChild, stateWords } from "./SessionCard.tsx";

export type SessionDialogProps = { session: SessionView | null; timeZone: string; now: string; today: CivilDate; mayWrite: "yes" | "no"; opensNote: "yes" | "no"; verdict?: CardVerdict; measures?: AskedThen; mark?: CardMark; wishes: readonly VisitWishView[]; onClose: () => void; onChanged: (done: Done) => void; /** Opens the form in which it is changed. */ onChange: (session: SessionView) => void; /** Asks to which hour it goes. */ onMove: (session: SessionView) => void; onContinue: (session: SessionView) => void; onFree: (session: SessionView) => void; onMarked: () => void };

/** The details of a session: what it counts for, who came to it, and how to say that it does not take place. */
export function SessionDialog({ session, ...rest }: SessionDialogProps) {
  return session === null ? null : <OneSession key={session.sessionId} session={session} {...rest} />;
}

function OneSession({ session, timeZone, now, today, mayWrite, opensNote, verdict, measures, mark, wishes, onClose, onChanged, onChange, onMove, onContinue, onFree, onMarked }: SessionDialogProps & { session: SessionView }) {
  const api = useApi();
  const me = useMe();
  const { say, day, language } = useLanguage();
  const [step, setStep] = useState<"details" | "cancel" | "who_came">("details");
  const [what, setWhat] = useState("");
  const [reason, setReason] = useState("");
  const [by, setBy] = useState<(typeof cancellers)[number] | "">("");
  const [scope, setScope] = useState<Scope>("one");
  const sending = useSending("cancelling");
  const state = stateWords[sessionState(session, now)];
  const when = `${day(dateInZone(session.startsAt, timeZone), "long")}, ${timeInZone(session.startsAt, timeZone)} – ${timeInZone(session.endsAt, timeZone)}`;
  async function cancel(): Promise<void> {
    const wrong = [...(what === "" ? [{ path: "status", message: say(words.cancelNeedsWhat) }] : []), ...(reason.trim() === "" ? [{ path: "reason", message: say(words.cancelNeedsReason) }] : [])];
    let said: Done | null = null;
    const done = await sending.send(async () => {
      if (scope === "one" || what === "no_show") said = { words: say(what === "no_show" ? words.noShowState : words.cancelledState), freed: what === "cancelled" && session.startsAt > now ? session : null, changeId: (await api.calendar.cancel({ sessionId: session.sessionId, status: what === "no_show" ? "no_show" : "cancelled", reason, by: by === "" ? null : by, revision: session.revision })).changeId };
      else {
        const answer = await api.bookings.cancelSeries({ sessionId: session.sessionId, revision: session.revision, scope, reason, by: by === "" ? null : by });
        said = { words: gridWords.cancelledMany[language](answer.changed), changeId: answer.changeId };
      }
    }, wrong);
    if (done && said !== null) onChanged(said);
  }
  if (step === "cancel")
    return (
      <Dialog
        state="open"
        title={say(words.cancelTitle)}
        onClose={onClose}
        footer={
          <>
            <Button onClick={() => setStep("details")}>{say(words.back)}</Button>
            <Button look="main" state={sending.state} onClick={() => void cancel()}>
              {say(words.cancelSend)}
            </Button>
          </>
        }
      >
        <div className="fields" id="cancelling" tabIndex={-1}>
          <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
          <p className="soft">{`${shortChild(session.childName)}, ${when}`}</p>
          <RadioGroup
            id={sending.id("status")}
            label={say(words.cancelWhat)}
            error={sending.errorOf("status")}
            value={what}
            onChange={setWhat}
            options={[
              { value: "cancelled", label: say(words.cancelledChoice) },
              { value: "no_show", label: say(words.noShowChoice) },
            ]}
          />
          {what === "cancelled" ? <Segments legend={say(bookingWords.whoCancelled)} legendShown="beside" value={by} onChange={(next) => setBy(next as typeof by)} options={cancellers.map((value) => ({ value, label: say(cancellerNames[value]) }))} /> : null}
          {session.seriesId !== null && what === "cancelled" ? <RadioGroup id={sending.id("scope")} label={say(bookingWords.whichCancel)} value={scope} onChange={(next) => setScope(next as Scope)} options={scopes.map((value) => ({ value, label: say(gridWords[value]) }))} /> : null}
          <TextField id={sending.id("reason")} label={say(words.cancelReason)} hint={say(words.cancelHint)} maxLength={500} value={reason} error={sending.errorOf("reason")} onChange={setReason} />
        </div>
      </Dialog>
    );
  if (step === "who_came")
    return (
      <Dialog state="open" title={say(words.whoCameTitle)} onClose={onClose} footer={<Button onClick={() => setStep("details")}>{say(words.back)}</Button>}>
        <p className="soft">{`${shortChild(session.childName)}, ${when}`}</p>
        <CheckIn
          session={session}
          onMarked={onMarked}
          onStale={() => {
            onMarked();
            setStep("details");
          }}
        />
      </Dialog>
    );
  const mayMark = mayWrite === "yes" && session.status === "booked" && session.noteStatus === "none" && dateInZone(session.startsAt, session.timeZone) <= today;
  return (
    <Dialog
      state="open"
      title={shortChild(session.childName)}
      onClose={onClose}
      footer={
        <>
          {mayWrite === "yes" && session.status === "booked" ? (
            <Button look="quiet" onClick={() => setStep("cancel")}>
              {say(words.cancelIt)}
            </Button>
          ) : null}
          {mayWrite === "yes" && session.status === "booked" && session.noteStatus === "none" ? (
            <>
              <Button glyph={IconArrowsMove} onClick={() => onMove(session)}>
                {say(gridWords.moveIt)}
              </Button>
              <Button onClick={() => onChange(session)}>{say(bookingWords.change)}</Button>
            </>
          ) : null}
          {mayMark ? (
            <Button glyph={IconUserCheck} onClick={() => setStep("who_came")}>
              {say(words.whoCame)}
            </Button>
          ) : null}
          <ButtonLink href={`/app/families/${session.caseId}`}>{say(words.toFamily)}</ButtonLink>
          {opensNote === "yes" ? (
            <ButtonLink look="main" href={`/app/sessions/${session.sessionId}/note`}>
              {say(words.openNote)}
            </ButtonLink>
          ) : null}
        </>
      }
    >
      <DefinitionStrip
        look="list"
        definitions={[
          { label: say(words.when), value: when },
          { label: say(words.kind), value: `${say(kindWords[session.kind])} · ${say(placeNames[session.place])} · ${say(modalityWords[session.modality])}` },
          { label: say(words.people), value: session.attendees.map((one) => `${one.name} (${say(partWords[one.part])}${one.status === "expected" ? "" : `, ${say(statusWords[one.status])}`})`).join(", ") },
          { label: say(words.clinician), value: [session.clinicianName, session.secondClinicianName].filter((one) => one !== null).join(", ") },
          ...(session.roomName === null ? [] : [{ label: say(bookingWords.room), value: session.roomName }]),
          ...(session.travelMinutes === null ? [] : [{ label: say(bookingWords.travel), value: words.minutes[language](session.travelMinutes) }]),
          ...(session.seriesId === null ? [] : [{ label: say(bookingWords.series), value: say(session.isApart ? bookingWords.apart : bookingWords.ofSeries) }]),
          ...(mark?.ending == null ? [] : [{ label: say(endingWords.goodbye), value: sayEnding(mark.ending, language) }]),
          ...(mark?.needs == null ? [] : [{ label: say(endingWords.interpreter), value: endingWords.needs[language](mark.needs.name, mark.needs.language) }]),
          { label: say(words.state), value: say(state.words), detail: session.statusReason === "" ? undefined : session.statusReason },
        ]}
      />
      {mayWrite === "yes" ? <WishPart wishes={wishes} onAnswered={onClose} /> : null}
      {mayWrite === "yes" ? <FreedHour session={session} now={now} onFree={onFree} /> : null}
      {mayWrite === "yes" && session.seriesId !== null && session.status !== "cancelled" ? <SeriesEnd session={session} onContinue={onContinue} /> : null}
      {session.videoLink === null || session.status !== "booked" ? null : (
        <p>
          <a href={session.videoLink} target="_blank" rel="noreferrer noopener">
            {say(bookingWords.join)}
          </a>
        </p>
      )}
      {measures === undefined ? null : (
        <div className="session-counts">
          <p>
            <strong>{say(words.measuresThen)}</strong>
          </p>
          <ul className="plain">
            {measures.map((one) => (
              <li key={`${one.instrument} ${one.adultId}`}>{`${one.name} · ${words.with[language](one.adultName)}`}</li>
            ))}
          </ul>
          <p>
            <Link href={`/app/families/${session.caseId}/measures`}>{say(words.askMeasures)}</Link>
          </p>
        </div>
      )}
      {verdict === undefined ? null : (
        <div className="session-counts">
          {verdict === "not_by_staffing" ? (
            <p className="foreseen-taken">
              <Icon glyph={IconCircleX} /> {say(words.notByStaffing)}
            </p>
          ) : (
            <Verdict
              decision={{ verdict: verdict.verdict, units: verdict.units, findings: verdict.open }}
              tense={verdict.moment === "booking" ? "planned" : "held"}
              waitsFor={verdict.waitsFor}
              fixFor={(finding) => {
                const href = sessionFixHref(session.caseId, finding, me);
                return href === null ? null : { href };
              }}
            />
          )}
        </div>
      )}
    </Dialog>
  );
}
