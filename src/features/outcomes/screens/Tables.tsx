import { goalNames } from "#features/plan/plan.words.ts";
import { words as instrumentWords } from "#features/instruments/words.ts";
import { useLanguage } from "#ui/language.tsx";
import { benchmarks } from "../definitions.words.ts";
import { cutWords, words } from "../screens.words.ts";
import type { ProgrammeFigures } from "../shapes.contract.ts";
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
      <div className="table-scroll" role="region" aria-label={say(words.goals)} tabIndex={0}>
        <table className="outcomes-table">
          <caption className="hidden-words">{say(words.goals)}</caption>
          <thead>
            <tr>
              {[words.goal, words.objective, words.reached, words.seesMeasures].map((head) => (
                <th key={head.en} scope="col">
                  {say(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.goals.map((one) => (
              <tr key={one.goal}>
                <th scope="row">{say(goalNames[one.goal].name)}</th>
                <td>
                  <Count one={one.withObjective} figure={`goal:${one.goal}:with_objective`} told={told} />
                </td>
                <td>
                  <Count one={one.reached} figure={`goal:${one.goal}:reached`} told={told} />
                </td>
                <td className="soft">{one.domains.map((domain) => instrumentWords[language].domains[domain]).join("; ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Equity({ told }: { told: ProgrammeFigures }) {
  const { say } = useLanguage();
  const nameOf = useOptionName();
  const figureName = useDefinitionName();
  const shown = useShown(told.threshold);
  const cuts = told.equity.filter((one) => one.rows.length > 0);
  if (cuts.length === 0) return null;
  return (
    <section aria-labelledby="outcomes-equity">
      <h2 id="outcomes-equity">
        {say(words.equity)} <span className="soft">{say(words.equityDetail)}</span>
      </h2>
      <div className="table-scroll" role="region" aria-label={say(words.equity)} tabIndex={0}>
        <table className="outcomes-table">
          <caption className="hidden-words">{say(words.equity)}</caption>
          <thead>
            <tr>
              <th scope="col">{say(words.group)}</th>
              {["asked", "started", "stage_two", "ended", "planned"].map((id) => (
                <th key={id} scope="col">
                  {figureName(id)}
                </th>
              ))}
            </tr>
          </thead>
          {cuts.map(({ cut, rows }) => (
            <tbody key={cut}>
              <tr>
                <th scope="rowgroup" colSpan={6} className="soft">
                  {say(cutWords[cut])}
                </th>
              </tr>
              {rows.map((one) => {
                const cells = [[one.asked, null], [one.started, one.asked], [one.stageTwo, one.started], [one.ended, one.started], [one.planned, one.ended]] as const;
                return (
                  <tr key={one.option.key}>
                    <th scope="row">{nameOf(one.option)}</th>
                    {cells.map(([count, among], place) => {
                      const percent = percentOf(count, among);
                      return (
                        <td key={place} className={count.people === null ? "soft" : undefined}>
                          {shown(count)}
                          {percent === null ? null : <span className="soft"> {`${percent} %`}</span>}
                        </td>
                      );
                    })}
                  </tr>
                );
              })}
            </tbody>
          ))}
        </table>
      </div>
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
