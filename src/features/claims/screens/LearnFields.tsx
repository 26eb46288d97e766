import { useState } from "react";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { useForm, wholeOf } from "#features/payers/screens/useForm.ts";
import { sayReason } from "../reasons.words.ts";
import type { Condition } from "../checks.contract.ts";
import { checkWords as words, conditionNames } from "../claim.words.ts";

type Proposed = { reasonCode: string; condition: Condition };
/** What of a condition is typed: a list of codes, a number, a modifier, a day; empty where nothing is. */
const typedOf = (one: Condition): string => {
  switch (one.kind) {
    case "place":
      return one.places.join(", ");
    case "diagnosis":
      return one.codes.join(", ");
    case "age_over":
      return String(one.months);
    case "units_over":
      return String(one.units);
    case "year_count_over":
      return String(one.count);
    case "asked_within":
      return String(one.days);
    case "modifier_missing":
      return one.modifier;
    case "person_before":
      return one.day;
    default:
      return "";
  }
};
/** The condition with what was typed; where that is no number it stays as it was. */
function withTyped(one: Condition, typed: string): Condition {
  const list = typed.split(",").map((part) => part.trim().toUpperCase()).filter((part) => part !== "");
  const whole = wholeOf(typed);
  switch (one.kind) {
    case "place":
      return { ...one, places: list };
    case "diagnosis":
      return { ...one, codes: list };
    case "age_over":
      return { ...one, months: whole ?? one.months };
    case "units_over":
      return { ...one, units: whole ?? one.units };
    case "year_count_over":
      return { ...one, count: whole ?? one.count };
    case "asked_within":
      return { ...one, days: whole ?? one.days };
    case "modifier_missing":
      return { ...one, modifier: typed.trim().toUpperCase() };
    case "person_before":
      return { ...one, day: typed.trim() };
    default:
      return one;
  }
}
const labelOf = (kind: Condition["kind"]) => (kind === "place" || kind === "diagnosis" ? words.codes : kind === "modifier_missing" ? words.modifier : kind === "person_before" ? words.day : words.count);

/** What a denial taught, as it is proposed with the values of the claim, and as whoever bills wants it. */
export function LearnFields({ claimId, payerId, proposed, close }: { claimId: string; payerId: string | null; proposed: readonly Proposed[]; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("learn");
  const [at, setAt] = useState(0);
  const chosen = proposed[at] ?? proposed[0]!;
  const reasonOf = (code: string) => [words.reasonIs[language](code), sayReason(code)?.[language] ?? ""].filter((part) => part !== "").join(": ");
  const { form, set, field } = useForm(sending, { typed: typedOf(chosen.condition), words: "" });
  function choose(place: string) {
    const next = proposed[Number(place)] ?? chosen;
    setAt(Number(place));
    set("typed")(typedOf(next.condition));
  }
  async function submit() {
    const sent = await sending.send(async () => {
      await api.claimChecks.add({ payerId, reasonCode: chosen.reasonCode, condition: withTyped(chosen.condition, form.typed), words: form.words, learntFrom: claimId });
      await refresh(["claimChecks.list"], ["claims.list"], ["claims.get"]);
    });
    if (sent) close();
  }
  return (
    <SendForm name="learn" sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      {proposed.length < 2 ? null : <SelectField id={sending.id("reasonCode")} label={say(words.reasonCode)} value={String(at)} onChange={choose} options={proposed.map((one, place) => ({ value: String(place), label: `${words.reasonIs[language](one.reasonCode)}: ${say(conditionNames[one.condition.kind])}` }))} />}
      <p>{reasonOf(chosen.reasonCode)}.</p>
      <p><span className="soft">{say(words.what)}:</span> {say(conditionNames[chosen.condition.kind])}</p>
      {typedOf(chosen.condition) === "" ? null : <TextField {...field("typed", "condition")} label={say(labelOf(chosen.condition.kind))} maxLength={500} need="required" />}
      <TextField {...field("words")} label={say(words.says)} maxLength={500} need="required" />
    </SendForm>
  );
}
