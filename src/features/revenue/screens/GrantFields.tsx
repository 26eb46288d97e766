import type { CivilDate } from "#kernel/dates.ts";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { useGoTo } from "#ui/Link.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { centsTyped } from "#features/payers/rules.ts";
import { useForm } from "#features/payers/screens/useForm.ts";
import { type Grant, works } from "../grants.contract.ts";
import { workNames } from "../grants.words.ts";
import { grantWords as words } from "../screens.words.ts";
import "./money.css";

/** Cents as they are typed again. */
export const typedOf = (cents: number): string => (cents / 100).toFixed(2);

/** A grant: from whom, for which days, how much, and what an hour of each kind of work is worth. */
export function GrantFields({ grant, today, close }: { grant: Grant | null; today: CivilDate; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const goTo = useGoTo();
  const sending = useSending("grant");
  const rateOf = (work: (typeof works)[number]) => grant?.rates.find((one) => one.work === work)?.cents;
  const begins = Object.fromEntries(works.map((work) => [work, rateOf(work) === undefined ? "" : typedOf(rateOf(work)!)])) as Record<(typeof works)[number], string>;
  const { form, field } = useForm(sending, { name: grant?.name ?? "", funder: grant?.funder ?? "", reference: grant?.reference ?? "", fromDay: grant?.fromDay ?? `${today.slice(0, 4)}-01-01`, toDay: grant?.toDay ?? `${today.slice(0, 4)}-12-31`, cents: grant === null ? "" : typedOf(grant.cents), ...begins });
  async function submit() {
    const cents = centsTyped(form.cents);
    const rates = works.flatMap((work) => (form[work].trim() === "" ? [] : [{ work, cents: centsTyped(form[work]) }]));
    const wrong = [
      ...(cents === null ? [{ path: "cents", message: say(words.needAmount) }] : []),
      ...rates.filter((one) => one.cents === null).map((one) => ({ path: one.work, message: say(words.needAmount) })),
      ...(rates.length === 0 ? [{ path: works[0], message: say(words.needRate) }] : []),
      ...(["fromDay", "toDay"] as const).filter((key) => form[key] === "").map((path) => ({ path, message: say(words.needDay) })),
    ];
    let grantId = grant?.grantId ?? "";
    const sent = await sending.send(async () => {
      const { name, funder, reference, fromDay, toDay } = form;
      const given = { name, funder, reference, fromDay, toDay, cents: cents ?? 0, rates: rates.map((one) => ({ work: one.work, cents: one.cents ?? 0 })) };
      if (grant === null) ({ grantId } = await api.grants.add(given));
      else await api.grants.change({ grantId, revision: grant.revision, ...given });
      await refresh(["grants.list"], ["grants.get", grantId]);
    }, wrong);
    if (!sent) return;
    close();
    if (grant === null) goTo(`/app/grants/${grantId}`);
  }
  return (
    <SendForm name="grant" sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <TextField {...field("name")} label={say(words.name)} maxLength={120} need="required" />
      <TextField {...field("funder")} label={say(words.funder)} maxLength={120} need="required" />
      <TextField {...field("reference")} label={say(words.reference)} maxLength={60} need="optional" />
      <div className="field-pair">
        <DateField {...field("fromDay")} label={say(words.fromDay)} need="required" />
        <DateField {...field("toDay")} label={say(words.toDay)} need="required" />
      </div>
      <TextField {...field("cents")} label={say(words.amount)} width="short" inputMode="decimal" maxLength={16} need="required" />
      <fieldset>
        <legend>{say(words.rates)}</legend>
        <p className="soft small">{say(words.ratesHint)}</p>
        <div className="money-rates">
          {works.map((work) => (
            <TextField key={work} {...field(work)} label={say(workNames[work])} width="short" inputMode="decimal" maxLength={10} />
          ))}
        </div>
      </fieldset>
    </SendForm>
  );
}
