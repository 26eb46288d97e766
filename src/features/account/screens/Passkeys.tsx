import { IconFingerprint, IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import type { Passkey } from "#features/account/own.contract.ts";
import { useApi, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextField } from "#ui/TextField.tsx";
import { SaidRefusal, useSending } from "#ui/useSending.ts";
import { ownWords } from "../access.screens.words.ts";
import { makePasskey, NoPasskey } from "./passkey.ts";

/** One's passkeys: to add, to name and to remove. */
export function Passkeys({ passkeys, works, asksPassword, onChanged }: { passkeys: readonly Passkey[]; works: "yes" | "no"; asksPassword: "yes" | "no"; onChanged: () => Promise<void> }) {
  const { say } = useLanguage();
  return (
    <section className="open-part" aria-labelledby="passkeys">
      <h2 id="passkeys">{say(ownWords.passkeys)}</h2>
      <p className="soft">{say(ownWords.passkeysWhy)}</p>
      {passkeys.length === 0 ? <p>{say(ownWords.noPasskeys)}</p> : <ul className="own-list">{passkeys.map((one) => <OnePasskey key={one.passkeyId} passkey={one} asksPassword={asksPassword} onChanged={onChanged} />)}</ul>}
      {works === "no" ? (
        <p className="soft">{say(ownWords.passkeysNeedName)}</p>
      ) : (
        <FormPanel verb={say(ownWords.addPasskey)} glyph={IconFingerprint}>
          {(close) => <AddFields close={close} onChanged={onChanged} />}
        </FormPanel>
      )}
    </section>
  );
}

function OnePasskey({ passkey, asksPassword, onChanged }: { passkey: Passkey; asksPassword: "yes" | "no"; onChanged: () => Promise<void> }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const on = (moment: string) => day(dateInZone(moment, me.agency.timeZone), "full");
  return (
    <li>
      <p>
        <strong>{passkey.name}</strong>
        <span className="under soft">
          {ownWords.addedOn[language](on(passkey.addedAt))}, {passkey.lastUsedAt === null ? say(ownWords.neverUsed) : ownWords.usedOn[language](on(passkey.lastUsedAt))}
        </span>
      </p>
      <div className="buttons">
        <FormPanel verb={say(ownWords.rename)} about={passkey.name} glyph={IconPencil}>
          {(close) => <NameFields passkey={passkey} close={close} onChanged={onChanged} />}
        </FormPanel>
        <FormPanel verb={say(ownWords.remove)} about={passkey.name} glyph={IconTrash}>
          {(close) => <RemoveFields passkey={passkey} asksPassword={asksPassword} close={close} onChanged={onChanged} />}
        </FormPanel>
      </div>
    </li>
  );
}

function NameFields({ passkey, close, onChanged }: { passkey: Passkey; close: () => void; onChanged: () => Promise<void> }) {
  const { say } = useLanguage();
  const api = useApi();
  const form = `name-${passkey.passkeyId}`;
  const sending = useSending(form);
  const [name, setName] = useState(passkey.name);
  async function submit() {
    const sent = await sending.send(() => api.ownAccess.namePasskey({ passkeyId: passkey.passkeyId, name }).then(onChanged), name.trim() === "" ? [{ path: "name", message: say(ownWords.needPasskeyName) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name={form} sending={sending} submit={say(ownWords.rename)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("name")} label={say(ownWords.passkeyName)} maxLength={100} value={name} onChange={setName} error={sending.errorOf("name")} need="required" />
    </SendForm>
  );
}

/** Removing asks for the present password, where there is one. */
function RemoveFields({ passkey, asksPassword, close, onChanged }: { passkey: Passkey; asksPassword: "yes" | "no"; close: () => void; onChanged: () => Promise<void> }) {
  const { say } = useLanguage();
  const api = useApi();
  const form = `remove-${passkey.passkeyId}`;
  const sending = useSending(form);
  const [password, setPassword] = useState("");
  const isAsked = asksPassword === "yes";
  const submit = () => sending.send(() => api.ownAccess.removePasskey({ passkeyId: passkey.passkeyId, ...(isAsked ? { password } : {}) }).then(onChanged), isAsked && password === "" ? [{ path: "password", message: say(ownWords.needPassword) }] : []);
  return (
    <SendForm name={form} sending={sending} submit={say(ownWords.remove)} look="danger" onSubmit={() => void submit()} onCancel={close}>
      {isAsked ? <TextField id={sending.id("password")} label={say(ownWords.presentPassword)} kind="password" autoComplete="current-password" value={password} onChange={setPassword} error={sending.errorOf("password")} need="required" /> : null}
    </SendForm>
  );
}

function AddFields({ close, onChanged }: { close: () => void; onChanged: () => Promise<void> }) {
  const { say } = useLanguage();
  const api = useApi();
  const sending = useSending("add-passkey");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  async function submit() {
    const wrong = [...(name.trim() === "" ? [{ path: "name", message: say(ownWords.needPasskeyName) }] : []), ...(password === "" ? [{ path: "password", message: say(ownWords.needPassword) }] : [])];
    const sent = await sending.send(async () => {
      await makePasskey(api, name, password).catch((error: unknown) => {
        throw error instanceof NoPasskey ? new SaidRefusal([{ path: "", message: say(ownWords.passkeyNotMade) }]) : error;
      });
      await onChanged();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="add-passkey" sending={sending} submit={say(ownWords.addPasskey)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("name")} label={say(ownWords.passkeyName)} hint={say(ownWords.passkeyNameHint)} maxLength={100} value={name} onChange={setName} error={sending.errorOf("name")} need="required" />
      <TextField id={sending.id("password")} label={say(ownWords.presentPassword)} kind="password" autoComplete="current-password" value={password} onChange={setPassword} error={sending.errorOf("password")} need="required" />
    </SendForm>
  );
}
