import { useLanguage } from "#ui/language.tsx";
import { words } from "../screens.words.ts";
import type { ProgrammeFigures } from "../shapes.contract.ts";
import { Count, percentOf, useDefinitionName } from "./saying.tsx";

/** What stands beside a step: where those are who did not take it. */
const beside: Record<string, readonly string[]> = { eligible: ["not_eligible", "deciding"], started: ["waiting", "left_before"], ended: ["coming"], planned: ["early"] };

/** From the first call to the goodbye: a bar a step, what part of the one above it is, and where the others are. A table with bars. */
export function Funnel({ told }: { told: ProgrammeFigures }) {
  const { say } = useLanguage();
  const nameOf = useDefinitionName();
  const most = Math.max(0, ...told.funnel.map((one) => one.count.people ?? 0));
  const around = new Map(told.endings.map((one) => [one.id, one]));
  return (
    <section className="funnel" aria-labelledby="outcomes-funnel">
      <h2 id="outcomes-funnel">{say(words.funnel)}</h2>
      <table>
        <caption className="hidden-words">{say(words.funnel)}</caption>
        <thead className="hidden-words">
          <tr>
            <th scope="col">{say(words.step)}</th>
            <th scope="col">{say(words.families)}</th>
            <th scope="col">{say(words.part)}</th>
            <th scope="col">{say(words.whereOthers)}</th>
          </tr>
        </thead>
        <tbody>
          {told.funnel.map((one) => {
            const percent = percentOf(one.count, one.among);
            return (
              <tr key={one.id}>
                <th scope="row">{nameOf(one.id)}</th>
                <td className="funnel-count">
                  <Count one={one.count} figure={`position:${one.id}`} told={told} />
                  <svg className="funnel-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                    {one.count.people === null ? <rect className="funnel-hidden" x="0.5" y="1" width="12" height="8" vectorEffect="non-scaling-stroke" /> : <rect x="0" y="0" width={most === 0 ? 0 : (100 * one.count.people) / most} height="10" />}
                  </svg>
                </td>
                <td>{percent === null ? null : `${percent} %`}</td>
                <td className="soft">
                  {(beside[one.id] ?? []).map((id, place) => (
                    <span key={id}>
                      {place === 0 ? null : " · "}
                      {nameOf(id)} <Count one={around.get(id)!.count} figure={`position:${id}`} told={told} />
                    </span>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
