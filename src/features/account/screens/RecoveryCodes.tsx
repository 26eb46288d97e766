import { IconKey } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { useApi, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { ownWords } from "../access.screens.words.ts";
import { CopyText } from "./CopyText.tsx";

/** The codes that stand in for the second factor: how many are left, and a new set, shown this once. */
export function RecoveryCodes({ codes, factor, onMade }: { codes: { madeAt: string; unused: number } | null; factor: "yes" | "no"; onMade: () => Promise<void> }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const [made, setMade] = useState<readonly string[] | null>(null);
  return (
    <section className="open-part" aria-labelledby="recovery-codes">
      <h2 id="recovery-codes">{say(ownWords.recoveryCodes)}</h2>
      <p className="soft">{say(ownWords.recoveryCodesWhy)}</p>
      {factor === "no" ? (
        <p>{say(ownWords.factorFirst)}</p>
      ) : made === null ? (
        <>
          <p role="status">{codes === null ? say(ownWords.noCodes) : ownWords.codesLeft[language](codes.unused, day(dateInZone(codes.madeAt, me.agency.timeZone), "full"))}</p>
          <FormPanel verb={say(codes === null ? ownWords.makeCodes : ownWords.makeCodesAnew)} glyph={IconKey}>
            {(close) => <Fields close={close} onMade={setMade} />}
          </FormPanel>
        </>
      ) : (
        <div className="fields" role="status">
          <p>{say(ownWords.codesShown)}</p>
          <CopyText label={say(ownWords.recoveryCodes)} text={made.join("\n")} />
          <p>
            <Button
              look="main"
              onClick={() => {
                setMade(null);
                void onMade();
              }}
            >
              {say(ownWords.codesKept)}
            </Button>
          </p>
        </div>
      )}
    </section>
  );
}

function Fields({ close, onMade }: { close: () => void; onMade: (codes: readonly string[]) => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const sending = useSending("recovery-codes-form");
  const [password, setPassword] = useState("");
  const submit = () => sending.send(async () => onMade((await api.ownAccess.makeRecoveryCodes({ password })).codes), password === "" ? [{ path: "password", message: say(ownWords.needPassword) }] : []);
  return (
    <SendForm name="recovery-codes-form" sending={sending} submit={say(ownWords.makeCodes)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("password")} label={say(ownWords.presentPassword)} kind="password" autoComplete="current-password" value={password} onChange={setPassword} error={sending.errorOf("password")} need="required" />
    </SendForm>
  );
}
