import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { useGoTo } from "#ui/Link.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { filingCodes, type NewPayer, type Payer, qualifiers } from "../contract.ts";
import { filingNames, words } from "../screens.words.ts";
import { orNull, pickedOf, useForm, wholeOf } from "./useForm.ts";

const saidOf = (value: boolean | null): string => (value === null ? "" : value ? "yes" : "no");

/** What a payer asks for, typed from its own guide. */
export function PayerFields({ payer, close }: { payer: Payer | null; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const goTo = useGoTo();
  const sending = useSending("payer");
  const { form, field } = useForm(sending, {
    name: payer?.name ?? "", payerNumber: payer?.payerNumber ?? "", taxNumber: payer?.taxNumber ?? "", isMedicaid: saidOf(payer?.isMedicaid ?? false), filingCode: payer?.filingCode ?? "CI",
    receiverName: payer?.receiverName ?? "", receiverQualifier: payer?.receiverQualifier ?? "ZZ", receiverNumber: payer?.receiverNumber ?? "", providerNumber: payer?.providerNumber ?? "", usage: payer?.usage ?? "T",
    filingDays: payer === null ? "" : String(payer.filingDays), againDays: payer?.againDays == null ? "" : String(payer.againDays), sumsSameDay: saidOf(payer?.sumsSameDay ?? null),
    asksRendering: saidOf(payer?.asksRendering ?? true), asksSupervising: saidOf(payer?.asksSupervising ?? false), needsAuthorization: saidOf(payer?.needsAuthorization ?? false),
  });
  async function submit() {
    const [filingDays, againDays] = [wholeOf(form.filingDays), orNull(form.againDays) === null ? null : wholeOf(form.againDays)];
    const wrong = [
      ...(filingDays === null ? [{ path: "filingDays", message: say(words.needNumber) }] : []),
      ...(orNull(form.againDays) !== null && againDays === null ? [{ path: "againDays", message: say(words.needNumber) }] : []),
    ];
    let payerId = payer?.payerId ?? "";
    const sent = await sending.send(async () => {
      const given: NewPayer = {
        name: form.name, payerNumber: form.payerNumber, taxNumber: orNull(form.taxNumber), isMedicaid: form.isMedicaid === "yes", filingCode: pickedOf(filingCodes, form.filingCode),
        receiverName: form.receiverName, receiverQualifier: pickedOf(qualifiers, form.receiverQualifier), receiverNumber: form.receiverNumber, providerNumber: orNull(form.providerNumber), usage: form.usage === "P" ? "P" : "T",
        filingDays: filingDays ?? 0, againDays, sumsSameDay: form.sumsSameDay === "" ? null : form.sumsSameDay === "yes", asksRendering: form.asksRendering === "yes", asksSupervising: form.asksSupervising === "yes", needsAuthorization: form.needsAuthorization === "yes",
      };
      if (payer === null) ({ payerId } = await api.payers.add(given));
      else await api.payers.change({ payerId, revision: payer.revision, ...given });
      await refresh(["payers.list"], ["payers.get", payerId]);
    }, wrong);
    if (!sent) return;
    close();
    if (payer === null) goTo(`/app/payers/${payerId}`);
  }
  const yesNo = [{ value: "yes", label: say(words.yes) }, { value: "no", label: say(words.no) }];
  return (
    <SendForm name="payer" sending={sending} submit={say(payer === null ? words.addIt : words.save)} onSubmit={() => void submit()} onCancel={close}>
      {payer === null ? null : <p className="soft">{say(words.changeNote)}</p>}
      <TextField {...field("name")} label={say(words.name)} maxLength={60} need="required" />
      <div className="field-pair">
        <TextField {...field("payerNumber")} label={say(words.payerNumber)} maxLength={80} need="required" />
        <TextField {...field("taxNumber")} label={say(words.taxNumber)} maxLength={10} need="optional" />
      </div>
      <div className="field-pair">
        <RadioGroup {...field("isMedicaid")} label={say(words.isMedicaid)} options={yesNo} />
        <SelectField {...field("filingCode")} label={say(words.filingCode)} options={filingCodes.map((value) => ({ value, label: `${value} · ${say(filingNames[value])}` }))} />
      </div>
      <TextField {...field("receiverName")} label={say(words.receiverName)} maxLength={60} need="required" />
      <div className="field-pair">
        <SelectField {...field("receiverQualifier")} label={say(words.qualifier)} width="short" options={qualifiers.map((value) => ({ value, label: value }))} />
        <TextField {...field("receiverNumber")} label={say(words.receiverNumber)} maxLength={15} need="required" />
      </div>
      <TextField {...field("providerNumber")} label={say(words.providerNumber)} maxLength={50} need="optional" />
      <div className="field-pair">
        <TextField {...field("filingDays")} label={say(words.filingDays)} width="short" inputMode="numeric" maxLength={4} need="required" />
        <TextField {...field("againDays")} label={say(words.againDays)} width="short" inputMode="numeric" maxLength={4} need="optional" />
      </div>
      <SelectField {...field("sumsSameDay")} label={say(words.sumsSameDay)} empty={say(words.notKnown)} options={[{ value: "yes", label: say(words.sums) }, { value: "no", label: say(words.sumsNot) }]} />
      <div className="field-pair">
        <RadioGroup {...field("asksRendering")} label={say(words.asksRendering)} options={yesNo} />
        <RadioGroup {...field("asksSupervising")} label={say(words.asksSupervising)} options={yesNo} />
        <RadioGroup {...field("needsAuthorization")} label={say(words.needsAuthorization)} options={yesNo} />
      </div>
      <RadioGroup {...field("usage")} label={say(words.usage)} options={[{ value: "T", label: say(words.usageT) }, { value: "P", label: say(words.usageP) }]} />
    </SendForm>
  );
}
