import { IconCalendarOff } from "@tabler/icons-react";
import { useState } from "react";
import { useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";

type Send = (input: { validTo: string; reason: string }) => Promise<unknown>;

/** Gives a belonging its last day; each day that it was given stays in the record. */
export function LastDayForm({ id, about, begins, send }: { id: string; about: string; begins: string; send: Send }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.endMembership)} about={about} glyph={IconCalendarOff}>
      {(close) => <Fields id={id} begins={begins} send={send} close={close} />}
    </FormPanel>
  );
}

function Fields({ id, begins, send, close }: { id: string; begins: string; send: Send; close: () => void }) {
  const { say } = useLanguage();
  const refresh = useRefresh();
  const name = `end-${id}`;
  const sending = useSending(name);
  const [validTo, setValidTo] = useState("");
  const [reason, setReason] = useState("");
  async function submit() {
    const wrong = validTo === "" ? [{ path: "validTo", message: say(words.needDate) }] : validTo < begins ? [{ path: "validTo", message: say(words.needOrder) }] : [];
    const sent = await sending.send(async () => {
      await send({ validTo, reason });
      await refresh(["workforce.overview"], ["foresight.whatIf"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <DateField id={sending.id("validTo")} label={say(words.lastDayField)} value={validTo} onChange={setValidTo} error={sending.errorOf("validTo")} need="required" />
      <TextField id={sending.id("reason")} label={say(words.reason)} value={reason} onChange={setReason} error={sending.errorOf("reason")} need="optional" />
    </SendForm>
  );
}
