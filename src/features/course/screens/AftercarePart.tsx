import { IconPencil, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { hasRole, useAnswer, useApi, useMe } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { type Aftercare, type AftercareBlock, aftercareBlocks } from "../ending.contract.ts";
import { endingWords as words } from "../ending.words.ts";
import { aftercareNames } from "../paper.words.ts";
import { useCourseChanged } from "./useCourse.ts";

const languages = ["en", "es"] as const;

/** The plan for afterwards, in each language that it was written in. */
export function AftercarePart({ caseId, course, mayWrite, onDone }: { caseId: string; course: number | null; mayWrite: boolean; onDone: () => void }) {
  const { say, language } = useLanguage();
  const me = useMe();
  const found = useAnswer(["course.aftercare", caseId, course], (api) => api.course.aftercare({ caseId, course }));
  if (found.isPending) return <Loading rows={2} />;
  if (found.isError) return <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />;
  const { plans } = found.data;
  const planIn = (wanted: string) => plans.find((one) => one.language === wanted) ?? null;
  const ofCourse = course === null ? "" : `&course=${course}`;
  return (
    <section className="course-block" aria-labelledby="course-aftercare">
      <h3 id="course-aftercare">{say(words.aftercare)}</h3>
      <p className="soft small">{say(words.aftercareWhy)}</p>
      {plans.length === 0 ? <p className="soft">{say(words.noAftercare)}</p> : null}
      {plans.map((one) => (
        <dl key={one.language} className="course-text" lang={one.language}>
          {aftercareBlocks.filter((block) => one[block].trim() !== "").map((block) => (
            <div key={block}>
              <dt>{aftercareNames[block][one.language]}</dt>
              <dd>{one[block]}</dd>
            </div>
          ))}
        </dl>
      ))}
      <div className="course-verbs">
        {mayWrite
          ? languages.map((key) => (
              <FormPanel key={key} verb={say(words.writeIn[key])} glyph={IconPencil}>
                {(close) => <AftercareFields caseId={caseId} language={key} stands={planIn(key)} onDone={onDone} close={close} />}
              </FormPanel>
            ))
          : null}
        {hasRole(me, "clinician", "supervisor")
          ? languages.filter((key) => planIn(key) !== null).map((key) => (
              <a key={key} className="button button--second" href={`/api/cases/${caseId}/aftercare/paper?language=${key}${ofCourse}`} download>
                <Icon glyph={IconPrinter} />
                <span>{say(words.print[key])}</span>
              </a>
            ))
          : null}
      </div>
    </section>
  );
}

function AftercareFields({ caseId, language, stands, onDone, close }: { caseId: string; language: "en" | "es"; stands: Aftercare | null; onDone: () => void; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useCourseChanged(caseId);
  const name = `aftercare-${language}`;
  const sending = useSending(name);
  const [blocks, setBlocks] = useState<Record<AftercareBlock, string>>({ changes: stands?.changes ?? "", reminders: stands?.reminders ?? "", symptoms: stands?.symptoms ?? "", comeBack: stands?.comeBack ?? "", whomToCall: stands?.whomToCall ?? "" });
  async function submit() {
    const sent = await sending.send(async () => {
      await api.course.writeAftercare({ caseId, language, place: stands?.place ?? 0, ...blocks });
      await changed();
    });
    if (!sent) return;
    onDone();
    close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      {aftercareBlocks.map((block) => (
        <TextArea key={block} id={sending.id(block)} lang={language} label={aftercareNames[block][language]} value={blocks[block]} maxLength={4000} onChange={(text) => setBlocks((before) => ({ ...before, [block]: text }))} error={sending.errorOf(block)} />
      ))}
    </SendForm>
  );
}
