import { IconAlertTriangle } from "@tabler/icons-react";
import type { DomainCode } from "#features/instruments/contract.ts";
import { words as instrumentWords } from "#features/instruments/words.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { words } from "../screens.words.ts";
import type { Measured, ProgrammeFigures } from "../shapes.contract.ts";
import { caseLink, Count, percentOf, useDefinitionName, useShown } from "./saying.tsx";

/** Under this part of those who started a median says little of all of them. */
const CARE_UNDER = 40;
const colourOf = (domain: DomainCode) => (domain.startsWith("C-") ? "child" : domain.startsWith("R-") ? "relation" : "adult");

/** Child, relationship and caregiver, domain by domain: what changed, with who has a last value beside it. What nobody measures says so. */
export function Domains({ told }: { told: ProgrammeFigures }) {
  const { say, language } = useLanguage();
  const measures = told.domains.flatMap(({ domain, measures: all }) => all.map((one) => ({ domain, one })));
  const [open, hidden] = [measures.filter(({ one }) => one.pairs.people !== null), measures.filter(({ one }) => one.pairs.people === null)];
  const shown = useShown(told.threshold);
  const not = told.domains.filter((one) => one.measures.length === 0);
  return (
    <section aria-labelledby="outcomes-changed">
      <h2 id="outcomes-changed">
        {say(words.changed)} <span className="soft">{say(words.changedDetail)}</span>
      </h2>
      <div className="domains">
        {open.map(({ domain, one }) => (
          <Domain key={`${domain} ${one.series}`} domain={domain} one={one} told={told} />
        ))}
        <Placement told={told} />
      </div>
      {hidden.length === 0 ? null : (
        <div className="domains-hidden">
          <p className="soft">{words.fewPairs[language](told.threshold)}</p>
          <dl className="outcomes-pairs">
            {hidden.map(({ domain, one }) => (
              <div key={`${domain} ${one.series}`}>
                <dt>
                  {instrumentWords[language].domains[domain]}: {[one.name, one.scale].filter((part) => part !== "").join(", ")}
                </dt>
                <dd>{shown(one.pairs)}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
      {not.length === 0 ? null : (
        <p className="domains-not">
          <strong>{not.map((one) => instrumentWords[language].domains[one.domain]).join("; ")}.</strong> {say(words.notMeasured)}
        </p>
      )}
    </section>
  );
}

function Domain({ domain, one, told }: { domain: DomainCode; one: Measured; told: ProgrammeFigures }) {
  const { say, language } = useLanguage();
  const name = instrumentWords[language].domains[domain];
  const shown = useShown(told.threshold);
  const percent = percentOf(one.pairs, one.started);
  return (
    <article className={`domain domain--${colourOf(domain)}`}>
      <h3>
        <Mark colour={colourOf(domain)} /> {name}
      </h3>
      <p className="soft">{[one.name, one.scale].filter((part) => part !== "").join(", ")}</p>
      <div className="domain-body">
        <Slope one={one} colour={colourOf(domain)} />
        <div>
          <p>
            <strong className="domain-figure">{percent === null ? shown(one.pairs) : `${percent} %`}</strong> {say(words.withPost)}
            <br />
            <span className="soft">
              {percent === null ? null : words.ofStarted[language](shown(one.pairs), shown(one.started))}
              {percent !== null && percent < CARE_UNDER ? (
                <span className="domain-care">
                  <Icon glyph={IconAlertTriangle} size={14} /> {say(words.readWithCare)}
                </span>
              ) : null}
            </span>
          </p>
          <hr />
          <Changes one={one} told={told} />
        </div>
      </div>
    </article>
  );
}

function Changes({ one, told }: { one: Measured; told: ProgrammeFigures }) {
  const { say, language } = useLanguage();
  const shown = useShown(told.threshold);
  return (
    <dl className="domain-changes">
      {one.aboveThenBelow === null || one.aboveBefore === null ? null : (
        <div>
          <dt>{say(words.belowCut)}</dt>
          <dd>{words.ofAbove[language](shown(one.aboveThenBelow), shown(one.aboveBefore))}</dd>
        </div>
      )}
      <div>
        <dt>{one.change === null ? say(one.direction === "none" ? words.ordinal : words.noValue) : words[one.change.kind][language](one.change.points)}</dt>
        {one.better === null || one.same === null || one.worse === null ? null : (
          <dd>
            {words.betterSameWorse[language](shown(one.better), shown(one.same), shown(one.worse))}
            {one.change === null ? null : <span className="soft domain-source">{[one.change.source, one.change.population, ...(one.change.certainty === "read" ? [] : [say(words.needsConfirmation)])].join("; ")}</span>}
          </dd>
        )}
      </div>
      <div>
        <dt>{words.broken[language](shown(one.broken))}</dt>
        <dd>
          <Link href={caseLink(`series:${one.series}:pairs`, told.cut)}>{say(words.cases)}</Link>
        </dd>
      </div>
    </dl>
  );
}

const [LOW, HIGH] = [86, 12] as const;
/** First and last median with the middle half, joined where a change can be spoken of: an ordinal level has no slope. */
function Slope({ one, colour }: { one: Measured; colour: string }) {
  const { say } = useLanguage();
  const { pre, post } = one;
  if (pre === null || post === null) return <svg className="slope" viewBox="0 0 120 112" aria-hidden="true"><line className="slope-none" x1="20" x2="100" y1="50" y2="50" /></svg>; // prettier-ignore
  const [least, most] = [Math.min(pre.low, post.low), Math.max(pre.high, post.high)];
  const y = (value: number) => (most === least ? 50 : LOW - ((LOW - HIGH) * (value - least)) / (most - least));
  const dot = (x: number, at: typeof pre, anchor: "end" | "start") => (
    <g>
      <rect className="slope-half" x={x - 6} y={y(at.high)} width={12} height={Math.max(6, y(at.low) - y(at.high))} rx={6} />
      <circle cx={x} cy={y(at.median)} r={5} />
      <text x={anchor === "end" ? x - 12 : x + 12} y={y(at.median) + 5} textAnchor={anchor}>
        {at.median}
      </text>
    </g>
  );
  return (
    <svg className={`slope slope--${colour}`} viewBox="0 0 120 112" role="img" aria-label={`${say(words.start)} ${pre.median} (${pre.low}–${pre.high}), ${say(words.end)} ${post.median} (${post.low}–${post.high})`}>
      {one.direction === "none" ? null : <line x1={38} x2={82} y1={y(pre.median)} y2={y(post.median)} />}
      {dot(38, pre, "end")}
      {dot(82, post, "start")}
      <text className="slope-soft" x={38} y={108} textAnchor="middle">
        {say(words.start)}
      </text>
      <text className="slope-soft" x={82} y={108} textAnchor="middle">
        {say(words.end)}
      </text>
    </svg>
  );
}

function Placement({ told }: { told: ProgrammeFigures }) {
  const { say, language } = useLanguage();
  const shown = useShown(told.threshold);
  const { none, moved, reunified, started } = told.moves;
  const nameOf = useDefinitionName();
  const percent = percentOf(none, started);
  return (
    <article className="domain domain--child">
      <h3>
        <Mark colour="child" /> {say(words.placement)}
      </h3>
      <p className="soft">{say(words.placementDetail)}</p>
      <dl className="outcomes-pairs">
        {([["no_move", none], ["moved", moved], ["reunified", reunified]] as const).map(([id, one]) => (
          <div key={id}>
            <dt>{nameOf(id)}</dt>
            <dd>
              <Count one={one} figure={`moves:${id}`} told={told} /> {id === "no_move" && percent !== null ? <span className="soft">{words.ofStarted[language](`${percent} %`, shown(started))}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
/** Round is the child, a diamond the relationship, a square the caregiver. */
function Mark({ colour }: { colour: string }) {
  return (
    <svg className={`domain-mark domain-mark--${colour}`} viewBox="0 0 12 12" aria-hidden="true">
      {colour === "child" ? <circle cx="6" cy="6" r="5" /> : colour === "relation" ? <path d="M6 0l6 6-6 6-6-6z" /> : <rect x="1" y="1" width="10" height="10" />}
    </svg>
  );
}
