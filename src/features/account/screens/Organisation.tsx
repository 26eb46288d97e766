import { IconBuilding } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import type { Organisation as Settings } from "#features/account/access.contract.ts";
import { Button } from "#ui/Button.tsx";
import { RadioGroup } from "#ui/ChoiceField.tsx";
import { useApi, useMe } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { administrationWords as words } from "../administration.screens.words.ts";
import { CopyText } from "./CopyText.tsx";

type Binding = { bindingId: string; name: string; boundAt: string };
type Props = { organisation: Settings | null; callback: string; bindings: readonly Binding[]; onChanged: () => Promise<void> };

/** Signing in at the agency's own organisation: what is set, and who came that way. */
export function Organisation({ organisation, callback, bindings, onChanged }: Props) {
  const { say, language, day } = useLanguage();
  const api = useApi();
  const me = useMe();
  const sending = useSending("organisation");
  const on = (moment: string) => day(dateInZone(moment, me.agency.timeZone), "full");
  const end = () => sending.send(() => api.access.endOrganisation().then(onChanged));
  const release = (bindingId: string) => sending.send(() => api.access.releaseBinding({ bindingId }).then(onChanged));
  return (
    <section className="open-part" aria-labelledby="organisation-head" id="organisation">
      <h2 id="organisation-head">{say(words.organisation)}</h2>
      <p className="soft">{say(words.organisationWhy)}</p>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      {organisation === null ? (
        <p>{say(words.noOrganisation)}</p>
      ) : (
        <>
          <DefinitionStrip
            definitions={[
              { label: say(words.issuer), value: organisation.issuer },
              { label: say(words.clientId), value: organisation.clientId },
              { label: say(words.emailDomain), value: organisation.emailDomain },
              { label: say(words.passwords), value: say(organisation.passwords === "allowed" ? words.passwordsAllowed : words.passwordsRefused) },
            ]}
          />
          <p className="soft">{words.changedBy[language](on(organisation.changedAt), organisation.changedByName ?? "")}</p>
        </>
      )}
      <FormPanel verb={say(organisation === null ? words.setOrganisation : words.changeOrganisation)} glyph={IconBuilding}>
        {(close) => <Fields before={organisation} callback={callback} close={close} onChanged={onChanged} />}
      </FormPanel>
      {organisation === null ? null : (
        <p>
          <Button state={sending.state} onClick={() => void end()}>
            {say(words.endOrganisation)}
          </Button>
        </p>
      )}
      {bindings.length === 0 ? null : (
        <>
          <h3>{say(words.bindings)}</h3>
          <ul className="own-list">
            {bindings.map((one) => (
              <li key={one.bindingId}>
                <p>
                  {one.name} <span className="soft">{words.boundOn[language](on(one.boundAt))}</span>
                </p>
                <Button aria-label={`${say(words.release)}: ${one.name}`} state={sending.state} onClick={() => void release(one.bindingId)}>
                  {say(words.release)}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Fields({ before, callback, close, onChanged }: { before: Settings | null; callback: string; close: () => void; onChanged: () => Promise<void> }) {
  const { say } = useLanguage();
  const api = useApi();
  const sending = useSending("set-organisation");
  const [issuer, setIssuer] = useState(before?.issuer ?? "");
  const [clientId, setClientId] = useState(before?.clientId ?? "");
  const [clientSecret, setClientSecret] = useState("");
  const [emailDomain, setEmailDomain] = useState(before?.emailDomain ?? "");
  const [passwords, setPasswords] = useState<Settings["passwords"]>(before?.passwords ?? "allowed");
  async function submit() {
    const wrong = [
      ...(/^https?:\/\/\S+$/.test(issuer.trim()) ? [] : [{ path: "issuer", message: say(words.needIssuer) }]),
      ...(clientId.trim() === "" ? [{ path: "clientId", message: say(words.needClient) }] : []),
      ...(clientSecret.trim() === "" ? [{ path: "clientSecret", message: say(words.needClient) }] : []),
      ...(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(emailDomain.trim()) ? [] : [{ path: "emailDomain", message: say(words.needDomain) }]),
    ];
    const sent = await sending.send(() => api.access.setOrganisation({ issuer, clientId, clientSecret, emailDomain, passwords }).then(onChanged), wrong);
    if (sent) close();
  }
  return (
    <SendForm name="set-organisation" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <CopyText label={say(words.callback)} text={callback} />
      <TextField id={sending.id("issuer")} label={say(words.issuer)} hint={say(words.issuerHint)} value={issuer} onChange={setIssuer} error={sending.errorOf("issuer")} need="required" />
      <TextField id={sending.id("clientId")} label={say(words.clientId)} autoComplete="off" value={clientId} onChange={setClientId} error={sending.errorOf("clientId")} need="required" />
      <TextField id={sending.id("clientSecret")} label={say(words.clientSecret)} hint={say(words.clientSecretHint)} kind="password" autoComplete="off" value={clientSecret} onChange={setClientSecret} error={sending.errorOf("clientSecret")} need="required" />
      <TextField id={sending.id("emailDomain")} label={say(words.emailDomain)} hint={say(words.emailDomainHint)} value={emailDomain} onChange={setEmailDomain} error={sending.errorOf("emailDomain")} need="required" />
      <RadioGroup id={sending.id("passwords")} label={say(words.passwords)} value={passwords} onChange={(value) => setPasswords(value === "refused" ? "refused" : "allowed")} options={[{ value: "allowed", label: say(words.passwordsAllowed) }, { value: "refused", label: say(words.passwordsRefused), hint: say(words.passwordsRefusedHint) }]} />
    </SendForm>
  );
}
