import { IconChecks, IconPencil, IconX } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { Payer } from "../contract.ts";
import { filingNames, words } from "../screens.words.ts";
import { LinesPart } from "./LinesPart.tsx";
import { PayerFields } from "./PayerFields.tsx";
import { PayerState } from "./PayersScreen.tsx";
import { PlacesPart } from "./PlacesPart.tsx";
import { useForm } from "./useForm.ts";
import "./payers.css";

const parts = ["asks", "codes", "places"] as const;

/** One payer: what it asks for, which code a session is billed with, and the numbers of places. */
export default function PayerScreen({ payerId }: { payerId: string }) {
  const { say, language } = useLanguage();
  const given = useSearch({ strict: false }) as { part?: unknown };
  const part = parts.find((one) => one === given.part) ?? "asks";
  const found = useAnswer(["payers.get", payerId], (api) => api.payers.get({ payerId }));
  usePageTitle(words.title);
  const href = (one: string) => `/app/payers/${payerId}?part=${one}`;
  return (
    <div className="page">
      <PageHeader back={{ href: "/app/payers", label: say(words.title) }} title={found.data?.payer.name ?? say(words.title)} />
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <ErrorState sentence={`${say(words.notThere)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : (
        <>
          <p className="payer-state">
            <PayerState payer={found.data.payer} />
          </p>
          <Tabs label={say(words.parts)} tabs={parts.map((one) => ({ href: href(one), label: say(words[one]) }))} current={href(part)} />
          {part === "asks" ? <AsksPart payer={found.data.payer} /> : part === "codes" ? <LinesPart {...found.data} /> : <PlacesPart payer={found.data.payer} places={found.data.places} />}
        </>
      )}
    </div>
  );
}

function AsksPart({ payer }: { payer: Payer }) {
  const { say, number } = useLanguage();
  const known = (value: string | number | null) => (value === null ? say(words.notKnown) : typeof value === "number" ? number(value) : value);
  const said = (value: boolean) => say(value ? words.yes : words.no);
  return (
    <section className="part" aria-labelledby="payer-asks">
      <h2 id="payer-asks">{say(words.asks)}</h2>
      <DefinitionStrip
        look="list"
        definitions={[
          { label: say(words.payerNumber), value: payer.payerNumber },
          { label: say(words.taxNumber), value: known(payer.taxNumber) },
          { label: say(words.filingCode), value: `${payer.filingCode} · ${say(filingNames[payer.filingCode])}` },
          { label: say(words.isMedicaid), value: said(payer.isMedicaid) },
          { label: say(words.receiver), value: `${payer.receiverName}, ${payer.receiverQualifier} ${payer.receiverNumber}` },
          { label: say(words.providerNumber), value: known(payer.providerNumber) },
          { label: say(words.filingDays), value: known(payer.filingDays) },
          { label: say(words.againDays), value: known(payer.againDays) },
          { label: say(words.sumsSameDay), value: payer.sumsSameDay === null ? say(words.notKnown) : say(payer.sumsSameDay ? words.sums : words.sumsNot) },
          { label: say(words.asksRendering), value: said(payer.asksRendering) },
          { label: say(words.asksSupervising), value: said(payer.asksSupervising) },
          { label: say(words.needsAuthorization), value: said(payer.needsAuthorization) },
          { label: say(words.usage), value: say(payer.usage === "T" ? words.usageT : words.usageP) },
          ...(payer.confirmed === null ? [] : [{ label: say(words.source), value: payer.confirmed.source }]),
        ]}
      />
      {payer.endedAt !== null ? null : (
        <>
          <FormPanel verb={say(words.change)} about={payer.name} glyph={IconPencil}>{(close) => <PayerFields payer={payer} close={close} />}</FormPanel>
          <FormPanel verb={say(words.confirm)} glyph={IconChecks}>{(close) => <ConfirmFields payer={payer} close={close} />}</FormPanel>
          <FormPanel verb={say(words.end)} about={payer.name} glyph={IconX}>{(close) => <EndFields payer={payer} close={close} />}</FormPanel>
        </>
      )}
    </section>
  );
}

type Seen = { payer: Payer; close: () => void };
function ConfirmFields({ payer: { payerId, revision }, close }: Seen) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("confirm-payer");
  const { form, field } = useForm(sending, { source: "" });
  async function submit() {
    const sent = await sending.send(() => api.payers.confirm({ payerId, revision, source: form.source }).then(() => refresh(["payers.get", payerId], ["payers.list"])));
    if (sent) close();
  }
  return (
    <SendForm name="confirm-payer" sending={sending} submit={say(words.confirm)} onSubmit={() => void submit()} onCancel={close}>
      <p className="soft">{say(words.confirmWhy)}</p>
      <TextField {...field("source")} label={say(words.source)} hint={say(words.sourceHint)} maxLength={500} need="required" />
    </SendForm>
  );
}
function EndFields({ payer: { payerId, revision }, close }: Seen) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("end-payer");
  async function submit() {
    const sent = await sending.send(() => api.payers.end({ payerId, revision }).then(() => refresh(["payers.get", payerId], ["payers.list"])));
    if (sent) close();
  }
  return (
    <SendForm name="end-payer" sending={sending} submit={say(words.end)} look="danger" onSubmit={() => void submit()} onCancel={close}>
      <p>{say(words.endWhy)}</p>
    </SendForm>
  );
}
