import { IconShieldCheck, IconShieldOff } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { asApiFault, useApi } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextField } from "#ui/TextField.tsx";
import { SaidRefusal, useSending } from "#ui/useSending.ts";
import { ownWords } from "../access.screens.words.ts";
import { words } from "../screens.words.ts";
import { CopyText } from "./CopyText.tsx";

type Begun = { step: string; secret: string; address: string };

/** The code application: what stands, and setting one up with a first code. */
export function SecondFactor({ state, asksPassword, onSet }: { state: "on" | "by_passkey" | "off"; asksPassword: "yes" | "no"; onSet: () => Promise<void> }) {
  const { say, words: shared } = useLanguage();
  const api = useApi();
  const beginning = useSending("second-factor");
  const confirming = useSending("second-factor-code");
  const [made, setMade] = useState<Begun | null>(null);
  const [code, setCode] = useState("");
  const begin = () => beginning.send(async () => setMade(await api.account.startSecondFactor({})));
  const stop = () => {
    setMade(null);
    setCode("");
    confirming.forget();
  };
  const confirm = () =>
    confirming.send(
      async () => {
        await api.account.confirmSecondFactor({ step: made!.step, code }).catch((error: unknown) => {
          const fault = asApiFault(error);
          throw fault.fields.some((field) => field.path === "code") ? new SaidRefusal([{ path: "code", message: say(words.wrongCode) }]) : fault;
        });
        await onSet();
        stop();
      },
      /^\d{6}$/.test(code) ? [] : [{ path: "code", message: say(words.needCode) }],
    );
  return (
    <section className="open-part" aria-labelledby="second-factor">
      <h2 id="second-factor">{say(words.secondFactor)}</h2>
      <p className={state === "off" ? "mark mark--unknown" : "mark mark--met"} role="status">
        <Icon glyph={state === "off" ? IconShieldOff : IconShieldCheck} size={18} />
        <span>{say(state === "on" ? words.secondFactorOn : state === "off" ? words.secondFactorOff : ownWords.secondFactorPasskey)}</span>
      </p>
      <p className="soft">{say(words.secondFactorWhy)}</p>
      <ErrorSummary errors={beginning.errors} attempt={beginning.attempt} />
      {made === null ? (
        <>
          {asksPassword === "yes" ? (
            <FormPanel verb={say(state === "on" ? words.beginAnew : words.begin)} glyph={IconShieldCheck}>
              {(close) => <PasswordFirst submit={say(state === "on" ? words.beginAnew : words.begin)} close={close} onBegun={setMade} />}
            </FormPanel>
          ) : (
            <p>
              <Button look={state === "off" ? "main" : "second"} state={beginning.state} onClick={() => void begin()}>
                {say(state === "on" ? words.beginAnew : words.begin)}
              </Button>
            </p>
          )}
        </>
      ) : (
        <form
          className="fields"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void confirm();
          }}
        >
          <h3>{say(words.stepOne)}</h3>
          <CopyText label={say(words.secret)} text={made.secret} look="in_fours" />
          <CopyText label={say(words.address)} text={made.address} />
          <p>
            <a href={made.address}>{say(words.openInApplication)}</a>
          </p>
          <h3>{say(words.stepTwo)}</h3>
          <ErrorSummary errors={confirming.errors} attempt={confirming.attempt} />
          <TextField id={confirming.id("code")} label={say(words.code)} inputMode="numeric" autoComplete="one-time-code" maxLength={6} width="short" value={code} onChange={setCode} error={confirming.errorOf("code")} need="required" />
          <p className="buttons">
            <Button type="submit" look="main" state={confirming.state}>
              {say(words.confirm)}
            </Button>
            <Button look="quiet" onClick={stop}>
              {shared.dialog.notNow}
            </Button>
          </p>
        </form>
      )}
    </section>
  );
}

/** Where a second factor stands, its place is taken with the present password alone. */
function PasswordFirst({ submit, close, onBegun }: { submit: string; close: () => void; onBegun: (made: Begun) => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const sending = useSending("second-factor-password");
  const [password, setPassword] = useState("");
  const begin = () => sending.send(async () => onBegun(await api.account.startSecondFactor({ password })), password === "" ? [{ path: "password", message: say(ownWords.needPassword) }] : []);
  return (
    <SendForm name="second-factor-password" sending={sending} submit={submit} onSubmit={() => void begin()} onCancel={close}>
      <TextField id={sending.id("password")} label={say(ownWords.presentPassword)} kind="password" autoComplete="current-password" value={password} onChange={setPassword} error={sending.errorOf("password")} need="required" />
    </SendForm>
  );
}
