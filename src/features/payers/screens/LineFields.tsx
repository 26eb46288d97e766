import { useState } from "react";
import type { CivilDate } from "#kernel/dates.ts";
import { sessionKinds } from "#features/calendar/contract.ts";
import { kindWords, partWords, placeNames } from "#features/calendar/screens.words.ts";
import { attendeeKinds, places } from "#features/policy/contract.ts";
import { ChipGroup } from "#ui/Chip.tsx";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import type { Payer } from "../contract.ts";
import type { FeeLine, NewFeeLine } from "../lines.contract.ts";
import { centsTyped, dollarsOf } from "../rules.ts";
import { lineWords, words } from "../screens.words.ts";
import { orNull, useForm, wholeOf } from "./useForm.ts";

const amountOf = (cents: number | null | undefined) => (cents == null ? "" : dollarsOf(cents).slice(1));

/** A code with its charge: a new one, or the one that follows another from a day on. */
export function LineFields({ payer: { payerId }, line, place, today, close }: { payer: Payer; line: FeeLine | null; place: number; today: CivilDate; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = line === null ? "fee-line" : `fee-line-${line.lineId}`;
  const sending = useSending(name);
  const { form, field } = useForm(sending, { place: String(place), code: line?.code ?? "", modifiers: line?.modifiers.join(" ") ?? "", chargedBy: line?.chargedBy ?? "unit", chargeCents: amountOf(line?.chargeCents), allowedCents: amountOf(line?.allowedCents), isSupervised: line?.isSupervised == null ? "" : line.isSupervised ? "yes" : "no", fromDay: today, toDay: "", source: "" });
  const [picked, setPicked] = useState<Pick<NewFeeLine, "kinds" | "withParts" | "withoutParts" | "places">>({ kinds: line?.kinds ?? [], withParts: line?.withParts ?? [], withoutParts: line?.withoutParts ?? [], places: line?.places ?? [] });
  async function submit() {
    const [order, charge, allowed] = [wholeOf(form.place), centsTyped(form.chargeCents), centsTyped(form.allowedCents)];
    const wrong: FieldWrong[] = [];
    if (order === null || order < 1) wrong.push({ path: "place", message: say(lineWords.needWhole) });
    if (charge === null) wrong.push({ path: "chargeCents", message: say(lineWords.needAmount) });
    if (orNull(form.allowedCents) !== null && allowed === null) wrong.push({ path: "allowedCents", message: say(lineWords.needAmount) });
    if (form.fromDay === "") wrong.push({ path: "fromDay", message: say(lineWords.needDay) });
    const sent = await sending.send(async () => {
      const given: NewFeeLine = { ...picked, place: order ?? 0, isSupervised: form.isSupervised === "" ? null : form.isSupervised === "yes", code: form.code.toUpperCase(), modifiers: form.modifiers.toUpperCase().split(/[\s,]+/).filter((one) => one !== ""), chargedBy: form.chargedBy === "session" ? "session" : "unit", chargeCents: charge ?? 0, allowedCents: allowed, fromDay: form.fromDay, toDay: orNull(form.toDay), source: form.source };
      if (line === null) await api.payers.addLine({ payerId, ...given });
      else await api.payers.replaceLine({ payerId, lineId: line.lineId, ...given });
      await refresh(["payers.get", payerId], ["payers.list"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(line === null ? words.addIt : words.save)} onSubmit={() => void submit()} onCancel={close}>
      {line === null ? null : <p className="soft">{say(lineWords.nextWhy)}</p>}
      <div className="field-pair">
        <TextField {...field("code")} label={say(lineWords.code)} width="short" maxLength={10} need="required" />
        <TextField {...field("modifiers")} label={say(lineWords.modifiers)} hint={say(lineWords.modifiersHint)} width="short" maxLength={20} need="optional" />
        <TextField {...field("place")} label={say(lineWords.order)} hint={say(lineWords.orderHint)} width="short" inputMode="numeric" maxLength={6} need="required" />
      </div>
      <div className="field-pair">
        <TextField {...field("chargeCents")} label={say(lineWords.charge)} hint={say(lineWords.chargeHint)} width="short" inputMode="decimal" maxLength={14} need="required" />
        <TextField {...field("allowedCents")} label={say(lineWords.allowed)} width="short" inputMode="decimal" maxLength={14} need="optional" />
      </div>
      <RadioGroup {...field("chargedBy")} label={say(lineWords.chargedBy)} options={(["unit", "session"] as const).map((value) => ({ value, label: say(lineWords[value]) }))} />
      <p className="soft">{say(lineWords.emptyAll)}</p>
      <ChipGroup legend={say(lineWords.kinds)} choice="many" options={sessionKinds.map((value) => ({ value, label: say(kindWords[value]) }))} value={picked.kinds} onChange={(next) => setPicked((before) => ({ ...before, kinds: sessionKinds.filter((one) => next.includes(one)) }))} />
      <ChipGroup legend={say(lineWords.withParts)} choice="many" options={attendeeKinds.map((value) => ({ value, label: say(partWords[value]) }))} value={picked.withParts} onChange={(next) => setPicked((before) => ({ ...before, withParts: attendeeKinds.filter((one) => next.includes(one)) }))} />
      <ChipGroup legend={say(lineWords.withoutParts)} choice="many" options={attendeeKinds.map((value) => ({ value, label: say(partWords[value]) }))} value={picked.withoutParts} onChange={(next) => setPicked((before) => ({ ...before, withoutParts: attendeeKinds.filter((one) => next.includes(one)) }))} />
      <ChipGroup legend={say(lineWords.whereHeld)} choice="many" options={places.map((value) => ({ value, label: say(placeNames[value]) }))} value={picked.places} onChange={(next) => setPicked((before) => ({ ...before, places: places.filter((one) => next.includes(one)) }))} />
      <SelectField {...field("isSupervised")} label={say(lineWords.supervised)} empty={say(lineWords.anybody)} options={[{ value: "yes", label: say(lineWords.onlySupervised) }, { value: "no", label: say(lineWords.notSupervised) }]} />
      <div className="field-pair">
        <DateField {...field("fromDay")} label={say(lineWords.from)} need="required" />
        <DateField {...field("toDay")} label={say(lineWords.to)} need="optional" />
      </div>
      <TextField {...field("source")} label={say(words.source)} hint={say(words.sourceHint)} maxLength={500} need="required" />
    </SendForm>
  );
}
