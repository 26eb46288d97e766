import { useState } from "react";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import { Button, ButtonLink } from "#ui/Button.tsx";
import { useApi } from "#ui/client.ts";
import { RadioGroup } from "#ui/ChoiceField.tsx";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { Dialog } from "#ui/Dialog.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import type { SessionView } from "../contract.ts";
import { kindWords, modalityWords, partWords, placeNames, statusWords, words } from "../screens.words.ts";
import { sessionState } from "../week.rules.ts";
import { shortChild, stateWords } from "./SessionCard.tsx";

export type SessionDialogProps = { session: SessionView | null; timeZone: string; now: string; mayWrite: "yes" | "no"; opensNote: "yes" | "no"; onClose: () => void; onChanged: () => void };

/** The details of a session, and how to say that it does not take place. */
export function SessionDialog({ session, ...rest }: SessionDialogProps) {
  return session === null ? null : <OneSession key={session.sessionId} session={session} {...rest} />;
}

function OneSession({ session, timeZone, now, mayWrite, opensNote, onClose, onChanged }: SessionDialogProps & { session: SessionView }) {
  const api = useApi();
  const { say, day } = useLanguage();
  const [step, setStep] = useState<"details" | "cancel">("details");
  const [what, setWhat] = useState("");
  const [reason, setReason] = useState("");
  const sending = useSending("cancelling");
  const state = stateWords[sessionState(session, now)];
  const when = `${day(dateInZone(session.startsAt, timeZone), "long")}, ${timeInZone(session.startsAt, timeZone)} – ${timeInZone(session.endsAt, timeZone)}`;
  async function cancel(): Promise<void> {
    const wrong = [...(what === "" ? [{ path: "status", message: say(words.cancelNeedsWhat) }] : []), ...(reason.trim() === "" ? [{ path: "reason", message: say(words.cancelNeedsReason) }] : [])];
    const done = await sending.send(() => api.calendar.cancel({ sessionId: session.sessionId, status: what === "no_show" ? "no_show" : "cancelled", reason, revision: session.revision }), wrong);
    if (done) onChanged();
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
          <TextField id={sending.id("reason")} label={say(words.cancelReason)} hint={say(words.cancelHint)} maxLength={500} value={reason} error={sending.errorOf("reason")} onChange={setReason} />
        </div>
      </Dialog>
    );
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
          { label: say(words.clinician), value: session.clinicianName },
          { label: say(words.state), value: say(state.words), detail: session.statusReason === "" ? undefined : session.statusReason },
        ]}
      />
    </Dialog>
  );
}
