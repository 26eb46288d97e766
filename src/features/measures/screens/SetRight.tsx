import { useState } from "react";
import type { Answers } from "#features/instruments/contract.ts";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextArea } from "#ui/TextField.tsx";
import { type FieldWrong, sentenceFor, useSending } from "#ui/useSending.ts";
import type { MeasureRequest } from "../contract.ts";
import type { EntryForm } from "../entry.contract.ts";
import { entryScreenWords as words } from "../entry.screens.words.ts";
import { AnswerSheet } from "./AnswerSheet.tsx";
import { adultsOn, dayNow } from "./batteries.ts";
import { useMeasuresChanged } from "./useMeasuresChanged.ts";

type Of = { request: MeasureRequest; onClose: () => void };

/** The form of a request with its items, once it is here. */
function useForm(request: MeasureRequest) {
  return useAnswer(["answers.form", request.instrument, request.version, request.language], (api) => api.answers.form({ instrument: request.instrument, version: request.version, language: request.language }));
}

/** Sets answers of a scored form right, with a reason. */
export function CorrectAnswers({ request, answers, onClose }: Of & { answers: Answers }) {
  const { language } = useLanguage();
  const form = useForm(request);
  if (form.isError) return <ErrorState sentence={sentenceFor(form.error, language)} verb={{ run: () => void form.refetch() }} />;
  return form.data === undefined ? <Loading rows={6} /> : <CorrectForm request={request} form={form.data} from={answers} onClose={onClose} />;
}

function CorrectForm({ request, form, from, onClose }: Of & { form: EntryForm; from: Answers }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useMeasuresChanged(request.caseId);
  const sending = useSending("correct");
  const [answers, setAnswers] = useState(from);
  const [reason, setReason] = useState("");
  async function save() {
    await sending.send(
      async () => {
        await api.answers.correct({ requestId: request.requestId, answers, reason });
        await changed();
        onClose();
      },
      reason.trim() === "" ? [{ path: "reason", message: say(words.giveReason) }] : [],
    );
  }
  return (
    <SendForm name="correct" sending={sending} submit={say(words.saveCorrection)} onSubmit={() => void save()} onCancel={onClose}>
      <p className="soft">{say(words.correctHint)}</p>
      <h3 lang={form.language}>{form.title}</h3>
      <AnswerSheet form={form} items={form.items} answers={answers} onChange={setAnswers} errorOf={(number) => sending.errorOf(`answers.${number}`)} />
      <TextArea id={sending.id("reason")} label={say(words.whyCorrected)} value={reason} maxLength={1000} error={sending.errorOf("reason")} onChange={setReason} />
    </SendForm>
  );
}

/** Withdraws what was entered for the wrong child, and records it for the right one. */
export function WrongChild({ request, onClose }: Of) {
  const { say } = useLanguage();
  const { agency } = useMe();
  const api = useApi();
  const changed = useMeasuresChanged(request.caseId);
  const sending = useSending("wrong-child");
  const [reason, setReason] = useState("");
  const [right, setRight] = useState("");
  const [adultId, setAdult] = useState("");
  const families = useAnswer(["cases.list", "open"], (own) => own.cases.list({ status: "open" }));
  const there = useAnswer(["cases.get", right], (own) => own.cases.get({ caseId: right }), { when: right === "" ? "not_yet" : "now" });
  const adults = there.data === undefined ? [] : adultsOn(there.data.people, dayNow(agency.timeZone));
  async function save() {
    const wrong: FieldWrong[] = [];
    if (reason.trim() === "") wrong.push({ path: "reason", message: say(words.giveReason) });
    if (right !== "" && adultId === "") wrong.push({ path: "to.adultId", message: say(words.chooseAdult) });
    await sending.send(async () => {
      await api.answers.withdrawEntry({ requestId: request.requestId, reason, to: right === "" ? null : { caseId: right, adultId } });
      await changed();
      onClose();
    }, wrong);
  }
  return (
    <SendForm name="wrong-child" sending={sending} submit={say(words.withdrawIt)} look="danger" onSubmit={() => void save()} onCancel={onClose}>
      <p className="soft">{say(words.wrongChildHint)}</p>
      <TextArea id={sending.id("reason")} label={say(words.whyWrong)} value={reason} maxLength={1000} error={sending.errorOf("reason")} onChange={setReason} />
      <SelectField id={sending.id("to.caseId")} label={say(words.rightFamily)} hint={say(words.rightFamilyHint)} empty={say(words.onlyWithdraw)} value={right} error={sending.errorOf("to.caseId")} onChange={(value) => (setRight(value), setAdult(""))} options={(families.data?.cases ?? []).filter((one) => one.caseId !== request.caseId).map((one) => ({ value: one.caseId, label: `${one.childGivenName} ${one.childFamilyName}`.trim() }))} />
      {adults.length === 0 ? null : <RadioGroup id={sending.id("to.adultId")} label={say(words.rightAdult)} value={adultId} error={sending.errorOf("to.adultId") ?? sending.errorOf("adultId")} onChange={setAdult} options={adults.map((one) => ({ value: one.personId, label: `${one.givenName} ${one.familyName}`.trim() }))} />}
    </SendForm>
  );
}

/** Adds a new event to a history that was taken. */
export function AddEvent({ request, onClose }: Of) {
  const { say, language } = useLanguage();
  const { agency } = useMe();
  const api = useApi();
  const changed = useMeasuresChanged(request.caseId);
  const sending = useSending("add-event");
  const form = useForm(request);
  const [number, setNumber] = useState("");
  const [answers, setAnswers] = useState<Answers>({});
  const [happenedOn, setDay] = useState("");
  const [told, setTold] = useState("");
  if (form.isError) return <ErrorState sentence={sentenceFor(form.error, language)} verb={{ run: () => void form.refetch() }} />;
  if (form.data === undefined) return <Loading rows={4} />;
  const item = form.data.items.find((one) => one.number === number);
  const answer = item === undefined ? undefined : answers[item.number];
  async function save() {
    const wrong: FieldWrong[] = [];
    if (item === undefined || answer === undefined || answer === null) wrong.push({ path: "item", message: say(words.chooseEvent) });
    if (told.trim() === "") wrong.push({ path: "words", message: say(words.giveReason) });
    await sending.send(async () => {
      await api.answers.addEvent({ requestId: request.requestId, item: number, answer: answer!, happenedOn: happenedOn === "" ? null : happenedOn, words: told });
      await changed();
      onClose();
    }, wrong);
  }
  return (
    <SendForm name="add-event" sending={sending} submit={say(words.addEvent)} onSubmit={() => void save()} onCancel={onClose}>
      <p className="soft">{say(words.addEventHint)}</p>
      <SelectField id={sending.id("item")} label={say(words.whichEvent)} value={number} error={sending.errorOf("item")} onChange={setNumber} options={form.data.items.map((one) => ({ value: one.number, label: one.text }))} />
      {item === undefined ? null : <AnswerSheet form={form.data} items={[item]} answers={answers} onChange={setAnswers} errorOf={(one) => sending.errorOf(`answers.${one}`)} />}
      <DateField id={sending.id("happenedOn")} label={say(words.happenedOn)} need="optional" value={happenedOn} max={dayNow(agency.timeZone)} error={sending.errorOf("happenedOn")} onChange={setDay} />
      <TextArea id={sending.id("words")} label={say(words.whatHappened)} value={told} maxLength={1000} error={sending.errorOf("words")} onChange={setTold} />
    </SendForm>
  );
}
