import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import type { CivilDate } from "#kernel/dates.ts";
import { RadioGroup } from "#ui/ChoiceField.tsx";
import { useApi } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { type Diagnosis, type Status, statuses } from "../contract.ts";
import { statusOn } from "../rules.ts";
import { statusNames, words } from "../screens.words.ts";

type Of = { caseId: string; one: Diagnosis; today: CivilDate; changed: () => Promise<void> };

/** Says what is held of a diagnosis from a day on, or that the last entry was wrong. */
export function StatusForm(of: Of) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.change)} about={of.one.code} glyph={IconPencil}>
      {(close) => <StatusFields {...of} close={close} />}
    </FormPanel>
  );
}

function StatusFields({ caseId, one, today, changed, close }: Of & { close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const name = `status-${one.diagnosisId}`;
  const sending = useSending(name);
  const [how, setHow] = useState<string>("change");
  const [status, setStatus] = useState("");
  const [since, setSince] = useState<string>(today);
  const [reason, setReason] = useState("");
  const last = one.history.at(-1);
  const held = statusOn(one.history, today);
  const choices = statuses.filter((value) => how === "correction" || value !== held);
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (status === "" || !choices.includes(status as Status)) wrong.push({ path: "status", message: say(words.needStatus) });
    if (since === "") wrong.push({ path: "since", message: say(words.needDay) });
    if (reason.trim() === "" && (how === "correction" || status === "entered_in_error")) wrong.push({ path: "reason", message: say(words.needReason) });
    const sent = await sending.send(async () => {
      try {
        await api.diagnoses.setStatus({ caseId, diagnosisId: one.diagnosisId, follows: last?.statusId ?? null, how: how as "change", status: status as Status, since, reason });
      } finally {
        await changed();
      }
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      {last === undefined ? null : <RadioGroup id={sending.id("how")} label={say(words.how)} value={how} onChange={setHow} options={[{ value: "change", label: say(words.aChange) }, { value: "correction", label: say(words.aCorrection) }]} />}
      <RadioGroup id={sending.id("status")} label={say(words.status)} value={status} onChange={setStatus} error={sending.errorOf("status")} options={choices.map((value) => ({ value, label: say(statusNames[value]) }))} />
      <DateField id={sending.id("since")} label={say(words.from)} hint={say(words.fromHint)} max={today} value={since} onChange={setSince} error={sending.errorOf("since")} need="required" />
      <TextField id={sending.id("reason")} label={say(words.reason)} hint={say(words.reasonHint)} maxLength={500} value={reason} onChange={setReason} error={sending.errorOf("reason")} />
    </SendForm>
  );
}
