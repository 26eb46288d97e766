import { useLanguage } from "#ui/language.tsx";
import type { PublishedFigure, Result } from "../contract.ts";
import { inputNames, lineNames, noteWords, resultHow, resultNames, words } from "../screens.words.ts";

const MOST_SWINGS = 4;
/** Figures that are still needed and named one by one; of more the first. */
const MOST_NAMED = 3;

/** One answer with its range, what moves it, what it was made of and where its published part comes from; or what is still needed. */
export function OneResult({ result, published, swing }: { result: Result; published: PublishedFigure | null; swing: number | null }) {
  const { say, number } = useLanguage();
  const { value, low, high, unit } = result;
  const missing = result.missing.map((key) => say(inputNames[key]).replace(/^./, (letter) => letter.toLowerCase()));
  const money = (amount: number) => `${amount < 0 ? "−" : ""}$${number(Math.abs(Math.round(amount)))}`;
  const write = (amount: number) => (unit === "dollars" ? money(amount) : unit === "percent" ? `${number(Math.round(amount * 100) / 100)} %` : number(Math.round(amount * 10) / 10));
  return (
    <article className="return-result" aria-labelledby={`return-${result.id}`}>
      <h3 id={`return-${result.id}`}>{say(resultNames[result.id])}</h3>
      {missing.length === 0 ? null : <p className="soft">{say(missing.length > MOST_NAMED ? words.missingMany(missing.length, missing[0]!) : words.missing(missing.join("; ")))}</p>}
      {value === null ? null : (
        <p className="return-value">
          <strong>{write(value)}</strong> {result.dollarYear === null || unit !== "dollars" ? null : <span className="soft">{say(words.dollarsOf(result.dollarYear))}</span>}
          {unit === "percent" && value > 0 ? <span className="soft">{say(words.oneIn(number(Math.round(1000 / value) / 10)))}</span> : null}
        </p>
      )}
      {result.note === null ? null : <p>{say(noteWords[result.note])}</p>}
      {value === null ? null : low === null || high === null || swing === null ? <p className="soft small">{say(words.noRange)}</p> : <p className="small">{say(words.range(write(low), write(high), swing))}</p>}
      {published === null ? null : (
        <p className="soft small">
          {published.source} · {say(published.perspective)}. {say(words.never)}
        </p>
      )}
      {value === null && result.lines.length === 0 ? null : (
        <details className="fold">
          <summary>{say(words.how)}</summary>
          <p>{say(resultHow[result.id])}</p>
          {result.lines.length === 0 ? null : (
            <dl className="return-lines">
              {result.lines.map((line) => (
                <div key={line.key}>
                  <dt>{say(lineNames[line.key])}</dt>
                  <dd>{money(line.value)}</dd>
                </div>
              ))}
            </dl>
          )}
          <h4>{say(words.inputsUsed)}</h4>
          <dl className="return-lines">
            {result.inputs.map((input) => (
              <div key={input.key}>
                <dt>{say(inputNames[input.key])}</dt>
                <dd>{input.key === "priceYear" ? String(input.value) : number(input.value)}</dd>
              </div>
            ))}
          </dl>
          {result.swings.length === 0 ? null : (
            <>
              <h4>{say(words.moves)}</h4>
              <dl className="return-lines">
                {result.swings.slice(0, MOST_SWINGS).map((one) => (
                  <div key={one.key}>
                    <dt>{say(inputNames[one.key])}</dt>
                    <dd>
                      {say(words.to(write(one.low), write(one.high)))}
                    </dd>
                  </div>
                ))}
              </dl>
            </>
          )}
        </details>
      )}
    </article>
  );
}
