import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { useApi } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";

/** The code by which a member of a faculty is named elsewhere: shown when asked for. */
export function OwnCode() {
  const { say } = useLanguage();
  const api = useApi();
  const sending = useSending("own-code");
  const [code, setCode] = useState<string | null>(null);
  const show = (anew: "yes" | "no") => void sending.send(async () => setCode((await api.recordings.ownCode({ anew })).code));
  return (
    <section className="part" aria-labelledby="own-code">
      <h2 id="own-code" tabIndex={-1}>{say(words.code)}</h2>
      <p className="soft recordings-what">{say(words.codeWhat)}</p>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <p role="status" className="recordings-code">{code === null ? "" : code.replace(/(.{4})(?=.)/g, "$1 ")}</p>
      <div className="buttons">{code === null ? <Button state={sending.state} onClick={() => show("no")}>{say(words.showCode)}</Button> : <Button look="quiet" state={sending.state} onClick={() => show("yes")}>{say(words.newCode)}</Button>}</div>
    </section>
  );
}
