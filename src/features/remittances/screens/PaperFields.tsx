import { useState } from "react";
import { centsTyped } from "#features/payers/rules.ts";
import { useForm } from "#features/payers/screens/useForm.ts";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { useGoTo } from "#ui/Link.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import type { PaperPayment } from "../contract.ts";
import { groupNames, words } from "../screens.words.ts";
import { TOUCHED } from "./FilesPart.tsx";

type Row = { number: string; paid: string; parts: { group: string; reason: string; amount: string }[] };
const emptyPart = () => ({ group: "CO", reason: "", amount: "" });
const emptyRow = (): Row => ({ number: "", paid: "", parts: [emptyPart(), emptyPart()] });
const groups = ["CO", "PR", "OA", "PI"] as const;
const groupOf = (text: string) => groups.find((one) => one === text) ?? "CO";

/** What a row says, and which of its amounts are none. */
function readRow(row: Row, at: number, needAmount: string): { claim: PaperPayment["claims"][number]; wrong: { path: string; message: string }[] } {
  const path = `claims.${at}`;
  const paidCents = centsTyped(row.paid);
  const parts = row.parts.map((one, place) => ({ ...one, place, cents: centsTyped(one.amount) })).filter((one) => one.amount.trim() !== "" || one.reason.trim() !== "");
  const wrong = [...(paidCents === null ? [{ path: `${path}.paidCents`, message: needAmount }] : []), ...parts.filter((one) => one.cents === null).map((one) => ({ path: `${path}.adjustments.${one.place}.cents`, message: needAmount }))];
  return { claim: { claimNumber: row.number, paidCents: paidCents ?? 0, adjustments: parts.map((one) => ({ group: groupOf(one.group), reason: one.reason.trim().toUpperCase(), cents: one.cents ?? 0 })) }, wrong };
}

/** A payment as it stands on paper. */
export function PaperFields({ close }: { close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const goTo = useGoTo();
  const sending = useSending("paper");
  const payers = useAnswer(["payers.list"], (client) => client.payers.list());
  const { form, field } = useForm(sending, { payerId: "", traceNumber: "", paidOn: "", paidCents: "" });
  const [rows, setRows] = useState([emptyRow()]);
  const change = (at: number, more: Partial<Row>) => setRows(rows.map((row, place) => (place === at ? { ...row, ...more } : row)));
  async function submit() {
    const total = centsTyped(form.paidCents);
    const read = rows.map((row, at) => readRow(row, at, say(words.needAmount)));
    const wrong = [...(form.payerId === "" ? [{ path: "payerId", message: say(words.choosePayer) }] : []), ...(total === null ? [{ path: "paidCents", message: say(words.needAmount) }] : []), ...read.flatMap((one) => one.wrong)];
    let remittanceId = "";
    const sent = await sending.send(async () => {
      ({ remittanceId } = await api.remittances.typePaper({ payerId: form.payerId, traceNumber: form.traceNumber, paidOn: form.paidOn, paidCents: total ?? 0, claims: read.map((one) => one.claim) }));
      await refresh(...TOUCHED);
    }, wrong);
    if (!sent) return;
    close();
    goTo(`/app/remittances/${remittanceId}`);
  }
  return (
    <SendForm name="paper" sending={sending} submit={say(words.postIt)} onSubmit={() => void submit()} onCancel={close}>
      <p className="soft">{say(words.paperLead)}</p>
      <SelectField {...field("payerId")} label={say(words.payer)} need="required" options={(payers.data?.payers ?? []).map((one) => ({ value: one.payerId, label: one.name }))} />
      <div className="field-pair">
        <TextField {...field("traceNumber")} label={say(words.paperTrace)} maxLength={50} need="required" />
        <DateField {...field("paidOn")} label={say(words.paidOn)} need="required" />
        <TextField {...field("paidCents")} label={say(words.total)} width="short" inputMode="decimal" need="required" />
      </div>
      {rows.map((row, at) => (
        <fieldset key={at} className="remit-claim">
          <legend>{words.claimOf[language](at + 1)}</legend>
          <div className="field-pair">
            <TextField id={sending.id(`claims.${at}.claimNumber`)} error={sending.errorOf(`claims.${at}.claimNumber`)} label={say(words.claimNumber)} value={row.number} maxLength={38} need="required" onChange={(number) => change(at, { number })} />
            <TextField id={sending.id(`claims.${at}.paidCents`)} error={sending.errorOf(`claims.${at}.paidCents`)} label={say(words.paid)} value={row.paid} width="short" inputMode="decimal" need="required" onChange={(paid) => change(at, { paid })} />
          </div>
          {row.parts.map((part, place) => {
            const path = `claims.${at}.adjustments.${place}`;
            const changePart = (more: Partial<Row["parts"][number]>) => change(at, { parts: row.parts.map((one, which) => (which === place ? { ...one, ...more } : one)) });
            return (
              <div key={place} className="remit-part">
                <TextField id={sending.id(`${path}.cents`)} error={sending.errorOf(`${path}.cents`)} label={say(words.notPaid)} value={part.amount} width="short" inputMode="decimal" need="optional" onChange={(amount) => changePart({ amount })} />
                <SelectField id={sending.id(`${path}.group`)} error={sending.errorOf(`${path}.group`)} label={say(words.group)} value={part.group} options={groups.map((value) => ({ value, label: `${value}: ${say(groupNames[value])}` }))} onChange={(group) => changePart({ group })} />
                <TextField id={sending.id(`${path}.reason`)} error={sending.errorOf(`${path}.reason`)} label={say(words.code)} value={part.reason} width="short" maxLength={5} need="optional" onChange={(reason) => changePart({ reason })} />
              </div>
            );
          })}
        </fieldset>
      ))}
      <div className="buttons"><Button look="quiet" onClick={() => setRows([...rows, emptyRow()])}>{say(words.addClaim)}</Button></div>
    </SendForm>
  );
}
