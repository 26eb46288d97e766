import { IconFingerprint } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Me } from "#features/account/contract.ts";
import { Button } from "#ui/Button.tsx";
import { asApiFault, useApi } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { SaidRefusal, useSending } from "#ui/useSending.ts";
import { doorWords } from "../door.screens.words.ts";
import { words } from "../screens.words.ts";
import { OpenPage } from "./OpenPage.tsx";
import { NoPasskey, usePasskey } from "./passkey.ts";

type Asks = "password" | "code" | "recovery" | "passkey";

/** The first time that somebody comes from their organisation: the password of the account, and its second factor, bind the two. */
export default function BindScreen({ onSignedIn }: { onSignedIn: (me: Me) => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const go = useNavigate();
  const sending = useSending("bind");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [recoveryCode, setRecoveryCode] = useState("");
  const [asks, setAsks] = useState<Asks>("password");
  const [over, setOver] = useState<"no" | "yes">("no");
  usePageTitle(doorWords.bindTitle);
  /** What the server still wants to know is asked for; that is nobody's mistake the first time. */
  function askOn(about: string | undefined): void {
    if (about === "code" && asks === "password") return setAsks("code");
    if (about === "passkey") {
      setAsks("passkey");
      throw new SaidRefusal([{ path: "", message: say(doorWords.bindPasskey) }]);
    }
    if (about === "code") throw new SaidRefusal([{ path: "code", message: say(words.wrongCode) }]);
    if (about === "recoveryCode") throw new SaidRefusal([{ path: "recoveryCode", message: say(doorWords.wrongRecoveryCode) }]);
    throw new SaidRefusal([{ path: "password", message: say(doorWords.bindWrong) }]);
  }
  async function send(how: Asks) {
    const passkey = how === "passkey" ? await usePasskey(api).catch((error: unknown) => {
      throw error instanceof NoPasskey ? new SaidRefusal([{ path: "", message: say(doorWords.passkeyNotUsed) }]) : error;
    }) : undefined;
    try {
      onSignedIn(await api.access.bindOrganisation({ password, ...(how === "code" ? { code } : how === "recovery" ? { recoveryCode } : passkey ? { passkey } : {}) }));
      await go({ to: "/app" });
    } catch (error) {
      const fault = asApiFault(error);
      if (fault.code === "gone") return setOver("yes");
      if (fault.code !== "not_signed_in" || (how === "passkey" && fault.fields.length === 0)) throw fault;
      askOn(fault.fields[0]?.path);
    }
  }
  const wrong = [
    ...(password === "" ? [{ path: "password", message: say(words.needPassword) }] : []),
    ...(asks === "code" && !/^\d{6}$/.test(code) ? [{ path: "code", message: say(words.needCode) }] : []),
    ...(asks === "recovery" && recoveryCode.replace(/[\s-]/g, "").length !== 16 ? [{ path: "recoveryCode", message: say(doorWords.recoveryCodeHint) }] : []),
  ];
  if (over === "yes")
    return (
      <OpenPage title={say(doorWords.bindTitle)}>
        <EmptyState sentence={say(doorWords.whyNot.over)}>
          <Link href="/app/sign-in">{say(words.toSignIn)}</Link>
        </EmptyState>
      </OpenPage>
    );
  return (
    <OpenPage title={say(doorWords.bindTitle)}>
      <section className="open-part">
        <p>{say(doorWords.bindWhy)}</p>
        <SendForm name="bind" sending={sending} submit={say(doorWords.bind)} onSubmit={() => void sending.send(() => send(asks), wrong)}>
          <TextField id={sending.id("password")} label={say(words.password)} kind="password" autoComplete="current-password" value={password} onChange={setPassword} error={sending.errorOf("password")} need="required" />
          {asks === "code" ? <TextField id={sending.id("code")} label={say(words.code)} hint={say(words.codeHint)} inputMode="numeric" autoComplete="one-time-code" maxLength={6} width="short" value={code} onChange={setCode} error={sending.errorOf("code")} need="required" /> : null}
          {asks === "recovery" ? <TextField id={sending.id("recoveryCode")} label={say(doorWords.recoveryCode)} hint={say(doorWords.recoveryCodeHint)} autoComplete="one-time-code" maxLength={30} value={recoveryCode} onChange={setRecoveryCode} error={sending.errorOf("recoveryCode")} need="required" /> : null}
          {asks === "passkey" ? (
            <p>
              <Button glyph={IconFingerprint} state={sending.state} onClick={() => void sending.send(() => send("passkey"), wrong)}>
                {say(doorWords.usePasskey)}
              </Button>
            </p>
          ) : null}
          {asks === "code" || asks === "passkey" ? (
            <p>
              <Button look="quiet" onClick={() => setAsks("recovery")}>
                {say(doorWords.useRecoveryCode)}
              </Button>
            </p>
          ) : null}
        </SendForm>
        <p className="soft">{say(doorWords.bindNone)}</p>
      </section>
    </OpenPage>
  );
}
