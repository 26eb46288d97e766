import type { ReactNode } from "react";
import { useAnswer } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { leavingNames } from "#features/training/screens.words.ts";
import type { AgencyLine, CohortLine, Figures } from "../contract.ts";
import { stepNames, words } from "../screens.words.ts";
import "./implementation.css";

/** How the model takes root: what a collaborative or a state asks of its cohorts and their agencies. */
export default function ImplementationScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.title);
  const found = useAnswer(["implementation.figures"], (api) => api.implementation.figures());
  return (
    <div className="page">
      <PageHeader title={say(words.title)} back={{ href: "/app/cohorts", label: say(words.cohortsBack) }} />
      {found.isPending ? <Loading rows={8} /> : null}
      {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : found.data.cohorts.length === 0 ? <EmptyState sentence={say(words.none)} /> : <Told figures={found.data} />}
    </div>
  );
}

function Told({ figures }: { figures: Figures }) {
  const { say, day, number, language } = useLanguage();
  const few = (count: number | null) => (count === null ? say(words.few) : number(count));
  const share = ({ count, of }: { count: number; of: number }) => words.share[language](count, of);
  const cohortColumns: Column<CohortLine>[] = [
    { key: "name", label: say(words.cohort), cell: (one) => <Link href={`/app/cohorts/${one.cohortId}`}>{one.name}</Link> },
    { key: "span", label: say(words.runs), cell: (one) => words.span[language](day(one.startsOn, "full"), day(one.endsOn, "full")) },
    ...(["began", "here", "left", "atRisk", "graduated"] as const).map((key) => ({ key, label: say(words[key]), align: "end" as const, cell: (one: CohortLine) => number(one[key]) })),
  ];
  const agencyColumns: Column<AgencyLine>[] = [
    { key: "name", label: say(words.agency), cell: (one) => one.organization },
    ...(["people", "left", "atRisk"] as const).map((key) => ({ key, label: say(words[key]), align: "end" as const, cell: (one: AgencyLine) => number(one[key]) })),
    { key: "families", label: say(words.families), align: "end", cell: (one) => (one.lending === 0 ? say(words.notLent) : few(one.families)) },
    { key: "courses", label: say(words.courses), align: "end", cell: (one) => (one.lending === 0 ? say(words.notLent) : few(one.fullCourses)) },
  ];
  const rows = [
    [say(words.reached), `${few(figures.families.reached)}, ${words.ofLending[language](figures.families.lending)}`],
    [say(words.full), few(figures.families.fullCourses)],
    [say(words.early), few(figures.families.endedEarly)],
    [say(words.fidelity), share(figures.fidelity)],
    [say(words.outcomes), share(figures.outcomes)],
    ...figures.inPost.map((one) => [words.inPost[language](one.months), share(one)] as const),
  ] as const;
  return (
    <>
      <p className="soft">{words.small[language](figures.least)}</p>
      <Part id="reach" title={say(words.reach)}>
        <dl className="reach">
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part id="cohorts" title={say(words.cohorts)}>
        <p>{words.empty[language](figures.places.empty, figures.places.places)}</p>
        <DataTable caption={say(words.cohorts)} columns={cohortColumns} rows={figures.cohorts} rowKey={(one) => one.cohortId} phone="cards" />
      </Part>
      <Part id="agencies" title={say(words.agencies)}>
        <DataTable caption={say(words.agencies)} columns={agencyColumns} rows={figures.agencies} rowKey={(one) => one.organization} phone="cards" />
      </Part>
      <Part id="applications" title={say(words.pipeline)}>
        <DataTable caption={say(words.pipeline)} columns={[{ key: "step", label: say(words.step), cell: (one) => say(stepNames[one.step]) }, { key: "count", label: say(words.count), align: "end", cell: (one) => number(one.count) }]} rows={figures.pipeline} rowKey={(one) => one.step} />
      </Part>
      <Part id="attrition" title={say(words.attrition)}>
        {figures.attrition.length === 0 ? <EmptyState sentence={say(words.noneLeft)} /> : <DataTable caption={say(words.attrition)} columns={[{ key: "reason", label: say(words.reason), cell: (one) => say(leavingNames[one.leftAs]) }, { key: "count", label: say(words.count), align: "end", cell: (one) => few(one.count) }]} rows={figures.attrition} rowKey={(one) => one.leftAs} />}
      </Part>
    </>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}
