import { IconFolderPlus, IconPhoneCheck, IconPhoneX, IconUserShare, IconWriting, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { useGoTo } from "#ui/Link.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextArea, TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { answerLimit, mayHold, pickedClosings, type QuestionView } from "../contract.ts";
import { words } from "../screens.words.ts";
import { closingNames, statusNames } from "../words.ts";

type Props = { question: QuestionView };
type Form = Props & { close: () => void };

/** Reads the question and the lists anew after something was done. */
function useAfter(questionId: string) {
  const refresh = useRefresh();
  return () => refresh(["questions.get", questionId], ["questions.list"]);
}

/** What may happen to a question now. */
export function Actions({ question, mayRefer }: Props & { mayRefer: "yes" | "no" }) {
  const { say } = useLanguage();
  if (question.status === "closed")
    return (
      <>
        <h2>{say(statusNames.closed)}</h2>
        {question.closingNote === "" ? null : <p>{question.closingNote}</p>}
      </>
    );
  return (
    <>
      <h2>{say(words.next)}</h2>
      {question.status === "to_call" ? <Calls question={question} /> : null}
      <FormPanel verb={say(question.answers.length === 0 ? words.write : words.writeMore)} glyph={IconWriting} begins="closed">
        {(close) => <AnswerForm question={question} close={close} />}
      </FormPanel>
      {mayRefer === "yes" ? (
        <>
          <FormPanel verb={say(words.give)} glyph={IconUserShare}>{(close) => <GiveForm question={question} close={close} />}</FormPanel>
          <FormPanel verb={say(words.refer)} glyph={IconFolderPlus}>{(close) => <ReferForm question={question} close={close} />}</FormPanel>
        </>
      ) : null}
      <FormPanel verb={say(words.close)} glyph={IconX}>{(close) => <CloseForm question={question} close={close} />}</FormPanel>
    </>
  );
}

function Calls({ question }: Props) {
  const { say, language } = useLanguage();
  const api = useApi();
  const after = useAfter(question.questionId);
  const sending = useSending("call");
  const note = (outcome: "told" | "not_reached") =>
    void sending.send(async () => {
      await api.questions.called({ questionId: question.questionId, revision: question.revision, outcome });
      await after();
    });
  return (
    <>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <p>{words.tries[language](question.calls)}</p>
      <Button look="main" glyph={IconPhoneCheck} state={sending.state} onClick={() => note("told")}>{say(words.told)}</Button>
      <Button glyph={IconPhoneX} state={sending.state} onClick={() => note("not_reached")}>{say(words.notReached)}</Button>
    </>
  );
}

function AnswerForm({ question, close }: Form) {
  const { say } = useLanguage();
  const api = useApi();
  const after = useAfter(question.questionId);
  const sending = useSending("answer");
  const [text, setText] = useState("");
  async function submit() {
    const isSent = await sending.send(
      async () => {
        await api.questions.answer({ questionId: question.questionId, revision: question.revision, words: text });
        await after();
      },
      text.trim() === "" ? [{ path: "words", message: say(words.needWords) }] : [],
    );
    if (isSent) close();
  }
  return (
    <SendForm name="answer" sending={sending} submit={say(question.way === "call" ? words.keepAnswer : words.sendAnswer)} onSubmit={() => void submit()} onCancel={close}>
      <p className="soft">{say(words.careful)}</p>
      <TextArea id={sending.id("words")} label={say(words.words)} hint={say(words.hints[question.way])} rows={8} lang={question.language} value={text} onChange={setText} error={sending.errorOf("words")} need="required" maxLength={answerLimit} />
    </SendForm>
  );
}

function GiveForm({ question, close }: Form) {
  const { say } = useLanguage();
  const api = useApi();
  const after = useAfter(question.questionId);
  const sending = useSending("give");
  const [staffId, setStaffId] = useState(question.holderId ?? "");
  const staff = useAnswer(["workforce.listStaff"], (asked) => asked.workforce.listStaff());
  const people = (staff.data?.staff ?? []).filter((one) => one.roles.some((role) => mayHold.some((may) => may === role)));
  async function submit() {
    const isGiven = await sending.send(async () => {
      await api.questions.give({ questionId: question.questionId, revision: question.revision, staffId: staffId === "" ? null : staffId });
      await after();
    });
    if (isGiven) close();
  }
  return (
    <SendForm name="give" sending={sending} submit={say(words.keepGiven)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("staffId")} label={say(words.holder)} empty={say(words.nobody)} value={staffId} onChange={setStaffId} options={people.map((one) => ({ value: one.staffId, label: one.name }))} error={sending.errorOf("staffId")} />
    </SendForm>
  );
}

function ReferForm({ question, close }: Form) {
  const { say } = useLanguage();
  const api = useApi();
  const goTo = useGoTo();
  const after = useAfter(question.questionId);
  const sending = useSending("refer");
  const [wish, setWish] = useState("");
  const [callMe, setCallMe] = useState("");
  const submit = () =>
    sending.send(
      async () => {
        const { referralId } = await api.questions.refer({ questionId: question.questionId, revision: question.revision, wish: wish.trim(), callMe: callMe.trim() || null });
        await after();
        goTo(`/app/referrals/${referralId}`);
      },
      wish.trim() === "" ? [{ path: "wish", message: say(words.needWish) }] : [],
    );
  return (
    <SendForm name="refer" sending={sending} submit={say(words.makeReferral)} onSubmit={() => void submit()} onCancel={close}>
      <p className="soft">{say(words.referWhat)}</p>
      <TextField id={sending.id("wish")} label={say(words.wish)} value={wish} onChange={setWish} error={sending.errorOf("wish")} need="required" maxLength={500} />
      <TextField id={sending.id("callMe")} label={say(words.callMe)} value={callMe} onChange={setCallMe} error={sending.errorOf("callMe")} need="optional" maxLength={80} />
    </SendForm>
  );
}

function CloseForm({ question, close }: Form) {
  const { say } = useLanguage();
  const api = useApi();
  const after = useAfter(question.questionId);
  const sending = useSending("close");
  const [how, setHow] = useState("");
  const [note, setNote] = useState("");
  const picked = pickedClosings.find((one) => one === how);
  const submit = () =>
    sending.send(
      async () => {
        if (picked !== undefined) await api.questions.close({ questionId: question.questionId, revision: question.revision, how: picked, note: note.trim() });
        await after();
      },
      picked === undefined ? [{ path: "how", message: say(words.needHow) }] : [],
    );
  return (
    <SendForm name="close" sending={sending} submit={say(words.close)} onSubmit={() => void submit()} onCancel={close}>
      <RadioGroup id={sending.id("how")} label={say(words.how)} value={how} onChange={setHow} error={sending.errorOf("how")} options={pickedClosings.map((one) => ({ value: one, label: say(closingNames[one]) }))} />
      <TextField id={sending.id("note")} label={say(words.note)} value={note} onChange={setNote} error={sending.errorOf("note")} need="optional" maxLength={500} />
    </SendForm>
  );
}
