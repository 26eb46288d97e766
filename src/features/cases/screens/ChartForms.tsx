import { IconStairsUp } from "@tabler/icons-react";
import { useState } from "react";
import { type CaseView, recordedLifeEventKinds } from "#features/cases/contract.ts";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi } from "#ui/client.ts";
import { FindingList } from "#ui/Finding.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { words } from "../chart.words.ts";
import { eventNames, lifeEventNames, problemNames, stageNames } from "../screens.words.ts";
import { readAge } from "./chart.ts";
import { useCaseChanged } from "./useCase.ts";

type Begins = "open" | "closed";
type Closing = { caseId: string; close: () => void };

export function EventForm({ caseId, begins }: { caseId: string; begins: Begins }) {
  const { say } = useLanguage();
  return <FormPanel verb={say(words.addEvent)} begins={begins}>{(close) => <EventFields caseId={caseId} close={close} />}</FormPanel>;
}

function EventFields({ caseId, close }: Closing) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useCaseChanged(caseId);
  const sending = useSending("event");
  const [kind, setKind] = useState("");
  const [years, setYears] = useState("");
  const [months, setMonths] = useState("");
  const [source, setSource] = useState("");
  async function submit() {
    const wrong: FieldWrong[] = [];
    const age = readAge(years, months);
    if (kind === "") wrong.push({ path: "kind", message: say(words.needChoice) });
    if (age === "wrong") wrong.push({ path: "ageMonths", message: say(words.needAge) });
    const sent = await sending.send(async () => {
      await api.cases.addTraumaticEvent({ caseId, kind: kind as "other", ageMonths: age === "wrong" ? null : age, source });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="event" sending={sending} submit={say(words.add)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("kind")} label={say(words.kind)} value={kind} onChange={setKind} error={sending.errorOf("kind")} options={Object.entries(eventNames).map(([value, label]) => ({ value, label: say(label) }))} />
      <div className="field-pair" role="group" aria-label={say(words.ageThen)}>
        <TextField id={sending.id("ageMonths")} label={`${say(words.ageThen)}: ${say(words.years)}`} inputMode="numeric" width="short" maxLength={2} value={years} onChange={setYears} error={sending.errorOf("ageMonths")} need="optional" />
        <TextField label={`${say(words.ageThen)}: ${say(words.months)}`} inputMode="numeric" width="short" maxLength={2} value={months} onChange={setMonths} need="optional" />
      </div>
      <TextField id={sending.id("source")} label={say(words.source)} maxLength={500} value={source} onChange={setSource} error={sending.errorOf("source")} need="optional" />
    </SendForm>
  );
}

export function ProblemForm({ caseId, begins }: { caseId: string; begins: Begins }) {
  const { say } = useLanguage();
  return <FormPanel verb={say(words.addProblem)} begins={begins}>{(close) => <ProblemFields caseId={caseId} close={close} />}</FormPanel>;
}

function ProblemFields({ caseId, close }: Closing) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useCaseChanged(caseId);
  const sending = useSending("problem");
  const [kind, setKind] = useState("");
  const [follows, setFollows] = useState("unknown");
  async function submit() {
    const sent = await sending.send(
      async () => {
        await api.cases.addProblem({ caseId, kind: kind as "behavioral", followsEvents: follows === "unknown" ? null : follows === "yes" });
        await changed();
      },
      kind === "" ? [{ path: "kind", message: say(words.needChoice) }] : [],
    );
    if (sent) close();
  }
  return (
    <SendForm name="problem" sending={sending} submit={say(words.add)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("kind")} label={say(words.kind)} value={kind} onChange={setKind} error={sending.errorOf("kind")} options={Object.entries(problemNames).map(([value, label]) => ({ value, label: say(label) }))} />
      <RadioGroup id={sending.id("followsEvents")} label={say(words.follows)} value={follows} onChange={setFollows} options={(["yes", "no", "unknown"] as const).map((value) => ({ value, label: say(words[value]) }))} />
    </SendForm>
  );
}

export function LifeEventForm({ caseId, begins }: { caseId: string; begins: Begins }) {
  const { say } = useLanguage();
  return <FormPanel verb={say(words.addLife)} begins={begins}>{(close) => <LifeEventFields caseId={caseId} close={close} />}</FormPanel>;
}

function LifeEventFields({ caseId, close }: Closing) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useCaseChanged(caseId);
  const sending = useSending("life");
  const [happensOn, setOn] = useState("");
  const [kind, setKind] = useState("");
  const [label, setLabel] = useState("");
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (happensOn === "") wrong.push({ path: "happensOn", message: say(words.needDay) });
    if (kind === "") wrong.push({ path: "kind", message: say(words.needChoice) });
    if (label.trim() === "") wrong.push({ path: "label", message: say(words.needLabel) });
    const sent = await sending.send(async () => {
      await api.cases.addLifeEvent({ caseId, happensOn, kind: kind as "other", label });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="life" sending={sending} submit={say(words.add)} onSubmit={() => void submit()} onCancel={close}>
      <DateField id={sending.id("happensOn")} label={say(words.on)} value={happensOn} onChange={setOn} error={sending.errorOf("happensOn")} need="required" />
      <SelectField id={sending.id("kind")} label={say(words.kind)} value={kind} onChange={setKind} error={sending.errorOf("kind")} options={recordedLifeEventKinds.map((value) => ({ value, label: say(lifeEventNames[value]) }))} />
      <TextField id={sending.id("label")} label={say(words.label)} maxLength={200} value={label} onChange={setLabel} error={sending.errorOf("label")} need="required" />
    </SendForm>
  );
}

/** Where each gate is opened. */
const gateHomes: Record<string, string> = { G1: "steps", G2: "consents", G3: "plan" };

/** Moves the case to another stage of treatment, where nobody was faster. */
export function StageForm({ found }: { found: CaseView }) {
  const { say } = useLanguage();
  return <FormPanel verb={say(words.changeStage)} glyph={IconStairsUp}>{(close) => <StageFields found={found} close={close} />}</FormPanel>;
}

function StageFields({ found, close }: { found: CaseView; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useCaseChanged(found.caseId);
  const sending = useSending("stage");
  const [stage, setStage] = useState(String(found.stage));
  const [reason, setReason] = useState("");
  const gate = useAnswer(["course.gates", found.caseId], (asked) => asked.course.gates({ caseId: found.caseId }));
  const later = stage !== "1";
  const asksReason = later && gate.data?.asksReason === true;
  async function submit() {
    const sent = await sending.send(async () => {
      try {
        await api.course.setStage({ caseId: found.caseId, stage: Number(stage) as 1 | 2 | 3, revision: found.revision, reason });
      } finally {
        await changed();
      }
    });
    if (sent) close();
  }
  return (
    <SendForm name="stage" sending={sending} submit={say(words.setStage)} onSubmit={() => void submit()} onCancel={close}>
      <RadioGroup id={sending.id("stage")} label={say(words.stage)} value={stage} onChange={setStage} options={Object.entries(stageNames).map(([value, label]) => ({ value, label: say(label) }))} />
      {later && gate.data !== undefined ? <FindingList findings={gate.data.findings} fixFor={(one) => ({ href: `/app/families/${found.caseId}/${gateHomes[one.clause] ?? "steps"}` })} width="narrow" /> : null}
      {asksReason && gate.data?.mayDecide === true ? <TextArea id={sending.id("reason")} label={say(words.stageReason)} hint={say(words.stageReasonHint)} value={reason} onChange={setReason} error={sending.errorOf("reason")} /> : null}
      {asksReason && gate.data?.mayDecide === false ? <p className="soft">{say(words.stageSupervisor)}</p> : null}
    </SendForm>
  );
}
