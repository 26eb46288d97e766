import { IconTrash } from "@tabler/icons-react";
import { HoursPicker } from "#features/intake/screens/HoursPicker.tsx";
import { authorityNames, caregiverKindList, kindNames, voicemailNames, wayNames } from "#features/people/screens.words.ts";
import { Button } from "#ui/Button.tsx";
import { CheckField, RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useLanguage } from "#ui/language.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import type { Sending } from "#ui/useSending.ts";
import { words } from "../people.words.ts";
import { LanguageField } from "./LanguageField.tsx";
import type { AdultDraft } from "./openCase.ts";
import { ScopeField, useChoices } from "./fields.tsx";

/** One adult of a case that is being opened, with legal authority and a safe way where they are known. */
export function AdultFields({ adult, place, sending, onChange, onRemove }: { adult: AdultDraft; place: number; sending: Sending; onChange: (change: Partial<AdultDraft>) => void; onRemove: (() => void) | null }) {
  const { say, language } = useLanguage();
  const choices = useChoices();
  const path = (key: string) => `caregivers.${place - 1}.${key}`;
  const field = (key: keyof AdultDraft, at: string = key) => ({ id: sending.id(path(at)), value: adult[key] as string, onChange: (value: string) => onChange({ [key]: value }), error: sending.errorOf(path(at)) });
  const yesNo = (key: "madeRequest" | "hasAuthority" | "hasWay") => ({ value: adult[key], onChange: (value: "yes" | "no") => onChange({ [key]: value }) });
  return (
    <fieldset className="adult-card">
      <legend className="part-legend">{words.adult[language](place)}</legend>
      <div className="field-pair">
        <TextField {...field("givenName")} label={say(words.givenName)} need="required" />
        <TextField {...field("familyName")} label={say(words.familyName)} need="optional" />
      </div>
      <div className="field-pair">
        <DateField {...field("birthDate")} label={say(words.birthDate)} need="optional" />
        <LanguageField {...field("language")} />
      </div>
      <SelectField {...field("kind")} label={say(words.kind)} options={choices(kindNames, caregiverKindList)} />
      <RadioGroup {...field("lives", "livesWithChild")} label={say(words.lives)} options={[{ value: "yes", label: say(words.yes) }, { value: "no", label: say(words.no) }]} />
      <CheckField label={say(words.madeRequest)} {...yesNo("madeRequest")} />
      <CheckField label={say(words.hasAuthority)} {...yesNo("hasAuthority")} />
      {adult.hasAuthority === "yes" ? (
        <>
          <SelectField {...field("authorityKind", "authority.kind")} label={say(words.holderKind)} options={choices(authorityNames)} />
          <TextField {...field("document", "authority.document")} label={say(words.document)} hint={say(words.documentHint)} maxLength={500} need="required" />
          <ScopeField id={sending.id(path("authority.scopes"))} value={adult.scopes} onChange={(scopes) => onChange({ scopes })} error={sending.errorOf(path("authority.scopes"))} />
          <div className="field-pair">
            <DateField {...field("authorityFrom", "authority.validFrom")} label={say(words.startsOn)} need="required" />
            <DateField {...field("authorityTo", "authority.validTo")} label={say(words.endsOn)} need="optional" />
          </div>
        </>
      ) : null}
      <CheckField label={say(words.hasWay)} {...yesNo("hasWay")} />
      {adult.hasWay === "yes" ? (
        <>
          <RadioGroup {...field("way", "contact.way")} label={say(words.way)} options={choices(wayNames)} />
          <TextField {...field("value", "contact.value")} label={say(words.value)} kind={adult.way === "email" ? "email" : "tel"} need="required" />
          {adult.way === "phone" ? <RadioGroup {...field("voicemail", "contact.voicemail")} label={say(words.voicemail)} options={choices(voicemailNames)} /> : null}
          {adult.way === "email" ? null : <HoursPicker id={sending.id(path("contact.hours"))} value={adult.hours} onChange={(hours) => onChange({ hours })} error={sending.errorOf(path("contact.hours"))} />}
        </>
      ) : null}
      {onRemove === null ? null : (
        <p>
          <Button look="quiet" glyph={IconTrash} onClick={onRemove}>
            {words.removeAdult[language](place)}
          </Button>
        </p>
      )}
    </fieldset>
  );
}
