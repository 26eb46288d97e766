import { useState } from "react";
import { useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import type { Glyph } from "#ui/Icon.tsx";
import { TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";

/** An act that takes a reason: taking a case out, ending an access, giving an audit up. */
export function ReasonForm({ name, verb, about, submit, hint, glyph, send }: { name: string; verb: string; about?: string; submit: string; hint?: string; glyph: Glyph; send: (reason: string) => Promise<unknown> }) {
  return (
    <FormPanel verb={verb} about={about} glyph={glyph}>
      {(close) => <Fields name={name} submit={submit} hint={hint} send={send} close={close} />}
    </FormPanel>
  );
}

function Fields({ name, submit, hint, send, close }: { name: string; submit: string; hint?: string; send: (reason: string) => Promise<unknown>; close: () => void }) {
  const { say } = useLanguage();
  const refresh = useRefresh();
  const sending = useSending(name);
  const [reason, setReason] = useState("");
  async function run() {
    const sent = await sending.send(async () => {
      await send(reason.trim());
      await refresh(["audits.get"], ["audits.list"], ["day.today"]);
    }, reason.trim().length < 10 ? [{ path: "reason", message: say(words.needReason) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={submit} onSubmit={() => void run()} onCancel={close}>
      <TextField id={sending.id("reason")} error={sending.errorOf("reason")} label={say(words.reason)} hint={hint} value={reason} onChange={setReason} maxLength={500} need="required" />
    </SendForm>
  );
}
