import { IconCheck, IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { dateInZone } from "#kernel/dates.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState } from "#ui/States.tsx";
import { DateField, TextArea } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import type { Audit, PlanAction } from "../contract.ts";
import { words } from "../screens.words.ts";

/** The corrective plan: what is done, by whom, by when, and how one sees that it is done. */
export function Plan({ audit }: { audit: Audit }) {
  const { say } = useLanguage();
  const runs = audit.may.includes("run") && audit.status !== "withdrawn";
  const writes = runs && audit.status !== "closed";
  return (
    <>
      {audit.actions.length === 0 ? <EmptyState sentence={say(words.noPlan)}>{say(words.noPlanNext)}</EmptyState> : <ActionRows actions={audit.actions} about={(one) => audit.findings.find((found) => found.findingId === one.findingId)?.words ?? ""} may={() => [...(runs ? (["finish"] as const) : []), ...(writes ? (["remove"] as const) : [])]} auditId={audit.auditId} />}
      {writes ? <FormPanel verb={say(words.addAction)} glyph={IconPlus}>{(close) => <ActionFields audit={audit} close={close} />}</FormPanel> : null}
    </>
  );
}

type Verb = "finish" | "remove";

/** Actions of a plan as rows, each with the verbs that are open for it. */
export function ActionRows<One extends PlanAction>({ actions, about, may, auditId }: { actions: readonly One[]; about: (one: One) => string; may: (one: One) => readonly Verb[]; auditId?: string }) {
  const { say, language, day } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  async function remove(actionId: string) {
    await api.audits.removeAction({ auditId: auditId!, actionId });
    await refresh(["audits.get"]);
  }
  return (
    <ul className="audit-rows">
      {actions.map((one) => (
        <li key={one.actionId} id={`action-${one.actionId}`} tabIndex={-1}>
          <p className="audit-words">
            <strong>{one.words}</strong>
          </p>
          <p className="soft">{about(one)}</p>
          <p>
            {one.staffName} · {words.openSince[language](day(one.dueOn, "full"))} · {say(words.doneWhen)}: {one.doneWhen}
          </p>
          {one.doneOn === null ? null : (
            <p>
              {say(words.done)} {day(one.doneOn, "full")}: {one.evidence}
            </p>
          )}
          {one.doneOn !== null || !may(one).includes("finish") ? null : <FormPanel verb={say(words.markDone)} about={one.words.slice(0, 60)} glyph={IconCheck}>{(close) => <DoneFields one={one} close={close} />}</FormPanel>}
          {one.doneOn !== null || !may(one).includes("remove") ? null : <Button look="quiet" glyph={IconX} aria-label={`${say(words.remove)}: ${one.words.slice(0, 60)}`} onClick={() => void remove(one.actionId)}>{say(words.remove)}</Button>}
        </li>
      ))}
    </ul>
  );
}

function DoneFields({ one, close }: { one: PlanAction; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const me = useMe();
  const refresh = useRefresh();
  const sending = useSending(`done-${one.actionId}`);
  const [form, setForm] = useState({ doneOn: dateInZone(new Date().toISOString(), me.agency.timeZone), evidence: "" });
  const text = (key: keyof typeof form) => ({ id: sending.id(key), value: form[key], error: sending.errorOf(key), onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })) });
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (form.doneOn === "") wrong.push({ path: "doneOn", message: say(words.needDay) });
    if (form.evidence.trim() === "") wrong.push({ path: "evidence", message: say(words.needWords) });
    const sent = await sending.send(async () => {
      await api.audits.finishAction({ actionId: one.actionId, doneOn: form.doneOn, evidence: form.evidence.trim() });
      await refresh(["audits.get"], ["audits.ownActions"], ["audits.list"], ["day.today"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={`done-${one.actionId}`} label={say(words.markDone)} sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <DateField {...text("doneOn")} label={say(words.doneOn)} need="required" />
      <TextArea {...text("evidence")} label={say(words.shownBy)} maxLength={1000} need="required" />
    </SendForm>
  );
}

function ActionFields({ audit, close }: { audit: Audit; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("action");
  const staff = useAnswer(["workforce.listStaff"], (ask) => ask.workforce.listStaff());
  const [actionId] = useState(() => crypto.randomUUID());
  const [form, setForm] = useState({ words: "", staffId: "", dueOn: "", doneWhen: "", findingId: "" });
  const text = (key: keyof typeof form) => ({ id: sending.id(key), value: form[key], error: sending.errorOf(key), onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })) });
  async function submit() {
    const wrong: FieldWrong[] = [];
    for (const path of ["words", "doneWhen"] as const) if (form[path].trim() === "") wrong.push({ path, message: say(words.needWords) });
    if (form.staffId === "") wrong.push({ path: "staffId", message: say(words.needPerson) });
    if (form.dueOn === "") wrong.push({ path: "dueOn", message: say(words.needDay) });
    const sent = await sending.send(async () => {
      await api.audits.saveAction({ auditId: audit.auditId, actionId, words: form.words.trim(), staffId: form.staffId, dueOn: form.dueOn, doneWhen: form.doneWhen.trim(), findingId: form.findingId === "" ? null : form.findingId });
      await refresh(["audits.get", audit.auditId], ["day.today"]);
    }, wrong);
    if (sent) close();
  }
  const shortfalls = audit.findings.filter((one) => one.kind === "shortfall");
  return (
    <SendForm name="action" label={say(words.addAction)} sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <TextArea {...text("words")} label={say(words.action)} maxLength={2000} need="required" />
      <SelectField {...text("staffId")} label={say(words.actionWho)} need="required" options={(staff.data?.staff ?? []).filter((one) => !one.roles.every((role) => role === "auditor" || role === "faculty")).map((one) => ({ value: one.staffId, label: one.name }))} />
      <DateField {...text("dueOn")} label={say(words.actionDue)} need="required" />
      <TextArea {...text("doneWhen")} label={say(words.doneWhen)} rows={2} maxLength={1000} need="required" />
      {shortfalls.length === 0 ? null : <SelectField {...text("findingId")} label={say(words.forFinding)} empty={say(words.anyQuestion)} options={shortfalls.map((one) => ({ value: one.findingId, label: one.words.slice(0, 80) }))} />}
    </SendForm>
  );
}
