import { useState } from "react";
import { addDays } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi } from "#ui/client.ts";
import { Dialog } from "#ui/Dialog.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { DateField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { bookingWords } from "../booking.words.ts";
import type { Continuable } from "../changing.contract.ts";
import type { SessionView } from "../contract.ts";
import { endingWords } from "../endings.words.ts";
import { gridWords } from "../grid.words.ts";
import { words } from "../screens.words.ts";
import { shortChild } from "./SessionCard.tsx";
import { daysToSend, type Foreseen, type Series, SeriesDays } from "./SeriesDays.tsx";
import type { Done } from "./TakeBack.tsx";

type Props = { session: SessionView; onClose: () => void; onContinued: (done: Done) => void };

/** Continues a series at its hour, with its people and place: for some weeks, or until a day. */
export function ContinueDialog({ session, onClose, onContinued }: Props) {
  const { say, language } = useLanguage();
  const series = useAnswer(["bookings.series", session.sessionId], (api) => api.bookings.series({ sessionId: session.sessionId }));
  const found = series.data?.series ?? null;
  if (found !== null) return <Further series={found} childName={session.childName} onClose={onClose} onContinued={onContinued} />;
  return (
    <Dialog state="open" title={say(endingWords.continue)} onClose={onClose} footer={<Button onClick={onClose}>{say(words.close)}</Button>}>
      {series.isError ? <ErrorState sentence={sentenceFor(series.error, language)} verb={{ run: () => void series.refetch() }} /> : <Loading rows={3} />}
    </Dialog>
  );
}

const spans = ["4", "8", "12", "26", "day"] as const;

function Further({ series, childName, onClose, onContinued }: { series: Continuable; childName: string; onClose: () => void; onContinued: (done: Done) => void }) {
  const api = useApi();
  const { say, language, day } = useLanguage();
  const first = series.nextStart.slice(0, 10);
  const [span, setSpan] = useState<(typeof spans)[number]>("12");
  const [until, setUntil] = useState(addDays(first, 7 * 12));
  const [seen, setSeen] = useState<readonly string[]>([]);
  const [foreseen, setForeseen] = useState<Foreseen | null>(null);
  const sending = useSending("continuing");
  const lastOn = span === "day" ? until : addDays(first, 7 * Number(span) - 7);
  const isLong = lastOn >= addDays(first, 7 * series.everyWeeks);
  const asked: Series | null = isLong ? { ...series.setting, caseId: series.caseId, start: series.nextStart, end: series.nextEnd, everyWeeks: series.everyWeeks, lastOn } : null;
  const days = daysToSend(foreseen, seen);
  async function book(): Promise<void> {
    let done: Done | null = null;
    const sent = await sending.send(async () => {
      if (asked === null) return;
      const answer = await api.bookings.bookSeries({ ...asked, kind: series.kind, whenNotCounting: foreseen?.first?.decision.verdict === "no" ? "book" : "ask", leaveOut: days.leaveOut, seenDays: days.seenDays, beforeId: series.seriesId });
      done = { words: gridWords.bookedMany[language](answer.booked), changeId: answer.changeId };
    }, asked === null ? [{ path: "lastOn", message: say(bookingWords.untilNeeds) }] : []);
    if (sent && done !== null) onContinued(done);
  }
  return (
    <Dialog
      state="open"
      begins="field"
      title={say(endingWords.continue)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say(words.close)}</Button>
          <Button look="main" state={sending.state} onClick={() => void book()}>
            {foreseen === null ? say(endingWords.continue) : bookingWords.bookMany[language](days.count)}
          </Button>
        </>
      }
    >
      <div className="fields" id="continuing" tabIndex={-1}>
        <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
        <p>
          <strong>{shortChild(childName)}</strong> {endingWords.continueHow[language](day(first, "weekday"), series.nextStart.slice(11))}
        </p>
        <div className="booking-row">
          <SelectField label={say(endingWords.forHowLong)} value={span} onChange={(next) => setSpan(spans.find((one) => one === next) ?? "12")} options={spans.map((value) => ({ value, label: value === "day" ? say(endingWords.untilDay) : endingWords.weeks[language](Number(value)) }))} />
          {span === "day" ? <DateField id={sending.id("lastOn")} label={say(bookingWords.until)} error={sending.errorOf("lastOn")} min={first} value={until} onChange={setUntil} /> : null}
        </div>
        {asked === null ? null : <SeriesDays series={asked} seen={seen} onSeen={setSeen} onForeseen={setForeseen} />}
      </div>
    </Dialog>
  );
}
