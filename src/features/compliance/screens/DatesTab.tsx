import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { useAnswer, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { type Milestone, type MilestoneKind, milestoneKinds, type TimerView } from "../contract.ts";
import { words } from "../dates.words.ts";
import { eventNames, timerStateWords, wayWords } from "../screens.words.ts";
import { milestoneWords } from "../words.ts";
import { CorrectForm, RecordForm } from "./DateForms.tsx";
import { isQuiet, sortTimers } from "./order.ts";
import { StateMark } from "./StateMark.tsx";
import "./compliance.css";

/** Dates and deadlines of one case: each timer with its dates, state, clause and what mends it, then every recorded date. `?add=intake` opens the form for that one. */
export default function DatesTab({ caseId }: { caseId: string }) {
  const { say, language } = useLanguage();
  const { add } = useSearch({ strict: false }) as { add?: unknown };
  const answer = useAnswer(["compliance.dates", caseId], (api) => api.compliance.dates({ caseId }));
  const [done, setDone] = useState("");
  if (answer.isPending) return <Loading rows={6} />;
  if (answer.isError) return <ErrorState sentence={`${say(words.failed)} ${sentenceFor(answer.error, language)}`} verb={{ run: () => void answer.refetch(), state: answer.isFetching ? "busy" : "ready" }} />;
  const { timers, milestones, mayRecord, today } = answer.data;
  const wanted = (milestoneKinds as readonly unknown[]).includes(add) && mayRecord.includes(add as MilestoneKind) ? (add as MilestoneKind) : null;
  const sorted = sortTimers(timers);
  const quiet = sorted.filter(isQuiet);
  const open = sorted.filter((one) => !isQuiet(one));
  return (
    <>
      <section className="part" aria-labelledby="deadlines">
        <h2 id="deadlines">{say(words.title)}</h2>
        <p className="soft">{say(words.intro)}</p>
        <p role="status" className={done === "" ? "hidden-words" : "soft"}>
          {done}
        </p>
        {mayRecord.length > 0 ? <RecordForm key={wanted ?? "any"} caseId={caseId} kinds={mayRecord} wanted={wanted} today={today} onDone={() => setDone(say(words.recorded))} /> : null}
        {open.length === 0 ? <p className="soft">{say(words.allMet)}</p> : <ul className="timers">{open.map((one) => <TimerRow key={`${one.policy} ${one.timer}`} caseId={caseId} timer={one} />)}</ul>}
        {quiet.length === 0 ? null : (
          <details className="fold">
            <summary>{words.quiet[language](quiet.length)}</summary>
            <ul className="timers">{quiet.map((one) => <TimerRow key={`${one.policy} ${one.timer}`} caseId={caseId} timer={one} />)}</ul>
          </details>
        )}
      </section>
      <section className="part" aria-labelledby="recorded">
        <h2 id="recorded">{say(words.list)}</h2>
        {milestones.length === 0 ? <p className="soft">{say(words.none)}</p> : null}
        <ul className="milestones">
          {milestones.filter((one) => one.replacedBy === null && !one.withdrawn).map((one) => (
            <MilestoneRow key={one.milestoneId} one={one}>
              {mayRecord.includes(one.kind) ? <CorrectForm caseId={caseId} one={one} /> : null}
            </MilestoneRow>
          ))}
        </ul>
        <Former milestones={milestones.filter((one) => one.replacedBy !== null || one.withdrawn)} />
      </section>
    </>
  );
}

function TimerRow({ caseId, timer }: { caseId: string; timer: TimerView }) {
  const { say, day, language } = useLanguage();
  const last = timer.dueOn === null ? null : (timer.timer === "retention" ? words.keepUntil : words.dueOn)[language](day(timer.dueOn, "full"));
  return (
    <li className={`timer timer--${timer.state}`}>
      <span className="timer-state">
        <StateMark state={timer.status === "draft" && timer.state !== "met" && timer.state !== "not_started" ? "draft" : timer.state} word={timer.status === "draft" ? `${say(words.draft)}: ${say(timerStateWords[timer.state]).toLocaleLowerCase(language)}` : say(timerStateWords[timer.state])} />
      </span>
      <span className="timer-what">
        <span>{timer.words}</span>
        <span className="soft">
          {timer.evidence.length === 0 ? say(words.noDates) : timer.evidence.map((one) => `${say(eventNames[one.event])} ${day(one.on, "full")}`).join(" · ")}
          {last === null ? null : <> · {last}</>}
        </span>
        {timer.fix === null ? null : timer.record === null ? <span>{timer.fix}</span> : <Link href={`/app/families/${caseId}/dates?add=${timer.record}`}>{timer.fix}</Link>}
      </span>
      <span className="timer-clause soft">{timer.cite}</span>
    </li>
  );
}

function MilestoneRow({ one, children }: { one: Milestone; children?: React.ReactNode }) {
  const { say, day, language } = useLanguage();
  const me = useMe();
  const details = [
    one.organization || null,
    one.way === null ? null : say(wayWords[one.way]),
    one.staffName,
    one.isIndependent === true ? say(words.independent) : null,
    one.minutes === null ? null : words.minutesLong[language](one.minutes),
    one.aboutOn === null ? null : words.about[language](day(one.aboutOn, "full")),
    one.recordedBy === null ? null : words.by[language](one.recordedBy, day(dateInZone(one.recordedAt, me.agency.timeZone), "full")),
  ].filter((detail) => detail !== null);
  return (
    <li>
      <span className="milestone-day">{day(one.happenedOn, "full")}</span>
      <span className="milestone-what">
        <strong>{say(milestoneWords[one.kind].name)}</strong>
        {one.withdrawn ? <> ({say(words.withdrawn)})</> : one.replacedBy !== null ? <> ({say(words.replaced)})</> : null} <span className="soft">{details.join(" · ")}</span>
        {one.why === null ? null : <span className="milestone-why">{one.why.words}</span>}
        {children}
      </span>
    </li>
  );
}

function Former({ milestones }: { milestones: readonly Milestone[] }) {
  const { say } = useLanguage();
  if (milestones.length === 0) return null;
  return (
    <details className="fold">
      <summary>{say(words.former)}</summary>
      <ul className="milestones">
        {milestones.map((one) => (
          <MilestoneRow key={one.milestoneId} one={one} />
        ))}
      </ul>
    </details>
  );
}
