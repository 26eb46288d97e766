import { IconCheck, IconCornerUpLeft, IconPlayerPause } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, sentenceFor, useSending } from "#ui/useSending.ts";
import type { InstrumentDefinition } from "../contract.ts";
import { words } from "../screens.words.ts";
import type { HistoryRow, InstalledInstrument } from "../site.contract.ts";
import { words as catalogue } from "../words.ts";
import { Figures } from "./Figures.tsx";
import { CertaintyMark, Draft, type OneInstrument } from "./parts.tsx";
import { RetireForm } from "./RetireForm.tsx";
import { Scoring } from "./Scoring.tsx";
import { sayAbout, sayClass } from "./scoring.ts";
import { Wordings } from "./Wordings.tsx";
import "./instruments.css";

/** One instrument: what it is, how it is scored, what each fact rests on, its wordings, its figures, and what was entered. */
export default function InstrumentScreen({ instrument }: { instrument: string }) {
  const { say, language } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  const answer = useAnswer(["instruments.get", instrument], (api) => api.instruments.get({ instrument }));
  const may = hasRole(me, "administrator") ? "write" : "read";
  const back = { href: "/app/instruments", label: say(words.back) };
  if (answer.isPending) return <div className="page"><Loading rows={8} /></div>;
  if (answer.isError) return <div className="page"><PageHeader title={say(words.title)} back={back} /><ErrorState sentence={sentenceFor(answer.error, language)} verb={{ run: () => void answer.refetch() }} /></div>;
  const { installed, definition } = answer.data;
  return (
    <div className="page">
      <PageHeader title={installed.name} back={back} />
      <Outline one={answer.data} />
      <Scoring definition={definition} />
      <Wordings one={answer.data} may={may} />
      <Figures one={answer.data} may={may} />
      <Facts definition={definition} may={may} />
      <History history={answer.data.history} />
      {may === "write" ? <Retiring installed={installed} /> : null}
    </div>
  );
}

function Outline({ one }: { one: OneInstrument }) {
  const { say, language, day } = useLanguage();
  const texts = catalogue[language];
  const { installed, definition, versions } = one;
  return (
    <DefinitionStrip
      definitions={[
        { label: say(words.kind), value: sayClass(installed, words, language), detail: installed.origin === "own" ? say(words.own) : undefined },
        { label: say(words.rights), value: definition.rights },
        { label: say(words.measures), value: installed.domains.length === 0 ? say(words.history_) : installed.domains.map((code) => texts.domains[code]).join(" · ") },
        { label: say(words.respondent), value: texts.respondents[installed.respondent] },
        { label: say(words.age), value: installed.ageMonths === null ? say(words.anyAge) : words.months[language](installed.ageMonths.from, installed.ageMonths.to) },
        ...(installed.recall === null ? [] : [{ label: say(words.recall), value: texts.recall[installed.recall] }]),
        ...(installed.successor === null ? [] : [{ label: say(words.successor), value: installed.successor }]),
        { label: say(words.versions), value: versions.length === 1 ? versions[0] : `${words.newest[language](versions[0]!)}; ${versions.slice(1).join(", ")}` },
        ...(definition.codes === null ? [] : [{ label: say(words.codes), value: `${definition.codes.panel}, ${definition.codes.total}` }]),
        { label: say(words.state), value: installed.retiredFrom === null ? say(words.offered) : words.retiredFrom[language](day(installed.retiredFrom, "full")), detail: installed.factsToConfirm === 0 ? undefined : <Draft>{words.needsConfirmation[language](installed.factsToConfirm)}</Draft> },
      ]}
    />
  );
}

function Facts({ definition, may }: { definition: InstrumentDefinition; may: "read" | "write" }) {
  const { say, language } = useLanguage();
  return (
    <section className="part" aria-labelledby="facts">
      <h2 id="facts">{say(words.facts)}</h2>
      <p className="soft">{say(words.factsLead)}</p>
      <ul className="instrument-rules">
        {definition.facts.map((fact) => (
          <li key={`${fact.about} ${fact.source}`}>
            <strong>{sayAbout(fact.about, words, language)}</strong>
            <span className="line">
              <span className="soft">{fact.source}</span> <CertaintyMark certainty={fact.certainty} />
            </span>
            {may === "write" && fact.certainty !== "read" ? (
              <FormPanel verb={say(words.confirm)} about={sayAbout(fact.about, words, language)} glyph={IconCheck}>
                {(close) => <ConfirmForm instrument={definition.id} about={fact.about} close={close} />}
              </FormPanel>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ConfirmForm({ instrument, about, close }: { instrument: string; about: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`confirm-${about}`);
  const [form, setForm] = useState({ source: "", readOn: "" });
  async function keep() {
    const wrong: FieldWrong[] = [];
    if (form.source.trim() === "") wrong.push({ path: "source", message: say(words.needText) });
    if (form.readOn === "") wrong.push({ path: "readOn", message: say(words.needDay) });
    const sent = await sending.send(async () => {
      await api.instruments.confirmFact({ instrument, about, ...form });
      await refresh(["instruments.get"], ["instruments.list"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={`confirm-${about}`} sending={sending} submit={say(words.keep)} onSubmit={() => void keep()} onCancel={close}>
      <TextField id={sending.id("source")} error={sending.errorOf("source")} label={say(words.readWhere)} hint={say(words.readWhereHint)} value={form.source} onChange={(source) => setForm({ ...form, source })} />
      <DateField id={sending.id("readOn")} error={sending.errorOf("readOn")} label={say(words.readOn)} value={form.readOn} onChange={(readOn) => setForm({ ...form, readOn })} />
    </SendForm>
  );
}

function History({ history }: { history: readonly HistoryRow[] }) {
  const { say, language, day } = useLanguage();
  const { agency } = useMe();
  const said = (row: HistoryRow) => [say(words.kinds[row.kind]), ...(row.language === null ? [] : [words.languages[row.language] === undefined ? row.language : say(words.languages[row.language]!)]), words.version[language](row.version)].join(", ");
  return (
    <section className="part" aria-labelledby="entered">
      <h2 id="entered">{say(words.entered)}</h2>
      {history.length === 0 ? (
        <EmptyState sentence={say(words.nothingEntered)} />
      ) : (
        <DataTable
          caption={say(words.entered)}
          rows={history}
          rowKey={(row) => row.entryId}
          phone="cards"
          step={20}
          columns={[
            { key: "what", label: say(words.what), cell: (row) => <>{said(row)} <span className="soft">{[row.about, row.on === null ? "" : day(row.on, "full")].filter((one) => one !== "").join(", ")}</span></> },
            { key: "day", label: say(words.day), cell: (row) => day(dateInZone(row.enteredAt, agency.timeZone), "full") },
            { key: "who", label: say(words.who), cell: (row) => row.enteredByName ?? "–" },
            { key: "why", label: say(words.reason), cell: (row) => (row.reason === "" ? "–" : row.reason) },
          ]}
        />
      )}
    </section>
  );
}

function Retiring({ installed }: { installed: InstalledInstrument }) {
  const { say } = useLanguage();
  const step = installed.retiredFrom === null ? "retire" : "restore";
  return (
    <FormPanel verb={say(words[step])} glyph={step === "restore" ? IconCornerUpLeft : IconPlayerPause}>
      {(close) => <RetireForm instrument={installed.instrument} textLanguage={null} step={step} close={close} />}
    </FormPanel>
  );
}
