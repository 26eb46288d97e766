import { useAnswer, useMe, useRefresh } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { ownWords } from "../access.screens.words.ts";
import { roleNames, words } from "../screens.words.ts";
import { Devices } from "./Devices.tsx";
import { Passkeys } from "./Passkeys.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { RecoveryCodes } from "./RecoveryCodes.tsx";
import { SecondFactor } from "./SecondFactor.tsx";
import "./open.css";

/** One's own sign-in: who one is here, with what one comes in, and where one is in. Whoever owes a second factor gets what sets one up. */
export default function AccountScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  const refresh = useRefresh();
  usePageTitle(words.accountTitle);
  const found = useAnswer(["ownAccess.get"], (api) => api.ownAccess.get());
  const again = () => refresh(["ownAccess.get"]);
  const has = found.data !== undefined && (found.data.usesCodes || found.data.passkeys.length > 0);
  return (
    <div className="page">
      <PageHeader title={say(words.accountTitle)} detail={me.agency.name} />
      <DefinitionStrip definitions={[{ label: say(words.name), value: me.name }, { label: say(words.email), value: me.email }, { label: say(words.roles), value: me.roles.map((role) => say(roleNames[role])).join(", ") }]} />
      {found.isPending ? (
        <Loading rows={5} />
      ) : found.isError ? (
        <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />
      ) : (
        <>
          {me.owes === "nothing" ? null : (
            <div className="part" role="status">
              <p>{say(ownWords.owed)}</p>
              {has ? (
                <p>
                  <a className="button button--main" href="/app">{say(ownWords.goOn)}</a>
                </p>
              ) : null}
            </div>
          )}
          <SecondFactor state={found.data.usesCodes ? "on" : found.data.passkeys.length > 0 ? "by_passkey" : "off"} asksPassword={has && found.data.hasPassword ? "yes" : "no"} onSet={again} />
          <Passkeys passkeys={found.data.passkeys} works={found.data.passkeysWork ? "yes" : "no"} asksPassword={found.data.hasPassword ? "yes" : "no"} onChanged={again} />
          {me.owes === "nothing" ? (
            <>
              <RecoveryCodes codes={found.data.recoveryCodes} factor={has ? "yes" : "no"} onMade={again} />
              <PasswordForm onChanged={again} />
              <Devices {...found.data} onEnded={again} />
            </>
          ) : null}
        </>
      )}
    </div>
  );
}

