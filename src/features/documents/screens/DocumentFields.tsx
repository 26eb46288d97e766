import { type ReactNode, useState } from "react";
import type { Words } from "#kernel/language.ts";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { documentLanguages, words } from "../screens.words.ts";
import { FileField } from "./FileField.tsx";
import type { Received } from "./sendFile.ts";
import "./documents.css";

/** What is said of every document, whatever it belongs to. */
export type Said<K extends string> = { fileId: string; kind: K; title: string; datedOn: string | null; language: string; supersedes: string | null; reason: string };

/**
 * The form of a new document, or of one that takes the place of another: the file first, which is sent while the rest is
 * filled in. `children` stand between, such as who may see it.
 */
export function DocumentFields<K extends string>({ name, kinds, begins, replaces, onSend, onDone, close, children }: { name: string; kinds: Record<K, Words>; begins: { kind: K | ""; title: string; datedOn: string; language: string }; replaces: string | null; onSend: (said: Said<K>) => Promise<{ wasThere: boolean }>; onDone: (sentence: string) => void; close: () => void; children?: (errorOf: (path: string) => string | null, id: (path: string) => string) => ReactNode }) {
  const { say } = useLanguage();
  const sending = useSending(name);
  const [file, setFile] = useState<Received | null>(null);
  const [form, setForm] = useState({ ...begins, reason: "" });
  const field = (key: keyof typeof form) => ({ id: sending.id(key), value: form[key] as string, onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })), error: sending.errorOf(key) });
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (file === null) wrong.push({ path: "fileId", message: say(words.needFile) });
    if (form.kind === "") wrong.push({ path: "kind", message: say(words.needKind) });
    if (form.title.trim() === "") wrong.push({ path: "title", message: say(words.needTitle) });
    if (replaces !== null && form.reason.trim() === "") wrong.push({ path: "reason", message: say(words.needWhy) });
    const sent = await sending.send(async () => {
      const { wasThere } = await onSend({ fileId: file!.fileId, kind: form.kind as K, title: form.title, datedOn: form.datedOn || null, language: form.language || "und", supersedes: replaces, reason: replaces === null ? "" : form.reason });
      onDone(say(wasThere ? words.wasThere : words.kept));
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <FileField id={sending.id("fileId")} error={sending.errorOf("fileId")} onReceived={setFile} />
      <SelectField {...field("kind")} label={say(words.what)} options={(Object.keys(kinds) as K[]).map((value) => ({ value, label: say(kinds[value]) }))} />
      <TextField {...field("title")} label={say(words.docTitle)} hint={say(words.docTitleHint)} maxLength={200} need="required" />
      <div className="field-pair">
        <DateField {...field("datedOn")} label={say(words.datedOn)} need="optional" />
        <SelectField {...field("language")} label={say(words.inLanguage)} options={Object.entries(documentLanguages).map(([value, label]) => ({ value, label: say(label) }))} />
      </div>
      {children?.(sending.errorOf, sending.id)}
      {replaces === null ? null : <TextField {...field("reason")} label={say(words.why)} hint={say(words.whyReplace)} maxLength={500} need="required" />}
    </SendForm>
  );
}
