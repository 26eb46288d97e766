import { RadioGroup } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { orNull, pickedOf, useForm } from "#features/payers/screens/useForm.ts";
import { checkAnswers } from "../contract.ts";
import { answerNames, words } from "../screens.words.ts";

type Of = { caseId: string; coverageId: string; today: string; close: () => void };

/** What the payer said by telephone or on its page. */
export function CheckFields({ caseId, coverageId, today, close }: Of) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `check-${coverageId}`;
  const sending = useSending(name);
  const { form, field } = useForm(sending, { forDay: today, answer: "active", words: "" });
  async function submit() {
    const sent = await sending.send(async () => {
      await api.coverage.noteCheck({ caseId, coverageId, forDay: form.forDay, answer: pickedOf(checkAnswers, form.answer), words: form.words });
      await refresh(["coverage.get", caseId], ["coverage.due"]);
    }, form.forDay === "" ? [{ path: "forDay", message: say(words.needDay) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <DateField {...field("forDay")} label={say(words.forDay)} need="required" />
      <RadioGroup {...field("answer")} label={say(words.answer)} options={checkAnswers.map((value) => ({ value, label: say(answerNames[value]) }))} />
      <TextField {...field("words")} label={say(words.noteWords)} maxLength={500} need="optional" />
    </SendForm>
  );
}

/** On which day the insurance held last, and why. */
export function EndFields({ caseId, coverageId, today, close }: Of) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `end-coverage-${coverageId}`;
  const sending = useSending(name);
  const { form, field } = useForm(sending, { toDay: today, reason: "" });
  async function submit() {
    const sent = await sending.send(async () => {
      await api.coverage.end({ caseId, coverageId, toDay: orNull(form.toDay), reason: form.reason });
      await refresh(["coverage.get", caseId], ["coverage.due"]);
    });
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.endIt)} look="danger" onSubmit={() => void submit()} onCancel={close}>
      <p className="soft">{say(words.endWhy)}</p>
      <DateField {...field("toDay")} label={say(words.lastDay)} hint={say(words.lastDayHint)} need="optional" />
      <TextField {...field("reason")} label={say(words.reason)} maxLength={500} need="required" />
    </SendForm>
  );
}
