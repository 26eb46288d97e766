import { useEffect } from "react";
import { FindingList } from "#ui/Finding.tsx";
import { type Api, useAnswer } from "#ui/client.ts";
import { CheckField } from "#ui/ChoiceField.tsx";
import { useLanguage } from "#ui/language.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { bookingWords } from "../booking.words.ts";

export type Series = Parameters<Api["bookings"]["foreseeSeries"]>[0];
export type Foreseen = Awaited<ReturnType<Api["bookings"]["foreseeSeries"]>>;

/** The days of a series that cannot be booked, and those that want to be seen first. */
export function sortDays(foreseen: Pick<Foreseen, "days">) {
  const has = (weight: "refuses" | "asks") => foreseen.days.filter((one) => one.problems.some((problem) => problem.weight === weight));
  const refused = has("refuses");
  return { refused, asking: has("asks").filter((one) => !refused.includes(one)) };
}

/** What is left of a series, as it is sent: the days that are not possible are left out, and those that ask unless they were seen. */
export function daysToSend(foreseen: Pick<Foreseen, "days"> | null, seen: readonly string[]): { leaveOut: string[]; seenDays: string[]; count: number } {
  if (foreseen === null) return { leaveOut: [], seenDays: [], count: 0 };
  const { refused, asking } = sortDays(foreseen);
  const leaveOut = [...refused, ...asking.filter(({ on }) => !seen.includes(on))].map(({ on }) => on);
  return { leaveOut, seenDays: asking.map(({ on }) => on).filter((on) => seen.includes(on)), count: foreseen.days.length - leaveOut.length };
}

/** The days of a series that is being typed: how many there are, which are not possible and why, and whether the last will count. */
export function SeriesDays({ series, seen, onSeen, onForeseen }: { series: Series; seen: readonly string[]; onSeen: (seen: string[]) => void; onForeseen: (foreseen: Foreseen | null) => void }) {
  const { say, language, day } = useLanguage();
  const answer = useAnswer(["bookings.foreseeSeries", JSON.stringify(series)], (api) => api.bookings.foreseeSeries(series));
  const foreseen = answer.data ?? null;
  useEffect(() => onForeseen(foreseen), [foreseen, onForeseen]);
  if (answer.isError) return <p className="foreseen-taken">{[sentenceFor(answer.error, language), ...answer.error.fields.map((field) => field.message)].filter((said, at, all) => all.indexOf(said) === at).join(" ")}</p>;
  if (foreseen === null) return null;
  const { refused, asking } = sortDays(foreseen);
  const { count } = daysToSend(foreseen, seen);
  const last = foreseen.days.at(-1)?.on ?? "";
  const list = (days: Foreseen["days"], asks: "yes" | "no") => (
    <ul className="series-days">
      {days.map(({ on, problems }) => (
        <li key={on}>
          <span>{`${day(on, "weekday")}: ${problems.filter(({ weight }) => weight !== "warns").map(({ message }) => message).join(" ")}`}</span>
          {asks === "yes" ? <CheckField label={say(bookingWords.bookDay)} value={seen.includes(on) ? "yes" : "no"} onChange={(next) => onSeen(next === "yes" ? [...seen, on] : seen.filter((one) => one !== on))} /> : null}
        </li>
      ))}
    </ul>
  );
  const lastDecision = foreseen.last?.decision;
  return (
    <div className="series" aria-live="polite">
      <p>
        <strong>{bookingWords.seriesDays[language](count, day(last, "full"))}</strong> {refused.length + asking.length === 0 ? say(bookingWords.seriesFree) : ""}
      </p>
      {refused.length === 0 ? null : (
        <>
          <p>{bookingWords.seriesNot[language](refused.length)}</p>
          {list(refused, "no")}
        </>
      )}
      {asking.length === 0 ? null : (
        <>
          <p>{bookingWords.seriesAsks[language](asking.length)}</p>
          {list(asking, "yes")}
        </>
      )}
      {lastDecision?.verdict === "no" && foreseen.first?.decision.verdict !== "no" ? (
        <>
          <p>{bookingWords.lastNot[language](day(last, "full"))}</p>
          <FindingList width="narrow" findings={lastDecision.findings.filter((one) => one.result === "not_met" && one.severity === "block" && one.status !== "draft")} />
        </>
      ) : null}
    </div>
  );
}
