import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useApi, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextArea, TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import type { PrivacyRule } from "#features/release/figures.contract.ts";
import { ruleNames, sourceOf, statusNames } from "../words.ts";
import { Asked, Standing, useDeskChanged } from "./shared.tsx";

const statuses = ["confirmed", "draft", "local"] as const;

/** The figures that this desk counts with, each with its source and how certain it is. */
export function RulesPart() {
  const { say, language, day } = useLanguage();
  const changes = hasRole(useMe(), "privacy_officer");
  const answer = useAnswer(["privacy", "rules"], (api) => api.privacy.requests.rules());
  return (
    <section className="part" aria-labelledby="rules">
      <h2 id="rules">{say(words.rules)}</h2>
      <p className="soft">{say(words.rulesWhy)}</p>
      <Asked answer={answer}>
        {({ rules }) => (
          <ul className="desk-rows">
            {rules.map((one) => (
              <li key={one.key} className="desk-row">
                <div className="desk-head">
                  <strong>{`${say(ruleNames[one.key])}: ${one.value}`}</strong>
                  {one.extension === null ? null : <span>{words.withExtension[language](one.extension)}</span>}
                  <Standing standing={one.status === "draft" ? "asks" : "done"}>{say(statusNames[one.status])}</Standing>
                  {one.setBy === null || one.setOn === null ? null : <span className="soft">{words.setBy[language](one.setBy, day(one.setOn, "full"))}</span>}
                </div>
                <p className="soft">{sourceOf(one, language)}</p>
                {one.laxer === "neither" ? null : <p className="mark">{words.laxer[language](one.shipped.value, one.shipped.extension)}</p>}
                {one.reason === null ? null : <p>{one.reason}</p>}
                {one.bound === "law" && changes ? <p className="soft">{words.boundByLaw[language](one.shipped.value, one.shipped.extension)}</p> : null}
                {changes ? (
                  <FormPanel verb={say(words.change)} about={say(ruleNames[one.key])} glyph={IconPencil}>
                    {(close) => <RuleFields rule={{ ...one, source: sourceOf(one, language) }} close={close} />}
                  </FormPanel>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Asked>
    </section>
  );
}

function RuleFields({ rule, close }: { rule: PrivacyRule; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useDeskChanged();
  const name = `rule-${rule.key}`;
  const sending = useSending(name);
  const [form, setForm] = useState<Record<"value" | "extension" | "status" | "source" | "reason", string>>({ value: String(rule.value), extension: rule.extension === null ? "" : String(rule.extension), status: rule.status, source: rule.source, reason: "" });
  const field = (key: keyof typeof form) => ({ id: sending.id(key), value: form[key], onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })), error: sending.errorOf(key) });
  const isCount = (text: string) => /^[1-9]\d{0,2}$|^1000$/.test(text.trim());
  async function submit() {
    const wrong = [
      ...(isCount(form.value) ? [] : [{ path: "value", message: say(words.needNumber) }]),
      ...(rule.extension === null || isCount(form.extension) ? [] : [{ path: "extension", message: say(words.needNumber) }]),
      ...(statuses.some((one) => one === form.status) ? [] : [{ path: "status", message: say(words.needChoice) }]),
      ...(form.source.trim().length < 10 ? [{ path: "source", message: say(words.needSource) }] : []),
      ...(form.reason.trim().length < 10 ? [{ path: "reason", message: say(words.needReason) }] : []),
    ];
    const sent = await sending.send(async () => {
      await api.privacy.requests.setRule({ key: rule.key, value: Number(form.value), extension: rule.extension === null ? null : Number(form.extension), status: statuses.find((one) => one === form.status)!, source: form.source, reason: form.reason });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <TextField {...field("value")} label={say(words.figure)} maxLength={4} need="required" />
      {rule.extension === null ? null : <TextField {...field("extension")} label={say(words.extension)} maxLength={4} need="required" />}
      <SelectField {...field("status")} label={say(words.certainty)} width="short" options={statuses.map((value) => ({ value, label: say(statusNames[value]) }))} />
      <TextArea {...field("source")} label={say(words.source)} maxLength={2000} />
      <TextArea {...field("reason")} label={say(words.reason)} maxLength={2000} />
    </SendForm>
  );
}
