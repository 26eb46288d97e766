import { useState } from "react";
import type { Me } from "#features/account/contract.ts";
import type { Role } from "#features/disclosure/contract.ts";
import { asApiFault, useApi } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { demoPassword } from "../demo.rules.ts";
import { roleNames, words } from "../screens.words.ts";
import { byAgency, type DemoAccount } from "./demoPeople.ts";

/** One tap per made-up person, under their agencies. */
export function DemoPeople({ accounts, onSignedIn }: { accounts: readonly DemoAccount[]; onSignedIn: (me: Me) => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const [going, setGoing] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  async function enter(email: string) {
    setGoing(email);
    setFault(null);
    try {
      onSignedIn(await api.account.signIn({ email, password: demoPassword }));
    } catch (error) {
      setFault(sentenceFor(asApiFault(error), language));
      setGoing(null);
    }
  }
  const rolesOf = (roles: readonly string[]) => roles.map((role) => (role in roleNames ? say(roleNames[role as Role]) : role)).join(", ");
  return (
    <section className="open-part" aria-labelledby="made-up-people">
      <h2 id="made-up-people">{say(words.people)}</h2>
      <p className="soft">{say(words.peopleWhy)}</p>
      {fault === null ? null : <ErrorState sentence={fault} />}
      {byAgency(accounts).map((group) => (
        <div key={group.agency} className="demo-agency" role="group" aria-label={group.agency}>
          <h3>{group.agency}</h3>
          <ul className="demo-people">
            {group.accounts.map((one) => (
              <li key={one.email}>
                <button type="button" className="demo-person" aria-busy={going === one.email ? true : undefined} onClick={() => void enter(one.email)}>
                  <span className="hidden-words">{words.signInAs[language](one.name)}, </span>
                  <strong aria-hidden>{one.name}</strong>
                  <span className="soft">{rolesOf(one.roles)}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
