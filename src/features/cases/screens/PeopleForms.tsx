import { IconHomePlus, IconLicense, IconPhonePlus, IconUserMinus, IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { HoursPicker } from "#features/intake/screens/HoursPicker.tsx";
import { authorityNames, caregiverKindList, kindNames, languageNames, partNames, scopeNames, voicemailNames, wayNames } from "#features/people/screens.words.ts";
import { ChipGroup } from "#ui/Chip.tsx";
import { CheckField, RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi } from "#ui/client.ts";
import { FieldError } from "#ui/Field.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, type Sending, useSending } from "#ui/useSending.ts";
import type { Words } from "#kernel/language.ts";
import { words } from "../people.words.ts";
import { useCaseChanged } from "./useCase.ts";
import { useToday } from "./useToday.ts";

type Closing = { caseId: string; close: () => void };
type Setter = (key: string, value: string) => void;

/** The wiring of a text field of a form kept as one object. */
export const fieldOf = (sending: Sending, form: Record<string, string>, set: Setter) => (key: string, path = key) => ({ id: sending.id(path), value: form[key] ?? "", onChange: (value: string) => set(key, value), error: sending.errorOf(path) });

/** Choices of a record of names. */
export function useChoices() {
  const { say } = useLanguage();
  return (names: Record<string, Words>, only: readonly string[] = Object.keys(names)) => only.map((value) => ({ value, label: say(names[value]!) }));
}

/** Scopes of an authority as chips. */
export function ScopeField({ id, value, onChange, error }: { id: string; value: readonly string[]; onChange: (value: string[]) => void; error: string | null }) {
  const { say } = useLanguage();
  const choices = useChoices();
  return (
    <div id={id} tabIndex={-1} className={error === null ? "field" : "field field--wrong"}>
      <ChipGroup legend={say(words.scopes)} choice="many" options={choices(scopeNames)} value={value} onChange={onChange} />
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

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
  const [form, setForm] = useState<Record<string, string>>({ part: "caregiver", givenName: "", familyName: "", birthDate: "", language: "en", kind: "", lives: "unknown", validFrom: today });
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
      await api.people.addPerson({ caseId, givenName: form.givenName!, familyName: form.familyName!, birthDate: form.birthDate || null, language: form.language!, part: form.part as "caregiver", kind: form.kind!, livesWithChild: form.lives === "unknown" ? null : form.lives === "yes", validFrom: form.validFrom!, openDyad: isCaregiver && dyad === "yes" });
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
      {isCaregiver ? <SelectField {...field("kind")} label={say(words.kind)} options={choices(kindNames, caregiverKindList)} /> : <TextField {...field("kind")} label={say(words.kind)} hint={say(words.kindHint)} maxLength={60} need="required" />}
      <div className="field-pair">
        <DateField {...field("birthDate")} label={say(words.birthDate)} max={today} need="optional" />
        <SelectField {...field("language")} label={say(words.language)} options={choices(languageNames)} />
      </div>
      <RadioGroup {...field("lives")} label={say(words.lives)} options={[{ value: "yes", label: say(words.yes) }, { value: "no", label: say(words.no) }, { value: "unknown", label: say(words.unknown) }]} />
      {isCaregiver ? <CheckField label={say(words.dyad)} value={dyad} onChange={setDyad} /> : null}
      <DateField {...field("validFrom")} label={say(words.startsOn)} need="required" />
    </SendForm>
  );
}

/** Authority of a person, or of an organization where `holder` is null. */
export function AuthorityForm({ caseId, holder }: { caseId: string; holder: { personId: string; name: string } | null }) {
  const { say, language } = useLanguage();
  return (
    <FormPanel verb={holder === null ? say(words.addOrganization) : words.ofPerson[language](say(words.addAuthority), holder.name)} glyph={IconLicense}>
      {(close) => <AuthorityFields caseId={caseId} holder={holder} close={close} />}
    </FormPanel>
  );
}

function AuthorityFields({ caseId, holder, close }: Closing & { holder: { personId: string; name: string } | null }) {
  const { say } = useLanguage();
  const choices = useChoices();
  const api = useApi();
  const changed = useCaseChanged(caseId);
  const today = useToday();
  const name = `authority-${holder?.personId ?? "organization"}`;
  const sending = useSending(name);
  const [form, setForm] = useState<Record<string, string>>({ holderOrganization: "", kind: "", document: "", limits: "", validFrom: today, validTo: "" });
  const [scopes, setScopes] = useState<string[]>([]);
  const field = fieldOf(sending, form, (key, value) => setForm((before) => ({ ...before, [key]: value })));
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (holder === null && form.holderOrganization!.trim() === "") wrong.push({ path: "holderOrganization", message: say(words.needName) });
    if (form.kind === "") wrong.push({ path: "kind", message: say(words.needChoice) });
    if (form.document!.trim() === "") wrong.push({ path: "document", message: say(words.needDocument) });
    if (scopes.length === 0) wrong.push({ path: "scopes", message: say(words.needScope) });
    if (form.validFrom === "") wrong.push({ path: "validFrom", message: say(words.needDay) });
    if (form.validTo !== "" && form.validTo! < form.validFrom!) wrong.push({ path: "validTo", message: say(words.needOrder) });
    const sent = await sending.send(async () => {
      await api.people.addAuthority({ caseId, holderId: holder?.personId ?? null, holderOrganization: holder === null ? form.holderOrganization! : null, kind: form.kind as "parent", document: form.document!, scopes: scopes as "treatment"[], limits: form.limits!, validFrom: form.validFrom!, validTo: form.validTo || null });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.add)} onSubmit={() => void submit()} onCancel={close}>
      {holder === null ? <TextField {...field("holderOrganization")} label={say(words.organization)} need="required" /> : null}
      <SelectField {...field("kind")} label={say(words.holderKind)} options={choices(authorityNames)} />
      <TextField {...field("document")} label={say(words.document)} hint={say(words.documentHint)} maxLength={500} need="required" />
      <ScopeField id={sending.id("scopes")} value={scopes} onChange={setScopes} error={sending.errorOf("scopes")} />
      <div className="field-pair">
        <DateField {...field("validFrom")} label={say(words.startsOn)} need="required" />
        <DateField {...field("validTo")} label={say(words.endsOn)} need="optional" />
      </div>
      <TextArea {...field("limits")} label={say(words.limits)} hint={say(words.limitsHint)} need="optional" maxLength={2000} />
    </SendForm>
  );
}

export function WayForm({ caseId, personId, name }: { caseId: string; personId: string; name: string }) {
  const { say, language } = useLanguage();
  return (
    <FormPanel verb={words.ofPerson[language](say(words.addWay), name)} glyph={IconPhonePlus}>
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
  const [form, setForm] = useState<Record<string, string>>({ way: "phone", value: "", safe: "yes", voicemail: "hang_up" });
  const [hours, setHours] = useState<string[]>([]);
  const field = fieldOf(sending, form, (key, value) => setForm((before) => ({ ...before, [key]: value })));
  async function submit() {
    const sent = await sending.send(
      async () => {
        await api.people.addContactWay({ caseId, personId, way: form.way as "phone", value: form.value!, isSafe: form.safe === "yes", voicemail: form.voicemail as "hang_up", hours: form.way === "email" ? [] : hours });
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
      {form.way === "email" ? null : <HoursPicker id={sending.id("hours")} value={hours} onChange={setHours} error={sending.errorOf("hours")} />}
    </SendForm>
  );
}

export function AddressForm({ caseId, personId, name }: { caseId: string; personId: string; name: string }) {
  const { say, language } = useLanguage();
  return (
    <FormPanel verb={words.ofPerson[language](say(words.addAddress), name)} glyph={IconHomePlus}>
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

export function EndForm({ caseId, personId, name, since }: { caseId: string; personId: string; name: string; since: string }) {
  const { say, language } = useLanguage();
  return (
    <FormPanel verb={words.ofPerson[language](say(words.endPart), name)} glyph={IconUserMinus}>
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
    <FormPanel verb={say(words.assign)} glyph={IconUserPlus}>
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
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (form.staffId === "") wrong.push({ path: "staffId", message: say(words.needChoice) });
    if (form.validFrom === "") wrong.push({ path: "validFrom", message: say(words.needDay) });
    if (form.kind === "covering" && form.validTo === "") wrong.push({ path: "validTo", message: say(words.coveringHint) });
    if (form.validTo !== "" && form.validTo! < form.validFrom!) wrong.push({ path: "validTo", message: say(words.needOrder) });
    const sent = await sending.send(async () => {
      await api.cases.assign({ caseId, staffId: form.staffId!, kind: form.kind as "assigned", validFrom: form.validFrom!, validTo: form.validTo || null });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="assign" sending={sending} submit={say(words.assign)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField {...field("staffId")} label={say(words.clinician)} options={clinicians.map((one) => ({ value: one.staffId, label: one.name }))} />
      <RadioGroup {...field("kind")} label={say(words.asWhat)} options={[{ value: "assigned", label: say(words.assigned) }, { value: "covering", label: say(words.covering), hint: say(words.coveringHint) }]} />
      <div className="field-pair">
        <DateField {...field("validFrom")} label={say(words.startsOn)} need="required" />
        <DateField {...field("validTo")} label={say(words.endsOn)} need={form.kind === "covering" ? "required" : "optional"} />
      </div>
    </SendForm>
  );
}
