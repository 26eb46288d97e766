import { IconAlertTriangle, IconArrowUpRight, IconCheck, IconHelp, IconMinus, IconX } from "@tabler/icons-react";
import { dateInZone } from "#kernel/dates.ts";
import { useMe } from "#ui/client.ts";
import { type Glyph, Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import type { Path, PathState, Step } from "../cohorts.contract.ts";
import { stateNames, words } from "../screens.words.ts";
import "./training.css";

const glyphs: Record<PathState, Glyph> = { met: IconCheck, on_track: IconArrowUpRight, at_risk: IconAlertTriangle, not_met: IconX, not_defined: IconMinus, not_known: IconHelp };

/** How a requirement stands: a sign and the word. `short` says the word to the ear alone. */
export function StateMark({ state, look = "full" }: { state: PathState; look?: "full" | "short" }) {
  const { say } = useLanguage();
  return (
    <span className={`path-state path-state--${state}`} title={look === "short" ? say(stateNames[state]) : undefined}>
      <Icon glyph={glyphs[state]} />
      <span className={look === "short" ? "hidden-words" : undefined}>{say(stateNames[state])}</span>
    </span>
  );
}

/** The way to graduation: each requirement with what it rests on, which can be counted again by hand. */
export function PathSteps({ path }: { path: Path }) {
  const { say, day, language } = useLanguage();
  const me = useMe();
  return (
    <section className="part" aria-labelledby="path-title">
      <h2 id="path-title">{say(words.path)}</h2>
      <p className="path-head">
        <strong>{say(words.verdicts[path.verdict])}</strong>
        <span className="soft">{words.onDate[language](path.track, path.version, day(path.on, "full"))}</span>
        <span className="soft">{path.gatheredAt === null ? say(words.notGathered) : words.gathered[language](day(dateInZone(path.gatheredAt, me.agency.timeZone), "full"))}</span>
      </p>
      <ol className="path-steps">
        {path.steps.map((step) => (
          <OneStep key={step.id} step={step} />
        ))}
      </ol>
      {path.fullCourse === null ? null : <p className="soft path-note">{path.fullCourse}</p>}
    </section>
  );
}

function OneStep({ step }: { step: Step }) {
  const { say, day, language } = useLanguage();
  const figure = words.have[language](step.have, step.need);
  return (
    <li className="path-step">
      <StateMark state={step.state} />
      <div className="path-what">
        <p>
          <strong>{step.words}</strong>
          {step.isOptional ? <span className="soft"> · {say(words.optional)}</span> : null}
          {step.isWaived ? <span className="soft"> · {say(words.waived)}</span> : null}
        </p>
        <p className="soft">{[step.met === true ? null : step.message, step.expectedOn === null ? null : words.expected[language](day(step.expectedOn, "full"))].filter((one) => one !== null).join(" ")}</p>
        <details className="path-rests">
          <summary>{say(words.rests)}</summary>
          {step.local === null ? null : <p>{`${say(words.ours)}: ${step.local}`}</p>}
          {step.explained.length === 0 ? <p>{say(words.nothingCounted)}</p> : null}
          <ul>
            {step.explained.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </details>
      </div>
      <span className="path-figure">{figure}</span>
    </li>
  );
}
