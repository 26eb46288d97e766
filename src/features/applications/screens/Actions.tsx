import { IconArrowBackUp, IconGavel, IconMapPin, IconUserOff, IconUserPlus, IconWriting } from "@tabler/icons-react";
import { useState } from "react";
import { CheckField, RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { useGoTo } from "#ui/Link.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextArea, TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { type ApplicationView, decisions, type Rubric } from "../contract.ts";
import { words } from "../screens.words.ts";

type Props = { application: ApplicationView };
type Form = Props & { close: () => void };
type People = readonly { staffId: string; name: string }[];

function useAfter({ applicationId }: ApplicationView) {
  const refresh = useRefresh();
  return () => refresh(["applications.get", applicationId], ["applications.list"], ["applications.plan"], ["applications.peers"]);
}

/** What may happen to an application now. */
export function Actions({ application, rubric, people }: Props & { rubric: Rubric; people: People }) {
  const { say } = useLanguage();
  const isOpen = application.status === "submitted" || application.status === "waiting";
  return (
    <>
      <h2>{say(words.next)}</h2>
      {isOpen && application.own === "to_score" ? <FormPanel verb={say(words.yourScores)} glyph={IconWriting}>{(close) => <ScoreForm application={application} rubric={rubric} close={close} />}</FormPanel> : null}
      {isOpen ? <FormPanel verb={say(words.nameReader)} glyph={IconUserPlus}>{(close) => <ReaderForm application={application} people={people} close={close} />}</FormPanel> : null}
      {application.kind === "single" ? <FormPanel verb={say(words.area)} glyph={IconMapPin}>{(close) => <AreaForm application={application} close={close} />}</FormPanel> : null}
      {application.status === "submitted" && application.scored === 0 ? <FormPanel verb={say(words.reopen)} glyph={IconArrowBackUp}>{(close) => <ReopenForm application={application} close={close} />}</FormPanel> : null}
      {application.mayDecide || application.status === "accepted" ? <FormPanel verb={say(words.decide)} glyph={IconGavel}>{(close) => <DecideForm application={application} close={close} />}</FormPanel> : isOpen ? <p className="soft">{say(words.waitsForScores)}</p> : null}
      {isOpen ? <FormPanel verb={say(words.declare)} glyph={IconUserOff}>{(close) => <ConflictForm application={application} close={close} />}</FormPanel> : null}
    </>
  );
}

function ScoreForm({ application, rubric, close }: Form & { rubric: Rubric }) {
  const { say } = useLanguage();
  const api = useApi();
  const after = useAfter(application);
  const sending = useSending("score");
  const [given, setGiven] = useState<Record<string, string>>({});
  const [remark, setRemark] = useState("");
  const values = Array.from({ length: rubric.most + 1 }, (_, at) => String(at));
  async function submit() {
    const missing = rubric.items.filter((item) => given[item.id] === undefined || given[item.id] === "");
    const isGiven = await sending.send(
      async () => {
        await api.applications.score({ applicationId: application.applicationId, scores: Object.fromEntries(rubric.items.map((item) => [item.id, Number(given[item.id])])), remark });
        await after();
      },
      missing.map((item) => ({ path: item.id, message: say(words.needScores) })),
    );
    if (isGiven) close();
  }
  return (
    <SendForm name="score" sending={sending} submit={say(words.giveScores)} onSubmit={() => void submit()} onCancel={close}>
      <p className="soft">{say(words.once)}</p>
      {rubric.items.map((item) => (
        <SelectField key={item.id} id={sending.id(item.id)} label={say(item.words)} width="short" value={given[item.id] ?? ""} onChange={(next) => setGiven({ ...given, [item.id]: next })} options={values.map((value) => ({ value, label: value }))} error={sending.errorOf(item.id)} />
      ))}
      <TextArea id={sending.id("remark")} label={say(words.remark)} rows={3} value={remark} onChange={setRemark} error={sending.errorOf("remark")} need="optional" maxLength={2000} />
    </SendForm>
  );
}

function ReaderForm({ application, people, close }: Form & { people: People }) {
  const { say } = useLanguage();
  const api = useApi();
  const after = useAfter(application);
  const sending = useSending("reader");
  const [staffId, setStaffId] = useState("");
  const [isOutside, setOutside] = useState<"yes" | "no">("no");
  const free = people.filter((one) => !application.readerList.some((reader) => reader.staffId === one.staffId));
  async function submit() {
    const isNamed = await sending.send(
      async () => {
        await api.applications.nameReader({ applicationId: application.applicationId, staffId, isOutside: isOutside === "yes" });
        await after();
      },
      staffId === "" ? [{ path: "staffId", message: say(words.needReader) }] : [],
    );
    if (isNamed) close();
  }
  return (
    <SendForm name="reader" sending={sending} submit={say(words.keepReader)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("staffId")} label={say(words.reader)} value={staffId} onChange={setStaffId} options={free.map((one) => ({ value: one.staffId, label: one.name }))} error={sending.errorOf("staffId")} />
      <CheckField id={sending.id("isOutside")} label={say(words.isOutside)} value={isOutside} onChange={setOutside} />
    </SendForm>
  );
}

/** One line of words that goes to the server. */
function LineForm({ application, close, name, label, hint, submit, begins = "", need, text, send }: Form & { name: string; label: string; hint?: string; submit: string; begins?: string; need: string | null; text?: string; send: (line: string) => Promise<unknown> }) {
  const after = useAfter(application);
  const sending = useSending(name);
  const [line, setLine] = useState(begins);
  async function go() {
    const isDone = await sending.send(
      async () => {
        await send(line.trim());
        await after();
      },
      need !== null && line.trim() === "" ? [{ path: "line", message: need }] : [],
    );
    if (isDone) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={submit} onSubmit={() => void go()} onCancel={close}>
      {text === undefined ? null : <p className="soft">{text}</p>}
      <TextField id={sending.id("line")} label={label} {...(hint === undefined ? {} : { hint })} value={line} onChange={setLine} error={sending.errorOf("line")} maxLength={name === "area" ? 60 : 300} />
    </SendForm>
  );
}

function AreaForm(props: Form) {
  const { say } = useLanguage();
  const api = useApi();
  const { applicationId, revision, area } = props.application;
  return <LineForm {...props} name="area" label={say(words.areaField)} hint={say(words.areaHint)} submit={say(words.keep)} begins={area} need={null} send={(line) => api.applications.setArea({ applicationId, revision, area: line })} />;
}
function ReopenForm(props: Form) {
  const { say } = useLanguage();
  const api = useApi();
  const { applicationId, revision } = props.application;
  return <LineForm {...props} name="reopen" label={say(words.reopenReason)} submit={say(words.keepReopen)} need={say(words.needReason)} send={(line) => api.applications.reopen({ applicationId, revision, reason: line })} />;
}
function ConflictForm(props: Form) {
  const { say } = useLanguage();
  const api = useApi();
  const goTo = useGoTo();
  const { applicationId } = props.application;
  const send = async (line: string) => {
    await api.applications.declareConflict({ applicationId, words: line });
    goTo("/app/applications");
  };
  return <LineForm {...props} name="conflict" label={say(words.declareWords)} text={say(words.declareText)} submit={say(words.keepDeclare)} need={null} send={send} />;
}

function DecideForm({ application, close }: Form) {
  const { say } = useLanguage();
  const api = useApi();
  const after = useAfter(application);
  const sending = useSending("decide");
  const [picked, setPicked] = useState("");
  const [reason, setReason] = useState("");
  const decision = decisions.find((one) => one === picked);
  const possible = decisions.filter((one) => (application.status === "accepted" ? one === "withdrawn" : !(application.status === "waiting" && one === "waiting")));
  async function submit() {
    const isDecided = await sending.send(
      async () => {
        if (decision !== undefined) await api.applications.decide({ applicationId: application.applicationId, revision: application.revision, decision, reason: reason.trim() });
        await after();
      },
      [...(decision === undefined ? [{ path: "decision", message: say(words.needDecision) }] : []), ...(reason.trim() === "" ? [{ path: "reason", message: say(words.needReason) }] : [])],
    );
    if (isDecided) close();
  }
  return (
    <SendForm name="decide" sending={sending} submit={say(words.sendDecision)} onSubmit={() => void submit()} onCancel={close}>
      <RadioGroup id={sending.id("decision")} label={say(words.decision)} value={picked} onChange={setPicked} error={sending.errorOf("decision")} options={possible.map((one) => ({ value: one, label: say(words.decisions[one]) }))} />
      <TextField id={sending.id("reason")} label={say(words.reason)} value={reason} onChange={setReason} error={sending.errorOf("reason")} maxLength={1000} />
    </SendForm>
  );
}
