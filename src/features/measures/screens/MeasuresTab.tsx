import { useId, useState } from "react";
import { Button, ButtonLink } from "#ui/Button.tsx";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ContentMark } from "#ui/ContentMark.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { MeasureScore } from "../contract.ts";
import { entryScreenWords } from "../entry.screens.words.ts";
import { screenWords as words } from "../screens.words.ts";
import { groupBatteries } from "./batteries.ts";
import { BatteryRow } from "./BatteryRow.tsx";
import { KeptOnly, ScoreCard } from "./ScoreCard.tsx";
import { useAsAdult } from "#ui/shownTo.ts";
import { DueList } from "./DueList.tsx";
import { SeriesList } from "./SeriesList.tsx";
import { ShownMeasures } from "./TellPanel.tsx";
import type { Place } from "./place.ts";
import { Work } from "./Work.tsx";
import "./measures.css";

const SHOWN = 12;

/** A case's measures; while it is shown to an adult, what was chosen to be told to her. */
export default function MeasuresTab({ caseId }: { caseId: string }) {
  const asAdultId = useAsAdult(caseId);
  usePageTitle(words.title);
  return asAdultId === null ? <StaffMeasures caseId={caseId} /> : <ShownMeasures caseId={caseId} asAdultId={asAdultId} />;
}

/** What is due and was asked and how it stands, measures over time, and each result as the viewer may see it. */
function StaffMeasures({ caseId }: { caseId: string }) {
  const { language, say } = useLanguage();
  const me = useMe();
  const isStaff = me.staffId !== null;
  const verbs = hasRole(me, "clinician", "trainee", "supervisor") ? "records" : hasRole(me, "front_desk") ? "sends" : "none";
  const list = useAnswer(["measures.list", caseId], (api) => api.measures.list({ caseId }));
  const installed = useAnswer(["instruments.list"], (api) => api.instruments.list(), { when: isStaff ? "now" : "not_yet" });
  const [place, setPlace] = useState<Place | null>(null);
  const [shown, setShown] = useState(SHOWN);
  const headings = { asked: useId(), results: useId() };
  if (list.data === undefined) return list.isError ? <ErrorState sentence={`${words.failed[language]} ${sentenceFor(list.error, language)}`} verb={{ run: () => void list.refetch(), state: list.isFetching ? "busy" : "ready" }} /> : <Loading rows={6} />;
  const instruments = installed.data?.instruments ?? [];
  const nameOf = (id: string) => instruments.find((one) => one.instrument === id)?.name ?? id.toUpperCase();
  const { requests, scores, answers } = list.data;
  const histories = new Set(instruments.filter((one) => one.repeats === "once").map((one) => one.instrument));
  const batteries = groupBatteries(requests);
  const results = scores.filter((one) => one.correctedBy === null).toReversed();
  const older = scores.filter((one) => one.correctedBy !== null).toReversed();
  const keptOnly = answers.filter((one) => one.submittedAt === null);
  const rest = batteries.length - shown;
  const personOf = (requestId: string) => requests.find((one) => one.requestId === requestId)?.respondentName ?? null;
  const card = (score: MeasureScore) => <ScoreCard key={score.requestId} score={score} name={nameOf(score.instrument)} most={instruments.find((one) => one.instrument === score.instrument)?.total?.maximum ?? null} respondent={personOf(score.requestId)} />;
  return (
    <div className="measures">
      <ContentMark />
      {verbs === "none" ? null : place !== null ? (
        <Work caseId={caseId} place={place} instruments={instruments} requests={requests} answers={answers} onPlace={setPlace} onClose={() => setPlace(null)} />
      ) : (
        <p className="buttons">
          <Button onClick={() => setPlace({ at: "send" })}>
            {say(words.send)}
          </Button>
          {verbs === "records" ? <Button onClick={() => setPlace({ at: "record" })}>{say(entryScreenWords.record)}</Button> : null}
          {hasRole(me, "clinician", "trainee", "supervisor") ? <ButtonLink href="/app/instruments">{say(words.installed)}</ButtonLink> : null}
        </p>
      )}
      {isStaff ? <DueList caseId={caseId} nameOf={nameOf} {...(verbs !== "none" && place === null ? { onSend: (due) => setPlace({ at: "send", due: [due] }) } : {})} /> : null}
      {hasRole(me, "clinician", "trainee", "supervisor", "administrator", "privacy_officer", "auditor") ? <SeriesList caseId={caseId} /> : null}
      <section aria-labelledby={headings.asked}>
        <h2 id={headings.asked}>{say(words.asked)}</h2>
        {batteries.length === 0 ? <EmptyState sentence={say(words.noneAsked)}>{say(words.noneAskedNext)}</EmptyState> : null}
        <ul className="batteries">
          {batteries.slice(0, shown).map((battery) => (
            <BatteryRow key={battery.batteryId} battery={battery} nameOf={nameOf} histories={histories} verbs={verbs} said={list.data.words} onPlace={setPlace} />
          ))}
        </ul>
        {rest <= 0 ? null : <Button onClick={() => setShown(shown + SHOWN)}>{words.more[language](Math.min(SHOWN, rest))}</Button>}
      </section>
      <section aria-labelledby={headings.results}>
        <h2 id={headings.results}>{say(words.results)}</h2>
        {keptOnly.map((one) => (
          <KeptOnly key={one.requestId} respondent={personOf(one.requestId)} owner={one.disclosure.class === "caregiver" ? "adult" : "dyad"} />
        ))}
        {results.length === 0 && keptOnly.length === 0 ? <EmptyState sentence={say(words.noneSeen)}>{say(words.noneSeenWhy)}</EmptyState> : null}
        {results.length === 0 ? null : <p className="soft">{say(words.neverDiagnosis)}</p>}
        <div className="scores">{results.map(card)}</div>
        {older.length === 0 ? null : (
          <details className="scores-older">
            <summary>{say(entryScreenWords.older)}</summary>
            <div className="scores">{older.map(card)}</div>
          </details>
        )}
      </section>
    </div>
  );
}
