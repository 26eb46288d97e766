import { useNavigate, useSearch } from "@tanstack/react-router";
import type { Me } from "#features/account/contract.ts";
import { useAnswer } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState } from "#ui/States.tsx";
import { doorWords } from "../door.screens.words.ts";
import { words } from "../screens.words.ts";
import { DemoPeople } from "./DemoPeople.tsx";
import { OpenPage } from "./OpenPage.tsx";
import { OtherWays } from "./OtherWays.tsx";
import { SignInForm } from "./SignInForm.tsx";
import { safeTarget } from "./signing.ts";

/** The page of signing in: where the programme is made up, one tap per person. */
export default function SignInScreen({ onSignedIn }: { onSignedIn: (me: Me) => void }) {
  const { say } = useLanguage();
  const go = useNavigate();
  const { to, why } = useSearch({ strict: false }) as { to?: unknown; why?: unknown };
  usePageTitle(words.signInTitle);
  const people = useAnswer(["account.demoAccounts"], (api) => api.account.demoAccounts());
  const accounts = people.data?.accounts ?? [];
  function enter(me: Me) {
    onSignedIn(me);
    void go({ to: safeTarget(to) });
  }
  return (
    <OpenPage title={say(words.signInTitle)} detail={say(words.staffOnly)}>
      {accounts.length === 0 ? null : <DemoPeople accounts={accounts} onSignedIn={enter} />}
      <section className="open-part">
        {accounts.length === 0 ? null : <h2>{say(words.withPassword)}</h2>}
        {typeof why === "string" && why in doorWords.whyNot ? <ErrorState sentence={say(doorWords.whyNot[why as keyof typeof doorWords.whyNot])} /> : null}
        <SignInForm onSignedIn={enter} />
        <OtherWays onSignedIn={enter} />
      </section>
    </OpenPage>
  );
}
