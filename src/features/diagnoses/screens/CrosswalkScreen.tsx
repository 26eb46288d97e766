import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { CheckField, RadioGroup } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, sentenceFor, useSending } from "#ui/useSending.ts";
import { axesWords as words } from "../axes.words.ts";
import { writeCode } from "../codes.rules.ts";
import type { CrosswalkLine } from "../crosswalk.contract.ts";
import { CodeField } from "./CodeField.tsx";
import "./diagnoses.css";

/** The agency's table from codes of DC:0-5 to ICD-10-CM; an administrator writes it. */
export default function CrosswalkScreen() {
  const { say, day, language } = useLanguage();
  const me = useMe();
  usePageTitle(words.tableTitle);
  const writes = hasRole(me, "administrator");
  const today = dateInZone(new Date().toISOString(), me.agency.timeZone);
  const list = useAnswer(["diagnoses.crosswalk"], (api) => api.diagnoses.crosswalk());
  const lines = list.data?.lines ?? [];
  return (
    <div className="page">
      <PageHeader back={{ href: "/app/rulebook", label: say(words.rulebook) }} title={say(words.tableTitle)} detail={say(words.tableLead)} />
      {list.isPending ? <Loading rows={3} /> : null}
      {list.isError ? <ErrorState sentence={`${say(words.tableFailed)} ${sentenceFor(list.error, language)}`} verb={{ run: () => void list.refetch() }} /> : null}
      {list.isSuccess && lines.length === 0 ? <EmptyState sentence={say(words.tableNone)} /> : null}
      {lines.length === 0 ? null : (
        <DataTable
          caption={say(words.tableTitle)}
          rows={lines}
          rowKey={(one) => one.lineId}
          phone="cards"
          columns={[
            { key: "dc", label: say(words.dcCode), cell: (one) => one.dcCode },
            { key: "icd", label: say(words.icdCode), cell: (one) => <><strong>{one.icdCode}</strong> <span lang="en">{one.icdTitle}</span></> },
            { key: "payer", label: say(words.payer), cell: (one) => one.payer || say(words.anyPayer) },
            { key: "holds", label: say(words.holds), cell: (one) => [words.sinceDay[language](day(one.validFrom, "full")), one.validTo === null ? null : words.untilDay[language](day(one.validTo, "full"))].filter((part) => part !== null).join(", ") },
            { key: "status", label: say(words.status), cell: (one) => <>{say(words[one.status])} <span className="soft">{one.note}</span></> },
            ...(writes ? [{ key: "verb", label: say(words.changeLine), cell: (one: CrosswalkLine) => <FormPanel verb={say(words.changeLine)} about={`${one.dcCode} ${one.icdCode}`} glyph={IconPencil}>{(close) => <LineFields one={one} today={today} close={close} />}</FormPanel> }] : []),
          ]}
        />
      )}
      {writes ? <FormPanel verb={say(words.addLine)}>{(close) => <LineFields one={null} today={today} close={close} />}</FormPanel> : null}
    </div>
  );
}

function LineFields({ one, today, close }: { one: CrosswalkLine | null; today: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = one === null ? "line" : `line-${one.lineId}`;
  const sending = useSending(name);
  const [form, setForm] = useState({ dcCode: one?.dcCode ?? "", icdCode: one?.icdCode ?? "", payer: one?.payer ?? "", validFrom: one?.validFrom ?? today, validTo: one?.validTo ?? "", status: one?.status ?? "draft", note: one?.note ?? "" });
  const [withdrawn, setWithdrawn] = useState<"yes" | "no">("no");
  const set = (key: keyof typeof form) => (value: string) => setForm((before) => ({ ...before, [key]: value }));
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (form.dcCode.trim() === "") wrong.push({ path: "dcCode", message: say(words.needCode) });
    if (writeCode(form.icdCode) === null) wrong.push({ path: "icdCode", message: say(words.needCode) });
    if (form.validFrom === "") wrong.push({ path: "validFrom", message: say(words.needDay) });
    const line = { ...form, validTo: form.validTo || null };
    const sent = await sending.send(async () => {
      if (one === null) await api.diagnoses.addLine(line);
      else await api.diagnoses.replaceLine({ lineId: one.lineId, how: withdrawn === "yes" ? "withdrawn" : "changed", ...line });
      await refresh(["diagnoses.crosswalk"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(one === null ? words.addIt : words.save)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("dcCode")} label={say(words.dcCode)} width="short" maxLength={20} value={form.dcCode} onChange={set("dcCode")} error={sending.errorOf("dcCode")} need="required" />
      <CodeField id={sending.id("icdCode")} value={form.icdCode} on={form.validFrom || today} error={sending.errorOf("icdCode")} onChange={set("icdCode")} />
      <TextField id={sending.id("payer")} label={say(words.payer)} hint={say(words.payerHint)} maxLength={80} value={form.payer} onChange={set("payer")} error={sending.errorOf("payer")} need="optional" />
      <div className="field-pair">
        <DateField id={sending.id("validFrom")} label={say(words.from)} value={form.validFrom} onChange={set("validFrom")} error={sending.errorOf("validFrom")} need="required" />
        <DateField id={sending.id("validTo")} label={say(words.to)} value={form.validTo} onChange={set("validTo")} error={sending.errorOf("validTo")} need="optional" />
      </div>
      <RadioGroup id={sending.id("status")} label={say(words.status)} value={form.status} onChange={set("status")} options={(["draft", "confirmed"] as const).map((value) => ({ value, label: say(words[value]) }))} />
      <TextField id={sending.id("note")} label={say(words.note)} maxLength={500} value={form.note} onChange={set("note")} error={sending.errorOf("note")} need="optional" />
      {one === null ? null : <CheckField id={sending.id("how")} label={say(words.withdraw)} value={withdrawn} onChange={setWithdrawn} />}
    </SendForm>
  );
}
