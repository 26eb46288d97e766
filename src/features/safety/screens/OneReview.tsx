import { IconCircleCheck } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import { ButtonLink } from "#ui/Button.tsx";
import { ClassEdge } from "#ui/ClassEdge.tsx";
import { useAnswer, useMe } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { SafetyNote, SafetyReviewWithNote } from "../contract.ts";
import { words as callWords } from "../oncall.screens.words.ts";
import { alertPlaceNames } from "../oncall.words.ts";
import { words } from "../screens.words.ts";
import { askedLabels, kindLabels, noteLabels, safetyWords } from "../words.ts";
import { askedFields, saidFields } from "./drafts.ts";
import { Lifeline, ReviewForm } from "./ReviewForm.tsx";

/** A moment on the agency's clocks: "Sat 14 Nov, 20:30". */
export function useMomentWords(): (at: string) => string {
  const { day } = useLanguage();
  const { agency } = useMe();
  return (at) => `${day(dateInZone(at, agency.timeZone), "weekday")}, ${timeInZone(at, agency.timeZone)}`;
}

/** One review: whose record it is, why it stands, and its note: to write, or as it was written. */
export function OneReview({ reviewId, nextId }: { reviewId: string; nextId: string | null }) {
  const { language, say } = useLanguage();
  const moment = useMomentWords();
  const answer = useAnswer(["safety.get", reviewId], (api) => api.safety.get({ reviewId }));
  const instruments = useAnswer(["instruments.list"], (api) => api.instruments.list());
  const written = useRef<HTMLDivElement>(null);
  const justWritten = useRef(false);
  const reviewedAt = answer.data?.reviewedAt ?? null;
  useEffect(() => {
    if (reviewedAt !== null && justWritten.current) written.current?.focus();
  }, [reviewedAt]);
  if (answer.data === undefined) return answer.isError ? <ErrorState sentence={`${words.failedOne[language]} ${sentenceFor(answer.error, language)}`} verb={{ run: () => void answer.refetch(), state: answer.isFetching ? "busy" : "ready" }} /> : <Loading rows={6} />;
  const review = answer.data;
  const name = instruments.data?.instruments.find((one) => one.instrument === review.instrument)?.name ?? review.instrument;
  return (
    <ClassEdge kind="caregiver" owner={review.adultName} part2={review.disclosure.part2 ? "yes" : "no"} title={say(kindLabels[review.kind])}>
      <p>
        <strong>{review.adultName}</strong>, {words.about[language](review.childName)}. {words.raised[language](name, moment(review.raisedAt))} {review.wasSubmitted ? null : say(safetyWords.notSent)}
      </p>
      <p className="soft small review-head">
        {say(safetyWords.fromRecord)} <Link href={`/app/families/${review.caseId}/measures`}>{say(words.family)}</Link>
      </p>
      <Lifeline />
      <Called review={review} />
      {review.note === null ? (
        <ReviewForm key={reviewId} reviewId={reviewId} onDone={() => (justWritten.current = true)} />
      ) : (
        <div ref={written} tabIndex={-1} className="review-written" role="status">
          <p className="review-done">
            <Icon glyph={IconCircleCheck} size={18} />
            <strong>{say(words.done)}</strong>
          </p>
          <p>{words.doneBy[language](review.reviewedByName ?? "", review.reviewedAt === null ? "" : moment(review.reviewedAt))}</p>
          <Written note={review.note} />
          <div className="buttons">
            {nextId === null ? null : (
              <ButtonLink look="asks_today" href={`/app/reviews?review=${nextId}`}>
                {say(words.next)}
              </ButtonLink>
            )}
            <ButtonLink href="/app">{say(words.today)}</ButtonLink>
          </div>
        </div>
      )}
    </ClassEdge>
  );
}

/** Who was called for it outside the agency's hours, and who took it on. */
function Called({ review }: { review: SafetyReviewWithNote }) {
  const { say, language } = useLanguage();
  const moment = useMomentWords();
  if (review.steps.length === 0) return null;
  return (
    <div className="review-called">
      <h3>{say(callWords.called)}</h3>
      <ol>
        {review.steps.map((one) => (
          <li key={one.toldAt}>{callWords.toldOne[language](one.name, say(alertPlaceNames[one.standsAs]), moment(one.toldAt))}</li>
        ))}
      </ol>
      <p>{review.takenAt === null ? <strong>{say(callWords.nobodyTook)}</strong> : callWords.takenBy[language](review.takenByName ?? "", moment(review.takenAt))}</p>
    </div>
  );
}

function Written({ note }: { note: NonNullable<SafetyReviewWithNote["note"]> }) {
  const { say } = useLanguage();
  const value = (field: keyof SafetyNote): string => {
    if (field === "supervisorNotified") return say(note.supervisorNotified ? words.told : words.notTold);
    const given = note[field];
    return askedFields.includes(field as never) ? say(askedLabels[given as keyof typeof askedLabels]) : given;
  };
  return (
    <div className="review-note">
      <DefinitionStrip definitions={askedFields.map((field) => ({ label: say(noteLabels[field]), value: value(field) }))} />
      <DefinitionStrip look="list" definitions={[...saidFields, "supervisorNotified" as const].map((field) => ({ label: say(noteLabels[field]), value: value(field) }))} />
    </div>
  );
}
