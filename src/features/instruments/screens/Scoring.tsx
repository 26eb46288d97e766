import { useLanguage } from "#ui/language.tsx";
import type { InstrumentDefinition } from "../contract.ts";
import { words } from "../screens.words.ts";
import { words as catalogue } from "../words.ts";
import { CertaintyMark, named } from "./parts.tsx";
import { sayBands, sayFlag, sayForm, sayScore } from "./scoring.ts";

/** How an instrument is scored, in words, each rule with what it rests on. */
export function Scoring({ definition }: { definition: InstrumentDefinition }) {
  const { say, language } = useLanguage();
  const texts = catalogue[language];
  const scores = [...(definition.total === null ? [] : [["total", definition.total] as const]), ...Object.entries(definition.subscales)];
  return (
    <section className="part" aria-labelledby="scoring">
      <h2 id="scoring">{say(words.scoring)}</h2>
      <h3>{say(words.form)}</h3>
      <Rules lines={sayForm(definition, words, language).map((text, place) => ({ key: String(place), text, about: null }))} definition={definition} />
      {scores.length === 0 ? null : (
        <>
          <h3>{say(words.scores)}</h3>
          <Rules definition={definition} lines={scores.map(([name, rule]) => ({ key: name, name: named(texts.scores, name), text: sayScore(rule, words, language), about: name === "total" ? "total" : `subscales.${name}` }))} />
        </>
      )}
      {definition.bands === null ? null : (
        <>
          <h3>{words.bandsOf[language](named(texts.scores, definition.bands.of))}</h3>
          <Rules definition={definition} lines={[{ key: "bands", text: sayBands(definition, language).join(" · "), about: "bands" }]} />
        </>
      )}
      {Object.keys(definition.positive).length === 0 ? null : (
        <>
          <h3>{say(words.flags)}</h3>
          <Rules definition={definition} lines={Object.entries(definition.positive).map(([name, rule]) => ({ key: name, name: named(texts.flags, name), text: rule.rule === "cut" && Object.hasOwn(texts.flags, name) ? null : sayFlag(rule, words, language), about: `positive.${name}` }))} />
          <p className="soft">{say(words.screenRule)}</p>
        </>
      )}
      {definition.alerts.length === 0 ? null : (
        <>
          <h3>{say(words.alerts)}</h3>
          <Rules definition={definition} lines={definition.alerts.map((rule, place) => ({ key: String(place), text: [words.alertFrom[language](rule.items, rule.atLeast), say(words.alertKinds[rule.kind]), ...(rule.fires === "when_new" ? [say(words.whenNew)] : [])].join(": "), about: "alerts" }))} />
        </>
      )}
      <p className="soft">{say(words.incompleteRule)}</p>
      {definition.notice === null ? null : <p>{definition.notice[language]}</p>}
    </section>
  );
}

type Line = { key: string; name?: string; /** Null where the name says it all. */ text: string | null; about: string | null };

/** Rules, each with the facts about it. */
function Rules({ lines, definition }: { lines: readonly Line[]; definition: InstrumentDefinition }) {
  return (
    <ul className="instrument-rules">
      {lines.map(({ key, name, text, about }) => (
        <li key={key}>
          <span>
            {name === undefined ? null : <strong>{text === null ? name : `${name}: `}</strong>}
            {text}
          </span>
          {definition.facts
            .filter((fact) => about !== null && (fact.about === about || fact.about.startsWith(`${about}.`) || about.startsWith(`${fact.about}.`)))
            .map((fact) => (
              <span key={fact.about} className="soft small line">
                <span>{fact.source}</span> <CertaintyMark certainty={fact.certainty} />
              </span>
            ))}
        </li>
      ))}
    </ul>
  );
}
