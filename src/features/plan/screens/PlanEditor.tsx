import { IconLock, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { SelectField } from "#ui/ChoiceField.tsx";
import { ChipGroup } from "#ui/Chip.tsx";
import { Button } from "#ui/Button.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { DraftState } from "#ui/DraftState.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { useAccount } from "#ui/useAccount.ts";
import { forgetKeptDraft } from "#ui/useKeptDraft.ts";
import { type Sending, useSending } from "#ui/useSending.ts";
import { type DraftObjective, type Intervention, interventions, type Plan, type PlanContent, standardGoals } from "../contract.ts";
import { goalNames, interventionNames } from "../plan.words.ts";
import { modalitiesOf } from "../rules.ts";
import { words } from "../screens.words.ts";
import { sayGoal, sayTarget } from "../text.rules.ts";
import { sayAbout, usePlanNames } from "./naming.ts";
import { usePlanDraft } from "./usePlanDraft.ts";

const emptyObjective = (): DraftObjective => ({ objectiveId: crypto.randomUUID(), ownerPersonId: null, goal: null, words: "", baseline: "", measure: null, value: null, direction: null, observable: "", interventions: [], reviewOn: null });

/** A number as somebody types it, with a point or a comma; null where it is none. */
function readValue(text: string): number | null {
  const read = Number(text.replace(",", "."));
  return text.trim() === "" || Number.isNaN(read) ? null : read;
}

/** A draft, saved as it is typed, until its text is fixed. */
export function PlanEditor({ caseId, plan }: { caseId: string; plan: Plan }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const account = useAccount();
  const names = usePlanNames(caseId);
  const sending = useSending("plan");
  const draft = usePlanDraft(caseId, plan);
  const { content, write } = draft;
  const setObjective = (place: number, more: Partial<DraftObjective>) => write({ ...content, objectives: content.objectives.map((one, at) => (at === place ? { ...one, ...more } : one)) });
  const told = (of: PlanContent) => of.objectives.map((one) => `${sayAbout(one.ownerPersonId, names.adults, language)}: ${sayGoal(one.goal, of, language)}\n${one.words}\n${one.baseline}\n${sayTarget(one, names.measures, language)}`).join("\n\n");
  async function fix() {
    const sent = await sending.send(async () => {
      const revision = await draft.flush();
      await api.plan.fix({ caseId, planId: plan.planId, revision: revision ?? draft.revision });
      await forgetKeptDraft(account, plan.planId);
    });
    if (sent) await refresh(["plan.get", caseId], ["plan.gate", caseId]);
  }
  return (
    <section className="part" aria-labelledby="plan-draft">
      <h2 id="plan-draft">{words.draft[language](plan.number)}</h2>
      <p className="soft">{say(words.notHere)}</p>
      <DraftState draft={draft} told={told} words={words} />
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <div id="plan" tabIndex={-1} className="fields">
        <span id={sending.id("objectives")} tabIndex={-1} />
        {content.objectives.map((one, place) => (
          <ObjectiveFields key={one.objectiveId} place={place} one={one} content={content} names={names} sending={sending} onChange={(more) => setObjective(place, more)} onRemove={() => write({ ...content, objectives: content.objectives.filter((_, at) => at !== place) })} />
        ))}
        <p>
          <Button glyph={IconPlus} onClick={() => write({ ...content, objectives: [...content.objectives, emptyObjective()] })}>
            {say(words.addObjective)}
          </Button>
        </p>
        <h3>{say(words.ownGoals)}</h3>
        {content.goals.map((one, place) => (
          <div key={one.goalId} className="plan-verbs">
            <TextField id={sending.id(`goals.${place}.words`)} label={words.ownGoal[language](place + 1)} value={one.words} maxLength={1000} error={sending.errorOf(`goals.${place}.words`)} onChange={(text) => write({ ...content, goals: content.goals.map((goal, at) => (at === place ? { ...goal, words: text } : goal)) })} />
            <Button look="quiet" glyph={IconTrash} aria-label={words.removeOf[language](words.ownGoal[language](place + 1))} onClick={() => write({ goals: content.goals.filter((_, at) => at !== place), objectives: content.objectives.map((each) => (each.goal === one.goalId ? { ...each, goal: null } : each)) })}>
              {say(words.remove)}
            </Button>
          </div>
        ))}
        <p>
          <Button glyph={IconPlus} onClick={() => write({ ...content, goals: [...content.goals, { goalId: crypto.randomUUID(), words: "" }] })}>
            {say(words.addGoal)}
          </Button>
        </p>
      </div>
      <p className="soft">{say(words.fixWhy)}</p>
      <p>
        <Button look="main" glyph={IconLock} state={sending.state} onClick={() => void fix()}>
          {say(words.fix)}
        </Button>
      </p>
    </section>
  );
}

type Names = ReturnType<typeof usePlanNames>;

function ObjectiveFields({ place, one, content, names, sending, onChange, onRemove }: { place: number; one: DraftObjective; content: PlanContent; names: Names; sending: Sending; onChange: (more: Partial<DraftObjective>) => void; onRemove: () => void }) {
  const { say, language } = useLanguage();
  const [typed, setTyped] = useState(one.value === null ? "" : String(one.value));
  // What was a target when this was opened may be chosen back; a retired one is not offered anew.
  const [kept] = useState(one.measure);
  // What somebody types stays as typed, unless another value has come in its place.
  const value = readValue(typed) === one.value ? typed : one.value === null ? "" : String(one.value);
  const field = (key: string) => ({ id: sending.id(`objectives.${place}.${key}`), error: sending.errorOf(`objectives.${place}.${key}`) });
  const title = words.objective[language](place + 1);
  return (
    <fieldset className="plan-objective-form">
      <legend>{title}</legend>
      <SelectField {...field("ownerPersonId")} label={say(words.about)} empty={say(words.child)} value={one.ownerPersonId ?? ""} onChange={(next) => onChange({ ownerPersonId: next === "" ? null : next })} options={names.adults.filter((adult) => adult.hasOpenDyad || adult.personId === one.ownerPersonId).map((adult) => ({ value: adult.personId, label: words.withAdult[language](adult.name) }))} />
      <SelectField {...field("goal")} label={say(words.goal)} value={one.goal ?? ""} onChange={(next) => onChange({ goal: next === "" ? null : next })} options={[...standardGoals.map((key) => ({ value: key as string, label: `(${key}) ${say(goalNames[key].name)}` })), ...content.goals.map((goal, at) => ({ value: goal.goalId, label: goal.words || words.ownGoal[language](at + 1) }))]} />
      <TextArea {...field("words")} label={say(words.words)} value={one.words} maxLength={2000} rows={2} onChange={(next) => onChange({ words: next })} />
      <TextArea {...field("baseline")} label={say(words.baseline)} value={one.baseline} maxLength={2000} rows={2} onChange={(next) => onChange({ baseline: next })} />
      <TextArea {...field("observable")} label={say(words.observable)} value={one.observable} maxLength={2000} rows={2} onChange={(next) => onChange({ observable: next })} />
      <SelectField {...field("measure")} label={say(words.measure)} empty={say(words.noMeasure)} value={one.measure ?? ""} onChange={(next) => onChange(next === "" ? { measure: null, value: null, direction: null } : { measure: next, direction: one.direction ?? "at_most" })} options={names.offeredWith(kept)} />
      {one.measure === null ? null : (
        <>
          <SelectField {...field("direction")} label={say(words.direction)} value={one.direction ?? ""} onChange={(next) => onChange({ direction: next === "" ? null : (next as "at_most" | "at_least") })} options={[{ value: "at_most", label: say(words.atMost) }, { value: "at_least", label: say(words.atLeast) }]} />
          <TextField
            {...field("value")}
            label={say(words.value)}
            width="short"
            inputMode="decimal"
            value={value}
            onChange={(next) => {
              setTyped(next);
              onChange({ value: readValue(next) });
            }}
          />
        </>
      )}
      <div id={sending.id(`objectives.${place}.interventions`)} tabIndex={-1}>
        <ChipGroup legend={say(words.interventions)} choice="many" options={interventions.map((code) => ({ value: code, label: say(interventionNames[code]), detail: modalitiesOf[code].join(" ") }))} value={one.interventions} onChange={(next) => onChange({ interventions: [...next] as Intervention[] })} />
        {field("interventions").error === null ? null : <p className="field-error">{field("interventions").error}</p>}
      </div>
      <DateField {...field("reviewOn")} label={say(words.reviewOn)} value={one.reviewOn ?? ""} onChange={(next) => onChange({ reviewOn: next === "" ? null : next })} />
      <p>
        <Button look="quiet" glyph={IconTrash} aria-label={words.removeOf[language](title)} onClick={onRemove}>
          {say(words.remove)}
        </Button>
      </p>
    </fieldset>
  );
}
