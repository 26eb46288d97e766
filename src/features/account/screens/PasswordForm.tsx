import { IconLock } from "@tabler/icons-react";
import { useState } from "react";
import { useApi, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { ownWords } from "../access.screens.words.ts";

/** One's own password: another one, with the present one given. */
export function PasswordForm({ onChanged }: { onChanged: () => Promise<void> }) {
  const { say, language } = useLanguage();
  const [ended, setEnded] = useState<number | null>(null);
  return (
    <section className="open-part" aria-labelledby="own-password">
      <h2 id="own-password">{say(ownWords.password)}</h2>
      <p role="status">{ended === null ? "" : ownWords.passwordChanged[language](ended)}</p>
      <FormPanel verb={say(ownWords.changePassword)} glyph={IconLock}>
        {(close) => (
          <Fields
            close={close}
            onChanged={(others) => {
              setEnded(others);
              void onChanged();
            }}
          />
        )}
      </FormPanel>
    </section>
  );
}

function Fields({ close, onChanged }: { close: () => void; onChanged: (ended: number) => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const me = useMe();
  const sending = useSending("own-password-form");
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  async function submit() {
    const wrong = [...(current === "" ? [{ path: "current", message: say(ownWords.needPassword) }] : []), ...(next.length < 12 ? [{ path: "next", message: say(ownWords.passwordShort) }] : [])];
    const sent = await sending.send(async () => onChanged((await api.ownAccess.changePassword({ current, next })).ended), wrong);
    if (sent) close();
  }
  return (
    <SendForm name="own-password-form" sending={sending} submit={say(ownWords.changePassword)} onSubmit={() => void submit()} onCancel={close}>
      <input type="hidden" autoComplete="username" value={me.email} readOnly />
      <TextField id={sending.id("current")} label={say(ownWords.presentPassword)} kind="password" autoComplete="current-password" value={current} onChange={setCurrent} error={sending.errorOf("current")} need="required" />
      <TextField id={sending.id("next")} label={say(ownWords.newPassword)} hint={say(ownWords.passwordHint)} kind="password" autoComplete="new-password" value={next} onChange={setNext} error={sending.errorOf("next")} need="required" />
    </SendForm>
  );
}
