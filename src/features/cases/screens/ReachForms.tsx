import { IconHomePlus, IconPhonePlus } from "@tabler/icons-react";
import { useState } from "react";
import { HoursPicker } from "#features/intake/screens/HoursPicker.tsx";
import { voicemailNames, wayNames, zoneNames } from "#features/people/screens.words.ts";
import { CheckField, RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useApi } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { words } from "../people.words.ts";
import { fieldOf, useChoices } from "./fields.tsx";
import { useCaseChanged } from "./useCase.ts";
import { useToday } from "./useToday.ts";

type Closing = { caseId: string; close: () => void };

export function WayForm({ caseId, personId, name }: { caseId: string; personId: string; name: string }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.addWay)} about={name} glyph={IconPhonePlus}>
      {(close) => <WayFields caseId={caseId} personId={personId} close={close} />}
    </FormPanel>
  );
}

function WayFields({ caseId, personId, close }: Closing & { personId: string }) {
  const { say } = useLanguage();
  const choices = useChoices();
  const api = useApi();
  const changed = useCaseChanged(caseId);
  const form_ = `way-${personId}`;
  const sending = useSending(form_);
  const [form, setForm] = useState<Record<string, string>>({ way: "phone", value: "", safe: "yes", voicemail: "hang_up", zone: "" });
  const [hours, setHours] = useState<string[]>([]);
  const field = fieldOf(sending, form, (key, value) => setForm((before) => ({ ...before, [key]: value })));
  async function submit() {
    const sent = await sending.send(
      async () => {
        await api.people.addContactWay({ caseId, personId, way: form.way as "phone", value: form.value!, isSafe: form.safe === "yes", voicemail: form.voicemail as "hang_up", hours: form.way === "email" ? [] : hours, timeZone: form.zone === "" ? null : form.zone! });
        await changed();
      },
      form.value!.trim() === "" ? [{ path: "value", message: say(words.needValue) }] : [],
    );
    if (sent) close();
  }
  return (
    <SendForm name={form_} sending={sending} submit={say(words.add)} onSubmit={() => void submit()} onCancel={close}>
      <RadioGroup {...field("way")} label={say(words.way)} options={choices(wayNames)} />
      <TextField {...field("value")} label={say(words.value)} kind={form.way === "email" ? "email" : "tel"} need="required" />
      <CheckField label={say(words.isSafe)} value={form.safe as "yes" | "no"} onChange={(value) => setForm((before) => ({ ...before, safe: value }))} />
      {form.way === "phone" ? <RadioGroup {...field("voicemail")} label={say(words.voicemail)} options={choices(voicemailNames)} /> : null}
      {form.way === "phone" ? null : <SelectField id={sending.id("timeZone")} label={say(words.zone)} width="short" empty={say(words.zoneAsAgency)} value={form.zone!} onChange={(zone) => setForm((before) => ({ ...before, zone }))} error={sending.errorOf("timeZone")} options={Object.entries(zoneNames).map(([value, name]) => ({ value, label: say(name) }))} />}
      {form.way === "email" ? null : <HoursPicker id={sending.id("hours")} value={hours} onChange={setHours} error={sending.errorOf("hours")} />}
    </SendForm>
  );
}

export function AddressForm({ caseId, personId, name }: { caseId: string; personId: string; name: string }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.addAddress)} about={name} glyph={IconHomePlus}>
      {(close) => <AddressFields caseId={caseId} personId={personId} close={close} />}
    </FormPanel>
  );
}

function AddressFields({ caseId, personId, close }: Closing & { personId: string }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useCaseChanged(caseId);
  const today = useToday();
  const name = `address-${personId}`;
  const sending = useSending(name);
  const [form, setForm] = useState<Record<string, string>>({ lines: "", city: "", state: "", postalCode: "", validFrom: today });
  const [confidential, setConfidential] = useState<"yes" | "no">("no");
  const field = fieldOf(sending, form, (key, value) => setForm((before) => ({ ...before, [key]: value })));
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (form.lines!.trim() === "") wrong.push({ path: "lines", message: say(words.needStreet) });
    if (form.validFrom === "") wrong.push({ path: "validFrom", message: say(words.needDay) });
    const sent = await sending.send(async () => {
      await api.people.addAddress({ caseId, personId, isConfidential: confidential === "yes", lines: form.lines!, city: form.city!, state: form.state!, postalCode: form.postalCode!, validFrom: form.validFrom! });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.add)} onSubmit={() => void submit()} onCancel={close}>
      <CheckField label={say(words.isConfidential)} value={confidential} onChange={setConfidential} />
      <TextArea {...field("lines")} label={say(words.street)} rows={2} need="required" maxLength={500} />
      <div className="field-pair">
        <TextField {...field("city")} label={say(words.city)} need="optional" />
        <TextField {...field("state")} label={say(words.state)} need="optional" maxLength={50} />
        <TextField {...field("postalCode")} label={say(words.postalCode)} need="optional" maxLength={20} />
      </div>
      <DateField {...field("validFrom")} label={say(words.startsOn)} need="required" />
    </SendForm>
  );
}
