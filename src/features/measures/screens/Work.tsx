import { useEffect, useId, useRef } from "react";
import { useAnswer, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { InstalledInstrument } from "#features/instruments/site.contract.ts";
import type { MeasureAnswers, MeasureRequest } from "../contract.ts";
import { entryScreenWords } from "../entry.screens.words.ts";
import { screenWords as words } from "../screens.words.ts";
import { adultsOn, dayNow } from "./batteries.ts";
import { Interview } from "./Interview.tsx";
import { RecordAnswers } from "./RecordAnswers.tsx";
import { SendMeasures } from "./SendMeasures.tsx";
import { AddEvent, CorrectAnswers, WrongChild } from "./SetRight.tsx";
import type { Place } from "./place.ts";

const titles = { send: words.send, record: entryScreenWords.record, interview: entryScreenWords.readItAloud, correct: entryScreenWords.correct, wrong_child: entryScreenWords.wrongChild, add_event: entryScreenWords.addEvent } as const;

/** The place where measures are sent, recorded, read aloud or set right, with the adults of the case. */
export function Work({ caseId, place, instruments, requests, answers, onPlace, onClose }: { caseId: string; place: Place; instruments: readonly InstalledInstrument[]; requests: readonly MeasureRequest[]; answers: readonly MeasureAnswers[]; onPlace: (place: Place) => void; onClose: () => void }) {
  const { say, language } = useLanguage();
  const { agency } = useMe();
  const heading = useId();
  const box = useRef<HTMLElement>(null);
  const found = useAnswer(["cases.get", caseId], (api) => api.cases.get({ caseId }));
  useEffect(() => box.current?.focus(), [place.at]);
  const adults = found.data === undefined ? [] : adultsOn(found.data.people, dayNow(agency.timeZone));
  const request = "requestId" in place ? requests.find((one) => one.requestId === place.requestId) : undefined;
  const inside = () => {
    if (place.at === "interview") return <Interview caseId={caseId} requestId={place.requestId} onClose={onClose} />;
    if (place.at === "correct") return request === undefined ? null : <CorrectAnswers request={request} answers={answers.find((one) => one.requestId === request.requestId)?.answers ?? {}} onClose={onClose} />;
    if (place.at === "wrong_child") return request === undefined ? null : <WrongChild request={request} onClose={onClose} />;
    if (place.at === "add_event") return request === undefined ? null : <AddEvent request={request} onClose={onClose} />;
    if (found.isError) return <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />;
    if (found.data === undefined) return <Loading rows={4} />;
    if (found.data.status === "closed") return <p>{say(words.closed)}</p>;
    if (adults.length === 0)
      return (
        <p>
          {say(words.noAdult)} <Link href={`/app/families/${caseId}/people`}>{say(words.toPeople)}</Link>
        </p>
      );
    if (place.at === "record") return <RecordAnswers key={`${place.instrument}`} caseId={caseId} adults={adults} instruments={instruments} from={place} onPlace={onPlace} onClose={onClose} />;
    return <SendMeasures caseId={caseId} adults={adults} instruments={instruments} requests={requests} due={place.at === "send" ? (place.due ?? []) : []} onClose={onClose} />;
  };
  return (
    <section ref={box} tabIndex={-1} className="card send" aria-labelledby={heading}>
      <h2 id={heading}>{say(titles[place.at])}</h2>
      {inside()}
    </section>
  );
}
