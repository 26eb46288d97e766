import { IconCalendarEvent, IconPhone, IconSearch, IconSettings } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { CheckField, SelectField } from "#ui/ChoiceField.tsx";
import { useApi } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import type { CourseView } from "../contract.ts";
import { contactWays, type EndingView, type Timings, type TriedWay } from "../ending.contract.ts";
import { endingWords as words, wayNames } from "../ending.words.ts";
import { useCourseChanged } from "./useCourse.ts";

type Of = { caseId: string; ending: EndingView; onDone: () => void };
type Close = { close: () => void };

/** The day of the last session: it stands among the dates of the case, once. */
export function LastDayPanel(props: Of) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(props.ending.plannedEnd === null ? words.planDay : words.moveDay)} glyph={IconCalendarEvent}>
      {(close) => <LastDayFields {...props} close={close} />}
    </FormPanel>
  );
}

function LastDayFields({ caseId, ending, onDone, close }: Of & Close) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useCourseChanged(caseId);
  const sending = useSending("last-day");
  const [happenedOn, setOn] = useState(ending.plannedEnd?.on ?? "");
  const [reason, setReason] = useState("");
  async function submit() {
    const wrong: FieldWrong[] = happenedOn === "" ? [{ path: "happenedOn", message: say(words.needDay) }] : [];
    if (ending.plannedEnd !== null && reason.trim().length < 5) wrong.push({ path: "reason", message: say(words.needReason) });
    const sent = await sending.send(async () => {
      if (ending.plannedEnd === null) await api.compliance.record({ caseId, kind: "planned_end", happenedOn, reason });
      else await api.compliance.supersede({ caseId, milestoneId: ending.plannedEnd.milestoneId, happenedOn, reason });
      await changed();
    }, wrong);
    if (!sent) return;
    onDone();
    close();
  }
  return (
    <SendForm name="last-day" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <DateField id={sending.id("happenedOn")} label={say(words.lastOn)} value={happenedOn} min={ending.today} onChange={setOn} error={sending.errorOf("happenedOn")} />
      {ending.plannedEnd === null ? null : <TextArea id={sending.id("reason")} label={say(words.moveReason)} value={reason} maxLength={2000} onChange={setReason} error={sending.errorOf("reason")} />}
    </SendForm>
  );
}

/** Begins to look for a family that does not come, or says that they are there again. */
export function SearchVerbs({ caseId, ending, view, onDone }: Of & { view: CourseView }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useCourseChanged(caseId);
  const sending = useSending("search");
  async function put(since: string | null) {
    const sent = await sending.send(async () => {
      await api.course.search({ caseId, since, place: ending.searchPlace });
      await changed();
    });
    if (sent) onDone();
  }
  return (
    <div id="search" tabIndex={-1}>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <Button glyph={IconSearch} state={sending.state} onClick={() => void put(ending.search === null ? view.today : null)}>
        {say(ending.search === null ? words.beginSearch : words.endSearch)}
      </Button>
    </div>
  );
}

/** A call, letter, message or visit to an adult. */
export function TriedPanel(props: Of & { view: CourseView }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.tried)} glyph={IconPhone}>
      {(close) => <TriedFields {...props} close={close} />}
    </FormPanel>
  );
}

function TriedFields({ caseId, view, onDone, close }: Of & Close & { view: CourseView }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useCourseChanged(caseId);
  const sending = useSending("tried");
  const adults = view.adults.filter((one) => one.closedOn === null);
  const [personId, setPerson] = useState(adults.length === 1 ? adults[0]!.personId : "");
  const [way, setWay] = useState<TriedWay>("call");
  const [triedOn, setOn] = useState(view.today);
  const [reached, setReached] = useState<"yes" | "no">("no");
  const [text, setText] = useState("");
  async function submit() {
    const wrong: FieldWrong[] = personId === "" ? [{ path: "personId", message: say(words.needChoice) }] : [];
    if (triedOn === "") wrong.push({ path: "triedOn", message: say(words.needDay) });
    const sent = await sending.send(async () => {
      await api.course.contact({ caseId, personId, triedOn, way, reached: reached === "yes", words: text });
      await changed();
    }, wrong);
    if (!sent) return;
    onDone();
    close();
  }
  return (
    <SendForm name="tried" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("personId")} label={say(words.whom)} value={personId} onChange={setPerson} error={sending.errorOf("personId")} options={adults.map((one) => ({ value: one.personId, label: one.name }))} />
      <SelectField id={sending.id("way")} label={say(words.way)} value={way} onChange={(next) => setWay(contactWays.find((one) => one === next) ?? "call")} options={contactWays.map((one) => ({ value: one, label: say(wayNames[one]) }))} />
      <DateField id={sending.id("triedOn")} label={say(words.triedOn)} value={triedOn} max={view.today} onChange={setOn} error={sending.errorOf("triedOn")} />
      <CheckField label={say(words.reached)} value={reached} onChange={setReached} />
      <TextArea id={sending.id("words")} label={say(words.contactWords)} value={text} maxLength={2000} onChange={setText} error={sending.errorOf("words")} />
    </SendForm>
  );
}

/** The agency's own times of an ending. */
export function TimingsPanel(props: Of) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.setTimes)} glyph={IconSettings}>
      {(close) => <TimingsFields {...props} close={close} />}
    </FormPanel>
  );
}

const timingKeys = ["planMonths", "tellMonths", "lookForWeeks", "answerDays"] as const;

function TimingsFields({ caseId, ending, onDone, close }: Of & Close) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useCourseChanged(caseId);
  const sending = useSending("timings");
  const [values, setValues] = useState<Record<keyof Timings, string>>({ planMonths: String(ending.timings.planMonths), tellMonths: String(ending.timings.tellMonths), lookForWeeks: String(ending.timings.lookForWeeks), answerDays: String(ending.timings.answerDays) });
  async function submit() {
    const sent = await sending.send(async () => {
      await api.course.setTimings({ planMonths: Number(values.planMonths), tellMonths: Number(values.tellMonths), lookForWeeks: Number(values.lookForWeeks), answerDays: Number(values.answerDays) });
      await changed();
    });
    if (!sent) return;
    onDone();
    close();
  }
  return (
    <SendForm name="timings" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      {timingKeys.map((key) => (
        <TextField key={key} id={sending.id(key)} label={say(words[key])} width="short" inputMode="numeric" maxLength={3} value={values[key]} onChange={(next) => setValues((before) => ({ ...before, [key]: next }))} error={sending.errorOf(key)} />
      ))}
    </SendForm>
  );
}
