import { useState } from "react";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";

/** Retires an instrument or one of its wordings from a day on, or takes that back. */
export function RetireForm({ instrument, textLanguage, step, close }: { instrument: string; textLanguage: string | null; step: "retire" | "restore"; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `retire-${textLanguage ?? "all"}`;
  const sending = useSending(name);
  const [form, setForm] = useState({ from: "", reason: "" });
  async function keep() {
    const wrong: FieldWrong[] = [];
    if (step === "retire" && form.from === "") wrong.push({ path: "from", message: say(words.needDay) });
    if (form.reason.trim().length < 10) wrong.push({ path: "reason", message: say(words.needReason) });
    const sent = await sending.send(async () => {
      await (step === "restore" ? api.instruments.restore({ instrument, language: textLanguage, reason: form.reason }) : api.instruments.retire({ instrument, language: textLanguage, ...form }));
      await refresh(["instruments.get"], ["instruments.list"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.keep)} onSubmit={() => void keep()} onCancel={close}>
      {step === "restore" ? null : (
        <>
          {textLanguage === null ? <p className="soft">{say(words.retireHint)}</p> : null}
          <DateField id={sending.id("from")} error={sending.errorOf("from")} label={say(words.retireFrom)} value={form.from} onChange={(from) => setForm({ ...form, from })} />
        </>
      )}
      <TextField id={sending.id("reason")} error={sending.errorOf("reason")} label={say(words.reason)} hint={say(words.reasonHint)} value={form.reason} onChange={(reason) => setForm({ ...form, reason })} />
    </SendForm>
  );
}
