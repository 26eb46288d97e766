import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PUBLISHED_SESSIONS } from "../definitions.words.ts";
import { words } from "../screens.words.ts";
import type { Middle, ProgrammeFigures } from "../shapes.contract.ts";
import { Count, useDefinitionName, useShown } from "./saying.tsx";

const [WIDTH, LEFT, RIGHT, TOP, ROW] = [620, 150, 16, 44, 44] as const;

/** Sessions that took place: median and middle half by how the course stands, beside the published mean; the same as a table. */
export function Dose({ told }: { told: ProgrammeFigures }) {
  const { say, language } = useLanguage();
  const nameOf = useDefinitionName();
  const shown = useShown(told.threshold);
  const write = (one: Middle | null, unit = "") => (one === null ? <span className="soft">{say(words.hidden)}</span> : `${one.median}${unit} (${one.low}–${one.high})`);
  const most = Math.max(60, ...told.dose.map((one) => Math.ceil((one.sessions?.high ?? 0) / 10) * 10));
  const x = (sessions: number) => LEFT + ((WIDTH - LEFT - RIGHT) * sessions) / most;
  const height = TOP + told.dose.length * ROW + 24;
  const ticks = Array.from({ length: Math.floor(most / 10) + 1 }, (_, place) => place * 10).filter((tick) => most <= 100 || tick % 50 === 0);
  return (
    <section className="dose" aria-labelledby="outcomes-dose">
      <h2 id="outcomes-dose">
        {say(words.dose)} <span className="soft">{say(words.doseDetail)}</span>
      </h2>
      <div className="dose-scroll" role="region" aria-label={say(words.dose)} tabIndex={0}>
        <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={`${say(words.dose)}: ${say(words.doseDetail)}`}>
          {ticks.map((tick) => (
            <g key={tick}>
              <line className="dose-line" x1={x(tick)} x2={x(tick)} y1={TOP - 8} y2={height - 26} />
              <text className="dose-soft" x={x(tick)} y={height - 8} textAnchor="middle">
                {tick}
              </text>
            </g>
          ))}
          {told.dose.map((one, row) => {
            const y = TOP + row * ROW + 16;
            return (
              <g key={one.id}>
                <text className="dose-name" x={0} y={y}>
                  {nameOf(one.id)}
                </text>
                <text className="dose-soft" x={0} y={y + 17}>{`n ${shown(one.count)}`}</text>
                {one.sessions === null ? (
                  <text className="dose-soft" x={LEFT} y={y + 6}>
                    {say(words.hidden)}
                  </text>
                ) : (
                  <>
                    <rect className={one.id === "started" ? "dose-half dose-half--all" : "dose-half"} x={x(one.sessions.low)} y={y - 3} width={Math.max(4, x(one.sessions.high) - x(one.sessions.low))} height={12} rx={6} />
                    <line className="dose-median" x1={x(one.sessions.median)} x2={x(one.sessions.median)} y1={y - 6} y2={y + 12} />
                    <text className="dose-value" x={x(one.sessions.median)} y={y - 9} textAnchor="middle">
                      {one.sessions.median}
                    </text>
                  </>
                )}
              </g>
            );
          })}
          <line className="dose-published" x1={x(PUBLISHED_SESSIONS)} x2={x(PUBLISHED_SESSIONS)} y1={20} y2={height - 26} />
          <text className="dose-value" x={x(PUBLISHED_SESSIONS)} y={12} textAnchor={language === "es" ? "middle" : "end"}>
            {say(words.publishedMean)}
          </text>
        </svg>
      </div>
      <DataTable
        caption={say(words.doseDetail)}
        phone="cards"
        columns={[
          { key: "group", label: say(words.group), cell: (one) => nameOf(one.id) },
          { key: "families", label: say(words.families), cell: (one) => <Count one={one.count} figure={`position:${one.id}`} told={told} /> },
          { key: "sessions", label: say(words.sessions), cell: (one) => write(one.sessions) },
          { key: "weeks", label: say(words.weeks), cell: (one) => write(one.weeks) },
          { key: "shown", label: say(words.shownRate), cell: (one) => write(one.shownRate, " %") },
          { key: "came", label: say(words.caregiverRate), cell: (one) => write(one.caregiverRate, " %") },
        ]}
        rows={told.dose}
        rowKey={(one) => one.id}
      />
    </section>
  );
}
