import { IconUserMinus, IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { words as caseloadWords } from "#features/caseload/screens.words.ts";
import { ChosenNext, useNextChoices } from "#features/caseload/screens/WhoCanTake.tsx";
import { professionalKinds } from "#features/people/around.contract.ts";
import { caregiverKindList, kindNames, languageNames, partNames } from "#features/people/screens.words.ts";
import { CheckField, RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { words } from "../people.words.ts";
import { fieldOf, useChoices } from "./fields.tsx";
import { useCaseChanged } from "./useCase.ts";
import { useToday } from "./useToday.ts";

type Closing = { caseId: string; close: () => void };

export function PersonForm({ caseId, begins }: { caseId: string; begins: "open" | "closed" }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.addPerson)} glyph={IconUserPlus} begins={begins}>
      {(close) => <PersonFields caseId={caseId} close={close} />}
    </FormPanel>
  );
}

function PersonFields({ caseId, close }: Closing) {
  const { say } = useLanguage();
  const choices = useChoices();
  const api = useApi();
  const changed = useCaseChanged(caseId);
  const today = useToday();
  const sending = useSending("person");
  const [form, setForm] = useState<Record<string, string>>({ part: "caregiver", givenName: "", familyName: "", birthDate: "", language: "en", kind: "", organization: "", lives: "unknown", validFrom: today });
  const [dyad, setDyad] = useState<"yes" | "no">("yes");
  const field = fieldOf(sending, form, (key, value) => setForm((before) => ({ ...before, [key]: value, ...(key === "part" ? { kind: "" } : {}) })));
  const isCaregiver = form.part === "caregiver";
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (form.givenName!.trim() === "") wrong.push({ path: "givenName", message: say(words.needName) });
    if (form.kind!.trim() === "") wrong.push({ path: "kind", message: say(words.needChoice) });
    if (form.validFrom === "") wrong.push({ path: "validFrom", message: say(words.needDay) });
    if (form.birthDate! > today) wrong.push({ path: "birthDate", message: say(words.needFuture) });
    const sent = await sending.send(async () => {
      await api.people.addPerson({ caseId, givenName: form.givenName!, familyName: form.familyName!, birthDate: form.birthDate || null, language: form.language!, part: form.part as "caregiver", kind: form.kind!, organization: form.part === "other" ? form.organization! : "", livesWithChild: form.lives === "unknown" ? null : form.lives === "yes", validFrom: form.validFrom!, openDyad: isCaregiver && dyad === "yes" });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="person" sending={sending} submit={say(words.add)} onSubmit={() => void submit()} onCancel={close}>
      <RadioGroup {...field("part")} label={say(words.part)} options={choices(partNames, ["caregiver", "sibling", "other"])} />
      <div className="field-pair">
        <TextField {...field("givenName")} label={say(words.givenName)} need="required" />
        <TextField {...field("familyName")} label={say(words.familyName)} need="optional" />
      </div>
      {isCaregiver ? <SelectField {...field("kind")} label={say(words.kind)} options={choices(kindNames, caregiverKindList)} /> : form.part === "other" ? <SelectField {...field("kind")} label={say(words.kind)} options={choices(kindNames, professionalKinds)} /> : <TextField {...field("kind")} label={say(words.kind)} hint={say(words.kindHint)} maxLength={60} need="required" />}
      {form.part === "other" ? <TextField {...field("organization")} label={say(words.organization)} need="optional" maxLength={200} /> : null}
      <div className="field-pair">
        <DateField {...field("birthDate")} label={say(words.birthDate)} max={today} need="optional" />
        <SelectField {...field("language")} label={say(words.language)} options={choices(languageNames)} />
      </div>
      {form.part === "other" ? null : <RadioGroup {...field("lives")} label={say(words.lives)} options={[{ value: "yes", label: say(words.yes) }, { value: "no", label: say(words.no) }, { value: "unknown", label: say(words.unknown) }]} />}
      {isCaregiver ? <CheckField label={say(words.dyad)} value={dyad} onChange={setDyad} /> : null}
      <DateField {...field("validFrom")} label={say(words.startsOn)} need="required" />
    </SendForm>
  );
}

export function EndForm({ caseId, personId, name, since }: { caseId: string; personId: string; name: string; since: string }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.endPart)} about={name} glyph={IconUserMinus}>
      {(close) => <EndFields caseId={caseId} personId={personId} since={since} close={close} />}
    </FormPanel>
  );
}

function EndFields({ caseId, personId, since, close }: Closing & { personId: string; since: string }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useCaseChanged(caseId);
  const today = useToday();
  const name = `end-${personId}`;
  const sending = useSending(name);
  const [validTo, setValidTo] = useState(today);
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (validTo === "") wrong.push({ path: "validTo", message: say(words.needDay) });
    else if (validTo < since) wrong.push({ path: "validTo", message: say(words.needOrder) });
    const sent = await sending.send(async () => {
      await api.people.endPart({ caseId, personId, validTo });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.end)} onSubmit={() => void submit()} onCancel={close}>
      <DateField id={sending.id("validTo")} label={say(words.lastDay)} hint={say(words.endHint)} value={validTo} onChange={setValidTo} error={sending.errorOf("validTo")} need="required" />
    </SendForm>
  );
}

export function AssignForm({ caseId }: { caseId: string }) {
  const { say } = useLanguage();
  return (
    <FormPanel id="assign-clinician" verb={say(words.assign)} glyph={IconUserPlus}>
      {(close) => <AssignFields caseId={caseId} close={close} />}
    </FormPanel>
  );
}

function AssignFields({ caseId, close }: Closing) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useCaseChanged(caseId);
  const today = useToday();
  const sending = useSending("assign");
  const staff = useAnswer(["workforce.listStaff"], (asked) => asked.workforce.listStaff());
  const [form, setForm] = useState<Record<string, string>>({ staffId: "", kind: "assigned", validFrom: today, validTo: "" });
  const field = fieldOf(sending, form, (key, value) => setForm((before) => ({ ...before, [key]: value })));
  const clinicians = (staff.data?.staff ?? []).filter((one) => one.roles.some((role) => role === "clinician" || role === "trainee"));
  const [overReason, setOverReason] = useState("");
  const next = useNextChoices(clinicians, null, form.validFrom !== "" && form.validFrom! > today ? form.validFrom! : null);
  const asks = next.asksReason(form.staffId!) ? "reason" : "nothing";
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (asks === "reason" && overReason.trim().length < 10) wrong.push({ path: "overReason", message: say(caseloadWords.needOver) });
    if (form.staffId === "") wrong.push({ path: "staffId", message: say(words.needChoice) });
    if (form.validFrom === "") wrong.push({ path: "validFrom", message: say(words.needDay) });
    if (form.kind === "covering" && form.validTo === "") wrong.push({ path: "validTo", message: say(words.coveringHint) });
    if (form.validTo !== "" && form.validTo! < form.validFrom!) wrong.push({ path: "validTo", message: say(words.needOrder) });
    const sent = await sending.send(async () => {
      await api.cases.assign({ caseId, staffId: form.staffId!, kind: form.kind as "assigned", validFrom: form.validFrom!, validTo: form.validTo || null, overReason: asks === "reason" ? overReason.trim() : null });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="assign" sending={sending} submit={say(words.assign)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField {...field("staffId")} label={say(words.clinician)} options={next.options} />
      <ChosenNext one={next.of(form.staffId!)} asks={asks} sending={sending} value={overReason} onChange={setOverReason} />
      <RadioGroup {...field("kind")} label={say(words.asWhat)} options={[{ value: "assigned", label: say(words.assigned) }, { value: "covering", label: say(words.covering), hint: say(words.coveringHint) }]} />
      <div className="field-pair">
        <DateField {...field("validFrom")} label={say(words.startsOn)} need="required" />
        <DateField {...field("validTo")} label={say(words.endsOn)} need={form.kind === "covering" ? "required" : "optional"} />
      </div>
    </SendForm>
  );
}
