import { IconPrinter } from "@tabler/icons-react";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { CourseView } from "../contract.ts";
import type { EndingView } from "../ending.contract.ts";
import { endingWords as words, wayNames } from "../ending.words.ts";
import { AftercarePart } from "./AftercarePart.tsx";
import { ClosingPart } from "./ClosingPart.tsx";
import { LastDayPanel, SearchVerbs, TimingsPanel, TriedPanel } from "./EndingForms.tsx";

type Of = { caseId: string; course: number | null; view: CourseView; onDone: () => void };

/** How a course ends: the last session and what remains until it, a family that does not come, the plan for afterwards, the closing. */
export function EndingPart({ caseId, course, view, onDone }: Of) {
  const { language, say } = useLanguage();
  const found = useAnswer(["course.ending", caseId, course], (api) => api.course.ending({ caseId, course }));
  if (found.isPending) return <Loading rows={3} />;
  if (found.isError) return <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />;
  const ending = found.data;
  const mayWrite = view.may.includes("write");
  return (
    <>
      <section className="course-block" aria-labelledby="course-last">
        <h3 id="course-last">{say(words.lastOn)}</h3>
        <LastDay ending={ending} />
        {mayWrite ? <LastDayPanel caseId={caseId} ending={ending} onDone={onDone} /> : null}
        <Times ending={ending} onDone={onDone} caseId={caseId} />
      </section>
      <section className="course-block" aria-labelledby="course-search">
        <h3 id="course-search">{say(words.search)}</h3>
        <Search ending={ending} view={view} />
        {mayWrite ? (
          <div className="course-verbs">
            <SearchVerbs caseId={caseId} ending={ending} view={view} onDone={onDone} />
            <TriedPanel caseId={caseId} ending={ending} view={view} onDone={onDone} />
          </div>
        ) : null}
        {ending.search !== null && view.may.length > 0 ? <Letters caseId={caseId} view={view} /> : null}
      </section>
      <AftercarePart caseId={caseId} course={course} mayWrite={mayWrite} onDone={onDone} />
      <ClosingPart caseId={caseId} ending={ending} view={view} onDone={onDone} />
    </>
  );
}

function LastDay({ ending }: { ending: EndingView }) {
  const { say, language, day } = useLanguage();
  if (ending.plannedEnd === null) return <p className="soft">{say(words.noLast)}</p>;
  return (
    <p>
      <strong>{day(ending.plannedEnd.on, "full")}</strong> {ending.countdown === null ? null : <span className="soft">{words.countdown[language](ending.countdown.weekly, ending.countdown.booked)}</span>}
    </p>
  );
}

function Times({ caseId, ending, onDone }: { caseId: string; ending: EndingView; onDone: () => void }) {
  const { say, language } = useLanguage();
  const me = useMe();
  return (
    <>
      <p className="soft small">
        {words.times[language](ending.timings.planMonths, ending.timings.tellMonths)} {say(ending.timingsAre === "local" ? words.local : words.model)}
      </p>
      {hasRole(me, "supervisor", "administrator") ? <TimingsPanel caseId={caseId} ending={ending} onDone={onDone} /> : null}
    </>
  );
}

function Search({ ending, view }: { ending: EndingView; view: CourseView }) {
  const { say, language, day } = useLanguage();
  const nameOf = (personId: string) => view.adults.find((one) => one.personId === personId)?.name ?? "";
  return (
    <>
      {ending.search === null ? null : <p>{ending.search.state === "going_on" ? words.searchSince[language](day(ending.search.since, "full"), day(ending.search.until, "full")) : words.searchOver[language](day(ending.search.until, "full"))}</p>}
      {ending.contacts.length === 0 ? null : (
        <ul className="facts">
          {ending.contacts.map((one) => (
            <li key={one.contactId}>
              <strong>
                {day(one.triedOn, "full")} · {say(wayNames[one.way])}
              </strong>
              <span>
                {nameOf(one.personId)}, {say(one.reached ? words.wasReached : words.notReached)}
              </span>
              {one.words === "" ? null : <span className="course-words">{one.words}</span>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Letters({ caseId, view }: { caseId: string; view: CourseView }) {
  const { say } = useLanguage();
  const languages = [["en", words.english], ["es", words.spanish]] as const;
  return (
    <p className="course-verbs">
      {view.adults.filter((one) => one.closedOn === null).flatMap((one) =>
        languages.map(([language, name]) => (
          <a key={`${one.personId} ${language}`} className="button button--second" href={`/api/cases/${caseId}/course/letters/${one.personId}?language=${language}`} download>
            <Icon glyph={IconPrinter} />
            <span>
              {say(words.letter)}: {one.name}, {say(name)}
            </span>
          </a>
        )),
      )}
    </p>
  );
}
