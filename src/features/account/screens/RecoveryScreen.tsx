import { useState } from "react";
import { useAnswer, useApi } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { ownWords } from "../access.screens.words.ts";
import { words } from "../screens.words.ts";
import { readHashToken } from "./hashToken.ts";
import { OpenPage } from "./OpenPage.tsx";

/** Being let in anew: whoever holds the link sets what was lost, and then signs in as always. */
export default function RecoveryScreen() {
  const { say, language } = useLanguage();
  usePageTitle(ownWords.recoveryTitle);
  const [token] = useState(readHashToken);
  const [done, setDone] = useState<"no" | "yes">("no");
  const found = useAnswer(["recoveries.find"], (api) => api.recoveries.find({ token: token! }), { when: token === null || done === "yes" ? "not_yet" : "now" });
  return (
    <OpenPage title={say(ownWords.recoveryTitle)}>
      {done === "yes" ? (
        <EmptyState sentence={say(ownWords.recoveryDone)}>
          <Link href="/app/sign-in">{say(words.toSignIn)}</Link>
        </EmptyState>
      ) : token === null ? (
        <EmptyState sentence={say(words.invitationBroken)} />
      ) : found.isPending ? (
        <Loading />
      ) : found.isError ? (
        found.error.code === "gone" || found.error.code === "malformed" ? (
          <EmptyState sentence={say(ownWords.recoveryGone)}>
            <Link href="/app/sign-in">{say(words.toSignIn)}</Link>
          </EmptyState>
        ) : (
          <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />
        )
      ) : (
        <Fields token={token} {...found.data} onDone={() => setDone("yes")} />
      )}
    </OpenPage>
  );
}

type Found = { agency: string; name: string; email: string; lost: "password" | "second_factor" | "both" };

function Fields({ token, agency, name, email, lost, onDone }: Found & { token: string; onDone: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const sending = useSending("recovery");
  const [password, setPassword] = useState("");
  const isNew = lost !== "second_factor";
  const wrong = isNew && password.length < 12 ? [{ path: "password", message: say(ownWords.passwordShort) }] : password === "" ? [{ path: "password", message: say(ownWords.needPassword) }] : [];
  const submit = () => sending.send(() => api.recoveries.finish({ token, password }).then(onDone), wrong);
  return (
    <section className="open-part">
      <p>{ownWords.recoveryFor[language](agency)}</p>
      <DefinitionStrip definitions={[{ label: say(words.name), value: name }, { label: say(words.email), value: email }]} />
      <p>{say(lost === "both" ? ownWords.recoveryBoth : isNew ? ownWords.recoveryPassword : ownWords.recoveryAsksPassword)}</p>
      <SendForm name="recovery" sending={sending} submit={say(ownWords.recoverySet)} onSubmit={() => void submit()}>
        <input type="hidden" autoComplete="username" value={email} readOnly />
        <TextField id={sending.id("password")} label={say(isNew ? ownWords.newPassword : ownWords.presentPassword)} hint={isNew ? say(ownWords.passwordHint) : undefined} kind="password" autoComplete={isNew ? "new-password" : "current-password"} value={password} onChange={setPassword} error={sending.errorOf("password")} need="required" />
      </SendForm>
    </section>
  );
}
