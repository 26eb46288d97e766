import { IconLock, IconPrinter } from "@tabler/icons-react";
import { useId, useState } from "react";
import { DomainSign } from "#ui/axis/shapes.tsx";
import { Button } from "#ui/Button.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { MeasureSeries, SeriesBreak } from "../series.contract.ts";
import { nameSeries } from "../paper.rules.ts";
import { breakNames, domainGroups, domainNames, sayChange, seriesWords as words } from "../series.words.ts";
import { tellWords } from "../tell.words.ts";
import { TellPanel } from "./TellPanel.tsx";

const signs = { C: "child", R: "relationship", G: "caregiver" } as const;

/** The measures of a family by what they measure: the last value, what counts as change and why, breaks, and the values before. */
export function SeriesList({ caseId }: { caseId: string }) {
  const { language, say } = useLanguage();
  const heading = useId();
  const found = useAnswer(["measureSeries.list", caseId], (api) => api.measureSeries.list({ caseId }));
  if (found.data === undefined) return found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : <Loading rows={6} />;
  const { series, mayOverride, mayTell } = found.data;
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{say(words.title)}</h2>
      {mayTell ? (
        <p className="buttons">
          {(["en", "es"] as const).map((one) => (
            <a key={one} className="button button--second" href={`/api/cases/${caseId}/measures/paper?language=${one}`} download>
              <Icon glyph={IconPrinter} />
              <span>{say(tellWords.printRecord[one])}</span>
            </a>
          ))}
        </p>
      ) : null}
      <div className="domains">
        {domainGroups.map(({ letter, title, domains }) => (
          <section key={letter} className="domain-group" aria-labelledby={`${heading}-${letter}`}>
            <h3 id={`${heading}-${letter}`} className="domain-title">
              <svg width="14" height="14" aria-hidden>
                <DomainSign domain={signs[letter]} x={7} y={7} />
              </svg>
              {say(title)}
            </h3>
            {domains.map((domain) => {
              const own = series.filter((one) => one.domains.includes(domain));
              return (
                <div key={domain} className="domain">
                  <h4>{say(domainNames[domain])}</h4>
                  {own.length === 0 ? <p className="soft">{say(words.notMeasured)}</p> : own.map((one) => <OneSeries key={one.key} caseId={caseId} one={one} mayOverride={mayOverride ? "yes" : "no"} />)}
                </div>
              );
            })}
          </section>
        ))}
      </div>
      {mayTell ? <TellPanel caseId={caseId} /> : null}
    </section>
  );
}

function OneSeries({ caseId, one, mayOverride }: { caseId: string; one: MeasureSeries; mayOverride: "yes" | "no" }) {
  const { language, say, day, number } = useLanguage();
  const on = (date: string) => day(date, "full");
  const last = one.points.findLast((point) => point.value !== null) ?? one.points.at(-1)!;
  const isOwn = one.about === "self";
  return (
    <article className={isOwn ? "series series--own" : "series"}>
      <p className="series-name">
        {isOwn ? <Icon glyph={IconLock} /> : null} <strong>{nameSeries(one, language)}</strong>
        {one.direction === "none" ? null : <span className="soft small"> {say(one.direction === "lower_is_better" ? words.lowerIsBetter : words.higherIsBetter)}</span>}
        {one.cuts.length === 0 ? null : <span className="soft small"> · {words.cut[language](one.cuts.map((cut) => number(cut)).join(", "))}</span>}
      </p>
      <p>
        <span className="score-figure">{last.value === null ? say(words.incomplete) : number(last.value)}</span> <span className="soft">{words.last[language]("", one.range === null ? null : number(one.range.maximum), on(last.answeredOn)).trim()}</span>
        {last.informantName === null || isOwn ? null : <span className="soft"> · {words.toldBy[language](last.informantName)}</span>}
      </p>
      {one.change === null ? null : (
        <ul className={`series-change series-change--${one.change.verdict ?? "none"}`}>
          {sayChange(one.change, language, on).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {one.breaks.map((cut) => (
        <BreakLine key={cut.after} caseId={caseId} cut={cut} mayOverride={mayOverride === "yes" && one.change?.why !== "never" ? "yes" : "no"} />
      ))}
      {one.points.length < 2 ? null : (
        <p className="soft small">{one.points.map((point) => `${day(point.answeredOn)}: ${point.value === null ? say(words.incomplete) : number(point.value)}`).join(" · ")}</p>
      )}
    </article>
  );
}

/** A break with what made it, and for who may, counting across it with a reason. */
function BreakLine({ caseId, cut, mayOverride }: { caseId: string; cut: SeriesBreak; mayOverride: "yes" | "no" }) {
  const { language, say, day } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const [form, setForm] = useState<"open" | "closed">("closed");
  const [reason, setReason] = useState("");
  const sending = useSending(`override-${cut.after}`);
  const why = cut.kinds.map((kind) => say(breakNames[kind])).join(", ");
  async function decide(said: string | null) {
    await sending.send(async () => {
      await api.measureSeries.override({ caseId, before: cut.before, after: cut.after, reason: said });
      await refresh(["measureSeries.list", caseId], ["timeline.get", caseId]);
      setForm("closed");
    });
  }
  return (
    <div className="series-break">
      <p>
        <span aria-hidden>//</span> {cut.override === null ? words.breakOn[language](day(cut.on, "full"), why) : words.overridden[language](cut.override.byName, day(cut.override.decidedOn, "full"), cut.override.reason)}
      </p>
      {mayOverride === "no" ? null : cut.override !== null ? (
        <Button look="quiet" state={sending.state} onClick={() => void decide(null)}>
          {say(words.takeBack)}
        </Button>
      ) : form === "closed" ? (
        <Button look="quiet" onClick={() => setForm("open")}>
          {say(words.override)}
        </Button>
      ) : (
        <form
          className="fields"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void decide(reason);
          }}
        >
          <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
          <TextArea id={sending.id("reason")} label={say(words.overrideWhy)} hint={say(words.overrideHint)} value={reason} error={sending.errorOf("reason")} onChange={setReason} />
          <div className="buttons">
            <Button type="submit" state={sending.state}>
              {say(words.keep)}
            </Button>
            <Button look="quiet" onClick={() => setForm("closed")}>
              {say(words.cancel)}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}
