import { useState } from "react";
import { CheckField, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { qualifiers } from "../contract.ts";
import type { BillingAddress, BillingProfile } from "../profile.contract.ts";
import { profileOn } from "../rules.ts";
import { lineWords, profileWords as own, words } from "../screens.words.ts";
import { orNull, pickedOf, useForm } from "./useForm.ts";
import "./payers.css";

const addressText = (one: BillingAddress) => [one.line1, one.line2, `${one.city}, ${one.state} ${one.zip.slice(0, 5)}-${one.zip.slice(5)}`].filter((part) => part !== "").join(", ");

/** Who bills: what stands today, and its other versions. */
export default function AgencyScreen() {
  const { say, language, day } = useLanguage();
  usePageTitle(own.title);
  const found = useAnswer(["billingProfiles.get"], (api) => api.billingProfiles.get());
  const versions = found.data?.versions ?? [];
  const now = found.data === undefined ? null : profileOn(versions, found.data.today);
  const others = versions.filter((one) => one.profileId !== now?.profileId);
  return (
    <div className="page">
      <PageHeader back={{ href: "/app/payers", label: say(words.title) }} title={say(own.title)} detail={say(own.lead)} />
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <ErrorState sentence={`${say(own.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : null}
      {found.isSuccess && now === null ? <EmptyState sentence={say(own.none)}>{say(own.noneNext)}</EmptyState> : null}
      {now === null ? null : (
        <section className="part" aria-labelledby="profile-now">
          <h2 id="profile-now">{say(own.now)}</h2>
          <Version one={now} />
        </section>
      )}
      {found.data === undefined ? null : <FormPanel verb={say(own.keep)}>{(close) => <ProfileFields before={versions[0] ?? null} today={found.data.today} close={close} />}</FormPanel>}
      {others.length === 0 ? null : (
        <details className="fold">
          <summary>{say(own.earlier)}</summary>
          {others.map((one) => (
            <section key={one.profileId} className="part" aria-label={own.version[language](day(one.fromDay, "full"), one.madeByName ?? say(own.somebody))}>
              <Version one={one} />
            </section>
          ))}
        </details>
      )}
    </div>
  );
}

function Version({ one }: { one: BillingProfile }) {
  const { say, language, day } = useLanguage();
  const known = (text: string | null) => text ?? say(words.notKnown);
  return (
    <>
      <p className="soft">
        {own.version[language](day(one.fromDay, "full"), one.madeByName ?? say(own.somebody))}
        {one.isDemo ? ` · ${say(words.demo)}` : ""}
      </p>
      <DefinitionStrip
        look="list"
        definitions={[
          { label: say(own.legalName), value: one.legalName },
          { label: say(own.npi), value: one.npi },
          { label: say(own.taxonomy), value: known(one.taxonomy) },
          { label: say(own.taxNumber), value: one.taxNumber },
          { label: say(own.address), value: addressText(one.address) },
          ...(one.payTo === null ? [] : [{ label: say(own.payToAddress), value: addressText(one.payTo) }]),
          { label: say(own.sender), value: `${one.senderQualifier} ${one.senderNumber}` },
          { label: say(own.contact), value: [one.contactName, one.telephone, one.email].filter((part) => part !== null).join(", ") },
        ]}
      />
    </>
  );
}

const texts = (one: BillingAddress | null | undefined) => ({ line1: one?.line1 ?? "", line2: one?.line2 ?? "", city: one?.city ?? "", state: one?.state ?? "", zip: one?.zip ?? "" });
type AddressKey = keyof ReturnType<typeof texts>;

function ProfileFields({ before, today, close }: { before: BillingProfile | null; today: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("profile");
  const { form, field } = useForm(sending, { fromDay: today, legalName: before?.legalName ?? "", npi: before?.npi ?? "", taxonomy: before?.taxonomy ?? "", taxNumber: before?.taxNumber ?? "", senderQualifier: before?.senderQualifier ?? "ZZ", senderNumber: before?.senderNumber ?? "", contactName: before?.contactName ?? "", telephone: before?.telephone ?? "", email: before?.email ?? "" });
  const street = useForm<AddressKey>(sending, texts(before?.address));
  const payments = useForm<AddressKey>(sending, texts(before?.payTo));
  const [elsewhere, setElsewhere] = useState<"yes" | "no">(before?.payTo == null ? "no" : "yes");
  async function submit() {
    const sent = await sending.send(async () => {
      await api.billingProfiles.keep({ fromDay: form.fromDay, legalName: form.legalName, npi: form.npi, taxonomy: orNull(form.taxonomy), taxNumber: form.taxNumber, address: { ...street.form, state: street.form.state.toUpperCase() }, payTo: elsewhere === "no" ? null : { ...payments.form, state: payments.form.state.toUpperCase() }, senderQualifier: pickedOf(qualifiers, form.senderQualifier), senderNumber: form.senderNumber, contactName: form.contactName, telephone: form.telephone, email: orNull(form.email) });
      await refresh(["billingProfiles.get"]);
    }, form.fromDay === "" ? [{ path: "fromDay", message: say(lineWords.needDay) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name="profile" sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <DateField {...field("fromDay")} label={say(own.fromDay)} need="required" />
      <TextField {...field("legalName")} label={say(own.legalName)} maxLength={60} need="required" />
      <div className="field-pair">
        <TextField {...field("npi")} label={say(own.npi)} hint={say(own.npiHint)} width="short" inputMode="numeric" maxLength={10} need="required" />
        <TextField {...field("taxonomy")} label={say(own.taxonomy)} width="short" maxLength={10} need="optional" />
        <TextField {...field("taxNumber")} label={say(own.taxNumber)} width="short" inputMode="numeric" maxLength={9} need="required" />
      </div>
      <AddressFields legend={say(own.address)} hint={say(own.addressHint)} path="address" of={street} />
      <CheckField label={say(own.payTo)} value={elsewhere} onChange={setElsewhere} />
      {elsewhere === "yes" ? <AddressFields legend={say(own.payToAddress)} path="payTo" of={payments} /> : null}
      <div className="field-pair">
        <SelectField {...field("senderQualifier")} label={say(own.qualifier)} width="short" options={qualifiers.map((value) => ({ value, label: value }))} />
        <TextField {...field("senderNumber")} label={say(own.sender)} width="short" maxLength={15} need="required" />
      </div>
      <TextField {...field("contactName")} label={say(own.contact)} maxLength={60} need="required" />
      <div className="field-pair">
        <TextField {...field("telephone")} kind="tel" label={say(own.telephone)} width="short" maxLength={10} need="required" />
        <TextField {...field("email")} kind="email" label={say(own.email)} maxLength={200} need="optional" />
      </div>
    </SendForm>
  );
}

/** An address as a file of claims takes it. */
export function AddressFields({ legend, hint, path, of, zipHint }: { legend: string; hint?: string; path: string; of: ReturnType<typeof useForm<AddressKey>>; zipHint?: string }) {
  const { say } = useLanguage();
  const field = (key: AddressKey) => of.field(key, `${path}.${key}`);
  return (
    <fieldset className="fields part-fields">
      <legend className="field-label">{legend}</legend>
      {hint === undefined ? null : <p className="field-hint">{hint}</p>}
      <TextField {...field("line1")} label={say(own.street)} maxLength={55} need="required" />
      <TextField {...field("line2")} label={say(own.more)} maxLength={55} need="optional" />
      <div className="field-pair">
        <TextField {...field("city")} label={say(own.city)} maxLength={30} need="required" />
        <TextField {...field("state")} label={say(own.stateCode)} width="short" maxLength={2} need="required" />
        <TextField {...field("zip")} label={say(own.zip)} hint={zipHint ?? say(own.zipHint)} width="short" inputMode="numeric" maxLength={9} need="required" />
      </div>
    </fieldset>
  );
}
