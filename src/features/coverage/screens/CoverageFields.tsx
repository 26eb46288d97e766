import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { AddressFields } from "#features/payers/screens/AgencyScreen.tsx";
import { orNull, pickedOf, useForm } from "#features/payers/screens/useForm.ts";
import { type Coverage, letterStates, type NewCoverage, relations, sexes } from "../contract.ts";
import { letterNames, relationNames, sexNames, words } from "../screens.words.ts";

/** A card of insurance as it is typed: a new one, or the version that takes the place of one. */
export function CoverageFields({ caseId, one, today, place, close }: { caseId: string; one: Coverage | null; today: string; place: number; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = one === null ? "coverage" : `coverage-${one.coverageId}`;
  const sending = useSending(name);
  const choices = useAnswer(["payers.choices"], (each) => each.payers.choices());
  const { form, field } = useForm(sending, {
    payerId: one?.payerId ?? "", place: String(place), relation: one?.relation ?? "self", memberNumber: one?.memberNumber ?? "", groupNumber: one?.groupNumber ?? "", planName: one?.planName ?? "", childGiven: one?.childName?.givenName ?? "", childFamily: one?.childName?.familyName ?? "", sex: one?.sex ?? "",
    insuredGiven: one?.insured?.givenName ?? "", insuredFamily: one?.insured?.familyName ?? "", insuredBirth: one?.insured?.birthDate ?? "", insuredSex: one?.insured?.sex ?? "", letters: one?.letters ?? "not_asked", fromDay: one?.fromDay ?? today, toDay: one?.toDay ?? "", determinedOn: one?.determinedOn ?? "", reason: "",
  });
  const address = useForm(sending, one?.address ?? { line1: "", line2: "", city: "", state: "", zip: "" });
  const isOwn = form.relation === "self";
  const found = choices.data?.payers ?? [];
  // A payer that is out of use stays with the card that names it.
  const payers = one === null || found.some((each) => each.payerId === one.payerId) ? found : [{ payerId: one.payerId, name: one.payerName }, ...found];
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (form.payerId === "") wrong.push({ path: "payerId", message: say(words.needPayer) });
    if (form.fromDay === "") wrong.push({ path: "fromDay", message: say(words.needDay) });
    const sent = await sending.send(async () => {
      const given: NewCoverage = {
        payerId: form.payerId, place: Number(form.place), relation: pickedOf(relations, form.relation), memberNumber: form.memberNumber, groupNumber: orNull(form.groupNumber), planName: orNull(form.planName),
        childName: orNull(form.childGiven + form.childFamily) === null ? null : { givenName: form.childGiven, familyName: form.childFamily },
        sex: form.sex === "" ? "U" : pickedOf(sexes, form.sex), address: { ...address.form, state: address.form.state.toUpperCase() },
        insured: isOwn ? null : { givenName: form.insuredGiven, familyName: form.insuredFamily, birthDate: orNull(form.insuredBirth), sex: form.insuredSex === "" ? null : pickedOf(sexes, form.insuredSex) },
        letters: isOwn ? "not_asked" : pickedOf(letterStates, form.letters), fromDay: form.fromDay, toDay: orNull(form.toDay), determinedOn: orNull(form.determinedOn),
      };
      if (one === null) await api.coverage.add({ caseId, ...given });
      else await api.coverage.change({ caseId, coverageId: one.coverageId, reason: form.reason, ...given });
      await refresh(["coverage.get", caseId], ["coverage.due"]);
    }, wrong);
    if (sent) close();
  }
  const sexChoices = sexes.map((value) => ({ value, label: say(sexNames[value]) }));
  return (
    <SendForm name={name} sending={sending} submit={say(one === null ? words.addIt : words.save)} onSubmit={() => void submit()} onCancel={close}>
      {choices.isSuccess && payers.length === 0 ? <p>{say(words.noPayers)}</p> : null}
      <SelectField {...field("payerId")} label={say(words.payer)} need="required" options={payers.map((each) => ({ value: each.payerId, label: each.name }))} />
      <RadioGroup {...field("place")} label={say(words.orderLabel)} options={[1, 2, 3].map((value) => ({ value: String(value), label: words.order[language](value) }))} />
      <TextField {...field("memberNumber")} label={say(words.member)} hint={say(words.memberHint)} maxLength={80} need="required" />
      <div className="field-pair">
        <TextField {...field("planName")} label={say(words.plan)} maxLength={60} need="optional" />
        <TextField {...field("groupNumber")} label={say(words.group)} maxLength={50} need="optional" />
      </div>
      <RadioGroup {...field("relation")} label={say(words.relation)} options={relations.map((value) => ({ value, label: say(relationNames[value]) }))} />
      {isOwn ? null : (
        <fieldset className="fields part-fields">
          <legend className="field-label">{say(words.insured)}</legend>
          <div className="field-pair">
            <TextField {...field("insuredGiven", "insured.givenName")} label={say(words.given)} maxLength={35} need="required" />
            <TextField {...field("insuredFamily", "insured.familyName")} label={say(words.family)} maxLength={60} need="required" />
          </div>
          <div className="field-pair">
            <DateField {...field("insuredBirth", "insured.birthDate")} label={say(words.birth)} max={today} need="optional" />
            <SelectField {...field("insuredSex", "insured.sex")} label={say(words.sex)} width="short" empty={say(sexNames.U)} options={sexChoices} />
          </div>
          <RadioGroup {...field("letters")} label={say(words.letters)} hint={say(words.lettersWhy)} options={letterStates.map((value) => ({ value, label: say(letterNames[value]) }))} />
        </fieldset>
      )}
      <fieldset className="fields part-fields">
        <legend className="field-label">{say(words.childName)}</legend>
        <p className="field-hint">{say(words.childNameHint)}</p>
        <div className="field-pair">
          <TextField {...field("childGiven", "childName.givenName")} label={say(words.given)} maxLength={35} need="optional" />
          <TextField {...field("childFamily", "childName.familyName")} label={say(words.family)} maxLength={60} need="optional" />
        </div>
        <SelectField {...field("sex")} label={say(words.sex)} width="short" options={sexChoices} />
      </fieldset>
      <AddressFields legend={say(words.address)} hint={say(words.addressHint)} zipHint={say(words.zipHint)} path="address" of={address} />
      <div className="field-pair">
        <DateField {...field("fromDay")} label={say(words.from)} need="required" />
        <DateField {...field("toDay")} label={say(words.to)} need="optional" />
      </div>
      <DateField {...field("determinedOn")} label={say(words.determined)} hint={say(words.determinedHint)} max={today} need="optional" />
      {one === null ? null : <TextField {...field("reason")} label={say(words.reason)} maxLength={500} need="required" />}
    </SendForm>
  );
}
