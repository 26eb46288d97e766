import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { Fault } from "#kernel/faults.ts";
import { Button } from "#ui/Button.tsx";
import { ChipGroup } from "#ui/Chip.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import type { Api } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { TextField } from "#ui/TextField.tsx";
import type { Answers, InstrumentDefinition, ScoreResult } from "../contract.ts";
import { exampleKinds, fillExample } from "../examples.rules.ts";
import { scoreInstrument } from "../rules.ts";
import { words } from "../screens.words.ts";
import type { FormLine } from "../site.contract.ts";
import { words as catalogue } from "../words.ts";
import { named } from "./parts.tsx";

type Trying = NonNullable<Awaited<ReturnType<Api["instruments"]["preview"]>>["trial"]>;

/** An instrument to be tried out: marked here, scored at once by the code that scores every form, kept nowhere. */
export function Trial({ trial }: { trial: Trying }) {
  const { say } = useLanguage();
  const { definition, items } = trial;
  const [answers, setAnswers] = useState<Answers>({});
  return (
    <section className="part" aria-labelledby="trial">
      <h2 id="trial">{say(words.trial)}</h2>
      <p className="soft">{say(words.trialLead)}</p>
      <div className="buttons" role="group" aria-label={say(words.fill)}>
        <span className="soft" aria-hidden>
          {say(words.fill)}:
        </span>
        {exampleKinds.map((kind) => (
          <Button key={kind} onClick={() => setAnswers(fillExample(definition, kind, Math.random))}>
            {say(words.examples[kind])}
          </Button>
        ))}
        <Button look="quiet" onClick={() => setAnswers({})}>
          {say(words.clear)}
        </Button>
      </div>
      <div className="trial">
        <div className="trial-items">
          {trial.instructions === "" ? null : <p lang={trial.language}>{trial.instructions}</p>}
          {items.map((item) => (
            <TrialItem key={item.number} item={item} answer={answers[item.number] ?? null} onChange={(answer) => setAnswers((before) => ({ ...before, [item.number]: answer }))} />
          ))}
        </div>
        <TrialResult definition={definition} answers={answers} />
      </div>
    </section>
  );
}

function TrialItem({ item, answer, onChange }: { item: FormLine; answer: Answers[string]; onChange: (answer: Answers[string]) => void }) {
  const { say } = useLanguage();
  const label = `${item.number}. ${item.text}`;
  if (item.options.length === 0) return <TextField label={item.text} value={typeof answer === "number" ? String(answer) : ""} width="short" inputMode="numeric" maxLength={4} onChange={(text) => onChange(/^-?\d+$/.test(text.trim()) ? Number(text) : null)} />;
  const options = item.options.map((option) => ({ value: String(option.place), label: option.text }));
  if (item.marks === "many") return <ChipGroup legend={label} choice="many" options={options} value={Array.isArray(answer) ? answer.map(String) : []} onChange={(places) => onChange(places.map(Number))} />;
  return <SelectField label={label} value={typeof answer === "number" ? String(answer) : ""} empty={say(words.notAnswered)} options={options} onChange={(place) => onChange(place === "" ? null : Number(place))} />;
}

/** What the marks come to now; a typed figure out of its bounds says so instead. */
function scoreNow(definition: InstrumentDefinition, answers: Answers): ScoreResult | Fault {
  try {
    return scoreInstrument(definition, answers);
  } catch (fault) {
    if (fault instanceof Fault) return fault;
    throw fault;
  }
}

function TrialResult({ definition, answers }: { definition: InstrumentDefinition; answers: Answers }) {
  const { say, language, number } = useLanguage();
  const texts = catalogue[language];
  const result = scoreNow(definition, answers);
  return (
    <div className="trial-result card" role="status" aria-label={say(words.result)}>
      <h3>{say(words.result)}</h3>
      {result instanceof Fault ? (
        result.saidIn(language).fields.map((field) => <p key={field.path}>{field.message}</p>)
      ) : (
        <>
          {result.complete ? null : <p>{words.missing[language](result.missing.join(", "))}</p>}
          {result.total === null ? null : (
            <p>
              {say(words.total)} <span className="trial-figure">{number(result.total)}</span>
            </p>
          )}
          {result.band === null ? null : (
            <p>
              {say(words.band)}: <strong>{named(texts.bands, result.band)}</strong>
            </p>
          )}
          {Object.entries(result.subscales).map(([name, value]) => (
            <p key={name}>
              {named(texts.scores, name)}: <strong>{value === null ? say(words.notKnown) : number(value)}</strong>
            </p>
          ))}
          {Object.entries(result.positive).map(([name, value]) => (
            <p key={name}>
              {named(texts.flags, name)}: <strong>{say(value === null ? words.notKnown : value ? words.yes : words.no)}</strong>
            </p>
          ))}
          {result.alerts.map((alert) => (
            <p key={`${alert.kind} ${alert.item}`} className="mark mark--draft">
              <Icon glyph={IconAlertTriangle} />
              <span>{texts.alerts[alert.kind](alert.item)}</span>
            </p>
          ))}
        </>
      )}
    </div>
  );
}
