import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { writeMoney } from "#features/billforms/sheet.rules.ts";
import { centsTyped } from "#features/payers/rules.ts";
import { pickedOf, useForm } from "#features/payers/screens/useForm.ts";
import { type Cost, costKinds, type Economics as Year } from "../economics.contract.ts";
import { costNames, economicsWords as words } from "../economics.words.ts";

const YEARS_BACK = 6;

/** A year of the programme: what it cost as typed, what came, and both for one family (C3). */
export function Economics() {
  const { say, language } = useLanguage();
  const [year, setYear] = useState<number | null>(null);
  const found = useAnswer(["investment.economics", year], (api) => api.investment.economics({ year }));
  return (
    <section className="part" aria-labelledby="economics">
      <h2 id="economics">{say(words.title)}</h2>
      <p className="soft">{say(words.what)}</p>
      {found.isPending ? <Loading rows={3} /> : null}
      {found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : (
        <>
          <SelectField id="economics-year" label={say(words.year)} error={null} width="short" value={String(found.data.year)} onChange={(value) => setYear(value === "" ? null : Number(value))} options={Array.from({ length: YEARS_BACK }, (_, back) => String(found.data.currentYear - back)).map((one) => ({ value: one, label: one }))} />
          <OneYear year={found.data} />
        </>
      )}
    </section>
  );
}

function OneYear({ year }: { year: Year }) {
  const { say, language, number } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const ending = useSending("end-cost");
  const isHidden = year.families.people === null;
  const money = (cents: number | null, missing: string) => (cents === null ? missing : writeMoney(cents));
  const columns: Column<Cost>[] = [
    { key: "kind", label: say(words.kind), cell: (one) => say(costNames[one.kind]) },
    { key: "amount", label: say(words.amount), align: "end", cell: (one) => writeMoney(one.cents) },
    { key: "source", label: say(words.source), cell: (one) => [one.source, ...(one.madeByName === null ? [] : [words.by[language](one.madeByName)])].join(" · ") },
    { key: "verb", label: say(words.takeOut), cell: (one) => <Button look="quiet" state={ending.state} aria-label={`${say(words.takeOut)}: ${say(costNames[one.kind])}, ${writeMoney(one.cents)}`} onClick={() => void ending.send(() => api.investment.takeOutCost({ costId: one.costId }).then(() => refresh(["investment.economics"])))}>{say(words.takeOut)}</Button> },
  ];
  return (
    <>
      {year.isRunning ? <p className="soft">{say(words.running)}</p> : null}
      <DefinitionStrip
        definitions={[
          { label: say(words.families), value: isHidden ? say(words.hidden) : number(year.families.people ?? 0), detail: say(words.familiesHow) },
          { label: say(words.costs), value: money(year.costCents, say(words.notTyped)) },
          { label: say(words.perFamilyCost), value: money(year.costPerFamilyCents, isHidden ? say(words.hidden) : say(words.unknown)) },
          { label: say(words.collected), value: money(year.collectedCents, say(words.hidden)) },
          { label: say(words.perFamilyCollected), value: money(year.collectedPerFamilyCents, isHidden ? say(words.hidden) : say(words.unknown)) },
          { label: say(words.grants), value: writeMoney(year.grantCents) },
        ]}
      />
      {year.missing.length === 0 ? null : <p className="soft">{words.missing[language](year.missing.map((kind) => say(costNames[kind]).toLowerCase()).join(", "))}</p>}
      {year.costs.length === 0 ? <p className="soft">{say(words.none)}</p> : <DataTable caption={say(words.caption)} columns={columns} rows={year.costs} rowKey={(one) => one.costId} phone="cards" />}
      {ending.fault === null ? null : <p>{sentenceFor(ending.fault, language)}</p>}
      <FormPanel verb={say(words.add)}>{(close) => <CostFields year={year.year} close={close} />}</FormPanel>
    </>
  );
}

function CostFields({ year, close }: { year: number; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("cost");
  const { form, set, field } = useForm(sending, { kind: "staff", cents: "", source: "" });
  async function submit() {
    const cents = centsTyped(form.cents);
    const sent = await sending.send(() => api.investment.addCost({ year, kind: pickedOf(costKinds, form.kind), cents: cents ?? 0, source: form.source }).then(() => refresh(["investment.economics"])), cents === null ? [{ path: "cents", message: say(words.needAmount) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name="cost" sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("kind")} label={say(words.kind)} error={sending.errorOf("kind")} width="short" value={form.kind} onChange={set("kind")} options={costKinds.map((kind) => ({ value: kind, label: say(costNames[kind]) }))} />
      <TextField {...field("cents")} label={say(words.amount)} hint={say(words.amountHint)} width="short" inputMode="decimal" maxLength={18} need="required" />
      <TextField {...field("source")} label={say(words.source)} hint={say(words.sourceHint)} maxLength={300} need="required" />
    </SendForm>
  );
}
