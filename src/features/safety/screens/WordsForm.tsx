import { useState } from "react";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { words } from "../reports.screens.words.ts";

/** A form of a few words: an addition, a review, a reason. */
export function WordsForm({ name, field, label, send, close }: { name: string; field: string; label: string; send: (text: string) => Promise<unknown>; close: () => void }) {
  const { say } = useLanguage();
  const sending = useSending(name);
  const [text, setText] = useState("");
  async function submit() {
    const sent = await sending.send(() => send(text), text.trim() === "" ? [{ path: field, message: say(words.needWords) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <TextArea id={sending.id(field)} label={label} value={text} maxLength={4000} onChange={setText} error={sending.errorOf(field)} />
    </SendForm>
  );
}
