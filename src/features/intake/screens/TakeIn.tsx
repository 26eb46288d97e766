import { IconPhonePlus } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { payerLimit, type ChildAge, type ReferralReason, type Relation, type SafeContact, type SafeHour } from "#features/intake/contract.ts";
import { normalisePhone } from "#features/intake/rules.ts";
import { voicemailNames } from "#features/people/screens.words.ts";
import { ChipGroup } from "#ui/Chip.tsx";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { childAgeLabels, reasonNames, relationLabels, sourceLabels, wayLabels } from "../words.ts";
import { HoursPicker } from "./HoursPicker.tsx";

const blank = { source: "phone", callMe: "", relation: "", childGivenName: "", childFamilyName: "", childBirthDate: "", childAge: "", ownWords: "", way: "", phone: "", email: "", voicemail: "hang_up", language: "en", otherLanguage: "", payer: "" };

/** A referral that somebody tells by telephone, or a professional brings. */
export function TakeIn() {
  const { say } = useLanguage();
  const { take } = useSearch({ strict: false }) as { take?: unknown };
  const begins = take === "in" ? ("open" as const) : ("closed" as const);
  return (
    <FormPanel key={begins} verb={say(words.takeIn)} glyph={IconPhonePlus} begins={begins}>
      {(close) => <Fields close={close} />}
    </FormPanel>
  );
}

function Fields({ close }: { close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const go = useNavigate();
  const sending = useSending("referral");
  const [form, setForm] = useState(blank);
  const [reasons, setReasons] = useState<string[]>([]);
  const [hours, setHours] = useState<string[]>([]);
  const text = (key: keyof typeof blank, path: string = key) => ({ id: sending.id(path), value: form[key], onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })), error: sending.errorOf(path) });
  const options = (labels: Record<string, { en: string; es: string }>) => Object.entries(labels).map(([value, label]) => ({ value, label: say(label) }));
  const asksPhone = form.way === "call" || form.way === "text";
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (form.callMe.trim() === "") wrong.push({ path: "callMe", message: say(words.needCallMe) });
    if (form.relation === "") wrong.push({ path: "relation", message: say(words.needChoice) });
    if (form.way === "") wrong.push({ path: "contact.way", message: say(words.needChoice) });
    const phone = normalisePhone(form.phone);
    if (asksPhone && !phone.ok) wrong.push({ path: "contact.phone", message: phone.message[language] });
    if (asksPhone && hours.length === 0) wrong.push({ path: "contact.safeHours", message: say(words.needHours) });
    if (form.way === "email" && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(form.email.trim())) wrong.push({ path: "contact.email", message: say(words.needEmail) });
    if (form.language === "other" && form.otherLanguage.trim() === "") wrong.push({ path: "otherLanguage", message: say(words.needLanguage) });
    await sending.send(async () => {
      const { referralId } = await api.intake.add({
        source: form.source === "professional" ? "professional" : "phone",
        callMe: form.callMe,
        relation: form.relation as Relation,
        childGivenName: form.childGivenName.trim() || null,
        childFamilyName: form.childFamilyName.trim() || null,
        childBirthDate: form.childBirthDate || null,
        childAge: (form.childAge || null) as ChildAge | null,
        reasons: reasons as ReferralReason[],
        ownWords: form.ownWords.trim() || null,
        contact: contactOf(form, phone.ok ? phone.phone : "", hours as SafeHour[]),
        language: form.language as "en" | "es" | "other",
        otherLanguage: form.language === "other" ? form.otherLanguage : null,
        payer: form.payer.trim() || null,
      });
      await refresh(["intake.list"]);
      await go({ to: `/app/referrals/${referralId}` });
    }, wrong);
  }
  return (
    <SendForm name="referral" sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <RadioGroup {...text("source")} label={say(words.source)} options={[{ value: "phone", label: say(sourceLabels.phone) }, { value: "professional", label: say(sourceLabels.professional) }]} />
      <TextField {...text("callMe")} label={say(words.callMe)} maxLength={80} need="required" />
      <SelectField {...text("relation")} label={say(words.relation)} options={options(relationLabels)} />
      <div className="field-pair">
        <TextField {...text("childGivenName")} label={say(words.givenName)} need="optional" />
        <TextField {...text("childFamilyName")} label={say(words.familyName)} need="optional" />
      </div>
      <div className="field-pair">
        <DateField {...text("childBirthDate")} label={say(words.birthDate)} need="optional" />
        <SelectField {...text("childAge")} label={say(words.childAge)} need="optional" options={options(childAgeLabels)} />
      </div>
      <ChipGroup legend={say(words.reasons)} choice="many" options={options(reasonNames)} value={reasons} onChange={setReasons} />
      <TextArea {...text("ownWords")} label={say(words.ownWords)} need="optional" maxLength={2000} />
      <SelectField {...text("way", "contact.way")} label={say(words.way)} options={options(wayLabels)} />
      {asksPhone ? <TextField {...text("phone", "contact.phone")} kind="tel" label={say(words.phone)} need="required" /> : null}
      {form.way === "call" ? <RadioGroup {...text("voicemail")} label={say(words.voicemail)} options={options(voicemailNames)} /> : null}
      {asksPhone ? <HoursPicker id={sending.id("contact.safeHours")} value={hours} onChange={setHours} error={sending.errorOf("contact.safeHours")} /> : null}
      {form.way === "email" ? <TextField {...text("email", "contact.email")} kind="email" label={say(words.email)} need="required" /> : null}
      <SelectField {...text("language")} label={say(words.language)} options={[{ value: "en", label: "English" }, { value: "es", label: "Español" }, { value: "other", label: say(words.other) }]} />
      {form.language === "other" ? <TextField {...text("otherLanguage")} label={say(words.whichLanguage)} need="required" maxLength={60} /> : null}
      <TextField {...text("payer")} label={say(words.payer)} hint={say(words.payerHint)} need="optional" maxLength={payerLimit} />
    </SendForm>
  );
}

/** How somebody may be reached, with nothing that this way does not need. */
function contactOf(form: typeof blank, phone: string, safeHours: SafeHour[]): SafeContact {
  if (form.way === "call") return { way: "call", phone, voicemail: form.voicemail as "hang_up", safeHours };
  if (form.way === "text") return { way: "text", phone, safeHours };
  if (form.way === "email") return { way: "email", email: form.email.trim() };
  return { way: "do_not_contact" };
}
