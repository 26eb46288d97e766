import { IconAlertTriangle, IconCheck, IconCircle, IconCircleMinus, IconPencil } from "@tabler/icons-react";
import { ClassMark } from "#ui/ClassEdge.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { FormPanel } from "#ui/SendForm.tsx";
import type { CourseView, StepAnswers, StepView } from "../contract.ts";
import { sayAnswer, scaleNames, stepNames } from "../course.words.ts";
import { stepStateNames, timingSentences, words } from "../screens.words.ts";
import type { Scale } from "../steps.contract.ts";
import { mayRecord, stepOf } from "../steps.rules.ts";
import { StepFields } from "./StepForm.tsx";

const glyphs = { done: IconCheck, not_applicable: IconCircleMinus, open: IconCircle };

/** One step: how it stands, what was answered and written, where it is known from, and the verb that records it. */
export function StepRow({ caseId, view, step: one, onDone }: { caseId: string; view: CourseView; step: StepView; onDone: () => void }) {
  const { say, language, day } = useLanguage();
  const step = stepOf(one.step);
  const name = say(stepNames[one.step]);
  const adult = view.adults.find((each) => each.personId === one.adultId) ?? null;
  const late = one.timing?.state === "late";
  const timing = one.timing === null ? null : (timingSentences[one.timing.state]?.[language](day(one.timing.dueOn, "full")) ?? null);
  const asks = [step.alone ? say(words.alone) : null, step.by === "clinician_and_supervisor" ? say(words.withSupervisor) : null].filter((part) => part !== null);
  const mayWrite = view.may.includes("write") && mayRecord(step) && !(step.source !== null && one.from === step.source);
  return (
    <li id={`step-${one.step}${one.adultId === null ? "" : `-${one.adultId}`}`} tabIndex={-1} className={`course-step course-step--${late ? "late" : one.state}`}>
      <Icon glyph={late ? IconAlertTriangle : glyphs[one.state]} />
      <div className="course-step-what">
        <p>
          <strong>{name}</strong>{" "}
          <span className="soft">
            {say(stepStateNames[one.state])}
            {one.on === null ? "" : `, ${day(one.on, "full")}`}
            {one.state === "open" && asks.length > 0 ? ` · ${asks.join(" · ")}` : ""}
          </span>
          {timing === null ? null : <span className={late ? "course-late" : "soft"}> · {timing}</span>}
        </p>
        {step.class === "protective" ? <ClassMark kind="protective" /> : null}
        <Answers answers={one.answers} />
        {one.words === "" ? null : <p className="course-words">{one.words}</p>}
        <p className="soft small course-from">
          {one.from === "note" ? say(words.inNote) : one.from === "formulation" ? say(words.inFormulation) : one.from === "stories" ? say(words.inStories) : null}
          {one.from === "note" && one.sessionId !== null ? <Link href={`/app/sessions/${one.sessionId}/note`}>{say(words.toNote)}</Link> : null}
          {one.byName !== null && one.from === "record" ? words.by[language](one.byName) : null}
          {step.source === null ? null : say(words.readFrom[step.source])}
          {step.link === null ? null : <Link href={`/app/families/${caseId}/${step.link}`}>{say(words.goTo[step.link])}</Link>}
        </p>
        {one.earlier.length === 0 ? null : <Earlier one={one} />}
      </div>
      {mayWrite ? (
        <FormPanel verb={say(one.place === 0 ? words.record : words.change)} about={adult === null ? name : `${name}, ${adult.name}`} glyph={IconPencil}>
          {(close) => <StepFields caseId={caseId} view={view} step={one} adult={adult} onDone={onDone} close={close} />}
        </FormPanel>
      ) : null}
    </li>
  );
}

function Answers({ answers }: { answers: StepAnswers }) {
  const { say } = useLanguage();
  const given = Object.entries(answers) as [Scale, string][];
  if (given.length === 0) return null;
  return (
    <ul className="course-answers">
      {given.map(([scale, code]) => (
        <li key={scale}>
          <span className="soft">{say(scaleNames[scale])}:</span> {say(sayAnswer(scale, code))}
        </li>
      ))}
    </ul>
  );
}

function Earlier({ one }: { one: StepView }) {
  const { say, language, day } = useLanguage();
  return (
    <details className="fold">
      <summary>{words.earlier[language](one.earlier.length)}</summary>
      <ul className="facts">
        {one.earlier.map((was) => (
          <li key={was.recordedAt}>
            <strong>
              {say(stepStateNames[was.state])}
              {was.on === null ? "" : `, ${day(was.on, "full")}`}
            </strong>
            {was.byName === null ? null : <span className="soft">{words.by[language](was.byName)}</span>}
            <Answers answers={was.answers} />
            {was.words === "" ? null : <span className="course-words">{was.words}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
