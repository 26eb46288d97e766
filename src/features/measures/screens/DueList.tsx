import { IconAlertCircle, IconBan, IconCheck, IconCircleDashed, IconClock, IconClockX, IconMinus } from "@tabler/icons-react";
import { useId, useState } from "react";
import { type CivilDate, daysBetween } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { type DueItem, type DueState, missReasons } from "../schedule.contract.ts";
import { toSend } from "../schedule.rules.ts";
import { missReasonNames, notApplicableNames, pointNames, scheduleWords as words } from "../schedule.words.ts";
import type { Preset } from "./place.ts";

const glyphs: Record<DueState, Glyph> = { overdue: IconClockX, due: IconClock, planned: IconCircleDashed, missed: IconAlertCircle, not_applicable: IconMinus, done: IconCheck, done_late: IconCheck };
const keyOf = (one: Pick<DueItem, "adultId" | "instrument" | "point" | "place">) => `${one.adultId} ${one.instrument} ${one.point} ${one.place}`;

/** What the schedule asks of a family: what is late or due now with the verb that sends it, and folded every point of the course. */
export function DueList({ caseId, nameOf, onSend }: { caseId: string; nameOf: (instrument: string) => string; onSend?: (preset: Preset) => void }) {
  const { language, say, day } = useLanguage();
  const heading = useId();
  const found = useAnswer(["measureSchedule.due", caseId], (api) => api.measureSchedule.due({ caseId }));
  if (found.data === undefined) return found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : <Loading rows={3} />;
  const { items, today, nextVisitOn, visits, mayRecord } = found.data;
  const asking = items.filter((one) => one.state === "overdue" || one.state === "due");
  const unexplained = items.filter((one) => one.state === "missed" && one.reason === null);
  const next = items.filter((one) => one.state === "planned").toSorted((a, b) => a.from.localeCompare(b.from))[0];
  const line = (one: DueItem) => <DueLine key={keyOf(one)} caseId={caseId} one={one} said={found.data.words.find((each) => keyOf(each) === keyOf(one))?.words ?? null} nameOf={nameOf} verbs={mayRecord ? "offered" : "none"} />;
  return (
    <section className="due" id="measures-due" tabIndex={-1} aria-labelledby={heading}>
      <h2 id={heading}>{say(words.title)}</h2>
      <p className="soft">
        {asking.length === 0 ? (next === undefined ? say(words.nothing) : `${say(words.nothing)} ${words.next[language](next.name, day(next.from, "full"))}`) : null} {nextVisitOn === null ? say(words.noVisit) : words.visitIn[language](daysBetween(today, nextVisitOn))}
      </p>
      {visits.map((visit) => (
        <p key={visit.sessionId}>{words.dueThen[language](day(visit.on, "full"), visit.measures.map((one) => words.ofAdult[language](one.name, one.adultName)).join(", "))}</p>
      ))}
      {onSend === undefined ? null : (
        <p className="buttons">
          {toSend(items).map((one) => (
            <Button key={one.adultId} look="main" onClick={() => onSend({ respondentId: one.adultId, instruments: one.instruments })}>
              {words.send[language](one.adultName)}
            </Button>
          ))}
        </p>
      )}
      {asking.length + unexplained.length === 0 ? null : <ul className="due-list">{[...asking, ...unexplained].map(line)}</ul>}
      <p>
        <Link href="/app/measure-schedule">{say(words.schedule)}</Link>
      </p>
      {items.length === 0 ? null : (
        <details className="fold">
          <summary>{words.all[language](items.length)}</summary>
          <ul className="due-list">{items.toSorted((a, b) => a.from.localeCompare(b.from) || a.to.localeCompare(b.to)).map(line)}</ul>
        </details>
      )}
    </section>
  );
}

/** How one measure stands, in words. */
function useStanding(one: DueItem): string {
  const { language, say, day } = useLanguage();
  const on = (date: CivilDate) => day(date, "full");
  switch (one.state) {
    case "overdue":
      return words.lateSince[language](on(one.to));
    case "due":
      return words.dueUntil[language](on(one.to));
    case "planned":
      return words.plannedFor[language](on(one.from), on(one.to));
    case "done":
      return words.doneOn[language](on(one.doneOn!));
    case "done_late":
      return words.doneLateOn[language](on(one.doneOn!));
    case "not_applicable":
      return say(notApplicableNames[one.why ?? "age"]);
    case "missed":
      return one.reason === null ? say(words.missingNoReason) : words.missing[language](say(missReasonNames[one.reason]));
  }
}

function DueLine({ caseId, one, said, nameOf, verbs }: { caseId: string; one: DueItem; said: string | null; nameOf: (instrument: string) => string; verbs: "offered" | "none" }) {
  const { language, say, day } = useLanguage();
  const [form, setForm] = useState<"open" | "closed">("closed");
  const standing = useStanding(one);
  const details = [
    say(pointNames[one.point](one.place)),
    words.with[language](one.adultName),
    one.by === "adult" ? null : say(words.byWhom[one.by]),
    one.sentOn === null ? null : words.sentOn[language](day(one.sentOn)),
    one.bridges ? say(words.bridges) : null,
    one.follows === null ? null : words.takesOver[language](nameOf(one.follows)),
    one.enteredAfter === null ? null : words.enteredAfter[language](one.enteredAfter),
    one.lastValidOn === null ? null : words.notAtDischarge[language](day(one.lastValidOn, "full")),
  ].filter((each) => each !== null);
  const isMissing = one.state === "overdue" || one.state === "due" || one.state === "missed";
  return (
    <li className="due-line">
      <p className="due-head">
        <strong>{one.name}</strong>
        <span className={`mark due-mark due-mark--${one.state}`}>
          <Icon glyph={one.state === "missed" && one.reason !== null ? IconBan : glyphs[one.state]} />
          <span>{standing}</span>
        </span>
      </p>
      <p className="soft small">{details.join(" · ")}</p>
      {said === null ? null : <p className="due-said">{said}</p>}
      {verbs === "none" || !isMissing ? null : form === "open" ? (
        <MissForm caseId={caseId} one={one} onClose={() => setForm("closed")} />
      ) : (
        <Button look="quiet" aria-label={words.whyOf[language](one.name)} onClick={() => setForm("open")}>
          {say(words.why)}
        </Button>
      )}
    </li>
  );
}

function MissForm({ caseId, one, onClose }: { caseId: string; one: DueItem; onClose: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`miss-${keyOf(one).replaceAll(" ", "-")}`);
  const [reason, setReason] = useState<string>(one.reason ?? "");
  const [text, setText] = useState("");
  const { adultId, instrument, point, place } = one;
  async function keep(why: (typeof missReasons)[number] | null) {
    await sending.send(async () => {
      await api.measureSchedule.miss({ caseId, adultId, instrument, point, place, reason: why, words: text });
      await refresh(["measureSchedule.due", caseId], ["day.today"]);
      onClose();
    });
  }
  return (
    <form
      className="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const picked = missReasons.find((each) => each === reason);
        if (picked === undefined) void sending.send(async () => {}, [{ path: "reason", message: say(words.chooseReason) }]);
        else void keep(picked);
      }}
    >
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <SelectField id={sending.id("reason")} label={say(words.reason)} value={reason} error={sending.errorOf("reason")} onChange={setReason} options={missReasons.map((value) => ({ value, label: say(missReasonNames[value]) }))} />
      <TextArea id={sending.id("words")} label={say(words.words)} hint={say(words.wordsHint)} value={text} error={sending.errorOf("words")} onChange={setText} />
      <div className="buttons">
        <Button type="submit" look="main" state={sending.state}>
          {say(words.keep)}
        </Button>
        {one.reason === null ? null : (
          <Button state={sending.state} onClick={() => void keep(null)}>
            {say(words.askAgain)}
          </Button>
        )}
        <Button look="quiet" onClick={onClose}>
          {say(words.cancel)}
        </Button>
      </div>
    </form>
  );
}
