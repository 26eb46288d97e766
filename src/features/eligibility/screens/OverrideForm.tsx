import { IconUserCheck } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import type { Finding } from "#kernel/findings.ts";
import { RadioGroup } from "#ui/ChoiceField.tsx";
import { useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextArea } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";

type Given = { caseId: string; policy: string; open: readonly Finding[]; onDone: (sentence: string) => void };

/** For those who may: counts an open finding as met, with a reason that is kept for ever. */
export function OverrideForm(given: Given) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.override)} glyph={IconUserCheck}>
      {(close) => <Fields {...given} close={close} />}
    </FormPanel>
  );
}

function Fields({ caseId, policy, open, onDone, close }: Given & { close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const form = `override-${policy}`;
  const sending = useSending(form);
  const [rule, setRule] = useState("");
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const me = useMe();
  const today = dateInZone(new Date().toISOString(), me.agency.timeZone);
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (!open.some((finding) => finding.rule === rule)) wrong.push({ path: "rule", message: say(words.needRule) });
    if (reason.trim().length < 10) wrong.push({ path: "reason", message: say(words.needReason) });
    if (until !== "" && until < today) wrong.push({ path: "until", message: say(words.needAhead) });
    const sent = await sending.send(async () => {
      await api.eligibility.override({ caseId, policy, rule, reason: reason.trim(), until: until === "" ? null : until });
      onDone(say(words.done));
      await refresh(["eligibility.decide", caseId]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={form} label={say(words.override)} sending={sending} submit={say(words.countAsMet)} onSubmit={() => void submit()} onCancel={close}>
      <p>
        {say(words.overrideIntro)} {say(words.never)}
      </p>
      <RadioGroup id={sending.id("rule")} error={sending.errorOf("rule")} label={say(words.rule)} value={rule} onChange={setRule} options={open.map((finding) => ({ value: finding.rule, label: finding.message, hint: finding.clause }))} />
      <TextArea id={sending.id("reason")} error={sending.errorOf("reason")} label={say(words.reason)} hint={say(words.reasonHint)} value={reason} onChange={setReason} maxLength={2000} need="required" />
      <DateField id={sending.id("until")} error={sending.errorOf("until")} label={say(words.until)} hint={say(words.untilHint)} value={until} onChange={setUntil} need="optional" />
    </SendForm>
  );
}
