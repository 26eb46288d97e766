import { useEffect, useRef, useState } from "react";
import type { Me } from "#features/account/contract.ts";
import { Button } from "#ui/Button.tsx";
import { asApiFault, useApi } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { TextField } from "#ui/TextField.tsx";
import { SaidRefusal, useSending, type FieldWrong } from "#ui/useSending.ts";
import { doorWords } from "../door.screens.words.ts";
import { words } from "../screens.words.ts";

/** E-mail, password, and the code where the account asks for one. `email` is fixed where somebody unlocks. */
export function SignInForm({ email: known, onSignedIn }: { email?: string; onSignedIn: (me: Me) => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const sending = useSending("sign-in");
  const [email, setEmail] = useState(known ?? "");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [asksCode, setAsksCode] = useState<"no" | "yes" | "recovery">("no");
  const [recoveryCode, setRecoveryCode] = useState("");
  const form = useRef<HTMLFormElement>(null);
  // Who unlocks only has the password to write; after it was right, perhaps the code.
  useEffect(() => {
    if (asksCode === "no" && known === undefined) return;
    // After this turn: the dialog around the form opens later in it, and puts the focus on its own first button.
    queueMicrotask(() => form.current?.querySelector<HTMLInputElement>(asksCode !== "no" ? '[autocomplete="one-time-code"]' : '[type="password"]')?.focus());
  }, [known, asksCode]);
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (!/^[^@\s]+@[^@\s]+$/.test(email.trim())) wrong.push({ path: "email", message: say(words.needEmail) });
    if (password === "") wrong.push({ path: "password", message: say(words.needPassword) });
    if (asksCode === "yes" && !/^\d{6}$/.test(code)) wrong.push({ path: "code", message: say(words.needCode) });
    if (asksCode === "recovery" && recoveryCode.replace(/[\s-]/g, "").length !== 16) wrong.push({ path: "recoveryCode", message: say(doorWords.recoveryCodeHint) });
    await sending.send(async () => {
      try {
        onSignedIn(await api.account.signIn({ email, password, ...(asksCode === "yes" ? { code } : asksCode === "recovery" ? { recoveryCode } : {}) }));
      } catch (error) {
        const fault = asApiFault(error);
        if (fault.code !== "not_signed_in") throw fault;
        const about = fault.fields[0]?.path;
        const aboutCode = about === "code";
        if (about === "organisation") throw new SaidRefusal([{ path: "email", message: say(doorWords.organisationOnly) }]);
        if (about === "recoveryCode") throw new SaidRefusal([{ path: "recoveryCode", message: say(doorWords.wrongRecoveryCode) }]);
        if (about === "passkey") {
          setAsksCode("recovery");
          throw new SaidRefusal([{ path: "recoveryCode", message: say(doorWords.nowPasskey) }]);
        }
        // The password was right: now the code is asked for, which is nobody's mistake.
        if (aboutCode && asksCode === "no") return setAsksCode("yes");
        throw new SaidRefusal([aboutCode ? { path: "code", message: say(words.wrongCode) } : { path: "password", message: say(words.wrong) }]);
      }
    }, wrong);
  }
  return (
    <form
      ref={form}
      id="sign-in"
      className="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} kept={say(words.stillHere)} />
      <TextField id={sending.id("email")} label={say(words.email)} kind="email" autoComplete="username" value={email} onChange={setEmail} error={sending.errorOf("email")} need="required" />
      <TextField id={sending.id("password")} label={say(words.password)} kind="password" autoComplete="current-password" value={password} onChange={setPassword} error={sending.errorOf("password")} need="required" />
      <p className="hidden-words" role="status">{asksCode === "yes" ? say(words.nowCode) : ""}</p>
      {asksCode === "yes" ? <TextField id={sending.id("code")} label={say(words.code)} hint={say(words.codeHint)} inputMode="numeric" autoComplete="one-time-code" maxLength={6} width="short" value={code} onChange={setCode} error={sending.errorOf("code")} need="required" /> : null}
      {asksCode === "recovery" ? <TextField id={sending.id("recoveryCode")} label={say(doorWords.recoveryCode)} hint={say(doorWords.recoveryCodeHint)} autoComplete="one-time-code" maxLength={30} value={recoveryCode} onChange={setRecoveryCode} error={sending.errorOf("recoveryCode")} need="required" /> : null}
      {asksCode === "yes" ? (
        <p>
          <Button look="quiet" onClick={() => setAsksCode("recovery")}>
            {say(doorWords.useRecoveryCode)}
          </Button>
        </p>
      ) : null}
      <p>
        <Button type="submit" look="main" state={sending.state}>
          {say(words.signIn)}
        </Button>
      </p>
    </form>
  );
}
