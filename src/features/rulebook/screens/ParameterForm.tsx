import { useState } from "react";
import type { Clause } from "#features/policy/contract.ts";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useApi } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { useGoTo } from "#ui/Link.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { eventNames } from "#features/compliance/screens.words.ts";
import type { Provision } from "../editing.rules.ts";
import { words } from "../screens.words.ts";
import { kindOfParameter, nameOfParameter, parametersOf, readParameter, writeParameter } from "./parameters.ts";

/** The parameters of one clause or timer as fields; what they would change is shown before anything takes effect. */
export function ParameterForm({ provision, place, close }: { provision: Provision; place: { policy: string; version: string }; close: () => void }) {
  const { kind: ofKind, of } = provision;
  const { say } = useLanguage();
  const api = useApi();
  const goTo = useGoTo();
  const form = `parameters-${of.id}`;
  const sending = useSending(form);
  const fields = parametersOf(provision).map(([key, value]) => ({ key, kind: kindOfParameter(ofKind, key, value), value }));
  const [typed, setTyped] = useState<Record<string, string>>(() => Object.fromEntries(fields.map(({ key, kind, value }) => [key, writeParameter(kind, value)])));
  const [severity, setSeverity] = useState(of.severity);
  const [reason, setReason] = useState("");

  const labelOf = (key: string) => nameOfParameter(ofKind, key, say);
  async function submit() {
    const wrong: FieldWrong[] = [];
    const sent: Record<string, unknown> = {};
    for (const { key, kind } of fields) {
      const read = readParameter(kind, typed[key] ?? "");
      if ("wrong" in read) wrong.push({ path: `parameters.${key}`, message: `${labelOf(key)}: ${say(read.wrong === "number" ? words.wrongNumber : words.wrongJson)}` });
      else sent[key] = read.value;
    }
    if (reason.trim().length < 10) wrong.push({ path: "reason", message: say(words.needReason) });
    let changeId = "";
    const asked = { ...place, parameters: sent as Parameters<typeof api.rulebook.changeClause>[0]["parameters"], severity, reason };
    const propose = () => (ofKind === "clause" ? api.rulebook.changeClause({ ...asked, clause: of.id }) : api.rulebook.changeTimer({ ...asked, timer: of.id }));
    const done = await sending.send(async () => void ({ changeId } = await propose()), wrong);
    if (done) goTo(`/app/rulebook/changes/${changeId}`);
  }

  return (
    <SendForm name={form} sending={sending} submit={say(words.propose)} onSubmit={() => void submit()} onCancel={close}>
      {fields.map(({ key, kind }) => {
        const path = `parameters.${key}`;
        const field = { id: sending.id(path), error: sending.errorOf(path), label: labelOf(key), value: typed[key] ?? "", onChange: (value: string) => setTyped((before) => ({ ...before, [key]: value })) };
        if (kind === "yes_no") return <SelectField key={key} {...field} empty={say(words.notSet)} width="short" options={[{ value: "yes", label: say(words.yes) }, { value: "no", label: say(words.no) }]} />;
        if (kind === "event") return <SelectField key={key} {...field} empty={say(words.notSet)} options={Object.entries(eventNames).map(([value, name]) => ({ value, label: say(name) }))} />;
        if (kind === "day_kind") return <SelectField key={key} {...field} empty={say(words.notSet)} width="short" options={[{ value: "calendar", label: say(words.calendarDays) }]} />;
        if (kind === "list" || kind === "json") return <TextArea key={key} {...field} rows={kind === "json" ? 6 : 4} hint={say(kind === "json" ? words.asJson : words.onePerLine)} />;
        return <TextField key={key} {...field} />;
      })}
      <SelectField id={sending.id("severity")} error={sending.errorOf("severity")} label={say(words.severity)} value={severity} onChange={(value) => setSeverity((value || of.severity) as Clause["severity"])} options={(["block", "warn", "info"] as const).map((value) => ({ value, label: say((ofKind === "clause" ? words.severities : words.timerSeverities)[value]) }))} width="short" />
      <TextField id={sending.id("reason")} error={sending.errorOf("reason")} label={say(words.reason)} hint={say(words.reasonHint)} value={reason} onChange={setReason} />
    </SendForm>
  );
}
