import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useForm } from "#features/payers/screens/useForm.ts";
import { RadioGroup } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { MorePages } from "#ui/MorePages.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextField } from "#ui/TextField.tsx";
import { usePages } from "#ui/usePages.ts";
import { useSending } from "#ui/useSending.ts";
import { useSettled } from "#ui/useSettled.ts";
import type { Decided } from "../contract.ts";
import { words } from "../screens.words.ts";
import { ListState, TOUCHED } from "./FilesPart.tsx";
import { moneyOf, Reasons } from "./parts.tsx";

/** Money that belongs to no claim yet, and decisions whose lines cannot be told apart. */
export function WaitingPart() {
  const { say } = useLanguage();
  const list = usePages(["remittances.unmatched", "claims"], (api, after) => api.remittances.unmatched({ what: "claims", after }));
  const lines = usePages(["remittances.unmatched", "lines"], (api, after) => api.remittances.unmatched({ what: "lines", after }));
  const waiting = list.pages.flatMap((page) => page.decisions);
  const unclear = lines.pages.flatMap((page) => page.decisions);
  return (
    <>
      <ListState list={list} isEmpty={waiting.length === 0} empty={say(words.noWaiting)} />
      <ul className="remit-list">{waiting.map((one) => <OneWaiting key={one.decisionId} one={one} />)}</ul>
      <MorePages label={say(words.more)} more={list.more} />
      {unclear.length === 0 ? null : (
        <section className="part" aria-labelledby="unclear-lines">
          <h2 id="unclear-lines">{say(words.lines)}</h2>
          <p className="soft">{say(words.linesWhy)}</p>
          <ul className="remit-list">{unclear.map((one) => <OneWaiting key={one.decisionId} one={one} />)}</ul>
          <MorePages label={say(words.more)} more={lines.more} />
        </section>
      )}
    </>
  );
}

function OneWaiting({ one }: { one: Decided }) {
  const { say, language, day } = useLanguage();
  const name = one.patient === null ? one.childName : `${one.patient.given} ${one.patient.family}`.trim();
  return (
    <li>
      <strong>{words.ofCharge[language](moneyOf(one.paidCents), moneyOf(one.chargeCents))}</strong>
      <span>{one.payerName}, {day(one.paidOn, "full")}, {one.traceNumber}</span>
      <span>{words.theirNumber[language](one.claimNumber)}{name === null || name === "" ? "" : ` ${words.forWhom[language](name, one.patient?.memberId ?? "")}`}</span>
      <Reasons of={[...one.adjustments, ...one.lines.flatMap((line) => line.adjustments)]} />
      <div className="buttons remit-verbs">
        {one.claimId === null ? <FormPanel verb={say(words.match)} about={one.claimNumber} glyph={IconSearch}>{(close) => <MatchFields one={one} close={close} />}</FormPanel> : null}
        <FormPanel verb={say(words.settle)} about={one.claimNumber}>{(close) => <SettleFields one={one} close={close} />}</FormPanel>
      </div>
    </li>
  );
}

function MatchFields({ one, close }: { one: Decided; close: () => void }) {
  const { say, language, day } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `match-${one.decisionId}`;
  const sending = useSending(name);
  const { form, field } = useForm(sending, { claimId: "", number: "", reason: "" });
  const typed = useSettled(form.number.trim());
  const found = useAnswer(["remittances.candidates", one.decisionId, typed], (client) => client.remittances.candidates({ decisionId: one.decisionId, number: typed }));
  const candidates = found.data?.candidates ?? [];
  async function submit() {
    const wrong = [...(form.claimId === "" ? [{ path: "claimId", message: say(words.chooseClaim) }] : []), ...(form.reason.trim().length < 3 ? [{ path: "reason", message: say(words.needReason) }] : [])];
    const sent = await sending.send(() => api.remittances.match({ decisionId: one.decisionId, claimId: form.claimId, reason: form.reason }).then(() => refresh(...TOUCHED)), wrong);
    if (sent) close();
  }
  const options = candidates.map((each) => ({ value: each.claimId, label: words.candidate[language](each.number, each.childName, day(each.serviceDay, "full"), moneyOf(each.chargeCents), moneyOf(each.openCents)), ...(!each.isOfPayer && { hint: words.otherPayer[language](each.payerName) }) }));
  return (
    <SendForm name={name} sending={sending} submit={say(words.matchIt)} onSubmit={() => void submit()} onCancel={close}>
      <TextField {...field("number")} label={say(words.search)} maxLength={20} need="optional" />
      {found.data !== undefined && options.length === 0 ? <p className="soft" role="status">{say(words.noCandidates)}</p> : <RadioGroup {...field("claimId")} label={say(words.candidates)} options={options} />}
      <TextField {...field("reason")} label={say(words.matchWhy)} maxLength={500} need="required" />
    </SendForm>
  );
}
function SettleFields({ one, close }: { one: Decided; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `settle-${one.decisionId}`;
  const sending = useSending(name);
  const [how, setHow] = useState<"sent_back" | "noted">("noted");
  const { form, field } = useForm(sending, { reason: "" });
  const mayGoBack = one.claimId === null && one.paidCents > 0;
  async function submit() {
    const wrong = form.reason.trim().length < 3 ? [{ path: "reason", message: say(words.needReason) }] : [];
    const sent = await sending.send(() => api.remittances.settle({ decisionId: one.decisionId, how, reason: form.reason }).then(() => refresh(...TOUCHED)), wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.settleIt)} onSubmit={() => void submit()} onCancel={close}>
      {mayGoBack ? <RadioGroup id={sending.id("how")} error={sending.errorOf("how")} label={say(words.settleHow)} value={how} onChange={(value) => setHow(value === "sent_back" ? "sent_back" : "noted")} options={[{ value: "sent_back", label: say(words.sentBack) }, { value: "noted", label: say(words.noted) }]} /> : null}
      <TextField {...field("reason")} label={say(words.reason)} maxLength={500} need="required" />
    </SendForm>
  );
}
