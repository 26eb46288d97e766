import { IconBulb, IconDoorEnter } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { type CourseView } from "../contract.ts";
import { promptSentences, words } from "../screens.words.ts";
import { EndingPart } from "./EndingPart.tsx";
import { ReferralsOut } from "./ReferralsOut.tsx";
import { StagePart } from "./StagePart.tsx";
import { useCourseChanged } from "./useCourse.ts";
import "./course.css";

/** A course of treatment in its three stages, what was done and what stands open, with each adult; and how it ends. */
export default function CourseTab({ caseId }: { caseId: string }) {
  const { say, language } = useLanguage();
  const [number, setNumber] = useState("");
  const course = number === "" ? null : Number(number);
  const found = useAnswer(["course.get", caseId, course], (api) => api.course.get({ caseId, course }));
  const [kept, setKept] = useState(0);
  if (found.isPending) return <Loading rows={6} />;
  if (found.isError) return <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} />;
  const view = found.data;
  const done = () => setKept((before) => before + 1);
  return (
    <>
      <p role="status" className="hidden-words">
        {kept === 0 ? "" : `${say(words.kept)} ${kept}`}
      </p>
      <Dose caseId={caseId} />
      {view.courses.length > 1 ? <CourseChoice view={view} value={number} onChange={setNumber} /> : null}
      {view.status === "closed" ? <ClosedLine caseId={caseId} view={view} onDone={done} /> : null}
      <Prompts view={view} />
      {([1, 2, 3] as const).map((stage) => (
        <StagePart key={`${view.course.number}-${stage}`} caseId={caseId} view={view} stage={stage} onDone={done}>
          {stage === 1 ? <ReferralsOut caseId={caseId} adults={view.adults} onDone={done} /> : null}
          {stage === 3 ? <EndingPart caseId={caseId} course={course} view={view} onDone={done} /> : null}
        </StagePart>
      ))}
    </>
  );
}

/** Dose, pace and length beside the published mean, which is of another population. */
function Dose({ caseId }: { caseId: string }) {
  const { say, language, number } = useLanguage();
  const found = useAnswer(["timeline.get", caseId], (api) => api.timeline.get({ caseId }));
  if (found.data === undefined) return null;
  const { held, weeks } = found.data.dose;
  const pace = held > 1 ? words.pace[language](number(Math.round((weeks / held) * 10) / 10)) : null;
  return (
    <p className="course-dose">
      <strong>{[words.dose[language](held, weeks), pace].filter((one) => one !== null).join(", ")}</strong> <span className="soft">{say(words.benchmark)}</span>
    </p>
  );
}

function CourseChoice({ view, value, onChange }: { view: CourseView; value: string; onChange: (value: string) => void }) {
  const { say, language, day } = useLanguage();
  const options = view.courses.toReversed().map((one) => ({ value: String(one.number), label: words.courseOf[language](one.number, day(one.beganOn, "full"), one.endedOn === null ? null : day(one.endedOn, "full")) }));
  return <SelectField label={say(words.course)} value={value === "" ? String(view.course.number) : value} onChange={(next) => onChange(next === String(view.courses.at(-1)!.number) ? "" : next)} options={options} />;
}

function ClosedLine({ caseId, view, onDone }: { caseId: string; view: CourseView; onDone: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useCourseChanged(caseId);
  const sending = useSending("reopen");
  async function reopen() {
    const sent = await sending.send(async () => {
      await api.course.reopen({ caseId, revision: view.revision });
      await changed();
    });
    if (sent) onDone();
  }
  return (
    <div id="reopen" tabIndex={-1} className="course-closed">
      <p>{say(words.closedCase)}</p>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      {!view.may.includes("reopen") ? null : (
        <p className="buttons">
          <Button glyph={IconDoorEnter} state={sending.state} onClick={() => void reopen()}>
            {say(words.reopen)}
          </Button>
          <span className="soft small">{say(words.reopenWhy)}</span>
        </p>
      )}
    </div>
  );
}

function Prompts({ view }: { view: CourseView }) {
  const { language, day } = useLanguage();
  if (view.prompts.length === 0) return null;
  return (
    <ul className="course-prompts">
      {view.prompts.map((one) => (
        <li key={one.kind}>
          <Icon glyph={IconBulb} />
          <span>{promptSentences[one.kind][language](day(one.on, "full"))}</span>
        </li>
      ))}
    </ul>
  );
}
