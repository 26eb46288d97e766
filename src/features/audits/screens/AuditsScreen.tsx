import { useState } from "react";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, sentenceFor, useSending } from "#ui/useSending.ts";
import { useNavigate } from "@tanstack/react-router";
import type { AuditSummary, DueBy } from "../contract.ts";
import { statusWords, words } from "../screens.words.ts";
import { ActionRows } from "./Plan.tsx";
import { RatingMark } from "./RatingMark.tsx";
import "./audits.css";

/** The annual audits: the list for who runs or reviews them, an auditor's own page, and what plans ask of oneself. */
export default function AuditsScreen() {
  const { say } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  const reads = hasRole(me, "administrator", "privacy_officer", "auditor");
  const isAuditor = reads && !hasRole(me, "administrator", "privacy_officer");
  const owes = hasRole(me, "administrator", "supervisor", "clinician", "trainee", "privacy_officer", "front_desk", "biller", "senior_leader");
  return (
    <div className="page audits">
      <PageHeader title={say(isAuditor ? words.yours : words.title)} back={hasRole(me, "administrator", "privacy_officer", "supervisor") ? { href: "/app/compliance", label: say(words.back) } : undefined} />
      {reads ? <AuditList who={isAuditor ? "auditor" : hasRole(me, "administrator") ? "runs" : "reads"} /> : null}
      {owes ? <OwnActions shown={reads ? "where_any" : "always"} /> : null}
    </div>
  );
}

function AuditList({ who }: { who: "auditor" | "runs" | "reads" }) {
  const { say, language } = useLanguage();
  const answer = useAnswer(["audits.list"], (api) => api.audits.list());
  if (answer.isPending) return <Loading rows={4} />;
  if (answer.isError) return <ErrorState sentence={`${say(words.failed)} ${sentenceFor(answer.error, language)}`} verb={{ run: () => void answer.refetch(), state: answer.isFetching ? "busy" : "ready" }} />;
  const { audits, due, today } = answer.data;
  return (
    <>
      <DueLines due={due} />
      {who === "runs" ? <FormPanel verb={say(words.open)}>{(close) => <OpenFields today={today} close={close} />}</FormPanel> : null}
      {audits.length === 0 ? <EmptyState sentence={say(who === "auditor" ? words.noneYours : words.none)}>{say(who === "auditor" ? words.noneYoursNext : words.noneNext)}</EmptyState> : <AuditTable audits={audits} who={who} />}
    </>
  );
}

/** By when the next audit is due, by each clause that says so. */
export function DueLines({ due }: { due: readonly DueBy[] }) {
  const { say, language, day } = useLanguage();
  return (
    <ul className="audit-due">
      {due.map((one) => (
        <li key={one.rule} className="soft">
          {words.nextDue[language](one.cite, day(one.on, "full"))} {one.status === "confirmed" ? null : `(${say(words.localRule)})`}
        </li>
      ))}
    </ul>
  );
}

function AuditTable({ audits, who }: { audits: readonly AuditSummary[]; who: "auditor" | "runs" | "reads" }) {
  const { say, language, day, number } = useLanguage();
  return (
    <DataTable
      caption={say(words.title)}
      rows={audits}
      rowKey={(one) => one.auditId}
      phone="cards"
      columns={[
        { key: "title", label: say(words.name), cell: (one) => <Link href={`/app/audits/${one.auditId}`}>{one.title}</Link> },
        { key: "period", label: say(words.period), cell: (one) => words.span[language](day(one.periodFrom, "full"), day(one.periodTo, "full")) },
        { key: "status", label: say(words.stands), cell: (one) => say(statusWords[one.status]) },
        { key: "cases", label: say(words.sampleSize), align: "end", cell: (one) => number(one.cases) },
        { key: "rating", label: say(words.rating), cell: (one) => <RatingMark conclusion={one.conclusion} /> },
        who === "auditor" ? { key: "until", label: say(words.until), cell: (one: AuditSummary) => (one.until === null ? "–" : day(one.until, "full")) } : { key: "due", label: say(words.due), cell: (one: AuditSummary) => day(one.dueOn, "full") },
      ]}
    />
  );
}

const blank = { title: "", periodFrom: "", periodTo: "", dueOn: "", auditor: "", wanted: "10", seed: "", threshold: "" };
const isWhole = (text: string, most: number) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= most;

function OpenFields({ today, close }: { today: string; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const go = useNavigate();
  const refresh = useRefresh();
  const sending = useSending("audit");
  const lastYear = String(Number(today.slice(0, 4)) - 1);
  const [form, setForm] = useState({ ...blank, periodFrom: `${lastYear}-01-01`, periodTo: `${lastYear}-12-31` });
  const text = (key: keyof typeof blank) => ({ id: sending.id(key), value: form[key], error: sending.errorOf(key), onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })) });
  const spans = form.periodFrom !== "" && form.periodTo !== "" && form.periodFrom <= form.periodTo;
  const population = useAnswer(["audits.population", form.periodFrom, form.periodTo], (ask) => ask.audits.population({ from: form.periodFrom, to: form.periodTo }), { when: spans ? "now" : "not_yet" });
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (form.title.trim() === "") wrong.push({ path: "title", message: say(words.needTitle) });
    for (const path of ["periodFrom", "periodTo", "dueOn"] as const) if (form[path] === "") wrong.push({ path, message: say(words.needDay) });
    if (form.auditor.trim() === "") wrong.push({ path: "auditor", message: say(words.needWho) });
    if (!isWhole(form.wanted, 100)) wrong.push({ path: "wanted", message: say(words.needNumber) });
    if (form.threshold !== "" && !isWhole(form.threshold, 100)) wrong.push({ path: "threshold", message: say(words.needPercent) });
    await sending.send(async () => {
      const { auditId } = await api.audits.open({ title: form.title.trim(), periodFrom: form.periodFrom, periodTo: form.periodTo, dueOn: form.dueOn, auditor: form.auditor.trim(), wanted: Number(form.wanted), seed: form.seed.trim() === "" ? null : form.seed.trim(), threshold: form.threshold === "" ? null : Number(form.threshold) });
      await refresh(["audits.list"], ["day.today"]);
      void go({ to: `/app/audits/${auditId}` });
    }, wrong);
  }
  return (
    <SendForm name="audit" label={say(words.open)} sending={sending} submit={say(words.openNow)} onSubmit={() => void submit()} onCancel={close}>
      <TextField {...text("title")} label={say(words.auditTitle)} maxLength={200} need="required" />
      <DateField {...text("periodFrom")} label={say(words.periodFrom)} need="required" />
      <DateField {...text("periodTo")} label={say(words.periodTo)} hint={population.data === undefined ? undefined : words.inPeriod[language](population.data.population)} need="required" />
      <DateField {...text("dueOn")} label={say(words.dueOn)} need="required" />
      <TextField {...text("auditor")} label={say(words.who)} maxLength={200} need="required" />
      <TextField {...text("wanted")} label={say(words.wanted)} width="short" inputMode="numeric" need="required" />
      <TextField {...text("seed")} label={say(words.seed)} hint={say(words.seedHint)} maxLength={100} need="optional" />
      <TextField {...text("threshold")} label={say(words.threshold)} hint={say(words.thresholdHint)} width="short" inputMode="numeric" need="optional" />
    </SendForm>
  );
}

/** What plans ask of the one who is signed in; on a page that holds more, only where something is asked. */
function OwnActions({ shown }: { shown: "always" | "where_any" }) {
  const { say } = useLanguage();
  const answer = useAnswer(["audits.ownActions"], (api) => api.audits.ownActions());
  const actions = answer.data?.actions ?? [];
  if (shown === "where_any" && actions.length === 0) return null;
  return (
    <section className="part">
      <h2>{say(words.yourActions)}</h2>
      {answer.isPending ? <Loading rows={2} /> : actions.length === 0 ? <EmptyState sentence={say(words.noneAsked)} /> : <ActionRows actions={actions} about={(one) => one.auditTitle} may={() => ["finish"]} />}
    </section>
  );
}
