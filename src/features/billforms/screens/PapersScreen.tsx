import type { CivilDate } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { sessionKinds } from "#features/calendar/contract.ts";
import { kindWords } from "#features/calendar/screens.words.ts";
import { centsTyped } from "#features/payers/rules.ts";
import { orNull, useForm } from "#features/payers/screens/useForm.ts";
import type { FormSettings, Price } from "../contract.ts";
import { words } from "../screens.words.ts";
import { writeMoney } from "../sheet.rules.ts";
import "./bills.css";

/** How papers are set, the words of an estimate, and what families pay that pay themselves. */
export default function PapersScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.settingsTitle);
  const found = useAnswer(["billforms.settings"], (api) => api.billforms.settings());
  return (
    <div className="page">
      <PageHeader title={say(words.settingsTitle)} back={{ href: "/app/money", label: say(words.back) }} />
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : (
        <>
          <Prices prices={found.data.prices} today={found.data.today} />
          <SettingsFields settings={found.data.settings} />
        </>
      )}
    </div>
  );
}

/** A whole number of points as it is typed; null where it is none. */
const pointsOf = (text: string): number | null => (/^[-−]?\d{1,2}$/.test(text.trim()) && Math.abs(Number(text.trim().replace("−", "-"))) <= 72 ? Number(text.trim().replace("−", "-")) : null);

function SettingsFields({ settings }: { settings: FormSettings }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("papers");
  const { form, field } = useForm(sending, { right: String(settings.right), down: String(settings.down), "estimate.en": settings.estimate.en, "estimate.es": settings.estimate.es, confirmed: settings.confirmed ?? "" });
  async function submit() {
    const [right, down] = [pointsOf(form.right), pointsOf(form.down)];
    const wrong = [...(right === null ? [{ path: "right", message: say(words.needPoints) }] : []), ...(down === null ? [{ path: "down", message: say(words.needPoints) }] : [])];
    await sending.send(() => api.billforms.saveSettings({ right: right ?? 0, down: down ?? 0, estimate: { en: form["estimate.en"], es: form["estimate.es"] }, confirmed: orNull(form.confirmed) }).then(() => refresh(["billforms.settings"])), wrong);
  }
  return (
    <SendForm name="papers" sending={sending} submit={say(words.save)} onSubmit={() => void submit()}>
      <section className="part" aria-labelledby="papers-printer">
        <h2 id="papers-printer">{say(words.printer)}</h2>
        <p className="soft">{say(words.printerWhat)}</p>
        <div className="field-pair">
          <TextField {...field("right")} label={say(words.right)} width="short" maxLength={3} need="required" />
          <TextField {...field("down")} label={say(words.down)} width="short" maxLength={3} need="required" />
        </div>
      </section>
      <section className="part" aria-labelledby="papers-estimate">
        <h2 id="papers-estimate">{say(words.estimate)}</h2>
        <p className="soft">{say(words.estimateWhat)}</p>
        <TextArea {...field("estimate.en")} label={say(words.english)} lang="en" rows={6} maxLength={4000} />
        <TextArea {...field("estimate.es")} label={say(words.spanish)} lang="es" rows={6} maxLength={4000} />
        <TextField {...field("confirmed")} label={say(words.confirmed)} hint={say(words.confirmedHint)} maxLength={500} need="optional" />
      </section>
    </SendForm>
  );
}

function Prices({ prices, today }: { prices: readonly Price[]; today: CivilDate }) {
  const { say, language, day } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const ending = useSending("end-price");
  return (
    <section className="part" aria-labelledby="papers-prices">
      <h2 id="papers-prices">{say(words.prices)}</h2>
      {prices.length === 0 ? <p className="soft">{say(words.pricesNone)}</p> : (
        <DataTable
          caption={say(words.prices)}
          columns={[
            { key: "kind", label: say(words.session), cell: (one: Price) => say(kindWords[one.kind]) },
            { key: "price", label: say(words.price), align: "end", cell: (one) => writeMoney(one.cents) },
            { key: "code", label: say(words.code), cell: (one) => one.code ?? "" },
            { key: "days", label: say(words.days), cell: (one) => (one.toDay === null ? words.since[language](day(one.fromDay, "full")) : words.until[language](day(one.fromDay, "full"), day(one.toDay, "full"))) },
            { key: "source", label: say(words.source), cell: (one) => one.source },
            { key: "verb", label: say(words.endPrice), cell: (one) => <Button look="quiet" state={ending.state} aria-label={`${say(words.endPrice)}: ${say(kindWords[one.kind])}, ${writeMoney(one.cents)}`} onClick={() => void ending.send(() => api.billforms.endPrice({ priceId: one.priceId }).then(() => refresh(["billforms.settings"])))}>{say(words.endPrice)}</Button> },
          ]}
          rows={prices}
          rowKey={(one) => one.priceId}
          phone="cards"
        />
      )}
      {ending.fault === null ? null : <p>{sentenceFor(ending.fault, language)}</p>}
      <FormPanel verb={say(words.addPrice)}>{(close) => <PriceFields today={today} close={close} />}</FormPanel>
    </section>
  );
}

function PriceFields({ today, close }: { today: CivilDate; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("price");
  const { form, set, field } = useForm(sending, { kind: "", code: "", cents: "", fromDay: today, source: "" });
  async function submit() {
    const kind = sessionKinds.find((one) => one === form.kind);
    const cents = centsTyped(form.cents);
    const wrong = [
      ...(kind === undefined ? [{ path: "kind", message: say(words.needKind) }] : []),
      ...(cents === null ? [{ path: "cents", message: say(words.needAmount) }] : []),
      ...(form.fromDay === "" ? [{ path: "fromDay", message: say(words.needDay) }] : []),
    ];
    const sent = await sending.send(() => api.billforms.addPrice({ kind: kind!, code: orNull(form.code), cents: cents ?? 0, fromDay: form.fromDay, toDay: null, source: form.source }).then(() => refresh(["billforms.settings"])), wrong);
    if (sent) close();
  }
  return (
    <SendForm name="price" sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("kind")} label={say(words.session)} error={sending.errorOf("kind")} value={form.kind} onChange={set("kind")} options={sessionKinds.map((kind) => ({ value: kind, label: say(kindWords[kind]) }))} need="required" />
      <TextField {...field("cents")} label={say(words.cents)} width="short" inputMode="decimal" maxLength={12} need="required" />
      <TextField {...field("code")} label={say(words.code)} width="short" maxLength={10} need="optional" />
      <DateField {...field("fromDay")} label={say(words.from)} need="required" />
      <TextField {...field("source")} label={say(words.source)} maxLength={500} need="required" />
    </SendForm>
  );
}
