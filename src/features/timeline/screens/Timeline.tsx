import { stageNames } from "#features/cases/screens.words.ts";
import { useState } from "react";
import { Segments } from "#ui/ChoiceField.tsx";
import { TimeAxis } from "#ui/axis/TimeAxis.tsx";
import { useAnswer } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { useAsAdult } from "#ui/shownTo.ts";
import { ContentMark } from "#ui/ContentMark.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { TimelineView } from "../contract.ts";
import { words } from "../screens.words.ts";
import { drawSeries } from "./series.ts";
import { drawStrands } from "./strands.ts";
import { spanOf } from "./span.ts";
import "./timeline.css";

/** Mean sessions of the published trials (measures.md section 7): another population, never a target. */
const PUBLISHED_MEAN = 32.82;

/** The course of a case on one time axis, as the viewer may see it. */
export default function Timeline({ caseId }: { caseId: string }) {
  const { language } = useLanguage();
  usePageTitle(words.title);
  const asAdultId = useAsAdult(caseId);
  const [span, setSpan] = useState<Span>("recent");
  const view = useAnswer(["timeline.get", caseId, span, asAdultId], (api) => api.timeline.get({ caseId, span, asAdultId }));
  if (view.isError && view.data === undefined) return <ErrorState sentence={`${words.failed[language]} ${sentenceFor(view.error, language)}`} verb={{ run: () => void view.refetch(), state: view.isFetching ? "busy" : "ready" }} />;
  if (view.data === undefined) return <Loading rows={6} />;
  return <Axis view={view.data} span={span} onSpan={setSpan} />;
}

type Span = "recent" | "whole";
const isSpan = (value: string): value is Span => value === "recent" || value === "whole";

function Axis({ view, span, onSpan }: { view: TimelineView; span: Span; onSpan: (span: Span) => void }) {
  const { language, say, day, number } = useLanguage();
  const { from, to } = spanOf(view);
  const series = drawSeries(view.series, view, language);
  const { held, weeks, missed } = view.dose;
  const isLong = span === "whole" ? view.months.length > 0 : view.began < view.from;
  return (
    <div className="timeline">
      <ContentMark />
      {isLong ? (
        <Segments legend={say(words.howMuch)} value={span} onChange={(value) => isSpan(value) && onSpan(value)} options={[{ value: "recent", label: say(words.recent) }, { value: "whole", label: words.whole[language](day(view.began, "full")) }]} />
      ) : null}
      <TimeAxis
        label={words.axis[language](day(from, "full"), day(to, "full"))}
        from={from}
        to={to}
        today={view.today}
        stages={view.stages.map((one) => ({ label: stageNames[one.stage]?.[language] ?? words.stage[language](one.stage), from: one.from, to: one.to ?? view.today, planned: "no" }))}
        sessions={view.sessions.map((one) => ({ date: one.on, kind: one.mark }))}
        strands={drawStrands(view.strands, language)}
        events={view.lifeEvents.map((one) => ({ date: one.happensOn, label: one.label, future: one.happensOn > view.today ? "yes" : "no" }))}
        {...(view.months.length > 0 ? { byMonth: view.months } : {})}
        series={series}
      />
      {series.length === 0 ? <p className="soft">{say(words.noScores)}</p> : null}
      <p className="timeline-dose">
        <strong>{say(words.dose)}</strong> <span>{held === 0 ? say(words.noneHeld) : words.held[language](held, weeks)}</span>
        {missed === 0 ? null : <span>{words.missed[language](missed)}</span>}
        {view.attended.map((one) => (
          <span key={one.personId}>{words.cameTo[language](one.name, one.came, one.of)}</span>
        ))}
        <span className="soft">{words.published[language](number(PUBLISHED_MEAN))}</span>
      </p>
    </div>
  );
}
