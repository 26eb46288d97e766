import { IconMail } from "@tabler/icons-react";
import { useState } from "react";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import type { Letter } from "../contract.ts";
import { words } from "../screens.words.ts";
import { letterStateNames } from "../words.ts";

/** The letters to who referred, and a further one: only with the word that the family allowed it. */
export function Letters({ referralId, letters, hasReferrer, today }: { referralId: string; letters: readonly Letter[]; hasReferrer: boolean; today: string }) {
  const { say, language, day } = useLanguage();
  return (
    <section className="part" aria-labelledby="letters">
      <h2 id="letters">{say(words.letters)}</h2>
      <p className="soft small">{say(hasReferrer ? words.lettersWhy : words.noReferrer)}</p>
      <ul className="waiting-letters">
        {letters.map((one) => {
          const line = words.letterLine[language](say(letterStateNames[one.state]), one.recipient, day(one.writtenOn, "full"), one.allowedBy);
          return (
            <li key={one.letterId}>
              <span>{line}</span>
              <a href={`/api/waiting/referrals/${referralId}/letters/${one.letterId}`} target="_blank" rel="noopener" aria-label={`${say(words.openLetter)}: ${line}`}>
                {say(words.openLetter)}
              </a>
            </li>
          );
        })}
      </ul>
      {hasReferrer ? (
        <FormPanel verb={say(words.writeLetter)} glyph={IconMail}>
          {(close) => <LetterForm referralId={referralId} today={today} close={close} />}
        </FormPanel>
      ) : null}
    </section>
  );
}

function LetterForm({ referralId, today, close }: { referralId: string; today: string; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("letter");
  const [form, setForm] = useState({ recipient: "", allowedBy: "", allowedOn: today, language: language as string });
  const field = (key: keyof typeof form) => ({ id: sending.id(key), value: form[key], onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })), error: sending.errorOf(key) });
  const keep = async () => {
    const wrong: FieldWrong[] = [];
    if (form.recipient.trim() === "") wrong.push({ path: "recipient", message: say(words.needRecipient) });
    if (form.allowedBy.trim() === "") wrong.push({ path: "allowedBy", message: say(words.needAllowed) });
    if (form.allowedOn === "") wrong.push({ path: "allowedOn", message: say(words.needDay) });
    const isKept = await sending.send(async () => {
      await api.waiting.writeLetter({ referralId, recipient: form.recipient, allowedBy: form.allowedBy, allowedOn: form.allowedOn, language: form.language === "es" ? "es" : "en" });
      await refresh(["waiting.get", referralId]);
    }, wrong);
    if (isKept) close();
  };
  return (
    <SendForm name="letter" sending={sending} submit={say(words.keepLetter)} onSubmit={() => void keep()} onCancel={close}>
      <TextField {...field("recipient")} label={say(words.recipient)} need="required" maxLength={200} />
      <TextField {...field("allowedBy")} label={say(words.allowedBy)} hint={say(words.allowedHint)} need="required" maxLength={200} />
      <DateField {...field("allowedOn")} label={say(words.allowedOn)} max={today} need="required" />
      <SelectField {...field("language")} label={say(words.letterLanguage)} options={[{ value: "en", label: "English" }, { value: "es", label: "Español" }]} />
    </SendForm>
  );
}
