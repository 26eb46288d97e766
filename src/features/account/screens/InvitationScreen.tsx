import { IconBuilding } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Me } from "#features/account/contract.ts";
import { Button } from "#ui/Button.tsx";
import { useAnswer, useApi } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { doorWords } from "../door.screens.words.ts";
import { words } from "../screens.words.ts";
import { readHashToken } from "./hashToken.ts";
import { OpenPage } from "./OpenPage.tsx";

/** Taking an invitation: whoever holds the link sets a password, and is in. */
export default function InvitationScreen({ onSignedIn }: { onSignedIn: (me: Me) => void }) {
  const { say, language } = useLanguage();
  usePageTitle(words.invitationTitle);
  const [token] = useState(readHashToken);
  const found = useAnswer(["account.invitation"], (api) => api.account.invitation({ token: token! }), { when: token === null ? "not_yet" : "now" });
  return (
    <OpenPage title={say(words.invitationTitle)}>
      {token === null ? (
        <EmptyState sentence={say(words.invitationBroken)} />
      ) : found.isPending ? (
        <Loading />
      ) : found.isError ? (
        found.error.code === "gone" || found.error.code === "malformed" ? (
          <EmptyState sentence={say(words.invitationGone)}>
            <Link href="/app/sign-in">{say(words.toSignIn)}</Link>
          </EmptyState>
        ) : (
          <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />
        )
      ) : (
        <section className="open-part">
          <p>{words.invitationFor[language](found.data.agency)}</p>
          <DefinitionStrip definitions={[{ label: say(words.name), value: found.data.name }, { label: say(words.email), value: found.data.email }]} />
          {found.data.way === "password" ? null : <AcceptThere token={token} way={found.data.way} />}
          {found.data.way === "organisation" ? null : <AcceptForm token={token} email={found.data.email} onSignedIn={onSignedIn} />}
        </section>
      )}
    </OpenPage>
  );
}

/** Taking it up at the agency's organisation: the only way where passwords are refused. */
function AcceptThere({ token, way }: { token: string; way: "organisation" | "either" }) {
  const { say } = useLanguage();
  const api = useApi();
  const sending = useSending("invitation-organisation");
  const go = () => sending.send(async () => location.assign((await api.access.acceptAtOrganisation({ token })).address));
  return (
    <div className="fields">
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <p>{say(way === "organisation" ? doorWords.acceptThereOnly : doorWords.acceptThere)}</p>
      <p>
        <Button look={way === "organisation" ? "main" : "second"} glyph={IconBuilding} state={sending.state} onClick={() => void go()}>
          {say(doorWords.atOrganisation)}
        </Button>
      </p>
    </div>
  );
}

function AcceptForm({ token, email, onSignedIn }: { token: string; email: string; onSignedIn: (me: Me) => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const go = useNavigate();
  const sending = useSending("invitation");
  const [password, setPassword] = useState("");
  return (
    <form
      id="invitation"
      className="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void sending.send(
          async () => {
            onSignedIn(await api.account.acceptInvitation({ token, password }));
            await go({ to: "/app" });
          },
          password.length < 12 ? [{ path: "password", message: say(words.passwordShort) }] : [],
        );
      }}
    >
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <TextField id={sending.id("password")} label={say(words.newPassword)} hint={say(words.passwordHint)} kind="password" autoComplete="new-password" value={password} onChange={setPassword} error={sending.errorOf("password")} need="required" />
      <p>
        <Button type="submit" look="main" state={sending.state}>
          {say(words.accept)}
        </Button>
      </p>
    </form>
  );
}
