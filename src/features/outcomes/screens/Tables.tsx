import { goalNames } from "#features/plan/plan.words.ts";
import { words as instrumentWords } from "#features/instruments/words.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { benchmarks } from "../definitions.words.ts";
import { cutWords, words } from "../screens.words.ts";
import type { EquityRow, ProgrammeFigures, Shown } from "../shapes.contract.ts";
import { Count, percentOf, useDefinitionName, useOptionName, useShown } from "./saying.tsx";

/** Times, goals, equity and what others published, as tables. */
export function Tables({ told }: { told: ProgrammeFigures }) {
  return (
    <>
      <Times told={told} />
      <Goals told={told} />
      {told.cut === null ? <Equity told={told} /> : null}
      <Published />
    </>
  );
}

function Times({ told }: { told: ProgrammeFigures }) {
  const { say } = useLanguage();
  const nameOf = useDefinitionName();
  return (
    <section aria-labelledby="outcomes-times">
      <h2 id="outcomes-times">{say(words.times)}</h2>
      <dl className="outcomes-pairs">
        {told.times.map((one) => (
          <div key={one.id}>
            <dt>{nameOf(one.id)}</dt>
            <dd>{one.days === null ? <span className="soft">{say(words.hidden)}</span> : `${one.days.median} (${one.days.low}–${one.days.high})`}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Goals({ told }: { told: ProgrammeFigures }) {
  const { say, language } = useLanguage();
  return (
    <section aria-labelledby="outcomes-goals">
      <h2 id="outcomes-goals">
        {say(words.goals)} <span className="soft">{say(words.goalsDetail)}</span>
      </h2>
      <DataTable
        caption={say(words.goals)}
        phone="cards"
        columns={[
          { key: "goal", label: say(words.goal), cell: (one) => say(goalNames[one.goal].name) },
          { key: "objective", label: say(words.objective), cell: (one) => <Count one={one.withObjective} figure={`goal:${one.goal}:with_objective`} told={told} /> },
          { key: "reached", label: say(words.reached), cell: (one) => <Count one={one.reached} figure={`goal:${one.goal}:reached`} told={told} /> },
          { key: "measures", label: say(words.seesMeasures), cell: (one) => <span className="soft">{one.domains.map((domain) => instrumentWords[language].domains[domain]).join("; ")}</span> },
        ]}
        rows={told.goals}
        rowKey={(one) => one.goal}
      />
    </section>
  );
}

/** The steps that are told of each group, with what each is a part of. */
const steps: readonly { id: string; count: (one: EquityRow) => Shown; among: (one: EquityRow) => Shown | null }[] = [
  { id: "asked", count: (one) => one.asked, among: () => null },
  { id: "started", count: (one) => one.started, among: (one) => one.asked },
  { id: "stage_two", count: (one) => one.stageTwo, among: (one) => one.started },
  { id: "ended", count: (one) => one.ended, among: (one) => one.started },
  { id: "planned", count: (one) => one.planned, among: (one) => one.ended },
];

function Part({ count, among, threshold }: { count: Shown; among: Shown | null; threshold: number }) {
  const shown = useShown(threshold);
  const percent = percentOf(count, among);
  return (
    <span className={count.people === null ? "soft" : undefined}>
      {shown(count)}
      {percent === null ? null : <span className="soft"> {`${percent} %`}</span>}
    </span>
  );
}

function Equity({ told }: { told: ProgrammeFigures }) {
  const { say } = useLanguage();
  const nameOf = useOptionName();
  const figureName = useDefinitionName();
  const cuts = told.equity.filter((one) => one.rows.length > 0);
  if (cuts.length === 0) return null;
  return (
    <section aria-labelledby="outcomes-equity">
      <h2 id="outcomes-equity">
        {say(words.equity)} <span className="soft">{say(words.equityDetail)}</span>
      </h2>
      {cuts.map(({ cut, rows }) => (
        <div key={cut}>
          <h3>{say(cutWords[cut])}</h3>
          <DataTable
            caption={say(cutWords[cut])}
            phone="cards"
            columns={[
              { key: "group", label: say(words.group), cell: (one: EquityRow) => nameOf(one.option) },
              ...steps.map(({ id, count, among }) => ({ key: id, label: figureName(id), cell: (one: EquityRow) => <Part count={count(one)} among={among(one)} threshold={told.threshold} /> })),
            ]}
            rows={rows}
            rowKey={(one) => one.option.key}
          />
        </div>
      ))}
    </section>
  );
}

function Published() {
  const { say } = useLanguage();
  return (
    <section aria-labelledby="outcomes-published">
      <h2 id="outcomes-published">
        {say(words.published)} <span className="soft">{say(words.publishedDetail)}</span>
      </h2>
      <ul className="outcomes-published">
        {benchmarks.map((one) => (
          <li key={one.id}>
            {say(one.words)} <span className="soft">{one.status === "to_confirm" ? `${one.source}; ${say(words.needsConfirmation)}` : one.source}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
