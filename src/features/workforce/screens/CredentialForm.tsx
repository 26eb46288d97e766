import { useState } from "react";
import type { Credential } from "#features/workforce/contract.ts";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { credentialNames, degreeNames, words } from "../screens.words.ts";

type Kind = Credential["kind"];
const blank = { staffId: "", kind: "licence" as Kind, name: "", field: "", issuer: "", number: "", practises: "", validFrom: "", validTo: "" };

/** A licence, a degree, the CPP training, or since when somebody has practised. */
export function CredentialForm({ staff }: { staff: readonly { staffId: string; name: string }[] }) {
  const { say } = useLanguage();
  return <FormPanel verb={say(words.addCredential)}>{(close) => <Fields staff={staff} close={close} />}</FormPanel>;
}

function Fields({ staff, close }: { staff: readonly { staffId: string; name: string }[]; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("credential");
  const [form, setForm] = useState(blank);
  const set = (key: keyof typeof blank) => (value: string) => setForm((before) => ({ ...before, [key]: value }));
  const text = (key: keyof typeof blank) => ({ id: sending.id(key), value: form[key], onChange: set(key), error: sending.errorOf(key) });
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (form.staffId === "") wrong.push({ path: "staffId", message: say(words.needChoice) });
    if ((form.kind === "licence" || form.kind === "degree") && form.name.trim() === "") wrong.push({ path: "name", message: form.kind === "licence" ? say(words.needName) : say(words.needChoice) });
    if (form.validFrom === "") wrong.push({ path: "validFrom", message: say(words.needDate) });
    if (form.validTo !== "" && form.validTo < form.validFrom) wrong.push({ path: "validTo", message: say(words.needOrder) });
    const sent = await sending.send(async () => {
      await api.workforce.addCredential({ staffId: form.staffId, kind: form.kind, name: form.name, field: form.field, issuer: form.issuer, number: form.number, isIndependent: form.practises === "" ? null : form.practises === "independent", validFrom: form.validFrom, validTo: form.validTo === "" ? null : form.validTo });
      await refresh(["workforce.overview"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="credential" sending={sending} submit={say(words.add)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField {...text("staffId")} label={say(words.member)} options={staff.map((one) => ({ value: one.staffId, label: one.name }))} />
      <SelectField {...text("kind")} onChange={(value) => setForm((before) => ({ ...before, kind: (value || "licence") as Kind, name: "", practises: "" }))} label={say(words.kind)} options={Object.entries(credentialNames).map(([value, label]) => ({ value, label: say(label) }))} />
      {form.kind === "licence" ? (
        <>
          <TextField {...text("name")} label={say(words.licence)} hint={say(words.licenceHint)} />
          <div className="field-pair">
            <TextField {...text("issuer")} label={say(words.issuer)} need="optional" />
            <TextField {...text("number")} label={say(words.number)} need="optional" />
          </div>
          <RadioGroup {...text("practises")} label={say(words.practises)} options={[{ value: "independent", label: say(words.independent) }, { value: "supervised", label: say(words.supervised) }]} />
        </>
      ) : null}
      {form.kind === "degree" ? (
        <>
          <SelectField {...text("name")} label={say(words.degree)} options={Object.entries(degreeNames).map(([value, label]) => ({ value, label: say(label) }))} />
          <TextField {...text("field")} label={say(words.field)} hint={say(words.fieldHint)} />
        </>
      ) : null}
      <div className="field-pair">
        <DateField {...text("validFrom")} label={say(form.kind === "cpp_training" || form.kind === "degree" ? words.completedOn : words.validFrom)} need="required" />
        {form.kind === "licence" ? <DateField {...text("validTo")} label={say(words.validTo)} need="optional" /> : null}
      </div>
    </SendForm>
  );
}
