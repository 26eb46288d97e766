import { IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { Button } from "#ui/Button.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState } from "#ui/States.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import type { Audit } from "../contract.ts";
import { words } from "../screens.words.ts";

/** What the audit found: strengths, and where it falls short. */
export function Findings({ audit }: { audit: Audit }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const writes = audit.may.includes("rate") || (audit.may.includes("run") && (audit.status === "open" || audit.status === "rated"));
  async function remove(findingId: string) {
    await api.audits.removeFinding({ auditId: audit.auditId, findingId });
    await refresh(["audits.get", audit.auditId]);
  }
  return (
    <>
      {audit.findings.length === 0 ? <EmptyState sentence={say(words.noFindings)} /> : (
        <ul className="audit-rows">
          {audit.findings.map((one) => (
            <li key={one.findingId}>
              <p>
                <strong>{say(words[one.kind])}</strong> <span className="soft">{audit.form.items.find((item) => item.id === one.item)?.words[language]}</span>
              </p>
              <p className="audit-words">{one.words}</p>
              {writes ? <Button look="quiet" glyph={IconX} aria-label={`${say(words.remove)}: ${one.words.slice(0, 60)}`} onClick={() => void remove(one.findingId)}>{say(words.remove)}</Button> : null}
            </li>
          ))}
        </ul>
      )}
      {writes ? <FormPanel verb={say(words.addFinding)} glyph={IconPlus}>{(close) => <FindingFields audit={audit} close={close} />}</FormPanel> : null}
    </>
  );
}

function FindingFields({ audit, close }: { audit: Audit; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("finding");
  // Made once a form, so that a save that is sent twice is one finding.
  const [findingId] = useState(() => crypto.randomUUID());
  const [form, setForm] = useState({ kind: "shortfall", item: "", words: "" });
  const text = (key: keyof typeof form) => ({ id: sending.id(key), value: form[key], error: sending.errorOf(key), onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })) });
  async function submit() {
    const sent = await sending.send(async () => {
      await api.audits.saveFinding({ auditId: audit.auditId, findingId, kind: form.kind === "strength" ? "strength" : "shortfall", item: form.item === "" ? null : form.item, words: form.words.trim() });
      await refresh(["audits.get", audit.auditId]);
    }, form.words.trim() === "" ? [{ path: "words", message: say(words.needWords) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name="finding" label={say(words.addFinding)} sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <RadioGroup {...text("kind")} label={say(words.kind)} options={[{ value: "shortfall", label: say(words.shortfall) }, { value: "strength", label: say(words.strength) }]} />
      <SelectField {...text("item")} label={say(words.question)} empty={say(words.anyQuestion)} options={audit.form.items.map((one) => ({ value: one.id, label: one.words[language].split(/[:.]/)[0]! }))} />
      <TextArea {...text("words")} label={say(words.findingWords)} hint={say(words.findingHint)} maxLength={2000} need="required" />
    </SendForm>
  );
}
