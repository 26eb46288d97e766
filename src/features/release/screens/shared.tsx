import { IconCircleX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Words } from "#kernel/language.ts";
import { ChipGroup } from "#ui/Chip.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { type ApiFault, useRefresh } from "#ui/client.ts";
import { FieldError } from "#ui/Field.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { sentenceFor, type Sending } from "#ui/useSending.ts";
import { fieldOf, useChoices } from "#features/cases/screens/fields.tsx";
import type { Releasable } from "../shapes.contract.ts";
import type { Reason } from "../reasons.contract.ts";
import { openShort, reasonWords, words } from "../screens.words.ts";
import { recipientNames } from "../words.ts";

/** Asks again for all that hangs together here: one act changes what another shows. */
export function useReleaseChanged(caseId: string): () => Promise<void> {
  const refresh = useRefresh();
  return () => refresh(["release.list", caseId], ["release.get", caseId], ["release.authorizations.list", caseId], ["release.authorizations.text", caseId], ["release.requests.list", caseId], ["release.log", caseId], ["documents.list", caseId], ["day.today"]);
}

export type FormValues = Record<string, string>;
export type Fields = ReturnType<typeof fieldOf>;

/** To whom it goes: what kind of recipient, name and how to reach them. Of an adult of the family who it is stands elsewhere. */
export function RecipientFields({ field, kinds, kind, adults }: { field: Fields; kinds: readonly string[]; kind: string; adults: readonly { value: string; label: string }[] }) {
  const { say } = useLanguage();
  const choices = useChoices();
  return (
    <>
      <SelectField {...field("recipientKind")} label={say(words.recipientKind)} options={choices(recipientNames, kinds)} />
      {kind === "caregiver" ? <SelectField {...field("recipientPersonId", "recipient.personId")} label={say(words.person)} options={adults} /> : <TextField {...field("name", "recipient.name")} label={say(words.recipientName)} maxLength={200} need="required" />}
      <TextField {...field("organization", "recipient.organization")} label={say(words.organization)} maxLength={200} need="optional" />
      <TextField {...field("address", "recipient.address")} label={say(words.address)} maxLength={300} need="optional" />
      <div className="field-pair">
        <TextField {...field("fax", "recipient.fax")} label={say(words.fax)} maxLength={60} need="optional" />
        <TextField {...field("email", "recipient.email")} label={say(words.email)} kind="email" maxLength={320} need="optional" />
      </div>
    </>
  );
}

/** The recipient as it is sent. */
export function recipientOf(form: FormValues, adults: readonly { value: string; label: string }[]) {
  const adult = form.recipientKind === "caregiver" ? adults.find((one) => one.value === form.recipientPersonId) : undefined;
  return { name: adult?.label ?? form.name ?? "", organization: form.organization ?? "", address: form.address ?? "", fax: form.fax ?? "", email: form.email ?? "", personId: adult?.value ?? null };
}

/** What is opened, as chips. */
export function OpensField({ sending, legend, options, value, onChange }: { sending: Sending; legend: Words; options: readonly Releasable[]; value: readonly string[]; onChange: (value: string[]) => void }) {
  const { say } = useLanguage();
  const choices = useChoices();
  const error = sending.errorOf("opens");
  return (
    <div id={sending.id("opens")} tabIndex={-1} className={error === null ? "field" : "field field--wrong"}>
      <ChipGroup legend={say(legend)} choice="many" options={choices(openShort, options)} value={value} onChange={onChange} />
      <FieldError id={`${sending.id("opens")}-error`} error={error} />
    </div>
  );
}

/** From which day to which; empty is all. */
export function PeriodFields({ field }: { field: Fields }) {
  const { say } = useLanguage();
  return (
    <div className="field-pair">
      <DateField {...field("periodFrom")} label={say(words.periodFrom)} hint={say(words.periodHint)} need="optional" />
      <DateField {...field("periodTo")} label={say(words.periodTo)} hint={say(words.periodHint)} need="optional" />
    </div>
  );
}

/** The languages in which papers are written, as choices. */
export function useLanguageOptions() {
  const { say } = useLanguage();
  return [{ value: "en", label: say(words.english) }, { value: "es", label: say(words.spanish) }];
}

type Asked = { isPending: boolean; isError: boolean; error: ApiFault | null; refetch: () => unknown };
/** The states of a part that was asked for: coming, closed to the reader, failed; else what it shows. */
export function Part({ id, title, asked, children }: { id: string; title: Words; asked: Asked; children: () => ReactNode }) {
  const { say, language } = useLanguage();
  const isClosed = asked.error?.code === "not_found" || asked.error?.code === "not_allowed";
  return (
    <section className="part" aria-labelledby={id}>
      <h2 id={id}>{say(title)}</h2>
      {asked.isPending ? <Loading rows={3} /> : null}
      {asked.isError && isClosed ? <EmptyState sentence={say(words.closed)} /> : null}
      {asked.isError && !isClosed && asked.error !== null ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(asked.error, language)}`} verb={{ run: () => void asked.refetch() }} /> : null}
      {asked.isPending || asked.isError ? null : children()}
    </section>
  );
}

/** Why a sentence may not be said, beside it. */
export function Reasoned({ reason }: { reason: Reason }) {
  const { say } = useLanguage();
  return (
    <p className="release-why">
      <Icon glyph={IconCircleX} /> {say(words.mayNot)} {say(reasonWords[reason])}
    </p>
  );
}
