import { IconBuilding, IconFingerprint } from "@tabler/icons-react";
import { useState } from "react";
import type { Me } from "#features/account/contract.ts";
import { Button } from "#ui/Button.tsx";
import { asApiFault, useAnswer, useApi } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { doorWords } from "../door.screens.words.ts";
import { words } from "../screens.words.ts";
import { enterByPasskey, NoPasskey } from "./passkey.ts";
import "./open.css";

/** Signing in with a passkey or at one's organisation, where this installation has it. */
export function OtherWays({ email = "", onSignedIn }: { email?: string; onSignedIn: (me: Me) => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const [fault, setFault] = useState<string | null>(null);
  const [state, setState] = useState<"ready" | "busy">("ready");
  const ways = useAnswer(["access.waysIn"], (asked) => asked.access.waysIn());
  async function enter() {
    setState("busy");
    setFault(null);
    try {
      onSignedIn(await enterByPasskey(api));
    } catch (error) {
      setFault(error instanceof NoPasskey ? say(doorWords.passkeyNotUsed) : sentenceFor(asApiFault(error), language));
    }
    setState("ready");
  }
  if (ways.data === undefined || !(ways.data.passkeys || ways.data.organisation)) return null;
  return (
    <div className="other-ways">
      {fault === null ? null : <ErrorState sentence={fault} />}
      {ways.data.passkeys ? (
        <Button glyph={IconFingerprint} state={state} onClick={() => void enter()}>
          {say(doorWords.withPasskey)}
        </Button>
      ) : null}
      {ways.data.organisation ? (
        <FormPanel verb={say(doorWords.atOrganisation)} glyph={IconBuilding}>
          {(close) => <Organisation email={email} close={close} />}
        </FormPanel>
      ) : null}
    </div>
  );
}

function Organisation({ email: known, close }: { email: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const sending = useSending("at-organisation");
  const [email, setEmail] = useState(known);
  const submit = () => sending.send(async () => location.assign((await api.access.beginOrganisationSignIn({ email })).address), /^[^@\s]+@[^@\s]+$/.test(email.trim()) ? [] : [{ path: "email", message: say(words.needEmail) }]);
  return (
    <SendForm name="at-organisation" sending={sending} submit={say(doorWords.atOrganisation)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("email")} label={say(words.email)} kind="email" autoComplete="username" value={email} onChange={setEmail} error={sending.errorOf("email")} need="required" />
    </SendForm>
  );
}
