import { IconCertificate, IconPencil, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { addDays, type CivilDate, dateInZone } from "#kernel/dates.ts";
import type { Credential } from "#features/workforce/contract.ts";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { credentialNames, degreeNames, words } from "../screens.words.ts";

type Kind = Credential["kind"];
type Form = { staffId: string; kind: Kind; name: string; field: string; issuer: string; number: string; practises: string; validFrom: string; validTo: string; documentName: string; documentPlace: string; reason: string };
const blank: Form = { staffId: "", kind: "licence", name: "", field: "", issuer: "", number: "", practises: "", validFrom: "", validTo: "", documentName: "", documentPlace: "", reason: "" };

/** What is done with a credential: a new one, its renewal, or setting it right. */
type Act = { act: "add"; staff: readonly { staffId: string; name: string }[] } | { act: "renew" | "correct"; staffId: string; credential: Credential };

const ends: readonly Kind[] = ["licence", "certification", "background_check", "cpp_training"];

function begin(what: Act, today: CivilDate): Form {
  if (what.act === "add") return blank;
  const { credential: of } = what;
  const same = { ...blank, staffId: what.staffId, kind: of.kind, name: of.name, field: of.field, issuer: of.issuer, number: of.number, practises: of.isIndependent === null ? "" : of.isIndependent ? "independent" : "supervised" };
  // What still holds is renewed from the day after. After a gap the day is read from the paper, and nothing stands there that could hide it.
  if (what.act === "renew") return { ...same, validFrom: of.validTo === null || of.validTo < today ? "" : addDays(of.validTo, 1) };
  return { ...same, validFrom: of.validFrom, validTo: of.validTo ?? "", documentName: of.documentName, documentPlace: of.documentPlace };
}

const verbs = { add: [words.addCredential, IconPlus], renew: [words.renew, IconCertificate], correct: [words.setRight, IconPencil] } as const;

/** The verb that opens the form. */
export function CredentialForm(what: Act & { about?: string }) {
  const { say } = useLanguage();
  const [verb, glyph] = verbs[what.act];
  return (
    <FormPanel verb={say(verb)} glyph={glyph} about={what.about}>
      {(close) => <Fields what={what} close={close} />}
    </FormPanel>
  );
}

function Fields({ what, close }: { what: Act; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const { agency } = useMe();
  const today = dateInZone(new Date().toISOString(), agency.timeZone);
  const name = what.act === "add" ? "credential" : `${what.act}-${what.credential.credentialId}`;
  const sending = useSending(name);
  const [form, setForm] = useState(() => begin(what, today));
  const set = (key: keyof Form) => (value: string) => setForm((before) => ({ ...before, [key]: value }));
  const text = (key: keyof Form) => ({ id: sending.id(key), value: form[key], onChange: set(key), error: sending.errorOf(key) });
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (form.staffId === "") wrong.push({ path: "staffId", message: say(words.needChoice) });
    if ((form.kind === "licence" || form.kind === "degree" || form.kind === "certification") && form.name.trim() === "") wrong.push({ path: "name", message: form.kind === "degree" ? say(words.needChoice) : say(words.needName) });
    if (form.validFrom === "") wrong.push({ path: "validFrom", message: say(words.needDate) });
    if (form.validTo !== "" && form.validTo < form.validFrom) wrong.push({ path: "validTo", message: say(words.needOrder) });
    if (what.act === "correct" && form.reason.trim() === "") wrong.push({ path: "reason", message: say(words.needReason) });
    const { staffId, practises, reason, validTo, ...rest } = form;
    const content = { ...rest, isIndependent: practises === "" ? null : practises === "independent", validTo: validTo === "" ? null : validTo };
    const sent = await sending.send(async () => {
      if (what.act === "correct") await api.workforce.correctCredential({ credentialId: what.credential.credentialId, reason, ...content });
      else await api.workforce.addCredential({ staffId, ...content });
      await refresh(["workforce.overview"], ["workforce.history"], ["foresight.whatIf"], ["documents.listOfStaff"]);
    }, wrong);
    if (sent) close();
  }
  const fromLabel = form.kind === "cpp_training" || form.kind === "degree" ? words.completedOn : form.kind === "background_check" ? words.checkedOn : words.validFrom;
  return (
    <SendForm name={name} sending={sending} submit={say(what.act === "correct" ? words.save : words.add)} onSubmit={() => void submit()} onCancel={close}>
      {what.act === "add" ? (
        <>
          <SelectField {...text("staffId")} label={say(words.member)} options={what.staff.map((one) => ({ value: one.staffId, label: one.name }))} />
          <SelectField {...text("kind")} onChange={(value) => setForm((before) => ({ ...before, kind: (value || "licence") as Kind, name: "", practises: "" }))} label={say(words.kind)} options={Object.entries(credentialNames).map(([value, label]) => ({ value, label: say(label) }))} />
        </>
      ) : null}
      {form.kind === "licence" ? <TextField {...text("name")} label={say(words.licence)} hint={say(words.licenceHint)} /> : null}
      {form.kind === "certification" ? <TextField {...text("name")} label={say(words.certificateName)} /> : null}
      {form.kind === "degree" ? (
        <>
          <SelectField {...text("name")} label={say(words.degree)} options={Object.entries(degreeNames).map(([value, label]) => ({ value, label: say(label) }))} />
          <TextField {...text("field")} label={say(words.field)} hint={say(words.fieldHint)} />
        </>
      ) : null}
      {form.kind === "practice" ? null : (
        <div className="field-pair">
          <TextField {...text("issuer")} label={say(form.kind === "cpp_training" ? words.trainingEntity : words.issuer)} need="optional" />
          <TextField {...text("number")} label={say(words.number)} need="optional" />
        </div>
      )}
      {form.kind === "licence" ? <RadioGroup {...text("practises")} label={say(words.practises)} options={[{ value: "independent", label: say(words.independent) }, { value: "supervised", label: say(words.supervised) }]} /> : null}
      <div className="field-pair">
        <DateField {...text("validFrom")} label={say(fromLabel)} need="required" />
        {ends.includes(form.kind) ? <DateField {...text("validTo")} label={say(words.validTo)} need="optional" /> : null}
      </div>
      <div className="field-pair">
        <TextField {...text("documentName")} label={say(words.documentName)} need="optional" />
        <TextField {...text("documentPlace")} label={say(words.documentPlace)} hint={say(words.documentPlaceHint)} need="optional" />
      </div>
      {what.act === "correct" ? <TextField {...text("reason")} label={say(words.reason)} hint={say(words.reasonHint)} /> : null}
    </SendForm>
  );
}
