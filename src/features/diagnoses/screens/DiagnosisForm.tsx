import { useState } from "react";
import type { CivilDate } from "#kernel/dates.ts";
import { CheckField, RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, type Sending, useSending } from "#ui/useSending.ts";
import { judgeCode, writeCode } from "../codes.rules.ts";
import type { FindingOfMaltreatment, System } from "../contract.ts";
import { axesWords } from "../axes.words.ts";
import { suggestCodes } from "../crosswalk.rules.ts";
import { isConfirmedMaltreatment, stands, statusOn } from "../rules.ts";
import { statusNames, words } from "../screens.words.ts";
import { CodeField, useCodes } from "./CodeField.tsx";

type Of = { caseId: string; today: CivilDate; changed: () => Promise<void> };

/** Records a diagnosis; `begins` open where a link leads to it. */
export function DiagnosisForm({ begins, ...of }: Of & { begins: "open" | "closed" }) {
  const { say } = useLanguage();
  return <FormPanel verb={say(words.add)} begins={begins}>{(close) => <DiagnosisFields {...of} close={close} />}</FormPanel>;
}

type Form = { system: System; code: string; label: string; status: "provisional" | "confirmed"; foundOn: string; source: string; isPrimary: "yes" | "no"; kind: string; by: string; on: string; documentId: string };

function DiagnosisFields({ caseId, today, changed, close }: Of & { close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const codes = useCodes();
  const sending = useSending("diagnosis");
  const found = useAnswer(["diagnoses.list", caseId], (asked) => asked.diagnoses.list({ caseId })).data?.diagnoses ?? [];
  const lines = useAnswer(["diagnoses.crosswalk"], (asked) => asked.diagnoses.crosswalk()).data?.lines ?? [];
  const [form, setForm] = useState<Form>({ system: "ICD-10-CM", code: "", label: "", status: "provisional", foundOn: today, source: "", isPrimary: "no", kind: "", by: "", on: "", documentId: "" });
  const set = (key: keyof Form) => (value: string) => setForm((before) => ({ ...before, [key]: value }));
  const isIcd = form.system === "ICD-10-CM";
  const suggested = suggestCodes(lines, found.filter((one) => one.system === "DC:0-5" && stands(statusOn(one.history, today))).map((one) => one.code), form.foundOn || today);
  const code = isIcd ? writeCode(form.code) : form.code.trim();
  const asksFinding = code !== null && isConfirmedMaltreatment(form.system, code);

  function findWrong(): FieldWrong[] {
    const wrong: FieldWrong[] = [];
    const day = form.foundOn || today;
    const verdict = isIcd && code !== null && codes !== null ? judgeCode(codes, code, day) : null;
    if (isIcd && code === null) wrong.push({ path: "code", message: say(words.needCode) });
    if (verdict?.kind === "heading") wrong.push({ path: "code", message: words.needExact[language](verdict.children.map((one) => one.code).join(", ")) });
    if (!isIcd && code === "") wrong.push({ path: "code", message: say(words.needDc) });
    if (!isIcd && form.label.trim() === "") wrong.push({ path: "label", message: say(words.needLabel) });
    if (form.foundOn === "") wrong.push({ path: "foundOn", message: say(words.needDay) });
    if (asksFinding && form.kind === "") wrong.push({ path: "finding.kind", message: say(words.needKind) });
    if (asksFinding && form.by.trim() === "") wrong.push({ path: "finding.by", message: say(words.needName) });
    if (asksFinding && form.on === "") wrong.push({ path: "finding.on", message: say(words.needDay) });
    return wrong;
  }
  async function submit() {
    const finding = asksFinding ? { kind: form.kind as FindingOfMaltreatment["kind"], by: form.by, on: form.on, documentId: form.documentId || null } : null;
    const sent = await sending.send(async () => {
      await api.diagnoses.add({ caseId, system: form.system, code: code!, label: isIcd ? "" : form.label, status: form.status, foundOn: form.foundOn, source: form.source, isPrimary: form.isPrimary === "yes", finding });
      await changed();
    }, findWrong());
    if (sent) close();
  }
  return (
    <SendForm name="diagnosis" sending={sending} submit={say(words.addIt)} onSubmit={() => void submit()} onCancel={close}>
      {isIcd ? (
        <>
          <CodeField id={sending.id("code")} value={form.code} on={form.foundOn || today} error={sending.errorOf("code")} suggested={suggested} onChange={set("code")} />
          {suggested.length === 0 || form.code !== "" ? null : <p className="field-hint">{axesWords.suggestHint[language]([...new Set(suggested.map((one) => one.icdCode))].join(", "))}</p>}
        </>
      ) : (
        <>
          <TextField id={sending.id("code")} label={say(words.dcCode)} hint={say(words.dcHint)} width="short" maxLength={20} value={form.code} onChange={set("code")} error={sending.errorOf("code")} need="required" />
          <TextField id={sending.id("label")} label={say(words.label)} hint={say(words.labelHint)} maxLength={200} value={form.label} onChange={set("label")} error={sending.errorOf("label")} need="required" />
        </>
      )}
      <RadioGroup id={sending.id("system")} label={say(words.system)} value={form.system} onChange={set("system")} options={[{ value: "ICD-10-CM", label: say(words.icd) }, { value: "DC:0-5", label: say(words.dc) }]} />
      {asksFinding ? <FindingFields caseId={caseId} today={today} sending={sending} form={form} set={set} /> : null}
      <RadioGroup id={sending.id("status")} label={say(words.sure)} value={form.status} onChange={set("status")} options={(["provisional", "confirmed"] as const).map((value) => ({ value, label: say(statusNames[value]) }))} />
      <DateField id={sending.id("foundOn")} label={say(words.foundOn)} value={form.foundOn} max={today} onChange={set("foundOn")} error={sending.errorOf("foundOn")} need="required" />
      <TextField id={sending.id("source")} label={say(words.source)} maxLength={500} value={form.source} onChange={set("source")} error={sending.errorOf("source")} need="optional" />
      <CheckField id={sending.id("isPrimary")} label={say(words.makePrimary)} hint={say(words.onePrimary)} value={form.isPrimary} onChange={set("isPrimary")} />
    </SendForm>
  );
}

/** Who found that maltreatment happened, asked for where the code says that it was confirmed. */
function FindingFields({ caseId, today, sending, form, set }: { caseId: string; today: CivilDate; sending: Sending; form: Form; set: (key: keyof Form) => (value: string) => void }) {
  const { say } = useLanguage();
  const papers = useAnswer(["documents.list", caseId, "first"], (api) => api.documents.list({ caseId })).data?.documents.filter((one) => one.removed === null && one.supersededBy === null) ?? [];
  return (
    <fieldset id={sending.id("finding")} tabIndex={-1} className="fields part-fields">
      <legend className="field-label">{say(words.confirmedTitle)}</legend>
      <p className="field-hint">{say(words.confirmedHint)}</p>
      <RadioGroup id={sending.id("finding.kind")} label={say(words.findingKind)} value={form.kind} onChange={set("kind")} error={sending.errorOf("finding.kind")} need="required" options={[{ value: "agency", label: say(words.agency) }, { value: "court", label: say(words.court) }]} />
      <TextField id={sending.id("finding.by")} label={say(words.findingBy)} hint={say(words.findingByHint)} maxLength={200} value={form.by} onChange={set("by")} error={sending.errorOf("finding.by")} need="required" />
      <DateField id={sending.id("finding.on")} label={say(words.findingOn)} max={today} value={form.on} onChange={set("on")} error={sending.errorOf("finding.on")} need="required" />
      {papers.length === 0 ? null : <SelectField id={sending.id("finding.documentId")} label={say(words.document)} need="optional" empty={say(words.noPaper)} value={form.documentId} onChange={set("documentId")} error={sending.errorOf("finding.documentId")} options={papers.map((one) => ({ value: one.documentId, label: one.title }))} />}
    </fieldset>
  );
}
