import { IconBellRinging } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useId, useState } from "react";
import { Button } from "#ui/Button.tsx";
import { KeyHint } from "#ui/KeyHint.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { RowList, RowWithVerb } from "#ui/RowWithVerb.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { words as callWords } from "../oncall.screens.words.ts";
import { words } from "../screens.words.ts";
import { kindLabels, safetyWords } from "../words.ts";
import { Alerts } from "./Alerts.tsx";
import { OneReview, useMomentWords } from "./OneReview.tsx";
import "./reviews.css";
import "./safety.css";

/** What waits for whoever was called, the open safety reviews, and the one that is being written. Who runs the agency and treats nobody sees the first alone. */
export default function ReviewsScreen() {
  const { say } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  if (hasRole(me, "clinician", "trainee", "supervisor")) return <OpenReviews />;
  return (
    <div className="page reviews">
      <PageHeader title={say(words.title)} />
      <Alerts place="alone" />
    </div>
  );
}

function OpenReviews() {
  const { language, say } = useLanguage();
  const moment = useMomentWords();
  const heading = useId();
  const { review: asked } = useSearch({ strict: false }) as { review?: unknown };
  const list = usePages(["safety.list"], (api, after) => api.safety.list({ after }));
  const reviews = list.pages.flatMap((page) => page.reviews);
  // The review that opened by itself stays in sight once it is written and has left the list.
  const [first, setFirst] = useState<string | null>(null);
  if (first === null && reviews[0] !== undefined) setFirst(reviews[0].reviewId);
  const chosen = typeof asked === "string" ? asked : first;
  const next = reviews.find((one) => one.reviewId !== chosen)?.reviewId ?? null;
  return (
    <div className="page reviews">
      <PageHeader title={say(words.title)} detail={list.state === "there" ? words.detail[language](reviews.length, list.more !== null) : undefined}>
        {reviews.length > 1 ? <KeyHint keys={["J", "K"]} label={say(words.move)} /> : null}
      </PageHeader>
      <Alerts place="above" />
      {list.state === "failed" ? <ErrorState sentence={`${words.failedList[language]} ${list.fault === null ? "" : sentenceFor(list.fault, language)}`} verb={{ run: list.again }} /> : null}
      {list.state === "loading" ? <Loading rows={3} /> : null}
      {list.state === "there" && reviews.length === 0 && chosen === null ? <EmptyState sentence={say(safetyWords.none)}>{say(words.noneNext)}</EmptyState> : null}
      {reviews.length > 1 || (reviews.length === 1 && reviews[0]!.reviewId !== chosen) ? (
        <section aria-labelledby={heading}>
          <h2 id={heading}>{say(words.open)}</h2>
          <RowList labelledBy={heading}>
            {reviews.map((one) => (
              <RowWithVerb
                key={one.reviewId}
                state="today"
                kind={say(words.kind)}
                glyph={IconBellRinging}
                who={one.adultName}
                why={`${say(kindLabels[one.kind])}, ${words.about[language](one.childName)}`}
                aside={[one.reviewId === chosen ? say(words.shown) : words.since[language](moment(one.raisedAt)), ...(one.call === "none" ? [] : [say(one.call === "waits" ? callWords.waitsCall : callWords.takenCall)])].join(", ")}
                verb={one.reviewId === chosen ? undefined : { label: say(words.review), href: `/app/reviews?review=${one.reviewId}` }}
              />
            ))}
          </RowList>
          {list.more === null ? null : (
            <div className="table-more">
              <Button state={list.more.state} onClick={list.more.fetch}>
                {say(words.more)}
              </Button>
            </div>
          )}
        </section>
      ) : null}
      {chosen === null ? null : (
        <div className="review-one">
          <OneReview key={chosen} reviewId={chosen} nextId={next} />
        </div>
      )}
    </div>
  );
}
