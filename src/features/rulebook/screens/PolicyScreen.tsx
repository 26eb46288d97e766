import { IconCornerUpLeft } from "@tabler/icons-react";
import { useState } from "react";
import { hasRole, useAnswer, useApi, useMe } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { useGoTo } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { ChangeList } from "./ChangeList.tsx";
import { type Place, ProvisionRow } from "./Provisions.tsx";
import { Span } from "./RulebookScreen.tsx";
import "./rulebook.css";

/** One version of a policy: every clause with its source, status and parameters, and what nothing here decides. */
export default function PolicyScreen({ policy, version }: Place) {
  const { say, language } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  const answer = useAnswer(["rulebook.get", policy, version], (api) => api.rulebook.get({ policy, version }));
  const may = hasRole(me, "administrator") ? "write" : "read";
  if (answer.isPending) return <div className="page"><Loading rows={8} /></div>;
  if (answer.isError) return <div className="page"><PageHeader title={say(words.title)} back={{ href: "/app/rulebook", label: say(words.back) }} /><ErrorState sentence={sentenceFor(answer.error, language)} verb={{ run: () => void answer.refetch() }} /></div>;
  const { version: shown, origin, changes } = answer.data;
  return (
    <div className="page rulebook">
      <PageHeader back={{ href: "/app/rulebook", label: say(words.back) }} title={shown.title[language]} />
      <DefinitionStrip
        definitions={[
          { label: say(words.version), value: shown.version },
          { label: say(words.holds), value: <Span {...shown.effective} /> },
          { label: say(words.cite), value: shown.cite },
          { label: say(words.origin), value: say(words.origins[origin]) },
          { label: say(words.source), value: shown.source },
        ]}
      />
      <section className="part">
        <h2 id="clauses">{say(words.clauses)}</h2>
        <ol className="clauses">
          {shown.clauses.map((of) => (
            <ProvisionRow key={of.id} provision={{ kind: "clause", of }} place={{ policy, version }} may={may} />
          ))}
        </ol>
      </section>
      {shown.timers === undefined || shown.timers.length === 0 ? null : (
        <section className="part">
          <h2 id="timers">{say(words.timers)}</h2>
          <p className="soft">{say(words.timersHint)}</p>
          <ol className="clauses">
            {shown.timers.map((of) => (
              <ProvisionRow key={of.id} provision={{ kind: "timer", of }} place={{ policy, version }} may={may} />
            ))}
          </ol>
        </section>
      )}
      {shown.notEncoded.length === 0 ? null : (
        <section className="part">
          <h2 id="not-encoded">{say(words.notEncoded)}</h2>
          <p className="soft">{say(words.notEncodedHint)}</p>
          <ul className="not-encoded">
            {shown.notEncoded.map((one) => (
              <li key={one.cite}>
                <span className="cite">{one.cite}</span> {one.why[language]}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="part">
        <h2 id="changes">{say(words.changes)}</h2>
        <ChangeList changes={changes} />
        {may === "write" && origin !== "shipped" ? <FormPanel verb={say(origin === "own" ? words.remove : words.restore)} glyph={IconCornerUpLeft}>{(close) => <RestoreForm place={{ policy, version }} close={close} />}</FormPanel> : null}
      </section>
    </div>
  );
}

function RestoreForm({ place, close }: { place: Place; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const goTo = useGoTo();
  const sending = useSending("restore");
  const [reason, setReason] = useState("");
  async function submit() {
    let changeId = "";
    const sent = await sending.send(async () => void ({ changeId } = await api.rulebook.restore({ ...place, reason })), reason.trim().length < 10 ? [{ path: "reason", message: say(words.needReason) }] : []);
    if (sent) goTo(`/app/rulebook/changes/${changeId}`);
  }
  return (
    <SendForm name="restore" sending={sending} submit={say(words.propose)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("reason")} error={sending.errorOf("reason")} label={say(words.reason)} hint={say(words.reasonHint)} value={reason} onChange={setReason} />
    </SendForm>
  );
}
