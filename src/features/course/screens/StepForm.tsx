import { useState } from "react";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useApi } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { DateField, TextArea } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { type CourseView, stepStates, type StepAnswers, type StepState, type StepView } from "../contract.ts";
import { sayAnswer, scaleNames } from "../course.words.ts";
import { stepStateNames, words } from "../screens.words.ts";
import { type Scale, scales } from "../steps.contract.ts";
import { stepOf } from "../steps.rules.ts";
import { useCourseChanged } from "./useCourse.ts";

type Of = { caseId: string; view: CourseView; step: StepView; adult: { name: string } | null; onDone: () => void; close: () => void };

/** The coded answers that a step asks for as it stands: what is done instead only where the child is not included. */
const asked = (step: StepView["step"], answers: StepAnswers): readonly Scale[] => stepOf(step).answers.filter((scale) => scale !== "instead" || answers.include_child === "no");

/** Records how a step stands. Who will read what is written here stands above the field. */
export function StepFields({ caseId, view, step: one, adult, onDone, close }: Of) {
  const { say, language } = useLanguage();
  const api = useApi();
  const changed = useCourseChanged(caseId);
  const sending = useSending(`step-${one.step}-${one.adultId ?? "case"}`);
  const step = stepOf(one.step);
  // A step of measures is done by its answers, wherever there is anything to ask.
  const states = step.source === "measures" && view.measuresCanBeAsked ? stepStates.filter((each) => each !== "done") : stepStates;
  const [state, setState] = useState<StepState>(one.state === "open" ? states[0]! : one.state);
  const [on, setOn] = useState(one.on ?? view.today);
  const [answers, setAnswers] = useState<StepAnswers>(one.answers);
  const [text, setText] = useState(one.words);
  const scalesAsked = state === "done" ? asked(one.step, answers) : [];
  const name = adult?.name ?? "";
  const readers = { child_chart: say(words.chartWords), relationship: words.dyadWords[language](name), caregiver: words.ownWords[language](name), protective: say(words.protectiveWords) }[step.class];
  async function submit() {
    const wrong: FieldWrong[] = scalesAsked.flatMap((scale) => (answers[scale] === undefined ? [{ path: `answers.${scale}`, message: say(words.needAnswer) }] : []));
    if (state === "done" && on === "") wrong.push({ path: "on", message: say(words.needDay) });
    if (state === "not_applicable" && text.trim() === "") wrong.push({ path: "words", message: say(words.needWhy) });
    if (state === "done" && step.source === "measures" && text.trim() === "") wrong.push({ path: "words", message: say(words.needInstead) });
    const given = Object.fromEntries(scalesAsked.map((scale) => [scale, answers[scale]]));
    const sent = await sending.send(async () => {
      await api.course.record({ caseId, step: one.step, adultId: one.adultId, place: one.place, state, on: state === "done" ? on : null, answers: given, words: text });
      await changed();
    }, wrong);
    if (!sent) return;
    onDone();
    close();
  }
  return (
    <SendForm name={`step-${one.step}-${one.adultId ?? "case"}`} sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <RadioGroup id={sending.id("state")} label={say(words.state)} value={state} onChange={(next) => setState(next as StepState)} hint={step.source !== "measures" ? undefined : say(view.measuresCanBeAsked ? words.doneByAnswers : words.noneToAsk)} options={states.map((value) => ({ value, label: say(stepStateNames[value]) }))} />
      {state === "done" ? <DateField id={sending.id("on")} label={say(words.on)} value={on} max={view.today} min={view.course.beganOn} onChange={setOn} error={sending.errorOf("on")} /> : null}
      {scalesAsked.map((scale) => (
        <SelectField key={scale} id={sending.id(`answers.${scale}`)} label={say(scaleNames[scale])} value={answers[scale] ?? ""} error={sending.errorOf(`answers.${scale}`)} onChange={(code) => setAnswers((before) => ({ ...before, [scale]: code === "" ? undefined : code }))} options={scales[scale].map((value) => ({ value, label: say(sayAnswer(scale, value)) }))} />
      ))}
      <TextArea id={sending.id("words")} label={say(state === "not_applicable" ? words.whyNot : words.words)} hint={one.step === "go_or_not" ? `${readers} ${say(words.decideHere)}` : readers} value={text} maxLength={4000} onChange={setText} error={sending.errorOf("words")} />
    </SendForm>
  );
}
