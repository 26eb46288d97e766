import { IconHomeMove, IconArrowBackUp } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import { useCase, useCaseChanged } from "#features/cases/screens/useCase.ts";
import { useToday } from "#features/cases/screens/useToday.ts";
import { Button } from "#ui/Button.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { ForeseenChange, PlacementChange, PlacementReview } from "../contract.ts";
import { kindWords, verdictWords, words } from "../screens.words.ts";
import { reviewWords } from "../words.ts";
import { ChangeForm } from "./ChangeForm.tsx";
import "./placement.css";

/** Somebody moves or changes: what waits to be looked at, the form of a change, and what changed before. */
export default function ChangeTab({ caseId }: { caseId: string }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const [after, setAfter] = useState<string | null>(null);
  const found = useCase(caseId);
  const answer = useAnswer(["placement.list", caseId, after], (api) => api.placement.list({ caseId, after }));
  if (answer.isError && answer.data === undefined) return <ErrorState sentence={sentenceFor(answer.error, language)} verb={{ run: () => void answer.refetch(), state: answer.isFetching ? "busy" : "ready" }} />;
  if (answer.data === undefined || found.data === undefined) return <Loading rows={5} />;
  const one = answer.data;
  const case_ = found.data;
  const treats = hasRole(me, "clinician", "trainee", "supervisor");
  const open = one.reviews.filter((review) => review.doneAt === null);
  const done = one.reviews.filter((review) => review.doneAt !== null);
  return (
    <>
      <section className="part" aria-labelledby="change-title">
        <h2 id="change-title">{say(words.soFar)}</h2>
        <p className="soft">{words.moves[language](one.moves.lastYear, one.moves.sinceStart)}</p>
        {treats && case_.status === "open" ? <FormPanel verb={say(words.title)} glyph={IconHomeMove}>{(close) => <ChangeForm found={case_} close={close} />}</FormPanel> : null}
      </section>
      <section className="part" aria-labelledby="to-look">
        <h2 id="to-look">{say(words.toLook)}</h2>
        {open.length === 0 ? <p className="soft">{say(words.nothingToLook)}</p> : <ul className="facts">{open.map((review) => <Review key={review.reviewId} caseId={caseId} review={review} may={treats ? "write" : "read"} />)}</ul>}
        {done.length === 0 ? null : (
          <details className="fold">
            <summary>{say(words.done)}</summary>
            <ul className="facts">{done.map((review) => <Review key={review.reviewId} caseId={caseId} review={review} may="read" />)}</ul>
          </details>
        )}
      </section>
      {one.redecided.length === 0 ? null : (
        <section className="part" aria-labelledby="redecided">
          <h2 id="redecided">{say(words.redecided)}</h2>
          <ul className="lines">{one.redecided.map((session) => <li key={session.sessionId}>{words.redecidedLine[language](day(session.on, "full"), verdictWords[session.original][language], verdictWords[session.fresh][language])}</li>)}</ul>
        </section>
      )}
      <section className="part" aria-labelledby="changes">
        <h2 id="changes">{say(words.changes)}</h2>
        {one.changes.length === 0 ? <EmptyState sentence={say(words.noChanges)} /> : <ul className="facts">{one.changes.map((change) => <Change key={change.changeId} caseId={caseId} change={change} may={treats ? "write" : "read"} />)}</ul>}
        {one.next === null ? null : (
          <div className="buttons">
            <Button onClick={() => setAfter(one.next)}>{say(words.older)}</Button>
          </div>
        )}
      </section>
    </>
  );
}

type May = "read" | "write";

/** One thing to look at again, with the two verbs that settle it. */
function Review({ caseId, review, may }: { caseId: string; review: PlacementReview; may: May }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const api = useApi();
  const today = useToday();
  const refresh = useRefresh();
  const sending = useSending(`review-${review.reviewId}`);
  const { title, about } = reviewWords[review.kind];
  const finish = (outcome: "done" | "not_needed") =>
    void sending.send(async () => {
      await api.placement.finishReview({ caseId, reviewId: review.reviewId, outcome, words: "" });
      await refresh(["placement.list", caseId], ["day.today"]);
    });
  const late = review.doneAt === null && review.dueOn < today;
  return (
    <li>
      <strong>{review.personName === "" ? say(title) : `${say(title)}: ${review.personName}`}</strong>
      <span className="change-about">
        {review.doneAt === null ? say(about) : null}{" "}
        <span className={late ? "mark mark--not_met" : "soft"}>
          {review.doneAt !== null
            ? [review.outcome === "not_needed" ? say(words.notNeeded) : say(words.finish), words.doneBy[language](review.doneByName ?? "", day(dateInZone(review.doneAt, me.agency.timeZone), "full")), review.words].filter((part) => part !== "").join(" · ")
            : [(late ? words.late : words.by)[language](day(review.dueOn, "full")), review.forRole === "supervisor" ? say(words.supervisor) : ""].filter((part) => part !== "").join(" · ")}
        </span>
      </span>
      {may === "write" ? (
        <span className="buttons">
          <Button state={sending.state} aria-label={`${say(words.finish)}: ${say(title)}`} onClick={() => finish("done")}>{say(words.finish)}</Button>
          <Button look="quiet" state={sending.state} aria-label={`${say(words.notNeeded)}: ${say(title)}`} onClick={() => finish("not_needed")}>{say(words.notNeeded)}</Button>
        </span>
      ) : null}
      {sending.errors.length === 0 ? null : <p className="mark mark--not_met" role="alert">{sending.errors[0]!.message}</p>}
    </li>
  );
}

function Change({ caseId, change, may }: { caseId: string; change: PlacementChange; may: May }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const [lost, setLost] = useState<ForeseenChange["sessions"]>([]);
  const names = [change.leftNames.length === 0 ? "" : `${say(words.left)}: ${change.leftNames.join(", ")}`, change.cameNames.length === 0 ? "" : `${say(words.came)}: ${change.cameNames.join(", ")}`, change.source, change.recordedByName];
  return (
    <li>
      <strong>{`${day(change.takesEffectOn, "full")}, ${say(kindWords[change.kind])}`}</strong>
      <span className="change-about">
        <span className="soft">{names.filter((part) => part !== "").join(" · ")}</span>{" "}
        {change.stands === "holds" ? null : <span className="mark mark--draft">{change.stands === "to_come" ? say(words.toCome) : words.takenBack[language](day(dateInZone(change.takenBackAt ?? change.recordedAt, me.agency.timeZone), "full"), change.takenBackReason ?? "")}</span>}
      </span>
      {may === "write" && change.isLast ? <FormPanel verb={say(words.takeBack)} about={day(change.takesEffectOn, "full")} glyph={IconArrowBackUp}>{(close) => <TakeBackFields caseId={caseId} changeId={change.changeId} close={close} onLost={setLost} />}</FormPanel> : null}
      {lost.length === 0 ? null : (
        <div role="status">
          <p>{say(words.notRestored)}</p>
          <ul className="lines">{lost.map((session) => <li key={session.sessionId}>{`${day(dateInZone(session.startsAt, session.timeZone), "weekday")}, ${timeInZone(session.startsAt, session.timeZone)}, ${session.clinicianName}`}</li>)}</ul>
        </div>
      )}
    </li>
  );
}

function TakeBackFields({ caseId, changeId, close, onLost }: { caseId: string; changeId: string; close: () => void; onLost: (lost: ForeseenChange["sessions"]) => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const changed = useCaseChanged(caseId);
  const sending = useSending("take-back");
  const [reason, setReason] = useState("");
  async function submit() {
    const sent = await sending.send(async () => {
      onLost((await api.placement.takeBack({ caseId, changeId, reason })).notRestored);
      await Promise.all([changed(), refresh(["placement.list", caseId], ["people.around", caseId], ["timeline.get", caseId], ["day.today"])]);
    });
    if (sent) close();
  }
  return (
    <SendForm name="take-back" sending={sending} submit={say(words.takeBack)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("reason")} label={say(words.reason)} hint={say(words.takeBackHint)} maxLength={500} value={reason} onChange={setReason} error={sending.errorOf("reason")} need="required" />
    </SendForm>
  );
}
