import { IconPencil, IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { CivilDate } from "#kernel/dates.ts";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { capital } from "#ui/formats.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { writeMoney } from "#features/billforms/sheet.rules.ts";
import { centsTyped } from "#features/payers/rules.ts";
import { pickedOf, useForm } from "#features/payers/screens/useForm.ts";
import type { Grant, Invoice, WorkLine } from "../grants.contract.ts";
import { hoursOf, openMonths } from "../grants.rules.ts";
import { workNames } from "../grants.words.ts";
import { grantWords as words } from "../screens.words.ts";
import { GrantFields } from "./GrantFields.tsx";
import "./money.css";

/** One grant: what it holds, what the next invoice would say, and those that were made. */
export default function GrantScreen({ grantId }: { grantId: string }) {
  const { say, language } = useLanguage();
  const found = useAnswer(["grants.get", grantId], (api) => api.grants.get({ grantId, month: null }));
  usePageTitle(words.title);
  return (
    <div className="page">
      <PageHeader back={{ href: "/app/grants", label: say(words.title) }} title={found.data?.grant.name ?? say(words.title)} />
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <ErrorState sentence={`${say(words.notThere)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : (
        <>
          <About grant={found.data.grant} today={found.data.today} />
          {found.data.grant.endedAt !== null ? null : <NextInvoice grant={found.data.grant} invoices={found.data.invoices} today={found.data.today} />}
          <Invoices grantId={grantId} invoices={found.data.invoices} today={found.data.today} />
        </>
      )}
    </div>
  );
}

function About({ grant, today }: { grant: Grant; today: CivilDate }) {
  const { say, day } = useLanguage();
  return (
    <>
      <DefinitionStrip
        definitions={[
          { label: say(words.funder), value: grant.funder, ...(grant.reference === "" ? {} : { detail: grant.reference }) },
          { label: say(words.days), value: `${day(grant.fromDay, "full")} – ${day(grant.toDay, "full")}` },
          { label: say(words.of), value: writeMoney(grant.cents) },
          { label: say(words.invoiced), value: writeMoney(grant.invoicedCents) },
          { label: say(words.paid), value: writeMoney(grant.paidCents) },
          { label: say(words.left), value: writeMoney(grant.cents - grant.invoicedCents) },
        ]}
      />
      {grant.endedAt !== null ? (
        <p className="soft">{capital(say(words.ended))}.</p>
      ) : (
        <div className="money-verbs">
          <FormPanel verb={say(words.change)} about={grant.name} glyph={IconPencil}>{(close) => <GrantFields grant={grant} today={today} close={close} />}</FormPanel>
          <FormPanel verb={say(words.end)} about={grant.name} glyph={IconX}>{(close) => <EndFields grant={grant} close={close} />}</FormPanel>
        </div>
      )}
    </>
  );
}

function EndFields({ grant: { grantId, revision }, close }: { grant: Grant; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("end-grant");
  async function submit() {
    const sent = await sending.send(() => api.grants.end({ grantId, revision }).then(() => refresh(["grants.get", grantId], ["grants.list"])));
    if (sent) close();
  }
  return (
    <SendForm name="end-grant" sending={sending} submit={say(words.end)} look="danger" onSubmit={() => void submit()} onCancel={close}>
      <p>{say(words.endWhy)}</p>
    </SendForm>
  );
}

/** The invoice that could be made: of a month that is picked, the last one at first. */
function NextInvoice({ grant, invoices, today }: { grant: Grant; invoices: readonly Invoice[]; today: CivilDate }) {
  const { say, language, month } = useLanguage();
  const months = openMonths(grant, invoices, today);
  const [picked, setPicked] = useState("");
  const asked = months.includes(picked) ? picked : (months[0] ?? null);
  const found = useAnswer(["grants.get", grant.grantId, asked], (api) => api.grants.get({ grantId: grant.grantId, month: asked }));
  return (
    <section className="part" aria-labelledby="grant-next">
      <h2 id="grant-next">{say(words.nextTitle)}</h2>
      {asked === null ? (
        <p className="soft">{say(words.nextNone)}</p>
      ) : (
        <>
          <SelectField id="grant-month" label={say(words.month)} error={null} width="short" value={asked} onChange={setPicked} options={months.map((one) => ({ value: one, label: capital(month(`${one}-01`, "month_year")) }))} />
          {found.isPending ? <Loading rows={3} /> : null}
          {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
          {found.data?.next == null ? null : <InvoiceFields key={asked} grantId={grant.grantId} next={found.data.next} />}
        </>
      )}
    </section>
  );
}

function InvoiceFields({ grantId, next }: { grantId: string; next: { month: string; lines: WorkLine[]; cents: number } }) {
  const { say, language, number } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("invoice");
  const { form, set, field } = useForm(sending, { language, cost: "", cents: "" });
  async function submit() {
    const cents = centsTyped(form.cents);
    const hasCost = form.cost.trim() !== "" || form.cents.trim() !== "";
    await sending.send(async () => {
      await api.grants.makeInvoice({ grantId, month: next.month, language: pickedOf(["en", "es"], form.language), costs: hasCost ? [{ words: form.cost, cents: cents ?? 0 }] : [] });
      await refresh(["grants.get", grantId], ["grants.list"]);
    }, hasCost && cents === null ? [{ path: "costs.0.cents", message: say(words.needAmount) }] : []);
  }
  return (
    <>
      {next.lines.length === 0 ? (
        <p className="soft">{say(words.noHours)}</p>
      ) : (
        <DataTable
          caption={say(words.nextTitle)}
          columns={[
            { key: "work", label: say(words.work), cell: (one: WorkLine) => say(workNames[one.work]) },
            { key: "times", label: say(words.times), align: "end", cell: (one) => number(one.times) },
            { key: "hours", label: say(words.hours), align: "end", cell: (one) => number(Number(hoursOf(one.minutes))) },
            { key: "rate", label: say(words.rate), align: "end", cell: (one) => writeMoney(one.rateCents) },
            { key: "sum", label: say(words.sum), align: "end", cell: (one) => writeMoney(one.cents) },
          ]}
          rows={next.lines}
          rowKey={(one) => one.work}
        />
      )}
      <p>
        <strong>
          {say(words.sum)}: {writeMoney(next.cents)}
        </strong>
      </p>
      <SendForm name="invoice" sending={sending} submit={say(words.make)} onSubmit={() => void submit()}>
        <div className="field-pair">
          <TextField {...field("cost", "costs.0.words")} label={say(words.cost)} hint={say(words.costHint)} maxLength={120} need="optional" />
          <TextField {...field("cents", "costs.0.cents")} label={say(words.costAmount)} width="short" inputMode="decimal" maxLength={16} need="optional" />
        </div>
        <SelectField id={sending.id("language")} label={say(words.language)} error={null} width="short" value={form.language} onChange={set("language")} options={[{ value: "en", label: "English" }, { value: "es", label: "Español" }]} />
      </SendForm>
    </>
  );
}

function Invoices({ grantId, invoices, today }: { grantId: string; invoices: readonly Invoice[]; today: CivilDate }) {
  const { say, language, day, month, number } = useLanguage();
  const state = (one: Invoice) => (one.voidedAt !== null ? words.takenBack[language](one.voidedReason) : one.paidOn !== null ? words.paidOn[language](day(one.paidOn, "full")) : say(words.waits));
  return (
    <section className="part" aria-labelledby="grant-invoices">
      <h2 id="grant-invoices">{say(words.invoices)}</h2>
      {invoices.length === 0 ? <p className="soft">{say(words.noInvoices)}</p> : (
        <DataTable
          caption={say(words.invoices)}
          columns={[
            { key: "number", label: say(words.number), cell: (one: Invoice) => number(one.number) },
            { key: "month", label: say(words.month), cell: (one) => month(`${one.month}-01`, "month_year") },
            { key: "sum", label: say(words.sum), align: "end", cell: (one) => writeMoney(one.cents) },
            { key: "state", label: say(words.state), cell: (one) => <>{state(one)}{one.alsoBilled === 0 ? null : <strong className="money-note">{words.also[language](number(one.alsoBilled))}</strong>}</> },
            {
              key: "verbs",
              label: say(words.open),
              cell: (one) => (
                <div className="money-verbs">
                  {(["pdf", "csv", "xlsx"] as const).map((format) => <a key={format} className="button button--quiet" href={`/api/grants/${grantId}/invoices/${one.invoiceId}/paper?format=${format}`} download aria-label={`${say(words.open)} ${number(one.number)}: ${format.toUpperCase()}`}>{format.toUpperCase()}</a>)}
                  {one.voidedAt !== null || one.paidOn !== null ? null : (
                    <>
                      <FormPanel verb={say(words.pay)} about={number(one.number)}>{(close) => <SettleFields grantId={grantId} invoice={one} today={today} how="pay" close={close} />}</FormPanel>
                      <FormPanel verb={say(words.takeBack)} about={number(one.number)}>{(close) => <SettleFields grantId={grantId} invoice={one} today={today} how="take_back" close={close} />}</FormPanel>
                    </>
                  )}
                </div>
              ),
            },
          ]}
          rows={invoices}
          rowKey={(one) => one.invoiceId}
          phone="cards"
        />
      )}
    </section>
  );
}

function SettleFields({ grantId, invoice: { invoiceId }, today, how, close }: { grantId: string; invoice: Invoice; today: CivilDate; how: "pay" | "take_back"; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`${how}-${invoiceId}`);
  const { form, field } = useForm(sending, { on: today, reason: "" });
  async function submit() {
    const sent = await sending.send(async () => {
      if (how === "pay") await api.grants.pay({ grantId, invoiceId, on: form.on });
      else await api.grants.takeBack({ grantId, invoiceId, reason: form.reason });
      await refresh(["grants.get", grantId], ["grants.list"]);
    }, how === "pay" && form.on === "" ? [{ path: "on", message: say(words.needDay) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name={`${how}-${invoiceId}`} sending={sending} submit={say(how === "pay" ? words.pay : words.takeBack)} onSubmit={() => void submit()} onCancel={close}>
      {how === "pay" ? <DateField {...field("on")} label={say(words.payOn)} max={today} need="required" /> : <TextField {...field("reason")} label={say(words.reason)} maxLength={500} need="required" />}
    </SendForm>
  );
}
