import { IconCheck, IconCornerUpLeft, IconPlayerPause } from "@tabler/icons-react";
import { useState } from "react";
import { useApi, useRefresh } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import type { Wording } from "../site.contract.ts";
import { Draft, type OneInstrument } from "./parts.tsx";
import { RetireForm } from "./RetireForm.tsx";
import { isTyped } from "./scoring.ts";

/** The wordings of an instrument: under which permission each stands here, and whether families are shown it. */
export function Wordings({ one, may }: { one: OneInstrument; may: "read" | "write" }) {
  const { say, language, day } = useLanguage();
  const { wordings, retiredWordings, definition } = one;
  return (
    <section className="part" aria-labelledby="wordings">
      <h2 id="wordings">{say(words.wordings)}</h2>
      {wordings.length === 0 ? <p className="soft">{say(isTyped(definition) ? words.noWordingsTyped : words.noWordings)}</p> : null}
      {wordings.map((wording) => (
        <OneWording key={wording.language} wording={wording} instrument={definition.id} may={may} />
      ))}
      {retiredWordings.map(({ language: code, from }) => (
        <div key={code} className="instrument-wording">
          <p>{words.wordingRetired[language](nameOf(code, say), day(from, "full"))}</p>
          {may === "write" ? (
            <FormPanel verb={say(words.restoreWording)} about={nameOf(code, say)} glyph={IconCornerUpLeft}>
              {(close) => <RetireForm instrument={definition.id} textLanguage={code} step="restore" close={close} />}
            </FormPanel>
          ) : null}
        </div>
      ))}
    </section>
  );
}

type Say = ReturnType<typeof useLanguage>["say"];
const nameOf = (code: string, say: Say) => (words.languages[code] === undefined ? code : say(words.languages[code]));

function OneWording({ wording, instrument, may }: { wording: Wording; instrument: string; may: "read" | "write" }) {
  const { say, language, day } = useLanguage();
  const standing = say(words.standings[wording.standing]);
  return (
    <div className="instrument-wording">
      <h3>
        {nameOf(wording.language, say)}: {wording.title}
      </h3>
      <p>
        {wording.standing === "not_compared" ? <Draft>{standing}</Draft> : standing}
        {wording.compared === null ? null : <> {words.comparedBy[language](wording.compared.by, day(wording.compared.on, "full"))}</>}
      </p>
      <DefinitionStrip
        look="list"
        definitions={[
          { label: say(words.permission), value: wording.permission, detail: wording.allowed === null ? undefined : words.allowedBy[language](wording.allowed.by, day(wording.allowed.on, "full"), wording.allowed.terms) },
          { label: say(words.source), value: wording.sources.join("; ") },
          { label: say(words.agreement), value: wording.agreement },
        ]}
      />
      {may === "write" ? (
        <div className="buttons">
          {wording.standing === "not_compared" || wording.standing === "shipped" ? (
            <FormPanel verb={say(words.compare)} about={nameOf(wording.language, say)} glyph={IconCheck}>
              {(close) => <CompareForm instrument={instrument} textLanguage={wording.language} close={close} />}
            </FormPanel>
          ) : null}
          <FormPanel verb={say(words.retireWording)} about={nameOf(wording.language, say)} glyph={IconPlayerPause}>
            {(close) => <RetireForm instrument={instrument} textLanguage={wording.language} step="retire" close={close} />}
          </FormPanel>
        </div>
      ) : null}
    </div>
  );
}

function CompareForm({ instrument, textLanguage, close }: { instrument: string; textLanguage: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`compare-${textLanguage}`);
  const [form, setForm] = useState({ by: "", on: "" });
  async function keep() {
    const wrong: FieldWrong[] = [];
    if (form.by.trim() === "") wrong.push({ path: "by", message: say(words.needText) });
    if (form.on === "") wrong.push({ path: "on", message: say(words.needDay) });
    const sent = await sending.send(async () => {
      await api.instruments.compare({ instrument, language: textLanguage, ...form });
      await refresh(["instruments.get"], ["instruments.list"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={`compare-${textLanguage}`} sending={sending} submit={say(words.keep)} onSubmit={() => void keep()} onCancel={close}>
      <p className="soft">{say(words.compareHint)}</p>
      <TextField id={sending.id("by")} error={sending.errorOf("by")} label={say(words.comparedWho)} value={form.by} onChange={(by) => setForm({ ...form, by })} />
      <DateField id={sending.id("on")} error={sending.errorOf("on")} label={say(words.comparedOn)} value={form.on} onChange={(on) => setForm({ ...form, on })} />
    </SendForm>
  );
}
